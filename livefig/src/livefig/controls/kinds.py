"""The kinds of control that a live figure can have, each a small class that describes itself.

Numbers, points and pads are inputs of the compiled program (`traced`); choices select one of
several programs. `controls.py` makes these objects from what an author writes.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from livefig.controls.positions import nearest, on_grid, positions
from livefig.spec import ControlSpec


@dataclass
class Control:
    """What every control has.

    Attributes
    ----------
    name : str
        The parameter of the author's function.
    label, unit : str
        What the reader sees beside it; a label may hold formulas such as `$w_1$`.
    initial : int, float or ndarray
        The value that the figure starts with; of a choice, the index of its option.
    choices : list
        The Python values to choose from; empty for a traced control.
    source : ipywidgets.Widget or None
        The author's own widget, where that was given.
    """

    name: str
    label: str
    unit: str = ""
    initial: Any = None
    choices: list[Any] = field(default_factory=list)
    source: Any = None
    traced = True

    def to_spec(self) -> ControlSpec:
        """Describe the control to the page."""
        raise NotImplementedError

    def to_python(self, value: Any) -> Any:
        """Return what the author's function gets for a value that came from the page."""
        raise NotImplementedError

    def to_page(self, value: Any) -> Any:
        """Return the page's form of a Python value; a ValueError says what is wrong."""
        raise NotImplementedError


@dataclass
class Range(Control):
    """A slider. With `log`, `step` counts in decades.

    `grid` holds the only numbers that it may have, where something is known at these alone.
    """

    min: float = 0.0
    max: float = 1.0
    step: float = 0.1
    log: bool = False
    integer: bool = False
    format: str = ""
    grid: list[int | float] | None = None

    def __post_init__(self) -> None:
        for what in ("min", "max", "step"):
            value = getattr(self, what)
            if not math.isfinite(value):
                raise ValueError(
                    f"control {self.name}: {what} is {value}, expected a finite number"
                )
            if isinstance(value, np.generic):  # a page cannot read np.float64(0.1)
                setattr(self, what, value.item())
        if not self.min < self.max:
            raise ValueError(
                f"control {self.name}: the range needs min < max,"
                f" got min={self.min}, max={self.max}"
            )
        if not self.step > 0:
            raise ValueError(f"control {self.name}: step is {self.step}, expected a number above 0")
        if self.log and not self.min > 0:
            raise ValueError(f"control {self.name}: a log slider needs min > 0, got min={self.min}")
        self.initial = self._checked(self.initial)
        self.format = self.format or self._default_format()

    def positions(self) -> list[int | float]:
        """Return the numbers that it can stand on, in order, the one at the start among them."""
        form = {"log": self.log, "integer": self.integer}
        return positions(self.min, self.max, self.step, also=self.initial, **form)

    def keep_to_grid(self) -> None:
        """Let it have no other values, wherever they come from."""
        self.grid = self.positions()

    def _checked(self, value: Any) -> int | float:
        if isinstance(value, bool) or not isinstance(value, int | float | np.number):
            raise TypeError(f"control {self.name}: the value is {value!r}, expected a number")
        value = float(value)
        if not math.isfinite(value):
            raise ValueError(f"control {self.name}: the value is {value}, expected a finite number")
        slack = 1e-9 * (self.max - self.min)
        if not self.min - slack <= value <= self.max + slack:
            raise ValueError(
                f"control {self.name}: the value {value:g} is outside its range,"
                f" {self.min:g} to {self.max:g}"
            )
        if self.integer and value != round(value):
            raise ValueError(
                f"control {self.name}: the value is {value:g}, expected a whole number"
            )
        if self.grid is not None:
            value = on_grid(self.grid, value, slack, self.name)
        return round(value) if self.integer else value

    def _default_format(self) -> str:
        if self.integer:
            return "d"
        if self.log:
            return ".3g"
        numbers = (self.step, self.min, self.max, self.initial)
        digits = max(_decimals(number) for number in numbers)
        return f".{digits}f" if digits <= 4 else ".3g"

    def to_spec(self) -> ControlSpec:
        """Describe the control to the page."""
        low, high = (
            (math.log10(self.min), math.log10(self.max)) if self.log else (self.min, self.max)
        )
        spec: ControlSpec = {
            "kind": "range",
            "name": self.name,
            "label": self.label,
            "unit": self.unit,
            "value": self.initial,
            "format": self.format,
            "min": low,
            "max": high,
            "step": self.step,
            "log": self.log,
            "integer": self.integer,
        }
        return spec if self.grid is None else {**spec, "grid": self.grid}

    def to_python(self, value: Any) -> int | float:
        """Return what the author's function gets for the page's value."""
        value = value if self.grid is None else nearest(self.grid, value)
        return round(value) if self.integer else float(value)

    def to_page(self, value: Any) -> int | float:
        """Return the page's form of a value."""
        return self._checked(value)


