"""Writing into arrays: `y[i] = v`, `y += v`, `out=y`, `np.fill_diagonal` and their kin.

What is written is found in the array and in all its views. NumPy does each assignment itself, with
the *places* of the value's elements in their stead, so that broadcasting, repeated indices, masks,
and the errors are its own. An index or a mask that depends on a control makes a new array of all
elements, the old and the new ones.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from livefig.tracing.advice import MADE_INSIDE, refusal
from livefig.tracing.arguments import bind, holds_tracer, name_of, signature_of
from livefig.tracing.convert import convert
from livefig.tracing.errors import TraceError
from livefig.tracing.routine import nothing_unless, standing
from livefig.tracing.shared import OPERATIONS, any_traced, settled
from livefig.tracing.tracer import Rule, Trace, Tracer, concrete
from livefig.tracing.views import remembered

Assign = Callable[[Any, Any], None]


def setitem(trace: Trace, x: Tracer, index: Any, value: Any) -> None:
    """Rule of `x[index] = value`."""
    index, value = settled(index), settled(value)

    def put(array: Any, values: Any) -> None:
        array[index] = values

    if holds_tracer(index):
        _check(trace, x)
        _write_at(trace, x, index, value)
    else:
        assign(trace, x, put, value)


def assign(trace: Trace, x: Tracer, put: Assign, value: Any) -> None:
    """Write into `x` what `put` writes into an array: `value`, which may be traced."""
    _check(trace, x)
    memory = remembered(x)
    places = np.zeros(x.shape, np.int64)
    new = np.array(x._value)
    if not any_traced(value):
        put(new, value)
        put(places, np.ones(np.shape(value), np.int64))
        changed = places > 0
        memory.write_fixed(x.numbers[changed], new[changed])
        return
    source = value if not isinstance(value, (list, tuple)) else standing(value)
    if not isinstance(source, Tracer):
        raise TraceError(
            f"a complex number cannot be written into an array of type {memory.dtype}: take its "
            "parts, z.real and z.imag"
        )
    source = trace.lift(source)
    with np.errstate(all="ignore"):
        put(new, source._value)  # NumPy's own errors: of shapes, of what a type cannot hold
    put(places, np.arange(1, source.size + 1).reshape(source.shape))
    changed = places > 0
    numbers = x.numbers[changed]
    own = None if source.memory is not memory else np.ravel(source.numbers)[places[changed] - 1]
    if own is not None and np.array_equal(own, numbers):
        return  # y[1:3] += v has written v before it assigns
    memory.write(numbers, convert(source.independent(), memory.dtype), places[changed] - 1)


def in_place(trace: Trace, x: Tracer, operator: str, apply: Any, other: Any) -> Tracer:
    """Rule of `x += other` and its kin, which give `x` itself."""
    _check(trace, x)
    with np.errstate(all="ignore"):  # NumPy's own errors: of shapes, of types
        getattr(np.array(x._value), f"__i{operator}__")(concrete(settled(other)))
    setitem(trace, x, ..., apply(x, other))
    return x


def out(trace: Trace, function: Any, method: str, name: str, args: Any, /, **options: Any) -> Any:
    """Rule of `function(…, out=y)`, with or without `where=mask`."""
    target = options.pop("out")
    target = target[0] if isinstance(target, tuple) and len(target) == 1 else target
    if type(target) is not Tracer:
        raise trace.refused(
            f"{name}(…, out=…), or an assignment like +=, would write a traced value into a plain "
            f"array. Use a = a + b instead of a += b, or {MADE_INSIDE}",
            writes=True,
        )
    _check(trace, target)
    where = options.pop("where", True)
    made = function if method == "__call__" else getattr(function, method)
    with np.errstate(all="ignore"):  # NumPy's own errors: of shapes, of types
        given = {key: concrete(value) for key, value in settled(options).items()}
        made(*map(concrete, settled(args)), out=np.array(target._value), **given)
    new = made(*args, **options)
    if new.dtype != target.dtype and not isinstance(function, np.ufunc):
        raise TraceError(
            f"{name} with results of type {new.dtype} cannot be followed into an array (out=) of "
            f"type {target.dtype}; write y[...] = {name}(…)"
        )
    setitem(trace, target, ..., new if where is True else np.where(where, new, target))
    return target


def assigning(function: Callable[..., Any], value: str) -> Rule:
    """Make the rule of a function that writes into its first argument."""
    name, signature = name_of(function), signature_of(function)
    first = next(iter(signature.parameters))

    def rule(trace: Trace, *args: Any, **options: Any) -> None:
        bound = bind(name, signature, args, options)
        given = dict(bound.arguments)
        x = given.pop(first)
        if type(x) is not Tracer:
            what = "be written into a plain array"
            raise trace.refused(refusal(what, MADE_INSIDE), writes=True)
        given = settled(given)
        values = given.pop(value)
        if holds_tracer(list(given.values())):
            raise TraceError(f"{name} with traced places cannot be followed; write y[mask] = value")

        def put(array: Any, values: Any) -> None:
            bound.arguments.update({**given, first: array, value: values})
            function(*bound.args, **bound.kwargs)

        assign(trace, x, put, values)

    return rule


def nan_to_num(plain: Rule) -> Rule:
    """Make the rule of `np.nan_to_num`, which writes where it is told not to copy."""

    def rule(trace: Trace, x: Any, copy: bool = True, *args: Any, **options: Any) -> Any:
        result = plain(trace, x, True, *args, **options)
        if copy:
            return result
        setitem(trace, x, ..., result)
        return x

    return rule


def _check(trace: Trace, x: Tracer) -> None:
    """Raise where NumPy has nothing to write into, or where the page would miss it."""
    if not x.shape and x.memory is None:
        raise TraceError("a single number cannot be assigned into; write y = v for a new one")
    memory = remembered(x)
    if not x.numbers.flags.writeable:
        raise ValueError(
            "assignment destination is read-only: a view that NumPy lets nobody write into, as "
            "np.broadcast_to and np.diagonal give; take a copy, np.array(x)"
        )
    if memory.body is not trace.body:
        raise TraceError(
            "the step of livefig.repeat writes into an array that was made outside of it, but the "
            "page runs the step in a loop: keep the array in the state, or look at the states "
            "that repeat returns"
        )


def _write_at(trace: Trace, x: Tracer, index: Any, value: Any) -> None:
    """Write at places, or where a mask holds, that depend on a control."""
    items = index if isinstance(index, tuple) else (index,)
    value = standing(value)
    if any(isinstance(item, Tracer) and item.node.kind == "b" for item in items):
        _write_where(trace, x, items, value)
        return
    table = trace.constant(np.arange(x.size).reshape(x.shape))
    at = table[index]
    v = np.ravel(np.broadcast_to(_fitting(trace, x, value), at.shape))
    place, at = np.arange(x.size)[:, np.newaxis], at.reshape(1, -1)
    equal = place == at
    last = np.max(np.where(equal, np.arange(at.size), -1), axis=1)  # the last of equal indices wins
    hit = last >= 0
    new = v[0] if at.size == 1 else trace.lift(v)[np.where(hit, last, 0)]
    flat = np.where(hit, new, np.ravel(x.copy()))
    flat = nothing_unless(np.all(np.any(equal, axis=0)), flat)
    setitem(trace, x, ..., flat.reshape(x.shape))


def _write_where(trace: Trace, x: Tracer, items: tuple[Any, ...], value: Any) -> None:
    mask, *rest = items
    if not isinstance(mask, Tracer) or mask.node.kind != "b" or holds_tracer(rest):
        raise TraceError(
            "an index mixes a traced mask with other traced or earlier indices; write into a view "
            "of the array: row = y[0], row[mask] = v"
        )
    if rest:
        x = x[(slice(None),) * mask.ndim + tuple(rest)]
        if x.memory is None:
            raise TraceError("an index mixes a traced mask with a list; write y[:, i][mask] = v")
    if mask.shape != x.shape[: mask.ndim]:
        np.zeros(x.shape)[np.zeros(mask.shape, bool)] = 0  # NumPy's own error
    inside = x.shape[mask.ndim :]
    v = _fitting(trace, x, value)
    v = v.reshape(v.shape[max(v.ndim - len(inside), 0) :]) if v.size == 1 else v
    if v.ndim > len(inside):
        raise TraceError(
            f"values of shape {v.shape} cannot be written where a traced mask holds: how many "
            "places that are is not fixed; write y[mask] = v with a single number, or "
            "y[...] = np.where(mask, values, y) with one value for each place"
        )
    setitem(trace, x, ..., np.where(mask.reshape(mask.shape + (1,) * len(inside)), v, x))


def _fitting(trace: Trace, x: Tracer, value: Any) -> Any:
    """Return a value, traced or not, as numbers of the type of an array."""
    if isinstance(value, Tracer):
        return convert(trace.lift(value), x.dtype)
    new = np.empty(np.shape(value), x.dtype)
    new[...] = value
    return new


# functions that write into their first argument, and the parameter that may be traced
FUNCTIONS: dict[Any, Rule] = {
    np.fill_diagonal: assigning(np.fill_diagonal, "val"),
    np.copyto: assigning(np.copyto, "src"),
    np.put: assigning(np.put, "v"),
    np.place: assigning(np.place, "vals"),
    np.putmask: assigning(np.putmask, "values"),
}

OPERATIONS |= {"setitem": setitem, "in place": in_place, "out": out}
