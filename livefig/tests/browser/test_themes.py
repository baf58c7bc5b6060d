"""Figures and questions of other authors' books can be read in both modes, whatever the system."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from books import jupyter_book, sphinx, write_book
from browsers import origins
from playwright.sync_api import Browser
from visit import Origin

pytestmark = pytest.mark.browser

# What has ink, whose colour is given by which property, and the least contrast it needs (WCAG 2).
INKED = [
    ("figure text", ".live-drawing svg text", "fill", 4.5),
    (
        "axes",
        ".live-drawing svg g[id*=-axes] > g[id*=patch_] > path[style*=currentColor]",
        "stroke",
        3,
    ),
    ("ticks", ".live-drawing svg g[id*=xtick] use", "stroke", 3),
    ("control", ".live-control > :first-child", "color", 4.5),
    ("value", ".live-number", "color", 4.5),
    ("button", ":is(.live-figure, .question) button", "color", 4.5),
    ("toggle", ".live-figure :is(select, .live-toggle label)", "color", 4.5),
    ("question", ".question legend", "color", 4.5),
    ("answer", ".question label", "color", 4.5),
    ("handle", ".live-figure", "--live-accent", 3),
]

# Colours are laid over each other as the page does it, and read as pixels.
CONTRAST = """([selector, property]) => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const luminance = () => [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
        .map((c) => c / 255)
        .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const lay = (colour) => { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); };
    return [...document.querySelectorAll(selector)].map((element) => {
        const around = [];
        for (let e = element; e; e = e.parentElement)
            around.unshift(getComputedStyle(e).backgroundColor);
        lay("#fff");
        around.forEach(lay);
        const paper = luminance();
        lay(getComputedStyle(element).getPropertyValue(property));
        const [low, high] = [paper, luminance()].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
    });
}"""


MODES = {"jupyter-book": ["light", "dark"], "furo": ["light", "dark"], "alabaster": ["light"]}


@pytest.fixture(scope="module", params=list(MODES))
def site(request: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Origin]]:
    """Return the name of a theme and the address of a small book that has it."""
    folder = tmp_path_factory.mktemp("books") / "book"
    folder.mkdir()
    write_book(folder)
    theme = request.param
    built: Path = jupyter_book(folder) if theme == "jupyter-book" else sphinx(folder, "html", theme)
    for origin in origins(built, "http"):
        yield theme, origin


# What the switch of either theme does.
SWITCH = "mode => { document.documentElement.dataset.theme = document.body.dataset.theme = mode; }"


@pytest.mark.parametrize("system", ["light", "dark"])
def test_ink_is_readable(browser: Browser, site: tuple[str, Origin], system: str):
    theme, origin = site
    context = browser.new_context(color_scheme=system)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(f"{origin.base}lines.html")
    page.wait_for_function("document.getElementById('swing').live")
    for mode in MODES[theme]:
        page.evaluate(SWITCH, mode)
        page.wait_for_timeout(400)  # a theme may fade
        for name, selector, color, least in INKED:
            found = page.evaluate(CONTRAST, [selector, color])
            assert found, f"no {name} in the page"
            assert min(found) >= least, f"{mode}, {name}: contrast {min(found):.2f}"
        box = page.locator(".question input").first
        assert box.evaluate("input => getComputedStyle(input).colorScheme") == mode
    context.close()
    assert [url for url in asked if not url.startswith((origin.base, "data:", "blob:"))] == []
