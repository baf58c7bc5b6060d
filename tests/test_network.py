"""Networks against neurons computed one by one, their gradients against differences."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from v8 import Engine

from livefig import compile_js
from livefig.tracing.rules import RULES
from livefig.tracing.tracer import Trace, Tracer
from nnlib import Adam, Network, Neuron, check_gradients, normal
from nnlib.activations import ACTIVATIONS
from nnlib.initializers import INITIALIZERS
from nnlib.parameters import as_vector
from nnlib.penalties import penalty, penalty_prime

LOSSES = [
    ("sigmoid", "binary_cross_entropy"),
    ("softmax", "cross_entropy"),
    *((name, "mean_squared_error") for name in ACTIVATIONS),
]
INITS = [*INITIALIZERS, normal(0.1)]


def data(network, m=5, seed=0):
    """Return random examples that fit the loss of `network`."""
    rng = np.random.default_rng(seed)
    X, n_out = rng.normal(size=(m, network.sizes[0])), network.sizes[-1]
    if network.loss == "cross_entropy":
        return X, rng.integers(0, n_out, m)
    if network.loss == "binary_cross_entropy":
        return X, rng.integers(0, 2, (m, n_out))
    return X, rng.normal(size=(m, n_out))


@pytest.mark.parametrize("hidden", [name for name in ACTIVATIONS if name != "softmax"])
def test_forward_is_one_neuron_after_the_other(hidden):
    network = Network([3, 4, 2, 2], hidden, rng=1)
    X, _ = data(network)
    for x, y_hat in zip(X, network.forward(X), strict=True):
        a = x
        for layer in network.layers:
            a = np.array(
                [Neuron(w, b, layer.activation)(a) for w, b in zip(layer.W.T, layer.b, strict=True)]
            )
        assert y_hat == pytest.approx(a, rel=1e-12)
        assert network.forward(x) == pytest.approx(a, rel=1e-12)


@pytest.mark.parametrize("init", INITS)
@pytest.mark.parametrize(("output", "loss"), LOSSES)
@pytest.mark.parametrize("hidden", ACTIVATIONS)
def test_gradients_agree_with_central_differences(hidden, output, loss, init):
    network = Network([2, 3, 3], hidden, output, loss, init, rng=3)
    assert check_gradients(network, *data(network)) < 1e-6


@settings(deadline=None, max_examples=30)
@given(
    sizes=st.lists(st.integers(1, 4), min_size=2, max_size=5),
    names=st.lists(st.sampled_from(list(ACTIVATIONS)), min_size=3, max_size=3),
    output_loss=st.sampled_from(LOSSES),
    seed=st.integers(0, 2**32),
    penalties=st.tuples(st.sampled_from([0.0, 0.01, 0.5]), st.sampled_from([0.0, 0.01, 0.5])),
)
def test_gradients_of_random_networks(sizes, names, output_loss, seed, penalties):
    l1, l2 = penalties
    hidden = names[: len(sizes) - 2]
    network = Network(sizes, hidden, *output_loss, rng=seed, l1=l1, l2=l2)
    assert check_gradients(network, *data(network, seed=seed)) < 1e-6


def test_parameters_are_counted():
    network = Network([784, 16, 16, 10], output="softmax", loss="cross_entropy")
    assert network.n_params == 13_002 == network.theta.size
    assert [layer.W.shape for layer in network.layers] == [(784, 16), (16, 16), (16, 10)]
    assert [layer.b.shape for layer in network.layers] == [(16,), (16,), (10,)]


def test_cost_is_the_cost_of_the_gradients_and_of_its_parts():
    network = Network([2, 3, 1], l1=0.1, l2=0.3)
    X, y = data(network)
    J, grads = network.cost_and_gradients(X, y)
    weights = np.concatenate([layer.W.ravel() for layer in network.layers])
    plain = Network([2, 3, 1]).cost(X, y)
    penalty = 0.1 * np.abs(weights).sum() + 0.15 * (weights**2).sum()
    assert network.cost(X, y) == J == pytest.approx(plain + penalty)
    assert [(dW.shape, db.shape) for dW, db in grads] == [((2, 3), (3,)), ((3, 1), (1,))]
    assert network.cost(X, y[:, 0]) == J  # one output: y may be a vector
    network.l1 = network.l2 = 0
    assert network.cost(X, y) == plain
    network.l2 = 0.5
    assert network.cost(X, y) == pytest.approx(plain + 0.25 * (weights**2).sum())


@given(st.sampled_from([1e-12, 1e-4, 0.3]), st.sampled_from([0.0, 1e-12, 1e-4]), st.booleans())
def test_a_penalty_counts_however_small_it_is(large, small, swap):
    l1, l2 = (small, large) if swap else (large, small)
    network, free = Network([2, 3, 1], l1=l1, l2=l2), Network([2, 3, 1])
    X, y = data(network)
    assert network.is_penalised
    assert "l1" in repr(network)
    assert "l1" not in repr(free)
    assert not free.is_penalised
    grads, free_grads = (n.cost_and_gradients(X, y)[1] for n in (network, free))
    for (W, _), (dW, db), (dW_free, db_free) in zip(network.params, grads, free_grads, strict=True):
        assert np.array_equal(dW, dW_free + (l1 * np.sign(W) + l2 * W))
        assert np.array_equal(db, db_free)


def test_at_zero_a_penalty_pulls_to_neither_side():
    W = np.array([[0.0, -0.0, 1e-300], [-2.0, 3.0, -1e-300]])
    pull = penalty_prime(W, 0.5, 0.25)
    assert pull[0, :2].tolist() == [0, 0]
    assert pull[:, 2].tolist() == [0.5, -0.5]
    assert np.array_equal(penalty_prime(-W, 0.5, 0.25), -pull)
    assert penalty(W, 0.5, 0.25) == penalty(-W, 0.5, 0.25) == 0.5 * 5 + 0.125 * 13
    network = Network([2, 3, 1], init="zero", l1=0.5)
    _, [(dW, _), _] = network.cost_and_gradients(*data(network))
    assert not dW.any()


def test_steps_of_a_deep_network_are_those_of_backpropagation():
    network = Network([3, 5, 4, 2, 1], ["relu", "tanh", "sigmoid"], l1=0.1)
    X, y = data(network)
    steps, (_, grads) = network.steps(X, y), network.cost_and_gradients(X, y)
    for step, (dW, db) in zip(steps, grads, strict=True):
        assert np.array_equal(step.dW, dW)
        assert np.array_equal(step.db, db)
    for step, from_lists in zip(steps, network.steps(X.tolist()), strict=True):
        assert np.array_equal(step.Z, from_lists.Z)


@pytest.mark.parametrize("which", ["l1", "l2"])
def test_one_traced_penalty_is_enough(which):
    run = Trace(RULES)
    network = Network([2, 3, 1], **{which: run.input(0, 0.3)})
    X, y = data(network)
    plain = Network([2, 3, 1], **{which: 0.3})
    J, grads = network.cost_and_gradients(X, y)
    assert J.value == pytest.approx(plain.cost(X, y), rel=1e-13)
    assert as_vector(grads).value == pytest.approx(as_vector(plain.cost_and_gradients(X, y)[1]))


def test_some_parameters_may_be_traced_and_others_not():
    run = Trace(RULES)
    network = Network([2, 3, 1])
    X, y = data(network)
    (W1, b1), (W2, b2) = network.params
    for mixed in ([(run.input(0, W1), b1), (W2, b2)], [(W1, b1), (W2, run.input(0, b2))]):
        other = network.with_params(mixed)
        assert other.cost(X, y).value == pytest.approx(network.cost(X, y), rel=1e-13)
        assert np.array_equal(other.theta.value, network.theta)


def test_every_number_of_a_pass():
    network = Network([2, 3, 1], loss="mean_squared_error", l1=0.1, l2=0.2)
    X, y = data(network)
    first, last = network.steps(X, y)
    _, grads = network.cost_and_gradients(X, y)
    assert np.array_equal(first.Z, X @ network.layers[0].W + network.layers[0].b)
    assert np.array_equal(first.A, np.tanh(first.Z))
    assert np.array_equal(last.A, network.forward(X))
    assert last.dA is None
    assert first.dA == pytest.approx(last.dZ @ network.layers[1].W.T)
    assert first.dZ == pytest.approx(first.dA * (1 - first.A**2))
    for step, forward_only in zip((first, last), network.steps(X), strict=True):
        assert np.array_equal(step.Z, forward_only.Z)
        assert np.array_equal(step.A, forward_only.A)
        assert forward_only[2:] == (None,) * 4
    for step, (dW, db) in zip((first, last), grads, strict=True):
        assert np.array_equal(step.dW, dW)
        assert np.array_equal(step.db, db)


def test_float32_is_kept():
    network = Network([2, 3, 1], dtype=np.float32, l2=0.1)
    X, y = data(network)
    J, grads = network.cost_and_gradients(X, y)
    assert {J.dtype, network.forward(X).dtype, as_vector(grads).dtype} == {np.dtype(np.float32)}
    assert network.astype(np.float64).cost(X, y) == pytest.approx(J, rel=1e-6)
    assert network.astype(np.float64).theta.dtype == np.float64


@pytest.mark.parametrize(
    ("init", "variance"),
    [("glorot", 2 / (400 + 200)), ("he", 2 / 400), ("normal", 1), (normal(0.1), 0.01), ("zero", 0)],
)
def test_initial_weights(init, variance):
    network = Network([400, 200], init=init)
    (layer,) = network.layers
    assert layer.W.var() == pytest.approx(variance, rel=0.02)
    assert not layer.b.any()
    if init == "glorot":
        assert np.abs(layer.W).max() <= np.sqrt(6 / 600)


def test_the_same_seed_gives_the_same_weights():
    assert np.array_equal(Network([2, 3, 1], rng=5).theta, Network([2, 3, 1], rng=5).theta)
    assert not np.array_equal(Network([2, 3, 1], rng=5).theta, Network([2, 3, 1], rng=6).theta)
    rng = np.random.default_rng(5)
    first, second = Network([2, 3, 1], rng=rng), Network([2, 3, 1], rng=rng)
    assert np.array_equal(first.theta, Network([2, 3, 1], rng=5).theta)
    assert not np.array_equal(first.theta, second.theta)


def test_given_arrays_are_copied():
    W, b = np.ones((2, 1)), np.zeros(1)
    for init in ([(W, b)], [W, b], ([[1], [1]], [0])):
        network = Network([2, 1], init=init)
        assert network.layers[0].W.tolist() == [[1], [1]]
    network.layers[0].W[0, 0] = 7
    assert W[0, 0] == 1
    rows = Network([2, 1], init=[[np.ones(1), [2.0]], [0.0]])  # a matrix by its rows, no pair
    assert rows.layers[0].W.tolist() == [[1], [2]]


def test_parameters_can_be_set_and_are_one_vector():
    network = Network([2, 3, 1])
    network.layers[0].W = np.ones((2, 3))
    network.layers[1].b = [4]
    assert network.theta.tolist()[:6] == [1] * 6
    assert network.theta[-1] == 4
    network.theta[:] = 0
    assert network.forward([[1, 2]]).tolist() == [[0.5]]
    for (W, b), layer in zip(network.params, network.layers, strict=True):
        assert W is layer.W
        assert b is layer.b


def test_with_params_leaves_the_network_alone():
    network = Network([2, 3, 1], l2=0.1)
    theta = network.theta.copy()
    X, y = data(network)
    J = network.cost(X, y)
    for params in (theta + 1, [(W + 1, b + 1) for W, b in network.params]):
        other = network.with_params(params)
        assert np.array_equal(other.theta, theta + 1)
        assert other.cost(X, y) != J
        other.theta[:] = 0
    twin = network.copy()
    twin.theta[:] = 0
    assert np.array_equal(network.theta, theta)
    assert network.cost(X, y) == J


@pytest.mark.parametrize("as_list", [False, True])
@pytest.mark.parametrize(("output", "loss"), LOSSES)
@pytest.mark.parametrize("hidden", ACTIVATIONS)
def test_traced_parameters_go_through_the_same_code(hidden, output, loss, as_list):
    run = Trace(RULES)
    penalty = run.input(1, 0.1)
    network = Network([2, 3, 2], hidden, output, loss, l2=penalty)
    X, y = data(network)
    params = run.input(0, network.theta)
    if as_list:
        params = [(run.input(i + 2, W), b) for i, (W, b) in enumerate(network.params)]
    traced = network.with_params(params)
    J, grads = traced.cost_and_gradients(run.input(9, X), y)
    plain = Network([2, 3, 2], hidden, output, loss, l2=0.1)
    J_plain, grads_plain = plain.cost_and_gradients(X, y)
    assert isinstance(J, Tracer)
    assert J.value == pytest.approx(J_plain, rel=1e-13)
    assert as_vector(grads).value == pytest.approx(as_vector(grads_plain), rel=1e-12, abs=1e-14)
    assert np.array_equal(traced.theta.value, plain.theta)
    assert "l2 Tracer" in repr(traced)


def test_a_live_figure_trains_with_the_same_mathematics():
    """Adam's steps, compiled to JavaScript, give the numbers of NumPy."""
    network = Network([2, 3, 1], "relu")
    X, y = data(network, m=8)

    def steps(theta, lr):
        optimizer = Adam(lr)
        state = optimizer.init_state(theta)
        for _ in range(5):
            _, grads = network.with_params(theta).cost_and_gradients(X, y)
            delta, state = optimizer.update(as_vector(grads), state)
            theta = theta + delta
        return theta, network.with_params(theta).cost(X, y)

    args = (network.theta, 0.1)
    theta, cost = Engine().call(compile_js(steps, *args), args)
    expected_theta, expected_cost = steps(*args)
    assert theta == pytest.approx(expected_theta, rel=1e-12)
    assert cost == pytest.approx(expected_cost, rel=1e-12)
    assert cost < network.cost(X, y)


