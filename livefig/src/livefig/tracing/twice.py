"""Recording twice: what differs between two runs of a function would stand frozen in the page.

A function of its parameters records the same graph each time. One that draws random numbers, looks
at a clock, counts its calls or changes an object that is kept outside does not: the page would
repeat for ever what it happened to do in the one run that was recorded.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from livefig.tracing.graph import Node, dependencies, topological_order
from livefig.tracing.places import Place, place_of_error, place_of_function
from livefig.tracing.tracer import Trace, TraceError

WAY_ROUND = (
    "The page would repeat what one call happened to do. Random numbers, the time, counters, "
    "iterators, and lists, arrays or objects that the function changes outside of itself: prepare "
    "them before it, draw from livefig.random(seed) made inside it, or keep them in the state of "
    "animate or repeat"
)


Take = Callable[["Trace | None", bool], "Taken"]


@dataclass
class Taken:
    """What one run gave.

    Attributes
    ----------
    run : Trace
        The run.
    outputs : sequence of Node
        The graph.
    result : Any
        What the caller of `taken_twice` wants back.
    rest : dict
        From a name to what was returned besides the graph: texts, constants, artists.
    """

    run: Trace
    outputs: Sequence[Node]
    result: Any
    rest: dict[str, Any] = field(default_factory=dict)


def taken_twice(take: Take, function: Any, first: Taken | None = None) -> Taken:
    """Run `take` twice and return what it gave, if it gave the same both times.

    Parameters
    ----------
    take : callable
        Runs the author's function and returns what was recorded. It gets the run before, if there
        was one, and whether to keep the author's line of every node, which is asked for only once a
        difference was found.
    function : callable
        The author's function, to be named in messages.
    first : Taken, optional
        What a run gave that has been made already.

    Raises
    ------
    TraceError
        If the runs differ; the message names the author's line.
    """
    first = taken_first(take) if first is None else first
    second = _again(take, function, first, False)
    if difference(first, second) is None:
        return first
    third = _again(take, function, first, True)
    found = difference(first, third) or difference(second, third)
    where, node = found or ("what it does", None)
    place = third.run.places.get(node) if third.run.places and node else None
    error = not_the_same(function, where, place)
    first.run.remember(error)
    raise error


def taken_first(take: Take) -> Taken:
    """Run `take`, again with arrays that can be written into where it wants to write into some."""
    try:
        return take(None, False)
    except TraceError as error:
        if not error.writes:
            raise
    return take(Trace({}, writing=True), False)


def not_the_same(function: Any, where: str, place: Place | None = None) -> TraceError:
    """Return the error for a function that does something else when it is called again."""
    return TraceError(
        f"{_name(function)} does not do the same each time that it is called: {where}. {WAY_ROUND}",
        place or place_of_function(function),
    )


def _again(take: Take, function: Any, first: Taken, locate: bool) -> Taken:
    try:
        return take(first.run, locate)
    except TraceError:
        raise
    except Exception as error:
        raise TraceError(
            f"{_name(function)} worked once, but called again with the same values it raised "
            f"{error!r}: it changes something outside of itself. {WAY_ROUND}",
            place_of_error(error),
        ) from error


def _name(function: Any) -> str:
    name = getattr(function, "__name__", "the function")
    return "the function" if name == "<lambda>" else name


def difference(first: Taken, second: Taken) -> tuple[str, Node | None] | None:
    """Return in words where two runs differ, and the node of the second; None if nowhere.

    Nodes are compared in the order in which they are computed, so that the first difference is the
    cause of those that follow.
    """
    before, after = topological_order(first.outputs), topological_order(second.outputs)
    place_of = [{id(node): i for i, node in enumerate(order)} for order in (before, after)]
    for one, other in zip(before, after, strict=False):
        if one is other:
            continue
        a, b = _own(one, place_of[0]), _own(other, place_of[1])
        if a != b:
            return f"{_in_words(one)} became {_in_words(other)}", other
    if len(before) != len(after):
        return "it computes more in one call than in another", None
    if [place_of[0][id(n)] for n in first.outputs] != [place_of[1][id(n)] for n in second.outputs]:
        return "it returns other values", None
    for name in {**first.rest, **second.rest}:
        if first.rest.get(name) != second.rest.get(name):
            return f"{name} changed", None
    return None


def _own(node: Node, place_of: dict[int, int]) -> Any:
    """Return all that must agree for two nodes at the same place of two graphs to be equal."""
    param = node.param
    if node.op in ("const", "gather"):
        param = np.asarray(param).tobytes()  # tells -0.0 from 0.0, and NaN is NaN
    elif node.op == "loop":
        param = param.n
    operands = tuple(place_of[id(operand)] for operand in dependencies(node))
    return node.op, node.shape, node.kind, param, operands


def _in_words(node: Node) -> str:
    if node.op == "const":
        value = np.asarray(node.param)
        return f"the number {value[()]}" if value.ndim == 0 else f"an array of shape {value.shape}"
    if node.op == "input":
        return f"input number {node.param + 1}"
    if node.op == "element":
        return f"np.{node.param}"
    return f"a value of shape {node.shape} ({node.op})"
