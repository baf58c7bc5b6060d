"""Sphinx extension: a page with live figures links the runtime once, as a file of the build.

The output of a cell brings style and runtime along, so that it works in any page. In a book they
are taken out of each output again and linked from the page's head. Add it to a book with::

    extensions = ["livefig.sphinx"]                     # conf.py
    sphinx: {extra_extensions: [livefig.sphinx]}        # _config.yml of a Jupyter Book

It needs no settings of MyST-NB's: `forms` says which form of an output is shown where. Formulas in
a question bring MathJax as the book's other formulas do, from where the book has it.

Two figures of one name on a page, or any other id used twice, are warnings (errors with `-W`).
"""

import re
from collections import Counter
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from livefig.hosts.forms import LIVE, ChooseForm, drop_unused_widgets, html_nodes, live_nodes
from livefig.page.assets import kinds_in, runtime_source, runtime_version, style_source
from livefig.page.cell import bare

SCRIPT, STYLE = "livefig-{}.js", "livefig.css"
FIGURE = re.compile(r'<figure class="live-figure" id="([^"]+)"')
ID = re.compile(r'\sid="([^"]+)"')
FORMULA = '<span class="math'

logger = logging.getLogger(__name__)


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the extension to Sphinx."""
    app.add_post_transform(ChooseForm)
    app.connect("doctree-read", read_page)
    app.connect("html-page-context", finish_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def write_static(app: Sphinx, name: str, text: str) -> None:
    """Put a file beside the build's other static files."""
    path = Path(app.outdir) / "_static" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def read_page(app: Sphinx, doctree: nodes.document) -> None:
    """Take style and runtime out of the outputs of cells; look for ids that are used twice."""
    live = live_nodes(doctree)
    for node in live:
        node.rawsource = text = bare(node.astext())
        node[:] = [nodes.Text(text)]
    if live:
        drop_unused_widgets(app, doctree)
    if any(FORMULA in node.astext() for node in live):
        # Sphinx looks for formulas in its own nodes only, and links MathJax where there are some.
        app.env.get_domain("math").data["has_equations"][app.env.docname] = True
    if live and warn_of_ids(doctree, live):
        app.env.note_reread()  # the warning comes again with every build


def warn_of_ids(doctree: nodes.document, live: list[nodes.raw]) -> list[str]:
    """Warn of ids that stand on a page more than once, and return them."""
    count = Counter(id_ for node in html_nodes(doctree) for id_ in ID.findall(node.astext()))
    count.update(id_ for node in doctree.findall(nodes.Element) for id_ in node["ids"])
    figures = [(name, node) for node in live for name in FIGURE.findall(node.astext())]
    twice = [id_ for id_ in count if count[id_] > 1]
    for id_ in twice:
        nodes_of_figures = [node for name, node in figures if name == id_]
        if len(nodes_of_figures) > 1:
            message = "two live figures of this page are named %s; give each a name of its own"
        elif any(id_.startswith(f"{name}-") and names > 1 for name, names in count.items()):
            continue  # what a figure holds is double where the figure is
        else:
            message = "the id %s stands on this page twice; rename the figure or the heading"
        where = nodes_of_figures[-1] if nodes_of_figures else doctree
        logger.warning(message, id_, location=where, type="livefig", subtype="id")
    return twice


def finish_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Link style and runtime from a page that has something live."""
    body = context.get("body") or ""
    if not LIVE.search(body):
        return
    write_static(app, STYLE, style_source())
    app.add_css_file(STYLE)
    if not app.builder.name.startswith("epub"):
        kinds = kinds_in(body)
        script = SCRIPT.format(runtime_version(kinds))
        write_static(app, script, runtime_source(kinds))
        app.add_js_file(script, loading_method="defer")
