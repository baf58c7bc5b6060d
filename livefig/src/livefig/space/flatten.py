"""Axes of three directions become plain ones, whose artists stand where the others did."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.collections import PathCollection
from matplotlib.spines import Spine
from mpl_toolkits.mplot3d import Axes3D, proj3d

from livefig.drawing.order import DepthOrder
from livefig.space.box import Box
from livefig.space.shapes import Flat, FlatError, Shape
from livefig.space.view import View
from livefig.space.walls import walls

Angles = tuple[Any, Any]


class FlatAxes(Axes3D):
    """Axes of three directions that are drawn as plain axes are: their artists are flat already."""

    name = "flat"

    def draw(self, renderer: Any) -> None:
        """Draw what stands in the axes."""
        if self.get_visible():
            self.patch.draw(renderer)
            Axes.draw(self, renderer)


def is_space(ax: Any) -> bool:
    """Tell whether axes have three directions."""
    return type(ax) is Axes3D


def strangers(ax: Any, shapes: Sequence[Shape]) -> list[Any]:
    """Return what stands in axes and is none of these shapes."""
    frame = [ax.patch, ax.title, ax._left_title, ax._right_title, ax.get_legend()]
    known = [*frame, *(shape.artist for shape in shapes)]
    return [
        child
        for child in ax.get_children()
        if not isinstance(child, Axis | Spine) and not any(child is one for one in known)
    ]


def view_of(ax: Any, angles: Angles) -> View:
    """Return how axes are looked at, from where `angles` (elevation, azimuth) say.

    Raises
    ------
    FlatError
        If our formulas do not give what Matplotlib's own matrix does: another axis is upright, or
        a scale is not linear.
    """
    limits = np.array([ax.get_xlim(), ax.get_ylim(), ax.get_zlim()], float)
    box = np.asarray(ax.get_box_aspect(), float)
    rest = (float(ax.roll), float(ax._focal_length))  # nothing public tells
    own = View(limits[:, 0], limits[:, 1], box, float(ax.elev), float(ax.azim), *rest)
    scales = {ax.get_xscale(), ax.get_yscale(), ax.get_zscale()}
    points = limits[:, 0] + np.array([[0.1, 0.2, 0.3], [0.9, 0.5, 0.7]]) * np.ptp(limits, axis=1)
    theirs = np.stack(proj3d.proj_transform(*points.T, ax.get_proj()), axis=1)
    if scales != {"linear"} or not np.allclose(own.project(points), theirs, atol=1e-9):
        raise FlatError("this view, or these scales")
    return View(limits[:, 0], limits[:, 1], box, *angles, *rest)


def flatten(ax: Any, shapes: Sequence[Shape], angles: Angles) -> list[Flat]:
    """Put plain artists in the place of those in space, and return them.

    Parameters
    ----------
    ax : Axes3D
        The axes; they draw as plain ones from now on.
    shapes : sequence of Shape
        All that is drawn in them.
    angles : tuple
        Elevation and azimuth in degrees, traced or not.

    Raises
    ------
    FlatError
        If something would not look the same; then nothing is changed.
    """
    ax.apply_aspect()
    view = view_of(ax, angles)
    ax.M = ax.get_proj()
    points = 72 * float(sum(ax.bbox.size)) / ax.get_figure(root=True).dpi
    around = list(walls(ax, Box(view, points))) if ax._axis3don else []  # nothing public tells
    drawn = [shape.flat(view) for shape in shapes]
    if not all(shape.is_where_it_was() for shape in shapes):
        raise FlatError("artists that were moved after they were made")
    sorted_ = [flat for flat in drawn if flat.depth is not None]
    lowest = max(axis.get_zorder() for axis in (ax.xaxis, ax.yaxis, ax.zaxis)) + 1
    for shape in shapes:
        shape.artist.remove()
    ax.__class__ = FlatAxes  # as Matplotlib makes a line one in space
    ax.set_axis_off()
    for flat in [*around, *drawn]:
        _stand(flat, ax)
    if ax.computed_zorder:
        drawn += _sorted(ax, sorted_, lowest)
    return [*around, *drawn]


def _stand(flat: Flat, ax: Any) -> None:
    """Put an artist into axes, where its values say."""
    artist = flat.artist
    if isinstance(artist, PathCollection):
        artist.set_offset_transform(ax.transData)
    else:
        artist.set_transform(ax.transData)
    clips = artist.get_clip_on()
    ax.add_artist(artist)
    artist.set_clip_on(clips)


def _sorted(ax: Any, flats: list[Flat], lowest: float) -> list[Flat]:
    """Let what is sorted by depth be so."""
    if len(flats) < 2:
        for flat in flats:
            flat.artist.set_zorder(lowest)
        return []
    order = DepthOrder([flat.artist for flat in flats], lowest)
    ax.add_artist(order)
    return [Flat(order, {"depths": np.stack([flat.depth for flat in flats])})]
