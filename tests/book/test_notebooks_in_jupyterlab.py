"""Every page's notebook in a real JupyterLab: it runs, it reads well, and nothing is given away."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from contents import ROOT
from playwright.sync_api import Browser, Page, expect
from test_jupyterlab import jupyterlab

pytestmark = pytest.mark.browser

PAGES = ["index", *(f"chapters/{path.stem}" for path in sorted(ROOT.glob("chapters/*.md")))]
IS_IDLE = """() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status
    === 'idle'"""
RUN = "() => window.jupyterapp.commands.execute('notebook:run-all-cells')"
MODEL = "() => window.jupyterapp.shell.currentWidget.content.model.toJSON()"
CODE_IN_SIGHT = """() => [...document.querySelectorAll('.jp-CodeCell .jp-InputArea-editor')]
    .filter(editor => editor.checkVisibility()).map(editor => editor.innerText)"""


@pytest.fixture(scope="module")
def laboratory(browser: Browser, book: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator:
    """Return a page of the browser and the address of a JupyterLab that shows whole notebooks."""
    folder = tmp_path_factory.mktemp("lab")
    home = folder / "home"
    settings = home / ".jupyter/lab/user-settings/@jupyterlab/notebook-extension"
    settings.mkdir(parents=True)
    (settings / "tracker.jupyterlab-settings").write_text('{"windowingMode": "none"}')
    (home / ".jupyter/jupyter_lab_config.py").write_text("c.LabApp.expose_app_in_browser = True\n")
    shutil.copytree(book.parent / "notebooks", folder / "notebooks")
    with jupyterlab(folder, home) as address:
        page = browser.new_context().new_page()
        yield page, address
        page.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_every_notebook_runs_and_reads_like_its_page(laboratory: tuple[Page, str], name: str):
    page, address = laboratory
    page.goto(address.format(f"notebooks/{name}.ipynb") + "&reset")
    page.wait_for_function(IS_IDLE, timeout=60_000)
    page.evaluate(RUN)
    notebook = page.evaluate(MODEL)
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    for output in outputs:
        assert output["output_type"] != "error", output
        assert output.get("name") != "stderr", output
    shown = sum(
        'class="live-packed"' in "".join(o.get("data", {}).get("text/html", "")) for o in outputs
    )
    page.wait_for_function(
        "n => document.querySelectorAll('figure.live-mounted').length >= n", arg=shown
    )
    assert page.locator(".live-picture").count() == 0
    expect(page.locator("figure.live-figure input[type=range]:visible")).to_have_count(0)
    assert page.locator("figure.live-figure .live-waiting:visible").count() == 0
    assert page.locator("mjx-merror, .katex-error").count() == 0
    text = "\n".join(page.locator(".jp-MarkdownCell").all_inner_texts())
    assert not re.search(r"\{[a-z:-]+\}`|^:::|Citation Not Found", text, re.MULTILINE)
    assert not re.search(r"^\(\d+\)$", text, re.MULTILINE), "a number that is not the page's"
    code = "\n".join(page.evaluate(CODE_IN_SIGHT))
    assert "question(" not in code, "a question shows its answers"
    assert not re.search(r"^assert ", code, re.MULTILINE)


def test_a_solution_is_out_of_sight_until_it_is_unfolded(laboratory: tuple[Page, str]):
    page, address = laboratory
    page.goto(address.format("notebooks/chapters/neurons.ipynb") + "&reset")
    page.wait_for_function(IS_IDLE, timeout=60_000)
    rendered = page.locator(".jp-MarkdownCell p")
    solution = rendered.filter(has_text="The window is nearly shut.")
    assert not solution.is_visible()
    page.get_by_text(re.compile("2 cells hidden")).first.click()
    solution.wait_for(state="visible")
