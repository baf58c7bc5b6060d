"""One page of the book in Chromium: what it asks for elsewhere and what it logs are failures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Page, Route

from livefig.page.html import single_page

# Equations are set when MathJax has found them all.
MATHEMATICS_IS_SET = """() => [...document.querySelectorAll(".math")]
    .every(element => element.querySelector("mjx-container"))"""


@dataclass(frozen=True)
class Origin:
    """Where a browser finds a folder of pages: `base` is its address, with a slash at the end."""

    name: str
    base: str


def write_page(folder: Path, html: str) -> Origin:
    """Write a page that needs no other file, `page.html`, and return the folder's address."""
    (folder / "page.html").write_text(single_page(html, "Page"), encoding="utf-8")
    return Origin("file", folder.as_uri() + "/")


@contextmanager
def visiting(browser: Browser, origin: Origin, path: str, *, dark: bool = False) -> Iterator[Page]:
    """Open a page; at the end, fail if it asked for anything elsewhere or logged an error."""
    problems: list[str] = []

    def answer(route: Route) -> None:
        if route.request.url.startswith((origin.base, "data:", "blob:")):
            route.continue_()
        else:
            problems.append(f"asked for {route.request.url}")
            route.abort()

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            problems.append(f"console {message.type}: {message.text} ({message.location['url']})")

    context = browser.new_context(color_scheme="dark" if dark else "light")
    try:
        context.route("**/*", answer)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: problems.append(f"error in the page: {error}"))
        page.on("websocket", lambda socket: problems.append(f"opened {socket.url}"))
        page.on("requestfailed", lambda request: problems.append(f"did not get {request.url}"))
        page.goto(origin.base + path)
        page.wait_for_function(MATHEMATICS_IS_SET)
        page.wait_for_timeout(300)  # for what a page asks for once it has opened
        yield page
    finally:
        context.close()
    assert not problems, f"{origin.base}{path}:\n" + "\n".join(dict.fromkeys(problems))


PLACE = """([name, x, y]) => {
    const { spec, drawing } = document.getElementById(name).live;
    const rect = drawing.getBoundingClientRect();
    const [left, top, width, height] = spec.view;
    const at = (scale, value) => scale.slope * value + scale.offset;
    return [rect.left + (at(spec.axes[0].x, x) - left) / width * rect.width,
            rect.top + (at(spec.axes[0].y, y) - top) / height * rect.height];
}"""


def place_in(page: Page, figure: str, x: float, y: float) -> tuple[float, float]:
    """Return where data (x, y) of a figure's first axes, with linear scales, are in the window."""
    page.locator(f"#{figure} .live-drawing").scroll_into_view_if_needed()
    return tuple(page.evaluate(PLACE, [figure, x, y]))
