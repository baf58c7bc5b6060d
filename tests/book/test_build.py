"""`make book` on a tiny book: what must not pass fails every time, and nothing is done twice."""

from __future__ import annotations

import os
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

Build = Callable[[], subprocess.CompletedProcess[str]]
Book = Callable[..., tuple[Path, Build]]


@pytest.fixture
def tiny_book(tmp_path: Path) -> Book:
    """Return a function that writes a book of one page or more; it returns folder and `make book`.

    The book has a library `nnlib` of its own and a copy of livefig, so that a test can change both.
    """

    def write(page: str, **others: str) -> tuple[Path, Build]:
        for name in ("Makefile", "_config.yml", "requirements.lock", "requirements.txt"):
            shutil.copy(ROOT / name, tmp_path)
        for name in ("requirements-dev.txt", "pyproject.toml", "references.bib"):
            shutil.copy(ROOT / name, tmp_path)
        for name in ("_ext", "_static", "livefig/src"):
            shutil.copytree(ROOT / name, tmp_path / name)
        for name in ("nnlib", "chapters"):
            (tmp_path / name).mkdir()
        shutil.copy(ROOT / "livefig" / "pyproject.toml", tmp_path / "livefig")
        (tmp_path / "nnlib" / "__init__.py").write_text("answer = 41\n")
        (tmp_path / "index.md").write_text(HEAD + page)
        for name, text in others.items():
            (tmp_path / f"{name}.md").write_text(HEAD + text)
        chapters = "".join(f"  - file: {name}\n" for name in others)
        contents = "format: jb-book\nroot: index\n" + ("chapters:\n" + chapters if others else "")
        (tmp_path / "_toc.yml").write_text(contents)
        stamp = (
            tmp_path / "installed"
        )  # these tests are about the build: what they run is installed
        stamp.write_text(str(tmp_path))
        command = ["make", "book", f"INSTALLED={stamp}", f"BIN={Path(sys.executable).parent}"]
        env = {**unnested(), "PYTHONPATH": str(tmp_path / "livefig" / "src")}
        return tmp_path, lambda: subprocess.run(
            command, cwd=tmp_path, env=env, text=True, capture_output=True
        )

    return write


def cell(code: str) -> str:
    """Return a code cell."""
    return f"```{{code-cell}} ipython3\n{code}\n```\n"


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("See {ref}`nowhere`.\n", "undefined label: 'nowhere'"),
        ("[broken](missing.md)\n", "missing.md"),
    ],
    ids=["unknown label", "broken link"],
)
def test_fault_fails_the_build_every_time(tiny_book: Book, page: str, why: str):
    _, make = tiny_book(page)
    for _ in range(2):
        done = make()
        assert done.returncode != 0
        assert why in done.stdout + done.stderr


def test_every_chapter_that_fails_is_named_with_its_traceback(tiny_book: Book):
    folder, make = tiny_book(
        cell("raise ValueError('the cell failed')"),
        second=cell("undefined_name"),
        third=cell("print('third runs')"),
    )
    for third_runs in (True, False):
        done = make()
        assert done.returncode != 0
        said = done.stdout + done.stderr
        for page, why in (("index", "the cell failed"), ("second", "undefined_name")):
            assert f"{folder / page}.md" in said
            assert why in said
        assert ("executed third in" in said) is third_runs  # its outputs were kept


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


COUNT = "from pathlib import Path\nwith Path('runs').open('a') as runs:\n    runs.write('{}\\n')\n"
FIGURE = """import matplotlib.pyplot as plt
from livefig import explore
fig, ax = plt.subplots()
(line,) = ax.plot([0, 1], [0, 1])
explore(fig, lambda a=1.0: {line: [0 * a, a]}, a=(0, 1), name="line", alt="A line.")
"""


def test_only_chapters_whose_sources_changed_run_again(tiny_book: Book):
    folder, make = tiny_book(
        cell(COUNT.format("index") + "print('no import')"),
        first=cell(COUNT.format("first") + "import nnlib.one"),
        second=cell(COUNT.format("second") + "import nnlib.two"),
        figure=cell(COUNT.format("figure") + FIGURE),
    )
    for name in ("one.py", "two.py", "data.txt"):
        (folder / "nnlib" / name).write_text("")
    page = folder / "_build" / "html" / "figure.html"
    livefig = folder / "livefig" / "src" / "livefig"

    def runs() -> set[str]:
        (folder / "runs").unlink(missing_ok=True)
        time.sleep(1.1)
        done = make()
        assert done.returncode == 0, done.stdout + done.stderr
        ran = (folder / "runs").read_text().split() if (folder / "runs").exists() else []
        assert len(set(ran)) == len(ran)
        assert all(f"executed {name} in" in done.stdout for name in ran)
        return set(ran)

    def append(path: Path, text: str) -> None:
        path.write_text(path.read_text() + text)

    assert runs() == {"index", "first", "second", "figure"}

    append(folder / "second.md", "Prose.\n")
    assert runs() == set()
    append(folder / "nnlib" / "two.py", "# changed\n")
    assert runs() == {"second"}
    append(folder / "nnlib" / "data.txt", "what a module may read\n")
    assert runs() == {"first", "second"}
    append(livefig / "spec.py", "# changed\n")
    assert runs() == {"figure"}

    before = page.read_text()
    append(livefig / "page" / "runtime" / "figure" / "mount.js", "\nconst changed = true;\n")
    assert runs() == set()
    assert page.read_text() != before, "the page loads the runtime of the build before"
    append(
        livefig / "hosts" / "sphinx.py", "INTERACTIVE = re.compile('never')\nLIVE = INTERACTIVE\n"
    )
    assert runs() == set()
    assert "livefig.css" not in page.read_text(), "the page was not read again"


def test_chapters_run_side_by_side(tiny_book: Book):
    """Each of two chapters waits until the other one has begun."""
    meet = "import time\nfrom pathlib import Path\nPath('{}').touch()\nend = time.time() + 60\n"
    meet += "while not Path('{}').exists():\n    assert time.time() < end\n    time.sleep(0.1)\n"
    _, make = tiny_book(cell(meet.format("a", "b")), other=cell(meet.format("b", "a")))
    if os.cpu_count() == 1:
        pytest.skip("one processor runs one chapter at a time")
    assert make().returncode == 0


def test_outputs_of_sources_that_change_meanwhile_do_not_last(tiny_book: Book):
    edit = "from pathlib import Path\nimport nnlib\nprint('answer', nnlib.answer)\n"
    edit += "Path(nnlib.__file__).write_text('answer = 42\\n')"
    folder, make = tiny_book(cell(edit))
    time.sleep(1.1)
    for answer in ("answer 41", "answer 42"):
        assert make().returncode == 0
        assert answer in (folder / "_build" / "html" / "index.html").read_text()


def test_chapter_that_warned_fails_until_it_warns_no_more(tiny_book: Book):
    warn = "import warnings\nfrom pathlib import Path\n"
    warn += "if not Path('calm').exists():\n    warnings.warn('careful')"
    folder, make = tiny_book(cell(warn))
    for _ in range(2):
        done = make()
        assert done.returncode != 0
        assert "stderr was found" in done.stdout + done.stderr
    (folder / "calm").touch()
    assert make().returncode == 0


def test_launch_button_has_the_address_from_the_settings(tiny_book: Book):
    folder, make = tiny_book(cell("1"))
    button = "https://mybinder.org/v2/gh/someone/a-book/main?urlpath=lab/tree/_build/notebooks/index.ipynb"
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
