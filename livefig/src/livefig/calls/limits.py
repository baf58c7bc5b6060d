"""Limits that the author sets: `set_xlim`, `set_ylim`, `axis`."""

from typing import Any

from livefig.calls.given import array, is_traced
from livefig.calls.session import Call

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
    return made


def _is_pair(value: Any) -> bool:
    return not isinstance(value, (int, float, str)) and getattr(value, "shape", None) != ()


def axis(call: Call) -> Any:
    """Follow `ax.axis([xmin, xmax, ymin, ymax])`, and see when Matplotlib sets limits itself."""
    given = call.args[0] if call.args else None
    made = call.make() if call.is_traced else call.plain()
    if given is None or isinstance(given, (str, bool)):
        named = {
            key: call.kwargs[key] for key in ("xmin", "xmax", "ymin", "ymax") if key in call.kwargs
        }
        if is_traced(named):
            raise call.refuse("cannot follow single limits: use ax.set_xlim and ax.set_ylim")
        if given in ("auto", "tight"):
            for direction in "xy":
                call.session.set_limits(call.owner, direction, None)
        return made
    xmin, xmax, ymin, ymax = given
    call.session.set_limits(call.owner, "x", (array(xmin), array(xmax)))
    call.session.set_limits(call.owner, "y", (array(ymin), array(ymax)))
    return made


def clear(call: Call) -> Any:
    """Forget all that an axes held."""
    made = call.plain()
    call.session.forget(call.owner)
    return made
