"""Formatted numbers that stay live: what an f-string makes of a traced number.

`f"a = {a:.2f}"` is a plain string in which the number is a mark: invisible characters that say
which formatted number it is, the number as it reads now, and an invisible end. Where the author's
function returns the string as a text, `with_live_texts` finds the marks and puts the numbers back.
What would tear a mark apart, or look at the number as it reads now, is refused.
"""

import re
from collections.abc import Mapping
from typing import Any, NoReturn

from livefig.notation.text import LiveText, Slot, checked_spec

START, END = "\u2063", "\u2064"  # Unicode's invisible separator and invisible plus
DIGITS = "".join(chr(0xE0030 + i) for i in range(10))  # its invisible tags for 0 to 9
MARK = re.compile(f"{START}([{DIGITS}]+)([^{START}{END}]*){END}")


class Marked(str):
    """One formatted number by itself. It can be joined with other texts, and that is all."""

    __slots__ = ("run",)
    run: Any

    def _refuse(self, *args: Any, **named: Any) -> NoReturn:
        raise self.run.refused(
            "a text made of a traced number was changed, measured or compared: the page would go "
            "on from how it reads now. Give the format its form, f'{a:8.2f}', and decide by the "
            "number itself, np.where(a > 0, …)"
        )

    def __format__(self, spec: str) -> str:
        return self._refuse() if spec else str.__str__(self)


LOOKING = (
    "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__hash__",
    "__len__", "__getitem__", "__contains__", "__iter__", "__mod__",
)  # fmt: skip
HARMLESS = ("join", "encode", "format", "format_map", "maketrans")  # they take it as a whole
for method in vars(str):
    if method in LOOKING or not (method.startswith("_") or method in HARMLESS):
        setattr(Marked, method, Marked._refuse)


def mark(run: Any, value: Any, spec: str) -> str:
    """Return what stands in a string for the traced number `value`, formatted by `spec`.

    Raises
    ------
    ValueError
        If `spec` is not a format of such a number.
    """
    shown = format(value.value, spec)
    spec = checked_spec(spec, value)
    digits = str(len(run.marks)).translate({ord("0") + i: tag for i, tag in enumerate(DIGITS)})
    run.marks.append((value, spec, shown))
    marked = Marked(f"{START}{digits}{shown}{END}")
    marked.run = run
    return marked


def is_marked(text: str) -> bool:
    """Tell whether a string holds marks, or what is left of one."""
    plain = str.__str__(text)
    return START in plain or END in plain or any(tag in plain for tag in DIGITS)


def with_live_texts(run: Any, value: Any) -> Any:
    """Return `value`, a string or a container, with a live text for each string with marks."""
    if not _holds_marks(value):
        return value
    if isinstance(value, str):
        return _live(run, (value,), ())
    if isinstance(value, LiveText):
        return _live(run, value.parts, value.values)
    if isinstance(value, Mapping):
        return {key: with_live_texts(run, item) for key, item in value.items()}
    return type(value)(with_live_texts(run, item) for item in value)


def as_it_reads(run: Any, text: str) -> str:
    """Return a string with its numbers as they read now, on which the way of the run depends."""
    live = with_live_texts(run, text)
    if not isinstance(live, LiveText):
        return text
    return str(LiveText(live.parts, tuple(value.asked() for value in live.values)))


def _holds_marks(value: Any) -> bool:
    if isinstance(value, str):
        return is_marked(value)
    if isinstance(value, LiveText):
        return any(isinstance(part, str) and is_marked(part) for part in value.parts)
    if isinstance(value, Mapping):
        return any(map(_holds_marks, value.values()))
    return type(value) in (list, tuple) and any(map(_holds_marks, value))


def _live(run: Any, parts: tuple[str | Slot, ...], values: tuple[Any, ...]) -> LiveText:
    """Return a live text of parts in which some words hold marks."""
    found: list[str | Slot] = []
    numbers = list(values)
    for part in parts:
        if isinstance(part, Slot):
            found.append(part)
            continue
        words = str.__str__(part)
        end = 0
        for match in MARK.finditer(words):
            value, spec = _number(run, match[1], match[2])
            found += [words[end : match.start()], Slot(len(numbers), spec)]
            numbers.append(value)
            end = match.end()
        found.append(words[end:])
    if any(isinstance(part, str) and is_marked(part) for part in found):
        raise _torn(run)
    return LiveText(tuple(part for part in found if part != ""), tuple(numbers))


def _number(run: Any, digits: str, shown: str) -> tuple[Any, str]:
    """Return what a mark stands for; what it shows must be what was formatted."""
    number = int("".join(str(DIGITS.index(tag)) for tag in digits))
    if number >= len(run.marks) or run.marks[number][2] != shown:
        raise _torn(run)
    value, spec, _ = run.marks[number]
    return value, spec


def _torn(run: Any) -> Exception:
    error: Exception = run.refused(
        "a text made of a traced number was cut or changed after it was formatted, or kept from "
        "another call; the page would show it frozen. Format the number in the text that you "
        "return: f'{a:8.2f}', or livefig.text('{:8.2f}', a)"
    )
    return error
