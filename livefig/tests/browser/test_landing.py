"""A link leads to its figure, in a page that goes on moving, in the three engines."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pytest
from engines import Engine
from visit import Origin

from livefig import explore

pytestmark = pytest.mark.browser

# What sphinx-togglebutton does to solutions at DOMContentLoaded, and what MathJax does to formulas.
AROUND = """
<style>
.toggle-hidden > :not(.admonition-title) { height: 0; margin: 0; visibility: hidden }
.toggle-hidden > .math { display: block }
.math { display: block; height: 20px }
.math.set { height: 90px }
</style>
<script>
globalThis.MathJax = { startup: { promise: new Promise((done) => setTimeout(() => {
    document.querySelectorAll(".math").forEach((math) => math.classList.add("set"));
    done();
}, 900)) } };
document.addEventListener("DOMContentLoaded", () => {
    for (const solution of document.querySelectorAll(".dropdown")) {
        const title = solution.querySelector(".admonition-title");
        title.innerHTML += "<button type=button>Toggle</button>";
        title.lastChild.onclick = () => solution.classList.toggle("toggle-hidden");
        solution.classList.add("toggle-hidden");
    }
});
</script>
"""
SOLUTION = """<div class="admonition dropdown"><p class="admonition-title">Solution</p>
<div style="height: 500px">Long.</div><span class="math"></span>{}</div>"""
TABS = """<div class="sd-tab-set"><style>
.sd-tab-content {{ display: none }} input:checked + label + .sd-tab-content {{ display: block }}
</style><input type="radio" id="t1" name="t" checked><label for="t1">One</label>
<div class="sd-tab-content">First.</div><input type="radio" id="t2" name="t">
<label for="t2">Two</label><div class="sd-tab-content">{}</div></div>"""


def figure(name: str) -> str:
    fig, ax = plt.subplots(figsize=(5.2, 3.4))
    (line,) = ax.plot([0, 1], [0, 1])

    def update(w=1.0):
        return {line: w * np.array([0, 1])}

    return explore(fig, update, name=name, alt="A line.", w=(-2.0, 2.0)).html


@pytest.fixture(scope="module")
def html() -> str:
    text = '<p>Text.</p><span class="math"></span>' * 20
    parts = [AROUND]
    for name in ("first", "second", "third"):
        parts += [text, SOLUTION.format(""), SOLUTION.format(""), figure(name)]
    parts += [text, SOLUTION.format(figure("solved"))]
    parts += ["<details><summary>More</summary>", TABS.format(figure("folded")), "</details>", text]
    return "".join(parts)


PLACE = """(name) => {
    const { top, bottom, height } = document.getElementById(name).getBoundingClientRect();
    return { top, bottom, height, room: innerHeight };
}"""
COMPLETE = "() => MathJax.startup.promise.then(() => new Promise((go) => setTimeout(go, 500)))"
LIVE = "(name) => document.getElementById(name).live.values.w"


@pytest.mark.parametrize("name", ["first", "third", "solved", "folded"])
def test_link_leads_to_its_figure(engine: Engine, site: Origin, name: str):
    engine.open(f"{site.base}page.html#{name}?w=0.5")
    engine.evaluate(COMPLETE)
    place = engine.evaluate(PLACE, name)
    assert place["height"] > 200, "what it was folded into is open"
    assert place["height"] < place["room"]
    assert place["top"] >= 0
    assert place["bottom"] <= place["room"]
    assert engine.evaluate(LIVE, name) == 0.5


def test_plain_link_leads_there_too(engine: Engine, site: Origin):
    engine.open(f"{site.base}page.html#solved")
    engine.evaluate(COMPLETE)
    place = engine.evaluate(PLACE, "solved")
    assert place["top"] >= 0
    assert place["bottom"] <= place["room"]


def test_reader_who_scrolls_away_is_left_alone(engine: Engine, site: Origin):
    engine.open(f"{site.base}page.html#third?w=0.5")
    engine.evaluate("() => new Promise((go) => setTimeout(go, 300))")
    engine.evaluate("() => scrollTo(0, 10)")
    engine.evaluate(COMPLETE)
    assert engine.evaluate("() => scrollY") < 400


def test_reader_who_uses_the_figure_is_left_alone(engine: Engine, site: Origin):
    engine.open(f"{site.base}page.html#third?w=0.5")
    engine.press('#third [name="w"]', "ArrowRight")
    engine.evaluate("() => scrollBy(0, -300)")
    engine.evaluate(COMPLETE)
    place = engine.evaluate(PLACE, "third")
    assert place["top"] > (place["room"] - place["height"]) / 2 + 200, "it is not in the middle"
