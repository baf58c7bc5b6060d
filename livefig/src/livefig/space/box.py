"""The box that axes of three directions stand in: its walls, grids, ticks and labels.

Which walls are behind depends on where the eye is; so does the edge that an axis is drawn at. The
rules are those of Matplotlib's `mplot3d.axis3d`, written for traced angles.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from livefig.space.view import View

# of the corners that `corners` returns: the walls at the lower and at the upper end of each axis
WALLS = (
    ((0, 3, 7, 4), (1, 2, 6, 5)),
    ((0, 1, 5, 4), (3, 2, 6, 7)),
    ((0, 1, 2, 3), (4, 5, 6, 7)),
)
# of each axis: the direction in which its edge lies at the front, and that of its ticks
FRONT = (1, 0, 0)
TICKS = (1, 0, 0)
OUTWARD, INWARD = 0.1, 0.2  # how far ticks reach, in parts of `REACH`
REACH = 0.08  # of the box
LABEL_POINTS, TICK_LABEL_POINTS = 21.0, 8.0  # from the box, beside their own padding


@dataclass(frozen=True)
class Box:
    """The box of data, seen from somewhere.

    Attributes
    ----------
    view : View
        Where from.
    points : float
        Width and height of the axes on the paper, together, in points.
    """

    view: View
    points: float

    @cached_property
    def ends(self) -> tuple[Any, Any]:
        """The lower and the upper ends of the three axes."""
        low, high = self.view.low, self.view.high
        return np.minimum(low, high), np.maximum(low, high)

    @cached_property
    def corners(self) -> Any:
        """Where the eight corners stand on the paper, with their depths."""
        (x0, y0, z0), (x1, y1, z1) = self.ends
        floor = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
        return self.view.project(np.array([(x, y, z) for z in (z0, z1) for x, y in floor]))

    @cached_property
    def behind(self) -> Any:
        """Of each axis, whether the wall at its upper end is the one behind."""
        depth = self.corners[:, 2]
        means = [[np.mean(depth[np.array(wall)]) for wall in walls] for walls in WALLS]
        behind = [low < high for low, high in means]
        edge_on = [np.abs(low - high) <= 1e-12 for low, high in means]
        x, y, z = edge_on
        straight = [  # along an axis, whose two neighbours are seen from their edges
            (x & y, (True, True, behind[2])),
            (x & z, (True, behind[1], False)),
            (y & z, (behind[0], False, False)),
        ]
        behind = [above & ~edge for above, edge in zip(behind, edge_on, strict=True)]
        for along, fixed in straight:
            behind = [
                np.where(along, each, usual) for each, usual in zip(fixed, behind, strict=True)
            ]
        return np.stack(behind)

    @cached_property
    def back(self) -> Any:
        """The corner where the three walls behind meet."""
        low, high = self.ends
        return np.where(self.behind, high, low)

    @cached_property
    def front(self) -> Any:
        """The corner across from it."""
        low, high = self.ends
        return np.where(self.behind, low, high)

    def wall(self, axis: int) -> Any:
        """Return the corners of the wall behind, across from an axis: an array of shape (4, 2)."""
        low, high = (self.corners[np.array(wall), :2] for wall in WALLS[axis])
        return np.where(self.behind[axis], high, low)

    def grid(self, axis: int, at: Any) -> Any:
        """Return the lines of the grid at some places of an axis: shape (n, 3, 2)."""
        one, other = (axis - 2) % 3, (axis - 1) % 3
        meet = self._along(axis, at, self.back)
        ends = [_replaced(meet, turn, self.front[turn]) for turn in (one, other)]
        return self.view.project(np.stack([ends[0], meet, ends[1]], axis=1))[..., :2]

    def edge(self, axis: int) -> tuple[Any, Any]:
        """Return the ends, in space, of the edge that an axis is drawn at."""
        turn = FRONT[axis]
        start = _replaced(self.back, turn, self.front[turn])
        return start, _replaced(start, axis, self.front[axis])

    def ticks(self, axis: int, at: Any) -> Any:
        """Return the ticks at some places of an axis: an array of shape (n, 2, 2)."""
        start, turn = self.edge(axis)[0], TICKS[axis]
        reach = np.where(self.behind[turn], 1.0, -1.0) * (REACH * self._lengths[turn])
        foot = self._along(axis, at, start)
        ends = [_replaced(foot, turn, start[turn] + part * reach) for part in (OUTWARD, -INWARD)]
        return self.view.project(np.stack(ends, axis=1))[..., :2]

    def tick_labels(self, axis: int, at: Any, pad: float) -> Any:
        """Return where the labels of ticks stand: an array of shape (n, 2)."""
        foot = self._along(axis, at, self.edge(axis)[0])
        return self.view.project(self._outside(axis, foot, pad + TICK_LABEL_POINTS))[:, :2]

    def label(self, axis: int, pad: float) -> Any:
        """Return where the label of an axis stands: an array of shape (2,)."""
        start, end = self.edge(axis)
        middle = self._outside(axis, 0.5 * (start + end), pad + LABEL_POINTS)
        return self.view.project(middle)[:2]

    def slope(self, axis: int) -> Any:
        """Return the angle of an axis on the paper, in degrees, above -90 and up to 90."""
        start, end = self.view.project(np.stack(self.edge(axis)))
        angle = np.arctan2(end[1] - start[1], end[0] - start[0]) * (180 / np.pi)
        angle = (angle + 180) % 180
        return np.where(angle > 90, angle - 180, angle)

    @property
    def _lengths(self) -> Any:
        low, high = self.ends
        return high - low

    def _along(self, axis: int, at: Any, point: Any) -> Any:
        """Return copies of a point, each at another place of an axis: shape (n, 3)."""
        at = np.asarray(at, float)
        columns = [at if i == axis else np.broadcast_to(point[i], at.shape) for i in range(3)]
        return np.stack(columns, axis=-1)

    def _outside(self, axis: int, points: Any, distance: float) -> Any:
        """Move points away from the middle of the box, but not along an axis."""
        low, high = self.ends
        away = np.where(points < 0.5 * (low + high), -1.0, 1.0) * (np.arange(3) != axis)
        return points + away * (distance * 48 / self.points * REACH) * self._lengths


def _replaced(points: Any, direction: int, value: Any) -> Any:
    """Return points of shape (…, 3) with another number in one direction."""
    columns = [points[..., i] for i in range(3)]
    columns[direction] = np.broadcast_to(value, np.shape(columns[0]))
    return np.stack(columns, axis=-1)
