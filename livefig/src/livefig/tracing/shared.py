"""A value that is part of a memory: as of the version that it was looked at last.

What an operation gets of it is what it is *now*: the node that was taken before a writing stays as
it was.
"""

from collections.abc import Callable
from typing import Any, Self

import numpy as np

from livefig.tracing.graph import Node
from livefig.tracing.memory import JOINT, VIEWS, WRITERS, Memory

# what is done to arrays that can be written into, besides the rules: `views`, `writing`, `fresh`
OPERATIONS: dict[str, Callable[..., Any]] = {}
LOOKING = {
    *VIEWS,
    *JOINT,
    *WRITERS,
    "getitem",
}  # at an array itself, and not at what is in it just now
WRITING = ("setitem", "in place", "out")


class Shared:
    """The concrete value and the node of an array, or of a number."""

    __slots__ = ("_known", "_node", "_version", "body", "memory", "numbers", "run")

    def __init__(self, run: Any, value: Any, node: Node):
        self.run = run
        self.body = run.body
        self.memory: Memory | None = None
        self.numbers: Any = None
        self._known = value
        self._node = node
        self._version = 0

    def place(self, memory: Memory, numbers: Any) -> Self:
        """Make this the array of some elements of a memory, as they are now; return it."""
        self.memory, self.numbers, self._version = memory, numbers, memory.version
        return self

    def independent(self) -> Self:
        """Return a copy: what is written into one is not in the other."""
        return type(self)(self.run, self._value, self.node)

    @property
    def node(self) -> Node:
        """What computes the value."""
        if self.memory is not None and self._version != self.memory.version:
            now = OPERATIONS["read"](self.run, self.memory, self.numbers)
            self._known, self._node, self._version = now._known, now._node, self.memory.version
        return self._node

    @property
    def _value(self) -> Any:
        if self.memory is not None and self._version != self.memory.version:
            return self.memory.value[self.numbers]
        return self._known

    @property
    def is_fixed(self) -> bool:
        """Whether this is an array that the author's function made, and nothing traced is in it."""
        return self.memory is not None and self.memory.fresh and self.memory.is_fixed(self.numbers)

    def _plain(self) -> Any:
        """Return a plain array of what is fixed; writing into it would be lost, and is an error."""
        array = np.array(self._value)
        array.flags.writeable = False
        return array


def settled(value: Any) -> Any:
    """Return `value` with plain arrays for those in it that nothing traced is in."""
    if type(value) in (list, tuple):
        return type(value)(map(settled, value))
    if type(value) is dict:
        return {key: settled(item) for key, item in value.items()}
    if type(value) is slice:
        return slice(*map(settled, (value.start, value.stop, value.step)))
    return value._plain() if isinstance(value, Shared) and value.is_fixed else value


def taken(value: Any) -> Any:
    """Return `value` as it is now: what is written into its arrays afterwards is not in it."""
    if type(value) in (list, tuple):
        return type(value)(map(taken, value))
    if type(value) is dict:
        return {key: taken(item) for key, item in value.items()}
    if type(value) is np.ndarray:
        return value.copy()
    if not isinstance(value, Shared):
        return value
    return value._plain() if value.is_fixed else value.independent()


def any_traced(value: Any) -> bool:
    """Tell whether a traced value is in `value`, or a complex number that is made of some."""
    if isinstance(value, (list, tuple)):
        return any(map(any_traced, value))
    if isinstance(value, dict):
        return any(map(any_traced, value.values()))
    if isinstance(value, slice):
        return any(map(any_traced, (value.start, value.stop, value.step)))
    return isinstance(value, Shared) or isinstance(getattr(value, "real", None), Shared)


def all_known(path: Any, value: Any) -> bool:
    """Tell whether all that is traced in `value` is the same wherever a path leads."""
    if path is None or not path.settled:
        return False
    if isinstance(value, (list, tuple)):
        return all(all_known(path, item) for item in value)
    if isinstance(value, dict):
        return all(all_known(path, item) for item in value.values())
    return not isinstance(value, Shared) or path.knows(value.node)


def unshared(result: Any, args: Any) -> Any:
    """Return the result of what is no view: nothing that is written into an operand is in it."""
    if isinstance(result, (list, tuple)):
        items = [unshared(item, args) for item in result]
        return type(result)(*items) if hasattr(result, "_fields") else type(result)(items)
    if not isinstance(result, Shared):
        return result
    is_own = result.memory is None and not any(result is operand for operand in args)
    return result if is_own else result.independent()


def holds_complex(values: Any) -> bool:
    """Tell whether a complex number is in `values`, at any depth of lists and tuples."""
    return any(
        holds_complex(value)
        if isinstance(value, (list, tuple))
        else getattr(getattr(value, "dtype", None), "kind", "c" if type(value) is complex else "")
        == "c"
        for value in values
    )
