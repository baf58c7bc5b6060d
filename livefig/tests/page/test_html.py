"""The HTML of a figure: complete, valid and harmless whatever an author writes into it."""

from __future__ import annotations

import gzip
import json
import re
from html.parser import HTMLParser

import matplotlib.pyplot as plt
import numpy as np
import pytest

from livefig import (
    LiveFigure,
    animate,
    checkbox,
    choice,
    explore,
    pad,
    points,
    question,
    slider,
    text,
)
from livefig.page.assets import (
    EVERYTHING,
    RUNTIME_FILES,
    _stripped,
    kinds_in,
    runtime_source,
    style_source,
)
from livefig.page.html import check_name, json_text, labelled_svg, single_page

EVIL = """<script>alert("x")</script> & 'quotes' <!-- ]]> </style>"""
VOID = {"input", "meta", "br", "hr", "img", "link"}


class Tree(HTMLParser):
    """Checks that elements are closed in order; notes them with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, tag: str, **attributes: str) -> list[dict[str, str | None]]:
        return [
            attrs
            for name, attrs in self.elements
            if name == tag and all(attrs.get(k) == v for k, v in attributes.items())
        ]


def everything(name: str = "all") -> LiveFigure:
    """Return a figure with every kind of control, presets and goals, all labelled dangerously."""
    fig, ax = plt.subplots()
    caption = ax.set_title(EVIL.replace("$", ""))

    def update(w=1.0, n=2, kind=EVIL, sign=1, on=True, xy=None, image=None):
        number = w + n + sign + on + np.nansum(xy) + np.sum(image) + len(kind)
        return {caption: text(EVIL + "{:.2f}", number), "goals": {EVIL: w > 2}}

    return explore(
        fig,
        update,
        name=name,
        alt=EVIL,
        presets={EVIL: {"w": 2.0}},
        w=slider(-4.0, 4.0, label=EVIL, unit=EVIL),
        n=(0, 5),
        kind=choice(["a", EVIL], label=EVIL),
        sign=choice({EVIL: 1, "-": -1}, toggle=True, label=EVIL),
        on=checkbox(label=EVIL),
        xy=points(ax, [(0.5, 0.5)], editable=True, label=EVIL),
        image=pad((2, 2), label=EVIL),
    )


@pytest.fixture(scope="module")
def figure() -> LiveFigure:
    return everything()


@pytest.fixture(scope="module")
def tree(figure: LiveFigure) -> Tree:
    return Tree(figure.html)


def test_markup_in_labels_is_text(tree: Tree):
    assert [attrs for attrs in tree.all("script")] == [
        {"type": "application/json", "class": "live-spec"}
    ]
    assert not tree.all("style", **{"data-livefig": ""})
    assert sum(EVIL in text for text in tree.texts) >= 8


def test_every_control_is_a_native_element_named_like_its_parameter(tree: Tree):
    assert [attrs["name"] for attrs in tree.all("input", type="range")] == ["w", "n"]
    assert [attrs["name"] for attrs in tree.all("select")] == ["kind"]
    assert [attrs["name"] for attrs in tree.all("input", type="radio")] == ["sign", "sign"]
    assert [attrs["name"] for attrs in tree.all("input", type="checkbox")] == ["on"]
    assert all(attrs["type"] == "button" for attrs in tree.all("button"))


def test_initial_values_stand_in_the_html(tree: Tree):
    low, high, step, value = (
        float(tree.all("input", name="w")[0][key]) for key in ("min", "max", "step", "value")
    )
    assert (low, high, step, value) == (-4, 4, 0.1, 1)
    assert "checked" in tree.all("input", name="on")[0]
    assert ["selected" in attrs for attrs in tree.all("option")] == [False, True]
    assert ["checked" in attrs for attrs in tree.all("input", name="sign")] == [True, False]


def test_ids_are_unique_and_references_lead_somewhere(tree: Tree):
    ids = [attrs["id"] for _, attrs in tree.elements if attrs.get("id")]
    assert len(ids) == len(set(ids))
    for _, attrs in tree.elements:
        for key in ("for", "aria-labelledby", "aria-describedby"):
            assert attrs.get(key) is None or attrs[key] in ids, (key, attrs[key])


def test_two_figures_of_a_page_share_no_id():
    ids = [
        {attrs["id"] for _, attrs in Tree(everything(name).html).elements if attrs.get("id")}
        for name in ("one", "one-more")
    ]
    assert not ids[0] & ids[1]


def test_drawing_is_an_image_with_its_alternative_text(tree: Tree):
    (svg,) = tree.all("svg", role="img")
    assert svg["aria-label"] == EVIL
    assert "width" not in svg
    assert "height" not in svg
    assert [float(x) for x in svg["viewbox"].split()][2] == pytest.approx(460.8)


def test_spec_in_the_page_is_the_spec(figure: LiveFigure):
    (json_of_page,) = re.findall(r'class="live-spec">(.*?)</script>', figure.html, re.DOTALL)
    assert "<" not in json_of_page
    assert json.loads(json_of_page) == json.loads(json.dumps(figure.spec))


def test_figure_without_controls_has_no_form():
    fig, ax = plt.subplots()
    (line,) = ax.plot([0, 1])
    html = explore(fig, lambda: {line: np.array([1.0, 2.0])}, name="still", alt="A line.").html
    assert "<form" not in html


def test_buttons_of_an_animation():
    fig, ax = plt.subplots()
    (line,) = ax.plot([0, 1])

    def step(state, lr=0.1):
        return state * (1 - lr), {line: state}

    html = animate(fig, step, np.ones(2), name="run", alt="A line.", lr=(0.0, 1.0)).html
    assert re.findall(r"<button[^>]*>(.*?)</button>", html) == [
        *("Play", "Step", "Reset", "Speed 1×"),
        *("Reset controls", "Copy link"),
    ]


@pytest.mark.parametrize("name", ["a", "one-neuron", "x2", "A-b-3"])
def test_names(name: str):
    check_name(name)


@pytest.mark.parametrize("name", ["", "1a", "a b", "a--b", "-a", "a-", "ä", 'a"', "a_b", None, 3])
def test_names_that_are_no_ids(name: object):
    with pytest.raises(ValueError, match="expected letters and digits with single hyphens"):
        check_name(name)


def test_json_is_strict():
    with pytest.raises(ValueError, match="Out of range float"):
        json_text({"value": float("nan")})


def test_svg_keeps_everything_but_its_size():
    svg = '<?xml version="1.0"?>\n<svg width="1pt" height="2pt" viewBox="0 0 1 2">x</svg>\n'
    assert labelled_svg(svg, 'a "b"') == (
        '<svg role="img" aria-label="a &quot;b&quot;" viewBox="0 0 1 2">x</svg>'
    )


# Pages and the runtime


def test_single_page_is_complete(figure: LiveFigure):
    page = Tree(single_page(figure.html, EVIL))
    assert page.elements[0] == ("html", {"lang": "en"})
    assert {"charset": "utf-8"} in page.all("meta")
    assert page.all("meta", name="viewport")
    assert EVIL in page.texts
    for _, attrs in page.elements:
        for key in ("src", "href", "xlink:href"):
            assert (attrs.get(key) or "#").startswith("#"), "nothing is fetched"


def test_saved_page_is_that_page(figure: LiveFigure, tmp_path):
    path = tmp_path / "page.html"
    figure.save(path, "A title")
    assert path.read_text(encoding="utf-8") == single_page(figure.html, "A title")


def test_page_has_what_its_figures_need(figure: LiveFigure):
    native = {"control select", "control toggle", "control checkbox"}
    assert kinds_in(figure.html) == {
        "text",
        "control range",
        "control points",
        "control pad",
        *native,
    }
    quiz = question("?", {"a": (True, "Yes."), "b": (False, "No.")})._repr_mimebundle_()
    assert kinds_in(quiz["text/html"]) == {"question"}
    assert "function startQuestions" in runtime_source({"question"})
    assert "function startQuestions" not in runtime_source(set())


def test_runtime_is_joined_without_comments():
    source = runtime_source()
    assert "/**" not in source
    assert "@param" not in source
    assert "@type" not in source
    assert " //" not in source
    assert len(EVERYTHING) >= 10
    assert not re.search(r"\$\{[^}`]*`", source), "a text between backquotes holds another one"
    for name in RUNTIME_FILES:
        assert name.endswith(".js")


def test_runtime_loses_nothing_but_what_says_nothing():
    source = """
