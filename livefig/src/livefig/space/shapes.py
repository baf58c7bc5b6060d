"""What is drawn in space: where its points are, and what of it is drawn on the paper."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import Collection, LineCollection, PathCollection, PolyCollection
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from livefig.space.view import View
from livefig.tracing.indexing import lookup
from livefig.tracing.tracer import concrete


class FlatError(ValueError):
    """Something in space cannot be drawn on the paper by our formulas."""


@dataclass
class Flat:
    """An artist on the paper.

    Attributes
    ----------
    artist : Artist
        One of Matplotlib's for two directions, in no axes yet.
    values : dict
        Its properties, traced or not.
    depth : float, traced or not
        What it is sorted by among the others of its axes; None where it is not.
    own : Artist
        The one of Matplotlib's that it stands for, None if there is none.
    """

    artist: Any
    values: dict[str, Any]
    depth: Any = None
    own: Any = None


@dataclass
class Shape:
    """An artist in space, as the author's call made it.

    Attributes
    ----------
    artist : Artist
        Matplotlib's own.
    points : array of shape (n, 3), traced or not
        Where it is.
    moves : tuple of bool
        Whether x, y and z are traced.
    """

    artist: Any
    points: Any
    moves: tuple[bool, ...]

    def flat(self, view: View) -> Flat:
        """Return what is drawn on the paper."""
        raise NotImplementedError

    def is_where_it_was(self) -> bool:
        """Tell whether Matplotlib's own artist is still where it was made."""
        raise NotImplementedError


class Line(Shape):
    """What `ax.plot` gives."""

    def is_where_it_was(self) -> bool:
        """Compare its points."""
        return np.array_equal(np.transpose(self.artist.get_data_3d()), concrete(self.points))

    def flat(self, view: View) -> Flat:
        """Return a line of two directions."""
        seen = view.project(self.points)
        line = Line2D([], [])
        line.update_from(self.artist)
        values = {"xdata": seen[:, 0], "ydata": seen[:, 1]}
        return Flat(_dressed(line, self.artist), values, own=self.artist)


@dataclass
class Words(Shape):
    """What `ax.text` gives; its words may follow."""

    words: dict[str, Any] = field(default_factory=dict)

    def is_where_it_was(self) -> bool:
        """Compare its place."""
        return np.array_equal(self.artist.get_position_3d(), concrete(self.points)[0])

    def flat(self, view: View) -> Flat:
        """Return a text that stands upright."""
        seen = view.project(self.points)[0]
        text = Text(0, 0, self.artist.get_text())
        text.update_from(self.artist)
        values = {"x": seen[0], "y": seen[1], **self.words}
        return Flat(_dressed(text, self.artist), values, own=self.artist)


@dataclass
class Heap(Shape):
    """What is drawn as a collection, sorted by depth among others."""

    depth: Any = field(default=None, init=False)

    def is_where_it_was(self) -> bool:
        """Compare the depth of its nearest point."""
        theirs = self.artist.do_3d_projection()
        return bool(np.isclose(theirs, concrete(self.depth), rtol=1e-9))

    def sorted(self, artist: Any, values: dict[str, Any], depths: Any) -> Flat:
        """Return an artist on the paper, with the depth of its nearest point."""
        self.depth = np.min(depths)
        return Flat(_dressed(artist, self.artist), values, self.depth, self.artist)


