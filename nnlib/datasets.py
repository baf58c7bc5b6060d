"""Data to learn from: gates, clouds of points in the plane, and images of handwritten digits.

Each function returns `X` (m, n_in) and `y` (m,), whole numbers that name the class. The same `rng`
gives the same data.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from nnlib.checks import finite_array, generator, number, plain_array, whole_number

Data = tuple[np.ndarray, np.ndarray]
Rng = int | np.random.Generator


def logical_and() -> Data:
    """Return the four rows of AND."""
    return _truth_table([0, 0, 0, 1])


def logical_or() -> Data:
    """Return the four rows of OR."""
    return _truth_table([0, 1, 1, 1])


def xor() -> Data:
    """Return the four rows of XOR, which no single neuron can learn (Minsky & Papert 1969)."""
    return _truth_table([0, 1, 1, 0])


def _truth_table(y: list[int]) -> Data:
    return np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array(y)


def clouds(
    m: int = 200,
    centres: Sequence[Sequence[float]] = ((-1, -1), (1, 1)),
    spread: float = 0.5,
    rng: Rng = 0,
) -> Data:
    """Return a normally distributed cloud around each centre, a class each.

    Parameters
    ----------
    m : int
        The number of points in all, as evenly divided as it goes.
    centres : array_like
        (n_classes, n_in)
    spread : float
        Standard deviation of each coordinate.
    rng : int or numpy.random.Generator
        Where the noise comes from.
    """
    places = finite_array("centres", centres)
    if places.ndim != 2 or places.size == 0:
        raise ValueError(f"centres has shape {places.shape}, expected (n_classes, n_in)")
    y = _classes(m, len(places))
    return _noisy(places[y], spread, rng, "spread"), y


def quadrants(m: int = 200, spread: float = 0.35, rng: Rng = 0) -> Data:
    """Return XOR as four clouds: class 1 where the two coordinates have different signs."""
    X, corner = clouds(m, ((-1, -1), (1, 1), (-1, 1), (1, -1)), spread, rng)
    return X, (corner >= 2).astype(int)


def spirals(
    m: int = 200, n_classes: int = 2, turns: float = 1.0, noise: float = 0.02, rng: Rng = 0
) -> Data:
    """Return arms of a spiral around the origin, a class each, within a radius of 1.

    Parameters
    ----------
    m : int
        The number of points in all.
    n_classes : int
        The number of arms.
    turns : float
        How often an arm winds around the origin.
    noise : float
        Standard deviation of what is added to each coordinate.
    rng : int or numpy.random.Generator
        Where the noise comes from.
    """
    whole_number("n_classes", n_classes, at_least=1)
    number("turns", turns, "a finite number above 0", above=0)
    y = _classes(m, n_classes)
    along = (np.arange(m) // n_classes + 1) / -(-m // n_classes)  # 0 is the origin, 1 the end
    angle = 2 * np.pi * (turns * along + y / n_classes)
    points = along[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    return _noisy(points, noise, rng, "noise"), y


def moons(m: int = 200, noise: float = 0.1, rng: Rng = 0) -> Data:
    """Return two half circles, one reaching into the other (scikit-learn's make_moons)."""
    from sklearn.datasets import make_moons

    return _from_sklearn(make_moons, m, noise, rng)


def circles(m: int = 200, noise: float = 0.1, rng: Rng = 0) -> Data:
    """Return a circle (class 0) around half a one (class 1): scikit-learn's make_circles."""
    from sklearn.datasets import make_circles

    return _from_sklearn(make_circles, m, noise, rng, factor=0.5)


def blobs(m: int = 200, n_classes: int = 3, noise: float = 1.0, rng: Rng = 0) -> Data:
    """Return a cloud around a random centre for each class (scikit-learn's make_blobs)."""
    from sklearn.datasets import make_blobs

    whole_number("m", m, at_least=1)
    whole_number("n_classes", n_classes, at_least=1)
    number("noise", noise, "a finite number from 0 up", at_least=0)
    X, y = make_blobs(m, centers=n_classes, cluster_std=noise, random_state=_seed(rng))
    return X, y


def digits() -> Data:
    """Return 1797 images of handwritten digits, 8 by 8 pixels (scikit-learn's load_digits).

    Returns
    -------
    X : ndarray
        (1797, 64), pixels from 0 (paper) to 1 (ink), row after row.
    y : ndarray
        (1797,), the digit.
    """
    from sklearn.datasets import load_digits

    data = load_digits()
    return data.data / 16, data.target


def train_test_split(
    X: Any, y: Any, test_fraction: float = 0.25, rng: Rng = 0
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return X_train, X_test, y_train, y_test: the examples, dealt out at random.

    Parameters
    ----------
    X, y : array_like
        Data with one row an example.
    test_fraction : float
        Which part of the examples to hold out, above 0 and below 1.
    rng : int or numpy.random.Generator
        Chooses the examples.

    Raises
    ------
    TypeError, ValueError
        If the lengths differ, or one of the two parts would be empty.
    """
    X, y = plain_array("X", X), plain_array("y", y)
    number("test_fraction", test_fraction, "a number above 0 and below 1", above=0, below=1)
    if X.ndim == 0 or y.ndim == 0 or len(X) != len(y):
        raise ValueError(f"y has shape {y.shape}, but X has shape {X.shape}; rows must match")
    n_test = round(test_fraction * len(X))
    if not 0 < n_test < len(X):
        raise ValueError(f"X has {len(X)} rows, too few to hold out a fraction of {test_fraction}")
    order = generator("rng", rng).permutation(len(X))
    test, train = order[:n_test], order[n_test:]
    return X[train], X[test], y[train], y[test]


def _classes(m: int, n_classes: int) -> np.ndarray:
    """Return 0, 1, …, n_classes − 1, 0, 1, … of length m."""
    whole_number("m", m, at_least=1)
    return np.arange(m) % n_classes


def _noisy(points: np.ndarray, noise: float, rng: Rng, name: str) -> np.ndarray:
    number(name, noise, "a finite number from 0 up", at_least=0)
    return points + noise * generator("rng", rng).standard_normal(points.shape)


def _from_sklearn(make: Any, m: int, noise: float, rng: Rng, **settings: Any) -> Data:
    whole_number("m", m, at_least=2)
    number("noise", noise, "a finite number from 0 up", at_least=0)
    X, y = make(m, noise=noise, random_state=_seed(rng), **settings)
    return X, y


def _seed(rng: Rng) -> int:
    """Return a seed for scikit-learn, which takes no numpy.random.Generator."""
    return int(generator("rng", rng).integers(2**32))
