"""Each page as a notebook: plain Markdown, folded code, and a student's form without solutions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import jupytext
import nbformat
import pytest
from contents import ROOT
from nbclient import NotebookClient
from nbformat import NotebookNode

pytestmark = pytest.mark.browser  # it needs the built book

PAGES = ["index", *(f"chapters/{path.stem}" for path in sorted(ROOT.glob("chapters/*.md")))]
ROLES = re.compile(r"\{[a-z:-]+\}`|^:::|^```\{|window-output|@@|\\\\label", re.MULTILINE)
PLACE = "# Your code."
LEFT_OUT = (
    "# The page leaves this cell out: it prepares what follows, or checks what the text says.\n"
)
SOLUTION = re.compile(
    r"^```\{solution-start\}(.*?)^```\{solution-end\}|^```\{solution\}(.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
LINK = re.compile(r"\]\((?!https?:)([^()#\s]*)(?:#((?:[^()\s]|\([^()]*\))*))?\)")
CODE = re.compile(r"^```\{code-cell\}[^\n]*\n(?::[^\n]*\n)*(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def notebooks(book: Path) -> Path:
    """Return the folder of the notebooks of the built book."""
    return book.parent / "notebooks"


def read(folder: Path, page: str) -> NotebookNode:
    return nbformat.read(folder / f"{page}.ipynb", 4)


def source_of(page: str) -> str:
    return (ROOT / f"{page}.md").read_text("utf-8")


def code_of(notebook: NotebookNode) -> list[str]:
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def text_of(notebook: NotebookNode) -> str:
    return "\n\n".join(c.source for c in notebook.cells if c.cell_type == "markdown")


def solutions(page: str) -> Iterator[str]:
    for match in SOLUTION.finditer(source_of(page)):
        yield match[1] or match[2]


@pytest.mark.parametrize("form", [".", "student"])
@pytest.mark.parametrize("page", PAGES)
def test_text_is_plain_markdown_that_leads_somewhere(notebooks: Path, page: str, form: str):
    notebook = read(notebooks / form, page)
    nbformat.validate(notebook)
    text = text_of(notebook)
    assert notebook.cells[0].source.startswith("# ")
    assert not ROLES.search(text)
    assert len(re.findall(r"(?<!\\)\$\$", text)) % 2 == 0
    anchors: dict[str, str] = {}
    for path, anchor in LINK.findall(text):
        target = (notebooks / form / f"{page}.ipynb").parent / path if path else None
        assert target is None or target.is_file(), path
        if anchor:
            other = text_of(nbformat.read(target, 4)) if target else text
            anchors[anchor] = other
    for anchor, other in anchors.items():
        headings = [h.strip() for h in re.findall(r"^#+ (.*)$", other, re.MULTILINE)]
        plain = [re.sub(r"[*`$\\]", "", h).replace(" ", "-") for h in headings]
        wanted = re.sub(r"[*`$\\]", "", anchor)
        assert wanted in plain or f'<a id="{anchor}">' in other, anchor


@pytest.mark.parametrize("page", PAGES)
def test_all_code_is_there_and_what_the_page_hides_is_folded(notebooks: Path, page: str):
    notebook = read(notebooks, page)
    chapter = jupytext.read(ROOT / f"{page}.md")
    if "kernelspec" in chapter.metadata:
        code = [code.removeprefix(LEFT_OUT) for code in code_of(notebook)]
        assert code == code_of(chapter)
    for cell in notebook.cells:
        assert "outputs" not in cell or cell.outputs == []
        tags = set(cell.metadata.get("tags", []))
        if "remove-cell" in tags:
            assert cell.source.startswith(LEFT_OUT), "the first line of a folded cell is seen"
        if tags & {"hide-input", "remove-input", "remove-cell"} or "question(\n" in cell.source:
            assert cell.metadata.jupyter.source_hidden


@pytest.mark.parametrize("page", PAGES)
def test_solutions_are_folded_as_a_whole(notebooks: Path, page: str):
    folded, inside = 0, False
    for cell in read(notebooks, page).cells:
        text = cell.source if cell.cell_type == "markdown" else ""
        if cell.metadata.get("jp-MarkdownHeadingCollapsed"):
            inside, folded = True, folded + 1
        elif text.startswith("<details><summary>Solution</summary>"):
            folded += 1
        elif text.startswith("#"):
            inside = False
        elif inside and cell.cell_type == "code":
            assert cell.metadata.jupyter.source_hidden
    assert folded == len(list(solutions(page)))


@pytest.mark.parametrize("page", PAGES)
def test_no_student_copy_holds_a_solution(notebooks: Path, page: str):
    student = read(notebooks / "student", page)
    given = code_of(student)
    text = re.sub(r"\s+", " ", text_of(student))
    assert "Solution" not in text
    elsewhere = SOLUTION.sub("", source_of(page))
    for solution in solutions(page):
        for code in CODE.findall(solution):
            assert code.strip() not in given
        prose = CODE.sub("", solution)
        for sentence in re.findall(r"[A-Z][a-z][^.{}`$*\[\]\\]{30,}\.", re.sub(r"\s+", " ", prose)):
            if sentence not in re.sub(r"\s+", " ", elsewhere):
                assert sentence.replace("'", "’") not in text


def is_code(cell: NotebookNode) -> bool:
    return cell.cell_type == "code"


def is_solution(cell: NotebookNode) -> bool:
    """Tell whether a cell with code, in the full form, belongs to a solution."""
    return "jupyter" in cell.metadata and "tags" not in cell.metadata


def run(notebook: NotebookNode) -> list[str]:
    """Run all cells of a notebook; return what its checks say."""
    NotebookClient(
        notebook, timeout=300, resources={"metadata": {"path": str(ROOT / "chapters")}}
    ).execute()
    said = [
        output.text
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if output.output_type == "stream"
    ]
    return re.findall(r"Not yet|The exercises above are solved", "".join(said))


def test_checks_of_the_student_say_not_yet_until_all_is_solved(notebooks: Path):
    student = read(notebooks / "student", "chapters/neurons")
    assert set(run(student)) == {"Not yet"}
    full = read(notebooks, "chapters/neurons")
    assert run(full) == []
    # The student's own work: the code of each solution, where its exercise stands.
    students = [c for c in read(notebooks / "student", "chapters/neurons").cells if is_code(c)]
    left = [cell for cell in students if cell.source != PLACE]
    done = [c if is_solution(c) else left.pop(0) for c in full.cells if is_code(c)]
    assert left == []
    solved = nbformat.v4.new_notebook(cells=done, metadata=full.metadata)
    for cell in solved.cells:
        cell.outputs = []
    assert set(run(solved)) == {"The exercises above are solved"}


def test_the_pages_download_button_gives_the_notebook(book: Path, notebooks: Path):
    page = (book / "chapters" / "neurons.html").read_text("utf-8")
    (address,) = re.findall(r'href="([^"]*neurons\.ipynb)"', page)
    downloaded = (book / "chapters" / address).resolve()
    assert downloaded.read_bytes() == (notebooks / "chapters" / "neurons.ipynb").read_bytes()
