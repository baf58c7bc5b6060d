"""Arguments of a call that may hold traced values: which do, and what they are just now."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from livefig.notation.text import LiveText
from livefig.tracing.tracer import Tracer


def is_traced(value: Any) -> bool:
    """Tell whether a value, or anything within a list, tuple, dict or live text, is traced."""
    if isinstance(value, Tracer):
        return True
    if type(value) is LiveText:
        return any(map(is_traced, value.values))
    if isinstance(value, Mapping):
        return any(map(is_traced, value.values()))
    if type(value) in (list, tuple):
        return any(map(is_traced, value))
    return False


def now(value: Any) -> Any:
    """Return a value with concrete numbers in the place of traced ones, and texts as they read."""
    if isinstance(value, Tracer):
        return value.value
    if type(value) is LiveText:
        return str(LiveText(value.parts, tuple(map(now, value.values))))
    if isinstance(value, Mapping):
        return {key: now(item) for key, item in value.items()} if is_live(value) else value
    if type(value) in (list, tuple):
        return type(value)(map(now, value)) if is_live(value) else value
    return value


def is_live(value: Any) -> bool:
    """Tell whether Matplotlib could not take a value as it is: it is traced, or a live text."""
    if type(value) is LiveText:
        return True
    if isinstance(value, Mapping):
        return any(map(is_live, value.values()))
    if type(value) in (list, tuple):
        return any(map(is_live, value))
    return isinstance(value, Tracer)


def array(value: Any) -> Any:
    """Return a number, list or array, traced or not, as one array."""
    if isinstance(value, Tracer):
        return value
    if type(value) in (list, tuple) and is_traced(value):
        return np.stack([array(item) for item in value])
    return np.ma.filled(np.ma.asarray(value, float), np.nan)
