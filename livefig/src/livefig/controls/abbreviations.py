"""The rules of `ipywidgets.interact`: what `(min, max)`, a list or a number alone stand for."""

import inspect
import math
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np

from livefig.controls.kinds import Choice, Range, option_pairs
from livefig.notation.labels import default_label

MISSING = inspect.Parameter.empty


def make_range(
    name: str,
    ends: Sequence[float],
    step: float | None,
    default: Any,
    *,
    label: str | None = None,
    unit: str = "",
    format: str = "",
    log: bool = False,
) -> Range:
    """Return a slider; `default` is the parameter's, or MISSING.

    Whole ends and step make a slider of whole numbers, unless the default is a fraction.
    """
    low, high = ends
    given = [low, high] + ([] if step is None else [step])
    for number in given:
        if not is_number(number):
            raise TypeError(f"control {name}: {number!r} is not a number")
    integer = not log and all(isinstance(number, int | np.integer) for number in given)
    if default is MISSING:  # interact's rule: in the middle
        middle = math.sqrt(low * high) if log and 0 < low < high else low + (high - low) / 2
        default = math.floor(middle) if integer else middle
    elif integer and isinstance(default, float) and default != round(default):
        integer = False  # update(w=0.5) with (0, 1): the ends are whole, the value is not
    if step is None:
        step = 1 if integer else 0.1 if log or high - low >= 1 else _nice_step(high - low)
    return Range(
        name=name,
        label=default_label(name) if label is None else label,
        unit=unit,
        initial=default,
        min=low,
        max=high,
        step=step,
        log=log,
        integer=integer,
        format=format,
    )


def make_choice(
    name: str,
    given: Any,
    default: Any,
    *,
    kind: Literal["select", "toggle"] = "select",
    label: str | None = None,
) -> Choice:
    """Return a menu or row of buttons over options; the first one where there is no default."""
    pairs = option_pairs(given)
    control = Choice(
        name=name,
        label=default_label(name) if label is None else label,
        initial=0,
        choices=[value for _, value in pairs],
        kind=kind,
        options=[text for text, _ in pairs],
    )
    if default is not MISSING:
        control.initial = control.index_of(default)
    return control


def make_checkbox(name: str, value: Any, *, label: str | None = None) -> Choice:
    """Return a checkbox."""
    if not isinstance(value, bool | np.bool_):
        raise TypeError(f"control {name}: the value is {value!r}, expected True or False")
    return Choice(
        name=name,
        label=default_label(name) if label is None else label,
        initial=int(value),
        choices=[False, True],
        kind="checkbox",
        options=["no", "yes"],
    )


def is_number(value: Any) -> bool:
    """Return whether something is a number; True and False are not."""
    return isinstance(value, int | float | np.number) and not isinstance(value, bool)


def range_around(value: Any) -> tuple[float, float]:
    """Return interact's range for a number that stands alone."""
    if value == 0:
        return value, value + 1
    return (-value, 3 * value) if value > 0 else (3 * value, -value)


def _nice_step(span: float) -> float:
    """Return a step of 1, 2 or 5 times a power of ten, at least a hundred of them in `span`."""
    power = 10.0 ** math.floor(math.log10(span / 100)) if span > 0 else 1.0
    return max(
        (m * power for m in (1, 2, 5) if m * power <= span / 100 * (1 + 1e-9)), default=power
    )
