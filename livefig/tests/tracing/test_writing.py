"""Writing into arrays, in NumPy and in V8."""

import warnings
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest
from agreement import as_tuple
from v8 import Engine

from livefig import TraceError, animate, compile_js, repeat
from livefig.tracing.graph import topological_order
from livefig.tracing.rules import RULES
from livefig.tracing.tracer import Trace
from livefig.tracing.writing import FUNCTIONS as WRITERS

V = np.array([0.5, -2.0, 3.0])
OUTSIDE = np.array([1.0, 2.0, 3.0, 4.0])
TIMES = (1.5, -0.25, 2.0, 4.75)


@pytest.fixture(scope="module")
def engine():
    return Engine()


def agrees(engine, function, times=TIMES):
    """Compare a function of a number and a row of three with NumPy's, at several numbers."""
    source = compile_js(function, times[0], V)
    for t in times:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            expected = as_tuple(function(np.float64(t), V.copy()))
        got = engine.call(source, [t, V])
        for ours, numpys in zip(got, expected, strict=True):
            np.testing.assert_allclose(ours, np.ravel(numpys).astype(float), rtol=1e-12)


def euler(t, v):
    y = np.zeros(20)
    y[0] = t
    for i in range(1, 20):
        y[i] = y[i - 1] + 0.1 * t * y[i - 1]
    return y


def whole(t, v):
    y = np.zeros(4, int)
    y[1] = t * 3.7
    y[2] += 2
    return y


def narrow(t, v):
    y, z = np.zeros(3, np.float32), np.ones(3, np.int8)
    y[0] = t / 3
    y[1:] = v[1:]
    z[1] = 20 * t
    z[:1] = np.full(1, 100 * t)
    return y, z


def views(t, v):
    y = np.zeros((3, 2))
    first = y[0]
    first[1] = t
    y[1][0] = 2 * t
    for k, row in enumerate(y):
        row[0] += k
    y[:, 1] *= 2
    return y, first, y.T, y[::-1]


def views_of_views(t, v):
    m = np.zeros((2, 3))
    a, b = m
    a[:] = v
    b[...] = t
    m.T[0] = 7
    m.ravel()[5] = t
    m.reshape(3, 2)[0, 1] = 1
    np.swapaxes(m, 0, 1)[1, 1] += t
    np.split(m, 3, axis=1)[2][1] -= 1
    np.flip(m)[0, 0] *= t
    return m


def copies(t, v):
    y = np.copy(OUTSIDE)
    y[0] = t
    z = np.array(OUTSIDE)
    z[1:3] = t
    w, f = y.copy(), y.flatten()
    w[1], f[2] = -t, t
    c = np.array(w)
    c[0] = 5
    fancy = y[[0, 1]]
    fancy[0] = 100
    rounded = np.round(np.arange(3) + (t > 100))
    kept = rounded[:]
    rounded[0] = 9
    return y, z, w, f, c, fancy, rounded, kept


def same(t, v):
    a = t * v
    b, c = a[1:], a
    b[0] = 9
    a[2] = t
    c += 1
    d = np.asarray(a)
    d[0] = 4
    return a, b, c, d


def of_parameters(t, v):
    w = v.copy()
    w[w > t] = 0
    v[0] = t
    v += 1
    return v, w


def masks(t, v):
    x = np.arange(6.0).reshape(2, 3)
    y, z, u = x * 1, x * 1, x * 1
    y[x > 2] = t
    z[x > t] = -1
    z[z[:, 0] > t] = v
    z[z[:, 0] > 1, 1] = t
    u[:, x[0] > 0] = [[t], [2]]
    return y, z, u


def traced_places(t, v):
    k = np.floor(np.abs(t)).astype(int) % 3
    y, m, s = np.zeros(6), np.zeros((3, 4)), np.zeros(4)
    y[k] = t
    y[-k - 1] += 1
    m[k] = v[0]
    m[k, 1] = t
    m[:, k] += 1
    m[np.stack([k, k]), [0, 3]] = [5, 6]
    s[np.stack([k, k, 0 * k])] = v
    return y, m, s


def one_after_the_other(t, v):
    y = np.zeros((4, 3))
    y[[0, 0, 2]] = t * np.arange(9.0).reshape(3, 3)
    y[..., -1] = v[0]
    y[1, [0, 2]] = v[:2]
    y[3] = [t, 1, 2]
    y[-4, None] = v
    y[0:2, 1:] = np.ones((2, 1)) * t
    return y


def overlapping(t, v):
    a = t * np.arange(5.0)
    a[1:] = a[:-1]
    a[::2] += 1
    a[::-1] = a
    return a


