"""Filled areas, polygons, bars and arrows: how they are read, set and drawn in the page."""

from typing import Any, ClassVar

import numpy as np
from matplotlib.collections import FillBetweenPolyCollection
from matplotlib.container import BarContainer
from matplotlib.patches import Polygon, Rectangle
from matplotlib.quiver import Quiver
from matplotlib.transforms import IdentityTransform

from livefig.artists.kind import Kind, Recorder, stacked
from livefig.artists.marks import collection_style

_COLOR = "(3,) or (4,)"


class AreaKind(Kind):
    """What `ax.fill_between` gives."""

    name = "area"
    artists = (FillBetweenPolyCollection,)
    shorthand = "(y1, y2)"
    properties: ClassVar = {"x": "(n,)", "y1": "(n,) or ()", "y2": "(n,) or ()"}

    def read(self, artist: Any, value: Any) -> dict[str, Any]:
        """Take a pair as the two curves."""
        if not isinstance(value, tuple) or len(value) != 2:
            raise TypeError
        return {"y1": stacked(value[0]), "y2": stacked(value[1])}

    def check(self, artist: Any, what: str) -> None:
        """Refuse areas between vertical curves."""
        if artist.t_direction != "x":
            raise ValueError(f"{what} is from fill_betweenx; use fill_between or ax.fill instead")

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
        missing = [key for key in self.properties if key not in self.current(artist) | values]
        if missing:
            raise ValueError(
                f"{what} has gaps, so that its {' and '.join(missing)} cannot be read off: "
                "let update return a dict with x, y1 and y2"
            )
        return values

    def apply(self, artist: Any, values: dict[str, Any]) -> None:
        """Draw the area anew."""
        given = self.current(artist) | values
        x = np.asarray(given["x"], float)
        artist.set_data(x, *(np.broadcast_to(given[key], x.shape) for key in ("y1", "y2")))

    def style(self, artist: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Return fill and outline."""
        style = collection_style(artist)
        return {"css": _collection_css(style)}


class PolygonKind(Kind):
    """What `ax.fill` and `Polygon` give."""

    name = "polygon"
    artists = (Polygon,)
    shorthand = "xy: one row (x, y) a corner"
    properties: ClassVar = {
        "xy": "(n, 2)",
        "facecolor": _COLOR,
        "edgecolor": _COLOR,
        "linewidth": "()",
    }

    def read(self, artist: Any, value: Any) -> dict[str, Any]:
        """Take anything as the corners."""
        return {"xy": stacked(value)}

    def check(self, artist: Any, what: str) -> None:
        """Refuse hatches."""
        _check_hatch(artist, what)

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
        return {"css": patch_style(artist), "closed": bool(artist.get_closed())}


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
        """Refuse error bars, rotated rectangles and hatches."""
        if isinstance(artist, BarContainer) and artist.errorbar is not None:
            raise ValueError(f"{what} has error bars: draw them as a line collection of their own")
        for bar in self.parts(artist):
            if bar.get_angle():
                raise ValueError(f"{what} is a rotated rectangle: use a polygon instead")
            _check_hatch(bar, what)

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
        return {"css": [patch_style(bar) for bar in self.parts(artist)]}


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
            "offsets": np.ma.filled(np.ma.asarray(artist.get_offsets(), float), np.nan),
        }
        if artist.get_array() is not None:
            values["array"] = np.ma.filled(np.ma.asarray(artist.get_array(), float), np.nan)
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


def patch_style(patch: Any) -> dict[str, str]:
    """Return SVG attributes for a patch."""
    probe = Rectangle((0, 0), 1, 1)
    probe.update_from(patch)
    probe.set(transform=IdentityTransform(), clip_on=False, visible=True)
    recorder = Recorder()
    probe.draw(recorder)
    return recorder.paths[-1] if recorder.paths else {"fill": "none", "stroke": "none"}


def _collection_css(style: dict[str, Any]) -> dict[str, str]:
    return style["css"] | {
        "fill": style["faces"][0] if style["faces"] else "none",
        "stroke": style["edges"][0] if style["edges"] else "none",
        "stroke-width": f"{style['widths'][0]:g}",
    }


def _check_hatch(patch: Any, what: str) -> None:
    if patch.get_hatch():
        raise ValueError(f"{what} has a hatch, which cannot be live: use a colour instead")


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
