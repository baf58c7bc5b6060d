"""What every kind of live artist has in common: its properties, their shapes, its constants."""

import xml.etree.ElementTree as ET
from typing import Any, ClassVar

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.path import Path
from matplotlib.text import Text

from livefig.drawing.colors import css
from livefig.spec import ArtistSpec

COMMON = {"visible": "()", "alpha": "()"}  # properties of every artist
_COMMANDS = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C"}


class Kind:
    """A kind of artist: one row of the table of what a live figure can change.

    `properties` maps the names of Matplotlib's properties to the shapes they may have; a letter
    stands for a length that is the same in all properties of one artist.
    """

    name: ClassVar[str]
    artists: ClassVar[tuple[type, ...]]
    shorthand: ClassVar[str]  # what a value stands for that is not a dict
    properties: ClassVar[dict[str, str]]
    mapped = False  # whether `array` goes through a colormap
    one_shape = False  # whether shapes must be the same for all choices
    redrawn = False  # whether `elements` replaces Matplotlib's drawing

    def read(self, artist: Any, value: Any) -> dict[str, Any]:
        """Turn a shorthand value into properties."""
        raise NotImplementedError

    def current(self, artist: Any) -> dict[str, Any]:
        """Return the data that the page needs even where `update` does not give them."""
        return {}

    def apply(self, artist: Any, values: dict[str, Any]) -> None:
        """Set concrete values on the artist."""
        artist.set(**values)

    def parts(self, artist: Any) -> list[Any]:
        """Return the artists whose drawings are this one's; most are their own only part."""
        return [artist]

    def transform(self, artist: Any) -> Any:
        """Return the transform from the artist's data to the display."""
        return artist.get_transform()

    def style(self, artist: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Return what the page needs to draw the artist as Matplotlib does."""
        raise NotImplementedError

    def check(self, artist: Any, what: str) -> None:
        """Raise if the artist uses a feature that the page cannot draw."""

    def complete(self, artist: Any, values: dict[str, Any], what: str) -> dict[str, Any]:
        """Return the values with what the page needs beside those that `update` gave."""
        return values

    def elements(
        self, binding: Any, spec: ArtistSpec, axes: Any, page: tuple[float, float]
    ) -> list[ET.Element] | None:
        """Return what is drawn first instead of Matplotlib's own drawing, or None to keep that."""
        return None


class Recorder(RendererBase):
    """Renderer that notes what is drawn through it: how a style is read without private names."""

    def __init__(self, width: float = 0.0, height: float = 0.0):
        super().__init__()
        self.size = (width, height)
        self.paths: list[dict[str, str]] = []
        self.markers: list[dict[str, Any]] = []
        self.texts: list[tuple[str, float, float]] = []

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Return the size of the page: Matplotlib turns y around with it."""
        return self.size

    def draw_path(self, gc: Any, path: Any, transform: Any, rgbFace: Any = None) -> None:
        """Note the style of a path."""
        self.paths.append(graphics_style(gc, rgbFace))

    def draw_markers(
        self,
        gc: Any,
        marker_path: Any,
        marker_trans: Any,
        path: Any,
        trans: Any,
        rgbFace: Any = None,
    ) -> None:
        """Note style and outline of markers."""
        self.markers.append(
            outline(marker_path.transformed(marker_trans)) | {"css": graphics_style(gc, rgbFace)}
        )

    def draw_text(
        self,
        gc: Any,
        x: float,
        y: float,
        s: str,
        prop: Any,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,
    ) -> None:
        """Note where the baseline of a line of text begins."""
        self.texts.append((s, x, y))


def graphics_style(gc: Any, face: Any) -> dict[str, str]:
    """Return SVG attributes for a graphics context: stroke, width, dashes, caps and joins."""
    opaque = gc.get_alpha() if gc.get_forced_alpha() else None
    style = {"fill": "none" if face is None else css(_with_alpha(face, opaque))}
    width = gc.get_linewidth()
    stroke = css(_with_alpha(gc.get_rgb(), opaque)) if width > 0 else "none"
    style["stroke"] = stroke
    if stroke == "none":
        return style
    style["stroke-width"] = f"{width:g}"
    offset, dashes = gc.get_dashes()
    if dashes is not None and len(dashes):
        style["stroke-dasharray"] = ",".join(f"{dash:g}" for dash in dashes)
        if offset:
            style["stroke-dashoffset"] = f"{offset:g}"
    cap = {"projecting": "square"}.get(gc.get_capstyle(), gc.get_capstyle())
    if cap != "butt":
        style["stroke-linecap"] = cap
    if gc.get_joinstyle() != "round":
        style["stroke-linejoin"] = gc.get_joinstyle()
    return style


def _with_alpha(color: Any, alpha: float | None) -> Any:
    return color if alpha is None else (*color[:3], alpha)


def outline(path: Any) -> dict[str, Any]:
    """Return a marker's outline for the page (y downwards): a circle's radius, or a path."""
    circle = np.asarray(Path.unit_circle().vertices)
    if path.vertices.shape == circle.shape:
        radius = float(np.hypot(*path.vertices[0]))
        if np.allclose(path.vertices, circle * radius, atol=1e-6 * (1 + radius)):
            return {"radius": round(radius, 6)}
    steps: list[list[Any]] = []
    for points, code in path.iter_segments(simplify=False, curves=True):
        if code == Path.CLOSEPOLY:
            steps.append(["Z"])
        else:
            signs = np.tile([1.0, -1.0], len(points) // 2)
            steps.append([_COMMANDS[code], *(round(float(v), 5) + 0.0 for v in points * signs)])
    return {"path": steps}


def css_colors(rgba: Any) -> list[str]:
    """Return CSS colours, one a row."""
    return [css(row) for row in np.atleast_2d(rgba)] if len(rgba) else []


def stacked(value: Any) -> Any:
    """Return a list or tuple of numbers (traced ones, too) as one array."""
    if isinstance(value, (list, tuple)):
        items = [stacked(item) for item in value]
        return np.stack(items) if items else np.zeros(0)
    return value


def describe(artist: Any) -> str:
    """Name an artist in words: `the Line2D 'loss'`."""
    kind = type(artist).__name__
    label = getattr(artist, "get_label", lambda: "")()
    if isinstance(label, str) and label and not label.startswith("_"):
        return f"the {kind} {label!r}"
    if isinstance(artist, Text) and artist.get_text():
        return f"the {kind} {artist.get_text()!r}"
    axes = getattr(artist, "axes", None)
    neighbors = axes.get_children() if isinstance(axes, Artist) else []
    same = [a for a in neighbors if type(a) is type(artist)]
    if len(same) > 1 and artist in same:
        return f"the {kind} number {same.index(artist) + 1} of its axes"
    return f"the {kind}"
