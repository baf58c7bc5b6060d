"""Pictures made of cells: many small images, and the confusion matrix."""

from __future__ import annotations

from collections.abc import Sequence
from math import isqrt
from typing import Any, NamedTuple

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, Normalize
from matplotlib.image import AxesImage
from matplotlib.text import Text

from nnlib.checks import finite_array, plural, whole_number, within
from nnlib.diagrams import BLUE, DIVERGING

INK = LinearSegmentedColormap.from_list("nnlib_ink", [(BLUE, 0.0), BLUE])  # none to full


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
