"""What `explore` and `animate` make of an author's functions, run as the page runs it."""

import itertools
from collections import namedtuple
from dataclasses import dataclass

import matplotlib.pyplot as plt
import numpy as np
import pytest
from v8 import Engine

from livefig import TraceError, animate, choice, explore, text
from livefig.tracing.trees import flatten, leaves_like

X = np.linspace(0, 1, 5)
NAMED = {"name": "figure-one", "alt": "A line."}
Place = namedtuple("Place", "x v")


@dataclass
class Moving:
    x: float
    v: float


@pytest.fixture(scope="module")
def engine():
    return Engine()


@pytest.fixture
def plot():
    fig, ax = plt.subplots()
    (curve,) = ax.plot(X, X)
    yield fig, curve, ax.set_title("")
    plt.close(fig)


def outputs(engine, figure, function, *args, combination=0):
    source = f"(...args) => ({figure.spec['program']}).{function}[{combination}](args)"
    flat = engine.call(source, args)
    if function == "draw":
        return flat
    shapes = figure.spec["animation"]["shapes"][combination]
    return [value.reshape(shape)[()] for value, shape in zip(flat, shapes, strict=True)]


def by_key(s, lr):
    return {"v": s["v"] - lr * s["x"], "x": s["x"] + lr * s["v"]}


def changed(s, lr):
    s["x"] += lr * s["v"]
    s["in"][0] = s["x"]
    return s


STATES = {
    "dict": ({"x": 1.0, "v": 0.5}, by_key),
    "nested": (
        {"a": 1.0, "b": {"x": np.zeros(3), "v": np.ones(3)}},
        lambda s, lr: {"b": by_key(s["b"], lr), "a": s["a"] * lr},
    ),
    "namedtuple": (Place(1.0, 0.5), lambda s, lr: Place(v=s.v - lr, x=s.x + s.v)),
    "dataclass": (Moving(1.0, 0.5), lambda s, lr: Moving(v=s.v - lr, x=s.x + s.v)),
    "list for a tuple": ((1.0, 2.0), lambda s, lr: [s[1], s[0] * lr]),
    "changed in place": ({"x": 1.0, "v": 0.5, "in": [2.0]}, changed),
    "whole": (2, lambda s, lr: s - lr * 2 * s),
    "true": (True, lambda s, lr: s * lr),
    "whole for long": ((True, 2, 3), lambda s, lr: (s[1], s[2], s[2] * lr)),
    "whole array": (np.arange(3), lambda s, lr: s[::-1] * lr),
    "whole that stays": (5, lambda s, lr: s - 1),
    "nothing": ((), lambda s, lr: ()),
}


@pytest.mark.parametrize(("state", "advance"), STATES.values(), ids=STATES.keys())
def test_the_page_steps_as_python_does(engine, plot, state, advance):
    fig, curve, _ = plot
    start = [np.array(leaf) for leaf in flatten(state)]
    figure = animate(
        fig, lambda s, lr=0.1: (advance(s, lr), {curve: lr * X}), state, lr=(0.0, 2.0), **NAMED
    )
    for before, after in zip(start, flatten(state), strict=True):
        np.testing.assert_array_equal(before, after)  # the author's own object
    page, python = outputs(engine, figure, "start", 0.1), state
    for lr in (0.1, 0.5, 1.5):
        page, python = outputs(engine, figure, "step", lr, *page), advance(python, lr)
        for ours, numpys in zip(page, leaves_like(state, python), strict=True):
            np.testing.assert_allclose(ours, numpys)


@pytest.mark.parametrize(
    ("state", "advance", "shown"),
    [
        (2, lambda w, lr: w - lr * 2 * w, "w = 2.0"),
        (2, lambda w, lr: w - np.floor(lr).astype(int), "w = 2"),
        (True, lambda w, lr: w * lr, "w = 1.0"),
    ],
)
def test_a_state_is_shown_as_the_number_that_it_becomes(plot, state, advance, shown):
    fig, _, title = plot
    animate(
        fig,
        lambda w, lr=0.1: (advance(w, lr), {title: text("w = {}", w)}),
        state,
        lr=(0.0, 1.0),
        **NAMED,
    )
    assert title.get_text() == shown


def restarts(plot, start, **controls):
    fig, curve, _ = plot

    def step(s, lr=0.1, n=2, kind="a", on=False):
        total = sum(np.sum(leaf) for leaf in flatten(s))
        return s, {curve: total * lr * n * X * (kind == "a") * on}

    controls = {
        "lr": (0.0, 1.0),
        "n": choice([2, 3]),
        "kind": ["a", "b"],
        "on": False,
    }
    return animate(fig, step, start, **controls, **NAMED).spec["animation"]


