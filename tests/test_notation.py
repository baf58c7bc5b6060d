"""The page on notation is right: each name in code exists, with the shape beside it."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import Any

import jupytext
import numpy as np
import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOK = jupytext.read(ROOT / "chapters" / "notation.md")


def rows() -> list[tuple[str, str, str]]:
    """Return meaning, shape and code of each row of the tables, a row for each name in code."""
    found = []
    for cell in NOTEBOOK.cells:
        for line in cell.source.splitlines() if cell.cell_type == "markdown" else ():
            columns = [column.strip() for column in line.strip("|").split(" |")]
            if line.startswith("|") and columns[0] not in ("Symbol", "---"):
                shape = columns[2].strip("`") if len(columns) == 4 else ""
                found += [(columns[1], shape, code) for code in re.findall("`(.+?)`", columns[-1])]
    return found


@cache
def names() -> dict[str, Any]:
    """Return what the page's own code defines."""
    given: dict[str, Any] = {}
    for cell in NOTEBOOK.cells:
        if cell.cell_type == "code":
            exec(cell.source, given)
    return given


@cache
def identifiers() -> set[str]:
    """Return all names of arguments, functions and classes in the library."""
    nodes = [
        node
        for path in (ROOT / "nnlib").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
    ]
    arguments = {node.arg for node in nodes if isinstance(node, ast.arg)}
    return arguments | {n.name for n in nodes if isinstance(n, (ast.FunctionDef, ast.ClassDef))}


@pytest.mark.parametrize(("meaning", "shape", "code"), rows())
def test_name_in_code(meaning: str, shape: str, code: str):
    if code.isidentifier() and code not in names():
        assert code in identifiers()
        assert not shape
        return
    value = eval(code, names())
    if shape:
        layer = names()["network"].layers[names()["l"] - 1]
        n_in, n_out = layer.W.shape
        sizes = {"m": len(names()["X"]), "n_in": n_in, "n_out": n_out}
        assert len({*sizes.values(), 1}) == 4, "sizes that are equal would hide a mistake"
        assert np.shape(value) == eval(shape, sizes)


def test_tables_are_read():
    assert ("bias", "()", "neuron.bias") in rows()
    assert len(rows()) > 30
