"""From what was recorded to a live figure: bind, draw the first state, compile, describe."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from livefig.artists.binding import apply, bindings, close, unify
from livefig.artists.figure import check_figure
from livefig.artists.kind import Binding
from livefig.calls.pictures import Picture
from livefig.controls.kinds import Control
from livefig.controls.presets import read_presets
from livefig.drawing.sheet import all_axes
from livefig.javascript.module import module
from livefig.live_figure import LiveFigure
from livefig.notation.text import checked_spec
from livefig.page.html import check_name, labelled_svg
from livefig.picture.draw import Drawing, draw
from livefig.picture.still import still
from livefig.spec import AnimationSpec, ArtistSpec, FigureSpec, PictureSpec, TurnSpec, WaysSpec
from livefig.tracing.graph import Node
from livefig.tracing.influence import unused_controls
from livefig.tracing.paths import Ways
from livefig.tracing.recording import Recording
from livefig.tracing.reports import warn_author
from livefig.tracing.tracer import concrete

MEGABYTES = 4
Functions = dict[str, list[list[Node]]]  # name -> a graph for each combination of choices


@dataclass
class Request:
    """What an author asks for beside the function and its controls; see `explore`."""

    fig: Any
    name: str
    alt: str
    presets: Mapping[str, Mapping[str, Any]]
    hover: Mapping[Any, str] | Sequence[Any]
    manual: bool = False  # the drawing follows when the reader says so
    turns: Sequence[TurnSpec] = ()  # axes in space

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
    ways: Sequence[Ways] = (),
    pictures: Sequence[Picture] = (),
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
    ways : sequence of Ways, optional
        Where a function goes several ways: which recording is meant at which position of the
        controls, for each combination of choices. Without it there is one for each.
    pictures : sequence of Picture, optional
        What was drawn, where the function draws it; without it, all is drawn in the request's
        figure.
    """
    name = request.name
    if not pictures:
        mappings = [recording.mapping for recording in recordings]
        everyone = list(range(len(recordings)))
        pictures = [Picture(request.fig, everyone, initial_combination(controls), mappings)]
    goals = _goals(name, recordings)
    outlines = [_Outline(picture, request, i) for i, picture in enumerate(pictures)]
    graphs: dict[int, list[Node]] = {}
    for outline in outlines:
        graphs |= outline.graphs(recordings, goals)
    functions: Functions = {}
    if animation:
        functions["start"] = [start.outputs for start in starts]
        functions["step"] = [step.outputs for step in recordings]
    functions["draw"] = [graphs[i] for i in range(len(recordings))]
    _warn_of_unused(name, controls, functions, ways)
    presets = read_presets(request.presets, controls)

    drawing, *others = [outline.draw() for outline in outlines]
    _add_hover(drawing.artists, outlines[0].artists, request)
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
        "goals": [
            {"label": label, "value": len(outlines[0].places) + i} for i, label in enumerate(goals)
        ],
        "animation": animation,
        "manual": request.manual,
        "turns": list(request.turns),
        "ways": _ways(ways),
        "others": [_other(each, request.alt) for each in others],
        "picture_of": _picture_of(pictures) if others else [],
    }
    _check_size(spec)
    return LiveFigure(spec, drawing.svg, partial(still, pictures[0].figure), controls)


def _check_size(spec: FigureSpec) -> None:
    """Raise if the ways that a function goes make the page too large."""
    size = len(spec["program"]) + sum(len(picture["svg"]) for picture in spec["others"])
    names = sorted({name for each in spec["ways"] for name in each["controls"]})
    if names and size > MEGABYTES * 1e6:
        ways = len({n for each in spec["ways"] for n in each["programs"]})
        raise ValueError(
            f"figure {spec['name']!r} would take {size / 1e6:.1f} MB in its page, more than "
            f"{MEGABYTES}: its function goes {ways} ways, which {', '.join(names)} decide. Take "
            "coarser steps for them, or decide by np.where, which needs one way only"
        )


class _Outline:
    """A picture before it is drawn: its artists, and where the page finds their values."""

    def __init__(self, picture: Picture, request: Request, number: int):
        self.picture = picture
        self.name = f"{request.name}--{number}" if number else request.name
        name = request.name
        self._bound = [bindings(picture.figure, mapping, name) for mapping in picture.follows]
        self.artists = unify(self._bound, name, picture.start, concrete)
        self.places = [(i, key) for i, binding in enumerate(self.artists) for key in binding.values]

    def graphs(
        self, recordings: Sequence[Recording], goals: Sequence[str]
    ) -> dict[int, list[Node]]:
        """Return the graph of each run that is drawn in this picture, by the number of the run."""
        found = {}
        for number, own in zip(self.picture.members, self._bound, strict=True):
            recording = recordings[number]
            values = [own[i].values.get(key, 0.0) for i, key in self.places]
            values += [recording.goals[label] for label in goals]
            found[number] = [recording.run.lift(value).node for value in values]
        return found

    def draw(self) -> Drawing:
        """Draw the picture as it is at first, and take its figure out of pyplot."""
        figure, members = self.picture.figure, self.picture.members
        apply(self._bound[self.picture.start], concrete)
        drawing = draw(figure, self.artists, self.name, lambda i, key: self.places.index((i, key)))
        close(figure)
        for spec in drawing.artists:
            if len(spec.get("template_of", ())) > 1:  # by the number of the run
                of = dict(zip(members, spec["template_of"], strict=True))
                spec["template_of"] = [of.get(i, 0) for i in range(max(members) + 1)]
        return drawing


def _other(drawing: Drawing, alt: str) -> PictureSpec:
    return {
        "svg": labelled_svg(drawing.svg, alt),
        "view": drawing.view,
        "axes": drawing.axes,
        "papers": drawing.papers,
        "artists": drawing.artists,
    }


def _picture_of(pictures: Sequence[Picture]) -> list[int]:
    """Return the number of the picture that each run is drawn in."""
    of = {member: i for i, picture in enumerate(pictures) for member in picture.members}
    return [of[i] for i in range(len(of))]


def _ways(ways: Sequence[Ways]) -> list[WaysSpec]:
    """Describe to the page which program is run where, if some function goes several ways."""
    if not any(each.controls for each in ways):
        return []
    return [
        {"controls": each.controls, "counts": each.counts, "programs": each.numbers}
        for each in ways
    ]


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


def _warn_of_unused(
    name: str, controls: Sequence[Control], functions: Functions, ways: Sequence[Ways]
) -> None:
    graphs = [graph for part in functions.values() for graph in part]
    deciding = {control for each in ways for control in each.controls}
    unused = [each for each in unused_controls(controls, graphs) if each not in deciding]
    if unused:
        warn_author(
            f"figure {name!r}: nothing depends on {', '.join(unused)}; the page will not react"
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