/* A comment */ const a = 1; // another
/** @type {T} */
const b = a + +a - -a / 2, c = `${a} // no comment` + "/* none */" + ' "  ';


return /[/ "]+ x/g.test(b) ? c : (/* cast */ (a)); let d = (x) => x / a / b;
"""
    assert _stripped(source) == (
        'const a=1;const b=a+ +a- -a/2,c=`${a} // no comment`+"/* none */"+\' "  \';'
        'return /[/ "]+ x/g.test(b)?c:((a));let d=(x)=>x/a/b;'
    )


def gzipped(kinds) -> int:
    return len(gzip.compress(runtime_source(kinds).encode(), 9))


def test_runtime_stays_small():
    page = EVERYTHING - {"cell", "widget"}
    assert gzipped(()) < 10_000
    assert gzipped({"image", "animation", "control range", "control points", "question"}) < 15_500
    assert gzipped(page - {"axis"}) < 23_000
    assert gzipped(page) < 28_500  # of which Matplotlib's locators and formatters are a fifth
    assert gzipped({"cell", "widget"}) - gzipped(()) < 1_500


def test_nothing_in_the_runtime_ends_a_script_element():
    assert "</script" not in runtime_source().lower()
    assert "</style" not in style_source().lower()


def test_runtime_asks_for_nothing():
    urls = set(re.findall(r"https?://[^\"'` ]*", runtime_source() + style_source()))
    assert urls <= {"http://www.w3.org/2000/svg"}
    for word in ("fetch(", "XMLHttpRequest", "import(", "@import", "url(http"):
        assert word not in runtime_source() + style_source()
