"""From the graph to JavaScript: fused loops over arrays that are allocated once.

The graph's nodes are emitted in topological order. A node of one element becomes a `const` number.
An array is computed in a loop nest over its shape; element functions that only this nest uses are
computed inside it and need no array of their own. Rearrangements that a start and a stride per
axis describe are not computed at all: their users read the operand with that start and stride.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nnlib.live.graph import Node, Shape, share_common_subexpressions
from nnlib.live.javascript_table import ELEMENTS, HELPERS, REDUCTIONS, SCANS, literal, number
from nnlib.live.nests import Nest, View, c_strides, indented, strided
from nnlib.live.schedule import Schedule

UNROLLED = 16  # inner products up to this length are written out
WIDTH = 4  # longer ones are summed in this many parts
INLINE = 120  # a longer expression gets a name


def module(functions: Mapping[str, Sequence[Sequence[Node]]]) -> str:
    """Return an expression for an object of lists of functions.

    Parameters
    ----------
    functions : mapping of str to lists of graphs
        A graph is the sequence of its output nodes. Its function gets one array of arguments, in
        the positions of the graph's input nodes, and returns one array of results: numbers, and
        Float64Arrays that the next call uses again.
    """
    shared = _Shared()
    lists = {
        name: [_Function(shared, share_common_subexpressions(graph)).source() for graph in graphs]
        for name, graphs in functions.items()
    }
    fields = ",\n".join(f"{name}: [{', '.join(sources)}]" for name, sources in lists.items())
    return f"(() => {{\n{shared.source()}return {{\n{fields}\n}};\n}})()"


class _Shared:
    """What all functions of a module use: constant arrays, each once, and helpers."""

    def __init__(self) -> None:
        self.constants: dict[tuple[str, bytes], str] = {}
        self.declarations: list[str] = []
        self.helpers: set[str] = set()

    def constant(self, values: np.ndarray[Any, Any], array_type: str = "Float64Array") -> str:
        """Return the name of a constant typed array."""
        key = (array_type, values.astype(float).tobytes())
        if key not in self.constants:
            name = self.constants[key] = f"c{len(self.constants)}"
            items = ",".join(map(literal, values.ravel().tolist()))
            self.declarations.append(f"const {name} = new {array_type}([{items}]);")
        return self.constants[key]

    def note_helpers(self, line: str) -> None:
        """Remember the helpers that `line` calls."""
        self.helpers.update(name for name in HELPERS if f"{name}(" in line)

    def source(self) -> str:
        helpers = [f"const {name} = {HELPERS[name]};" for name in HELPERS if name in self.helpers]
        return "".join(f"{line}\n" for line in (*helpers, *self.declarations))


class _Function:
    """Emits one function: the statements that compute a graph's outputs from its inputs."""

    def __init__(self, shared: _Shared, outputs: Sequence[Node]):
        self.shared = shared
        self.outputs = outputs
        self.schedule = Schedule(outputs)
        self.names: dict[int, str] = {}  # of a node's number or buffer
        self.declarations: list[str] = []
        self.lines: dict[int | None, list[str]] = {None: []}  # by the loop they run in
        self.count = 0

    def source(self) -> str:
        """Return the function as an expression."""
        for node in self.schedule.order:
            if not (
                node.op == "const" or self.schedule.is_view(node) or self.schedule.is_fused(node)
            ):
                self._emit(node)
        taken: set[str] = set()
        results = [self._result(node, taken) for node in self.outputs]
        self.declarations.append(f"const results = [{', '.join(first for first, _ in results)}];")
        stores = [f"results[{i}] = {value};" for i, (_, value) in enumerate(results) if value]
        body = indented([*self.lines[None], *stores, "return results;"])
        return "\n".join(
            ["(() => {", *self.declarations, "return (args) => {", *body, "};", "})()"]
        )

    # names, buffers, views

    def _new_name(self, prefix: str) -> str:
        self.count += 1
        return f"{prefix}{self.count}"

    def _new_buffer(self, size: int) -> str:
        name = self._new_name("b")
        self.declarations.append(f"const {name} = new Float64Array({size});")
        return name

    def _write(self, node: Node, lines: Sequence[str]) -> None:
        """Append statements to the loop that `node` is computed in."""
        for line in lines:
            self.shared.note_helpers(line)
        self.lines.setdefault(self.schedule.loop_of(node), []).extend(lines)

    def _define(self, node: Node, expression: str) -> None:
        name = self.names[id(node)] = self._new_name("s")
        self._write(node, [f"const {name} = {expression};"])

    def _scalar(self, node: Node) -> str:
        """Return the expression of a node of one element."""
        return number(np.ravel(node.param)[0]) if node.op == "const" else self.names[id(node)]

    def _view(self, node: Node, shape: Shape | None = None) -> View:
        """Return how to read `node`, broadcast to `shape`."""
        shape = node.shape if shape is None else shape
        if node.size == 1:
            return View(self._scalar(node))
        if not self.schedule.is_view(node):
            is_const = node.op == "const"
            name = self.shared.constant(node.param) if is_const else self.names[id(node)]
            return View(name, 0, c_strides(node.shape)).broadcast(node.shape, shape)
        source = node.operands[0]
        if source.size == 1:
            return View(self._scalar(source))
        offset, strides = strided(node.param - 1) or (0, ())
        return View(self._view(source).source, offset, strides).broadcast(node.shape, shape)

    def _out(self, node: Node) -> View:
        """Give `node` a buffer and return how to write it."""
        name = self.names[id(node)] = self._new_buffer(node.size)
        return View(name, 0, c_strides(node.shape))

    def _copy(self, source: View, target: str, shape: Shape) -> list[str]:
        """Return the statements that copy an array of `shape` into the buffer `target`."""
        out = View(target, 0, c_strides(shape))
        nest = Nest(shape, [source, out])
        return nest.outer([f"{nest.read(out)} = {nest.read(source)};"])

    def _contiguous(self, node: Node) -> str:
        """Return the name of an array that holds `node` in C order."""
        view = self._view(node)
        if view.strides == c_strides(node.shape) and view.offset == 0:
            return view.source
        name = self._new_buffer(node.size)
        self._write(node, self._copy(view, name, node.shape))
        return name

    # nodes

    def _emit(self, node: Node) -> None:
        getattr(self, f"_emit_{node.op}")(node)

    def _emit_input(self, node: Node) -> None:
        first = "[0]" if node.shape and node.size == 1 else ""
        self._define(node, f"args[{node.param}]{first}")

    def _emit_element(self, node: Node) -> None:
        if node.size == 1:
            self._define(node, _expression(node, [self._scalar(x) for x in node.operands]))
            return
        out = self._out(node)
        views = self._operand_views([*self.schedule.members(node), node], node.shape)
        nest = Nest(node.shape, [out, *views.values()])
        lines, value = self._fused(node, nest, views)
        self._write(node, nest.outer([*lines, f"{nest.read(out)} = {value};"]))

    def _operand_views(self, members: Sequence[Node], shape: Shape) -> dict[int, View]:
        """Return how a nest over `shape` reads what its `members` need from outside."""
        return {
            id(operand): self._view(operand, shape)
            for member in members
            for operand in member.operands
            if not self.schedule.is_fused(operand)
        }

    def _fused(self, root: Node, nest: Nest, views: dict[int, View]) -> tuple[list[str], str]:
        """Return the statements of the nodes fused into `root`, and the expression of its value."""
        atoms = {key: nest.read(view) for key, view in views.items()}
        members = [*self.schedule.members(root), *([root] if root.op == "element" else [])]
        lines = []
        for node in members:
            text = _expression(node, [atoms[id(operand)] for operand in node.operands])
            if node is not root and (len(text) > INLINE or self._is_read_again(node)):
                name = self._new_name("e")
                lines.append(f"const {name} = {text};")
                text = name
            atoms[id(node)] = text
        return lines, atoms[id(root if root.op == "element" else root.operands[0])]

    def _is_read_again(self, node: Node) -> bool:
        """Tell whether the expression of a fused node would stand in more than one place."""
        users = self.schedule.users(node)
        return len(users) > 1 or _is_square(users[0])

    def _emit_reduce(self, node: Node) -> None:
        (x,), (name, axes) = node.operands, node.param
        kept = [axis for axis in range(len(x.shape)) if axis not in axes]
        order = [*kept, *axes]
        views = self._operand_views(self.schedule.members(node) or [node], x.shape)
        views = {key: view.arranged(order) for key, view in views.items()}
        position = [kept.index(axis) if axis in kept else -1 for axis in order]
        out = self._out(node).arranged(position) if node.size != 1 else None
        shape = tuple(x.shape[axis] for axis in order)
        nest = Nest(shape, [*views.values(), *([out] if out else [])], len(kept))
        lines, value = self._fused(node, nest, views)
        start, update = REDUCTIONS[name]
        loops = nest.inner([*lines, f"const v = {value};", update])
        self._write(node, self._accumulated(node, nest, [start, *loops], out))

    def _accumulated(
        self, node: Node, nest: Nest, lines: Sequence[str], out: View | None
    ) -> list[str]:
        """Return statements that leave what `lines` make of `s` in `out`, or in a number."""
        if out is not None:
            return nest.outer([*lines, f"{nest.read(out)} = s;"])
        name = self.names[id(node)] = self._new_name("s")
        return [f"let {name};", "{", *indented([*lines, f"{name} = s;"]), "}"]

    def _emit_scan(self, node: Node) -> None:
        (x,), (name, axis) = node.operands, node.param
        if node.size == 1:
            self._define(node, self._scalar(x))
            return
        order = [*(i for i in range(len(x.shape)) if i != axis), axis]
        source, out = self._view(x).arranged(order), self._out(node).arranged(order)
        nest = Nest(tuple(x.shape[i] for i in order), [source, out], len(order) - 1)
        start, update = SCANS[name]
        inner = [f"const v = {nest.read(source)};", update, f"{nest.read(out)} = s;"]
        self._write(node, nest.outer([start, *nest.inner(inner)]))

    def _emit_contract(self, node: Node) -> None:
        labels_a, labels_b, labels = node.param
        summed = "".join(dict.fromkeys(c for c in labels_a + labels_b if c not in labels))
        extents = {
            label: n
            for operand, own in zip(node.operands, (labels_a, labels_b), strict=True)
            for label, n in zip(own, operand.shape, strict=True)
        }
        a, b = (
            _by_label(self._view(operand), own, labels + summed)
            for operand, own in zip(node.operands, (labels_a, labels_b), strict=True)
        )
        out = _by_label(self._out(node), labels, labels + summed) if node.size != 1 else None
        shape = tuple(extents[label] for label in labels + summed)
        nest = Nest(shape, [a, b, *([out] if out else [])], len(labels))
        self._write(node, self._accumulated(node, nest, _inner_product(nest, a, b), out))

    def _emit_gather(self, node: Node) -> None:
        if node.size == 1:
            self._emit_one_gathered(node)
            return
        name, start = self._out(node).source, 1
        for operand in node.operands:
            mine = (node.param >= start) & (node.param < start + operand.size)
            self._write(node, self._gather_part(node, operand, node.param - start, mine, name))
            start += operand.size

    def _emit_one_gathered(self, node: Node) -> None:
        (position,) = node.param.ravel()
        if position == 0:
            self.names[id(node)] = "0"
        elif node.operands[0].size == 1:
            self.names[id(node)] = self._scalar(node.operands[0])
        else:
            self._define(node, f"{self._view(node.operands[0]).source}[{position - 1}]")

    def _gather_part(
        self,
        node: Node,
        operand: Node,
        index: np.ndarray[Any, Any],
        mine: np.ndarray[Any, Any],
        name: str,
    ) -> list[str]:
        """Return statements that copy the elements of one operand to their places."""
        if not mine.any():
            return []
        source = self._view(operand)
        corners = [(int(axis.min()), int(axis.max()) + 1) for axis in np.nonzero(mine)]
        box = tuple(slice(first, last) for first, last in corners)
        shape = tuple(last - first for first, last in corners)
        places = strided(index[box]) if mine[box].all() else None
        if places is not None:
            start = sum(
                first * s for (first, _), s in zip(corners, c_strides(node.shape), strict=True)
            )
            out = View(name, start, c_strides(node.shape))
            if source.strides is not None:
                source = View(source.source, *places)
            nest = Nest(shape, [source, out])
            return nest.outer([f"{nest.read(out)} = {nest.read(source)};"])
        to = self.shared.constant(np.flatnonzero(mine), "Int32Array")
        value = source.source
        if source.strides is not None:
            value = f"{value}[{self.shared.constant(index[mine], 'Int32Array')}[i]]"
        n = int(mine.sum())
        return [f"for (let i = 0; i < {n}; i++) {{", f"  {name}[{to}[i]] = {value};", "}"]

    def _emit_select(self, node: Node) -> None:
        (x, index), axis = node.operands, node.param
        n, n_index = x.shape[axis], len(index.shape)
        x_view = self._view(x)
        if x_view.strides is None:
            x_view = View(f"[{x_view.source}]", 0, (0,) * len(x.shape))
        stride = x_view.strides[axis] if x_view.strides else 0
        before, after = range(axis), range(axis + 1, len(x.shape))
        kept = x_view.arranged([*before, *([-1] * n_index), *after])
        at = self._view(index).arranged([*([-1] * axis), *range(n_index), *([-1] * len(after))])
        out = self._out(node) if node.size != 1 else None
        nest = Nest(node.shape, [kept, at, *([out] if out else [])])
        moving = nest.read(kept)[:-1] + f" + {stride} * pick({nest.read(at)}, {n})]"
        if out is None:
            self._define(node, f"+{moving}")
        else:
            self._write(node, nest.outer([f"{nest.read(out)} = {moving};"]))

    def _emit_interp(self, node: Node) -> None:
        x, xp, fp, left, right = node.operands
        points = [f"[{self._scalar(p)}]" if p.size == 1 else self._contiguous(p) for p in (xp, fp)]
        rest = ", ".join([*points, self._scalar(left), self._scalar(right)])
        if node.size == 1:
            self._define(node, f"interp({self._scalar(x)}, {rest})")
            return
        out, view = self._out(node), self._view(x)
        nest = Nest(node.shape, [out, view])
        self._write(node, nest.outer([f"{nest.read(out)} = interp({nest.read(view)}, {rest});"]))

    # repeat

    def _emit_carry(self, node: Node) -> None:
        if node.size == 1:
            name = self.names[id(node)] = self._new_name("s")
            self.declarations.append(f"let {name} = 0;")
        else:
            self._out(node)

    def _emit_loop(self, node: Node) -> None:
        loop, counter = node.param, self._new_name("t")
        for start, carry in zip(node.operands, loop.carries, strict=True):
            self._write(node, self._assign(carry, start))
        body = self.lines.pop(id(node), [])
        for stack in self.schedule.users(node):
            if stack.op == "stack":
                body += self._store_row(stack, loop.results[stack.param], counter)
        body += self._advance(loop.carries, loop.results)
        head = f"for (let {counter} = 0; {counter} < {loop.n}; {counter}++) {{"
        self._write(node, [head, *indented(body), "}"])

    def _assign(self, carry: Node, value: Node) -> list[str]:
        name = self.names[id(carry)]
        if carry.size == 1:
            return [f"{name} = {self._scalar(value)};"]
        return self._copy(self._view(value), name, carry.shape)

    def _store_row(self, stack: Node, value: Node, counter: str) -> list[str]:
        """Return the statements that write this step's `value` into its row of `stack`."""
        if id(stack) not in self.names:
            self.names[id(stack)] = self._new_buffer(stack.size)
        name = self.names[id(stack)]
        if value.size == 1:
            return [f"{name}[{counter}] = {self._scalar(value)};"]
        source, out = self._view(value), View(name, 0, c_strides(value.shape))
        nest = Nest(value.shape, [source, out])
        row = nest.read(out)[:-1] + f" + {value.size} * {counter}]"
        return nest.outer([f"{row} = {nest.read(source)};"])

    def _advance(self, carries: Sequence[Node], results: Sequence[Node]) -> list[str]:
        """Return the statements that make the results the next step's state, all at once."""
        before, after = [], []
        for carry, result in zip(carries, results, strict=True):
            if result is carry:
                continue
            if carry.size == 1:
                name = self._new_name("s")
                before.append(f"const {name} = {self._scalar(result)};")
                after.append(f"{self.names[id(carry)]} = {name};")
            elif result.op == "carry" or self.schedule.is_view(result):
                name = self._new_buffer(result.size)
                before += self._copy(self._view(result), name, result.shape)
                after += self._copy(
                    View(name, 0, c_strides(result.shape)), self.names[id(carry)], carry.shape
                )
            else:
                after += self._assign(carry, result)
        return before + after

    def _emit_final(self, node: Node) -> None:
        (loop,) = node.operands
        self.names[id(node)] = self.names[id(loop.param.carries[node.param])]

    def _emit_stack(self, node: Node) -> None:
        if node.size == 1:  # one step of a number: users read it as a number
            self._define(node, f"{self.names[id(node)]}[0]")

    # results

    def _result(self, node: Node, taken: set[str]) -> tuple[str, str]:
        """Return what `results` holds from the start, and what is stored there in each call."""
        if not node.shape:
            return "0", self._scalar(node)
        if node.size == 1:
            name = self._new_buffer(1)
            self.lines[None].append(f"{name}[0] = {self._scalar(node)};")
            return name, ""
        own = node.op not in ("input", "const") and not self.schedule.is_view(node)
        name = self.names[id(node)] if own else ""
        if not own or name in taken:
            name = self._new_buffer(node.size)
            self.lines[None].extend(self._copy(self._view(node), name, node.shape))
        taken.add(name)
        return name, ""


