"""Tabulated functions: the page at the positions of its sliders against the function itself."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from redrawn import agree
from scipy.optimize import brentq

from livefig import TraceError, interact, tabulate


def root(a):
    return brentq(lambda x: x**3 - x - a, 0, 3)


def test_roots_and_eigenvalues_at_all_positions():
    calls = []
    counted = tabulate(lambda a: (calls.append(a), root(a))[1])
    eig = tabulate(np.linalg.eig)

    def draw(a=1.0, k=2):
        x = np.linspace(0, 3, 50)
        plt.plot(x, x**3 - x - a)
        plt.axvline(counted(a))
        values = eig(np.array([[0, 1.0], [-k * a, -1.0]])).eigenvalues
        plt.scatter(values.real, values.imag)
        plt.title(f"{counted(a):.3f}, {np.abs(values[0]):.3f}")

    grid = [a / 4 for a in range(9)]
    states = [{"a": a, "k": k} for a in grid for k in range(4)]
    agree(draw, states, a=(0.0, 2.0, 0.25), k=(0, 3))
    built = len(calls) - 2 * len(states)  # drawn plainly, it is called twice at each state
    assert built == len(grid) + 1  # and once more, to see that it does the same


def figure(function, **controls):
    def draw(a=1.0):
        plt.plot([0, 1], [0, function(a)])

    return interact(draw, a=controls.pop("a", (0.0, 2.0, 0.25)), **controls)


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (tabulate(root, limit=5), r"called 9 times, more than 5: a has 9 positions"),
        (tabulate(lambda a: np.full(99, a), megabytes=1e-4), "take .* MB in the page"),
        (tabulate(lambda a: brentq(lambda x: x - a, 0, 1)), "raised ValueError.* at a = 1.25"),
        (tabulate(lambda a: np.zeros(1 + int(a > 1))), r"but .*\(2,\) at a = 1.25"),
        (tabulate(lambda a: np.random.default_rng().random()), "does not do the same each time"),
        (tabulate(lambda a: "text"), "expected numbers and arrays"),
    ],
)
def test_what_cannot_be_tabulated_is_an_error_with_the_line(function, message):
    with pytest.raises(TraceError, match=message) as caught:
        figure(function)
    assert "function(a)" in caught.value.place.text


def test_a_slider_has_no_values_between_unless_they_are_interpolated():
    with pytest.raises(ValueError, match="between two positions"):
        figure(tabulate(root), presets={"odd": {"a": 1.1}})
    assert figure(tabulate(root)).spec["controls"][0]["grid"] == [a / 4 for a in range(9)]
    straight = figure(tabulate(root, interpolate=True), presets={"odd": {"a": 1.1}})
    assert "grid" not in straight.spec["controls"][0]
