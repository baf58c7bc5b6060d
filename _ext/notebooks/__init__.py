"""Sphinx extension: each page of the book also as a Jupyter notebook, made from the built page.

Numbers, terms, citations and references are resolved there to plain Markdown, which JupyterLab,
Notebook, VS Code, Colab and GitHub show alike; `markdown` has the writer of each kind of node,
`cells` what is folded, `student` the form without solutions. The notebooks lie in
`_build/notebooks`, the student's in `student` below it; the page's download button has the first.
The chapters' `.md` files stay the one source.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import nbformat
from docutils import nodes
from myst_nb.core.read import create_nb_reader
from nbformat import NotebookNode
from sphinx.application import Sphinx

from notebooks.cells import Cell, Reader
from notebooks.markdown import Page, headings_of
from notebooks.student import student_cells

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
STUDENT = "student"


def write_notebooks(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Write both notebooks of a page whose references are resolved."""
    if app.builder.name != "html":
        return
    page = Page(docname, all_headings(app), numbers_of(app, docname))
    cells = Reader(page, source_of(app, docname)).read(doctree)
    folder = folder_of(app)
    save(folder / f"{docname}.ipynb", text_of(cells, docname))
    save(folder / STUDENT / f"{docname}.ipynb", text_of(student_cells(cells), docname))


def folder_of(app: Sphinx) -> Path:
    """Return where the notebooks are written."""
    return Path(app.outdir).parent / "notebooks"


def text_of(cells: list[Cell], docname: str) -> str:
    """Return a notebook of these cells: the same text in every build, and without outputs."""
    done = []
    for number, cell in enumerate(cells):
        new = nbformat.v4.new_code_cell if cell.kind == "code" else nbformat.v4.new_markdown_cell
        name = sha256(f"{docname} {number} {cell.source}".encode()).hexdigest()[:8]
        done.append(new(cell.source, id=f"{number}-{name}", metadata=cell.metadata))
    notebook = nbformat.v4.new_notebook(
        cells=done, metadata={"kernelspec": KERNEL, "language_info": {"name": "python"}}
    )
    nbformat.validate(notebook)
    text: str = nbformat.writes(notebook)
    return text + "\n"


def save(path: Path, text: str) -> None:
    """Write a file whose folder may be new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def source_of(app: Sphinx, docname: str) -> NotebookNode | None:
    """Return the chapter as it stands in its file, None of a page without cells."""
    path = Path(app.env.doc2path(docname))
    text = path.read_text("utf-8")
    env: Any = app.env
    reader = create_nb_reader(str(path), env.myst_config, env.mystnb_config, text)
    return None if reader is None else reader.read(text)


def all_headings(app: Sphinx) -> dict[tuple[str, str], str]:
    """Return the headings of all pages."""
    known: dict[tuple[str, str], str] | None = getattr(app, "notebook_headings", None)
    if known is None:
        known = {}
        for docname in app.env.found_docs:
            known |= headings_of(docname, app.env.get_doctree(docname))
        app.notebook_headings = known  # type: ignore[attr-defined]
    return known


def numbers_of(app: Sphinx, docname: str) -> dict[str, str]:
    """Return the numbers of the equations and exercises of a page by their ids."""
    kinds = app.env.toc_fignumbers.get(docname, {})
    numbers = kinds.get("displaymath", {}) | kinds.get("exercise", {})
    return {name: ".".join(map(str, number)) for name, number in numbers.items()}


def offer_download(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Let the theme's download button give the notebook."""
    if doctree is not None and (folder_of(app) / f"{pagename}.ipynb").exists():
        context["ipynb_source"] = f"{pagename}.ipynb"


def finish_buttons(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Put the notebook where the theme's buttons lead, which has put another one there."""
    source = folder_of(app) / f"{pagename}.ipynb"
    if doctree is None or not source.exists():
        return
    save(Path(app.outdir) / "_sources" / f"{pagename}.ipynb", source.read_text("utf-8"))
    chapter = f"lab/tree/{pagename}.md"
    for button in launch_buttons(context.get("header_buttons", [])):
        notebook = f"lab/tree/{place_of(app)}/{pagename}.ipynb"
        button["url"] = button["url"].replace(chapter, notebook)


def launch_buttons(buttons: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return all buttons that lead somewhere, those in groups as well."""
    inner = [launch_buttons(button.get("buttons", [])) for button in buttons]
    own = [button for button in buttons if button.get("url")]
    return own + [button for group in inner for button in group]


def place_of(app: Sphinx) -> str:
    """Return the folder of the notebooks as seen from the book's."""
    return folder_of(app).relative_to(app.srcdir).as_posix()


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect to Sphinx, after everything that resolves references."""
    app.connect("doctree-resolved", write_notebooks, priority=900)
    app.connect("html-page-context", offer_download, priority=100)
    app.connect("html-page-context", finish_buttons, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
