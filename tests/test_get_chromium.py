"""The browser tests find a Chromium, or get one, or say in one sentence what to do."""

from __future__ import annotations

import os
from pathlib import Path

import get_chromium
import pytest


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a machine without any browser, whose PATH is an empty folder."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(get_chromium, "playwrights_own", lambda: None)
    return tmp_path


def install(path: Path, status: int = 0) -> str:
    """Write a program that does nothing but end with a status."""
    path.write_text(f"#!/bin/sh\nexit {status}\n")
    path.chmod(0o755)
    return str(path)


def test_variable_comes_first(place: Path, monkeypatch: pytest.MonkeyPatch):
    install(place / "chromium")
    mine = install(place / "mine")
    monkeypatch.setenv("CHROMIUM", mine)
    assert get_chromium.find_chromium() == mine


def test_variable_that_names_nothing_is_an_error(place: Path, monkeypatch: pytest.MonkeyPatch):
    install(place / "chromium")
    monkeypatch.setenv("CHROMIUM", "/no/browser")
    with pytest.raises(ValueError, match="CHROMIUM is '/no/browser'"):
        get_chromium.find_chromium()


def test_browser_on_the_path_that_does_not_start_is_passed_over(place: Path):
    install(place / "chromium", status=127)
    chrome = install(place / "google-chrome")
    assert get_chromium.find_chromium() == chrome


def test_playwrights_own_is_the_last(place: Path, monkeypatch: pytest.MonkeyPatch):
    own = install(place / "own")
    monkeypatch.setattr(get_chromium, "playwrights_own", lambda: own)
    assert get_chromium.find_chromium() == own
    on_path = install(place / "chromium")
    assert get_chromium.find_chromium() == on_path


@pytest.mark.parametrize("root", [True, False])
def test_apt_is_asked_only_as_root_and_after_playwright(
    place: Path, monkeypatch: pytest.MonkeyPatch, root: bool
):
    install(place / "apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000)
    attempts = []

    def attempt(*command: str) -> None:
        attempts.append(" ".join(command))
        if command[:2] == ("apt-get", "install"):
            install(place / "chromium")

    monkeypatch.setattr(get_chromium, "attempt", attempt)
    assert get_chromium.get_chromium() == (str(place / "chromium") if root else None)
    assert "playwright install chromium" in attempts[0]
    assert [a.split()[:2] for a in attempts[1:]] == (
        [["apt-get", "update"], ["apt-get", "install"]] if root else []
    )


def test_failure_is_one_sentence(place: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(get_chromium, "attempt", lambda *command: None)
    with pytest.raises(SystemExit, match=r"^The browser tests need Chromium") as error:
        get_chromium.main()
    assert str(error.value).count(".") == 1
