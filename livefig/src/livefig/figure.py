"""Live figures: a Matplotlib figure, a function of its controls, and the page made of both."""

import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from livefig.artists import binding as artists
from livefig.artists.untouched import untouched
from livefig.controls import helpers as controls
from livefig.controls.kinds import Control
from livefig.controls.presets import read_presets
from livefig.controls.reserved import refuse_own_names
from livefig.hosts.jupyter import NotebookView
from livefig.javascript.module import module
from livefig.notation.text import checked_spec
from livefig.page import html as page
from livefig.picture.draw import draw
from livefig.spec import AnimationSpec, ArtistSpec, FigureSpec
from livefig.tracing.graph import Node
from livefig.tracing.recording import (
    Recording,
    errors_name,
    record_start,
    record_step,
    record_update,
    restarting_controls,
    unused_controls,
)
from livefig.tracing.tracer import TraceError, concrete

HOVER_KINDS = ("line", "points", "image")  # those that runtime/hover.js reads out


class LiveFigure:
    """A figure that follows its controls, in the page and in Jupyter.

    As the last expression of a cell it shows itself.

    Attributes
    ----------
    name : str
        Its id in the page.
    spec : FigureSpec
        Everything the page needs beside the drawing.
    svg : str
        The figure as Matplotlib drew it, in its first state.
    """

    def __init__(self, spec: FigureSpec, svg: str, read_controls: Sequence[Control]):
        self.name = spec["name"]
        self.spec = spec
        self.svg = svg
        self._view = NotebookView(spec, svg, read_controls)

    @property
    def values(self) -> dict[str, Any]:
        """Values of the controls as the reader has set them (in Jupyter; else the first ones)."""
        return self._view.values

    @property
    def state(self) -> list[Any] | None:
        """Arrays of an animation's state, as the page last had them (in Jupyter)."""
        return self._view.state

    @property
    def html(self) -> str:
        """The `<figure>` element; it needs the runtime in its page (see `save`)."""
        return page.figure_html(self.spec, self.svg)

    def save(self, path: str | Path, title: str | None = None) -> None:
        """Write one page that needs no other file, network or Python.

        Parameters
        ----------
        path : str or Path
            Where to write it; what is there is replaced.
        title : str, optional
            The page's title; the figure's name if left out.
        """
        text = page.single_page(self.html, self.name if title is None else title)
        Path(path).write_text(text, encoding="utf-8")

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        return self._view.mimebundle()

    def __repr__(self) -> str:
        names = ", ".join(control["name"] for control in self.spec["controls"])
        return f"LiveFigure({self.name!r}, controls: {names})"


@refuse_own_names
def explore(
    fig: Any,
    update: Callable[..., Mapping[Any, Any]],
    *,
    name: str,
    alt: str,
    presets: Mapping[str, Mapping[str, Any]] | None = None,
    hover: Mapping[Any, str] | Sequence[Any] = (),
    **control_abbreviations: Any,
) -> LiveFigure:
    """Make a Matplotlib figure follow controls, live in a plain HTML page.

    Parameters
    ----------
    fig : matplotlib Figure
        The figure. It is drawn in its first state and closed, so that it is shown once.
    update : callable
        From the controls' values to `{artist: value}`; see the table of artists in the appendix on
        live figures. The entry `"goals": {"cost below 0.05": cost < 0.05}` sets targets. It is
        written in ordinary NumPy, called twice for each combination of choices (to see that it does
        the same each time), and compiled. It changes no artist itself.
    name : str
        Id of the figure in its page: letters, digits and hyphens.
    alt : str
        What is to be seen, for readers who do not see it.
    presets : mapping, optional
        Buttons: from a label to `{control: value}`.
    hover : sequence of artists, or mapping of artists to number formats, optional
        Artists whose values are read out under the pointer.
    **control_abbreviations
        One for each parameter of `update`: `(min, max)`, `(min, max, step)`, a list of options, a
        bool, an ipywidgets object, or `slider`, `choice`, `checkbox`, `points`, `pad`.

    Returns
    -------
    LiveFigure

    Raises
    ------
    TypeError
        If `update` does what cannot be compiled, or not the same each time; the message shows the
        line and says what to write instead.
    ValueError
        If a control has no parameter or the reverse, a range is empty, an initial value is not
        finite or out of range, an artist is of another figure, or a value has the wrong shape.

    Examples
    --------
    >>> def update(w=1.0):
    ...     return {curve: np.tanh(w * x)}
    >>> explore(fig, update, w=(-4, 4, 0.1), name="slope", alt="The curve tanh(w x).")
    """
    _check_texts(name, alt)
    with errors_name(name):
        read = controls.read(update, control_abbreviations, _axes_of(fig, name))
        with untouched(fig, TraceError):
            recordings = record_update(update, read)
    return _figure(fig, name, alt, read, recordings, {}, None, presets or {}, hover)


