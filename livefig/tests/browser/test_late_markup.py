"""Markup that a script puts into a page later becomes live, and a figure may be shown twice."""

from __future__ import annotations

from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from playwright.sync_api import Browser, expect
from visit import write_page

from livefig import LiveFigure, explore


def line(name: str = "line", slope: float = 1.0) -> LiveFigure:
    fig, ax = plt.subplots(figsize=(5.2, 3.4))
    (curve,) = ax.plot([0, 1], [0, 1])
    return explore(
        fig, lambda w=1.0: {curve: slope * w * np.array([0, 1])}, name=name, alt="A line.",
        w=(-1.0, 1.0),
    )  # fmt: skip


def test_markup_that_comes_later_becomes_live_and_twice_is_once(browser: Browser, tmp_path: Path):
    write_page(tmp_path, line().html)
    page = browser.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    expect(page.locator("#line .live-waiting")).to_have_count(0)
    add = "html => document.querySelector('main').insertAdjacentHTML('beforeend', html)"
    page.evaluate(add, f"<div>{line('late').html}</div>")
    expect(page.locator("#late .live-waiting")).to_have_count(0)
    page.locator("#late input[type=range]").fill("-1")
    expect(page.locator("#late .live-number")).to_have_value("-1.0")
    page.evaluate(add, line().html)
    status = page.locator("figure#line .live-status")
    expect(status).to_have_count(2)
    assert status.all_inner_texts() == ["", ""], "one figure may be shown twice"
    page.evaluate(add, line(slope=2.0).html)
    expect(status.nth(2)).to_contain_text("Two figures of this page are named line.")
    page.close()
