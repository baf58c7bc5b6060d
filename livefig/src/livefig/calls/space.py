"""Axes of three directions: `plot`, `scatter`, `plot_surface`, `plot_wireframe`, `view_init`."""

from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib import rcParams
from matplotlib.collections import Collection
from matplotlib.colors import LightSource

from livefig.calls.call import Call
from livefig.calls.given import array, is_live, is_traced
from livefig.space.shapes import Line, Points, Shape, Surface, Wires, Words
from livefig.tracing.tracer import concrete

LIGHT = LightSource(azdeg=225, altdeg=19.4712)  # as `mpl_toolkits.mplot3d` has it
DARKEST = 0.3  # of a colour, on the side away from the light


def view_init(call: Call) -> Any:
    """Follow the angles of `ax.view_init(elev, azim)`."""
    given = call.given
    _only(call, "elev", "azim")
    made = call.make()
    angles = tuple(
        getattr(call.owner, name) if given[name] is None else given[name]
        for name in ("elev", "azim")
    )
    call.session.space.views[call.owner] = angles
    return made


def plot(call: Call) -> Any:
    """Follow `ax.plot(x, y, z, [fmt], …)` in space."""
    args = [arg for arg in call.args if not isinstance(arg, str)]
    if len(args) > 3 or call.given["zdir"] != "z" or call.kwargs.get("data") is not None:
        return _stranger(call)
    if is_traced({key: v for key, v in call.kwargs.items() if key != "zs"}):
        raise call.refuse("cannot follow a traced style in space: give it one that stays")
    coordinates = [*args, *([call.kwargs.get("zs", 0)] if len(args) < 3 else [])]
    lines = call.make()
    found = _points(*coordinates)
    if len(lines) == 1 and found is not None:
        _add(call, Line(lines[0], *found))
    return lines


def text(call: Call) -> Any:
    """Follow `ax.text(x, y, z, s)` in space: its place and its words."""
    given = call.given
    _only(call, "x", "y", "z", "s")
    made = call.make()
    if given["zdir"] is None and not given["axlim_clip"]:
        found = _points(given["x"], given["y"], given["z"])
        if found is not None:
            _add(call, Words(made, *found, {"text": given["s"]} if is_live(given["s"]) else {}))
    return made


def scatter(call: Call) -> Any:
    """Follow `ax.scatter(x, y, z, …)` in space: where the points are."""
    given = call.given
    _only(call, "xs", "ys", "zs")
    made = call.make()
    found = _points(given["xs"], given["ys"], given["zs"])
    palest = given.get("depthshade_minalpha")
    if palest is None:
        palest = rcParams.get("axes3d.depthshade_minalpha", DARKEST)
    n = len(made.get_offsets())  # Matplotlib leaves out what is not finite
    if given["zdir"] == "z" and found is not None and len(found[0]) == n:
        _add(call, Points(made, *found, float(palest) if made.get_depthshade() else None))
    return made


def wireframe(call: Call) -> Any:
    """Follow `ax.plot_wireframe(X, Y, Z)`."""
    _only(call, "X", "Y", "Z")
    grid, moves, (rows, columns) = _grid(call)
    made = call.make()
    down, across = (_strided(call, which, n) for which, n in (("r", rows), ("c", columns)))
    numbers = np.arange(rows * columns).reshape(rows, columns)
    lines = [*numbers[down], *numbers.T[across]]
    longest = max(len(line) for line in lines)
    _add(call, Wires(made, grid, moves, np.array([_filled_up(line, longest) for line in lines])))
    return made


def surface(call: Call) -> Any:
    """Follow `ax.plot_surface(X, Y, Z)`, its colours too."""
    _only(call, "X", "Y", "Z")
    grid, moves, (rows, columns) = _grid(call)
    made = call.make()
    if call.kwargs.get("facecolors") is not None:
        return made
    down, across = (_strided(call, which, n) for which, n in (("r", rows), ("c", columns)))
    cells = [
        _perimeter(np.arange(rows * columns).reshape(rows, columns)[r0 : r1 + 1, c0 : c1 + 1])
        for r0, r1 in pairwise(down)
        for c0, c1 in pairwise(across)
    ]
    longest = max(map(len, cells))
    corners = np.array([_filled_up(cell, longest) for cell in cells])
    counts = np.array([[len(cell)] for cell in cells])
    weights = np.where(np.arange(longest) < counts, 1 / counts, 0.0)
    shape = Surface(made, grid, moves, corners, weights)
    if is_traced(grid):
        shape.values = _colors(call, made, shape, cells)
    _add(call, shape)
    return made


