"""Contour lines: `contour` with levels that stay."""

from typing import Any

import numpy as np

from livefig.calls.call import Call
from livefig.calls.given import array, is_traced
from livefig.calls.styles import follow_style


def contour(call: Call) -> Any:
    """Follow `ax.contour([X, Y], Z, levels)` on a grid that stays."""
    *grid, field = (arg for arg in call.args[:3] if len(call.args) > 2 or arg is call.args[0])
    rest = call.args[3:] if len(call.args) > 2 else call.args[1:]
    if is_traced(grid):
        raise call.refuse("cannot follow a grid that moves: give it x and y that stay")
    if is_traced(rest) or is_traced(call.kwargs.get("levels")):
        raise call.refuse("cannot follow traced levels: give it levels that stay")
    levels = rest[0] if rest else call.kwargs.get("levels")
    if levels is None or np.ndim(levels) == 0:
        raise call.refuse(
            "cannot follow levels that Matplotlib chooses anew for each field: give them, "
            "levels=[…] or np.linspace(low, high, n)"
        )
    made = call.plain()
    z = array(field)
    rows, columns = z.shape
    x, y = (array(part) for part in grid) if grid else (np.arange(columns), np.arange(rows))
    x = x[0] if x.ndim == 2 else x
    y = y[:, 0] if y.ndim == 2 else y
    call.session.follow_all(made, z=z, x=np.asarray(x, float), y=np.asarray(y, float))
    follow_style(call, made)
    return made
