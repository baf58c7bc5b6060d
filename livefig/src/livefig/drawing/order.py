"""Which of several things in space lies in front changes as they are turned."""

from typing import Any

import numpy as np
from matplotlib.artist import Artist


class DepthOrder(Artist):
    """Draws nothing; keeps artists of an axes in the order of their depths, the farthest first.

    Parameters
    ----------
    members : list of Artist
        Those that are sorted.
    lowest : float
        The `zorder` of the farthest one.
    """

    def __init__(self, members: list[Any], lowest: float):
        super().__init__()
        self.members = members
        self.lowest = lowest
        self.depths = np.zeros(len(members))

    def set_depths(self, depths: Any) -> None:
        """Sort the artists by their depths."""
        self.depths = np.asarray(depths, float)
        for place, number in enumerate(np.argsort(-self.depths, kind="stable")):
            self.members[number].set_zorder(self.lowest + place)

    def draw(self, renderer: Any) -> None:
        """Draw nothing."""
