"""axe-core finds no barrier on any page, light or dark."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from contents import PAGES
from figures import unfold
from playwright.sync_api import Browser, Page
from visit import Origin, visiting

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
# Left out: the theme's logo, which lies outside of a landmark, and docutils' roles of citations.
CONTEXT = {"exclude": [".citation-list"]}
# From file://, style sheets cannot be fetched for a closer look ("preload").
OPTIONS = {"rules": {"region": {"enabled": False}}, "preload": False}


# axe-core does not see MathML, which is what a screen reader reads of a formula: say it in words.
LABEL_FORMULAS = """() => {
    for (const formula of document.querySelectorAll("mjx-container:has(math)")) {
        formula.setAttribute("role", "img");
        formula.setAttribute("aria-label", formula.querySelector("math").textContent);
    }
}"""


def barriers(page: Page) -> list[str]:
    """Return what axe-core finds, one line for each element."""
    page.evaluate(LABEL_FORMULAS)
    page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(
        "async ([where, how]) => (await axe.run(where, how)).violations", [CONTEXT, OPTIONS]
    )
    return [
        f"{violation['id']}: {node['failureSummary']}: {node['html'][:200]}"
        for violation in found
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_no_barrier(browser: Browser, on_disk: Origin, path: str, dark: bool):
    with visiting(browser, on_disk, path, dark=dark) as page:
        unfold(page)
        page.wait_for_timeout(500)  # until the theme has made wide code a stop of the Tab key
        assert barriers(page) == []


def test_barrier_is_found(browser: Browser, on_disk: Origin):
    with visiting(browser, on_disk, PAGES[0]) as page:
        faults = "<input><p style='color: #ddd; background: #fff'>Pale"
        page.evaluate("html => document.querySelector('article').innerHTML += html", faults)
        assert {line.split(":")[0] for line in barriers(page)} >= {"label", "color-contrast"}
