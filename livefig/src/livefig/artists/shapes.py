"""Whether the shapes of values fit an artist: the patterns of the table, such as `(n, 2) or ()`."""

import re
from typing import Any

import numpy as np

from livefig.artists.kind import COMMON, Binding, is_slot

Lengths = dict[str, tuple[int, str]]  # a letter of the patterns -> its length, and who settled it


def check_shapes(binding: Binding) -> None:
    """Raise unless all shapes fit the kind's table, each other and what the artist has now."""
    kind, values = binding.kind, binding.values
    now = {key: v for key, v in kind.current(binding.artist).items() if key not in values}
    lengths: Lengths = {}
    for key, value in [*now.items(), *values.items()]:
        pattern = "()" if is_slot(key) else (kind.properties | COMMON).get(key)
        shape = np.shape(value)
        if pattern is None or (shape in ((), (1,)) and shape in _shapes(pattern, {})):
            continue
        problem = _misfit(shape, pattern, lengths, key)
        if problem:
            raise ValueError(f"{binding.what}: {key} has shape {shape}, but {problem}")


def _shapes(pattern: str, lengths: Lengths) -> list[tuple[Any, ...]]:
    """Return the shapes of a pattern such as `(n, 2) or ()`; unknown lengths stay letters."""
    shapes = []
    for alternative in re.findall(r"\((.*?)\)", pattern):
        sizes = [size.strip() for size in alternative.split(",") if size.strip()]
        shapes.append(
            tuple(
                int(size) if size.isdigit() else lengths[size][0] if size in lengths else size
                for size in sizes
            )
        )
    return shapes


def _misfit(shape: tuple[int, ...], pattern: str, lengths: Lengths, key: str) -> str | None:
    """Return what is wrong with a shape, and remember the lengths that it settles."""
    for sizes in _shapes(pattern, lengths):
        if len(sizes) == len(shape) and all(
            isinstance(size, str) or size == length
            for size, length in zip(sizes, shape, strict=True)
        ):
            for size, length in zip(sizes, shape, strict=True):
                if isinstance(size, str):
                    lengths[size] = (length, key)
            return None
    for letter, (length, other) in lengths.items():
        if re.search(rf"\b{letter}\b", pattern):
            return (
                f"{other} has {length} {'entry' if length == 1 else 'entries'}: "
                f"the two must agree, so let update return both"
            )
    return f"it must have shape {pattern}"
