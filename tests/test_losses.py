"""Costs against scikit-learn's metrics, exact arithmetic, and each other."""

import inspect
import re
import warnings
from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn import metrics

from livefig.tracing.rules import RULES
from livefig.tracing.tracer import Trace
from nnlib import (
    Network,
    activations,
    binary_cross_entropy,
    cross_entropy,
    losses,
    mean_squared_error,
    network,
    output,
    training,
)
from nnlib.losses import squared_error, squared_error_prime
from nnlib.output import (
    LOSSES,
    check_output,
    loss_and_gradient,
    sigmoid_binary_cross_entropy,
    softmax_cross_entropy,
)

rng = np.random.default_rng(0)
any_float = st.floats(allow_nan=False, allow_infinity=False)


def test_squared_error_is_summed_over_outputs_and_averaged_over_examples():
    y, y_hat = rng.normal(size=(2, 7, 3))
    per_output = metrics.mean_squared_error(y, y_hat, multioutput="raw_values")
    assert mean_squared_error(y_hat, y) == pytest.approx(per_output.sum())
    assert mean_squared_error([1.0, 2.0], [0, 0]) == 2.5  # no factor 1/2
    assert mean_squared_error(3.0, 1.0) == 4


def test_binary_cross_entropy():
    y, y_hat = rng.integers(0, 2, 9), rng.uniform(size=9)
    expected = metrics.log_loss(y, y_hat)
    assert binary_cross_entropy(y_hat, y) == pytest.approx(expected)
    assert binary_cross_entropy(y_hat[:, None], y[:, None]) == pytest.approx(expected)
    both = binary_cross_entropy(np.c_[y_hat, y_hat], np.c_[y, y])
    assert both == pytest.approx(2 * expected)


def test_cross_entropy_of_classes_and_of_one_hot_rows():
    y, y_hat = rng.integers(0, 4, 9), rng.dirichlet(np.ones(4), 9)
    expected = metrics.log_loss(y, y_hat, labels=range(4))
    assert cross_entropy(y_hat, y) == pytest.approx(expected)
    assert cross_entropy(y_hat, y.astype(float)) == cross_entropy(y_hat, y)
    assert cross_entropy(y_hat, np.eye(4)[y]) == cross_entropy(y_hat, y)


@pytest.mark.parametrize(
    ("cost", "y_hat", "y"),
    [
        (mean_squared_error, rng.normal(size=(6, 2)), rng.normal(size=(6, 2))),
        (binary_cross_entropy, rng.uniform(size=(6, 2)), rng.integers(0, 2, (6, 2))),
        (cross_entropy, rng.dirichlet(np.ones(3), 6), rng.integers(0, 3, 6)),
    ],
)
def test_the_cost_is_the_mean_of_the_examples(cost, y_hat, y):
    each = [cost(y_hat[i : i + 1], y[i : i + 1]) for i in range(6)]
    assert cost(y_hat, y) == pytest.approx(sum(each) / 6)
    assert cost(np.r_[y_hat, y_hat], np.r_[y, y]) == pytest.approx(cost(y_hat, y))


def test_no_other_place_takes_a_mean():
    sources = [inspect.getsource(m) for m in (losses, output, network, training, activations)]
    words = re.findall(r"\bmean\(|\baverage\(|/ len\(|\bL\.size", "".join(sources))
    assert words == ["L.size"] * 2  # mean_over_examples and its derivative


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_certain_and_wrong_is_finite(dtype):
    zero_one = np.array([0, 1], dtype)
    with np.errstate(all="raise", under="ignore"):
        wrong = binary_cross_entropy(zero_one, [1, 0])
        assert wrong == pytest.approx(-np.log(np.finfo(dtype).tiny))
        assert wrong.dtype == dtype
        assert binary_cross_entropy(zero_one, [0, 1]) == 0
        assert cross_entropy(np.eye(2, dtype=dtype), [1, 0]) == pytest.approx(wrong)
        assert cross_entropy(np.eye(2, dtype=dtype), [0, 1]) == 0


@given(st.floats(-1e6, 1e6) | st.floats(-40, 40), st.sampled_from([0, 0.25, 1]))
def test_binary_cross_entropy_of_a_logit_is_exact(z, y):
    with localcontext() as context:
        context.prec = 60
        e = (-abs(Decimal(z))).exp()
        expected = max(Decimal(z), 0) - Decimal(y) * Decimal(z) + (1 + e).ln()
    L, dz = sigmoid_binary_cross_entropy(np.array([[z]]), np.array([[y]]))
    assert L[0] == pytest.approx(float(expected), rel=1e-14, abs=1e-15 * abs(z))
    s = 1 / (1 + np.exp(-z)) if z > -700 else 0.0
    assert dz[0, 0] == pytest.approx(s - y, abs=1e-15)


