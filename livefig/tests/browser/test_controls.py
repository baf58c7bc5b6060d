"""What a reader does with the controls of a figure: mouse, touch, keyboard, buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import ipywidgets
import matplotlib.pyplot as plt
import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from visit import Origin, place_in

from livefig import LiveFigure, checkbox, choice, explore, pad, points, slider, text

pytestmark = pytest.mark.browser

ACTIVATIONS = {"tanh": np.tanh, "sine <b>": np.sin}


def sliders() -> LiveFigure:
    """Return a figure with one control of each native kind; its caption holds their sum."""
    fig, ax = plt.subplots(figsize=(5.2, 3.4))
    caption = ax.set_title("")

    def update(w=0.5, n=3, lr=0.03, act="tanh", sign=1, shown=True, wide=2):
        return {caption: text("{:.6f}", total(w, n, lr, act, sign, shown, wide))}

    return explore(
        fig,
        update,
        name="sliders",
        alt="Nothing but a caption.",
        w=slider(-2.0, 2.0, 0.25, label=r"weight $w_1$", unit="kg"),
        n=(1, 10),
        lr=slider(1e-4, 1, log=True, label="<script>alert(1)</script>"),
        act=ACTIVATIONS.keys(),
        sign=choice({"+": 1, "−": -1}, toggle=True),
        shown=checkbox(label='"shown"'),
        wide=ipywidgets.Dropdown(options=[("narrow", 1), ("wide", 2)], value=2),
        presets={"Strong": {"w": 2.0, "sign": -1}, "Off": {"shown": False}},
    )


def total(w, n, lr, act, sign, shown, wide):
    """Return a number that every control changes."""
    return sign * (ACTIVATIONS[act](w) + n + 100 * lr + wide) if shown else 0 * w


def uneven() -> LiveFigure:
    """Return a figure with a slider that has a shorter last step."""
    fig, ax = plt.subplots(figsize=(5.2, 3.4))
    caption = ax.set_title("")

    def update(w=0.0):
        return {caption: text("{:.2f}", w)}

    return explore(fig, update, name="uneven", alt="A number.", w=slider(0.0, 1.0, 0.3))


def dragging() -> LiveFigure:
    """Return a figure with three points that move freely, and two that only move up and down."""
    fig, ax = plt.subplots(figsize=(5.2, 3.4))
    ax.set(xlim=(0, 10), ylim=(0, 5))
    caption = ax.set_title("")

    def update(free, locked):
        return {caption: text("{:.4f} {:.4f}", np.sum(free), np.sum(locked))}

    return explore(
        fig,
        update,
        name="dragging",
        alt="Points.",
        free=points(ax, [(1, 1), (5, 2.5), (9, 4)], label="Free"),
        locked=points(ax, [(3, 1), (7, 1)], lock="x", label="Locked"),
    )


def editing() -> LiveFigure:
    """Return a figure whose points can be added and removed, at most five of them."""
    fig, ax = plt.subplots(figsize=(5.2, 3.4))
    ax.set(xlim=(0, 10), ylim=(0, 5))
    scatter = ax.scatter([], [])
    caption = ax.set_title("")

    def update(xy):
        there = np.where(np.isnan(xy[:, 0]), 0, 1)
        return {scatter: xy, caption: text("{:g}", np.sum(there))}

    return explore(
        fig,
        update,
        name="editing",
        alt="Points.",
        xy=points(ax, [(1, 1), (5, 2.5)], editable=True, capacity=4),
    )


def drawing() -> LiveFigure:
    """Return a figure that sums the ink of a pad."""
    fig, ax = plt.subplots(figsize=(5.2, 3.4))
    caption = ax.set_title("")

    def update(image):
        return {caption: text("{:.4f}", np.sum(image)), "goals": {"five inked": image.sum() >= 5}}

    return explore(fig, update, name="drawing", alt="A sum.", image=pad((8, 6), label="Digit"))


def filling() -> LiveFigure:
    """Return a figure with a pad of a few large pixels."""
    fig, ax = plt.subplots(figsize=(5.2, 3.4))
    caption = ax.set_title("")

    def update(image):
        return {caption: text("{:.4f}", np.sum(image))}

    return explore(fig, update, name="filling", alt="A sum.", image=pad((3, 3), label="Squares"))


@pytest.fixture(scope="module")
def html() -> str:
    figures = (sliders(), uneven(), dragging(), editing(), drawing(), filling())
    return "\n".join(figure.html for figure in figures)


def caption(page: Page, name: str) -> str:
    """Return the live text of a figure."""
    return page.locator(f"#{name} svg text:has(tspan)").last.text_content() or ""


def values(page: Page, name: str) -> dict[str, Any]:
    return page.evaluate(
        "name => Object.fromEntries(Object.entries(document.getElementById(name).live.values)"
        ".map(([key, value]) => [key, typeof value === 'number' ? value : [...value]]))",
        name,
    )


def control(page: Page, figure: str, name: str) -> Locator:
    return page.locator(f'#{figure} [name="{name}"]')


def number(page: Page, figure: str, name: str) -> Locator:
    """Return the field beside a slider."""
    return page.locator(f'#{figure} .live-control:has([name="{name}"]) .live-number')


def button(page: Page, figure: str, name: str) -> Locator:
    return page.locator(f"#{figure}").get_by_role("button", name=name, exact=True)


START = {"w": 0.5, "n": 3, "lr": 0.03, "act": "tanh", "sign": 1, "shown": True, "wide": 2}

MOVES: list[tuple[str, Callable[[Locator], None], Any]] = [
    ("w", lambda c: c.press("ArrowRight"), 0.75),
    ("w", lambda c: c.press("Home"), -2.0),
    ("n", lambda c: c.press("ArrowLeft"), 2),
    ("n", lambda c: c.fill("7"), 7),
    ("lr", lambda c: c.press("End"), 1.0),
    ("lr", lambda c: c.fill("-2"), 0.01),
    ("act", lambda c: c.select_option("sine <b>"), "sine <b>"),
    ("sign", lambda c: c.nth(1).check(), -1),
    ("shown", lambda c: c.uncheck(), False),
    ("wide", lambda c: c.select_option("narrow"), 1),
]


@pytest.mark.parametrize(("name", "move", "value"), MOVES)
def test_control_recomputes_the_figure(page: Page, name: str, move: Callable, value: Any):
    assert caption(page, "sliders") == f"{total(**START):.6f}"
    move(control(page, "sliders", name))
    assert caption(page, "sliders") == f"{total(**{**START, name: value}):.6f}"


def test_value_stands_beside_the_slider_with_its_unit(page: Page):
    slider = control(page, "sliders", "w")
    shown = number(page, "sliders", "w")
    expect(shown).to_have_value("0.50 kg")
    width = shown.bounding_box()["width"]
    slider.press("Home")
    expect(shown).to_have_value("-2.00 kg")
    expect(slider).to_have_attribute("aria-valuetext", "-2.00 kg")
    assert shown.bounding_box()["width"] == width, "the row jumps"


TYPED: list[tuple[str, str, Any]] = [
    ("w", "1.1", 1.1),  # between two steps: the slider stands at one of them
    ("w", "−1,5 kg", -1.5),
    ("w", "1e-3", 1e-3),
    ("w", "50%", 0.5),
    ("w", "77", 2.0),  # as far as the slider goes
    ("w", "-1e9", -2.0),
    ("n", "4.4", 4),
    ("lr", "0.02", 0.02),
    ("lr", "0", 1e-4),
]


@pytest.mark.parametrize(("name", "typed", "value"), TYPED)
def test_value_of_a_slider_can_be_typed(page: Page, name: str, typed: str, value: Any):
    field = number(page, "sliders", name)
    before = field.bounding_box()
    field.fill(typed)
    field.press("Enter")
    assert values(page, "sliders")[name] == value
    assert caption(page, "sliders") == f"{total(**{**START, name: value}):.6f}"
    slider = control(page, "sliders", name)
    expect(slider).to_be_focused()
    assert field.bounding_box() == before, "the row jumps"
    slider.press("Home")
    assert values(page, "sliders")[name] == {"w": -2, "n": 1, "lr": 1e-4}[name]


def test_keys_lead_from_a_slider_into_its_number_and_back(page: Page):
    slider, field = control(page, "sliders", "w"), number(page, "sliders", "w")
    slider.focus()
    page.keyboard.type("-1.25")
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    expect(slider).to_be_focused()
    assert values(page, "sliders")["w"] == -1.25
    page.keyboard.press("Enter")
    expect(field).to_have_value("-1.25")
    page.keyboard.type("2")
    page.keyboard.press("Escape")
    expect(slider).to_be_focused()
    expect(field).to_have_value("-1.25 kg")
    page.keyboard.press("ArrowRight")
    assert values(page, "sliders")["w"] == -1.0


def test_what_is_no_number_changes_nothing(page: Page):
    field = number(page, "sliders", "w")
    before = values(page, "sliders")
    for typed in ("two", "1..2", "Infinity", "", "0.5 kilo"):
        field.fill(typed)
        field.press("Enter")
        assert field.evaluate("field => field.validationMessage") == f'"{typed}" is not a number.'
        assert values(page, "sliders") == before
    field.fill("two")
    field.blur()
    expect(field).to_have_value("0.50 kg")
    assert field.evaluate("field => field.validity.valid")
    assert values(page, "sliders") == before


def test_a_look_at_the_number_keeps_its_last_digits(page: Page):
    """The field shows fewer digits than the value has."""
    exact = 0.1 + 0.2
    page.evaluate("x => document.getElementById('sliders').live.assign(new Map([['w', x]]))", exact)
    field = number(page, "sliders", "w")
    field.focus()
    expect(field).to_have_value("0.3")
    field.press("Enter")
    field.blur()
    assert values(page, "sliders")["w"] == exact


def test_initial_value_between_the_steps_is_kept_exactly(page: Page):
    assert values(page, "sliders")["lr"] == 0.03
    assert control(page, "sliders", "lr").input_value() != "0.03"


def test_labels_are_names_and_markup_in_them_is_text(page: Page):
    figure = page.locator("#sliders")
    expect(figure.get_by_role("slider", name="weight w1", exact=True)).to_be_visible()
    expect(figure.get_by_label("<script>alert(1)</script>", exact=True)).to_be_visible()
    expect(figure.get_by_label('"shown"')).to_be_visible()
    assert figure.locator("label i").first.inner_text() == "w"


def test_reset_restores_every_control(page: Page):
    for name, move, _ in MOVES:
        move(control(page, "sliders", name))
    button(page, "sliders", "Reset").click()
    assert values(page, "sliders") == {
        **{"w": 0.5, "n": 3, "lr": 0.03, "act": 0, "sign": 0, "shown": 1, "wide": 1},
    }
    assert caption(page, "sliders") == f"{total(**START):.6f}"
    assert control(page, "sliders", "n").input_value() == "3"


def test_presets_set_what_they_name(page: Page):
    control(page, "sliders", "n").fill("7")
    button(page, "sliders", "Strong").click()
    assert caption(page, "sliders") == f"{total(**{**START, 'n': 7, 'w': 2.0, 'sign': -1}):.6f}"
    assert control(page, "sliders", "w").input_value() == "2"
    assert control(page, "sliders", "sign").nth(1).is_checked()
    button(page, "sliders", "Off").click()
    assert float(caption(page, "sliders")) == 0


def test_tab_reaches_every_control_in_order(page: Page):
    control(page, "sliders", "w").focus()
    reached = []
    for _ in range(11):
        focused = "e => e.name || e.textContent"
        reached.append(page.evaluate(f"({focused})(document.activeElement)"))
        page.keyboard.press("Tab")
    assert reached == [*START, "Strong", "Off", "Reset", "Copy link"]


def test_focus_is_visible(page: Page):
    page.keyboard.press("Tab")
    outline = "getComputedStyle(document.activeElement).outline"
    assert "2px" in page.evaluate(outline)


def test_slider_whose_end_is_on_no_step(page: Page):
    slider = control(page, "uneven", "w")
    for given, value in [("1", 1), ("0.94", 0.9), ("0.96", 1), ("0.29", 0.3), ("0", 0)]:
        slider.fill(given)
        assert values(page, "uneven")["w"] == value
        assert float(slider.input_value()) == value
    box = slider.bounding_box()
    page.mouse.move(box["x"] + 12, box["y"] + box["height"] / 2)
    page.mouse.down()
    seen = []
    for part in np.linspace(0.1, 1, 19):
        page.mouse.move(box["x"] + part * box["width"], box["y"] + box["height"] / 2)
        seen.append(values(page, "uneven")["w"])
    page.mouse.up()
    assert sorted(set(seen)) == [0, 0.3, 0.6, 0.9, 1]
    assert seen == sorted(seen)
    expect(number(page, "uneven", "w")).to_have_value("1.0")


# Points and pads


def handle(page: Page, name: str) -> Locator:
    return page.get_by_role("slider", name=name, exact=True)


def middle(locator: Locator) -> tuple[float, float]:
    locator.scroll_into_view_if_needed()
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@contextmanager
def mouse_drag(page: Page, locator: Locator) -> Iterator[None]:
    page.mouse.move(*middle(locator))
    page.mouse.down()
    yield
    page.mouse.up()


def test_handle_lies_on_its_point(page: Page):
    assert middle(handle(page, "Free 2")) == pytest.approx(
        place_in(page, "dragging", 5, 2.5), abs=0.5
    )


def test_point_follows_the_mouse(page: Page):
    with mouse_drag(page, handle(page, "Free 1")):
        page.mouse.move(*place_in(page, "dragging", 2.5, 3.5), steps=4)
    xy = values(page, "dragging")["free"]
    assert xy == pytest.approx([2.5, 3.5, 5, 2.5, 9, 4], abs=0.02)
    assert caption(page, "dragging") == f"{sum(xy):.4f} 12.0000"
    assert len(str(xy[0])) <= 5, "no finer than the page shows it"


def test_point_stays_in_the_axes(page: Page):
    with mouse_drag(page, handle(page, "Free 1")):
        page.mouse.move(*place_in(page, "dragging", -9, 99), steps=4)
    assert values(page, "dragging")["free"][:2] == pytest.approx([0, 5])


def test_locked_point_moves_one_way(page: Page):
    with mouse_drag(page, handle(page, "Locked 2")):
        page.mouse.move(*place_in(page, "dragging", 2, 3), steps=4)
    assert values(page, "dragging")["locked"] == pytest.approx([3, 1, 7, 3], abs=0.02)


def test_point_follows_the_arrow_keys(page: Page):
    point = handle(page, "Free 2")
    point.press("ArrowRight")
    point.press("ArrowUp")
    assert values(page, "dragging")["free"][2:4] == pytest.approx([5.1, 2.55], abs=0.01)
    point.press("Shift+ArrowLeft")
    assert values(page, "dragging")["free"][2:4] == pytest.approx([4.6, 2.55], abs=0.01)
    expect(point).to_have_attribute("aria-valuetext", "x 4.6, y 2.55")


def test_handle_says_where_it_is_between_what_ends(page: Page):
    for name, now, low, high in [("Free 2", "5", 0, 10), ("Locked 1", "1", 0, 5)]:
        point = handle(page, name)
        expect(point).to_have_attribute("aria-valuenow", now)
        ends = [float(point.get_attribute(f"aria-value{end}")) for end in ("min", "max")]
        assert ends == pytest.approx([low, high], abs=0.02)


def test_point_follows_a_finger(browser: Browser, site: Origin):
    context = browser.new_context(has_touch=True, viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.goto(site.base + "page.html")
    start = middle(handle(page, "Free 1"))
    end = place_in(page, "dragging", 2.5, 3.5)
    session = context.new_cdp_session(page)
    for kind, at in (("touchStart", [start]), ("touchMove", [end]), ("touchEnd", [])):
        touches = [{"x": x, "y": y} for x, y in at]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})
    assert values(page, "dragging")["free"][:2] == pytest.approx([2.5, 3.5], abs=0.05)
    context.close()


def present(page: Page) -> list[float]:
    return [x for x in values(page, "editing")["xy"] if x == x]


def test_click_adds_and_double_click_removes(page: Page):
    page.mouse.click(*place_in(page, "editing", 8, 4))
    assert present(page) == pytest.approx([1, 1, 5, 2.5, 8, 4], abs=0.02)
    assert caption(page, "editing") == "3"
    page.mouse.dblclick(*place_in(page, "editing", 1, 1))
    assert present(page) == pytest.approx([5, 2.5, 8, 4], abs=0.02)
    assert handle(page, "xy 3").count() == 0


def test_points_are_added_and_removed_by_keyboard(page: Page):
    button(page, "editing", "Add").press("Enter")
    assert present(page) == pytest.approx([1, 1, 5, 2.5, 5, 2.5], abs=0.02)
    page.keyboard.press("Delete")
    page.keyboard.press("Delete")
    page.keyboard.press("Delete")
    assert present(page) == []
    assert caption(page, "editing") == "0"
    button(page, "editing", "Add").press("Enter")
    assert caption(page, "editing") == "1"


def test_points_stop_at_the_capacity(page: Page):
    for _ in range(4):
        button(page, "editing", "Add").click()
    assert caption(page, "editing") == "4"
    expect(page.locator("#editing .live-status")).to_contain_text("There is room for 4 points")


def test_removed_points_come_back_with_reset(page: Page):
    button(page, "editing", "Remove").click()
    button(page, "editing", "Remove").click()
    assert present(page) == []
    button(page, "editing", "Reset").click()
    assert present(page) == [1, 1, 5, 2.5]


def test_pad_is_drawn_on_with_the_mouse(page: Page):
    canvas = page.get_by_label("Digit")
    x, y = middle(canvas)
    width = canvas.bounding_box()["width"]
    page.mouse.move(x - width / 3, y)
    page.mouse.down()
    page.mouse.move(x + width / 3, y, steps=3)
    page.mouse.up()
    image = np.reshape(values(page, "drawing")["image"], (8, 6))
    assert (image[3:5, 1:5] > 0.5).all()
    assert not image[0].any()
    assert not image[7].any()
    assert caption(page, "drawing") == f"{image.sum():.4f}"
    button(page, "drawing", "Clear").click()
    assert float(caption(page, "drawing")) == 0


def test_pad_of_large_pixels_is_filled_and_emptied_pixel_by_pixel(page: Page):
    canvas = page.get_by_label("Squares")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()

    def place(row: float, column: float) -> tuple[float, float]:
        return (
            box["x"] + box["width"] * (column + 0.5) / 3,
            box["y"] + box["height"] * (row + 0.5) / 3,
        )

    page.mouse.move(*place(0, 0))
    page.mouse.down()
    page.mouse.move(*place(2.1, 1.95), steps=5)  # a diagonal, not quite straight
    page.mouse.up()
    assert np.reshape(values(page, "filling")["image"], (3, 3)).tolist() == np.eye(3).tolist()
    page.mouse.click(*place(1.3, 0.7))  # full: empties the whole pixel, wherever it is hit
    page.mouse.click(*place(0.3, 1.7))  # empty: fills it
    image = np.reshape(values(page, "filling")["image"], (3, 3))
    assert sorted(zip(*np.nonzero(image), strict=True)) == [(0, 0), (0, 2), (2, 2)]
    assert set(image.ravel()) == {0, 1}


def test_pad_shows_its_values(page: Page):
    canvas = page.get_by_label("Digit")
    canvas.press("Space")
    page.mouse.click(*middle(page.locator("h1")))  # takes the focus, and with it the cursor, away
    grey = canvas.evaluate("""c => {
        const data = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
        return [c.height, c.width, [...data].filter((_, i) => i % 4 === 0).map(x => x / 255)];
    }""")
    assert grey == [8, 6, values(page, "drawing")["image"]]


def test_pad_is_drawn_on_with_the_keyboard(page: Page):
    canvas = page.get_by_label("Digit")
    for key in ["Space", "ArrowUp", "Space", "ArrowRight", "Space", "ArrowLeft", "Delete"]:
        canvas.press(key)
    image = np.reshape(values(page, "drawing")["image"], (8, 6))
    assert sorted(zip(*np.nonzero(image), strict=True)) == [(3, 4), (4, 3)]
    expect(page.locator("#drawing .live-status")).to_contain_text("Row 4, column 4, empty")


# Goals


def test_goal_is_marked_and_announced_when_reached(page: Page):
    canvas = page.get_by_label("Digit")
    goal = page.locator("#drawing .live-goals li")
    status = page.locator("#drawing .live-status")
    expect(goal).to_have_text("five inked: open")
    for _ in range(4):
        canvas.press("Space")
        canvas.press("ArrowUp")
    expect(goal).to_have_text("five inked: open")
    canvas.press("ArrowRight")
    canvas.press("Space")
    expect(goal).to_have_text("five inked: reached")
    expect(status).to_contain_text("Goal reached: five inked.")
    button(page, "drawing", "Clear").click()
    expect(goal).to_have_text("five inked: open")


def test_changed_numbers_are_announced_once_the_reader_pauses(page: Page):
    status = page.locator("#sliders .live-status")
    control(page, "sliders", "n").press("ArrowRight")
    assert status.text_content() == ""
    expect(status).to_contain_text(caption(page, "sliders"))
    assert status.get_attribute("role") == "status"
