"""Choosing and comparing: piecewise, choose, take_along_axis, isin, allclose."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from livefig.tracing.convert import convert
from livefig.tracing.routine import Formulas, nothing_unless, standing
from livefig.tracing.tracer import Trace, Tracer, concrete


def piecewise(
    trace: Trace, x: Any, condlist: Any, funclist: Sequence[Any], *args: Any, **kw: Any
) -> Any:
    """Rule of `np.piecewise`: each function of all of `x`, the last whose condition holds.

    The last function stands for "otherwise" where there is one more than conditions.
    """
    x = trace.lift(x)
    single = isinstance(condlist, Tracer) and condlist.ndim <= x.ndim and x.ndim != 0
    conditions = [condlist] if single or np.ndim(concrete(condlist)) == 0 else list(condlist)
    if not single and np.ndim(concrete(conditions[0])) == 0 and x.ndim != 0:
        conditions = [standing(conditions)]
    if len(funclist) not in (len(conditions), len(conditions) + 1):
        n = len(conditions)
        raise ValueError(f"with {n} condition(s), either {n} or {n + 1} functions are expected")
    pieces = [f(x, *args, **kw) if isinstance(f, Callable) else f for f in funclist]  # type: ignore[arg-type]
    result: Any = pieces.pop() if len(pieces) > len(conditions) else 0
    for condition, piece in zip(conditions, pieces, strict=True):
        result = np.where(condition, piece, result)
    return convert(trace.lift(np.broadcast_to(result, x.shape)), x.dtype)


def choose(a: Any, choices: Any, mode: str = "raise") -> Any:
    """Element of the choice that `a` says; nothing where there is no such choice."""
    a, n = standing(a), len(choices)
    if mode == "clip":
        a = np.clip(a, 0, n - 1)
    elif mode == "wrap":
        a = np.remainder(a, n)
    dtype = np.choose(np.zeros(1, int), [np.asarray(concrete(one)) for one in choices]).dtype
    result = choices[0]
    for i in range(1, n):
        result = np.where(np.equal(a, i), choices[i], result)
    result = np.where(True, result, np.zeros(np.shape(a), dtype)) if n == 1 else result
    return nothing_unless((a >= 0) & (a < n), result)


def take_along_axis(arr: Any, indices: Any, axis: int | None = -1) -> Any:
    """Elements at places that each row says for itself."""
    arr, indices = standing(arr), standing(indices)
    if axis is None:
        arr, axis = np.ravel(arr), 0
    axis = range(arr.ndim)[axis]
    if arr.ndim == 1:
        return np.take(arr, indices)
    shape = [
        n if i == axis else m for i, (n, m) in enumerate(zip(indices.shape, arr.shape, strict=True))
    ]
    places: list[Any] = list(np.indices(shape))
    places[axis] = np.broadcast_to(indices, shape)
    if not isinstance(arr, Tracer):
        arr = indices.run.lift(arr)
    return arr[tuple(places)]


def apply_along_axis(
    trace: Trace, func1d: Callable[..., Any], axis: int, arr: Any, *args: Any, **kwargs: Any
) -> Any:
    """Rule of `np.apply_along_axis`: the function of each row, one after the other."""
    x: Any = trace.lift(arr)
    axis = range(x.ndim)[axis]
    rows = np.moveaxis(x, axis, -1)
    outside = rows.shape[:-1]
    found = [func1d(rows[place], *args, **kwargs) for place in np.ndindex(outside)]
    stacked: Any = np.stack(found)
    inside = stacked.shape[1:]
    stacked = stacked.reshape(outside + inside)
    last = range(len(outside), stacked.ndim)
    return np.moveaxis(stacked, list(last), [axis + i for i in range(len(inside))])


def isin(element: Any, test_elements: Any, *, invert: bool = False) -> Any:
    """Tell whether each element is one of others."""
    others = np.ravel(standing(test_elements))
    found = np.any(np.equal(np.expand_dims(standing(element), -1), others), axis=-1)
    return ~found if invert else found


def allclose(a: Any, b: Any, rtol: Any = 1e-5, atol: Any = 1e-8, equal_nan: bool = False) -> Any:
    """Tell whether all are equal within a tolerance."""
    return np.all(np.isclose(a, b, rtol, atol, equal_nan))


def array_equal(a1: Any, a2: Any, equal_nan: bool = False) -> Any:
    """Tell whether two arrays have the same shape and equal elements."""
    if np.shape(concrete(a1)) != np.shape(concrete(a2)):
        return False
    equal = np.equal(a1, a2)
    return np.all(equal | (np.isnan(a1) & np.isnan(a2)) if equal_nan else equal)


FUNCTIONS: Formulas = {
    np.choose: (choose, ["a", "choices"]),
    np.take_along_axis: (take_along_axis, ["arr", "indices"]),
    np.isin: (isin, ["element", "test_elements"]),
    np.allclose: (allclose, ["a", "b", "rtol", "atol"]),
    np.array_equal: (array_equal, ["a1", "a2"]),
}
