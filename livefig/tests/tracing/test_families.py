"""Signals, polynomials, matrices and choices: NumPy against the emitted JavaScript."""

import numpy as np
import pytest
from agreement import agree, each_case
from v8 import Engine

from livefig import TraceError, compile_js
from livefig.tracing import choosing, matrices, polynomials, signals

RNG = np.random.default_rng(5)
X = RNG.normal(size=12)
V = np.array([0.3, -2.0, 1.5, 4.0])
M = RNG.normal(size=(3, 5))
T = np.array([0.0, 0.1, 0.4, 1.0, 1.1])
WHOLE = np.array([3, -1, 4, 1])
TRUTH = X > 0
BENT = [
    lambda x: x**2,
    lambda x: -x,
    7.5,
]

MODES = ("full", "same", "valid")
CASES = {
    np.convolve: [
        *[(lambda a, v, m=m: np.convolve(a, v, m), X, V) for m in MODES],
        *[(lambda a, v, m=m: np.convolve(a, v, m), V[:3], X) for m in MODES],
        *[(lambda a, v, m=m: np.convolve(a, v, m), X, V[:2]) for m in MODES],
        (lambda a: np.convolve(a, [1.0, np.inf]), X),
        (lambda a: np.convolve([1.0, np.inf], a), X),
        (lambda a, t: np.convolve(a, [t, 1, t]), WHOLE, 2.0),
        (lambda a: np.convolve(a, [1, 2]), WHOLE),
        (lambda a: np.convolve(a, a), TRUTH),
        (lambda t: np.convolve([1.0, 2.0], t), 3.0),
    ],
    np.correlate: [
        *[(lambda a, v, m=m: np.correlate(a, v, m), X, V) for m in MODES],
        *[(lambda a, v, m=m: np.correlate(a, v, m), V, X) for m in MODES],
        *[(lambda a, v, m=m: np.correlate(a, v, m), V[:3], X) for m in MODES],
        (lambda a: np.correlate(a, a, "full"), X),
    ],
    np.gradient: [
        (np.gradient, X),
        (lambda x, h: np.gradient(x, h, edge_order=2), X, 0.25),
        (lambda x, t: np.gradient(x[:5], t, edge_order=2), X, T),
        (lambda x: np.gradient(x[:5], T), X),
        (lambda x: np.gradient(x, np.arange(12.0)), X),
        (lambda x: tuple(np.gradient(x)), M),
        (lambda x: tuple(np.gradient(x, 0.5, T)), M),
        (lambda x: np.gradient(x, axis=0), M),
        (lambda x: np.gradient(x), WHOLE),
        (lambda x: np.gradient(x), np.array([1.0, np.nan, 3.0])),
    ],
    np.unwrap: [
        (lambda x: np.unwrap(4 * x), X),
        (lambda x: np.unwrap(9 * x, axis=0), M),
        (lambda x: np.unwrap(x, discont=4), np.array([0.0, np.pi, 2 * np.pi, -np.pi, 0.0])),
        (lambda x: np.unwrap(x, period=4), np.array([0, 1, 2, -1, 2, 8])),
        (lambda x: np.unwrap(x, period=3), np.array([0, 1, 2, -1, 2, 8])),
    ],
    np.ediff1d: [
        (np.ediff1d, M),
        (lambda x, t: np.ediff1d(x, to_end=[9.0, 8.0], to_begin=t), X, 2.0),
    ],
    np.vander: [
        (np.vander, V),
        (lambda x: np.vander(x, 3, increasing=True), WHOLE),
        (lambda x: np.vander(x, 1), TRUTH),
    ],
    np.poly: [(np.poly, V)],
    np.polyder: [(np.polyder, V), (lambda p: np.polyder(p, 2), WHOLE)],
    np.polyint: [(np.polyint, V), (lambda p: np.polyint(p, 2, [3.0, p[0]]), V)],
    np.polyadd: [(lambda p, t: np.polyadd(p, [t, 1.0]), V, 2.0)],
    np.polysub: [(lambda p: np.polysub([1.0, 2.0], p), V)],
    np.polymul: [(lambda p: np.polymul(p, p), V)],
    np.cross: [
        (np.cross, V[:3], V[1:]),
        (lambda a: np.cross(a, [1.0, 2.0, 3.0], axisa=0), M),
        (lambda a: np.cross(a, a[::-1], axis=0), M),
    ],
    np.kron: [
        (np.kron, V, M),
        (np.kron, M, M[:2, :2]),
        (lambda t: np.kron(np.eye(2), t), 3.0),
        (lambda t: np.kron(WHOLE, t), WHOLE),
    ],
    np.cov: [
        (np.cov, M),
        (np.cov, X),
        (lambda x: np.cov(x, rowvar=False, bias=True), M),
        (lambda x: np.cov(x, x**2), X),
        (lambda x, w: np.cov(x, aweights=w), M, np.arange(1.0, 6.0)),
        (lambda x: np.cov(x, fweights=[1, 2, 3, 1, 1], ddof=0), M),
    ],
    np.corrcoef: [(np.corrcoef, M), (lambda x: np.corrcoef(x, np.sin(x)), X), (np.corrcoef, X)],
    np.choose: [
        (lambda i: np.choose(i, [10.0, 20.0, 30.0]), np.array([2, 0, 1])),
        (lambda x: np.choose([0, 1, 0, 1], [x, -x]), V),
        (lambda i: np.choose(i, [1, 2], mode="wrap"), WHOLE),
        (lambda i: np.choose(i, [1, 2], mode="clip"), WHOLE),
        (lambda b, x: np.choose(b, [x, 0.0]), TRUTH, X),
    ],
    np.take_along_axis: [
        (lambda x: np.take_along_axis(x, np.argsort(x, axis=1, kind="stable"), axis=1), M),
        (lambda x: np.take_along_axis(x, np.argsort(x, axis=0, kind="stable")[:1], axis=0), M),
        (lambda x: np.take_along_axis(x, np.array([1, 0]), axis=0), V),
        (lambda i: np.take_along_axis(M, i, axis=1), np.array([[0], [-1], [2]])),
    ],
    np.isin: [
        (lambda x: np.isin(x, [1, 4, 9]), WHOLE),
        (lambda x, t: np.isin(x, [t, 4], invert=True), WHOLE, 3),
    ],
    np.allclose: [(lambda x: np.allclose(x, x + 1e-9), V), (lambda x: np.allclose(x, 0), V)],
    np.array_equal: [
        (lambda x: np.array_equal(x, x * np.nan, equal_nan=True), V),
        (lambda x: np.array_equal(x, 2 * x / 2), V),
    ],
    np.piecewise: [
        (lambda x: np.piecewise(x, [x < -0.5, x > 0.5], BENT), X),
        (lambda x: np.piecewise(x, [x < 0, x < 1], BENT[:2]), X),
        (lambda x: np.piecewise(x, x < 0, [1, 2.5]), WHOLE),
        (lambda x, t: np.piecewise(x, [x < t], [lambda x: t * x, 0]), X, 0.2),
        (lambda t: np.piecewise(V, [t > V], [lambda x: x + 1, 0]), 1.0),
        (lambda x: np.piecewise(x, [x > 0, x <= 0], BENT[:2]), 0.7),
    ],
    np.apply_along_axis: [
        (lambda x: np.apply_along_axis(np.sum, 0, x), M),
        (lambda x: np.apply_along_axis(np.cumsum, 0, x), M),
        (lambda x: np.apply_along_axis(lambda r: np.outer(r[:2], r[:2]), 1, x), M),
    ],
    np.compress: [(lambda x: np.compress([True, False, True], x, axis=0), M)],
    np.extract: [(lambda x: np.extract([True, False, True, True], x), V)],
}


@pytest.fixture(scope="module")
def engine():
    return Engine()


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@each_case(CASES)
def test_function_agrees(engine, function, args):
    agree(engine, function, *args, rtol=1e-12, atol=1e-14)


def test_every_function_is_tested():
    families = [signals, polynomials, matrices, choosing]
    functions = {function for family in families for function in family.FUNCTIONS}
    assert functions <= set(CASES)


def test_a_choice_that_is_not_there_is_nothing(engine):
    source = compile_js(lambda i: np.choose(i, [1, 2]), np.array([0, 1]))
    (found,) = engine.call(source, [np.array([1, 2])])
    np.testing.assert_array_equal(found, [2, np.nan])


def test_a_mask_that_moves_does_not_select():
    with pytest.raises(TraceError, match="constant"):
        compile_js(lambda x: np.compress(x > 0, x), V)
