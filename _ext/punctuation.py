"""Sphinx extension: a line never breaks between a formula and the punctuation around it.

A browser may break a line on either side of a formula, since MathJax sets it as a box: a full stop
then begins the next line. Here formula and punctuation are put together into one element.
"""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.application import Sphinx

BEFORE = re.compile(r"[(\[“‘\"'–−-]+$")
AFTER = re.compile(r"^[)\]”’\"'.,;:?%-]+")


def keep_together(app: Sphinx, doctree: nodes.document) -> None:
    """Join each formula within a line with the punctuation that touches it."""
    for formula in list(doctree.findall(nodes.math)):
        siblings = formula.parent.children
        place = formula.parent.index(formula)
        before = cut(siblings[place - 1], BEFORE) if place else ""
        after = cut(siblings[place + 1], AFTER) if place + 1 < len(siblings) else ""
        if before or after:
            whole = nodes.inline(classes=["together"])
            formula.replace_self(whole)
            whole += [nodes.Text(before), formula, nodes.Text(after)]


def cut(node: nodes.Node, pattern: re.Pattern[str]) -> str:
    """Take what the pattern finds out of a text and return it; other nodes stay as they are."""
    if not isinstance(node, nodes.Text):
        return ""
    found = pattern.search(node.astext())
    if found is None:
        return ""
    node.parent.replace(node, nodes.Text(pattern.sub("", node.astext())))
    return found[0]


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect to Sphinx."""
    app.connect("doctree-read", keep_together)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
