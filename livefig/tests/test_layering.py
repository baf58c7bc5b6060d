"""Folders depend one way, as the package's docstring lists them; so do files within a folder."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import livefig

ROOT = Path(livefig.__file__).parent

# What each folder may import of the package, beside itself. The door is every file at the top
# but `spec`, which is plain data and stands below all.
BELOW = {
    "spec": set(),
    "notation": set(),
    "tracing": {"notation"},
    "javascript": {"tracing"},
    "controls": {"notation", "spec"},
    "drawing": {"notation", "spec"},
    "artists": {"drawing", "notation", "spec"},
    "space": {"drawing", "tracing"},
    "calls": {"artists", "drawing", "notation", "space", "spec", "tracing"},
    "picture": {"artists", "drawing", "spec"},
    "page": {"controls", "notation", "spec"},
    "hosts": {"controls", "page", "spec"},
    "__main__": {"door"},
    "door": {
        "artists",
        "calls",
        "controls",
        "drawing",
        "hosts",
        "javascript",
        "notation",
        "page",
        "picture",
        "spec",
        "tracing",
    },
}
# Who may know the packages that the page, Jupyter or Matplotlib bring.
OTHERS = {
    "__main__": {"matplotlib"},
    "drawing": {"matplotlib"},
    "artists": {"matplotlib"},
    "space": {"matplotlib", "mpl_toolkits"},
    "calls": {"matplotlib"},
    "picture": {"matplotlib"},
    "controls": {"ipywidgets"},
    "hosts": {"anywidget", "docutils", "ipywidgets", "sphinx", "traitlets"},
}
FILES = sorted(path for path in ROOT.rglob("*.py") if path.name != "__init__.py")


def module_of(path: Path) -> str:
    """Return the dotted name of a file within the package."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def folder_of(module: str) -> str:
    """Return the folder of a module; files at the top are the door, `spec` is its own."""
    first, *rest = module.split(".")
    return first if rest or first in BELOW else "door"


def imports(path: Path) -> set[str]:
    """Return the full names of the modules that a file imports, anywhere in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            known = [name for name in inner if (ROOT / as_path(name)).is_file()]
            names |= set(known or [node.module])
    return names


def as_path(name: str) -> str:
    """Return where a module of the package would lie."""
    return name.removeprefix("livefig.").replace(".", "/") + ".py"


def own(path: Path) -> set[str]:
    """Return the modules of the package that a file imports."""
    return {n.removeprefix("livefig.") for n in imports(path) if n.startswith("livefig.")}


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_a_file_imports_what_stands_below_its_folder(path):
    folder = folder_of(module_of(path))
    foreign = {folder_of(module) for module in own(path)} - {folder}
    assert foreign <= BELOW[folder]
    other = {name.partition(".")[0] for name in imports(path)} - {"livefig", "numpy", "__future__"}
    assert other - sys.stdlib_module_names <= OTHERS.get(folder, set())


def test_folders_have_no_cycle_and_none_is_forgotten():
    assert set(BELOW) == {folder_of(module_of(path)) for path in FILES}
    waiting = {folder: set(below) for folder, below in BELOW.items()}
    while ready := {folder for folder, below in waiting.items() if not below & set(waiting)}:
        for folder in ready:
            del waiting[folder]
    assert not waiting


def test_files_have_no_cycle():
    waiting = {module_of(path): own(path) for path in FILES}
    while ready := {module for module, needs in waiting.items() if not needs & set(waiting)}:
        for module in ready:
            del waiting[module]
    assert not waiting


def test_the_table_of_contents_names_every_folder_and_file_at_the_top():
    named = set(re.findall(r"`([a-z_]+)`", livefig.__doc__))
    there = {path.stem for path in ROOT.glob("*.py")} | {p.parent.name for p in ROOT.glob("*/*.py")}
    assert there - {"__init__"} == named


def test_no_file_is_longer_than_a_newcomer_reads():
    long = {module_of(path): len(path.read_text("utf-8").splitlines()) for path in FILES}
    assert {module: n for module, n in long.items() if n > 330} == {}


def test_importing_livefig_does_not_load_what_it_may_not_need():
    heavy = "nnlib sklearn scipy sphinx anywidget ipywidgets IPython"
    code = f"import sys, livefig; print(*set('{heavy}'.split()) & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


def test_everything_exported_is_there_once_and_in_order():
    names = livefig.__all__
    assert sorted(set(names)) == names
    assert all(hasattr(livefig, name) for name in names)
    contract = (
        "LiveFigure animate checkbox choice compile_js explore lookup pad points question random "
        "repeat slider text"
    )
    assert set(contract.split()) <= set(names)
