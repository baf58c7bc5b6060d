"""Another author's book: each builder shows the form of a figure and a question that it can."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from books import WIDGET, sphinx, write_book

XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a book whose notebook was saved with widgets, in Jupyter."""
    folder = tmp_path_factory.mktemp("books") / "book"
    folder.mkdir()
    write_book(folder)
    return folder


def test_page_is_live_with_formulas_and_asks_no_other_host(book: Path):
    html = sphinx(book, "html")
    text = (html / "lines.html").read_text("utf-8")
    assert text.count('<figure class="live-figure"') == 1
    assert text.count('<fieldset class="question"') == 2
    assert not re.search(r'"https?://[^"]*\.js|widget-(view|state)', text)
    # The formulas of questions bring the book's own MathJax, and only where there are some.
    mathjax = re.compile(r'<script[^>]* src="_static/mathjax\.js')
    assert mathjax.search(text)
    assert not mathjax.search((html / "genindex.html").read_text("utf-8"))


def test_authors_own_order_wins(tmp_path: Path):
    folder = tmp_path / "book"
    folder.mkdir()
    write_book(folder, f'nb_mime_priority_overrides = [("html", "{WIDGET}", 1)]\n')
    text = (sphinx(folder, "html") / "lines.html").read_text("utf-8")
    assert '<figure class="live-figure"' not in text
    assert f'<script type="{WIDGET}">' in text
    assert "html-manager" in text, "the scripts of saved widgets"


def test_pages_of_an_electronic_book_are_xml_with_drawing_and_question(book: Path):
    folder = sphinx(book, "epub")
    pages = {path.stem: ElementTree.parse(path) for path in folder.rglob("*.xhtml")}
    lines = pages["lines"].getroot()
    assert len(lines.findall(".//{http://www.w3.org/2000/svg}svg")) == 1
    for tag in ("input", "select", "button", "form", "fieldset"):
        assert lines.findall(f".//{XHTML}{tag}") == []
    items = ["".join(item.itertext()).strip() for item in lines.iter(f"{XHTML}li")]
    assert {"9", "6 < 7", r"Right: 9 It is \(3 \cdot 3\)."} <= set(items)
    assert "Your answer: _____" in "".join(lines.itertext())


def test_paper_has_a_question_as_text_and_list(book: Path):
    text = next(sphinx(book, "latex").glob("*.tex")).read_text("utf-8")
    plain = re.sub(r"\\begin{sphinxVerbatim}.*?\\end{sphinxVerbatim}", "", text, flags=re.DOTALL)
    choices = plain[plain.index(r"What is \(w^2\) at") :].split(r"\begin{itemize}")[1]
    items = choices.split(r"\end{itemize}")[0].split(r"\item {}")[1:]
    assert [item.split()[-1] for item in items] == ["9", "7"]
    assert r"\sphinxstylestrong{Right: 9} It is \(3 \cdot 3\)." in plain


def test_plain_text_has_a_question_as_text_and_list(book: Path):
    text = (sphinx(book, "text") / "lines.txt").read_text("utf-8")
    asked = text[text.index("What is w^2") :].split("\n\n")
    assert asked[1:3] == ["* 9", "* 6 < 7"]
    assert "Live figure swing: A line." in text or "[image" in text
