"""NumPy functions that are written in terms of others: mean, var, norm, clip, diff, linspace.

Each is the formula of NumPy's documentation. They run on tracers and record what they use.
"""

from collections.abc import Sequence
from math import prod
from typing import Any

import numpy as np

from livefig.tracing.arguments import holds_tracer
from livefig.tracing.errors import TraceError
from livefig.tracing.kinds import is_narrow
from livefig.tracing.routine import nothing_unless
from livefig.tracing.tracer import Tracer, concrete

Axis = int | tuple[int, ...] | None


def mean(a: Any, axis: Axis = None, dtype: Any = None, *, keepdims: bool = False) -> Any:
    """Sum over count."""
    a = _wide(a, dtype)
    return np.sum(a, axis=axis, dtype=dtype, keepdims=keepdims) / _count(a, axis)


def var(a: Any, axis: Axis = None, ddof: float = 0, *, keepdims: bool = False) -> Any:
    """Mean squared deviation from the mean."""
    a = _wide(a)
    deviation = a - mean(a, axis, keepdims=True)
    count = max(_count(a, axis) - ddof, 0)
    return np.sum(deviation * deviation, axis=axis, keepdims=keepdims) / count


def std(a: Any, axis: Axis = None, ddof: float = 0, *, keepdims: bool = False) -> Any:
    """Square root of the variance."""
    return np.sqrt(var(a, axis, ddof, keepdims=keepdims))


def average(a: Any, axis: Axis = None, weights: Any = None, *, keepdims: bool = False) -> Any:
    """Weighted mean."""
    if weights is None:
        return mean(a, axis, keepdims=keepdims)
    if np.shape(weights) != np.shape(a):
        if not isinstance(axis, int) or np.ndim(weights) != 1:
            raise TraceError("np.average needs weights of the shape of the values here")
        others = [i for i in range(np.ndim(a)) if i != axis % np.ndim(a)]
        weights = np.expand_dims(weights, others)
    total = np.sum(np.broadcast_to(weights, np.shape(a)), axis=axis, keepdims=keepdims)
    return np.sum(a * weights, axis=axis, keepdims=keepdims) / total


def ptp(a: Any, axis: Axis = None, *, keepdims: bool = False) -> Any:
    """Largest minus smallest."""
    return np.max(a, axis=axis, keepdims=keepdims) - np.min(a, axis=axis, keepdims=keepdims)


def count_nonzero(a: Any, axis: Axis = None, *, keepdims: bool = False) -> Any:
    """Sum of the mask."""
    return np.sum(np.not_equal(a, 0), axis=axis, keepdims=keepdims)


def nansum(a: Any, axis: Axis = None, *, keepdims: bool = False) -> Any:
    """Sum of what is a number."""
    return np.sum(np.where(np.isnan(a), 0, a), axis=axis, keepdims=keepdims)


def nanmean(a: Any, axis: Axis = None, *, keepdims: bool = False) -> Any:
    """Mean of what is a number."""
    a = _wide(a)
    count = np.sum(~np.isnan(a), axis=axis, keepdims=keepdims)
    return nansum(a, axis, keepdims=keepdims) / count


def nanmax(a: Any, axis: Axis = None, *, keepdims: bool = False) -> Any:
    """Largest of what is a number; NaN where nothing is."""
    if a.dtype.kind != "f":
        return np.max(a, axis=axis, keepdims=keepdims)
    largest = np.max(np.where(np.isnan(a), -np.inf, a), axis=axis, keepdims=keepdims)
    return np.where(np.all(np.isnan(a), axis=axis, keepdims=keepdims), np.nan, largest)


def nanmin(a: Any, axis: Axis = None, *, keepdims: bool = False) -> Any:
    """Smallest of what is a number; NaN where nothing is."""
    if a.dtype.kind != "f":
        return np.min(a, axis=axis, keepdims=keepdims)
    return -nanmax(-a, axis, keepdims=keepdims)


def trace(a: Any, offset: int = 0, axis1: int = 0, axis2: int = 1, dtype: Any = None) -> Any:
    """Sum of the diagonal."""
    return np.sum(np.diagonal(a, offset, axis1, axis2), axis=-1, dtype=dtype)


