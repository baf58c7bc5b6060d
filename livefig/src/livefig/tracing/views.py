"""Looking at arrays: which functions give a view, and what elements are that were written.

A view is an array of the same `Memory`: what is written into one of them is in all. Where nothing
was written the nodes are those of indexing and of `rearrange`.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from livefig.tracing.arguments import holds_tracer
from livefig.tracing.fresh import constant, fresh
from livefig.tracing.memory import JOINT, Memory
from livefig.tracing.rearrange import gather
from livefig.tracing.shared import OPERATIONS, settled
from livefig.tracing.tracer import Rule, Trace, Tracer


def remembered(x: Tracer) -> Memory:
    """Return the memory of an array; from now on it has one."""
    if x.memory is None:
        whole = Tracer(x.run, x._value, x.node)
        whole.body = x.body
        memory = Memory(whole, fresh=False)
        x.place(memory, memory.numbers)
        return memory
    return x.memory


def view(function: Callable[..., Any], rule: Rule) -> Rule:
    """Make the rule of a function that gives views from the `rule` of what it computes."""

    def looking(trace: Trace, *args: Any, **options: Any) -> Any:
        x = args[0] if args else None
        if function in JOINT and len(args) > 1:
            return tuple(function(item) for item in args)
        if type(x) is Tracer and holds_tracer((args[1:], options)):
            return rule(trace, x.independent(), *args[1:], **options)
        if type(x) is not Tracer:
            return rule(trace, *settled(args), **options)
        memory = remembered(x)
        found = function(x.numbers, *args[1:], **options)
        if memory.fresh or memory.version:
            return _each(lambda numbers: seen(trace, memory, numbers), found)
        return _paired(memory, rule(trace, *args, **options), found)

    return looking


def broadcast_arrays(trace: Trace, *args: Any, subok: bool = False) -> tuple[Any, ...]:
    """Rule of `np.broadcast_arrays`: views that are not to be written into."""
    shape = np.broadcast_shapes(*map(np.shape, args))
    return tuple(np.broadcast_to(array, shape) for array in args)


def seen(trace: Trace, memory: Memory, numbers: Any) -> Any:
    """Return some elements of a memory: a view, or an array of its own if NumPy makes a copy."""
    result = read(trace, memory, numbers)
    if not isinstance(numbers, np.ndarray):
        return result
    if np.may_share_memory(numbers, memory.numbers):
        return result.independent().place(memory, numbers)
    if memory.fresh and memory.is_fixed(numbers):
        return fresh(trace, result._value)
    return result.independent()


def read(trace: Trace, memory: Memory, numbers: Any) -> Any:
    """Rule of what elements of a memory are now: a plain number if it is one that is fixed."""
    if memory.version == 0:
        whole = memory.sources[0]
        if memory.fresh:
            return _fixed(trace, np.ravel(whole._value)[numbers])
        return gather(trace, [whole], np.asarray(numbers) + 1, np.ravel(whole._value)[numbers])
    values = memory.value[numbers]
    if not isinstance(numbers, np.ndarray):
        source, place = memory.source(int(numbers))
        if source is None:
            return _fixed(trace, values)
        if source.shape == ():
            return source.independent()
        return gather(trace, [source], np.asarray(place + 1), values)
    sources, own, places = memory.parts(numbers)
    if not sources:
        return _fixed(trace, values)
    if len(sources) == 1 and _is_whole(sources[0], own[0], places):
        return sources[0]
    return _joined(trace, sources, own, places, values)


def _is_whole(source: Tracer, own: Any, places: Any) -> bool:
    """Tell whether elements are all those of one tracer, in its order."""
    fits = source.shape == places.shape and own.size == places.size
    return fits and np.array_equal(np.ravel(places), np.arange(places.size))


def _fixed(trace: Trace, value: Any) -> Any:
    return constant(trace, value) if isinstance(value, np.ndarray) else value


def _joined(trace: Trace, sources: list[Any], own: list[Any], places: Any, values: Any) -> Tracer:
    """Return one array of elements of several tracers; the others are fixed numbers."""
    fixed = np.array(values).ravel()
    index = np.arange(1, fixed.size + 1)
    start = fixed.size + 1
    for source, mine in zip(sources, own, strict=True):
        fixed[mine] = 0
        index[mine] = np.ravel(places)[mine] + start
        start += source.size
    operands = [constant(trace, fixed), *sources]
    return gather(trace, operands, index.reshape(values.shape), values)


def _each(function: Callable[[Any], Any], found: Any) -> Any:
    if isinstance(found, (list, tuple)):
        return type(found)([_each(function, item) for item in found])
    return function(found)


def _paired(memory: Memory, result: Any, numbers: Any) -> Any:
    """Return results as they are, those that NumPy gives no memory of their own as views."""
    if isinstance(result, (list, tuple)):
        pairs = zip(result, numbers, strict=True)
        return type(result)([_paired(memory, *pair) for pair in pairs])
    if not isinstance(numbers, np.ndarray):
        return result
    if np.may_share_memory(numbers, memory.numbers):
        return result.independent().place(memory, numbers)
    return result


OPERATIONS |= {"read": read, "seen": seen}
