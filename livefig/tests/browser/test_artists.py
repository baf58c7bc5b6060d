"""What the page draws is what Matplotlib draws: pictures of both, for the same values."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest
from artist_cases import CASES
from pictures import PAPER, by_matplotlib, difference, in_page, live, opened
from playwright.sync_api import Browser, Page

from livefig import explore
from livefig.artists.table import KINDS
from livefig.page.html import single_page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of one page with all cases."""
    html = "\n".join(live(name, case).html for name, case in CASES.items())
    path = tmp_path_factory.mktemp("artists") / "page.html"
    style = f"<style>{PAPER}</style></head>"
    path.write_text(single_page(html, "Artists").replace("</head>", style), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    with opened(browser, address) as page:
        yield page


@pytest.fixture(scope="module")
def still_page(browser: Browser, address: str) -> Iterator[Page]:
    with opened(browser, address, java_script_enabled=False) as page:
        yield page


@pytest.mark.parametrize("name", CASES)
def test_page_draws_what_matplotlib_draws(page: Page, name: str):
    case = CASES[name]
    allowed = 4.0 if case.words else 1.0
    expected = {t: by_matplotlib(case, t) for t in (case.first, *case.values)}
    for t, picture in expected.items():
        found = difference(in_page(page, name, t), picture)
        assert found <= allowed, f"{found:.1f} of 1000 pixels differ at t = {t}"
    # The comparison is able to fail: other values give other pictures.
    drawn = in_page(page, name, case.values[0])
    assert difference(drawn, expected[case.values[-1]]) > 4 * allowed


@pytest.mark.parametrize("name", CASES)
def test_figure_stands_there_without_javascript(still_page: Page, name: str):
    case = CASES[name]
    allowed = 4.0 if case.words else 1.0
    assert difference(in_page(still_page, name), by_matplotlib(case, case.first)) <= allowed


def test_every_kind_has_a_case(page: Page):
    drawn = page.evaluate(
        "[...document.querySelectorAll('.live-figure')]"
        ".flatMap(figure => figure.live.spec.artists.map(artist => artist.kind))"
    )
    assert {kind.name for kind in KINDS} - {"order"} == set(drawn)  # see test_turning


def test_gaps_are_reported_and_go_away(page: Page):
    in_page(page, "line-with-gaps", -1.5)
    status = page.locator("#line-with-gaps .live-status")
    assert "gaps" in (status.text_content() or "")
    in_page(page, "line", 1.0)
    assert page.locator("#line .live-status").text_content() == ""


FONT = """() => {
    const svg = document.querySelector("svg");
    const zoom = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    return zoom * parseFloat(getComputedStyle(svg.querySelector("text")).fontSize);
}"""


@pytest.mark.parametrize(("width", "pixels"), [(360, 10.5), (420, 10.5), (1200, 12.0)])
def test_text_of_10_points_is_readable_on_any_screen(
    browser: Browser, tmp_path: Path, width: int, pixels: float
):
    fig, ax = plt.subplots()
    (line,) = ax.plot([0, 1], [0, 1])

    def update(t=1.0):
        return {line: np.stack([0, t])}

    explore(fig, update, name="words", alt="A line.", t=(-2.0, 2.0)).save(tmp_path / "page.html")
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((tmp_path / "page.html").as_uri())
    assert page.evaluate(FONT) >= pixels - 0.1
    page.close()


HEAT_MAP = """() => {
    const { live } = document.getElementById("speed");
    const times = [];
    for (let i = 0; i < 60; i++) {
        const start = performance.now();
        live.set("t", i / 30 - 1);
        times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[30];
}"""


def test_heat_map_of_60_by_60_is_redrawn_in_6_ms(browser: Browser, tmp_path: Path):
    fig, ax = plt.subplots()
    x = np.linspace(-3, 3, 60)
    image = ax.imshow(np.zeros((60, 60)), vmin=-1, vmax=1)

    def update(t=1.0):
        return {image: np.tanh(t * x[:, None] + np.cos(x))}

    explore(fig, update, name="speed", alt="A map.", t=(-2.0, 2.0)).save(tmp_path / "page.html")
    page = browser.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    assert page.evaluate(HEAT_MAP) < 6
    page.close()
