"""Number formats of ipywidgets (those of d3-format) and of Python's mini-language.

The two look alike and differ: in d3 `g` keeps zeros at the end and no type at all drops them, there
are currencies and SI prefixes, and Python has other types and separators. A figure shows numbers by
Python's; a widget in the notebook by d3's.
"""

import re

D3 = re.compile(
    r"(?P<align>.?[<>=^])?(?P<sign>[-+( ])?(?P<symbol>[$#])?(?P<width>0?\d*)(?P<comma>,)?"
    r"(?P<precision>\.\d+)?(?P<type>[a-zA-Z%])?"
)
PYTHON = re.compile(
    r"(?P<before>(?:.?[<>=^])?[-+ ]?)z?(?P<alternate>#)?(?P<width>0?\d*)(?P<grouping>[,_])?"
    r"(?P<precision>\.\d+)?(?P<type>[a-zA-Z%])?"
)
TYPES = ("", "d", "e", "f", "g", "%")
REFUSED = {
    "$": "a currency; slider(…, format=',.2f', unit='$') shows one behind the number",
    "#": "a notation that is not decimal; use '.0f'",
    "(": "parentheses for negative numbers; use ',.2f'",
    "r": "decimal notation with significant digits; use '.3g' or '.2f'",
    "s": "a prefix such as k or M; use '.3g', or another unit",
    "p": "significant digits of per cent; use '.1%'",
}


def from_d3(spec: str, name: str, *, whole: bool) -> str:
    """Return d3's format specification as Python's.

    Parameters
    ----------
    spec : str
        The `readout_format` of a widget.
    name : str
        The control's, for messages.
    whole : bool
        Whether the widget has whole numbers only.

    Raises
    ------
    ValueError
        If Python has no such format; the message says what to write.
    """
    match = D3.fullmatch(spec)
    if match is None:
        raise ValueError(f"control {name}: readout_format {spec!r} is not a number format")
    part = {key: value or "" for key, value in match.groupdict().items()}
    kind = part["type"]
    for asked in (part["symbol"], part["sign"], kind):
        if asked in REFUSED or (asked == kind and kind not in TYPES):
            problem = REFUSED.get(asked, f"the type {kind}; use '.3g' or '.2f'")
            raise ValueError(
                f"control {name}: a figure shows numbers in Python's formats, but readout_format "
                f"{spec!r} asks for {problem}"
            )
    before, width = part["align"] + part["sign"], part["width"]
    comma, precision = part["comma"], part["precision"]
    if kind == "d" or (whole and not kind and not precision):
        return f"{before}{width}{comma}{'d' if whole else '.0f'}"
    if not kind:
        return f"{before}{width}{comma}{precision or '.12'}g"
    return f"{before}{'#' if kind == 'g' else ''}{width}{comma}{precision}{kind}"


def to_d3(spec: str) -> str:
    """Return Python's format specification as the nearest one of d3's."""
    match = PYTHON.fullmatch(spec)
    if match is None:
        return spec
    kind = (match["type"] or "g").lower()
    if kind == "g" and not match["alternate"]:
        kind = ""  # which drops zeros at the end, as Python's g
    comma = "," if match["grouping"] else ""
    return f"{match['before']}{match['width']}{comma}{match['precision'] or ''}{kind}"
