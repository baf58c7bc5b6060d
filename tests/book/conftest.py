"""The built book, a browser, and the two ways in which a reader opens a page."""

from __future__ import annotations

import fcntl
import functools
import http.server
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from contents import ROOT, unnested
from get_chromium import find_chromium
from playwright.sync_api import Browser, sync_playwright
from visit import Origin

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and logs nothing."""

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def book() -> Path:
    """Return the folder of the built book; build it first where it is not up to date."""
    with (
        ROOT / "Makefile"
    ).open() as lock:  # one of several test processes builds, the others wait
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = subprocess.run(
            ["make", "book"],
            cwd=ROOT,
            env=unnested(),
            text=True,
            stdout=-1,
            stderr=subprocess.STDOUT,
        )
    if done.returncode:
        pytest.fail("make book fails:\n" + done.stdout[-2000:], pytrace=False)
    return ROOT / "_build" / "html"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium, and end it with the module: its event loop must not meet other tests'."""
    chromium = find_chromium()
    assert chromium, "no Chromium found: make test gets one, CHROMIUM names another"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


def serving(folder: Path) -> http.server.ThreadingHTTPServer:
    """Serve a folder on localhost in a thread of its own."""
    handler = functools.partial(QuietHandler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def origins(folder: Path, kind: str) -> Iterator[Origin]:
    """Give a folder's address as a file, or from a server that ends with the test."""
    if kind == "file":
        yield Origin("file", folder.as_uri() + "/")
        return
    server = serving(folder)
    yield Origin("http", f"http://127.0.0.1:{server.server_port}/")
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module", params=["file", "http"])
def origin(request: pytest.FixtureRequest, book: Path) -> Iterator[Origin]:
    """Return the book's address: a file on disk, then a server on localhost."""
    yield from origins(book, request.param)


@pytest.fixture(scope="module")
def on_disk(book: Path) -> Origin:
    """Return the book's address as a file, for what does not depend on the origin."""
    return Origin("file", book.as_uri() + "/")


@pytest.fixture(params=["file", "http"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, Origin]]:
    """Return an empty folder and its address, for pages that a test writes itself."""
    for place in origins(tmp_path, request.param):
        yield tmp_path, place
