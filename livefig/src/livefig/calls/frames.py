"""What of a figure its artists stand in: axes, scales, ticks and spines."""

from collections.abc import Collection
from typing import Any

import numpy as np
from matplotlib.axis import Axis
from matplotlib.text import Text

from livefig.artists.standing import can_follow
from livefig.calls.alike import in_plain_form, looks, outline
from livefig.drawing.sheet import all_axes
from livefig.tracing.arguments import answered


def frame(figure: Any) -> dict[str, Any]:
    """Return titles, labels and axes of a figure by name: what is there once."""
    found: dict[str, Any] = {}
    for i, text in enumerate(figure.texts):
        found[f"text {i} of the figure"] = text
    for i, ax in enumerate(all_axes(figure)):
        titles = [child for child in ax.get_children() if isinstance(child, Text)]
        titles = [text for text in titles if not any(text is own for own in ax.texts)]
        for j, title in enumerate(titles):
            found[f"title {j} of axes {i}"] = title
        for name in "xy":
            axis = getattr(ax, f"{name}axis")
            found[f"the {name}-axis of axes {i}"] = axis
            found[f"the label of the {name}-axis of axes {i}"] = axis.label
    return found


def settings(figure: Any, follows: Collection[Any]) -> dict[str, Any]:
    """Return all of a figure that cannot differ in a live one, by name.

    Parameters
    ----------
    figure : Figure
        The figure.
    follows : collection
        The artists that follow some value.
    """
    found: dict[str, Any] = {
        "the size of the figure": tuple(figure.get_size_inches()),
        "the colour of the figure": figure.get_facecolor(),
        "the artists of the figure itself": tuple(
            (looks(artist), outline(artist))
            for artist in figure.get_children()
            if not (isinstance(artist, Text) or artist is figure.patch or artist in figure.axes)
        ),
    }
    for i, ax in enumerate(all_axes(figure)):
        own = _of_axes(ax) | _limits(ax, follows) | _arrows(ax, follows)
        found |= {f"{what} of axes {i}": value for what, value in own.items()}
    for name, artist in frame(figure).items():
        own = _of_axis(artist) if isinstance(artist, Axis) else _of_text(artist)
        found |= {f"{what} of {name}": value for what, value in own.items()}
    return {k: v if isinstance(v, Place) else in_plain_form(v) for k, v in found.items()}


class Place:
    """Where axes are, as parts of the figure; a layout may move them a little for longer labels."""

    def __init__(self, bounds: Any):
        self.bounds = np.array(bounds)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Place) and bool(np.allclose(self.bounds, other.bounds, atol=0.04))

    __hash__ = None  # type: ignore[assignment]


def _of_axes(ax: Any) -> dict[str, Any]:
    return {
        "the kind": (ax.name, type(ax).__name__),
        "the place": Place(ax.get_position(original=True).bounds),
        "the frame": (ax.axison, getattr(ax, "_frameon", True)),
        "the aspect": (str(ax.get_aspect()), ax.get_box_aspect(), ax.get_adjustable()),
        "the background": (ax.get_facecolor(), ax.patch.get_visible()),
        "spines": tuple(
            (name, spine.get_visible(), spine.get_edgecolor(), spine.get_linewidth())
            for name, spine in ax.spines.items()
        ),
    }


def _limits(ax: Any, follows: Collection[Any]) -> dict[str, Any]:
    """Return the limits where they cannot follow; where nothing can, the axes are their own."""
    found: dict[str, Any] = {}
    traced = _artists(follows)
    for axis in (ax.xaxis, ax.yaxis):
        if not can_follow(axis, traced):
            found[f"the {axis.axis_name}-limits"] = tuple(axis.get_view_interval())
    if ax.name != "rectilinear":
        found["what is drawn"] = id(ax)
    return found


def _arrows(ax: Any, follows: Collection[Any]) -> dict[str, Any]:
    """Return the annotations that have an arrow, which cannot be put into another figure."""
    notes = [text for text in ax.texts if getattr(text, "arrow_patch", None) is not None]
    return {"arrows": [(looks(n), n not in follows and tuple(n.xy)) for n in notes]}


def _of_text(text: Any) -> dict[str, Any]:
    return {"the look": (looks(text), text.get_position() if text.get_text() else None)}


def _of_axis(axis: Any) -> dict[str, Any]:
    locator, formatter = axis.get_major_locator(), axis.get_major_formatter()
    is_fixed = type(locator).__name__ == "FixedLocator"
    return {
        "the scale": axis.get_scale(),
        "ticks": (
            type(locator).__name__,
            tuple(np.ravel(locator.locs)) if is_fixed else (),
            type(axis.get_minor_locator()).__name__,
            type(formatter).__name__,
            tuple(getattr(formatter, "seq", ())),
            repr(sorted(axis.get_tick_params().items())),
            axis.get_visible(),
            axis.get_ticks_position(),
            axis.get_label_position(),
        ),
    }


def stay_on_this_way(axis: Any, limits: Any, session: Any) -> bool:
    """Let traced limits that cannot follow be those of one way of the author's function.

    Tell whether they are: they can follow, or the function goes one way only.

    Parameters
    ----------
    axis : Axis
        Whose limits they are.
    limits : pair
        The limits.
    session : Session
        The run.
    """
    path = None if session.run is None else session.run.path
    if path is None or can_follow(axis, _artists(session.follows)):
        return False
    with path.because(f"the {axis.axis_name}-limits move what the page cannot move"):
        answered(limits)
    return True


def _artists(follows: Collection[Any]) -> list[Any]:
    return [artist for artist in follows if not isinstance(artist, Axis)]
