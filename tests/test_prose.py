"""Each chapter has what a learner needs, and says it in plain words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jupytext
import pytest
import yaml

ROOT = Path(__file__).parents[1]
LONGEST_CELL, LONGEST_LINE = 60, 88  # of code that a reader sees without unfolding it

DIRECTIVE = re.compile(
    r"^(?P<fence>`{3,}|:{3,})\{(?P<name>[\w-]+)\} *(?P<argument>.*)$"
    r"(?P<options>(?:\n:[\w-]+:.*$)*)",
    re.MULTILINE,
)
# What is not prose: fences and options of directives, formulas, code, roles, addresses, comments.
NOT_PROSE = re.compile(
    r"^[`:]{3,}.*$|^:[\w-]+:.*$|^%.*$|\$\$[^$]*\$\$|\$[^$]+\$|`[^`]*`|https?://\S+|!\[",
    re.MULTILINE,
)
FILLER = """
    obviously|of course|clearly|simply|basically|essentially|trivially|needless to say|note that|
    it is important|it should be noted|as you can see|in order to|in a nutshell|dive into|delve|
    deep dive|powerful|amazing|exciting|fascinating|magic|magical|leverage|utilize|crucial|
    let's|let us|we will|we'll|stay tuned|happy learning
"""
BRITISH = """
    behaviour|colours?|coloured|centres?|favour|grey|labelled|labelling|modelling|neighbours?|
    neighbourhoods?|(?:initial|general|maxim|minim|normal|vector|optim|recogn|regular)is(?:e|es|ed|ing|ation)|
    analys(?:e|es|ed|ing)|artefacts?|licence
