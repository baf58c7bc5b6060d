"""NumPy functions that are written in terms of others: mean, var, norm, clip, diff, linspace.

Each is the formula of NumPy's documentation. They run on tracers and record what they use.
"""

from collections.abc import Sequence
from math import prod
from typing import Any

import numpy as np

from livefig.tracing.tracer import TraceError, Tracer

Axis = int | tuple[int, ...] | None


def mean(x: Any, axis: Axis = None, *, keepdims: bool = False) -> Any:
    """Sum over count."""
    return np.sum(x, axis=axis, keepdims=keepdims) / _count(x, axis)


def var(x: Any, axis: Axis = None, *, ddof: float = 0, keepdims: bool = False) -> Any:
    """Mean squared deviation from the mean."""
    deviation = x - mean(x, axis, keepdims=True)
    return np.sum(deviation * deviation, axis=axis, keepdims=keepdims) / (_count(x, axis) - ddof)


def std(x: Any, axis: Axis = None, *, ddof: float = 0, keepdims: bool = False) -> Any:
    """Square root of the variance."""
    return np.sqrt(var(x, axis, ddof=ddof, keepdims=keepdims))


def average(x: Any, axis: Axis = None, weights: Any = None) -> Any:
    """Weighted mean."""
    if weights is None:
        return mean(x, axis)
    if np.shape(weights) != np.shape(x):
        raise TraceError("np.average needs weights of the shape of the values here")
    return np.sum(x * weights, axis=axis) / np.sum(weights, axis=axis)


def ptp(x: Any, axis: Axis = None, *, keepdims: bool = False) -> Any:
    """Largest minus smallest."""
    return np.max(x, axis=axis, keepdims=keepdims) - np.min(x, axis=axis, keepdims=keepdims)


def count_nonzero(x: Any, axis: Axis = None, *, keepdims: bool = False) -> Any:
    """Sum of the mask."""
    return np.sum(np.not_equal(x, 0), axis=axis, keepdims=keepdims)


def nansum(x: Any, axis: Axis = None, *, keepdims: bool = False) -> Any:
    """Sum of what is a number."""
    return np.sum(np.where(np.isnan(x), 0, x), axis=axis, keepdims=keepdims)


def nanmean(x: Any, axis: Axis = None, *, keepdims: bool = False) -> Any:
    """Mean of what is a number."""
    count = np.sum(~np.isnan(x), axis=axis, keepdims=keepdims)
    return nansum(x, axis, keepdims=keepdims) / count


def nanmax(x: Any, axis: Axis = None, *, keepdims: bool = False) -> Any:
    """Largest of what is a number; NaN where nothing is."""
    largest = np.max(np.where(np.isnan(x), -np.inf, x), axis=axis, keepdims=keepdims)
    return np.where(np.all(np.isnan(x), axis=axis, keepdims=keepdims), np.nan, largest)


def nanmin(x: Any, axis: Axis = None, *, keepdims: bool = False) -> Any:
    """Smallest of what is a number; NaN where nothing is."""
    return -nanmax(-x, axis, keepdims=keepdims)


def clip(x: Any, a_min: Any = None, a_max: Any = None, **bounds: Any) -> Any:
    """No smaller than `a_min`, no larger than `a_max`."""
    a_min, a_max = bounds.pop("min", a_min), bounds.pop("max", a_max)
    if bounds:
        raise TraceError(f"np.clip(…, {next(iter(bounds))}=…) cannot be followed")
    x = x if a_min is None else np.maximum(x, a_min)
    return x if a_max is None else np.minimum(x, a_max)


def round_(x: Any, decimals: int = 0) -> Any:
    """Round to the nearest, halves to even, as NumPy does: scale, round, scale back."""
    if x.dtype.kind != "f" and decimals >= 0:
        return x
    scale = 10.0 ** abs(decimals)
    return np.rint(x * scale) / scale if decimals > 0 else np.rint(x / scale) * scale


def select(conditions: Sequence[Any], choices: Sequence[Any], default: Any = 0) -> Any:
    """Return the choice of the first condition that holds."""
    result = default
    for condition, choice in reversed(list(zip(conditions, choices, strict=True))):
        result = np.where(condition, choice, result)
    return result


