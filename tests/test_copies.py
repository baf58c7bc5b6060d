"""Copied or pickled, a network is still one: what trains the vector trains the layers."""

import copy
import pickle

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from livefig.tracing.rules import RULES
from livefig.tracing.tracer import Trace
from nnlib import (
    SGD,
    Adam,
    AdamW,
    Momentum,
    Nesterov,
    Network,
    Neuron,
    RMSProp,
    check_gradients,
    datasets,
    train,
)

X, y = datasets.moons(40, noise=0.2)
PICKLED = {
    f"pickle {protocol}": lambda x, protocol=protocol: pickle.loads(pickle.dumps(x, protocol))
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1)
}
COPIES = {"copy": copy.copy, "deepcopy": copy.deepcopy, "copy()": Network.copy, **PICKLED}
DEEP = {"deepcopy": copy.deepcopy, **PICKLED}
OPTIMIZERS = [SGD, Momentum, Nesterov, RMSProp, Adam, AdamW]


def assert_one(network):
    """Assert that vector, pairs and layers are the same numbers."""
    for (W, b), layer in zip(network.params, network.layers, strict=True):
        assert layer.W is W
        assert layer.b is b
        assert np.shares_memory(W, network.theta)
        assert np.shares_memory(b, network.theta)
    flat = [array.ravel() for pair in network.params for array in pair]
    assert_array_equal(np.concatenate(flat), network.theta)


@pytest.mark.parametrize("duplicate", COPIES.values(), ids=COPIES)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_copy_trains_as_the_original_does(duplicate, dtype):
    settings = {"l1": 0.01, "l2": 0.1, "dtype": dtype}
    network = Network([2, 4, 3, 1], ["relu", "tanh"], rng=3, **settings)
    theta = network.theta.copy()
    other = duplicate(network)
    assert_one(other)
    assert type(other) is Network
    assert repr(other) == repr(network)
    assert other.theta.dtype == dtype
    assert not np.shares_memory(other.theta, network.theta)
    for epoch in range(5):
        history = train(other, X, y, Adam(0.01), 1, rng=epoch)
        assert_array_equal(network.theta, theta)
        assert_one(other)
        again = Network([2, 4, 3, 1], ["relu", "tanh"], init=network.params, **settings)
        costs = [train(again, X, y, Adam(0.01), 1, rng=k).cost for k in range(epoch + 1)]
        assert history.cost == costs[-1]
        assert_array_equal(other.theta, again.theta)
    assert not np.array_equal(other.theta, theta)
    train(network, X, y, Adam(0.01), 1)
    assert_array_equal(other.theta, again.theta)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("duplicate", DEEP.values(), ids=DEEP)
def test_a_copied_training_goes_on_as_the_original_does(duplicate, optimizer):
    """Network, optimizer and generator copied together, in the middle of a training."""
    network, rule, rng = Network([2, 5, 1], rng=1), optimizer(0.05), np.random.default_rng(0)
    train(network, X, y, rule, 3, batch_size=7, rng=rng)
    again = duplicate({"network": network, "rest": [rule, (rng,)]})
    other, other_rule, other_rng = again["network"], again["rest"][0], again["rest"][1][0]
    expected = train(network, X, y, rule, 3, batch_size=7, rng=rng).cost
    assert train(other, X, y, other_rule, 3, batch_size=7, rng=other_rng).cost == expected
    assert_array_equal(other.theta, network.theta)
    assert repr(other_rule) == repr(rule)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("duplicate", [copy.copy, *DEEP.values()], ids=["copy", *DEEP])
def test_a_copied_optimizer_has_a_memory_of_its_own(duplicate, optimizer):
    rng, rule = np.random.default_rng(0), optimizer(0.1)
    w = rng.normal(size=4)
    rule.step([w], [rng.normal(size=4)])
    other, u = duplicate(rule), w.copy()
    for g in rng.normal(size=(3, 4)):
        other.step([u], [g])
    rng = np.random.default_rng(0)
    rng.normal(size=(2, 4))
    for g in rng.normal(size=(3, 4)):  # what the copy did, the original knows nothing of
        rule.step([w], [g])
    assert_array_equal(w, u)
    other.reset()
    other.lr = 0.5
    assert rule.lr == 0.1
    assert rule.state is not None


@pytest.mark.parametrize("duplicate", DEEP.values(), ids=DEEP)
def test_names_of_one_network_stay_names_of_one(duplicate):
    network = Network([2, 3, 1])
    first, second, theta = duplicate([network, network, network.theta])
    assert first is second
    assert first.theta is theta
    theta[:] = 0
    assert not first.layers[0].W.any()
    assert network.theta.any()


