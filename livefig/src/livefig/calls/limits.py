"""Limits that the author sets: `set_xlim`, `set_ylim`, `axis`."""

from typing import Any

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from livefig.artists.table import kind_of
from livefig.calls.call import Call
from livefig.calls.given import array, is_traced

ENDS = {"x": ("left", "right", "xmin", "xmax"), "y": ("bottom", "top", "ymin", "ymax")}


def set_limits(call: Call) -> Any:
    """Follow `ax.set_xlim(left, right)` and `ax.set_ylim(bottom, top)`."""
    direction = call.name[4]
    first, second, low_name, high_name = ENDS[direction]
    before = call.session.limits(call.owner, direction)
    made = call.make()
    given = call.given
    low = given[low_name] if given[first] is None else given[first]
    high = given[high_name] if given[second] is None else given[second]
    if high is None and low is not None and _is_pair(low):
        low, high = low
    low = before[0] if low is None else low
    high = before[1] if high is None else high
    call.session.set_limits(call.owner, direction, (array(low), array(high)))
    return call.session.limits(call.owner, direction) if is_traced((low, high)) else made


def get(call: Call) -> Any:
    """Follow `ax.get_xlim()` and `ax.get_ylim()`: they give what Matplotlib has chosen so far."""
    made = call.plain()
    limits = call.session.limits(call.owner, call.name[4])
    if not is_traced(limits):
        return made
    if call.name.endswith("bound"):
        return np.minimum(*limits), np.maximum(*limits)
    return limits


def ticks(call: Call) -> Any:
    """Follow limits that ticks of one's own widen."""
    call.check_plain(*call.given)
    direction = call.name[4]
    where = np.ravel(np.asarray(call.given["ticks"]))
    before = call.session.limits(call.owner, direction)
    made = call.plain()
    if where.size and is_traced(before) and not call.given["minor"]:
        low, high = float(min(where)), float(max(where))
        call.session.expand(call.owner, direction, low, high)
    return made


def _is_pair(value: Any) -> bool:
    return not isinstance(value, (int, float, str)) and getattr(value, "shape", None) != ()


def axis(call: Call) -> Any:
    """Follow `ax.axis([xmin, xmax, ymin, ymax])`, and see when Matplotlib sets limits itself."""
    given = call.args[0] if call.args else None
    if isinstance(given, str) and given not in ("on", "off"):
        call.owner.set_autoscale_on(True)  # as Matplotlib does first
        for direction in "xy":
            call.session.set_limits(call.owner, direction, None)
    made = call.make() if call.is_traced else call.plain()
    if given is None or isinstance(given, (str, bool)):
        named = {
            key: call.kwargs[key] for key in ("xmin", "xmax", "ymin", "ymax") if key in call.kwargs
        }
        if is_traced(named):
            raise call.refuse("cannot follow single limits: use ax.set_xlim and ax.set_ylim")
        limits = [end for d in "xy" for end in call.session.limits(call.owner, d)]
        return tuple(limits) if is_traced(limits) else made
    xmin, xmax, ymin, ymax = given
    call.session.set_limits(call.owner, "x", (array(xmin), array(xmax)))
    call.session.set_limits(call.owner, "y", (array(ymin), array(ymax)))
    return made


def autoscale(call: Call) -> Any:
    """Let Matplotlib choose limits again."""
    made = call.plain()
    given = call.given
    for direction in "xy" if given["axis"] == "both" else given["axis"]:
        if given["enable"]:
            call.session.set_limits(call.owner, direction, None)
    return made


def relim(call: Call) -> Any:
    """Measure the data of an axes anew: lines and rectangles that were changed since."""
    made = call.make()
    ax, session = call.owner, call.session
    session.forget_reach(ax)
    for artist in [*ax.lines, *ax.patches]:
        follows = session.follows.get(artist, {})
        along = artist.get_transform().contains_branch_separately(ax.transData)
        current = kind_of(artist).current(artist) | follows
        if isinstance(artist, Line2D):
            x, y = current["xdata"], current["ydata"]
        elif isinstance(artist, Rectangle):
            x, y = (
                np.stack([np.reshape(current[at], ()), np.reshape(current[at] + current[size], ())])
                for at, size in (("x", "width"), ("y", "height"))
            )
        else:
            raise call.refuse(f"cannot follow a {type(artist).__name__}: set the limits instead")
        reaches = dict(zip("xy", (session.reach(x), session.reach(y)), strict=True))
        if all(along):
            session.extend_points(ax, x, y)
        else:
            session.extend(ax, {d: reaches[d] for d, a in zip("xy", along, strict=True) if a})
    return made


def clear(call: Call) -> Any:
    """Forget all that an axes held."""
    made = call.plain()
    call.session.forget(call.owner)
    return made
