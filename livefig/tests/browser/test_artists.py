"""What the page draws is what Matplotlib draws: pictures of both, for the same values."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from artist_cases import CASES, Case, axes_for
from PIL import Image, ImageFilter
from playwright.sync_api import Browser, Page

from livefig import LiveFigure, explore
from livefig.artists.table import KINDS
from livefig.page.html import single_page

pytestmark = pytest.mark.browser

SCALE = 2  # device pixels in 1/72 inch
FONTS = Path(mpl.get_data_path()) / "fonts" / "ttf"
# The page's text in Matplotlib's font, so that pictures of text can be compared.
PAPER = (
    "".join(
        f"@font-face {{ font-family: Same; src: url({(FONTS / file).as_uri()}); {style} }}"
        for file, style in [
            ("DejaVuSans.ttf", ""),
            ("DejaVuSans-Bold.ttf", "font-weight: 700"),
            ("DejaVuSans-Oblique.ttf", "font-style: italic"),
        ]
    )
    + """
    .live-figure { margin: 0; max-width: none; width: 288px; --live-background: #fff; color: #000 }
    .live-drawing > svg { font-family: Same; --live-font-scale: 1 !important }
    .live-figure[hidden], h1 { display: none }
    body { margin: 0; background: #fff }
"""
)


def live(name: str, case: Case) -> LiveFigure:
    fig, ax = axes_for(case)
    drawn = case.plot(ax, case.first)

    def update(t=case.first):
        return case.follow(drawn, t)

    with np.errstate(all="ignore"):
        return explore(fig, update, name=name, alt="A test.", t=(-1000.0, 1000.0, 0.01))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of one page with all cases."""
    html = "\n".join(live(name, case).html for name, case in CASES.items())
    path = tmp_path_factory.mktemp("artists") / "page.html"
    style = f"<style>{PAPER}</style></head>"
    path.write_text(single_page(html, "Artists").replace("</head>", style), encoding="utf-8")
    return path.as_uri()


@contextmanager
def opened(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """Open the page in the size in which pictures are compared."""
    context = browser.new_context(device_scale_factor=SCALE, color_scheme="light", **options)
    problems: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(address)
    page.evaluate("document.fonts.ready")
    yield page
    context.close()
    assert not problems


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    with opened(browser, address) as page:
        yield page


@pytest.fixture(scope="module")
def still_page(browser: Browser, address: str) -> Iterator[Page]:
    with opened(browser, address, java_script_enabled=False) as page:
        yield page


# Alone at the top of the page, a figure begins at a whole pixel.
SHOW = """id => {
    for (const figure of document.querySelectorAll(".live-figure"))
        figure.hidden = figure.id !== id;
}"""


def in_page(page: Page, name: str, t: float | None = None) -> Image.Image:
    page.evaluate(SHOW, name)
    if t is not None:
        page.evaluate("([id, t]) => document.getElementById(id).live.set('t', t)", [name, t])
    picture = page.locator(f"#{name} .live-drawing").screenshot()
    return Image.open(io.BytesIO(picture)).convert("RGB")


def by_matplotlib(case: Case, t: float) -> Image.Image:
    settings = {"path.snap": False, "pcolormesh.snap": False}
    with mpl.rc_context(settings), np.errstate(all="ignore"):
        fig, ax = axes_for(case)
        case.plot(ax, t)
        buffer = io.BytesIO()
        fig.savefig(buffer, dpi=72 * SCALE)
        plt.close(fig)
    return Image.open(buffer).convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the share of the picture (in 1/1000) that differs clearly, edges of shapes aside."""
    width, height = (min(sizes) for sizes in zip(one.size, other.size, strict=True))
    soft = [
        np.asarray(
            picture.crop((0, 0, width, height)).filter(ImageFilter.GaussianBlur(2)), dtype=float
        )
        for picture in (one, other)
    ]
    return 1000 * float(np.mean(np.abs(soft[0] - soft[1]).max(axis=2) > 40))


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
    assert {kind.name for kind in KINDS} == set(drawn)


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
