"""The README's examples work as they stand, and its layout is the real one."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import livefig

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
SOURCE = Path(livefig.__file__).parent
# What an author of figures need not have: importing it fails in the example's process.
BARE = """
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        others = {"nnlib", "sklearn", "sphinx", "scipy", "anywidget", "ipywidgets"}
        if name.partition(".")[0] in others:
            raise ModuleNotFoundError(f"No module named {name!r}")
sys.meta_path.insert(0, Absent())
"""


EXAMPLES = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_example_saves_a_page_from_an_empty_folder(example, tmp_path):
    bare = BARE.replace('"scipy", ', "") if example.startswith("# needs SciPy") else BARE
    command = [sys.executable, "-c", bare + example]
    subprocess.run(command, cwd=tmp_path, check=True, env={"MPLBACKEND": "agg"})
    (page,) = tmp_path.iterdir()
    assert page.name in ("one-neuron.html", "wave.html", "oscillator.html")
    assert f'id="{page.stem}"' in page.read_text("utf-8")


def test_the_demo_is_a_page_of_its_own(tmp_path):
    command = [sys.executable, "-m", "livefig", "demo.html"]
    run = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True)
    assert str(tmp_path / "demo.html") in run.stdout
    assert (tmp_path / "demo.html").read_text("utf-8").count("<figure") == 1
    refused = subprocess.run(command[:3], cwd=tmp_path, capture_output=True, text=True)
    assert refused.returncode
    assert "PAGE.html" in refused.stderr


def test_the_layout_is_the_real_one():
    layout = README[README.index("    src/livefig/") : README.index("    tests/")]
    named = set(re.findall(r"^      (\S+)", layout, re.MULTILINE))
    files = {path.name for path in SOURCE.glob("*.py")} - {
        "__init__.py",
        "__main__.py",
        "sphinx.py",
    }
    assert named == files | {f"{path.parent.name}/" for path in SOURCE.glob("*/__init__.py")}


def test_every_name_of_the_table_exists():
    table = README[README.index("| to | use |") : README.index("## A Jupyter Book")]
    names = re.findall(r"`(\w+)\(", table)
    assert len(names) == 6
    assert all(name in livefig.__all__ for name in names)
