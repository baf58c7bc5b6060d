"""A function that goes several ways, against the same function called with plain numbers."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from v8 import Engine

from livefig import TraceError
from livefig.controls.reading import read_controls
from livefig.javascript.module import module
from livefig.tracing import paths
from livefig.tracing.recording import record_ways

X = np.linspace(0.0, 2.0, 9)


def recorded(function, **abbreviations):
    """Return the controls, and what stands at each position: a program's result or a message."""
    controls = read_controls(function, abbreviations, None)
    recordings, (ways,) = record_ways(lambda **values: {"y": function(**values)}, controls)
    graphs = [[r.run.lift(r.mapping["y"]).node] for r in recordings]
    engine = Engine()
    engine.context.eval(f"const program = {module({'main': graphs})}")
    grids = {c.name: c.grid for c in controls}

    def at(**values):
        place = 0
        for name in ways.controls:
            place = place * len(grids[name]) + grids[name].index(values[name])
        number = ways.numbers[np.searchsorted(np.cumsum(ways.counts), place, side="right")]
        if isinstance(number, str):
            return number
        (result,) = engine.call(f"(...a) => program.main[{number}](a)", list(values.values()))
        return result

    return controls, ways, at


def check(function, **abbreviations):
    """Compare with the plain function at every position of its sliders."""
    controls, ways, at = recorded(function, **abbreviations)
    grids = [c.positions() for c in controls]
    for values in np.stack(np.meshgrid(*grids, indexing="ij"), -1).reshape(-1, len(grids)):
        plain = {
            c.name: int(v) if c.integer else float(v) for c, v in zip(controls, values, strict=True)
        }
        got, expected = at(**plain), outcome(function, **plain)
        if isinstance(expected, str):
            assert got == expected, plain
        else:
            np.testing.assert_allclose(got, expected, rtol=1e-12, err_msg=str(plain))
    return len(set(map(str, ways.numbers)))


def outcome(function, **plain):
    """Return what the function gives, flat, or the message of its error."""
    try:
        return np.ravel(function(**plain))
    except (ValueError, ArithmeticError) as error:
        return str(error)


def signs(a=1.0, b=0.0):
    if a > b and not b < 0:
        return a * X
    return -X if a == b else b * X**2


def bounded(n=3, a=0.5):
    return min(n * a, 2.0) + max(a, 1.0) * X


def turns(n=3, a=0.5):
    y = X
    for _ in range(n):
        y = a * y
    return y


def until(a=2.0):
    s = a
    while abs(s * s - a) > 0.001:
        s = (s + a / s) / 2
    return s


def looked_up(n=1, a=1.0):
    factors = {0: 2.0, 1: 3.0, 2: 5.0}
    return factors[n] * a + [7.0, 8.0, 9.0][n]


def cut(n=3, a=1.0):
    return np.sum(a * X[:n]) + np.sum((a * X)[n:])


def made(n=3, a=1.0):
    return np.concatenate([np.zeros(n), a * np.ones(12 - n)]) + np.linspace(0, a, n)[-1]


def masked(a=1.0, b=1.0):
    return np.sum(X[a < X]) + np.sum((b * X)[a < X] ** 2)


def written(n=3, r=2.0):
    y = np.zeros(12)
    y[0] = 0.1
    for i in range(1, n):
        y[i] = r * y[i - 1] * (1 - y[i - 1])
    return y


def appended(n=3, a=1.0):
    values = []
    for i in range(n):
        values.append(a * i)
        if len(values) > 2:
            values = values[1:]
    return np.sum(np.array(values))


def rooted(a=1.0, b=1.0):
    return np.sort(np.roots([1.0, a, -2.0]).real) * b


def counted(n=3, a=1.0):
    values, counts = np.unique(np.arange(9) % n, return_counts=True)
    return a * np.sum(values * counts)


def domain(a=1.0):
    return math.sqrt(a) * math.sin(a) + math.exp(-a) + math.atan2(a, 1.0)


def special(a=1.0):
    return math.erf(a) + math.erfc(a) + math.gamma(a) + math.lgamma(a + 0.5)


def refused(a=1.0):
    if a < 0:
        raise ValueError(f"a is {a:.1f}")
    return 1 / (round(a) + 1) if a < 2 else a


def repeated(n=2, a=1.0):
    return sum([a] * n) + len("ab" * n) + a * int(a) + sorted([a, n, 1.5])[1]


def of_inside(a=1.0):
    return a if a in (0.5, 1.0) else round(a)


