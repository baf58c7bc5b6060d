"""Gradient descent on a function: walk downhill and remember the path."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from nnlib.checks import finite_array, is_concrete, whole_number
from nnlib.optimizers import SGD


def gradient_descent(
    f: Callable[[Any], Any], grad: Callable[[Any], Any], x0: Any, lr: float, n_steps: int
) -> np.ndarray:
    """Return the path of gradient descent, x ← x − lr · grad(x).

    Parameters
    ----------
    f, grad : callable
        A function of x and its gradient, in the shape of x.
    x0 : array_like
        The start, a number or an array.
    lr : float
        Learning rate, above 0.
    n_steps : int
        The number of steps.

    Returns
    -------
    ndarray
        (n_steps + 1,) and the shape of x: the start and the place after each step. Where f is no
        longer finite, the path ends: the places from there on are NaN.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of range, or the gradient does not have the shape of x.
    """
    rule = SGD(lr)
    whole_number("n_steps", n_steps, at_least=0)
    x = finite_array("x0", x0)
    path = [x]
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(n_steps):
            slope = grad(x)
            if np.shape(slope) != np.shape(x):
                raise ValueError(f"grad gives shape {np.shape(slope)}, but x0 has {np.shape(x)}")
            delta, _ = rule.update(slope, ())
            x = x + delta
            if is_concrete(x) and not np.all(np.isfinite(f(x))):
                x = x + np.nan
            path.append(x)
    return np.stack(path)
