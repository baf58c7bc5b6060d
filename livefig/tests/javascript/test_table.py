"""The scalar functions of the page: Python's and NumPy's own numbers as the reference."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from v8 import Engine

from livefig.javascript.special import HELPERS as SPECIAL
from livefig.javascript.table import ELEMENTS, HELPERS, REDUCTIONS, SCANS, literal

EXACT = 2**53 - 1
WHOLE = st.one_of(st.integers(-EXACT, EXACT), st.integers(-100, 100), st.integers(-(2**33), 2**33))


@pytest.fixture(scope="module")
def engine():
    return Engine()


def call(engine, name, *args):
    (result,) = engine.call(f"({HELPERS[name]})", args)
    return float(result[0])


def exact(number):
    """Return what the page shows of a whole number: nothing where it is not exact."""
    return float(number) if abs(number) <= EXACT else np.nan


@settings(max_examples=200, deadline=None, derandomize=True)
@given(a=WHOLE, b=WHOLE)
def test_whole_numbers_are_pythons(engine, a, b):
    assert call(engine, "bitAnd", a, b) == float(a & b)
    assert call(engine, "bitOr", a, b) == float(a | b)
    assert call(engine, "bitXor", a, b) == float(a ^ b)
    if b:
        np.testing.assert_equal(call(engine, "wholeFloorDivide", a, b), float(a // b))
        np.testing.assert_equal(call(engine, "wholeRemainder", a, b), float(a % b))
    np.testing.assert_equal(call(engine, "wholePower", a, b % 7), exact(a ** (b % 7)))
    np.testing.assert_equal(call(engine, "leftShift", a, b % 20), exact(a << (b % 20)))
    np.testing.assert_equal(call(engine, "rightShift", a, b % 64), float(a >> (b % 64)))
    low = call(engine, "lowPower", a % 2**32, b % 50)
    assert int(low) % 2**32 == pow(a, b % 50, 2**32)
    for bits in (8, 16, 32):
        assert call(engine, "toUint", a, 32 - bits) == a % 2**bits
        assert (call(engine, "toInt", a, 32 - bits) - a) % 2**bits == 0


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    bits=st.integers(0, 0x7C00), between=st.sampled_from([0, 0.25, 0.5, 0.75]), sign=st.booleans()
)
def test_half_precision_is_numpys(engine, bits, between, sign):
    low, high = np.array([bits, bits + 1], np.uint16).view(np.float16).astype(float)
    x = low + between * (high - low) if np.isfinite(high) else low
    x = -x if sign else x
    with np.errstate(over="ignore"):
        np.testing.assert_equal(call(engine, "toHalf", x), float(np.float16(np.float32(x))))


@pytest.mark.parametrize("name", ["whole", "whole32", "toInt", "toUint", "bitAnd", "lowPower"])
def test_nothing_stays_nothing(engine, name):
    assert np.isnan(call(engine, name, np.nan, 1))


def test_every_helper_is_there_and_used():
    sources = [*ELEMENTS.values(), *(update for _, update in (REDUCTIONS | SCANS).values())]
    sources += SPECIAL.values()  # which call each other
    called = {
        name for source in sources for name in re.findall(r"(?<![\w.])([a-z]\w*)\(", source)
    } - {"if", "for"}
    assert called <= set(HELPERS)
    assert set(HELPERS) - called == {"pick", "interp", "sortRows", "argsortRows"}  # of arrays


@pytest.mark.parametrize("value", [0.1, -0.0, 1e300, 2.0**53, 2.0**70, np.inf, -np.inf, np.nan])
def test_a_literal_reads_back(engine, value):
    (result,) = engine.call(f"() => ({literal(value)})", [])
    np.testing.assert_equal(float(result[0]), value)
    assert np.signbit(result[0]) == np.signbit(value) or np.isnan(value)
