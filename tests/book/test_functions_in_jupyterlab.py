"""Functions for `ipywidgets.interact` are live in JupyterLab, too, with widgets for controls."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import nbformat
import numpy as np
import pytest
import redrawn
from drawing_functions import FUNCTIONS
from playwright.sync_api import Browser, Page, expect
from test_jupyterlab import jupyterlab, run_all_cells

pytestmark = pytest.mark.browser

IMPORTS = """
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Circle, Polygon
from livefig import interact
"""
READ = """name => {
    const plain = value => typeof value === "number" ? value : Array.from(value, plain);
    const live = document.querySelector(`figure.live-figure[id^="${name}"]`).live;
    return { values: { ...live.values }, outputs: plain(live.outputs) };
}"""


def cell_of(function: Any, controls: dict[str, Any]) -> str:
    """Return what an author writes: the function, and `interact` below it."""
    written = ", ".join(f"{name}={control!r}" for name, control in controls.items())
    return f"{inspect.getsource(function)}\n\ninteract({function.__name__}, {written})"


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Return a notebook with all the functions, whose cells have run."""
    folder, home = (tmp_path_factory.mktemp(name) for name in ("notebooks", "home"))
    codes = [IMPORTS, *(cell_of(*each) for each in FUNCTIONS), "print('all', 'done')"]
    cells = [nbformat.v4.new_code_cell(code) for code in codes]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), folder / "page.ipynb")
    with jupyterlab(folder, home) as address:  # so high that all cells are there at once
        context = browser.new_context(viewport={"width": 1300, "height": 24_000})
        page = context.new_page()
        page.goto(address.format("page.ipynb"))
        run_all_cells(page)
        page.get_by_text("all done", exact=True).wait_for(timeout=120_000)
        yield page
        context.close()


def name_of(function: Any) -> str:
    return str(function.__name__).replace("_", "-")


@pytest.fixture(scope="module")
def drawings(page: Page) -> dict[str, Page]:
    expect(page.locator(".jp-OutputArea-output .live-figure.live-linked")).to_have_count(
        len(FUNCTIONS), timeout=60_000
    )
    said = page.locator("[data-mime-type='application/vnd.jupyter.stderr']").all_inner_texts()
    assert [text for text in said if "a legend stays where it is" not in text] == []
    return {name_of(function): page for function, _ in FUNCTIONS}


@pytest.mark.parametrize(
    ("function", "controls"), FUNCTIONS, ids=lambda c: getattr(c, "__name__", "")
)
def test_widgets_move_it_as_the_controls_of_a_page_do(
    page: Page, drawings: dict[str, Page], function: Any, controls: dict[str, Any]
):
    name = name_of(function)
    output = page.locator(".jp-OutputArea-output", has=page.locator(f"figure[id^='{name}']"))
    figure = output.locator("figure.live-figure")
    kinds = [".widget-slider", ".widget-dropdown", ".widget-checkbox"]
    n_widgets = sum(output.locator(kind).count() for kind in kinds)
    assert n_widgets == len(inspect.signature(function).parameters)
    before = figure.locator(".live-drawing").inner_html()
    output.locator(".widget-slider .noUi-handle").first.press("End")
    slider = next(key for key, control in controls.items() if isinstance(control, tuple))
    page.wait_for_function(
        "([name, key, end]) => Math.abs(document.querySelector("
        "`figure.live-figure[id^='${name}']`).live.values[key] - end) < 1e-9",
        arg=[name, slider, controls[slider][1]],
    )
    assert figure.locator(".live-drawing").inner_html() != before
    there = page.evaluate(READ, name)
    expected, _ = redrawn.Page(function, controls).outputs({slider: controls[slider][1]})
    assert len(there["outputs"]) == len(expected)
    for ours, theirs in zip(there["outputs"], expected, strict=True):
        np.testing.assert_allclose(np.ravel(ours).astype(float), np.ravel(theirs).astype(float))
