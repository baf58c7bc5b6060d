"""Counting: histogram, bincount, digitize.

The number of bins is fixed; where their edges lie and what falls into them may follow a control.
"""

from typing import Any

import numpy as np

from livefig.tracing.arguments import holds_tracer
from livefig.tracing.errors import TraceError
from livefig.tracing.routine import Formulas, nothing_unless, routine, standing
from livefig.tracing.tracer import Tracer, concrete


def bincount(x: Any, weights: Any = None, minlength: int = 0) -> Any:
    """How often each whole number occurs; nothing where `minlength` is less than the result's."""
    x = x if isinstance(x, Tracer) else np.asarray(x)
    value = np.bincount(concrete(x), concrete(weights), minlength)
    counts = _counted(x, weights, value)
    if not isinstance(x, Tracer) or x.size == 0:
        return counts
    fits = (np.min(x) >= 0) & (np.maximum(np.max(x) + 1, minlength) == len(value))
    return nothing_unless(fits, counts)


def histogram_bin_edges(a: Any, bins: Any = 10, range: Any = None, weights: Any = None) -> Any:
    """Edges of bins of one width over the values, or over `range`."""
    return _edges(_flat(a), bins, range)


def histogram(
    a: Any, bins: Any = 10, range: Any = None, density: Any = None, weights: Any = None
) -> tuple[Any, Any]:
    """Numbers of values in the bins, and their edges."""
    a = _flat(a)
    edges = _edges(a, bins, range)
    given = [] if weights is None else [np.ravel(weights)]
    weight = given[0] if given else None
    now, _ = np.histogram(concrete(a), concrete(edges), weights=concrete(weight))
    counts = _counted(_places(a, edges), weight, now)
    if density:
        return counts / np.diff(edges) / np.sum(counts), edges
    return counts, edges


def histogram2d(
    x: Any, y: Any, bins: Any = 10, range: Any = None, density: Any = None, weights: Any = None
) -> tuple[Any, Any, Any]:
    """Numbers of points in the cells of a grid, and the edges of its columns and rows."""
    is_pair = isinstance(bins, (list, tuple, np.ndarray)) and len(bins) == 2
    each = bins if is_pair else (bins, bins)
    limits = (None, None) if range is None else range
    x, y = _flat(x), _flat(y)
    edges = [_edges(v, n, limit) for v, n, limit in zip((x, y), each, limits, strict=True)]
    shape = len(edges[0]) - 1, len(edges[1]) - 1
    row, column = (_places(v, e) for v, e in zip((x, y), edges, strict=True))
    cell = np.where((row < 0) | (column < 0), -1, row * shape[1] + column)
    now = np.histogram2d(
        concrete(x), concrete(y), list(map(concrete, edges)), weights=concrete(weights)
    )[0]
    counts = _counted(cell, weights, now.ravel()).reshape(shape)
    if density:
        areas = np.outer(np.diff(edges[0]), np.diff(edges[1]))
        counts = counts / areas / np.sum(counts)
    return counts, edges[0], edges[1]


def searchsorted(a: Any, v: Any, side: Any = "left") -> Any:
    """How many of the sorted `a` come before `v`; NaN comes last."""
    value = np.searchsorted(concrete(a), concrete(v), side)
    return routine("searchRow", [standing(a), standing(v)], value, int(side == "right"))


def digitize(x: Any, bins: Any, right: bool = False) -> Any:
    """Return which bin each value is in; bins may rise or fall."""
    side: Any = "left" if right else "right"
    rising = np.searchsorted(bins, x, side)
    if not holds_tracer(bins):
        bins = np.asarray(bins)
        return rising if bins[0] <= bins[-1] else len(bins) - np.searchsorted(bins[::-1], x, side)
    falling = len(bins) - np.searchsorted(bins[::-1], x, side)
    return np.where(bins[0] <= bins[-1], rising, falling)


def _flat(a: Any) -> Any:
    return np.ravel(standing(a))


def _edges(a: Any, bins: Any, limits: Any) -> Any:
    """Return the edges, as NumPy chooses them for a number of bins."""
    if isinstance(bins, str):
        raise TraceError(
            f"np.histogram(…, bins={bins!r}) cannot be followed: how many bins it takes is not "
            "fixed; write a fixed number, bins=30"
        )
    if np.ndim(concrete(bins)):
        return standing(bins)
    if limits is None and not a.size:
        limits = (0.0, 1.0)
    first, last = (np.min(a), np.max(a)) if limits is None else limits
    is_one = np.equal(first, last)
    return np.linspace(
        np.where(is_one, first - 0.5, first), np.where(is_one, last + 0.5, last), int(bins) + 1
    )


def _places(a: Any, edges: Any) -> Any:
    """Return the bin of each value, the last one with its right edge; -1 outside."""
    n = len(edges) - 1
    inside = (a >= edges[0]) & (a <= edges[-1])
    place = np.minimum(np.searchsorted(edges, a, "right") - 1, n - 1)
    return np.where(inside, place, -1)


def _counted(places: Any, weights: Any, value: Any) -> Any:
    given = 1.0 if weights is None else weights
    if not holds_tracer([places, given]):
        return value
    return routine("bincount", [places, given], value)


FUNCTIONS: Formulas = {
    np.bincount: (bincount, ["x", "weights"]),
    np.histogram: (histogram, ["a", "bins", "range", "weights"]),
    np.histogram_bin_edges: (histogram_bin_edges, ["a", "bins", "range"]),
    np.histogram2d: (histogram2d, ["x", "y", "bins", "range", "weights"]),
    np.searchsorted: (searchsorted, ["a", "v"]),
    np.digitize: (digitize, ["x", "bins"]),
}
