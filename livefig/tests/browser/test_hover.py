"""Values are read out under the pointer and with the arrow keys."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect
from visit import Origin, place_in

from livefig import LiveFigure, explore

pytestmark = pytest.mark.browser

X = np.linspace(0, 10, 11)
GRID = np.arange(12.0).reshape(3, 4)


def lines() -> LiveFigure:
    fig, ax = plt.subplots(figsize=(5.2, 3.4))
    ax.set(xlim=(0, 10), ylim=(-20, 20))
    (line,) = ax.plot(X, X)
    scatter = ax.scatter([2, 8], [-10, -10], c=[0.25, 0.5])
    (silent,) = ax.plot(X, -X)

    def update(w=1.0):
        y = np.where(X == 5, np.nan, w * X)
        return {line: y, silent: -y, scatter: {"array": np.array([0.25, 0.5]) * w}}

    hover = {line: ".2f", scatter: ".3g"}
    return explore(fig, update, name="lines", alt="Lines.", hover=hover, w=(-2.0, 2.0))


def image() -> LiveFigure:
    fig, ax = plt.subplots(figsize=(5.2, 3.4))
    picture = ax.imshow(GRID, origin="lower", extent=(0, 8, 0, 3), aspect="auto")

    def update(w=1.0):
        return {picture: w * GRID}

    return explore(fig, update, name="image", alt="Cells.", hover=[picture], w=(-2.0, 2.0))


@pytest.fixture(scope="module")
def html() -> str:
    return lines().html + image().html


def point_at(page: Page, figure: str, x: float, y: float) -> None:
    """Move the mouse to data (x, y)."""
    page.mouse.move(*place_in(page, figure, x, y))


@pytest.mark.parametrize(
    ("x", "y", "text"),
    [
        (3, 3, "x = 3.00, y = 3.00"),
        (3.2, 2.5, "x = 3.00, y = 3.00"),
        (8, -10, "x = 8, y = -10, value = 0.5"),
    ],
)
def test_nearest_point_is_read_out(page: Page, x: float, y: float, text: str):
    point_at(page, "lines", x, y)
    expect(page.locator("#lines .live-readout")).to_have_text(text)


@pytest.mark.parametrize(("x", "y"), [(1, 15), (9, -9)])
def test_nothing_is_read_out_elsewhere(page: Page, x: float, y: float):
    point_at(page, "lines", x, y)
    expect(page.locator("#lines .live-readout")).to_be_hidden()


def test_point_that_is_not_finite_is_passed_over(page: Page):
    point_at(page, "lines", 4.6, 4.6)
    expect(page.locator("#lines .live-readout")).to_have_text("x = 4.00, y = 4.00")


@pytest.mark.parametrize(
    ("x", "y", "text"),
    [(1, 0.5, "x = 1, y = 0.5, value = 0"), (7.9, 2.9, "x = 7, y = 2.5, value = 11")],
)
def test_cell_is_read_out(page: Page, x: float, y: float, text: str):
    point_at(page, "image", x, y)
    expect(page.locator("#image .live-readout")).to_have_text(text)


def test_read_out_follows_the_figure(page: Page):
    point_at(page, "image", 7, 2.5)
    page.evaluate("() => document.getElementById('image').live.set('w', 2)")
    expect(page.locator("#image .live-readout")).to_contain_text("value = 22")


def test_read_out_ends_when_the_pointer_leaves(page: Page):
    point_at(page, "image", 7, 2.5)
    page.mouse.move(0, 0)
    expect(page.locator("#image .live-readout")).to_be_hidden()


def test_read_out_of_a_finger_stays_until_it_touches_elsewhere(browser: Browser, site: Origin):
    context = browser.new_context(has_touch=True, viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.goto(site.base + "page.html")
    drawing = page.locator("#image .live-drawing")
    words = page.locator("#image .live-readout")
    drawing.tap()
    expect(words).to_contain_text("value = ")
    page.wait_for_timeout(300)
    expect(words).to_be_visible()
    page.locator("#image input[type=range]").tap()
    expect(words).to_be_hidden()
    context.close()


def test_read_out_stays_inside_the_figure(page: Page):
    for x in (0, 10):
        point_at(page, "lines", x, x)
        box = page.locator("#lines .live-readout").bounding_box()
        figure = page.locator("#lines").bounding_box()
        assert box["x"] >= figure["x"] - 1
        assert box["x"] + box["width"] <= figure["x"] + figure["width"] + 1


def test_arrow_keys_go_from_value_to_value(page: Page):
    drawing = page.locator("#lines").get_by_role("application", name="Values of lines")
    words = page.locator("#lines .live-readout")
    drawing.press("ArrowRight")
    expect(words).to_have_text("x = 0.00, y = 0.00")
    drawing.press("ArrowRight")
    expect(words).to_have_text("x = 1.00, y = 1.00")
    expect(page.locator("#lines .live-status")).to_contain_text("x = 1.00, y = 1.00")
    drawing.press("ArrowDown")
    expect(words).to_have_text("x = 8, y = -10, value = 0.5")
    drawing.press("Escape")
    expect(words).to_be_hidden()


def test_arrow_keys_go_from_cell_to_cell(page: Page):
    drawing = page.locator("#image").get_by_role("application")
    words = page.locator("#image .live-readout")
    for key, value in [("ArrowRight", 0), ("ArrowUp", 4), ("ArrowRight", 5), ("ArrowDown", 1)]:
        drawing.press(key)
        expect(words).to_contain_text(f"value = {value}")


def test_hover_refuses_what_it_cannot_read_out():
    fig, ax = plt.subplots()
    (line,) = ax.plot([0, 1], [0, 1])
    caption = ax.set_title("")

    def update(w=1.0):
        return {line: w * np.array([0, 1]), caption: w}

    with pytest.raises(ValueError, match="a read-out is there for lines,"):
        explore(fig, update, name="bad", alt="A line.", hover=[caption], w=(0.0, 1.0))