def test_predicted_classes():
    network = Network([2, 1], init=[[[1], [0]], [0]])
    assert network.predict([[1, 0], [-1, 0], [0, 0]]).tolist() == [1, 0, 0]
    two = Network([2, 2], init=[np.eye(2), np.zeros(2)])
    assert two.predict([[1, -1], [2, 3]]).tolist() == [[1, 0], [1, 1]]
    classes = Network([2, 2], output="softmax", loss="cross_entropy", init=[np.eye(2), np.zeros(2)])
    assert classes.predict([[1, -1], [2, 3]]).tolist() == [0, 1]
    assert classes.predict([1, -1]) == 0
    assert {n.predict(np.ones((3, 2))).dtype.kind for n in (network, two, classes)} == {"i"}
    regression = Network([2, 1], output="identity", loss="mean_squared_error")
    with pytest.raises(ValueError, match="output is 'identity', but classes need"):
        regression.predict([[1, 0]])


def test_repr():
    assert repr(Network([2, 10, 1])).splitlines() == [
        "Network of 41 parameters, loss binary_cross_entropy",
        "  2 -> 10 tanh, 30 parameters",
        "  10 -> 1 sigmoid, 11 parameters",
    ]
    assert "loss binary_cross_entropy, l1 0.5, l2 0.0" in repr(Network([2, 1], l1=0.5, l2=0))
    assert repr(Network([2, 1]).layers[0]) == "2 -> 1 sigmoid, 3 parameters"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"sizes": [2]}, r"sizes is \[2\], expected the inputs and at least one layer"),
        ({"sizes": 3}, "sizes is 3, expected the inputs"),
        ({"sizes": [2, 0, 1]}, r"sizes\[1\] is 0, expected a whole number from 1 up"),
        ({"sizes": [2, 1.5]}, r"sizes\[1\] is 1.5, expected a whole number"),
        ({"sizes": [2, True]}, r"sizes\[1\] is True, expected a whole number"),
        ({"hidden": "step"}, "hidden is 'step', expected one of 'sigmoid'"),
        ({"hidden": ["relu", "relu"]}, "hidden holds 2 activations, but there are 1 hidden layer"),
        ({"hidden": [None]}, "hidden is None, expected one of"),
        ({"output": "step"}, "output is 'step', expected one of"),
        ({"output": "tanh"}, "output is 'tanh', but loss 'binary_cross_entropy' expects"),
        ({"loss": "mse"}, "loss is 'mse', expected one of"),
        ({"init": "best"}, "init is 'best', expected one of 'zero', 'normal', 'glorot', 'he'"),
        ({"init": 3}, "init is 3, expected one of"),
        ({"init": [np.zeros((2, 3))]}, "init holds 1 array, expected 4"),
        ({"init": lambda rng, n_in, n_out: np.ones(2)}, r"W of layer 1 in init has shape \(2,\)"),
        ({"init": lambda rng, n_in, n_out: np.inf}, "W of layer 1 in init holds inf"),
        (
            {"init": [np.ones((2, 3)), np.ones(3), np.ones((3, 2)), np.ones(1)]},
            r"W of layer 2 in init has shape \(3, 2\), expected \(3, 1\)",
        ),
        (
            {"init": [np.ones((2, 3)), np.ones(3), np.ones((3, 1)), np.ones(2)]},
            r"b of layer 2 in init has shape \(2,\), expected \(1,\)",
        ),
        ({"sizes": [2, 1], "hidden": "magic"}, "hidden is 'magic', expected one of"),
        ({"rng": True}, "rng is True, expected a numpy.random.Generator or a seed"),
        ({"rng": None}, "rng is None, expected a numpy.random.Generator or a seed"),
        ({"rng": -1}, "rng is -1, expected"),
        ({"l1": -0.1}, "l1 is -0.1, expected a finite number from 0 up"),
        ({"l2": np.nan}, "l2 is nan, expected a finite number"),
        ({"l2": "big"}, "l2 is 'big', expected a finite number"),
        ({"dtype": int}, "dtype is <class 'int'>, expected float64 or float32"),
    ],
)
def test_bad_networks(arguments, message):
    with pytest.raises((TypeError, ValueError), match=message):
        Network(**{"sizes": [2, 3, 1], **arguments})


