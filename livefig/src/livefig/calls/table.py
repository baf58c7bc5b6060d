"""The table of Matplotlib's methods that can follow traced values, and who takes each.

Every public method of axes and figures is heard. One that is not in the table may be called, but
not with a traced value. `pyplot` needs no entries: its functions call these methods.
"""

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from livefig.calls import (
    annotations,
    areas,
    bars,
    colors,
    contours,
    endless,
    limits,
    lines,
    patches,
    points,
    setters,
    space,
    texts,
)
from livefig.calls.call import Call, CallError

Adapter = Callable[[Call], Any]

AXES: dict[str, Adapter] = {
    "plot": lines.plot,
    "step": lines.plot,
    "semilogx": lines.plot,
    "semilogy": lines.plot,
    "loglog": lines.plot,
    "axhline": lines.axline,
    "axvline": lines.axline,
    "axline": endless.axline,
    "hlines": lines.lines_along,
    "vlines": lines.lines_along,
    "stem": lines.stem,
    "errorbar": lines.errorbar,
    "scatter": points.scatter,
    "quiver": points.quiver,
    "bar": bars.bar,
    "barh": bars.bar,
    "hist": bars.hist,
    "bar_label": bars.bar_label,
    "boxplot": bars.boxplot,
    "bxp": bars.boxplot,
    "fill_between": areas.fill_between,
    "fill": areas.fill,
    "axhspan": areas.span,
    "axvspan": areas.span,
    "arrow": patches.arrow,
    "add_patch": patches.add,
    "add_artist": patches.add,
    "contour": contours.contour,
    "imshow": colors.imshow,
    "matshow": colors.imshow,
    "pcolor": colors.pcolor,
    "pcolormesh": colors.pcolormesh,
    "set_title": texts.words,
    "set_xlabel": texts.words,
    "set_ylabel": texts.words,
    "text": texts.words,
    "annotate": annotations.annotate,
    "legend": texts.legend,
    "set": texts.several,
    "set_xticks": limits.ticks,
    "set_yticks": limits.ticks,
    "get_xlim": limits.get,
    "get_ylim": limits.get,
    "get_xbound": limits.get,
    "get_ybound": limits.get,
    "relim": limits.relim,
    "autoscale": limits.autoscale,
    "set_xlim": limits.set_limits,
    "set_ylim": limits.set_limits,
    "axis": limits.axis,
    "clear": limits.clear,
    "cla": limits.clear,
}
# of axes in space, where each of these has to be seen, traced or not
SPACE: dict[str, Adapter] = {
    "plot": space.plot,
    "plot3D": space.plot,
    "text": space.text,
    "text3D": space.text,
    "scatter": space.scatter,
    "scatter3D": space.scatter,
    "plot_surface": space.surface,
    "plot_wireframe": space.wireframe,
    "view_init": space.view_init,
}
FIGURE: dict[str, Adapter] = {
    "suptitle": texts.words,
    "supxlabel": texts.words,
    "supylabel": texts.words,
    "text": texts.words,
}
# those that have to be seen to even if nothing is traced: limits, and what is placed by them
ALWAYS = {
    "add_patch", "add_artist", "axhline", "axvline", "axline", "axhspan", "axvspan", "legend",
    "bar_label", "boxplot", "bxp", "set",
    "annotate", "set_xticks", "set_yticks", "get_xlim", "get_ylim", "get_xbound", "get_ybound",
    "set_xlim", "set_ylim", "axis", "relim", "autoscale", "clear", "cla",
}  # fmt: skip

# what to use instead of a method that cannot follow
INSTEAD: dict[str, str] = {
    "contourf": "use ax.pcolormesh or ax.imshow, with ax.contour on top",
    "fill_betweenx": "use ax.fill with the corners",
    "streamplot": "use ax.quiver",
    "pie": "use ax.bar",
    "violinplot": "draw its outline with ax.fill",
    "hexbin": "use ax.pcolormesh of counts",
    "hist2d": "use ax.pcolormesh of counts",
}


def take(call: Call) -> Any:
    """Do a call of the author, and return what Matplotlib gives.

    Where the function may go several ways, a call that cannot follow is done on each of them.
    """
    try:
        return adapter_of(call)(call)
    except CallError as error:
        if call.is_done or not call.may_branch:
            raise
        call.settle(error.message)
    return adapter_of(call)(call)


