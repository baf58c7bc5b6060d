"""Each call of the table with traced values, against Matplotlib at other values."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from redrawn import agree

X = np.linspace(-3, 3, 13)
STATES = [{"a": value} for value in (-2.0, -0.5, 0.0, 1.0, 2.0)]


def plot(a=1.0):
    plt.plot(X, a * X)


def plot_without_x(a=1.0):
    plt.plot(a * X)


def plot_several(a=1.0):
    plt.plot(X, a * X, "r--", a * X, X**2, "bo")


def plot_columns(a=1.0):
    plt.plot(X, np.stack([a * X, a + X, X], axis=1))


def plot_with_gaps(a=1.0):
    with np.errstate(invalid="ignore"):
        plt.plot(X, np.sqrt(X - a))


def lines_across(a=1.0):
    plt.plot(X, a * X)
    plt.axhline(3.1, color="k")
    plt.axvline(a)


def lines_in_the_margin(a=1.0):
    fig, ax = plt.subplots()
    ax.axhline(1.0)
    ax.plot(X, X)
    ax.axhline(3 + 0.1 * a)


CASES = [
    plot,
    plot_without_x,
    plot_several,
    plot_columns,
    plot_with_gaps,
    lines_across,
    lines_in_the_margin,
]


@pytest.mark.parametrize("function", CASES, ids=lambda function: function.__name__)
def test_the_page_draws_what_matplotlib_would(function):
    agree(function, STATES, a=(-2.0, 2.0, 0.1))
