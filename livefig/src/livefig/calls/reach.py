"""How far the data of an axes reach, as Matplotlib keeps it in `Axes.dataLim`, but traced.

Matplotlib's own record is a box that grows with each call. What a call without traced values adds
is taken from there; of the others the adapter says which numbers are added.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.transforms import Bbox


@dataclass
class Reach:
    """The lowest, the highest and the lowest positive number in one direction; ±inf: none."""

    low: Any
    high: Any
    positive: Any


NOTHING = Reach(np.inf, -np.inf, np.inf)


def reach_of(values: Any, counts: Any = True) -> Reach:
    """Return the reach of numbers, traced or not.

    Parameters
    ----------
    values : array
        The numbers.
    counts : True or array of bool
        Which of them count: finite ones.
    """
    flat = np.reshape(values, (-1,))
    if flat.shape[0] == 0:
        return NOTHING
    positive = flat > 0
    if counts is True:
        return Reach(np.min(flat), np.max(flat), np.min(np.where(positive, flat, np.inf)))
    counts = np.reshape(counts, (-1,))
    return Reach(
        np.min(np.where(counts, flat, np.inf)),
        np.max(np.where(counts, flat, -np.inf)),
        np.min(np.where(counts & positive, flat, np.inf)),
    )


def both(one: Any, other: Any) -> Any:
    """Return where two conditions hold, each of which is True or an array."""
    if one is True or other is True:
        return one if other is True else other
    return one & other


def joined(parts: list[Reach]) -> Reach:
    """Return the reach of all parts together."""
    whole = NOTHING
    for part in parts:
        whole = Reach(
            np.minimum(whole.low, part.low),
            np.maximum(whole.high, part.high),
            np.minimum(whole.positive, part.positive),
        )
    return whole


class DataLimits(Bbox):
    """An axes' record of how far its data reach, which remembers each thing that was added."""

    def __init__(self, before: Bbox):
        super().__init__(before.get_points())
        self._minpos = np.array(before.minpos, float)
        self.added: list[tuple[Reach, Reach]] = []

    def update_from_path(
        self, path: Any, ignore: bool | None = None, updatex: bool = True, updatey: bool = True
    ) -> None:
        """Add a path: every other way to add something to a `Bbox` leads here."""
        super().update_from_path(path, ignore, updatex, updatey)
        alone = Bbox.null()
        alone.update_from_path(path, True, updatex, updatey)
        x0, y0, x1, y1 = np.ravel(alone.get_points()).tolist()
        px, py = np.ravel(alone.minpos).tolist()
        x, y = Reach(x0, x1, px), Reach(y0, y1, py)
        self.added.append((x if updatex else NOTHING, y if updatey else NOTHING))
