"""Sphinx extension: the contents of exercises and solutions get an id of their own.

sphinx-exercise gives the content of every exercise the same id, and no id may stand on a page
twice.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

SHARED = ("exercise-content", "solution-content")


def name_contents(app: Sphinx, doctree: nodes.document) -> None:
    """Name the content of an exercise after its label: ``LABEL-content``."""
    for section in doctree.findall(nodes.section):
        if section["ids"] and section["ids"][0] in SHARED:
            section["ids"] = [f"{section.parent['ids'][0]}-content".replace("/", "-")]


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect to Sphinx, before livefig.sphinx looks for ids that stand on a page twice."""
    app.connect("doctree-read", name_contents, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
