"""Costs, gradients and optimizers against PyTorch, where it is installed."""

import numpy as np
import pytest

from nnlib import SGD, Adam, AdamW, Momentum, Nesterov, Network, RMSProp, train
from nnlib.activations import ACTIVATIONS
from nnlib.initializers import INITIALIZERS

torch = pytest.importorskip("torch", reason="PyTorch is not installed (it is optional)")
F = torch.nn.functional

PHI = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky_relu": lambda z: F.leaky_relu(z, 0.01),
    "identity": lambda z: z,
    "softmax": lambda z: torch.softmax(z, -1),
}
# z of the output layer and y -> J, the mean over the examples of the sum over the outputs.
COST = {
    "binary_cross_entropy": lambda z, y: (
        F.binary_cross_entropy_with_logits(z, y, reduction="sum") / len(y)
    ),
    "cross_entropy": lambda z, y: F.cross_entropy(z, y),
}
LOSSES = [
    ("sigmoid", "binary_cross_entropy"),
    ("softmax", "cross_entropy"),
    *((name, "mean_squared_error") for name in ACTIVATIONS),
]
X = np.random.default_rng(0).normal(size=(7, 3))


def targets(loss, n_out):
    rng = np.random.default_rng(1)
    if loss == "cross_entropy":
        return rng.integers(0, n_out, len(X))
    if loss == "binary_cross_entropy":
        return rng.integers(0, 2, (len(X), n_out)).astype(float)
    return rng.normal(size=(len(X), n_out))


def torch_params(network):
    return [torch.tensor(p, requires_grad=True) for pair in network.params for p in pair]


def torch_cost(network, params, y):
    """Return J of the network's architecture, computed by PyTorch."""
    A = torch.tensor(X)
    for i, name in enumerate(network.activations):
        Z = A @ params[2 * i] + params[2 * i + 1]
        A = PHI[name](Z)
    y = torch.tensor(y)
    if network.loss == "mean_squared_error":
        J = ((A - y) ** 2).sum() / len(y)
    else:
        J = COST[network.loss](Z, y)
    for W in params[::2]:
        J = J + network.l1 * W.abs().sum() + network.l2 / 2 * (W**2).sum()
    return J


@pytest.mark.parametrize("init", INITIALIZERS)
@pytest.mark.parametrize(("output", "loss"), LOSSES)
@pytest.mark.parametrize("hidden", ACTIVATIONS)
def test_cost_and_gradients(hidden, output, loss, init):
    network = Network([3, 5, 4, 2], hidden, output, loss, init, rng=2, l1=0.01, l2=0.1)
    y = targets(loss, 2)
    J, grads = network.cost_and_gradients(X, y)
    params = torch_params(network)
    expected = torch_cost(network, params, y)
    expected.backward()
    assert pytest.approx(expected.item(), rel=1e-10) == J
    ours = [g for pair in grads for g in pair]
    for g, param in zip(ours, params, strict=True):
        assert g == pytest.approx(param.grad.numpy(), rel=1e-10, abs=1e-14)


OPTIMIZERS = {
    "sgd": (lambda: SGD(0.1), lambda p: torch.optim.SGD(p, lr=0.1)),
    "momentum": (
        lambda: Momentum(0.05, 0.8),
        lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.8),
    ),
    "nesterov": (
        lambda: Nesterov(0.05, 0.8),
        lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.8, nesterov=True),
    ),
    "rmsprop": (
        # At a larger rate, weights jump to and fro where the gradient is 0 and rounding decides.
        lambda: RMSProp(0.001, 0.9),
        lambda p: torch.optim.RMSprop(p, lr=0.001, alpha=0.9),
    ),
    "adam": (lambda: Adam(0.01), lambda p: torch.optim.Adam(p, lr=0.01)),
    "adam-eps": (
        lambda: Adam(0.01, 0.7, 0.9, 0.1),
        lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.7, 0.9), eps=0.1),
    ),
    "adamw": (
        lambda: AdamW(0.01, weight_decay=0.2),
        lambda p: torch.optim.AdamW(p, lr=0.01, weight_decay=0.2),
    ),
}


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_hundred_steps(name):
    ours, theirs = OPTIMIZERS[name]
    network = Network([3, 5, 4, 1], rng=4)
    y = targets(network.loss, 1)
    params = torch_params(network)
    rule = theirs(params)
    train(network, X, y, ours(), 100, batch_size=None)
    for _ in range(100):
        rule.zero_grad()
        torch_cost(network, params, y).backward()
        rule.step()
    expected = np.concatenate([p.detach().numpy().ravel() for p in params])
    assert network.theta == pytest.approx(expected, rel=1e-10, abs=1e-12)


@pytest.mark.parametrize("init", ["glorot", "he"])
def test_initial_weights_are_spread_as_theirs(init):
    W = Network([300, 200], init=init).layers[0].W
    theirs = torch.empty(200, 300, dtype=torch.float64)
    if init == "glorot":
        torch.nn.init.xavier_uniform_(theirs)
    else:
        torch.nn.init.kaiming_normal_(theirs, nonlinearity="relu")
    assert W.std() == pytest.approx(theirs.std().item(), rel=0.02)
    assert np.abs(W).max() == pytest.approx(theirs.abs().max().item(), rel=0.2)
