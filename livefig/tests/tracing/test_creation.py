"""Arrays made of traced numbers, in NumPy and in V8."""

import numpy as np
import pytest
from agreement import as_tuple
from v8 import Engine

from livefig import TraceError, compile_js

V = np.array([0.5, -2.0, 3.0])

FUNCTIONS = {
    "array": lambda t, v: np.array([t, 1]),
    "nested": lambda t, v: np.array([[t, 0], [1, t]]) @ [1.0, 2.0],
    "of rows": lambda t, v: np.array([v, 2 * v]),
    "of a number": lambda t, v: np.array(t) + 1,
    "of an array": lambda t, v: np.array(v) + np.asarray(v),
    "whole": lambda t, v: np.array([t, 2.7], dtype=int),
    "more axes": lambda t, v: np.array([t, 1.0], ndmin=2),
    "of whole numbers": lambda t, v: np.array([t > 1, False]),
    "comprehension": lambda t, v: np.array([t * k for k in range(4)]),
    "full": lambda t, v: np.full(3, t),
    "full of a row": lambda t, v: np.full((2, 3), v),
    "full by name": lambda t, v: np.full(shape=(2,), fill_value=t, dtype=int),
    "full like": lambda t, v: np.full_like(np.arange(3.0), t),
    "full like whole": lambda t, v: np.full_like(np.arange(3), t),
    "mean": lambda t, v: np.mean([t, 1, 2]),
    "largest": lambda t, v: (np.max([t, 1]), np.amax([t, 1.0]), np.argmax([1, t, 0])),
    "dot": lambda t, v: np.dot([t, 1, 2], v),
    "solve": lambda t, v: np.linalg.solve([[t, 1.0], [1.0, 0.7]], [1.0, t]),
    "interp": lambda t, v: np.interp(0.3, [0, t, 5], [1, t, 2]),
    "rotation": lambda t, v: np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]]),
    "fixed": lambda t, v: np.array([1, 2]) * t + np.full(2, 3.0) + np.sum([1, 2]),
}


@pytest.fixture(scope="module")
def engine():
    return Engine()


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_the_page_makes_numpys_arrays(engine, function):
    source = compile_js(function, 1.5, V)
    for t in (1.5, -0.25, 2.0, 7.75):
        expected = as_tuple(function(np.float64(t), V))
        for ours, numpys in zip(engine.call(source, [t, V]), expected, strict=True):
            np.testing.assert_allclose(ours, np.ravel(numpys).astype(float), rtol=1e-13)


def test_numpy_is_as_before_when_the_function_has_run_or_failed():
    before = {name: getattr(np, name) for name in ("array", "full", "mean")}
    compile_js(lambda t: np.array([t, 1]), 1.0)
    with pytest.raises(ZeroDivisionError):
        compile_js(lambda t: 1 / 0 * t, 1.0)
    assert all(getattr(np, name) is function for name, function in before.items())


def test_rows_of_different_lengths_are_numpys_error():
    with pytest.raises(ValueError, match="same shape"):
        compile_js(lambda t: np.array([[t, 1], [t]]), 1.0)


def test_a_length_that_moves_is_still_refused():
    with pytest.raises(TraceError, match="fixed shape"):
        compile_js(lambda t: np.full(t, 1.0), 3)
