"""Heat maps and contour lines: numbers on a grid, how they are read, set and drawn in the page."""

import base64
import io
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

import numpy as np
from matplotlib.collections import QuadMesh
from matplotlib.contour import QuadContourSet
from matplotlib.figure import Figure
from matplotlib.image import AxesImage, imsave
from matplotlib.path import Path

from livefig.artists.kind import Kind, css_colors, stacked
from livefig.spec import ArtistSpec, Scale

_PIXELATED = {"nearest", "none", "auto", "antialiased"}


class ImageKind(Kind):
    """What `ax.imshow` and `ax.pcolormesh` give."""

    name = "image"
    artists = (AxesImage, QuadMesh)
    redrawn = True
    one_shape = True
    shorthand = "array: rows and columns of numbers, or of colours"
    mapped = True
    properties: ClassVar = {"array": "(r, c) or (r, c, 3) or (r, c, 4)", "clim": "(2,)"}

    def read(self, artist: Any, value: Any) -> dict[str, Any]:
        """Take anything as the array."""
        return {"array": stacked(value)}

    def current(self, artist: Any) -> dict[str, Any]:
        """Return the numbers of the cells; colours as numbers between 0 and 1."""
        array = np.ma.asarray(artist.get_array())
        if array.ndim == 3 and array.dtype.kind == "u":
            array = array / 255
        return {"array": np.ma.filled(array.astype(float), np.nan)}

    def apply(self, artist: Any, values: dict[str, Any]) -> None:
        """Set cells and the range of the colours."""
        if "array" in values:
            array = np.asarray(values["array"], float)
            artist.set_array(np.clip(array, 0, 1) if array.ndim == 3 else array)
        if "clim" in values:
            artist.set_clim(*values["clim"])

    def check(self, artist: Any, what: str) -> None:
        """Refuse log scales, and meshes whose cells differ in size."""
        if "log" in (artist.axes.get_xscale(), artist.axes.get_yscale()):
            raise ValueError(f"{what} is a heat map in axes with a log scale: use linear axes")
        if np.ndim(artist.get_alpha()):
            raise ValueError(f"{what} has an alpha for each cell: give it colours with alpha")
        if isinstance(artist, QuadMesh):
            edges = _mesh_edges(artist)
            even = all(np.allclose(np.diff(e), np.diff(e)[0], rtol=1e-6) for e in edges)
            corners = np.asarray(artist.get_coordinates(), float)
            straight = np.allclose(corners[:, :, 0], edges[0]) and np.allclose(
                corners[:, :, 1], edges[1][:, None]
            )
            shape = np.shape(np.asarray(artist.get_array()))[:2]
            if not even or not straight or shape != (len(edges[1]) - 1, len(edges[0]) - 1):
                raise ValueError(
                    f"{what} has cells of different sizes or Gouraud shading, but a live heat map "
                    "is evenly spaced: use np.linspace for its grid, or imshow"
                )

    def style(self, artist: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Return the edges of the whole image, and whether its cells are smoothed."""
        if isinstance(artist, QuadMesh):
            (left, *_, right), (first, *_, last) = _mesh_edges(artist)
            smooth = False
        else:
            left, right, bottom, top = artist.get_extent()
            first, last = (bottom, top) if artist.origin == "lower" else (top, bottom)
            smooth = artist.get_interpolation() not in _PIXELATED
        alpha = artist.get_alpha()
        return {
            "edges": [float(edge) for edge in (left, right, first, last)],
            "smooth": smooth,
            "opacity": 1.0 if alpha is None else float(alpha),
        }

    def elements(
        self, binding: Any, spec: ArtistSpec, axes: Any, page: tuple[float, float]
    ) -> list[ET.Element]:
        """Return the image as one of the size that its array has."""
        artist, style = binding.artist, spec["style"]
        buffer = io.BytesIO()
        imsave(buffer, artist.to_rgba(artist.get_array(), bytes=True), format="png")
        data = base64.b64encode(buffer.getvalue()).decode()
        left, right = (_page(spec["x"], edge) for edge in style["edges"][:2])
        first, last = (_page(spec["y"], edge) for edge in style["edges"][2:])
        image = ET.Element("image", {"href": f"data:image/png;base64,{data}"})
        image.set("width", "1")
        image.set("height", "1")
        image.set("preserveAspectRatio", "none")
        matrix = (right - left, 0, 0, last - first, left, first)
        image.set("transform", f"matrix({' '.join(f'{v:.6g}' for v in matrix)})")
        image.set("opacity", f"{style['opacity']:g}")
        if not style["smooth"]:
            image.set("style", "image-rendering:crisp-edges;image-rendering:pixelated")
        clip = ET.Element("g", {"clip-path": f"url(#{axes['clip']})"})
        clip.append(image)
        return [clip]


class ContourKind(Kind):
    """What `ax.contour` gives (not `ax.contourf`)."""

    name = "contour"
    one_shape = True
    artists = (QuadContourSet,)
    shorthand = "z: the field on the contour's own grid"
    properties: ClassVar = {"z": "(r, c)", "x": "(c,)", "y": "(r,)"}
    assumed: ClassVar[WeakKeyDictionary[Any, str]] = WeakKeyDictionary()  # grids to be verified

    def read(self, artist: Any, value: Any) -> dict[str, Any]:
        """Take anything as the field."""
        return {"z": stacked(value)}

    def check(self, artist: Any, what: str) -> None:
        """Refuse filled and labelled contours."""
        if artist.filled:
            raise ValueError(
                f"{what} is filled (contourf), which cannot be live: use imshow or pcolormesh, "
                "with ax.contour on top"
            )
        if artist.labelTexts:
            raise ValueError(f"{what} has labels (clabel), which cannot follow: leave them out")

    def complete(self, artist: Any, values: dict[str, Any], what: str) -> dict[str, Any]:
        """Add the grid where update does not give it: an even one between the contour's edges."""
        if "z" not in values:
            raise ValueError(f"{what}: let update return its field z, too")
        if "x" in values and "y" in values:
            return values
        self.assumed[artist] = what
        (left, right), (bottom, top) = artist.sticky_edges.x, artist.sticky_edges.y
        rows, columns = np.shape(values["z"])
        grid = {
            "x": np.linspace(float(left), float(right), columns),
            "y": np.linspace(float(bottom), float(top), rows),
        }
        return grid | values

    def apply(self, artist: Any, values: dict[str, Any]) -> None:
        """Let Matplotlib draw the same levels of the new field elsewhere, and take them over."""
        if "z" not in values:
            return
        axes = Figure().subplots()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # "no contour levels were found"
            drawn = axes.contour(values["x"], values["y"], values["z"], levels=artist.levels)
        what = self.assumed.pop(artist, None)
        if what is not None and not _same_lines(drawn.get_paths(), artist.get_paths()):
            raise ValueError(
                f"{what} does not tell its grid, and is not drawn with the field that update "
                "returns first: let update return a dict with x, y and z"
            )
        artist.set_paths(drawn.get_paths())

    def style(self, artist: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Return the levels, and how each is stroked."""
        colors = css_colors(artist.get_edgecolor())
        widths = np.atleast_1d(artist.get_linewidth())
        dashes = artist.get_linestyle()
        css = []
        for i in range(len(artist.levels)):
            level = {
                "fill": "none",
                "stroke": colors[i % len(colors)] if colors else "none",
                "stroke-width": f"{widths[i % len(widths)]:g}",
            }
            pattern = dashes[i % len(dashes)][1]
            if pattern is not None:
                level["stroke-dasharray"] = ",".join(f"{dash:g}" for dash in pattern)
            css.append(level)
        return {"levels": [float(level) for level in artist.levels], "css": css}


def _mesh_edges(mesh: QuadMesh) -> tuple[np.ndarray, np.ndarray]:
    corners = np.asarray(mesh.get_coordinates(), float)
    return corners[0, :, 0], corners[:, 0, 1]


def _same_lines(some: Sequence[Path], others: Sequence[Path]) -> bool:
    """Whether two drawings of the same levels are the same."""
    return len(some) == len(others) and all(
        np.shape(one.vertices) == np.shape(other.vertices)
        and np.allclose(np.asarray(one.vertices), np.asarray(other.vertices))
        for one, other in zip(some, others, strict=True)
    )


def _page(scale: Scale, value: float) -> float:
    return scale["slope"] * value + scale["offset"]
