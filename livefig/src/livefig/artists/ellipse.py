"""Circles and ellipses: the page draws them as polygons of many corners."""

from typing import Any, ClassVar

import numpy as np
from matplotlib.patches import Circle, Ellipse

from livefig.artists.polygon import PolygonKind
from livefig.artists.values import COLOR, stacked
from livefig.drawing.styles import patch_css

CORNERS = 128  # the polygon is nowhere further from the circle than 0.03 % of its radius
PLACES = ("center", "width", "height", "radius")
_ANGLES = np.arange(CORNERS) * (2 * np.pi / CORNERS)


class EllipseKind(PolygonKind):
    """What `Circle` and `Ellipse` give."""

    artists = (Circle, Ellipse)
    shorthand = "center: (x, y)"
    properties: ClassVar = {
        "center": "(2,)",
        "width": "()",
        "height": "()",
        "radius": "()",
        "xy": "(n, 2)",
        "facecolor": COLOR,
        "edgecolor": COLOR,
        "linewidth": "()",
    }

    def read(self, artist: Any, value: Any) -> dict[str, Any]:
        """Take a pair as the centre."""
        return {"center": stacked(value)}

    def current(self, artist: Any) -> dict[str, Any]:
        """Return the corners."""
        return {"xy": _corners(artist, {})}

    def complete(self, artist: Any, values: dict[str, Any], what: str) -> dict[str, Any]:
        """Turn centre and size into corners."""
        own = {key: value for key, value in values.items() if key in PLACES}
        if not own:
            return values
        for key, value in own.items():
            if np.shape(value) != ((2,) if key == "center" else ()):
                raise ValueError(
                    f"{what}: {key} has shape {np.shape(value)}, but it must have shape "
                    f"{self.properties[key]}"
                )
        rest = {key: value for key, value in values.items() if key not in own}
        return rest | {"xy": _corners(artist, own)}

    def apply(self, artist: Any, values: dict[str, Any]) -> None:
        """Set centre, size and colours."""
        values = dict(values)
        if "xy" in values:
            xy = np.asarray(values.pop("xy"), float)
            center = xy.mean(axis=0)
            width, height = (2 * np.hypot(*(xy[i] - center)) for i in (0, CORNERS // 4))
            artist.set(center=center, width=width, height=height)
        artist.set(**values)

    def style(self, artist: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Return fill and outline."""
        return {"css": patch_css(artist), "closed": True}


def _corners(artist: Any, values: dict[str, Any]) -> Any:
    """Return the corners of the polygon for some values, the artist's own for the others."""
    center = values.get("center", np.asarray(artist.get_center(), float))
    size = [artist.get_width(), artist.get_height()]
    if "radius" in values:
        size = [2 * values["radius"]] * 2
    width, height = values.get("width", size[0]), values.get("height", size[1])
    turn = np.deg2rad(artist.get_angle())
    along, up = width / 2 * np.cos(_ANGLES), height / 2 * np.sin(_ANGLES)
    x = center[0] + along * np.cos(turn) - up * np.sin(turn)
    y = center[1] + along * np.sin(turn) + up * np.cos(turn)
    return np.stack([x, y], axis=1)