def outputs(t, v):
    y, z, r = np.zeros(3), np.ones(3), np.zeros(2)
    np.add(v, t, out=y)
    np.divide(1, v, out=z, where=v > t)
    np.cumsum(v * t, out=y[::-1])
    np.sum([v * t, v], axis=1, out=r)
    return y, z, r


def functions(t, v):
    y, z, w = np.eye(3), np.arange(6.0), np.ones((2, 3))
    np.fill_diagonal(y, t)
    np.fill_diagonal(y[:, ::-1], v)
    np.put(z, [1, 4], [t, 7])
    np.place(z, np.arange(6) % 2 == 0, [t, 2])
    np.putmask(z, np.arange(6) > 3, v[0])
    np.copyto(w, v)
    np.copyto(w, t, where=[True, False, True])
    s = np.array([t, 1, 2.0])
    s.sort()
    f = v.copy()
    f.fill(t)
    f.put([0], 3)
    n = t * np.array([1.0, np.nan])
    np.nan_to_num(n, copy=False)
    return y, z, w, s, f, n


def plain(t, v):
    """Python, too, gets plain numbers of what is fixed so far."""
    x = np.linspace(0, 3, 7)
    y = np.zeros_like(x)
    for k in range(len(x)):
        if x[k] > 1:
            y[k] = t * x[k]
        else:
            y[k] = int(x[k])
    assert f"{x[1]:.2f}" == "0.50"
    assert "0.5" in str(x)
    assert (float(x[2]), x.tolist()[2], list(x)[2], max(x)) == (1.0, 1.0, 1.0, 3.0)
    assert x[:1] == 0
    assert np.asarray(x, dtype=int).sum() == 9
    assert x.flags.c_contiguous
    for q in range(int(x[4])):
        y[q] += t
    (places,) = np.nonzero(x > 1)
    y[places[0]] = 5
    return y, x[x > 1] * t, np.sort(x) * t, np.where(x > 1, t, x)


def others(t, v):
    filled = np.full(3, 2.0)
    filled[0] = t
    like, ones = np.ones_like(v), np.ones((2, 2), bool)
    like[2] = t
    ones[0, 1] = t > 1
    empty = np.empty((4, 2))
    empty[:, 0], empty[:, 1] = np.arange(4), t * np.arange(4)
    grid, _ = np.meshgrid(np.arange(3.0), np.arange(2))
    grid[1, 1] = t
    listed = np.array([1.0, 2.0])
    listed[1] = t
    stacked = np.vstack([listed, filled[:2]])
    stacked[0, 0] = -t
    drawn = np.zeros(3)
    drawn[:] = t * np.random.default_rng(0).normal(size=3)
    zero = np.zeros(())
    zero += t
    return filled, like, ones, empty, grid, listed, stacked, zero, drawn


def views_by_functions(t, v):
    y, z = np.zeros((2, 2)), np.zeros(6)
    np.atleast_3d(y)[0] = t
    windows = np.lib.stride_tricks.sliding_window_view(z, 2)
    z[1] = t
    y.real[1, 1] = 3 * t
    np.atleast_2d(z, y[0])[0][0, 5] = -t
    both, _ = np.broadcast_arrays(z, np.zeros((2, 6)))
    z[2] = 2 * t
    return y, windows, both


def by_order_in_memory(t, v):
    y, f = np.zeros((3, 2)), np.asfortranarray(np.zeros((3, 2)))
    y.T.reshape(-1)[0] = t
    y.reshape(-1)[1] = t
    y.ravel(order="F")[2] = 9
    np.ascontiguousarray(y.T)[0, 0] = 7
    np.ascontiguousarray(y)[0, 1] += 7
    f.reshape(-1)[1] = t
    f.T.reshape(-1)[2] = t
    return y, f


def truths(t, v):
    m = np.zeros(3, bool)
    m[0] = t > 1
    m |= v > 0
    m ^= True
    return m, ~m


def appended(t, v):
    xs = [t]
    for _ in range(30):
        xs.append(3.7 * np.sin(xs[-1]))
    xs[0] = 1
    return np.array(xs)


CASES = [
    euler, whole, narrow, views, views_of_views, copies, same, of_parameters, masks, traced_places,
    one_after_the_other, overlapping, outputs, functions, plain, others, appended,
    views_by_functions, by_order_in_memory, truths,
]  # fmt: skip


@pytest.mark.parametrize("function", CASES, ids=lambda f: f.__name__)
def test_the_page_has_what_numpy_writes(engine, function):
    agrees(engine, function)


def test_every_function_that_writes_is_tested():
    for function in WRITERS:
        assert f"np.{function.__name__}(" in Path(__file__).read_text(encoding="utf-8")


