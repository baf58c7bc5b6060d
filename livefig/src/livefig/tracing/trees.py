"""States: numbers and arrays in lists, tuples, dicts and dataclasses, nested as the author likes.

Leaves are matched by their place: the key of a dict, the field of a dataclass, the number in a
list. `leaves_like` takes the state that a step returned in the order of the one that it got, so
that everything after it may go by the order of the leaves.
"""

import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from livefig.tracing.tracer import Tracer

NUMBERS = (np.ndarray, np.generic, bool, int, float)


def flatten(tree: Any) -> list[Any]:
    """Return the leaves of `tree`, in order."""
    children = _children(tree)
    if children is None:
        return [tree]
    return [leaf for child in children.values() for leaf in flatten(child)]


def rebuild(tree: Any, leaves: Sequence[Any]) -> Any:
    """Return a tree of the structure of `tree` that holds `leaves`."""
    return _rebuild(tree, iter(leaves))


def _rebuild(tree: Any, leaves: Iterator[Any]) -> Any:
    children = _children(tree)
    if children is None:
        return next(leaves)
    new = {key: _rebuild(child, leaves) for key, child in children.items()}
    if isinstance(tree, tuple):
        return type(tree)(*new.values()) if hasattr(tree, "_fields") else type(tree)(new.values())
    result = copy.copy(tree)  # of the same class, whatever its constructor takes
    for key, value in new.items():
        if isinstance(tree, (dict, list)):
            result[key] = value
        else:
            object.__setattr__(result, key, value)  # frozen dataclasses as well
    return result


def map_leaves(function: Callable[[Any], Any], tree: Any) -> Any:
    """Apply `function` to the leaves of a tree."""
    return rebuild(tree, [function(leaf) for leaf in flatten(tree)])


def structure(tree: Any) -> Any:
    """Return what must agree for two trees to be alike; readable in an error message."""
    children = _children(tree)
    if children is None:
        return "array"
    if isinstance(tree, (list, tuple)):
        return [structure(child) for child in children.values()]
    return {key: structure(child) for key, child in children.items()}


def check_leaves(tree: Any, path: str = "the state") -> None:
    """Raise a TypeError where `tree` holds something that is not a number or an array."""
    children = _children(tree)
    for key, child in (children or {}).items():
        place = f"[{key!r}]" if isinstance(tree, (dict, list, tuple)) else f".{key}"
        check_leaves(child, path + place)
    if children is None and not _is_real(tree):
        raise TypeError(
            f"{path} is {tree!r:.60}, but a state is made of real numbers and arrays, in lists, "
            "tuples, dicts or dataclasses: keep anything else outside of it"
        )


def leaves_like(before: Any, after: Any) -> list[Any]:
    """Return the leaves of `after`, which a step made of `before`, in the order of `before`.

    Raises
    ------
    ValueError
        Unless both have the same structure and the same shapes.
    TypeError
        If `after` holds something that is not a number.
    """
    leaves: list[Any] = []
    if not _collect(before, after, leaves):
        check_leaves(after, "the state that step returned")
        raise ValueError(
            f"step got a state of the form {structure(before)}, but returned {structure(after)}; "
            "return a state of the same form"
        )
    for i, (old, new) in enumerate(zip(flatten(before), leaves, strict=True)):
        if np.shape(old) != np.shape(new):
            raise ValueError(
                f"step got an array of shape {np.shape(old)} as array {i} of the state, but "
                f"returned shape {np.shape(new)}; a state keeps its shapes"
            )
    return leaves


def _collect(before: Any, after: Any, leaves: list[Any]) -> bool:
    """Append the leaves of `after` in the order of `before`; tell whether they fit."""
    old, new = _children(before), _children(after)
    if old is None or new is None:
        leaves.append(after)
        return old is new is None and _is_real(after)
    by_number = isinstance(before, (list, tuple))
    return (
        old.keys() == new.keys()
        and by_number == isinstance(after, (list, tuple))
        and all(_collect(child, new[key], leaves) for key, child in old.items())
    )


def _is_real(leaf: Any) -> bool:
    if isinstance(leaf, Tracer):
        return True
    if not isinstance(leaf, NUMBERS) or isinstance(leaf, np.ma.MaskedArray):
        return False
    return (leaf.dtype if hasattr(leaf, "dtype") else np.asarray(leaf).dtype).kind in "biuf"


def _children(tree: Any) -> dict[Any, Any] | None:
    """Return the parts of a container by key, None of a leaf."""
    if isinstance(tree, (Tracer, *NUMBERS)):
        return None
    if isinstance(tree, dict):
        return tree
    if isinstance(tree, (list, tuple)):
        return dict(enumerate(tree))
    if is_dataclass(tree) and not isinstance(tree, type):
        return {field.name: getattr(tree, field.name) for field in fields(tree)}
    return None
