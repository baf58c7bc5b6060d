"""Forward and backward through the layers: the mathematics of a network, and all of it.

`params` is ``[(W, b), …]`` and `activations` names φ of each layer. `Z` and `A` have an entry for
each layer, but A begins with X: layer i, counted from 0, makes ``Z[i]`` and ``A[i + 1]`` of
``A[i]``.

``np.dot(A, W)`` is ``A @ W``; for matrices as small as these it starts sooner.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from nnlib.activations import ACTIVATIONS, chain

Params = Sequence[tuple[Any, Any]]
Gradients = tuple[Any, Any, Any, Any]  # dW, db, dZ, dA


def forward(params: Params, activations: Sequence[str], X: Any) -> tuple[list[Any], list[Any]]:
    """Return Z and A of all layers.

    Parameters
    ----------
    params : list of (ndarray, ndarray)
        W (n_in, n_out) and b (n_out,) of each layer.
    activations : sequence of str
        Names in `nnlib.activations.ACTIVATIONS`.
    X : ndarray
        A batch (m, n_in), or one example (n_in,).
    """
    Z, A = [], [X]
    for (W, b), name in zip(params, activations, strict=True):
        phi, _ = ACTIVATIONS[name]
        Z.append(np.dot(A[-1], W) + b)
        A.append(phi(Z[-1]))
    return Z, A


def backward(
    params: Params, activations: Sequence[str], Z: list[Any], A: list[Any], dZ: Any
) -> list[Gradients]:
    """Return (dW, db, dZ, dA) of each layer, given ∂J/∂Z of the last.

    The chain rule, layer by layer from the output back (Rumelhart, Hinton & Williams 1986,
    Nature 323). It reuses Z and A of the forward pass. The last layer has no dA: there ∂J/∂Z comes
    from the loss at once.
    """
    dA: Any = None
    gradients: list[Gradients] = []
    for i in reversed(range(len(params))):
        gradients.append((np.dot(A[i].T, dZ), dZ.sum(axis=0), dZ, dA))
        if i > 0:
            W, _ = params[i]
            dA = np.dot(dZ, W.T)
            dZ = chain(activations[i - 1], Z[i - 1], dA)
    return gradients[::-1]
