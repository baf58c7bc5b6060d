"""Where data stand on the page: Matplotlib's transforms read off as slope and offset.

Only separable transforms can be read: page x depends on data x alone, page y on data y alone.
"""

from typing import Any

import numpy as np
from matplotlib.axis import Axis
from matplotlib.collections import Collection
from matplotlib.spines import Spine

from livefig.spec import Scale

_TOLERANCE = 1e-4  # page units


def scales(transform: Any, axes: Any, page_height: float, what: str) -> tuple[Scale, Scale]:
    """Return how `transform` takes data to the page, in x and in y.

    Parameters
    ----------
    transform
        A Matplotlib transform from data (or from axes or figure coordinates) to the display, read
        after drawing and at 72 dots per inch.
    axes
        The axes whose data these are, or None for a text of the figure.
    page_height
        Height of the page in its units; the display counts y upwards, the page downwards.
    what
        The artist's name for messages.

    Raises
    ------
    ValueError
        If the transform is not separable (polar axes, rotation), or an axis has a scale other than
        linear or log.
    """
    follows = (False, False)
    if axes is not None:
        follows = transform.contains_branch_seperately(axes.transData)
    kinds = [
        _kind(axis, what) if follow else "linear"
        for follow, axis in zip(follows, [axes and axes.xaxis, axes and axes.yaxis], strict=True)
    ]
    probes = []
    for kind, follow, limits in zip(
        kinds, follows, [axes and axes.get_xlim(), axes and axes.get_ylim()], strict=True
    ):
        low, high = (float(limit) for limit in limits) if follow else (0.0, 1.0)
        middle = np.sqrt(low * high) if kind == "log" else (low + high) / 2
        probes.append([low, middle, high])

    def page(x: float, y: float) -> np.ndarray:
        point = np.asarray(transform.transform((x, y)), dtype=float)
        return np.array([point[0], page_height - point[1]])

    xs, ys = probes
    start, end = page(xs[0], ys[0]), page(xs[2], ys[2])
    corner = page(xs[2], ys[0])
    middle = page(xs[1], ys[1])
    expected = [end[0], start[1], *((start + end) / 2)]
    found = [corner[0], corner[1], *middle]
    if not np.allclose(found, expected, atol=_TOLERANCE * (1 + np.abs(expected).max())):
        raise ValueError(
            f"{what} is drawn through a transform that mixes x and y (polar axes, a rotation), "
            "which a live figure cannot follow: use ordinary axes and rotate the data in update"
        )
    return (
        _scale(kinds[0], xs[0], xs[2], start[0], end[0]),
        _scale(kinds[1], ys[0], ys[2], start[1], end[1]),
    )


def stands_in_data(artist: Any, axes: Any) -> bool:
    """Whether an artist stands in the data of its axes, in one direction at least."""
    if isinstance(artist, (Spine, Axis)) or artist is axes.patch:
        return False
    transforms = [artist.get_transform()]
    if isinstance(artist, Collection):
        transforms.append(artist.get_offset_transform())
    return any(any(t.contains_branch_seperately(axes.transData)) for t in transforms)


def _kind(axis: Any, what: str) -> str:
    kind = axis.get_scale()
    if kind not in ("linear", "log"):
        raise ValueError(
            f"{what} is in axes with a {kind!r} scale, but a live figure knows 'linear' and 'log' "
            "only: transform the values in update instead"
        )
    return str(kind)


def _scale(kind: str, low: float, high: float, page_low: float, page_high: float) -> Scale:
    if kind == "log":
        low, high = np.log10(low), np.log10(high)
    slope = (page_high - page_low) / (high - low)
    return {
        "kind": "log" if kind == "log" else "linear",
        "slope": float(slope),
        "offset": float(page_low - slope * low),
    }
