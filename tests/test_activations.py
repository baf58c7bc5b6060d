"""Activations against exact decimal arithmetic, and their derivatives against differences."""

import warnings
from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import nnlib
from nnlib.activations import ACTIVATIONS, LEAK, chain, softmax, softmax_prime

ELEMENTWISE = [name for name in ACTIVATIONS if name != "softmax"]
FUNCTIONS = [(name, which) for name in ELEMENTWISE for which in (0, 1)]
any_float = st.floats(allow_nan=False, allow_infinity=False)
moderate = st.floats(-50, 50)
rows = arrays(np.float64, st.tuples(st.integers(1, 4), st.integers(1, 5)), elements=any_float)


def exact(z, formula):
    """Return `formula` of z and e^-|z| in 50 digits."""
    with localcontext() as context:
        context.prec = 50
        z = Decimal(float(z))
        return float(formula(z, (-abs(z)).exp()))


def exact_sigmoid(z):
    return exact(z, lambda z, e: 1 / (1 + e) if z >= 0 else e / (1 + e))


@given(moderate | st.floats(-700, 700))
def test_sigmoid_is_exact_in_both_tails(z):
    assert nnlib.sigmoid(z) == pytest.approx(exact_sigmoid(z), rel=4e-16, abs=0)


@given(moderate | st.floats(-350, 350))
def test_derivative_of_sigmoid_is_exact_in_both_tails(z):
    expected = exact(z, lambda z, e: e / (1 + e) ** 2)
    assert nnlib.sigmoid_prime(z) == pytest.approx(expected, rel=1e-15, abs=0)


@given(st.floats(-300, 300))
def test_tanh_and_its_derivative(z):
    with localcontext() as context:
        context.prec = 360
        e = (2 * Decimal(z)).exp()
        expected = (e - 1) / (e + 1)
        assert nnlib.tanh(z) == pytest.approx(float(expected), rel=1e-15, abs=5e-324)
        assert nnlib.tanh_prime(z) == pytest.approx(float(1 - expected**2), abs=3e-16)


def test_the_largest_slope_of_sigmoid_is_a_quarter():
    z = np.linspace(-10, 10, 20001)
    assert nnlib.sigmoid_prime(z).max() == 0.25
    assert nnlib.sigmoid_prime(0.0) == 0.25


def test_pieces_and_kinks():
    z = np.array([-2.0, -0.0, 0.0, 3.0])
    assert nnlib.relu(z).tolist() == [0, 0, 0, 3]
    assert nnlib.relu_prime(z).tolist() == [0, 0, 0, 1]
    assert nnlib.leaky_relu(z).tolist() == [-2 * LEAK, 0, 0, 3]
    assert nnlib.leaky_relu_prime(z).tolist() == [LEAK, LEAK, LEAK, 1]
    assert nnlib.identity(z).tolist() == z.tolist()
    assert nnlib.identity_prime(z).tolist() == [1, 1, 1, 1]


@pytest.mark.parametrize("name", ELEMENTWISE)
@given(z=st.floats(-20, 20).filter(lambda z: abs(z) > 1e-3))
def test_derivatives_are_the_slopes(name, z):
    function, derivative = ACTIVATIONS[name]
    h = 1e-5
    slope = (function(z + h) - function(z - h)) / (2 * h)
    assert derivative(z) == pytest.approx(slope, abs=1e-9)


@pytest.mark.parametrize(("name", "which"), FUNCTIONS)
@given(z=rows)
def test_no_finite_input_overflows(name, which, z):
    with np.errstate(all="raise", under="ignore"), warnings.catch_warnings():
        warnings.simplefilter("error")
        assert np.isfinite(ACTIVATIONS[name][which](z)).all()


@pytest.mark.parametrize(("name", "which"), FUNCTIONS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_precision_and_shape_are_kept(name, which, dtype):
    for z in (np.linspace(-3, 3, 6, dtype=dtype).reshape(2, 3), dtype(0.5)):
        a = ACTIVATIONS[name][which](z)
        assert a.dtype == dtype
        assert a.shape == z.shape


def test_softmax_keeps_precision():
    z = np.ones((2, 3), np.float32)
    assert softmax(z).dtype == softmax_prime(z, z).dtype == np.float32


@given(rows)
def test_softmax_gives_probabilities_at_any_finite_input(z):
    with np.errstate(all="raise", under="ignore"), warnings.catch_warnings():
        warnings.simplefilter("error")
        a = softmax(z)
    assert (a >= 0).all()
    assert a.sum(axis=-1) == pytest.approx(np.ones(len(z)), rel=1e-14)
    # The order of z is kept: the largest z has the largest probability.
    assert (a.max(axis=-1) == a[np.arange(len(z)), z.argmax(axis=-1)]).all()


@given(arrays(np.float64, 4, elements=st.floats(-300, 300)), st.floats(-300, 300))
def test_softmax_against_exact_arithmetic_and_under_a_shift(z, shift):
    with localcontext() as context:
        context.prec = 50
        powers = [Decimal(float(x)).exp() for x in z]
        expected = [float(p / sum(powers)) for p in powers]
    assert softmax(z) == pytest.approx(expected, rel=1e-13, abs=0)
    assert softmax(z + shift) == pytest.approx(softmax(z), rel=1e-12, abs=1e-300)


def test_softmax_takes_a_list():
    assert softmax([1.0, 1.0]).tolist() == [0.5, 0.5]


def test_softmax_prime_is_the_product_with_the_jacobian():
    rng = np.random.default_rng(0)
    z, dA = rng.normal(size=(2, 5, 4))
    for row, (z_row, dA_row) in enumerate(zip(z, dA, strict=True)):
        a = softmax(z_row)
        jacobian = np.diag(a) - np.outer(a, a)
        assert softmax_prime(z, dA)[row] == pytest.approx(jacobian.T @ dA_row)
        assert softmax_prime(z_row, dA_row) == pytest.approx(jacobian.T @ dA_row)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_chain_multiplies_by_the_derivative(name):
    rng = np.random.default_rng(1)
    z, dA = rng.normal(size=(2, 3, 4))
    h = 1e-6
    along = rng.normal(size=z.shape)
    function, _ = ACTIVATIONS[name]
    slope = ((function(z + h * along) - function(z - h * along)) * dA).sum() / (2 * h)
    assert (chain(name, z, dA) * along).sum() == pytest.approx(slope, rel=1e-7)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_table_names_what_the_package_exports(name):
    assert ACTIVATIONS[name] == (getattr(nnlib, name), getattr(nnlib, f"{name}_prime"))
