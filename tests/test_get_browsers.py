"""The browser tests find their browsers, or get them, or say in one sentence what to do."""

from __future__ import annotations

import os
from pathlib import Path

import get_browsers
import pytest


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a machine without any browser, whose PATH is an empty folder."""
    monkeypatch.setenv("PATH", str(tmp_path))
    for variable in ("CHROMIUM", "FIREFOX", "ENGINES"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(get_browsers, "playwrights_own", lambda: None)
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
    assert get_browsers.find_chromium() == mine


def test_variable_that_names_nothing_is_an_error(place: Path, monkeypatch: pytest.MonkeyPatch):
    install(place / "chromium")
    monkeypatch.setenv("CHROMIUM", "/no/browser")
    with pytest.raises(ValueError, match="CHROMIUM is '/no/browser'"):
        get_browsers.find_chromium()


def test_browser_on_the_path_that_does_not_start_is_passed_over(place: Path):
    install(place / "chromium", status=127)
    chrome = install(place / "google-chrome")
    assert get_browsers.find_chromium() == chrome


def test_playwrights_own_is_the_last(place: Path, monkeypatch: pytest.MonkeyPatch):
    own = install(place / "own")
    monkeypatch.setattr(get_browsers, "playwrights_own", lambda: own)
    assert get_browsers.find_chromium() == own
    on_path = install(place / "chromium")
    assert get_browsers.find_chromium() == on_path


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

    monkeypatch.setattr(get_browsers, "attempt", attempt)
    assert get_browsers.get_chromium() == (str(place / "chromium") if root else None)
    assert "playwright install chromium" in attempts[0]
    assert [a.split()[:2] for a in attempts[1:]] == (
        [["apt-get", "update"], ["apt-get", "install"]] if root else []
    )


def test_failure_is_one_sentence(place: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(get_browsers, "attempt", lambda *command: None)
    with pytest.raises(SystemExit, match=r"^The browser tests need Chromium") as error:
        get_browsers.main([])
    assert str(error.value).count(".") == 1


def test_engines_are_named_by_the_environment(place: Path, monkeypatch: pytest.MonkeyPatch):
    assert get_browsers.wanted_engines() == ["chromium", "firefox", "webkit"]
    monkeypatch.setenv("ENGINES", "chromium, firefox")
    assert get_browsers.wanted_engines() == ["chromium", "firefox"]
    monkeypatch.setenv("ENGINES", "safari")
    with pytest.raises(SystemExit, match="ENGINES names 'safari', expected some of chromium"):
        get_browsers.main([])


def test_chromium_alone_is_enough_where_it_is_asked_for(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    chromium = install(place / "chromium")
    get_browsers.main(["chromium"])
    assert capsys.readouterr().out == chromium + "\n"


@pytest.mark.parametrize(
    ("engine", "find", "packages"),
    [
        ("firefox", "find_firefox", "firefox-esr"),
        ("webkit", "find_webkit", "webkit2gtk-driver and xvfb"),
    ],
)
def test_other_engines_come_from_apt_or_a_sentence_says_so(
    place: Path, monkeypatch: pytest.MonkeyPatch, engine: str, find: str, packages: str
):
    install(place / "chromium")
    install(place / "apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    attempts: list[str] = []
    monkeypatch.setattr(get_browsers, "attempt", lambda *c: attempts.append(" ".join(c)))
    with pytest.raises(SystemExit, match=f"install {packages}, or leave it out") as error:
        get_browsers.main([engine])
    assert str(error.value).count(".") == 1
    assert attempts[-1].endswith(packages.replace(" and", ""))
    monkeypatch.setattr(get_browsers, find, lambda: "there")
    get_browsers.main([engine])
