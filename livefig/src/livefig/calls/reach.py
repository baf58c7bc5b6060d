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


def reach_of(values: Any, where: Any = True) -> Reach:
    """Return the reach of numbers, traced or not; NaN and infinities do not count.

    Parameters
    ----------
    values : array
        The numbers.
    where : array of bool, optional
        Which of them count.
    """
    flat = np.reshape(values, (-1,))
    if flat.shape[0] == 0:
        return NOTHING
    counts = np.isfinite(flat) & where
    return Reach(
        np.min(np.where(counts, flat, np.inf)),
        np.max(np.where(counts, flat, -np.inf)),
        np.min(np.where(counts & (flat > 0), flat, np.inf)),
    )


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


def points_reach(x: Any, y: Any) -> tuple[Reach, Reach]:
    """Return the reach of points: one counts if both of its coordinates are finite."""
    x, y = np.reshape(x, (-1,)), np.reshape(y, (-1,))
    both = np.isfinite(x) & np.isfinite(y)
    return reach_of(x, both), reach_of(y, both)


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
        x0, y0, x1, y1 = (float(end) for end in np.ravel(alone.get_points()))
        px, py = (float(positive) for positive in alone.minpos)
        x, y = Reach(x0, x1, px), Reach(y0, y1, py)
        self.added.append((x if updatex else NOTHING, y if updatey else NOTHING))
