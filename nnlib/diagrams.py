"""Diagrams of a network and of a single neuron, drawn with Matplotlib.

Edges and neurons are collections, so that a live figure can bind their widths and colours: the
edges of a layer are in the order of ``W.ravel()``, the neurons of a layer from the top down.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import LinearSegmentedColormap, Normalize
from matplotlib.text import Text

from nnlib.checks import finite_array, plural

BLUE, ORANGE = "#0077BB", "#D55E00"
COLOURS = (BLUE, ORANGE, "#00956D", "#C0689A", "#A67C00", "#000000")  # as in nnlib.mplstyle
NEURON_AREA = 900.0  # points², of a network's neurons when there is room for them


def _diverging(name: str, alpha: float) -> LinearSegmentedColormap:
    """Return blue for negative, orange for positive, letting the page show through near zero."""
    stops = [(0.0, (BLUE, alpha)), (0.5, (BLUE, 0.1)), (0.5, (ORANGE, 0.1)), (1.0, (ORANGE, alpha))]
    return LinearSegmentedColormap.from_list(name, stops)


DIVERGING = _diverging("nnlib_diverging", 1.0)
PALE = _diverging("nnlib_pale", 0.45)  # behind text


class NetworkDiagram(NamedTuple):
    """The artists of a network diagram. Layers count from 0, the input."""

    ax: Axes
    edges: list[LineCollection]  # edges[i] leads from layer i to i + 1, in the order of W.ravel()
    neurons: list[PathCollection]
    values: list[list[Text]]


class NeuronDiagram(NamedTuple):
    """The artists of a neuron diagram."""

    ax: Axes
    edges: LineCollection
    nodes: PathCollection  # the inputs from the top down, then the sum, then the activation
    x: list[Text]
    weights: list[Text]
    bias: Text
    z: Text
    a: Text


def edge_width(W: Any) -> Any:
    """Return the width of the edges of weights `W` in points: 0.4 for 0, never more than 5."""
    return 0.4 + 4.6 * np.abs(W) / (1 + np.abs(W))


def network_diagram(
    sizes: Sequence[int],
    weights: Sequence[Any] | None = None,
    values: Sequence[Any] | None = None,
    *,
    names: Sequence[str] | None = None,
    limit: float = 1.0,
    max_neurons: int = 12,
    ax: Axes | None = None,
) -> NetworkDiagram:
    """Draw a network: layers from left to right, an edge for each weight.

    Parameters
    ----------
    sizes : sequence of int
        Neurons in each layer, the inputs first.
    weights : sequence of array_like, optional
        W of each layer, (n_in, n_out): an edge's width is |w|, its colour w.
    values : sequence of array_like, optional
        What to write into the neurons, and colour them by: the inputs, then a of each layer.
    names : sequence of str, optional
        A heading for each layer.
    limit : float
        The value of full colour: −limit is blue, limit is orange.
    max_neurons : int
        Of a larger layer, only the first and the last neurons are drawn, dots between them.
    ax : Axes, optional
        Where to draw; without it, a new figure.

    Raises
    ------
    TypeError, ValueError
        If the weights or values do not have the shapes that `sizes` says.
    """
    sizes = [int(n) for n in sizes]
    if weights is not None:
        expected = list(pairwise(sizes))
        weights = _arrays("weights", weights, expected)
    if values is not None:
        values = _arrays("values", values, [(n,) for n in sizes])
    if names is not None and len(names) != len(sizes):
        raise ValueError(f"names holds {len(names)}, but there are {plural(len(sizes), 'layer')}")
    ax = ax if ax is not None else plt.subplots()[1]
    norm = Normalize(-limit, limit)
    shown = [_shown(n, max_neurons) for n in sizes]
    places = [
        _places(layer, n, len(index))
        for layer, (n, index) in enumerate(zip(sizes, shown, strict=True))
    ]

    edges = []
    for layer in range(len(sizes) - 1):
        start, end = places[layer], places[layer + 1]
        segments = [(p, q) for p in start for q in end]
        lines = LineCollection(segments, cmap=DIVERGING, norm=norm, capstyle="round", zorder=1)
        if weights is None:
            lines.set(colors="black", linewidths=0.5, alpha=0.35)
        else:
            W = weights[layer][np.ix_(shown[layer], shown[layer + 1])].ravel()
            lines.set(array=W, linewidths=edge_width(W))
        ax.add_collection(lines)
        edges.append(lines)

    most = max(len(index) for index in shown)
    area = min(NEURON_AREA, NEURON_AREA * (6.5 / most) ** 2)
    neurons: list[PathCollection] = []
    texts: list[list[Text]] = []
    for layer, (n, index, place) in enumerate(zip(sizes, shown, places, strict=True)):
        ax.scatter(
            place[:, 0], place[:, 1], s=area, c="white", zorder=2
        )  # the page's colour, over the edges
        discs = ax.scatter(
            place[:, 0], place[:, 1], s=area, c="none", edgecolors="black", linewidths=1, zorder=3
        )
        neurons.append(discs)
        texts.append([])
        if values is not None:
            a = values[layer][index]
            discs.set(array=a, cmap=PALE, norm=norm)
            size = 9 * min(1, (area / NEURON_AREA) ** 0.5)
            for (x, y), value in zip(place, a, strict=True):
                style = {"ha": "center", "va": "center", "fontsize": size, "zorder": 4}
                texts[-1].append(ax.text(x, y, f"{value:.2f}", **style))
        if len(index) < n:
            ax.text(layer, 0.5, "⋮", ha="center", va="center", fontsize=14)
        if names is not None:
            ax.text(layer, 1.04, names[layer], ha="center", va="bottom")
    ax.set(xlim=(-0.3, len(sizes) - 0.7), ylim=(-0.02, 1.02))
    ax.axis("off")
    return NetworkDiagram(ax, edges, neurons, texts)


def _arrays(
    name: str, arrays: Sequence[Any], expected: Sequence[tuple[int, ...]]
) -> list[np.ndarray]:
    if len(arrays) != len(expected):
        raise ValueError(f"{name} holds {plural(len(arrays), 'array')}, expected {len(expected)}")
    result = [finite_array(f"{name}[{i}]", array) for i, array in enumerate(arrays)]
    for i, (array, shape) in enumerate(zip(result, expected, strict=True)):
        if array.shape != shape:
            raise ValueError(f"{name}[{i}] has shape {array.shape}, expected {shape}")
    return result


def _shown(n: int, max_neurons: int) -> np.ndarray:
    """Return the indices of the neurons that are drawn."""
    if n <= max_neurons:
        return np.arange(n)
    first = (max_neurons - 1) // 2
    return np.r_[0:first, n - first : n]


def _places(layer: int, n: int, n_shown: int) -> np.ndarray:
    """Return where the neurons of a layer are: x the layer, y from the top down within [0, 1]."""
    slots = n_shown if n_shown == n else n_shown + 1  # one for the dots
    y = 1 - (np.arange(slots) + 0.5) / slots
    if slots > n_shown:
        y = np.delete(y, slots // 2)
    return np.column_stack([np.full(n_shown, float(layer)), y])


def neuron_diagram(
    x: Any,
    weights: Any,
    bias: float,
    z: float,
    a: float,
    *,
    limit: float = 1.0,
    ax: Axes | None = None,
) -> NeuronDiagram:
    """Draw one neuron with its numbers: inputs, weights, weighted sum, bias, activation, output.

    Parameters
    ----------
    x, weights : array_like
        Inputs and their weights, (n_in,) each.
    bias, z, a : float
        b, z = w · x + b and a = φ(z).
    limit : float
        The weight of full colour: −limit is blue, limit is orange.
    ax : Axes, optional
        Where to draw; without it, a new figure.

    Raises
    ------
    TypeError, ValueError
        If `x` and `weights` are not two vectors of one length.
    """
    x, weights = finite_array("x", x), finite_array("weights", weights)
    n = np.size(x)
    if np.shape(x) != (n,) or np.shape(weights) != (n,) or n == 0:
        raise ValueError(
            f"x has shape {np.shape(x)} and weights {np.shape(weights)}, expected (n_in,) for both"
        )
    ax = ax if ax is not None else plt.subplots()[1]
    inputs, total, phi, out = _places(0, n, n), (1.6, 0.5), (2.5, 0.5), (3.3, 0.5)
    edges = LineCollection(
        [(place, total) for place in inputs],
        cmap=DIVERGING,
        norm=Normalize(-limit, limit),
        capstyle="round",
        zorder=1,
    )
    edges.set(array=weights, linewidths=edge_width(weights))
    ax.add_collection(edges)
    for start, end in ((total, phi), (phi, out), ((1.6, 0.95), total)):
        ax.plot(*np.transpose([start, end]), color="black", linewidth=1, zorder=1)

    places = np.vstack([inputs, total, phi])
    area = np.full(len(places), min(1100.0, 1100 * (5 / n) ** 2))
    area[-2:] = 1500
    nodes = ax.scatter(
        places[:, 0], places[:, 1], s=area, c="white", edgecolors="black", linewidths=1, zorder=3
    )

    def write(place: Any, text: str, **style: Any) -> Text:
        style = {"ha": "center", "va": "center", "zorder": 4, **style}
        return ax.text(place[0], place[1], text, **style)

    write(total, "Σ", fontsize=15)
    write(phi, "φ", fontsize=15)
    size = 10 * min(1, 5 / n)
    weight_texts = []
    for place, w in zip(inputs, weights, strict=True):
        above = place[1] >= 0.5  # on the outer side of a sloping edge
        near = place + 0.35 * (np.array(total) - place) + (0, 0.025 if above else -0.025)
        weight_texts.append(
            write(near, f"w = {w:.2f}", fontsize=size, ha="left", va="bottom" if above else "top")
        )
    ax.set(xlim=(-0.3, 4.1), ylim=(-0.05, 1.1))
    ax.axis("off")
    return NeuronDiagram(
        ax,
        edges,
        nodes,
        [write(place, f"{v:.2f}", fontsize=size) for place, v in zip(inputs, x, strict=True)],
        weight_texts,
        write((1.6, 0.97), f"b = {bias:.2f}", va="bottom"),
        write((2.05, 0.64), f"z = {z:.2f}", va="bottom", fontsize=10),
        write((3.35, 0.5), f"a = {a:.2f}", ha="left"),
    )
