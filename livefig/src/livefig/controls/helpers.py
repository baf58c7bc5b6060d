"""What an abbreviation cannot say: labels, units, log sliders, points to drag, a pad to draw on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from livefig.controls.abbreviations import (
    MISSING,
    make_checkbox,
    make_choice,
    make_range,
)
from livefig.controls.kinds import Control, Pad, Points, padded, read_points
from livefig.notation.labels import default_label


@dataclass
class Wish:
    """What a helper below says of a control, to which its parameter adds a name and a default."""

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

    return Wish(make)


def choice(options: Any, *, label: str | None = None, toggle: bool = False) -> Any:
    """Return a menu, or with `toggle` a row of buttons.

    `options` is a list of values, of `(label, value)` pairs, or a dict from label to value.
    """

    def make(name: str, default: Any, axes_of: Callable[[Any], int]) -> Control:
        return make_choice(
            name, options, default, kind="toggle" if toggle else "select", label=label
        )

    return Wish(make)


def checkbox(*, label: str | None = None, value: bool = False) -> Any:
    """Return a checkbox; the parameter's default, where it has one, comes before `value`."""

    def make(name: str, default: Any, axes_of: Callable[[Any], int]) -> Control:
        return make_checkbox(name, value if default is MISSING else default, label=label)

    return Wish(make)


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

    return Wish(make)


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

    return Wish(make)
