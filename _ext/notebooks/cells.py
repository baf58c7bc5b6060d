"""A page as the cells of a notebook: its text as Markdown, its code as it stands in the chapter.

What the page hides is folded (`source_hidden`); what it leaves out runs, folded, in front of the
next cell. A solution with code is a heading that JupyterLab keeps folded with all that belongs to
it; the heading after it ends the fold.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from docutils import nodes
from nbformat import NotebookNode

from notebooks.markdown import Page, inline, is_cell, write

FOLDED = {"hide-input", "remove-input", "remove-cell", "hide-cell"}
OUT_OF_SIGHT = {"remove-cell", "hide-cell"}
EXERCISE, SOLUTION = "exercise_enumerable_node", "solution_node"
EXERCISES, DEEPEST = 4, 6  # how deep the headings of exercises and of solutions are
LEFT_OUT = (
    "# The page leaves this cell out: it prepares what follows, or checks what the text says.\n"
)


@dataclass
class Cell:
    """A cell of a notebook, and whether it belongs to an exercise or its solution."""

    kind: str  # "markdown" or "code"
    source: str
    metadata: dict[str, object] = field(default_factory=dict)
    exercise: str = ""  # its title
    solution: bool = False
    removed: bool = False  # the page does not show it


class Reader:
    """Walks through a page in its order and collects cells."""

    def __init__(self, page: Page, notebook: NotebookNode | None) -> None:
        self.page = page
        self.sources = notebook.cells if notebook else []
        self.next_source = 0
        self.cells: list[Cell] = []
        self.text: list[str] = []
        self.exercise, self.solution = "", False
        self.in_fold = False

    def read(self, doctree: nodes.document) -> list[Cell]:
        """Return the cells of a page."""
        self.block(doctree)
        self.flush()
        self.removed_up_to(len(self.sources))
        return self.cells

    def block(self, node: nodes.Node) -> None:
        """Read a node and what it holds."""
        name = type(node).__name__
        if is_cell(node):
            self.code(node)
        elif name == EXERCISE:
            self.exercise_of(node)
        elif name == SOLUTION:
            self.solution_of(node)
        elif isinstance(node, nodes.section) and not node["ids"][0].endswith("-content"):
            self.section(node)
        elif isinstance(node, nodes.document | nodes.section):
            for child in node.children:
                self.block(child)
        else:
            self.words(write(node, self.page))

    def words(self, written: str, *, heading: bool = False) -> None:
        """Add text; after a fold, a heading must come first."""
        if not written.strip():
            return
        if self.in_fold and not self.solution:
            self.flush()
            self.in_fold = False
            if not heading:
                self.text.append("#" * DEEPEST + " Back in the text")
        self.text.append(written.strip("\n"))

    def section(self, node: nodes.section) -> None:
        """Read a section one level deeper, each one from a cell of its own."""
        self.flush()
        title, *rest = node.children
        self.words(write(title, self.page), heading=True)
        self.page.level += 1
        for child in rest:
            self.block(child)
        self.page.level -= 1

    def exercise_of(self, node: nodes.Element) -> None:
        """Read an exercise: its title as a heading, then what is asked."""
        self.flush()
        title, *rest = node.children
        number = self.page.numbers.get(node["ids"][0], "")
        words = " ".join(f"Exercise {number} {inline(title, self.page)}".split())
        self.exercise, self.solution = words, False
        self.words("#" * EXERCISES + f" {words}", heading=True)
        start = len(self.text)
        for child in rest:
            self.block(child)
        if len(self.text) > start:
            self.text[start] = f'<a id="{node["ids"][0]}"></a>{self.text[start]}'
        self.flush()

    def solution_of(self, node: nodes.Element) -> None:
        """Read a solution: folded as a whole, in one cell if it has no code."""
        self.flush()
        rest = node.children[1:]
        self.solution = True
        if any(is_cell(child) for child in node.findall(nodes.container)):
            heading = "#" * DEEPEST + " Solution (unfold it with the arrow on the left)"
            folded: dict[str, object] = {"jp-MarkdownHeadingCollapsed": True}
            self.cells.append(self.cell("markdown", heading, folded))
            for child in rest:
                self.block(child)
            self.flush()
            self.in_fold = True
        else:
            before, self.text = self.text, []
            for child in rest:
                self.block(child)
            inside, self.text = "\n\n".join(self.text), before
            self.words(f"<details><summary>Solution</summary>\n\n{inside}\n\n</details>")
            self.flush()
        self.solution, self.exercise = False, ""

    def code(self, node: nodes.Element) -> None:
        """Read a cell with code, and those before it that the page leaves out."""
        self.flush()
        number = node["cell_index"]
        self.removed_up_to(number)
        self.cells.append(self.code_cell(self.sources[number]))
        self.next_source = number + 1

    def removed_up_to(self, number: int) -> None:
        """Add the cells with code that stand before cell `number` and are on no page."""
        for source in self.sources[self.next_source : number]:
            if source.cell_type == "code":
                self.cells.append(self.code_cell(source, removed=True))
        self.next_source = number

    def code_cell(self, source: NotebookNode, *, removed: bool = False) -> Cell:
        """Return a cell of the chapter, folded as its tags say."""
        tags = set(source.metadata.get("tags", []))
        folds: dict[str, object] = {}
        if tags & FOLDED or self.solution:
            folds["source_hidden"] = True
        if tags & OUT_OF_SIGHT:
            folds["outputs_hidden"] = True
        metadata: dict[str, object] = {"tags": sorted(tags)} if tags else {}
        metadata |= {"jupyter": folds} if folds else {}
        cell = self.cell("code", LEFT_OUT * removed + source.source, metadata)
        cell.removed = removed
        return cell

    def cell(self, kind: str, source: str, metadata: dict[str, object] | None = None) -> Cell:
        """Return a cell that belongs where the reader is now."""
        return Cell(kind, source, metadata or {}, self.exercise, self.solution)

    def flush(self) -> None:
        """Make a cell of the text so far."""
        if self.text:
            self.cells.append(self.cell("markdown", "\n\n".join(self.text)))
            self.text = []