@refuse_own_names
def animate(
    fig: Any,
    step: Callable[..., tuple[Any, Mapping[Any, Any]]],
    state: Any,
    *,
    name: str,
    alt: str,
    presets: Mapping[str, Mapping[str, Any]] | None = None,
    hover: Mapping[Any, str] | Sequence[Any] = (),
    steps_per_frame: int = 1,
    n_steps: int | None = None,
    **control_abbreviations: Any,
) -> LiveFigure:
    """Make a figure with a state that moves on: Play, Step, and Reset to the same start.

    Parameters
    ----------
    fig : matplotlib Figure
        The figure.
    step : callable
        `step(state, **values) -> (state, {artist: value})`: the next state, and what is to be seen.
        Compute what is to be seen from the state that came in, so that the figure shows the start
        before the first step. The values of the controls come by name.
    state : number, array, nested list, tuple, dict or dataclass of them, or callable
        Where it starts. A callable gets the controls that its parameters name; the run starts anew
        when the reader moves one that it depends on. A number that starts whole and becomes a
        fraction is a fraction from the start.
    name, alt, presets, hover, **control_abbreviations
        As for `explore`.
    steps_per_frame : int
        How many steps Play does in 1/60 s at first; the reader can change the pace.
    n_steps : int, optional
        Play stops after this many steps.

    Returns
    -------
    LiveFigure

    Raises
    ------
    TypeError, ValueError
        As `explore`; also if a step changes the form or a shape of the state.
    """
    _check_texts(name, alt)
    for argument, value in (("steps_per_frame", steps_per_frame), ("n_steps", n_steps)):
        if value is not None and (not isinstance(value, int) or value < 1):
            raise ValueError(f"{argument} is {value!r}, but must be a whole number from 1 on")
    with errors_name(name):
        read = controls.read(step, control_abbreviations, _axes_of(fig, name), skip_first=1)
        with untouched(fig, TraceError):
            starts = record_start(state, read)
            restarts = restarting_controls(starts, read)
            recordings = record_step(step, starts, read)
    functions = {
        "start": [start.outputs for start in starts],
        "step": [recording.outputs for recording in recordings],
    }
    animation: AnimationSpec = {
        "shapes": [[list(node.shape) for node in start.outputs] for start in starts],
        "restarts": restarts,
        "steps_per_frame": steps_per_frame,
        "n_steps": n_steps,
    }
    return _figure(fig, name, alt, read, recordings, functions, animation, presets or {}, hover)


