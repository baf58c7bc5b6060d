"""Which kind of number a value is: truth, whole or float, and how many of its bits count.

The page computes with doubles. What NumPy makes of two types is never guessed here: each operation
runs on NumPy's own values first, and the type of that result decides. Types narrower than the
page's get a rounding operation after each computation, `Math.fround` or the low bits:

    float64, int64, bool               as they are
    float32, float16                   rounded to their precision
    int8 … uint32                      wrapped to their range
    uint64                             as long as nothing in it can be negative

A whole number of 64 bits is exact up to 2**53. Past that the page shows nothing (NaN).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from livefig.tracing.errors import TraceError
from livefig.tracing.graph import Node

EXACT = 2**53 - 1  # the last whole number that no other one is rounded to
NARROW = ("int8", "uint8", "int16", "uint16", "int32", "uint32", "float16", "float32")

# these put elements that are there elsewhere, or choose one: nothing to round
_MOVES = ("input", "const", "gather", "select", "carry", "final", "stack", "loop")
_CHOICES = (
    "where", "maximum", "minimum", "fmax", "fmin", "identity", "positive", *NARROW,
    "max", "min", "cummax", "cummin",
)  # fmt: skip
# what Python does itself with `w` of its own type float or int, before NumPy hears of it
_PYTHONS = (
    "add", "subtract", "multiply", "divide", "floor_divide", "remainder", "power", "negative",
    "positive", "absolute", "bitwise_and", "bitwise_or", "bitwise_xor", "invert", "left_shift",
    "right_shift", "less", "less_equal", "greater", "greater_equal", "equal", "not_equal",
)  # fmt: skip


def standard_array(value: Any) -> Any:
    """Return a copy of `value` as an array of a type that the page can compute with.

    Raises
    ------
    TraceError
        For complex numbers, text, objects, masked arrays, and whole numbers that a double cannot
        hold.
    """
    if isinstance(value, np.ma.MaskedArray):
        raise TraceError(
            "a masked array cannot be computed with in the page; use values.filled(np.nan)"
        )
    array = np.array(value)
    if type(value) is int and array.dtype == object:
        raise _past_exact(value)
    kind_of(array.dtype)
    array = array.astype(array.dtype.newbyteorder("="), copy=False)
    check_exact(array)
    return array[()]


def check_exact(array: Any) -> None:
    """Raise for whole numbers that a double cannot hold."""
    if array.dtype.kind in "iu" and array.dtype.itemsize == 8 and array.size:
        low, high = int(array.min()), int(array.max())
        if max(-low, high) > EXACT:
            raise _past_exact(high if high > EXACT else low)


def kind_of(dtype: np.dtype[Any]) -> str:
    """Return the kind of number for the graph: "b", "i" or "f"."""
    if dtype.kind not in "biuf" or dtype.itemsize > 8:
        raise TraceError(
            f"a value of type {dtype} cannot be computed with in the page; use real numbers"
        )
    return "i" if dtype.kind == "u" else dtype.kind


def rounding(node: Node, dtype: np.dtype[Any]) -> str | None:
    """Return the element function that makes what `node` computes a number of type `dtype`.

    None where it is one already.
    """
    if not is_narrow(dtype) or node.op in _MOVES:
        return None
    name = node.param[0] if node.op in ("reduce", "scan") else node.param
    if node.op in ("element", "reduce", "scan") and name in _CHOICES:
        return None
    return dtype.name


def is_computed(node: Node) -> bool:
    """Tell whether the numbers of `node` are new ones; what is cut off a NaN is none at all."""
    return node.op not in _MOVES and not (node.op == "element" and node.param == "truncate")


def is_narrow(dtype: np.dtype[Any]) -> bool:
    """Tell whether results of this type must be rounded."""
    return dtype.itemsize < 8 and dtype.kind != "b"


def common_values(name: str, operands: Sequence[Any], tracers: Sequence[Any]) -> list[Any]:
    """Return what NumPy gets as operands: Python's own numbers give way to narrow types.

    Parameters
    ----------
    name : str
        Of the function, for messages.
    operands : sequence
        As the author passed them.
    tracers : sequence of Tracer
        The same, lifted.

    Raises
    ------
    TraceError
        If a narrow type meets a single number that depends on a control: NumPy's answer depends on
        whether that is Python's float or NumPy's, which the page cannot know.
    """
    weak = [type(operand) in (int, float) for operand in operands]
    values = [
        operand if is_weak else tracer.value
        for operand, tracer, is_weak in zip(operands, tracers, weak, strict=True)
    ]
    narrow = [tracer.value.dtype for tracer in tracers if is_narrow(tracer.value.dtype)]
    if not narrow:
        return values
    open_ = [
        value.dtype.type(0).item() if operand is tracer and may_be_pythons(tracer.node) else value
        for operand, tracer, value in zip(operands, tracers, values, strict=True)
    ]
    ours, pythons = (np.result_type(*map(_small, row)) for row in (values, open_))
    if ours != pythons:
        wide = "float" if ours.kind == "f" else "int"
        raise TraceError(
            f"{name} of a value of type {narrow[0]} and a single number of a control: whether "
            f"NumPy computes in {pythons} or in {ours} depends on whether that number is Python's "
            f"or NumPy's; convert the former first: x.astype({wide})"
        )
    if ours.kind == "f" and is_narrow(ours):
        values = [
            ours.type(value) if is_weak else value
            for value, is_weak in zip(values, weak, strict=True)
        ]
    return values


def may_be_pythons(node: Node) -> bool:
    """Tell whether `node` may be one of Python's own numbers where the author's function is called.

    A parameter may be one, and what operators make of it and of other numbers.
    """
    todo, seen = [node], set()
    while todo:
        node = todo.pop()
        if node.shape or node.op not in ("input", "const", "carry", "final", "element"):
            return False
        if node.op == "element" and node.param.removeprefix("whole_") not in _PYTHONS:
            return False
        if id(node) not in seen:
            seen.add(id(node))
            todo.extend(node.operands if node.op == "element" else ())
    return True


def check_sizes(approximate: Any) -> None:
    """Raise for a whole result past 2**53, which NumPy may have wrapped; given it as floats."""
    size = float(np.max(np.abs(approximate), initial=0))
    if size > EXACT:
        raise _past_exact(size)


def _past_exact(number: float) -> TraceError:
    return TraceError(
        f"the whole number {number:.17g} is past 2**53, where the page's numbers are not exact any "
        "more; compute with floats: 2.0**70, n.astype(float)"
    )


def _small(value: Any) -> Any:
    """Return `value` with a Python int that fits anywhere: its size does not decide the type."""
    return 0 if type(value) is int else value
