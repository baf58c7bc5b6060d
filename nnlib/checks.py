"""Checks at the border: what a caller passes in is looked at once, here, before any mathematics.

Each error names the argument, says what came and what was expected. Objects that stand in for
arrays (they have ``__array_function__``, as the tracers behind a live figure do) carry no numbers
to look at; for them only shapes are checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    finite = np.isfinite(array)
    if not finite.all():
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
    outside = (value < low) | (value > high)
    if np.any(outside):
        raise ValueError(
            f"{name} holds {value[outside].flat[0]}, expected {meaning} from {low} to {high}"
        )


def number(name: str, value: Any, expected: str, *, holds: bool) -> None:
    """Raise unless `value` is one real number and `holds` (what `expected` says) is true."""
    if isinstance(value, bool) or not isinstance(value, (int, float, np.integer, np.floating)):
        raise TypeError(f"{name} is {value!r}, expected {expected}")
    if not holds:
        raise ValueError(f"{name} is {value}, expected {expected}")


def shapes(arrays: Sequence[Any]) -> str:
    """Return the shapes of `arrays` as text, for an error."""
    return ", ".join(str(np.shape(array)) for array in arrays)
