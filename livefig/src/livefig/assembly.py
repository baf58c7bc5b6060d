"""From what was recorded to a live figure: bind, draw the first state, compile, describe."""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from livefig.artists.binding import apply, bindings, close, unify
from livefig.artists.figure import check_figure
from livefig.artists.kind import Binding
from livefig.controls.kinds import Control
from livefig.controls.presets import read_presets
from livefig.drawing.sheet import all_axes
from livefig.javascript.module import module
from livefig.live_figure import LiveFigure
from livefig.notation.text import checked_spec
from livefig.page.html import check_name
from livefig.picture.draw import draw
from livefig.picture.still import still
from livefig.spec import AnimationSpec, ArtistSpec, FigureSpec
from livefig.tracing.graph import Node
from livefig.tracing.recording import Recording, unused_controls
from livefig.tracing.tracer import concrete

Functions = dict[str, list[list[Node]]]  # name -> a graph for each combination of choices


@dataclass
class Request:
    """What an author asks for beside the function and its controls; see `explore`."""

    fig: Any
    name: str
    alt: str
    presets: Mapping[str, Mapping[str, Any]]
    hover: Mapping[Any, str] | Sequence[Any]

    def __post_init__(self) -> None:
        check_name(self.name)
        check_figure(self.fig, self.name)
        if not isinstance(self.alt, str) or not self.alt.strip():
            raise ValueError(
                f"figure {self.name!r}: alt is {self.alt!r}, but must say in words what is to be "
                "seen"
            )

    def number_of_axes(self, ax: Any) -> int:
        """Return the number of an axes among those of the figure."""
        axes = all_axes(self.fig)
        if ax not in axes:
            raise ValueError(f"figure {self.name!r}: {ax!r} is not one of its axes")
        return axes.index(ax)


def assemble(
    request: Request,
    controls: Sequence[Control],
    recordings: Sequence[Recording],
    starts: Sequence[Recording] = (),
    animation: AnimationSpec | None = None,
) -> LiveFigure:
    """Make the figure of what was recorded for each combination of choices.

    Parameters
    ----------
    request : Request
        The figure, its name and what else the author asked for.
    controls : sequence of Control
        The controls, in the order of the function's parameters.
    recordings : sequence of Recording
        The function's runs: artists' values, goals and, of an animation, the next state.
    starts : sequence of Recording
        Runs of an animation's start.
    animation : AnimationSpec, optional
        How its state runs.
    """
    fig, name = request.fig, request.name
    bound = [bindings(fig, recording.mapping, name) for recording in recordings]
    initial = initial_combination(controls)
    artists = unify(bound, name, initial, concrete)
    goals = _goals(name, recordings)
    places = [(i, key) for i, binding in enumerate(artists) for key in binding.values]
    functions: Functions = {}
    if animation:
        functions["start"] = [start.outputs for start in starts]
        functions["step"] = [step.outputs for step in recordings]
    functions["draw"] = [
        _nodes(
            recording,
            [own[i].values.get(key, 0.0) for i, key in places]
            + [recording.goals[label] for label in goals],
        )
        for recording, own in zip(recordings, bound, strict=True)
    ]
    _warn_of_unused(name, controls, functions)
    presets = read_presets(request.presets, controls)

    apply(bound[initial], concrete)
    drawing = draw(fig, artists, name, lambda i, key: places.index((i, key)))
    close(fig)
    _add_hover(drawing.artists, artists, request)
    spec: FigureSpec = {
        "name": name,
        "alt": request.alt,
        "program": module(functions),
        "view": drawing.view,
        "axes": drawing.axes,
        "papers": drawing.papers,
        "artists": drawing.artists,
        "controls": [control.to_spec() for control in controls],
        "presets": presets,
        "goals": [{"label": label, "value": len(places) + i} for i, label in enumerate(goals)],
        "animation": animation,
    }
    return LiveFigure(spec, drawing.svg, partial(still, fig), controls)


def _nodes(recording: Recording, values: Sequence[Any]) -> list[Node]:
    """Return the graph of values of one run."""
    return [recording.run.lift(value).node for value in values]


def _goals(name: str, recordings: Sequence[Recording]) -> list[str]:
    """Return the labels of the goals, the same in all runs."""
    goals = list(recordings[0].goals)
    if any(list(recording.goals) != goals for recording in recordings):
        raise ValueError(f"figure {name!r}: return the same goals for every choice")
    return goals


def initial_combination(controls: Sequence[Control]) -> int:
    """Return the number of the combination of choices that the figure starts with."""
    number = 0
    for control in controls:
        if not control.traced:
            number = number * len(control.choices) + int(control.initial)
    return number


def _warn_of_unused(name: str, controls: Sequence[Control], functions: Functions) -> None:
    graphs = [graph for part in functions.values() for graph in part]
    unused = unused_controls(controls, graphs)
    if unused:
        warnings.warn(
            f"figure {name!r}: nothing depends on {', '.join(unused)}; the page will not react",
            stacklevel=5,
        )


def _add_hover(specs: Sequence[ArtistSpec], artists: Sequence[Binding], request: Request) -> None:
    """Note the number format of the read-out in the spec of each artist that has one."""
    hover = request.hover
    for artist in hover:
        numbers = [i for i, binding in enumerate(artists) if binding.artist is artist]
        if not numbers:
            raise ValueError(
                f"figure {request.name!r}: hover names {artist!r}, but the function returns no "
                "value for it"
            )
        if not artists[numbers[0]].kind.hoverable:
            raise ValueError(
                f"figure {request.name!r}: hover names {artist!r}, but a read-out is there for "
                "lines, points and heat maps only"
            )
        given = hover[artist] if isinstance(hover, Mapping) else ".3g"
        specs[numbers[0]]["hover"] = checked_spec(given)
