"""The same page in each of the three engines: Chromium, Firefox and WebKit, which Safari uses.

Chromium is driven by Playwright. Firefox speaks WebDriver's commands over a socket of its own
(Marionette: `length:json`), WebKitGTK over HTTP; the standard library is enough for both.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, ClassVar

from get_browsers import find_firefox, find_webkit
from playwright.sync_api import Browser

PATIENCE = 60  # seconds: a browser that starts, or a page that opens, on a busy machine

# WebDriver's code points of keys that are no characters.
KEYS = {
    "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
    "End": "\ue010",
    "Home": "\ue011",
    "PageUp": "\ue00e",
    "PageDown": "\ue00f",
    "Enter": "\ue007",
    "Space": " ",
    "Tab": "\ue004",
}

RUN = """const done = arguments[arguments.length - 1];
const args = [...arguments].slice(0, -1);
(async () => (%s)(...args))().then(
  (value) => done({ value: value === undefined ? null : value }),
  (error) => done({ error: String(error) }));"""


class Engine(ABC):
    """One browser with one window."""

    name: str

    @abstractmethod
    def open(self, url: str) -> None:
        """Load a page, until its `load` event."""

    @abstractmethod
    def evaluate(self, function: str, *args: Any) -> Any:
        """Call a JavaScript function in the page, wait for its promise and return the result."""

    @abstractmethod
    def press(self, selector: str, *keys: str) -> None:
        """Focus an element and press keys, as the reader does."""

    @abstractmethod
    def screenshot(self) -> bytes:
        """Return what the window shows as a PNG."""

    @abstractmethod
    def close(self) -> None:
        """End the browser."""

    def wait_for(self, function: str, *args: Any) -> None:
        """Wait until a JavaScript function gives something true."""
        end = time.monotonic() + PATIENCE
        while not self.evaluate(function, *args):
            if time.monotonic() > end:
                raise TimeoutError(f"{self.name}: {function} does not come true")
            time.sleep(0.05)

    def rest(self) -> None:
        """Wait until the page has drawn what it was told."""
        self.evaluate("() => new Promise((go) => setTimeout(go, 100))")


class Chromium(Engine):
    """Chromium, driven by Playwright."""

    name = "chromium"

    def __init__(self, browser: Browser) -> None:
        self.page = browser.new_page()

    def open(self, url: str) -> None:
        """Load a page; one that differs in its fragment only is loaded, too."""
        self.page.goto("about:blank")
        self.page.goto(url, timeout=1000 * PATIENCE)

    def evaluate(self, function: str, *args: Any) -> Any:
        """Call a JavaScript function in the page."""
        return self.page.evaluate(f"(args) => ({function})(...args)", list(args))

    def press(self, selector: str, *keys: str) -> None:
        """Focus an element and press keys."""
        for key in keys:
            self.page.locator(selector).press(key)

    def screenshot(self) -> bytes:
        """Return what the window shows."""
        return self.page.screenshot()

    def close(self) -> None:
        """End the browser's window."""
        self.page.context.close()


class WebDriver(Engine):
    """What Firefox and WebKit share: WebDriver's commands, sent by `command`."""

    @abstractmethod
    def command(self, name: str, parameters: dict[str, Any]) -> Any:
        """Send one of the commands that are used below and return its value."""

    def open(self, url: str) -> None:
        """Load a page; one that differs in its fragment only is loaded, too."""
        self.command("navigate", {"url": "about:blank"})
        self.command("navigate", {"url": url})

    def evaluate(self, function: str, *args: Any) -> Any:
        """Call a JavaScript function in the page."""
        answer = self.command("execute", {"script": RUN % function, "args": list(args)})
        if "error" in answer:
            raise RuntimeError(f"{self.name}: {answer['error']}")
        return answer["value"]

    def press(self, selector: str, *keys: str) -> None:
        """Focus an element and press keys."""
        self.evaluate("(selector) => document.querySelector(selector).focus()", selector)
        strokes = [
            {"type": kind, "value": KEYS.get(key, key)}
            for key in keys
            for kind in ("keyDown", "keyUp")
        ]
        actions = [{"type": "key", "id": "keyboard", "actions": strokes}]
        self.command("actions", {"actions": actions})

    def screenshot(self) -> bytes:
        """Return what the window shows."""
        return base64.b64decode(self.command("screenshot", {}))


