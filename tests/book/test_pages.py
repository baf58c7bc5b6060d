"""Each built page opens without a fault, from disk and from localhost, in dark and on a phone."""

from __future__ import annotations

import pytest
from contents import PAGES
from figures import dead_controls, unfold
from playwright.sync_api import Browser
from visit import Origin, visiting

pytestmark = pytest.mark.browser

BACKGROUNDS = """selector => [...document.querySelectorAll(selector)].map(element => {
    const {backgroundColor, filter} = getComputedStyle(element);
    return {tag: element.outerHTML.slice(0, 80), backgroundColor, filter};
})"""


@pytest.mark.parametrize("path", [*PAGES, "search.html", "genindex.html"])
def test_opens_without_a_fault(browser: Browser, origin: Origin, path: str):
    with visiting(browser, origin, path) as page:
        assert page.locator("mjx-merror, [data-mjx-error]").count() == 0
        assert page.locator("h1").count() >= 1


@pytest.mark.parametrize("path", PAGES)
def test_every_control_moves_its_figure(browser: Browser, origin: Origin, path: str):
    with visiting(browser, origin, path) as page:
        unfold(page)
        dead = {}
        for figure in page.locator("figure.live-figure").all():
            dead[figure.get_attribute("id")] = dead_controls(page, figure)
        assert not any(dead.values()), dead


def test_equations_are_set(browser: Browser, origin: Origin):
    with visiting(browser, origin, "chapters/neurons.html") as page:
        assert page.locator("mjx-container svg").count() > 0


def test_search_finds_a_word(browser: Browser, origin: Origin):
    with visiting(browser, origin, "search.html?q=bias") as page:
        page.locator("#search-results a", has_text="Neurons").first.wait_for()


@pytest.mark.parametrize("path", PAGES)
def test_dark(browser: Browser, on_disk: Origin, path: str):
    with visiting(browser, on_disk, path, dark=True) as page:
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        (body,) = page.evaluate(BACKGROUNDS, "body")
        assert max(map(int, body["backgroundColor"][4:-1].split(","))) < 80
        for output in page.evaluate(BACKGROUNDS, ".cell_output .text_html, .cell_output img"):
            assert output["backgroundColor"] == "rgba(0, 0, 0, 0)", output
            assert "brightness" not in output["filter"], output


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_the_page(browser: Browser, on_disk: Origin, path: str):
    with visiting(browser, on_disk, path) as page:
        for width in (360, 768, 1280, 1920):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
