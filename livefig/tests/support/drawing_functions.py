"""Functions as users of `ipywidgets.interact` write them, each with its controls."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Circle, Polygon


def damped(A=1.0, f=1.0, gamma=0.3):
    t = np.linspace(0, 10, 200)
    envelope = A * np.exp(-gamma * t)
    plt.figure(figsize=(6, 3))
    plt.plot(t, envelope * np.cos(2 * np.pi * f * t), label="x(t)")
    plt.plot(t, envelope, "r--", label="envelope")
    plt.plot(t, -envelope, "r--")
    plt.xlabel("t (s)")
    plt.ylabel("x (m)")
    plt.legend(loc="upper right")
    plt.grid(True)
    plt.show()


def sampled(freq=3, duty=0.5, kind="square"):
    """A signal and its spectrum."""
    t = np.linspace(0, 1, 128, endpoint=False)
    phase = (freq * t) % 1
    if kind == "square":
        y = np.where(phase < duty, 1.0, -1.0)
    elif kind == "saw":
        y = 2 * phase - 1
    else:
        y = np.sin(2 * np.pi * freq * t)
    fig, (ax1, ax2) = plt.subplots(2, 1, figsize=(6, 4))
    ax1.step(t, y)
    ax1.set_title(kind)
    ax1.set_ylim(-1.2, 1.2)
    k = np.arange(20)
    basis = np.exp(0) * np.cos(2 * np.pi * np.outer(k, t))
    ax2.stem(k, np.abs(basis @ y) / len(t))
    ax2.set_xlabel("frequency")
    fig.tight_layout()


def normal_curve(mu=0.0, sigma=1.0):
    x = np.linspace(-6, 6, 241)
    pdf = np.exp(-((x - mu) ** 2) / (2 * sigma**2)) / (sigma * np.sqrt(2 * np.pi))
    _, ax = plt.subplots()
    ax.plot(x, pdf, lw=2)
    ax.fill_between(x, pdf, where=np.abs(x - mu) < sigma, alpha=0.3, color="C1")
    ax.axvline(mu, color="k", ls=":")
    ax.set_ylim(0, None)


def sample_histogram(shift=0.0, scale=1.0, bins=10, density=False):
    data = np.random.default_rng(1).normal(size=300) * scale + shift
    plt.hist(data, bins=[5, 10, 20][[5, 10, 20].index(bins)], density=density, edgecolor="w")
    plt.axvline(data.mean(), c="r")


def regression(slope=1.0, intercept=0.0, show=True):
    rng = np.random.default_rng(0)
    x = rng.uniform(0, 10, 30)
    y = 2 * x + 1 + rng.normal(size=30)
    plt.scatter(x, y, c="k", s=12, label="data")
    xs = np.array([0, 10])
    plt.plot(xs, slope * xs + intercept, label="fit")
    if show:
        plt.vlines(x, y, slope * x + intercept, colors="r", lw=0.8, label="residuals")
    plt.legend()
    plt.xlim(0, 10)


def option_payoff(S=100.0, K=100.0, premium=5.0):
    spot = np.linspace(50, 150, 101)
    payoff = np.maximum(spot - K, 0) - premium
    _, ax = plt.subplots(figsize=(7, 4))
    ax.plot(spot, payoff)
    ax.fill_between(spot, 0, payoff, where=payoff > 0, color="g", alpha=0.2)
    ax.fill_between(spot, 0, payoff, where=payoff < 0, color="r", alpha=0.2)
    ax.axhline(0, color="k", lw=0.5)
    ax.plot(S, np.maximum(S - K, 0) - premium, "o", ms=8)
    ax.set(xlabel="spot", ylabel="profit", title="Call option")


def compound(rate=5.0, years=20, fee=0.5):
    n = np.arange(0, 41)
    plt.bar(n, np.where(n <= years, 1000 * (1 + rate / 100) ** n, 0), color="C2", width=0.8)
    plt.bar(n, np.where(n <= years, 1000 * (1 + (rate - fee) / 100) ** n, 0), width=0.4)


def interference(d=2.0, wavelength=0.5):
    x, y = np.meshgrid(np.linspace(-5, 5, 60), np.linspace(0, 10, 60))
    r1 = np.hypot(x - d / 2, y)
    r2 = np.hypot(x + d / 2, y)
    wave = np.sin(2 * np.pi * r1 / wavelength) + np.sin(2 * np.pi * r2 / wavelength)
    plt.imshow(wave, extent=[-5, 5, 0, 10], origin="lower", cmap="RdBu", aspect="auto")
    plt.colorbar()
    plt.plot(
        np.array([-d, d]) / 2 if not hasattr(d, "node") else np.stack([-d, d]) / 2, [0, 0], "k."
    )


def vector_field(a=1.0, b=-1.0):
    x, y = np.meshgrid(np.linspace(-2, 2, 9), np.linspace(-2, 2, 9))
    plt.quiver(x, y, a * y, b * x, color="C0")
    plt.title("phase plane")


def logistic_map(r=3.2, x0=0.2):
    xs = [x0]
    for _ in range(40):
        xs.append(r * xs[-1] * (1 - xs[-1]))
    plt.plot(xs, "o-", ms=3)
    plt.ylim(0, 1)


def bode(R=1.0, C=1.0):
    w = np.logspace(-2, 2, 100)
    gain = 1 / np.sqrt(1 + (w * R * C) ** 2)
    _, ax = plt.subplots(2, 1, sharex=True)
    ax[0].loglog(w, gain)
    ax[0].axvline(1 / (R * C), color="r")
    ax[1].semilogx(w, -np.degrees(np.arctan(w * R * C)))
    ax[1].set_xlabel("w")


def temperatures(k=0.1, T0=90.0):
    t = np.linspace(0, 60, 61)
    _, ax1 = plt.subplots()
    ax1.plot(t, 20 + (T0 - 20) * np.exp(-k * t), "r")
    ax1.set_ylabel("temperature")
    ax2 = ax1.twinx()
    ax2.plot(t, -k * (T0 - 20) * np.exp(-k * t), "b")
    ax2.set_ylabel("rate")


def neuron(w=1.0, b=0.0, activation="sigmoid"):
    x = np.linspace(-5, 5, 101)
    z = w * x + b
    functions = {
        "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
        "tanh": np.tanh,
        "relu": lambda z: np.maximum(0, z),
    }
    y = functions[activation](z)
    _, axes = plt.subplots(1, 2, figsize=(8, 3))
    axes[0].plot(x, z, c="C1")
    axes[0].set_title("z")
    axes[1].plot(x, y)
    axes[1].set_title(activation)


def circle_and_triangle(x=0.0, y=0.0, r=1.0):
    _, ax = plt.subplots()
    ax.add_patch(Circle((x, y), r, fill=False))
    ax.add_patch(Polygon([(0, 0), (1, 0), (x, y)], color="C1"))
    ax.set_xlim(-3, 3)
    ax.set_ylim(-3, 3)
    ax.set_aspect("equal")


def level_lines(a=1.0, b=1.0):
    x, y = np.meshgrid(np.linspace(-2, 2, 40), np.linspace(-2, 2, 40))
    plt.contour(x, y, a * x**2 + b * y**2, levels=[0.5, 1, 2, 4])
    plt.plot(0, 0, "k+")


def euler(a=-1.0, x0=1.0):
    n, h = 40, 0.1
    t = np.linspace(0, h * (n - 1), n)
    x = np.zeros(n)
    x[0] = x0
    for i in range(1, n):
        x[i] = x[i - 1] + h * a * x[i - 1]
    plt.plot(t, x, "o-", label=f"Euler, a = {a:.1f}")
    plt.plot(t, x0 * np.exp(a * t), label="exact")
    plt.xlim(t[0], t[-1])
    plt.axvline(t[len(t) // 2], color="0.8")
    plt.legend()


def pendulum(length=1.0, start=0.5):
    n, h = 60, 0.05
    state = np.empty((n, 2))
    state[0] = start, 0
    for i, (angle, speed) in enumerate(state[:-1]):
        state[i + 1, 1] = speed - h * 9.81 / length * np.sin(angle)
        state[i + 1, 0] = angle + h * state[i + 1, 1]
    _, (left, right) = plt.subplots(1, 2)
    left.plot(np.arange(n) * h, state[:, 0])
    right.plot(*state.T)
    right.set_title(f"largest angle {np.max(state[:, 0]):.2f}")


def relaxation(k=0.2, top=1.0):
    u = np.zeros(12)
    u[0] = top
    x = np.arange(12.0)
    for _ in range(3):
        for _ in range(4):
            u[1:-1] += k * (u[2:] - 2 * u[1:-1] + u[:-2])
        plt.plot(x, u, ".-")
        x += 0.25


def rectified(gain=1.0, limit=0.5, cell=2):
    x = np.linspace(-2, 2, 81)
    y = gain * np.sin(3 * x)
    y[y > limit] = limit
    y[x < -1] = 0
    y[::20] += 0.25
    bars = np.zeros(6)
    bars[cell] = gain
    image = np.eye(6)
    image[cell, :] = limit
    image[:, 0] = bars
    np.fill_diagonal(image[1:], gain)
    _, (left, middle, right) = plt.subplots(1, 3)
    left.plot(x, y)
    left.fill_between(x, y, where=x > 0, alpha=0.3)
    left.set_xticks(x[::20])
    middle.bar(np.arange(6), bars)
    right.imshow(image, vmin=0, vmax=2)


FUNCTIONS = [
    (damped, {"A": (0.5, 2.0), "f": (0.5, 3.0), "gamma": (0.0, 1.0)}),
    (sampled, {"freq": (1, 8), "duty": (0.1, 0.9), "kind": ["square", "saw", "sine"]}),
    (normal_curve, {"mu": (-3.0, 3.0), "sigma": (0.3, 2.0)}),
    (sample_histogram, {"shift": (-2.0, 2.0), "scale": (0.5, 2.0), "bins": [5, 10, 20]}),
    (regression, {"slope": (-1.0, 4.0), "intercept": (-5.0, 5.0), "show": True}),
    (option_payoff, {"S": (50.0, 150.0), "K": (80.0, 120.0), "premium": (0.0, 20.0)}),
    (compound, {"rate": (0.0, 10.0), "years": (1, 40), "fee": (0.0, 2.0)}),
    (interference, {"d": (0.5, 4.0), "wavelength": (0.2, 2.0)}),
    (vector_field, {"a": (-2.0, 2.0), "b": (-2.0, 2.0)}),
    (logistic_map, {"r": (0.0, 3.5), "x0": (0.0, 1.0)}),
    (bode, {"R": (0.1, 10.0), "C": (0.1, 10.0)}),
    (temperatures, {"k": (0.01, 0.5), "T0": (30.0, 100.0)}),
    (neuron, {"w": (-3.0, 3.0), "b": (-2.0, 2.0), "activation": ["sigmoid", "tanh", "relu"]}),
    (circle_and_triangle, {"x": (-2.0, 2.0), "y": (-2.0, 2.0), "r": (0.1, 2.0)}),
    (level_lines, {"a": (0.2, 3.0), "b": (0.2, 3.0)}),
    (euler, {"a": (-3.0, 1.0), "x0": (0.5, 2.0)}),
    (pendulum, {"length": (0.5, 2.0), "start": (0.1, 2.5)}),
    (relaxation, {"k": (0.0, 0.5), "top": (-1.0, 2.0)}),
    (rectified, {"gain": (0.5, 2.0), "limit": (0.1, 1.0), "cell": (0, 5)}),
]  # fmt: skip
