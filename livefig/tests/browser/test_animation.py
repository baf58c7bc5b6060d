"""Figures with a state: Play, Pause, Step, Reset, pace, and when they stop by themselves."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from visit import Origin

from livefig import LiveFigure, animate, text

pytestmark = pytest.mark.browser

START = np.array([[1.0, -2.0], [0.5, 4.0]])


def descent(w, lr, steps):
    """Return the state after some steps of the figure below."""
    for _ in range(steps):
        w = w - lr * 2 * w
    return w


def figure_of(name: str, **options: object) -> LiveFigure:
    fig, ax = plt.subplots(figsize=(5.2, 3.4))
    caption = ax.set_title("")

    def step(state, lr=0.1, shape="sum"):
        w, count = state
        seen = np.sum(w) if shape == "sum" else np.max(w)
        return (w - lr * 2 * w, count + 1), {caption: text("{:.6f} {:g}", seen, count)}

    options = {"lr": (0.0, 2.0, 0.1), "shape": ["sum", "max"], **options}
    return animate(fig, step, (START, 0.0), name=name, alt="Numbers.", **options)


def start_from_control() -> LiveFigure:
    """Return a figure whose start reads one of its sliders."""
    fig, ax = plt.subplots(figsize=(5.2, 3.4))
    caption = ax.set_title("")

    def step(state, scale=1.0, lr=0.5):
        return state * lr, {caption: text("{:.3f}", state)}

    def start(scale):
        return scale * 8.0

    controls = {"scale": (0.0, 2.0, 0.5), "lr": (0.0, 1.0, 0.25)}
    return animate(fig, step, start, name="scaled", alt="A number.", **controls)


def in_words() -> LiveFigure:
    """Return a figure whose title says what its number is."""
    fig, ax = plt.subplots(figsize=(5.2, 3.4))
    title = ax.set_title("")

    def step(state, lr=0.5):
        return state * lr, {title: text("cost {:.1f}", state)}

    return animate(fig, step, 8.0, name="words", alt="A cost.", lr=(0.0, 1.0, 0.25))


def start_of_several_shapes() -> LiveFigure:
    """Return a figure whose state has as many numbers as a menu says."""
    fig, ax = plt.subplots(figsize=(5.2, 3.4))
    caption = ax.set_title("")

    def step(state, size=3, lr=0.5):
        return state * (1 - lr), {caption: text("{:.4f}", np.sum(state))}

    def start(size):
        return np.arange(1.0, size + 1)

    controls = {"size": [1, 3, 12], "lr": (0.0, 1.0, 0.25)}
    return animate(fig, step, start, name="shapes", alt="A number.", **controls)


@pytest.fixture(scope="module")
def html() -> str:
    figures = [
        figure_of("plain"),
        figure_of("short", n_steps=7),
        figure_of("fast", steps_per_frame=50),
        figure_of("wild", steps_per_frame=50, lr=(0.0, 9.0, 0.1)),
        start_from_control(),
        start_of_several_shapes(),
        in_words(),
    ]
    return '<p style="height: 3000px">Far above.</p>'.join(figure.html for figure in figures)


def press(page: Page, figure: str, name: str) -> None:
    page.locator(f"#{figure}").get_by_role("button", name=name, exact=True).click()


def caption(page: Page, figure: str) -> str:
    return page.locator(f"#{figure} svg text:has(tspan)").last.text_content() or ""


def steps(page: Page, figure: str) -> int:
    return int((page.locator(f"#{figure} .live-steps").text_content() or "").split()[-1])


def status(page: Page, figure: str) -> Locator:
    return page.locator(f"#{figure} .live-status")


def test_nothing_moves_before_the_reader_asks(page: Page):
    page.wait_for_timeout(200)
    assert steps(page, "plain") == 0
    assert caption(page, "plain") == f"{START.sum():.6f} 0"


def test_step_does_what_numpy_does(page: Page):
    for n in range(1, 4):
        press(page, "plain", "Step")
        assert steps(page, "plain") == n
        assert caption(page, "plain") == f"{descent(START, 0.1, n).sum():.6f} {n}"


def test_controls_work_on_the_running_state(page: Page):
    press(page, "plain", "Step")
    page.locator('#plain [name="lr"]').fill("0.3")
    page.locator('#plain [name="shape"]').select_option("max")
    first = descent(START, 0.1, 1)
    assert caption(page, "plain") == f"{first.max():.6f} 1"
    press(page, "plain", "Step")
    assert caption(page, "plain") == f"{descent(first, 0.3, 1).max():.6f} 2"


def test_reset_restores_the_same_start_and_keeps_the_controls(page: Page):
    page.locator('#plain [name="lr"]').fill("0.4")
    for _ in range(3):
        press(page, "plain", "Step")
    press(page, "plain", "Reset")
    assert steps(page, "plain") == 0
    assert caption(page, "plain") == f"{START.sum():.6f} 0"
    assert page.locator('#plain [name="lr"]').input_value() == "0.4"
    press(page, "plain", "Step")
    assert caption(page, "plain") == f"{descent(START, 0.4, 1).sum():.6f} 1"


def test_resetting_the_controls_keeps_the_state(page: Page):
    page.locator('#plain [name="lr"]').fill("0.4")
    press(page, "plain", "Step")
    press(page, "plain", "Reset controls")
    assert steps(page, "plain") == 1
    assert page.locator('#plain [name="lr"]').input_value() == "0.1"


def test_play_runs_until_pause(page: Page):
    press(page, "plain", "Play")
    page.wait_for_function("document.getElementById('plain').live.steps > 10")
    press(page, "plain", "Pause")
    n = steps(page, "plain")
    page.wait_for_timeout(200)
    assert steps(page, "plain") == n
    assert caption(page, "plain") == f"{descent(START, 0.1, n).sum():.6f} {n}"
    expect(status(page, "plain")).to_contain_text(f"Paused at step {n}.")


def pace(page: Page, figure: str) -> float:
    """Return steps a second while playing."""
    press(page, figure, "Play")
    page.wait_for_timeout(300)
    rate = page.evaluate(
        """async name => {
            const { live } = document.getElementById(name);
            const [n, t] = [live.steps, performance.now()];
            await new Promise(go => setTimeout(go, 1000));
            return 1000 * (live.steps - n) / (performance.now() - t);
        }""",
        figure,
    )
    press(page, figure, "Pause")
    return float(rate)


def test_pace_is_counted_in_sixtieths_of_a_second(page: Page):
    assert pace(page, "plain") == pytest.approx(60, rel=0.3)
    assert pace(page, "fast") == pytest.approx(3000, rel=0.3)


def test_reader_chooses_the_speed(page: Page):
    for speed in ("Speed 1×", "Speed 2×", "Speed 4×"):
        press(page, "plain", speed)
    expect(page.locator("#plain").get_by_role("button", name="Speed ¼×")).to_be_visible()
    assert pace(page, "plain") == pytest.approx(15, rel=0.4)


def test_it_stops_at_the_last_step_and_play_starts_anew(page: Page):
    press(page, "short", "Play")
    expect(status(page, "short")).to_contain_text("Finished after 7 steps.")
    assert steps(page, "short") == 7
    assert caption(page, "short") == f"{descent(START, 0.1, 7).sum():.6f} 7"
    press(page, "short", "Step")
    assert steps(page, "short") == 7
    press(page, "short", "Play")
    expect(status(page, "short")).not_to_contain_text("Finished")
    expect(status(page, "short")).to_contain_text("Finished after 7 steps.")


def test_it_stops_when_the_state_is_no_longer_finite(page: Page):
    page.locator('#wild [name="lr"]').fill("9")
    press(page, "wild", "Play")
    expect(status(page, "wild")).to_contain_text("the state is no longer finite")
    expect(page.locator("#wild").get_by_role("button", name="Play")).to_be_visible()
    n = steps(page, "wild")
    page.wait_for_timeout(200)
    assert steps(page, "wild") == n
    press(page, "wild", "Reset")
    expect(status(page, "wild")).not_to_contain_text("finite")
    assert caption(page, "wild") == f"{START.sum():.6f} 0"


def test_it_rests_while_out_of_sight(page: Page):
    press(page, "plain", "Play")
    page.wait_for_function("document.getElementById('plain').live.steps > 2")
    page.locator("#scaled").scroll_into_view_if_needed()
    page.wait_for_timeout(200)
    n = steps(page, "plain")
    page.wait_for_timeout(300)
    assert steps(page, "plain") == n
    page.locator("#plain").scroll_into_view_if_needed()
    page.wait_for_function("n => document.getElementById('plain').live.steps > n", arg=n)
    later = steps(page, "plain")
    assert later < n + 40, "the time out of sight is not made up for"


def test_start_follows_its_control(page: Page):
    page.locator('#scaled [name="scale"]').fill("2")
    assert caption(page, "scaled") == "16.000"
    expect(status(page, "scaled")).not_to_contain_text("Started anew")


def test_control_that_the_start_reads_starts_anew(page: Page):
    scale = page.locator('#scaled [name="scale"]')
    press(page, "scaled", "Step")
    press(page, "scaled", "Step")
    assert caption(page, "scaled") == "2.000"
    scale.fill("0.5")
    assert caption(page, "scaled") == "4.000"
    assert steps(page, "scaled") == 0
    expect(status(page, "scaled")).to_contain_text("Started anew: scale changed.")
    press(page, "scaled", "Step")
    assert caption(page, "scaled") == "2.000"
    page.locator('#scaled [name="lr"]').fill("0.25")
    assert steps(page, "scaled") == 1, "the start does not read the other one"


@pytest.mark.parametrize("size", [1, 12])
def test_state_of_another_shape_starts_anew(page: Page, size: int):
    for _ in range(4):
        press(page, "shapes", "Step")
    page.locator('#shapes [name="size"]').select_option(str(size))
    start = np.arange(1.0, size + 1)
    assert caption(page, "shapes") == f"{start.sum():.4f}"
    press(page, "shapes", "Step")
    assert caption(page, "shapes") == f"{start.sum() / 2:.4f}"
    assert steps(page, "shapes") == 1


def test_it_plays_on_after_starting_anew(page: Page):
    press(page, "shapes", "Play")
    page.wait_for_function("document.getElementById('shapes').live.steps > 5")
    page.locator('#shapes [name="size"]').select_option("12")
    expect(status(page, "shapes")).to_contain_text("Started anew: size changed.")
    page.wait_for_function("document.getElementById('shapes').live.steps > 5")
    press(page, "shapes", "Pause")
    expected = np.arange(1.0, 13).sum() / 2 ** steps(page, "shapes")
    assert caption(page, "shapes") == f"{expected:.4f}"


def test_error_in_a_frame_pauses_and_says_so(browser: Browser, site: Origin):
    """No control breaks a figure's state; so its program is made to fail here."""
    page = browser.new_page()
    page.goto(site.base + "page.html")
    page.evaluate("""() => {
        const { program } = document.getElementById("plain").live;
        program.step = program.step.map((step) => (args) => {
            if (args.at(-1) >= 3) throw new RangeError("too far");
            return step(args);
        });
    }""")
    press(page, "plain", "Play")
    said = "Stopped at step 3 by an error: too far"
    expect(status(page, "plain")).to_contain_text(said)
    expect(page.locator("#plain [data-live=play]")).to_have_text("Play")
    press(page, "plain", "Step")
    expect(status(page, "plain")).to_contain_text(said)
    press(page, "plain", "Reset")
    expect(status(page, "plain")).not_to_contain_text("Stopped")
    page.context.close()


def test_step_works_with_the_keyboard_and_is_announced(page: Page):
    button = page.locator("#words").get_by_role("button", name="Step", exact=True)
    button.press("Enter")
    button.press("Space")
    assert steps(page, "words") == 2
    expect(status(page, "words")).to_contain_text("Step 2. cost 2.0")


def test_what_was_said_of_a_run_is_not_said_of_the_next(page: Page):
    press(page, "words", "Step")
    expect(status(page, "words")).to_contain_text("Step 1. cost 4.0")
    press(page, "words", "Reset")
    expect(status(page, "words")).to_contain_text("Back at the start. cost 8.0")
    assert "Step" not in status(page, "words").text_content()
    page.locator('#words [name="lr"]').fill("1")
    expect(status(page, "words")).not_to_contain_text("Back")
