"""`interact` and `interact_manual`: ipywidgets' form, for functions that draw the whole figure."""

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, overload

from livefig.assembly import Request, assemble, initial_combination
from livefig.calls.run import record_drawing
from livefig.calls.turning import UnturnedError
from livefig.controls.interacting import interacting
from livefig.controls.kinds import Control
from livefig.controls.reading import read_controls
from livefig.controls.reserved import refuse_own_names
from livefig.controls.turning import turning_controls
from livefig.hosts.jupyter import show_now
from livefig.live_figure import LiveFigure
from livefig.tracing.recording import errors_name
from livefig.tracing.reports import readable


@overload
def interact(function: Callable[..., Any], **options: Any) -> LiveFigure: ...
@overload
def interact(**options: Any) -> Callable[[Callable[..., Any]], LiveFigure]: ...


def interact(function: Callable[..., Any] | None = None, **options: Any) -> Any:
    """Make a function that draws a figure live in a plain HTML page: `ipywidgets.interact`'s form.

    Parameters
    ----------
    function : callable
        It draws the whole figure at each call, with pyplot or on axes of its own making, and
        returns nothing. Without it, `interact` is a decorator: `@interact(a=(0, 2, 0.1))`.
    name : str, optional
        Id of the figure in its page; the function's name if left out.
    alt : str, optional
        What is to be seen, for readers who do not see it; the first line of the function's
        docstring if left out.
    presets : mapping, optional
        Buttons: from a label to `{control: value}`.
    **options
        One for each parameter of the function, as for `ipywidgets.interact`: `(min, max)`,
        `(min, max, step)`, a number, a bool, a list or dict of options, `fixed(value)`, an
        ipywidgets object, or `slider`, `choice`, `checkbox`, `pad`. A parameter without one takes
        its default for it.

    Returns
    -------
    LiveFigure
        As the last expression of a cell it shows itself; a decorated function shows at once.

    Raises
    ------
    TypeError
        If the function does what cannot be compiled, gives a traced value to a call of Matplotlib
        that cannot follow it, or does not do the same each time; the message shows the line.
    ValueError
        If a control has no parameter or the reverse, a range is empty, or an initial value cannot
        be.

    Examples
    --------
    >>> def wave(a=1.0, w=2.0):
    ...     x = np.linspace(0, 2 * np.pi, 200)
    ...     plt.plot(x, a * np.sin(w * x))
    ...     plt.title("A wave")
    >>> interact(wave, a=(0.0, 2.0), w=(1.0, 5.0))
    """
    return _called_or_decorating(_interact, function, options)


@overload
def interact_manual(function: Callable[..., Any], **options: Any) -> LiveFigure: ...
@overload
def interact_manual(**options: Any) -> Callable[[Callable[..., Any]], LiveFigure]: ...


def interact_manual(function: Callable[..., Any] | None = None, **options: Any) -> Any:
    """Make a figure that follows its controls when the reader presses "Run".

    Use it where readers are to say first what they expect. Until they press the button the drawing
    stays as it is, and a line below it says that the controls have other values. Parameters,
    result and errors are those of `interact`.

    Examples
    --------
    >>> @interact_manual(a=(0.0, 2.0), w=(1.0, 5.0))
    ... def wave(a=1.0, w=2.0):
    ...     x = np.linspace(0, 2 * np.pi, 200)
    ...     plt.plot(x, a * np.sin(w * x))
    """
    return _called_or_decorating(_interact_manual, function, options)


def _called_or_decorating(
    make: Callable[..., LiveFigure], function: Callable[..., Any] | None, options: dict[str, Any]
) -> Any:
    """Return the figure of a function; without one, a decorator, whose figure shows at once."""
    if function is not None:
        return make(function, **options)

    def decorate(decorated: Callable[..., Any]) -> LiveFigure:
        figure = make(decorated, **options)
        show_now(figure)
        return figure

    return decorate


@readable
@functools.partial(refuse_own_names, place=0)
def _interact(
    function: Callable[..., Any],
    *,
    name: str | None = None,
    alt: str | None = None,
    presets: Mapping[str, Mapping[str, Any]] | None = None,
    **abbreviations: Any,
) -> LiveFigure:
    return _figure(function, name, alt, presets, abbreviations, manual=False)


@readable
@functools.partial(refuse_own_names, place=0)
def _interact_manual(
    function: Callable[..., Any],
    *,
    name: str | None = None,
    alt: str | None = None,
    presets: Mapping[str, Mapping[str, Any]] | None = None,
    **abbreviations: Any,
) -> LiveFigure:
    return _figure(function, name, alt, presets, abbreviations, manual=True)


def _figure(
    function: Callable[..., Any],
    name: str | None,
    alt: str | None,
    presets: Mapping[str, Mapping[str, Any]] | None,
    abbreviations: Mapping[str, Any],
    *,
    manual: bool,
) -> LiveFigure:
    title = getattr(function, "__name__", type(function).__name__)
    if name is None:
        name = "-".join(part for part in title.strip("<>").split("_") if part)
    with errors_name(name):
        function, abbreviations = interacting(function, abbreviations)
        controls = read_controls(function, abbreviations, _no_axes)
        initial = initial_combination(controls)
        try:
            drawn = record_drawing(function, controls, initial)
        except UnturnedError as error:
            turning = turning_controls(error.views, controls)
            controls = [*controls, *(control for pair in turning for control in pair)]
            angles = [(elev.name, azim.name) for elev, azim in turning]
            drawn = record_drawing(function, controls, initial, angles)
        fig = drawn.pictures[0].figure
        about = alt or _first_line(function) or _in_words(title, fig, controls)
        request = Request(fig, name, about, presets or {}, (), manual, drawn.turns)
        return assemble(
            request, controls, drawn.recordings, ways=drawn.ways, pictures=drawn.pictures
        )


def _first_line(function: Callable[..., Any]) -> str:
    lines = (function.__doc__ or "").strip().splitlines()
    return lines[0].strip() if lines else ""


def _in_words(title: str, fig: Any, controls: Sequence[Control]) -> str:
    """Say what is to be seen where the author did not: titles, labels and controls."""
    shown = [fig.get_suptitle(), *(ax.get_title() for ax in fig.axes)]
    shown += [f"{ax.get_ylabel()} over {ax.get_xlabel()}".strip() for ax in fig.axes]
    words = [text for text in shown if text and not text.startswith("over") and text != "over"]
    names = ", ".join(control.label for control in controls)
    what = "; ".join(dict.fromkeys(words)) or title.replace("_", " ").strip("<> ")
    return f"{what}. It follows {names}." if names else what


def _no_axes(ax: Any) -> int:
    raise ValueError(
        "points stand in an axes that is there before the function is called: use explore, which "
        "takes the figure; interact takes functions that make it"
    )
