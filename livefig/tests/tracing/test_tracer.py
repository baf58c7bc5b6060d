import math

import numpy as np
import pytest

from livefig.tracing.rules import RULES
from livefig.tracing.tracer import (
    MAX_NODES,
    Trace,
    TraceError,
    Tracer,
    concrete,
    trace_errors_first,
)


@pytest.fixture
def run():
    return Trace(RULES)


@pytest.fixture
def w(run):
    return run.input(0, 2.0)


@pytest.fixture
def x(run):
    return run.input(1, np.arange(6.0).reshape(2, 3))


def test_a_tracer_computes_as_numpy_does(w, x):
    result = np.tanh(w * x + 1).sum(axis=0)
    assert isinstance(result, Tracer)
    np.testing.assert_array_equal(result.value, np.tanh(2.0 * x.value + 1).sum(axis=0))
    assert (result.shape, result.ndim, result.size, len(result)) == ((3,), 1, 3, 3)


def test_arrays_answer_from_both_sides(w, x):
    ones = np.ones((2, 3))
    for value in (ones * x, x * ones, ones @ x.T, np.float64(3) * w, 3 - w, ones[0] @ x.T):
        assert isinstance(value, Tracer)


def test_iterating_gives_traced_rows(x):
    first, second = x
    np.testing.assert_array_equal((first - second).value, [-3.0, -3.0, -3.0])


FROZEN = {
    "if": (lambda w, x: 1 if w > 0 else 0, "np.where"),
    "and": (lambda w, x: w > 0 and w < 1, "np.where"),
    "max": (lambda w, x: max(w, 1), "np.minimum"),
    "float": (lambda w, x: float(w), "NumPy's functions"),
    "math": (lambda w, x: math.exp(w), "NumPy's functions"),
    "int": (lambda w, x: int(w), "astype"),
    "range": (lambda w, x: list(range(w)), "fixed number"),
    "list index": (lambda w, x: [1, 2, 3][w], "lookup"),
    "index of a fixed array": (lambda w, x: np.arange(3)[w.astype(int)], "lookup"),
    "taking from a fixed array": (lambda w, x: np.take(np.arange(3), w.astype(int)), "lookup"),
    "complex": (lambda w, x: complex(w), "real"),
    "np.array": (lambda w, x: np.array([w, 1]), "np.stack"),
    "np.asarray": (lambda w, x: np.asarray(x), "np.stack"),
    "np.full": (lambda w, x: np.full(3, w), "np.broadcast_to"),
    "np.arange": (lambda w, x: np.arange(w), "with a fixed n"),
    "into array": (lambda w, x: np.zeros(3).__setitem__(0, w), "np.stack"),
    "into tracer": (lambda w, x: x.__setitem__(0, 1), "np.where"),
    "format": (lambda w, x: f"{w:.2f}", "livefig.text"),
    "empty format": (lambda w, x: f"{w}", "livefig.text"),
    "item": (lambda w, x: w.item(), "the value itself"),
    "tolist": (lambda w, x: x.tolist(), "the value itself"),
    "in place": (lambda w, x: x.__iadd__(1), r"a = a \+ b"),
    "out": (lambda w, x: np.add(x, 1, out=np.zeros((2, 3))), r"a = a \+ b"),
    "out of a function": (lambda w, x: np.sum(x, out=np.zeros(())), "out="),
    "ufunc where": (lambda w, x: np.add(x, 1, where=x.value > 0), "np.where"),
    "unknown function": (lambda w, x: np.sort(x), "np.sort"),
    "unknown in a module": (lambda w, x: np.linalg.inv(x), "np.linalg.inv"),
    "unknown method of a ufunc": (lambda w, x: np.add.reduceat(x, [0, 1]), "reduceat"),
    "ufunc option": (lambda w, x: np.add(x, 1, dtype=float), "dtype"),
    "where with one argument": (lambda w, x: np.where(x > 1), "three arguments"),
    "mask": (lambda w, x: x[x > 2], "np.where"),
    "index that is not whole": (lambda w, x: x[w], "astype"),
    "axis": (lambda w, x: np.roll(x, w.astype(int)), "np.roll"),
    "pad mode": (lambda w, x: np.pad(x, 1, mode="mean"), "mode"),
    "three operands": (lambda w, x: np.einsum("ij,ij,ij", x, x, x), "one or two"),
    "norm of a matrix": (lambda w, x: np.linalg.norm(x, "nuc"), "ord"),
    "complex number": (lambda w, x: w * 1j, "real numbers"),
    "string": (lambda w, x: np.add(w, "a"), "real numbers"),
}


@pytest.mark.parametrize(("function", "advice"), FROZEN.values(), ids=FROZEN.keys())
def test_what_cannot_be_followed_says_what_to_write(w, x, function, advice):
    with pytest.raises(TraceError, match=advice), trace_errors_first():
        function(w, x)


def test_a_traced_number_may_be_rebound_in_place_as_in_numpy(w):
    before = w
    w += 1
    assert (w.value, before.value) == (3.0, 2.0)


def test_values_of_an_earlier_run_are_refused(run, w):
    other = Trace(RULES).input(0, 1.0)
    with pytest.raises(TraceError, match="earlier run"):
        run.lift(other)
    with pytest.raises(TraceError, match="earlier run"):
        w + other


def test_an_unrolled_loop_ends_with_the_advice_to_repeat(run, w):
    def unrolled():
        value = w
        for _ in range(MAX_NODES):
            value = value + 1
        return value

    with pytest.raises(TraceError, match="repeat"):
        unrolled()


def test_paused_recording_computes_plain_values(run, w, x):
    with run.paused():
        n = run.n_nodes
        assert not isinstance(np.exp(w) + x.mean(), Tracer)
        assert run.n_nodes == n
    assert isinstance(np.exp(w), Tracer)


def test_concrete_replaces_tracers_inside_lists(w, x):
    assert concrete([w, (1, w)]) == [2.0, (1, 2.0)]
