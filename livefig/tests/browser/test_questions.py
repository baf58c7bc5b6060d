"""A reader answers questions: by mouse and by keyboard, right and wrong."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from livefig import question

pytestmark = pytest.mark.browser

QUESTIONS = [
    question(
        "What does the bias do?",
        {
            "It shifts the line.": (True, "It is *added*."),
            "It turns the line.": (False, "The weights do that."),
            "<b>Nothing</b>": (False, "It does `z + b`."),
        },
        name="one",
    ),
    question(
        "Which are non-linear?",
        {
            "tanh": (True, "It saturates."),
            "identity": (False, "It is a straight line."),
            "ReLU": (True, "It has a kink."),
        },
        name="several",
    ),
    question(
        "What is the slope at 0?",
        0.25,
        tolerance=0.005,
        explanation="A half times a half.",
        wrong="Insert 0.",
        mistakes={0.5: "That is the value, not the slope."},
        name="number",
    ),
    question(
        "How much is it?",
        1234.5,
        explanation="A half times a half.",
        wrong="Insert 0.",
        name="thousands",
    ),
]


@pytest.fixture(scope="module")
def html() -> str:
    return "".join(q._repr_mimebundle_()["text/html"] for q in QUESTIONS)


def feedback(page: Page, name: str) -> Locator:
    return page.locator(f"#{name} .question-feedback")


def test_answers_are_out_of_sight_at_first(page: Page):
    for name in ("one", "several", "number"):
        expect(page.locator(f"#{name} details")).to_be_hidden()
        expect(feedback(page, name)).to_be_empty()


def test_question_is_the_name_of_its_group(page: Page):
    expect(page.get_by_role("group", name="What does the bias do?")).to_be_visible()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("It shifts the line.", "Right. It is added."),
        ("It turns the line.", "Not quite. The weights do that."),
        ("<b>Nothing</b>", "Not quite. It does z + b."),
    ],
)
def test_chosen_answer_explains_itself(page: Page, answer: str, words: str):
    page.get_by_label(answer).check()
    expect(feedback(page, "one")).to_have_text(words)
    assert feedback(page, "one").get_attribute("role") == "status"


def test_answer_can_be_changed(page: Page):
    page.get_by_label("It turns the line.").check()
    page.get_by_label("It shifts the line.").check()
    expect(feedback(page, "one")).to_have_text("Right. It is added.")


def test_answer_by_keyboard(page: Page):
    page.get_by_label("It shifts the line.").focus()
    page.keyboard.press("ArrowDown")
    expect(feedback(page, "one")).to_contain_text("Not quite.")
    page.keyboard.press("ArrowUp")
    expect(feedback(page, "one")).to_contain_text("Right.")


@pytest.mark.parametrize(
    ("ticked", "words"),
    [
        (["tanh", "ReLU"], "Right. It saturates.It has a kink."),
        (["tanh"], "Not quite. 1 more to find."),
        ([], "Not quite. 2 more to find."),
        (["tanh", "identity", "ReLU"], "Not quite. It is a straight line."),
        (["identity"], "Not quite. 2 more to find.It is a straight line."),
    ],
)
def test_several_answers_are_checked_together(page: Page, ticked: list[str], words: str):
    for answer in ticked:
        page.locator("#several").get_by_label(answer).check()
    expect(feedback(page, "several")).to_be_empty()
    page.locator("#several").get_by_role("button", name="Check").click()
    expect(feedback(page, "several")).to_have_text(words)


RIGHT = "Right. A half times a half."
WRONG = "Not quite. Insert 0."
VALUE = "Not quite. That is the value, not the slope."


NONE = "Type a number, such as 0.5 or 1/2."

NUMBERS = {
    RIGHT: [
        "0.25",
        "0,25",
        " .25 ",
        "1/4",
        "2.5e-1",
        "0.254",
        "0.255",
        "¼",
        "+0.25",
        "0,250",
        ",25",
    ],
    WRONG: ["0.256", "-0.25", "−0.25", "0.51", "1e99", "1/0", "1 ¼", "1,000,000", "−¼"],
    VALUE: ["0.5", "1/2", "0,50", "½", "1⁄2", "0,500"],
    NONE: ["", "a half", "1/2/3", "1/", "0/0", "1.2.3", "0x1", "25%", "Infinity", "1,2,3", "¼ kg"],
}

# What a question whose answer is 1234.5 says of each.
THOUSANDS = {
    RIGHT: ["1234.5", "1234,5", "1,234.5", "1.234,5", "1 234.5", "1 234,5", "1'234.5", "1’234,5"],
    WRONG: ["12345", "1.2345", "1,234,500", "1.234.500", "1 234 500", "1,2345", "0,001"],
    NONE: ["1,234,5", "1 23", "1 2345", "12 34.5"],
}
COMMAS = {
    "1,234": ("1.234", "1234"),
    " 12,345": ("12.345", "12345"),
    "-1,000": ("-1.000", "-1000"),
    "1,000/4": ("1.000/4", "1000/4"),
}


def test_number(page: Page):
    field = page.locator("#number").get_by_label("Your answer")
    for words, numbers in NUMBERS.items():
        for typed in numbers:
            field.fill(typed)
            field.press("Enter")
            assert feedback(page, "number").text_content() == words, typed


def test_number_with_separated_thousands(page: Page):
    field = page.locator("#thousands input")
    for words, numbers in THOUSANDS.items():
        for typed in numbers:
            field.fill(typed)
            field.press("Enter")
            assert feedback(page, "thousands").text_content() == words, typed


def test_comma_that_may_mean_both_is_asked_back(page: Page):
    field = page.locator("#thousands input")
    for typed, (decimal, thousands) in COMMAS.items():
        field.fill(typed)
        field.press("Enter")
        assert feedback(page, "thousands").text_content() == (
            f"Does the comma in {typed.strip()} stand before decimals?"
            f" Then type {decimal}, if not, type {thousands}."
        )
        for side in ("right", "wrong"):
            expect(feedback(page, "thousands")).not_to_have_class(f"question-{side}")


def test_number_is_checked_by_the_button_too(page: Page):
    page.locator("#number").get_by_label("Your answer").fill("0.25")
    page.locator("#number").get_by_role("button", name="Check").click()
    expect(feedback(page, "number")).to_have_text(RIGHT)
