"""Where ticks stand and what they say: Matplotlib's locators and formatters as data for the page.

`runtime/values/ticks.js` and `ticklabels.js` do with these data what Matplotlib does. Most of what
a locator or formatter was told can only be read from its private names.
"""

import re
import string
from collections.abc import Callable
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib import ticker
from matplotlib.category import StrCategoryLocator
from matplotlib.dates import DateLocator

from livefig.notation.text import Slot, checked_spec

Data = dict[str, Any]

_PERCENT = re.compile(
    r"%(?P<flags>[-+ #0]*)(?P<width>\d*)(?:\.(?P<precision>\d*))?(?P<type>[a-zA-Z%])"
)
_FORMATS = "eEfFgG"  # types of the % operator that the mini-language has, too


def locator_data(axis: Any, locator: Any) -> Data:
    """Return what the page needs to find the ticks of a locator.

    Raises
    ------
    ValueError
        If the page cannot make them. The message lacks its subject.
    """
    make = _LOCATORS.get(type(locator))
    if make is None:
        raise ValueError(
            f"has ticks from {type(locator).__name__}, which the page cannot make: "
            f"{_instead(locator)}"
        )
    if mpl.rcParams["axes.autolimit_mode"] == "round_numbers":
        raise ValueError(
            "has limits that are rounded to ticks: set rcParams['axes.autolimit_mode'] to 'data'"
        )
    return make(axis, locator)


def _even(axis: Any, locator: Any) -> Data:
    least = locator._min_n_ticks
    most = locator._nbins
    if most == "auto":
        most = int(np.clip(axis.get_tick_space(), max(1, least - 1), 9))
    return {
        "kind": "even",
        "most": most,
        "least": least,
        "steps": [float(step) for step in locator._extended_steps],
        "integer": bool(locator._integer),
        "symmetric": bool(locator._symmetric),
        "prune": locator._prune,
    }


def _multiple(axis: Any, locator: Any) -> Data:
    step, offset = float(locator._edge.step), float(locator._offset)
    return {"kind": "multiple", "step": step, "offset": offset}


def _spaced(axis: Any, locator: Any) -> Data:
    if locator.presets:
        raise ValueError("has a LinearLocator with presets: leave them out")
    if locator.numticks < 2:
        raise ValueError("has a LinearLocator with fewer than two ticks: use set_ticks")
    return {"kind": "spaced", "count": int(locator.numticks)}


def _log(axis: Any, locator: Any) -> Data:
    most, multiples = locator.numticks, locator._subs
    if most == "auto":
        most = np.clip(axis.get_tick_space(), 2, 9)
    if not isinstance(multiples, str):
        multiples = [float(digit) for digit in multiples]
    base = float(locator._base)
    return {"kind": "log", "base": base, "multiples": multiples, "most": int(most)}


def _parts(axis: Any, locator: Any) -> Data:
    if axis.get_scale() == "log":
        return {"kind": "none"}  # as Matplotlib has it, with a warning
    parts = locator.ndivs
    if parts is None:
        is_y = axis.axis_name == "y"
        parts = mpl.rcParams["ytick.minor.ndivs" if is_y else "xtick.minor.ndivs"]
    return {"kind": "parts", "parts": None if parts == "auto" else int(parts)}


def _fixed(axis: Any, locator: Any) -> Data:
    return {"kind": "fixed", "places": [float(place) for place in locator()]}


_LOCATORS: dict[type, Callable[[Any, Any], Data]] = {
    ticker.AutoLocator: _even,
    ticker.MaxNLocator: _even,
    ticker.MultipleLocator: _multiple,
    ticker.LinearLocator: _spaced,
    ticker.LogLocator: _log,
    ticker.AutoMinorLocator: _parts,
    ticker.FixedLocator: _fixed,
    ticker.NullLocator: lambda axis, locator: {"kind": "none"},
}


def _instead(locator: Any) -> str:
    if isinstance(locator, DateLocator):
        return "plot days or seconds as plain numbers, and say in the label since when they count"
    if isinstance(locator, StrCategoryLocator):
        return (
            "plot over np.arange(n), and name the places with ax.set_xticks(np.arange(n), names) "
            "or set_yticks"
        )
    return "leave them to Matplotlib, use a MultipleLocator, or fix them with set_ticks"


def formatter_data(axis: Any, formatter: Any, locator: Any) -> Data:
    """Return what the page needs to write the labels of a formatter.

    A formatter that makes a label of a place alone writes those of fixed ticks here and now, as
    `{"kind": "table", "texts": [...]}`: then it may be any function. A template stands in the data
    as it is, to be typeset in the font of the labels.

    Raises
    ------
    ValueError
        If the page cannot write them. The message lacks its subject.
    """
    kind = type(formatter)
    if type(locator) is ticker.FixedLocator and kind in _OF_THE_PLACE_ALONE:
        texts = [str(text) for text in formatter.format_ticks(locator())]
        return {"kind": "table", "texts": texts, "beside": formatter.get_offset()}
    make = _FORMATTERS.get(kind)
    if make is None:
        raise ValueError(
            f"has labels from {kind.__name__}, which cannot be compiled: use a StrMethodFormatter "
            "as in ax.xaxis.set_major_formatter('{x:.2f} m'), a PercentFormatter, or fix the ticks "
            "with set_ticks, for which any formatter goes"
        )
    return make(formatter)


def _minus() -> str:
    return "−" if mpl.rcParams["axes.unicode_minus"] else "-"


