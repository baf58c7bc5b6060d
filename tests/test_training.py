"""Training: it learns, it repeats itself to the last bit, and it says when it diverges."""

import subprocess
import sys

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from nnlib import (
    SGD,
    Adam,
    DivergenceError,
    History,
    Momentum,
    Network,
    RMSProp,
    datasets,
    mini_batches,
    train,
)

X, y = datasets.moons(90, noise=0.2)


class Recorder:
    """An optimizer that changes nothing and remembers how many steps were taken."""

    def __init__(self):
        self.steps = 0

    def step(self, params, grads):
        self.steps += 1


def test_the_loop_is_cost_gradients_step():
    """One epoch of one batch is one step of gradient descent, from the initial cost."""
    network = Network([2, 3, 1])
    J, grads = network.cost_and_gradients(X, y)
    expected = [
        (W - 0.5 * dW, b - 0.5 * db) for (W, b), (dW, db) in zip(network.params, grads, strict=True)
    ]
    history = train(network, X, y, SGD(0.5), 1, batch_size=None)
    assert history.cost == [J]
    for (W, b), (W_expected, b_expected) in zip(network.params, expected, strict=True):
        assert pytest.approx(W_expected, rel=1e-14) == W
        assert b == pytest.approx(b_expected, rel=1e-14)


