"""Which form of a live output a builder of Sphinx takes.

* A page takes the HTML, which is live without a kernel, not the notebook's widget, which is not.
* An e-book takes the drawing alone, and a question as a list. Its pages are XML.
* Paper and plain text take a question as a list, and of a figure what there is besides HTML.
"""

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from livefig.hosts.jupyter import WIDGET
from livefig.hosts.plain_question import question_nodes

LIVE = re.compile(r'<figure class="live-figure"|class="live-packed"|<fieldset class="question"')
QUESTION = re.compile(r'<fieldset class="question".*?</fieldset>', re.DOTALL)
# What is of no use in an e-book.
INTERACTIVE = re.compile(
    r'<(form) class="live-controls.*?</\1>|<(ul) class="live-goals.*?</\2>'
    r'|<(p) class="live-(?:status|waiting).*?</\3>'
    r'|<(script) type="application/json" class="live-spec.*?</\4>',
    re.DOTALL,
)
# Elements that HTML does not close, and XML does.
VOID = re.compile(r"<(br|hr|img|input|source|wbr)\b([^>]*?)\s*/?>")


class ChooseForm(SphinxPostTransform):
    """Leave of each live output the form that the builder can show."""

    default_priority = 3  # before MyST-NB, which chooses by type from what is left, at 4

    def run(self, **kwargs: Any) -> None:
        """Go through a page as one builder gets it."""
        builder = self.app.builder
        electronic = builder.name.startswith("epub")
        alive = builder.format == "html" and not electronic
        for raw in live_nodes(self.document):
            output = output_of(raw)
            question = QUESTION.search(raw.astext())
            if question and not alive:
                (output or raw).replace_self(question_nodes(question[0]))
                continue
            if electronic:
                drawing = VOID.sub(r"<\1\2/>", INTERACTIVE.sub("", raw.astext()))
                raw[:] = [nodes.Text(drawing)]
            if output and builder.format == "html" and not author_chooses(self.app):
                output[:] = [form for form in output if form["mime_type"] == "text/html"]


def html_nodes(part: nodes.Element) -> list[nodes.raw]:
    """Return the HTML that stands in a page or a part of it."""
    return [node for node in part.findall(nodes.raw) if "html" in node.get("format", "")]


def live_nodes(part: nodes.Element) -> list[nodes.raw]:
    """Return the HTML of a page or a part of it that holds something live."""
    return [node for node in html_nodes(part) if LIVE.search(node.astext())]


def output_of(node: nodes.Node | None) -> nodes.container | None:
    """Return MyST-NB's node with all forms of the output that a node is in."""
    while node is not None:
        if isinstance(node, nodes.container) and node.get("nb_element") == "mime_bundle":
            return node
        node = node.parent
    return None


def author_chooses(app: Sphinx) -> bool:
    """Return whether a book's own settings rank HTML and widgets for this builder."""
    overrides = getattr(app.config, "nb_mime_priority_overrides", None) or ()
    builders = {"*", app.builder.name}
    return any(to in builders and mime in {"text/html", WIDGET} for to, mime, *_ in overrides)


def drop_unused_widgets(app: Sphinx, doctree: nodes.document) -> None:
    """Take saved widgets, and the scripts for them from other hosts, off a page that shows none.

    A notebook may hold the state of its widgets. MyST-NB links their scripts whenever it does.
    """
    if author_chooses(app):
        return
    for node in doctree.findall(nodes.container):
        if node.get("mime_type") == WIDGET and not live_nodes(node.parent):
            return
    pages: dict[str, Any] = getattr(app.env, "nb_metadata", {})
    scripts = pages.get(app.env.docname, {}).get("js_files", {})
    for key in [key for key in scripts if key.startswith("ipywidgets_")]:
        del scripts[key]
