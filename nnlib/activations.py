"""Activations: what a neuron makes of its weighted sum z, and how fast that changes with z.

Every function works on a number, a vector or a whole batch, element by element. Only softmax looks
at all neurons of a layer together, along the last axis. Numbers keep their precision: float32 in,
float32 out. None of them overflows, however large z is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

LEAK = 0.01  # slope of the leaky ReLU for negative z


def sigmoid(z: Any) -> Any:
    """Return 1 / (1 + e^-z), between 0 and 1.

    For z < 0 the fraction is expanded by e^z, so that no exponent is ever positive.

    Parameters
    ----------
    z : array_like
        Weighted sums, any shape.

    Returns
    -------
    ndarray or float
        The same shape as `z`.
    """
    return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))


def sigmoid_prime(z: Any) -> Any:
    """Return the derivative of sigmoid, σ(z) (1 − σ(z)), at most 1/4.

    1 − σ(z) is σ(−z), which is exact where σ(z) rounds to 1.
    """
    return sigmoid(z) * sigmoid(-z)


def tanh(z: Any) -> Any:
    """Return (e^z − e^-z) / (e^z + e^-z), between −1 and 1."""
    return np.tanh(z)


def tanh_prime(z: Any) -> Any:
    """Return the derivative of tanh, 1 − tanh²(z), at most 1."""
    return 1 - np.tanh(z) ** 2


def relu(z: Any) -> Any:
    """Return z where it is positive, else 0 (Nair & Hinton 2010, ICML)."""
    return np.maximum(z, 0.0)


def relu_prime(z: Any) -> Any:
    """Return 1 where z is positive, else 0. At the kink, z = 0, the derivative is taken as 0."""
    return np.maximum(np.sign(z), 0.0)


def leaky_relu(z: Any) -> Any:
    """Return z where it is positive, else 0.01 z."""
    return np.maximum(z, LEAK * z)


def leaky_relu_prime(z: Any) -> Any:
    """Return 1 where z is positive, else 0.01."""
    return np.maximum(np.sign(z), LEAK)


def identity(z: Any) -> Any:
    """Return z."""
    return z


def identity_prime(z: Any) -> Any:
    """Return 1, in the shape of z."""
    return np.ones_like(z)


def softmax(z: Any) -> Any:
    """Return e^z / Σ e^z along the last axis: positive numbers that add up to 1.

    A shift of all z by one number cancels, so the largest is shifted to 0: no exponent is positive.

    Parameters
    ----------
    z : array_like
        Weighted sums of a layer, (n,) or (m, n).
    """
    with np.errstate(over="ignore"):  # two z more than 1.8e308 apart: the smaller e^z is 0 anyway
        e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def softmax_prime(z: Any, dA: Any) -> Any:
    """Return ∂J/∂z for softmax, given ∂J/∂a.

    Each output depends on every z: ∂a_i/∂z_j = a_i (δ_ij − a_j). The product of `dA` with this
    matrix is formed without writing the matrix down.

    Parameters
    ----------
    z : ndarray
        Weighted sums of a layer, (n,) or (m, n).
    dA : ndarray
        ∂J/∂a, the same shape.
    """
    a = softmax(z)
    return a * (dA - (dA * a).sum(axis=-1, keepdims=True))


# Name -> (function, derivative).
ACTIVATIONS: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
    "sigmoid": (sigmoid, sigmoid_prime),
    "tanh": (tanh, tanh_prime),
    "relu": (relu, relu_prime),
    "leaky_relu": (leaky_relu, leaky_relu_prime),
    "identity": (identity, identity_prime),
    "softmax": (softmax, softmax_prime),
}


def chain(name: str, z: Any, dA: Any) -> Any:
    """Return ∂J/∂z, given ∂J/∂a of the activation called `name`: one link of the chain rule."""
    _, derivative = ACTIVATIONS[name]
    return softmax_prime(z, dA) if name == "softmax" else dA * derivative(z)
