"""Indexing: `x[…]`, `np.take` and `lookup`, at places that are fixed or depend on a control.

At fixed places the elements are only moved. A whole number that depends on a control is a `select`:
the page reads at the place that it computes. Beyond the ends it reads NaN, where NumPy raises.
"""

from collections.abc import Sequence
from math import prod
from typing import Any

import numpy as np

from livefig.tracing.arguments import bind, follow, holds_tracer, signature_of
from livefig.tracing.errors import TraceError
from livefig.tracing.rearrange import gather_each, number, rearrangement
from livefig.tracing.tracer import Rule, Trace, Tracer, concrete


def getitem(trace: Trace, x: Tracer, index: Any) -> Any:
    """Rule of `x[index]`, where parts of the index may be traced integers."""
    if trace.path is not None:
        index = _of_one_way(index)
    items = index if isinstance(index, tuple) else (index,)
    _check(items)
    value = x.value[concrete(index)]
    if not any(isinstance(item, Tracer) for item in items):
        operands: list[Tracer] = []
        return gather_each(trace, operands, number(trace, x, operands)[index], value)
    expanded = _expanded(items, x.ndim)
    moving = [item for item in expanded if isinstance(item, Tracer)]
    fixed = [item for item in expanded if _is_fixed(item)]
    one_by_one = not any(item.shape for item in moving) or (len(moving) == 1 and not fixed)
    if one_by_one and not any(isinstance(item, np.ndarray) for item in fixed):
        result = _select_each(trace, x, expanded)
    else:
        result = _select_jointly(trace, x, expanded)
    if result.shape != np.shape(value):
        raise TraceError("this mix of indices cannot be followed; index in two steps, x[a][:, i]")
    return result


def taking() -> Rule:
    """Make the rule of `np.take`."""
    at_fixed = rearrangement(np.take)
    at_traced = follow(np.take, _take, data=("a", "indices"))
    signature = signature_of(np.take)

    def rule(trace: Trace, *args: Any, **options: Any) -> Any:
        bound = bind("np.take", signature, args, options)
        moving = holds_tracer(bound.arguments["indices"])
        _check((bound.arguments["indices"],))
        return (at_traced if moving else at_fixed)(trace, *args, **options)

    return rule


def _take(trace: Trace, a: Any, indices: Any, axis: int | None = None, mode: str = "raise") -> Any:
    a, indices = trace.lift(a), trace.lift(indices)
    if axis is None:
        a, axis = trace.lift(a.flatten()), 0
    n = a.shape[axis]
    if mode == "clip":
        indices = np.clip(indices, 0, n - 1)
    elif mode == "wrap":
        indices = np.remainder(indices, n)
    return select(trace, a, trace.lift(indices), axis)


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
    _check((index,))
    x, axis = trace.lift(x), range(x.ndim)[axis]
    value = np.take(x.value, index.value, axis)
    return trace.record("select", (x.node, index.node), axis, value)


def _of_one_way(index: Any) -> Any:
    """Return an index whose masks and ends of slices are plain, since they decide how many."""
    if isinstance(index, tuple):
        return tuple(map(_of_one_way, index))
    if isinstance(index, slice):
        ends = (index.start, index.stop, index.step)
        return slice(*(end.asked() if isinstance(end, Tracer) else end for end in ends))
    return index.asked() if isinstance(index, Tracer) and index.node.kind == "b" else index


def _check(items: Sequence[Any]) -> None:
    """Raise for a traced index that cannot be one."""
    for item in items:
        if isinstance(item, Tracer):
            if item.node.kind == "b":
                raise TraceError(
                    "a traced mask cannot select elements, their number would change; use np.where"
                )
            if item.node.kind != "i":
                raise TraceError("an index must be a whole number; write x[i.astype(int)]")
        elif isinstance(item, slice) and holds_tracer(item):
            raise TraceError(
                "a slice with a traced end has no fixed length; write "
                "np.where(np.arange(len(x)) < n, x, np.nan) instead of x[:n]"
            )
        elif holds_tracer(item):
            raise TraceError("an index list holds traced values; make it an array with np.stack")