@dataclass
class Choice(Control):
    """A menu, a row of buttons (`toggle`) or, over False and True, a checkbox."""

    kind: Literal["select", "toggle", "checkbox"] = "select"
    options: list[str] = field(default_factory=list)  # the labels of the choices
    traced = False

    def __post_init__(self) -> None:
        if not self.choices:
            raise ValueError(f"control {self.name}: there is nothing to choose from")
        for option in self.options:
            if self.options.count(option) > 1:
                raise ValueError(f"control {self.name}: two options are labelled {option!r}")

    def index_of(self, value: Any) -> int:
        """Return the place of a Python value among the choices."""
        for index, choice in enumerate(self.choices):
            if choice is value or (type(choice) is type(value) and _equal(choice, value)):
                return index
        for index, choice in enumerate(self.choices):
            if _equal(choice, value):
                return index
        raise ValueError(
            f"control {self.name}: {value!r} is not one of its options, {', '.join(self.options)}"
        )

    def to_spec(self) -> ControlSpec:
        """Describe the control to the page."""
        return {
            "kind": self.kind,
            "name": self.name,
            "label": self.label,
            "unit": self.unit,
            "value": self.initial,
            "options": self.options,
        }

    def to_python(self, value: Any) -> Any:
        """Return what the author's function gets for the page's value."""
        return self.choices[int(value)]

    def to_page(self, value: Any) -> int:
        """Return the page's form of a value."""
        return self.index_of(value)


@dataclass
class Points(Control):
    """Points to drag on an axes; `initial` has `capacity` rows, those of absent points are NaN."""

    axes: int = 0
    lock: Literal["x", "y"] | None = None
    editable: bool = False

    def to_spec(self) -> ControlSpec:
        """Describe the control to the page."""
        return {
            "kind": "points",
            "name": self.name,
            "label": self.label,
            "unit": self.unit,
            "value": self.initial[~np.isnan(self.initial).any(axis=1)].tolist(),
            "axes": self.axes,
            "lock": self.lock,
            "editable": self.editable,
            "shape": list(self.initial.shape),
        }

    def to_python(self, value: Any) -> np.ndarray:
        """Return a `(capacity, 2)` array; points that are absent are NaN."""
        return padded(value, len(self.initial))

    def to_page(self, value: Any) -> list[list[float]]:
        """Return the page's form of a value."""
        xy = read_points(value, self.name)
        if self.editable and len(xy) > len(self.initial):
            raise ValueError(
                f"control {self.name}: {len(xy)} points, but its capacity is {len(self.initial)}"
            )
        if not self.editable and len(xy) != len(self.initial):
            raise ValueError(f"control {self.name}: {len(xy)} points, expected {len(self.initial)}")
        return xy.tolist()


@dataclass
class Pad(Control):
    """A small grey image to draw on: `initial` is `(rows, columns)`, from 0 (empty) to 1 (ink)."""

    def __post_init__(self) -> None:
        self.initial = self._checked(self.initial)

    def _checked(self, value: Any) -> np.ndarray:
        image = np.asarray(value, dtype=float)
        if image.ndim != 2 or not image.size:
            raise ValueError(f"control {self.name}: shape {image.shape}, expected (rows, columns)")
        if not ((image >= 0) & (image <= 1)).all():
            raise ValueError(f"control {self.name}: the values of a pad go from 0 to 1")
        return image

    def to_spec(self) -> ControlSpec:
        """Describe the control to the page."""
        return {
            "kind": "pad",
            "name": self.name,
            "label": self.label,
            "unit": self.unit,
            "value": self.initial.tolist(),
            "min": 0.0,
            "max": 1.0,
            "shape": list(self.initial.shape),
        }

    def to_python(self, value: Any) -> np.ndarray:
        """Return what the author's function gets for the page's value."""
        return np.asarray(value, dtype=float).reshape(self.initial.shape)

    def to_page(self, value: Any) -> list[list[float]]:
        """Return the page's form of a value."""
        image = self._checked(value)
        if image.shape != self.initial.shape:
            raise ValueError(
                f"control {self.name}: shape {image.shape}, expected {self.initial.shape}"
            )
        return image.tolist()


def option_pairs(options: Any) -> list[tuple[str, Any]]:
    """Return the `(label, value)` pairs of a dict, of a list of pairs or of plain values."""
    given = list(options.items()) if isinstance(options, Mapping) else list(options)
    if given and all(isinstance(option, tuple) and len(option) == 2 for option in given):
        return [(str(label), value) for label, value in given]
    return [(str(value), value) for value in given]


def read_points(value: Any, name: str) -> np.ndarray:
    """Return points as an `(n, 2)` array of finite numbers."""
    xy = np.asarray(value, dtype=float)
    xy = xy.reshape(0, 2) if not xy.size else xy
    if xy.ndim != 2 or xy.shape[1] != 2:
        raise ValueError(f"control {name}: points of shape {xy.shape}, expected (n, 2)")
    if not np.isfinite(xy).all():
        raise ValueError(f"control {name}: a point is not finite")
    return xy


def padded(xy: Any, capacity: int) -> np.ndarray:
    """Return points as a `(capacity, 2)` array whose last rows are NaN."""
    rows = np.full((capacity, 2), np.nan)
    xy = np.asarray(xy, dtype=float).reshape(-1, 2)
    rows[: len(xy)] = xy
    return rows


def _decimals(number: float) -> int:
    """Return how many digits a number has behind the point when written out."""
    return len(f"{number:.10f}".rstrip("0").partition(".")[2])


def _equal(a: Any, b: Any) -> bool:
    try:
        return bool(a == b)
    except ValueError:  # arrays
        return bool(np.array_equal(a, b))
