"""The shapes of straight arrows of annotations, as `matplotlib.patches` finds them, in inches."""

from typing import Any

import numpy as np

from livefig.tracing.errors import TraceError

# style -> whether it has a head at its start and at its end, and whether heads are filled
STYLES = {
    "-": (False, False, False),
    "->": (False, True, False),
    "<-": (True, False, False),
    "<->": (True, True, False),
    "-|>": (False, True, True),
    "<|-": (True, False, True),
    "<|-|>": (True, True, True),
}
SIMPLE = {"simple": (0.5, 0.5, 0.2)}  # length and width of the head, width of the tail
Point = list[Any]


def straight(
    given: dict[str, Any], patch: Any, words: Any, start: Point, end: Point
) -> tuple[Any, list[Any]]:
    """Return an arrow's lines `(n, 3, 2)`, or None, and a list of its filled polygons.

    Parameters
    ----------
    given : dict
        The annotation's `arrowprops`.
    patch : FancyArrowPatch
        The arrow as Matplotlib has it.
    words : array (2, 2), optional
        The corners of the words' box, from where they stand.
    start, end : list
        Where the words stand and where the arrow points, traced or not.
    """
    style = str(given.get("arrowstyle", "")).split(",")
    options = {key: float(value) for key, value in (part.split("=") for part in style[1:])}
    curved = str(given.get("connectionstyle", "arc3")).split(",")
    if curved[0] != "arc3" or any(float(part.split("=")[1]) for part in curved[1:]):
        raise TraceError("annotate(…) cannot follow a curved arrow: leave connectionstyle out")
    if style[0] not in STYLES and style[0] not in SIMPLE and style[0]:
        raise TraceError(
            f"annotate(…) cannot follow an arrow of style {style[0]!r}: use "
            f"{', '.join(map(repr, [*STYLES, *SIMPLE]))}"
        )
    scale = patch.get_mutation_scale() / 72
    shrink = [patch.shrinkA / 72, patch.shrinkB / 72]
    place: Any = patch_place(given)
    begin = list(start)
    if words is not None:
        low = [start[i] + words[0][i] for i in (0, 1)]
        size = words[1] - words[0]
        if not style[0]:  # the corner, edge or middle of the words that is nearest
            begin = [_nearest(low[i], size[i], end[i]) for i in (0, 1)]
            part = float(given.get("shrink", 0.0))
            length = np.hypot(end[0] - begin[0], end[1] - begin[1])
            shrink = [part * length, part * length]
        else:
            begin = [low[i] + size[i] * place[i] for i in (0, 1)]
        if "patchA" not in given:
            pad = 2 / 72
            ends = [(low[i] - pad, low[i] + size[i] + pad) for i in (0, 1)]
            begin = _outside(begin, end, ends)
    begin, end = _shrunk(begin, end, shrink)
    if style[0] in STYLES:
        return _lines(STYLES[style[0]], options, scale, patch.get_linewidth() / 72, begin, end)
    if style[0]:
        length, width, tail = SIMPLE[style[0]]
        length = options.get("head_length", length) * scale
        width = options.get("head_width", width) * scale
        tail = options.get("tail_width", tail) * scale
    else:
        length, width, tail = (
            float(given.get(key, default)) / 72
            for key, default in (("headlength", 12), ("headwidth", 12), ("width", 4))
        )
    return None, [_simple(begin, end, length, width, tail)]


def patch_place(given: dict[str, Any]) -> tuple[float, float]:
    """Return where in the box of the words the arrow begins."""
    return tuple(given.get("relpos", (0.5, 0.5)))


def _nearest(low: Any, size: float, target: Any) -> Any:
    """Return the nearest of both ends and the middle; of two, the first."""
    places = [low, low + size / 2, low + size]
    best, distance = places[0], np.abs(places[0] - target)
    for place in places[1:]:
        closer = np.abs(place - target) < distance
        best = np.where(closer, place, best)
        distance = np.minimum(distance, np.abs(place - target))
    return best


