"""Looking at a chapter in JupyterLab, and saving it, changes no character of its file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from jupytext import TextFileContentsManager

ROOT = Path(__file__).parents[1]
CHAPTERS = [
    path
    for path in sorted([ROOT / "index.md", *ROOT.glob("chapters/*.md")])
    if path.read_text("utf-8").startswith("---\njupytext:")
]
# What JupyterLab notes of the kernel, on Binder for instance.
KERNEL = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
        "version": "3.12.1",
    },
}


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_saving_in_jupyterlab_changes_nothing(path: Path, tmp_path: Path):
    for file in (path, ROOT / "jupytext.toml"):
        shutil.copy(file, tmp_path)
    manager = TextFileContentsManager(root_dir=str(tmp_path))
    notebook = manager.get(path.name, type="notebook", content=True)["content"]
    assert any(cell["cell_type"] == "code" for cell in notebook["cells"]) or path.stem == "notation"
    notebook["metadata"] |= KERNEL
    manager.save({"type": "notebook", "format": "json", "content": notebook}, path.name)
    assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_a_real_change_is_saved(tmp_path: Path):
    shutil.copy(CHAPTERS[0], tmp_path)
    name = CHAPTERS[0].name
    manager = TextFileContentsManager(root_dir=str(tmp_path))
    notebook = manager.get(name, type="notebook", content=True)["content"]
    notebook["cells"][0]["source"] += "\n\nMy own remark."
    manager.save({"type": "notebook", "format": "json", "content": notebook}, name)
    assert "My own remark." in (tmp_path / name).read_text("utf-8")
