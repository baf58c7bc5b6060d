"""Where data stand on the page is where Matplotlib puts them."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from drawn import X, drawn, page
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.transforms import offset_copy

LIMIT = st.floats(-100, 100)


@settings(deadline=None, max_examples=40)
@given(LIMIT, st.floats(0.1, 50), LIMIT, st.booleans(), st.booleans())
def test_scales_are_matplotlibs_transform(start, span, value, inverted, is_log):
    fig, ax = plt.subplots()
    limits = [start, start + span]
    if is_log:
        limits, value = [10.0 ** (limit / 20) for limit in limits], 10.0 ** (value / 20)
        ax.set(xscale="log", yscale="log")
    limits = limits[::-1] if inverted else limits
    ax.set(xlim=limits, ylim=limits)
    (line,) = ax.plot([1, 2], [1, 2], scalex=False, scaley=False)
    spec = drawn(fig, {line: [1, 2]}).artists[0]
    fig.set_dpi(72)
    expected = ax.transData.transform((value, value))
    height = 72 * fig.get_size_inches()[1]
    size = 1e-6 * np.abs(expected).max() + 1e-6
    assert page(spec["x"], value) == pytest.approx(expected[0], abs=size)
    assert page(spec["y"], value) == pytest.approx(height - expected[1], abs=size)
    plt.close(fig)


def test_artists_with_transforms_of_their_own(ax, fig):
    ax.set(xlim=(0, 10), ylim=(0, 10))
    vertical = ax.axvline(5)
    shifted = ax.text(1, 1, "a", transform=offset_copy(ax.transData, fig, x=10, units="points"))
    drawing = drawn(fig, {vertical: {"xdata": [5, 5]}, shifted: "b"})
    left, top, width, height = drawing.axes[0]["box"]
    line, words = drawing.artists
    assert page(line["x"], 5) == pytest.approx(left + width / 2)
    assert page(line["y"], 0) == pytest.approx(top + height)
    assert page(line["y"], 1) == pytest.approx(top)
    assert page(words["x"], 1) == pytest.approx(left + width / 10 + 10)


def test_transforms_that_mix_x_and_y_are_refused(fig):
    polar = fig.add_subplot(projection="polar")
    (line,) = polar.plot(X, X, label="spiral")
    with pytest.raises(ValueError, match=r"'spiral' is drawn through a transform that mixes"):
        drawn(fig, {line: X})
    solid = fig.add_subplot(projection="3d").plot(X, X, X)[0]
    with pytest.raises(TypeError, match="the Line3D cannot follow"):
        drawn(fig, {solid: X})
    drawn(fig, {fig.suptitle("polar axes may stand beside"): "still"})


def test_scales_beyond_linear_and_log_are_refused(ax, fig):
    (line,) = ax.plot(X, X)
    ax.set_xscale("symlog")
    with pytest.raises(ValueError, match="'symlog'"):
        drawn(fig, {line: X})
