import numpy as np
import pytest
from v8 import Engine

from livefig import TraceError, compile_js, lookup, repeat


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
        return kept[1]  # kept[0] is of the first, plain call

    with pytest.raises(TraceError, match="repeat"):
        compile_js(leak, 1.0)
