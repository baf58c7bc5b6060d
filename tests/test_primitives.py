"""Every rule of the table: NumPy against the emitted JavaScript, edge values included."""

import itertools
import warnings

import numpy as np
import pytest
from v8 import Engine

from nnlib.live import compile_js
from nnlib.live.primitives import ELEMENTWISE, REARRANGEMENTS, REDUCTIONS, RULES

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

EDGES = np.array(
    [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, -1.5, 2.5, -2.5, 3.0, 7.25, -7.25, 1e-300, -1e-300]
    + [1e-8, 0.1, -0.3, 20.0, -20.0, 710.0, 1e15 + 0.5, 1e300, -1e300, np.inf, -np.inf, np.nan]
)  # fmt: skip
WHOLE = np.array([0, 1, -1, 2, -3, 5, 7, 100, -64])
TRUTH = np.array([False, True])
ULPS = 1e-13
# which of 0 and -0 is the larger one, NumPy leaves to the processor
SIGN_OF_ZERO_OPEN = (np.maximum, np.minimum, np.fmax, np.fmin)


@pytest.fixture(scope="module")
def engine():
    return Engine()


def agree(engine, function, *args, rtol=1e-12, atol=0.0, zeros=False):
    """Compare a function in NumPy with the same function compiled."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = function(*(np.asarray(arg)[()] for arg in args))
        source = compile_js(function, *args)
    got = engine.call(source, args)
    expected = expected if isinstance(expected, (tuple, list)) else (expected,)
    assert len(got) == len(expected)
    for ours, numpys in zip(got, expected, strict=True):
        numpys = np.asarray(numpys, dtype=float).ravel()
        assert ours.shape == numpys.shape
        np.testing.assert_allclose(ours, numpys, rtol=rtol, atol=atol, equal_nan=True)
        if zeros:
            both = (ours == 0) & (numpys == 0)
            np.testing.assert_array_equal(np.signbit(ours[both]), np.signbit(numpys[both]))
    return got, expected


def operands(ufunc, values):
    if ufunc.nin == 1:
        return (values,)
    return tuple(np.array(column) for column in zip(*itertools.product(values, values), strict=True))


def takes(ufunc, values):
    """Tell whether NumPy itself has this function for such values, with an answer in our types."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ufunc(*operands(ufunc, values))
    except (TypeError, ValueError):  # e.g. `-` of truth values, whole numbers to negative powers
        return False
    return True


@pytest.mark.parametrize("ufunc", ELEMENTWISE, ids=lambda f: f.__name__)
def test_element_functions_agree_on_edge_values(engine, ufunc):
    tried = 0
    for values in (EDGES, WHOLE, TRUTH):
        whole_bits = ufunc.__name__ in ("bitwise_and", "bitwise_or", "bitwise_xor", "invert")
        if not takes(ufunc, values) or (values is not EDGES and ((values is WHOLE and whole_bits) or ufunc is np.reciprocal)):
            continue
        args = operands(ufunc, values)
        # of truth values NumPy computes exp and its like in half precision
        got, _ = agree(engine, lambda *a: ufunc(*a), *args, rtol=2e-3 if values is TRUTH else ULPS, zeros=values is EDGES and ufunc not in SIGN_OF_ZERO_OPEN)
        tried += got[0].size
    assert tried >= 2
