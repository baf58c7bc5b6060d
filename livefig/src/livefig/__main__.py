"""`python -m livefig PAGE.html`: write a page with one live figure, to see what livefig makes."""

import sys
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")  # no window: the figure is drawn into a page

import matplotlib.pyplot as plt
import numpy as np

from livefig import LiveFigure, explore, slider, text


def demo() -> LiveFigure:
    """Return a damped oscillation with its envelope, its energy at the end, and three sliders."""
    t = np.linspace(0, 10, 401)
    fig, ax = plt.subplots(figsize=(5.2, 3))
    envelope = ax.fill_between(t, -np.ones_like(t), np.ones_like(t), alpha=0.2)
    (curve,) = ax.plot(t, np.cos(t))
    ax.set(xlabel="time in s", ylabel="displacement in cm", xlim=(0, 10), ylim=(-2.1, 2.1))
    title = ax.set_title("")

    def update(
        amplitude: float = 1.5, frequency: float = 0.5, damping: float = 0.2
    ) -> dict[Any, Any]:
        limit = amplitude * np.exp(-damping * t)
        return {
            envelope: (-limit, limit),
            curve: limit * np.cos(2 * np.pi * frequency * t),
            title: text("After 10 s, {:.1%} of the energy is left", (limit[-1] / amplitude) ** 2),
        }

    return explore(
        fig,
        update,
        name="oscillation",
        alt="An oscillation whose amplitude shrinks, between the two curves that it touches.",
        amplitude=slider(0.5, 2.0, 0.1, unit="cm"),
        frequency=slider(0.1, 2.0, 0.1, unit="Hz"),
        damping=slider(0.0, 1.0, 0.05, unit="1/s"),
    )


def main(arguments: list[str]) -> None:
    """Write the page, and say where it is."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        sys.exit("python -m livefig PAGE.html writes a page with one live figure.")
    path = Path(arguments[0]).resolve()
    demo().save(path, title="One live figure")
    print(f"Open {path} in a browser and move its sliders: nothing else is needed.")


if __name__ == "__main__":
    main(sys.argv[1:])
