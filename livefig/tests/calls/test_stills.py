"""What is drawn with plain numbers, in axes whose limits follow: it moves, or is drawn for each."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.lines import Line2D
from matplotlib.patches import ConnectionPatch, Wedge
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, ScaledTranslation
from redrawn import agree

X = np.linspace(-3, 3, 13)
GRID = np.meshgrid(np.linspace(-2, 2, 9), np.linspace(-2, 2, 9))
FIELD = GRID[0] ** 2 - GRID[1]


def shifted(ax):
    ax.plot(X, X, transform=ScaledTranslation(0.2, 0, ax.figure.dpi_scale_trans) + ax.transData)


def turned(ax):
    ax.plot(X, X, transform=Affine2D().rotate_deg(30) + ax.transData)


def across_axes(ax):
    fig = ax.figure
    fig.add_artist(ConnectionPatch((0, 0), (0.9, 0.9), ax.transData, ax.transAxes))


STILLS = {
    "filled contours": lambda ax: ax.contourf(*GRID, FIELD),
    "labelled contours": lambda ax: ax.clabel(ax.contour(*GRID, FIELD)),
    "streams": lambda ax: ax.streamplot(*GRID, GRID[1], -GRID[0], density=0.4),
    "a wedge": lambda ax: ax.add_patch(Wedge((0, 0), 2, 20, 200)),
    "an endless line": lambda ax: ax.axline((0, 0), slope=2),
    "an endless line in the axes": lambda ax: ax.axline((0, 0), (1, 1), transform=ax.transAxes),
    "named bars": lambda ax: ax.bar_label(ax.bar([0, 1], [1, 2])),
    "boxes": lambda ax: ax.boxplot([X, X + 1]),
    "violins": lambda ax: ax.violinplot([X, X + 1]),
    "six corners": lambda ax: ax.hexbin(X, X**2, gridsize=5),
    "smooth cells": lambda ax: ax.pcolormesh(*GRID, FIELD, shading="gouraud"),
    "a shifted line": shifted,
    "a turned line": turned,
    "events": lambda ax: ax.eventplot([0, 1, 2]),
    "barbs": lambda ax: ax.barbs([0, 1], [0, 1], [10, 20], [5, 5]),
    "an equal aspect": lambda ax: ax.set_aspect("equal"),
    "a spine at zero": lambda ax: ax.spines["left"].set_position("zero"),
    "a heat map that takes the limits": lambda ax: ax.imshow(FIELD, aspect="auto"),
    "a colour bar": lambda ax: plt.colorbar(ax.imshow(FIELD, aspect="auto"), ax=ax),
    "a twin above": lambda ax: ax.twiny().plot(X**2, X),
    "bars named in the middle": lambda ax: ax.bar_label(
        ax.bar([0, 1], [1, 2]), label_type="center"
    ),
    "a twin": lambda ax: ax.twinx().plot(X, X**2),
    "a connection": across_axes,
    "a line of the figure": lambda ax: ax.figure.add_artist(
        Line2D([0, 1], [0, 1], transform=ax.transData)
    ),
    "a text of the figure": lambda ax: ax.figure.add_artist(
        Text(0.5, 0.5, "here", transform=ax.transData)
    ),
}


# how limits follow: those that Matplotlib chooses, across or up, and those that the author sets
MOVING = {
    "up": lambda ax, a: ax.plot(X, a * X),
    "across": lambda ax, a: ax.plot(a * X, X),
    "set up": lambda ax, a: ax.set_ylim(-a, 4 * a),
    "set across": lambda ax, a: ax.set_xlim(-4 * a, a),
}


@pytest.mark.parametrize("name", STILLS)
@pytest.mark.parametrize("way", MOVING)
def test_what_stays_is_where_matplotlib_draws_it(name, way):
    def moving(a=1.0):
        _, ax = plt.subplots()
        MOVING[way](ax, a)
        STILLS[name](ax)

    agree(moving, [{"a": a} for a in (0.5, 1.0, 3.0)], a=(0.5, 3.0, 0.5))
