"""From the graph to JavaScript: fused loops over arrays that are allocated once.

The graph's nodes are emitted in topological order. A node of one element becomes a `const` number.
An array is computed in a loop nest over its shape; element functions that only this nest uses are
computed inside it and need no array of their own. Rearrangements that a start and a stride per
axis describe are not computed at all: their users read the operand with that start and stride.
"""

from collections.abc import Callable, Mapping, Sequence

from livefig.javascript import arrays, loops
from livefig.javascript.emitter import Emitter, Shared
from livefig.javascript.nests import indented
from livefig.tracing.graph import Node, share_common_subexpressions

EMIT: dict[str, Callable[[Emitter, Node], None]] = {
    "input": arrays.input,
    "element": arrays.element,
    "gather": arrays.gather,
    "reduce": arrays.reduce,
    "scan": arrays.scan,
    "contract": arrays.contract,
    "select": arrays.select,
    "interp": arrays.interp,
    "order": arrays.order,
    "routine": arrays.routine,
    "carry": loops.carry,
    "loop": loops.loop,
    "final": loops.final,
    "stack": loops.stack,
}


def module(functions: Mapping[str, Sequence[Sequence[Node]]]) -> str:
    """Return an expression for an object of lists of functions.

    Parameters
    ----------
    functions : mapping of str to lists of graphs
        A graph is the sequence of its output nodes. Its function gets one array of arguments, in
        the positions of the graph's input nodes, and returns one array of results: numbers, and
        Float64Arrays that the next call uses again.
    """
    shared = Shared()
    lists = {
        name: [_function(shared, share_common_subexpressions(graph)) for graph in graphs]
        for name, graphs in functions.items()
    }
    fields = ",\n".join(f"{name}: [{', '.join(sources)}]" for name, sources in lists.items())
    return f"(() => {{\n{shared.source()}return {{\n{fields}\n}};\n}})()"


def _function(shared: Shared, outputs: Sequence[Node]) -> str:
    """Return one function as an expression."""
    emitter = Emitter(shared, outputs)
    schedule = emitter.schedule
    for node in schedule.order:
        if not (node.op == "const" or schedule.is_view(node) or schedule.is_fused(node)):
            EMIT[node.op](emitter, node)
    taken: set[str] = set()
    results = [_result(emitter, node, taken) for node in outputs]
    emitter.declarations.append(f"const results = [{', '.join(first for first, _ in results)}];")
    stores = [f"results[{i}] = {value};" for i, (_, value) in enumerate(results) if value]
    body = indented([*emitter.lines[None], *stores, "return results;"])
    return "\n".join(["(() => {", *emitter.declarations, "return (args) => {", *body, "};", "})()"])


def _result(emitter: Emitter, node: Node, taken: set[str]) -> tuple[str, str]:
    """Return what `results` holds from the start, and what is stored there in each call."""
    if not node.shape:
        return "0", emitter.scalar(node)
    if node.size == 1:
        name = emitter.new_buffer(1)
        emitter.lines[None].append(f"{name}[0] = {emitter.scalar(node)};")
        return name, ""
    own = node.op not in ("input", "const") and not emitter.schedule.is_view(node)
    name = emitter.names[id(node)] if own else ""
    if not own or name in taken:
        name = emitter.new_buffer(node.size)
        emitter.lines[None].extend(emitter.copy(emitter.view(node), name, node.shape))
    taken.add(name)
    return name, ""
