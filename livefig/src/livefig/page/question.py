"""Quick questions in the page: an answer explains itself at once, without any server.

Without JavaScript the answers stand folded below the question.
"""

import hashlib
import math
import re
from collections.abc import Mapping
from html import escape
from typing import Any

from livefig.page.cell import question_cell
from livefig.page.html import check_name

MARKUP = re.compile(r"\$([^$]+)\$|`([^`]+)`|(?<!\w)\*([^*\s][^*]*)\*(?!\w)")


class Question:
    """A question that a notebook or a book shows."""

    def __init__(self, html: str, text: str, printed: str) -> None:
        self._html = html
        self._text = text
        self._printed = printed

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {
            "text/html": question_cell(self._html),
            "text/markdown": self._printed,
            "text/plain": f"Question: {self._text}",
        }


def question(
    text: str,
    answers: Mapping[str, tuple[bool, str]] | float,
    *,
    explanation: str | None = None,
    wrong: str | None = None,
    mistakes: Mapping[float, str] | None = None,
    tolerance: float = 0.0,
    unit: str = "",
    name: str | None = None,
) -> Question:
    r"""Return a question with one or several right answers, or with a number for an answer.

    Texts may hold formulas between dollars, code between backquotes and emphasis between
    asterisks; whatever else looks like markup is shown as it is written.

    Parameters
    ----------
    text : str
        The question.
    answers : mapping or float
        From each answer to whether it is right, and why. One right answer makes the reader choose
        one, several make the reader choose all that are right. A number is to be typed in.
    explanation, wrong : str
        Of a number only: why it is right, and what helps who typed another one.
    mistakes : mapping, optional
        Of a number only: what to say of numbers that a well-known mistake leads to.
    tolerance : float
        Of a number only: the largest distance from it that still counts as right.
    unit : str
        Of a number only: shown behind the field.
    name : str, optional
        The id in the page; made from the text where it is left out.

    Raises
    ------
    ValueError
        No right answer, fewer than two answers, an answer without an explanation.

    Examples
    --------
    >>> q = question("What does the bias do?", {
    ...     "It shifts the line.": (True, "It is added to $z$, whatever the input is."),
    ...     "It turns the line.": (False, "The weights do that: they are normal to the line."),
    ... })
    >>> q = question(r"What is $\sigma'(0)$?", 0.25, tolerance=0.005,
    ...              explanation=r"$\sigma(0)(1 - \sigma(0)) = 0.5 \cdot 0.5$.",
    ...              wrong="Insert 0 into $\\sigma(z)(1 - \\sigma(z))$.")
    """
    if name is None:
        name = "question-" + hashlib.sha256(text.encode()).hexdigest()[:8]
    check_name(name)
    if isinstance(answers, Mapping):
        given = {"explanation": explanation, "wrong": wrong, "mistakes": mistakes}
        for argument, value in given.items():
            if value is not None:
                raise ValueError(f"{argument} belongs to a question whose answer is a number")
        kind, inside = _choices(answers, name)
    else:
        kind, inside = (
            "number",
            _number(answers, tolerance, explanation, wrong, mistakes or {}, unit, name),
        )
    html = (
        f'<fieldset class="question" id="{name}" data-kind="{kind}">\n'
        f"<legend>{markup(text)}</legend>\n{inside}\n</fieldset>"
    )
    return Question(html, text, _printed(text, answers, explanation, unit))


def _printed(text: str, answers: Any, explanation: str | None, unit: str) -> str:
    """Return a question on paper, as Markdown: what may be answered, and the answer below it."""
    if not isinstance(answers, Mapping):
        return f"**Question.** {text}\n\n*Answer:* {answers:g} {unit}".rstrip() + f". {explanation}"
    choices = "\n".join(f"- {answer}" for answer in answers)
    right = " ".join(f"{answer} {why}" for answer, (is_right, why) in answers.items() if is_right)
    return f"**Question.** {text}\n\n{choices}\n\n*Answer:* {right}"