def _figure(
    fig: Any,
    name: str,
    alt: str,
    read: Sequence[Control],
    recordings: Sequence[Recording],
    functions: Mapping[str, Sequence[Sequence[Node]]],
    animation: AnimationSpec | None,
    presets: Mapping[str, Mapping[str, Any]],
    hover: Mapping[Any, str] | Sequence[Any],
) -> LiveFigure:
    """Bind what was recorded to the artists, draw the first state and compile."""
    bound = [artists.bindings(fig, recording.mapping, name) for recording in recordings]
    unified = artists.unify(bound, name)
    places = [(i, key) for i, binding in enumerate(unified) for key in binding.values]
    goals = _unified_goals(name, recordings)
    drawn: list[list[Node]] = []
    for recording, own in zip(recordings, bound, strict=True):
        values = [own[i].values.get(key, 0.0) for i, key in places]
        values += [recording.goals[label] for label in goals]
        with errors_name(name):
            drawn.append([recording.run.lift(value).node for value in values])
    functions = {**functions, "draw": drawn}
    _warn_of_unused(name, read, functions)

    with errors_name(name):
        preset_specs = read_presets(presets, read)
    first = bound[_initial_combination(read)]
    artists.apply(first, concrete)
    for whole, shown in zip(unified, first, strict=True):
        whole.template, whole.numbers = shown.template, shown.numbers
    drawing = draw(fig, unified, name, lambda i, key: places.index((i, key)))
    artists.close(fig)
    _add_hover(name, drawing.artists, unified, hover)
    spec: FigureSpec = {
        "name": name,
        "alt": alt,
        "program": module(functions),
        "size": drawing.size,
        "axes": drawing.axes,
        "artists": drawing.artists,
        "controls": [control.to_spec() for control in read],
        "presets": preset_specs,
        "goals": [{"label": label, "value": len(places) + i} for i, label in enumerate(goals)],
        "animation": animation,
    }
    return LiveFigure(spec, drawing.svg, read)


def _add_hover(
    name: str,
    specs: Sequence[ArtistSpec],
    unified: Sequence[artists.Binding],
    hover: Mapping[Any, str] | Sequence[Any],
) -> None:
    """Note the number format of the read-out in the spec of each artist that has one."""
    for artist in hover:
        numbers = [i for i, binding in enumerate(unified) if binding.artist is artist]
        if not numbers:
            raise ValueError(
                f"figure {name!r}: hover names {artist!r}, but the function returns no value for it"
            )
        if specs[numbers[0]]["kind"] not in HOVER_KINDS:
            raise ValueError(
                f"figure {name!r}: hover names {artist!r}, but a read-out is there for lines,"
                " points and heat maps only"
            )
        given = hover[artist] if isinstance(hover, Mapping) else ".3g"
        specs[numbers[0]]["hover"] = checked_spec(given)


def _initial_combination(read: Sequence[Control]) -> int:
    """Return the number of the combination of choices that the figure starts with."""
    number = 0
    for control in read:
        if not control.traced:
            number = number * len(control.choices) + int(control.initial)
    return number


def _unified_goals(name: str, recordings: Sequence[Recording]) -> list[str]:
    goals = list(recordings[0].goals)
    if any(list(recording.goals) != goals for recording in recordings):
        raise ValueError(f"figure {name!r}: return the same goals for every choice")
    return goals


def _axes_of(fig: Any, name: str) -> Callable[[Any], int]:
    def number(ax: Any) -> int:
        if ax not in fig.axes:
            raise ValueError(f"figure {name!r}: {ax!r} is not one of its axes")
        return int(fig.axes.index(ax))

    return number


def _check_texts(name: Any, alt: Any) -> None:
    page.check_name(name)
    if not isinstance(alt, str) or not alt.strip():
        raise ValueError(
            f"figure {name!r}: alt is {alt!r}, but must say in words what is to be seen"
        )


def _warn_of_unused(
    name: str, read: Sequence[Control], functions: Mapping[str, Sequence[Sequence[Node]]]
) -> None:
    graphs = [graph for part in functions.values() for graph in part]
    unused = unused_controls(read, graphs)
    if unused:
        warnings.warn(
            f"figure {name!r}: nothing depends on {', '.join(unused)}; the page will not react",
            stacklevel=5,
        )
