"""The table of Matplotlib's methods that can follow traced values, and who takes each.

Every public method of axes and figures is heard. One that is not in the table may be called, but
not with a traced value. `pyplot` needs no entries: its functions call these methods.
"""

import inspect
from collections.abc import Callable, Iterable
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from livefig.calls import limits, lines
from livefig.calls.session import Call

Adapter = Callable[[Call], Any]

AXES: dict[str, Adapter] = {
    "plot": lines.plot,
    "axhline": lines.axline,
    "axvline": lines.axline,
    "set_xlim": limits.set_limits,
    "set_ylim": limits.set_limits,
    "axis": limits.axis,
    "clear": limits.clear,
    "cla": limits.clear,
}
FIGURE: dict[str, Adapter] = {}
ALWAYS = {"axhline", "axvline", "set_xlim", "set_ylim", "axis", "clear", "cla"}  # traced or not

# what to use instead of a method that cannot follow
INSTEAD: dict[str, str] = {}


def adapter_of(call: Call) -> Adapter:
    """Return who takes a call."""
    table = AXES if isinstance(call.owner, Axes) else FIGURE
    if call.name in table and (call.is_traced or call.name in ALWAYS):
        return table[call.name]
    return refuse if call.is_traced else Call.plain


def refuse(call: Call) -> Any:
    """Refuse a call with a traced value."""
    owner = "ax" if isinstance(call.owner, Axes) else "fig"
    instead = INSTEAD.get(call.name, "give it values that no control changes")
    raise call.refuse(f"cannot follow a traced value as {owner}.{call.name}: {instead}")


def _public_methods(owner: type) -> Iterable[str]:
    """Return the names of the methods that an author may call."""
    for name in dir(owner):
        is_method = inspect.isfunction(inspect.getattr_static(owner, name))
        if is_method and not name.startswith(("_", "get_", "format_")) and name not in INNER:
            yield name


# called by Matplotlib itself while it draws, also outside of any call of the author
INNER = {"draw", "draw_artist", "stale_callback", "findobj", "in_axes", "contains", "pickable"}
METHODS: dict[Any, Callable[[type], Iterable[str]]] = {
    Axes: _public_methods,
    Figure: _public_methods,
}
# what makes figures and axes, and calls their methods meanwhile
MAKERS: list[tuple[Any, str]] = [(Axes, "__init__"), (Figure, "__init__")]
# what would show or wait for a window
SHOWN: list[tuple[Any, str]] = [(plt, "show"), (plt, "pause"), (Figure, "show")]
