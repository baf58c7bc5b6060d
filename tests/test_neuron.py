"""One neuron against sums written out."""

import math

import numpy as np
import pytest

from livefig.tracing.rules import RULES
from livefig.tracing.tracer import Trace
from nnlib import Neuron, sigmoid
from nnlib.activations import ACTIVATIONS


def test_weighted_sum_and_output():
    neuron = Neuron([0.5, -2.0], bias=1.0)
    z = 0.5 * 3 + -2.0 * 0.25 + 1.0
    assert neuron.z([3, 0.25]) == z
    assert neuron([3, 0.25]) == pytest.approx(1 / (1 + math.exp(-z)))


def test_a_batch_is_one_example_after_the_other():
    neuron = Neuron(np.array([0.5, -2.0, 1.0]), 0.1, "tanh")
    X = np.random.default_rng(0).normal(size=(5, 3))
    assert neuron.z(X).shape == (5,)
    assert neuron(X) == pytest.approx([neuron(x) for x in X])


@pytest.mark.parametrize("name", [name for name in ACTIVATIONS if name != "softmax"])
def test_every_activation_by_name(name):
    assert Neuron([2.0], 0.5, name)([1.0]) == ACTIVATIONS[name][0](2.5)


def test_an_activation_of_ones_own():
    neuron = Neuron([2.0], 0.0, activation=np.sin)
    assert neuron([1.0]) == math.sin(2)
    assert repr(neuron) == "Neuron([2.0], 0.0, activation='sin')"


def test_repr_can_be_read():
    assert repr(Neuron([1, 2], -3)) == "Neuron([1.0, 2.0], -3.0, activation='sigmoid')"


def test_weights_that_are_traced():
    run = Trace(RULES)
    w, b = run.input(0, np.array([1.0, -1.0])), run.input(1, 0.5)
    neuron = Neuron(w, b)
    X = np.array([[1.0, 2.0], [0.0, 1.0]])
    assert neuron(X).value == pytest.approx(sigmoid(X @ [1, -1] + 0.5))
    assert "Tracer" in repr(neuron)


@pytest.mark.parametrize(
    ("weights", "bias", "activation", "message"),
    [
        ([[1, 2]], 0, "sigmoid", r"weights have shape \(1, 2\), expected \(n_in,\)"),
        ([], 0, "sigmoid", r"weights have shape \(0,\)"),
        (1.0, 0, "sigmoid", r"weights have shape \(\)"),
        ([1, np.nan], 0, "sigmoid", "weights holds nan at index 1"),
        ([1], [0], "sigmoid", r"bias has shape \(1,\), expected one number"),
        ([1], "x", "sigmoid", "bias holds <U1"),
        ([1], 0, "step", "activation is 'step', expected one of 'sigmoid', 'tanh'"),
        ([1], 0, "softmax", "activation is 'softmax', expected one of"),
    ],
)
def test_bad_parameters(weights, bias, activation, message):
    with pytest.raises((TypeError, ValueError), match=message):
        Neuron(weights, bias, activation)


@pytest.mark.parametrize(
    ("x", "message"),
    [
        ([1, 2, 3], r"x has shape \(3,\), but the neuron has 2 weights; expected \(2,\) or"),
        ([[1], [2]], r"x has shape \(2, 1\), but the neuron has 2 weights"),
        (1.0, r"x has shape \(\)"),
        (np.zeros((1, 1, 2)), r"x has shape \(1, 1, 2\)"),
        ([1, np.inf], "x holds inf at index 1"),
    ],
)
def test_bad_examples(x, message):
    with pytest.raises(ValueError, match=message):
        Neuron([1, 2], 0)(x)
