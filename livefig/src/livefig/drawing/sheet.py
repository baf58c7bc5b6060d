"""The page that a figure is drawn on: its size, its axes, and the names of what is drawn."""

import math
from collections.abc import Callable, Mapping
from typing import Any

from matplotlib.axes import Axes

from livefig.drawing.styles import Recorder
from livefig.drawing.transforms import scales
from livefig.spec import AxesSpec, Scale, Value

OutputOf = Callable[[int, str], Value]


def all_axes(fig: Any) -> list[Axes]:
    """Return the axes of a figure, then those that lie within others (`ax.inset_axes`)."""
    found = list(fig.axes)
    for axes in found:  # grows while it is gone through
        found += [child for child in axes.child_axes if isinstance(child, Axes)]
    return found


class Sheet:
    """A figure at page scale, as its artists need to know it.

    Parameters
    ----------
    fig
        The Matplotlib figure, drawn, at 72 dots per inch.
    name
        The figure's name: every id begins with it.
    groups
        From an artist to the id, without that beginning, of the `<g>` that holds its drawing.
    output_of
        From the number of an artist and the name of one of its values to where the page finds it.
    """

    def __init__(self, fig: Any, name: str, groups: Mapping[Any, str], output_of: OutputOf):
        self.name = name
        self.output_of = output_of
        self._all_axes = all_axes(fig)
        self._groups = groups
        width, height = (float(size) for size in fig.get_size_inches() * 72)
        self.size = (width, height)
        self.view = self._view(fig)
        self.axes = [self._axes_spec(number) for number in range(len(self._all_axes))]

    def id_of(self, artist: Any) -> str:
        """Return the id of the group that holds an artist's drawing."""
        return f"{self.name}-{self._groups[artist]}"

    def axes_number(self, axes: Any) -> int:
        """Return the number of an axes of the figure; -1 for none."""
        return self._all_axes.index(axes) if axes in self._all_axes else -1

    def axes_of(self, artist: Any) -> AxesSpec | None:
        """Return the spec of the axes that an artist stands in."""
        number = self.axes_number(artist.axes)
        return None if number < 0 else self.axes[number]

    def scales(self, transform: Any, axes: Any, what: str) -> tuple[Scale, Scale]:
        """Return how a transform takes data to the page; without one they are there already."""
        if transform is None:
            unit = Scale(kind="linear", slope=1.0, offset=0.0)
            return unit, unit
        return scales(transform, axes, self.size[1], what)

    def _view(self, fig: Any) -> list[float]:
        """Return left, top, width and height of what is drawn: a legend may lie outside the figure.

        What reaches less far out than a line is wide leaves the figure as it is; so does what would
        be as far out as the figure is large: Matplotlib's box of an artist is not always its own.
        """
        width, height = self.size
        box = fig.get_tightbbox(Recorder(width, height))
        x0, y0, x1, y1 = (72 * length for length in box.extents)

        def room(outside: float, size: float) -> int:
            return math.ceil(outside) if 1 < outside < size else 0

        left, right = room(-x0, width), room(x1 - width, width)
        top, bottom = room(y1 - height, height), room(-y0, height)
        return [-left, -top, left + width + right, top + height + bottom]

    def _axes_spec(self, number: int) -> AxesSpec:
        axes = self._all_axes[number]
        box, height = axes.bbox, self.size[1]
        try:
            x, y = self.scales(axes.transData, axes, "")
        except ValueError:  # polar axes may stand in the figure, if nothing in them is live
            x = y = Scale(kind="linear", slope=0.0, offset=0.0)
        return {
            "id": f"{self.name}-axes-{number}",
            "clip": f"{self.name}-clip-{number}",
            "box": [round(float(v), 4) for v in (box.x0, height - box.y1, box.width, box.height)],
            "x": x,
            "y": y,
        }
