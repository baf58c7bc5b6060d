"""Arrows: what `ax.quiver` gives."""

from typing import Any, ClassVar

import numpy as np
from matplotlib.quiver import Quiver

from livefig.artists.kind import Kind
from livefig.artists.values import filled, stacked
from livefig.drawing.styles import collection_style


class ArrowsKind(Kind):
    """What `ax.quiver` gives."""

    name = "arrows"
    artists = (Quiver,)
    shorthand = "(U, V)"
    mapped = True
    properties: ClassVar = {
        "U": "(n,) or (1,) or ()",
        "V": "(n,) or (1,) or ()",
        "offsets": "(n, 2)",
        "array": "(n,)",
        "clim": "(2,)",
    }

    def read(self, artist: Any, value: Any) -> dict[str, Any]:
        """Take a pair as U and V."""
        if not isinstance(value, tuple) or len(value) != 2:
            raise TypeError
        u, v = (np.reshape(stacked(part), (-1,)) for part in value)
        return {"U": u, "V": v}

    def current(self, artist: Any) -> dict[str, Any]:
        """Return where the arrows begin, and what they show."""
        values = {
            "U": np.array(artist.U, float),
            "V": np.array(artist.V, float),
            "offsets": filled(artist.get_offsets()),
        }
        if artist.get_array() is not None:
            values["array"] = filled(artist.get_array())
        return values

    def check(self, artist: Any, what: str) -> None:
        """Refuse what the page cannot compute."""
        if not isinstance(artist.angles, str):
            raise ValueError(f"{what} has angles of its own: use angles='xy' or 'uv' instead")
        if artist.scale_units == "xy" and artist.angles != "xy":
            raise ValueError(f"{what} has scale_units='xy': give it angles='xy' as well")

    def apply(self, artist: Any, values: dict[str, Any]) -> None:
        """Set what is given."""
        if "offsets" in values:
            artist.set_offsets(values["offsets"])
            artist.XY = np.asarray(values["offsets"], float)
        n = len(artist.get_offsets())
        u = np.broadcast_to(np.ravel(values.get("U", artist.U)), (n,))
        v = np.broadcast_to(np.ravel(values.get("V", artist.V)), (n,))
        artist.set_UVC(u, v, values.get("array"))
        if "clim" in values:
            artist.set_clim(*values["clim"])

    def transform(self, artist: Any) -> Any:
        """Return the transform of the arrows' positions."""
        return artist.get_offset_transform()

    def style(self, artist: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Return the shape of an arrow in multiples of its width, and the colours."""
        width = artist.width * _page_units(artist, artist.units)
        if artist.scale_units == "xy":
            length = 1 / (artist.scale * width)
        elif artist.scale_units is None:
            length = 1 / (artist.scale * artist.width)
        else:
            length = _page_units(artist, artist.scale_units) / (artist.scale * width)
        return collection_style(artist) | {
            "width": float(width),
            "length": float(length),
            "angles": artist.angles,
            "inData": artist.scale_units == "xy",
            "pivot": {"tail": 0.0, "middle": 0.5, "tip": 1.0}[artist.pivot],
            "headAxisLength": float(artist.headaxislength),
            "headLength": float(artist.headlength),
            "headWidth": float(artist.headwidth),
            "minShaft": float(artist.minshaft),
            "minLength": float(artist.minlength),
        }


def _page_units(artist: Any, units: str) -> float:
    """Return the page units in one of a quiver's units, at page scale."""
    box, view = artist.axes.bbox, artist.axes.viewLim
    units_of = {
        "x": box.width / view.width,
        "y": box.height / view.height,
        "xy": np.hypot(*box.size) / np.hypot(*view.size),
        "width": box.width,
        "height": box.height,
        "dots": 1.0,
        "inches": 72.0,
    }
    return float(units_of[units])
