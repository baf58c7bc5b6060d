"""Features of Matplotlib's artists that the page does not draw.

One table: an artist that follows values is drawn by the page, and what the page cannot draw is
refused with what to do instead. Nothing is dropped in silence.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.collections import Collection, QuadMesh
from matplotlib.patches import Rectangle

from livefig.artists.kind import Kind


@dataclass(frozen=True)
class Feature:
    """A feature: how to see that an artist uses it, and what to do instead of it."""

    name: str
    used: Callable[[Any], bool]
    instead: str


def check_features(kind: Kind, artist: Any, what: str) -> None:
    """Raise a ValueError if the page draws an artist, but not a feature that it uses."""
    for part in kind.parts(artist) if kind.by_page else []:
        for feature in FEATURES:
            if feature.used(part):
                raise ValueError(
                    f"{what} has {feature.name}, which the page cannot draw: {feature.instead}"
                )


def _asked(getter: str) -> Callable[[Any], Any]:
    """Return a function that calls a getter of an artist; None where it has none."""

    def ask(artist: Any) -> Any:
        return getattr(artist, getter)() if hasattr(artist, getter) else None

    return ask


def _has(getter: str) -> Callable[[Any], bool]:
    """Return whether a getter gives something that is set."""
    ask = _asked(getter)
    return lambda artist: _is_set(ask(artist))


def _is_set(value: Any) -> bool:
    return value is not None and np.size(value) > 0 and bool(np.any(value))


def _has_own_clip(artist: Any) -> bool:
    """Tell whether another box than that of the axes, or a path, cuts the artist off."""
    if artist.get_clip_path() is not None:  # round axes have one, too; their transform is refused
        return artist.axes is None or isinstance(artist.axes.patch, Rectangle)
    box = artist.get_clip_box()
    if box is None or artist.axes is None:
        return False
    return not np.allclose(box.extents, artist.axes.bbox.extents)


def _has_several_dashes(artist: Any) -> bool:
    if not isinstance(artist, Collection):
        return False
    first, *others = list(artist.get_linestyle())
    return any(str(other) != str(first) for other in others)


def _has_cell_edges(artist: Any) -> bool:
    if not isinstance(artist, QuadMesh):
        return False
    artist.update_scalarmappable()
    return len(artist.get_edgecolor()) > 0 and bool(np.any(artist.get_linewidth()))


def _has_no_cells(artist: Any) -> bool:
    if not isinstance(artist, QuadMesh) or artist.get_array() is None:
        return False
    artist.update_scalarmappable()
    return len(artist.get_facecolor()) == 0


def _has_mapped_alphas(artist: Any) -> bool:
    mapped = hasattr(artist, "get_array") and artist.get_array() is not None
    return mapped and np.ndim(artist.get_alpha()) > 0


def _has_several_alphas(artist: Any) -> bool:
    return np.ndim(artist.get_alpha()) > 0 and not _has_mapped_alphas(artist)


FEATURES = [
    Feature("path effects", _has("get_path_effects"), "draw the outline or shadow as an artist"),
    Feature("a sketchy look (xkcd)", _has("get_sketch_params"), "leave the sketch parameters out"),
    Feature("an image filter", _has("get_agg_filter"), "leave agg_filter out"),
    Feature("a clip of its own", _has_own_clip, "let its axes clip it, or nothing (clip_on=False)"),
    Feature("a hatch", _has("get_hatch"), "use a color"),
    Feature("a gap color", _has("get_gapcolor"), "draw a solid line of that color below it"),
    Feature(
        "markers that are filled half",
        lambda artist: _asked("get_fillstyle")(artist) in ("left", "right", "top", "bottom"),
        "draw two scatters",
    ),
    Feature(
        "markers at some points only (markevery)",
        lambda artist: _asked("get_markevery")(artist) is not None,
        "draw the marked points as a line of their own",
    ),
    Feature("several line styles", _has_several_dashes, "make one collection for each"),
    Feature("edges around its cells", _has_cell_edges, "draw them as a line collection"),
    Feature("cells that are not filled", _has_no_cells, "hide it with visible"),
    Feature("an alpha for each of its numbers", _has_mapped_alphas, "give it colors with alpha"),
    Feature("several alphas", _has_several_alphas, "give it colors with alpha"),
    Feature("a frame (bbox)", _has("get_bbox_patch"), "draw the frame as a rectangle of its own"),
    Feature("wrapping", _has("get_wrap"), "break the lines yourself"),
    Feature("TeX", _has("get_usetex"), "use Matplotlib's own notation"),
    Feature(
        "a rotation that follows the data",
        _has("get_transform_rotates_text"),
        "give the angle on the page",
    ),
]
