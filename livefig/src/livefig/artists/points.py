"""Scatters: what `ax.scatter` gives."""

from typing import Any, ClassVar

import numpy as np
from matplotlib.collections import PathCollection

from livefig.artists.kind import Kind
from livefig.artists.values import filled, stacked
from livefig.drawing.styles import collection_style, outline


class PointsKind(Kind):
    """What `ax.scatter` gives."""

    name = "points"
    artists = (PathCollection,)
    shorthand = "offsets: one row (x, y) a point"
    mapped = True
    hoverable = True
    properties: ClassVar = {
        "offsets": "(n, 2)",
        "sizes": "(n,) or (1,) or ()",
        "array": "(n,)",
        "clim": "(2,)",
        "linewidths": "(n,) or (1,) or ()",
        "facecolors": "(n, 4) or (n, 3) or (4,) or (3,)",
    }

    def read(self, artist: Any, value: Any) -> dict[str, Any]:
        """Take anything as offsets."""
        return {"offsets": stacked(value)}

    def current(self, artist: Any) -> dict[str, Any]:
        """Return where the points are, their sizes and the numbers behind their colours."""
        values = {
            "offsets": filled(artist.get_offsets()),
            "sizes": np.asarray(artist.get_sizes(), float),
        }
        if artist.get_array() is not None:
            values["array"] = filled(artist.get_array())
        return values

    def apply(self, artist: Any, values: dict[str, Any]) -> None:
        """Set what is given."""
        sequences = {
            key: np.atleast_1d(values[key]) for key in ("sizes", "linewidths") if key in values
        }
        artist.set(**(values | sequences))

    def transform(self, artist: Any) -> Any:
        """Return the transform of the offsets; that of the markers is their size only."""
        return artist.get_offset_transform()

    def check(self, artist: Any, what: str) -> None:
        """Refuse several markers in one scatter."""
        if len(artist.get_paths()) > 1:
            raise ValueError(f"{what} has several markers: make one scatter for each marker")

    def style(self, artist: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Return the marker of size 1, colours and widths."""
        return {"marker": outline(artist.get_paths()[0])} | collection_style(artist)