def _outside(begin: Point, end: Point, box: list[tuple[Any, Any]]) -> Point:
    """Return where the line leaves a box; where it does not, its beginning."""
    leaves: Any = np.inf
    inside: Any = True
    for i in (0, 1):
        step = end[i] - begin[i]
        low, high = box[i]
        edge = np.where(step > 0, high, low) - begin[i]
        leaves = np.minimum(
            leaves, np.where(step == 0, np.inf, edge / np.where(step == 0, 1, step))
        )
        inside = inside & (end[i] > low) & (end[i] < high)
    part = np.where(inside, 0.0, np.minimum(leaves, 1.0))
    return [begin[i] + part * (end[i] - begin[i]) for i in (0, 1)]


def _shrunk(begin: Point, end: Point, by: list[Any]) -> tuple[Point, Point]:
    """Take a length off both ends, where the line is long enough."""
    length = np.hypot(end[0] - begin[0], end[1] - begin[1])
    whole = np.where(length > 0, length, 1.0)
    first = np.where(length > by[0], by[0] / whole, 0.0)
    start = [begin[i] + first * (end[i] - begin[i]) for i in (0, 1)]
    rest = length * (1 - first)
    last = np.where(rest > by[1], by[1] / np.where(rest > 0, rest, 1.0), 0.0)
    return start, [end[i] + last * (start[i] - end[i]) for i in (0, 1)]


def _lines(
    heads: tuple[bool, bool, bool],
    options: dict[str, float],
    scale: float,
    linewidth: float,
    begin: Point,
    end: Point,
) -> tuple[Any, list[Any]]:
    """Return shaft and heads of an arrow made of lines."""
    length = options.get("head_length", 0.4) * scale
    width = options.get("head_width", 0.2) * scale
    at_start, at_end, is_filled = heads
    wedges = []
    tips = [begin, end]
    for number, (has, tail, tip) in enumerate([(at_start, end, begin), (at_end, begin, end)]):
        if has:
            corners = _wedge(tail, tip, length, width, linewidth)
            wedges.append(np.stack([np.stack(corner) for corner in corners]))
            tips[number] = corners[1]
    middle = [(tips[0][i] + tips[1][i]) / 2 for i in (0, 1)]
    shaft = np.stack([np.stack(tips[0]), np.stack(middle), np.stack(tips[1])])
    lines = [shaft] if is_filled else [shaft, *wedges]
    return np.stack(lines), wedges if is_filled else []


def _wedge(tail: Point, tip: Point, length: float, width: float, linewidth: float) -> list[Point]:
    """Return the corners of a head, the tip in the middle: `_Curve._get_arrow_wedge`."""
    size = float(np.hypot(length, width))
    cos, sin = length / size, width / size
    dx, dy = tail[0] - tip[0], tail[1] - tip[1]
    distance = np.hypot(dx, dy)
    distance = np.where(distance == 0, 1.0, distance)
    dx, dy = dx / distance, dy / distance
    back = 0.5 * linewidth / sin
    x, y = tip[0] + back * dx, tip[1] + back * dy
    dx, dy = dx * size, dy * size
    return [
        [x + cos * dx + sin * dy, y - sin * dx + cos * dy],
        [x, y],
        [x + cos * dx - sin * dy, y + sin * dx + cos * dy],
    ]


def _simple(begin: Point, end: Point, length: float, width: float, tail: float) -> Any:
    """Return the corners of an arrow that is filled as a whole: `ArrowStyle.Simple`."""
    dx, dy = end[0] - begin[0], end[1] - begin[1]
    distance = np.hypot(dx, dy)
    whole = np.where(distance > 0, distance, 1.0)
    dx, dy = dx / whole, dy / whole
    neck = [end[0] - length * dx, end[1] - length * dy]
    short = distance <= length  # no room for a tail
    foot = [np.where(short, neck[i], begin[i]) for i in (0, 1)]
    half = np.where(short, 0.0, tail / 2)

    def beside(point: Point, by: Any) -> Any:
        return np.stack([point[0] + by * dy, point[1] - by * dx])

    return np.stack(
        [
            beside(foot, half),
            beside(neck, half),
            beside(neck, width / 2),
            beside(end, 0.0),
            beside(neck, -width / 2),
            beside(neck, -half),
            beside(foot, -half),
        ]
    )
