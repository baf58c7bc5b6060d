"""Functions that draw one thing or another, as they are, against Matplotlib's own figures."""

import re

import matplotlib.pyplot as plt
import numpy as np
import pytest
from ipywidgets import FloatSlider
from redrawn import agree

from livefig import assembly, interact

X = np.linspace(0, 5, 30)
DATA = np.random.default_rng(0).normal(size=120)


def branches(a=1.0, b=1.0, mark=True):
    if a > 1.5:
        plt.plot(X, np.sin(a * X), "r--", label="sine")
    elif a < 0.5:
        plt.plot(X, a * X, label="line")
    else:
        plt.plot(X, a * X**2 - b, "k.", label="points")
        plt.text(1, 1, f"a is {a:.1f}")
    if mark and b > a:
        plt.axhline(b)
    plt.title("above" if b > a else f"below {min(a, b):.2f}")
    plt.legend(loc="upper left")


def curves(n=3, a=1.0):
    for i in range(n):
        plt.plot(X, a * np.sin((i + 1) * X))


def first_points(n=3, a=1.0):
    plt.plot(X[:n], a * X[:n], "o-")
    plt.xlim(0, 5)


def selected(t=1.0):
    plt.scatter(X[t < X], np.cos(X[t < X]))
    plt.fill_between(X, np.cos(X), where=t < X, alpha=0.3)


def samples(n=20, spread=1.0):
    plt.hist(spread * DATA[:n], bins=int(np.sqrt(n)))


def converging(tol=0.1, a=2.0):
    guesses = [a]
    while abs(guesses[-1] ** 2 - a) > tol:
        guesses.append((guesses[-1] + a / guesses[-1]) / 2)
    plt.plot(guesses, "o-")


def domain(a=1.0):
    if a <= 0:
        raise ValueError(f"a must be positive, not {a:.1f}")
    plt.plot(X, np.log(a + X))


def scaled(log=False, a=1.0):
    plt.plot(X + 0.1, np.exp(a * X))
    if log:
        plt.yscale("log")


def shares(a=0.3):
    plt.pie([a, 1 - a], labels=["one", "other"])


def rose(k=2, a=1.0):
    t = np.linspace(0, 2 * np.pi, 100)
    plt.subplot(projection="polar").plot(t, a * np.cos(k * t) ** 2)


def filled(a=1.0):
    x, y = np.meshgrid(X, X)
    plt.colorbar(plt.contourf(X, X, np.sin(a * x) * y))


def streaming(a=1.0):
    grid = np.linspace(-1, 1, 6)
    x, y = np.meshgrid(grid, grid)
    plt.streamplot(grid, grid, -a * y, x, density=0.4)


def quartiles(spread=1.0):
    plt.boxplot([DATA * spread, DATA + spread])


def panels(n=2, a=1.0):
    _, axes = plt.subplots(1, n, squeeze=False)
    for i, ax in enumerate(axes[0]):
        ax.plot(X, a * X**i)


def noted(a=1.0):
    plt.plot(X, a * X)
    at = (1, 2) if a > 1 else (3, 1)
    plt.annotate("here", at, (4, 4), arrowprops={"arrowstyle": "->"})
    plt.ylim(0, 10)


def ticked(degrees=True):
    plt.plot(X, X)
    if degrees:
        plt.xticks([0, 2, 4], ["0°", "2°", "4°"])
        plt.grid(True)


def integrated(k=1.0, c=0.5):
    from scipy.integrate import solve_ivp

    t = np.linspace(0, 5, 20)
    found = solve_ivp(lambda t, y: [y[1], -k * y[0] - c * y[1]], (0, 5), [1.0, 0.0], t_eval=t)
    plt.plot(t, found.y[0])


