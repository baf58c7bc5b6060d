"""A quick question on paper and in an e-book: its choices as a list, and below it the answers.

The notebook's output is all that a book has of a question, so that its own HTML is read here.
"""

from html.parser import HTMLParser

from docutils import nodes

BLOCKS = {"legend", "label", "li"}
INLINE = {"em": nodes.emphasis, "code": nodes.literal, "b": nodes.strong}


def question_nodes(html: str) -> nodes.container:
    """Return a question as any builder of Sphinx can write it, its formulas as formulas.

    Parameters
    ----------
    html : str
        The `<fieldset class="question">` of the output.
    """
    reader = QuestionReader()
    reader.feed(html)
    reader.close()
    asked = nodes.container("", classes=["question-in-print"])
    asked += reader.blocks["legend"]
    asked += reader.blocks["label"] if reader.typed else bullets(reader.blocks["label"])
    asked += nodes.paragraph("", "", nodes.emphasis("", "Answer"))
    asked += bullets(reader.blocks["li"])
    return asked


def bullets(paragraphs: list[nodes.paragraph]) -> nodes.bullet_list:
    """Return a list with a paragraph an item."""
    items = [nodes.list_item("", paragraph) for paragraph in paragraphs]
    return nodes.bullet_list("", *items, bullet="*")


class QuestionReader(HTMLParser):
    """Reads the paragraphs of a question: its text, its choices or field, the answers."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: dict[str, list[nodes.paragraph]] = {tag: [] for tag in sorted(BLOCKS)}
        self.typed = False  # a number is to be typed in
        # What is open, outermost first: the tag, and the node that takes what stands inside.
        self._open: list[tuple[str, nodes.TextElement]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a paragraph, or something inside of one."""
        given = dict(attrs)
        if tag in BLOCKS:
            self._open = [(tag, nodes.paragraph())]
            self.blocks[tag].append(self._open[0][1])
        elif tag == "input" and given.get("type") == "text":
            self.typed = True
            self.handle_data("_____")
        elif self._open and tag in {*INLINE, "span"}:
            outside = self._open[-1][1]
            if tag == "span":
                formula = "math" in (given.get("class") or "").split()
                inside = nodes.math() if formula else outside
            else:
                inside = INLINE[tag]()
            if inside is not outside:
                outside += inside
            self._open.append((tag, inside))

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened last; a button and a summary were not."""
        if self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Take text where it belongs to the question."""
        if not self._open:
            return
        node = self._open[-1][1]
        if isinstance(node, nodes.math):
            data = data.removeprefix(r"\(").removesuffix(r"\)")
        node += nodes.Text(data)
