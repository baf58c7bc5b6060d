"""Ticks of axes whose limits follow: the page's places and labels are Matplotlib's own."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from matplotlib import ticker
from py_mini_racer import MiniRacer

import livefig
from livefig.drawing.ticklooks import ticks_data

RUNTIME = Path(livefig.__file__).parent / "page" / "runtime" / "values"


@pytest.fixture(scope="module")
def ticks_between():
    """Return the page's function that makes the ticks of an axis, for limits in any order."""
    engine = MiniRacer()
    for name in ("format", "scales", "ticks", "ticklabels"):
        engine.eval((RUNTIME / f"{name}.js").read_text())

    @cache  # the page, too, gets these data once for all limits
    def style_of(axis: Any) -> str:
        return json.dumps(ticks_data(axis), allow_nan=False)

    def call(axis: Any, limits: tuple[float, float]) -> Any:
        is_log, style = json.dumps(axis.get_scale() == "log"), style_of(axis)
        low, high = sorted(map(float, limits))
        text = f"JSON.stringify(ticksBetween({style}, {is_log}, {low!r}, {high!r}))"
        return json.loads(engine.eval(text))

    return call


def words(runs: list[dict[str, Any]]) -> str:
    """Return a line of the page's runs as text, with ^ before an exponent and & after it."""
    marks = {-0.5: "^", 0.35: "&"}
    return "".join(marks.get(run.get("dy", 0), "") + run["text"] for run in runs)


def plain(text: str) -> str:
    """Return a label of Matplotlib in the same form."""
    if text.startswith("$"):
        text = re.sub(r"\\mathdefault\{((?:[^{}]|\{[^{}]*\})*)\}", r"\1", text[1:-1])
        text = text.replace("-", "−").replace(r"\times", "×")
        text = re.sub(r"\^\{([^}]*)\}(?=[+−])", r"^\1&", text)
        text = re.sub(r"\^\{([^}]*)\}", r"^\1", text)
    return spaceless(text)


def spaceless(text: str) -> str:
    """Return a text without spaces of any width."""
    return "".join(text.split())


def same(text: str, as_number: bool) -> str:
    """Return a label without spaces.

    LogFormatterExponent writes 22 as 2.2e1 where its logarithm is wrong in the last digit.
    """
    text = spaceless(text)
    return str(float(text.replace("−", "-"))) if as_number and text else text


def power_of_ten(number: float) -> float:
    """Return the power of ten that a number nearly is, or else the number."""
    digits = f"{abs(number):.15e}"
    return float(f"{number:.15g}") if re.fullmatch(r"1\.0+e.*|9\.9{14}.*", digits) else number


def counts_in_powers(axis: Any) -> bool:
    """Tell whether an axis, or its ticks, are logarithmic."""
    return axis.get_scale() == "log" or type(axis.get_major_locator()) is ticker.LogLocator


def by_matplotlib(axis: Any) -> dict[str, Any]:
    """Return the ticks that Matplotlib draws now."""
    axis._update_ticks()
    found: dict[str, Any] = {}
    low, high = sorted(axis.get_transform().transform(axis.get_view_interval()))
    for name, places, formatter in (
        ("major", axis.get_majorticklocs(), axis.get_major_formatter()),
        ("minor", axis.get_minorticklocs(), axis.get_minor_formatter()),
    ):
        if counts_in_powers(axis):
            # NumPy's powers of an array are wrong in the last digit on some machines.
            places = np.array([power_of_ten(place) for place in places])
        labels = formatter.format_ticks(places)
        at = axis.get_transform().transform(np.asarray(places, float)) if len(places) else []
        found[name] = [
            (float(place), plain(label))
            for place, label, t in zip(places, labels, at, strict=True)
            if low - 1e-10 * (high - low) <= t <= high + 1e-10 * (high - low)
        ]
    found["beside"] = plain(axis.get_major_formatter().get_offset())
    return found


def check(ticks_between: Any, axis: Any, low: float, high: float) -> None:
    """Compare page and Matplotlib for an axis with these limits, and the limits turned around."""
    axis.axes.set(**{f"{axis.axis_name}lim": (low, high)})
    low, high = axis.get_view_interval()
    found = ticks_between(axis, (low, high))
    differences = [difference(axis, found)]
    if differences[0] and counts_in_powers(axis):
        # Next to a power of ten, NumPy's logarithm is another one on another machine.
        for hair in (1 - 1e-14, 1 + 1e-14):
            axis.axes.set(**{f"{axis.axis_name}lim": (low / hair, high * hair)})
            differences.append(difference(axis, found))
    assert not all(differences), differences[0]