class Firefox(WebDriver):
    """Firefox, by Marionette."""

    name = "firefox"
    commands: ClassVar[dict[str, str]] = {
        "navigate": "WebDriver:Navigate",
        "execute": "WebDriver:ExecuteAsyncScript",
        "actions": "WebDriver:PerformActions",
        "screenshot": "WebDriver:TakeScreenshot",
    }

    def __init__(self) -> None:
        executable = find_firefox()
        assert executable, "no Firefox found: make test gets one, FIREFOX names another"
        self.profile = tempfile.TemporaryDirectory(prefix="livefig-firefox-")
        port = free_port()
        preferences = {
            "marionette.port": port,
            "privacy.reduceTimerPrecision": False,
            "app.update.disabledForTesting": True,
            "datareporting.policy.dataSubmissionEnabled": False,
            "network.captive-portal-service.enabled": False,
            "network.connectivity-service.enabled": False,
            "browser.shell.checkDefaultBrowser": False,
        }
        lines = [f'user_pref("{key}", {json.dumps(value)});' for key, value in preferences.items()]
        Path(self.profile.name, "user.js").write_text("\n".join(lines))
        command = [executable, "--headless", "--marionette", "--no-remote", "--profile"]
        self.process = started([*command, self.profile.name], dict(os.environ))
        self.socket = connected(port, self.process)
        self.stream = self.socket.makefile("rb")
        self.number = 0
        self.read()  # the greeting
        self.send("WebDriver:NewSession", {"capabilities": {}})

    def read(self) -> Any:
        """Read one message."""
        length = b""
        while not length.endswith(b":"):
            byte = self.stream.read(1)
            assert byte, "Firefox has ended"
            length += byte
        return json.loads(self.stream.read(int(length[:-1])))

    def send(self, name: str, parameters: dict[str, Any]) -> Any:
        """Send a command and return its result."""
        self.number += 1
        text = json.dumps([0, self.number, name, parameters]).encode()
        self.socket.sendall(str(len(text)).encode() + b":" + text)
        _, _, error, result = self.read()
        if error:
            raise RuntimeError(f"firefox: {error['message']}")
        return result

    def command(self, name: str, parameters: dict[str, Any]) -> Any:
        """Send one of WebDriver's commands."""
        return self.send(self.commands[name], parameters)["value"]

    def close(self) -> None:
        """End the browser."""
        self.send("Marionette:Quit", {"flags": ["eForceQuit"]})
        ended(self.process)
        self.stream.close()
        self.socket.close()
        self.profile.cleanup()


class WebKit(WebDriver):
    """WebKitGTK's small browser, on a screen that nobody sees."""

    name = "webkit"
    commands: ClassVar[dict[str, str]] = {
        "navigate": "url",
        "execute": "execute/async",
        "actions": "actions",
        "screenshot": "screenshot",
    }

    def __init__(self) -> None:
        found = find_webkit()
        assert found, "no WebKitGTK found: make test gets one"
        driver, browser = found
        seen, write = os.pipe()
        screen = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x1000x24"]
        self.screen = started([*screen, "-nolisten", "tcp"], dict(os.environ), (write,))
        os.close(write)
        with os.fdopen(seen) as numbers:
            display = numbers.readline().strip()
        assert display, "Xvfb does not start"
        environment = {
            **os.environ,
            "DISPLAY": f":{display}",
            "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "NO_AT_BRIDGE": "1",
        }
        port = free_port()
        self.driver = started([driver, f"--port={port}"], environment)
        connected(port, self.driver).close()
        self.address = f"http://127.0.0.1:{port}/session"
        options = {"binary": browser, "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        self.address += "/" + self.send("POST", "", {"capabilities": wanted})["sessionId"]
        times = {"script": 1000 * PATIENCE, "pageLoad": 1000 * PATIENCE}
        self.send("POST", "/timeouts", times)

    def send(self, method: str, path: str, parameters: dict[str, Any] | None = None) -> Any:
        """Send one request and return its value."""
        data = None if parameters is None else json.dumps(parameters).encode()
        request = urllib.request.Request(self.address + path, data, method=method)
        try:
            with urllib.request.urlopen(request, timeout=2 * PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"webkit: {error.read().decode()}") from None

    def command(self, name: str, parameters: dict[str, Any]) -> Any:
        """Send one of WebDriver's commands."""
        if name == "screenshot":
            return self.send("GET", "/screenshot")
        return self.send("POST", f"/{self.commands[name]}", parameters)

    def close(self) -> None:
        """End the browser, its driver and its screen."""
        self.send("DELETE", "")
        for process in (self.driver, self.screen):
            process.terminate()
            ended(process)


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def started(
    command: list[str], environment: dict[str, str], keep: tuple[int, ...] = ()
) -> subprocess.Popen[bytes]:
    """Start a program whose output nobody reads."""
    assert shutil.which(command[0]), f"{command[0]} is not installed: make test does it"
    return subprocess.Popen(
        command,
        env=environment,
        pass_fds=keep,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def connected(port: int, process: subprocess.Popen[bytes]) -> socket.socket:
    """Connect to a program that has just been started, as soon as it listens."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=2 * PATIENCE)
        except OSError:
            assert process.poll() is None, f"{process.args} has ended with {process.returncode}"
            assert time.monotonic() < end, f"{process.args} does not listen"
            time.sleep(0.1)


def ended(process: subprocess.Popen[bytes]) -> None:
    """Wait until a program has ended; end it where it does not by itself."""
    try:
        process.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
