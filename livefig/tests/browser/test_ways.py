"""Functions that go several ways: which picture is seen, and what is said where there is none."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pytest
from playwright.sync_api import Page, expect

from livefig import interact
from livefig.page.html import single_page

pytestmark = pytest.mark.browser


def panels(n=1, a=1.0):
    """Panels."""
    if a == 0:
        raise ValueError("a is nothing")
    for i in range(n):
        ax = plt.subplot(1, n, i + 1)
        ax.imshow(a * np.eye(3), extent=(0, 1, 0, 1), aspect="auto")
        ax.plot([0, 1], [0, a])
        ax.set_title(f"{i + 1} of {a:.1f}")


@pytest.fixture(scope="module")
def html() -> str:
    """Return a page with the figure twice, so that its ids are not unique."""
    figure = interact(panels, n=(1, 3), a=(-1.0, 1.0, 0.5))
    return single_page(figure.html + figure.html, "panels")


def shown(page: Page) -> list[str]:
    """Return the titles that are seen in the second of both figures."""
    return page.evaluate(
        """() => [...document.querySelectorAll(".live-figure")[1].querySelectorAll("text")]
        .map((text) => text.checkVisibility() ? text.textContent.replace("−", "-") : "")
        .filter((words) => / of /.test(words))"""
    )


def move(page: Page, name: str, value: float) -> None:
    """Set a slider of the second figure."""
    page.locator(".live-figure").nth(1).get_by_label(name, exact=True).fill(str(value))


def test_each_way_shows_its_own_picture(page: Page) -> None:
    assert shown(page) == ["1 of 1.0"]
    move(page, "n", 3)
    assert shown(page) == ["1 of 1.0", "2 of 1.0", "3 of 1.0"]
    move(page, "a", -0.5)
    assert shown(page) == ["1 of -0.5", "2 of -0.5", "3 of -0.5"]
    move(page, "n", 1)
    assert shown(page) == ["1 of -0.5"]
    assert page.locator(".live-figure").nth(0).locator(".live-drawing").count() == 1


def test_where_there_is_no_picture_it_is_said(page: Page) -> None:
    figure = page.locator(".live-figure").nth(1)
    move(page, "a", 0)
    expect(figure.locator(".live-status")).to_contain_text(
        "no picture for these values: a is nothing"
    )
    expect(figure.locator(".live-drawing").first).to_have_css("opacity", "0.15")
    move(page, "a", 0.5)
    expect(figure.locator(".live-status")).not_to_contain_text("no picture")
    assert shown(page) == ["1 of 0.5"]


def test_heat_maps_lie_behind_the_picture_that_is_seen(page: Page) -> None:
    move(page, "n", 2)
    figure = page.locator(".live-figure").nth(1)
    assert figure.locator("canvas:visible").count() == 2
    move(page, "n", 1)
    assert figure.locator("canvas:visible").count() == 1
