"""Where a point in space stands on the paper: the formulas of Matplotlib's `mplot3d`, traceable."""

from dataclasses import dataclass
from typing import Any

import numpy as np

DISTANCE = 10.0  # of the eye from the middle of the box, as `Axes3D.view_init` sets it


@dataclass(frozen=True)
class View:
    """How a box of data is looked at.

    Attributes
    ----------
    low, high : array of shape (3,)
        The limits of the three axes; of an inverted axis the first is the larger one.
    box : array of shape (3,)
        The lengths of the box on the paper, in x, y and z.
    elev, azim : float, traced or not
        How high and from which side the eye looks, in degrees.
    roll : float
        How far the camera is turned about its own axis, in degrees.
    focal_length : float
        Of the camera; infinite where parallels stay parallel.
    """

    low: Any
    high: Any
    box: Any
    elev: Any
    azim: Any
    roll: float
    focal_length: float

    def directions(self) -> Any:
        """Return a matrix of shape (3, 3): its columns point right, up, and towards the eye."""
        elev, azim, roll = (angle * (np.pi / 180) for angle in (self.elev, self.azim, self.roll))
        zero = 0.0 * azim
        right = np.stack([-np.sin(azim), np.cos(azim), zero])
        flat = np.stack([np.cos(azim), np.sin(azim), zero])
        up = -np.sin(elev) * flat + np.cos(elev) * np.array([0.0, 0.0, 1.0])
        near = np.cos(elev) * flat + np.sin(elev) * np.array([0.0, 0.0, 1.0])
        rolled = [
            np.cos(roll) * right - np.sin(roll) * up,
            np.sin(roll) * right + np.cos(roll) * up,
        ]
        return np.stack([*rolled, near], axis=1)

    def project(self, points: Any) -> Any:
        """Return x and y on the paper and the depth of points, an array of shape (…, 3).

        Depth grows away from the eye. It is what Matplotlib sorts by: not the distance, but what
        the matrix of its camera makes of it.
        """
        inside = ((points - self.low) / (self.high - self.low) - 0.5) * self.box
        seen = inside @ self.directions()
        x, y, near = seen[..., 0], seen[..., 1], seen[..., 2]
        if np.isinf(self.focal_length):
            return np.stack([x / DISTANCE, y / DISTANCE, 1.0 - near / DISTANCE], axis=-1)
        away = self.focal_length * DISTANCE - near
        scale = self.focal_length / away
        return np.stack([x * scale, y * scale, -DISTANCE / away], axis=-1)
