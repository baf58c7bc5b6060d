"""Lines, scatters and line collections: how they are read, set and drawn in the page."""

from typing import Any, ClassVar

import numpy as np
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.lines import Line2D
from matplotlib.transforms import IdentityTransform

from livefig.artists.kind import Kind, Recorder, css_colors, outline, stacked


class LineKind(Kind):
    """What `ax.plot`, `ax.axhline` and `ax.axvline` give."""

    name = "line"
    artists = (Line2D,)
    shorthand = "y, or (x, y)"
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
            "xdata": np.ma.filled(np.ma.asarray(artist.get_xdata(orig=False), float), np.nan),
            "ydata": np.ma.filled(np.ma.asarray(artist.get_ydata(orig=False), float), np.nan),
        }

    def apply(self, artist: Any, values: dict[str, Any]) -> None:
        """Set points and style."""
        sequences = {key: np.atleast_1d(values[key]) for key in ("xdata", "ydata") if key in values}
        artist.set(**(values | sequences))

    def check(self, artist: Any, what: str) -> None:
        """Refuse patterns of markers."""
        if artist.get_markevery() is not None:
            raise ValueError(
                f"{what} has markevery={artist.get_markevery()!r}, which a live line cannot follow:"
                " draw the marked points as a line of their own"
            )

    def style(self, artist: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Return stroke, markers and steps."""
        probe = Line2D([0, 1], [0, 1])
        probe.update_from(artist)
        probe.set(transform=IdentityTransform(), clip_on=False, visible=True, drawstyle="default")
        recorder = Recorder()
        probe.draw(recorder)
        style: dict[str, Any] = {}
        if recorder.paths:
            style["line"] = recorder.paths[-1] | {"fill": "none"}
        if recorder.markers:
            style["marker"] = recorder.markers[0]
        if artist.get_drawstyle() != "default":
            style["steps"] = {"steps": "pre"}.get(
                artist.get_drawstyle(), artist.get_drawstyle().removeprefix("steps-")
            )
        return style


class PointsKind(Kind):
    """What `ax.scatter` gives."""

    name = "points"
    artists = (PathCollection,)
    shorthand = "offsets: one row (x, y) a point"
    mapped = True
    properties: ClassVar = {
        "offsets": "(n, 2)",
        "sizes": "(n,) or (1,) or ()",
        "array": "(n,)",
        "linewidths": "(n,) or (1,) or ()",
        "facecolors": "(n, 4) or (n, 3) or (4,) or (3,)",
    }

    def read(self, artist: Any, value: Any) -> dict[str, Any]:
        """Take anything as offsets."""
        return {"offsets": stacked(value)}

    def current(self, artist: Any) -> dict[str, Any]:
        """Return where the points are, their sizes and the numbers behind their colours."""
        values = {
            "offsets": np.ma.filled(np.ma.asarray(artist.get_offsets(), float), np.nan),
            "sizes": np.asarray(artist.get_sizes(), float),
        }
        if artist.get_array() is not None:
            values["array"] = np.ma.filled(np.ma.asarray(artist.get_array(), float), np.nan)
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


class SegmentsKind(Kind):
    """What `LineCollection` gives, and `ax.hlines`, `ax.vlines`."""

    name = "segments"
    artists = (LineCollection,)
    shorthand = "segments: (n lines, k points, 2)"
    mapped = True
    properties: ClassVar = {
        "segments": "(n, k, 2)",
        "array": "(n,)",
        "linewidths": "(n,) or (1,) or ()",
        "colors": "(n, 4) or (n, 3) or (4,) or (3,)",
    }

    def read(self, artist: Any, value: Any) -> dict[str, Any]:
        """Take anything as segments."""
        return {"segments": stacked(value)}

    def current(self, artist: Any) -> dict[str, Any]:
        """Return the lines as one array; shorter ones are filled up with NaN."""
        segments: list[Any] = [
            np.ma.filled(np.ma.asarray(s, float), np.nan) for s in artist.get_segments()
        ]
        longest = max((len(segment) for segment in segments), default=2)
        array = np.full((len(segments), longest, 2), np.nan)
        for row, segment in zip(array, segments, strict=True):
            row[: len(segment)] = segment
        values = {"segments": array}
        if artist.get_array() is not None:
            values["array"] = np.ma.filled(np.ma.asarray(artist.get_array(), float), np.nan)
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


def collection_style(artist: Any) -> dict[str, Any]:
    """Return a collection's colours (one for all, or one for each), widths and strokes."""
    artist.update_scalarmappable()
    faces, edges = np.asarray(artist.get_facecolor()), np.asarray(artist.get_edgecolor())
    style: dict[str, Any] = {
        "faces": css_colors(faces),
        "edges": css_colors(edges),
        "widths": [float(width) for width in np.atleast_1d(artist.get_linewidth())],
        "css": {},
    }
    if artist.get_array() is not None:
        # A filled marker's face is mapped; of a cross, and of a line, the edge is.
        style["mapped"] = "faces" if len(faces) else "edges"
    style["edgeIsFace"] = len(faces) > 0 and np.array_equal(faces, edges)
    offset, dashes = artist.get_linestyle()[0]
    if dashes is not None:
        style["css"]["stroke-dasharray"] = ",".join(f"{dash:g}" for dash in dashes)
        if offset:
            style["css"]["stroke-dashoffset"] = f"{offset:g}"
    if artist.get_capstyle() not in (None, "butt"):
        cap = artist.get_capstyle()
        style["css"]["stroke-linecap"] = {"projecting": "square"}.get(cap, cap)
    if artist.get_joinstyle() not in (None, "round"):
        style["css"]["stroke-linejoin"] = str(artist.get_joinstyle())
    return style
