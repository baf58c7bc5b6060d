"""Lines without ends: `axline`, whose visible part is found from the limits of its axes."""

from typing import Any

import numpy as np
from matplotlib.lines import Line2D

from livefig.calls.call import Call
from livefig.calls.given import array, is_traced, now
from livefig.calls.styles import follow_style


def axline(call: Call) -> Any:
    """Follow `ax.axline(xy1, xy2)` and `ax.axline(xy1, slope=…)`, on linear scales."""
    given, session, ax = call.given, call.session, call.owner
    made = call.make()
    points = [given[key] for key in ("xy1", "xy2") if given[key] is not None]
    points = [[array(value) for value in point] for point in points]
    for x, y in points:
        session.extend_points(ax, x, y)
    place = call.kwargs.get("transform", ax.transData)

    def finish() -> None:
        limits = [session.limits(ax, direction) for direction in "xy"]
        if not is_traced((points, given["slope"], limits)):
            return
        if ax.get_xscale() != "linear" or ax.get_yscale() != "linear":
            raise call.refuse("cannot follow on a log scale: use ax.plot with two points")
        if place is ax.transAxes:
            (x, y), *others = (_in_data(point, limits) for point in points)
        elif place is ax.transData:
            (x, y), *others = points
        else:
            raise call.refuse("with this transform= cannot follow: leave it out")
        if others:
            dx, dy = others[0][0] - x, others[0][1] - y
        else:
            dx, dy = 1.0, array(given["slope"])
        xs, ys = _visible(x, y, dx, dy, limits)
        line = _as_line(made)
        line.set_data(now(xs), now(ys))
        session.follow_all(line, xdata=xs, ydata=ys)
        for key, value in session.follows.pop(made, {}).items():
            session.follow(line, **{key: value})

    follow_style(call, made)
    session.later.append(finish)
    return made


def _in_data(point: Any, limits: Any) -> list[Any]:
    """Return where a place in fractions of the axes is in their data."""
    return [low + part * (high - low) for part, (low, high) in zip(point, limits, strict=True)]


def _visible(x: Any, y: Any, dx: Any, dy: Any, limits: Any) -> tuple[Any, Any]:
    """Return the part of a line that lies between the limits: of its four crossings the middle two.

    Beside the line `(x + t dx, y + t dy)` stands how far along it, `t`, each crossing is.
    """
    (left, right), (bottom, top) = limits
    across, up = dx != 0, dy != 0
    run, rise = np.where(across, dx, 1.0), np.where(up, dy, 1.0)
    far = np.inf
    columns = [
        np.where(across, (edge - x) / run, end) for edge, end in ((left, -far), (right, far))
    ]
    rows = [np.where(up, (edge - y) / rise, end) for edge, end in ((bottom, -far), (top, far))]
    lows = [np.minimum(*pair) for pair in (columns, rows)]
    highs = [np.maximum(*pair) for pair in (columns, rows)]
    start, end = np.maximum(*lows), np.minimum(*highs)
    seen = start <= end
    t = np.stack([np.where(seen, start, np.nan), np.where(seen, end, np.nan)])
    flip = np.where(across, dx, dy) < 0  # from left to right, as Matplotlib's dashes begin
    t = np.where(flip, t[::-1], t)
    return x + t * dx, y + t * dy


def _as_line(endless: Any) -> Line2D:
    """Return a line of two points in the place of an endless one."""
    ax = endless.axes
    line = Line2D([0, 1], [0, 1])
    line.update_from(endless)
    line.set_label(endless.get_label())
    number = ax.get_children().index(endless)
    line.set_clip_path(None)
    ax.add_artist(line)
    line.set_transform(ax.transData)
    line.set_clip_box(ax.bbox)
    ax._children.insert(number, ax._children.pop())
    endless.remove()
    return line
