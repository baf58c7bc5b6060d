"""Bars: `bar`, `barh`, `hist`."""

from typing import Any

import numpy as np

from livefig.artists.table import kind_of
from livefig.calls.annotations import label_middle
from livefig.calls.call import Call
from livefig.calls.given import array, is_traced
from livefig.calls.reach import reach_of
from livefig.calls.styles import follow_style

# of a bar: where it stands, how long it is, how thick, where it begins; and its rectangle's
UPRIGHT = {"at": "x", "length": "height", "thickness": "width", "base": "bottom"}
LYING = {"at": "y", "length": "width", "thickness": "height", "base": "left"}


def bar(call: Call) -> Any:
    """Follow `ax.bar(x, height, width, bottom)` and `ax.barh(y, width, height, left)`."""
    call.check_plain("xerr", "yerr", "align", "tick_label")
    upright = call.name == "bar"
    names = UPRIGHT if upright else LYING
    given = call.given
    made = call.make()
    current = kind_of(made).current(made)
    across, along = ("x", "y") if upright else ("y", "x")
    thickness, length = current[names["thickness"]], current[names["length"]]
    at, base = current[across], current[along]
    if given["align"] == "center":
        at = at + thickness / 2
    if is_traced(given[names["at"]]):
        at = array(given[names["at"]])
    if is_traced(given[names["base"]]):
        base = array(given[names["base"]])
    if is_traced(given[names["thickness"]]):
        thickness = array(given[names["thickness"]])
    if is_traced(given[names["length"]]):
        length = array(given[names["length"]])
    if given["align"] == "center":
        at = at - thickness / 2
    bars = (at, base, thickness, length)
    follow_bars(call, made, bars, across, along)
    follow_style(call, made)
    return made


def follow_bars(call: Call, made: Any, bars: tuple[Any, ...], across: str, along: str) -> None:
    """Let bars follow: where each begins across and along, its thickness and its length."""
    n = len(made.patches)
    at, base, thickness, length = (np.broadcast_to(value, (n,)) for value in bars)
    sizes = {"x": "width", "y": "height"}
    call.session.follow(
        made, **{across: at, along: base, sizes[across]: thickness, sizes[along]: length}
    )
    drawn: Any = True  # as `Axes._update_patch_limits`
    if is_traced(thickness) or not np.all(thickness):
        drawn = ~((thickness == 0) & (length == 0))
    for direction, start, size in ((across, at, thickness), (along, base, length)):
        for edge in (start, start + size):
            call.session.extend(call.owner, {direction: call.session.reach(edge, drawn)})
    if is_traced(base):
        for patch, edge in zip(made.patches, base, strict=True):
            call.session.stick(call.owner, patch, **{along: np.reshape(edge, (1,))})


def hist(call: Call) -> Any:
    """Follow `ax.hist(x, bins, range, density, weights, cumulative, …)` of one set of numbers."""
    call.check_plain("bins", "range", "density", "cumulative", "bottom", "histtype", "align",
                     "orientation", "rwidth", "log", "stacked")  # fmt: skip
    given = call.given
    x = array(given["x"])
    if x.ndim != 1 or given["histtype"] != "bar" or given["align"] != "mid":
        raise call.refuse(
            "can follow one array of numbers, as bars (histtype='bar', align='mid'): draw others "
            "with ax.bar or ax.fill_between"
        )
    counts, edges, made = call.make()
    settled = np.ndim(given["bins"]) == 1 or given["range"] is not None
    if not settled:
        if isinstance(given["bins"], str):
            raise call.refuse(f"cannot follow bins={given['bins']!r}: give their number, or edges")
        low, high = np.min(x), np.max(x)
        same = low == high
        low, high = np.where(same, low - 0.5, low), np.where(same, high + 0.5, high)
        edges = np.linspace(low, high, len(counts) + 1)
    counts = _counted(x, edges, given)
    upright = given["orientation"] == "vertical"
    width = (edges[1:] - edges[:-1]) * (given["rwidth"] or 1.0)
    at = edges[:-1] + (edges[1:] - edges[:-1] - width) / 2
    base = 0.0 if given["bottom"] is None else np.asarray(given["bottom"], float)
    bars = (at, base, width, counts)
    follow_bars(call, made, bars, *(("x", "y") if upright else ("y", "x")))
    follow_style(call, made)
    return counts, edges, made


def _counted(x: Any, edges: Any, given: dict[str, Any]) -> Any:
    """Return how many numbers are in each bin, as `np.histogram`: the last one is closed."""
    after = x >= edges[:-1, None]
    before = np.concatenate([x < edges[1:-1, None], x[None, :] <= edges[-1]])
    inside = after & before
    weights = 1.0 if given["weights"] is None else array(given["weights"])
    counts = np.sum(np.where(inside, weights, 0.0), axis=1)
    if given["density"]:
        counts = counts / (np.sum(counts) * (edges[1:] - edges[:-1]))
    if not given["cumulative"]:
        return counts
    if given["density"]:
        counts = counts * (edges[1:] - edges[:-1])
    if float(given["cumulative"]) < 0:
        return np.flip(np.cumsum(np.flip(counts)))
    return np.cumsum(counts)


def bar_label(call: Call) -> Any:
    """Label bars that stay; what a label says, and on which side it stands, cannot follow."""
    bars = call.given["container"]
    if call.is_traced or is_traced(call.session.follows.get(bars, {})):
        raise call.refuse(
            "cannot follow bars that a control changes: write each number yourself, "
            'ax.text(x, y, f"{y:.1f}", ha="center", va="bottom")'
        )
    labels = call.plain()
    if call.given["label_type"] == "center":
        for bar, label in zip(bars.patches, labels, strict=True):
            label_middle(call.session, label, bar)
    return labels


def boxplot(call: Call) -> Any:
    """Draw boxes that stay; Matplotlib widens the limits by half a place on both sides of them."""
    if call.is_traced:
        raise call.refuse(
            "cannot follow a traced value: draw its quartiles with ax.hlines and ax.vlines"
        )
    made = call.plain()
    for direction in "xy":  # where the boxes stand side by side, their medians keep the margin off
        edges = [edge for line in made["medians"] for edge in getattr(line.sticky_edges, direction)]
        if edges:
            call.session.extend(call.owner, {direction: reach_of(np.array(edges))})
    return made
