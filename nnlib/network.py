"""A fully connected network: layer after layer forward for ŷ, back again for the gradients."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from nnlib import storage
from nnlib.border import (
    checked_dtype,
    checked_hidden,
    checked_inputs,
    checked_params,
    checked_penalty,
    checked_sizes,
    fitting,
    initial_params,
)
from nnlib.checks import generator, is_concrete, plural
from nnlib.initializers import Initializer
from nnlib.layer import Layer
from nnlib.losses import mean_over_examples, mean_over_examples_prime
from nnlib.output import LOSSES, check_output, loss_and_gradient
from nnlib.parameters import Parameters, as_vector, split
from nnlib.penalties import penalty, penalty_prime
from nnlib.propagation import Gradients, backward, forward


class Step(NamedTuple):
    """What one layer computes on the way forward, and ∂J/∂ of each on the way back."""

    Z: Any  # (m, n_out) = A_prev @ W + b
    A: Any  # (m, n_out) = φ(Z)
    dW: Any  # noqa: N815
    db: Any
    dZ: Any  # noqa: N815
    dA: Any  # noqa: N815  None for the output layer, where dZ comes from the loss at once


class Network:
    """A fully connected network.

    Parameters
    ----------
    sizes : sequence of int
        Inputs, neurons of each hidden layer, outputs.
    hidden : str or sequence of str
        Activation of the hidden layers, one for all or one for each.
    output : str
        Activation of the output layer.
    loss : str
        "mean_squared_error", "binary_cross_entropy" (with output "sigmoid") or "cross_entropy"
        (with output "softmax").
    init : str, callable or list
        "glorot", "he", "normal" (standard deviation 1) or "zero" for the weights, biases zero; a
        function ``(rng, n_in, n_out) -> W`` such as ``normal(0.01)``; or the arrays themselves,
        ``[(W, b), …]`` or ``[W, b, W, b, …]``.
    rng : int or numpy.random.Generator
        Where the random weights come from.
    l1, l2 : float
        Penalties: l1 Σ|w| + ½ l2 Σw² is added to the cost, over all weights but not the biases.
    dtype : dtype
        float64 or float32.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of range; the error names it.

    Examples
    --------
    >>> network = Network([2, 3, 1])
    >>> network
    Network of 13 parameters, loss binary_cross_entropy
      2 -> 3 tanh, 9 parameters
      3 -> 1 sigmoid, 4 parameters
    >>> network.forward([[0.0, 0.0]])
    array([[0.5]])
    """

    def __init__(
        self,
        sizes: Sequence[int],
        hidden: str | Sequence[str] = "tanh",
        output: str = "sigmoid",
        loss: str = "binary_cross_entropy",
        init: str | Initializer | Sequence[Any] = "glorot",
        rng: int | np.random.Generator = 0,
        *,
        l1: float = 0.0,
        l2: float = 0.0,
        dtype: Any = np.float64,
    ) -> None:
        self.sizes = checked_sizes(sizes)
        self.activations = (*checked_hidden(hidden, len(self.sizes) - 2), output)
        check_output(loss, output)
        self.loss = loss
        self.l1, self.l2 = l1, l2
        self.dtype = checked_dtype(dtype)
        self._parameters = Parameters(
            initial_params(init, generator("rng", rng), self._shapes, self.dtype)
        )

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, checked_penalty(name, value) if name in ("l1", "l2") else value)

    @property
    def is_penalised(self) -> bool:
        """Whether l1 or l2 has a part in the cost; what is not a plain 0.0 (a traced one) has."""
        return type(self.l1) is not float or type(self.l2) is not float or self.l1 + self.l2 > 0

    # The parameters

    @property
    def _shapes(self) -> list[tuple[int, ...]]:
        """Shapes of W, b, W, b and so on."""
        return [shape for n in pairwise(self.sizes) for shape in (n, n[1:])]

    @property
    def n_params(self) -> int:
        """The number of parameters, all weights and biases."""
        return sum((n_in + 1) * n_out for n_in, n_out in pairwise(self.sizes))

    @property
    def theta(self) -> Any:
        """All parameters as one vector, W, b, W, b, …; writing into it changes the network."""
        return self._parameters.vector

    @theta.setter
    def theta(self, value: Any) -> None:
        self.theta[:] = fitting("theta", value, (self.n_params,), self.dtype)

    @property
    def params(self) -> list[tuple[Any, Any]]:
        """The parameters as [(W, b), …], views into `theta`."""
        return self._parameters.pairs

    @params.setter
    def params(self, value: Any) -> None:
        self.theta = as_vector(checked_params("params", value, self._shapes, self.dtype))

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The hidden layers and the output layer; their arrays are those of `params`."""
        return tuple(
            Layer(W, b, name) for (W, b), name in zip(self.params, self.activations, strict=True)
        )

    def with_params(self, params: Any) -> Network:
        """Return a network of the same kind with other parameters; this one stays as it is.

        Parameters
        ----------
        params : list or ndarray
            ``[(W, b), …]``, ``[W, b, W, b, …]``, or one vector like `theta`. Numbers are copied;
            stand-ins for arrays (traced values) are used as they are.

        Raises
        ------
        TypeError, ValueError
            If a shape does not fit or something is not a finite number.
        """
        if isinstance(params, np.ndarray) or not is_concrete(params):
            if np.shape(params) != (self.n_params,):
                raise ValueError(
                    f"params has shape {np.shape(params)}, expected a vector of {self.n_params}"
                )
            params = split(params, self._shapes)
        return self._with(checked_params("params", params, self._shapes, self.dtype))

    def copy(self) -> Network:
        """Return a network with the same numbers, in arrays of its own."""
        return self.with_params(self.params)

    def astype(self, dtype: Any) -> Network:
        """Return a copy that computes in `dtype`, float64 or float32."""
        dtype = checked_dtype(dtype)
        return self._with(checked_params("params", self.params, self._shapes, dtype), dtype=dtype)

    def _with(self, arrays: list[Any], **changes: Any) -> Network:
        """Return a network of the same kind with the parameters W, b, W, b and so on."""
        other = object.__new__(type(self))
        vars(other).update(vars(self), _parameters=Parameters(arrays), **changes)
        return other

    __copy__ = copy  # copy.copy shares no arrays either

    # The mathematics

    def forward(self, X: Any) -> Any:
        """Return the outputs ŷ.

        Parameters
        ----------
        X : array_like
            A batch (m, n_in), or one example (n_in,).

        Returns
        -------
        ndarray
            (m, n_out), or (n_out,).

        Raises
        ------
        TypeError, ValueError
            If `X` does not fit the input layer or holds something else than finite numbers.
        """
        X = checked_inputs(X, self.sizes[0], self.dtype)
        _, A = forward(self.params, self.activations, X)
        return A[-1]

    def cost(self, X: Any, y: Any) -> Any:
        """Return the cost J: the mean loss of the batch, plus the penalties.

        Parameters
        ----------
        X : array_like
            (m, n_in)
        y : array_like
            (m, n_out), or (m,) for one output. For "cross_entropy": classes (m,) or one-hot rows.

        Raises
        ------
        TypeError, ValueError
            If the shapes do not fit, the batch is empty, or a number is not finite or out of range.
        """
        X, y = self.prepare(X, y)
        with np.errstate(over="ignore"):  # the loss copes with it
            Z, _ = forward(self.params, self._before_loss, X)
            return self._cost_and_dZ(Z[-1], y)[0]

    def cost_and_gradients(self, X: Any, y: Any) -> tuple[Any, list[tuple[Any, Any]]]:
        """Return the cost J and its gradients [(dW, db), …].

        Parameters and errors are those of `cost`.
        """
        X, y = self.prepare(X, y)
        with np.errstate(over="ignore"):
            return self.backpropagate(X, y)

    def backpropagate(self, X: Any, y: Any) -> tuple[Any, list[tuple[Any, Any]]]:
        """Return what `cost_and_gradients` does, for `X` and `y` that `prepare` has checked.

        One pass forward, one back: see `nnlib.propagation`.
        """
        Z, A = forward(self.params, self._before_loss, X)
        J, dZ = self._cost_and_dZ(Z[-1], y)
        return J, [(dW, db) for dW, db, _, _ in self._backward(Z, A, dZ)]

    def steps(self, X: Any, y: Any = None) -> list[Step]:
        """Return every number of a pass forward and, with `y`, back: a `Step` for each layer.

        Parameters and errors are those of `cost`.
        """
        with np.errstate(over="ignore"):
            if y is None:
                X = checked_inputs(X, self.sizes[0], self.dtype)
                Z, A = forward(self.params, self.activations, X)
                gradients = [(None, None, None, None)] * len(Z)
            else:
                X, y = self.prepare(X, y)
                Z, A = forward(self.params, self.activations, X)
                _, dZ = self._cost_and_dZ(Z[-1], y)
                gradients = self._backward(Z, A, dZ)
        return [Step(z, a, *four) for z, a, four in zip(Z, A[1:], gradients, strict=True)]

    @property
    def _before_loss(self) -> tuple[str, ...]:
        """The activations up to the output's Z, which the loss takes."""
        return (*self.activations[:-1], "identity")

    def _cost_and_dZ(self, Z: Any, y: Any) -> tuple[Any, Any]:  # noqa: N802
        """Return the cost J and ∂J/∂Z of the output layer."""
        L, dL_dZ = loss_and_gradient(self.loss, self.activations[-1], Z, y)
        J = mean_over_examples(L)
        if self.is_penalised:
            J = J + sum(penalty(W, self.l1, self.l2) for W, _ in self.params)
        return J, dL_dZ * mean_over_examples_prime(L)

    def _backward(self, Z: list[Any], A: list[Any], dZ: Any) -> list[Gradients]:
        """Return (dW, db, dZ, dA) of each layer, the penalty's part in dW."""
        gradients = backward(self.params, self.activations, Z, A, dZ)
        if not self.is_penalised:
            return gradients
        return [
            (dW + penalty_prime(W, self.l1, self.l2), *rest)
            for (W, _), (dW, *rest) in zip(self.params, gradients, strict=True)
        ]

    def prepare(self, X: Any, y: Any) -> tuple[Any, Any]:
        """Return `X` and `y` checked, in the network's dtype, `y` with one row an example.

        Raises
        ------
        TypeError, ValueError
            As `cost`.
        """
        X = checked_inputs(X, self.sizes[0], self.dtype)
        if np.ndim(X) != 2:
            raise ValueError(f"X has shape {np.shape(X)}, expected (m, {self.sizes[0]})")
        return X, LOSSES[self.loss].targets(y, (np.shape(X)[0], self.sizes[-1]), self.dtype)

    # Use

    def predict(self, X: Any) -> Any:
        """Return the predicted classes (m,): the largest output of softmax, 1 above 1/2 of sigmoid.

        Several sigmoid outputs give zeros and ones, (m, n_out). `X` and errors are those of
        `forward`; also a ValueError if the output is neither sigmoid nor softmax.
        """
        y_hat, output = self.forward(X), self.activations[-1]
        if output == "softmax":
            return y_hat.argmax(axis=-1)
        if output != "sigmoid":
            raise ValueError(f"output is {output!r}, but classes need 'sigmoid' or 'softmax'")
        classes = (y_hat > 0.5).astype(int)
        return classes[..., 0] if self.sizes[-1] == 1 else classes

    def save(self, path: Any) -> None:
        """Write the network to the file `path` (npz, without pickle)."""
        storage.write(path, self)

    @classmethod
    def load(cls, path: Any) -> Network:
        """Return the network in the file `path` that `save` wrote; see `nnlib.storage.read`."""
        return storage.read(path, cls)

    def __repr__(self) -> str:
        title = f"Network of {plural(self.n_params, 'parameter')}, loss {self.loss}"
        if self.is_penalised:
            title += f", l1 {self.l1!r}, l2 {self.l2!r}"
        return "\n  ".join([title, *map(repr, self.layers)])
