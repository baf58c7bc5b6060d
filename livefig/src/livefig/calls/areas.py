"""Areas: `fill_between`, `fill`, `axhspan`, `axvspan`."""

from typing import Any

import numpy as np

from livefig.calls.call import Call
from livefig.calls.given import array, is_traced
from livefig.calls.reach import both
from livefig.calls.styles import follow_style


def fill_between(call: Call) -> Any:
    """Follow `ax.fill_between(x, y1, y2, where)`; gaps are wanted there."""
    given = call.given
    if given["interpolate"] and given["where"] is not None:
        raise call.refuse("with interpolate=True cannot follow: leave it out, and take more points")
    made = call.make()
    x, y1, y2 = np.broadcast_arrays(*(array(given[key]) for key in ("x", "y1", "y2")))
    where: Any = True
    if given["where"] is None:
        call.session.follow_all(made, x=x, y1=y1, y2=y2)
    else:
        where = np.broadcast_to(given["where"], np.shape(x))
        call.session.follow_all(made, x=x, y1=y1, y2=y2, where=where)
    for y, other in ((y1, y2), (y2, y1)):
        filled = both(where, both(call.session.finite(x), call.session.finite(other)))
        call.session.extend(
            call.owner,
            {
                "x": call.session.reach(x, both(filled, call.session.finite(y))),
                "y": call.session.reach(y, filled),
            },
        )
    follow_style(call, made)
    return made


def fill(call: Call) -> Any:
    """Follow `ax.fill(x, y, [color], …)`, with several polygons."""
    made = call.make()
    values = [array(arg) for arg in call.args if not isinstance(arg, str)]
    for polygon, x, y in zip(made, values[::2], values[1::2], strict=True):
        call.session.follow(polygon, xy=np.stack([x, y], axis=1))
        call.session.extend_points(call.owner, x, y)
        follow_style(call, polygon)
    return made


def span(call: Call) -> Any:
    """Follow `ax.axhspan(ymin, ymax)` and `ax.axvspan(xmin, xmax)`."""
    direction = {"axhspan": "y", "axvspan": "x"}[call.name]
    across = "x" if direction == "y" else "y"
    call.check_plain(f"{across}min", f"{across}max")
    low, high = (array(call.given[f"{direction}{end}"]) for end in ("min", "max"))
    made = call.make()
    length = {"y": "height", "x": "width"}[direction]
    if is_traced((low, high)):
        call.session.follow_all(made, **{direction: low, length: high - low})
    call.session.extend(call.owner, {direction: call.session.reach(np.stack([low, high]))})
    follow_style(call, made)
    return made
