"""Losses: how wrong a prediction is.

The loss L belongs to one example: what its outputs miss, added up over the outputs. The cost J
belongs to a batch: the mean of its losses. The squared error is (ŷ − y)², without a factor 1/2.

Logarithms are natural. A probability of exactly 0 counts as the smallest normal float, so that no
logarithm of 0 is taken; a network's own cost is exact there (see `nnlib.output`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from nnlib.checks import finite_array, is_concrete, same_shape, within


def mean_over_examples(L: Any) -> Any:
    """Return the cost J = (1/m) Σ L of the losses of m examples. Only here is a mean taken."""
    return L.sum() / L.size


def mean_over_examples_prime(L: Any) -> float:
    """Return ∂J/∂L, which is 1/m for each of the m examples."""
    return 1 / L.size


def squared_error(y_hat: Any, y: Any) -> Any:
    """Return the loss (ŷ − y)², summed over the outputs of each example: (m, n_out) to (m,)."""
    return ((y_hat - y) ** 2).sum(axis=-1)


def squared_error_prime(y_hat: Any, y: Any) -> Any:
    """Return ∂L/∂ŷ = 2 (ŷ − y), the shape of `y_hat`."""
    return 2 * (y_hat - y)


def binary_log_loss(y_hat: Any, y: Any) -> Any:
    """Return the loss −y ln ŷ − (1 − y) ln(1 − ŷ), summed over the outputs of each example."""
    return (-y * _log(y_hat) - (1 - y) * _log(1 - y_hat)).sum(axis=-1)


def log_loss(y_hat: Any, y: Any) -> Any:
    """Return the loss −Σ y ln ŷ, the sum over the classes: (m, n_classes) to (m,)."""
    return -(y * _log(y_hat)).sum(axis=-1)


def _log(p: Any) -> Any:
    """Return ln p, where 0 counts as the smallest normal float."""
    return np.log(np.maximum(p, np.finfo(p.dtype).tiny))


def mean_squared_error(y_hat: Any, y: Any) -> Any:
    """Return the cost J = (1/m) Σ (ŷ − y)².

    Parameters
    ----------
    y_hat, y : array_like
        Predictions and targets of one shape: (m, n_out), or (m,) for one output.

    Returns
    -------
    float
        Squared errors, summed over the outputs of an example, averaged over the m examples.

    Raises
    ------
    TypeError, ValueError
        If the shapes differ, the batch is empty, or something is not a finite number.
    """
    return _cost(squared_error, *_columns(y_hat, y))


def binary_cross_entropy(y_hat: Any, y: Any) -> Any:
    """Return the cost J = −(1/m) Σ (y ln ŷ + (1 − y) ln(1 − ŷ)).

    Parameters
    ----------
    y_hat, y : array_like
        Probabilities and targets in [0, 1] of one shape: (m, n_out), or (m,) for one output.

    Returns
    -------
    float
        Losses, summed over the outputs of an example, averaged over the m examples.

    Raises
    ------
    TypeError, ValueError
        If the shapes differ, the batch is empty, or something is not a number in [0, 1].
    """
    y_hat, y = _columns(y_hat, y)
    within("y_hat", y_hat, 0, 1, "probabilities")
    within("y", y, 0, 1, "targets")
    return _cost(binary_log_loss, y_hat, y)


def cross_entropy(y_hat: Any, y: Any) -> Any:
    """Return the cost J = −(1/m) Σ y ln ŷ.

    Parameters
    ----------
    y_hat : array_like
        Probabilities of the classes, (m, n_classes).
    y : array_like
        The class of each example, (m,) integers from 0; or the probabilities that it should have,
        (m, n_classes): a single 1 in each row is called one-hot.

    Returns
    -------
    float
        Losses, averaged over the m examples.

    Raises
    ------
    TypeError, ValueError
        If the shapes do not fit, the batch is empty, or a class or probability is out of range.
    """
    y_hat = finite_array("y_hat", y_hat)
    within("y_hat", y_hat, 0, 1, "probabilities")
    if np.ndim(y_hat) != 2:
        raise ValueError(f"y_hat has shape {np.shape(y_hat)}, expected (m, n_classes)")
    return _cost(log_loss, y_hat, class_targets(y, np.shape(y_hat), y_hat.dtype))


def _cost(loss: Callable[[Any, Any], Any], y_hat: Any, y: Any) -> Any:
    if np.size(y_hat) == 0:
        raise ValueError(f"y_hat is empty, of shape {np.shape(y_hat)}; expected at least 1 example")
    return mean_over_examples(loss(y_hat, y))


def _columns(y_hat: Any, y: Any) -> tuple[Any, Any]:
    """Return both with one row an example: numbers and vectors become a column."""
    y_hat = finite_array("y_hat", y_hat)
    y = finite_array("y", y, y_hat.dtype if y_hat.dtype.kind == "f" else None)
    same_shape("y", y, "y_hat", y_hat)
    if np.ndim(y_hat) < 2:
        return y_hat.reshape(-1, 1), y.reshape(-1, 1)
    return y_hat, y


def real_targets(y: Any, shape: tuple[int, int], dtype: Any) -> Any:
    """Return the targets `y` in the `shape` (m, n_out) of the outputs.

    Raises
    ------
    TypeError, ValueError
        If `y` does not fit that shape or holds something else than finite numbers.
    """
    y = finite_array("y", y, dtype)
    if np.shape(y) == shape[:1] and shape[1] == 1:
        return y.reshape(shape)
    if np.shape(y) != shape:
        also = f" or {shape[:1]}" if shape[1] == 1 else ""
        raise ValueError(f"y has shape {np.shape(y)}, but the outputs have {shape}{also}")
    return y


def binary_targets(y: Any, shape: tuple[int, int], dtype: Any) -> Any:
    """Return the targets `y` as `real_targets` does; all must lie in [0, 1]."""
    y = real_targets(y, shape, dtype)
    within("y", y, 0, 1, "targets")
    return y


def class_targets(y: Any, shape: tuple[int, int], dtype: Any) -> Any:
    """Return the targets `y` as rows of probabilities; class indices become one-hot.

    Raises
    ------
    TypeError, ValueError
        If `y` is neither (m,) integers below n_classes nor (m, n_classes) rows that add up to 1.
    """
    m, n_classes = shape
    if np.ndim(y) == 1 and is_concrete(y):
        return one_hot(y, m, n_classes, dtype)
    y = finite_array("y", y, dtype)
    if np.shape(y) != shape:
        raise ValueError(f"y has shape {np.shape(y)}, expected ({m},) classes or {shape} one-hot")
    if is_concrete(y):
        within("y", y, 0, 1, "probabilities")
        sums = y.sum(axis=1)
        off = np.abs(sums - 1) > 1e-3
        if off.any():
            row = int(np.argmax(off))
            raise ValueError(f"row {row} of y adds up to {sums[row]:g}, expected 1")
    return y


def one_hot(y: Any, m: int, n_classes: int, dtype: Any = np.float64) -> np.ndarray:
    """Return (m, n_classes) zeros with a 1 in the column that `y` names for each row.

    Raises
    ------
    TypeError, ValueError
        If `y` is not m whole numbers from 0 to n_classes − 1.
    """
    labels = finite_array("y", y)
    if len(labels) != m:
        raise ValueError(f"y holds {len(labels)} classes, but there are {m} examples")
    classes = labels.astype(np.intp)
    if (classes != labels).any():
        wrong = labels[classes != labels][0]
        raise ValueError(f"y holds {wrong}, expected whole numbers, the classes")
    within("y", classes, 0, n_classes - 1, "classes")
    rows = np.zeros((m, n_classes), dtype)
    rows[np.arange(m), classes] = 1
    return rows
