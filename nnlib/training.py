"""Training: batch, cost, gradients, step; once through all data is an epoch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf, isfinite
from typing import Any

import numpy as np

from nnlib.checks import generator, has_method, plain_array, shown, whole_number
from nnlib.parameters import as_vector


@dataclass
class History:
    """How a training went.

    Attributes
    ----------
    cost : list of float
        For each epoch the mean cost of its mini-batches, each taken just before its step. With one
        batch of all data, the first is the cost of the initial parameters.
    validation_cost : list of float
        The cost of the validation data after each epoch; empty without such data.
    best_epoch : int or None
        With early stopping, the epoch (from 0) whose parameters were kept. None: the initial ones,
        as no validation cost was finite.
    """

    cost: list[float] = field(default_factory=list)
    validation_cost: list[float] = field(default_factory=list)
    best_epoch: int | None = None

    def __post_init__(self) -> None:
        for name in ("cost", "validation_cost"):
            if not isinstance(getattr(self, name), list):
                raise TypeError(f"{name} is {shown(getattr(self, name))}, expected a list of costs")

    def plot(self, ax: Any = None, *, log: bool = False) -> Any:
        """Draw the curves; see `nnlib.plots.loss_curves`."""
        from nnlib.plots import loss_curves  # Matplotlib only where it is needed

        curves = {"training": self.cost}
        if self.validation_cost:
            curves["validation"] = self.validation_cost
        return loss_curves(curves, ax=ax, log=log)

    def __repr__(self) -> str:
        last = f", last cost {self.cost[-1]:.6g}" if self.cost else ""
        return f"History of {len(self.cost)} epochs{last}"


class DivergenceError(FloatingPointError):
    """The cost is no longer finite. `history` holds the finite epochs."""

    def __init__(self, message: str, history: History) -> None:
        super().__init__(message)
        self.history = history


def train(
    network: Any,
    X: Any,
    y: Any,
    optimizer: Any,
    n_epochs: int,
    batch_size: int | None = 32,
    rng: int | np.random.Generator = 0,
    validation: tuple[Any, Any] | None = None,
    progress: bool = False,
    *,
    patience: int | None = None,
) -> History:
    """Train `network` in place.

    Parameters
    ----------
    network : Network
        What is trained.
    X, y : array_like
        Training data, as in `Network.cost`.
    optimizer : Optimizer
        Or any object with ``step(params, grads)`` that changes a list of arrays in place. It gets
        all parameters as one vector. An optimizer that was used before goes on from its state.
    n_epochs : int
        How often to go through all data.
    batch_size : int or None
        Examples in a mini-batch; the last batch of an epoch may be smaller. None: all data at once.
    rng : int or numpy.random.Generator
        Shuffles the data before each epoch. The same seed gives the same numbers.
    validation : (X, y), optional
        Data that are not trained on; their cost is recorded after each epoch.
    progress : bool
        Show a progress bar.
    patience : int, optional
        Stop early: end when the validation cost has not fallen for so many epochs, and keep the
        parameters of the epoch where it was lowest.

    Returns
    -------
    History

    Raises
    ------
    TypeError, ValueError
        If an argument is out of range. Then the network is left as it was.
    DivergenceError
        If the cost is no longer finite. The network has the parameters of the last finite epoch.
    """
    has_method("network", network, "backpropagate", "Network([2, 3, 1])")
    has_method("optimizer", optimizer, "step", "SGD(lr=0.1)")
    X, y = network.prepare(X, y)
    held_out = _prepared_validation(network, validation)
    rng = generator("rng", rng)
    whole_number("n_epochs", n_epochs, at_least=1)
    if batch_size is not None:
        whole_number("batch_size", batch_size, at_least=1)
    if patience is not None:
        whole_number("patience", patience, at_least=1)
        if held_out is None:
            raise ValueError("patience is given, but validation is not; expected validation=(X, y)")

    history = History()
    best_cost, best_epoch, best_theta = inf, -1, network.theta.copy()
    starts = [network.theta.copy()]  # the parameters at the start of the latest epochs
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):  # divergence is seen below
        for epoch in _epochs(n_epochs, progress):
            starts = [*starts[-1:], network.theta.copy()]
            cost = _one_epoch(network, mini_batches(X, y, batch_size, rng), optimizer)
            last = epoch == n_epochs - 1
            if not isfinite(cost) or (last and not isfinite(network.cost(X, y))):
                raise _divergence(network, X, y, starts, history, optimizer)
            history.cost.append(cost)
            if held_out is not None:
                history.validation_cost.append(float(network.cost(*held_out)))
            if patience is not None:
                if history.validation_cost[-1] < best_cost:
                    best_cost, best_epoch = history.validation_cost[-1], epoch
                    best_theta = network.theta.copy()
                elif epoch - best_epoch >= patience:
                    break
    if patience is not None:
        history.best_epoch = best_epoch if best_epoch >= 0 else None
        network.theta[:] = best_theta
    return history


def mini_batches(
    X: Any, y: Any, batch_size: int | None, rng: int | np.random.Generator
) -> Iterator[tuple[Any, Any]]:
    """Yield the examples in random order, `batch_size` at a time, each once.

    Parameters
    ----------
    X, y : array_like
        One row an example: (m, n_in) and (m, n_out), or (m,).
    batch_size : int or None
        None, or m and more: all at once, in the order they have.
    rng : int or numpy.random.Generator
        Chooses the order.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of range.
    """
    X, y, rng = plain_array("X", X), plain_array("y", y), generator("rng", rng)
    if batch_size is not None:
        whole_number("batch_size", batch_size, at_least=1)
    if X.ndim == 0 or y.ndim == 0 or len(X) != len(y):
        raise ValueError(f"y has shape {y.shape}, but X has shape {X.shape}; rows must match")
    m = len(X)
    if batch_size is None or batch_size >= m:
        yield X, y
        return
    order = rng.permutation(m)
    X, y = X[order], y[order]
    for start in range(0, m, batch_size):
        yield X[start : start + batch_size], y[start : start + batch_size]


def _one_epoch(network: Any, batches: Iterator[tuple[Any, Any]], optimizer: Any) -> float:
    """Take a step for each batch and return the mean cost; stop where it is not finite."""
    total, m = 0.0, 0
    for X, y in batches:
        J, grads = network.backpropagate(X, y)
        if not isfinite(J):
            return float(J)
        optimizer.step([network.theta], [as_vector(grads)])
        total, m = total + float(J) * len(X), m + len(X)
    return total / m


def _prepared_validation(network: Any, validation: Any) -> tuple[Any, Any] | None:
    if validation is None:
        return None
    if not isinstance(validation, (tuple, list)) or len(validation) != 2:
        raise TypeError(f"validation is {type(validation).__name__}, expected a pair (X, y)")
    try:
        return network.prepare(*validation)
    except (TypeError, ValueError) as error:
        raise type(error)(f"validation: {error}") from None


def _epochs(n_epochs: int, progress: bool) -> Any:
    if not progress:
        return range(n_epochs)
    from tqdm import tqdm  # only where it is needed

    return tqdm(range(n_epochs), desc="training", unit="epoch")


def _divergence(
    network: Any, X: Any, y: Any, starts: list[Any], history: History, optimizer: Any
) -> DivergenceError:
    """Give the network the latest parameters with a finite cost and return the error to raise."""
    costs = []
    for theta in reversed(starts):
        network.theta[:] = theta
        costs.append(float(network.cost(X, y)))
        if isfinite(costs[-1]):
            break
    getattr(optimizer, "reset", lambda: None)()
    before = f"the last finite cost was {costs[-1]:.6g}, and the network has its parameters back"
    if not isfinite(costs[-1]):
        before = "no cost before was finite"
    return DivergenceError(
        f"the cost is no longer finite in epoch {len(history.cost) + 1}; {before}. "
        f"Lower the learning rate (lr={getattr(optimizer, 'lr', 'unknown')})",
        history,
    )
