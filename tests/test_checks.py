"""What comes in by mistake is answered with its name, what came and what to write."""

import collections
from fractions import Fraction

import numpy as np
import pytest

from nnlib import (
    SGD,
    Adam,
    History,
    Momentum,
    Network,
    Neuron,
    binary_cross_entropy,
    check_gradients,
    cross_entropy,
    datasets,
    gradient_descent,
    mean_squared_error,
    mini_batches,
    normal,
    numerical_gradient,
    tanh,
    train,
)
from nnlib.checks import finite_array, number, shown, whole_number

X, y = datasets.moons(30)
rng = np.random.default_rng(0)


def network(sizes=(2, 3, 1), **settings):
    return Network(sizes, **settings)


class Frame:
    """Data as pandas holds them: iteration gives names of columns, NumPy gets the numbers."""

    def __init__(self, values):
        self.values = np.asarray(values)

    def __array__(self, dtype=None, copy=None):
        return np.asarray(self.values, dtype)

    def __iter__(self):
        return iter(["a", "b"])

    def __len__(self):
        return len(self.values)


@pytest.mark.parametrize(
    "sizes",
    [
        iter([2, 3, 1]),
        (n for n in (2, 3, 1)),
        map(int, "231"),
        np.array([2, 3, 1]),
        np.array([2, 3, 1], np.uint8),
        range(3, 0, -1),
        collections.deque([2, 3, 1]),
    ],
)
def test_sizes_in_any_order_that_is_one(sizes):
    assert Network(sizes).n_params > 0


@pytest.mark.parametrize("hidden", [iter(["relu", "tanh"]), np.array(["relu", "tanh"])])
def test_activations_from_an_iterator(hidden):
    assert Network([2, 3, 3, 1], hidden).activations == ("relu", "tanh", "sigmoid")


@pytest.mark.parametrize("dtype", ["float32", "f4", np.float32, np.dtype("float32"), "single"])
def test_a_dtype_by_any_of_its_names(dtype):
    assert network(dtype=dtype).theta.dtype == np.float32
    assert network(dtype=float).astype(dtype).theta.dtype == np.float32


@pytest.mark.parametrize("kind", [bool, int, np.uint8, np.int16, np.float16, np.longdouble, Frame])
def test_real_numbers_of_all_kinds(kind):
    whole = rng.integers(0, 2, (6, 2))
    given = kind(whole) if kind is Frame else whole.astype(kind)
    targets = kind([0, 1, 1, 0, 1, 0]) if kind is Frame else np.array([0, 1, 1, 0, 1, 0], kind)
    expected = network().cost(whole.astype(float), [0, 1, 1, 0, 1, 0])
    assert network().cost(given, targets) == expected
    assert network().forward(given).tolist() == network().forward(whole.tolist()).tolist()
    assert Neuron([1, 2], 0)(given).astype(float) == pytest.approx(Neuron([1, 2], 0)(whole), 1e-3)
    parts = [np.asarray(part, float) for part in datasets.train_test_split(given, targets)]
    assert list(map(len, parts)) == [4, 2, 4, 2]


def test_a_learning_rate_of_numpys():
    for kind in (np.float32, np.float64, np.float16, np.int64):
        assert SGD(kind(1)).lr == 1


hidden_values = np.ma.masked_array(np.ones((30, 2)), mask=np.eye(30, 2))