def _inner_product(nest: Nest, a: View, b: View) -> list[str]:
    """Return the statements that sum the products of `a` and `b` over the nest's inner part."""
    if len(nest.extents) == nest.n_outer:
        return [f"const s = {nest.read(a)} * {nest.read(b)};"]
    if len(nest.extents) > nest.n_outer + 1:
        return ["let s = 0;", *nest.inner([f"s += {nest.read(a)} * {nest.read(b)};"])]
    n = nest.extents[-1]
    last = n - n % WIDTH if n > UNROLLED else 0
    rest = [f"{nest.read(a, k)} * {nest.read(b, k)}" for k in range(last, n)]
    if not last:
        return [f"const s = {' + '.join(rest) or 0};"]
    # several sums at once: the processor need not wait for one addition to begin the next
    sums = list("abcd")[:WIDTH]
    loop = nest.inner_by(
        WIDTH,
        [f"{s} += {nest.read(a, ahead=i)} * {nest.read(b, ahead=i)};" for i, s in enumerate(sums)],
    )
    start = f"let {', '.join(f'{s} = 0' for s in sums)};"
    return [start, *loop, f"const s = {' + '.join([*sums, *rest])};"]


def _expression(node: Node, arguments: Sequence[str]) -> str:
    """Return the JavaScript of an element function of `arguments`."""
    if node.param == "where" and node.operands[0].kind == "b":
        return "({} ? {} : {})".format(*arguments)
    if _is_square(node):
        return ELEMENTS["square"].format(*arguments)
    return ELEMENTS[node.param].format(*arguments)


def _is_square(node: Node) -> bool:
    """Tell whether the expression of `node` holds its argument twice."""
    if node.op != "element" or node.param not in ("power", "square"):
        return False
    if node.param == "square":
        return True
    exponent = node.operands[1]
    return exponent.op == "const" and np.unique(exponent.param).tolist() == [2]


def _by_label(view: View, labels: str, order: str) -> View:
    """Return the view with one axis for each label of `order`."""
    if view.strides is None:
        return view
    stride = dict.fromkeys(order, 0)
    for label, own in zip(labels, view.strides, strict=True):
        stride[label] += own
    return View(view.source, view.offset, tuple(stride.values()))