def _expanded(items: Sequence[Any], ndim: int) -> list[Any]:
    """Return the index with `...` spelled out, lists as arrays, masks as the places they select."""
    spelled: list[Any] = []
    for item in items:
        if isinstance(item, (list, np.ndarray)) and np.asarray(item).dtype == bool:
            spelled += np.nonzero(item)
        elif isinstance(item, (list, np.ndarray)):
            places = np.asarray(item, np.int64) if np.size(item) == 0 else np.asarray(item)
            spelled.append(places if places.ndim else int(places))
        elif isinstance(item, (bool, np.bool_)):
            raise TraceError("an index mixes True or False with a traced integer; leave it out")
        else:
            spelled.append(int(item) if isinstance(item, np.integer) else item)
    n_used = sum(item is not None and item is not Ellipsis for item in spelled)
    rest = [slice(None)] * (ndim - n_used)
    if not any(item is Ellipsis for item in spelled):
        spelled.append(Ellipsis)
    return [one for item in spelled for one in (rest if item is Ellipsis else [item])]


def _is_fixed(item: Any) -> bool:
    """Tell whether an index is a number or an array of numbers that no control moves."""
    return isinstance(item, (int, np.ndarray)) and not isinstance(item, Tracer)


def _select_each(trace: Trace, x: Tracer, items: Sequence[Any]) -> Tracer:
    """Index at single places, or along one axis: one after the other."""
    static: list[Any] = []
    moving: list[tuple[int, Tracer]] = []
    axis = 0
    for item in items:
        if isinstance(item, Tracer):
            moving.append((axis, item))
        static.append(slice(None) if isinstance(item, Tracer) else item)
        axis += not _is_fixed(item)
    x = getitem(trace, x, tuple(static))
    for axis, item in reversed(moving):
        x = select(trace, x, item, axis)
    return x


def _select_jointly(trace: Trace, x: Tracer, items: Sequence[Any]) -> Any:
    """Index several axes at once: their places are numbered through, and looked up as one axis.

    The new axes stand where the indices stood, if these were neighbours, else in front.
    """
    is_place = [_is_fixed(item) or isinstance(item, Tracer) for item in items]
    basic = tuple(slice(None) if at else item for item, at in zip(items, is_place, strict=True))
    x = getitem(trace, x, basic)
    axes = [axis for axis, at in enumerate(is_place) if at]
    lengths = [x.shape[axis] for axis in axes]
    position: Any = 0
    inside: Any = True
    for axis, n in zip(axes, lengths, strict=True):
        place = items[axis]
        if isinstance(place, Tracer):
            place = np.where(place < 0, place + n, place)
            inside = inside & (place >= 0) & (place < n)
        else:
            place = np.where(np.asarray(place) < 0, np.asarray(place) + n, place)
        position = position * n + place
    position = trace.lift(np.where(inside, position, prod(lengths)))
    rest = tuple(n for axis, n in enumerate(x.shape) if axis not in axes)
    table = _moved(x, axes, range(len(axes))).reshape((prod(lengths), *rest))
    found = _select_padded(trace, table, position)
    new = range(position.ndim)
    start = axes[0] if axes[-1] - axes[0] == len(axes) - 1 else 0
    return _moved(found, new, [start + i for i in new])


def _moved(x: Any, source: Sequence[int], destination: Sequence[int]) -> Any:
    return np.moveaxis(x, list(source), list(destination))


def _select_padded(trace: Trace, table: Tracer, position: Tracer) -> Tracer:
    """Record `table[position]` where a position past the end reads NaN."""
    value = np.take(table.value, position.value, 0)
    return trace.record("select", (table.node, position.node), 0, value)
