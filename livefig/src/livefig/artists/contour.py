"""Contour lines of a field on a grid."""

import warnings
from collections.abc import Sequence, Set
from typing import Any, ClassVar

import numpy as np
from matplotlib.contour import QuadContourSet
from matplotlib.figure import Figure
from matplotlib.path import Path

from livefig.artists.kind import Kind
from livefig.artists.values import stacked
from livefig.drawing.colors import css_colors
from livefig.drawing.styles import stroke_css


class ContourKind(Kind):
    """What `ax.contour` gives (not `ax.contourf`)."""

    name = "contour"
    one_shape = True
    artists = (QuadContourSet,)
    shorthand = "z: the field on the contour's own grid"
    properties: ClassVar = {"z": "(r, c)", "x": "(c,)", "y": "(r,)"}

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
        if np.asarray(artist.get_facecolor()).any():
            raise ValueError(
                f"{what} has a face colour, which fills its lines: set the colour of its edges"
            )
        if artist.labelTexts:
            raise ValueError(f"{what} has labels (clabel), which cannot follow: leave them out")

    def complete(self, artist: Any, values: dict[str, Any], what: str) -> dict[str, Any]:
        """Add the grid where update does not give it: an even one between the contour's edges."""
        if "z" not in values:
            raise ValueError(f"{what}: let update return its field z, too")
        (left, right), (bottom, top) = artist.sticky_edges.x, artist.sticky_edges.y
        rows, columns = np.shape(values["z"])
        grid = {
            "x": np.linspace(float(left), float(right), columns),
            "y": np.linspace(float(bottom), float(top), rows),
        }
        return grid | values

    def verify(self, artist: Any, values: dict[str, Any], given: Set[str], what: str) -> None:
        """Raise if the grid was assumed, and the contour was not drawn on it."""
        if {"x", "y"} <= given or "z" not in values:
            return
        if not _same_lines(_lines(artist, values), artist.get_paths()):
            raise ValueError(
                f"{what} does not tell its grid, and is not drawn with the field that update "
                "returns first: let update return a dict with x, y and z"
            )

    def apply(self, artist: Any, values: dict[str, Any]) -> None:
        """Let Matplotlib draw the same levels of the new field elsewhere, and take them over."""
        if "z" not in values:
            return
        artist.set_paths(_lines(artist, values))

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
            css.append(level | stroke_css(dashes[i % len(dashes)]))
        return {"levels": [float(level) for level in artist.levels], "css": css}


def _lines(artist: Any, values: dict[str, Any]) -> Sequence[Path]:
    """Return the lines of the same levels of another field, as Matplotlib finds them."""
    axes = Figure().subplots()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "no contour levels were found"
        drawn = axes.contour(values["x"], values["y"], values["z"], levels=artist.levels)
    return list(drawn.get_paths())


def _same_lines(some: Sequence[Path], others: Sequence[Path]) -> bool:
    """Whether two drawings of the same levels are the same."""
    return len(some) == len(others) and all(
        np.shape(one.vertices) == np.shape(other.vertices)
        and np.allclose(np.asarray(one.vertices), np.asarray(other.vertices))
        for one, other in zip(some, others, strict=True)
    )
