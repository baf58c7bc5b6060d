"""The built book, and the two ways in which a reader opens a page of it."""

from __future__ import annotations

import fcntl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsers import browser, engine, origins
from contents import ROOT, unnested
from visit import Origin

__all__ = ["browser", "engine"]  # fixtures


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


@pytest.fixture(scope="module", params=["file", "http"])
def origin(request: pytest.FixtureRequest, book: Path) -> Iterator[Origin]:
    """Return the book's address: a file on disk, then a server on localhost."""
    yield from origins(book, request.param)


@pytest.fixture(scope="module")
def on_disk(book: Path) -> Origin:
    """Return the book's address as a file, for what does not depend on the origin."""
    return Origin("file", book.as_uri() + "/")
