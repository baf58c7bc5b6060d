"""What a function can reach beside its arguments: closure, defaults, names of its module."""

from collections.abc import Iterator, Mapping
from types import FunctionType, MethodType, ModuleType
from typing import Any

import numpy as np


def reachable(function: Any, seen: set[int] | None = None) -> Iterator[tuple[str, Any]]:
    """Yield the names and values that a function can reach, those of inner functions, too."""
    seen = set() if seen is None else seen
    if isinstance(function, MethodType):
        yield "self", function.__self__
        function = function.__func__
    if not isinstance(function, FunctionType) or id(function) in seen:
        return
    seen.add(id(function))
    code = function.__code__
    cells = zip(code.co_freevars, function.__closure__ or (), strict=True)
    found = {name: cell.cell_contents for name, cell in cells if _is_filled(cell)}
    found |= {name: function.__globals__.get(name) for name in code.co_names}
    found |= {f"default {i}": value for i, value in enumerate(function.__defaults__ or ())}
    for name, value in (found | (function.__kwdefaults__ or {})).items():
        yield name, value
        yield from reachable(value, seen)


def state_of(function: Any) -> list[tuple[str, Any]]:
    """Return what a function can reach, in a form that shows whether a call has changed it."""
    return [(name, _kept(value)) for name, value in reachable(function)]


def changed(before: list[tuple[str, Any]], after: list[tuple[str, Any]]) -> str | None:
    """Return the name of what is another one than before, None if nothing is."""
    pairs = zip(before, after, strict=False)
    return next((one[0] for one, other in pairs if not _same(one[1], other[1])), None)


def _kept(value: Any) -> Any:
    if type(value) is np.ndarray:
        return value.tobytes()
    if isinstance(value, Mapping):
        return [part for item in value.items() for part in item]
    if type(value) in (list, set, tuple):
        return list(value)
    if hasattr(value, "__dict__") and not isinstance(value, (type, ModuleType, FunctionType)):
        return list(vars(value).values())
    return [value]


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, bytes) or isinstance(other, bytes):
        return type(one) is type(other) and bool(one == other)
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))


def _is_filled(cell: Any) -> bool:
    try:
        cell.cell_contents  # noqa: B018
    except ValueError:
        return False
    return True
