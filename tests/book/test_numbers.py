"""The numbers that the pages draw are NumPy's: each figure is set, in the page and in Python."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from contents import PAGES, ROOT
from playwright.sync_api import Browser, Page
from recorded import Recorded, figures_of
from redrawn import agree
from visit import Origin, visiting

from livefig.controls.kinds import Choice, Control, Range

pytestmark = pytest.mark.browser

# Sliders go to a fraction of their range, menus to an option; points and pads stay as they are.
SET = """([name, fraction]) => {
    const live = document.getElementById(name).live;
    for (const about of live.spec.controls) {
        if (about.options)
            live.set(about.name, Math.floor(fraction * (about.options.length - 1e-9)));
        else if (about.kind === "range") {
            const place = about.min + fraction * (about.max - about.min);
            const value = about.log ? 10 ** place : place;
            live.set(about.name, about.integer ? Math.round(value) : value);
        }
    }
}"""

READ = """name => {
    const plain = value => typeof value === "number" ? value : Array.from(value, plain);
    const {values, outputs, state} = document.getElementById(name).live;
    const read = Object.fromEntries(Object.entries(values).map(([key, v]) => [key, plain(v)]));
    return {values: read, outputs: plain(outputs), state: plain(state ?? [])};
}"""

N_STEPS = 3

# The last bit of exp is not the same everywhere. Where a number lies exactly on a threshold, it may
# fall on the other side; in a long array that may happen to one number in 200.
TIES = 0.005


def check(page: Page, figure: Recorded, fraction: float, n_steps: int) -> None:
    """Set a figure in the page, let it step, and compare with what Python gives for the same."""
    name = figure.live.name
    page.evaluate(SET, [name, fraction])
    if n_steps:
        page.evaluate("([id, n]) => document.getElementById(id).live.step(n)", [name, n_steps])
    there: dict[str, Any] = page.evaluate(READ, name)
    state, outputs = figure.run(figure.values(there["values"]), n_steps)
    largest = max(
        (np.max(np.abs(finite(value)), initial=0) for value in [*state, *outputs]), default=0
    )
    for what, here in (("state", state), ("outputs", outputs)):
        assert len(there[what]) == len(here)
        for i, (page_value, value) in enumerate(zip(there[what], here, strict=True)):
            actual = np.asarray(page_value, dtype=float).ravel()
            expected = np.asarray(value, dtype=float).ravel()
            assert actual.shape == expected.shape
            off = ~np.isclose(actual, expected, rtol=1e-9, atol=1e-12 * largest, equal_nan=True)
            assert off.sum() <= TIES * off.size, (
                f"{name}, {what} {i}, controls at {fraction} of their ranges: "
                f"{actual[off]} in the page, {expected[off]} in NumPy"
            )


def finite(value: Any) -> np.ndarray:
    """Return the finite numbers of an array."""
    numbers = np.asarray(value, dtype=float).ravel()
    return numbers[np.isfinite(numbers)]


def position(control: Control, fraction: float) -> Any:
    """Return the value of a control at a position that it can have."""
    if isinstance(control, Choice):
        return control.choices[round(fraction * (len(control.choices) - 1))]
    assert isinstance(control, Range)
    low, high = control.min, control.max
    if control.log:
        low, high = np.log10([low, high])
    value = min(low + control.step * round(fraction * (high - low) / control.step), high)
    return 10.0**value if control.log else round(value) if control.integer else value


@pytest.mark.parametrize("path", PAGES)
def test_page_draws_the_numbers_of_numpy(browser: Browser, on_disk: Origin, path: str):
    figures, drawn = figures_of(ROOT / Path(path).with_suffix(".md"))
    with visiting(browser, on_disk, path) as page:
        there = page.locator("figure.live-figure").all()
        ids = sorted(str(figure.get_attribute("id")) for figure in there)
        assert sorted([*figures, *drawn]) == ids
        for figure in figures.values():
            for fraction in (0.0, 0.37, 0.81, 1.0):
                steps = (0,) if figure.start is None else (0, N_STEPS)
                for n_steps in steps:
                    if n_steps == 0 and figure.start is not None:
                        page.evaluate(
                            "id => document.getElementById(id).live.reset()", figure.live.name
                        )
                    check(page, figure, fraction, n_steps)
    for function, written, live in drawn.values():  # in V8, against Matplotlib's own figure
        controls = live._view._controls
        states = [{c.name: position(c, at) for c in controls} for at in (0.0, 0.37, 1.0)]
        agree(function, states, **written)
