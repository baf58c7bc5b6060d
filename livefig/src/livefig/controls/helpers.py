"""From what an author writes, `w=(-4, 4, 0.1)`, to the controls of a figure.

The abbreviations are those of `ipywidgets.interact`; ipywidgets objects are accepted as they are.
`slider`, `choice`, `checkbox`, `points` and `pad` are for what an abbreviation cannot say: labels,
units, number formats, logarithmic sliders, points to drag, a pad to draw on.
"""

import inspect
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from livefig.controls.abbreviations import (
    MISSING,
    is_number,
    make_checkbox,
    make_choice,
    make_range,
    range_around,
)
from livefig.controls.kinds import Control, Pad, Points, padded, read_points
from livefig.controls.widgets import from_widget, is_widget
from livefig.notation.labels import default_label

MAX_COMBINATIONS = 256


@dataclass
class Request:
    """What a helper below says of a control; `read` adds the parameter's name and default."""

    make: Callable[[str, Any, Callable[[Any], int]], Control]


def slider(
    min: float,
    max: float,
    step: float | None = None,
    *,
    label: str | None = None,
    unit: str = "",
    format: str = "",
    log: bool = False,
) -> Any:
    """Return a slider for `explore` and `animate`.

    Parameters
    ----------
    min, max : float
        Both ends; where both (and `step`) are integers, the slider has whole numbers only.
    step : float, optional
        Distance of two values; of a log slider in decades (0.1 is about a quarter more).
    label : str, optional
        Shown instead of the parameter's name; may hold formulas such as `$w_1$`.
    unit : str
        Shown behind the value.
    format : str
        Format of the shown value, such as `".2f"`.
    log : bool
        Equal distances are equal factors. `min` and `max` stay values: `slider(1e-3, 1, log=True)`.
    """

    def make(name: str, default: Any, axes_of: Callable[[Any], int]) -> Control:
        return make_range(
            name, (min, max), step, default, label=label, unit=unit, format=format, log=log
        )

    return Request(make)


def choice(options: Any, *, label: str | None = None, toggle: bool = False) -> Any:
    """Return a menu, or with `toggle` a row of buttons.

    `options` is a list of values, of `(label, value)` pairs, or a dict from label to value.
    """

    def make(name: str, default: Any, axes_of: Callable[[Any], int]) -> Control:
        return make_choice(
            name, options, default, kind="toggle" if toggle else "select", label=label
        )

    return Request(make)


def checkbox(*, label: str | None = None, value: bool = False) -> Any:
    """Return a checkbox; the parameter's default, where it has one, comes before `value`."""

    def make(name: str, default: Any, axes_of: Callable[[Any], int]) -> Control:
        return make_checkbox(name, value if default is MISSING else default, label=label)

    return Request(make)


def points(
    ax: Any,
    xy: Any,
    *,
    lock: Literal["x", "y"] | None = None,
    editable: bool = False,
    capacity: int | None = None,
    label: str | None = None,
) -> Any:
    """Return points that the reader drags on an axes, by mouse, touch or arrow keys.

    The author's function gets them as an array `(capacity, 2)` of data coordinates. Rows of points
    that are not there are NaN: use `np.nansum`, or `np.where(np.isnan(...), 0, ...)`.

    Parameters
    ----------
    ax : matplotlib Axes
        The axes, of the same figure, that they lie in. They cannot leave its box.
    xy : array_like, shape (n, 2)
        Where they start, in data coordinates.
    lock : {"x", "y"}, optional
        The coordinate that stays.
    editable : bool
        A click on the axes adds a point, a double click or Delete on a point removes it.
    capacity : int, optional
        The most points there can be; `n`, or `n + 20` for editable points.
    label : str, optional
        What the points are called.
    """

    def make(name: str, default: Any, axes_of: Callable[[Any], int]) -> Control:
        start = read_points(xy, name)
        rows = capacity if capacity is not None else len(start) + (20 if editable else 0)
        if rows < max(len(start), 1):
            raise ValueError(
                f"control {name}: capacity is {rows}, but there are {len(start)} points"
            )
        if not editable and rows != len(start):
            raise ValueError(
                f"control {name}: capacity is {rows}, but {len(start)} points stay {len(start)}"
                " without editable=True"
            )
        if lock not in (None, "x", "y"):
            raise ValueError(f"control {name}: lock is {lock!r}, expected 'x', 'y' or None")
        return Points(
            name=name,
            label=default_label(name) if label is None else label,
            initial=padded(start, rows),
            axes=axes_of(ax),
            lock=lock,
            editable=editable,
        )

    return Request(make)