class Special(Network):
    """A network with something of its own."""

    notes: list[str]


@pytest.mark.parametrize("duplicate", COPIES.values(), ids=COPIES)
def test_a_subclass_with_an_attribute(duplicate):
    network = Special([2, 3, 1])
    network.notes = ["mine"]
    other = duplicate(network)
    assert type(other) is Special
    assert other.notes == ["mine"]
    assert_one(other)
    assert check_gradients(other, X, y) < 1e-6
    other.sizes = (1, 1)
    assert network.sizes == (2, 3, 1)


def test_a_pickled_network_holds_its_numbers_once():
    network = Network([100, 100, 1])
    assert len(pickle.dumps(network)) < 1.1 * network.theta.nbytes


@pytest.mark.parametrize("duplicate", COPIES.values(), ids=COPIES)
def test_a_copy_of_a_copy(duplicate):
    network = Network([2, 3, 1])
    other = duplicate(duplicate(network)).with_params(network.theta * 2).astype(np.float32)
    assert_one(duplicate(other))
    assert_array_equal(other.theta, (network.theta * 2).astype(np.float32))


def test_a_copy_of_traced_parameters():
    run = Trace(RULES)
    network = Network([2, 3, 1]).with_params(run.input(0, Network([2, 3, 1]).theta))
    other = copy.copy(network)
    assert other.params[0][0] is network.params[0][0]
    assert other.cost(X, y).value == Network([2, 3, 1]).cost(X, y)
    plain = network._parameters
    twin = object.__new__(type(plain))
    twin.__setstate__(plain.__getstate__())
    assert twin.pairs == plain.pairs


@pytest.mark.parametrize("duplicate", DEEP.values(), ids=DEEP)
def test_neurons_and_layers(duplicate):
    neuron = Neuron([0.5, -2.0], 1.0, "tanh")
    other = duplicate(neuron)
    assert repr(other) == repr(neuron)
    assert_array_equal(other(X), neuron(X))
    other.weights[0] = 7
    assert neuron.weights[0] == 0.5


def test_a_layer_alone_is_copied_with_its_numbers():
    network = Network([2, 3, 1])
    for layer in (copy.deepcopy(network.layers[0]), pickle.loads(pickle.dumps(network.layers[0]))):
        assert repr(layer) == repr(network.layers[0])
        layer.W = np.zeros((2, 3))
        assert network.layers[0].W.all()


def test_assigned_parameters_are_copied_in():
    """Whichever of its names is assigned to, a network stays one."""
    network, other = Network([2, 3, 1]), Network([2, 3, 1], rng=5)
    theta = network.theta
    network.params = other.params
    assert network.theta is theta
    assert_array_equal(theta, other.theta)
    network.theta = np.zeros(13)
    assert network.theta is theta
    assert not any(W.any() for W, _ in network.params)
    network.layers[0].W = np.ones((2, 3))
    assert theta.tolist() == [1] * 6 + [0] * 7
    assert_one(network)
    assert other.theta.any()


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        (lambda n: setattr(n, "theta", np.ones(3)), ValueError, r"theta has shape \(3,\)"),
        (lambda n: setattr(n, "theta", [np.nan] * 13), ValueError, "theta holds nan at index 0"),
        (lambda n: setattr(n, "params", n.params[:1]), ValueError, "params holds 2 arrays, exp"),
        (lambda n: setattr(n, "params", None), TypeError, "params is None, expected"),
        (lambda n: n.with_params(n), TypeError, "params is of type Network, expected"),
        (lambda n: n.with_params("WbWb"), TypeError, "params is 'WbWb', expected"),
        (lambda n: setattr(n, "layers", []), AttributeError, "layers"),
        (lambda n: setattr(n.layers[0], "activation", "relu"), AttributeError, "activation"),
        (lambda n: n.layers.append(n.layers[0]), AttributeError, "tuple"),
        (lambda n: setattr(n, "l2", -1), ValueError, "l2 is -1, expected a finite number from 0"),
        (lambda n: setattr(n, "l1", np.nan), ValueError, "l1 is nan, expected a finite number"),
        (lambda n: setattr(n, "l1", "a"), TypeError, "l1 is 'a', expected a finite number"),
    ],
)
def test_bad_assignments_change_nothing(change, error, message):
    network = Network([2, 3, 1])
    theta, J = network.theta.copy(), network.cost(X, y)
    with pytest.raises(error, match=message):
        change(network)
    assert_array_equal(network.theta, theta)
    assert network.cost(X, y) == J
    assert_one(network)
