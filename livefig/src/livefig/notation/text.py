"""Text that holds numbers: `text("a = {:.2f}", a)`, in Python's own format mini-language.

The same specification is read here and by `runtime/values/format.js`, and both give the same
characters.
"""

import re
import string
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

_SPEC = re.compile(
    r"(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ])?(?P<z>z)?(?P<alternate>#)?(?P<zero>0)?"
    r"(?P<width>\d+)?(?P<grouping>[,_])?(?:\.(?P<precision>\d+))?(?P<type>.)?",
    re.DOTALL,
)
_TYPES = "fFeEgGd%"
TRUTH = "?"  # no specification of Python's: a truth value as True or False
_LONGEST = 200  # characters; a wider field or more decimals is a typing error


@dataclass(frozen=True)
class Slot:
    """A place in a live text: which value stands there, and its format specification."""

    index: int
    spec: str


Template = tuple[str | Slot, ...]


@dataclass(frozen=True)
class LiveText:
    """A text in parts, with the values (numbers, traced or not) that go into its slots.

    `str` gives the text itself, as long as the values are plain numbers.
    """

    parts: Template
    values: tuple[Any, ...]

    def __str__(self) -> str:
        return self.filled(self.values)

    def filled(self, values: Sequence[Any]) -> str:
        """Return the text with these numbers in its slots."""
        return "".join(
            part if isinstance(part, str) else format_number(values[part.index], part.spec)
            for part in self.parts
        )


def text(template: str, *values: Any, **named: Any) -> LiveText:
    """Make a text whose numbers follow the controls: `text("cost {:.3f}", J)`.

    Parameters
    ----------
    template
        As for `str.format`: `{}`, `{0}` or `{name}`, each with an optional format specification of
        a number; `{{` and `}}` are braces. Between dollar signs it is mathematical notation, where
        a brace has to be doubled as well: `text(r"$w_{{1}} = {:.1f}$", w)`.
    *values, **named
        The numbers.

    Returns
    -------
    LiveText
        To be returned by the `update` function of `explore`; `str(...)` is the finished text.

    Raises
    ------
    ValueError
        If the template names a value that was not given, a value is not a single number, or a
        format specification is not one for numbers.
    """
    if not isinstance(template, str):
        raise TypeError(f"template is {template!r}, but it must be a str")
    given = [*values, *named.values()]
    index_of: dict[str, int] = {str(i): i for i in range(len(values))}
    index_of |= {name: len(values) + i for i, name in enumerate(named)}
    automatic = 0
    manual = False
    parts: list[str | Slot] = []
    for literal, field, spec, conversion in string.Formatter().parse(template):
        if literal:
            parts.append(literal)
        if field is None:
            continue
        if conversion:
            raise ValueError(f"{template!r} holds '!{conversion}': a live text holds numbers only")
        manual = manual or field.isdigit()
        if not field:
            field, automatic = str(automatic), automatic + 1
        if manual and automatic:
            raise ValueError(f"{template!r} mixes {{}} and {{0}}: number all fields or none")
        if re.search(r"[.\[]", field):
            raise ValueError(
                f"{template!r} looks into a value ({field!r}): give the number itself to text()"
            )
        if field not in index_of:
            raise ValueError(
                f"{template!r} asks for value {field!r}, but text() got "
                f"{', '.join(index_of) or 'no values'}"
            )
        index = index_of[field]
        if np.shape(given[index]) != ():
            raise ValueError(
                f"value {field!r} of {template!r} has shape {np.shape(given[index])}, "
                "but a text holds single numbers: take one out by its index"
            )
        parts.append(Slot(index, checked_spec(spec or "", given[index])))
    return LiveText(tuple(parts), tuple(given))


def as_live_text(value: Any) -> LiveText:
    """Take a live text, a string or a number as a live text."""
    if isinstance(value, LiveText):
        return value
    if isinstance(value, str):
        return LiveText((value,) if value else (), ())
    if np.shape(value) == () and getattr(getattr(value, "dtype", None), "kind", "f") in "fiub":
        whole = _is_integer(value)
        return text("{}" if whole else "{:.3g}", value)
    raise TypeError(f"got {value!r}, but a text is text(...), a str or a number")


def checked_spec(spec: str, value: Any = 0.0) -> str:
    """Return the format specification, explicit: `""` is `"d"` of an integer, `TRUTH` of a truth.

    Raises
    ------
    ValueError
        If `spec` is not a number's format specification, or not one for such a value.
    """
    if spec in ("", TRUTH) and _is_truth(value):
        return TRUTH
    match = _SPEC.fullmatch(spec)
    if match is None or "{" in spec:
        raise ValueError(f"format {spec!r} is not a format specification of a number")
    kind = match["type"]
    if kind is not None and kind not in _TYPES:
        raise ValueError(f"format {spec!r} has type {kind!r}, but a number has one of {_TYPES}")
    if max(int(match["width"] or 0), int(match["precision"] or 0)) > _LONGEST:
        raise ValueError(f"format {spec!r} is longer than {_LONGEST} characters")
    whole = _is_integer(value)
    if kind == "d" and not whole and not _is_whole_number(value):
        raise ValueError(f"format {spec!r} is for an integer, but the value is not one: use '.0f'")
    if kind is None and whole and match["precision"] is None:
        spec, kind = spec + "d", "d"
    if kind == "d" and match["precision"] is not None:
        raise ValueError(f"format {spec!r}: an integer has no decimals")
    if kind == "d" and match["z"]:
        raise ValueError(f"format {spec!r}: an integer has no negative zero")
    if kind is None and whole:  # "{:.3}" of an integer is an error in Python as well
        raise ValueError(f"format {spec!r}: an integer has no decimals, add a type as in '.3g'")
    return spec


def format_number(value: Any, spec: str) -> str:
    """Return `format(value, spec)` of a number; type `d` takes any number with no fraction."""
    if spec == TRUTH:
        return str(bool(value))
    match = _SPEC.fullmatch(spec)
    if match is not None and match["type"] == "d":
        number = float(value)
        if not np.isfinite(number):
            return format(number, spec[:-1].replace(",", "").replace("_", "") + ".0f")
        return format(round(number) if number != int(value) else int(value), spec)
    return format(float(value), spec)


def _is_truth(value: Any) -> bool:
    return type(value) is bool or getattr(getattr(value, "dtype", None), "kind", None) == "b"


def _is_integer(value: Any) -> bool:
    kind = getattr(getattr(value, "dtype", None), "kind", None)
    return kind in "iub" if kind is not None else isinstance(value, int)


def _is_whole_number(value: Any) -> bool:
    """Whether a plain float happens to be whole; of a traced float nobody knows."""
    return type(value) in (float, np.float64) and value.is_integer()
