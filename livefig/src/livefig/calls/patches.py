"""Shapes that are made first and added then: circles, rectangles, polygons; and `ax.arrow`."""

import inspect
from typing import Any

import numpy as np
from matplotlib.patches import Circle, Ellipse, FancyArrow, Polygon, Rectangle

from livefig.calls.call import Call
from livefig.calls.given import array, is_traced
from livefig.calls.styles import follow_style

# class -> its parameters that can be traced
SHAPES: dict[type, tuple[str, ...]] = {
    Circle: ("xy", "radius"),
    Ellipse: ("xy", "width", "height"),
    Rectangle: ("xy", "width", "height"),
    Polygon: ("xy",),
}


def made(call: Call) -> None:
    """Remember a shape that is made with traced values, for when it is added to its axes."""
    call.make()
    others = [name for name in call.given if name not in (*SHAPES[type(call.owner)], "kwargs")]
    call.check_plain(*others)
    call.session.shapes[call.owner] = call


def add(call: Call) -> Any:
    """Follow `ax.add_patch(shape)` of a shape with traced values."""
    shape = call.args[0] if call.args else next(iter(call.kwargs.values()))
    how = call.session.shapes.get(shape)
    if how is None:
        return call.plain()
    call.make()
    given = how.given
    x, y = _follow(call, shape, given)
    call.session.extend_points(call.owner, x, y)
    follow_style(how, shape)
    return shape


def _follow(call: Call, shape: Any, given: dict[str, Any]) -> tuple[Any, Any]:
    """Let a shape follow; return the corners of its box."""
    xy = array(given["xy"])
    if isinstance(shape, Polygon):
        call.session.follow(shape, xy=xy)
        return xy[:, 0], xy[:, 1]
    if isinstance(shape, Circle):
        width = height = 2 * array(given["radius"])
        call.session.follow(shape, center=xy, radius=array(given["radius"]))
    else:
        width, height = array(given["width"]), array(given["height"])
    if isinstance(shape, Rectangle):
        values = {"x": xy[0], "y": xy[1], "width": width, "height": height}
        call.session.follow_all(shape, **values)
        return np.stack([xy[0], xy[0] + width]), np.stack([xy[1], xy[1] + height])
    if not isinstance(shape, Circle):
        call.session.follow(shape, center=xy, width=width, height=height)
    return _reach_of_ellipse(xy, width / 2, height / 2, np.deg2rad(shape.get_angle()))


def _reach_of_ellipse(center: Any, a: Any, b: Any, turn: float) -> tuple[Any, Any]:
    """Return the points of an ellipse that count for limits: its curves begin at each of them."""
    angles = np.arange(8) * np.pi / 4
    along, up = a * np.cos(angles), b * np.sin(angles)
    return (
        center[0] + along * np.cos(turn) - up * np.sin(turn),
        center[1] + along * np.sin(turn) + up * np.cos(turn),
    )


def arrow(call: Call) -> Any:
    """Follow `ax.arrow(x, y, dx, dy, …)`: the corners of `matplotlib.patches.FancyArrow`."""
    drawn = call.make()
    options = {key: p.default for key, p in inspect.signature(FancyArrow).parameters.items()}
    options |= {key: array(v) for key, v in call.kwargs.items() if key in options and is_size(key)}
    options |= {key: v for key, v in call.kwargs.items() if key in options and not is_size(key)}
    x, y, dx, dy = (array(call.given[key]) for key in ("x", "y", "dx", "dy"))
    width = options["width"]
    head_width = 3 * width if options["head_width"] is None else options["head_width"]
    head = 1.5 * head_width if options["head_length"] is None else options["head_length"]
    distance = np.hypot(dx, dy)
    inside = bool(options["length_includes_head"])
    length = distance if inside else distance + head
    shift = (0.0 if inside else head) + (head / 2 if options["head_starts_at_zero"] else 0.0)
    along = [0.0, -head, -head * (1 - options["overhang"]), -length, -length]
    across = [0.0, -head_width / 2, -width / 2, -width / 2, 0.0]
    if options["shape"] == "right":
        across = [-value for value in across]
    if options["shape"] == "full":
        along = [*along[:-1], *along[-2:0:-1]]
        across = [*across[:-1], *(-value for value in across[-2:0:-1])]
    u, v = np.stack([a + shift for a in along]), np.stack(across)
    still = distance == 0
    cos = np.where(still, 0.0, dx / np.where(still, 1.0, distance))
    sin = np.where(still, 1.0, dy / np.where(still, 1.0, distance))
    corners = np.stack([u * cos - v * sin + x + dx, u * sin + v * cos + y + dy], axis=1)
    call.session.follow(drawn, xy=corners)
    call.session.extend_points(call.owner, corners[:, 0], corners[:, 1])
    styles = {key: value for key, value in call.style.items() if key not in options}
    if is_traced(styles):
        follow_style(call, drawn)
    return drawn


def is_size(key: str) -> bool:
    """Tell whether an option of an arrow is a length."""
    return key in ("width", "head_width", "head_length", "overhang")
