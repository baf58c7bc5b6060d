"""Pictures of data and of what a network makes of them, drawn with Matplotlib.

Each function takes arrays and an axes (or makes a figure), and returns the artists it drew, so that
a live figure can bind them. The diagrams of networks are in `nnlib.diagrams`,
pictures made of cells in `nnlib.images`; all can be had from here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import Colormap, ListedColormap, Normalize, to_rgba
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from nnlib.checks import finite_array, whole_number, within
from nnlib.diagrams import (
    COLOURS,
    DIVERGING,
    PALE,
    edge_width,
    network_diagram,
    neuron_diagram,
)
from nnlib.images import INK, confusion_matrix, image_grid

__all__ = [
    "COLOURS",
    "DIVERGING",
    "INK",
    "PALE",
    "confusion_matrix",
    "decision_boundary",
    "edge_width",
    "image_grid",
    "loss_curves",
    "network_diagram",
    "neuron_diagram",
    "plane",
    "use_style",
]

MARKERS = "os^DvP"  # one for each class, so that colour is not needed to tell them apart


def use_style() -> None:
    """Draw all figures from now on in the book's style (``nnlib.mplstyle``)."""
    plt.style.use(Path(__file__).with_name("nnlib.mplstyle"))


class DecisionBoundary(NamedTuple):
    """The artists of `decision_boundary`."""

    ax: Axes
    field: AxesImage  # the outputs over the plane, (n, n); several classes: the number of the class
    points: list[PathCollection]  # one for each class
    grid: np.ndarray  # (n * n, 2), where the outputs were computed, in the order of the field


class LossCurves(NamedTuple):
    """The artists of `loss_curves`."""

    ax: Axes
    lines: dict[str, Line2D]


def plane(extent: Sequence[float], n: int = 100) -> np.ndarray:
    """Return the centres of n × n cells over a rectangle, row after row from the bottom.

    Parameters
    ----------
    extent : sequence of float
        x_min, x_max, y_min, y_max
    n : int
        Cells along each side.

    Returns
    -------
    ndarray
        (n * n, 2)
    """
    whole_number("n", n, at_least=1)
    x_min, x_max, y_min, y_max = extent
    middle = (np.arange(n) + 0.5) / n
    x, y = np.meshgrid(x_min + (x_max - x_min) * middle, y_min + (y_max - y_min) * middle)
    return np.column_stack([x.ravel(), y.ravel()])


def decision_boundary(
    predict: Callable[[np.ndarray], Any],
    X: Any,
    y: Any,
    *,
    extent: Sequence[float] | None = None,
    n: int = 100,
    limits: tuple[float, float] = (0.0, 1.0),
    line: bool = True,
    ax: Axes | None = None,
) -> DecisionBoundary:
    """Draw what a classifier says everywhere in the plane, and the examples over it.

    Parameters
    ----------
    predict : callable
        Takes points (n * n, 2); gives one output for each, (n * n,) or (n * n, 1), or a score for
        each class, (n * n, n_classes), the largest of which is shown. `Network.forward` fits.
    X, y : array_like
        Examples (m, 2) and their classes, (m,) whole numbers from 0.
    extent : sequence of float, optional
        x_min, x_max, y_min, y_max; without it, the examples and a margin around them.
    n : int
        The plane is divided into n × n cells.
    limits : (float, float)
        One output: its value of full blue (class 0) and of full orange (class 1).
    line : bool
        One output: draw the line halfway between the limits. It is not part of a live figure.
    ax : Axes, optional
        Where to draw; without it, a new figure.

    Raises
    ------
    TypeError, ValueError
        If the data do not fit each other, or are not points of the plane.
    """
    X, y = finite_array("X", X), finite_array("y", y).astype(int)
    if X.ndim != 2 or X.shape[1] != 2 or y.shape != X.shape[:1]:
        raise ValueError(f"X has shape {X.shape} and y {y.shape}, expected (m, 2) and (m,)")
    within("y", y, 0, len(COLOURS) - 1, "classes")
    if extent is None:
        low, high = X.min(axis=0), X.max(axis=0)
        margin = 0.15 * np.maximum(high - low, 1e-9).max()
        extent = np.column_stack([low - margin, high + margin]).ravel().tolist()
    grid = plane(extent, n)
    output = np.asarray(predict(grid)).reshape(n * n, -1)
    ax = ax if ax is not None else plt.subplots()[1]
    classes = range(int(y.max()) + 1)
    cmap: Colormap
    if output.shape[1] == 1:
        values, norm, cmap = output[:, 0], Normalize(*limits), PALE
    else:
        classes = range(max(output.shape[1], len(classes)))
        values, norm = output.argmax(axis=1), Normalize(-0.5, len(classes) - 0.5)
        cmap = ListedColormap([to_rgba(COLOURS[k], 0.3) for k in classes])
    values = values.reshape(n, n)
    place: dict[str, Any] = {"extent": tuple(extent), "origin": "lower"}
    # Between outputs lie further outputs, but between classes 0 and 2 does not lie class 1.
    smooth = "bilinear" if output.shape[1] == 1 else "nearest"
    field = ax.imshow(values, cmap=cmap, norm=norm, interpolation=smooth, zorder=0, **place)
    middle = sum(limits) / 2
    if line and output.shape[1] == 1 and values.min() < middle < values.max():
        ax.contour(values, [middle], colors="black", linewidths=1, **place)
    points = [
        ax.scatter(
            X[y == k, 0],
            X[y == k, 1],
            s=28,
            c=COLOURS[k],
            marker=MARKERS[k],
            edgecolors="white",
            linewidths=0.7,
        )
        for k in classes
    ]
    ax.set(xlim=extent[:2], ylim=extent[2:])
    return DecisionBoundary(ax, field, points, grid)


def loss_curves(
    curves: Mapping[str, Any], *, log: bool = False, ax: Axes | None = None
) -> LossCurves:
    """Draw cost against epoch, one line for each name.

    Parameters
    ----------
    curves : mapping
        Name -> costs, one an epoch, the first belonging to epoch 1.
    log : bool
        Use a logarithmic axis for the cost.
    ax : Axes, optional
        Where to draw; without it, a new figure.
    """
    ax = ax if ax is not None else plt.subplots()[1]
    lines = {}
    for (name, costs), style in zip(curves.items(), cycle(["-", "--", ":", "-."]), strict=False):
        (lines[name],) = ax.plot(range(1, len(costs) + 1), costs, style, label=name)
    ax.set(xlabel="epoch", ylabel="cost J", yscale="log" if log else "linear")
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    if len(lines) > 1:
        ax.legend()
    return LossCurves(ax, lines)