STARTS = {
    "fixed": (1.0, [], [()] * 8),
    "a function of nothing": (lambda: 1.0, [], [()] * 8),
    "a slider": (lambda lr: lr * np.ones(2), ["lr"], [(2,)] * 8),
    "a slider that is not used": (lambda lr: 1.0, [], [()] * 8),
    "another shape": (lambda n: np.zeros(n), ["n"], [(2,)] * 4 + [(3,)] * 4),
    "other numbers": (lambda kind: {"a": 1.0, "b": 2.0}[kind], ["kind"], [()] * 8),
    "a choice that changes nothing": (lambda kind: 1.0, [], [()] * 8),
    "a checkbox": (lambda on: [1.0, np.ones(3)] if on else [1.0, np.zeros(3)], ["on"], None),
    "only together": (lambda kind, on: 2.0 if kind == "b" and on else 1.0, ["kind", "on"], None),
    "a slider for one choice": (lambda kind, lr: lr if kind == "b" else 1.0, ["lr", "kind"], None),
    "more arrays": (lambda n: (0.0,) * n, ["n"], None),
}


@pytest.mark.parametrize(("start", "names", "shapes"), STARTS.values(), ids=STARTS.keys())
def test_what_the_start_depends_on_restarts_the_run(plot, start, names, shapes):
    animation = restarts(plot, start)
    assert animation["restarts"] == names
    assert len(animation["shapes"]) == 8
    if shapes is not None:
        assert animation["shapes"] == [[list(shape)] for shape in shapes]
    else:
        alike = {len(arrays) for arrays in animation["shapes"]}
        assert alike == ({2, 3} if "n" in names else {len(animation["shapes"][0])})


def counted(first):
    numbers = itertools.count(first)
    return lambda: next(numbers)


def test_functions_of_a_figure_do_the_same_each_time(plot):
    fig, curve, title = plot
    count = counted(1)
    for update, message in [
        (lambda w=1.0: {curve: w * X * count()}, "number"),
        (lambda w=1.0: {curve: w * X, title: f"call {count()}"}, r"artist 1 \(Text\) changed"),
        (lambda w=1.0: {curve: w * X, title: text("{:.0f}", count())}, "artist 1"),
        (lambda w=1.0: {curve: {"ydata": w * X, "alpha": 1 / count()}}, "artist 0"),
        (lambda w=1.0: {curve: w * X, "goals": {f"goal {count()}": w > 1}}, "goals"),
        (lambda w=1.0: {curve: w * X} | ({title: "even"} if count() % 2 else {}), "which artists"),
    ]:
        with pytest.raises(TraceError, match=message) as caught:
            explore(fig, update, w=(0.0, 2.0), **NAMED)
        assert caught.value.place.filename == __file__
        assert "figure 'figure-one'" in str(caught.value)


def test_a_step_and_a_start_do_the_same_each_time(plot):
    fig, curve, _ = plot
    count = counted(1)

    def start():
        return 1.0 * count()

    def step(s, lr=0.1):
        return s - lr * count(), {curve: s * X}

    with pytest.raises(TraceError, match="start does not do the same"):
        animate(fig, lambda s, lr=0.1: (s * lr, {curve: s * X}), start, lr=(0.0, 1.0), **NAMED)
    with pytest.raises(TraceError, match="step does not do the same"):
        animate(fig, step, 1.0, lr=(0.0, 1.0), **NAMED)


def test_every_choice_is_recorded_on_its_own(engine, plot):
    fig, curve, _ = plot
    seen = []

    def update(kind="a", w=1.0):
        seen.append(kind)
        return {curve: w * X * {"a": 1, "b": -1}[kind]}

    figure = explore(fig, update, kind=["a", "b"], w=(0.0, 2.0), **NAMED)
    assert seen == ["a", "a", "b", "b"]
    for i, sign in enumerate((1, -1)):
        (ys,) = outputs(engine, figure, "draw", 1.5, combination=i)
        np.testing.assert_allclose(ys, 1.5 * sign * X)


def test_a_refusal_that_update_caught_is_raised(plot):
    fig, curve, _ = plot

    def update(w=1.0):
        try:
            scale = float(w)
        except TypeError:
            scale = 5.0
        return {curve: scale * X}

    with pytest.raises(TraceError, match="plain float"):
        explore(fig, update, w=(0.0, 2.0), **NAMED)