"""


def words(listed: str) -> re.Pattern[str]:
    """Return a pattern that finds one of the words, whatever their case."""
    return re.compile(rf"\b({''.join(listed.split(chr(10))).replace('    ', '')})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Cell:
    """A cell of a chapter; `inside` says in which exercise or solution it stands, if in one."""

    code: bool
    source: str
    tags: frozenset[str]
    inside: tuple[str, str] | None


@dataclass(frozen=True)
class Directive:
    """A directive, such as an exercise, with its argument and its options."""

    name: str
    argument: str
    options: dict[str, str]
    body: str


class Chapter:
    """The source of a chapter, in parts."""

    def __init__(self, path: Path) -> None:
        self.cells: list[Cell] = []
        inside = None
        for cell in jupytext.read(path).cells:
            code = cell.cell_type == "code"
            tags = frozenset(cell.metadata.get("tags", []))
            self.cells.append(Cell(code, cell.source, tags, inside))
            for found in directives(cell.source) if not code else ():
                kind, _, part = found.name.partition("-")
                if part == "start":
                    inside = kind, found.options.get("label", found.argument)
                    self.cells[-1] = Cell(code, cell.source, tags, inside)
                elif part == "end":
                    inside = None

    @property
    def prose(self) -> str:
        """All words that are neither code nor formulas."""
        return "\n".join(NOT_PROSE.sub(" ", c.source) for c in self.cells if not c.code)

    @property
    def directives(self) -> list[Directive]:
        """All directives outside code."""
        return [d for c in self.cells if not c.code for d in directives(c.source)]

    def named(self, name: str) -> list[Directive]:
        """Return all directives of a name, those with a start and an end included."""
        return [d for d in self.directives if d.name in (name, f"{name}-start")]

    def calls(self, *names: str) -> list[ast.Call]:
        """Return all calls, in code cells, of functions with these names."""
        return [
            node
            for node in self.nodes(ast.Call)
            if isinstance(node.func, ast.Name) and node.func.id in names
        ]

    def nodes(self, kind: type) -> list[Any]:
        """Return the nodes of a kind in the code of all cells."""
        trees = [ast.parse(c.source) for c in self.cells if c.code]
        return [node for tree in trees for node in ast.walk(tree) if isinstance(node, kind)]


def directives(source: str) -> Iterator[Directive]:
    """Return the directives of a Markdown text with what they hold."""
    for match in DIRECTIVE.finditer(source):
        options = dict(re.findall(r"^:([\w-]+): *(.*)$", match["options"], re.MULTILINE))
        end = re.compile(rf"^{match['fence']}$", re.MULTILINE).search(source, match.end())
        body = source[match.end() : end.start() if end else None]
        yield Directive(match["name"], match["argument"].strip(), options, body)


def toc() -> dict[str, list[str]]:
    """Return the caption of each part of the book with the files in it."""
    parts = yaml.safe_load((ROOT / "_toc.yml").read_text())["parts"]
    return {part["caption"]: [entry["file"] for entry in part["chapters"]] for part in parts}


@cache
def chapter(name: str) -> Chapter:
    return Chapter(ROOT / f"{name}.md")


CHAPTERS = toc()["Chapters"]
PAGES = ["index", *(name for files in toc().values() for name in files)]


@pytest.mark.parametrize("name", CHAPTERS)
class TestChapter:
    def test_has_live_figures(self, name: str):
        figures = chapter(name).calls("explore", "animate")
        assert len(figures) >= 2
        for figure in figures:
            given = {keyword.arg for keyword in figure.keywords}
            assert {"name", "alt"} <= given

    def test_has_exercises_each_with_a_folded_solution(self, name: str):
        labels = [exercise.options.get("label") for exercise in chapter(name).named("exercise")]
        solutions = chapter(name).named("solution")
        assert len(labels) >= 4
        assert None not in labels, "an exercise without a label"
        assert sorted(labels) == sorted(solution.argument for solution in solutions)
        assert all("dropdown" in solution.options.get("class", "") for solution in solutions)

    def test_has_an_exercise_in_code_whose_solution_runs(self, name: str):
        cells = [cell for cell in chapter(name).cells if cell.code and cell.inside]
        exercises = {cell.inside[1] for cell in cells if cell.inside[0] == "exercise"}
        solutions = {cell.inside[1] for cell in cells if cell.inside[0] == "solution"}
        assert exercises, "no exercise holds a code cell"
        assert exercises <= solutions, "an exercise in code has a solution without a code cell"

    def test_shows_no_code_that_does_not_run(self, name: str):
        markdown = [cell.source for cell in chapter(name).cells if not cell.code]
        fences = re.findall(r"^ *(?:`{3,}|~{3,})(python|py|ipython3)\b", "\n".join(markdown), re.M)
        inside = [d.name for d in chapter(name).directives if d.name in ("code-block", "code-cell")]
        assert not fences
        assert not inside, "between exercise-start and exercise-end a code cell would run"

    def test_has_quick_questions(self, name: str):
        assert len(chapter(name).calls("question")) >= 3

    def test_refers_to_its_sources_and_to_the_glossary(self, name: str):
        markdown = "\n".join(cell.source for cell in chapter(name).cells if not cell.code)
        assert re.search(r"\{cite(:[pt])?\}`", markdown)
        assert "{term}`" in markdown

    def test_says_first_what_the_reader_can_do_and_sums_up_at_the_end(self, name: str):
        markdown = "\n".join(cell.source for cell in chapter(name).cells if not cell.code)
        opening, *_ = re.split(r"^## ", markdown, flags=re.MULTILINE)
        assert "you can" in opening
        assert re.findall(r"^## (.*)$", markdown, re.MULTILINE)[-1] == "Summary"

    def test_shows_no_code_longer_than_a_screen(self, name: str):
        for cell in chapter(name).cells:
            if cell.code and not cell.tags & {"hide-input", "remove-input", "remove-cell"}:
                lines = cell.source.splitlines()
                assert len(lines) <= LONGEST_CELL, lines[0]
                assert not [line for line in lines if len(line) > LONGEST_LINE]


@pytest.mark.parametrize("name", PAGES)
class TestWords:
    def test_no_exclamation_marks(self, name: str):
        assert not re.findall(r".*!.*", chapter(name).prose)
        strings = [node.value for node in chapter(name).nodes(ast.Constant)]
        assert not [text for text in strings if isinstance(text, str) and "!" in text]

    def test_no_filler(self, name: str):
        assert not words(FILLER).findall(spoken(chapter(name)))

    def test_american_spelling(self, name: str):
        assert not words(BRITISH).findall(spoken(chapter(name)))


def spoken(page: Chapter) -> str:
    """Return the prose, and the words of the questions."""
    asked = [node for call in page.calls("question") for node in ast.walk(call)]
    strings = [n.value for n in asked if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return "\n".join([page.prose, *strings])


def test_a_poor_chapter_is_found_out(tmp_path: Path):
    path = tmp_path / "poor.md"
    path.write_text(
        "# Poor\n\n```{exercise} One\n:label: one\nSimply add the colours!\n```\n\n"
        "```{solution-start} one\n:class: dropdown\n```\n\n"
        "```{code-cell} ipython3\nprint('Done!')\n```\n\n```{solution-end}\n```\n"
    )
    poor = Chapter(path)
    assert [d.options for d in poor.named("exercise")] == [{"label": "one"}]
    assert [d.argument for d in poor.named("solution")] == ["one"]
    assert poor.cells[2].inside == ("solution", "one")
    assert "!" in poor.prose
    assert words(FILLER).findall(poor.prose) == ["Simply"]
    assert words(BRITISH).findall(poor.prose) == ["colours"]