def statements(rng):
    """Return random statements that write into `y`, a view of it or a copy."""
    indices = [
        "1", "-1", "1:", "::2", "[0, 2]", "[1, 1]", "0, 1", ":, 1", "..., 0", "0, ::-1",
        "F > 2", "x > t", "k", "k, 1", ":, k", "[0, 1], [2, 0]", "None, 1", "",
    ]  # fmt: skip
    values = ["t", "2.5", "v[1]", "y[0, 0]", "v[0] * y[1, 2]", "7", "z[2, 0]"]
    for _ in range(10):
        name = rng.choice(["y", "y", "z", "y.T", "y[:2]", "w"])
        index = rng.choice(indices)
        index = (
            index
            if name in ("y", "z", "w")
            else rng.choice(["0", "-1", "::2", "1, 1", "[1, 0, 1]"])
        )
        yield f"{name}[{index or '...'}] {rng.choice(['=', '=', '+=', '*='])} {rng.choice(values)}"
    yield rng.choice(["w = y.copy()", "w = y", "w = y[::-1]", "z += y", "y -= z.T", "w = y.T.T"])


@pytest.mark.parametrize("seed", range(40))
def test_random_programs_that_write(engine, seed):
    rng = np.random.default_rng(seed)
    lines = [
        "F = np.arange(9.0).reshape(3, 3)",
        f"y = {rng.choice(['np.zeros((3, 3))', 'F * t', 'np.copy(F)', 'np.ones((3, 3), int)'])}",
        "z, x, w, k = np.eye(3), F - 4, y, np.floor(np.abs(t)).astype(int) % 3",
    ]
    wholes = "int" in lines[1]
    for line in [*statements(rng), *statements(rng), *statements(rng)]:
        masked = "x > t" in line and "=" in line and any(s in line for s in ("+=", "*="))
        into_whole = wholes and any(s in line for s in ("+=", "*=", "-="))
        if not masked and not into_whole:
            lines.append(line)
    code = "def program(t, v):\n    " + "\n    ".join([*lines, "return y, z, w"])
    names = {"np": np}
    exec(code, names)
    agrees(engine, names["program"])


REFUSED = {
    "an array of outside": (lambda t, v: OUTSIDE.__setitem__(0, t), r"np\.copy\(x\)"),
    "a method of outside": (lambda t, v: np.add(OUTSIDE, t, out=OUTSIDE), r"np\.copy\(x\)"),
    "a traced mask of several": (
        lambda t, v: (v * t).__setitem__(v > t, v),
        "how many places that are is not fixed",
    ),
    "what a mask selects": (lambda t, v: v.__setitem__(v > t, v[v > t]), r"np\.where"),
    "a complex number": (lambda t, v: v.__setitem__(0, np.exp(1j * t)), "z.real"),
}


def assigned_outside(t, v):
    OUTSIDE[0] = t


def filled_outside(t, v):
    np.fill_diagonal(OUTSIDE.reshape(2, 2), t)


def added_outside(t, v):
    y = OUTSIDE.copy()
    y += t


def view_by_numpy(t):
    y = np.zeros(3)
    y[0] = t
    z = np.zeros(3)
    np.require(z)[0] = t


def flat(t):
    y = np.zeros(3)
    y.flat[0] = t


def in_a_loop(t, v):
    kept = np.zeros(3)

    def step(s):
        kept[0] = s
        return s * t

    return repeat(step, t, 5)[0] + kept


def in_a_loop_by_view(t, v):
    w = t * v
    return repeat(lambda s: (w[1:].fill(s), s * t)[1], t, 5)[0] + w


REFUSED |= {
    "assigned outside": (assigned_outside, r"np\.copy\(x\) instead of y = x\.copy\(\)"),
    "filled outside": (filled_outside, r"np\.copy\(x\)"),
    "added outside": (added_outside, r"a = a \+ b"),
    "a view by NumPy": (lambda t, v: view_by_numpy(t), r"np\.copy\(x\)"),
    "flat": (lambda t, v: flat(t), r"x\.ravel\(\)"),
    "in a loop": (in_a_loop, "keep the array in the state"),
    "in a loop by a view": (in_a_loop_by_view, "keep the array in the state"),
}


@pytest.mark.parametrize(("function", "words"), REFUSED.values(), ids=REFUSED)
def test_what_the_page_would_miss_is_refused(function, words):
    before = OUTSIDE.copy()
    with pytest.raises(TraceError, match=words) as caught:
        compile_js(function, 1.5, V)
    assert caught.value.place is not None
    np.testing.assert_array_equal(OUTSIDE, before)


