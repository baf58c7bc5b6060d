"""A question as nodes of docutils holds all its texts, in their order."""

from __future__ import annotations

from docutils import nodes

from livefig import question
from livefig.hosts.plain_question import question_nodes


def read(*arguments, **options) -> nodes.container:
    return question_nodes(question(*arguments, **options)._html)


def test_choices_and_answers_are_lists_and_formulas_are_formulas():
    asked = read("Is $a<b$, *really*?", {"`yes`": (True, "As $1<2$."), "no": (False, "Count.")})
    choices, answers = asked.findall(nodes.bullet_list)
    assert [item.astext() for item in choices] == ["yes", "no"]
    assert [item.astext() for item in answers] == ["Right: yes As 1<2.", "Wrong: no Count."]
    assert [formula.astext() for formula in asked.findall(nodes.math)] == ["a<b", "1<2"]
    assert asked[0].astext() == "Is a<b, really?"
    assert choices[0][0][0].tagname == "literal"


def test_number_has_room_for_the_answer_and_its_unit():
    options = {"explanation": "Count.", "wrong": "No.", "mistakes": {5: "One less."}}
    asked = read("2 + 2?", 4, unit="kg", **options)
    (answers,) = asked.findall(nodes.bullet_list)
    assert asked[1].astext() == "Your answer: _____ kg"
    assert [item.astext() for item in answers] == ["Right: 4 Count.", "Wrong: 5 One less.", "No."]
    assert "Check" not in asked.astext()
