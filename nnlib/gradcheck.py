"""Gradient check: whether backpropagation gives the slope that the cost really has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from nnlib.checks import finite_array, has_method, number
from nnlib.parameters import as_vector

AGREE = 1e-6  # relative error below which two gradients agree


def numerical_gradient(f: Callable[[np.ndarray], Any], x: Any, epsilon: float = 1e-5) -> np.ndarray:
    """Return the central differences (f(x + ε e_i) − f(x − ε e_i)) / 2ε.

    The error falls as ε², until the rounding of f, about 1e-16 / ε, takes over.

    Parameters
    ----------
    f : callable
        A function of an array, giving one number. It is called twice for each element of x.
    x : array_like
        Where the slope is wanted.
    epsilon : float
        ε, above 0.

    Returns
    -------
    ndarray
        The shape of `x`.

    Raises
    ------
    TypeError, ValueError
        If `x` holds something else than finite numbers, or `epsilon` is not above 0.
    """
    x = finite_array("x", x, np.float64)
    number("epsilon", epsilon, "a finite number above 0", above=0)
    return np.array([_slope(f, x, i, epsilon) for i in np.ndindex(x.shape)]).reshape(x.shape)


def _slope(f: Callable[[np.ndarray], Any], x: np.ndarray, i: Any, epsilon: float) -> float:
    """Return the central difference for the element `i` of `x`."""
    step = np.zeros(x.shape)
    step[i] = epsilon
    difference = f(x + step) - f(x - step)
    if np.ndim(difference) != 0:
        raise ValueError(f"f gives shape {np.shape(difference)}, expected one number")
    return float(difference) / (2 * epsilon)


def check_gradients(network: Any, X: Any, y: Any, epsilon: float = 1e-5) -> float:
    """Return the largest relative error of the gradients against central differences.

    Below 1e-6 they agree. The error of a gradient g against its difference d is
    |g − d| / max(|g|, |d|, floor): differences cannot resolve gradients below the floor, which is
    10⁷ times the rounding error of J over ε.

    A kink of J (ReLU or an L1 penalty at 0) has no slope. So gradients that seem off are looked at
    again with ε / 100, and, if that does not help, a small random step away: a wrong gradient is
    wrong there too. A float32 network is checked in float64.

    Parameters
    ----------
    network : Network
        It is left as it is.
    X, y : array_like
        A few examples, as in `Network.cost`.
    epsilon : float
        ε, above 0.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of range.
    """
    number("epsilon", epsilon, "a finite number above 0", above=0)
    has_method("network", network, "cost_and_gradients", "Network([2, 3, 1])")
    network = network.astype(np.float64)
    error = _largest_error(network, X, y, epsilon)
    if error > AGREE:
        step = 1e-3 * np.random.default_rng(0).standard_normal(network.n_params)
        nearby = network.with_params(network.theta + step)
        again = _largest_error(nearby, X, y, epsilon)
        return again if again <= AGREE else error
    return error


def _largest_error(network: Any, X: Any, y: Any, epsilon: float) -> float:
    J, grads = network.cost_and_gradients(X, y)
    rounding = 1e7 * np.finfo(np.float64).eps * max(1.0, float(J))

    def cost(theta: np.ndarray) -> Any:
        return network.with_params(theta).cost(X, y)

    def error(i: int, g: float, epsilon: float) -> float:
        d = _slope(cost, network.theta, i, epsilon)
        return abs(g - d) / max(abs(g), abs(d), rounding / epsilon)

    errors = []
    for i, g in enumerate(as_vector(grads).tolist()):
        errors.append(error(i, g, epsilon))
        if errors[-1] > AGREE and (again := error(i, g, epsilon / 100)) <= AGREE:
            errors[-1] = again
    return float(max(errors))
