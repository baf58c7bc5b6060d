"""What Binder would do: the Dockerfile that repo2docker writes for this folder."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.version import Version
from test_requirements import LOCKED, lines, locked_version, requirements

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def dockerfile() -> list[str]:
    """Return the lines of the Dockerfile; nothing is built and no Docker is needed."""
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."]
    done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=True)
    return [line for line in done.stdout.splitlines() if not line.startswith("#")]


def place(dockerfile: list[str], pattern: str) -> int:
    """Return where the one line is in which a pattern is found."""
    (only,) = [i for i, line in enumerate(dockerfile) if re.search(pattern, line)]
    return only


def test_python_is_the_one_of_runtime_txt_and_the_kernel_has_the_server_s(dockerfile: list[str]):
    major, minor = lines("binder/runtime.txt")[0].removeprefix("python-").split(".")
    assert f"environment-2epy-2d{major}-2e{minor}-2d" in "".join(dockerfile)
    assert "ENV KERNEL_PYTHON_PREFIX=${NB_PYTHON_PREFIX}" in dockerfile


def test_pip_runs_once_on_the_whole_book_and_postbuild_after_it(dockerfile: list[str]):
    copied = place(dockerfile, r"^COPY .* src/ \$\{REPO_DIR\}/$")
    installed = place(dockerfile, r"pip install")  # a second one, of ".", would copy nnlib
    assert dockerfile[installed].endswith('-r "binder/requirements.txt"')
    assert copied < installed < place(dockerfile, r"^RUN \./binder/postBuild$")


def test_binder_installs_what_everyone_does_and_a_notebook_that_goes_with_it():
    assert "-r ../requirements.txt" in lines("binder/requirements.txt")
    (notebook,) = requirements(*lines("binder/requirements.txt"))
    assert notebook.name == "notebook"
    # Notebook 7.n asks for JupyterLab 4.n; with another one, pip reports a conflict.
    minor = Version(locked_version(LOCKED["jupyterlab"])).minor
    assert notebook.specifier.contains(f"7.{minor}.0")
    assert not notebook.specifier.contains("7.5.9"), "goes with JupyterLab 4.5, older than the lock"


def test_postbuild_stops_at_its_first_error_and_can_be_run():
    script = ROOT / "binder" / "postBuild"
    assert script.stat().st_mode & 0o111
    assert "set -eu" in lines("binder/postBuild")
