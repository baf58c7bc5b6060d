"""What an author's function draws in space."""

from dataclasses import dataclass, field
from typing import Any

from livefig.space.flatten import Angles
from livefig.space.shapes import Shape


@dataclass
class Space:
    """What an author's function draws in space.

    Attributes
    ----------
    shapes : dict
        From axes to what is drawn in them by calls that can be turned.
    views : dict
        From axes to the angles that the author gave them.
    turned : list
        The axes that were made plain, with their angles.
    """

    shapes: dict[Any, list[Shape]] = field(default_factory=dict)
    views: dict[Any, Angles] = field(default_factory=dict)
    turned: list[tuple[Any, Angles]] = field(default_factory=list)
