"""The gradient check finds what is wrong, and nothing else."""

import numpy as np
import pytest

from nnlib import Network, check_gradients, numerical_gradient

X = np.random.default_rng(0).normal(size=(6, 2))
y = np.array([0, 1, 1, 0, 1, 0])


class Wrong(Network):
    """A network with a mistake in its gradients."""

    factor = 1.001

    def cost_and_gradients(self, X, y):
        J, [(dW, db), *rest] = super().cost_and_gradients(X, y)
        dW = dW.copy()
        dW[0, 0] *= self.factor
        return J, [(dW, db), *rest]


def test_numerical_gradient_of_a_known_function():
    x = np.array([[1.0, -2.0], [0.5, 3.0]])
    slopes = numerical_gradient(lambda x: (x**3).sum(), x)
    assert slopes == pytest.approx(3 * x**2, rel=1e-8)
    assert numerical_gradient(np.sin, 0.0) == pytest.approx(1)


def test_the_error_falls_with_the_square_of_epsilon():
    errors = [abs(numerical_gradient(np.exp, 0.0, h) - 1) for h in (1e-1, 1e-2, 1e-3)]
    assert errors == pytest.approx([1e-2 / 6, 1e-4 / 6, 1e-6 / 6], rel=0.01)


def test_right_gradients_agree_and_the_network_stays():
    network = Network([2, 3, 1])
    theta = network.theta.copy()
    assert check_gradients(network, X, y) < 1e-7
    assert np.array_equal(network.theta, theta)


def test_a_small_mistake_is_found():
    assert check_gradients(Wrong([2, 3, 1]), X, y) == pytest.approx(1e-3, rel=0.01)


@pytest.mark.parametrize("factor", [0.999, 1.001])
@pytest.mark.parametrize("sign", [-1, 1])
def test_a_mistake_is_found_on_either_side(factor, sign):
    """Too large or too small, of a gradient above or below 0."""
    network = Wrong([1, 1], output="identity", loss="mean_squared_error", init="zero")
    network.factor = factor
    assert check_gradients(network, [[1.0]], [sign]) == pytest.approx(1e-3, rel=0.01)


def test_the_usual_epsilon():
    assert numerical_gradient(np.exp, 0.0) == numerical_gradient(np.exp, 0.0, 1e-5)
    network = Network([2, 3, 1])
    assert check_gradients(network, X, y) == check_gradients(network, X, y, 1e-5)


def test_kinks_on_all_sides_are_not_mistakes():
    """Each example has its kink 1e-6 from the next: a step of 1e-5 always crosses some.

    A step to the side does not help, as there are kinks everywhere; a smaller ε does.
    """
    inputs = 1 + 1e-6 * (np.arange(-3000, 3000) + 0.5)[:, None]
    targets = np.sin(1e4 * inputs[:, 0])
    settings = {"hidden": "relu", "output": "identity", "loss": "mean_squared_error"}
    params = [[[1.0, -1.0]], [-1.0, 1.0], [[0.7], [0.4]], [0.1]]
    assert check_gradients(Network([1, 2, 1], init=params, **settings), inputs, targets) < 1e-6
    assert check_gradients(Wrong([1, 2, 1], init=params, **settings), inputs, targets) > 5e-4


def test_a_large_cost_leaves_fewer_digits_for_a_gradient():
    """J is about 1e10, so differences of J are off by more than the smaller gradients."""
    network = Network([2, 3, 1], "tanh", "identity", "mean_squared_error")
    inputs = X * [1.0, 1e-6]
    assert network.cost(inputs, y + 1e5) > 1e9
    assert check_gradients(network, inputs, y + 1e5) < 1e-6


@pytest.mark.parametrize("l1", [0, 0.1])
def test_kinks_are_not_mistakes(l1):
    """All weights and sums are 0, where neither ReLU nor the L1 penalty has a slope."""
    settings = {"hidden": "relu", "output": "relu", "loss": "mean_squared_error", "l1": l1}
    assert check_gradients(Network([2, 3, 1], init="zero", **settings), X, y) < 1e-6
    assert check_gradients(Wrong([2, 3, 1], rng=1, **settings), X, y) > 5e-4


def test_a_kink_beside_the_point_is_not_a_mistake():
    """The sum of a ReLU neuron is 1e-6: a step of 1e-5 crosses the kink, one of 1e-7 does not."""
    settings = {"hidden": "relu", "output": "identity", "loss": "mean_squared_error"}
    network = Network([1, 1, 1], init=[[[1.0]], [0.0], [[1.0]], [0.0]], **settings)
    inputs, targets = np.array([[1e-6], [1.0]]), np.array([1.0, -1.0])
    J, _ = network.cost_and_gradients(inputs, targets)
    assert np.isfinite(J)
    assert check_gradients(network, inputs, targets) < 1e-6
    wrong = Wrong([1, 1, 1], init=network.params, **settings)
    assert check_gradients(wrong, inputs, targets) > 5e-4


def test_float32_is_checked_in_float64():
    assert check_gradients(Network([2, 3, 1], dtype=np.float32), X, y) < 1e-7


def test_bad_input():
    with pytest.raises(ValueError, match="epsilon is 0, expected a finite number above 0"):
        check_gradients(Network([2, 1]), X, y, epsilon=0)
    for epsilon in (-1, -1e-12, 0):
        with pytest.raises(ValueError, match=r"epsilon is .*, expected a finite number above 0"):
            numerical_gradient(np.sin, 0.0, epsilon)
    with pytest.raises(ValueError, match="x holds inf"):
        numerical_gradient(np.sin, np.inf)
    with pytest.raises(ValueError, match="y holds 2"):
        check_gradients(Network([2, 1]), X, y + 1)
