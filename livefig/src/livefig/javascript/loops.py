"""How `repeat` is written: a loop whose state lies in buffers of its own."""

from collections.abc import Sequence

from livefig.javascript.emitter import Emitter
from livefig.javascript.nests import Nest, View, c_strides, indented
from livefig.tracing.graph import Node


def carry(e: Emitter, node: Node) -> None:
    """Declare where a state lies during a step."""
    if node.size == 1:
        name = e.names[id(node)] = e.new_name("s")
        e.declarations.append(f"let {name} = 0;")
    else:
        e.out(node)


def loop(e: Emitter, node: Node) -> None:
    """Run the steps: set the states, compute the body, keep its rows, move on."""
    loop, counter = node.param, e.new_name("t")
    for start, carry in zip(node.operands, loop.carries, strict=True):
        e.write(node, _assign(e, carry, start))
    body = e.lines.pop(id(node), [])
    for stack in e.schedule.users(node):
        if stack.op == "stack":
            body += _store_row(e, stack, loop.results[stack.param], counter)
    body += _advance(e, loop.carries, loop.results)
    head = f"for (let {counter} = 0; {counter} < {loop.n}; {counter}++) {{"
    e.write(node, [head, *indented(body), "}"])


def _assign(e: Emitter, carry: Node, value: Node) -> list[str]:
    name = e.names[id(carry)]
    if carry.size == 1:
        return [f"{name} = {e.scalar(value)};"]
    return e.copy(e.view(value), name, carry.shape)


def _store_row(e: Emitter, stack: Node, value: Node, counter: str) -> list[str]:
    """Return the statements that write this step's `value` into its row of `stack`."""
    if id(stack) not in e.names:
        e.names[id(stack)] = e.new_buffer(stack.size)
    name = e.names[id(stack)]
    if value.size == 1:
        return [f"{name}[{counter}] = {e.scalar(value)};"]
    source, out = e.view(value), View(name, 0, c_strides(value.shape))
    nest = Nest(value.shape, [source, out])
    row = nest.read(out)[:-1] + f" + {value.size} * {counter}]"
    return nest.outer([f"{row} = {nest.read(source)};"])


def _advance(e: Emitter, carries: Sequence[Node], results: Sequence[Node]) -> list[str]:
    """Return the statements that make the results the next step's state, all at once."""
    before, after = [], []
    for carry, result in zip(carries, results, strict=True):
        if result is carry:
            continue
        if carry.size == 1:
            name = e.new_name("s")
            before.append(f"const {name} = {e.scalar(result)};")
            after.append(f"{e.names[id(carry)]} = {name};")
        elif result.op == "carry" or e.schedule.is_view(result):
            name = e.new_buffer(result.size)
            before += e.copy(e.view(result), name, result.shape)
            after += e.copy(View(name, 0, c_strides(result.shape)), e.names[id(carry)], carry.shape)
        else:
            after += _assign(e, carry, result)
    return before + after


def final(e: Emitter, node: Node) -> None:
    """Let the last state be read where the loop left it."""
    (loop,) = node.operands
    e.names[id(node)] = e.names[id(loop.param.carries[node.param])]


def stack(e: Emitter, node: Node) -> None:
    """Let the rows that the loop kept be read."""
    if node.size == 1:  # one step of a number: users read it as a number
        e.define(node, f"{e.names[id(node)]}[0]")