@dataclass
class Points(Heap):
    """What `ax.scatter` gives: Matplotlib draws the far ones first, and paler.

    `palest` is what the farthest one keeps of its opacity, None where depth does not matter.
    """

    palest: float | None = None

    def flat(self, view: View) -> Flat:
        """Return points in the order of their depth."""
        own = self.artist
        if not np.size(Collection.get_facecolor(own)):
            raise FlatError("a scatter of markers without area")
        edges = Collection.get_edgecolor(own)
        if self.palest is not None and len(edges) and not _same(edges, own):
            raise FlatError("a scatter whose edges have a colour of their own")
        if len(own.get_linewidth()) > 1:
            raise FlatError("a scatter of several line widths")
        seen = view.project(self.points)
        order = farthest_first(seen[:, 2])
        points = PathCollection(own.get_paths(), offsets=[[0, 0]])
        points.update_from(own)
        points.set_transform(IdentityTransform())
        values = {"offsets": seen[order, :2]}
        sizes = np.asarray(own.get_sizes(), float)
        if sizes.size > 1:
            values["sizes"] = lookup(sizes, order)
        else:
            points.set_sizes(sizes)
        colors = np.broadcast_to(Collection.get_facecolor(own), (len(order), 4))
        if own.get_array() is not None or self.palest is not None or not _is_one(colors):
            points.set_array(None)
            points.set_alpha(None)
            opacity = self._opacity(seen)[:, None]
            rgba = np.concatenate([colors[:, :3], colors[:, 3:] * opacity], axis=1)
            values["facecolors"] = lookup(rgba, order, axis=0)
            points.set_facecolor(list(colors))
            if _same(edges, own):
                points.set_edgecolor("face")
        return self.sorted(points, values, seen[:, 2])

    def _opacity(self, seen: Any) -> Any:
        """Return how opaque points are: `mpl_toolkits.mplot3d.art3d._zalpha`."""
        depth = seen[:, 2]
        if self.palest is None:
            return np.ones(depth.shape)
        spread = np.sqrt(np.sum((np.max(seen, axis=0) - np.min(seen, axis=0)) ** 2))
        part = (depth - np.min(depth)) / np.where(spread > 0, spread, 1.0)
        return np.clip(1 - part, self.palest, 1.0)


@dataclass
class Wires(Heap):
    """What `ax.plot_wireframe` gives: `lines` (m, k) are the numbers of the points of each."""

    lines: Any = None

    def flat(self, view: View) -> Flat:
        """Return lines of two directions."""
        seen = view.project(self.points)
        lines = LineCollection([])
        lines.update_from(self.artist)
        values = {"segments": seen[:, :2][self.lines]}
        return self.sorted(lines, values, seen[np.unique(self.lines), 2])


@dataclass
class Surface(Heap):
    """What `ax.plot_surface` gives.

    Attributes
    ----------
    cells : array of shape (m, k)
        The numbers of the points at the corners of each cell.
    weights : array of shape (m, k)
        How much each corner counts for a mean: nothing where it only fills up.
    values : dict
        Properties of the cells that follow: `array` and `clim`, or `facecolors`.
    """

    cells: Any = None
    weights: Any = None
    values: dict[str, Any] = field(default_factory=dict)

    def flat(self, view: View) -> Flat:
        """Return polygons, the farthest first."""
        own = self.artist
        own.update_scalarmappable()
        faces, edges = Collection.get_facecolor(own), Collection.get_edgecolor(own)
        has_own_edges = len(edges) > 1 and not _same(edges, own)
        if has_own_edges or len(own.get_linewidth()) > 1:
            raise FlatError("a surface whose cells have edges of their own")
        seen = view.project(self.points)
        order = farthest_first(np.sum(seen[:, 2][self.cells] * self.weights, axis=1))
        cells = PolyCollection([])
        cells.update_from(own)
        cells.set_alpha(own.get_alpha())
        values = {"verts": seen[:, :2][self.cells][order]}
        if own.get_array() is not None:
            array = self.values.get("array", np.asarray(own.get_array(), float))
            values["array"] = lookup(array, order)
            if "clim" in self.values:
                values["clim"] = self.values["clim"]
        elif len(faces) > 1 or "facecolors" in self.values:
            values["facecolors"] = lookup(self.values.get("facecolors", faces), order, axis=0)
        return self.sorted(cells, values, seen[np.unique(self.cells), 2])


def farthest_first(depth: Any) -> Any:
    """Return the order in which things of some depths are drawn."""
    return np.argsort(-depth, kind="stable")


def _dressed(artist: Artist, own: Artist) -> Artist:
    """Give an artist the name and the place of the one that it stands for."""
    artist.set_label(own.get_label())
    artist.set_zorder(own.get_zorder())
    artist.set_visible(own.get_visible())
    artist.set_clip_on(own.get_clip_on())
    return artist


def _same(colors: Any, own: Any) -> bool:
    """Tell whether colours are those of an artist's faces."""
    return np.array_equal(colors, Collection.get_facecolor(own))


def _is_one(colors: Any) -> bool:
    return bool((colors == colors[:1]).all())
