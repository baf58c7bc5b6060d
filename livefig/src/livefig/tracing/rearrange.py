"""Moving elements about: reshape, transpose, concatenate, pad, indexing and their kin.

All of them are one primitive. The elements of the operands are numbered 1, 2, 3, … and NumPy's own
function is run on the *numbers*; where a number ends up says which element belongs there, and 0
stands for an element that the function filled in:

    >>> np.roll([1, 2, 3], 1)
    array([3, 1, 2])           # gather: the third element, the first, the second

So no rule repeats what NumPy knows about axes, negative steps or Ellipsis.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from livefig.tracing.graph import Node
from livefig.tracing.tracer import Trace, TraceError, Tracer

Index = np.ndarray[Any, np.dtype[np.int64]]


def rearrangement(function: Callable[..., Any], data: Sequence[int] | None = (0,)) -> Any:
    """Make the rule of a function that only moves elements.

    Parameters
    ----------
    function : callable
        The NumPy function.
    data : sequence of int, optional
        Positions of the arguments that hold elements (arrays, or sequences of arrays); all other
        arguments are axes, shapes or indices. `None`: all arguments hold elements.
    """

    def rule(trace: Trace, *args: Any, **kwargs: Any) -> Any:
        positions = range(len(args)) if data is None else data
        operands: list[Tracer] = []
        numbered = [
            _number(trace, arg, operands) if i in positions else _constant(function, arg)
            for i, arg in enumerate(args)
        ]
        kwargs = {name: _constant(function, value) for name, value in kwargs.items()}
        return _gather_each(trace, operands, function(*numbered, **kwargs))

    return rule


def getitem(trace: Trace, x: Tracer, index: Any) -> Tracer:
    """Rule of `x[index]`, where parts of the index may be traced integers."""
    items = index if isinstance(index, tuple) else (index,)
    if not any(isinstance(item, Tracer) for item in items):
        if any(_holds_tracer(item) for item in items):
            raise TraceError("an index list holds traced values; make it an array with np.stack")
        operands: list[Tracer] = []
        return _gather_each(trace, operands, _number(trace, x, operands)[index])
    static, moving = _split_index(items, x.ndim)
    x = getitem(trace, x, static)
    for axis, item in reversed(moving):
        x = select(trace, x, item, axis)
    return x


def pad(trace: Trace, x: Any, pad_width: Any, mode: str = "constant", **options: Any) -> Tracer:
    """Rule of `np.pad`, in the modes that only move elements or add a constant."""
    modes = ("constant", "edge", "reflect", "symmetric", "wrap", "empty")
    if mode not in modes:
        raise TraceError(f"np.pad(…, mode={mode!r}) has no rule for the page; use one of {modes}")
    filling = options.pop("constant_values", 0)
    padded: Tracer = rearrangement(np.pad)(trace, x, pad_width, mode, **options)
    if mode != "constant" or not np.any(filling):
        return padded
    inside = np.pad(np.ones(np.shape(x), bool), pad_width)
    constant = np.pad(np.zeros(np.shape(x)), pad_width, constant_values=filling)
    result: Any = np.where(inside, padded, constant)
    return trace.lift(result)


def take(trace: Trace, x: Any, indices: Any, axis: int | None = None) -> Tracer:
    """Rule of `np.take`."""
    if not isinstance(indices, Tracer):
        rule: Callable[..., Tracer] = rearrangement(np.take)
        return rule(trace, x, indices, axis=axis)
    x = trace.lift(x)
    if axis is None:
        x, axis = x.flatten(), 0
    return select(trace, x, indices, axis)


def lookup(array: Any, index: Any, axis: int = 0) -> Any:
    """Return `array[index]`, where the index may depend on a control.

    NumPy asks for a plain number when a *fixed* array is indexed, such as the recorded frames that
    a slider goes through. This is the way round; arrays that are traced themselves need it not.

    Parameters
    ----------
    array : array_like
        Where to look.
    index : int or array of int
        A whole number, or several. Beyond the ends the page shows nothing (NaN).
    axis : int
        Along which axis.

    Returns
    -------
    array
        As `np.take(array, index, axis)`.

    Raises
    ------
    TypeError
        If the index is not a whole number: write `i.astype(int)`.

    Examples
    --------
    >>> lookup([[1, 2], [3, 4], [5, 6]], 1)
    array([3, 4])
    """
    if isinstance(index, Tracer):
        found = select(index.run, index.run.lift(array), index, axis)
        return found if index.run.recording else found.value
    return np.take(array, index, axis)


def select(trace: Trace, x: Tracer, index: Tracer, axis: int) -> Tracer:
    """Record `np.take(x, index, axis)` with a traced index."""
    if index.node.kind == "b":
        raise TraceError(
            "a traced mask cannot select elements, their number would change; use np.where"
        )
    if index.node.kind != "i":
        raise TraceError("an index must be a whole number; write x[i.astype(int)]")
    x, axis = trace.lift(x), range(x.ndim)[axis]
    value = np.take(x.value, index.value, axis)
    return trace.record("select", (x.node, index.node), axis, value)


def gather(trace: Trace, operands: Sequence[Tracer], index: Index) -> Tracer:
    """Record elements of `operands`, numbered from 1 through all of them, in the places of `index`.

    Gathers of gathers are joined and operands that are not needed any more are left out, so that
    `np.stack(rows)[3]` is `rows[3]`.
    """
    tables: list[Index] = [np.zeros(1, np.int64)]
    sources: list[Node] = []
    count = 0
    for operand in operands:
        node = operand.node
        inner = node.param.ravel() if node.op == "gather" else np.arange(1, node.size + 1)
        tables.append(np.where(inner > 0, inner + count, 0))
        sources.extend(node.operands if node.op == "gather" else (node,))
        count = sum(source.size for source in sources)
    index = np.concatenate(tables)[index]

    values = np.concatenate([[0], *(np.ravel(operand.value) for operand in operands)])
    numbers = np.concatenate([np.zeros(1, np.int64), *tables[1:]])
    value_of = np.zeros(count + 1, values.dtype)
    value_of[numbers] = values
    value_of[0] = 0

    needed, renumber, start, new_start = [], np.zeros(count + 1, np.int64), 1, 1
    used = np.zeros(count + 1, bool)
    used[index.ravel()] = True
    for source in sources:
        if used[start : start + source.size].any():
            renumber[start : start + source.size] = np.arange(new_start, new_start + source.size)
            new_start += source.size
            needed.append(source)
        start += source.size
    return trace.record("gather", tuple(needed), renumber[index], value_of[index])


def _number(trace: Trace, arg: Any, operands: list[Tracer]) -> Any:
    """Replace the elements in `arg` by their numbers and append its arrays to `operands`."""
    if isinstance(arg, (list, tuple)) and _holds_tracer(arg):
        return [_number(trace, item, operands) for item in arg]
    first = 1 + sum(operand.size for operand in operands)
    operand = trace.lift(arg)
    operands.append(operand)
    return np.arange(first, first + operand.size).reshape(operand.shape)


def _gather_each(trace: Trace, operands: Sequence[Tracer], result: Any) -> Any:
    if isinstance(result, (list, tuple)):
        return [_gather_each(trace, operands, item) for item in result]
    return gather(trace, operands, np.asarray(result, dtype=np.int64))


def _constant(function: Callable[..., Any], arg: Any) -> Any:
    if _holds_tracer(arg):
        raise TraceError(
            f"np.{function.__name__} got a traced value where it needs a constant (an axis, a "
            "shape, a shift); only the elements may depend on a control"
        )
    return arg


def _holds_tracer(arg: Any) -> bool:
    if isinstance(arg, (list, tuple)):
        return any(_holds_tracer(item) for item in arg)
    return isinstance(arg, Tracer)


def _split_index(
    items: Sequence[Any], ndim: int
) -> tuple[tuple[Any, ...], list[tuple[int, Tracer]]]:
    """Split an index into a constant one and (axis of its result, traced index) pairs."""
    if any(isinstance(item, (list, np.ndarray)) for item in items):
        raise TraceError(
            "an index mixes a traced integer with a constant array; index in two steps, x[a][:, i]"
        )
    n_used = sum(item is not None and item is not Ellipsis for item in items)
    expanded: list[Any] = []
    for item in items:
        expanded += [slice(None)] * (ndim - n_used) if item is Ellipsis else [item]
    static: list[Any] = []
    moving: list[tuple[int, Tracer]] = []
    axis = 0
    for item in expanded:
        if isinstance(item, Tracer):
            moving.append((axis, item))
            item = slice(None)
        static.append(item)
        axis += not isinstance(item, (int, np.integer))
    if len(moving) > 1 and any(item.shape for _, item in moving):
        raise TraceError("only one of several traced indices may be an array; index in two steps")
    return tuple(static), moving
