"""From Sphinx's resolved document to plain Markdown that every notebook can show.

`WRITERS` is the one table: a class of nodes and the function that writes it. A node that is not in
it is an error, so that nothing is lost in silence.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from docutils import nodes
from sphinx.errors import SphinxError


class NotInMarkdownError(SphinxError):
    """A page holds something that no writer of this file knows."""

    category = "A notebook cannot be written"


@dataclass
class Page:
    """The page that is being written.

    Attributes
    ----------
    docname : str
        Its name.
    headings : dict
        From a page and an id to the words of the heading, for all pages.
    numbers : dict
        From the id of an equation or an exercise of this page to its number.
    level : int
        How deep the next heading is.
    """

    docname: str
    headings: dict[tuple[str, str], str]
    numbers: dict[str, str]
    level: int = 1

    def link(self, node: nodes.Element) -> str:
        """Return the address that a reference of the HTML book has in a notebook."""
        address = node.get("refuri", "") or "#" + node.get("refid", "")
        path, _, anchor = address.partition("#")
        if ":" in path:
            return address
        folder = posixpath.dirname(self.docname)
        target = self.docname
        if path:
            target = posixpath.normpath(posixpath.join(folder, path.removesuffix(".html")))
        heading = self.headings.get((target, anchor))
        # JupyterLab and its kin make a heading's address from its words
        anchor = heading.replace(" ", "-") if heading else anchor
        name = path.removesuffix(".html") + ".ipynb" if path else ""
        return f"{name}#{anchor}" if anchor else name


Writer = Callable[[Any, Page], str]


def inline(node: nodes.Node, page: Page) -> str:
    """Write the children of a node, one after the other."""
    return "".join(write(child, page) for child in node.children)


def blocks(node: nodes.Node, page: Page) -> str:
    """Write the children of a node as paragraphs."""
    written = [write(child, page).strip("\n") for child in node.children]
    return "\n\n".join(part for part in written if part.strip())


def write(node: nodes.Node, page: Page) -> str:
    """Write one node.

    Raises
    ------
    NotInMarkdownError
        If no writer knows it.
    """
    for cls in type(node).__mro__:
        name = f"{cls.__module__.partition('.')[0]}.{cls.__name__}"
        if name in WRITERS:
            return WRITERS[name](node, page)
    above = [node]
    while above[-1].parent is not None:
        above.append(above[-1].parent)
    line = next((each.line for each in above if each.line), "?")
    raise NotInMarkdownError(
        f"{page.docname}, line {line}: a {type(node).__name__} has no "
        "form in Markdown; add one to _ext/notebooks/markdown.py"
    )


def text(node: nodes.Text, page: Page) -> str:
    """Write words, without what Markdown would take for markup."""
    return re.sub(r"([\\`*_\[\]<$])", r"\\\1", str(node)).replace("\n", " ")


def wrapped(mark: str) -> Writer:
    """Return the writer of what stands between two marks."""
    return lambda node, page: f"{mark}{inline(node, page)}{mark}"


def code(node: nodes.literal, page: Page) -> str:
    """Write code within a line."""
    words = node.astext()
    marks = "``" if "`" in words else "`"
    return f"{marks}{words}{marks}"


def formula(node: nodes.math, page: Page) -> str:
    """Write a formula within a line."""
    return f"${node.astext().strip()}$"


def equation(node: nodes.math_block, page: Page) -> str:
    """Write a formula of its own lines, with its number.

    MyST in JupyterLab numbers each formula itself, unless it says that it is not to be numbered.
    """
    words = node.astext().strip()
    number = next((page.numbers[name] for name in node["ids"] if name in page.numbers), None)
    tag = rf" \tag{{{number}}}" if number else ""
    return f"$$\n\\begin{{equation*}}\n{words}{tag}\n\\end{{equation*}}\n$$"


def reference(node: nodes.reference, page: Page) -> str:
    """Write a link; one to an equation of the same page has nowhere to lead."""
    words, address = inline(node, page), page.link(node)
    if address.startswith("#equation-"):
        return words
    return f"[{words}]({address})" if address and words else words


def title(node: nodes.title, page: Page) -> str:
    """Write a heading."""
    return "#" * page.level + " " + inline(node, page)


def listing(node: nodes.Element, page: Page) -> str:
    """Write a list; what belongs to an item is indented."""
    numbered = isinstance(node, nodes.enumerated_list)
    items = []
    for number, item in enumerate(node.children, node.get("start", 1)):
        mark = f"{number}. " if numbered else "* "
        body = blocks(item, page).replace("\n", "\n" + " " * len(mark))
        items.append(mark + body)
    return "\n".join(items)


def definition(node: nodes.definition_list_item, page: Page) -> str:
    """Write a word and what it means as a paragraph: no Markdown of notebooks has such lists."""
    word, meaning = "", ""
    anchors = ""
    for child in node.children:
        if isinstance(child, nodes.term):
            anchors += "".join(f'<a id="{escape(name)}"></a>' for name in child["ids"])
            word = inline(child, page)
        elif isinstance(child, nodes.definition):
            meaning = blocks(child, page)
    return f"{anchors}**{word}**: {meaning}"


def table(node: nodes.table, page: Page) -> str:
    """Write a table; the first row is its head."""
    rows = [
        [blocks(entry, page).replace("\n", " ").replace("|", r"\|") for entry in row.children]
        for row in node.findall(nodes.row)
    ]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines)


def quoted(node: nodes.Element, page: Page) -> str:
    """Write a note or an admonition as a quotation."""
    heading = ""
    children = list(node.children)
    if children and isinstance(children[0], nodes.title):
        heading = f"**{inline(children.pop(0), page)}**\n\n"
    body = heading + "\n\n".join(write(child, page).strip("\n") for child in children)
    return "\n".join(f"> {line}".rstrip() for line in body.split("\n"))


def source(node: nodes.literal_block, page: Page) -> str:
    """Write code that is not run."""
    language = {"ipython3": "python", "myst-ansi": "", "none": ""}.get(
        node.get("language", ""), node.get("language", "")
    )
    return f"```{language}\n{node.astext()}\n```"


def cited(node: nodes.Element, page: Page) -> str:
    """Write an entry of the references, where links to it lead."""
    anchors = "".join(f'<a id="{escape(name)}"></a>' for name in node["ids"])
    body = "\n\n".join(
        write(child, page) for child in node.children if not isinstance(child, nodes.label)
    )
    return f"{anchors}{body}"


def html(node: nodes.raw, page: Page) -> str:
    """Keep HTML, which Markdown may hold, but no script: the theme adds one to every page."""
    return "" if "<script" in node.astext() or node["format"] != "html" else node.astext()


def nothing(node: nodes.Node, page: Page) -> str:
    """Write nothing of what has no place in a notebook."""
    return ""


WRITERS: dict[str, Writer] = {
    # within a line
    "docutils.Text": text,
    "docutils.emphasis": wrapped("*"),
    "docutils.strong": wrapped("**"),
    "docutils.literal": code,
    "docutils.math": formula,
    "docutils.inline": inline,
    "docutils.title_reference": wrapped("*"),
    "docutils.reference": reference,
    "sphinx.download_reference": inline,
    # blocks
    "docutils.paragraph": inline,
    "docutils.title": title,
    "docutils.math_block": equation,
    "docutils.bullet_list": listing,
    "docutils.enumerated_list": listing,
    "docutils.definition_list": blocks,
    "docutils.definition_list_item": definition,
    "docutils.table": table,
    "docutils.Admonition": quoted,
    "docutils.block_quote": quoted,
    "docutils.literal_block": source,
    "docutils.citation": cited,
    "docutils.compound": blocks,
    "docutils.raw": html,
    "docutils.container": blocks,
    "sphinx.glossary": blocks,
    # what only a page has
    "docutils.comment": nothing,
    "docutils.target": nothing,
    "docutils.label": nothing,
    "sphinx.index": nothing,
    "sphinx.toctree": nothing,
}
CELL = "cell_code"


def is_cell(node: nodes.Node) -> bool:
    """Tell whether a node is a cell with code."""
    return isinstance(node, nodes.container) and node.get("nb_element") == CELL


def headings_of(docname: str, doctree: nodes.document) -> dict[tuple[str, str], str]:
    """Return the words of each heading of a page by all of its ids."""
    found = {}
    for section in doctree.findall(nodes.section):
        if section.children and isinstance(section.children[0], nodes.title):
            for name in section["ids"]:
                found[docname, name] = section.children[0].astext()
    return found
