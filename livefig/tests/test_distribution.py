"""The wheel of livefig holds all of it, and works where only what it asks for is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import PackageNotFoundError, distribution, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).parents[1]
LEFT_BEHIND = shutil.ignore_patterns("__pycache__", "*.egg-info", "build", "tests")

# What a user does in an empty folder.
USE = """
import sys

site = sys.argv[1]
sys.path.insert(0, site)

import livefig
import matplotlib.pyplot as plt
import numpy as np

assert livefig.__file__.startswith(site), livefig.__file__
x = np.linspace(0, 1, 11)
fig, ax = plt.subplots()
(curve,) = ax.plot(x, x)
figure = livefig.explore(
    fig, lambda w=1.0: {curve: w * x}, w=(-1, 1, 0.1), name="line", alt="A line."
)
figure.save("page.html")
assert "<svg" in figure.html
assert "text/html" in figure._repr_mimebundle_()[0]
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with no network, from a copy: setuptools leaves files in the folder."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(PROJECT, folder / "livefig", ignore=LEFT_BEHIND)
    offline = ["--no-index", "--no-deps", "--no-build-isolation"]
    command = [sys.executable, "-m", "pip", "wheel", "-q", *offline, "-w", folder, "./livefig"]
    subprocess.run(command, cwd=folder, check=True)
    (built,) = folder.glob("*.whl")
    return built


def test_wheel_holds_every_file_of_the_package(wheel: Path):
    source = PROJECT / "src"
    # The rest is for those who change the code: the types of the JavaScript.
    files = [path for path in source.rglob("*") if path.suffix in (".py", ".js", ".css")]
    there = {path.relative_to(source).as_posix() for path in files}
    assert {Path(name).suffix for name in there} == {".py", ".js", ".css"}
    packed = set(zipfile.ZipFile(wheel).namelist())
    assert {name for name in packed if ".dist-info/" not in name} == there


def test_wheel_works_with_what_it_asks_for_alone(wheel: Path, tmp_path: Path):
    site, empty = tmp_path / "site", tmp_path / "empty"
    zipfile.ZipFile(wheel).extractall(site)
    empty.mkdir()
    others = asked_for("livefig") - {"livefig"}
    assert not others & {"ipywidgets", "anywidget", "ipython", "sphinx", "scipy", "scikit-learn"}
    for name in others:
        link_into(site, name)
    # -S leaves out this environment's own packages: site is all that there is.
    command = [sys.executable, "-I", "-S", "-c", USE, str(site)]
    done = subprocess.run(command, cwd=empty, text=True, capture_output=True)
    assert done.returncode == 0, done.stderr
    page = (empty / "page.html").read_text("utf-8")
    assert '<figure class="live-figure" id="line"' in page
    assert "globalThis.livefig" in page
    assert not re.search(r'(?:src|href)="(?!#)', page), "the page asks for another file"


def link_into(site: Path, name: str) -> None:
    """Install a distribution into a folder: by links to what is installed here."""
    installed = distribution(name)
    for top in {file.parts[0] for file in installed.files or []} - {".."}:
        (site / top).symlink_to(Path(str(installed.locate_file(top))))


def asked_for(name: str) -> set[str]:
    """Return a distribution and all that it requires, by name."""
    found: set[str] = set()
    left = {name}
    while left:
        name = canonicalize_name(left.pop())
        try:
            wanted = map(Requirement, requires(name) or [])
        except PackageNotFoundError:  # of another system
            continue
        found.add(name)
        left |= {w.name for w in wanted if w.marker is None or w.marker.evaluate({"extra": ""})}
        left -= found
    return found