CASES = [
    (signs, dict(a=(-1.0, 1.0, 0.25), b=(-1.0, 1.0, 0.25)), 4),
    (bounded, dict(n=(1, 5), a=(0.0, 2.0, 0.25)), 4),
    (turns, dict(n=(0, 6), a=(0.0, 1.0, 0.5)), 7),
    (until, dict(a=(0.5, 5.0, 0.5)), None),
    (looked_up, dict(n=(0, 2), a=(0.0, 1.0, 0.5)), 3),
    (cut, dict(n=(0, 9), a=(0.0, 1.0, 0.5)), 10),
    (made, dict(n=(1, 12), a=(0.0, 1.0, 0.5)), 12),
    (masked, dict(a=(0.0, 2.0, 0.2), b=(0.0, 1.0, 0.5)), None),
    (written, dict(n=(1, 12), r=(1.0, 4.0, 0.5)), 12),
    (appended, dict(n=(1, 6), a=(0.0, 1.0, 0.5)), 6),
    (rooted, dict(a=(-2.0, 2.0, 0.5), b=(0.0, 1.0, 0.5)), 9),
    (counted, dict(n=(1, 9), a=(0.0, 1.0, 0.5)), 9),
    (domain, dict(a=(-1.0, 3.0, 0.5)), None),
    (special, dict(a=(-1.75, 3.0, 0.25)), None),
    (refused, dict(a=(-1.0, 3.0, 0.5)), None),
    (repeated, dict(n=(1, 4), a=(0.0, 3.0, 0.5)), None),
    (of_inside, dict(a=(0.0, 2.0, 0.25)), None),
]


@pytest.mark.parametrize(
    ("function", "controls", "n"), CASES, ids=[case[0].__name__ for case in CASES]
)
def test_each_position_is_that_of_the_plain_function(function, controls, n):
    ways = check(function, **controls)
    assert n is None or ways == n


@given(
    st.lists(st.sampled_from([-1.0, -0.5, 0.0, 0.25, 0.5, 1.0]), min_size=1, max_size=4),
    st.lists(st.booleans(), min_size=4, max_size=4),
)
@settings(max_examples=15, deadline=None)
def test_nested_conditions(bounds, kinds):
    def nested(a=0.0, b=0.0):
        y = a
        for bound, kind in zip(bounds, kinds, strict=False):
            if (y * b if kind else y + b) > bound:
                y = y + b
            elif kind:
                y = y * 2 - b
        return y * X

    check(nested, a=(-1.0, 1.0, 0.25), b=(-1.0, 1.0, 0.5))


def test_one_way_needs_no_steps():
    def always(a=1.0):
        assert a > -5
        return a * X

    controls, ways, _ = recorded(always, a=(0.0, 2.0))
    assert ways.controls == []
    assert ways.numbers == [0]
    assert controls[0].grid is None


def test_a_slider_that_decides_keeps_to_its_steps():
    controls, _, _ = recorded(refused, a=(-1.0, 3.0, 0.5))
    assert controls[0].grid == [-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0]


def test_too_many_ways_are_refused_at_once_with_a_coarser_step():
    runs = []

    def both(a=1.0, b=1.0):
        runs.append(1)
        return float(a) * float(b) * X

    with pytest.raises(TraceError, match=r"goes 961 ways.*a has 31 positions.*step=0\.5 for a"):
        recorded(both, a=(0.0, 3.0), b=(0.0, 3.0))
    assert len(runs) == 2  # one way, recorded twice


def test_too_many_ways_that_show_one_by_one(monkeypatch):
    monkeypatch.setattr(paths, "MAX_PATHS", 5)

    def many(a=1.0):
        return sum(1 if a > bound else 2 for bound in np.arange(0.05, 3, 0.1)) * X

    with pytest.raises(TraceError, match=r"more than 5 ways.*line \d+ of test_paths.py"):
        recorded(many, a=(0.0, 3.0))


def test_too_many_positions():
    def three(a=1.0, b=1.0, c=1.0):
        return X if a * b > c else 2 * X

    controls = {name: (0.0, 10.0, 0.1) for name in "abc"}
    with pytest.raises(TraceError, match="would be looked at at 1030301 positions"):
        recorded(three, **controls)


def test_an_error_at_the_start_is_the_authors():
    with pytest.raises(ValueError, match=r"^a is -0\.5$"):
        recorded(refused, a=-0.5)


def test_another_error_is_raised_where_it_comes_up():
    def broken(a=1.0):
        return X[50] if a > 2 else a * X

    with pytest.raises(IndexError):
        recorded(broken, a=(0.0, 3.0, 0.5))


def test_the_step_of_a_loop_decides_nothing():
    from livefig import repeat

    def looped(a=1.0):
        return repeat(lambda y: y if y > 1 else y * 2, a, 5)[-1]

    with pytest.raises(TraceError, match=r"decide an `if`"):
        recorded(looped, a=(0.0, 3.0, 0.5))


def test_what_random_numbers_decide_is_refused():
    rng = np.random.default_rng()

    def chance(a=1.0):
        return X * a if a > rng.uniform() else X

    with pytest.raises(TraceError, match="does not do the same each time"):
        recorded(chance, a=(0.0, 1.0, 0.05))


def test_what_has_one_value_on_its_way_is_no_longer_recorded():
    def solver(a=1.0):
        y = float(a)
        for _ in range(200):
            y = y + 0.01 * a * np.cos(y)
        return y * X

    controls = read_controls(solver, {"a": (0.0, 2.0, 0.5)}, None)
    recordings, _ = record_ways(lambda **values: {"y": solver(**values)}, controls)
    assert max(recording.run.n_nodes for recording in recordings) < 5
    check(solver, a=(0.0, 2.0, 0.5))