def pad(shape: tuple[int, int] = (8, 8), value: Any = None, *, label: str | None = None) -> Any:
    """Return a small grey image that the reader draws on: an array from 0 (empty) to 1 (ink).

    Parameters
    ----------
    shape : tuple of int
        Rows and columns.
    value : array_like, optional
        What is drawn at first.
    label : str, optional
        What the pad is called.
    """

    def make(name: str, default: Any, axes_of: Callable[[Any], int]) -> Control:
        if len(shape) != 2 or min(shape) < 1:
            raise ValueError(f"control {name}: shape is {shape}, expected (rows, columns)")
        start = np.zeros(shape) if value is None else np.asarray(value, dtype=float)
        if start.shape != tuple(shape):
            raise ValueError(f"control {name}: value has shape {start.shape}, expected {shape}")
        return Pad(name=name, label=default_label(name) if label is None else label, initial=start)

    return Request(make)


def read(
    function: Callable[..., Any],
    controls: Mapping[str, Any],
    axes_of: Callable[[Any], int],
    skip_first: int = 0,
) -> list[Control]:
    """Return the controls of a function, in the order of its parameters.

    Parameters
    ----------
    function : callable
        The author's `update(w, b)` or `step(state, lr)`.
    controls : mapping
        Parameter name to abbreviation, ipywidgets object or one of the helpers of this module.
    axes_of : callable
        From a Matplotlib axes to its number in the figure; raises for a foreign one.
    skip_first : int
        Parameters at the start that are no controls (the state).

    Raises
    ------
    ValueError
        A control without a parameter or the reverse, a range or an initial value that cannot be, or
        more than 256 combinations of choices.
    TypeError
        Something that is no control.
    """
    title = getattr(function, "__name__", "the function")
    parameters = list(inspect.signature(function).parameters.values())[skip_first:]
    for parameter in parameters:
        if parameter.kind not in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY):
            raise ValueError(
                f"{title} has the parameter {parameter}; a live figure needs named parameters,"
                " one for each control"
            )
    names = [parameter.name for parameter in parameters]
    for name in controls:
        if name not in names:
            raise ValueError(
                f"control {name} has no parameter: {title} takes {', '.join(names) or 'none'}"
            )
    for name in names:
        if name not in controls:
            raise ValueError(
                f"{title} has the parameter {name}, but no control of that name;"
                f" add {name}=(min, max) to the call, or take the parameter away"
            )
    done = [_read_one(p.name, controls[p.name], p.default, axes_of) for p in parameters]
    n = n_combinations(done)
    if n > MAX_COMBINATIONS:
        raise ValueError(
            f"the choices of {title} have {n} combinations, at most {MAX_COMBINATIONS} are"
            " compiled; use fewer options, or a slider where the value is a number"
        )
    return done


def n_combinations(controls: Iterable[Control]) -> int:
    """Return how many combinations the choices among some controls have."""
    return math.prod(len(control.choices) for control in controls if not control.traced)


def _read_one(name: str, given: Any, default: Any, axes_of: Callable[[Any], int]) -> Control:
    if isinstance(given, Request):
        return given.make(name, default, axes_of)
    if is_widget(given):
        return from_widget(name, given)
    if isinstance(given, bool | np.bool_):
        return make_checkbox(name, bool(given))
    if is_number(given):
        low, high = range_around(given)
        return make_range(name, (low, high), None, given)
    if isinstance(given, tuple) and len(given) in (2, 3) and all(map(is_number, given)):
        return make_range(name, given[:2], given[2] if len(given) == 3 else None, default)
    if isinstance(given, Mapping | Iterable) and not isinstance(given, str | bytes):
        return make_choice(name, given, default)
    raise TypeError(
        f"control {name} is {given!r}; expected (min, max), (min, max, step), a number, a bool,"
        " a list of options, an ipywidgets slider or menu, or one of livefig's slider, choice,"
        " checkbox, points and pad"
    )
