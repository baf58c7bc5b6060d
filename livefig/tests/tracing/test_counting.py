"""Counting and what is a number among NaN: NumPy against the emitted JavaScript."""

import numpy as np
import pytest
from agreement import agree, each_case
from v8 import Engine

from livefig import TraceError, compile_js
from livefig.tracing import counting, missing

RNG = np.random.default_rng(8)
X = RNG.normal(size=57)
# on edges, at both ends, twice
ON_EDGES = np.array([0.0, 0.1, 0.2, 0.3, 0.30000000000000004, 0.7, 1.0, 1.0, 0.0, -0.0, 0.5])
GAPS = np.array([[1.5, np.nan, -3.0, 0.25, 8.0], [np.nan] * 5, [2.0, 2.0, np.nan, np.inf, -1.0]])
WHOLE = RNG.integers(0, 6, 30)

CASES = {
    np.bincount: [
        (lambda x: np.bincount(x, minlength=9), WHOLE),
        (lambda x, w: np.bincount(x, w), WHOLE, RNG.normal(size=30)),
        (lambda w: np.bincount(WHOLE, w, minlength=2), RNG.normal(size=30)),
        (lambda x: np.bincount(x[:0], minlength=2) + x[:2], WHOLE),
    ],
    np.histogram: [
        (np.histogram, X),
        (lambda x: np.histogram(x, 7, density=True), X),
        (lambda x: np.histogram(x, 5, range=(-0.3, 0.4)), X),
        (lambda x, t: np.histogram(x, 5, range=(-t, t)), X, 0.7),
        (lambda x: np.histogram(x, 10), ON_EDGES),
        (lambda x: np.histogram(x, [0, 0.1, 0.3, 1.0]), ON_EDGES),
        (lambda x, t: np.histogram(x, np.linspace(-t, t, 100)), X, 1.5),
        (lambda x, w: np.histogram(x, 4, weights=w), X, X**2),
        (lambda x: np.histogram(x, 4, weights=np.arange(57)), X),
        (lambda x: np.histogram(x, [-1, 0, 1]), np.array([np.nan, -np.inf, 0.5, 1.0, -1.0])),
        (lambda x: np.histogram(x, 3), np.full(4, 2.5)),
        (lambda x: np.histogram(x, 3), np.zeros(0)),
        (lambda x: np.histogram(x, 1), 3.0),
        (lambda x: np.histogram(x, 4), WHOLE),
        (lambda x: np.histogram(x, 4), X[:56].reshape(7, 8)),
    ],
    np.histogram_bin_edges: [(lambda x: np.histogram_bin_edges(x, 5), X)],
    np.histogram2d: [
        (lambda x: np.histogram2d(x, x**2, 5), X),
        (lambda x: np.histogram2d(x, np.cos(x), (3, [-1, 0, 0.5, 1])), X),
        (lambda x: np.histogram2d(x, x[::-1], 4, range=[[-1, 1], [-2, 1]], density=True), X),
        (lambda x: np.histogram2d(x, x[::-1], [-1.0, 0, 2.0, 3.0], weights=x), X),
    ],
    np.searchsorted: [
        (lambda x: np.searchsorted([-1.0, 0.0, 0.0, 1.0], x), GAPS),
        (lambda x: np.searchsorted([-1.0, 2.0, np.inf, np.nan], x, side="right"), GAPS),
        (lambda x: np.searchsorted([-1.0, 2.0, np.nan, np.nan], x), GAPS),
        (lambda x, v: np.searchsorted(np.sort(x), v), X, 0.3),
        (lambda v: np.searchsorted([1, 2, 3], v, side="right"), WHOLE),
        (lambda v: np.searchsorted(np.zeros(0), v), WHOLE),
    ],
    np.digitize: [
        (lambda x: np.digitize(x, [0.0, 0.1, 0.5]), ON_EDGES),
        (lambda x: np.digitize(x, [0.5, 0.1, 0.0], right=True), ON_EDGES),
        (lambda x, t: np.digitize(x, t * np.array([1.0, 2.0])), X, -0.3),
        (lambda x: np.digitize(x, [0.0, 2.0]), GAPS),
    ],
    np.nanprod: [(lambda x: np.nanprod(x, axis=0), GAPS), (np.nanprod, WHOLE)],
    np.nanvar: [
        (lambda x: np.nanvar(x, axis=1, ddof=1), GAPS[:, :3]),
        (np.nanvar, GAPS[0]),
        (lambda x: np.nanvar(x, axis=0, keepdims=True), GAPS[:2]),
    ],
    np.nanstd: [(lambda x: np.nanstd(x, axis=0), GAPS[:2]), (np.nanstd, WHOLE)],
    np.nancumsum: [(np.nancumsum, GAPS), (lambda x: np.nancumsum(x, axis=1), GAPS)],
    np.nancumprod: [(lambda x: np.nancumprod(x, axis=0), GAPS)],
    np.nanargmax: [(lambda x: np.nanargmax(x, axis=1), GAPS[::2]), (np.nanargmax, GAPS)],
    np.nanargmin: [(lambda x: np.nanargmin(x, axis=1), GAPS[::2]), (np.nanargmin, WHOLE)],
    np.nanmedian: [
        (np.nanmedian, GAPS),
        (lambda x: np.nanmedian(x, axis=1), GAPS),
        (lambda x: np.nanmedian(x, axis=0, keepdims=True), GAPS),
        (np.nanmedian, WHOLE),
    ],
    np.nanquantile: [
        (lambda x, q: np.nanquantile(x, q, axis=1), GAPS[:2], 0.3),
        (lambda x: np.nanquantile(x, [0.25, 0.5, 1.0], axis=1, keepdims=True), GAPS[:2]),
    ],
    np.nanpercentile: [(lambda x: np.nanpercentile(x, [10, 50, 90]), GAPS[0])],
}


@pytest.fixture(scope="module")
def engine():
    return Engine()


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@each_case(CASES)
def test_function_agrees(engine, function, args):
    agree(engine, function, *args, rtol=1e-13, atol=1e-15)


def test_every_function_is_tested():
    assert set(CASES) == {*counting.FUNCTIONS, *missing.FUNCTIONS}


def test_a_histogram_follows_to_other_states(engine):
    def draw(x, t):
        return np.histogram(t * x, bins=12)

    for t in (-2.0, 1e-9, 3.7, 0.0):
        agree(engine, draw, X, 1.0, at=(X, t), rtol=1e-13)


def test_counts_past_their_number_are_nothing(engine):
    source = compile_js(lambda x: np.bincount(x, minlength=4), np.array([0, 1, 2]))
    (fits,), (longer,), (negative,) = (
        engine.call(source, [np.array(x)]) for x in ([3, 3, 0], [4, 0, 0], [-1, 0, 0])
    )
    np.testing.assert_array_equal(fits, [1, 0, 0, 2])
    assert np.isnan(longer).all()
    assert np.isnan(negative).all()


def test_a_number_of_bins_that_moves_is_refused():
    with pytest.raises(TraceError, match="bins=30"):
        compile_js(lambda x: np.histogram(x, bins="auto"), X)
