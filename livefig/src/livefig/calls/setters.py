"""Artists that are changed after they were made: `line.set_ydata(y)`, `image.set_data(z)`, ….

So are figures that an author draws once, outside of the function.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.cm import ScalarMappable
from matplotlib.collections import Collection, LineCollection, PathCollection
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Ellipse, Patch, Polygon, Rectangle
from matplotlib.quiver import Quiver
from matplotlib.text import Text

from livefig.artists.kind import COMMON
from livefig.artists.table import kind_of
from livefig.calls.call import Call
from livefig.calls.given import array, is_live

Values = dict[str, Any]


def _as(key: str) -> Callable[..., Values]:
    return lambda value: {key: array(value)}


def _pair(*keys: str) -> Callable[..., Values]:
    def read(*args: Any) -> Values:
        values = args if len(args) > 1 else args[0]
        return {key: array(values[i]) for i, key in enumerate(keys)}

    return read


def _clim(vmin: Any = None, vmax: Any = None) -> Values:
    low, high = (vmin, vmax) if vmax is not None else vmin
    return {"clim": np.stack([array(low), array(high)])}


# owner -> method -> from its arguments to the properties that they set
SETTERS: dict[type, dict[str, Callable[..., Values]]] = {
    Artist: {"set_alpha": _as("alpha"), "set_visible": lambda b: {"visible": b}},
    Line2D: {
        "set_data": _pair("xdata", "ydata"),
        "set_xdata": _as("xdata"),
        "set_ydata": _as("ydata"),
        "set_color": _as("color"),
        "set_linewidth": _as("linewidth"),
    },
    Text: {
        "set_text": lambda s: {"text": s},
        "set_x": _as("x"),
        "set_y": _as("y"),
        "set_position": _pair("x", "y"),
    },
    Collection: {"set_offsets": _as("offsets"), "set_facecolor": _as("facecolors")},
    PathCollection: {"set_sizes": _as("sizes")},
    LineCollection: {"set_segments": _as("segments")},
    ScalarMappable: {"set_array": _as("array"), "set_clim": _clim},
    AxesImage: {"set_data": _as("array")},
    Quiver: {"set_UVC": lambda U, V: {"U": array(U), "V": array(V)}},
    Patch: {"set_facecolor": _as("facecolor")},
    Rectangle: {
        "set_x": _as("x"),
        "set_y": _as("y"),
        "set_xy": _pair("x", "y"),
        "set_width": _as("width"),
        "set_height": _as("height"),
    },
    Polygon: {"set_xy": _as("xy")},
    Circle: {"set_radius": _as("radius")},
    Ellipse: {"set_center": _as("center")},
}


def change(call: Call) -> Any:
    """Follow what a method sets, if its artist's kind has that property."""
    artist, session = call.owner, call.session
    outside = not session.is_own(artist)
    if not (call.is_traced or is_live(call.args) or outside):
        made = call.plain()
        known = session.follows.get(artist, {})
        for key in [key for key in known if key in _names(call)]:
            del known[key]
        return made
    setter = next(
        SETTERS[owner][call.name]
        for owner in type(artist).__mro__
        if call.name in SETTERS.get(owner, {})
    )
    made = call.make()
    try:
        values = setter(*call.args, **call.kwargs)
    except (TypeError, ValueError):  # a colour's name, a transform, …
        if call.is_traced:
            raise
        return made
    allowed = kind_of(artist).properties | COMMON
    odd = [key for key in values if key not in allowed]
    if odd and call.is_traced:
        raise call.refuse(
            f"cannot follow a traced value: of {type(artist).__name__}, {', '.join(allowed)} can"
        )
    if not odd and session.is_drawn(artist):
        session.change(artist, values)
    return made


def _names(call: Call) -> set[str]:
    """Return the properties that a setter sets."""
    return {call.name.removeprefix("set_"), *NAMES.get(call.name, ())}


NAMES = {
    "set_data": ("xdata", "ydata", "array"),
    "set_position": ("x", "y"),
    "set_xy": ("x", "y"),
    "set_facecolor": ("facecolors",),
    "set_UVC": ("U", "V"),
}
