"""Questions: what an author may ask, and the HTML of it."""

import doctest
import re
import sys

import pytest

from livefig import question
from livefig.page.question import markup

CHOICES = {"yes": (True, "Why."), "no": (False, "Why not.")}


def html_of(*args, **kwargs):
    bundle = question(*args, **kwargs)._repr_mimebundle_()
    return re.search(r"<fieldset.*</fieldset>", bundle["text/html"], re.DOTALL)[0]


def test_one_right_answer_is_chosen_from_radio_buttons():
    html = html_of("Well?", CHOICES, name="well")
    assert html.startswith('<fieldset class="question" id="well" data-kind="radio">')
    assert re.findall(r'<input type="(\w+)" name="(\w+)" value="(\d)">', html) == [
        ("radio", "well", "0"),
        ("radio", "well", "1"),
    ]
    assert "<button" not in html


def test_several_right_answers_are_ticked():
    html = html_of("Well?", {**CHOICES, "also": (True, "Why, too.")})
    assert html.count('type="checkbox"') == 3
    assert "Check</button>" in html


def test_number_is_typed_in():
    html = html_of("?", 0.25, tolerance=0.01, unit="kg", explanation="E.", wrong="W.")
    assert 'data-tolerance="0.01"' in html
    assert 'data-number="0.25"' in html
    assert "kg</label>" in html


def test_answers_are_folded_into_the_page():
    html = html_of("Well?", CHOICES)
    folded = re.search(r"<details><summary>Answer</summary>(.*)</details>", html, re.DOTALL)[1]
    assert re.sub(r"<[^>]*>", "", folded).split("\n")[2:4] == [
        "Right: yes Why.",
        "Wrong: no Why not.",
    ]


def test_name_comes_from_the_text_where_none_is_given():
    first, second, again = (
        re.search(r'id="(question-\w+)"', html_of(text, CHOICES))[1] for text in ("a", "b", "a")
    )
    assert first == again != second


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain <b>", "plain &lt;b&gt;"),
        ("`a < b`", "<code>a &lt; b</code>"),
        ("*em*, 2*3*4", "<em>em</em>, 2*3*4"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("$a < b$", '<span class="math notranslate nohighlight">\\(a &lt; b\\)</span>'),
        ("$a*b*c$", '<span class="math notranslate nohighlight">\\(a*b*c\\)</span>'),
        ("costs $5", "costs $5"),
    ],
)
def test_markup(text, html):
    assert markup(text) == html


def test_examples_in_the_docstrings():
    assert doctest.testmod(sys.modules["livefig.page.question"]).failed == 0


@pytest.mark.parametrize(
    ("answers", "options", "message"),
    [
        ({}, {}, "got 0 of which 0 right"),
        ({"a": (True, "Why.")}, {}, "got 1 of which 1 right"),
        ({"a": (False, "Why."), "b": (False, "Why.")}, {}, "got 2 of which 0 right"),
        ({"a": True, "b": (False, "Why.")}, {}, "answer 'a': got True, expected"),
        ({"a": (1, "Why."), "b": (False, "Why.")}, {}, "answer 'a': got"),
        ({"a": (True, ""), "b": (False, "Why.")}, {}, "answer 'a' has no explanation"),
        (CHOICES, {"wrong": "W."}, "wrong belongs to a question whose answer is a number"),
        (1.5, {"explanation": "E."}, "needs explanation= and wrong="),
        (1.5, {"explanation": "", "wrong": "W."}, "needs explanation= and wrong="),
        (float("nan"), {"explanation": "E.", "wrong": "W."}, "expected a mapping or a finite"),
        ("text", {"explanation": "E.", "wrong": "W."}, "expected a mapping or a finite"),
        (True, {"explanation": "E.", "wrong": "W."}, "expected a mapping or a finite"),
        (1, {"explanation": "E.", "wrong": "W.", "tolerance": -1}, "tolerance is -1"),
        (1, {"explanation": "E.", "wrong": "W.", "mistakes": {1: "?"}}, "mistakes holds 1"),
        (CHOICES, {"name": "a b"}, "name is 'a b'"),
    ],
)
def test_bad_input(answers, options, message):
    with pytest.raises(ValueError, match=message):
        question("Well?", answers, **options)
