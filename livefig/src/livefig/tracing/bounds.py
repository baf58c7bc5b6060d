"""Between which numbers a recorded value stays, whatever the controls are: interval arithmetic.

What is bounded is finite, so that nothing has to be computed to find its gaps. `None` is not known:
the value may be infinite or no number somewhere.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from livefig.tracing.graph import Node, topological_order

Bounds = tuple[float, float]
LARGEST = 1e150  # beyond it products overflow


def bounds_of(outputs: list[Node], inputs: Mapping[int, Bounds]) -> list[Bounds | None]:
    """Return the bounds of some nodes.

    Parameters
    ----------
    outputs : list of Node
        The nodes.
    inputs : mapping
        From the position of an input to its bounds; others are not known.
    """
    known: dict[int, Bounds | None] = {}
    for node in topological_order(outputs):
        operands = [known[id(operand)] for operand in node.operands]
        found = _of_node(node, operands, inputs)
        is_wild = found is None or not max(abs(found[0]), abs(found[1])) <= LARGEST
        known[id(node)] = None if is_wild else found
    return [known[id(node)] for node in outputs]


def _of_node(
    node: Node, operands: list[Bounds | None], inputs: Mapping[int, Bounds]
) -> Bounds | None:
    if node.op == "const":
        values = np.asarray(node.param, float)
        return (float(values.min()), float(values.max())) if values.size else (0.0, 0.0)
    if node.op == "input":
        return inputs.get(node.param)
    if node.kind == "b":
        return 0.0, 1.0
    if node.op == "element" and node.param == "where":  # of a condition, any truth value will do
        operands = operands[1:]
        return None if None in operands else _union(operands)  # type: ignore[arg-type]
    if any(bounds is None for bounds in operands) or not operands:
        return None
    sure: list[Bounds] = [bounds for bounds in operands if bounds is not None]
    if node.op == "element":
        rule = ELEMENTS.get(str(node.param).removeprefix("whole_"))
        return None if rule is None else rule(*sure)
    if node.op in ("gather", "select"):
        parts = sure if node.op == "gather" else sure[:1]
        zero = node.op == "gather" and bool(np.any(np.asarray(node.param) == 0))
        return _union([*parts, (0.0, 0.0)] if zero else parts)
    if node.op in ("reduce", "scan"):
        name = node.param[0]
        n = node.operands[0].size
        low, high = sure[0]
        if name in ("max", "min"):
            return low, high
        if name in ("sum", "cumsum"):
            return min(low, n * low), max(high, n * high)
    if node.op == "interp":
        return _union(sure[2:])
    if node.op == "contract" and len(sure) == 2:
        n = max(operand.size for operand in node.operands)
        low, high = _corners(lambda a, b: a * b)(*sure)
        return min(low, n * low), max(high, n * high)
    return None


def _union(parts: list[Bounds]) -> Bounds:
    return min(low for low, _ in parts), max(high for _, high in parts)


def _corners(function: Callable[..., float]) -> Callable[..., Bounds]:
    """Return the bounds of a function that is monotonic in each of its arguments."""

    def rule(*operands: Bounds) -> Bounds:
        ends: list[list[float]] = [[]]
        for bounds in operands:
            ends = [[*before, end] for before in ends for end in bounds]
        values = [function(*corner) for corner in ends]
        return min(values), max(values)

    return rule


def _within(
    low: float, high: float, function: Callable[[float], float]
) -> Callable[[Bounds], Bounds | None]:
    """Return the rule of a monotonic function that is only finite between two numbers."""

    def rule(x: Bounds) -> Bounds | None:
        return (function(x[0]), function(x[1])) if low <= x[0] and x[1] <= high else None

    return rule


def _even(function: Callable[[float], float]) -> Callable[[Bounds], Bounds]:
    """Return the rule of an even function that grows with the distance from 0."""

    def rule(x: Bounds) -> Bounds:
        nearest = 0.0 if x[0] <= 0 <= x[1] else min(map(abs, x))
        return function(nearest), function(max(map(abs, x)))

    return rule


def _divide(a: Bounds, b: Bounds) -> Bounds | None:
    return None if b[0] <= 0 <= b[1] else _corners(lambda x, y: x / y)(a, b)


def _power(a: Bounds, b: Bounds) -> Bounds | None:
    if b[0] == b[1] and b[0] >= 0 and float(b[0]).is_integer():
        low, high = _corners(lambda x: math.pow(x, b[0]))(a)
        return (min(low, 0.0), max(high, 0.0)) if a[0] <= 0 <= a[1] else (low, high)
    return _corners(math.pow)(a, b) if a[0] > 0 and _is_small(a, b) else None


def _is_small(a: Bounds, b: Bounds) -> bool:
    largest = max(abs(math.log(end)) for end in a) * max(map(abs, b))
    return largest < math.log(LARGEST)


TINY = 1e-300
ELEMENTS: dict[str, Callable[..., Bounds | None]] = {
    **dict.fromkeys(["identity", "positive", "floor", "ceil", "trunc", "rint", "truncate"],
                    lambda x: (min(x[0], math.floor(x[0])), max(x[1], math.ceil(x[1])))),
    "add": lambda a, b: (a[0] + b[0], a[1] + b[1]),
    "subtract": lambda a, b: (a[0] - b[1], a[1] - b[0]),
    "multiply": _corners(lambda a, b: a * b),
    "divide": _divide,
    "reciprocal": lambda x: _divide((1.0, 1.0), x),
    "power": _power,
    "negative": lambda x: (-x[1], -x[0]),
    "absolute": _even(abs),
    "square": _even(lambda x: x * x),
    "hypot": lambda a, b: (0.0, math.hypot(max(map(abs, a)), max(map(abs, b)))),
    "maximum": _corners(max),
    "minimum": _corners(min),
    "exp": _within(-math.inf, 300.0, math.exp),
    "sinh": _within(-300.0, 300.0, math.sinh),
    "cosh": lambda x: (1.0, math.cosh(max(map(abs, x)))) if max(map(abs, x)) < 300 else None,
    "sqrt": _within(0.0, math.inf, math.sqrt),
    "log": _within(TINY, math.inf, math.log),
    "log2": _within(TINY, math.inf, math.log2),
    "log10": _within(TINY, math.inf, math.log10),
    "log1p": _within(TINY - 1, math.inf, math.log1p),
    **dict.fromkeys(["sin", "cos", "tanh", "sign"], lambda x: (-1.0, 1.0)),
    **dict.fromkeys(["arctan"], lambda x: (-1.6, 1.6)),
    "arctan2": lambda a, b: (-3.2, 3.2),
    "arcsin": _within(-1.0, 1.0, math.asin),
    **dict.fromkeys(["deg2rad", "radians"], lambda x: (math.radians(x[0]), math.radians(x[1]))),
    **dict.fromkeys(["rad2deg", "degrees"], lambda x: (math.degrees(x[0]), math.degrees(x[1]))),
}  # fmt: skip


def ranges_of(controls: Sequence[Any]) -> dict[int, Bounds]:
    """Return the bounds of those inputs that are sliders, by position."""
    traced = [control for control in controls if control.traced]
    return {
        i: (float(control.min), float(control.max))
        for i, control in enumerate(traced)
        if hasattr(control, "min") and hasattr(control, "max")
    }
