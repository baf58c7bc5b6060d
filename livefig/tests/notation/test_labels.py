"""Labels: a little mathematics becomes HTML, everything else stays harmless text."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livefig.notation.labels import default_label, label_html, label_text


@pytest.mark.parametrize(
    ("label", "html", "text"),
    [
        ("w", "w", "w"),
        ("$w_1$", "<i>w</i><sub>1</sub>", "w1"),
        ("$w_{12}^{[l]}$", "<i>w</i><sub>12</sub><sup>[<i>l</i>]</sup>", "w12[l]"),
        (r"rate $\alpha$", "rate <i>α</i>", "rate α"),
        (r"$\partial J / \partial w$", "∂ <i>J</i> / ∂ <i>w</i>", "∂ J / ∂ w"),
        ("$x_{i_j}$", "<i>x</i><sub><i>i</i><sub><i>j</i></sub></sub>", "xij"),
        ("5 $", "5 $", "5 $"),
        ("<b> & \"c\" 'd'", "&lt;b&gt; &amp; &quot;c&quot; &#x27;d&#x27;", "<b> & \"c\" 'd'"),
        ("$a < b$", "<i>a</i> &lt; <i>b</i>", "a < b"),
        (r"$\frac{1}{2}$", r"$\frac{1}{2}$", r"$\frac{1}{2}$"),
        ("$x_$ and $}$", "$x_$ and $}$", "$x_$ and $}$"),
    ],
)
def test_label(label: str, html: str, text: str):
    assert label_html(label) == html
    assert label_text(label) == text


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("w", "$w$"),
        ("w1", "$w_{1}$"),
        ("w_12", "$w_{12}$"),
        ("η", "$η$"),
        ("learning_rate", "learning rate"),
        ("lr", "lr"),
        ("n_steps", "n steps"),
    ],
)
def test_default_label(name: str, label: str):
    assert default_label(name) == label


class Reader(HTMLParser):
    """Notes the tags of a piece of HTML, and its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list) -> None:
        assert not attrs
        self.open.append(tag)
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text(alphabet="ab1$_^{}\\<>&\"' αx/=", max_size=20))
def test_any_label_is_balanced_html_without_foreign_tags(label: str):
    reader = Reader()
    reader.feed(label_html(label))
    reader.close()
    assert reader.open == []
    assert reader.tags <= {"i", "sub", "sup"}
    assert reader.text == label_text(label)
