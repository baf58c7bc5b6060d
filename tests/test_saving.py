"""Looking at a chapter in JupyterLab and saving it leaves its file as it was."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from jupyter_server.services.contents.largefilemanager import LargeFileManager
from jupytext.sync_contentsmanager import build_sync_jupytext_contents_manager_class

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "index.md", *sorted((ROOT / "chapters").glob("*.md"))]

# What JupyterLab writes into a notebook when a kernel has started, and into a cell that has run.
KERNEL = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
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
TIMES = {"execution": {"iopub.status.busy": "2026-01-01T00:00:00Z"}, "trusted": True}
PRINTED = {"output_type": "stream", "name": "stdout", "text": "1\n"}


def save_as_jupyterlab_does(folder: Path, name: str, source: str = "") -> None:
    """Open a file of a folder as a notebook, run its cells, change the last one, and save."""
    manager: Any = build_sync_jupytext_contents_manager_class(LargeFileManager)()
    manager.root_dir = str(folder)
    notebook = manager.get(name, type="notebook", content=True)["content"]
    notebook["metadata"] |= KERNEL
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["metadata"] |= TIMES
            cell |= {"execution_count": 1, "outputs": [PRINTED]}
    notebook["cells"][-1]["source"] += source
    manager.save({"type": "notebook", "format": "json", "content": notebook}, name)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_saving_a_page_changes_no_byte(page: Path, tmp_path: Path):
    copy = Path(shutil.copy(page, tmp_path))
    save_as_jupyterlab_does(tmp_path, page.name)
    assert copy.read_bytes() == page.read_bytes()


def test_what_a_reader_writes_is_saved(tmp_path: Path):
    page = ROOT / "chapters" / "neurons.md"
    copy = Path(shutil.copy(page, tmp_path))
    save_as_jupyterlab_does(tmp_path, page.name, "\nMine.")
    assert copy.read_text("utf-8") == page.read_text("utf-8").rstrip("\n") + "\nMine.\n"
