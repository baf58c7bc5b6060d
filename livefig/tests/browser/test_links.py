"""The address of a page restores the state of a figure, and a button copies that address."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect
from visit import Origin

from livefig import choice, explore, pad, points, slider, text

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def html() -> str:
    return f'<p style="height: 3000px">Far above.</p>{everything("one")}{everything("two")}'


def everything(name: str) -> str:
    fig, ax = plt.subplots()
    ax.set(xlim=(0, 10), ylim=(0, 10))
    caption = ax.set_title("")

    def update(w=1.0, n=2, lr=0.1, kind="a", show=True, xy=None, image=None):
        parts = w + n + lr + np.nansum(xy) + np.sum(image) + len(kind) + show
        return {caption: text("{:.3f}", parts)}

    return explore(
        fig,
        update,
        name=name,
        alt="A number.",
        w=(-4.0, 4.0),
        n=(0, 9),
        lr=slider(0.001, 1, log=True),
        kind=choice(["a", "b & c=d", "eé"]),
        show=True,
        xy=points(ax, [(1, 2)], editable=True),
        image=pad((2, 2)),
    ).html


def state(page: Page, name: str = "one") -> dict[str, object]:
    return page.evaluate(
        "name => Object.fromEntries([...document.getElementById(name).live.controls]"
        ".map(([key, control]) => [key, control.write()]))",
        name,
    )


INITIAL = {"w": "1", "n": "2", "lr": "0.1", "kind": "a", "show": "yes", "xy": "1,2"}
INITIAL["image"] = "00000000"


def test_address_restores_the_state(page: Page, site: Origin):
    page.goto("about:blank")
    page.goto(
        site.base + "page.html#one?w=-2.5&n=7&lr=0.02&kind=b+%26+c%3Dd&show=no"
        "&xy=3,4;5.5,6&image=f000780f"
    )
    expected = {"w": "-2.5", "n": "7", "lr": "0.02", "kind": "b & c=d", "show": "no"}
    assert state(page) == {**expected, "xy": "3,4;5.5,6", "image": "f000780f"}
    assert state(page, "two") == INITIAL
    assert page.locator('#one [name="w"]').input_value() == "-2.5"
    assert not page.locator('#one [name="show"]').is_checked()
    expect(page.locator("#one")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("query", "changed"),
    [
        ("w=99", {"w": "4"}),
        ("w=-1e400&n=3.4", {"n": "3"}),
        ("w=abc&n=&lr=NaN", {}),
        ("lr=-1", {"lr": "0.001"}),
        ("kind=zzz&show=maybe", {}),
        ("unknown=1&__proto__=2&n=4", {"n": "4"}),
        ("xy=1,2,3", {}),
        ("xy=a,b", {}),
        ("xy=99,-99", {"xy": "10,0"}),
        ("xy=" + "1,1;" * 40 + "1,1", {}),
        ("image=zz000000", {}),
        ("image=ff000000", {}),  # above 1
        ("image=00", {}),
        ("%E0%A4%A", {}),
        ("n=<script>alert(1)</script>", {}),
    ],
)
def test_bad_values_are_ignored_or_moved_into_range(page: Page, query: str, changed: dict):
    page.evaluate("hash => { location.hash = hash; }", f"one?{query}")
    page.wait_for_timeout(50)
    assert state(page) == {**INITIAL, **changed}
    expect(page.locator("#one .live-status")).to_contain_text("The link says ")
    page.locator('#one [name="n"]').press("ArrowLeft")
    expect(page.locator("#one .live-status")).not_to_contain_text("The link says ")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("w=99", "The link says w = 99; the nearest value is 4."),
        ("lr=fast", "The link says lr = fast, which is no value of lr."),
        ("v=1", "The link says v = 1, but there is no such control here."),
        ("w=2.50&n=4&xy=1.0,2;3,4&kind=eé&image=000000f0", ""),
    ],
)
def test_what_a_link_says_wrong_is_told(page: Page, query: str, words: str):
    page.evaluate("hash => { location.hash = hash; }", f"one?{query}")
    page.wait_for_timeout(50)
    line = page.locator("#one .live-status span").first
    assert (line.text_content() or "") == words


@pytest.mark.parametrize("hash_", ["one%3Fw=2&n=5", "one%3Fw%3D2%26n%3D5", "one%3fw%3d2%26n%3d5"])
def test_address_with_percent_codes_restores_the_state(page: Page, hash_: str):
    page.evaluate("hash => { location.hash = hash; }", hash_)
    page.wait_for_function("document.getElementById('one').live.values.n === 5")
    assert state(page) == {**INITIAL, "w": "2", "n": "5"}


def test_same_link_again_restores_the_state_again(page: Page):
    page.evaluate("""() => document.querySelector("main").insertAdjacentHTML("afterbegin",
        '<a href="#one?n=5"><b>five</b></a>')""")
    link = page.get_by_text("five")
    for _ in range(2):
        link.click()
        page.wait_for_function("document.getElementById('one').live.values.n === 5")
        page.locator('#one [name="n"]').fill("8")
        assert state(page)["n"] == "8"


def test_link_names_only_what_was_changed_and_restores_it(page: Page, browser: Browser):
    page.locator('#two [name="w"]').press("ArrowLeft")
    page.locator('#two [name="kind"]').select_option("b & c=d")
    page.locator("#two").get_by_role("slider", name="xy 1").press("ArrowUp")
    page.get_by_label("image").last.press("Space")
    page.locator("#two").get_by_role("button", name="Copy link").click()
    expect(page.locator("#two .live-status")).to_contain_text("ink")
    query = page.url.partition("#")[2]
    assert query.startswith("two?w=0.9&kind=b%20%26%20c%3Dd&xy=1,2")
    assert "lr" not in query
    before = state(page, "two")
    other = browser.new_page()
    other.goto(page.url)
    assert state(other, "two") == before
    other.context.close()


def test_copied_link_is_on_the_clipboard(browser: Browser, site: Origin):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(site.base + "page.html")
    page.locator('#one [name="n"]').fill("5")
    page.locator("#one").get_by_role("button", name="Copy link").click()
    expect(page.locator("#one .live-status")).to_contain_text("Link copied.")
    assert page.evaluate("navigator.clipboard.readText()") == site.base + "page.html#one?n=5"
    context.close()


def test_a_new_address_moves_the_figure_and_leaves_the_others(page: Page):
    page.locator('#two [name="n"]').fill("8")
    page.evaluate("() => { location.hash = 'one?n=5'; }")
    page.wait_for_function("document.getElementById('one').live.values.n === 5")
    page.evaluate("() => { location.hash = 'one?w=2'; }")
    page.wait_for_function("document.getElementById('one').live.values.w === 2")
    assert state(page) == {**INITIAL, "w": "2"}
    assert state(page, "two") == {**INITIAL, "n": "8"}
    caption = page.locator("#one svg text:has(tspan)").last.text_content()
    assert float(caption) == pytest.approx(2 + 2 + 0.1 + 3 + 0 + 1 + 1)


def test_heading_addresses_are_left_alone(page: Page):
    page.locator('#one [name="n"]').fill("8")
    page.evaluate("() => { location.hash = 'some-heading'; }")
    page.evaluate("() => { location.hash = 'one'; }")
    page.wait_for_timeout(50)
    assert state(page) == {**INITIAL, "n": "8"}