def markup(text: str) -> str:
    r"""Return a text as HTML: formulas for the page's MathJax, code and emphasis.

    Examples
    --------
    >>> markup("*Is* `w < 0`?")
    '<em>Is</em> <code>w &lt; 0</code>?'
    """
    done, end = [], 0
    for match in MARKUP.finditer(text):
        formula, code, emphasis = (part and escape(part) for part in match.groups())
        done.append(escape(text[end : match.start()]))
        if formula:
            done.append(f'<span class="math notranslate nohighlight">\\({formula}\\)</span>')
        else:
            done.append(f"<code>{code}</code>" if code else f"<em>{emphasis}</em>")
        end = match.end()
    return "".join([*done, escape(text[end:])])


def _choices(answers: Mapping[str, tuple[bool, str]], name: str) -> tuple[str, str]:
    """Return the kind of the question, and the HTML of its answers."""
    for answer, value in answers.items():
        if not (isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], bool)):
            raise ValueError(f"answer {answer!r}: got {value!r}, expected (right, explanation)")
        if not value[1]:
            raise ValueError(f"answer {answer!r} has no explanation")
    n_right = sum(right for right, _ in answers.values())
    if len(answers) < 2 or not n_right:
        raise ValueError(
            f"a question needs two answers or more and a right one,"
            f" got {len(answers)} of which {n_right} right"
        )
    kind = "radio" if n_right == 1 else "checkbox"
    inputs = "\n".join(
        f'<label><input type="{kind}" name="{name}" value="{index}">'
        f"<span>{markup(answer)}</span></label>"
        for index, answer in enumerate(answers)
    )
    solutions = [
        _solution(right, f"{markup(answer)} ", why) for answer, (right, why) in answers.items()
    ]
    check = "" if kind == "radio" else _CHECK
    return kind, f"{inputs}\n{check}{_feedback(solutions)}"


def _number(
    answer: Any,
    tolerance: float,
    explanation: str | None,
    wrong: str | None,
    mistakes: Mapping[float, str],
    unit: str,
    name: str,
) -> str:
    """Return the HTML of a field for a number."""
    if isinstance(answer, bool) or not isinstance(answer, int | float) or not math.isfinite(answer):
        raise ValueError(f"answers is {answer!r}, expected a mapping or a finite number")
    if not (math.isfinite(tolerance) and tolerance >= 0):
        raise ValueError(f"tolerance is {tolerance}, expected a number that is not negative")
    if not explanation or not wrong:
        raise ValueError("a question for a number needs explanation= and wrong=")
    for number in mistakes:
        if abs(number - answer) <= tolerance:
            raise ValueError(f"mistakes holds {number}, which counts as the right answer")
    solutions = [_solution(True, f"{answer:g} ", explanation, answer)]
    solutions += [_solution(False, f"{n:g} ", why, n) for n, why in mistakes.items()]
    solutions += [_solution(False, "", wrong)]
    field = (
        f'<label>Your answer: <input type="text" inputmode="decimal" name="{name}" size="8"'
        f' data-tolerance="{tolerance!r}" autocomplete="off"> {escape(unit)}</label>\n'
    )
    return field + _CHECK + _feedback(solutions)


_CHECK = '<button type="button" disabled>Check</button>\n'


def _solution(right: bool, answer: str, why: str, number: float | None = None) -> str:
    at = "" if number is None else f' data-number="{number!r}"'
    word = "Right" if right else "Wrong"
    shown = f"<b>{word}: {answer.strip()}</b> " if answer else ""
    why = f'<span class="question-why">{markup(why)}</span>'
    return f'<li data-right="{int(right)}"{at}>{shown}{why}</li>'


def _feedback(solutions: list[str]) -> str:
    return (
        '<div class="question-feedback" role="status"></div>\n'
        "<details><summary>Answer</summary>\n<ul>\n" + "\n".join(solutions) + "\n</ul></details>"
    )
