"""Checks at the border: what a caller passes in is looked at once, here, before any mathematics.

Each error names the argument, says what came and what was expected. Objects that stand in for
arrays (they have ``__array_function__``, as the tracers behind a live figure do) carry no numbers
to look at; for them only shapes are checked.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np


def is_concrete(x: object) -> bool:
    """Return whether `x` holds numbers, as arrays, lists and numbers do."""
    return isinstance(x, np.ndarray) or not hasattr(type(x), "__array_function__")


def plural(count: int, noun: str) -> str:
    """Return "1 column", "2 columns"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def one_of(name: str, value: object, known: Iterable[str]) -> None:
    """Raise ValueError unless `value` is one of the `known` names."""
    known = tuple(known)
    if not isinstance(value, str) or value not in known:
        raise ValueError(f"{name} is {value!r}, expected one of {', '.join(map(repr, known))}")


def finite_array(name: str, value: Any, dtype: Any = None) -> Any:
    """Return `value` as an array of finite numbers.

    Parameters
    ----------
    name : str
        The argument's name, for the error.
    value : array_like
        A stand-in for an array is returned as it is.
    dtype : dtype, optional
        The type to convert to. Without it, floats keep theirs and all else becomes float64.

    Raises
    ------
    TypeError
        If `value` does not hold real numbers.
    ValueError
        If `value` is ragged, or holds NaN or an infinity.
    """
    if not is_concrete(value):
        return value
    try:
        array = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} is ragged, expected rows of one length") from None
    if array.dtype.kind not in "buif":
        raise TypeError(f"{name} holds {array.dtype}, expected real numbers")
    if dtype is None:
        dtype = array.dtype if array.dtype.kind == "f" else np.float64
    if array.dtype != dtype:
        with np.errstate(over="ignore"):  # too large for float32: caught as an infinity below
            array = array.astype(dtype)
    if array.dtype.kind == "f" and not (finite := np.isfinite(array)).all():
        place = tuple(map(int, np.argwhere(~finite)[0]))
        where = f" at index {place[0] if len(place) == 1 else place}" if place else ""
        raise ValueError(f"{name} holds {array[place]}{where}, expected finite numbers")
    return array


def same_shape(name: str, value: Any, other_name: str, other: Any) -> None:
    """Raise ValueError unless both have one shape."""
    if np.shape(value) != np.shape(other):
        raise ValueError(
            f"{name} has shape {np.shape(value)}, but {other_name} has shape {np.shape(other)}"
        )


def within(name: str, value: Any, low: float, high: float, meaning: str) -> None:
    """Raise ValueError unless all numbers of `value` lie in [`low`, `high`]."""
    if not is_concrete(value):
        return
    if value.size and not (value.min() >= low and value.max() <= high):
        outside = value[(value < low) | (value > high)].flat[0]
        raise ValueError(f"{name} holds {outside}, expected {meaning} from {low} to {high}")


def number(
    name: str,
    value: Any,
    expected: str,
    *,
    above: float = -math.inf,
    at_least: float = -math.inf,
    below: float = math.inf,
    at_most: float = math.inf,
) -> None:
    """Raise unless `value` is one real number within the bounds, which `expected` puts in words."""
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (float, int, np.number)):
        raise TypeError(f"{name} is {value!r}, expected {expected}")
    if not (math.isfinite(value) and above < value < below and at_least <= value <= at_most):
        raise ValueError(f"{name} is {value}, expected {expected}")


def whole_number(name: str, value: Any, at_least: int) -> None:
    """Raise unless `value` is an integer of `at_least`."""
    expected = f"a whole number from {at_least} up"
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, np.integer)):
        raise TypeError(f"{name} is {value!r}, expected {expected}")
    if value < at_least:
        raise ValueError(f"{name} is {value}, expected {expected}")


def generator(name: str, rng: Any) -> np.random.Generator:
    """Return the random generator `rng`, or the one that the seed `rng` starts.

    Raises
    ------
    TypeError
        If it is neither. None is not: the same call gives the same numbers.
    """
    if isinstance(rng, np.random.Generator):
        return rng
    if isinstance(rng, (int, np.integer)) and not isinstance(rng, bool) and rng >= 0:
        return np.random.default_rng(int(rng))
    raise TypeError(f"{name} is {rng!r}, expected a numpy.random.Generator or a seed from 0 up")
