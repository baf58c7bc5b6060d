"""Pictures of data and of what a network makes of them, drawn with Matplotlib.

Each function takes arrays and an axes (or makes a figure), and returns the artists it drew, so that
a live figure can bind them. The two diagrams live in `nnlib.diagrams`.
"""

from __future__ import annotations

from pathlib import Path

import matplotlib.pyplot as plt

from nnlib.diagrams import DIVERGING, edge_width, network_diagram, neuron_diagram

__all__ = ["DIVERGING", "edge_width", "network_diagram", "neuron_diagram", "use_style"]


def use_style() -> None:
    """Draw all figures from now on in the book's style (``nnlib.mplstyle``)."""
    plt.style.use(Path(__file__).with_name("nnlib.mplstyle"))
