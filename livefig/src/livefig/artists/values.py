"""Values of artists: as arrays, as constants of the page, and the artists' names in messages."""

from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.text import Text

from livefig.spec import Value

COLOR = "(3,) or (4,)"  # the shapes of one colour
_DIGITS = 9  # of constants in the page, counted in what they differ by


def stacked(value: Any) -> Any:
    """Return a list or tuple of numbers (traced ones, too) as one array."""
    if isinstance(value, (list, tuple)):
        items = [stacked(item) for item in value]
        return np.stack(items) if items else np.zeros(0)
    return value


def filled(values: Any) -> np.ndarray[Any, Any]:
    """Return numbers as floats, NaN where they are masked."""
    return np.ma.filled(np.ma.asarray(values, float), np.nan)


def constant(value: Any) -> Value:
    """Return a number or an array as a constant of the page, `None` where it is not finite."""
    array = np.asarray(value, dtype=float)
    finite = array[np.isfinite(array)]
    largest = np.abs(finite).max(initial=0.0)
    spread = np.ptp(finite) if finite.size > 1 else largest
    lost = np.log10(largest / spread) if spread else 17  # of times, or of a small part of a circle
    digits = int(np.clip(np.ceil(_DIGITS + lost), _DIGITS, 17))
    numbers = [float(f"{v:.{digits}g}") if np.isfinite(v) else None for v in array.ravel()]
    return {"const": numbers if array.ndim else numbers[0]}


def describe(artist: Any) -> str:
    """Name an artist in words: `the Line2D 'loss'`."""
    kind = type(artist).__name__
    label = getattr(artist, "get_label", lambda: "")()
    if isinstance(label, str) and label and not label.startswith("_"):
        return f"the {kind} {label!r}"
    if isinstance(artist, Text) and artist.get_text():
        return f"the {kind} {artist.get_text()!r}"
    axes = getattr(artist, "axes", None)
    neighbors = axes.get_children() if isinstance(axes, Artist) else []
    same = [a for a in neighbors if type(a) is type(artist)]
    if len(same) > 1 and artist in same:
        return f"the {kind} number {same.index(artist) + 1} of its axes"
    return f"the {kind}"
