"""Checks at the border: what a caller passes in is looked at once, here, before any mathematics.

Each error names the argument, says what came and what was expected. Objects that stand in for
arrays (they have ``__array_function__``, as the tracers behind a live figure do) carry no numbers
to look at; for them only shapes are checked.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Set
from types import FunctionType
from typing import Any

import numpy as np


def is_concrete(x: object) -> bool:
    """Return whether `x` holds numbers, as arrays, lists and numbers do."""
    return isinstance(x, np.ndarray) or not hasattr(type(x), "__array_function__")


def plural(count: int, noun: str) -> str:
    """Return "1 column", "2 columns"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def shown(value: object) -> str:
    """Return how an error shows `value`: what it is where its numbers or its address say little."""
    if isinstance(value, np.ndarray) and value.ndim:
        return f"an array of shape {value.shape}"
    if isinstance(value, FunctionType):
        return f"the function {value.__name__}"
    text = repr(value)
    return text if len(text) <= 80 and "\n" not in text else f"of type {type(value).__name__}"


def one_of(name: str, value: object, known: Iterable[str]) -> None:
    """Raise ValueError unless `value` is one of the `known` names."""
    known = tuple(known)
    if not isinstance(value, str) or value not in known:
        raise ValueError(f"{name} is {shown(value)}, expected one of {', '.join(map(repr, known))}")


def has_method(name: str, value: object, method: str, example: str) -> None:
    """Raise TypeError unless `value` is an object with that method; a class is not one yet."""
    if isinstance(value, type):
        raise TypeError(
            f"{name} is the class {value.__name__}, expected an object: write {example}"
        )
    if not callable(getattr(value, method, None)):
        raise TypeError(f"{name} is {shown(value)}, expected an object such as {example}")


def in_order(name: str, value: Any, expected: str) -> list[Any]:
    """Return the items of `value`, which has an order: a list, an array, an iterator, but no set.

    Raises
    ------
    TypeError, ValueError
        If it is something else.
    """
    if isinstance(value, (str, bytes, Set, Mapping)) or not isinstance(value, Iterable):
        raise TypeError(f"{name} is {shown(value)}, expected {expected}")
    if isinstance(value, np.ndarray) and value.ndim == 0:
        raise ValueError(f"{name} is {value!r}, expected {expected}")
    return list(value)


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
        If `value` is ragged or has masked numbers, or holds NaN or an infinity.
    """
    if not is_concrete(value):
        return value
    array = plain_array(name, value)
    if array.dtype.kind not in "buif":
        raise TypeError(_not_real(name, value, array))
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


def plain_array(name: str, value: Any) -> np.ndarray:
    """Return `value` as an array of any type, if it is neither ragged nor masked."""
    if n_masked := _masked(value):
        raise ValueError(
            f"{name} has {plural(n_masked, 'masked number')}, expected an array without: "
            "leave out those rows, or give the numbers a value with .filled()"
        )
    try:
        return np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} is ragged, expected rows of one length") from None


def _masked(value: Any) -> int:
    """Return how many numbers a mask hides: np.asarray would give them without a word."""
    if isinstance(value, (list, tuple)):
        return sum(_masked(item) for item in value if isinstance(item, (list, tuple, np.ndarray)))
    return int(np.ma.getmaskarray(value).sum()) if np.ma.is_masked(value) else 0


def _not_real(name: str, value: Any, array: np.ndarray) -> str:
    """Return the error of an array that holds something else than real numbers."""
    if array.dtype.kind != "O":
        return f"{name} holds {array.dtype}, expected real numbers"
    if array.ndim == 0:  # NumPy takes what it cannot go through as one object
        return f"{name} is {shown(value)}, expected an array of real numbers"
    for place, item in np.ndenumerate(array):
        if not isinstance(item, (bool, int, float, np.number, np.bool_)):
            at = place[0] if len(place) == 1 else place
            return f"{name} holds {shown(item)} at index {at}, expected real numbers"
    return (
        f"{name} holds Python objects (dtype object), expected floats: convert with astype(float)"
    )


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
    real = isinstance(value, (float, int, np.floating, np.integer))
    if not real or isinstance(value, bool):
        raise TypeError(f"{name} is {shown(value)}, expected {expected}")
    try:
        size = float(value)
    except OverflowError:  # an int above the largest float
        size = math.inf
    if not (above < size < below and at_least <= size <= at_most):
        raise ValueError(f"{name} is {shown(value)}, expected {expected}")


def whole_number(name: str, value: Any, at_least: int) -> None:
    """Raise unless `value` is an integer of `at_least`."""
    expected = f"a whole number from {at_least} up"
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
        raise TypeError(f"{name} is {shown(value)}, expected {expected}")
    if value < at_least:
        raise ValueError(f"{name} is {shown(value)}, expected {expected}")


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
    raise TypeError(
        f"{name} is {shown(rng)}, expected a numpy.random.Generator or a seed from 0 up"
    )
