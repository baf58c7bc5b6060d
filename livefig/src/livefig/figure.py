"""Live figures: a Matplotlib figure, a function of its controls, and the page made of both."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from livefig.artists.untouched import untouched
from livefig.assembly import Request, assemble
from livefig.controls.reading import read_controls
from livefig.controls.reserved import refuse_own_names
from livefig.live_figure import LiveFigure
from livefig.spec import AnimationSpec
from livefig.tracing.influence import restarting_controls
from livefig.tracing.recording import (
    errors_name,
    record_start,
    record_step,
    record_update,
)
from livefig.tracing.reports import readable
from livefig.tracing.tracer import TraceError


@readable
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
    request = Request(fig, name, alt, presets or {}, hover)
    with errors_name(name):
        controls = read_controls(update, control_abbreviations, request.number_of_axes)
        with untouched(fig, TraceError):
            recordings = record_update(update, controls)
        return assemble(request, controls, recordings)


@readable
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
    request = Request(fig, name, alt, presets or {}, hover)
    for argument, value in (("steps_per_frame", steps_per_frame), ("n_steps", n_steps)):
        if value is not None and (not isinstance(value, int) or value < 1):
            raise ValueError(f"{argument} is {value!r}, but must be a whole number from 1 on")
    with errors_name(name):
        controls = read_controls(step, control_abbreviations, request.number_of_axes, skip_first=1)
        with untouched(fig, TraceError):
            starts = record_start(state, controls)
            restarts = restarting_controls(starts, controls)
            steps = record_step(step, starts, controls)
        animation: AnimationSpec = {
            "shapes": [[list(node.shape) for node in start.outputs] for start in starts],
            "restarts": restarts,
            "steps_per_frame": steps_per_frame,
            "n_steps": n_steps,
        }
        return assemble(request, controls, steps, starts, animation)