@pytest.mark.parametrize("batch_size", [1, 7, 32, 90, 1000, None])
def test_every_batch_gets_a_step(batch_size):
    recorder = Recorder()
    network = Network([2, 3, 1])
    history = train(network, X, y, recorder, 3, batch_size)
    assert recorder.steps == 3 * -(-90 // min(batch_size or 90, 90))
    # Nothing changes, so the mean over batches of any sizes is the cost of all data.
    assert history.cost == pytest.approx([network.cost(X, y)] * 3)


def test_mini_batches_hold_each_example_once_in_random_order():
    rows, labels = np.arange(20).reshape(10, 2), np.arange(10)
    batches = list(mini_batches(rows, labels, 4, np.random.default_rng(0)))
    assert [len(b) for _, b in batches] == [4, 4, 2]
    order = np.concatenate([b for _, b in batches])
    assert sorted(order) == list(range(10))
    assert order.tolist() != list(range(10))
    assert_array_equal(np.concatenate([a for a, _ in batches]), rows[order])
    ((all_rows, all_labels),) = mini_batches(rows, labels, 10, np.random.default_rng(0))
    assert all_rows is rows
    assert all_labels is labels


def trained(rng=0):
    network = Network([2, 8, 1], rng=3)
    history = train(network, X, y, Adam(0.01), 5, rng=rng)
    return network.theta, history.cost


def test_the_same_seed_gives_the_same_numbers():
    theta, cost = trained()
    for rng in (0, np.random.default_rng(0)):
        again, cost_again = trained(rng)
        assert_array_equal(again, theta)
        assert cost_again == cost
    other, _ = trained(1)
    assert not np.array_equal(other, theta)


def test_the_same_numbers_on_every_run():
    code = (
        "from nnlib import *; from nnlib import datasets\n"
        "X, y = datasets.moons(90, noise=0.2); network = Network([2, 8, 1], rng=3)\n"
        "print(train(network, X, y, Adam(0.01), 5).cost, network.theta.tobytes().hex())"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    theta, cost = trained()
    assert run.stdout.split() == f"{cost} {theta.tobytes().hex()}".split()


def test_a_used_optimizer_goes_on():
    whole, parts = Network([2, 3, 1]), Network([2, 3, 1])
    train(whole, X, y, Adam(0.01), 4, batch_size=None)
    optimizer = Adam(0.01)
    for _ in range(4):
        train(parts, X, y, optimizer, 1, batch_size=None)
    assert_array_equal(whole.theta, parts.theta)


def test_validation_is_measured_after_each_epoch():
    held_out = datasets.moons(50, noise=0.2, rng=5)
    network = Network([2, 3, 1])
    history = train(network, X, y, Adam(0.01), 3, validation=held_out)
    assert len(history.validation_cost) == 3
    assert history.validation_cost[-1] == network.cost(*held_out)
    assert history.best_epoch is None


def test_early_stopping_keeps_the_best():
    """Learn 20 noisy examples by heart: the validation cost falls, then rises."""
    few = datasets.moons(20, noise=0.4)
    held_out = datasets.moons(200, noise=0.4, rng=9)
    network = Network([2, 30, 30, 1])
    history = train(network, *few, Adam(0.01), 500, validation=held_out, patience=10)
    best = int(np.argmin(history.validation_cost))
    assert history.best_epoch == best
    assert len(history.cost) == best + 10 + 1 < 500
    assert network.cost(*held_out) == history.validation_cost[best]


def test_patience_that_is_not_needed_keeps_the_best_too():
    network = Network([2, 3, 1])
    history = train(network, X, y, SGD(0.1), 4, validation=(X, y), patience=10)
    assert len(history.cost) == 4
    assert network.cost(X, y) == min(history.validation_cost)


def test_a_validation_cost_that_is_never_finite_keeps_the_initial_parameters():
    network = Network([1, 1], output="identity", loss="mean_squared_error")
    theta = network.theta.copy()
    history = train(network, [[0.0]], [0.1], SGD(0.1), 9, validation=([[1e300]], [0]), patience=3)
    assert history.validation_cost == [np.inf] * 3
    assert history.best_epoch is None
    assert_array_equal(network.theta, theta)


def test_the_defaults_are_those_of_the_text():
    by_default, written_out = Network([2, 3, 1]), Network([2, 3, 1], rng=0)
    assert_array_equal(by_default.theta, written_out.theta)
    train(by_default, X, y, Adam(), 2)
    train(written_out, X, y, Adam(), 2, batch_size=32, rng=0)
    assert_array_equal(by_default.theta, written_out.theta)


def test_the_best_epoch_may_be_the_first():
    network = Network([2, 3, 1])
    history = train(network, X, y, Recorder(), 9, validation=(X, y), patience=2)
    assert history.best_epoch == 0
    assert len(history.cost) == 3


class Counting(Network):
    """A network that counts how often its cost is computed apart from gradients."""

    n_costs = 0

    def cost(self, X, y):
        self.n_costs += 1
        return super().cost(X, y)


def test_no_pass_over_all_data_but_the_last_is_added():
    network = Counting([2, 3, 1])
    train(network, X, y, SGD(0.1), 6)
    assert network.n_costs == 1
    train(network, X, y, SGD(0.1), 6, validation=(X, y))
    assert network.n_costs == 1 + 6 + 1


def test_progress_is_a_bar(capsys):
    train(Network([2, 3, 1]), X, y, Adam(), 3)
    assert capsys.readouterr() == ("", "")
    train(Network([2, 3, 1]), X, y, Adam(), 3, progress=True)
    assert "3/3" in capsys.readouterr().err


def test_history_in_short_and_as_a_picture():
    history = History([0.5, 0.25], [0.6, 0.3])
    assert repr(history) == "History of 2 epochs, last cost 0.25"
    assert repr(History()) == "History of 0 epochs"
    assert repr(History([3.0, 2.0, 1.0, 0.5])) == "History of 4 epochs, last cost 0.5"
    assert list(history.plot().lines) == ["training", "validation"]
    assert list(History([0.5]).plot(log=True).lines) == ["training"]
    scales = [History([0.5]).plot(**log).ax.get_yscale() for log in ({}, {"log": True})]
    assert scales == ["linear", "log"]


@pytest.mark.parametrize("batch_size", [7, None])
@pytest.mark.parametrize("lr", [50.0, 1e4, 1e200])
def test_divergence_is_told_and_the_last_finite_parameters_are_kept(lr, batch_size):
    network = Network([2, 5, 1], "relu", "identity", "mean_squared_error")
    optimizer = SGD(lr)
    with pytest.raises(DivergenceError) as caught:
        train(network, X, y, optimizer, 1000, batch_size)
    history = caught.value.history
    J = network.cost(X, y)
    assert np.isfinite(network.theta).all()
    assert np.isfinite(J)
    assert np.isfinite(history.cost).all()
    epoch = len(history.cost) + 1
    assert f"no longer finite in epoch {epoch}; the last finite cost was {J:.6g}" in str(
        caught.value
    )
    assert f"Lower the learning rate (lr={lr})" in str(caught.value)
    optimizer.lr = 0.01
    network = Network([2, 5, 1], "relu", "identity", "mean_squared_error")
    train(network, X, y, optimizer, 2)  # the optimizer has forgotten the infinite steps


@pytest.mark.parametrize(
    ("lr", "batch_size"),
    [(0.02, 7), (1.0, 7), (50.0, 7), (1.0, None), (3.0, None), (50.0, None)],  # 0.02: in epoch 2
)
def test_divergence_gives_back_the_parameters_of_the_latest_finite_epoch(lr, batch_size):
    settings = {"hidden": "relu", "output": "identity", "loss": "mean_squared_error"}
    network, again = (Network([2, 5, 1], **settings) for _ in range(2))
    with pytest.raises(DivergenceError) as caught:
        train(network, 9 * X, y, SGD(lr), 1000, batch_size)
    assert str(caught.value).startswith("the cost is no longer finite in epoch ")
    rng, batches = np.random.default_rng(0), []
    theta = again.theta.copy()  # at the start of the latest epoch whose start has a finite cost
    with np.errstate(all="ignore"):
        for _ in range(len(caught.value.history.cost) + 1):
            if np.isfinite(again.cost(9 * X, y)):
                theta = again.theta.copy()
            batches = mini_batches(*again.prepare(9 * X, y), batch_size, rng)
            for part, targets in batches:
                J, grads = again.backpropagate(part, targets)
                if not np.isfinite(J):
                    break
                for (W, b), (dW, db) in zip(again.params, grads, strict=True):
                    W -= lr * dW
                    b -= lr * db
            if not np.isfinite(again.theta).all():
                break
    assert_array_equal(network.theta, theta)


@pytest.mark.parametrize("optimizer", [Momentum, RMSProp, Adam])
def test_divergence_makes_the_optimizer_forget(optimizer):
    """What it remembers are steps that were taken back: it goes on as a new one would."""
    settings = {"hidden": "relu", "output": "identity", "loss": "mean_squared_error"}
    network, rule = Network([2, 5, 1], **settings), optimizer(1e200)
    with pytest.raises(DivergenceError):
        train(network, X, y, rule, 100)
    assert rule.state is None
    rule.lr = 0.01
    other = network.copy()
    train(network, X, y, rule, 3)
    train(other, X, y, optimizer(0.01), 3)
    assert_array_equal(network.theta, other.theta)


def test_divergence_in_the_very_last_step():
    network = Network([2, 5, 1], "relu", "identity", "mean_squared_error")
    theta = network.theta.copy()
    with pytest.raises(DivergenceError, match="in epoch 1; the last finite cost was 0"):
        train(network, X, y, SGD(1e200), 1, batch_size=None)
    assert_array_equal(network.theta, theta)


def test_no_finite_cost_to_begin_with():
    network = Network([2, 5, 1], "relu", "identity", "mean_squared_error")
    network.theta[:] = 1e300
    with pytest.raises(DivergenceError, match="in epoch 1; no cost before was finite"):
        train(network, X, y, Recorder(), 1)
    assert (network.theta == 1e300).all()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"X": X[:, :1]}, "X has 1 column, but the network's input layer has 2"),
        ({"X": X[:0], "y": y[:0]}, "X has no rows"),
        ({"X": np.where(X > 1, np.nan, X)}, "X holds nan"),
        ({"y": y[:-1]}, r"y has shape \(89,\)"),
        ({"y": y + 1}, "y holds 2.0, expected targets"),
        ({"n_epochs": 0}, "n_epochs is 0, expected a whole number from 1 up"),
        ({"n_epochs": 1.5}, "n_epochs is 1.5, expected a whole number"),
        ({"batch_size": 0}, "batch_size is 0, expected a whole number from 1 up"),
        ({"rng": "seed"}, "rng is 'seed', expected"),
        ({"validation": X}, "validation is ndarray, expected a pair"),
        ({"validation": (X, y[1:])}, r"validation: y has shape \(89,\)"),
        ({"patience": 3}, "patience is given, but validation is not"),
        ({"patience": 0, "validation": (X, y)}, "patience is 0, expected a whole number from 1 up"),
        ({"optimizer": "adam"}, "optimizer is 'adam', expected an object such as"),
    ],
)
def test_bad_input_changes_nothing(changes, message):
    network = Network([2, 3, 1])
    theta = network.theta.copy()
    arguments = {"X": X, "y": y, "optimizer": Adam(), "n_epochs": 2, **changes}
    with pytest.raises((TypeError, ValueError), match=message):
        train(network, **arguments)
    assert_array_equal(network.theta, theta)


def test_xor_is_learned():
    inputs, targets = datasets.xor()
    network = Network([2, 4, 1])
    history = train(network, inputs, targets, Adam(0.05), 400)
    assert history.cost[-1] < 0.01
    assert_array_equal(network.predict(inputs), targets)


@pytest.mark.parametrize("n_classes", [2, 3])
def test_spirals_are_learned(n_classes):
    points, arms = datasets.spirals(200, n_classes)
    held_out, held_out_arms = datasets.spirals(200, n_classes, rng=1)
    network = Network([2, 20, 20, n_classes], output="softmax", loss="cross_entropy")
    train(network, points, arms, Adam(0.01), 300)
    assert np.mean(network.predict(points) == arms) > 0.97
    assert np.mean(network.predict(held_out) == held_out_arms) > 0.97


def test_digits_are_learned():
    images, labels = datasets.digits()
    X_train, X_test, y_train, y_test = datasets.train_test_split(images, labels)
    network = Network([64, 128, 10], "relu", "softmax", "cross_entropy", init="he", l2=1e-3)
    train(network, X_train, y_train, Adam(0.003), 40)
    assert np.mean(network.predict(X_test) == y_test) >= 0.97
