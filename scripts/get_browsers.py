"""Get the browsers that the tests of the pages need, and print the path of Chromium.

Chromium opens every page. It is looked for in the environment variable CHROMIUM, on the PATH and
among Playwright's own browsers; otherwise Playwright downloads one, or apt does, for root on
Debian. Firefox and WebKit (WebKitGTK, the engine of Safari) open a few; they are looked for on the
PATH and got by apt. The environment variable ENGINES names those that are used, as in
`ENGINES="chromium firefox" make test`. With `chromium` for an argument, only that is got.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ENGINES = ("chromium", "firefox", "webkit")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MINI_BROWSER = "**/webkit2gtk-4.*/MiniBrowser"  # below the folder of libraries


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


def root_with_apt() -> bool:
    """Tell whether packages can be installed: by root, on Debian and its kin."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return root and shutil.which("apt-get") is not None


def apt_install(*packages: str) -> None:
    """Have apt install packages, where that is possible."""
    if root_with_apt():
        attempt("apt-get", "update", "-q")
        attempt("apt-get", "install", "-q", "-y", "--no-install-recommends", *packages)


def get_chromium() -> str | None:
    """Find a Chromium or install one; return its path, or None where neither way works."""
    found = find_chromium()
    if found:
        return found
    print("No Chromium found: trying to get one for the browser tests.", file=sys.stderr)
    playwright = (sys.executable, "-m", "playwright")
    attempt(*playwright, "install", "chromium")
    if root_with_apt() and not find_chromium() and playwrights_own():
        attempt(*playwright, "install-deps", "chromium")
    if not find_chromium():
        apt_install("chromium", "fonts-liberation")
    return find_chromium()


def find_firefox() -> str | None:
    """Return the path of a Firefox that runs, or None. The variable FIREFOX comes first."""
    for name in (os.environ.get("FIREFOX"), "firefox-esr", "firefox"):
        path = shutil.which(name) if name else None
        if path and runs(path):
            return path
    return None


def find_webkit() -> tuple[str, str] | None:
    """Return the paths of WebKitGTK's driver and of its small browser, or None.

    The driver needs a screen, so that Xvfb must be there, too.
    """
    driver = shutil.which("WebKitWebDriver")
    folders = [Path("/usr/lib"), Path("/usr/libexec"), Path("/usr/lib64")]
    browsers = [path for folder in folders for path in sorted(folder.glob(MINI_BROWSER))]
    if not driver or not browsers or not shutil.which("Xvfb"):
        return None
    return driver, str(browsers[-1])


def wanted_engines() -> list[str]:
    """Return the engines that the environment variable ENGINES names: all where it is not set.

    Raises
    ------
    ValueError
        If it names something else.
    """
    wanted = os.environ.get("ENGINES", " ".join(ENGINES)).replace(",", " ").split()
    for engine in wanted:
        if engine not in ENGINES:
            raise ValueError(f"ENGINES names {engine!r}, expected some of {', '.join(ENGINES)}")
    return wanted


def get_other(name: str, find: Callable[[], object], *packages: str) -> None:
    """Find a browser or have apt install it; end with one sentence where there is none."""
    if find():
        return
    print(f"No {name} found: trying to get it for the browser tests.", file=sys.stderr)
    apt_install(*packages)
    if not find():
        sys.exit(
            f"The browser tests need {name}, which is not here and which apt did not install: "
            f"install {' and '.join(packages)}, or leave it out with ENGINES=chromium make test."
        )


def main(engines: Sequence[str]) -> None:
    """Print the path, or end with one sentence that says what to do."""
    try:
        engines = engines or wanted_engines()
        path = get_chromium()
    except ValueError as error:
        sys.exit(str(error))
    if path is None:
        sys.exit(
            "The browser tests need Chromium, and neither Playwright's download nor apt gave one: "
            "install it and set CHROMIUM to its path, or call make test-fast, which needs none."
        )
    if "firefox" in engines:
        get_other("Firefox", find_firefox, "firefox-esr")
    if "webkit" in engines:
        get_other("WebKitGTK", find_webkit, "webkit2gtk-driver", "xvfb")
    print(path)


if __name__ == "__main__":
    main(sys.argv[1:])
