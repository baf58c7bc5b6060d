r"""The mathematical notation that a *live* text may use: `text(r"$z = w_1 x = {:.2f}$", z)`.

A text that stays as it is may use all that Matplotlib knows. A text whose numbers change is set by
the page in its own font, from runs: letters in italics, scripts raised or lowered.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

from livefig.notation.symbols import BINARY, GREEK, RELATION, UPRIGHT
from livefig.notation.text import Slot

_FUNCTIONS = {
    "arg", "argmax", "argmin", "cos", "cosh", "det", "exp", "lim", "ln", "log", "max", "min", "sin",
    "sinh", "tan", "tanh",
}  # fmt: skip
_ACCENTS = dict(
    hat="\u0302", bar="\u0304", tilde="\u0303", dot="\u0307", ddot="\u0308", vec="\u20d7"
)
_ACCENTS |= dict(widehat="\u0302", overline="\u0305", widetilde="\u0303")
_FONTS = {"mathrm": {}, "text": {}, "operatorname": {}, "mathit": {"italic": True}}
_FONTS |= {"mathbf": {"bold": True}, "boldsymbol": {"bold": True, "italic": True}}
_SPACES = {",": "\u2009", ":": "\u2005", ";": "\u2004", " ": "\u00a0", "quad": "\u2003", "!": ""}
_TOKEN = re.compile(r"\\[a-zA-Z]+|\\.|.", re.DOTALL)


@dataclass(frozen=True)
class Run:
    """A stretch of text, or one number, in one style; `script` is 1 raised, -1 lowered."""

    content: str | Slot
    italic: bool = False
    bold: bool = False
    script: int = 0


def typeset(parts: Sequence[str | Slot], notation: bool = True) -> list[list[Run]]:
    """Turn the parts of a live text into lines of runs.

    Parameters
    ----------
    parts
        Strings and slots, as in `LiveText.parts`.
    notation
        Whether what stands between dollar signs is mathematical notation.

    Raises
    ------
    ValueError
        If the notation is beyond the subset that a live text may use; the message names it.
    """
    template = "".join(part if isinstance(part, str) else "{}" for part in parts)
    has_math = notation and _dollars(template) > 0 and _dollars(template) % 2 == 0
    lines: list[list[Run]] = [[]]
    formula: list[str | Slot] | None = None  # tokens since the opening dollar sign
    for part in parts:
        if isinstance(part, Slot):
            if formula is None:
                lines[-1].append(Run(part))
            else:
                formula.append(part)
            continue
        for piece in re.split(r"((?<!\\)\$)", part) if has_math else [part]:
            if piece == "$" and has_math:
                if formula is not None:
                    lines[-1] += _Formula(formula, template).runs()
                formula = [] if formula is None else None
            elif formula is not None:
                formula += _TOKEN.findall(piece)
            else:
                first, *others = (piece.replace(r"\$", "$") if has_math else piece).split("\n")
                lines[-1] += [Run(first)] if first else []
                lines += [[Run(other)] if other else [] for other in others]
    return [_joined(line) for line in lines]


class _Formula:
    """One formula: tokens to runs. Spaces come from the kind of the sign, as in TeX."""

    def __init__(self, tokens: list[str | Slot], template: str):
        self.tokens = tokens
        self.template = template
        self.at = 0

    def runs(self) -> list[Run]:
        runs = self._group(Run(""), stop=None)
        if self.at < len(self.tokens):
            self._refuse("a closing brace without an opening one")
        return runs

    def _group(self, style: Run, stop: str | None) -> list[Run]:
        runs: list[Run] = []
        operand = False  # whether something stands to the left, so that a minus is not a sign
        while self.at < len(self.tokens) and self.tokens[self.at] != "}":
            token = self.tokens[self.at]
            self.at += 1
            if isinstance(token, str) and token.isspace():
                continue
            if token in ("^", "_"):
                if style.script:
                    self._refuse("a script within a script")
                runs += self._argument(replace(style, script=1 if token == "^" else -1))
                continue
            new, operand = self._sign(token, style, operand)
            runs += new
        if stop and self.at >= len(self.tokens):
            self._refuse("a brace that is not closed")
        return runs

    def _argument(self, style: Run) -> list[Run]:
        """Read what a command, `^` or `_` applies to: one token, or a group in braces."""
        while self.at < len(self.tokens) and self.tokens[self.at] == " ":
            self.at += 1
        if self.at >= len(self.tokens):
            self._refuse("a script or a command with nothing after it")
        token = self.tokens[self.at]
        self.at += 1
        if token != "{":
            return self._sign(token, style, False)[0]
        runs = self._group(style, stop="}")
        self.at += 1
        return runs

    def _sign(self, token: str | Slot, style: Run, operand: bool) -> tuple[list[Run], bool]:
        """Return the runs of one token, and whether an operand stands there now."""

        def run(content: str | Slot, **change: bool) -> list[Run]:
            return [replace(style, content=content, **change)]

        def spaced(sign: str) -> list[Run]:
            return run(sign if style.script or not operand else f"\u00a0{sign}\u00a0")

        if isinstance(token, Slot):
            return run(token), True
        if token == "{":
            self.at -= 1
            return self._argument(style), True
        if len(token) == 1:
            if token in "+-*":
                return spaced({"-": "−", "*": "∗"}.get(token, token)), False
            if token in "=<>":
                return spaced(token), False
            if token in ",;":
                return run(token + "\u2009"), False
            if token == "'":
                return run("′"), True
            italic = token.isalpha() and not style.bold
            return run(token, italic=italic or style.italic), token not in "([|/"
        name = token[1:]
        if name in GREEK:
            return run(GREEK[name], italic=True), True
        if name in UPRIGHT:
            return run(UPRIGHT[name]), name not in ("partial", "nabla", "sum", "prod", "langle")
        if name in BINARY or name in RELATION:
            return spaced(BINARY.get(name) or RELATION[name]), False
        if name in _FUNCTIONS:
            return run(name + "\u2009", italic=False), False
        if name in _SPACES:
            return run(_SPACES[name]), operand
        if name in "{}$%&#_|":
            return run("‖" if name == "|" else name), name != "{"
        if name in ("left", "right"):
            return [], operand
        if name in _ACCENTS:
            return self._accented(name, style), True
        if name in _FONTS:
            inner = self._argument(replace(style, italic=False))
            italic = _FONTS[name].get("italic", False)
            bold = style.bold or _FONTS[name].get("bold", False)
            return [replace(run, italic=italic, bold=bold) for run in inner], True
        self._refuse(f"'{token}'")

    def _accented(self, name: str, style: Run) -> list[Run]:
        inner = self._argument(style)
        if len(inner) != 1 or not isinstance(inner[0].content, str) or len(inner[0].content) != 1:
            self._refuse(f"'\\{name}' over more than one letter")
        letter = unicodedata.normalize("NFC", inner[0].content + _ACCENTS[name])
        return [replace(inner[0], content=letter)]

    def _refuse(self, what: str) -> NoReturn:
        raise ValueError(
            f"{self.template!r} holds {what}, which a text with live numbers cannot show: it may "
            "use letters, Greek letters, simple scripts, accents, operators and function names; "
            "put the rest in a text of its own that stays as it is"
        )


def _dollars(template: str) -> int:
    return len(re.findall(r"(?<!\\)\$", template))


def _joined(line: list[Run]) -> list[Run]:
    """Join neighbours of one style, so that the page has fewer elements to set."""
    joined: list[Run] = []
    for run in line:
        last = joined[-1] if joined else None
        if (
            last is not None
            and isinstance(last.content, str)
            and isinstance(run.content, str)
            and replace(last, content="") == replace(run, content="")
        ):
            joined[-1] = replace(last, content=last.content + run.content)
        elif run.content != "":
            joined.append(run)
    return joined