@pytest.mark.parametrize(
    ("call", "name", "n"),
    [
        (lambda: network().cost(hidden_values, y), "X", 2),
        (lambda: network().forward(hidden_values[0]), "X", 1),
        (lambda: network().steps(hidden_values), "X", 2),
        (lambda: network().predict(list(hidden_values)), "X", 2),
        (lambda: network().predict([list(row) for row in hidden_values]), "X", 2),
        (lambda: network().cost(X, np.ma.masked_equal(y, 1)), "y", 15),
        (lambda: train(network(), hidden_values, y, SGD(), 1), "X", 2),
        (lambda: train(network(), X, y, SGD(), 1, validation=(hidden_values, y)), "X", 2),
        (lambda: Neuron(hidden_values[0], 0), "weights", 1),
        (lambda: Neuron([1, 2], np.ma.masked), "bias", 1),
        (lambda: Neuron([1, 2], 0)(hidden_values), "x", 2),
        (lambda: mean_squared_error(hidden_values, np.ones((30, 2))), "y_hat", 2),
        (lambda: binary_cross_entropy(np.ones((30, 2)), hidden_values), "y", 2),
        (lambda: cross_entropy(np.eye(3), np.ma.masked_equal([0, 1, 2], 1)), "y", 1),
        (lambda: datasets.train_test_split(hidden_values, y), "X", 2),
        (lambda: list(mini_batches(hidden_values, y, 7, 0)), "X", 2),
        (lambda: datasets.clouds(9, hidden_values), "centres", 2),
        (lambda: Network([2, 1], init=[hidden_values[:2, :1], [0]]), "W of layer 1 in init", 1),
        (lambda: gradient_descent(abs, np.sign, np.ma.masked, 0.1, 3), "x0", 1),
    ],
)
def test_what_a_mask_hides_is_not_used(call, name, n):
    with pytest.raises(ValueError, match=f"{name} has {n} masked numbers?, expected an array"):
        call()


def test_a_mask_that_hides_nothing():
    plain = np.ma.masked_array(X)
    assert network().cost(plain, np.ma.masked_equal(y, 9)) == network().cost(X, y)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "X is None, expected an array of real numbers"),
        ({"a": 1}, "X is {'a': 1}, expected an array"),
        ({1, 2}, "X is {1, 2}, expected an array"),
        ((row for row in X), "X is .*generator.*, expected an array"),
        (network(), "X is of type Network, expected an array"),
        ([[None, 1]], r"X holds None at index \(0, 0\), expected real numbers"),
        ([None, 1], "X holds None at index 0, expected real numbers"),
        ([1, "a", None], "X holds <U|X holds 'a' at index 1, expected real numbers"),
        (np.array([[1.0, "b"]], object), r"X holds 'b' at index \(0, 1\), expected real"),
        (X.astype(object), r"X holds Python objects \(dtype object\), expected floats: convert"),
        ([[10**400, 1]], r"X holds Python objects \(dtype object\), expected floats"),
        ([["1", "2"]], "X holds <U1, expected real numbers"),
        ([[b"1", b"2"]], "X holds .S1, expected real numbers"),
        (X * 1j, "X holds complex128, expected real numbers"),
        (np.zeros((2, 2), "M8[s]"), r"X holds datetime64\[s\], expected real numbers"),
        (np.zeros(2, [("a", float)]), "X holds .*'a'.*, expected real numbers"),
        ([[1, 2], [3]], "X is ragged, expected rows of one length"),
        ([], "X has 0 values, but the network's input layer has 2"),
        (X.T, "X has 30 columns, but the network's input layer has 2"),
    ],
)
def test_what_is_no_data(value, message):
    for method in (network().forward, network().predict, network().steps):
        with pytest.raises((TypeError, ValueError), match=f"^{message}"):
            method(value)


