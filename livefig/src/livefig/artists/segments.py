"""Line collections."""

from typing import Any, ClassVar

import numpy as np
from matplotlib.collections import LineCollection

from livefig.artists.kind import Kind
from livefig.artists.values import filled, stacked
from livefig.drawing.styles import collection_style


class SegmentsKind(Kind):
    """What `LineCollection` gives, and `ax.hlines`, `ax.vlines`."""

    name = "segments"
    artists = (LineCollection,)
    shorthand = "segments: (n lines, k points, 2)"
    mapped = True
    properties: ClassVar = {
        "segments": "(n, k, 2)",
        "array": "(n,)",
        "clim": "(2,)",
        "linewidths": "(n,) or (1,) or ()",
        "colors": "(n, 4) or (n, 3) or (4,) or (3,)",
    }

    def read(self, artist: Any, value: Any) -> dict[str, Any]:
        """Take anything as segments."""
        return {"segments": stacked(value)}

    def current(self, artist: Any) -> dict[str, Any]:
        """Return the lines as one array; shorter ones are filled up with NaN."""
        segments = [filled(path.vertices).reshape(-1, 2) for path in artist.get_paths()]
        longest = max((len(segment) for segment in segments), default=2)
        array = np.full((len(segments), longest, 2), np.nan)
        for row, segment in zip(array, segments, strict=True):
            row[: len(segment)] = segment
        values = {"segments": array}
        if artist.get_array() is not None:
            values["array"] = filled(artist.get_array())
        return values

    def apply(self, artist: Any, values: dict[str, Any]) -> None:
        """Set what is given."""
        sequences = {key: np.atleast_1d(values[key]) for key in ("linewidths",) if key in values}
        artist.set(**(values | sequences))

    def style(self, artist: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Return colours, widths, dashes and caps."""
        style = collection_style(artist)
        style["css"]["fill"] = "none"
        style["css"].pop("stroke-linejoin", None)
        return style
