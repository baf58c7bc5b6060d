"""What stands in the data of axes whose limits follow, and whether the page can move it.

The page moves artists by the scale of their axes. One that is placed by more than that, or by other
axes' data, would stay behind.
"""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import FigureBase
from matplotlib.legend import Legend
from matplotlib.patches import ConnectionPatch
from matplotlib.text import Annotation
from matplotlib.transforms import Transform

from livefig.artists.axis import AxisKind
from livefig.artists.binding import bind
from livefig.artists.kind import Binding
from livefig.artists.table import instead_of, kind_of
from livefig.artists.values import describe
from livefig.drawing.transforms import stands_in_data

FIXED = "or give these axes limits that stay: ax.set_xlim(low, high), ax.set_ylim(low, high)"


def companions(fig: Any, bound: Sequence[Binding], name: str) -> list[Binding]:
    """Bind what has to be drawn by the page because of `bound`, though nothing of it follows.

    Raises
    ------
    ValueError
        If the page cannot draw it.
    """
    known = {id(part) for binding in bound for part in binding.kind.parts(binding.artist)}
    found: list[Binding] = []
    for binding in bound:
        for artist in binding.kind.company(binding.artist):
            if id(artist) not in known:
                known.add(id(artist))
                found.append(_companion(fig, artist, name))
    for binding in bound:
        if type(binding.kind) is AxisKind:
            check_strangers(fig, bound, binding.artist, binding.what)
            for other in [*bound, *found]:
                if getattr(other.artist, "axes", None) is binding.artist.axes:
                    check_transform(other, binding.artist)
    return found


def _companion(fig: Any, artist: Any, name: str) -> Binding:
    try:
        binding = bind(fig, artist, {}, name)
    except ValueError as error:
        raise ValueError(f"{error}; {FIXED}") from None
    if not binding.kind.by_page:
        raise ValueError(
            f"{binding.what} is in axes whose limits change, but the page cannot "
            f"move it: {instead_of(artist)}; {FIXED}"
        )
    return binding


def can_follow(axis: Any, traced: Collection[Any]) -> bool:
    """Tell whether the limits of an axis can follow: whether the page can move all that is there.

    Parameters
    ----------
    axis
        One of Matplotlib's axes of coordinates.
    traced
        The artists and containers that follow a value.
    """
    bound = [Binding(artist, kind_of(artist), "", {}) for artist in (axis, *traced)]
    if type(bound[0].kind) is not AxisKind:
        return False
    try:
        bound[0].kind.check(axis, "")
        companions(axis.get_figure(root=True), bound, "")
    except ValueError:
        return False
    return True


def check_transform(binding: Binding, axis: Any) -> None:
    """Raise a ValueError if more than the scale of its axes takes an artist to the page."""
    transform, axes = binding.kind.transform(binding.artist), axis.axes
    i = "xy".index(axis.axis_name)
    if transform is None or not transform.contains_branch_seperately(axes.transData)[i]:
        return
    corners = np.array(np.meshgrid(axes.get_xlim(), axes.get_ylim())).reshape(2, -1).T
    found, expected = (t.transform(corners)[:, i] for t in (transform, axes.transData))
    if not np.allclose(found, expected, atol=1e-3, rtol=1e-6):
        raise ValueError(
            f"{binding.what} has a transform of its own and is in axes whose limits change, with "
            "which the page cannot move it: move the data themselves (or a text, by "
            f"ax.annotate(…, textcoords='offset points')), {FIXED}"
        )


def check_strangers(fig: Any, bound: Sequence[Binding], axis: Any, what: str) -> None:
    """Raise a ValueError if something stands in the data of axes that the page does not move.

    Parameters
    ----------
    fig
        The Matplotlib figure.
    bound
        What the page moves.
    axis
        An axis whose limits follow.
    what
        Its name in messages.
    """
    artists = fig.findobj()  # makes the ticks
    moved = {id(binding.artist) for binding in bound} | _parts_of_axes(axis.axes)
    for artist in artists:
        if id(artist) not in moved and _is_placed_by(artist, axis):
            raise ValueError(
                f"{what} follows a control, but {describe(artist)} is placed by its data, where "
                "the page cannot move it: place it in fractions of the axes or of the figure, "
                f"{FIXED}"
            )


def _is_placed_by(artist: Any, axis: Any) -> bool:
    """Tell whether an artist stands where it does because of the limits of an axis."""
    axes = axis.axes
    if isinstance(artist, FigureBase):
        return False
    if isinstance(artist, Annotation) and artist.axes is axes:
        return artist.get_visible() and artist.xycoords == "data" and artist.anncoords != "data"
    if isinstance(artist, Legend):
        return _contains(getattr(artist.get_bbox_to_anchor(), "_transform", None), axis)
    if artist is axes.xaxis.label or artist is axes.yaxis.label:
        return _contains(artist.get_transform(), axis)
    if not artist.get_visible() or artist.axes is axes or artist in (axes, axis):
        return False
    if isinstance(artist, ConnectionPatch):
        ends = ((artist.coords1, artist.axesA), (artist.coords2, artist.axesB))
        return any((c == "data" and own is axes) or _contains(c, axis) for c, own in ends)
    if isinstance(artist, Annotation):
        return _contains(artist.xycoords, axis) or _contains(artist.anncoords, axis)
    if artist.axes is not None and artist not in artist.axes.get_children():
        return False  # a part of something: a tick, a cell
    return stands_in_data(artist, axes) and _contains(artist.get_transform(), axis)


def _parts_of_axes(axes: Any) -> set[int]:
    """Return the ids of ticks, their labels and lines of the grid, which follow their axis."""
    own = axes.xaxis, axes.yaxis
    ticks = [tick for axis in own for tick in (*axis.majorTicks, *axis.minorTicks)]
    return {id(part) for tick in ticks for part in (tick, *tick.get_children())}


def _contains(transform: Any, axis: Any) -> bool:
    if not isinstance(transform, Transform):
        return False
    along = transform.contains_branch_seperately(axis.axes.transData)
    return bool(along["xy".index(axis.axis_name)])
