"""States: arrays in lists, tuples and dictionaries, nested as the author likes."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any


def flatten(tree: Any) -> list[Any]:
    """Return the leaves of `tree`, in order."""
    if isinstance(tree, dict):
        return [leaf for key in tree for leaf in flatten(tree[key])]
    if isinstance(tree, (list, tuple)):
        return [leaf for item in tree for leaf in flatten(item)]
    return [tree]


def rebuild(tree: Any, leaves: Sequence[Any]) -> Any:
    """Return a tree of the structure of `tree` that holds `leaves`."""
    return _rebuild(tree, iter(leaves))


def _rebuild(tree: Any, leaves: Iterator[Any]) -> Any:
    if isinstance(tree, dict):
        return {key: _rebuild(item, leaves) for key, item in tree.items()}
    if isinstance(tree, tuple) and hasattr(tree, "_fields"):
        return type(tree)(*(_rebuild(item, leaves) for item in tree))
    if isinstance(tree, (list, tuple)):
        return type(tree)(_rebuild(item, leaves) for item in tree)
    return next(leaves)


def structure(tree: Any) -> Any:
    """Return what must agree for two trees to be alike; readable in an error message."""
    if isinstance(tree, dict):
        return {key: structure(item) for key, item in tree.items()}
    if isinstance(tree, (list, tuple)):
        return [structure(item) for item in tree]
    return "array"


def map_leaves(function: Callable[..., Any], tree: Any, *others: Any) -> Any:
    """Apply `function` to corresponding leaves of trees of one structure."""
    columns = [flatten(other) for other in (tree, *others)]
    return rebuild(tree, [function(*leaves) for leaves in zip(*columns, strict=True)])
