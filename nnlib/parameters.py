"""The parameters of a network in their three forms: pairs, flat list, vector.

Pairs ``[(W, b), …]`` are how formulas name them, one vector is how an optimizer sees them, and the
flat list ``[W, b, W, b, …]`` is in between. Gradients come in the same forms. `Parameters` holds
one set of numbers in all three.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Any

import numpy as np

from nnlib.checks import is_concrete


def flat_list(params: Sequence[Any]) -> list[Any]:
    """Return [W, b, W, b, …] from pairs, or from such a list."""
    arrays: list[Any] = []
    for item in params:
        if isinstance(item, tuple) or (isinstance(item, list) and _holds_arrays(item)):
            arrays += item
        else:
            arrays.append(item)
    return arrays


def _holds_arrays(item: list[Any]) -> bool:
    """Return whether `item` is a pair [W, b], not a matrix written as a list of its rows."""
    return all(hasattr(array, "shape") for array in item)


def as_vector(params: Sequence[Any]) -> Any:
    """Return all numbers of pairs or of a flat list as one vector."""
    return np.concatenate(flat_list(params), axis=None)


def split(vector: Any, shapes: Sequence[tuple[int, ...]]) -> list[Any]:
    """Return arrays of the given shapes, W, b, W, b, …, as views into `vector`."""
    arrays, start = [], 0
    for shape in shapes:
        end = start + prod(shape)
        arrays.append(vector[start:end].reshape(shape))
        start = end
    return arrays


class Parameters:
    """Arrays W, b, W, b, … that are views into one vector, so that a step on it changes them all.

    Parameters
    ----------
    arrays : list
        Numbers are copied; stand-ins for arrays (traced values) are used as they are.
    """

    def __init__(self, arrays: list[Any]) -> None:
        self._shapes = [np.shape(array) for array in arrays]
        self._theta = as_vector(arrays) if all(map(is_concrete, arrays)) else None
        self._arrays = arrays if self._theta is None else split(self._theta, self._shapes)

    @property
    def vector(self) -> Any:
        """All numbers as one vector."""
        return as_vector(self._arrays) if self._theta is None else self._theta

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """The arrays as [(W, b), …]."""
        return list(zip(self._arrays[::2], self._arrays[1::2], strict=True))

    def __getstate__(self) -> dict[str, Any]:
        """Return what deepcopy and pickle keep: the vector without the views into it.

        Copied each by itself, they would no longer be the same numbers.
        """
        state = vars(self).copy()
        if self._theta is not None:
            del state["_arrays"]
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        if self._theta is not None:
            self._arrays = split(self._theta, self._shapes)
