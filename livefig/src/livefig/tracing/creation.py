"""Arrays made of traced numbers: `np.array([t, 1])`, `np.full(n, t)`, `np.mean([a, b])`.

NumPy asks nobody before it looks into a list for plain numbers. While an author's function runs,
the functions of `MAKING` and `OF_LISTS` are therefore replaced in NumPy's own namespace by ones
that look first. What is not called by the author's own line, or holds nothing traced, is left to
NumPy.
"""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from livefig.tracing.arguments import holds_tracer
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


@contextmanager
def following(run: Trace) -> Iterator[None]:
    """Within this context the author's function runs, and lists of traced numbers are arrays."""
    new: dict[tuple[Any, str], Any] = {}
    for module, names in OF_LISTS.items():
        new |= {(module, name): _of_lists(getattr(module, name)) for name in names}
    new |= {(np, name): _making(getattr(np, name), *how) for name, how in MAKING.items()}
    if run.writing:
        new |= makers(run, new)
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