def clip(a: Any, a_min: Any = None, a_max: Any = None, *, min: Any = None, max: Any = None) -> Any:
    """No smaller than `a_min`, no larger than `a_max`."""
    low, high = min if a_min is None else a_min, max if a_max is None else a_max
    if is_narrow(
        np.result_type(concrete(a))
    ):  # all three decide the type; Python's ints need not fit
        dtype = np.clip(*map(concrete, (a, low, high))).dtype
        a = a.astype(dtype)
        if dtype.kind in "iu":
            least, most = np.iinfo(dtype).min, np.iinfo(dtype).max
            low = None if type(low) is int and low <= least else low
            high = None if type(high) is int and high >= most else high
    a = a if low is None else np.maximum(a, low)
    return a if high is None else np.minimum(a, high)


def round_(a: Any, decimals: int = 0) -> Any:
    """Round to the nearest, halves to even, as NumPy does: scale, round, scale back."""
    if a.dtype.kind == "b":
        return a
    if a.dtype.kind == "i" and decimals >= 0:
        return a
    scale = 10.0 ** abs(decimals)
    return np.rint(a * scale) / scale if decimals > 0 else np.rint(a / scale) * scale


def fix(x: Any) -> Any:
    """Cut off towards zero."""
    return np.trunc(x)


def select(condlist: Sequence[Any], choicelist: Sequence[Any], default: Any = 0) -> Any:
    """Return the choice of the first condition that holds."""
    result = default
    for condition, choice in reversed(list(zip(condlist, choicelist, strict=True))):
        result = np.where(condition, choice, result)
    return result


def nan_to_num(x: Any, nan: Any = 0.0, posinf: Any = None, neginf: Any = None) -> Any:
    """NaN and infinities replaced by numbers."""
    if x.dtype.kind != "f":
        return x
    largest = float(np.finfo(x.dtype).max)
    x = np.where(np.isnan(x), nan, x)
    x = np.where(x == np.inf, largest if posinf is None else posinf, x)
    return np.where(x == -np.inf, -largest if neginf is None else neginf, x)


def isclose(a: Any, b: Any, rtol: Any = 1e-5, atol: Any = 1e-8, equal_nan: bool = False) -> Any:
    """Equal within a tolerance."""
    distance = np.abs(a - (b * 1.0 if np.result_type(concrete(b)).kind == "b" else b))
    near = (distance <= atol + rtol * np.abs(b)) & np.isfinite(b) | np.equal(a, b)
    return near | (np.isnan(a) & np.isnan(b)) if equal_nan else near


def diff(a: Any, n: int = 1, axis: int = -1) -> Any:
    """Differences of neighbours, `n` times; of truth values, where they differ."""
    for _ in range(n):
        length = np.shape(a)[axis]
        later, former = np.take(a, range(1, length), axis), np.take(a, range(length - 1), axis)
        a = later != former if a.dtype == bool else later - former
    return a


def trapezoid(y: Any, x: Any = None, dx: Any = 1.0, axis: int = -1) -> Any:
    """Area under a curve of straight pieces."""
    if x is None:
        width = dx
    else:
        width = np.diff(x) if np.ndim(x) == 1 else np.moveaxis(np.diff(x, axis=axis), axis, -1)
    y = np.moveaxis(y, axis, -1)
    return np.sum(width * (y[..., 1:] + y[..., :-1]) / 2, axis=-1)


def linspace(start: Any, stop: Any, num: int = 50, endpoint: bool = True, *, axis: int = 0) -> Any:
    """`num` evenly spaced values, the first exactly `start`, the last exactly `stop`."""
    n_steps = num - 1 if endpoint else num
    i = np.arange(num).reshape((num,) + (1,) * max(np.ndim(start), np.ndim(stop)))
    values = i * ((stop - start) / max(n_steps, 1)) + start
    if endpoint and num > 1:
        values = np.where(i == n_steps, stop, values)
    return values if axis == 0 else np.moveaxis(values, 0, axis)


def logspace(start: Any, stop: Any, num: int = 50, endpoint: bool = True, base: Any = 10.0) -> Any:
    """Powers of `base` with evenly spaced exponents."""
    return np.power(base, linspace(start, stop, num, endpoint))


