"""The recorded computation: a graph of nodes, each one primitive applied to earlier nodes.

A node knows its operands, never its users, so what nobody asks for is simply never reached: dead
code needs no removal. There are few primitives, because NumPy's many ways to move elements about
are one of them (`gather`), and products of arrays are another (`contract`):

=========== ==================================== ============================================
primitive   parameter                            value
=========== ==================================== ============================================
input       position among the inputs            an argument of the compiled function
const       the array                            itself
element     name of a scalar function            the function of each element, broadcast
gather      index array into the operands' 0-    elements of the operands, put one after the
            and 1-based numbering (see           other, in new places; 0 stands for zero
            `rearrange`)
reduce      (name, axes)                         sum, prod, max, … over some axes
scan        (name, axis)                         cumsum, cumprod
contract    (labels, labels, labels out)         Einstein sum of two operands
select      axis                                 operand at a traced integer index of one axis
interp      none                                 `np.interp`
order       sort or argsort                      the last axis in order, or its places
routine     (name, whole numbers)                what a routine makes of whole arrays
loop        `Loop`                               runs its body n times; has no value of its own
carry       number of the state array            a loop's state at the start of one step
final       number of the state array            a loop's state after the last step
stack       number of the state array            a loop's states, one row a step
=========== ==================================== ============================================
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np

Shape = tuple[int, ...]


@dataclass(eq=False, slots=True)
class Node:
    """One primitive applied to operands. `kind` is NumPy's dtype kind: "b", "i" or "f"."""

    op: str
    operands: tuple["Node", ...]
    param: Any
    shape: Shape
    kind: str = "f"

    @property
    def size(self) -> int:
        """Number of elements."""
        return prod(self.shape)


@dataclass(eq=False, slots=True)
class Loop:
    """The parameter of a `loop` node: `results[i]` is what `carries[i]` becomes, `n` times."""

    carries: tuple[Node, ...]
    results: tuple[Node, ...]
    n: int


def dependencies(node: Node) -> tuple[Node, ...]:
    """Every node that must be known before `node`: its operands and, for a loop, its body."""
    if node.op == "loop":
        return (*node.operands, *node.param.carries, *node.param.results)
    return node.operands


def topological_order(outputs: Iterable[Node]) -> list[Node]:
    """All nodes that `outputs` need, operands before users. Iterative: graphs may be deep."""
    order: list[Node] = []
    seen: set[int] = set()
    stack: list[tuple[Node, bool]] = [(node, False) for node in reversed(list(outputs))]
    while stack:
        node, operands_done = stack.pop()
        if operands_done:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack.extend((operand, False) for operand in reversed(dependencies(node)))
    return order


def share_common_subexpressions(outputs: Sequence[Node]) -> list[Node]:
    """Rebuild the graph so that equal nodes (same primitive, parameter, operands) are one node."""
    representative: dict[int, Node] = {}
    known: dict[Any, Node] = {}
    for node in topological_order(outputs):
        operands = tuple(representative[id(operand)] for operand in node.operands)
        key = (node.op, tuple(map(id, operands)), _key(node, representative), node.shape, node.kind)
        if key not in known:
            param = _rebuild_loop(node.param, representative) if node.op == "loop" else node.param
            known[key] = Node(node.op, operands, param, node.shape, node.kind)
        representative[id(node)] = known[key]
    return [representative[id(node)] for node in outputs]


def _key(node: Node, representative: dict[int, Node]) -> Any:
    """Return what must agree, besides the operands, for two nodes to be the same."""
    if node.op in ("input", "carry", "loop"):
        return id(node)  # two inputs are never the same one, two loops not looked into
    if node.op in ("const", "gather"):
        return np.asarray(node.param).tobytes()  # tells -0.0 from 0.0, and NaN is NaN
    return node.param


def _rebuild_loop(loop: Loop, representative: dict[int, Node]) -> Loop:
    carries = tuple(representative[id(node)] for node in loop.carries)
    results = tuple(representative[id(node)] for node in loop.results)
    return Loop(carries, results, loop.n)
