"""Points and arrows: `scatter`, `quiver`."""

from typing import Any

import numpy as np

from livefig.calls.call import Call
from livefig.calls.colors import follow_numbers
from livefig.calls.given import array, is_traced
from livefig.calls.styles import follow_style


def scatter(call: Call) -> Any:
    """Follow `ax.scatter(x, y, s, c, …)`."""
    call.check_plain("marker", "cmap", "norm", "plotnonfinite", "edgecolors")
    given = call.given
    made = call.make()
    x, y = (np.reshape(array(given[key]), (-1,)) for key in ("x", "y"))
    call.session.follow(made, offsets=np.stack([x, y], axis=1))
    if is_traced(given["s"]):
        call.session.follow(made, sizes=np.reshape(array(given["s"]), (-1,)))
    if is_traced(given["c"]):
        if made.get_array() is None:
            call.session.follow(made, facecolors=array(given["c"]))
        else:
            follow_numbers(call, made, np.reshape(array(given["c"]), (-1,)))
    elif is_traced((given["vmin"], given["vmax"])):
        follow_numbers(call, made, array(given["c"]))
    call.session.extend_points(call.owner, x, y)
    follow_style(call, made, "linewidths", "alpha")
    return made


def quiver(call: Call) -> Any:
    """Follow `ax.quiver([X, Y], U, V, [C], …)`; arrows without a scale get Matplotlib's."""
    values = [array(arg) for arg in call.args]
    made = call.make()
    has_place = len(values) > 3
    u, v = (np.reshape(part, (-1,)) for part in values[2 * has_place :][:2])
    if has_place:
        x, y = (np.reshape(part, (-1,)) for part in _grid(values[0], values[1], np.size(made.U)))
    else:
        x, y = (np.asarray(part, float) for part in np.asarray(made.get_offsets()).T)
    if call.kwargs.get("scale") is None and is_traced((u, v)):
        if call.kwargs.get("scale_units") in ("x", "y", "xy"):
            raise call.refuse("without scale= cannot follow in units of data: give it a scale")
        lengths = np.hypot(u, v)
        before = float(np.mean(np.hypot(made.U, made.V)))
        shrink = before / np.where(np.mean(lengths) > 0, np.mean(lengths), 1.0)
        u, v = u * shrink, v * shrink
    call.session.follow(made, U=u, V=v, offsets=np.stack([x, y], axis=1))
    if len(values) in (3, 5) and is_traced(values[-1]):
        follow_numbers(call, made, np.reshape(values[-1], (-1,)))
    call.session.extend_points(call.owner, x, y)
    follow_style(call, made)
    return made


def _grid(x: Any, y: Any, count: int) -> tuple[Any, Any]:
    """Return the places of all arrows, as `ax.quiver` takes rows and columns."""
    if x.ndim == y.ndim == 1 and x.shape[0] * y.shape[0] == count and x.shape[0] != count:
        shape = (y.shape[0], x.shape[0])
        return np.broadcast_to(x, shape), np.broadcast_to(y[:, None], shape)
    return x, y