def test_bad_scale():
    with pytest.raises(ValueError, match="scale is -1, expected a finite number from 0 up"):
        normal(-1)


@pytest.mark.parametrize(
    ("X", "y", "message"),
    [
        (np.ones((4, 3)), np.ones(4), "X has 3 columns, but the network's input layer has 2"),
        (np.ones((4, 1)), np.ones(4), "X has 1 column, but"),
        ([1, 2, 3], [1], "X has 3 values, but the network's input layer has 2"),
        ([1, 2], [1], r"X has shape \(2,\), expected \(m, 2\)"),
        (1.0, [1], r"X has shape \(\), expected \(m, 2\)"),
        (np.ones((0, 2)), [], "X has no rows, expected at least one example"),
        (np.ones((1, 1, 2)), [1], r"X has shape \(1, 1, 2\)"),
        ([[1, np.nan]], [1], r"X holds nan at index \(0, 1\), expected finite numbers"),
        ([[1, "a"]], [1], "X holds <U"),
        (
            np.ones((4, 2)),
            np.ones(3),
            r"y has shape \(3,\), but the outputs have \(4, 1\) or \(4,\)$",
        ),
        (np.ones((1, 2)), [2], "y holds 2.0, expected targets from 0 to 1"),
        (np.ones((1, 2)), [np.nan], "y holds nan at index 0"),
        (np.ones((1, 2)), [[0, 1]], r"y has shape \(1, 2\), but the outputs have \(1, 1\)"),
    ],
)
def test_bad_data_change_nothing(X, y, message):
    network = Network([2, 3, 1])
    theta = network.theta.copy()
    for method in (network.cost, network.cost_and_gradients, network.steps):
        with pytest.raises((TypeError, ValueError), match=message):
            method(X, y)
    assert np.array_equal(network.theta, theta)


