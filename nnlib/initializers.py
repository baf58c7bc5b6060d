"""Initial weights. Biases start at zero; weights must not, or all neurons of a layer stay equal."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from nnlib.checks import number

Initializer = Callable[[np.random.Generator, int, int], np.ndarray]


def zero(rng: np.random.Generator, n_in: int, n_out: int) -> np.ndarray:
    """Return zeros (n_in, n_out): to see what goes wrong."""
    return np.zeros((n_in, n_out))


def normal(scale: float) -> Initializer:
    """Return an initializer: normally distributed weights with standard deviation `scale`.

    Raises
    ------
    TypeError, ValueError
        If `scale` is not a number from 0 up.
    """
    number("scale", scale, "a finite number from 0 up", at_least=0)

    def initializer(rng: np.random.Generator, n_in: int, n_out: int) -> np.ndarray:
        return rng.normal(0, scale, (n_in, n_out))

    return initializer


def glorot(rng: np.random.Generator, n_in: int, n_out: int) -> np.ndarray:
    """Return weights uniform in ±√(6 / (n_in + n_out)) (Glorot & Bengio 2010, AISTATS).

    Signals and gradients then keep their size from layer to layer where φ is close to the identity,
    as tanh is near 0.
    """
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, limit, (n_in, n_out))


def he(rng: np.random.Generator, n_in: int, n_out: int) -> np.ndarray:
    """Return normal weights of variance 2 / n_in, for ReLU (He et al. 2015, ICCV).

    ReLU lets half of the signal through; the factor 2 makes up for it.
    """
    return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))


INITIALIZERS: dict[str, Initializer] = {
    "zero": zero,
    "normal": normal(1.0),
    "glorot": glorot,
    "he": he,
}