def _scalar(formatter: Any) -> Data:
    _check_plain(formatter)
    return {
        "kind": "scalar",
        "offset": None if formatter.get_useOffset() else float(formatter.offset),
        "threshold": int(formatter._offset_threshold),
        "scientific": bool(formatter._scientific),
        "powers": [int(power) for power in formatter._powerlimits],
        "notation": bool(formatter.get_useMathText()),
        "minus": _minus(),
    }


def _prefix(formatter: Any) -> Data:
    _check_plain(formatter)
    if formatter.get_useOffset() or formatter.offset:
        raise ValueError("has labels from EngFormatter with an offset: leave useOffset out")
    powers = sorted(formatter.ENG_PREFIXES)
    return {
        "kind": "prefix",
        "prefixes": [formatter.ENG_PREFIXES[power] for power in powers],
        "least": powers[0],
        "format": "g" if formatter.places is None else f".{formatter.places:d}f",
        "separator": formatter.sep,
        "unit": formatter.unit,
        "minus": _minus(),
    }


def _check_plain(formatter: Any) -> None:
    if formatter.get_useLocale() or formatter.get_usetex():
        raise ValueError("has labels in a locale or in TeX: leave useLocale and usetex out")


def _percent(formatter: Any) -> Data:
    decimals = formatter.decimals
    return {
        "kind": "percent",
        "whole": float(formatter.xmax),
        "decimals": None if decimals is None else int(decimals),
        "symbol": formatter.symbol,
        "minus": _minus(),
    }


def _log_labels(shape: str) -> Callable[[Any], Data]:
    def make(formatter: Any) -> Data:
        base = float(formatter._base)
        subset, everything = formatter.minor_thresholds
        return {
            "kind": "log",
            "shape": shape,
            "base": int(base) if base.is_integer() else base,
            "onlyPowers": bool(formatter.labelOnlyBase),
            # None is JSON's infinity: all are labelled.
            "thresholds": [None if np.isinf(t) else float(t) for t in (subset, everything)],
            "leastExponent": float(mpl.rcParams["axes.formatter.min_exponent"]),
            "minus": _minus(),
        }

    return make


def _new_template(formatter: Any) -> Data:
    """Read a template of `str.format`, in which the tick is `x` and its number is `pos`."""
    parts: list[str | Slot] = []
    for words, field, spec, conversion in string.Formatter().parse(formatter.fmt):
        if words:
            parts.append(words)
        if field is None:
            continue
        if field not in ("x", "pos") or conversion:
            raise ValueError(
                f"has labels from the template {formatter.fmt!r}: it may hold {{x}} and {{pos}} "
                "with a format, nothing else"
            )
        is_number = field == "pos"
        parts.append(Slot(int(is_number), _checked(spec or "", 0 if is_number else 0.5)))
    return {"kind": "template", "template": tuple(parts), "whole": False, "minus": _minus()}


def _old_template(formatter: Any) -> Data:
    """Read a template of the operator `%`."""
    parts: list[str | Slot] = []
    whole = False
    end = 0
    for match in _PERCENT.finditer(formatter.fmt):
        parts.append(formatter.fmt[end : match.start()])
        end = match.end()
        if match["type"] == "%":
            parts.append("%")
            continue
        whole = match["type"] in "diu"  # these cut the fraction off
        if (match["type"] not in _FORMATS and not whole) or (match["precision"] and whole):
            raise ValueError(
                f"has labels from the template {formatter.fmt!r}, which the page cannot fill in: "
                f"use %d or one of {', '.join('%' + kind for kind in _FORMATS)}"
            )
        parts.append(Slot(0, _checked(_in_mini_language(match), 0 if whole else 0.5)))
    parts.append(formatter.fmt[end:])
    template = tuple(part for part in parts if part != "")
    return {"kind": "template", "template": template, "whole": whole, "minus": "-"}


def _in_mini_language(match: re.Match[str]) -> str:
    flags, precision = match["flags"], match["precision"]
    align = "<" if "-" in flags and match["width"] else ""
    sign = "+" if "+" in flags else " " if " " in flags else ""
    zero = "0" if "0" in flags and "-" not in flags and match["width"] else ""
    alternate = "#" if "#" in flags else ""
    decimals = "" if precision is None else f".{precision or 0}"
    kind = "d" if match["type"] in "diu" else match["type"]
    return align + sign + alternate + zero + match["width"] + decimals + kind


def _checked(spec: str, value: Any) -> str:
    try:
        return checked_spec(spec, value)
    except ValueError as error:
        raise ValueError(f"has labels whose {error}") from None


_FORMATTERS: dict[type, Callable[[Any], Data]] = {
    ticker.ScalarFormatter: _scalar,
    ticker.EngFormatter: _prefix,
    ticker.PercentFormatter: _percent,
    ticker.LogFormatter: _log_labels("plain"),
    ticker.LogFormatterExponent: _log_labels("exponent"),
    ticker.LogFormatterMathtext: _log_labels("power"),
    ticker.LogFormatterSciNotation: _log_labels("scientific"),
    ticker.StrMethodFormatter: _new_template,
    ticker.FormatStrFormatter: _old_template,
    ticker.NullFormatter: lambda formatter: {"kind": "none"},
}
_OF_THE_PLACE_ALONE = (
    ticker.FixedFormatter,
    ticker.FuncFormatter,
    ticker.StrMethodFormatter,
    ticker.FormatStrFormatter,
)