@given(arrays(np.float64, 3, elements=st.floats(-1e5, 1e5)), st.integers(0, 2))
def test_cross_entropy_of_logits_is_exact(z, k):
    with localcontext() as context:
        context.prec = 60
        top = max(Decimal(float(x)) for x in z)
        total = sum((Decimal(float(x)) - top).exp() for x in z)
        expected = total.ln() + top - Decimal(float(z[k]))
        probabilities = [float((Decimal(float(x)) - top).exp() / total) for x in z]
    L, dz = softmax_cross_entropy(z[None], np.eye(3)[[k]])
    assert L[0] == pytest.approx(float(expected), rel=1e-14, abs=1e-15)
    assert dz[0] == pytest.approx(probabilities - np.eye(3)[k], abs=1e-14)


def network_of_logits(output, loss, n, dtype=np.float64):
    """Return a network whose weighted sums are its inputs."""
    return Network([n, n], output=output, loss=loss, init=[np.eye(n), np.zeros(n)], dtype=dtype)


LIKELIHOODS = [("sigmoid", "binary_cross_entropy"), ("softmax", "cross_entropy")]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(("output", "loss"), LIKELIHOODS)
def test_the_largest_logits_give_a_finite_cost_over_a_batch(output, loss, dtype):
    huge = np.finfo(dtype).max
    z, y = np.array([[huge, -huge]] * 100, dtype), np.array([[0, 1]] * 100)
    with np.errstate(all="raise", under="ignore"):
        J, [(_, db)] = network_of_logits(output, loss, 2, dtype).cost_and_gradients(z, y)
    assert np.isfinite(J)
    assert J > 1e29
    assert J.dtype == db.dtype == dtype
    assert db == pytest.approx(np.array([1, -1]), rel=1e-6)


@pytest.mark.parametrize(("output", "loss"), LIKELIHOODS)
@given(z=arrays(np.float64, (2, 3), elements=any_float), k=st.integers(0, 2))
def test_no_finite_logit_overflows(output, loss, z, k):
    network, y = network_of_logits(output, loss, 3), np.eye(3)[[k, k]]
    with np.errstate(all="raise", under="ignore"), warnings.catch_warnings():
        warnings.simplefilter("error")
        J = network.cost(z, y)
        assert np.isfinite(J)
        assert J >= 0
        for step in network.steps(z, y):
            assert (np.abs(step.dZ) <= 1).all()


def test_squared_error_and_its_derivative():
    y_hat, y = np.array([[1.0, 4.0]]), np.array([[0.0, 2.0]])
    assert squared_error(y_hat, y).tolist() == [5]
    assert squared_error_prime(y_hat, y).tolist() == [[2, 4]]


