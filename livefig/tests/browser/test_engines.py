"""What the three engines must agree in: the size of text, the places of sliders, a run's start."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pytest
from engines import Engine
from visit import Origin

from livefig import LiveFigure, animate, explore, slider, text

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
    power = ax.text(0.5, 0.4, "", fontsize=POINTS["live"])

    def update(w=1.0):
        return {
            line: w * np.array([0, 1]),
            caption: text("live {:.1f}", w),
            power: text("$x_1^{{2}}$ is {:.0f}", w),
        }

    return explore(fig, update, name=name, alt="Texts.", w=(-2.0, 2.0))


# Name -> (min, max, step, log); the end of the first six is not on a step.
SLIDERS = {
    "decades": (0.001, 0.3, 0.1, True),
    "tenths": (0.0, 1.0, 0.3, False),
    "around": (-0.35, 0.31, 0.1, False),
    "whole": (1, 10, 4, False),
    "coarse": (0.0, 0.5, 2.0, False),
    "large": (-1e6, 1e6 + 3, 7e4, False),
    "even": (-2.0, 2.0, 0.25, False),
    "small": (0.0, 0.7, 0.1, False),
    "tens": (0.01, 100.0, 0.5, True),
}


def sliders() -> LiveFigure:
    """Return a figure of nothing but sliders."""
    fig, ax = plt.subplots(figsize=(5.2, 3.4))
    caption = ax.set_title("")

    def update(decades, tenths, around, whole, coarse, large, even, small, tens):
        both = decades + tenths + around + whole + coarse + large + even + small + tens
        return {caption: text("{:.6g}", both)}

    given = {
        name: slider(low, high, step, log=log) for name, (low, high, step, log) in SLIDERS.items()
    }
    return explore(fig, update, name="sliders", alt="A number.", **given)


def run() -> LiveFigure:
    """Return a figure whose state has as many numbers as a menu says."""
    fig, ax = plt.subplots(figsize=(5.2, 3.4))
    caption = ax.set_title("")

    def step(state, size=3):
        return state + 1, {caption: text("{:.0f} of them: {:.0f}", size, np.sum(state))}

    def start(size):
        return np.zeros(size)

    return animate(fig, step, start, name="run", alt="A sum.", size=[3, 12])


@pytest.fixture(scope="module")
def html() -> str:
    return run().html + texts("normal", 5.2).html + texts("wide", 7).html + sliders().html


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
    return { texts, notation: notation.width, width: svg.getBoundingClientRect().width,
        units: svg.viewBox.baseVal.width };
}"""


INDICES = """([name, width]) => {
    document.querySelector("main").style.width = `${width}px`;
    return [...document.querySelectorAll(`#${name} svg tspan[style*="%"]`)].map((index) =>
        parseFloat(getComputedStyle(index).fontSize) * index.ownerSVGElement.getScreenCTM().a);
}"""


@pytest.mark.parametrize("width", [288, 343, 800])
def test_indices_can_be_read(engine: Engine, site: Origin, width: int):
    engine.open(site.base + "page.html")
    sizes = engine.evaluate(INDICES, ["normal", width])
    assert sizes
    assert all(9 * 0.98 <= size <= 16 for size in sizes)


def font_scale(units: float, width: float) -> float:
    """Return how much larger text is set, for a figure of that many units shown that wide."""
    return min(max(1.0, 1.05 * units / width), 1.7)


@pytest.mark.parametrize("name", ["normal", "wide"])
def test_text_has_the_same_size_everywhere(engine: Engine, site: Origin, name: str):
    engine.open(site.base + "page.html")
    inches = {"normal": 5.2, "wide": 7}[name]
    notation = []
    for width in (800, 430, 375, 343, 288, 200):
        found = engine.evaluate(SIZES, [name, width])
        units = found["units"]  # a little more than the figure where its labels need that
        assert inches * 72 <= units <= inches * 72 + 4
        assert found["width"] == pytest.approx(min(width, units * 1.44), abs=1)
        grown = font_scale(units, found["width"])
        for words, size in found["texts"]:
            kind = words.split()[-1] if words in ("title", "label") else "tick"
            kind = {"a line": "legend"}.get(
                words, "live" if "live" in words or " is " in words else kind
            )
            assert size == pytest.approx(POINTS[kind] * grown, rel=0.02), (width, words)
        notation.append(found["notation"] / found["width"] / grown)
    assert notation == pytest.approx([notation[0]] * len(notation), rel=0.02)


def places(low: float, high: float, step: float, log: bool) -> list[float]:
    """Return the values that a slider can have: steps from its minimum on, and its maximum."""
    if log:
        exponents = places(np.log10(low), np.log10(high), step, False)
        return [low, *(10**x for x in exponents[1:-1]), high]
    inner = [low + k * step for k in range(1, int(np.ceil((high - low) / step)) + 1)]
    return [low, *(x for x in inner if x < high - 1e-9 * step), high]


VALUE = "(name) => document.getElementById('sliders').live.values[name]"


@pytest.mark.parametrize("name", SLIDERS)
def test_slider_has_both_ends_and_every_step_between(engine: Engine, site: Origin, name: str):
    expected = places(*SLIDERS[name])
    engine.open(site.base + "page.html")
    selector = f'#sliders [name="{name}"]'

    def after(*keys: str) -> float:
        engine.press(selector, *keys)
        return float(engine.evaluate(VALUE, name))

    assert after("End") == SLIDERS[name][1]
    assert after("Home") == SLIDERS[name][0]
    walked = [after("ArrowRight" if i % 2 else "ArrowUp") for i in range(min(len(expected), 9))]
    assert walked == pytest.approx(
        [*expected[1:], expected[-1]][: len(walked)], rel=1e-11, abs=1e-12
    )
    assert after("End", "ArrowLeft") == pytest.approx(expected[-2], rel=1e-11, abs=1e-12)
    assert after("End", "ArrowDown", "ArrowUp") == SLIDERS[name][1]
    assert after("Home", "ArrowLeft") == SLIDERS[name][0]
    assert SLIDERS[name][0] < after("PageUp") <= SLIDERS[name][1]
    assert engine.evaluate("(s) => document.querySelector(s).valueAsNumber", selector) == (
        pytest.approx(np.log10(after()) if SLIDERS[name][3] else after(), abs=1e-9)
    )


STEPS = "() => document.getElementById('run').live.steps"
CHOOSE = """(index) => {
    const menu = document.querySelector("#run select");
    menu.selectedIndex = index;
    menu.dispatchEvent(new Event("change", { bubbles: true }));
    const { live } = document.getElementById("run");
    return [live.steps, live.state[0].length, live.words()];
}"""
STATUS = "() => document.querySelector('#run .live-status').textContent"


def test_run_starts_anew_while_it_plays(engine: Engine, site: Origin):
    engine.open(site.base + "page.html")
    engine.press("#run [data-live=play]", "Enter")
    engine.wait_for(f"() => ({STEPS})() > 5")
    assert engine.evaluate(CHOOSE, 1) == [0, 12, "12 of them: 0"]
    assert "Started anew: size changed." in engine.evaluate(STATUS)
    engine.wait_for(f"() => ({STEPS})() > 5")
    engine.press("#run [data-live=play]", "Enter")
    assert engine.evaluate("() => document.querySelector('[data-live=play]').textContent") == "Play"
    steps = engine.evaluate(STEPS)
    words = engine.evaluate("() => document.getElementById('run').live.words()")
    assert words == f"12 of them: {12 * steps}"
    assert engine.evaluate(CHOOSE, 0) == [0, 3, "3 of them: 0"]
