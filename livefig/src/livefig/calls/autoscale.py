"""The limits that Matplotlib chooses for an axis, from traced data: `Axes.autoscale_view`.

Margins and sticky edges as there (matplotlib/axes/_base.py, `handle_single_axis`), branches as
`np.where`.
"""

from typing import Any

import numpy as np

from livefig.calls.reach import Reach

TINY = 1e6 * np.finfo(float).tiny  # of `matplotlib.transforms.nonsingular`


def autoscaled(axis: Any, reach: Reach, margin: float, stickies: Any) -> tuple[Any, Any]:
    """Return the limits for data that reach so far.

    Parameters
    ----------
    axis : matplotlib Axis
        Its scale is linear or log.
    reach : Reach
        How far the data reach, of all axes that share this axis.
    margin : float
        Part of the whole that is added on both sides.
    stickies : list
        Arrays of numbers that the margin may not cross, traced or not.
    """
    log = axis.get_scale() == "log"
    base = axis.get_transform().base if log else 10.0
    low, high = reach.low, reach.high
    if log:
        low, high = _log_nonsingular(low, high, reach.positive, base)
    else:
        low, high = nonsingular(low, high, 0.05, 1e-15)
    low_bound: Any = -np.inf
    high_bound: Any = np.inf
    tolerance = 1e-5 * np.abs(high - low)
    for edge in stickies:
        counts = edge > 0 if log else True
        below = counts & (edge < low + tolerance)
        above = counts & (edge >= high - tolerance)
        low_bound = np.maximum(low_bound, np.max(np.where(below, edge, -np.inf)))
        high_bound = np.minimum(high_bound, np.min(np.where(above, edge, np.inf)))
    if log:
        start, end = np.log10(low), np.log10(high)
        delta = (end - start) * margin
        low, high = 10 ** (start - delta), 10 ** (end + delta)
    else:
        delta = (high - low) * margin
        low, high = low - delta, high + delta
    low, high = np.maximum(low, low_bound), np.minimum(high, high_bound)
    if log:
        return _log_nonsingular(low, high, reach.positive, base)
    return nonsingular(low, high, 1e-12, 1e-13)


def nonsingular(low: Any, high: Any, expander: float, tiny: float) -> tuple[Any, Any]:
    """Keep limits apart: `matplotlib.transforms.nonsingular`."""
    none = ~(np.isfinite(low) & np.isfinite(high))
    low, high = np.where(none, 0.0, low), np.where(none, 0.0, high)
    largest = np.maximum(np.abs(low), np.abs(high))
    null = none | (largest < TINY / tiny)
    close = high - low <= largest * tiny
    return (
        np.where(null, -expander, np.where(close, low - expander * np.abs(low), low)),
        np.where(null, expander, np.where(close, high + expander * np.abs(high), high)),
    )


def _log_nonsingular(low: Any, high: Any, positive: Any, base: float) -> tuple[Any, Any]:
    """Keep limits positive and apart: `matplotlib.ticker.LogLocator.nonsingular`."""
    none = ~(np.isfinite(low) & np.isfinite(high)) | (high <= 0)
    low = np.where(low <= 0, positive, low)
    low, high = np.where(none, 1.0, low), np.where(none, 10.0, high)
    same = low == high
    exponent = np.log10(low) / np.log10(base)
    below = base ** (np.ceil(exponent) - 1)  # the decade that is less
    above = base ** (np.floor(exponent) + 1)
    return np.where(same, below, low), np.where(same, above, high)
