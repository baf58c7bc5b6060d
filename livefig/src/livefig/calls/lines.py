"""Lines: `plot` and its like, `axhline`, `axvline`, `hlines`, `vlines`, `step`, `stem`."""

from typing import Any

import numpy as np

from livefig.calls.call import Call
from livefig.calls.given import array, is_traced
from livefig.calls.styles import follow_style


def plot(call: Call) -> Any:
    """Follow `ax.plot([x], y, [fmt], …)`, with several curves and columns."""
    _whole(call)
    made = call.make()
    lines = iter(made)
    for x, y in _curves(call.args):
        for column in range(_columns(x, y)):
            line = next(lines)
            given = {"xdata": line.get_xdata(orig=False), "ydata": line.get_ydata(orig=False)}
            for key, values in (("xdata", x), ("ydata", y)):
                given[key] = _column(values, column) if is_traced(values) else _plain(given[key])
            call.session.follow(line, **given)
            call.session.extend_points(call.owner, *_in_axes(call, given))
            follow_style(call, line)
    return made


def _in_axes(call: Call, given: dict[str, Any]) -> tuple[Any, Any]:
    """Return the points of a line that count for the limits of its axes."""
    if "transform" in call.kwargs and call.kwargs["transform"] is not call.owner.transData:
        raise call.refuse("with transform= cannot follow: leave it out, or draw it still")
    return given["xdata"], given["ydata"]


def _whole(call: Call) -> None:
    if call.kwargs.get("data") is not None:
        raise call.refuse("with data= cannot follow: give the values themselves")


def _curves(args: tuple[Any, ...]) -> list[tuple[Any, Any]]:
    """Return (x, y) for each group of arguments of `plot`: [x], y, [fmt]."""
    curves = []
    rest = list(args)
    while rest:
        this = [rest.pop(0)]
        if rest and not isinstance(rest[0], str):
            this.append(rest.pop(0))
        if rest and isinstance(rest[0], str):
            rest.pop(0)
        values = [_sequence(value) for value in this]
        curves.append((None, values[0]) if len(values) == 1 else (values[0], values[1]))
    return curves


def _sequence(values: Any) -> Any:
    """Return numbers as an array of one dimension or two; categories and dates as they are."""
    if is_traced(values):
        values = array(values)
    return np.reshape(values, (1,)) if np.ndim(values) == 0 else values


def _plain(values: Any) -> Any:
    return np.ma.filled(np.ma.asarray(values, float), np.nan)


def _columns(x: Any, y: Any) -> int:
    return max(np.shape(v)[1] if v is not None and np.ndim(v) == 2 else 1 for v in (x, y))


def _column(values: Any, number: int) -> Any:
    if np.ndim(values) < 2:
        return values
    return values[:, number if np.shape(values)[1] > 1 else 0]


def axline(call: Call) -> Any:
    """Follow `ax.axhline(y)` and `ax.axvline(x)`; their ends are in fractions of the axes."""
    across = {"axhline": "y", "axvline": "x"}[call.name]
    ends = ("xmin", "xmax") if across == "y" else ("ymin", "ymax")
    given = call.given
    if any(is_traced(given[end]) for end in ends):
        raise call.refuse("with traced ends cannot follow: use ax.plot with two points")
    low, high = call.session.limits(call.owner, across)
    line = call.make()
    at = array(given[across])
    call.session.follow(line, **{f"{across}data": np.stack([at, at]) if is_traced(at) else at})
    outside = (at < np.minimum(low, high)) | (at > np.maximum(low, high))
    call.session.extend(call.owner, {across: call.session.reach(at)}, only_if=outside)
    follow_style(call, line)
    return line


def lines_along(call: Call) -> Any:
    """Follow `ax.hlines(y, xmin, xmax)` and `ax.vlines(x, ymin, ymax)`."""
    across, *ends = ("y", "xmin", "xmax") if call.name == "hlines" else ("x", "ymin", "ymax")
    at, low, high = (np.reshape(array(call.given[name]), (-1,)) for name in (across, *ends))
    made = call.make()
    n = max(values.shape[0] for values in (at, low, high))
    at, low, high = (np.broadcast_to(values, (n,)) for values in (at, low, high))
    along, place = np.stack([low, high], axis=1), np.stack([at, at], axis=1)
    x, y = (along, place) if call.name == "hlines" else (place, along)
    call.session.follow(made, segments=np.stack([x, y], axis=2))
    call.session.extend_points(call.owner, x, y)
    follow_style(call, made, "colors")
    return made


def stem(call: Call) -> Any:
    """Follow `ax.stem([locs], heads, …)`."""
    call.check_plain("linefmt", "markerfmt", "basefmt")
    values = [array(arg) for arg in call.args if not isinstance(arg, str)]
    heads = values[-1]
    places = values[0] if len(values) > 1 else np.arange(float(heads.shape[0]))
    bottom = array(call.given["bottom"])
    made = call.make()
    bottoms = np.broadcast_to(bottom, np.shape(heads))
    ends = np.stack([np.min(places), np.max(places)])
    upright = call.given["orientation"] == "vertical"

    def turned(along: Any, up: Any) -> tuple[Any, Any]:
        return (along, up) if upright else (up, along)

    for line, points in (
        (made.markerline, turned(places, heads)),
        (made.baseline, turned(ends, np.stack([bottom, bottom]))),
    ):
        call.session.follow(line, xdata=points[0], ydata=points[1])
        call.session.extend_points(call.owner, *points)
    stems = [turned(places, end) for end in (bottoms, heads)]
    segments = np.stack([np.stack(end, axis=1) for end in stems], axis=1)
    call.session.follow(made.stemlines, segments=segments)
    return made


def errorbar(call: Call) -> Any:
    """Follow `ax.errorbar(x, y, yerr, xerr, …)`."""
    given = call.given
    call.check_plain("uplims", "lolims", "xuplims", "xlolims", "errorevery")
    if any(np.any(given[key]) for key in ("uplims", "lolims", "xuplims", "xlolims")):
        raise call.refuse("with limits (uplims, lolims, …) cannot follow: leave them out")
    if given["errorevery"] != 1:
        raise call.refuse("with errorevery cannot follow: draw the bars of some points alone")
    made = call.make()
    x, y = (np.reshape(array(given[key]), (-1,)) for key in ("x", "y"))
    line, caps, bars = made.lines
    caps, bars = list(caps), list(bars)
    if line is not None:
        call.session.follow(line, xdata=x, ydata=y)
    call.session.extend_points(call.owner, x, y)
    for key in ("xerr", "yerr"):
        if given[key] is None:
            continue
        error = array(given[key])
        error = np.broadcast_to(error, (2, x.shape[0])) if error.ndim < 2 else error
        ends = (
            [(x - error[0], x + error[1]), (y, y)]
            if key == "xerr"
            else [(x, x), (y - error[0], y + error[1])]
        )
        low, high = ([pair[i] for pair in ends] for i in (0, 1))
        segments = np.stack([np.stack(end, axis=1) for end in (low, high)], axis=1)
        call.session.follow(bars.pop(0), segments=segments)
        call.session.extend_points(call.owner, segments[:, :, 0], segments[:, :, 1])
        for end in (low, high) if caps else ():
            call.session.follow(caps.pop(0), xdata=end[0], ydata=end[1])
    return made
