"""Order: sort, argsort, median and quantiles. NaN comes last, as in NumPy."""

from typing import Any

import numpy as np

from livefig.tracing.errors import TraceError
from livefig.tracing.indexing import lookup
from livefig.tracing.tracer import Trace, Tracer, concrete


def sort(trace: Trace, a: Any, axis: int | None = -1, kind: Any = None, stable: Any = None) -> Any:
    """Rule of `np.sort`; all kinds of sorting give the same values."""
    return _along_last(trace, a, axis, "sort", np.sort)


def argsort(
    trace: Trace, a: Any, axis: int | None = -1, kind: Any = None, stable: Any = None
) -> Any:
    """Rule of `np.argsort`. Equal values keep their order, which NumPy leaves open by default."""
    return _along_last(trace, a, axis, "argsort", _stable_argsort)


def _stable_argsort(x: Any) -> Any:
    return np.argsort(x, kind="stable")


def _along_last(trace: Trace, a: Any, axis: int | None, name: str, function: Any) -> Any:
    """Record an order along the last axis, to which `axis` is moved and from where it returns."""
    x = trace.lift(a)
    if axis is None:
        x, axis = trace.lift(x.flatten()), -1
    x = trace.lift(_moved(x, axis, -1))
    ordered = trace.record("order", (x.node,), name, function(x.value))
    return _moved(ordered, -1, axis)


def _moved(x: Any, source: int, destination: int) -> Any:
    return np.moveaxis(x, source, destination)


def median(a: Any, axis: int | tuple[int, ...] | None = None, *, keepdims: bool = False) -> Any:
    """Take the middle value, or the mean of the two in the middle; NaN where one is NaN."""
    x, shape = joined(a, axis)
    n = x.shape[-1]
    if n == 0:
        raise TraceError("np.median of no numbers cannot be followed")
    ordered = np.sort(x, axis=-1)
    middle = ordered[..., (n - 1) // 2 : n // 2 + 1]
    found = np.where(np.isnan(ordered[..., -1]), np.nan, np.mean(middle, axis=-1))
    return found.reshape(shape) if keepdims else found


def quantile(
    a: Any,
    q: Any,
    axis: int | tuple[int, ...] | None = None,
    *,
    method: str = "linear",
    keepdims: bool = False,
) -> Any:
    """Find the values below which lie the shares `q`, straight between neighbours."""
    if method != "linear":
        raise TraceError(f"the method {method!r} of np.quantile cannot be followed; use 'linear'")
    x, shape = joined(a, axis)
    n = x.shape[-1]
    if n == 0:
        raise TraceError("a quantile of no numbers cannot be followed")
    ordered = np.sort(x, axis=-1) * 1.0
    q = q if isinstance(q, Tracer) else np.asarray(q, float)
    if np.any((concrete(q) < 0) | (concrete(q) > 1)):
        raise ValueError("quantiles must be in the range [0, 1]")
    at = q * (n - 1)
    low = np.floor(at)
    share = (at - low).reshape(np.shape(q) + (1,) * (x.ndim - 1))
    below = _at(ordered, low)
    above = _at(ordered, np.minimum(low + 1, n - 1))
    step = above - below
    found = np.where(share < 0.5, below + step * share, above - step * (1 - share))
    found = np.where(np.isnan(ordered[..., -1]), np.nan, found)
    return found.reshape(np.shape(q) + shape) if keepdims else found


def percentile(a: Any, q: Any, axis: Any = None, *, method: str = "linear", **named: Any) -> Any:
    """`quantile` with shares in per cent."""
    q = q if isinstance(q, Tracer) else np.asarray(q, float)
    return quantile(a, q / 100, axis, method=method, **named)


def _at(ordered: Any, place: Any) -> Any:
    """Return the elements at `place` of the last axis; the axes of `place` come first."""
    return lookup(np.moveaxis(ordered, -1, 0), place.astype(int))


def along_last(rows: Any, place: Any) -> Any:
    """Return the element of each row (of the last axis) at its own `place`."""
    if rows.ndim == 1:
        return lookup(rows, place)
    each = np.indices(rows.shape[:-1])
    return rows[(*each, place)]


def joined(a: Any, axis: int | tuple[int, ...] | None) -> tuple[Any, tuple[int, ...]]:
    """Return `a` with all of `axis` as one, the last axis; and the shape with them kept as 1."""
    a = a if isinstance(a, Tracer) else np.asarray(a)
    some = range(a.ndim) if axis is None else (axis,) if isinstance(axis, int) else axis
    axes = sorted(range(a.ndim)[i] for i in some)
    kept = [i for i in range(a.ndim) if i not in axes]
    moved = np.transpose(a, (*kept, *axes))
    joined = moved.reshape((*(a.shape[i] for i in kept), -1))
    return joined, tuple(1 if i in axes else n for i, n in enumerate(a.shape))
