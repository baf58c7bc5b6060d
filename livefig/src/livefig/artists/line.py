"""Lines: what `ax.plot` gives."""

from typing import Any, ClassVar

import numpy as np
from matplotlib.lines import Line2D

from livefig.artists.kind import Kind
from livefig.artists.values import filled, stacked
from livefig.drawing.styles import line_style


class LineKind(Kind):
    """What `ax.plot`, `ax.axhline` and `ax.axvline` give."""

    name = "line"
    artists = (Line2D,)
    shorthand = "y, or (x, y)"
    hoverable = True
    properties: ClassVar = {
        "xdata": "(n,) or ()",
        "ydata": "(n,) or ()",
        "color": "(3,) or (4,)",
        "linewidth": "()",
    }

    def read(self, artist: Any, value: Any) -> dict[str, Any]:
        """Take a pair as x and y, anything else as y."""
        if isinstance(value, tuple) and len(value) == 2:
            return {"xdata": stacked(value[0]), "ydata": stacked(value[1])}
        return {"ydata": stacked(value)}

    def current(self, artist: Any) -> dict[str, Any]:
        """Return the points that the line has now."""
        return {
            "xdata": filled(artist.get_xdata(orig=False)),
            "ydata": filled(artist.get_ydata(orig=False)),
        }

    def apply(self, artist: Any, values: dict[str, Any]) -> None:
        """Set points and style."""
        sequences = {key: np.atleast_1d(values[key]) for key in ("xdata", "ydata") if key in values}
        artist.set(**(values | sequences))

    def style(self, artist: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Return stroke, markers and steps."""
        drawn = line_style(artist)
        style: dict[str, Any] = {}
        if drawn.paths:
            style["line"] = drawn.paths[-1] | {"fill": "none"}
        if drawn.markers:
            style["marker"] = drawn.markers[0] | {"follows": _colors_of_line(artist)}
        if artist.get_drawstyle() != "default":
            style["steps"] = {"steps": "pre"}.get(
                artist.get_drawstyle(), artist.get_drawstyle().removeprefix("steps-")
            )
        return style


def _colors_of_line(line: Line2D) -> list[str]:
    """Return which attributes of the markers have the line's colour, whatever that is."""
    probe = Line2D([], [])
    probe.update_from(line)
    probe.set_color("#010203")
    colors = {"fill": probe.get_markerfacecolor(), "stroke": probe.get_markeredgecolor()}
    return [attribute for attribute, color in colors.items() if color == "#010203"]