def adapter_of(call: Call) -> Adapter:
    """Return who takes a call."""
    if call.name == "__init__":
        return patches.made if call.is_traced else Call.plain
    if not isinstance(call.owner, (Axes, Figure)):
        return setters.change
    table = AXES if isinstance(call.owner, Axes) else FIGURE
    projection = getattr(call.owner, "name", "rectilinear")
    if projection == "3d" and call.name in SPACE:
        return SPACE[call.name]
    if call.is_traced and projection != "rectilinear" and call.name not in texts.WORDS:
        raise call.refuse(
            f"cannot follow in {projection} axes: project to x and y, and draw in ordinary axes"
        )
    if call.name in table and (call.is_traced or call.name in ALWAYS):
        return table[call.name]
    return refuse if call.is_traced else Call.plain


def refuse(call: Call) -> Any:
    """Refuse a call with a traced value."""
    owner = "ax" if isinstance(call.owner, Axes) else "fig"
    instead = INSTEAD.get(call.name, "give it values that no control changes")
    raise call.refuse(f"cannot follow a traced value as {owner}.{call.name}: {instead}")


@functools.cache  # looked up before any of them is replaced
def _public_methods(owner: type) -> Iterable[str]:
    """Return the names of the methods that an author may call."""
    return [
        name
        for name in dir(owner)
        if (name in AXES or not name.startswith(("_", "get_", "format_")))
        and inspect.isfunction(inspect.getattr_static(owner, name))
        and name not in INNER
    ]


def _setters(owner: type) -> Iterable[str]:
    """Return the names of the setters of a kind of artist, and how a shape is made."""
    return [*setters.SETTERS[owner], *(["__init__"] if owner in patches.SHAPES else [])]


# called by Matplotlib itself while it draws, also outside of any call of the author
INNER = {"draw", "draw_artist", "stale_callback", "findobj", "in_axes", "contains", "pickable"}


def _own_methods(owner: type) -> Iterable[str]:
    """Return the names of the methods that a kind of axes has beside those of `Axes`."""
    return [name for name in _public_methods(owner) if name in vars(owner)]


def methods() -> dict[Any, Callable[[type], Iterable[str]]]:
    """Return whose methods are heard, and how to find their names."""
    special = [kind for kind in _kinds_of_axes() if kind is not Axes]
    return METHODS | dict.fromkeys(special, _own_methods)


def _kinds_of_axes() -> list[type]:
    found: list[type] = [Axes]
    for kind in found:  # grows while it is gone through
        more: list[type] = kind.__subclasses__()
        found += [one for one in more if one not in found]
    return found


METHODS: dict[Any, Callable[[type], Iterable[str]]] = {
    Axes: _public_methods,
    Figure: _public_methods,
    **{owner: _setters for owner in setters.SETTERS},
}
# functions of pyplot that do more than to call a method
PYPLOT: dict[str, Callable[..., Any]] = {"matshow": colors.figure_matshow}
# what makes or draws figures and axes, and calls their methods meanwhile
MAKERS: list[tuple[Any, str]] = [(Axes, "__init__"), (Figure, "__init__"), (Figure, "draw")]
# what would show or wait for a window
SHOWN: list[tuple[Any, str]] = [(plt, "show"), (plt, "pause"), (Figure, "show")]


def table() -> list[dict[str, str]]:
    """Return the table for readers: the calls that can follow traced values.

    Returns
    -------
    list of dict
        Keys `methods`, and `what follows` (what an adapter says of itself).
    """
    methods: dict[Adapter, list[str]] = {}
    for owner, names in (("ax", AXES), ("ax", SPACE), ("fig", FIGURE)):
        for name, adapter in names.items():
            methods.setdefault(adapter, []).append(f"`{owner}.{name}`")
    rows = []
    for adapter, called in methods.items():
        first = (adapter.__doc__ or "").splitlines()[0]
        if first.startswith("Follow"):
            what = first.removeprefix("Follow").strip().rstrip(".")
            rows.append({"methods": ", ".join(called), "what follows": what})
    return rows
