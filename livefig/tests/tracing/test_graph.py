import numpy as np

from livefig.tracing.graph import share_common_subexpressions, topological_order
from livefig.tracing.repeat import repeat
from livefig.tracing.rules import RULES
from livefig.tracing.tracer import Trace


def nodes_of(function, *values, shared=True):
    run = Trace(RULES)
    result = function(*(run.input(i, value) for i, value in enumerate(values)))
    outputs = [run.lift(item).node for item in (result if isinstance(result, tuple) else (result,))]
    return topological_order(share_common_subexpressions(outputs) if shared else outputs)


def count(nodes, op, param=None):
    return sum(node.op == op and (param is None or node.param == param) for node in nodes)


def test_operands_come_before_users():
    nodes = nodes_of(lambda x: np.tanh(x) @ np.exp(x).T, np.ones((2, 3)))
    position = {id(node): i for i, node in enumerate(nodes)}
    assert all(position[id(o)] < position[id(n)] for n in nodes for o in n.operands)


def test_what_no_output_needs_is_gone():
    def function(x):
        np.exp(x)
        return np.tanh(x)

    assert count(nodes_of(function, 1.0), "element", "exp") == 0


def test_what_depends_on_no_input_is_a_constant():
    nodes = nodes_of(lambda x: x + np.exp(np.arange(3.0)).sum(), 1.0)
    assert [node.op for node in nodes] == ["input", "const", "element"]


def test_equal_expressions_are_one():
    nodes = nodes_of(lambda x: np.exp(x + 1) * (np.exp(x + 1) - x.sum(axis=0)), np.ones((2, 3)))
    assert count(nodes, "element", "exp") == 1
    assert count(nodes, "element", "add") == 1


def test_zero_and_minus_zero_are_different_constants():
    nodes = nodes_of(lambda x: (x * 0.0, x * -0.0), 1.0)
    assert count(nodes, "const") == 2


def test_two_loops_are_never_one():
    nodes = nodes_of(
        lambda x: (repeat(lambda s: s * x, x, 3)[0], repeat(lambda s: s + x, x, 3)[0]), 2.0
    )
    assert count(nodes, "loop") == 2


def test_a_rearrangement_of_a_rearrangement_is_one():
    nodes = nodes_of(lambda x: np.stack([x, 2 * x])[:, ::-1][0].reshape(3, 1), np.ones(3))
    assert [node.op for node in nodes] == ["input", "gather"]


def test_deep_graphs_are_walked_without_recursion():
    def function(x):
        for _ in range(5000):
            x = x + 1
        return x

    assert len(nodes_of(function, 1.0)) > 5000
