"""Limits of axes that follow a value: the page makes the ticks, and moves all that is there."""

from typing import Any, ClassVar

import numpy as np
from matplotlib.axis import XAxis, YAxis
from matplotlib.ticker import AutoLocator, FixedLocator, LogLocator, NullLocator

from livefig.artists.kind import Binding, Kind
from livefig.artists.values import stacked
from livefig.drawing.colors import css
from livefig.drawing.sheet import Sheet
from livefig.drawing.styles import Recorder, line_style
from livefig.drawing.svg import em, em_offset, font_style, position, text_anchor
from livefig.drawing.transforms import stands_in_data
from livefig.spec import ArtistSpec


class AxisKind(Kind):
    """`ax.xaxis` and `ax.yaxis`: their limits."""

    name = "axis"
    artists = (XAxis, YAxis)
    shorthand = "the limits (low, high)"
    properties: ClassVar = {"limits": "(2,)"}

    def read(self, artist: Any, value: Any) -> dict[str, Any]:
        """Take a pair as the limits."""
        return {"limits": stacked(value)}

    def current(self, artist: Any) -> dict[str, Any]:
        """Return the limits as they are."""
        return {"limits": np.array(artist.get_view_interval(), float)}

    def apply(self, artist: Any, values: dict[str, Any]) -> None:
        """Set the limits, unless they are none."""
        low, high = (float(limit) for limit in values["limits"])
        if np.isfinite([low, high]).all() and low != high:
            set_limits = {"x": artist.axes.set_xlim, "y": artist.axes.set_ylim}
            set_limits[artist.axis_name](low, high)

    def check(self, artist: Any, what: str) -> None:
        """Refuse axes that cannot change alone, and ticks that the page cannot make."""
        axes = artist.axes
        groups = {"x": axes.get_shared_x_axes(), "y": axes.get_shared_y_axes()}
        if len(groups[artist.axis_name].get_siblings(axes)) > 1:
            raise ValueError(f"{what} is shared with other axes: make the axes without sharing")
        if axes.get_aspect() != "auto":
            raise ValueError(
                f"{what} cannot follow limits while its axes have a fixed aspect: "
                "call ax.set_aspect('auto')"
            )
        known = (AutoLocator, LogLocator, FixedLocator, NullLocator)
        if type(artist.get_major_locator()) not in known:
            raise ValueError(
                f"{what} has ticks from {type(artist.get_major_locator()).__name__}, which the "
                "page cannot make: leave them to Matplotlib, or fix them with set_ticks"
            )

    def company(self, artist: Any) -> list[Any]:
        """Return what stands in the data of the axes: it has to move with the limits."""
        axes = artist.axes
        return [child for child in axes.get_children() if stands_in_data(child, axes)]

    def beside(self, artist: Any) -> list[Any]:
        """Return the label: the page makes the ticks anew, not the label among them."""
        return [artist.label]

    def transform(self, artist: Any) -> Any:
        """Return the transform of the axes."""
        return artist.axes.transData

    def is_clipped(self, artist: Any) -> bool:
        """Answer no: ticks and labels are outside of the box that an axis has for a clip."""
        return False

    def spec(self, binding: Binding, number: int, sheet: Sheet) -> ArtistSpec:
        """Name the label in the spec: it gives way to wider ticks."""
        spec = super().spec(binding, number, sheet)
        spec["style"]["label"] = sheet.id_of(binding.artist.label)
        return spec

    def style(self, artist: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Return how ticks, labels and grid are drawn, and how many ticks there may be."""
        style: dict[str, Any] = {"direction": artist.axis_name}
        if not artist.get_visible() or not artist.axes.axison:
            return style
        locator = artist.get_major_locator()
        if isinstance(locator, NullLocator):
            return style
        if isinstance(locator, FixedLocator):
            places = [float(place) for place in locator()]
            labels = artist.get_major_formatter().format_ticks(places)
            style["fixed"] = [list(tick) for tick in zip(places, labels, strict=True)]
        style["most"] = int(np.clip(artist.get_tick_space(), 1, 9))
        style["major"] = _tick_style(artist, artist.get_major_ticks(1)[0])
        if isinstance(locator, LogLocator):
            style["minor"] = _tick_style(artist, artist.get_minor_ticks(1)[0])
        return style


def _tick_style(axis: Any, tick: Any) -> dict[str, Any]:
    """Return what one tick looks like: its marks, its label and its grid line."""
    style: dict[str, Any] = {}
    marks = [(tick.tick1line, 0.0), (tick.tick2line, 1.0)]
    style["marks"] = [
        {"at": at, **line_style(line).markers[0]}
        for line, at in marks
        if line.get_visible() and line_style(line).markers
    ]
    if tick.gridline.get_visible() and line_style(tick.gridline).paths:
        style["grid"] = line_style(tick.gridline).paths[-1]
    style["labels"] = [
        _label_style(axis, label, at)
        for label, at in ((tick.label1, 0.0), (tick.label2, 1.0))
        if label.get_visible()
    ]
    return style


def _label_style(axis: Any, label: Any, at: float) -> dict[str, Any]:
    """Return font and colour of a tick's label, and where it stands from its end of the tick."""
    height = axis.figure.get_size_inches()[1] * 72
    recorder = Recorder(0, height)
    kept = label.get_text()
    label.set_text("0")
    label.draw(recorder)
    label.set_text(kept)
    _, x, y = recorder.texts[0]
    angle = label.get_rotation()
    width = recorder.get_text_width_height_descent("0", label.get_fontproperties(), False)[0]
    origin = position(label, height)
    along, across = em_offset(label, (x, y), origin, width, angle)
    box, view = axis.axes.bbox, axis.axes.transData
    if axis.axis_name == "x":
        tick_x = view.transform((label.get_unitless_position()[0], axis.axes.get_ylim()[0]))[0]
        dx, dy = origin[0] - tick_x, origin[1] - (height - (box.y0 + at * box.height))
    else:
        tick_y = view.transform((axis.axes.get_xlim()[0], label.get_unitless_position()[1]))[1]
        dx, dy = origin[0] - (box.x0 + at * box.width), origin[1] - (height - tick_y)
    return {
        "at": at,
        "dx": round(float(dx), 2),
        "dy": round(float(dy), 2),
        "x": em(along),
        "y": em(across),
        "anchor": text_anchor(label, angle),
        "angle": 0.0 - float(angle),
        "css": font_style(label.get_fontproperties()),
        "fill": css(label.get_color()),
    }
