"""A figure wherever it is shown: without JavaScript, on paper, on a phone, beside a broken one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import axe_playwright_python
import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect
from visit import Origin, visiting, write_page

from livefig import LiveFigure, animate, choice, explore, pad, points, question, slider, text
from livefig.page.cell import figure_cell

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


def line(name: str = "line", label: str | None = None) -> LiveFigure:
    fig, ax = plt.subplots(figsize=(5.2, 3.4))
    (curve,) = ax.plot([0, 1], [0, 1])
    ax.set_ylim(-2, 2)

    def update(w=1.0):
        return {curve: w * np.array([0, 1])}

    w = slider(-2.0, 2.0, 0.1, label=label)
    return explore(fig, update, name=name, alt="A line.", w=w)


def everything() -> LiveFigure:
    fig, ax = plt.subplots(figsize=(5.2, 3.4))
    (curve,) = ax.plot([0, 1], [0, 1])

    def step(state, w=1.0, lr=0.1, kind="a", sign=1, on=True, xy=None, image=None):
        number = w + lr + len(kind) + sign + on + np.nansum(xy) + np.sum(image) + state
        return state * 0.9, {curve: number * np.array([0, 1]), "goals": {"$w$ above 1": w > 1}}

    return animate(
        fig,
        step,
        1.0,
        name="everything",
        alt="A line.",
        hover=[curve],
        presets={"Strong": {"w": 2.0}},
        w=slider(-4.0, 4.0, label="a rather long label for $w_1$", unit="kg"),
        lr=slider(1e-3, 1, log=True, label="learning rate"),
        kind=["a", "an option that is much longer than there is room for on a phone, really"],
        sign=choice({"plus": 1, "minus": -1, "a third with more words": 0}, toggle=True),
        on=True,
        xy=points(ax, [(0.5, 0.5)], editable=True),
        image=pad((8, 8), label="Digit"),
    )


QUESTION = question(
    "Which are non-linear?",
    {"tanh": (True, "It saturates."), "identity": (False, "No."), "ReLU": (True, "A kink.")},
    name="kinds",
)


def open_with(browser: Browser, origin: Origin, **options: Any) -> Page:
    """Open the page in a browser of its own kind."""
    page = browser.new_context(**options).new_page()
    page.goto(origin.base + "page.html")
    return page


def path_of(page: Page, figure: str = "line") -> str | None:
    return page.locator(f"#{figure} svg g[id$='line2d'] path, #{figure} svg path[d]").evaluate_all(
        "paths => paths.map(path => path.getAttribute('d')).join(' ')"
    )


def test_without_javascript_the_drawing_stands_alone(browser: Browser, tmp_path: Path):
    html = line().html + QUESTION._repr_mimebundle_()["text/html"]
    page = open_with(browser, write_page(tmp_path, html), java_script_enabled=False)
    expect(page.locator("#line svg")).to_be_visible()
    for hidden in (".live-controls", ".live-status", ".question button"):
        expect(page.locator(hidden).first).to_be_hidden()
    page.locator(".question summary").click()
    expect(page.get_by_text("Right: tanh It saturates.")).to_be_visible()
    page.context.close()


WAITING = "The controls of this figure need JavaScript, which is switched off or did not run here."


def test_reader_without_javascript_is_told_so(browser: Browser, tmp_path: Path):
    page = open_with(browser, write_page(tmp_path, line().html), java_script_enabled=False)
    expect(page.get_by_text(WAITING)).to_be_visible()
    assert page.get_by_text(WAITING).bounding_box()["height"] > 10
    page.context.close()


@pytest.mark.parametrize("policy", ["script-src 'none'", "script-src 'unsafe-inline'"])
def test_controls_look_off_where_scripts_are_refused(browser: Browser, tmp_path: Path, policy: str):
    origin = write_page(tmp_path, everything().html + QUESTION._repr_mimebundle_()["text/html"])
    path = tmp_path / "page.html"
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}"><title>'
    path.write_text(path.read_text("utf-8").replace("<title>", meta, 1), encoding="utf-8")
    page = open_with(browser, origin)
    form = page.locator("#everything .live-controls")
    assert form.evaluate("form => form.inert && getComputedStyle(form).opacity < 0.7")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('form')") is None
    if "none" in policy:
        expect(page.locator(".question button")).to_be_disabled()
        expect(page.get_by_text(WAITING)).to_be_visible(timeout=10_000)
    else:
        expect(page.locator("#everything .live-status")).to_contain_text("could not be started")
        assert page.get_by_text(WAITING).count() == 0
    page.context.close()


def test_live_figure_looks_and_is_alive(browser: Browser, tmp_path: Path):
    page = open_with(browser, write_page(tmp_path, everything().html))
    form = page.locator("#everything .live-controls")
    assert form.evaluate("form => !form.inert && getComputedStyle(form).opacity === '1'")
    assert page.get_by_text(WAITING).count() == 0
    page.context.close()


def test_paper_has_the_drawing_alone(browser: Browser, tmp_path: Path):
    page = open_with(browser, write_page(tmp_path, everything().html))
    page.emulate_media(media="print")
    expect(page.locator("#everything svg").first).to_be_visible()
    expect(page.locator(".live-controls")).to_be_hidden()
    expect(page.locator(".live-handle")).to_be_hidden()
    page.context.close()


@pytest.mark.parametrize("width", [320, 360, 768, 1600])
def test_nothing_is_wider_than_the_window(browser: Browser, tmp_path: Path, width: int):
    html = everything().html + QUESTION._repr_mimebundle_()["text/html"]
    page = open_with(browser, write_page(tmp_path, html), viewport={"width": width, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for element in page.locator(".live-figure :is(input, select, button, canvas, svg)").all():
        if element.is_visible():
            box = element.bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
    assert page.locator("#everything svg").first.bounding_box()["width"] <= 540
    page.context.close()


def test_targets_are_as_large_as_a_finger(browser: Browser, tmp_path: Path):
    page = open_with(
        browser, write_page(tmp_path, everything().html), has_touch=True, is_mobile=True
    )
    for element in page.locator(".live-figure :is(input[type=range], select, button)").all():
        assert element.bounding_box()["height"] >= 44
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier(browser: Browser, tmp_path: Path, scheme: str):
    html = everything().html + QUESTION._repr_mimebundle_()["text/html"]
    page = open_with(browser, write_page(tmp_path, html), color_scheme=scheme)
    page.evaluate(AXE)
    found = page.evaluate("async () => (await axe.run()).violations")
    assert [(v["id"], n["html"][:200]) for v in found for n in v["nodes"]] == []
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_of_the_axes_have_the_colour_of_the_text(
    browser: Browser, tmp_path: Path, scheme: str
):
    page = open_with(browser, write_page(tmp_path, line().html), color_scheme=scheme)
    ink, ground = page.evaluate("""() => {
        const style = getComputedStyle(document.querySelector("#line svg text"));
        const canvas = document.createElement("canvas").getContext("2d");
        const grey = color => {
            canvas.fillStyle = color;
            canvas.fillRect(0, 0, 1, 1);
            return canvas.getImageData(0, 0, 1, 1).data[0];
        };
        const probe = document.body.appendChild(document.createElement("p"));
        probe.style.background = "Canvas";
        return [grey(style.fill), grey(getComputedStyle(probe).backgroundColor)];
    }""")
    assert abs(ink - ground) > 180
    page.context.close()


def test_figures_of_one_name_say_so(browser: Browser, tmp_path: Path):
    html = line().html + line(label="another").html
    with visiting(browser, write_page(tmp_path, html), "page.html") as page:
        expect(page.locator(".live-status").last).to_have_text(
            "Two figures of this page are named line."
        )


REFERENCES = """() => [...document.querySelectorAll("figure.live-figure")].map((figure) => {
    const inside = (id) => figure.contains(document.getElementById(id));
    const found = { ids: 0, lost: [] };
    for (const element of figure.querySelectorAll("*")) {
        if (element.id) found.ids++;
        for (const { name, value } of element.attributes) {
            const bare = /^(id|for|aria-.*by|href)$/.test(name);
            const ids = bare ? value.replace("#", "").split(" ")
                : Array.from(value.matchAll(/url.#([^)]+)/g), (match) => match[1]);
            found.lost.push(...ids.filter((id) => !inside(id)).map((id) => `${name}=${id}`));
        }
    }
    return found;
})"""


def test_copies_of_a_figure_are_apart(browser: Browser, tmp_path: Path):
    """The first copy is hidden: what the other refers to must not be in there."""
    fig, ax = plt.subplots(figsize=(5.2, 3.4))
    (curve,) = ax.plot([0, 1], [0, 1], lw=6)
    ax.set(xlim=(0, 1), ylim=(0, 1))

    def update(w=1.0, kind="a"):
        return {curve: w * np.array([-9, 9]), "goals": {"much": w > 1}}

    options = {"w": (-2.0, 2.0), "kind": choice(["a", "b"], toggle=True)}
    html = explore(fig, update, name="clipped", alt="A line.", **options).html
    (tmp_path / "one").mkdir()
    one = open_with(browser, write_page(tmp_path / "one", html))
    page = open_with(browser, write_page(tmp_path, f"<div hidden>{html}</div>{html}"))
    for found in page.evaluate(REFERENCES):
        assert found["ids"] > 10
        assert found["lost"] == []
    pictures = [p.locator(".live-drawing").last.screenshot() for p in (one, page)]
    assert pictures[0] == pictures[1]
    page.locator('[name="w"]').last.press("End")
    one.locator('[name="w"]').press("End")
    assert path_of(page, "clipped").endswith(path_of(one, "clipped"))
    for p in (one, page):
        p.context.close()


def test_gaps_are_said_and_forgotten(browser: Browser, tmp_path: Path):
    fig, ax = plt.subplots()
    (curve,) = ax.plot([0, 1, 2], [0, 1, 2])

    def update(w=0.0):
        return {curve: np.sqrt(np.array([0, 1, 2]) + w)}

    figure = explore(fig, update, name="root", alt="Roots.", w=(-2.0, 2.0))
    with visiting(browser, write_page(tmp_path, figure.html), "page.html") as page:
        status = page.locator("#root .live-status")
        expect(status).to_have_text("")
        page.locator('#root [name="w"]').press("Home")
        expect(status).to_have_text("A line has gaps where its value is not finite.")
        page.locator('#root [name="w"]').press("End")
        expect(status).to_have_text("")


def test_broken_figure_leaves_the_others_alive(browser: Browser, tmp_path: Path):
    broken = line("broken").html.replace('"program":"', '"program":"((')
    page = open_with(browser, write_page(tmp_path, broken + line().html))
    expect(page.locator("#broken .live-status")).to_contain_text("could not be started")
    expect(page.locator("#broken svg")).to_be_visible()
    before = path_of(page)
    page.locator('#line [name="w"]').press("End")
    assert path_of(page) != before
    page.context.close()


def test_outputs_of_cells_bring_what_they_need(browser: Browser, tmp_path: Path):
    """As in a plain notebook page: each cell has its own part of the runtime."""
    cells = [line().html, everything().html, line("again").html]
    outputs = [figure_cell(cell, b"", "A line.") for cell in cells]
    html = "<!DOCTYPE html><title>Cells</title>" + "".join(outputs)
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    with visiting(browser, Origin("file", tmp_path.as_uri() + "/"), "page.html") as page:
        assert page.locator(".live-figure.live-mounted").count() == 3
        assert page.locator(".live-picture, .live-packed").count() == 0
        assert page.locator("style[data-livefig]").count() == 1
        before = path_of(page, "again")
        page.locator('#again [name="w"]').press("End")
        assert path_of(page, "again") != before


def test_plain_nbconvert_page_is_live(browser: Browser, tmp_path: Path):
    code = """
import matplotlib.pyplot as plt
import numpy as np
from livefig import explore
fig, ax = plt.subplots()
(line,) = ax.plot([0, 1], [0, 1])
def update(w=1.0):
    return {line: w * np.array([0, 1])}
explore(fig, update, name="line", alt="A line.", w=(-1.0, 1.0))
"""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    nbformat.write(notebook, tmp_path / "page.ipynb")
    command = [sys.executable, "-m", "nbconvert", "--to", "html", "--execute", "page.ipynb"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    before = path_of(page)
    page.locator('#line [name="w"]').press("Home")
    assert path_of(page) != before
    context.close()


def test_handle_of_the_page_is_the_one_way_in_for_scripts(browser: Browser, tmp_path: Path):
    with visiting(browser, write_page(tmp_path, line().html), "page.html") as page:
        seen = page.evaluate("""() => {
            const { live } = document.getElementById("line");
            live.set("w", 99);
            return [live.values.w, [...live.outputs[0]], live.spec.name];
        }""")
        assert seen == [2, [0, 2], "line"]
        with pytest.raises(Exception, match="figure line has no control v"):
            page.evaluate("() => document.getElementById('line').live.set('v', 1)")


def test_live_text_is_announced_and_the_slider_is_not_talked_over(browser: Browser, tmp_path: Path):
    fig, ax = plt.subplots()
    caption = ax.set_title("")

    def update(w=1.0):
        return {caption: text("twice w is {:.1f}", 2 * w)}

    figure = explore(fig, update, name="said", alt="A number.", w=(-2.0, 2.0))
    with visiting(browser, write_page(tmp_path, figure.html), "page.html") as page:
        status = page.locator("#said .live-status")
        for _ in range(3):
            page.locator('#said [name="w"]').press("ArrowRight")
        assert status.text_content() == ""
        expect(status).to_have_text("twice w is 2.6")
        assert status.locator("span").last.bounding_box()["width"] <= 1, "heard, not seen"


def spoken(page: Page, figure: str) -> str:
    """Wait until something new is said of a figure, and return it."""
    heard = page.locator(f"#{figure} .live-status span").last
    before = heard.text_content()
    page.wait_for_function(
        "([name, before]) => document.querySelector(`#${name} .live-status span:last-child`)"
        ".textContent !== before",
        arg=[figure, before],
    )
    return heard.text_content() or ""


def saying() -> LiveFigure:
    fig, ax = plt.subplots(figsize=(5.2, 3.4))
    title = ax.set_title("")
    lines = ax.text(0.1, 0.5, "")
    bare, gone, faint, hidden = (ax.text(0.1 * k, 0.1, "") for k in range(4))

    def update(w=1.0):
        return {
            title: text("the weight is {:.1f}", w),
            lines: text("{:.1f} up\n{:.1f} down", w, -w),
            bare: text("{:.2f}", 7 * w),
            gone: {
                "text": text("gone {:.1f}", w),
                "position": np.stack([np.where(w > 1.05, np.nan, w), w]),
            },
            faint: {"text": text("faint {:.1f}", w), "alpha": 0 * w},
            hidden: {"text": text("hidden {:.1f}", w), "visible": w > 9},
        }

    return explore(fig, update, name="much-said", alt="Texts.", w=(-2.0, 2.0, 0.1))


def numbers() -> LiveFigure:
    fig, ax = plt.subplots(figsize=(5.2, 3.4))
    texts = [ax.text(0.1, 0.02 * k, "") for k in range(30)]

    def update(w=1.0):
        return {each: text("{:.3f}", w + k) for k, each in enumerate(texts)}

    return explore(fig, update, name="numbers", alt="Numbers.", w=(-2.0, 2.0, 0.1))


def test_what_is_said_is_what_is_seen_in_words(browser: Browser, tmp_path: Path):
    origin = write_page(tmp_path, saying().html + numbers().html)
    with visiting(browser, origin, "page.html") as page:
        page.locator('#much-said [name="w"]').press("ArrowRight")
        assert spoken(page, "much-said") == "the weight is 1.1, 1.1 up; -1.1 down"
        page.locator('#numbers [name="w"]').press("ArrowRight")
        said = spoken(page, "numbers")
        assert said.startswith("1.100, 2.100, 3.100, ")
        assert len(said) < 200
        assert said.endswith(f", and {30 - said.count('.')} more")


def test_groups_and_figures_are_named(browser: Browser, tmp_path: Path):
    with visiting(browser, write_page(tmp_path, saying().html), "page.html") as page:
        figure = page.get_by_role("figure", name="much said")
        expect(figure.get_by_role("form", name="Controls of much said")).to_be_visible()


def labelled(**limits: object) -> LiveFigure:
    """Return a figure with long labels at the ticks of its vertical axis."""
    fig, ax = plt.subplots(figsize=(5.2, 3.4), layout="constrained")
    (curve,) = ax.plot([0, 1], [0, 0.0025])
    ax.set(ylabel="likelihood of it all", **limits)

    def update(w=1.0):
        return {curve: w * np.array([0, 0.0025])}

    return explore(fig, update, name="labelled", alt="A line.", w=(-2.0, 2.0, 0.1))


@pytest.mark.parametrize("width", [320, 375, 800])
def test_label_of_an_axis_stands_beside_those_of_its_ticks(
    browser: Browser, tmp_path: Path, width: int
):
    origin = write_page(tmp_path, labelled().html)
    page = open_with(browser, origin, viewport={"width": width, "height": 700})
    boxes = page.locator("#labelled svg text").evaluate_all(
        "texts => texts.map(text => [text.textContent, text.getBoundingClientRect()])"
    )
    (label,) = (box for words, box in boxes if words.startswith("likelihood"))
    ticks = [box for words, box in boxes if words.startswith("0.00")]
    assert len(ticks) >= 5
    assert label["right"] <= min(box["left"] for box in ticks)
    assert label["left"] >= 0
    page.context.close()


def many(name: str, n: int, height: float) -> LiveFigure:
    fig, ax = plt.subplots(figsize=(5.2, height))
    (curve,) = ax.plot([0, 1], [0, 1])

    def update(**values):
        return {curve: sum(values.values()) * np.array([0, 1])}

    controls = {f"w{i}": (-2.0, 2.0) for i in range(n)}
    names = ", ".join(f"{key}=1.0" for key in controls)
    scope: dict[str, Any] = {"update": update}
    exec(f"def f({names}): return update(**locals())", scope)
    return explore(fig, scope["f"], name=name, alt="A line.", **controls)


@pytest.mark.parametrize(
    ("width", "height", "n", "inches", "sticks"),
    [
        (360, 600, 14, 3.4, True),
        (360, 600, 3, 3.4, False),  # a few controls
        (360, 600, 14, 6.0, False),  # a high drawing
        (740, 360, 14, 3.4, False),  # a low window
        (1000, 740, 14, 3.4, False),  # a large one
    ],
)
def test_drawing_stays_in_sight_on_a_phone(
    browser: Browser, tmp_path: Path, width: int, height: int, n: int, inches: float, sticks: bool
):
    origin = write_page(tmp_path, many("many", n, inches).html + '<p style="height: 90rem">')
    page = open_with(browser, origin, viewport={"width": width, "height": height})
    last = page.locator("#many input").last
    last.evaluate("input => input.scrollIntoView({ block: 'end' })")
    page.evaluate("() => scrollBy(0, 20)")
    drawing = page.locator("#many .live-drawing").bounding_box()
    figure = page.locator("#many").bounding_box()
    assert (drawing["y"] > figure["y"] + 1) == sticks
    if sticks:
        assert drawing["y"] == pytest.approx(0, abs=1)
        assert drawing["height"] < height / 2
        on_top = page.evaluate(
            "([x, y]) => document.elementFromPoint(x, y).closest('.live-drawing') !== null",
            [drawing["x"] + 9, drawing["y"] + 9],
        )
        assert on_top, "the controls pass below it"
    page.context.close()
