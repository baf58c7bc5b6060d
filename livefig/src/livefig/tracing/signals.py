"""Signals: convolve, correlate, gradient, unwrap, differences, as NumPy's documentation says."""

from typing import Any

import numpy as np

from livefig.tracing.routine import Formulas, routine, standing
from livefig.tracing.tracer import Tracer, concrete


def convolve(a: Any, v: Any, mode: Any = "full") -> Any:
    """Sum of products with the other row reversed, at every shift."""
    a, v = np.atleast_1d(standing(a)), np.atleast_1d(standing(v))
    if len(v) > len(a):
        a, v = v, a
    n = len(v)
    # NumPy takes the first letter of a mode, or its number
    first = {"f": 0, "s": n - 1 - n // 2, "v": n - 1}[mode.lower()[0]]
    value = np.convolve(concrete(a), concrete(v), mode)
    counted = value.astype(int) if value.dtype == bool else value
    return routine("convolve", [a, v], counted, first)


def correlate(a: Any, v: Any, mode: Any = "valid") -> Any:
    """Sum of products at every shift."""
    a, v = np.atleast_1d(standing(a)), np.atleast_1d(standing(v))
    if len(v) > len(a):
        return correlate(v, a, mode)[::-1]
    return convolve(a, v[::-1], mode)


def gradient(*varargs: Any, f: Any, axis: Any = None, edge_order: int = 1) -> Any:
    """Second-order differences inside, one-sided ones at the ends, along each axis."""
    f = standing(f)
    if axis is None:
        axes = tuple(range(f.ndim))
    else:
        axes = tuple(range(f.ndim)[i] for i in (axis if isinstance(axis, tuple) else (axis,)))
    spacing = varargs or (1.0,)
    if len(spacing) == 1 and np.ndim(concrete(spacing[0])) == 0:
        spacing = spacing * len(axes)
    f = f if f.dtype.kind == "f" else f * 1.0
    found = [
        np.moveaxis(_slope(np.moveaxis(f, i, -1), standing(dx), edge_order), -1, i)
        for i, dx in zip(axes, spacing, strict=True)
    ]
    return found[0] if len(axes) == 1 else tuple(found)


def _slope(f: Any, dx: Any, edge_order: int) -> Any:
    """Return the differences along the last axis; `dx` is one distance, or places."""
    step = np.diff(dx * 1.0) if np.ndim(dx) else np.broadcast_to(dx, f.shape[-1] - 1)
    even = not np.ndim(dx)
    if not even and not isinstance(step, Tracer) and (step == step[0]).all():
        even = True
    if even:
        inside = (f[..., 2:] - f[..., :-2]) / (2.0 * step[0])
    else:
        one, two = step[:-1], step[1:]
        a = -two / (one * (one + two))
        b = (two - one) / (one * two)
        c = one / (two * (one + two))
        inside = a * f[..., :-2] + b * f[..., 1:-1] + c * f[..., 2:]
    if edge_order == 1:
        first = (f[..., 1] - f[..., 0]) / step[0]
        last = (f[..., -1] - f[..., -2]) / step[-1]
    else:
        first = _end(f[..., 0], f[..., 1], f[..., 2], step[0], step[1])
        last = -_end(f[..., -1], f[..., -2], f[..., -3], step[-1], step[-2])
    return np.concatenate([first[..., None], inside, last[..., None]], axis=-1)


def _end(f0: Any, f1: Any, f2: Any, one: Any, two: Any) -> Any:
    """Return the slope at f0 of the parabola through three neighbours."""
    a = -(2.0 * one + two) / (one * (one + two))
    b = (one + two) / (one * two)
    c = -one / (two * (one + two))
    return a * f0 + b * f1 + c * f2


def unwrap(p: Any, discont: Any = None, axis: int = -1, *, period: Any = 2 * np.pi) -> Any:
    """Angles without their jumps of a period."""
    step = np.diff(p, axis=axis)
    whole = np.result_type(concrete(step), concrete(period)).kind == "i"
    high: Any = period // 2 if whole else period / 2
    low = -high
    wrapped = np.mod(step - low, period) + low
    ambiguous = (wrapped == low) & (step > 0)
    if whole:
        ambiguous = ambiguous & (np.mod(period, 2) == 0)
    wrapped = np.where(ambiguous, high, wrapped)
    largest = period / 2 if discont is None else discont
    change = np.where(np.abs(step) < largest, 0, wrapped - step)
    n = p.shape[axis]
    first, rest = np.take(p, [0], axis), np.take(p, range(1, n), axis)
    return np.concatenate([first, rest + np.cumsum(change, axis=axis)], axis=axis)


def ediff1d(ary: Any, to_end: Any = None, to_begin: Any = None) -> Any:
    """Differences of neighbours, with more numbers at both ends."""
    ends = [np.ravel(standing([] if end is None else end)) for end in (to_begin, to_end)]
    between = np.diff(np.ravel(standing(ary)))
    filled = [part for part in (ends[0], between, ends[1]) if len(part)]
    return np.concatenate(filled) if filled else between


FUNCTIONS: Formulas = {
    np.convolve: (convolve, ["a", "v"]),
    np.correlate: (correlate, ["a", "v"]),
    np.gradient: (gradient, ["f", "varargs"]),
    np.unwrap: (unwrap, ["p", "discont", "period"]),
    np.ediff1d: (ediff1d, ["ary", "to_end", "to_begin"]),
}