def difference(axis: Any, found: dict[str, Any]) -> str:
    """Say what differs between the page's ticks and those that Matplotlib draws now."""
    expected = by_matplotlib(axis)
    for name in ("major", "minor"):
        places = [tick["place"] for tick in found[name]]
        theirs = [place for place, _ in expected[name]]
        if len(places) != len(theirs) or not np.allclose(places, theirs, rtol=1e-14, atol=0):
            return f"{name} ticks at {places}, not at {theirs}"
        labels = ["/".join(map(words, tick["label"]["lines"])) for tick in found[name]]
        as_number = type(axis.get_major_formatter()) is ticker.LogFormatterExponent
        written = [
            [same(label, as_number) for label in each]
            for each in (labels, [label for _, label in expected[name]])
        ]
        if written[0] != written[1]:
            return f"{name} ticks say {written[0]}, not {written[1]}"
    beside = spaceless(words(found["beside"]))
    return "" if beside == expected["beside"] else f"{beside!r}, not {expected['beside']!r}"


def make(scale: str = "linear", size: float = 4.0, **settings: Any) -> Any:
    """Return an x axis of a figure that wide."""
    fig = plt.figure(figsize=(size, 3), dpi=72)
    axes = fig.add_subplot()
    plt.close(fig)
    axes.set(xscale=scale, **settings)
    return axes.xaxis


NUMBERS = st.one_of(
    st.floats(-1000, 1000).map(lambda v: float(f"{v:.3g}")),
    st.sampled_from([0.0, 1e9, -1e9, 1.7e9, 1e-9, 123456.0, 1e6, 999_999.0, -1e-5, 0.1, 1e15]),
    st.tuples(st.floats(1, 10), st.integers(-12, 12)).map(lambda p: float(f"{p[0]:.3g}e{p[1]}")),
)
SPANS = st.tuples(st.floats(1, 10), st.integers(-10, 10)).map(lambda p: float(f"{p[0]:.4g}e{p[1]}"))


SIZES = (1.2, 2.0, 4.0, 9.0)  # inches: how many ticks there is room for


def kept_apart(low: float, high: float) -> bool:
    """Tell whether there are digits between two limits at all."""
    return abs(high - low) > 1e-11 * max(abs(low), abs(high))


LINEAR = {
    "automatic": lambda axis: None,
    "without offset": lambda axis: axis.axes.ticklabel_format(axis="x", useOffset=False),
    "plain": lambda axis: axis.axes.ticklabel_format(axis="x", style="plain", useOffset=False),
    "scientific": lambda axis: axis.axes.ticklabel_format(
        axis="x", style="sci", scilimits=(-2, 3), useMathText=True
    ),
    "power 3": lambda axis: axis.axes.ticklabel_format(axis="x", scilimits=(3, 3)),
    "offset 1000": lambda axis: axis.axes.ticklabel_format(axis="x", useOffset=1000.0),
    "few": lambda axis: axis.axes.locator_params(axis="x", nbins=3),
    "whole": lambda axis: axis.set_major_locator(ticker.MaxNLocator(integer=True)),
    "steps": lambda axis: axis.set_major_locator(ticker.MaxNLocator(6, steps=[1, 3, 6])),
    "pruned": lambda axis: axis.set_major_locator(ticker.MaxNLocator(5, prune="both")),
    "lower pruned": lambda axis: axis.set_major_locator(
        ticker.MaxNLocator(5, prune="lower", min_n_ticks=4)
    ),
    "symmetric": lambda axis: axis.set_major_locator(ticker.MaxNLocator(4, symmetric=True)),
    "evenly spaced": lambda axis: axis.set_major_locator(ticker.LinearLocator(5)),
    "minor": lambda axis: axis.axes.minorticks_on(),
    "minor 3": lambda axis: axis.set_minor_locator(ticker.AutoMinorLocator(3)),
    "minor labels": lambda axis: (
        axis.set_minor_locator(ticker.AutoMinorLocator(2)),
        axis.set_minor_formatter(ticker.ScalarFormatter()),
    ),
    "percent": lambda axis: axis.set_major_formatter(ticker.PercentFormatter(1.0)),
    "percent 1": lambda axis: axis.set_major_formatter(
        ticker.PercentFormatter(50, decimals=1, symbol=" per cent")
    ),
    "template": lambda axis: axis.set_major_formatter("{x:.2f} €"),
    "templates": lambda axis: axis.set_major_formatter("{pos}: {x}"),
    "grouped": lambda axis: axis.set_major_formatter("{x:+,.3g}"),
    "%.2f": lambda axis: axis.set_major_formatter(ticker.FormatStrFormatter("%.2f%% m")),
    "%d": lambda axis: axis.set_major_formatter(ticker.FormatStrFormatter("%+5d")),
    "%g": lambda axis: axis.set_major_formatter(ticker.FormatStrFormatter("%g")),
    "%#8.3e": lambda axis: axis.set_major_formatter(ticker.FormatStrFormatter("%#012.3e|")),
    "%-8.1E": lambda axis: axis.set_major_formatter(ticker.FormatStrFormatter("% -9.E|")),
    "prefixes": lambda axis: axis.set_major_formatter(ticker.EngFormatter("Hz")),
    "prefixes 1": lambda axis: axis.set_major_formatter(ticker.EngFormatter(places=1, sep="")),
    "none": lambda axis: axis.set_major_formatter(ticker.NullFormatter()),
    "log formatter": lambda axis: axis.set_major_formatter(
        ticker.LogFormatter(minor_thresholds=(np.inf, np.inf))
    ),
}


