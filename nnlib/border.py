"""What a network accepts: sizes, activations, parameters and data, checked before they are used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from nnlib.activations import ACTIVATIONS
from nnlib.checks import (
    finite_array,
    in_order,
    is_concrete,
    number,
    one_of,
    plural,
    shown,
    whole_number,
)
from nnlib.initializers import INITIALIZERS, normal
from nnlib.parameters import flat_list


def checked_sizes(sizes: Any) -> tuple[int, ...]:
    """Return `sizes` as a tuple of at least two positive integers."""
    expected = "the inputs and at least one layer: [2, 1]"
    numbers = in_order("sizes", sizes, expected)
    if len(numbers) < 2:
        raise ValueError(f"sizes is {numbers}, expected {expected}")
    for i, n in enumerate(numbers):
        whole_number(f"sizes[{i}]", n, at_least=1)
    return tuple(map(int, numbers))


def checked_dtype(dtype: Any) -> np.dtype[Any]:
    """Return `dtype`, NumPy's or its name, if it is float64 or float32."""
    try:
        found = None if dtype is None else np.dtype(dtype)  # NumPy takes None for float64
    except TypeError:
        found = None
    if found not in (np.float64, np.float32):
        raise ValueError(f"dtype is {shown(dtype)}, expected float64 or float32")
    return found


def checked_hidden(hidden: str | Sequence[str], n_hidden: int) -> list[str]:
    """Return the activations of the hidden layers, one for each."""
    expected = "an activation by name, or a list with one for each hidden layer: 'tanh', ['tanh']"
    one_for_all = isinstance(hidden, str)
    names: list[Any]
    names = [hidden] * n_hidden if one_for_all else in_order("hidden", hidden, expected)
    if len(names) != n_hidden:
        raise ValueError(
            f"hidden holds {plural(len(names), 'activation')}, "
            f"but there are {plural(n_hidden, 'hidden layer')} between the inputs and the outputs"
        )
    for name in [hidden] if one_for_all else names:
        one_of("hidden", name, ACTIVATIONS)
    return names


def checked_penalty(name: str, value: Any) -> Any:
    """Return `value` as a float from 0 up; a stand-in for a number passes."""
    if not is_concrete(value):
        return value
    number(name, value, "a finite number from 0 up", at_least=0)
    return float(value)


def initial_params(
    init: Any, rng: np.random.Generator, shapes: Sequence[tuple[int, ...]], dtype: Any
) -> list[Any]:
    """Return W, b, W, b, … as `init` says: arrays, a function, or the name of one."""
    if isinstance(init, (list, tuple)):
        return checked_params("init", init, shapes, dtype)
    if init is normal:
        raise TypeError("init is the function normal, which makes one: write normal(0.01)")
    if not callable(init):
        one_of("init", init, INITIALIZERS)
        init = INITIALIZERS[init]
    arrays = [init(rng, *shape) if len(shape) == 2 else np.zeros(shape) for shape in shapes]
    return checked_params("init", arrays, shapes, dtype)


def checked_params(
    name: str, params: Any, shapes: Sequence[tuple[int, ...]], dtype: Any
) -> list[Any]:
    """Return the arrays of `params`, pairs or a flat list, if they have the given shapes."""
    if isinstance(params, str) or not isinstance(params, Iterable):
        raise TypeError(f"{name} is {shown(params)}, expected [(W, b), …], as network.params")
    arrays = flat_list(list(params))
    if len(arrays) != len(shapes):
        raise ValueError(f"{name} holds {plural(len(arrays), 'array')}, expected {len(shapes)}")
    checked = []
    for i, (array, shape) in enumerate(zip(arrays, shapes, strict=True)):
        part = f"{'Wb'[i % 2]} of layer {i // 2 + 1} in {name}"
        checked.append(fitting(part, array, shape, dtype))
    return checked


def fitting(name: str, value: Any, shape: tuple[int, ...], dtype: Any) -> Any:
    """Return `value` as an array of finite numbers, if it has the given shape."""
    value = finite_array(name, value, dtype)
    if np.shape(value) != shape:
        raise ValueError(f"{name} has shape {np.shape(value)}, expected {shape}")
    return value


def checked_inputs(X: Any, n_in: int, dtype: Any) -> Any:
    """Return `X` (m, n_in), or one example (n_in,), as an array of finite numbers."""
    X = finite_array("X", X, dtype)
    if np.ndim(X) not in (1, 2):
        raise ValueError(f"X has shape {np.shape(X)}, expected (m, {n_in})")
    if np.shape(X)[-1] != n_in:
        came = plural(np.shape(X)[-1], "column" if np.ndim(X) == 2 else "value")
        raise ValueError(f"X has {came}, but the network's input layer has {n_in}")
    if np.size(X) == 0:
        raise ValueError("X has no rows, expected at least one example")
    return X
