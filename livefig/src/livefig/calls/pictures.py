"""Which of the figures that a function draws are one live picture, and which stand by themselves.

Figures of other axes, scales, ticks or sizes cannot be made one. The page shows one or the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from livefig.calls.frames import frame, settings
from livefig.calls.merge import merged


@dataclass
class Picture:
    """One live picture.

    Attributes
    ----------
    figure : Figure
        Matplotlib's figure.
    members : list of int
        The numbers of the runs that are drawn in it.
    start : int
        Which of the members drew the figure, which is what it shows at first.
    follows : list of dict
        For each member, from artists of the figure to their traced properties.
    """

    figure: Any
    members: list[int]
    start: int
    follows: list[dict[Any, Any]]


def pictures(
    figures: Sequence[Any], follows: Sequence[dict[Any, dict[str, Any]]], initial: int
) -> list[Picture]:
    """Return the pictures of several runs; the first of them is that of the run `initial`.

    Parameters
    ----------
    figures : sequence of Figure
        What each run drew.
    follows : sequence of dict
        For each run, from artists of its figure to their traced properties.
    initial : int
        The run at the start.
    """
    groups: list[tuple[Any, list[int]]] = []
    for number in [initial, *(i for i in range(len(figures)) if i != initial)]:
        own = list(frame(figures[number])), settings(figures[number], follows[number])
        members = next((known for what, known in groups if what == own), None)
        if members is None:
            groups.append((own, [number]))
        else:
            members.append(number)
    found = []
    for _, members in groups:
        first, members = members[0], sorted(members)
        start = members.index(first)
        own_figures, own_follows = ([each[i] for i in members] for each in (figures, follows))
        merge = merged(own_figures, own_follows, start)
        found.append(Picture(figures[first], members, start, merge))
    return found
