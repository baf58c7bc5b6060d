"""Axes of three directions in a run: what is in them, and what turns them."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from livefig.artists.table import kind_of
from livefig.calls.given import is_traced, now
from livefig.calls.session import Session
from livefig.drawing.sheet import all_axes
from livefig.space.flatten import Angles, flatten, is_space, strangers
from livefig.space.shapes import Flat, FlatError, Shape
from livefig.spec import TurnSpec
from livefig.tracing.arguments import answered
from livefig.tracing.errors import TraceError


class UnturnedError(Exception):
    """Axes in space are drawn, but no control turns them.

    Attributes
    ----------
    views : list
        Their angles.
    """

    def __init__(self, views: Sequence[tuple[float, float]]):
        super().__init__(f"{len(views)} axes can be turned")
        self.views = list(views)


def make_plain(session: Session, angles: Sequence[Angles]) -> None:
    """Make axes in space plain ones, so that they can be turned.

    Those that hold what our formulas do not know stay as they are.

    Parameters
    ----------
    session : Session
        The run, after the author's function has drawn.
    angles : sequence
        Traced angles for the axes whose author gives none.

    Raises
    ------
    UnturnedError
        If there are more such axes.
    TraceError
        If a traced value is drawn in axes that have to stay as they are.
    """
    given = iter(angles)
    missing: list[tuple[float, float]] = []
    for figure in session.figures:
        for ax in all_axes(figure):
            if is_space(ax):
                _make_plain(session, ax, given, missing)
    if missing:
        raise UnturnedError(missing)


def turns_of(session: Session, controls: Sequence[Any]) -> list[TurnSpec]:
    """Return which controls are the angles of axes in space, so that they can be turned by hand."""
    names = [control.name for control in controls if control.traced]
    turns: list[TurnSpec] = []
    for ax, angles in session.space.turned:
        nodes = [angle.node for angle in angles if is_traced(angle)]
        if len(nodes) == 2 and all(node.op == "input" for node in nodes):
            elev, azim = (names[node.param] for node in nodes)
            number = all_axes(ax.get_figure(root=True)).index(ax)
            turns.append({"axes": number, "elev": elev, "azim": azim})
    return turns


def _make_plain(
    session: Session, ax: Any, given: Iterator[Angles], missing: list[tuple[float, float]]
) -> None:
    shapes = session.space.shapes.get(ax, [])
    angles = session.space.views.get(ax, (ax.elev, ax.azim))
    others = strangers(ax, shapes)
    is_own = is_traced(angles)
    try:
        if others:
            raise FlatError(f"a {type(others[0]).__name__}")
        _settle_limits(session, ax, shapes)
        if not is_own:
            own = (float(ax.elev), float(ax.azim))
            angles = next(given, own)
            if angles is own:
                missing.append(own)
        ax.elev, ax.azim = now(angles)
        flats = flatten(ax, shapes, angles)
    except FlatError as error:
        if is_own or any(is_traced(shape.points) for shape in shapes):
            raise TraceError(
                f"axes in space can follow plot, scatter, plot_surface, plot_wireframe and text, "
                f"but these hold {error}: leave it out, or give them values that no control changes"
            ) from None
        return
    session.space.turned.append((ax, angles))
    for flat in flats:
        _bind(session, flat)


def _bind(session: Session, flat: Flat) -> None:
    values = flat.values | session.follows.pop(flat.own, {})
    still = {key: now(value) for key, value in values.items() if key != "text"}
    kind_of(flat.artist).apply(flat.artist, still)
    session.follow_all(flat.artist, **values)


def _settle_limits(session: Session, ax: Any, shapes: Sequence[Shape]) -> None:
    """Let limits that Matplotlib chooses be the same wherever the function goes this way."""
    for i, name in enumerate("xyz"):
        moving = [shape for shape in shapes if shape.moves[i]]
        if not moving or not getattr(ax, f"get_autoscale{name}_on")():
            continue
        if session.run is None or session.run.path is None:
            continue  # a plain run
        why = f"limits in space cannot follow: set them, ax.set_{name}lim(low, high)"
        with session.run.path.because(why):
            for shape in moving:
                answered([end(shape.points[:, i]) for end in (np.min, np.max)])
