"""Pictures of data and of what a network makes of them, drawn with Matplotlib.

Each function takes arrays and an axes (or makes a figure), and returns the artists it drew, so that
a live figure can bind them. The diagrams of a network and a neuron are in `nnlib.diagrams`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import cycle
from math import isqrt
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import Colormap, LinearSegmentedColormap, ListedColormap, Normalize, to_rgba
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator

from nnlib.checks import finite_array, plural, whole_number, within
from nnlib.diagrams import (
    BLUE,
    COLOURS,
    DIVERGING,
    PALE,
    edge_width,
    network_diagram,
    neuron_diagram,
)

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

INK = LinearSegmentedColormap.from_list("nnlib_ink", [(BLUE, 0.0), BLUE])  # none to full
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


class ConfusionMatrix(NamedTuple):
    """The artists of `confusion_matrix`, and what they show."""

    ax: Axes
    image: AxesImage
    texts: list[list[Text]]
    counts: np.ndarray  # counts[i, j] examples of class i were taken for class j


class ImageGrid(NamedTuple):
    """The artists of `image_grid`."""

    ax: Axes
    images: list[AxesImage]
    titles: list[Text]


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
    field = ax.imshow(values, cmap=cmap, norm=norm, zorder=0, **place)
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


def confusion_matrix(
    y: Any, y_hat: Any, n_classes: int | None = None, *, ax: Axes | None = None
) -> ConfusionMatrix:
    """Draw how often which class was taken for which.

    Parameters
    ----------
    y, y_hat : array_like
        True and predicted classes, (m,) whole numbers from 0.
    n_classes : int, optional
        Without it, as many as occur.
    ax : Axes, optional
        Where to draw; without it, a new figure.

    Raises
    ------
    TypeError, ValueError
        If the two differ in length or hold something else than classes.
    """
    y, y_hat = finite_array("y", y).astype(int), finite_array("y_hat", y_hat).astype(int)
    if y.ndim != 1 or y.shape != y_hat.shape or y.size == 0:
        raise ValueError(f"y has shape {y.shape} and y_hat {y_hat.shape}, expected (m,) for both")
    k = int(max(y.max(), y_hat.max())) + 1 if n_classes is None else n_classes
    for name, values in (("y", y), ("y_hat", y_hat)):
        within(name, values, 0, k - 1, "classes")
    counts = np.zeros((k, k), dtype=int)
    np.add.at(counts, (y, y_hat), 1)
    ax = ax if ax is not None else plt.subplots(figsize=(4.2, 4.2))[1]
    # Text has to stay readable over the colour: half of the ink is enough.
    image = ax.imshow(counts, cmap=INK, norm=Normalize(0, 2 * counts.max()), origin="upper")
    texts = [
        [
            ax.text(j, i, str(count) if count else "", ha="center", va="center", fontsize=9)
            for j, count in enumerate(row)
        ]
        for i, row in enumerate(counts)
    ]
    ax.set(xlabel="predicted class", ylabel="true class", xticks=range(k), yticks=range(k))
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    return ConfusionMatrix(ax, image, texts, counts)


def image_grid(
    images: Any,
    titles: Sequence[str] | None = None,
    *,
    n_columns: int = 10,
    limits: tuple[float, float] | None = (0.0, 1.0),
    ax: Axes | None = None,
) -> ImageGrid:
    """Draw many small images in rows.

    Parameters
    ----------
    images : array_like
        (n, height, width), or (n, pixels) for square ones.
    titles : sequence of str, optional
        What to write above each.
    n_columns : int
        Images in a row.
    limits : (float, float) or None
        The values of paper and of full ink. None for weights: orange and blue, for positive and
        negative, the page's colour for 0.
    ax : Axes, optional
        Where to draw; without it, a new figure.

    Raises
    ------
    TypeError, ValueError
        If `images` has another shape, or there are not as many titles.
    """
    images = finite_array("images", images)
    if images.ndim == 2:
        side = isqrt(images.shape[1])
        if side * side != images.shape[1]:
            raise ValueError(f"images have {images.shape[1]} pixels, expected a square number")
        images = images.reshape(-1, side, side)
    if images.ndim != 3 or images.size == 0:
        raise ValueError(f"images has shape {images.shape}, expected (n, height, width)")
    if titles is not None and len(titles) != len(images):
        raise ValueError(
            f"titles holds {len(titles)}, but there are {plural(len(images), 'image')}"
        )
    whole_number("n_columns", n_columns, at_least=1)
    n, height, width = images.shape
    n_columns = min(n_columns, n)
    n_rows = -(-n // n_columns)
    gap_x, gap_y = 0.15 * width, (0.15 if titles is None else 0.5) * height
    if ax is None:
        step = 5.2 / max(n_columns, 5)
        ax = plt.subplots(
            figsize=(step * n_columns, step * n_rows * (height + gap_y) / (width + gap_x))
        )[1]
    if limits is None:
        largest = np.abs(images).max() or 1.0
        cmap, norm = DIVERGING, Normalize(-largest, largest)
    else:
        cmap, norm = INK, Normalize(*limits)
    drawn, texts = [], []
    for i, image in enumerate(images):
        left = (i % n_columns) * (width + gap_x)
        top = -(i // n_columns) * (height + gap_y)
        extent = (left, left + width, top - height, top)
        drawn.append(ax.imshow(image, extent=extent, origin="upper", cmap=cmap, norm=norm))
        if titles is not None:
            texts.append(
                ax.text(left + width / 2, top, titles[i], ha="center", va="bottom", size=9)
            )
    ax.set(
        xlim=(0, n_columns * (width + gap_x) - gap_x),
        ylim=(gap_y - n_rows * (height + gap_y), 0 if titles is None else gap_y),
    )
    ax.axis("off")
    return ImageGrid(ax, drawn, texts)
