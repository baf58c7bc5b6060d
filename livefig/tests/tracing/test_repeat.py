import copy
from collections import namedtuple
from dataclasses import dataclass

import numpy as np
import pytest
from v8 import Engine

from livefig import TraceError, compile_js, lookup, repeat
from livefig.tracing.trees import flatten


@pytest.fixture(scope="module")
def engine():
    return Engine()


def agree(engine, function, *args):
    expected = function(*(np.asarray(arg)[()] for arg in args))
    got = engine.call(compile_js(function, *args), args)
    for ours, numpys in zip(got, expected, strict=True):
        np.testing.assert_allclose(ours, np.ravel(numpys), rtol=1e-12)


def test_a_moving_index_into_fixed_frames(engine):
    frames = np.arange(24.0).reshape(2, 3, 4)
    agree(engine, lambda i: (lookup(frames, i), lookup(frames, i, axis=2)), 1)
    agree(engine, lambda i: (lookup(frames, i, 1),), np.array([2, 0, -1]))
    inside = lambda i: repeat(lambda s: s + lookup(frames, i)[0], np.zeros(4), 2)[0]  # noqa: E731
    agree(engine, lambda i: (inside(i),), 1)
    with pytest.raises(TraceError, match="astype"):
        compile_js(lambda x: lookup(frames, x), 1.0)


def test_plain_numbers_run_a_plain_loop():
    final, states = repeat(lambda w: w - 0.1 * 2 * w, np.float64(1.0), 3)
    assert final == pytest.approx(0.8**3)
    np.testing.assert_allclose(states, [0.8, 0.8**2, 0.8**3])


def test_states_keep_the_form_of_the_state():
    start = {"w": np.ones(2), "history": (np.float64(0), [np.zeros((1, 3))])}

    def step(state):
        count, [table] = state["history"]
        return {"w": state["w"] * 2, "history": (count + 1, [table + 1])}

    final, states = repeat(step, start, 4)
    assert final["history"][0] == 4
    assert states["history"][1][0].shape == (4, 1, 3)


def test_the_loop_stays_a_loop():
    source = compile_js(lambda w, lr: repeat(lambda w: w - lr * w, w, 1000), 1.0, 0.1)
    assert "< 1000;" in source
    assert len(source) < 1500


LOOPS = {
    "descent": (lambda w, lr: repeat(lambda w: w - lr * 2 * w, w, 20), 1.0, 0.3),
    "state that is not traced": (lambda lr: repeat(lambda w: w - lr * w, np.ones(3), 5), 0.3),
    "swap": (lambda a, b: repeat(lambda s: (s[1], s[0]), (a, b), 3)[0], 1.0, 2.0),
    "swap of arrays": (
        lambda a, b: repeat(lambda s: (s[1], s[0], s[1].T), (a, b, a), 3)[0],
        np.arange(4.0).reshape(2, 2),
        np.ones((2, 2)),
    ),
    "fibonacci": (lambda a, b: repeat(lambda s: (s[1], s[0] + s[1]), (a, b), 9)[1], 1, 1),
    "constant part": (
        lambda a: repeat(lambda s: (s[0] + s[1], s[1]), (a, np.ones(2)), 4)[0],
        [1.0, 2],
    ),
    "inside a loop": (
        lambda a: repeat(lambda s: repeat(lambda q: 0.9 * q + a * s, s, 3)[0] + a, a, 4),
        np.arange(6.0).reshape(2, 3),
    ),
    "hoisted out of a loop": (
        lambda a: repeat(lambda s: repeat(lambda q: 0.9 * q + a, a, 3)[0] + s, a, 4),
        np.arange(3.0),
    ),
    "states that are used": (
        lambda a: (np.mean(repeat(lambda s: np.cos(s), a, 6)[1], axis=0),),
        np.arange(3.0),
    ),
    "one step": (lambda a: repeat(lambda s: s * 2, a, 1), 3.0),
    "matrices": (lambda a: (repeat(lambda s: s.T @ s / np.sum(s), a, 4)[0],), np.eye(3) + 0.1),
    "states at a moving step": (
        lambda w, i: (repeat(lambda s: s * 0.5, w, 8)[1][i],),
        np.array([1.0, 3.0]),
        5,
    ),
}


@pytest.mark.parametrize("case", LOOPS.values(), ids=LOOPS.keys())
def test_loops_agree_with_python(engine, case):
    function, *args = case
    agree(engine, function, *args)


Place = namedtuple("Place", "x v")


@dataclass
class Moving:
    x: float
    v: float


def by_key(s, w):
    return {"v": s["v"] - w * s["x"], "x": s["x"] + w * s["v"]}


def in_place(s, w):
    s["x"] += w
    s["n"] += 1
    s["path"][0] = s["x"]
    return s


def numbers(final_and_states):
    return tuple(leaf for part in final_and_states for leaf in flatten(part))


