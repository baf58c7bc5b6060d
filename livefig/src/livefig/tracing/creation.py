"""Arrays made of traced numbers: `np.array([t, 1])`, `np.full(n, t)`, `np.mean([a, b])`.

NumPy asks nobody before it looks into a list for plain numbers. While an author's function runs,
the functions of `MAKING` and `OF_LISTS` are therefore replaced in NumPy's own namespace by ones
that look first. What is not called by the author's own line, or holds nothing traced, is left to
NumPy. So it is with those of `math` where the author's function may go several ways.
"""

import functools
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from livefig.tracing.arguments import holds_tracer
from livefig.tracing.convert import convert
from livefig.tracing.fresh import is_by_author, makers
from livefig.tracing.routine import standing
from livefig.tracing.tracer import Trace


def array(object: Any, dtype: Any = None, *, ndmin: int = 0, **unused: Any) -> Any:
    """`np.array` of traced numbers, in lists as deep as the author likes."""
    made = asarray(object, dtype)
    made = np.copy(made) if made is object and unused.get("copy", True) else made
    return made if made.ndim >= ndmin else made.reshape((1,) * (ndmin - made.ndim) + made.shape)


def asarray(a: Any, dtype: Any = None, **unused: Any) -> Any:
    """`np.asarray` of a traced value, which is an array already, or of a list of them."""
    made = standing(a)
    return made if dtype is None or made.dtype == dtype else made.astype(dtype)


def ascontiguousarray(a: Any, dtype: Any = None, **unused: Any) -> Any:
    """`np.ascontiguousarray`: the value itself, or a copy of a view of another order."""
    made = asarray(a, dtype)
    is_own = made is not a or a.memory is None or a.numbers.flags.c_contiguous
    return made if is_own else np.copy(made)


def full(shape: Any, fill_value: Any, dtype: Any = None, **unused: Any) -> Any:
    """`np.full` with a traced number."""
    filled = np.broadcast_to(standing(fill_value), shape)
    return filled if dtype is None else filled.astype(dtype)


def full_like(a: Any, fill_value: Any, dtype: Any = None, *, shape: Any = None, **_: Any) -> Any:
    """`np.full_like` of a fixed array with a traced number."""
    a = np.asarray(a)
    return full(
        a.shape if shape is None else shape, fill_value, a.dtype if dtype is None else dtype
    )


# the function in its place, and the parameter that may be traced
MAKING: dict[str, tuple[Callable[..., Any], int]] = {
    "array": (array, 0),
    "asarray": (asarray, 0),
    "asanyarray": (asarray, 0),
    "ascontiguousarray": (ascontiguousarray, 0),
    "full": (full, 1),
    "full_like": (full_like, 1),
}
# functions of arrays for which a list is an array
OF_LISTS: dict[Any, list[str]] = {
    np: [
        "sum", "prod", "max", "min", "amax", "amin", "mean", "std", "var", "median", "average",
        "ptp", "sort", "argsort", "cumsum", "cumprod", "argmax", "argmin", "any", "all",
        "count_nonzero", "diff", "dot", "inner", "outer", "cross", "convolve", "correlate",
        "polyval", "interp", "percentile", "quantile", "trapezoid", "atleast_1d", "atleast_2d",
        "repeat", "tile", "reshape", "diag", "flip", "roll",
    ],
    np.linalg: ["solve", "inv", "det", "eigh", "eigvalsh", "norm", "svd", "matrix_power"],
}  # fmt: skip


def of_page(name: str) -> Callable[[Any], Any]:
    """Return a function of `math` that NumPy does not have, but the page does."""

    def record(x: Any) -> Any:
        value = np.float64(getattr(math, MATHS_OWN.get(name, name))(float(x.value)))
        return x.run.record("element", (convert(x, float).node,), name, np.asarray(value))

    return record


MATHS_OWN = {"gammaln": "lgamma"}

# functions of Python's `math`: NumPy's or the page's, and where Python raises an error
MATH: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    **{
        name: (getattr(np, name), lambda x: False)
        for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "fabs", "degrees", "radians")
    },
    "atan": (np.arctan, lambda x: False),
    "asinh": (np.arcsinh, lambda x: False),
    "exp": (np.exp, lambda x: x > 709.78),
    "sqrt": (np.sqrt, lambda x: x < 0),
    **{name: (getattr(np, name), lambda x: x <= 0) for name in ("log10", "log2")},
    "log1p": (np.log1p, lambda x: x <= -1),
    "asin": (np.arcsin, lambda x: np.abs(x) > 1),
    "acos": (np.arccos, lambda x: np.abs(x) > 1),
    "erf": (of_page("erf"), lambda x: False),
    "erfc": (of_page("erfc"), lambda x: False),
    "gamma": (of_page("gamma"), lambda x: (x > 171.6) | ((x <= 0) & (x == np.floor(x)))),
    "lgamma": (of_page("gammaln"), lambda x: (x <= 0) & (x == np.floor(x))),
}


@contextmanager
def following(run: Trace) -> Iterator[None]:
    """Within this context the author's function runs, and lists of traced numbers are arrays."""
    new: dict[tuple[Any, str], Any] = {}
    for module, names in OF_LISTS.items():
        new |= {(module, name): _of_lists(getattr(module, name)) for name in names}
    new |= {(np, name): _making(getattr(np, name), *how) for name, how in MAKING.items()}
    if run.writing:
        new |= makers(run, new)
    if run.path is not None:
        new |= {(math, name): _of_number(getattr(math, name), *how) for name, how in MATH.items()}
    before = {(module, name): getattr(module, name) for module, name in new}
    for (module, name), function in new.items():
        setattr(module, name, function)
    try:
        with run.following():
            yield
    finally:
        for (module, name), function in before.items():
            setattr(module, name, function)


def _making(numpys: Callable[..., Any], ours: Callable[..., Any], position: int) -> Any:
    """Return `numpys` for fixed arguments and `ours` for traced ones."""

    @functools.wraps(numpys)
    def make(*args: Any, **options: Any) -> Any:
        name = "fill_value" if position else ""
        value = args[position] if len(args) > position else options.get(name)
        others = [*args[:position], *args[position + 1 :]]
        if not holds_tracer(value) or holds_tracer(others) or not is_by_author():
            return numpys(*args, **options)
        return ours(*args, **options)

    return make


def _of_number(
    pythons: Callable[..., Any], ours: Callable[[Any], Any], fails: Callable[[Any], Any]
) -> Callable[..., Any]:
    """Return a function of `math` that follows a traced number where Python raises no error."""

    @functools.wraps(pythons)
    def call(*args: Any) -> Any:
        is_traced = len(args) == 1 and holds_tracer(args[0]) and np.ndim(args[0]) == 0
        if not is_traced or not is_by_author() or fails(args[0]):
            return pythons(*args)
        return ours(args[0])

    return call


def _of_lists(numpys: Callable[..., Any]) -> Any:
    """Return `numpys` with lists of traced numbers made arrays."""

    @functools.wraps(numpys)
    def call(*args: Any, **options: Any) -> Any:
        if any(_is_list_of_traced(arg) for arg in args) and is_by_author():
            args = tuple(standing(arg) if _is_list_of_traced(arg) else arg for arg in args)
        return numpys(*args, **options)

    return call


def _is_list_of_traced(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and holds_tracer(value)
