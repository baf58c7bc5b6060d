"""The parameters of a network in their three forms: pairs, flat list, vector.

Pairs ``[(W, b), …]`` are how formulas name them, one vector is how an optimizer sees them, and the
flat list ``[W, b, W, b, …]`` is in between. Gradients come in the same forms.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Any

import numpy as np


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
