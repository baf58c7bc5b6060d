"""How each primitive on arrays is written: the loop nests and what stands in them."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from livefig.javascript.emitter import Emitter
from livefig.javascript.nests import Nest, View, c_strides, strided
from livefig.javascript.table import ELEMENTS, REDUCTIONS, SCANS
from livefig.tracing.graph import Node, Shape

UNROLLED = 16  # inner products up to this length are written out
WIDTH = 4  # longer ones are summed in this many parts
INLINE = 120  # a longer expression gets a name


def input(e: Emitter, node: Node) -> None:
    """Take a number or an array from the arguments."""
    first = "[0]" if node.shape and node.size == 1 else ""
    e.define(node, f"args[{node.param}]{first}")


def element(e: Emitter, node: Node) -> None:
    """Compute a function of each element, and what is fused into its loop nest."""
    if node.size == 1:
        e.define(node, _expression(node, [e.scalar(x) for x in node.operands]))
        return
    out = e.out(node)
    views = _operand_views(e, [*e.schedule.members(node), node], node.shape)
    nest = Nest(node.shape, [out, *views.values()])
    lines, value = _fused(e, node, nest, views)
    e.write(node, nest.outer([*lines, f"{nest.read(out)} = {value};"]))


def _operand_views(e: Emitter, members: Sequence[Node], shape: Shape) -> dict[int, View]:
    """Return how a nest over `shape` reads what its `members` need from outside."""
    return {
        id(operand): e.view(operand, shape)
        for member in members
        for operand in member.operands
        if not e.schedule.is_fused(operand)
    }


def _fused(e: Emitter, root: Node, nest: Nest, views: dict[int, View]) -> tuple[list[str], str]:
    """Return the statements of the nodes fused into `root`, and the expression of its value."""
    atoms = {key: nest.read(view) for key, view in views.items()}
    members = [*e.schedule.members(root), *([root] if root.op == "element" else [])]
    lines = []
    for node in members:
        text = _expression(node, [atoms[id(operand)] for operand in node.operands])
        if node is not root and (len(text) > INLINE or _is_read_again(e, node)):
            name = e.new_name("e")
            lines.append(f"const {name} = {text};")
            text = name
        atoms[id(node)] = text
    return lines, atoms[id(root if root.op == "element" else root.operands[0])]


def _is_read_again(e: Emitter, node: Node) -> bool:
    """Tell whether the expression of a fused node would stand in more than one place."""
    users = e.schedule.users(node)
    return len(users) > 1 or _is_square(users[0])


def reduce(e: Emitter, node: Node) -> None:
    """Reduce some axes to one number: results outside, what is reduced inside."""
    (x,), (name, axes) = node.operands, node.param
    kept = [axis for axis in range(len(x.shape)) if axis not in axes]
    order = [*kept, *axes]
    views = _operand_views(e, e.schedule.members(node) or [node], x.shape)
    views = {key: view.arranged(order) for key, view in views.items()}
    position = [kept.index(axis) if axis in kept else -1 for axis in order]
    out = e.out(node).arranged(position) if node.size != 1 else None
    shape = tuple(x.shape[axis] for axis in order)
    nest = Nest(shape, [*views.values(), *([out] if out else [])], len(kept))
    lines, value = _fused(e, node, nest, views)
    start, update = REDUCTIONS[name]
    loops = nest.inner([*lines, f"const v = {value};", update])
    e.write(node, e.accumulated(node, nest, [start, *loops], out))


def scan(e: Emitter, node: Node) -> None:
    """Accumulate along one axis."""
    (x,), (name, axis) = node.operands, node.param
    if node.size == 1:
        e.define(node, e.scalar(x))
        return
    order = [*(i for i in range(len(x.shape)) if i != axis), axis]
    source, out = e.view(x).arranged(order), e.out(node).arranged(order)
    nest = Nest(tuple(x.shape[i] for i in order), [source, out], len(order) - 1)
    start, update = SCANS[name]
    inner = [f"const v = {nest.read(source)};", update, f"{nest.read(out)} = s;"]
    e.write(node, nest.outer([start, *nest.inner(inner)]))


def contract(e: Emitter, node: Node) -> None:
    """Sum products of two operands over the labels that the result lacks."""
    labels_a, labels_b, labels = node.param
    summed = "".join(dict.fromkeys(c for c in labels_a + labels_b if c not in labels))
    extents = {
        label: n
        for operand, own in zip(node.operands, (labels_a, labels_b), strict=True)
        for label, n in zip(own, operand.shape, strict=True)
    }
    a, b = (
        _by_label(e.view(operand), own, labels + summed)
        for operand, own in zip(node.operands, (labels_a, labels_b), strict=True)
    )
    out = _by_label(e.out(node), labels, labels + summed) if node.size != 1 else None
    shape = tuple(extents[label] for label in labels + summed)
    nest = Nest(shape, [a, b, *([out] if out else [])], len(labels))
    whole = node.kind == "i" and any(operand.kind == "i" for operand in node.operands)
    product = _whole_product if whole else _inner_product
    e.write(node, e.accumulated(node, nest, product(nest, a, b), out))


def gather(e: Emitter, node: Node) -> None:
    """Put elements of the operands in new places, unless users can read them in place."""
    if node.size == 1:
        _emit_one_gathered(e, node)
        return
    name, start = e.out(node).source, 1
    for operand in node.operands:
        mine = (node.param >= start) & (node.param < start + operand.size)
        e.write(node, _gather_part(e, node, operand, node.param - start, mine, name))
        start += operand.size


def _emit_one_gathered(e: Emitter, node: Node) -> None:
    (position,) = node.param.ravel()
    if position == 0:
        e.names[id(node)] = "0"
    elif node.operands[0].size == 1:
        e.names[id(node)] = e.scalar(node.operands[0])
    else:
        e.define(node, f"{e.view(node.operands[0]).source}[{position - 1}]")


def _gather_part(
    e: Emitter,
    node: Node,
    operand: Node,
    index: np.ndarray[Any, Any],
    mine: np.ndarray[Any, Any],
    name: str,
) -> list[str]:
    """Return statements that copy the elements of one operand to their places."""
    if not mine.any():
        return []
    source = e.view(operand)
    corners = [(int(axis.min()), int(axis.max()) + 1) for axis in np.nonzero(mine)]
    box = tuple(slice(first, last) for first, last in corners)
    shape = tuple(last - first for first, last in corners)
    places = strided(index[box]) if mine[box].all() else None
    if places is not None:
        start = sum(first * s for (first, _), s in zip(corners, c_strides(node.shape), strict=True))
        out = View(name, start, c_strides(node.shape))
        if source.strides is not None:
            source = View(source.source, *places)
        nest = Nest(shape, [source, out])
        return nest.outer([f"{nest.read(out)} = {nest.read(source)};"])
    to = e.shared.constant(np.flatnonzero(mine), "Int32Array")
    value = source.source
    if source.strides is not None:
        value = f"{value}[{e.shared.constant(index[mine], 'Int32Array')}[i]]"
    n = int(mine.sum())
    return [f"for (let i = 0; i < {n}; i++) {{", f"  {name}[{to}[i]] = {value};", "}"]


def select(e: Emitter, node: Node) -> None:
    """Read an operand at an index that is computed."""
    (x, index), axis = node.operands, node.param
    n, n_index = x.shape[axis], len(index.shape)
    x_view = e.view(x)
    if x_view.strides is None:
        x_view = View(f"[{x_view.source}]", 0, (0,) * len(x.shape))
    stride = x_view.strides[axis] if x_view.strides else 0
    before, after = range(axis), range(axis + 1, len(x.shape))
    kept = x_view.arranged([*before, *([-1] * n_index), *after])
    at = e.view(index).arranged([*([-1] * axis), *range(n_index), *([-1] * len(after))])
    out = e.out(node) if node.size != 1 else None
    nest = Nest(node.shape, [kept, at, *([out] if out else [])])
    moving = nest.read(kept)[:-1] + f" + {stride} * pick({nest.read(at)}, {n})]"
    if out is None:
        e.define(node, f"+{moving}")
    else:
        e.write(node, nest.outer([f"{nest.read(out)} = {moving};"]))


def interp(e: Emitter, node: Node) -> None:
    """Look up straight pieces between points."""
    x, xp, fp, left, right = node.operands
    points = [f"[{e.scalar(p)}]" if p.size == 1 else e.contiguous(p) for p in (xp, fp)]
    rest = ", ".join([*points, e.scalar(left), e.scalar(right)])
    if node.size == 1:
        e.define(node, f"interp({e.scalar(x)}, {rest})")
        return
    out, view = e.out(node), e.view(x)
    nest = Nest(node.shape, [out, view])
    e.write(node, nest.outer([f"{nest.read(out)} = interp({nest.read(view)}, {rest});"]))


def routine(e: Emitter, node: Node) -> None:
    """Call a routine with whole arrays in C order."""
    name, *params = node.param
    given = [f"[{e.scalar(x)}]" if x.size == 1 else e.contiguous(x) for x in node.operands]
    out = e.new_buffer(node.size)
    e.write(node, [f"{name}({', '.join([out, *given, *map(str, params)])});"])
    if node.size == 1:
        e.define(node, f"{out}[0]")
    else:
        e.names[id(node)] = out


def order(e: Emitter, node: Node) -> None:
    """Sort the rows along the last axis, or say where their elements come from."""
    if node.size == 1:
        e.define(node, "0" if node.param == "argsort" else e.scalar(node.operands[0]))
        return
    n = node.shape[-1]
    if n == 0 or node.size == 0:
        e.out(node)
        return
    source = e.contiguous(node.operands[0])
    e.write(node, [f"{node.param}Rows({source}, {e.out(node).source}, {n});"])


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


def _whole_product(nest: Nest, a: View, b: View) -> list[str]:
    """Return the statements for whole numbers: each step is exact, or nothing."""
    product = f"{nest.read(a)} * {nest.read(b)}"
    if len(nest.extents) == nest.n_outer:
        return [f"const s = whole({product});"]
    return ["let s = 0;", *nest.inner([f"s = whole(s + whole({product}));"])]


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