@cache
def prepared(table: str, name: str, size: float) -> Any:
    """Return an axis of one of the tables; its limits are all that changes."""
    if table == "linear":
        axis = make(size=size)
        LINEAR[name](axis)
        return axis
    scale, base, prepare = LOG[name]
    axis = make(size=size)
    axis.axes.set_xscale(scale, **({"base": base} if scale == "log" else {}))
    prepare(axis)
    return axis


@pytest.mark.parametrize("name", LINEAR)
@settings(deadline=None, max_examples=40)
@given(start=NUMBERS, span=SPANS, size=st.sampled_from(SIZES))
@example(start=0.0, span=1.0, size=4.0)
@example(start=-0.115, span=0.15, size=4.0)
@example(start=1e9, span=1e-3, size=4.0)
@example(start=1.25e8, span=1e8, size=4.0)
@example(start=-2e-9, span=4e-9, size=4.0)
@example(start=123456.7, span=0.5, size=9.0)
def test_linear_ticks_are_matplotlibs(ticks_between, name, start, span, size):
    if kept_apart(start, start + span):
        check(ticks_between, prepared("linear", name, size), start, start + span)


def nothing(axis: Any) -> None:
    """Leave an axis as it is."""


LOG = {
    "base 10": ("log", 10, nothing),
    "base 2": ("log", 2, nothing),
    "base 3": ("log", 3, nothing),
    "base 5": ("log", 5, nothing),
    "base e": ("log", np.e, nothing),
    "plain": ("log", 10, lambda axis: axis.set_major_formatter(ticker.ScalarFormatter())),
    "base 2 plain": ("log", 2, lambda axis: axis.set_major_formatter("{x:g}")),
    "formatter": (
        "log",
        10,
        lambda axis: (
            axis.set_major_formatter(ticker.LogFormatter()),
            axis.set_minor_formatter(ticker.LogFormatter()),
        ),
    ),
    "exponent": (
        "log",
        10,
        lambda axis: (
            axis.set_major_formatter(ticker.LogFormatterExponent()),
            axis.set_minor_formatter(ticker.LogFormatterExponent(minor_thresholds=(2, 1))),
        ),
    ),
    "base 2 exponent": (
        "log",
        2,
        lambda axis: axis.set_major_formatter(ticker.LogFormatterExponent(base=2)),
    ),
    "powers": (
        "log",
        10,
        lambda axis: axis.set_minor_formatter(ticker.LogFormatterMathtext()),
    ),
    "no minor": ("log", 10, lambda axis: axis.axes.minorticks_off()),
    "minor plain": ("log", 10, lambda axis: axis.set_minor_formatter(ticker.ScalarFormatter())),
    "multiples": (
        "log",
        10,
        lambda axis: axis.set_major_locator(ticker.LogLocator(subs=(1, 2, 5), numticks=5)),
    ),
    "all": ("log", 10, lambda axis: axis.set_major_locator(ticker.LogLocator(subs="all"))),
    "few": ("log", 10, lambda axis: axis.set_major_locator(ticker.LogLocator(numticks=3))),
    "linear ticks": ("log", 10, lambda axis: axis.set_major_locator(ticker.MaxNLocator(4))),
    "log ticks on a linear axis": (
        "linear",
        10,
        lambda axis: axis.set_major_locator(ticker.LogLocator()),
    ),
}


@pytest.mark.parametrize("name", LOG)
@settings(deadline=None, max_examples=40)
@given(
    start=st.integers(-200, 200).map(lambda k: 10.0 ** (k / 20)),
    ratio=st.one_of(st.floats(0.05, 3), st.floats(0.05, 30)).map(lambda k: 10.0**k),
    size=st.sampled_from(SIZES),
)
@example(start=0.001, ratio=1e3, size=4.0)
@example(start=1e-5, ratio=1e9, size=4.0)
@example(start=8.0, ratio=4.0, size=4.0)
@example(start=1.0, ratio=5.0, size=4.0)
@example(start=3.1, ratio=1.2, size=4.0)
@example(start=1e-5, ratio=1e93, size=4.0)
@example(start=8912509381.33744, ratio=10.0**2.05, size=1.2)  # to a hair's breadth of 10^12
def test_log_ticks_are_matplotlibs(ticks_between, name, start, ratio, size):
    check(ticks_between, prepared("log", name, size), start, start * ratio)


def test_too_many_ticks_are_none(ticks_between):
    axis = make()
    axis.set_major_locator(ticker.MultipleLocator(0.001))
    assert ticks_between(axis, (0.0, 1e6)) is None
