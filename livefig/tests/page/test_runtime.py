"""Parts of the page's drawing that are pure functions, against Matplotlib: colours."""

import json
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from matplotlib.colors import LogNorm, Normalize
from py_mini_racer import MiniRacer

import livefig

RUNTIME = Path(livefig.__file__).parent / "page" / "runtime"


@pytest.fixture(scope="module")
def call():
    """Return a function that calls one of the runtime's functions with JSON for arguments."""
    engine = MiniRacer()
    for name in ("values/scales", "values/colors"):
        engine.eval((RUNTIME / f"{name}.js").read_text())
    engine.eval(
        "const colorsOf = (map, values) => values.map((v) => colorOf(map)(v === null ? NaN : v));"
    )
    return lambda name, *args: json.loads(
        engine.eval(f"JSON.stringify({name}({','.join(map(json.dumps, args))}))")
    )


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
