"""Differential equations of SciPy's `odeint`, followed by steps of our own, against SciPy."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from redrawn import agree

from livefig import interact

integrate = pytest.importorskip("scipy.integrate")
odeint = integrate.odeint
T = np.linspace(0, 10, 80)


def pendulum(damping=0.2, length=1.0):
    def f(y, t):
        theta, omega = y
        return [omega, -damping * omega - 9.81 / length * np.sin(theta)]

    plt.plot(T, odeint(f, [1.0, 0.0], T)[:, 0])
    plt.ylim(-1.2, 1.2)


def lotka(a=1.0, d=0.075):
    def f(z, t, a, d):
        return np.array([a * z[0] - 0.1 * z[0] * z[1], -1.5 * z[1] + d * z[0] * z[1]])

    plt.plot(T, odeint(f, [10, 5], T, args=(a, d)))
    plt.ylim(0, 200)


def driven(force=1.0, y0=0.5, end=8.0):
    t = np.linspace(0, end, 50)
    y = integrate.odeint(lambda t, y: force * np.cos(t) - y, y0, t, tfirst=True)
    plt.plot(t, y)
    plt.axis([0, 12, -3, 6])


FOLLOWED = [
    (pendulum, dict(damping=(0.0, 1.0, 0.01), length=(0.5, 2.0, 0.01))),
    (lotka, dict(a=(0.5, 1.5, 0.01), d=(0.05, 0.1, 0.001))),
    (driven, dict(force=(-2.0, 2.0), y0=(-1.0, 5.0), end=(5.0, 12.0))),
]


@pytest.mark.parametrize(
    ("function", "controls"), FOLLOWED, ids=lambda c: getattr(c, "__name__", "")
)
def test_the_solution_is_scipys(function, controls):
    inside = [0.0, 0.123, 0.61, 1.0]
    states = [
        {
            key: ends[0] + (ends[1] - ends[0]) * ((i + k) % 4 and inside[(i + k) % 4])
            for k, (key, ends) in enumerate(controls.items())
        }
        for i in range(4)
    ]
    page = agree(function, states, rtol=1e-5, atol=1e-5, **controls)
    assert not page.figure.spec["ways"]


def stiff(mu=200.0):
    def f(y, t):
        return [y[1], mu * (1 - y[0] ** 2) * y[1] - y[0]]

    plt.plot(odeint(f, [2.0, 0.0], np.linspace(0, 2 * mu, 20))[:, 0])


def chaotic(rho=28.0):
    def f(s, t):
        return [10 * (s[1] - s[0]), s[0] * (rho - s[2]) - s[1], s[0] * s[1] - 8 / 3 * s[2]]

    plt.plot(odeint(f, [1.0, 1.0, 1.0], np.linspace(0, 30, 60))[:, 0])


def branching(limit=0.5):
    plt.plot(odeint(lambda y, t: -1.0 if y[0] > limit else 0.0, 1.0, T))


def summed(k=1.0):
    matrix = np.array([[0.0, 1.0], [-1.0, 0.0]])
    plt.plot(odeint(lambda y, t: k * (matrix @ y), [1.0, 0.0], T))


def rough(k=1.0):
    plt.plot(odeint(lambda y, t: -k * y, 1.0, T, rtol=1e-2))


def informed(k=1.0):
    plt.plot(odeint(lambda y, t: -k * y, 1.0, T, full_output=True)[0])


LEFT = [
    (stiff, dict(mu=(100.0, 200.0, 50.0))),
    (chaotic, dict(rho=(26.0, 28.0, 1.0))),
    (branching, dict(limit=(0.25, 0.75, 0.25))),
    (summed, dict(k=(0.5, 1.5, 0.5))),
    (rough, dict(k=(0.5, 1.5, 0.5))),
    (informed, dict(k=(0.5, 1.5, 0.5))),
]


@pytest.mark.parametrize(("function", "controls"), LEFT, ids=lambda c: getattr(c, "__name__", ""))
def test_what_steps_cannot_follow_is_scipys_own_at_each_position(function, controls):
    ((key, (low, high, step)),) = controls.items()
    states = [{key: value} for value in (low, low + step, high)]
    page = agree(function, states, rtol=1e-9, **controls)
    assert page.figure.spec["ways"][0]["counts"] == [1, 1, 1]


def test_scipy_is_as_before_afterwards():
    code = odeint.__code__
    interact(pendulum, damping=(0.0, 1.0), length=(0.5, 2.0))
    with pytest.raises(ZeroDivisionError):
        interact(lambda a=1.0: 1 / 0, a=(0.0, 1.0))
    assert odeint.__code__ is code
    assert odeint(lambda y, t: -y, 1.0, [0.0, 1.0])[-1, 0] == pytest.approx(np.exp(-1))


def test_an_equation_without_a_control_is_scipys():
    def still(a=1.0):
        plt.plot(T, a * odeint(lambda y, t: -y, 1.0, T)[:, 0])

    agree(still, [{"a": 0.5}, {"a": 2.0}], a=(0.5, 2.0))


def counting(function):
    """Draw a solution, and how often its function was called."""
    calls = [0]

    def f(y, t):
        calls[0] += 1
        return function(y)

    plt.plot(odeint(f, 1.0, T))
    plt.title(f"{calls[0]} calls")


def test_a_function_without_a_control_is_called_by_scipy_alone():
    def still(a=1.0):
        counting(lambda y: -2 * y)
        plt.axhline(a)

    agree(still, [{"a": 0.5}, {"a": 2.0}], a=(0.5, 2.0))


def test_a_function_that_counts_its_calls_is_refused():
    with pytest.raises(TypeError, match="changes calls each time"):
        interact(lambda a=1.0: counting(lambda y: -a * y), a=(0.5, 2.0))
