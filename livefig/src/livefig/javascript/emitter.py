"""The statements of one JavaScript function: names, buffers, and how nodes are read and written."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from livefig.javascript import packed
from livefig.javascript.nests import Nest, View, c_strides, indented, strided
from livefig.javascript.routines import ROUTINES
from livefig.javascript.schedule import Schedule
from livefig.javascript.table import HELPERS, number
from livefig.tracing.graph import Node, Shape

FUNCTIONS = {**HELPERS, **ROUTINES, **packed.HELPERS}


class Shared:
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
            line = f"const {name} = {packed.typed_array(values, array_type)};"
            self.note_helpers(line)
            self.declarations.append(line)
        return self.constants[key]

    def note_helpers(self, line: str) -> None:
        """Remember the helpers that `line` calls, and those that these call."""
        for name in FUNCTIONS:
            if f"{name}(" in line and name not in self.helpers:
                self.helpers.add(name)
                self.note_helpers(FUNCTIONS[name])

    def source(self) -> str:
        """Return the declarations."""
        helpers = [
            f"const {name} = {FUNCTIONS[name]};" for name in FUNCTIONS if name in self.helpers
        ]
        return "".join(f"{line}\n" for line in (*helpers, *self.declarations))


class Emitter:
    """Collects the statements that compute a graph's outputs from its inputs.

    Attributes
    ----------
    names : dict
        From a node (its id) to the name of its number or buffer.
    declarations, lines : list of str, dict of lists
        What is declared once, and what runs in each call, by the `repeat` loop it runs in.
    """

    def __init__(self, shared: Shared, outputs: Sequence[Node]):
        self.shared = shared
        self.schedule = Schedule(outputs)
        self.names: dict[int, str] = {}
        self.declarations: list[str] = []
        self.lines: dict[int | None, list[str]] = {None: []}
        self._count = 0

    def new_name(self, prefix: str) -> str:
        """Return a name that nothing else has."""
        self._count += 1
        return f"{prefix}{self._count}"

    def new_buffer(self, size: int) -> str:
        """Declare an array and return its name."""
        name = self.new_name("b")
        self.declarations.append(f"const {name} = new Float64Array({size});")
        return name

    def write(self, node: Node, lines: Sequence[str]) -> None:
        """Append statements to the loop that `node` is computed in."""
        for line in lines:
            self.shared.note_helpers(line)
        self.lines.setdefault(self.schedule.loop_of(node), []).extend(lines)

    def define(self, node: Node, expression: str) -> None:
        """Let a constant of its own name be the value of `node`."""
        name = self.names[id(node)] = self.new_name("s")
        self.write(node, [f"const {name} = {expression};"])

    def scalar(self, node: Node) -> str:
        """Return the expression of a node of one element."""
        return number(np.ravel(node.param)[0]) if node.op == "const" else self.names[id(node)]

    def view(self, node: Node, shape: Shape | None = None) -> View:
        """Return how to read `node`, broadcast to `shape`."""
        shape = node.shape if shape is None else shape
        if node.size == 1:
            return View(self.scalar(node))
        if not self.schedule.is_view(node):
            is_const = node.op == "const"
            name = self.shared.constant(node.param) if is_const else self.names[id(node)]
            return View(name, 0, c_strides(node.shape)).broadcast(node.shape, shape)
        source = node.operands[0]
        if source.size == 1:
            return View(self.scalar(source))
        offset, strides = strided(node.param - 1) or (0, ())
        return View(self.view(source).source, offset, strides).broadcast(node.shape, shape)

    def out(self, node: Node) -> View:
        """Give `node` a buffer and return how to write it."""
        name = self.names[id(node)] = self.new_buffer(node.size)
        return View(name, 0, c_strides(node.shape))

    def copy(self, source: View, target: str, shape: Shape) -> list[str]:
        """Return the statements that copy an array of `shape` into the buffer `target`."""
        out = View(target, 0, c_strides(shape))
        nest = Nest(shape, [source, out])
        return nest.outer([f"{nest.read(out)} = {nest.read(source)};"])

    def contiguous(self, node: Node) -> str:
        """Return the name of an array that holds `node` in C order."""
        view = self.view(node)
        if view.strides == c_strides(node.shape) and view.offset == 0:
            return view.source
        name = self.new_buffer(node.size)
        self.write(node, self.copy(view, name, node.shape))
        return name

    def accumulated(
        self, node: Node, nest: Nest, lines: Sequence[str], out: View | None
    ) -> list[str]:
        """Return statements that leave what `lines` make of `s` in `out`, or in a number."""
        if out is not None:
            return nest.outer([*lines, f"{nest.read(out)} = s;"])
        name = self.names[id(node)] = self.new_name("s")
        return [f"let {name};", "{", *indented([*lines, f"{name} = s;"]), "}"]
