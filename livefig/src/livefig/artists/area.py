"""Filled areas: what `ax.fill_between` gives."""

from typing import Any, ClassVar

import numpy as np
from matplotlib.collections import FillBetweenPolyCollection

from livefig.artists.kind import Binding, Kind
from livefig.artists.values import stacked
from livefig.drawing.sheet import Sheet
from livefig.drawing.styles import collection_style
from livefig.spec import ArtistSpec


class AreaKind(Kind):
    """What `ax.fill_between` gives."""

    name = "area"
    artists = (FillBetweenPolyCollection,)
    shorthand = "(y1, y2)"
    properties: ClassVar = {
        "x": "(n,)",
        "y1": "(n,) or ()",
        "y2": "(n,) or ()",
        "where": "(n,)",
    }

    def read(self, artist: Any, value: Any) -> dict[str, Any]:
        """Take a pair as the two curves."""
        if not isinstance(value, tuple) or len(value) != 2:
            raise TypeError
        return {"y1": stacked(value[0]), "y2": stacked(value[1])}

    def check(self, artist: Any, what: str) -> None:
        """Refuse areas between vertical curves, and steps."""
        if artist.t_direction != "x":
            raise ValueError(f"{what} is from fill_betweenx; use fill_between or ax.fill instead")
        if getattr(artist, "_step", None) is not None:  # nothing public tells
            raise ValueError(
                f"{what} has steps (step=), which the page cannot draw: repeat x and y "
                "(np.repeat), so that the corners are points of the curve"
            )

    def current(self, artist: Any) -> dict[str, Any]:
        """Read the curves off the outline: there along y1, back along y2."""
        paths = artist.get_paths()
        if len(paths) != 1:
            return {}
        points = paths[0].vertices
        n = (len(points) - 3) // 2
        return {
            "x": points[1 : n + 1, 0],
            "y1": points[1 : n + 1, 1],
            "y2": points[n + 2 : 2 * n + 2, 1][::-1],
        }

    def complete(self, artist: Any, values: dict[str, Any], what: str) -> dict[str, Any]:
        """Refuse an area that does not tell its curves, unless update does."""
        current = self.current(artist)
        missing = [key for key in ("x", "y1", "y2") if key not in current | values]
        if missing:
            raise ValueError(
                f"{what} has gaps, so that its {' and '.join(missing)} cannot be read off: "
                "let update return a dict with x, y1 and y2, NaN where nothing is to be filled"
            )
        if not values.keys() & self.properties:
            return values
        whole = current | values  # read now: the outline of an area with gaps does not tell them
        if "where" in whole:
            whole["y1"] = np.where(whole.pop("where"), whole["y1"], np.nan)
        return whole

    def spec(self, binding: Binding, number: int, sheet: Sheet) -> ArtistSpec:
        """Say in the spec whether gaps are wanted."""
        spec = super().spec(binding, number, sheet)
        spec["style"]["gaps"] = "where" in binding.given
        return spec

    def apply(self, artist: Any, values: dict[str, Any]) -> None:
        """Draw the area anew."""
        given = self.current(artist) | values
        x = np.asarray(given["x"], float)
        artist.set_data(x, *(np.broadcast_to(given[key], x.shape) for key in ("y1", "y2")))

    def style(self, artist: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Return fill and outline."""
        style = collection_style(artist)
        css = {
            "fill": style["faces"][0] if style["faces"] else "none",
            "stroke": style["edges"][0] if style["edges"] else "none",
            "stroke-width": f"{style['widths'][0]:g}",
        }
        return {"css": style["css"] | css}
