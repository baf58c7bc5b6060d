"""Fixtures of every test that opens a page: a browser, and the two ways to open one."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from engines import Chromium, Engine, Firefox, WebKit
from get_browsers import find_chromium, wanted_engines
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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium, and end it with the module: its event loop must not meet other tests'."""
    chromium = find_chromium()
    assert chromium, "no Chromium found: make test gets one, CHROMIUM names another"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="module", params=["chromium", "firefox", "webkit"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Start each of the engines that pages are read in."""
    if request.param == "chromium":
        running: Engine = Chromium(request.getfixturevalue("browser"))
    else:
        if request.param not in wanted_engines():
            pytest.skip(f"ENGINES leaves {request.param} out")
        running = {"firefox": Firefox, "webkit": WebKit}[request.param]()
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


@pytest.fixture(params=["file", "http"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, Origin]]:
    """Return an empty folder and its address, for pages that a test writes itself."""
    for place in origins(tmp_path, request.param):
        yield tmp_path, place
