"""Reading how Matplotlib would draw an artist: strokes, fills, markers, as SVG attributes.

A `Recorder` is a renderer that draws nothing and notes what it is asked for, so that no private
name of Matplotlib is needed. Collections hold their styles in lists, which are read directly.
"""

from typing import Any

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from livefig.drawing.colors import css, css_colors

_COMMANDS = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C"}


class Recorder(RendererBase):
    """Renderer that notes what is drawn through it."""

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
        self.paths.append(_graphics_css(gc, rgbFace))

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
            outline(marker_path.transformed(marker_trans)) | {"css": _graphics_css(gc, rgbFace)}
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


def line_style(line: Line2D) -> Recorder:
    """Return what a line is drawn with: the styles of its stroke and of its markers."""
    probe = Line2D([0, 1], [0, 1])
    probe.update_from(line)
    probe.set(transform=IdentityTransform(), clip_on=False, visible=True, drawstyle="default")
    recorder = Recorder()
    probe.draw(recorder)
    return recorder


def patch_css(patch: Any) -> dict[str, str]:
    """Return fill and stroke of a patch."""
    probe = Rectangle((0, 0), 1, 1)
    probe.update_from(patch)
    ends = {"capstyle": patch.get_capstyle(), "joinstyle": patch.get_joinstyle()}
    probe.set(transform=IdentityTransform(), clip_on=False, visible=True, **ends)
    recorder = Recorder()
    probe.draw(recorder)
    return recorder.paths[-1] if recorder.paths else {"fill": "none", "stroke": "none"}


def collection_style(collection: Any) -> dict[str, Any]:
    """Return a collection's colours and widths (one for all, or one for each), and its strokes."""
    collection.update_scalarmappable()
    faces = np.asarray(collection.get_facecolor())
    edges = np.asarray(collection.get_edgecolor())
    style: dict[str, Any] = {
        "faces": css_colors(faces),
        "edges": css_colors(edges),
        "widths": [float(width) for width in np.atleast_1d(collection.get_linewidth())],
        "css": stroke_css(
            collection.get_linestyle()[0],
            collection.get_capstyle() or "butt",
            collection.get_joinstyle() or "round",
        ),
    }
    if collection.get_array() is not None:
        # A filled marker's face is mapped; of a cross, and of a line, the edge is.
        style["mapped"] = "faces" if len(faces) else "edges"
    style["edgeIsFace"] = len(faces) > 0 and np.array_equal(faces, edges)
    return style


def stroke_css(dashes: Any, cap: Any = "butt", join: Any = "round") -> dict[str, str]:
    """Return dashes, ends and corners of a stroke, as far as they are not the page's own.

    Parameters
    ----------
    dashes
        `(offset, lengths)` as Matplotlib has them; lengths `None` or empty are a solid line.
    cap, join
        Names of Matplotlib's cap and join styles.
    """
    offset, lengths = dashes
    style = {}
    if lengths is not None and len(lengths):
        style["stroke-dasharray"] = ",".join(f"{length:g}" for length in lengths)
        if offset:
            style["stroke-dashoffset"] = f"{offset:g}"
    cap, join = str(cap), str(join)
    if cap != "butt":
        style["stroke-linecap"] = {"projecting": "square"}.get(cap, cap)
    if join != "round":
        style["stroke-linejoin"] = join
    return style


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


def _graphics_css(gc: Any, face: Any) -> dict[str, str]:
    """Return fill and stroke of a graphics context."""
    opaque = gc.get_alpha() if gc.get_forced_alpha() else None
    width = gc.get_linewidth()
    style = {
        "fill": "none" if face is None else css(_with_alpha(face, opaque)),
        "stroke": css(_with_alpha(gc.get_rgb(), opaque)) if width > 0 else "none",
    }
    if style["stroke"] == "none":
        return style
    strokes = stroke_css(gc.get_dashes(), gc.get_capstyle(), gc.get_joinstyle())
    return style | {"stroke-width": f"{width:g}"} | strokes


def _with_alpha(color: Any, alpha: float | None) -> Any:
    return color if alpha is None else (*color[:3], alpha)
