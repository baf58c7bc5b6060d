"""Many polygons at once: a `PolyCollection`, the cells of a surface."""

from typing import Any, ClassVar

import numpy as np
from matplotlib.collections import PolyCollection

from livefig.artists.kind import Kind
from livefig.artists.values import filled, stacked
from livefig.drawing.styles import collection_style


class PolygonsKind(Kind):
    """What `PolyCollection` gives, and `ax.plot_surface`."""

    name = "polygons"
    artists = (PolyCollection,)
    shorthand = "verts: (n polygons, k corners, 2)"
    mapped = True
    properties: ClassVar = {
        "verts": "(n, k, 2)",
        "array": "(n,)",
        "clim": "(2,)",
        "facecolors": "(n, 4) or (n, 3) or (4,) or (3,)",
    }

    def read(self, artist: Any, value: Any) -> dict[str, Any]:
        """Take anything as the corners."""
        return {"verts": stacked(value)}

    def current(self, artist: Any) -> dict[str, Any]:
        """Return the corners as one array; the last one of smaller polygons is repeated."""
        polygons = [filled(path.vertices).reshape(-1, 2)[:-1] for path in artist.get_paths()]
        longest = max(map(len, polygons), default=3)
        verts = np.array([[*each, *[each[-1]] * (longest - len(each))] for each in polygons])
        values = {"verts": verts.reshape(-1, longest, 2)}
        if artist.get_array() is not None:
            values["array"] = filled(artist.get_array())
        return values

    def apply(self, artist: Any, values: dict[str, Any]) -> None:
        """Set what is given."""
        artist.set(**values)

    def style(self, artist: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Return colours, widths, dashes and corners."""
        style = collection_style(artist)
        if style.get("mapped") == "edges" and len(style["edges"]) == 1:
            style["mapped"] = "nothing"  # without area, edges of one colour that the author gave
        return style
