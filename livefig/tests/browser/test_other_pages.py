"""Figures in pages of other authors: own dark modes, markup that comes late."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect
from visit import write_page

from livefig import LiveFigure, explore, question

CONF = """
extensions = ["myst_nb", "livefig.sphinx"]
exclude_patterns = ["_build"]
html_theme = "sphinx_book_theme"
"""
PAGE = """---
file_format: mystnb
kernelspec: {name: python3}
---
# Title

```{code-cell} ipython3
import matplotlib.pyplot as plt
import numpy as np
from livefig import explore, question
fig, ax = plt.subplots()
line, = ax.plot([0, 1], [0, 1])
explore(fig, lambda w=1.0: {line: w * np.array([0, 1])}, name="one", alt="A line.", w=(-1.0, 1.0))
```

```{code-cell} ipython3
question("Is it?", {"Yes.": (True, "It is."), "No.": (False, "Why?")})
```
"""
QUESTION = question("Is it?", {"Yes.": (True, "It is."), "No.": (False, "Why?")})
# Of the text of elements, the contrast with the nearest background that is not transparent.
CONTRAST = """(selector) => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (color) => {
    const [r, g, b] = rgba(color).slice(0, 3).map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const color = getComputedStyle(e).backgroundColor;
      if (rgba(color)[3] > 200) return color;
    }
    return "white";
  };
  return [...document.querySelectorAll(selector)].map((element) => {
    const style = getComputedStyle(element);
    const ink = element instanceof SVGElement ? style.fill : style.color;
    const [a, b] = [luminance(ink), luminance(paper(element))].sort((p, q) => q - p);
    return (a + 0.05) / (b + 0.05);
  });
}"""
TEXTS = [".live-drawing text", ".live-control label", ".question legend", ".question label span"]


def line(name: str = "line", slope: float = 1.0) -> LiveFigure:
    fig, ax = plt.subplots(figsize=(5.2, 3.4))
    (curve,) = ax.plot([0, 1], [0, 1])
    return explore(
        fig, lambda w=1.0: {curve: slope * w * np.array([0, 1])}, name=name, alt="A line.",
        w=(-1.0, 1.0),
    )  # fmt: skip


def check_contrast(page: Page) -> None:
    for selector in TEXTS:
        found = page.evaluate(CONTRAST, selector)
        assert found, selector
        assert min(found) > 4.5, selector


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a book that has no style of its own."""
    folder = tmp_path_factory.mktemp("book")
    (folder / "conf.py").write_text(CONF)
    (folder / "index.md").write_text(PAGE)
    command = [sys.executable, "-m", "sphinx", "-W", str(folder), str(folder / "_build")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder / "_build" / "index.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_plain_jupyter_book_is_readable_in_both_modes(browser: Browser, book: Path, scheme: str):
    context = browser.new_context(color_scheme=scheme)
    context.route("http*://**", lambda route: route.abort())
    page = context.new_page()
    page.goto(book.as_uri())
    expect(page.locator("html")).to_have_attribute("data-theme", scheme)
    expect(page.locator("#one .live-waiting")).to_have_count(0)
    check_contrast(page)
    context.close()


@pytest.mark.parametrize("system", ["light", "dark"])
@pytest.mark.parametrize("theme", ["#131416; color: #cfd0d0", "#fff; color: #000"])
def test_ink_follows_a_page_that_has_a_switch_of_its_own(
    browser: Browser, tmp_path: Path, system: str, theme: str
):
    write_page(tmp_path, line().html + QUESTION._repr_mimebundle_()["text/html"])
    path = tmp_path / "page.html"
    style = f"<style>:root {{ color-scheme: normal !important; }} body {{ background: {theme}"
    path.write_text(path.read_text("utf-8").replace("</head>", f"{style} }}</style></head>"))
    page = browser.new_page(color_scheme=system)
    page.goto(path.as_uri())
    check_contrast(page)
    page.close()


def test_markup_that_comes_later_becomes_live_and_twice_is_once(browser: Browser, tmp_path: Path):
    write_page(tmp_path, line().html)
    page = browser.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    expect(page.locator("#line .live-waiting")).to_have_count(0)
    add = "html => document.querySelector('main').insertAdjacentHTML('beforeend', html)"
    page.evaluate(add, f"<div>{line('late').html}</div>")
    expect(page.locator("#late .live-waiting")).to_have_count(0)
    page.locator("#late input[type=range]").fill("-1")
    expect(page.locator("#late output")).to_have_text("-1.0")
    page.evaluate(add, line().html)
    status = page.locator("figure#line .live-status")
    expect(status).to_have_count(2)
    assert status.all_inner_texts() == ["", ""], "one figure may be shown twice"
    page.evaluate(add, line(slope=2.0).html)
    expect(status.nth(2)).to_contain_text("Two figures of this page are named line.")
    page.close()
