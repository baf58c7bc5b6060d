"""A figure whose drawing waits for a button."""

from __future__ import annotations

from pathlib import Path

import matplotlib.pyplot as plt
import pytest
from playwright.sync_api import Browser, Page, expect

from livefig import interact_manual
from livefig.page.html import single_page

pytestmark = pytest.mark.browser

WAITING = "The controls have other values: press Run."


def twice(a=1.0, sign="+"):
    """A number."""
    plt.title(f"{2 * a if sign == '+' else -2 * a:.1f}")


@pytest.fixture
def page(browser: Browser, tmp_path: Path):
    figure = interact_manual(twice, a=(0.0, 3.0, 0.5), sign=["+", "-"], presets={"Two": {"a": 2}})
    path = tmp_path / "page.html"
    path.write_text(single_page(figure.html, "twice"), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    yield page
    page.close()


def title(page: Page) -> str:
    words = page.locator(".live-drawing svg text").all_text_contents()
    return words[-1].replace("−", "-")


def test_the_drawing_waits_for_the_button(page: Page):
    status, run = page.locator(".live-status"), page.get_by_role("button", name="Run")
    assert title(page) == "2.0"
    expect(status).to_have_text("")
    page.get_by_label("a", exact=True).press("End")
    page.get_by_label("sign").select_option("-")
    assert title(page) == "2.0"
    expect(status).to_contain_text(WAITING)
    run.press("Enter")
    assert title(page) == "-6.0"
    expect(status).not_to_contain_text(WAITING)
    page.get_by_role("button", name="Two").click()
    assert title(page) == "-6.0"
    expect(status).to_contain_text(WAITING)
    run.click()
    assert title(page) == "-4.0"
    page.get_by_role("button", name="Reset").click()
    run.click()
    assert title(page) == "2.0"
    page.goto(page.url + "#twice?a=1.5")
    page.reload()
    assert title(page) == "3.0", "an address says what is to be seen"
    expect(status).not_to_contain_text(WAITING)
