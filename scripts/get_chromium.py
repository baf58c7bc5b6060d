"""Print the path of a Chromium that runs on this machine; get one first where there is none.

The tests of the built pages need it. It is looked for in the environment variable CHROMIUM, on the
PATH and among Playwright's own browsers. Otherwise Playwright downloads one, or apt does, for root
on Debian.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def runs(executable: str) -> bool:
    """Tell whether the browser starts: one that was downloaded may lack a system library."""
    if sys.platform == "win32":  # there it would open a window instead of printing its version
        return Path(executable).is_file()
    try:
        done = subprocess.run([executable, "--version"], capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def playwrights_own() -> str | None:
    """Return where Playwright keeps its Chromium, or None where it has none."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def find_chromium() -> str | None:
    """Return the path of a Chromium that runs, or None.

    Raises
    ------
    ValueError
        If the environment variable CHROMIUM names something that does not run.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        if not runs(named):
            raise ValueError(f"CHROMIUM is {named!r}, but no browser starts from there")
        return named
    for name in NAMES:
        path = shutil.which(name)
        if path and runs(path):
            return path
    own = playwrights_own()
    return own if own and runs(own) else None


def attempt(*command: str) -> None:
    """Run one command of a try that may fail; what it prints goes to standard error."""
    print("+", *command, file=sys.stderr)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run(command, stdout=sys.stderr, stdin=subprocess.DEVNULL, env=env, timeout=1200)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(error, file=sys.stderr)


def get_chromium() -> str | None:
    """Find a Chromium or install one; return its path, or None where neither way works."""
    found = find_chromium()
    if found:
        return found
    print("No Chromium found: trying to get one for the browser tests.", file=sys.stderr)
    playwright = (sys.executable, "-m", "playwright")
    root_with_apt = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    attempt(*playwright, "install", "chromium")
    if root_with_apt and not find_chromium() and playwrights_own():
        attempt(*playwright, "install-deps", "chromium")
    if root_with_apt and not find_chromium():
        attempt("apt-get", "update", "-q")
        packages = ("chromium", "fonts-liberation")
        attempt("apt-get", "install", "-q", "-y", "--no-install-recommends", *packages)
    return find_chromium()


def main() -> None:
    """Print the path, or end with one sentence that says what to do."""
    try:
        path = get_chromium()
    except ValueError as error:
        sys.exit(str(error))
    if path is None:
        sys.exit(
            "The browser tests need Chromium, and neither Playwright's download nor apt gave one: "
            "install it and set CHROMIUM to its path, or call make test-fast, which needs none."
        )
    print(path)


if __name__ == "__main__":
    main()
