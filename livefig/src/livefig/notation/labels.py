r"""Labels: plain text with a little mathematics, as HTML that is safe to put into a page.

A label may hold formulas such as `$w_1$` or `$\theta_{12}$`: letters become italic, `_` and `^`
make subscripts and superscripts, Greek letters are named as in TeX. Whatever is not understood is
shown as it was written.
"""

import re
from collections.abc import Callable
from html import escape, unescape

from livefig.notation.symbols import SIGNS

SYMBOLS = SIGNS | {",": " ", " ": " "}  # spaces have commands, too
TOKEN = re.compile(r"\\([A-Za-z]+|[, ])|([_^])|([{}])|(.)", re.DOTALL)
TAGS = {"_": "sub", "^": "sup"}


def default_label(name: str) -> str:
    """Return the label of a parameter: `w` and `w1` are symbols, `learning_rate` is words.

    Examples
    --------
    >>> default_label("w1"), default_label("learning_rate")
    ('$w_{1}$', 'learning rate')
    """
    symbol = re.fullmatch(r"([^\W\d_])_?(\d*)", name)
    if symbol is None:
        return name.replace("_", " ")
    letter, index = symbol.groups()
    return f"${letter}_{{{index}}}$" if index else f"${letter}$"


def label_html(label: str) -> str:
    """Return a label as HTML; markup in it is shown as text.

    Examples
    --------
    >>> label_html("weight $w_1$ <kg>")
    'weight <i>w</i><sub>1</sub> &lt;kg&gt;'
    """
    return _convert(label, _formula_html, escape)


def label_text(label: str) -> str:
    r"""Return a label as plain text, for places that take no markup.

    Examples
    --------
    >>> label_text(r"rate $\alpha_{12}$")
    'rate α12'
    """
    return _convert(label, _formula_text, str)


def _convert(label: str, formula: Callable[[str], str | None], quote: Callable[[str], str]) -> str:
    parts = label.split("$")
    if len(parts) % 2 == 0:  # a dollar without its partner is a dollar
        return quote(label)
    done = []
    for index, part in enumerate(parts):
        converted = formula(part) if index % 2 else quote(part)
        done.append(quote(f"${part}$") if converted is None else converted)
    return "".join(done)


def _formula_html(formula: str) -> str | None:
    """Return the HTML of what stands between two dollars, None where it is not understood."""
    html: list[str] = []
    closing: list[str] = []  # what each open brace ends with
    pending = ""  # the tag that the next token or group goes into
    for command, script, brace, character in TOKEN.findall(formula):
        if script:
            if pending:
                return None
            pending = TAGS[script]
            continue
        if brace == "}":
            if not closing or pending:
                return None
            html.append(closing.pop())
            continue
        if pending:
            html.append(f"<{pending}>")
        ending = f"</{pending}>" if pending else ""
        pending = ""
        if brace == "{":
            closing.append(ending)
            continue
        symbol = SYMBOLS.get(command) if command else character
        if symbol is None:
            return None
        html.append((f"<i>{symbol}</i>" if symbol.isalpha() else escape(symbol)) + ending)
    return None if closing or pending else "".join(html)


def _formula_text(formula: str) -> str | None:
    html = _formula_html(formula)
    if html is None:
        return None
    return unescape(re.sub(r"<[^>]*>", "", html))
