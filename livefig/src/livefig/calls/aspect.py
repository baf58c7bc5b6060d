"""Limits that Matplotlib widens for an equal scale: `Axes.apply_aspect` with `datalim`."""

from typing import Any

import numpy as np

from livefig.calls.reach import Reach

Limits = tuple[Any, Any]


def widened(ax: Any, limits: tuple[Limits, Limits], data: tuple[Reach, Reach]) -> list[Limits]:
    """Return the limits of x and y where one unit of both is as long as the aspect says.

    Parameters
    ----------
    ax : Axes
        Its aspect is a number, its `adjustable` "datalim", its scales are linear, nothing shares
        them.
    limits : pair of limits
        Of x and of y, as chosen or set.
    data : pair of Reach
        How far the data reach.
    """
    figure = ax.get_figure(root=True)
    width, height = figure.get_size_inches()
    box = ax.get_position(original=True)
    ratio = (height * box.height) / (width * box.width) / float(ax.get_aspect())
    sizes = [np.abs(high - low) for low, high in limits]
    grow = ratio * sizes[0] / sizes[1] - 1
    spans = [1.05 * (reach.high - reach.low) for reach in data]
    new = [sizes[1] / ratio, ratio * sizes[0]]
    both = (sizes[0] > spans[0]) & (sizes[1] > spans[1])
    still = np.abs(grow) < 0.005
    if still is np.True_:
        return list(limits)
    change_y = np.where(
        both, ((new[1] > spans[1]) & (grow < 0)) | ((new[0] < spans[0]) & (grow > 0)), grow > 0
    )
    widened = []
    for i, chosen in enumerate(limits):
        low, high = chosen
        middle, sign = (low + high) / 2, np.where(high >= low, 1.0, -1.0)
        stays = still | (change_y if i == 0 else ~change_y)
        half = sign * np.where(stays, sizes[i], new[i]) / 2
        widened.append((np.where(stays, low, middle - half), np.where(stays, high, middle + half)))
    return widened
