"""What lies behind what: the page draws live heat maps on canvases behind the whole SVG."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle
from matplotlib.spines import Spine
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from livefig.artists.kind import Binding
from livefig.artists.values import describe
from livefig.drawing.sheet import all_axes


def check_layers(fig: Any, live: Sequence[Binding]) -> None:
    """Raise a ValueError if Matplotlib draws a live heat map above what the page draws above it."""
    for binding in live:
        if not binding.kind.redrawn:
            continue
        image = binding.artist
        if not image.get_clip_on():
            raise ValueError(f"{binding.what} has no clip, but the page clips heat maps: leave it")
        for other in _drawn_before(fig, image):
            if not any(other is b.artist for b in live if b.kind.redrawn):
                raise ValueError(
                    f"{binding.what} lies above {describe(other)}, but the page draws live heat "
                    "maps behind everything else: give it a lower zorder, or leave the other out"
                )


def _drawn_before(fig: Any, image: Any) -> list[Any]:
    """Return what is seen below an image: in its axes, and in other axes that it lies over."""
    axes = image.axes
    found = [child for child in axes.get_children() if _comes_before(child, image)]
    for other in all_axes(fig):
        earlier = other.get_zorder() < axes.get_zorder() or axes in other.child_axes
        if other is not axes and earlier and other.get_visible():
            found += [
                child
                for child in other.get_children()
                if _is_ink(child, other) and _overlap(_extent(child), axes.bbox)
            ]
    return found


def _comes_before(child: Any, image: Any) -> bool:
    if isinstance(child, Axis):  # its ticks are at the edge; a grid runs through the image
        has_grid = any(line.get_visible() for line in child.get_gridlines())
        return has_grid and child.get_zorder() < image.get_zorder()
    return _is_ink(child, image.axes) and child.get_zorder() < image.get_zorder()


def _is_ink(child: Any, axes: Any) -> bool:
    """Tell whether a child of an axes is something drawn, and not its frame of reference."""
    if child is axes.patch or not child.get_visible() or isinstance(child, (Axes, Axis)):
        return False
    return not isinstance(child, Text) or bool(child.get_text())


def _extent(artist: Any) -> Any:
    """Return the box that an artist is drawn in; of a spine, its line without the ticks."""
    if isinstance(artist, Spine):
        return artist.get_transform().transform_path(artist.get_path()).get_extents()
    return artist.get_tightbbox() or Bbox.null()


def _overlap(one: Any, other: Any) -> bool:
    """Tell whether two boxes overlap; a line without width counts as a box."""
    return bool((np.minimum(one.max, other.max) >= np.maximum(one.min, other.min)).all())


def papers(fig: Any) -> dict[Any, int]:
    """Return the backgrounds that are seen, with the number of their axes; the figure's has -1."""
    patches = {fig.patch: -1} | {axes.patch: i for i, axes in enumerate(all_axes(fig))}
    return {
        patch: number
        for patch, number in patches.items()
        if isinstance(patch, Rectangle) and not is_blank(patch)
    }


def is_blank(patch: Any) -> bool:
    """Tell whether a background is white or not there: the page is the paper."""
    color = to_rgba(patch.get_facecolor())
    return not patch.get_visible() or color[3] == 0 or color[:3] == (1.0, 1.0, 1.0)
