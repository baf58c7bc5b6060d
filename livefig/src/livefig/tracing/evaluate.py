"""What recorded values are at other values of the controls, to the last bit as NumPy gives them.

Only what NumPy does in one way alone is computed here: functions of each element and the moving of
elements. A sum or a product of matrices is added up in an order that depends on how the author's
arrays lie in memory, which a graph does not tell.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from livefig.tracing.graph import Node

TYPES: dict[str, Any] = {"b": np.bool_, "i": np.int64, "f": np.float64}
IN_ANY_ORDER: dict[str, Any] = {
    "max": np.max, "min": np.min, "any": np.any, "all": np.all,
    "whole_sum": np.sum, "whole_prod": np.prod,
}  # fmt: skip


def is_exact(node: Node) -> bool:
    """Tell whether `evaluated` knows what NumPy makes of the operands of `node`."""
    if node.op == "element":
        return node.param in ("where", "identity", "truncate") or _ufunc(node) is not None
    if node.op == "reduce":
        return node.param[0] in IN_ANY_ORDER
    return node.op in ("input", "const", "gather", "select")


def evaluated(order: Sequence[Node], inputs: Mapping[int, Any]) -> dict[int, Any]:
    """Return the values of nodes by their id.

    Parameters
    ----------
    order : sequence of Node
        The nodes, operands before users; each `is_exact`.
    inputs : mapping
        From the position of an input to its value.
    """
    values: dict[int, Any] = {}
    with np.errstate(all="ignore"):
        for node in order:
            operands = [values[id(operand)] for operand in node.operands]
            value = inputs[node.param] if node.op == "input" else _value(node, operands)
            values[id(node)] = np.asarray(value).astype(TYPES[node.kind])[()]
    return values


def evaluated_at(
    order: Sequence[Node], inputs: Mapping[int, Any], known: Mapping[int, Any] | None = None
) -> Any:
    """Return the values of the last node at many positions, one in each row.

    Parameters
    ----------
    order : sequence of Node
        The nodes, operands before users; each `is_exact`.
    inputs : mapping
        From the position of an input to its values, one for each position.
    known : mapping, optional
        From the id of a node to its values, where these were computed before.

    Returns
    -------
    array
        Its first axis goes through the positions. It is of length 1 if all values are the same.
    """
    values: dict[int, Any] = dict(known or {})
    with np.errstate(all="ignore"):
        for node in order:
            if id(node) in values:
                continue
            operands = [values[id(operand)] for operand in node.operands]
            value = inputs[node.param] if node.op == "input" else _rows(node, operands)
            values[id(node)] = np.asarray(value).astype(TYPES[node.kind])
    return values[id(order[-1])]


def _rows(node: Node, operands: list[Any]) -> Any:
    """Return the value of a node in each row of its operands."""
    if node.op == "const":
        return np.asarray(node.param)[np.newaxis]
    n = max(map(len, operands), default=1)
    if node.op == "gather":
        zero = np.zeros((n, 1), TYPES[node.kind])
        flat = [np.broadcast_to(x.reshape(len(x), -1), (n, x[0].size)) for x in operands]
        return np.concatenate([zero, *flat], axis=1)[:, node.param]
    if node.op == "select":
        table, places = (np.broadcast_to(x, (n, *x.shape[1:])) for x in operands)
        taken = [
            np.take(*pair, node.param, mode="clip") for pair in zip(table, places, strict=True)
        ]
        return np.stack(taken)
    if node.op == "reduce":
        name, axes = node.param
        return IN_ANY_ORDER[name](operands[0], axis=tuple(axis + 1 for axis in axes))
    ndim = len(node.shape)
    operands = [x.reshape(len(x), *(1,) * (ndim - x.ndim + 1), *x.shape[1:]) for x in operands]
    return _value(node, operands)


def _value(node: Node, operands: list[Any]) -> Any:
    if node.op == "const":
        return node.param
    if node.op == "gather":
        zero = np.zeros(1, TYPES[node.kind])
        return np.concatenate([zero, *map(np.ravel, operands)])[node.param]
    if node.op == "select":
        return np.take(operands[0], operands[1], axis=node.param)
    if node.op == "reduce":
        name, axes = node.param
        return IN_ANY_ORDER[name](operands[0], axis=tuple(axes))
    if node.param == "where":
        return np.where(*operands)
    function = _ufunc(node)
    return operands[0] if function is None else function(*operands)


def _ufunc(node: Node) -> np.ufunc | None:
    """Return the function of NumPy that an element function is."""
    found = getattr(np, node.param.removeprefix("whole_"), None)
    return found if isinstance(found, np.ufunc) else None