FUNCTIONS = [
    (branches, {"a": (0.0, 2.0), "b": (0.0, 2.0, 0.5), "mark": True}, "ab"),
    (curves, {"n": (1, 5), "a": (0.5, 2.0)}, "n"),
    (first_points, {"n": (1, 12), "a": (-1.0, 1.0)}, "n"),
    (selected, {"t": (0.0, 5.0, 0.5)}, "t"),
    (samples, {"n": (10, 120, 10), "spread": (0.5, 2.0)}, "n"),
    (converging, {"tol": (0.01, 0.3, 0.05), "a": (0.5, 4.0, 0.5)}, "a tol"),
    (domain, {"a": (-1.0, 3.0)}, "a"),
    (scaled, {"log": False, "a": (0.5, 2.0)}, ""),
    (shares, {"a": (0.1, 0.9)}, "a"),
    (rose, {"k": (1, 4), "a": (0.5, 1.0, 0.25)}, "a k"),
    (filled, {"a": (0.5, 2.0, 0.5)}, "a"),
    (streaming, {"a": (0.5, 2.0, 0.5)}, "a"),
    (quartiles, {"spread": (0.5, 2.0, 0.5)}, "spread"),
    (panels, {"n": (1, 3), "a": (0.5, 2.0)}, "n"),
    (noted, {"a": (0.0, 2.0)}, "a"),
    (ticked, {"degrees": True}, ""),
    (integrated, {"k": (0.5, 2.0, 0.5), "c": (0.0, 1.0, 0.25)}, "c k"),
]


def states_of(controls):
    """Return the ends of each control, and places between."""
    found = []
    for share in (0, 0.35, 0.5, 0.8, 1):
        for flip in (False, True):
            state = {}
            for i, (name, c) in enumerate(controls.items()):
                if isinstance(c, bool):
                    state[name] = flip
                    continue
                part = 1 - share if flip and i else share
                step = c[2] if len(c) > 2 else 1 if isinstance(c[0], int) else 0.1
                value = c[0] + step * round(part * (c[1] - c[0]) / step)
                state[name] = type(c[0])(round(min(value, c[1]), 9))
            if state not in found:
                found.append(state)
    return found


@pytest.mark.parametrize(
    ("function", "controls", "deciding"), FUNCTIONS, ids=[case[0].__name__ for case in FUNCTIONS]
)
def test_a_function_that_branches_is_live_as_it_is(function, controls, deciding):
    states = [s for s in states_of(controls) if function is not domain or s["a"] > 0]
    page = agree(function, states, **controls)
    names = {name for each in page.figure.spec["ways"] for name in each["controls"]}
    assert names == set(deciding.split() if " " in deciding else deciding) or names == {deciding}


def test_a_value_error_is_said_at_its_positions():
    figure = interact(domain, a=FloatSlider(0.1, min=-0.2, max=0.2, step=0.1))
    (ways,) = figure.spec["ways"]
    assert ways["controls"] == ["a"]
    at_each = [n for n, k in zip(ways["programs"], ways["counts"], strict=True) for _ in range(k)]
    told = [f"a must be positive, not {a:.1f}" for a in (-0.2, -0.1, 0.0)]
    assert at_each == [*told, 0, 0]


def test_the_error_of_the_engine_alone_is_no_message():
    calls = []

    def odd(a=1.0):
        calls.append(1)
        if a > 0.5 and type(a).__name__ == "Tracer":
            raise ValueError("only when it is traced")
        plt.plot([0, a])

    with pytest.raises(ValueError, match="only when it is traced"):
        interact(odd, a=(0.0, 1.0))


def test_pictures_that_are_too_large_are_refused(monkeypatch):
    monkeypatch.setattr(assembly, "MEGABYTES", 0.01)
    words = r"figure 'filled' would take 0\.\d MB.*goes 4 ways, which a decide.*coarser"
    with pytest.raises(ValueError, match=words):
        interact(filled, a=(0.5, 2.0, 0.5))


def test_what_differs_in_depth_alone_has_pictures_of_its_own():
    def deep(z=1):
        plt.subplot(projection="3d").plot([0, 1], [0, 1], [0, float(z)])

    assert interact(deep, z=(0, 3)).spec["picture_of"] == [0, 1, 2, 3]


def test_other_pictures_have_ids_of_their_own():
    spec = interact(panels, n=(1, 3), a=(0.5, 2.0)).spec
    assert spec["picture_of"] == [0, 1, 2]
    ids = [re.findall(r' id="([^"]+)"', other["svg"]) for other in spec["others"]]
    assert all(ids)
    assert not set(ids[0]) & set(ids[1])
    assert all(each.startswith("panels--") for each in ids[0])


def test_a_slider_that_only_decides_is_used(recwarn):
    def either(a=1.0):
        plt.plot([0, 1] if a > 1 else [1, 0])

    interact(either, a=(0.0, 2.0))
    assert not [w for w in recwarn if "nothing depends" in str(w.message)]
