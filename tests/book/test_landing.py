"""Links into the book lead to their figures, in the three engines."""

from __future__ import annotations

import pytest
from engines import Engine
from visit import Origin

pytestmark = pytest.mark.browser

# Far down in long pages, below many formulas and solutions.
FIGURES = [("gradient-descent", "where-it-ends"), ("backpropagation", "gradient-check")]

PLACE = """(name) => {
    const { top, bottom } = document.getElementById(name).getBoundingClientRect();
    return { middle: (top + bottom) / 2, room: innerHeight };
}"""
COMPLETE = """() => Promise.resolve(globalThis.MathJax?.startup?.promise)
    .then(() => new Promise((go) => setTimeout(go, 1500)))"""


@pytest.mark.parametrize(("chapter", "name"), FIGURES)
def test_copied_link_leads_to_its_figure(engine: Engine, on_disk: Origin, chapter: str, name: str):
    engine.open(f"{on_disk.base}chapters/{chapter}.html#{name}?nothing=1")
    engine.evaluate(COMPLETE)
    place = engine.evaluate(PLACE, name)
    assert 0.25 < place["middle"] / place["room"] < 0.75
