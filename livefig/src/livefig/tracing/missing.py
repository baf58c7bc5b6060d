"""NumPy's functions of what is a number among NaN: nanstd, nanmedian, nanpercentile, nancumsum.

`nansum`, `nanmean`, `nanmax` and `nanmin` are among the composites.
"""

from typing import Any

import numpy as np

from livefig.tracing.errors import TraceError
from livefig.tracing.routine import Formulas, nothing_unless
from livefig.tracing.sorting import along_last, joined
from livefig.tracing.tracer import Tracer

Axis = int | tuple[int, ...] | None


def nanprod(a: Any, axis: Axis = None, *, keepdims: bool = False) -> Any:
    """Product of what is a number."""
    return np.prod(_filled(a, 1), axis=axis, keepdims=keepdims)


def nanvar(a: Any, axis: Axis = None, ddof: float = 0, *, keepdims: bool = False) -> Any:
    """Mean squared deviation of what is a number; NaN where there are not more than `ddof`."""
    deviation = a - np.nanmean(a, axis=axis, keepdims=True)
    squares = np.nansum(deviation * deviation, axis=axis, keepdims=keepdims)
    count = np.sum(~np.isnan(a), axis=axis, keepdims=keepdims) - ddof
    return np.where(count > 0, squares / np.where(count > 0, count, 1), np.nan)


def nanstd(a: Any, axis: Axis = None, ddof: float = 0, *, keepdims: bool = False) -> Any:
    """Square root of the variance."""
    return np.sqrt(nanvar(a, axis, ddof, keepdims=keepdims))


def nancumsum(a: Any, axis: int | None = None) -> Any:
    """Sum up to each element, to which NaN adds nothing."""
    return np.cumsum(_filled(a, 0), axis=axis)


def nancumprod(a: Any, axis: int | None = None) -> Any:
    """Product up to each element, which NaN leaves as it is."""
    return np.cumprod(_filled(a, 1), axis=axis)


def nanargmax(a: Any, axis: int | None = None, *, keepdims: bool = False) -> Any:
    """Place of the largest that is a number; nothing where none is."""
    keepdims = bool(keepdims)
    place = np.argmax(_filled(a, -np.inf), axis=axis, keepdims=keepdims)
    return nothing_unless(~np.all(np.isnan(a), axis=axis, keepdims=keepdims), place)


def nanargmin(a: Any, axis: int | None = None, *, keepdims: bool = False) -> Any:
    """Place of the smallest that is a number; nothing where none is."""
    return nanargmax(-a, axis, keepdims=keepdims)


def nanmedian(a: Any, axis: Axis = None, *, keepdims: bool = False) -> Any:
    """Middle of what is a number; NaN where nothing is."""
    x, shape = joined(a, axis)
    ordered, count = _ordered(x)
    low = _at(ordered, (count - 1) // 2)
    found = (low + _at(ordered, count // 2)) / 2.0
    return found.reshape(shape) if keepdims else found


def nanquantile(
    a: Any, q: Any, axis: Axis = None, *, method: str = "linear", keepdims: bool = False
) -> Any:
    """Quantiles of what is a number; NaN where nothing is."""
    if method != "linear":
        raise TraceError(f"the method {method!r} of quantiles cannot be followed; use 'linear'")
    x, shape = joined(a, axis)
    ordered, count = _ordered(x)
    q = q if isinstance(q, Tracer) else np.asarray(q, float)
    found = np.stack([_between(ordered, one * (count - 1)) for one in np.ravel(q)])
    return found.reshape(np.shape(q) + (shape if keepdims else x.shape[:-1]))


def nanpercentile(
    a: Any, q: Any, axis: Axis = None, *, method: str = "linear", **named: Any
) -> Any:
    """`nanquantile` with shares in per cent."""
    q = q if isinstance(q, Tracer) else np.asarray(q, float)
    return nanquantile(a, q / 100, axis, method=method, **named)


def _filled(a: Any, value: float) -> Any:
    return np.where(np.isnan(a), value, a) if a.dtype.kind == "f" else a


def _ordered(x: Any) -> tuple[Any, Any]:
    """Return `x` in order along the last axis, and how many numbers each row has."""
    return np.sort(x, axis=-1), np.sum(~np.isnan(x), axis=-1)


def _between(ordered: Any, at: Any) -> Any:
    """Return what lies at the place `at` of each row, straight between neighbours."""
    low = np.floor(at)
    share = at - low
    below, above = _at(ordered, low), _at(ordered, np.ceil(at))
    step = above - below
    return np.where(share < 0.5, below + step * share, above - step * (1 - share))


def _at(ordered: Any, place: Any) -> Any:
    """Return the element at `place` of each row; the last, which is NaN then, where it is -1."""
    return along_last(ordered, place.astype(int))


FUNCTIONS: Formulas = {
    np.nanprod: (nanprod, ["a"]),
    np.nanvar: (nanvar, ["a"]),
    np.nanstd: (nanstd, ["a"]),
    np.nancumsum: (nancumsum, ["a"]),
    np.nancumprod: (nancumprod, ["a"]),
    np.nanargmax: (nanargmax, ["a"]),
    np.nanargmin: (nanargmin, ["a"]),
    np.nanmedian: (nanmedian, ["a"]),
    np.nanquantile: (nanquantile, ["a", "q"]),
    np.nanpercentile: (nanpercentile, ["a", "q"]),
}
