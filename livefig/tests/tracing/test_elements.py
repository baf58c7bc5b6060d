"""Functions of each element: NumPy against the emitted JavaScript, edge values included."""

import itertools
import warnings

import numpy as np
import pytest
from agreement import agree
from v8 import Engine

from livefig import TraceError, compile_js
from livefig.tracing.rules import ELEMENTWISE

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

EDGES = np.array([
    0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, -1.5, 2.5, -2.5, 3.0, 7.25, -7.25, 1e-300, -1e-300,
    1e-8, 0.1, -0.3, 20.0, -20.0, 710.0, 1e15 + 0.5, 1e300, -1e300, np.inf, -np.inf, np.nan,
])  # fmt: skip
WHOLE = np.array([0, 1, -1, 2, -3, 5, 7, 100, -64])
TRUTH = np.array([False, True])
ULPS = 1e-13
# which of 0 and -0 is the larger one, NumPy leaves to the processor
SIGN_OF_ZERO_OPEN = (np.maximum, np.minimum, np.fmax, np.fmin)
WITHOUT_RULE = {(np.reciprocal, "i"), (np.reciprocal, "b")}


@pytest.fixture(scope="module")
def engine():
    return Engine()


def operands(ufunc, values):
    if ufunc.nin == 1:
        return (values,)
    return tuple(
        np.array(column) for column in zip(*itertools.product(values, values), strict=True)
    )


def takes(ufunc, values):
    """Tell whether NumPy itself has this function for such values, with an answer in our types."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ufunc(*operands(ufunc, values))
    except (TypeError, ValueError):  # e.g. `-` of truth values, whole numbers to negative powers
        return False
    return True


def half_precision(values):
    """Of truth values NumPy computes exp and its like in half precision, through single."""
    return values is TRUTH


@pytest.mark.parametrize("ufunc", ELEMENTWISE, ids=lambda f: f.__name__)
def test_element_functions_agree_on_edge_values(engine, ufunc):
    tried = 0
    for values in (EDGES, WHOLE, TRUTH):
        if not takes(ufunc, values) or (ufunc, values.dtype.kind) in WITHOUT_RULE:
            continue
        got, _ = agree(
            engine,
            lambda *args: ufunc(*args),
            *operands(ufunc, values),
            rtol=2e-3 if half_precision(values) else ULPS,
            zeros=values is EDGES and ufunc not in SIGN_OF_ZERO_OPEN,
        )
        tried += got[0].size
    assert tried >= 2


@pytest.mark.parametrize(("ufunc", "kind"), sorted(WITHOUT_RULE, key=str))
def test_whole_number_functions_without_a_rule_say_so(ufunc, kind):
    values = {"i": WHOLE, "b": TRUTH}[kind]
    with pytest.raises(TraceError, match=ufunc.__name__):
        compile_js(lambda *args: ufunc(*args), *operands(ufunc, values))


WIDE = np.array([0, 1, -1, 5, -7, 2**31 - 1, -(2**31), 2**40 + 5, -(2**45) - 3, 2**52 + 3])


@pytest.mark.parametrize("ufunc", [np.bitwise_and, np.bitwise_or, np.bitwise_xor])
def test_bits_of_whole_numbers_past_32_bits(engine, ufunc):
    agree(engine, lambda a, b: ufunc(a, b), *operands(ufunc, WIDE))


@pytest.mark.parametrize("ufunc", [np.floor_divide, np.remainder, np.fmod])
def test_division_of_whole_numbers_is_exact(engine, ufunc):
    agree(engine, lambda a, b: ufunc(a, b), *operands(ufunc, WIDE))


def test_shifts_by_any_count(engine):
    a, count = operands(np.right_shift, np.array([0, 1, -1, -5, 40, 62, 63, 64, 100, -2]))
    agree(engine, lambda a, count: a >> count, a, count)
    agree(engine, lambda a, count: a << count, a, np.where((count > 40) & (count < 64), 3, count))


def test_powers_of_whole_numbers_are_exact(engine):
    base, exponent = operands(np.power, np.arange(0, 12))
    agree(engine, lambda a, b: a**b, base - 3, exponent)
    agree(engine, lambda a: (a**2, a**3, 3**a), np.arange(12))


def test_a_whole_number_past_53_bits_is_nothing(engine):
    for function in (
        lambda n: n * n,
        lambda n: n**3,
        lambda n: n + (2**53 - 2**10),
        lambda n: np.cumprod(np.stack([n, n, n])),
        lambda n: np.prod(np.stack([n, n, n])),
        lambda n: np.stack([n, 1]) @ np.stack([n, 1]),
        lambda n: n << 40,
    ):
        (result,) = engine.call(compile_js(function, 2), [2**27 + 1])
        assert np.isnan(result.ravel()[-1])
        with pytest.raises(TraceError, match="compute with floats"):
            compile_js(function, 2**27 + 1)


def test_a_negative_power_of_a_whole_number_is_nothing(engine):
    (result,) = engine.call(compile_js(lambda n: 2**n, 1), [-1])
    assert np.isnan(result).all()


def test_the_square_root_as_a_power(engine):
    for x in (EDGES, EDGES[-2]):
        agree(engine, lambda x: x**0.5, x, zeros=True)