def arange(start: Any, stop: Any = None, step: Any = 1) -> Any:
    """`np.arange(start, stop, step, like=traced)`: nothing (NaN) where its length would change."""
    if stop is None:
        start, stop = 0, start
    length_now: Any = np.ceil((stop - start) / step)
    length = int(max(length_now.value if isinstance(length_now, Tracer) else length_now, 0))
    values = start + step * np.arange(length)
    if not isinstance(values, Tracer) or not isinstance(length_now, Tracer):
        return values
    return nothing_unless(np.maximum(length_now, 0) == length, values)


def norm(x: Any, ord: Any = None, axis: Axis = None, keepdims: bool = False) -> Any:
    """Length of a vector, in any of NumPy's norms, or of all elements of a matrix."""
    is_vector = isinstance(axis, int) or (axis is None and np.ndim(x) == 1)
    x = x * 1.0 if x.dtype.kind != "f" else x
    options: dict[str, Any] = {"axis": axis, "keepdims": bool(keepdims)}
    if ord is None or (ord == "fro" and not is_vector) or (ord == 2 and is_vector):
        return np.sqrt(np.sum(x * x, **options))
    if not is_vector:
        return _matrix_norm(x, ord, axis, keepdims)
    if isinstance(ord, str):
        raise TraceError(
            f"np.linalg.norm(…, ord={ord!r}) has no rule for the page; write its formula"
        )
    if ord in (np.inf, -np.inf):
        return (np.max if ord > 0 else np.min)(np.abs(x), **options)
    if ord == 0:
        return np.sum(x != 0, **options)
    if ord == 1:
        return np.sum(np.abs(x), **options)
    return np.sum(np.abs(x) ** ord, **options) ** (1 / ord)


def _matrix_norm(x: Any, ord: Any, axis: Any, keepdims: bool) -> Any:
    """Return a norm of matrices: of their singular values, or a sum of a row or column."""
    row, column = (range(x.ndim)[i] for i in ((0, 1) if axis is None else axis))
    moved = np.moveaxis(x, (row, column), (-2, -1))
    if ord in (2, -2, "nuc"):
        s = np.linalg.svd(moved, compute_uv=False)
        found = np.sum(s, axis=-1) if ord == "nuc" else s[..., 0 if ord == 2 else -1]
    else:
        sums = np.sum(np.abs(moved), axis=-2 if abs(ord) == 1 else -1)
        found = (np.max if ord > 0 else np.min)(sums, axis=-1)
    return np.expand_dims(found, (row, column)) if keepdims else found


def polyval(p: Any, x: Any) -> Any:
    """Horner's scheme."""
    result: Any = 0
    for coefficient in p if holds_tracer(p) else np.asarray(p):
        result = result * x + coefficient
    return result


def sinc(x: Any) -> Any:
    """sin(πx)/(πx), 1 at 0."""
    near = float(np.finfo(x.dtype).eps) if x.dtype.name in ("float16", "float32") else 1e-20
    y = np.pi * np.where(x == 0, near, x)
    return np.sin(y) / y


def modf(x: Any) -> tuple[Any, Any]:
    """Fraction and whole part."""
    x = x * 1.0 if x.dtype.kind != "f" else x
    whole = np.trunc(x)
    return np.where(np.isinf(x), np.copysign(0.0, x), np.copysign(x - whole, x)), whole


def angle(z: Any, deg: bool = False) -> Any:
    """0 of a positive number, π of a negative one."""
    return np.arctan2(0.0, z) * (180 / np.pi if deg else 1.0)


def divmod_(x1: Any, x2: Any) -> tuple[Any, Any]:
    """Floored quotient and remainder."""
    return np.floor_divide(x1, x2), np.remainder(x1, x2)


def _wide(x: Any, dtype: Any = None) -> Any:
    """Return `x` with the bits that NumPy takes for a mean of half-precision numbers."""
    return x.astype(np.float32) if x.dtype == np.float16 and dtype is None else x


def _count(x: Any, axis: Axis) -> int:
    """Return how many elements go into each result of a reduction over `axis`."""
    shape = np.shape(x)
    axes = range(len(shape)) if axis is None else (axis,) if isinstance(axis, int) else axis
    return prod(shape[i] for i in axes)
