"""What a reader meets on Binder: a chapter opens as a notebook in JupyterLab, its figures live."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from contents import ROOT
from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

BIN = Path(sys.executable).parent


@contextmanager
def jupyterlab(folder: Path, home: Path) -> Iterator[str]:
    """Run JupyterLab in a folder, set up by postBuild as on Binder; give its files' address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex()
    env = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "IPYTHON"))}
    env |= {"HOME": str(home), "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run([ROOT / "binder" / "postBuild"], cwd=folder, env=env, check=True)
    options = [
        "--no-browser",
        "--allow-root",
        "--ip=127.0.0.1",
        f"--port={port}",
        "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={token}",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.news_url=",
    ]
    with (home / "jupyterlab.log").open("w") as log:
        server = subprocess.Popen(
            [BIN / "jupyter", "lab", *options], cwd=folder, env=env, stdout=log, stderr=log
        )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_it_answers(f"{address}/api", server, home / "jupyterlab.log")
        yield f"{address}/lab/tree/{{}}?token={token}"
    finally:
        end(server)


def end(server: subprocess.Popen[bytes]) -> None:
    """Ask a server to end; it may wait for a kernel longer than a test should, so insist."""
    server.terminate()
    try:
        server.wait(timeout=30)
    except subprocess.TimeoutExpired:
        server.kill()  # its kernels see that their parent is gone, and end
        server.wait()


def wait_until_it_answers(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait for the server, at most a minute; fail with its log if it ended."""
    for _ in range(120):
        assert server.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except OSError:
            time.sleep(0.5)
    raise AssertionError(log.read_text())


def run_all_cells(page: Page) -> None:
    """Choose Run > Run All Cells as soon as the notebook's kernel is ready."""
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=120_000)
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=120_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def scroll_to(page: Page, target: Locator) -> None:
    """Scroll the notebook up to a place: it shows only what is near, and follows running cells."""
    for _ in range(120):
        page.locator(".jp-WindowedPanel-outer").evaluate("panel => { panel.scrollTop = 0; }")
        page.wait_for_timeout(1000)
        if target.is_visible():
            return
    raise AssertionError(f"{target} did not come into view")


def test_figure_of_a_chapter_follows_its_slider(browser: Browser, tmp_path: Path):
    home = tmp_path / "home"
    home.mkdir()
    shutil.copytree(ROOT / "chapters", tmp_path / "chapters")
    with jupyterlab(tmp_path, home) as address:
        page = browser.new_context().new_page()
        page.goto(address.format("chapters/neurons.md"))
        run_all_cells(page)
        page.locator("figure.live-figure svg").first.wait_for(state="attached", timeout=60_000)
        output = page.locator(".jp-OutputArea-output", has=page.locator("figure.live-figure")).first
        drawing = output.locator("figure.live-figure svg").first
        scroll_to(page, drawing)
        assert output.locator("figure.live-figure input[type=range]:visible").count() == 0
        before = drawing.inner_html()
        output.get_by_role("slider").first.press("ArrowRight")  # a slider of ipywidgets
        page.wait_for_function(
            "([svg, before]) => svg.innerHTML !== before",
            arg=[drawing.element_handle(), before],
        )
        assert "{term}" not in "".join(page.locator(".jp-MarkdownCell").all_inner_texts())
        page.context.close()