def _colors(call: Call, made: Any, shape: Surface, cells: list[Any]) -> dict[str, Any]:
    """Return the colours of the cells of a surface that moves."""
    if made.get_array() is not None:
        array_ = np.sum(shape.points[:, 2][shape.cells] * shape.weights, axis=1)
        if call.given["norm"] is not None:
            return {"array": array_}
        ends = (call.given["vmin"], call.given["vmax"])
        own = (np.min(array_), np.max(array_))
        clim = [each if end is None else end for end, each in zip(ends, own, strict=True)]
        return {"array": array_, "clim": np.stack([np.asarray(end, float) for end in clim])}
    faces = np.asarray(Collection.get_facecolor(made))
    if len(faces) != len(cells):
        return {}  # not shaded
    light = call.given["lightsource"] or LIGHT
    thirds = [[cell[i * len(cell) // 3] for cell in cells] for i in range(3)]
    first, second, third = (shape.points[np.array(corners)] for corners in thirds)
    normals = np.cross(first - second, second - third)
    lengths = np.sqrt(np.sum(normals**2, axis=1))
    shades = (normals @ light.direction) / lengths
    lit = (shades + 1) / 2 * (1 - DARKEST) + DARKEST
    color = faces[0, :3] / concrete(lit)[0]
    opaque = np.full((len(cells), 1), faces[0, 3])
    return {"facecolors": np.concatenate([lit[:, None] * color, opaque], axis=1)}


def _only(call: Call, *names: str) -> None:
    """Refuse a call that has a traced value in another parameter."""
    others = {key: value for key, value in call.given.items() if key not in names}
    if is_traced(others):
        raise call.refuse(f"can follow traced values in space as {', '.join(names)} only")


def _add(call: Call, shape: Shape) -> None:
    call.session.space.shapes.setdefault(call.owner, []).append(shape)


def _stranger(call: Call) -> Any:
    """Do a call that draws something else; the axes stay as they are."""
    if call.is_traced:
        raise call.refuse("cannot follow traced values in this form: use ax.plot(x, y, z)")
    return call.make()


def _points(x: Any, y: Any, z: Any) -> tuple[Any, tuple[bool, ...]] | None:
    """Return points as an array of shape (n, 3), and which coordinates are traced.

    None if they are no finite numbers.
    """
    try:
        columns = [array(value) for value in (x, y, z)]
    except (TypeError, ValueError):
        return None
    shape = np.broadcast_shapes((1,), *(np.shape(column) for column in columns))
    columns = [np.reshape(np.broadcast_to(column, shape), (-1,)) for column in columns]
    if not all(np.isfinite(concrete(column)).all() for column in columns):
        return None
    return np.stack(columns, axis=1), tuple(map(is_traced, columns))


def _grid(call: Call) -> tuple[Any, tuple[bool, ...], tuple[int, int]]:
    """Return the points of a grid in a row, which coordinates are traced, its rows and columns."""
    x, y, z = (array(call.given[name]) for name in "XYZ")
    shape = np.broadcast_shapes(*(np.shape(part) for part in (x, y, z)))
    columns = [np.reshape(np.broadcast_to(part, shape), (-1,)) for part in (x, y, z)]
    if len(shape) != 2 or not all(np.isfinite(concrete(column)).all() for column in columns):
        raise call.refuse("needs X, Y and Z of two dimensions, all of them finite")
    return np.stack(columns, axis=1), tuple(map(is_traced, columns)), shape


def _strided(call: Call, which: str, n: int) -> Any:
    """Return the numbers of the rows, or columns, that are drawn, as Matplotlib chooses them."""
    given = call.kwargs
    is_surface = call.name == "plot_surface"
    if "rstride" in given or "cstride" in given:
        stride = given.get(f"{which}stride", 10 if is_surface else 1)
    else:
        count = given.get(f"{which}count", 50)
        stride = int(max(np.ceil(n / count), 1)) if count else 0
    if stride == 0:
        return np.zeros(0, int)
    return np.array([*range(0, n - 1, stride), n - 1])


def _perimeter(numbers: Any) -> Any:
    """Return what stands at the edge of a matrix, once around."""
    sides = [numbers[0, :-1], numbers[:-1, -1], numbers[-1, :0:-1], numbers[:0:-1, 0]]
    return np.concatenate(sides)


def _filled_up(numbers: Any, n: int) -> Any:
    """Return numbers with copies of the last one behind them."""
    return np.concatenate([numbers, np.repeat(numbers[-1:], n - len(numbers))])
