"""Every text that says how to install something says it exactly."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from test_requirements import LIVEFIG, NNLIB, PROJECTS

ROOT = Path(__file__).parents[1]
TEXTS = [
    ROOT / "README.md",
    ROOT / "index.md",
    ROOT / "livefig" / "README.md",
    *sorted((ROOT / "chapters").glob("*.md")),
    *sorted((ROOT / "livefig" / "src").rglob("*.py")),
]
# A command ends with its line, a backquote, or the string that holds it.
COMMAND = re.compile(r"(?<!do not write `)pip install ((?:[\w\[\]./<>=-]+|\"[^\"\n]+\"|[ ])+)")
NAMES = {project["name"]: project for project in PROJECTS}
FOLDERS = {".": NNLIB, "./livefig": LIVEFIG}


def commands(text: str) -> list[list[str]]:
    """Return the arguments of each `pip install` that a reader is told to write."""
    return [shlex.split(match) for match in COMMAND.findall(text)]


def test_the_commands_are_found():
    text = 'Write `pip install "a @ b"`, not this.\n    pip install ./c d\n\nThat is all.'
    assert commands(text) == [["a @ b"], ["./c", "d"]]
    assert sum(len(commands(path.read_text("utf-8"))) for path in TEXTS) >= 8


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_command_installs_what_is_meant(path: Path):
    for arguments in commands(path.read_text("utf-8")):
        if arguments == ["-r", "requirements.txt"]:
            continue
        for wanted in arguments:
            check(wanted)


def check(wanted: str) -> None:
    """Fail where a command would install another's package, an extra that is not, or too much."""
    folder, _, extras = wanted.rstrip("]").partition("[")
    if folder in FOLDERS:
        project = FOLDERS[folder]
        assert set(filter(None, extras.split(","))) <= set(project["optional-dependencies"]), wanted
        return
    requirement = Requirement(wanted)
    assert requirement.name != "nnlib", "that is somebody else's package"
    if requirement.name == "jupyter-book":
        assert not requirement.specifier.contains("2.0"), "its second edition runs no extension"
    if requirement.name in NAMES:  # not on an index: it needs an address
        project = NAMES[requirement.name]
        assert requirement.url, wanted
        assert requirement.extras <= set(project["optional-dependencies"]), wanted


def test_the_projects_have_names_of_their_own_and_import_as_ever():
    assert [project["name"] for project in PROJECTS] == ["nnlib-book", "livefig"]
    for name in ("nnlib", "livefig"):
        __import__(name)
