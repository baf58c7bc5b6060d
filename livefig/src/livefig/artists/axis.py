"""Limits of axes that follow a value: the page makes the ticks, and moves all that is there."""

from typing import Any, ClassVar

import numpy as np
from matplotlib.axis import XAxis, YAxis

from livefig.artists.kind import Binding, Kind
from livefig.artists.values import stacked
from livefig.drawing.sheet import Sheet
from livefig.drawing.ticklooks import check_looks, ticks_data
from livefig.drawing.transforms import stands_in_data
from livefig.spec import ArtistSpec

_SIDES = {"x": ("bottom", "top"), "y": ("left", "right")}


class AxisKind(Kind):
    """`ax.xaxis` and `ax.yaxis`: their limits."""

    name = "axis"
    artists: ClassVar[tuple[type, ...]] = (XAxis, YAxis)
    shorthand = "the limits (low, high)"
    properties: ClassVar = {"limits": "(2,)"}

    def read(self, artist: Any, value: Any) -> dict[str, Any]:
        """Take a pair as the limits."""
        return {"limits": stacked(value)}

    def current(self, artist: Any) -> dict[str, Any]:
        """Return the limits as they are."""
        return {"limits": np.array(artist.get_view_interval(), float)}

    def apply(self, artist: Any, values: dict[str, Any]) -> None:
        """Set the limits, unless they are none."""
        low, high = (float(limit) for limit in values["limits"])
        if np.isfinite([low, high]).all() and low != high:
            set_limits = {"x": artist.axes.set_xlim, "y": artist.axes.set_ylim}
            set_limits[artist.axis_name](low, high)

    def check(self, artist: Any, what: str) -> None:
        """Refuse axes that cannot change alone, and ticks that the page cannot make."""
        axes, direction = artist.axes, artist.axis_name
        if hasattr(axes, "_colorbar"):
            raise ValueError(
                f"{what} belongs to a colour bar, whose colours and limits are those of its "
                "artist: return {artist: {'clim': (low, high)}}, and the colour bar follows"
            )
        _check_neighbours(axes, direction, what)
        _check_spines(axes, direction, what)
        check_ticks(artist, what)

    def company(self, artist: Any) -> list[Any]:
        """Return what stands in the data of the axes: it has to move with the limits."""
        axes = artist.axes
        return [child for child in axes.get_children() if stands_in_data(child, axes)]

    def beside(self, artist: Any) -> list[Any]:
        """Return the label: the page makes the ticks anew, not the label among them."""
        return [artist.label] if artist.axes.axison else []

    def transform(self, artist: Any) -> Any:
        """Return the transform of the axes."""
        return artist.axes.transData

    def is_clipped(self, artist: Any) -> bool:
        """Answer no: ticks and labels are outside of the box that an axis has for a clip."""
        return False

    def spec(self, binding: Binding, number: int, sheet: Sheet) -> ArtistSpec:
        """Name the label in the spec: it gives way to wider ticks."""
        spec = super().spec(binding, number, sheet)
        if self.beside(binding.artist):
            spec["style"]["label"] = sheet.id_of(binding.artist.label)
        return spec

    def style(self, artist: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Return how ticks are found, what they say and what they look like."""
        style = {"direction": artist.axis_name, "side": artist.get_label_position()}
        return style | ticks_data(artist)


def check_ticks(axis: Any, what: str) -> None:
    """Refuse units, and ticks and labels that the page cannot make."""
    if axis.get_scale() not in ("linear", "log"):
        raise ValueError(
            f"{what} has a {axis.get_scale()!r} scale, but limits can follow on 'linear' and "
            "'log' scales only: transform the values in update instead"
        )
    try:
        check_looks(axis)
        ticks_data(axis)
    except ValueError as error:
        raise ValueError(f"{what} {error}") from None
    if axis.have_units():
        raise ValueError(
            f"{what} has units (dates, categories, quantities), which limits cannot follow: plot "
            "plain numbers"
        )


def check_shared(bound: list[Binding]) -> None:
    """Refuse limits of an axis that others share, unless they follow the same ones."""
    following = {id(b.artist): b for b in bound if isinstance(b.kind, AxisKind)}
    for binding in following.values():
        axis = binding.artist
        groups = {"x": axis.axes.get_shared_x_axes(), "y": axis.axes.get_shared_y_axes()}
        for other in groups[axis.axis_name].get_siblings(axis.axes):
            its_axis = getattr(other, f"{axis.axis_name}axis")
            if id(its_axis) not in following:
                raise ValueError(
                    f"{binding.what} is shared with other axes (sharex, sharey, a twin), whose "
                    "limits would have to follow, too: return the same limits for each"
                )


def _check_neighbours(axes: Any, direction: str, what: str) -> None:
    """Refuse axes whose box changes with their limits, and others that stand in their data."""
    if axes.get_aspect() != "auto":
        raise ValueError(
            f"{what} cannot follow limits while its axes have a fixed aspect: "
            "call ax.set_aspect('auto')"
        )
    child: Any
    for child in axes.child_axes:
        if type(child).__name__ == "SecondaryAxis" and child._orientation == direction:
            raise ValueError(
                f"{what} has a secondary axis, which cannot follow: say in the label what one "
                "unit is in the other"
            )
        place = getattr(child.get_axes_locator(), "_transform", None)
        if place is not None and any(place.contains_branch_seperately(axes.transData)):
            raise ValueError(
                f"{what} has inset axes that stand in its data, which cannot follow: leave out "
                "transform=ax.transData, and place them in fractions of the axes"
            )


def _check_spines(axes: Any, direction: str, what: str) -> None:
    """Refuse spines that would have to move, or to grow, with the limits."""
    across = _SIDES["y" if direction == "x" else "x"]
    for side in (side for side in across if side in axes.spines):
        where = axes.spines[side].get_position()
        if where == "zero" or where[0] == "data":
            raise ValueError(
                f"{what} cannot follow limits while the {side} spine stands in its data: leave "
                f"the spine where it is, and draw ax.ax{'v' if direction == 'x' else 'h'}line(0)"
            )
    for side in _SIDES[direction]:
        if side in axes.spines and axes.spines[side].get_bounds() is not None:
            raise ValueError(
                f"{what} cannot follow limits while the {side} spine has bounds in its data: "
                "leave out set_bounds"
            )
