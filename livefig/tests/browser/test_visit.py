"""The tests of the pages must be able to fail: pages with one fault each, and each is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from figures import dead_controls
from playwright.sync_api import Browser
from visit import Origin, visiting

pytestmark = pytest.mark.browser

PAGE = '<!DOCTYPE html><meta charset="utf-8"><link rel="icon" href="data:,"><title>Page</title>'

FIGURE = """<figure class="live-figure" id="wave"><svg width="9" height="9"><path></path></svg>
<input type="range" name="w" min="0" max="9"><input type="checkbox" name="on">
<select name="kind"><option>a<option>b</select></figure><script>
for (const control of document.querySelectorAll("[name]"))
    control.addEventListener("input", () => {
        const value = control.type === "checkbox" ? control.checked : control.value;
        document.querySelector("path").setAttribute("class", control.name + value);
    });
</script>"""


@pytest.mark.parametrize(
    ("fault", "found"),
    [
        ('<img src="https://example.org/a.png">', "asked for https://example.org/a.png"),
        (
            '<script>fetch("https://example.org/b").catch(() => 0)</script>',
            "asked for https://exam",
        ),
        ('<link rel="stylesheet" href="http://example.org/c.css">', "asked for http://example.org"),
        ('<script>new WebSocket("ws://127.0.0.1:9/d")</script>', "opened ws://127.0.0.1:9/d"),
        ('<script>console.error("wrong number")</script>', "console error: wrong number"),
        ("<script>nothing.at.all</script>", "error in the page: nothing is not defined"),
        ('<script src="missing.js"></script>', "missing.js"),
    ],
)
def test_fault_is_found(browser: Browser, bench: tuple[Path, Origin], fault: str, found: str):
    folder, origin = bench
    (folder / "page.html").write_text(PAGE + fault)
    with pytest.raises(AssertionError, match=found), visiting(browser, origin, "page.html"):
        pass


def test_clean_page_passes(browser: Browser, bench: tuple[Path, Origin]):
    folder, origin = bench
    (folder / "page.html").write_text(PAGE + FIGURE)
    with visiting(browser, origin, "page.html") as page:
        assert dead_controls(page, page.locator("figure.live-figure")) == []


@pytest.mark.parametrize("name", ["w", "on", "kind"])
def test_dead_control_is_found(browser: Browser, bench: tuple[Path, Origin], name: str):
    folder, origin = bench
    (folder / "page.html").write_text(
        PAGE + FIGURE.replace('("[name]")', f'(":not([name={name}])[name]")')
    )
    with visiting(browser, origin, "page.html") as page:
        assert dead_controls(page, page.locator("figure.live-figure")) == [name]