def trained(net=None, X=X, y=y, optimizer=None, n_epochs=1, **settings):
    return train(net or network(), X, y, optimizer or SGD(), n_epochs, **settings)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: trained(optimizer=SGD), r"optimizer is the class SGD, .*: write SGD\(lr=0.1\)"),
        (lambda: trained(optimizer=0.1), "optimizer is 0.1, expected an object such as SGD"),
        (lambda: trained(Network), r"network is the class Network, .*: write Network\(\[2, 3, 1"),
        (lambda: train(None, X, y, SGD(), 1), "network is None, expected an object such as Net"),
        (lambda: train(X, network(), y, SGD(), 1), r"network is an array of shape \(30, 2\), exp"),
        (lambda: trained(SGD()), r"network is SGD\(lr=0.01\), expected an object such as Network"),
        (lambda: check_gradients(Network, X, y), "network is the class Network, expected an obj"),
        (lambda: check_gradients(X, X, y), r"network is an array of shape \(30, 2\), expected"),
        (lambda: trained(y=X), r"y has shape \(30, 2\), but the outputs have \(30, 1\)"),
        (lambda: trained(y=None), "y is None, expected an array of real numbers"),
        (lambda: trained(y=1), r"y has shape \(\), but the outputs have"),
        (lambda: trained(y=[str(v) for v in y]), "y holds <U1, expected real numbers"),
        (lambda: trained(n_epochs=True), "n_epochs is True, expected a whole number from 1 up"),
        (lambda: trained(n_epochs="3"), "n_epochs is '3', expected a whole number from 1 up"),
        (lambda: trained(n_epochs=np.float64(2)), r"n_epochs is np.float64\(2.0\), expected"),
        (lambda: trained(n_epochs=-(10**400)), "n_epochs is of type int, expected"),
        (lambda: trained(batch_size=2.0), "batch_size is 2.0, expected a whole number from 1 up"),
        (lambda: trained(rng=np.random), "rng is of type module, expected a numpy.random.Gener"),
        (lambda: trained(rng=1.0), "rng is 1.0, expected a numpy.random.Generator or a seed"),
        (lambda: trained(rng=np.random.SeedSequence(3)), "rng is of type SeedSequence, expected"),
        (lambda: trained(validation=(X, y), patience=True), "patience is True, expected a whole"),
        (lambda: trained(validation=X[:2]), r"validation is ndarray, expected a pair \(X, y\)"),
        (lambda: trained(validation="ab"), r"validation is str, expected a pair \(X, y\)"),
        (lambda: trained(validation=(X, y, 1)), r"validation is tuple, expected a pair \(X, y\)"),
        (lambda: history(3), "cost is 3, expected a list of costs"),
        (lambda: history("abc"), "cost is 'abc', expected a list of costs"),
        (lambda: history(np.ones(3)), r"cost is an array of shape \(3,\), expected a list"),
        (lambda: history([1.0], None), "validation_cost is None, expected a list of costs"),
        (lambda: list(mini_batches(X, y, 7, None)), "rng is None, expected a numpy.random.Gener"),
        (lambda: list(mini_batches(X, y, 0, 0)), "batch_size is 0, expected a whole number from"),
        (lambda: list(mini_batches(X, y[1:], 7, 0)), r"y has shape \(29,\), but X has shape \(30"),
        (lambda: list(mini_batches(X, 1, 7, 0)), r"y has shape \(\), but X has shape \(30, 2\)"),
        (lambda: list(mini_batches(1, y, 7, 0)), r"y has shape \(30,\), but X has shape \(\)"),
        (lambda: numerical_gradient(lambda x: x, [1.0, 2.0]), r"f gives shape \(2,\), expected on"),
    ],
)
def test_training_with_the_wrong_things(call, message):
    with pytest.raises((TypeError, ValueError), match=f"^{message}"):
        call()


def history(*costs):
    return History(*costs).plot()


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"sizes": "231"}, "sizes is '231', expected the inputs and at least one layer"),
        ({"sizes": {2, 3, 1}}, "sizes is {1, 2, 3}, expected the inputs and"),
        ({"sizes": {2: 3, 1: 1}}, "sizes is {2: 3, 1: 1}, expected the inputs and"),
        ({"sizes": None}, "sizes is None, expected the inputs and"),
        ({"sizes": iter([2])}, r"sizes is \[2\], expected the inputs and"),
        ({"sizes": np.array(3)}, r"sizes is array\(3\), expected the inputs and"),
        ({"sizes": np.array([2.0, 1.0])}, r"sizes\[0\] is np.float64\(2.0\), expected a whole"),
        ({"sizes": np.ones((2, 2), int)}, r"sizes\[0\] is an array of shape \(2,\), expected"),
        ({"hidden": None}, "hidden is None, expected an activation by name, or a list"),
        ({"hidden": 3}, "hidden is 3, expected an activation by name"),
        ({"hidden": tanh}, "hidden is the function tanh, expected an activation by name"),
        ({"hidden": {"tanh"}}, "hidden is {'tanh'}, expected an activation by name"),
        ({"hidden": [tanh]}, "hidden is the function tanh, expected one of 'sigmoid', 'tanh'"),
        ({"output": tanh}, "output is the function tanh, expected one of 'sigmoid', 'tanh'"),
        ({"loss": cross_entropy}, "loss is the function cross_entropy, expected one of 'mean"),
        ({"dtype": "float16"}, "dtype is 'float16', expected float64 or float32"),
        ({"dtype": ">f8"}, "dtype is '>f8', expected float64 or float32"),
        ({"dtype": "precise"}, "dtype is 'precise', expected float64 or float32"),
        ({"dtype": None}, "dtype is None, expected float64 or float32"),
        ({"init": normal}, r"init is the function normal, which makes one: write normal\(0.01\)"),
        ({"init": np.ones(13)}, r"init is an array of shape \(13,\), expected one of 'zero'"),
        ({"init": None}, "init is None, expected one of 'zero'"),
        ({"l1": np.array(0.1)}, r"l1 is array\(0.1\), expected a finite number from 0 up"),
        ({"l2": True}, "l2 is True, expected a finite number from 0 up"),
        ({"rng": np.bool_(True)}, "rng is np.True_, expected a numpy.random.Generator"),
    ],
)
def test_networks_of_the_wrong_things(settings, message):
    with pytest.raises((TypeError, ValueError), match=f"^{message}"):
        network(**settings)


