"""A book's pages carry the runtime once, and only where something is live."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from livefig.hosts.sphinx import STYLE

SCRIPT = re.compile(r"_static/(livefig-\w+\.js)")

CONF = """
extensions = ["myst_nb", "livefig.sphinx"]
exclude_patterns = ["_build"]
nb_execution_mode = "cache"
nb_execution_raise_on_error = True
html_theme = "basic"
"""

# A bare `# Title` page, then cells whose code is given.
PAGE = """---
file_format: mystnb
kernelspec: {name: python3}
---
# Title

## one

"""
CELL = "```{{code-cell}} ipython3\n{}\n```\n\n"

FIGURE = """
import matplotlib.pyplot as plt
import numpy as np
from livefig import explore, question
def figure(name):
    fig, ax = plt.subplots()
    line, = ax.plot([0, 1], [0, 1])
    def update(w=1.0):
        return {line: w * np.array([0, 1])}
    return explore(fig, update, name=name, alt="A line.", w=(-1.0, 1.0))
"""


def page(*cells: str) -> str:
    return PAGE + "".join(CELL.format(cell) for cell in (FIGURE, *cells))


def build(folder: Path, *options: str, builder: str = "html") -> subprocess.CompletedProcess[str]:
    """Run Sphinx as a book's build does; give what it said."""
    command = [sys.executable, "-m", "sphinx", "-b", builder, *options]
    return subprocess.run(
        [*command, str(folder), str(folder / "_build" / builder)], capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a built book of three pages: two figures, a question, nothing live."""
    folder = tmp_path_factory.mktemp("book")
    (folder / "conf.py").write_text(CONF)
    (folder / "index.md").write_text("# Book\n\n```{toctree}\nlive\nquiz\n```\n")
    (folder / "live.md").write_text(page('figure("first")', 'figure("second")'))
    quiz = 'question("Is $2 + 2$ `4`?", {"*Yes*.": (True, "It is."), "No.": (False, "Count.")})'
    number = 'question("$w^2$ at 3?", 9, explanation="3 times 3.", wrong="Square it.", unit="m")'
    (folder / "quiz.md").write_text(page(quiz, number))
    done = build(folder, "-W")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def html(book: Path, name: str, builder: str = "html") -> str:
    suffix = "xhtml" if builder == "epub" else "html"
    return (book / "_build" / builder / f"{name}.{suffix}").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["live", "quiz"])
def test_live_page_links_the_runtime_once(book: Path, name: str):
    text = html(book, name)
    assert len(SCRIPT.findall(text)) == 1
    assert text.count(STYLE) == 1
    assert "data-livefig" not in text
    assert "createElementNS" not in text, "the runtime itself is in the page"


def test_other_page_links_nothing(book: Path):
    assert "livefig" not in html(book, "index")


def test_runtime_is_a_static_file(book: Path):
    static = book / "_build" / "html" / "_static"
    scripts = [SCRIPT.search(html(book, name))[1] for name in ("live", "quiz")]
    live, quiz = [(static / name).read_text(encoding="utf-8") for name in scripts]
    assert "livefig" in live
    assert "startQuestions()" in quiz
    assert "function startQuestions" not in live, "a page has what it needs, and no more"
    assert ".live-figure" in (static / STYLE).read_text(encoding="utf-8")


def test_page_holds_figures_and_no_state_of_widgets(book: Path):
    text = html(book, "live")
    assert text.count('<figure class="live-figure"') == 2
    assert "widget-view" not in text
    assert "widget-state" not in text
    assert "unpkg" not in text
    assert "jsdelivr" not in text


def test_rebuilding_from_the_cache_gives_the_same_page(book: Path):
    done = build(book, "-W", "-E")
    assert done.returncode == 0, done.stderr
    assert "Executing" not in done.stdout
    test_live_page_links_the_runtime_once(book, "live")


def test_electronic_book_has_the_drawing_alone(book: Path):
    (book / "conf.py").write_text(CONF + 'version = release = "1"\nepub_show_urls = "no"\n')
    done = build(book, builder="epub")
    assert done.returncode == 0, done.stderr
    text = html(book, "live", "epub")
    assert text.count("<svg") == 2
    for part in ("live-controls", "live-spec", "live-status", "live-waiting", "livefig-"):
        assert part not in text

    quiz = html(book, "quiz", "epub")
    for name in ("live", "quiz"):
        ET.fromstring(html(book, name, "epub").replace("&nbsp;", " "))
    for part in ("<input", "<button", "<fieldset", "<details"):
        assert part not in quiz
    for words in ("<em>Yes</em>.", "It is.", "3 times 3."):
        assert words in quiz


def test_on_paper_a_figure_is_a_picture_and_a_question_has_its_answer(book: Path):
    (book / "conf.py").write_text(CONF)
    done = build(book, builder="latex")
    assert done.returncode == 0, done.stderr
    (tex,) = (book / "_build" / "latex").glob("*.tex")
    text = tex.read_text(encoding="utf-8")
    pictures = re.findall(r"\\sphinxincludegraphics\{+([0-9a-f]+)", text)
    assert len(pictures) == 2
    for picture in pictures:
        (file,) = (book / "_build" / "latex").glob(f"{picture}*.pdf")
        assert file.stat().st_size > 5000
    for words in (r"\item", "It is.", "3 times 3."):
        assert words in text
    assert "Live figure" not in text


def test_formulas_of_questions_bring_mathjax_to_their_page(book: Path):
    assert "mathjax" in html(book, "quiz").lower()
    assert "mathjax" not in html(book, "live").lower()


def test_name_used_twice_is_a_warning_each_time(tmp_path: Path):
    (tmp_path / "conf.py").write_text(CONF)
    figures = 'figure("twice")', 'figure("twice")', 'figure("one")'  # and a heading is "one", too
    (tmp_path / "index.md").write_text(page(*figures))
    for _ in range(2):  # an incremental build must not pass over it
        done = build(tmp_path)
        assert done.returncode == 0, done.stderr
        warnings = sorted(line for line in done.stderr.splitlines() if "WARNING: " in line)
        assert "two live figures of this page are named twice" in warnings[0]
        assert "the id one stands on this page twice" in warnings[1]
        assert len(warnings) == 2, "one warning for the figure, none for its parts"
    assert build(tmp_path, "-W", "--keep-going").returncode != 0
