"""In JupyterLab the controls are widgets, linked to the figure both ways, and Python sees them.

What is left without a kernel, or without trust, is looked at here, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from test_jupyterlab import jupyterlab, run_all_cells

pytestmark = pytest.mark.browser

FIGURE = """
import matplotlib.pyplot as plt
import numpy as np
from livefig import animate, points, text
fig, ax = plt.subplots(figsize=(4, 2))
caption = ax.set_title("")
def step(state, w=1.0, kind="one", on=True, xy=None):
    number = w + len(kind) + 100 * on + np.sum(xy)
    return state / 2, {caption: text("{:.2f}", number)}
figure = animate(
    fig, step, np.array([8.0, 4.0]), name="all", alt="A number.",
    presets={"Strong": {"w": 2.0, "kind": "three"}},
    w=(-2.0, 2.0, 0.5), kind=["one", "three"], on=True, xy=points(ax, [(0.5, 0.5)]),
)
figure
"""
VALUES = "print(figure.values, [array.tolist() for array in figure.state or []])"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the notebook is."""
    return tmp_path_factory.mktemp("notebooks")


@pytest.fixture(scope="module")
def page(
    browser: Browser, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    """Return a notebook whose cells have run."""
    home = tmp_path_factory.mktemp("home")
    cells = [nbformat.v4.new_code_cell(code) for code in (FIGURE, VALUES)]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), folder / "page.ipynb")
    with jupyterlab(folder, home) as address:
        context = browser.new_context(viewport={"width": 1300, "height": 1200})
        page = context.new_page()
        page.goto(address.format("page.ipynb"))
        run_all_cells(page)
        page.locator(".jp-OutputArea-output .live-figure.live-linked").wait_for(timeout=60_000)
        yield page
        context.close()


def caption(page: Page) -> Locator:
    return page.locator(".live-figure svg text:has(tspan)").last


def values(page: Page) -> Locator:
    """Run the second cell again and return its output."""
    cell = page.locator(".jp-CodeCell").nth(1)
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    return cell.locator(".jp-OutputArea-output")


def test_widgets_and_figure_follow_each_other(page: Page):
    output = page.locator(".jp-CodeCell").first.locator(".jp-OutputArea-output")
    expect(caption(page)).to_have_text("105.00")
    expect(values(page)).to_have_text(
        "{'w': 1.0, 'kind': 'one', 'on': True, 'xy': array([[0.5, 0.5]])} [[8.0, 4.0]]"
    )

    output.locator(".widget-slider .noUi-handle").press("ArrowRight")
    expect(caption(page)).to_have_text("105.50")
    output.locator(".widget-dropdown select").select_option("three")
    expect(caption(page)).to_have_text("107.50")
    output.locator(".widget-checkbox input").uncheck()
    expect(caption(page)).to_have_text("7.50")
    expect(values(page)).to_contain_text("{'w': 1.5, 'kind': 'three', 'on': False")

    output.get_by_role("button", name="Reset controls").click()
    expect(caption(page)).to_have_text("105.00")
    expect(output.locator(".widget-checkbox input")).to_be_checked()
    expect(output.locator(".widget-readout")).to_have_text("1.0")
    output.get_by_role("button", name="Strong").click()
    expect(output.locator(".widget-readout")).to_have_text("2.0")
    expect(output.locator(".widget-dropdown select")).to_have_value("three")

    output.get_by_role("slider", name="xy 1").press("ArrowRight")
    output.get_by_role("button", name="Step").click()
    output.get_by_role("button", name="Step").click()
    page.wait_for_timeout(500)  # the way to Python
    expect(values(page)).to_contain_text("'w': 2.0, 'kind': 'three', 'on': True")
    expect(values(page)).to_contain_text("array([[0.51, 0.5 ]])")
    expect(values(page)).to_contain_text("[[2.0, 1.0]]")


def test_what_is_saved_is_live_without_a_kernel_and_a_picture_without_trust(
    page: Page, folder: Path
):
    """Both in one: the second notebook is a changed copy of the first."""
    figure = page.locator(".live-figure")
    expect(figure.locator(".widget-slider")).to_be_visible()
    page.keyboard.press("Control+s")
    page.wait_for_function("!document.querySelector('.jp-mod-dirty')")

    page.reload()
    expect(page.locator(".live-figure.live-linked .widget-slider")).to_be_visible(timeout=60_000)
    page.get_by_role("menuitem", name="Kernel").click()
    page.get_by_text("Shut Down Kernel", exact=True).click()
    expect(page.get_by_text("No Kernel", exact=True)).to_be_visible()
    page.reload()
    expect(figure).to_have_class("live-figure live-mounted", timeout=60_000)
    expect(page.locator(".live-picture, .jp-OutputArea-output .widget-slider")).to_have_count(0)
    figure.get_by_role("button", name="Reset controls").click()
    before = caption(page).text_content()
    figure.get_by_role("slider", name="w").press("ArrowRight")
    expect(caption(page)).not_to_have_text(before)

    notebook = nbformat.read(folder / "page.ipynb", 4)
    notebook.cells[0].source += "\n# Changed by somebody else."
    nbformat.write(notebook, folder / "stranger.ipynb")
    page.goto(page.url.replace("page.ipynb", "stranger.ipynb") + "?reset")
    picture = page.locator(".jp-OutputArea-output img")
    expect(picture).to_be_visible(timeout=60_000)
    assert picture.evaluate("image => image.complete && image.naturalWidth > 100")
    expect(figure).to_have_count(0)
    expect(page.locator(".jp-OutputArea-output").first).to_have_text("")
