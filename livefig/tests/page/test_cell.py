"""The output of a cell: a picture where nothing runs, a figure where scripts do."""

import json
import re
from base64 import b64decode

from markdown_it import MarkdownIt

from livefig.page.assets import kinds_in, runtime_source, style_source
from livefig.page.cell import bare, figure_cell, question_cell
from livefig.page.html import json_text

FIGURE = (
    '<figure class="live-figure" id="a">\n\n<svg></svg>\n<script>"</script>"</script>\n</figure>'
)
QUESTION = '<fieldset class="question" id="q">\n<p>Is it?</p>\n</fieldset>'
SCRIPTS = re.compile(r"<script\b.*?</script>", re.DOTALL)


def test_output_brings_style_and_runtime():
    html = figure_cell(FIGURE, b"png", "A line.")
    assert json_text(style_source()) in html
    assert runtime_source(kinds_in(FIGURE) | {"cell"}) in html
    assert runtime_source({"question", "cell"}) in question_cell(QUESTION)


def test_where_scripts_are_thrown_away_the_picture_is_left():
    html = figure_cell(FIGURE, b"png", 'A "line" & <more>.', rows="7a")
    left = SCRIPTS.sub("", html).strip()
    picture = re.fullmatch(r'<img class="live-picture" alt="(.*)" src="(.*)">', left)
    assert picture[1] == "A &quot;line&quot; &amp; &lt;more&gt;."
    assert b64decode(picture[2].removeprefix("data:image/png;base64,")) == b"png"
    assert SCRIPTS.sub("", question_cell(QUESTION)).strip() == QUESTION


def test_markdown_keeps_every_script_whole():
    html = MarkdownIt().render(figure_cell(FIGURE, b"png", "A line."))
    assert SCRIPTS.sub("", html).replace("<p>", "").replace("</p>", "").strip().startswith("<img")
    assert len(SCRIPTS.findall(html)) == 2
    assert json.loads(re.search(r"live-packed\">(.*?)</script>", html, re.DOTALL)[1]) == FIGURE
    assert "&quot;" not in html


def test_a_book_takes_the_figure_alone():
    assert bare(figure_cell(FIGURE, b"png", "A line.", rows="7a")).strip() == FIGURE
    assert bare(question_cell(QUESTION)).strip() == QUESTION
    assert bare("<p>Nothing live.</p>") == "<p>Nothing live.</p>"
