"""A small book of another author: a notebook with outputs as Jupyter saved them, no own style."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import nbformat
import numpy as np
from sphinx.cmd.build import build_main

from livefig import explore, question

WIDGET = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"

# Stands where a book has MathJax, and marks what MathJax would set.
MATHJAX = """addEventListener("load", () => {
  for (const element of document.querySelectorAll(".math"))
    element.append(document.createElement("mjx-container"));
});"""

CONF = """
project, version, release, copyright = "Book", "1", "1", "Somebody"
extensions = ["myst_nb", "livefig.sphinx"]
nb_execution_mode = "off"
html_static_path = ["_static"]
mathjax_path = "mathjax.js"
epub_show_urls = "no"
"""
JUPYTER_BOOK = """
title: A book
author: Somebody
execute: {execute_notebooks: "off"}
sphinx:
  extra_extensions: [livefig.sphinx]
  config: {mathjax_path: mathjax.js}
"""


def outputs() -> list[dict[str, Any]]:
    """Return the bundles of a figure and of questions of each kind."""
    fig, ax = plt.subplots()
    (line,) = ax.plot([0, 1], [0, 1], label="a line")
    ax.set(title="Lines", xlabel="x", ylabel="y")
    ax.legend()

    def update(w: Any = 1.0, kind: Any = "straight") -> Any:
        power = 1 if kind == "straight" else 2
        return {line: w * np.array([0.0, 1.0]) ** power}

    figure = explore(
        fig, update, name="swing", alt="A line.", w=(-1.0, 1.0), kind=["straight", "bent"]
    )
    plt.close(fig)
    choice = question(
        "What is $w^2$ at `w = 3`?",
        {"9": (True, "It is $3 \\cdot 3$."), "6 < 7": (False, "*Twice* is not squared.")},
        name="choice",
    )
    number = question("And 2 + 2?", 4, explanation="Count.", wrong="Use fingers.", name="number")
    data, _ = figure._repr_mimebundle_()
    return [data, *(dict(shown._repr_mimebundle_()) for shown in (choice, number))]


def write_notebook(path: Path, bundles: list[dict[str, Any]]) -> None:
    """Write a notebook with these outputs, and the state of one widget for those that have one."""
    notebook = nbformat.v4.new_notebook()
    notebook.cells.append(nbformat.v4.new_markdown_cell("# Lines\n\nNo formula stands here."))
    for data in bundles:
        output = nbformat.v4.new_output("display_data", data=data)
        notebook.cells.append(nbformat.v4.new_code_cell("shown", outputs=[output]))
    model = {"model_module": "anywidget", "model_name": "AnyModel", "state": {}}
    model["model_module_version"] = "~0.9.*"
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    notebook.metadata["language_info"] = {"name": "python", "pygments_lexer": "ipython3"}
    notebook.metadata["widgets"] = {
        STATE: {"version_major": 2, "version_minor": 0, "state": {"saved": model}}
    }
    nbformat.write(notebook, path)


def view() -> dict[str, Any]:
    """Return what a bundle holds of a widget that a notebook has saved."""
    return {WIDGET: {"version_major": 2, "version_minor": 0, "model_id": "saved"}}


def write_book(folder: Path, settings: str = "") -> None:
    """Write a book for Jupyter Book and for plain Sphinx; its only formulas are in questions."""
    (folder / "_static").mkdir()
    (folder / "_static" / "mathjax.js").write_text(MATHJAX)
    (folder / "conf.py").write_text(CONF + settings)
    (folder / "_config.yml").write_text(JUPYTER_BOOK)
    (folder / "_toc.yml").write_text("format: jb-book\nroot: index\nchapters: [{file: lines}]\n")
    (folder / "index.md").write_text("# Book\n\nA first page.\n\n```{toctree}\nlines\n```\n")
    figure, *questions = outputs()
    write_notebook(folder / "lines.ipynb", [figure | view(), *questions])


def sphinx(folder: Path, builder: str, theme: str = "basic") -> Path:
    """Build with plain Sphinx, warnings being errors, and return where the result is."""
    target = folder.parent / f"{folder.name}-{builder}-{theme}"
    trees = folder.with_name(f"{folder.name}-trees")  # which all builders share
    options = ["-W", "--keep-going", "-b", builder, "-d", str(trees), f"-Dhtml_theme={theme}"]
    said = build_main([*options, str(folder), str(target)])  # here, so that its coverage counts
    assert said == 0, "Sphinx has said why"
    return target


def jupyter_book(folder: Path) -> Path:
    """Build with Jupyter Book, warnings being errors, and return where the pages are."""
    (folder / "conf.py").unlink()
    (folder / "index.md").write_text("# Book\n\nA first page.\n")
    command = Path(sys.executable).with_name("jupyter-book")
    target = folder.with_name(f"{folder.name}-jupyter-book")
    options = ["-W", "--keep-going", "--path-output", str(target)]
    done = subprocess.run([command, "build", *options, folder], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return target / "_build" / "html"
