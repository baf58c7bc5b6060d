"""The figure that an author gives: a whole Matplotlib figure, and nothing like it."""

from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure


def check_figure(fig: Any, name: str) -> None:
    """Raise a TypeError that names the slip unless `fig` is a Matplotlib figure."""
    if isinstance(fig, Figure):
        return
    where = f"figure {name!r}: the first argument"
    if callable(fig):
        raise TypeError(f"{where} is a function; write the figure first: (fig, function, …)")
    if isinstance(fig, (Artist, np.ndarray)):
        raise TypeError(
            f"{where} is {type(fig).__name__}, but it must be the whole figure: fig, ax = "
            "plt.subplots() gives both, and ax.figure is the one of an axes"
        )
    raise TypeError(f"{where} is {fig!r:.60}, but it must be a Matplotlib figure")
