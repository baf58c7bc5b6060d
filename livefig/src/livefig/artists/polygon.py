"""Polygons: what `ax.fill` gives."""

from typing import Any, ClassVar

import numpy as np
from matplotlib.patches import FancyArrow, Polygon

from livefig.artists.kind import Kind
from livefig.artists.values import COLOR, stacked
from livefig.drawing.styles import patch_css


class PolygonKind(Kind):
    """What `ax.fill`, `ax.arrow` and `Polygon` give."""

    name = "polygon"
    artists: ClassVar[tuple[type, ...]] = (Polygon, FancyArrow)
    shorthand = "xy: one row (x, y) a corner"
    properties: ClassVar = {
        "xy": "(n, 2)",
        "facecolor": COLOR,
        "edgecolor": COLOR,
        "linewidth": "()",
    }

    def read(self, artist: Any, value: Any) -> dict[str, Any]:
        """Take anything as the corners."""
        return {"xy": stacked(value)}

    def current(self, artist: Any) -> dict[str, Any]:
        """Return the corners."""
        xy = np.asarray(artist.get_xy(), float)
        closed = artist.get_closed() and len(xy) > 1 and np.array_equal(xy[0], xy[-1])
        return {"xy": xy[:-1] if closed else xy}

    def apply(self, artist: Any, values: dict[str, Any]) -> None:
        """Set corners and colours."""
        artist.set(**values)

    def transform(self, artist: Any) -> Any:
        """Return the transform of the corners."""
        return artist.get_data_transform()

    def style(self, artist: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Return fill, outline, and whether the outline is closed."""
        return {"css": patch_css(artist), "closed": bool(artist.get_closed())}
