"""One neuron: a weighted sum, then an activation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from nnlib.activations import ACTIVATIONS
from nnlib.checks import finite_array, is_concrete, one_of, plural


class Neuron:
    """A neuron with the output a = φ(w · x + b) (McCulloch & Pitts 1943; Rosenblatt 1958).

    Parameters
    ----------
    weights : array_like
        w (n_in,), one weight for each input.
    bias : float
        b.
    activation : str or callable
        φ, by its name in `nnlib.activations.ACTIVATIONS`, or any function of z.

    Raises
    ------
    TypeError, ValueError
        If the weights are not a vector of finite numbers, the bias is not one finite number, or
        the activation is not known.

    Examples
    --------
    >>> both = Neuron([20, 20], bias=-30)
    >>> both([[0, 0], [0, 1], [1, 0], [1, 1]]).round(3)
    array([0., 0., 0., 1.])
    """

    def __init__(
        self, weights: Any, bias: Any, activation: str | Callable[[Any], Any] = "sigmoid"
    ) -> None:
        self.weights = finite_array("weights", weights)
        self.bias = finite_array("bias", bias)
        if np.ndim(self.weights) != 1 or np.size(self.weights) == 0:
            raise ValueError(f"weights have shape {np.shape(self.weights)}, expected (n_in,)")
        if np.ndim(self.bias) != 0:
            raise ValueError(f"bias has shape {np.shape(self.bias)}, expected one number")
        if not callable(activation):
            one_of("activation", activation, [name for name in ACTIVATIONS if name != "softmax"])
        self.activation = activation

    def z(self, x: Any) -> Any:
        """Return the weighted sum z = w · x + b.

        Parameters
        ----------
        x : array_like
            One example (n_in,), or a batch (m, n_in).

        Returns
        -------
        float or ndarray
            One number, or (m,).

        Raises
        ------
        TypeError, ValueError
            If `x` does not hold finite numbers, or not as many as there are weights.
        """
        x = finite_array("x", x)
        n_in = np.size(self.weights)
        if np.ndim(x) not in (1, 2) or np.shape(x)[-1] != n_in:
            raise ValueError(
                f"x has shape {np.shape(x)}, but the neuron has {plural(n_in, 'weight')}; "
                f"expected ({n_in},) or (m, {n_in})"
            )
        return x @ self.weights + self.bias

    def __call__(self, x: Any) -> Any:
        """Return the output a = φ(z), in the shape of z."""
        phi = self.activation if callable(self.activation) else ACTIVATIONS[self.activation][0]
        return phi(self.z(x))

    def __repr__(self) -> str:
        name = getattr(self.activation, "__name__", self.activation)
        weights, bias = (p.tolist() if is_concrete(p) else p for p in (self.weights, self.bias))
        return f"Neuron({weights!r}, {bias!r}, activation={name!r})"
