"""`make book` on a tiny book: what must not pass fails every time, and nothing is done twice."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from contents import ROOT, unnested

HEAD = """---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {display_name: Python 3, language: python, name: python3}
---
# Page
"""

Book = Callable[[str], tuple[Path, Callable[[], subprocess.CompletedProcess[str]]]]


@pytest.fixture
def tiny_book(tmp_path: Path) -> Book:
    """Return a function that writes a book of one page and gives its folder and `make book`."""

    def write(page: str) -> tuple[Path, Callable[[], subprocess.CompletedProcess[str]]]:
        for name in ("Makefile", "_config.yml", "requirements.lock", "requirements.txt"):
            shutil.copy(ROOT / name, tmp_path)
        for name in ("requirements-dev.txt", "pyproject.toml", "references.bib"):
            shutil.copy(ROOT / name, tmp_path)
        for name in ("_ext", "_static"):
            shutil.copytree(ROOT / name, tmp_path / name)
        for name in ("nnlib", "livefig", "chapters"):
            (tmp_path / name).mkdir()
        shutil.copy(ROOT / "livefig" / "pyproject.toml", tmp_path / "livefig")
        (tmp_path / "livefig" / "src").mkdir()
        (tmp_path / "nnlib" / "__init__.py").write_text("answer = 41\n")
        (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: index\n")
        (tmp_path / "index.md").write_text(HEAD + page)
        stamp = (
            tmp_path / "installed"
        )  # these tests are about the build: what they run is installed
        stamp.write_text(str(tmp_path))
        command = ["make", "book", f"INSTALLED={stamp}", f"BIN={Path(sys.executable).parent}"]
        return tmp_path, lambda: subprocess.run(
            command, cwd=tmp_path, env=unnested(), text=True, capture_output=True
        )

    return write


def cell(code: str) -> str:
    """Return a code cell."""
    return f"```{{code-cell}} ipython3\n{code}\n```\n"


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (cell("raise ValueError('the cell failed')"), "the cell failed"),
        (cell("import warnings\nwarnings.warn('careful')"), "stderr was found"),
        ("See {ref}`nowhere`.\n", "undefined label: 'nowhere'"),
        ("[broken](missing.md)\n", "missing.md"),
    ],
    ids=["cell raises", "cell warns", "unknown label", "broken link"],
)
def test_fault_fails_the_build_every_time(tiny_book: Book, page: str, why: str):
    _, make = tiny_book(page)
    for _ in range(2):
        done = make()
        assert done.returncode != 0
        assert why in done.stdout + done.stderr


def test_second_build_does_nothing_until_something_changes(tiny_book: Book):
    folder, make = tiny_book(cell("import nnlib\nprint('answer', nnlib.answer)"))
    page = folder / "_build" / "html" / "index.html"

    assert make().returncode == 0
    assert "answer 41" in page.read_text()

    again = make()
    assert again.returncode == 0
    assert "jupyter-book" not in again.stdout
    assert f"{page}: open" in again.stdout

    time.sleep(1.1)  # a coarse clock of the file system must not hide the change
    (folder / "nnlib" / "__init__.py").write_text("answer = 42\n")
    assert make().returncode == 0
    assert "answer 42" in page.read_text()


def test_launch_button_has_the_address_from_the_settings(tiny_book: Book):
    folder, make = tiny_book(cell("1"))
    button = "https://mybinder.org/v2/gh/someone/a-book/main?urlpath=lab/tree/index.md"
    page = folder / "_build" / "html" / "index.html"
    config = folder / "_config.yml"
    for url, there in (("https://github.com/someone/a-book", True), ("", False)):
        text = config.read_text().splitlines()
        (line,) = [i for i, content in enumerate(text) if content.startswith("  url:")]
        text[line] = f'  url: "{url}"'
        config.write_text("\n".join(text))
        time.sleep(1.1)
        assert make().returncode == 0
        assert (button in page.read_text()) is there
