"""The student's form of a notebook: no solutions, and checks that say "not yet" until all is done.

A check is a statement of a cell that the page leaves out. In the student's form, one that needs
what only a solution makes, directly or through another check, is guarded; all others run as they
stand.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import replace

from notebooks.cells import Cell

PLACE = "# Your code."
CHECKS = "# Checks of the exercises above: run this cell when you have solved them.\n"
GUARD = """try:
{checks}
except Exception as missing:
    print("Not yet: solve the exercises above, run their cells and then this one.", repr(missing))
else:
    print("The exercises above are solved.")"""


def student_cells(cells: Iterable[Cell]) -> list[Cell]:
    """Return the cells of the student's form."""
    cells = list(cells)
    given = {c.exercise for c in cells if c.exercise and c.kind == "code" and not c.solution}
    unsolved: set[str] = set()
    reads: dict[str, set[str]] = {}  # what the functions of the cells look up when they are called
    asked = ""
    kept: list[Cell] = []
    for cell in cells:
        if asked and (cell.solution or cell.exercise != asked):
            kept.append(Cell("code", PLACE, exercise=asked))
            asked = ""
        if cell.solution:
            if cell.kind == "code":
                unsolved |= bound(cell.source) | changed(cell.source)
            continue
        if cell.exercise and cell.exercise not in given:
            asked = cell.exercise
        if cell.kind == "code" and cell.removed:
            source = guarded(cell.source, unsolved, reads)
            if source != cell.source:  # whether all is solved can be seen
                cell = replace(cell, source=source, metadata={"jupyter": {"source_hidden": True}})
        elif cell.kind == "code":
            unsolved -= bound(cell.source)
            reads |= functions(cell.source)
        kept.append(cell)
    return [*kept, *([Cell("code", PLACE, exercise=asked)] if asked else [])]


def guarded(source: str, unsolved: set[str], reads: Mapping[str, set[str]]) -> str:
    """Return checks of which those that need a name of `unsolved` cannot fail.

    Names that such a statement binds are added to `unsolved`. `reads` says what functions need.
    """
    parts: list[tuple[bool, str]] = []
    for statement in ast.parse(source).body:
        needs = bool(with_functions(used(statement), reads) & unsolved)
        if needs:
            unsolved |= bound_by(statement)
        else:
            unsolved -= bound_by(statement)
        text = ast.unparse(statement)
        if parts and parts[-1][0] == needs:
            parts[-1] = needs, f"{parts[-1][1]}\n{text}"
        else:
            parts.append((needs, text))
    if not any(needs for needs, _ in parts):
        return source
    return CHECKS + "\n".join(
        GUARD.format(checks=textwrap.indent(text, "    ")) if needs else text
        for needs, text in parts
    )


def with_functions(names: set[str], reads: Mapping[str, set[str]]) -> set[str]:
    """Return names and all that the functions among them read, directly or through others."""
    found: set[str] = set()
    left = set(names)
    while left:
        name = left.pop()
        found.add(name)
        left |= reads.get(name, set()) - found
    return found


def functions(source: str) -> dict[str, set[str]]:
    """Return the names that the functions of a cell read, by the name of the function."""
    return {
        statement.name: used(statement)
        for statement in ast.parse(source).body
        if isinstance(statement, ast.FunctionDef | ast.ClassDef)
    }


def used(statement: ast.stmt) -> set[str]:
    """Return the names that a statement reads."""
    names = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
    return {node.id for node in names if isinstance(node.ctx, ast.Load)}


def bound_by(statement: ast.stmt) -> set[str]:
    """Return the names that a statement binds, those inside of functions left out."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return {statement.name}
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return {(alias.asname or alias.name).partition(".")[0] for alias in statement.names}
    names = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
    return {node.id for node in names if isinstance(node.ctx, ast.Store)}


def bound(source: str) -> set[str]:
    """Return the names that the code of a cell binds."""
    return {name for statement in ast.parse(source).body for name in bound_by(statement)}


def changed(source: str) -> set[str]:
    """Return the names of what the code of a cell writes into: `net.b = …`, `W[0] = …`."""
    parts = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store)
    ]
    return {found.id for part in parts for found in ast.walk(part) if isinstance(found, ast.Name)}
