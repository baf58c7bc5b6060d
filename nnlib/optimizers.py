"""Optimizers: from a gradient to the next step.

Each rule is one pure method, ``update(grad, state) -> (delta, state)``: what to add to a parameter,
and what to remember for the next step. `Optimizer.step` applies it to arrays in place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from nnlib.checks import is_concrete, number, plural, shown
from nnlib.parameters import as_vector, flat_list, split

State = tuple[Any, ...]

DECAY = ("a number from 0 up to, but not including, 1", {"at_least": 0.0, "below": 1.0})
POSITIVE = ("a finite number above 0", {"above": 0.0})

# Setting -> (what it must be, the same as bounds of `number`); checked whenever it is set.
SETTINGS: dict[str, tuple[str, dict[str, float]]] = {
    "lr": POSITIVE,
    "beta": DECAY,
    "beta1": DECAY,
    "beta2": DECAY,
    "eps": POSITIVE,
    "weight_decay": ("a finite number from 0 up", {"at_least": 0.0}),
}


class Optimizer:
    """What all optimizers share.

    Parameters
    ----------
    lr : float
        Learning rate, above 0.

    Raises
    ------
    TypeError, ValueError
        If a number is out of range; the error names it.
    """

    def __init__(self, lr: float) -> None:
        self.lr = lr
        self.reset()

    def __setattr__(self, name: str, value: Any) -> None:
        """Check a setting before it is kept; a stand-in for a number passes."""
        if name in SETTINGS and is_concrete(value):
            expected, bounds = SETTINGS[name]
            number(name, value, expected, **bounds)
        super().__setattr__(name, value)

    def reset(self) -> None:
        """Forget all steps."""
        self.state: State | None = None  # of all parameters as one vector, from the first step on
        self.shapes: list[tuple[int, ...]] = []

    def init_state(self, param: Any) -> State:
        """Return what there is to remember of the parameter `param` before the first step."""
        return ()

    def update(self, grad: Any, state: Any, param: Any = None) -> tuple[Any, State]:
        """Return what to add to a parameter, and the new state.

        Parameters
        ----------
        grad : ndarray
            ∂J/∂ the parameter.
        state : tuple
            From `init_state` at first, then from the update before.
        param : ndarray, optional
            The parameter; only rules with weight decay look at it.
        """
        raise NotImplementedError

    def step(self, params: Sequence[Any], grads: Sequence[Any]) -> Sequence[Any]:
        """Change all parameters in place, and return them.

        Parameters
        ----------
        params, grads : list
            ``[(W, b), …]`` and ``[(dW, db), …]``, or flat lists of arrays.

        Raises
        ------
        TypeError, ValueError
            If `params` holds anything but arrays of floats, or the shapes of `grads` or of the
            earlier steps' parameters are others. Then nothing is changed.
        """
        arrays, gradients = _listed("params", params), _listed("grads", grads)
        if not arrays:
            raise ValueError("params is empty, expected at least one array")
        shapes = _shapes("params", arrays)
        if shapes != _shapes("grads", gradients):
            raise ValueError(f"grads has {_words(gradients)}, but params has {_words(arrays)}")
        if shapes != self.shapes:
            self._check_start(arrays)
        if not all(array.flags.writeable for array in arrays):
            raise ValueError("params holds an array that cannot be written into, expected a copy")
        # A rule works element by element: all parameters go through it as one vector.
        param, grad = (x[0] if len(x) == 1 else as_vector(x) for x in (arrays, gradients))
        if self.state is None:
            self.state, self.shapes = self.init_state(param), shapes
        delta, self.state = self.update(grad, self.state, param)
        changes = [delta] if len(arrays) == 1 else split(delta, shapes)
        for array, change in zip(arrays, changes, strict=True):
            array += change
        return params

    def _check_start(self, arrays: list[Any]) -> None:
        """Raise unless this is the first step, and with arrays of floats."""
        if self.state is not None:
            raise ValueError(
                f"params has {_words(arrays)}, other than in the steps before; "
                "expected a new optimizer for other parameters, or a call of reset() before"
            )
        for i, array in enumerate(arrays):
            if array.dtype.kind != "f":
                raise TypeError(f"params[{i}] holds {array.dtype}, expected floats")

    def __repr__(self) -> str:
        settings = (f"{k}={v}" for k, v in vars(self).items() if k not in ("state", "shapes"))
        return f"{type(self).__name__}({', '.join(settings)})"


class SGD(Optimizer):
    """Stochastic gradient descent: w ← w − lr · dw (Robbins & Monro 1951, Ann. Math. Stat. 22).

    With the gradient of all data instead of a mini-batch, it is plain gradient descent.
    """

    def __init__(self, lr: float = 0.01) -> None:
        super().__init__(lr)

    def update(self, grad: Any, state: Any, param: Any = None) -> tuple[Any, State]:
        """Return −lr · dw."""
        return -self.lr * grad, ()


class Momentum(Optimizer):
    """Gradient descent with a memory (Polyak 1964, USSR Comput. Math. Math. Phys. 4).

    v ← β v + dw,  w ← w − lr · v

    Parameters
    ----------
    lr : float
        Learning rate, above 0.
    beta : float
        β, how much of v is kept, in [0, 1).
    """

    def __init__(self, lr: float = 0.01, beta: float = 0.9) -> None:
        super().__init__(lr)
        self.beta = beta

    def init_state(self, param: Any) -> State:
        """Return v = 0."""
        return (np.zeros_like(param),)

    def update(self, grad: Any, state: Any, param: Any = None) -> tuple[Any, State]:
        """Return −lr · v."""
        (v,) = state
        v = self.beta * v + grad
        return -self.lr * v, (v,)


class Nesterov(Momentum):
    """Momentum that looks ahead (Nesterov 1983; in this form Sutskever et al. 2013, ICML).

    v ← β v + dw,  w ← w − lr · (dw + β v)
    """

    def update(self, grad: Any, state: Any, param: Any = None) -> tuple[Any, State]:
        """Return −lr · (dw + β v)."""
        (v,) = state
        v = self.beta * v + grad
        return -self.lr * (grad + self.beta * v), (v,)


class RMSProp(Optimizer):
    """Steps divided by the gradient's recent size (Tieleman & Hinton 2012, Coursera lecture 6e).

    s ← β s + (1 − β) dw²,  w ← w − lr · dw / (√s + ε)

    Parameters
    ----------
    lr : float
        Learning rate, above 0.
    beta : float
        β, how much of the mean square s is kept, in [0, 1).
    eps : float
        ε, above 0, keeps the division from exploding.
    """

    def __init__(self, lr: float = 0.001, beta: float = 0.9, eps: float = 1e-8) -> None:
        super().__init__(lr)
        self.beta = beta
        self.eps = eps

    def init_state(self, param: Any) -> State:
        """Return s = 0."""
        return (np.zeros_like(param),)

    def update(self, grad: Any, state: Any, param: Any = None) -> tuple[Any, State]:
        """Return −lr · dw / (√s + ε)."""
        (s,) = state
        s = self.beta * s + (1 - self.beta) * (grad * grad)
        return -self.lr * grad / (np.sqrt(s) + self.eps), (s,)


class Adam(Optimizer):
    """Momentum and RMSProp together (Kingma & Ba 2015, ICLR, arXiv:1412.6980).

    m ← β₁ m + dw,  v ← β₂ v + dw²
    w ← w − lr · m̂ / (√v̂ + ε),  m̂ = m (1 − β₁) / (1 − β₁ᵗ),  v̂ = v (1 − β₂) / (1 − β₂ᵗ)

    at step t = 1, 2, …: m̂ and v̂ are the weighted means of all gradients and of their squares, each
    sum divided by its weights 1 + β + … + βᵗ⁻¹. The paper keeps (1 − β₁) m and (1 − β₂) v instead,
    which comes to the same and costs two more operations.

    Parameters
    ----------
    lr : float
        Learning rate, above 0.
    beta1, beta2 : float
        β₁ and β₂, how much of the means m and v is kept, in [0, 1).
    eps : float
        ε, above 0.
    """

    def __init__(
        self, lr: float = 0.001, beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8
    ) -> None:
        super().__init__(lr)
        self.beta1, self.beta2 = beta1, beta2
        self.eps = eps

    def init_state(self, param: Any) -> State:
        """Return m = 0, v = 0, t = 0."""
        return np.zeros_like(param), np.zeros_like(param), 0.0

    def update(self, grad: Any, state: Any, param: Any = None) -> tuple[Any, State]:
        """Return −lr · m̂ / (√v̂ + ε)."""
        m, v, t = state
        t = t + 1
        m = self.beta1 * m + grad
        v = self.beta2 * v + grad * grad
        weights_m = (1 - self.beta1**t) / (1 - self.beta1)
        weights_v = (1 - self.beta2**t) / (1 - self.beta2)
        root = weights_v**0.5
        # −lr · (m / weights_m) / (√(v / weights_v) + ε), the factors gathered before the arrays
        return (-self.lr * root / weights_m) * m / (np.sqrt(v) + self.eps * root), (m, v, t)


class AdamW(Adam):
    """Adam with weight decay apart from the gradient (Loshchilov & Hutter 2019, ICLR).

    w ← w − lr · m̂ / (√v̂ + ε) − lr · λ w

    Parameters
    ----------
    lr, beta1, beta2, eps : float
        As in Adam.
    weight_decay : float
        λ, from 0 up.
    """

    def __init__(
        self,
        lr: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        weight_decay: float = 0.01,
    ) -> None:
        super().__init__(lr, beta1, beta2, eps)
        self.weight_decay = weight_decay

    def update(self, grad: Any, state: Any, param: Any = None) -> tuple[Any, State]:
        """Return Adam's step and −lr · λ w."""
        delta, state = super().update(grad, state)
        return delta - self.lr * self.weight_decay * param, state


def _listed(name: str, arrays: Any) -> list[Any]:
    if not isinstance(arrays, (list, tuple)):
        raise TypeError(f"{name} is {shown(arrays)}, expected a list of arrays, as network.params")
    return flat_list(arrays)


def _shapes(name: str, arrays: list[Any]) -> list[tuple[int, ...]]:
    for array in arrays:
        if not isinstance(array, np.ndarray):
            raise TypeError(f"{name} holds {_words(arrays)}, expected arrays")
    return [array.shape for array in arrays]


def _words(arrays: list[Any]) -> str:
    shapes = ", ".join(str(np.shape(array)) for array in arrays)
    return f"{plural(len(arrays), 'array')} of shape {shapes}"
