"""The PyTorch code that the chapter on frameworks shows, run where PyTorch is installed."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from nnlib import SGD, Network, datasets, train

SHOWN = Path(__file__).parent.parent / "chapters" / "xor_pytorch.py"


def test_pytorch_gives_the_same_cost_at_every_step():
    pytest.importorskip("torch")
    spec = importlib.util.spec_from_file_location("xor_pytorch", SHOWN)
    shown = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(shown)

    X, y = datasets.xor()
    network = Network([2, 3, 1], rng=1)
    params = [(W.copy(), b.copy()) for W, b in network.params]
    costs = []
    for _ in range(500):
        J, grads = network.cost_and_gradients(X, y)
        costs.append(J)
        SGD(lr=0.5).step(network.params, grads)
    theirs = shown.train(params, np.asarray(X, float), np.asarray(y, float), lr=0.5, n_steps=500)
    np.testing.assert_allclose(theirs, costs, rtol=0, atol=1e-12)

    trained = Network([2, 3, 1], rng=1)
    train(trained, X, y, SGD(lr=0.5), n_epochs=500, batch_size=4)
    np.testing.assert_allclose(trained.cost(X, y), network.cost(X, y), atol=1e-12)


def test_what_the_chapter_says_of_pytorch_losses_and_shapes():
    torch = pytest.importorskip("torch")
    y_hat, y = torch.rand(4, 1), torch.tensor([0.0, 1, 1, 0])
    for loss in (torch.nn.BCEWithLogitsLoss(), torch.nn.BCELoss()):
        with pytest.raises(ValueError, match="size"):
            loss(y_hat, y)
    with pytest.warns(UserWarning, match="broadcasting"):
        table = torch.nn.MSELoss()(y_hat, y)
    assert float(table) == pytest.approx(float(((y_hat - y) ** 2).mean()))  # this one is silent


def test_what_the_chapter_says_of_pytorch_and_rounded_probabilities():
    torch = pytest.importorskip("torch")
    z = torch.tensor([16.0, 17.0], dtype=torch.float32, requires_grad=True)
    p = torch.sigmoid(z)
    assert (p == 1).tolist() == [False, True]
    losses = torch.nn.BCELoss(reduction="none")(p, torch.zeros_like(p))
    assert losses[1] == 100
    losses[1].backward()
    assert z.grad[1] == 0
