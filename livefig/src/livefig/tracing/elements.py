"""Functions of each element, and what their names in the graph are for each kind of number."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from livefig.tracing.arguments import follow, name_of
from livefig.tracing.errors import TraceError
from livefig.tracing.kinds import check_sizes, common_values, is_narrow
from livefig.tracing.tracer import Rule, Trace, Tracer

# On truth values NumPy's arithmetic is logic.
TRUTH = {
    "add": "logical_or",
    "bitwise_and": "logical_and",
    "bitwise_or": "logical_or",
    "bitwise_xor": "logical_xor",
    "invert": "logical_not",
    "multiply": "logical_and",
}
# Whole numbers are exact or nothing, zero has no sign, and a division by zero is 0.
WHOLE = (
    "add", "subtract", "multiply", "negative", "square", "power", "floor_divide", "remainder",
    "fmod", "bitwise_and", "bitwise_or", "bitwise_xor", "invert", "left_shift", "right_shift",
)  # fmt: skip
# In a narrow type what does not fit is cut off from the exact result, which may pass 2**53.
GROWING = ("add", "subtract", "multiply", "square", "power", "left_shift")
LOW_BITS = {"multiply": "low_multiply", "square": "low_square", "power": "low_power"}
NEVER_NEGATIVE = ("subtract", "negative", "invert", "left_shift", "power", "multiply", "square")


def element(ufunc: np.ufunc) -> Rule:
    """Make the rule of a function of each element."""
    name = name_of(ufunc)

    def rule(trace: Trace, *operands: Any, **options: Any) -> Tracer:
        if options:
            raise TraceError(
                f"{name}(…, {next(iter(options))}=…) cannot be followed; leave it out, and write "
                ".astype(…) for another type of numbers"
            )
        tracers = [trace.lift(operand) for operand in operands]
        values = common_values(name, operands, tracers)
        value = ufunc(*values)
        recorded = _of_kind(ufunc.__name__, np.asarray(value).dtype)
        if recorded.removeprefix("whole_") in GROWING and value.dtype == np.int64:
            check_sizes(_as_floats(ufunc, values))
        if recorded == "power" and value.shape and np.ndim(values[1]) == 0:
            exponent = tracers[1].node
            if exponent.op == "const" and exponent.param == 0.5:  # as NumPy, of -inf and -0
                return trace.record("element", (tracers[0].node,), "sqrt", value)
        return trace.record("element", _nodes(trace, tracers, values), recorded, value)

    return rule


def outer(ufunc: np.ufunc) -> Rule:
    """Make the rule of `ufunc.outer(A, B)`: all pairs of an element of A and one of B."""
    pairs = element(ufunc)

    def rule(trace: Trace, A: Any, B: Any) -> Tracer:
        a, b = trace.lift(A), trace.lift(B)
        result: Tracer = pairs(trace, a.reshape(a.shape + (1,) * b.ndim), b)
        return result

    return follow(ufunc.outer, rule, ["A", "B"])


def where(trace: Trace, *args: Any) -> Any:
    """Rule of `np.where(condition, x, y)`."""
    if len(args) == 1 and trace.path is not None:
        return np.nonzero(args[0])
    if len(args) != 3:
        raise TraceError("np.where needs three arguments here: how many indices hold is not fixed")
    condition, *choices = args
    tracers = [trace.lift(choice) for choice in choices]
    values = common_values("np.where", choices, tracers)
    condition = trace.lift(condition)
    value = np.where(condition.value, *values)
    if is_narrow(value.dtype):  # unlike an operator, it lets -1 become the largest uint8
        values = [np.asarray(v).astype(value.dtype)[()] if type(v) is int else v for v in values]
    nodes = (condition.node, *_nodes(trace, tracers, values))
    return trace.record("element", nodes, "where", value)


def _nodes(trace: Trace, tracers: Sequence[Tracer], values: Sequence[Any]) -> tuple[Any, ...]:
    """Return the operands' nodes; a Python number that gave way to a narrow type is a new one."""
    if not any(is_narrow(tracer.value.dtype) for tracer in tracers):
        return tuple(tracer.node for tracer in tracers)
    return tuple(
        trace.constant(value).node
        if is_narrow(np.asarray(value).dtype) and not is_narrow(tracer.value.dtype)
        else tracer.node
        for tracer, value in zip(tracers, values, strict=True)
    )


def _as_floats(ufunc: np.ufunc, values: Sequence[Any]) -> Any:
    """Return about what `ufunc` of whole numbers would be if nothing were cut off."""
    if ufunc is np.left_shift:
        base, count = (np.asarray(value) for value in values)
        return np.where((count < 0) | (count > 63), 0.0, base * 2.0 ** np.clip(count, 0, 63))
    return ufunc(*(np.asarray(value, float) for value in values))


def _of_kind(name: str, dtype: np.dtype[Any]) -> str:
    """Return the name in the graph of the function `name` with results of type `dtype`."""
    if dtype.kind == "b":
        return TRUTH.get(name, name)
    if dtype.kind == "f":
        return name
    if name == "reciprocal":
        raise TraceError("np.reciprocal of whole numbers cannot be followed; write 1 / x")
    if dtype == np.uint64 and name in NEVER_NEGATIVE:
        raise TraceError(
            f"np.{name} of uint64 cannot be followed (a sum of unsigned numbers is one, too); "
            "write x.astype(int) first"
        )
    if is_narrow(dtype) and name in LOW_BITS:
        return LOW_BITS[name]
    return f"whole_{name}" if name in WHOLE else name
