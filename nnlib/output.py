"""The output layer and the loss taken together: from weighted sums z to the loss L and ∂L/∂z.

In general the chain rule goes through the activation: ∂L/∂z = ∂L/∂ŷ · ∂ŷ/∂z. For a likelihood
with its own activation (sigmoid with binary cross-entropy, softmax with cross-entropy) the two
factors cancel to ŷ − y. As a function of z the logarithm is then exact even where ŷ rounds to 0 or
1, and the gradient does not vanish for an output that is certain and wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from nnlib.activations import ACTIVATIONS, chain, sigmoid
from nnlib.checks import one_of
from nnlib.losses import (
    binary_targets,
    class_targets,
    real_targets,
    squared_error,
    squared_error_prime,
)

# The largest loss: below overflow, even when the losses of many examples are added.
CUT_OFF = {np.dtype(np.float64): 1e300, np.dtype(np.float32): 1e30}


def sigmoid_binary_cross_entropy(z: Any, y: Any) -> tuple[Any, Any]:
    """Return L = −y ln ŷ − (1 − y) ln(1 − ŷ) with ŷ = σ(z), and ∂L/∂z.

    −ln σ(z) is ln(1 + e^-z), and −ln(1 − σ(z)) is z more. With e^-|z| no exponent is positive.

    Parameters
    ----------
    z, y : ndarray
        Weighted sums and targets, (m, n_out).

    Returns
    -------
    L : ndarray
        (m,), summed over the outputs.
    dL_dz : ndarray
        (m, n_out)
    """
    L = np.maximum(z, 0) - y * z + np.log1p(np.exp(-np.abs(z)))
    return np.minimum(L, CUT_OFF[z.dtype]).sum(axis=-1), sigmoid(z) - y


def softmax_cross_entropy(z: Any, y: Any) -> tuple[Any, Any]:
    """Return L = −Σ y ln ŷ with ŷ = softmax(z), and ∂L/∂z.

    ln ŷ is z − ln Σ e^z, where the largest z is shifted to 0 as in `softmax`.

    Parameters
    ----------
    z, y : ndarray
        Weighted sums and one-hot targets, (m, n_classes).

    Returns
    -------
    L : ndarray
        (m,), summed over the classes.
    dL_dz : ndarray
        (m, n_classes)
    """
    z = np.maximum(z - z.max(axis=-1, keepdims=True), -CUT_OFF[z.dtype])
    e = np.exp(z)
    total = e.sum(axis=-1, keepdims=True)
    return np.log(total[:, 0]) - (y * z).sum(axis=-1), e / total - y


class OutputLoss(NamedTuple):
    """A row of the table below."""

    with_output: str | None  # the activation whose z the loss takes; None: any activation
    of_z: Callable[[Any, Any], tuple[Any, Any]] | None
    targets: Callable[[Any, tuple[int, int], Any], Any]


LOSSES = {
    "mean_squared_error": OutputLoss(None, None, real_targets),
    "binary_cross_entropy": OutputLoss("sigmoid", sigmoid_binary_cross_entropy, binary_targets),
    "cross_entropy": OutputLoss("softmax", softmax_cross_entropy, class_targets),
}


def check_output(loss: str, output: str) -> None:
    """Raise ValueError unless the output activation `output` can be trained with `loss`."""
    one_of("loss", loss, LOSSES)
    one_of("output", output, ACTIVATIONS)
    needed = LOSSES[loss].with_output
    if needed and output != needed:
        raise ValueError(f"output is {output!r}, but loss {loss!r} expects output {needed!r}")


def loss_and_gradient(loss: str, output: str, z: Any, y: Any) -> tuple[Any, Any]:
    """Return the loss L (m,) of each example and ∂L/∂z (m, n_out)."""
    of_z = LOSSES[loss].of_z
    if of_z is not None:
        return of_z(z, y)
    y_hat = ACTIVATIONS[output][0](z)
    return squared_error(y_hat, y), chain(output, z, squared_error_prime(y_hat, y))