def shape_of_the_value(t, v):
    y = np.zeros(4)
    y[1:3] = t * v


def past_the_end(t, v):
    y = np.zeros(4)
    y[4] = t


def read_only(t, v):
    np.broadcast_to(t * v, (2, 3))[0, 0] = 1


def diagonal(t, v):
    y = np.zeros((2, 2))
    y[0, 0] = t
    np.diagonal(y)[0] = 1


def fraction_into_whole(t, v):
    y = np.zeros(3, int)
    y[0] = t
    y += 0.5 * t
    return y


def larger_than_itself(t, v):
    y = np.zeros(3)
    y += np.ones((2, 1)) * t
    return y


@pytest.mark.parametrize(
    "function",
    [
        shape_of_the_value,
        past_the_end,
        read_only,
        diagonal,
        fraction_into_whole,
        larger_than_itself,
    ],
    ids=lambda f: f.__name__,
)
def test_errors_are_numpys_own(function):
    with pytest.raises((ValueError, IndexError, TypeError)) as numpys:
        function(np.float64(1.5), V)
    with pytest.raises(numpys.type) as ours:
        compile_js(function, 1.5, V)
    assert str(numpys.value).partition(":")[0] in str(ours.value)


def test_an_array_that_is_changed_outside_is_seen():
    outside = np.zeros(3)

    def function(t):
        outside[0] += 1
        return outside * t

    with pytest.raises(TraceError, match="same each time"):
        compile_js(function, 1.0)


def test_a_place_past_the_end_leaves_nothing_in_the_page(engine):
    def function(k):
        y = np.arange(3.0)
        y[k] = 7
        return y

    source = compile_js(function, 1)
    np.testing.assert_array_equal(engine.call(source, [-1])[0], [0, 1, 7])
    assert np.isnan(engine.call(source, [3])[0]).all()


def test_what_is_read_is_the_tracer_that_was_written():
    run = Trace(RULES)
    x = run.input(0, np.zeros(3)) * 1.0
    w = run.input(1, 2.0)
    x[1] = w
    assert x[1].node is w.node
    x[:] = run.input(2, np.ones(3))
    assert x.node.op == "input"


def test_a_loop_that_writes_is_not_quadratic():
    def function(r):
        x = np.zeros(1000)
        x[0] = 0.2
        for i in range(1, 1000):
            x[i] = r * x[i - 1] * (1 - x[i - 1])
        return x

    runs = []

    def looked_at(r):
        result = function(r)
        runs.append(len(topological_order([result.node])))
        return result

    compile_js(looked_at, 3.5)
    assert max(runs) < 4 * 1000


def test_the_state_of_a_loop_may_be_written_into(engine):
    def function(t, v):
        def step(state):
            state["x"][0] += t * state["x"][1]
            state["x"][1:] -= 0.1
            buffer = np.zeros(2)
            buffer[1] = state["x"][0]
            return {"x": state["x"], "y": buffer}

        final, states = repeat(step, {"x": v, "y": 0 * v[:2]}, 4)
        return final["x"], states["y"]

    agrees(engine, function)


def test_a_loop_may_write_into_copies_of_what_is_outside():
    def function(t, v):
        w = v * 1.0

        def step(s):
            own = w.copy()
            own[0] = s
            return own[0] * t + own[1]

        return repeat(step, t, 3)[0], w

    run = Trace(RULES)
    result = function(run.input(0, 2.0), run.input(1, V))
    expected = function(2.0, V)
    for ours, numpys in zip(result, expected, strict=True):
        np.testing.assert_allclose(ours.value, numpys)


def test_a_state_of_animate_may_be_written_into():
    fig, ax = plt.subplots()
    (line,) = ax.plot([0, 1, 2], [0.0, 1.0, 2.0])
    start = {"x": np.zeros(3)}

    def step(state, a):
        state["x"][1:] = state["x"][:-1]
        state["x"][0] += a
        trail = np.zeros(3)
        trail[:] = state["x"]
        trail *= 2
        return state, {line: trail}

    figure = animate(fig, step, start, a=(0.5, 2.0), name="writing", alt="A line.")
    assert 'id="writing"' in figure.html
    np.testing.assert_array_equal(start["x"], 0)
    plt.close(fig)


def test_arrays_of_later_figures_are_numpys_own():
    compile_js(euler, 1.5, V)
    assert type(np.zeros(3)) is np.ndarray
    with pytest.raises(ZeroDivisionError):
        compile_js(lambda t: (np.fill_diagonal(np.eye(2), t), 1 / 0), 1.0)
    assert type(np.linspace(0, 1)) is np.ndarray
