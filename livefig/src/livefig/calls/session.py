"""One run of an author's function that draws: what it called, and what of that is traced."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.container import Container

from livefig.calls.aspect import widened
from livefig.calls.autoscale import autoscaled, nonsingular
from livefig.calls.frames import stay_on_this_way
from livefig.calls.given import is_traced, now
from livefig.calls.reach import NOTHING, DataLimits, Reach, both, joined, reach_of
from livefig.drawing.sheet import all_axes
from livefig.space.contents import Space
from livefig.tracing.bounds import Bounds, bounds_of
from livefig.tracing.errors import TraceError
from livefig.tracing.tracer import Trace, Tracer

Limits = tuple[Any, Any]
Direction = str  # "x" or "y"


@dataclass
class _Part:
    """Something that was added to the data limits."""

    reach: Reach
    only_if: Any

    def counted(self) -> Reach:
        """Return the reach if it counts, else none."""
        if self.only_if is None:
            return self.reach
        values = vars(self.reach), vars(NOTHING)
        return Reach(
            **{key: np.where(self.only_if, *(v[key] for v in values)) for key in values[0]}
        )


class Session:
    """What a run of the author's function asks of Matplotlib.

    Every call is done by Matplotlib itself, with the numbers that traced values have just now;
    beside it stands which properties of which artists are traced.

    Parameters
    ----------
    inputs : mapping
        From the position of an input to its bounds, where they are known.
    run : Trace, optional
        What records the run; None if nothing is traced.

    Attributes
    ----------
    follows : dict
        From an artist to its traced properties, as the function of `explore` returns them.
    figures : list
        The figures that were drawn into, in the order of their first call.
    inside : bool
        Whether Matplotlib is running: its own calls are no author's.
    """

    def __init__(self, inputs: Mapping[int, Bounds], run: Trace | None) -> None:
        self._inputs = inputs
        self.run = run
        self.follows: dict[Any, dict[str, Any]] = {}
        self.shapes: dict[Any, Any] = {}  # made with traced values, to be added to an axes
        self.labels: dict[Any, Any] = {}  # traced labels of artists, for legends
        self.later: list[Callable[[], None]] = []  # what waits for the limits
        self.annotations: dict[Any, dict[str, Any]] = {}  # what the author asked for
        self.figures: list[Any] = []
        self.own: list[Any] = []  # figures that this run made
        self.inside = False
        self.space = Space()  # what is drawn in axes of three directions
        self._reaches: dict[tuple[Any, Direction], list[_Part]] = {}
        self._set: dict[tuple[Any, Direction], Limits] = {}  # limits that the author set
        self._expanded: dict[tuple[Any, Direction], Limits] = {}  # by ticks, until chosen anew
        self._sticky: dict[tuple[Any, Direction], dict[Any, Any]] = {}

    @contextmanager
    def in_matplotlib(self) -> Iterator[None]:
        """Within this context Matplotlib runs, whose own calls are not looked at."""
        before, self.inside = self.inside, True
        try:
            yield
        finally:
            self.inside = before

    # what adapters say

    def follow(self, artist: Any, **properties: Any) -> None:
        """Let properties of an artist follow; those that are not traced are left as they are."""
        traced = {key: value for key, value in properties.items() if is_traced(value)}
        if traced:
            self.follows.setdefault(artist, {}).update(traced)

    def follow_all(self, artist: Any, **properties: Any) -> None:
        """Let all of these properties follow, if one of them is traced."""
        if is_traced(properties):
            self.follows.setdefault(artist, {}).update(properties)

    def change(self, artist: Any, values: Mapping[str, Any]) -> None:
        """Let properties follow that are set after the artist was made, traced or not."""
        self.follows.setdefault(artist, {}).update(values)

    def is_own(self, artist: Any) -> bool:
        """Tell whether an artist stands in no figure, or in one that this run made."""
        figure = artist.get_figure(root=True)
        return figure is None or any(figure is own for own in self.own)

    def is_drawn(self, artist: Any) -> bool:
        """Tell whether an artist stands in a figure."""
        return artist.get_figure(root=True) is not None

    def see(self, figure: Any) -> None:
        """Remember a figure that is drawn into."""
        if figure is not None and not any(figure is known for known in self.figures):
            self.figures.append(figure)

    def extend(self, ax: Any, reaches: Mapping[Direction, Reach], only_if: Any = None) -> None:
        """Add to how far the data of an axes reach.

        Parameters
        ----------
        ax : Axes
            The axes.
        reaches : mapping
            From "x" and "y" to what is added.
        only_if : bool, optional
            Whether this makes Matplotlib choose the limits anew. If not, it counts as soon as
            something else does.
        """
        if only_if is None:
            self.settle(ax)
        for direction, reach in reaches.items():
            self._reaches.setdefault((ax, direction), []).append(_Part(reach, only_if))

    def settle(self, ax: Any) -> None:
        """Let all that was added count: Matplotlib chooses the limits anew."""
        for direction in "xy":
            for part in self._reaches.get((ax, direction), []):
                part.only_if = None
            for each in shared(ax, direction):
                self._expanded.pop((each, direction), None)

    def finite(self, values: Any) -> Any:
        """Return where numbers are finite: True (all, for any control), or an array."""
        is_tracer = isinstance(values, Tracer)
        if is_tracer and bounds_of([values.node], self._inputs)[0] is not None:
            return True
        where = np.isfinite(values)
        return where if is_tracer or not np.all(where) else True

    def reach(self, values: Any, where: Any = True) -> Reach:
        """Return how far numbers reach that are finite and, if it is given, `where` holds."""
        return reach_of(values, both(self.finite(values), where))

    def extend_points(self, ax: Any, x: Any, y: Any) -> None:
        """Add points to how far the data of an axes reach: both coordinates must be finite."""
        counts = both(self.finite(x), self.finite(y))
        self.extend(ax, {"x": reach_of(x, counts), "y": reach_of(y, counts)})

    def added(self, ax: Any) -> list[tuple[Reach, Reach]]:
        """Return what calls without traced values added to the data limits, to be changed."""
        if not isinstance(ax.dataLim, DataLimits):
            ax.dataLim = DataLimits(ax.dataLim)
        return ax.dataLim.added

    def stick(self, ax: Any, artist: Any, **edges: Any) -> None:
        """Say which edges (an array) of an artist the margins may not cross, where traced."""
        for direction, values in edges.items():
            self._sticky.setdefault((ax, direction), {})[artist] = values

    def forget(self, ax: Any) -> None:
        """Forget all of an axes that was cleared."""
        self.follows = {
            artist: values for artist, values in self.follows.items() if _holder(artist) is not None
        }
        for kept in (self._reaches, self._set, self._sticky, self._expanded):
            for direction in "xy":
                kept.pop((ax, direction), None)

    def forget_reach(self, ax: Any) -> None:
        """Forget how far the data of an axes reach: they are measured anew."""
        self.added(ax).clear()
        for direction in "xy":
            self._reaches.pop((ax, direction), None)

    # limits

    def set_limits(self, ax: Any, direction: Direction, limits: Limits | None) -> None:
        """Remember limits that the author set; None: Matplotlib chooses again."""
        for each in shared(ax, direction):
            self._set.pop((each, direction), None)
            if limits is not None:
                self._set[each, direction] = limits

    def limits(self, ax: Any, direction: Direction) -> Limits:
        """Return the limits that an axes has just now, traced if they follow."""
        with self.in_matplotlib():
            current = getattr(ax, f"get_{direction}lim")()
        for kept in (self._set, self._expanded):
            for each in shared(ax, direction):  # a twin may have come later
                if (each, direction) in kept:
                    return kept[each, direction]
        if not getattr(ax, f"get_autoscale{direction}_on")():
            return current
        return self.chosen(ax, direction) or current

    def expand(self, ax: Any, direction: Direction, low: float, high: float) -> None:
        """Widen the limits to hold these, as ticks do, until Matplotlib chooses anew."""
        first, last = self.limits(ax, direction)
        kept = self._set if (ax, direction) in self._set else self._expanded
        down = getattr(ax, f"{direction}axis").get_inverted()
        ends = (np.maximum, np.minimum) if down else (np.minimum, np.maximum)
        limits = ends[0](first, high if down else low), ends[1](last, low if down else high)
        for each in shared(ax, direction):
            kept[each, direction] = limits

    def chosen(self, ax: Any, direction: Direction) -> Limits | None:
        """Return the limits that Matplotlib chooses, None if no control moves them."""
        axis = getattr(ax, f"{direction}axis")
        group = shared(ax, direction)
        parts = [part for each in group for part in self._parts(each, direction)]
        stickies = [edge for each in group for edge in self._stickies(each, direction)]
        if not any(is_traced((p.low, p.high)) for p in parts) and not is_traced(stickies):
            return None
        margin = ax.margins()["xy".index(direction)]
        low, high = autoscaled(axis, joined(parts), margin, stickies)
        return (high, low) if axis.get_inverted() else (low, high)

    def _parts(self, ax: Any, direction: Direction) -> list[Reach]:
        fixed = [pair["xy".index(direction)] for pair in self.added(ax)]
        own = self._reaches.get((ax, direction), [])
        return [joined(fixed), *(part.counted() for part in own)]

    def _stickies(self, ax: Any, direction: Direction) -> list[Any]:
        if not ax.use_sticky_edges:
            return []
        own = self._sticky.get((ax, direction), {})
        fixed: list[float] = []
        traced: list[Any] = []
        for artist in ax.get_children():
            if artist in own:
                traced.append(own[artist])
            else:
                fixed += getattr(artist.sticky_edges, direction)
        return [np.unique(np.array(fixed, float)), *traced] if fixed else traced

    def finish(self, placed: Sequence[Callable[["Session", Any], None]] = ()) -> None:
        """Bind the limits that follow, and see that they are Matplotlib's own just now.

        Parameters
        ----------
        placed : sequence of callable
            What binds artists of an axes that are placed by its limits.
        """
        axes = [ax for figure in self.figures for ax in all_axes(figure)]
        for ax in axes:
            self._widen(ax)
        for wait in self.later:
            wait()
        for ax in axes:
            for bind in placed:
                bind(self, ax)
        for ax in axes:
            self._spread_colours(ax)
            for direction in "xy":
                limits = self.limits(ax, direction)
                axis = getattr(ax, f"{direction}axis")
                if not is_traced(limits) or stay_on_this_way(axis, limits, self):
                    continue
                if self._is_matplotlibs(ax, direction, limits):
                    self.follow(axis, limits=limits)

    def _widen(self, ax: Any) -> None:
        """Let limits that follow keep the scales of both axes equal, where the box cannot."""
        if ax.get_aspect() == "auto" or ax.get_adjustable() == "box":
            return
        limits = (self.limits(ax, "x"), self.limits(ax, "y"))
        data = (joined(self._parts(ax, "x")), joined(self._parts(ax, "y")))
        found = widened(ax, limits, data)
        if not is_traced(found):
            return
        ax.apply_aspect()
        ax.set_aspect("auto")
        for direction, pair in zip("xy", found, strict=True):
            self.set_limits(ax, direction, pair)

    def _spread_colours(self, ax: Any) -> None:
        """Keep the ends of a range of colours apart where a colour bar does."""
        colorbar = getattr(ax, "_colorbar", None)
        own = self.follows.get(getattr(colorbar, "mappable", None), {})
        if "clim" in own:
            low, high = own["clim"]
            own["clim"] = np.stack(nonsingular(low, high, 0.1, 1e-15))

    def _is_matplotlibs(self, ax: Any, direction: Direction, limits: Limits) -> bool:
        """Tell whether traced limits are those that Matplotlib has chosen.

        If they are not, and the function goes one way only, that is an error.
        """
        expected = getattr(ax, f"get_{direction}lim")()
        got = now(limits)
        size = max(abs(expected[1] - expected[0]), 1e-300)
        if max(abs(a - b) for a, b in zip(got, expected, strict=True)) <= 1e-6 * size:
            return True
        why = f"the limits that Matplotlib chooses for the {direction}-axis cannot be followed"
        if self.run is not None and self.run.path is not None:
            with self.run.path.because(why):
                self.run.path.settle()
            return False
        raise TraceError(
            f"{why} ({got} instead of {expected}): set them, ax.set_{direction}lim(low, high)"
        )


def shared(ax: Any, direction: Direction) -> list[Any]:
    """Return the axes that share an axis with one, itself among them."""
    groups = {"x": ax.get_shared_x_axes, "y": ax.get_shared_y_axes}
    return list(groups[direction]().get_siblings(ax))


def _holder(artist: Any) -> Any:
    """Return the figure that an artist, or the first one of a container, is in."""
    first = artist.get_children()[0] if isinstance(artist, Container) else artist
    return first.get_figure(root=True)