def test_targets_for_several_real_outputs():
    for n_out in (2, 3):
        network = Network([2, n_out], output="identity", loss="mean_squared_error")
        with pytest.raises(ValueError, match=rf"but the outputs have \(4, {n_out}\)$"):
            network.cost(np.ones((4, 2)), np.ones(4))
    network = Network([2, 3], output="identity", loss="mean_squared_error")
    with pytest.raises(ValueError, match=r"y has shape \(4,\), but the outputs have \(4, 3\)$"):
        network.cost(np.ones((4, 2)), np.ones(4))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda n: setattr(n.layers[0], "W", np.ones((3, 2))), r"W has shape \(3, 2\), expected"),
        (lambda n: setattr(n.layers[0], "W", np.full((2, 3), np.nan)), "W holds nan"),
        (lambda n: setattr(n.layers[0], "b", 1.0), r"b has shape \(\), expected \(3,\)"),
        (lambda n: n.with_params(np.ones(3)), r"params has shape \(3,\), expected a vector of 13"),
        (lambda n: n.with_params([np.ones((2, 3))]), "params holds 1 array, expected 4"),
        (lambda n: n.with_params(n.params[::-1]), r"W of layer 1 in params has shape \(3, 1\)"),
        (lambda n: n.astype(int), "dtype is <class 'int'>"),
    ],
)
def test_bad_parameters_change_nothing(change, message):
    network = Network([2, 3, 1])
    theta = network.theta.copy()
    with pytest.raises((TypeError, ValueError), match=message):
        change(network)
    assert np.array_equal(network.theta, theta)