@pytest.mark.parametrize(
    ("cost", "y_hat", "y", "message"),
    [
        (
            mean_squared_error,
            [[1], [2]],
            [1, 2],
            r"y has shape \(2,\), but y_hat has shape \(2, 1\)",
        ),
        (mean_squared_error, [], [], "y_hat is empty"),
        (mean_squared_error, [1, np.nan], [1, 2], "y_hat holds nan at index 1"),
        (mean_squared_error, [[1.0, np.inf]], [[1, 2]], r"y_hat holds inf at index \(0, 1\)"),
        (mean_squared_error, np.inf, 1.0, "y_hat holds inf, expected finite"),
        (mean_squared_error, [[1], [1, 2]], [1, 2], "y_hat is ragged"),
        (mean_squared_error, ["a"], [1], "y_hat holds <U1, expected real numbers"),
        (mean_squared_error, [1j], [1], "y_hat holds complex128"),
        (binary_cross_entropy, [1.5], [1], "y_hat holds 1.5, expected probabilities from 0 to 1"),
        (binary_cross_entropy, [0.5], [2], "y holds 2.0, expected targets from 0 to 1"),
        (binary_cross_entropy, [], [], "y_hat is empty"),
        (cross_entropy, [0.5, 0.5], [1], r"y_hat has shape \(2,\), expected \(m, n_classes\)"),
        (cross_entropy, [[0.5, 0.5]], [2], "y holds 2, expected classes from 0 to 1"),
        (cross_entropy, [[0.5, 0.5]], [-1], "y holds -1, expected classes"),
        (cross_entropy, [[0.5, 0.5]], [0.5], "y holds 0.5, expected whole numbers"),
        (cross_entropy, [[0.5, 0.5]], [0, 1], "y holds 2 classes, but there are 1 examples"),
        (cross_entropy, [[0.5, 0.5]], [[1, 1]], "row 0 of y adds up to 2, expected 1"),
        (cross_entropy, [[0.5, 0.5]], [[2, -1]], "y holds 2.0, expected probabilities"),
        (cross_entropy, [[0.5, 0.5]], [[-1e-9, 1]], "y holds -1e-09, expected probabilities"),
        (cross_entropy, [[-1e-9, 1]], [0], "y_hat holds -1e-09, expected probabilities"),
        (binary_cross_entropy, [-1e-9], [0], "y_hat holds -1e-09, expected probabilities"),
        (binary_cross_entropy, [0.5], [-1e-9], "y holds -1e-09, expected targets"),
        (binary_cross_entropy, [0.5] * 4, [0, 1, 2, 3], "y holds 2.0, expected targets"),
        (mean_squared_error, [0, np.inf, 1, np.nan], [0] * 4, "y_hat holds inf at index 1"),
        (cross_entropy, np.eye(2), [[1, 0], [0.5, 0.1]], "row 1 of y adds up to 0.6, expected 1"),
        (cross_entropy, np.eye(2), [[0.5, 0.1], [1, 0]], "row 0 of y adds up to 0.6, expected 1"),
        (cross_entropy, [[0.5, 0.5]], [[0.5, 0.5015]], "row 0 of y adds up to 1.0015, expected"),
        (cross_entropy, np.ones((3, 2)) / 2, [0.5, 1, 1.5], "y holds 0.5, expected whole numbers"),
        (
            cross_entropy,
            [[0.5, 0.5]],
            [[1, 0, 0]],
            r"y has shape \(1, 3\), expected \(1,\) classes",
        ),
        (cross_entropy, np.ones((0, 2)), [], "y_hat is empty"),
        (cross_entropy, [[1.5, 0.5]], [0], "y_hat holds 1.5"),
    ],
)
def test_bad_input(cost, y_hat, y, message):
    with pytest.raises((TypeError, ValueError), match=message):
        cost(y_hat, y)


def test_traced_values_pass():
    run = Trace(RULES)
    y_hat, y = rng.dirichlet(np.ones(3), 4), np.eye(3)[[0, 2, 1, 1]]
    traced, traced_y = run.input(0, y_hat), run.input(1, y)
    for cost in (mean_squared_error, binary_cross_entropy, cross_entropy):
        assert cost(traced, y).value == pytest.approx(cost(y_hat, y), rel=1e-14)
        assert cost(traced, traced_y).value == pytest.approx(cost(y_hat, y), rel=1e-14)
        assert cost(y_hat, traced_y).value == pytest.approx(cost(y_hat, y), rel=1e-14)
    with pytest.raises(ValueError, match=r"y has shape \(3, 3\)"):
        cross_entropy(traced, traced_y[:3])
    with pytest.raises(ValueError, match=r"y has shape \(4,\), expected \(4,\) classes or"):
        cross_entropy(y_hat, traced_y[:, 0])  # which class a traced number is, cannot be looked at


def test_rounded_probabilities_add_up_to_one():
    assert cross_entropy([[0.5, 0.5]], [[0.4999, 0.5009]]) == pytest.approx(np.log(2), rel=1e-3)


def test_losses_know_their_output():
    check_output("mean_squared_error", "tanh")
    with pytest.raises(ValueError, match="output is 'tanh', but loss 'cross_entropy' expects"):
        check_output("cross_entropy", "tanh")
    with pytest.raises(ValueError, match="loss is 'mse', expected one of 'mean_squared_error'"):
        check_output("mse", "tanh")
    with pytest.raises(ValueError, match="output is None, expected one of"):
        check_output("mean_squared_error", None)


@pytest.mark.parametrize("loss", LOSSES)
def test_the_gradient_is_the_slope_of_the_loss(loss):
    output = LOSSES[loss].with_output or "tanh"
    z, y = rng.normal(size=(4, 3)), np.eye(3)[[0, 2, 1, 1]]
    h = 1e-6
    _, dz = loss_and_gradient(loss, output, z, y)
    for i in np.ndindex(z.shape):
        step = np.zeros_like(z)
        step[i] = h
        above, _ = loss_and_gradient(loss, output, z + step, y)
        below, _ = loss_and_gradient(loss, output, z - step, y)
        assert dz[i] == pytest.approx((above - below).sum() / (2 * h), abs=1e-8)