@pytest.mark.parametrize(
    ("lr", "error"),
    [
        (None, TypeError),
        ("0.1", TypeError),
        ([0.1], TypeError),
        (np.array([0.1]), TypeError),
        (1j, TypeError),
        (np.complex128(1), TypeError),
        (np.bool_(True), TypeError),
        (Fraction(1, 10), TypeError),
        (0.0, ValueError),
        (-np.inf, ValueError),
        (10**400, ValueError),
        (np.float32(np.nan), ValueError),
    ],
)
def test_learning_rates_when_made_and_when_set(lr, error):
    """As `optimizer.lr = …` as well: a schedule sets it between epochs."""
    optimizer = Adam(0.5)
    for attempt in (lambda: Adam(lr), lambda: setattr(optimizer, "lr", lr)):
        with pytest.raises(error, match=r"^lr is .*, expected a finite number above 0$"):
            attempt()
    assert optimizer.lr == 0.5
    with pytest.raises(error, match=r"^beta1 is .*, expected a number from 0 up to, but not"):
        optimizer.beta1 = -1 if lr == 0 else lr


def frozen():
    array = np.ones(2)
    array.flags.writeable = False
    return array


@pytest.mark.parametrize(
    ("params", "grads", "message"),
    [
        (np.ones(2), np.ones(2), r"params is an array of shape \(2,\), expected a list of arrays"),
        ([np.ones(2)], np.ones(2), r"grads is an array of shape \(2,\), expected a list"),
        (None, [np.ones(2)], "params is None, expected a list of arrays"),
        (network(), [np.ones(2)], "params is of type Network, expected a list of arrays"),
        ([np.float64(1)], [np.float64(1)], r"params holds 1 array of shape \(\), expected arrays"),
        ([np.ones(2), frozen()], [np.ones(2)] * 2, "params holds an array that cannot be written"),
        ([np.ones(3)], [np.ones(3)], r"params has 1 array of shape \(3,\), other than .* reset\("),
    ],
)
def test_steps_with_the_wrong_things_change_nothing(params, grads, message):
    rule, w = Momentum(0.1), np.ones(2)
    if "reset" in message:
        rule.step([w], [w.copy()])
    state = rule.state
    with pytest.raises((TypeError, ValueError), match=f"^{message}"):
        rule.step(params, grads)
    assert rule.state is state
    for array in params if isinstance(params, list) else []:
        assert (array == 1).all()


def test_numbers_that_are_none_are_refused_by_every_check():
    for wrong in (None, "1", 1j, [1], True, np.True_):
        with pytest.raises(TypeError, match=r"^n is .*, expected one"):
            number("n", wrong, "one")
        with pytest.raises(TypeError, match=r"^n is .*, expected a whole number from 1 up"):
            whole_number("n", wrong, 1)


def test_numbers_keep_their_type_and_the_largest_of_them_are_finite():
    for kind in (np.float32, np.float64):
        assert finite_array("x", np.ones(2, kind)).dtype == kind
        number("n", np.finfo(kind).max, "a finite number")
    assert finite_array("x", [1, 2]).dtype == np.float64
    with pytest.raises(ValueError, match="x holds inf at index 1, expected finite numbers"):
        finite_array("x", [0, 1e39], np.float32)


def test_what_is_shown_is_short():
    assert shown(np.array(3)) == "array(3)"
    assert shown([1] * 26) == str([1] * 26)
    assert shown([1] * 27) == "of type list"
    assert shown("a" * 78) == repr("a" * 78)  # 80 characters with the quotes
    assert shown("a" * 79) == "of type str"
    assert shown("a\nb") == repr("a\nb")
