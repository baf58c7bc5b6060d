"""The lock, the ranges and the installed packages agree, so that the book still builds in years."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]


def requirements(*lines: str) -> list[Requirement]:
    """Read the requirements among lines of a file: no comments, no options such as -e and -c."""
    stripped = [line.split("#")[0].strip() for line in lines]
    return [Requirement(line) for line in stripped if line and not line.startswith("-")]


def lines(name: str) -> list[str]:
    """Return the lines of a file in the root of the repository."""
    return (ROOT / name).read_text("utf-8").splitlines()


NNLIB, LIVEFIG = PROJECTS = [
    tomllib.loads((ROOT / name).read_text("utf-8"))["project"]
    for name in ("pyproject.toml", "livefig/pyproject.toml")
]
LOCK = requirements(*lines("requirements.lock"))
LOCKED = {canonicalize_name(entry.name): entry for entry in LOCK}
WANTED = requirements(
    *lines("requirements.txt"),
    *lines("requirements-dev.txt"),
    *(wanted for project in PROJECTS for wanted in project["dependencies"]),
    *(
        wanted
        for project in PROJECTS
        for extra in project["optional-dependencies"].values()
        for wanted in extra
    ),
)


def locked_version(entry: Requirement) -> str:
    """Return the one version that an entry of the lock allows."""
    (only,) = entry.specifier
    assert only.operator == "==", entry
    return only.version


@pytest.mark.parametrize("wanted", WANTED, ids=lambda wanted: wanted.name)
def test_lock_has_a_version_in_range(wanted: Requirement):
    entry = LOCKED[canonicalize_name(wanted.name)]
    assert wanted.specifier.contains(locked_version(entry)), f"{entry} is not in {wanted}"
    assert entry.marker is None, f"{entry} is left out on some machines"


def test_installed_is_what_the_lock_says():
    here = [entry for entry in LOCK if entry.marker is None or entry.marker.evaluate()]
    assert {e.name: version(e.name) for e in here} == {e.name: locked_version(e) for e in here}


def test_lock_works_for_everyone():
    text = "\n".join(
        line for line in lines("requirements.lock") if not line.strip().startswith("#")
    )
    assert not re.search(r"://|^\s*-|@", text, re.MULTILINE), "an address or an option in the lock"
    assert len(LOCKED) == len(LOCK), "two versions of one package"
    assert "torch" not in LOCKED


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project["name"])
def test_binder_has_a_python_that_the_package_allows(project: dict[str, str]):
    (runtime,) = lines("binder/runtime.txt")
    assert runtime.startswith("python-3.")
    assert Requirement("any" + project["requires-python"]).specifier.contains(runtime[7:])


def test_requirements_are_pinned_by_the_lock_and_bring_both_packages():
    wanted = {"-c requirements.lock", "-e .[datasets]", "-e ./livefig[notebook]"}
    assert wanted <= set(lines("requirements.txt"))


def test_authors_are_asked_for_little():
    assert {Requirement(line).name for line in LIVEFIG["dependencies"]} == {"matplotlib", "numpy"}
