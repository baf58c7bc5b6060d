"""Axes in space that the reader turns: by dragging, by the sliders, by typing."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pytest
from playwright.sync_api import Page

from livefig import interact

pytestmark = pytest.mark.browser


def pair(a=1.0):
    """A hill, and a point that may be hidden by it."""
    ax = plt.figure(figsize=(4, 3.5)).add_subplot(projection="3d")
    x, y = np.meshgrid(np.linspace(-2, 2, 9), np.linspace(-2, 2, 9))
    ax.plot_surface(x, y, a * np.exp(-(x**2) - y**2))
    ax.scatter([0.0], [-1.8], [0.3], s=80, color="red", depthshade=False)
    ax.set_zlim(0, 2)
    ax.set_xlabel("to the east")


@pytest.fixture(scope="module")
def html() -> str:
    return interact(pair, a=(0.0, 2.0, 0.1)).html


def drag(page: Page, right: float, down: float) -> None:
    """Drag from the middle of the axes, in parts of their size."""
    left, top, width, height = page.evaluate("livefig.mount(FIGURE).spec.axes[0].box")
    at = page.evaluate(
        """([x, y]) => {
          const svg = FIGURE.querySelector('.live-drawing svg');
          const at = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM());
          return [at.x, at.y, svg.getScreenCTM().a];
        }""",
        [left + width / 2, top + height / 2],
    )
    page.mouse.move(at[0], at[1])
    page.mouse.down()
    page.mouse.move(at[0] + right * width * at[2], at[1] + down * height * at[2], steps=4)
    page.mouse.up()


@pytest.fixture
def page(page: Page) -> Page:
    page.evaluate("globalThis.FIGURE = document.querySelector('figure.live-figure')")
    page.locator(".live-drawing svg").scroll_into_view_if_needed()
    return page


def angles(page: Page) -> list[float]:
    values = page.evaluate("({ ...FIGURE.live.values })")
    return [values["elevation"], values["azimuth"]]


def in_front(page: Page) -> str:
    """Return the colour of what is drawn last of the two."""
    return page.evaluate(
        """() => {
          const [order] = FIGURE.live.spec.artists.filter((artist) => artist.kind === 'order');
          const [one, other] = order.style.members.map((id) => document.getElementById(id));
          const isBefore = one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
          return (isBefore ? other : one).querySelector('path, circle').getAttribute('fill');
        }"""
    )


def test_half_a_turn_across_the_axes_as_in_matplotlib(page: Page):
    assert angles(page) == [30, -60]
    drag(page, 0.25, 0.0)
    assert angles(page) == [30, -105]
    drag(page, 0.0, 0.1)
    assert angles(page) == [48, -105]
    assert page.get_by_role("slider", name="azimuth").input_value() == "-105"


def test_azimuth_goes_on_at_its_other_end_and_elevation_stops_at_its_own(page: Page):
    drag(page, 0.45, 0.45)
    drag(page, 0.45, 0.45)
    assert angles(page) == [90, 138]


def test_what_is_near_covers_what_is_far(page: Page):
    slider = page.get_by_role("slider", name="azimuth")
    for azimuth, is_red in ((-90, True), (90, False), (-90, True)):
        page.evaluate("(v) => FIGURE.live.set('azimuth', v)", azimuth)
        assert (in_front(page) == "#ff0000") is is_red
    slider.press("Home")
    assert angles(page)[1] == -180


def test_ticks_and_labels_turn_with_the_box(page: Page):
    def places() -> list[str]:
        return page.locator(".live-drawing svg text").evaluate_all(
            "(texts) => texts.map((text) => text.getAttribute('transform'))"
        )

    before = places()
    drag(page, 0.1, 0.05)
    after = places()
    assert len(before) == len(after) > 10
    assert all(one != other for one, other in zip(before, after, strict=True))


def test_a_finger_scrolls_the_page_up_and_down(page: Page):
    style = "getComputedStyle(FIGURE.querySelector('.live-drawing svg')).touchAction"
    assert page.evaluate(style) == "pan-y"