# At the first value the loop is recorded, at the others the page has to agree with NumPy.
STATES = {
    "a dict in another order": (lambda w: repeat(lambda s: by_key(s, w), {"x": 1.0, "v": 0.5}, 4)),
    "nested dicts in another order": (
        lambda w: repeat(
            lambda s: {"b": by_key(s["b"], w), "a": s["a"] * w},
            {"a": np.ones(2), "b": {"v": 2.0, "x": w}},
            3,
        )
    ),
    "a namedtuple": lambda w: repeat(lambda s: Place(v=s.v - w, x=s.x + s.v), Place(1.0, w), 3),
    "a dataclass": lambda w: repeat(lambda s: Moving(v=s.v - w, x=s.x + s.v), Moving(1.0, w), 3),
    "a state that is changed in place": (
        lambda w: repeat(lambda s: in_place(s, w), {"x": w, "n": 0, "path": [1.0, 2.0]}, 4)
    ),
    "a whole start": lambda w: repeat(lambda s: np.round(s) + w, 0, 4),
    "a true start": lambda w: repeat(lambda s: s * w, True, 4),
    "whole numbers that become fractions one after the other": (
        lambda w: repeat(lambda s: (s[1], s[2], s[2] * w), (True, 2, 3), 4)
    ),
    "whole numbers that stay": lambda w: repeat(lambda s: s + np.floor(w).astype(int), 3, 4),
    "truth values that stay": lambda w: repeat(lambda s: ~s & (w > 1), True, 3),
    "a fraction that becomes whole": lambda w: repeat(lambda s: np.ceil(s + w).astype(int), 0.5, 3),
    "a whole start of an inner loop": (
        lambda w: repeat(lambda s: repeat(lambda q: q * w, s, 2)[0] + 1, 1, 3)
    ),
    "a whole array": lambda w: repeat(lambda s: s[::-1] * w, np.arange(3), 3),
}


@pytest.mark.parametrize("function", STATES.values(), ids=STATES.keys())
def test_states_agree_with_a_plain_loop_at_other_values(engine, function):
    source = compile_js(lambda w: numbers(function(w)), 0.7)
    for w in (-1.5, 0.0, 0.7, 1.0, 2.25):
        expected = numbers(function(np.float64(w)))
        for ours, numpys in zip(engine.call(source, [w]), expected, strict=True):
            np.testing.assert_allclose(ours, np.ravel(numpys), rtol=1e-12)


@pytest.mark.parametrize("function", STATES.values(), ids=STATES.keys())
def test_results_are_of_the_kinds_that_numpy_gives(function):
    expected = [np.asarray(leaf).dtype.kind for leaf in numbers(function(np.float64(0.7)))]
    kinds = []

    def record(w):
        kinds[:] = [leaf.dtype.kind for leaf in numbers(function(w))]
        return w

    compile_js(record, 0.7)
    assert kinds == expected


def plain_loop(step, state, n):
    """Do what `repeat` says it does, in the simplest way."""
    rows = []
    for _ in range(n):
        state = step(copy.deepcopy(state))
        rows.append(copy.deepcopy(state))
    return rows


@pytest.mark.parametrize(
    ("step", "state"),
    [
        (lambda s: in_place(s, 0.5), {"x": 1.0, "n": 0, "path": [1.0, 2.0]}),
        (lambda s: np.multiply(s, 2, out=s), np.ones(2)),
        (lambda s: [np.add(s[0], s[1], out=s[0]), s[1] + 1], [np.ones(2), 1.0]),
        (lambda s: (s.reverse(), s)[1], [1.0, 2.0]),
    ],
)
def test_a_step_may_change_the_state_that_it_gets(step, state):
    before = copy.deepcopy(state)
    final, states = repeat(step, state, 4)
    rows = plain_loop(step, before, 4)
    for leaf, kept in zip(flatten(state), flatten(before), strict=True):
        np.testing.assert_array_equal(leaf, kept)
    for i, stack in enumerate(flatten(states)):
        np.testing.assert_array_equal(stack, [flatten(row)[i] for row in rows])
        np.testing.assert_array_equal(flatten(final)[i], stack[-1])


def test_a_step_may_keep_an_array_of_its_own():
    row = np.zeros(2)

    def step(s):
        row[:] = s + 1
        return row

    _, states = repeat(step, np.zeros(2), 3)
    np.testing.assert_array_equal(states, [[1, 1], [2, 2], [3, 3]])


@pytest.mark.parametrize("state", [1.0, np.ones(2), {"x": 1.0}])
def test_outside_a_figure_a_step_is_called_as_often_as_said(state):
    calls = []
    repeat(lambda s: (calls.append(s), s)[1], state, 5)
    assert len(calls) == 5


@pytest.mark.parametrize("run", [compile_js, lambda function, w: function(w)])
def test_what_is_not_a_number_cannot_be_a_state(run):
    state = {"w": 1.0, "net": object()}
    with pytest.raises(TypeError, match=r"\['net'\] is"):
        run(lambda w: repeat(lambda s: s | {"w": w}, state, 2)[0]["w"], 1.0)


def test_a_second_call_starts_anew(engine):
    source = compile_js(lambda w: repeat(lambda w: w * 2, w, 3)[0], 1.0)
    twice = f"(() => {{ const f = {source}; f(5); return f; }})()"
    (result,) = engine.call(twice, [1.0])
    assert result == 8.0


def test_a_traced_number_of_steps_says_what_to_do():
    with pytest.raises(TraceError, match=r"states\[n - 1\]"):
        compile_js(lambda n: repeat(lambda s: s * 2, 1.0, n)[0], 3)


@pytest.mark.parametrize("n", [0, -1, 2.5])
def test_the_number_of_steps_must_be_a_whole_one(n):
    with pytest.raises(ValueError, match="number of steps"):
        repeat(lambda s: s, 1.0, n)


@pytest.mark.parametrize("traced", [False, True])
def test_a_state_keeps_its_form(traced):
    def check(x):
        with pytest.raises(ValueError, match="same form"):
            repeat(lambda s: (s, s), x, 2)
        with pytest.raises(ValueError, match="shape"):
            repeat(lambda s: np.stack([s, s]), x, 2)
        return x

    compile_js(check, 1.0) if traced else check(np.float64(1.0))


def test_a_value_of_one_step_cannot_leave_the_loop():
    def leak(x):
        kept = []

        def step(s):
            kept.append(s * 2)
            return s + 1

        repeat(step, x, 3)
        return kept[1]

    with pytest.raises(TraceError, match="repeat"):
        compile_js(leak, 1.0)
