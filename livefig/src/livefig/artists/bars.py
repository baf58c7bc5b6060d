"""Bars and rectangles."""

from typing import Any, ClassVar

import numpy as np
from matplotlib.container import BarContainer
from matplotlib.patches import Rectangle

from livefig.artists.kind import Kind
from livefig.artists.values import stacked
from livefig.drawing.styles import patch_css


class BarsKind(Kind):
    """What `ax.bar`, `ax.barh`, `ax.axvspan`, `ax.axhspan` and `Rectangle` give."""

    name = "bars"
    artists = (BarContainer, Rectangle)
    shorthand = "the lengths of the bars (not for single rectangles)"
    properties: ClassVar = {
        "x": "(n,) or ()",
        "y": "(n,) or ()",
        "width": "(n,) or ()",
        "height": "(n,) or ()",
        "facecolor": "(n, 4) or (n, 3) or (4,) or (3,)",
    }

    def read(self, artist: Any, value: Any) -> dict[str, Any]:
        """Take anything as the lengths of bars."""
        if not isinstance(artist, BarContainer):
            raise TypeError
        return {"width" if artist.orientation == "horizontal" else "height": stacked(value)}

    def check(self, artist: Any, what: str) -> None:
        """Refuse error bars and rotated rectangles."""
        if isinstance(artist, BarContainer) and artist.errorbar is not None:
            raise ValueError(f"{what} has error bars: draw them as a line collection of their own")
        for bar in self.parts(artist):
            if bar.get_angle():
                raise ValueError(f"{what} is a rotated rectangle: use a polygon instead")

    def parts(self, artist: Any) -> list[Any]:
        """Return the rectangles."""
        return list(artist.patches) if isinstance(artist, BarContainer) else [artist]

    def current(self, artist: Any) -> dict[str, Any]:
        """Return where the rectangles are."""
        bars = self.parts(artist)
        return {
            "x": np.array([bar.get_x() for bar in bars], float),
            "y": np.array([bar.get_y() for bar in bars], float),
            "width": np.array([bar.get_width() for bar in bars], float),
            "height": np.array([bar.get_height() for bar in bars], float),
        }

    def apply(self, artist: Any, values: dict[str, Any]) -> None:
        """Set each rectangle."""
        bars = self.parts(artist)
        for key, value in values.items():
            row = (len(bars), *np.shape(value)[1:]) if np.ndim(value) == 2 else (len(bars),)
            if key == "facecolor" and np.ndim(value) == 1:
                row = (len(bars), len(value))
            for bar, item in zip(bars, np.broadcast_to(value, row), strict=True):
                bar.set(**{key: item})

    def transform(self, artist: Any) -> Any:
        """Return the transform of the corners."""
        return self.parts(artist)[0].get_data_transform()

    def style(self, artist: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Return fill and outline of each rectangle."""
        return {"css": [patch_css(bar) for bar in self.parts(artist)]}
