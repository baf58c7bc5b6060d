"""Heat maps: numbers on an even grid as colours."""

import base64
import io
import xml.etree.ElementTree as ET
from typing import Any, ClassVar

import numpy as np
from matplotlib.collections import QuadMesh
from matplotlib.image import AxesImage, imsave

from livefig.artists.kind import Binding, Kind
from livefig.artists.values import filled, stacked
from livefig.drawing.sheet import Sheet
from livefig.spec import ArtistSpec, Scale

_PIXELATED = {"nearest", "none", "auto", "antialiased"}
_SMOOTHED = _PIXELATED | {"bilinear"}
_FINER = 3  # pixels of the first picture in a cell whose numbers are smoothed


class ImageKind(Kind):
    """What `ax.imshow` and `ax.pcolormesh` give."""

    name = "image"
    artists = (AxesImage, QuadMesh)
    redrawn = True
    fades = ("opacity",)
    one_shape = True
    shorthand = "array: rows and columns of numbers, or of colours"
    mapped = True
    hoverable = True
    properties: ClassVar = {"array": "(r, c) or (r, c, 3) or (r, c, 4)", "clim": "(2,)"}

    def read(self, artist: Any, value: Any) -> dict[str, Any]:
        """Take anything as the array."""
        return {"array": stacked(value)}

    def current(self, artist: Any) -> dict[str, Any]:
        """Return the numbers of the cells; colours as numbers between 0 and 1."""
        array = np.ma.asarray(artist.get_array())
        if array.ndim == 3 and array.dtype.kind == "u":
            array = array / 255
        return {"array": filled(array)}

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
        if isinstance(artist, AxesImage) and artist.get_interpolation() not in _SMOOTHED:
            raise ValueError(
                f"{what} has interpolation={artist.get_interpolation()!r}, which the page cannot "
                "draw: use 'nearest' or 'bilinear'"
            )
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

    def company(self, artist: Any) -> list[Any]:
        """Return the other heat maps of the axes: those of the page lie behind its drawing."""
        return [child for child in artist.axes.get_children() if type(child) in self.artists]

    def redraws(self, artist: Any) -> bool:
        """Tell whether it is an even mesh: an image is smaller than all of its cells."""
        if type(artist) is not QuadMesh or artist.get_array() is None:
            return False
        try:
            self.check(artist, "")
        except ValueError:
            return False  # uneven: Matplotlib's own drawing stays
        return True

    def style(self, artist: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Return the edges of the whole image, and what is smoothed: numbers or colours."""
        if isinstance(artist, QuadMesh):
            (left, *_, right), (first, *_, last) = _mesh_edges(artist)
            smooth = ""
        else:
            left, right, bottom, top = artist.get_extent()
            first, last = (bottom, top) if artist.origin == "lower" else (top, bottom)
            smooth = _smoothed(artist)
        alpha = artist.get_alpha()
        return {
            "edges": [float(edge) for edge in (left, right, first, last)],
            "smooth": smooth,
            "opacity": 1.0 if alpha is None else float(alpha),
        }

    def elements(self, binding: Binding, spec: ArtistSpec, sheet: Sheet) -> list[ET.Element]:
        """Return the image as one of the size that its array has."""
        artist, style = binding.artist, spec["style"]
        buffer = io.BytesIO()
        array = artist.get_array()
        if style["smooth"] == "numbers":
            array = _finer(_finer(array, _FINER, 0), _FINER, 1)
        imsave(buffer, artist.to_rgba(array, bytes=True), format="png")
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
        clip = ET.Element("g", {"clip-path": f"url(#{sheet.axes[spec['axes']]['clip']})"})
        clip.append(image)
        return [clip]


def _mesh_edges(mesh: QuadMesh) -> tuple[np.ndarray, np.ndarray]:
    corners = np.asarray(mesh.get_coordinates(), float)
    return corners[0, :, 0], corners[:, 0, 1]


def _smoothed(image: AxesImage) -> str:
    """Return what of an image Matplotlib smooths: numbers before they are colours, or colours."""
    if image.get_interpolation() in _PIXELATED:
        return ""
    is_mapped = image.get_array().ndim == 2  # type: ignore[union-attr]
    return "numbers" if is_mapped and image.get_interpolation_stage() != "rgba" else "colours"


def _finer(array: Any, factor: int, axis: int) -> Any:
    """Return straight pieces between the centres of cells, `factor` values a cell."""
    n = array.shape[axis]
    at = np.clip((np.arange(n * factor) + 0.5) / factor - 0.5, 0, n - 1)
    low = np.minimum(at.astype(int), max(n - 2, 0))
    part = np.expand_dims(at - low, 1 - axis)
    first, second = np.take(array, low, axis), np.take(array, np.minimum(low + 1, n - 1), axis)
    return first * (1 - part) + second * part


def _page(scale: Scale, value: float) -> float:
    return scale["slope"] * value + scale["offset"]
