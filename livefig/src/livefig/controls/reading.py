"""From what an author writes, `w=(-4, 4, 0.1)`, to the controls of a figure.

The abbreviations are those of `ipywidgets.interact`; ipywidgets objects are accepted as they are.
"""

import inspect
import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from livefig.controls.abbreviations import (
    is_number,
    make_checkbox,
    make_choice,
    make_range,
    range_around,
)
from livefig.controls.helpers import Wish
from livefig.controls.kinds import Control
from livefig.controls.widgets import from_widget, is_widget

MAX_COMBINATIONS = 256


def read_controls(
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
    if isinstance(given, Wish):
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
