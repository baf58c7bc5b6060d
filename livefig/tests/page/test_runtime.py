"""Parts of the page's drawing that are pure functions, against Matplotlib: ticks and colours."""

import json
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from matplotlib.axis import XAxis
from matplotlib.colors import LogNorm, Normalize
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, MaxNLocator
from py_mini_racer import MiniRacer

import livefig

RUNTIME = Path(livefig.__file__).parent / "page" / "runtime"
STEPS = [1, 2, 2.5, 5, 10]  # of Matplotlib's AutoLocator


@pytest.fixture(scope="module")
def call():
    """Return a function that calls one of the runtime's functions with JSON for arguments."""
    engine = MiniRacer()
    engine.eval("const marks = {}; const defineMark = () => {};")
    for name in ("values/scales", "values/colors", "marks/axis"):
        engine.eval((RUNTIME / f"{name}.js").read_text())
    engine.eval(
        "const colorsOf = (map, values) => values.map((v) => colorOf(map)(v === null ? NaN : v));"
    )
    return lambda name, *args: json.loads(
        engine.eval(f"JSON.stringify({name}({','.join(map(json.dumps, args))}))")
    )


def axis_with(low: float, high: float, scale: str = "linear") -> XAxis:
    axes = Figure().subplots()
    axes.set(xscale=scale, xlim=(low, high))
    return axes.xaxis


# No limit is nearly at a tick: whether it is then inside is a matter of the last digit.
SPANS = st.floats(1e-4, 1e6).map(lambda v: float(f"{v:.4g}"))


@settings(deadline=None)
@given(st.integers(-(10**6), 10**6), SPANS, st.integers(2, 9))
@example(0, 1.0, 9)
@example(-500, 2.0, 4)
@example(999_999, 1.0, 5)
def test_ticks_are_where_matplotlib_puts_them(call, start, span, most):
    low, high = start * span / 1000, start * span / 1000 + span
    expected = MaxNLocator(nbins=most, steps=STEPS).tick_values(low, high)
    near = 1e-9 * (abs(low) + abs(high))
    inside = expected[(expected >= low - near) & (expected <= high + near)]
    ticks = call("linearTicks", low, high, most)["ticks"]
    assert np.allclose(ticks, inside, rtol=1e-9, atol=1e-9 * span)


@settings(deadline=None)
@given(
    st.floats(-900, 900).map(lambda v: float(f"{v:.3g}")), st.floats(0.01, 900), st.integers(3, 9)
)
@example(0.0, 1.0, 9)
@example(-0.115, 0.15, 6)
def test_tick_labels_are_matplotlibs(call, low, span, most):
    span = float(f"{span:.2g}")
    axis = axis_with(low, low + span)
    axis.set_major_locator(MaxNLocator(nbins=most, steps=STEPS))
    found = call("linearTicks", low, low + span, most)
    if len(found["ticks"]) < 5 or len(axis.get_majorticklocs()) < 5:
        return  # Matplotlib then looks at the limits, too, and writes more decimals than needed
    formatter = axis.get_major_formatter()
    expected = formatter.format_ticks(found["ticks"])
    if formatter.get_offset():
        return
    assert call("tickLabels", found["ticks"], found["step"]) == expected


@settings(deadline=None)
@given(st.integers(-200, 200), st.integers(5, 300), st.integers(2, 9))
@example(-50, 93, 6)
@example(0, 30, 9)
def test_log_ticks_are_where_matplotlib_puts_them(call, low, decades, most):
    limits = [10.0 ** (low / 10 + 0.03), 10.0 ** ((low + decades) / 10 + 0.03)]
    found = call("logTicks", *limits, most)

    def inside(locator):
        locator.set_axis(axis_with(*limits, "log"))
        places = np.asarray(locator())
        return places[(places >= limits[0]) & (places <= limits[1])]

    major = inside(LogLocator(numticks=most))
    assert np.allclose(np.log10(major), found["ticks"])
    if len(found["ticks"]) > 1:  # with one tick, Matplotlib may change to another locator
        minor = [digit * 10.0**power for digit, power in found["minor"]]
        assert np.allclose(minor, inside(LogLocator(subs=range(2, 10), numticks=most)))


COLORS = st.sampled_from(["viridis", "RdBu", "tab10", "binary"])


@settings(deadline=None)
@given(COLORS, st.booleans(), st.lists(st.floats(-3, 3), min_size=1), st.floats(0.01, 2))
@example("viridis", False, [float("nan"), -1.0, 1.0, 1.0000001], 1.0)
def test_colours_are_matplotlibs(call, name, is_log, values, top):
    colors = mpl.colormaps[name].with_extremes(under="#010203", over="#040506", bad="#07080980")
    norm = LogNorm(top / 100, top) if is_log else Normalize(-top, top)
    values = [10**v for v in values] if is_log else values

    def hexadecimal(rgba):
        return "#" + bytes(int(255 * level) for level in rgba).hex()

    table = {
        "lut": "".join(hexadecimal(colors(i))[1:] for i in range(colors.N)),
        "under": hexadecimal(colors.get_under())[1:],
        "over": hexadecimal(colors.get_over())[1:],
        "bad": hexadecimal(colors.get_bad())[1:],
        "vmin": norm.vmin,
        "vmax": norm.vmax,
        "log": is_log,
    }
    found = call("colorsOf", table, [None if np.isnan(v) else v for v in values])
    expected = [hexadecimal(colors(norm(v)) if v == v else colors.get_bad()) for v in values]
    steps = [norm(v) * colors.N for v in values]
    for here, there, step in zip(found, expected, steps, strict=True):
        # Where a value is on the edge of two colours, the last digit of a logarithm decides.
        assert here == there or abs(step - round(step)) < 1e-9