def nan_to_num(
    x: Any, copy: bool = True, nan: float = 0.0, posinf: Any = None, neginf: Any = None
) -> Any:
    """NaN and infinities replaced by numbers."""
    largest = np.finfo(float).max
    x = np.where(np.isnan(x), nan, x)
    x = np.where(x == np.inf, largest if posinf is None else posinf, x)
    return np.where(x == -np.inf, -largest if neginf is None else neginf, x)


def isclose(a: Any, b: Any, rtol: float = 1e-5, atol: float = 1e-8, equal_nan: bool = False) -> Any:
    """Equal within a tolerance."""
    near = (np.abs(a - b) <= atol + rtol * np.abs(b)) & np.isfinite(b) | np.equal(a, b)
    return near | (np.isnan(a) & np.isnan(b)) if equal_nan else near


def diff(x: Any, n: int = 1, axis: int = -1) -> Any:
    """Differences of neighbours, `n` times."""
    for _ in range(n):
        length = np.shape(x)[axis]
        later = np.take(x, range(1, length), axis)
        x = later - np.take(x, range(length - 1), axis)
    return x


def trapezoid(y: Any, x: Any = None, dx: float = 1.0, axis: int = -1) -> Any:
    """Area under a curve of straight pieces."""
    y = np.moveaxis(y, axis, -1)
    width = dx if x is None else np.diff(x)
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


def arange(start: Any, stop: Any = None, step: Any = 1, *, like: Any = None) -> Any:
    """`np.arange(start, stop, step, like=traced)`: its length is fixed to what it is now."""
    if stop is None:
        start, stop = 0, start
    raise_to = (stop - start) / step
    length = int(np.ceil(raise_to.value if isinstance(raise_to, Tracer) else raise_to))
    return start + step * np.arange(max(length, 0))


def norm(x: Any, ord: Any = None, axis: Axis = None, keepdims: bool = False) -> Any:
    """Length of a vector (2-, 1- or largest-element norm), or of all elements of a matrix."""
    is_vector = isinstance(axis, int) or (axis is None and np.ndim(x) == 1)
    if ord is None or (ord == "fro" and not is_vector) or (ord == 2 and is_vector):
        return np.sqrt(np.sum(x * x, axis=axis, keepdims=keepdims))
    if is_vector and ord == 1:
        return np.sum(np.abs(x), axis=axis, keepdims=keepdims)
    if is_vector and ord == np.inf:
        return np.max(np.abs(x), axis=axis, keepdims=keepdims)
    raise TraceError(f"np.linalg.norm with ord={ord!r} has no rule for the page; write its formula")


def polyval(p: Any, x: Any) -> Any:
    """Horner's scheme."""
    result: Any = 0
    for coefficient in p:
        result = result * x + coefficient
    return result


def sinc(x: Any) -> Any:
    """sin(πx)/(πx), 1 at 0."""
    y = np.pi * np.where(x == 0, 1e-20, x)
    return np.sin(y) / y


def searchsorted(a: Any, v: Any, side: str = "left") -> Any:
    """How many of the sorted `a` come before `v`."""
    v = np.asarray(v) if not isinstance(v, Tracer) else v
    before = np.less if side == "left" else np.less_equal
    return np.sum(before(a, v[..., None]), axis=-1)


def modf(x: Any) -> tuple[Any, Any]:
    """Fraction and whole part."""
    whole = np.trunc(x)
    return np.where(np.isinf(x), np.copysign(0.0, x), np.copysign(x - whole, x)), whole


def divmod_(x: Any, y: Any) -> tuple[Any, Any]:
    """Floored quotient and remainder."""
    return np.floor_divide(x, y), np.remainder(x, y)


def _count(x: Any, axis: Axis) -> int:
    """Return how many elements go into each result of a reduction over `axis`."""
    shape = np.shape(x)
    axes = range(len(shape)) if axis is None else (axis,) if isinstance(axis, int) else axis
    return prod(shape[i] for i in axes)
