"""The walls, grids, axes and labels of a box as artists on the paper."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.text import Text

from livefig.space.box import Box
from livefig.space.shapes import Flat, FlatError

WALLS, GRIDS, AXES = -3.0, -2.0, -1.0  # their `zorder`: below all that an author draws


def walls(ax: Any, box: Box) -> Iterator[Flat]:
    """Return what `Axes3D` draws around the data, in its order.

    Raises
    ------
    FlatError
        If it draws what our formulas do not know: minor ticks, or numbers with a common factor.
    """
    for flat in _around(ax, box):
        flat.artist.set_clip_on(False)
        yield flat


def _around(ax: Any, box: Box) -> Iterator[Flat]:
    axes = [ax.xaxis, ax.yaxis, ax.zaxis]
    for i, axis in enumerate(axes):
        wall = Polygon(np.zeros((4, 2)), closed=False)
        wall.update_from(axis.pane)
        yield _at(WALLS, Flat(wall, {"xy": box.wall(i)}))
    places = [ticks_of(axis) for axis in axes]
    if ax._draw_grid:  # nothing public tells
        for i, axis in enumerate(axes):
            if len(places[i]):
                grid = LineCollection([])
                style = axis._axinfo["grid"]  # Matplotlib reads it when it draws
                grid.set(**{key: style[key] for key in ("color", "linewidth", "linestyle")})
                yield _at(GRIDS, Flat(grid, {"segments": box.grid(i, places[i])}))
    for i, axis in enumerate(axes):
        for flat in _axis(axis, i, box, places[i]):
            yield _at(AXES, flat)


def ticks_of(axis: Any) -> Any:
    """Return the places of an axis's ticks within its limits."""
    if len(axis.get_minorticklocs()):
        raise FlatError("minor ticks")
    low, high = sorted(axis.get_view_interval())
    slack = 1e-10 * (high - low)
    at = np.asarray(axis.get_majorticklocs(), float)
    return at[(at >= low - slack) & (at <= high + slack)]


def _axis(axis: Any, i: int, box: Box, at: Any) -> Iterator[Flat]:
    """Return an axis: its line, ticks and their labels, and its own label."""
    ends = box.view.project(np.stack(box.edge(i)))
    line = Line2D([], [])
    line.update_from(axis.line)
    yield Flat(line, {"xdata": ends[:, 0], "ydata": ends[:, 1]})
    if len(at):
        yield from _ticks(axis, i, box, at)
    if axis.label.get_text() and axis.label.get_visible():
        place = box.label(i, axis.labelpad)
        label = Text(0, 0, axis.label.get_text())
        label.update_from(axis.label)
        label.set(ha="center", va="center", rotation_mode="anchor")
        values = {"x": place[0], "y": place[1]}
        if axis.get_rotate_label(axis.label.get_text()):
            values["rotation"] = box.slope(i)
        yield Flat(label, values, own=axis.label)


def _ticks(axis: Any, i: int, box: Box, at: Any) -> Iterator[Flat]:
    words = axis.get_major_formatter().format_ticks(at)
    if axis.get_major_formatter().get_offset():
        raise FlatError("numbers with a common factor at an axis")
    ticks = axis.get_major_ticks(len(at))
    mark = ticks[0].tick1line
    widths = axis._axinfo["tick"]["linewidth"][True]  # nothing public tells
    style = {"colors": mark.get_color(), "linewidths": widths}
    marks = LineCollection([], capstyle=mark.get_solid_capstyle(), **style)
    yield Flat(marks, {"segments": box.ticks(i, at)})
    places = box.tick_labels(i, at, ticks[0].get_pad())
    for number, (tick, text) in enumerate(zip(ticks, words, strict=True)):
        if tick.label1.get_visible() and text:
            label = Text(0, 0, text)
            label.update_from(tick.label1)
            yield Flat(label, {"x": places[number, 0], "y": places[number, 1]})


def _at(zorder: float, flat: Flat) -> Flat:
    flat.artist.set_zorder(zorder)
    return flat
