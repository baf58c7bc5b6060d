"""A fully connected layer: every neuron sees every output of the layer before."""

from __future__ import annotations

from typing import Any

import numpy as np

from nnlib.border import fitting
from nnlib.checks import plural


class Layer:
    """The neurons of one layer, a column of `W` and an entry of `b` each.

    Parameters
    ----------
    W : ndarray
        Weights (n_in, n_out).
    b : ndarray
        Biases (n_out,).
    activation : str
        A name in `nnlib.activations.ACTIVATIONS`.

    Notes
    -----
    Both arrays belong to the network. Assigning to `layer.W` or `layer.b` copies the new numbers
    into them, after a check.
    """

    __slots__ = ("_W", "_activation", "_b")

    def __init__(self, W: Any, b: Any, activation: str) -> None:
        self._W = W
        self._b = b
        self._activation = activation

    @property
    def activation(self) -> str:
        """The name of φ; it belongs to the network and cannot be changed here."""
        return self._activation

    @property
    def W(self) -> Any:  # noqa: N802 (the field's name)
        """Weights (n_in, n_out)."""
        return self._W

    @W.setter
    def W(self, value: Any) -> None:  # noqa: N802
        self._W[...] = fitting("W", value, self._W.shape, self._W.dtype)

    @property
    def b(self) -> Any:
        """Biases (n_out,)."""
        return self._b

    @b.setter
    def b(self, value: Any) -> None:
        self._b[...] = fitting("b", value, self._b.shape, self._b.dtype)

    def __repr__(self) -> str:
        n_in, n_out = np.shape(self._W)
        return f"{n_in} -> {n_out} {self.activation}, {plural((n_in + 1) * n_out, 'parameter')}"
