"""Pictures of a page and of Matplotlib, and how much they differ."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from artist_cases import Case, axes_for
from PIL import Image, ImageFilter
from playwright.sync_api import Browser, Page

from livefig import LiveFigure, explore

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
            ("DejaVuSans-BoldOblique.ttf", "font-style: italic; font-weight: 700"),
        ]
    )
    + """
    .live-figure { margin: 0; max-width: none; width: 288px; --live-background: #fff; color: #000 }
    .live-drawing > svg { font-family: Same; --live-font-scale: 1 !important }
    .live-drawing tspan[style*="font-size:70%"] { font-size: 70% !important }
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


# Alone at the top of the page, a figure begins at a whole pixel. One that shows more than that of
# Matplotlib, since something lies outside of it, is wider; where that begins in it is returned.
SHOW = """id => {
    for (const figure of document.querySelectorAll(".live-figure"))
        figure.hidden = figure.id !== id;
    const figure = document.getElementById(id);
    const view = figure.querySelector(".live-drawing > svg").viewBox.baseVal;
    figure.style.width = `${view.width}px`;
    return [-view.x, -view.y];
}"""


def in_page(page: Page, name: str, t: float | None = None) -> Image.Image:
    left, top = page.evaluate(SHOW, name)
    if t is not None:
        page.evaluate("([id, t]) => document.getElementById(id).live.set('t', t)", [name, t])
    drawing = page.locator(f"#{name} .live-drawing").screenshot()
    picture = Image.open(io.BytesIO(drawing)).convert("RGB")
    return picture.crop((SCALE * left, SCALE * top, *picture.size))


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
