"""What the three engines must agree in: the size of text."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pytest
from engines import Engine
from visit import Origin

from livefig import LiveFigure, explore, text

pytestmark = pytest.mark.browser

POINTS = {"title": 12, "label": 10, "tick": 9, "legend": 8, "live": 11}


def texts(name: str, width: float) -> LiveFigure:
    """Return a figure with fixed and live texts of several sizes, plain and set as notation."""
    fig, ax = plt.subplots(figsize=(width, 3.4))
    (line,) = ax.plot([0, 1], [0, 1], label="a line")
    ax.set_title("title", fontsize=POINTS["title"])
    ax.set_xlabel("label", fontsize=POINTS["label"])
    ax.set_ylabel(r"$\frac{a}{b}$", fontsize=20)
    ax.tick_params(labelsize=POINTS["tick"])
    ax.legend(prop={"size": POINTS["legend"]})
    caption = ax.text(0.5, 0.2, "", fontsize=POINTS["live"])

    def update(w=1.0):
        return {line: w * np.array([0, 1]), caption: text("live {:.1f}", w)}

    return explore(fig, update, name=name, alt="Texts.", w=(-2.0, 2.0))


@pytest.fixture(scope="module")
def html() -> str:
    return texts("normal", 5.2).html + texts("wide", 7).html


SIZES = """([name, width]) => {
    document.querySelector("main").style.width = `${width}px`;
    const svg = document.querySelector(`#${name} svg`);
    const texts = [...svg.querySelectorAll("text")].map((text) => {
        const style = getComputedStyle(text.querySelector("tspan") ?? text);
        const { a, b } = text.getScreenCTM();
        const grown = Math.hypot(a, b) / svg.getScreenCTM().a; // a legend grows as a whole
        return [text.textContent, parseFloat(style.fontSize) * grown];
    });
    const notation = svg.querySelector("g[style*='scale']").getBoundingClientRect();
    return { texts, notation: notation.width, width: svg.getBoundingClientRect().width };
}"""


def font_scale(units: float, width: float) -> float:
    """Return how much larger text is set, for a figure of that many units shown that wide."""
    return min(max(1.0, 1.05 * units / width), 1.7)


@pytest.mark.parametrize("name", ["normal", "wide"])
def test_text_has_the_same_size_everywhere(engine: Engine, site: Origin, name: str):
    engine.open(site.base + "page.html")
    units = {"normal": 5.2, "wide": 7}[name] * 72
    notation = []
    for width in (800, 430, 375, 343, 288, 200):
        found = engine.evaluate(SIZES, [name, width])
        assert found["width"] == pytest.approx(min(width, units * 1.44), abs=1)
        grown = font_scale(units, found["width"])
        for words, size in found["texts"]:
            kind = words.split()[-1] if words in ("title", "label") else "tick"
            kind = {"a line": "legend"}.get(words, "live" if "live" in words else kind)
            assert size == pytest.approx(POINTS[kind] * grown, rel=0.02), (width, words)
        notation.append(found["notation"] / found["width"] / grown)
    assert notation == pytest.approx([notation[0]] * len(notation), rel=0.02)
