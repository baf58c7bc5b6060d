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

from livefig.tracing.arguments import (
    answered,
    bind,
    holds_tracer,
    name_of,
    on_values,
    refuse_traced_options,
    signature_of,
)
from livefig.tracing.convert import convert
from livefig.tracing.errors import TraceError
from livefig.tracing.graph import Node
from livefig.tracing.instead import about_option
from livefig.tracing.tracer import Rule, Trace, Tracer, concrete

Index = np.ndarray[Any, np.dtype[np.int64]]


def rearrangement(function: Callable[..., Any], data: Sequence[str] | None = None) -> Rule:
    """Make the rule of a function that only moves elements.

    Parameters
    ----------
    function : callable
        The NumPy function.
    data : sequence of str, optional
        The parameters that hold elements (arrays, or sequences of arrays), by default the first
        one; all others are axes, shapes or indices.
    """
    name, signature = name_of(function), signature_of(function)
    elements = [next(iter(signature.parameters))] if data is None else data

    def rule(trace: Trace, *args: Any, **options: Any) -> Any:
        bound = bind(name, signature, args, options)
        if bound.arguments.get("out") is not None:
            raise about_option(name, "out")
        refuse_traced_options(name, bound.arguments, elements)
        values = on_values(function, bound)
        for option in ("dtype", "casting"):  # of the elements, not of their numbers
            bound.arguments.pop(option, None)
        operands: list[Tracer] = []
        for option in elements:
            bound.arguments[option] = number(trace, bound.arguments[option], operands)
        return gather_each(trace, operands, function(*bound.args, **bound.kwargs), values)

    return rule


def pad(trace: Trace, array: Any, pad_width: Any, mode: Any = "constant", **options: Any) -> Any:
    """Rule of `np.pad`, in the modes that only move elements or add constants."""
    modes = ("constant", "edge", "reflect", "symmetric", "wrap")
    if mode not in modes:
        raise TraceError(f"np.pad(…, mode={mode!r}) has no rule for the page; use one of {modes}")
    if options.pop("reflect_type", "even") != "even":
        raise about_option("np.pad", "reflect_type")
    pad_width = answered(pad_width)
    refuse_traced_options("np.pad", {"pad_width": pad_width}, ())
    operands: list[Tracer] = []
    numbers = number(trace, array, operands)
    real: dict[str, Any] = {name: concrete(value) for name, value in options.items()}
    value = np.pad(operands[0].value, pad_width, mode, **real)
    if "constant_values" in options:
        options["constant_values"] = number(trace, options["constant_values"], operands)
    return gather_each(trace, operands, np.pad(numbers, pad_width, mode, **options), value)


def gather(trace: Trace, operands: Sequence[Tracer], index: Index, value: Any) -> Tracer:
    """Record elements of `operands`, numbered from 1 through all of them, in the places of `index`.

    `value` is what NumPy makes of them; its type is the type of all elements.

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
        added = node.operands if node.op == "gather" else (node,)
        sources.extend(added)
        count += sum(source.size for source in added)
    index = np.concatenate(tables)[index]

    needed, renumber, start, new_start = [], np.zeros(count + 1, np.int64), 1, 1
    used = np.zeros(count + 1, bool)
    used[index.ravel()] = True
    for source in sources:
        if used[start : start + source.size].any():
            renumber[start : start + source.size] = np.arange(new_start, new_start + source.size)
            new_start += source.size
            needed.append(source)
        start += source.size
    return trace.record("gather", tuple(needed), renumber[index], value)


def number(trace: Trace, arg: Any, operands: list[Tracer]) -> Any:
    """Replace the elements in `arg` by their numbers and append its arrays to `operands`."""
    if isinstance(arg, (list, tuple)) and holds_tracer(arg):
        return [number(trace, item, operands) for item in arg]
    first = 1 + sum(operand.size for operand in operands)
    operand = trace.lift(arg)
    operands.append(operand)
    numbers = np.empty_like(operand.value, np.int64)  # in memory as NumPy has it, for order="K"
    numbers[...] = np.arange(first, first + operand.size).reshape(operand.shape)
    return numbers


def gather_each(trace: Trace, operands: Sequence[Tracer], result: Any, values: Any) -> Any:
    """Gather what NumPy returned for the numbers, an array or several, with NumPy's `values`."""
    if isinstance(result, (list, tuple)):
        pairs = zip(result, values, strict=True)
        return type(result)([gather_each(trace, operands, *pair) for pair in pairs])
    index, value = np.asarray(result, dtype=np.int64), np.asarray(values)
    return gather(trace, [_fitting(x, value.dtype) for x in operands], index, value)


def _fitting(x: Tracer, dtype: np.dtype[Any]) -> Tracer:
    """Return `x` in a type whose numbers are all of type `dtype`, too."""
    return x if np.can_cast(x.value.dtype, dtype) else convert(x, dtype)
