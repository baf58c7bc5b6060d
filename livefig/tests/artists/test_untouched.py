"""What the author's function must not do: change artists while it is recorded."""

import contextlib

import matplotlib.pyplot as plt
import numpy as np
import pytest

from livefig import TraceError, animate, explore

X = np.linspace(0, 1, 5)
NAMED = {"name": "figure-one", "alt": "A line."}


@pytest.fixture
def plot():
    fig, ax = plt.subplots()
    (curve,) = ax.plot(X, X)
    yield fig, ax, curve, ax.set_title("first")
    plt.close(fig)


CHANGES = {
    "set_ydata": (lambda w, ax, curve, title: curve.set_ydata(w * X), "set_ydata"),
    "set": (lambda w, ax, curve, title: curve.set(color="red", linewidth=3), r"\(set\)"),
    "set_position": (lambda w, ax, curve, title: title.set_position((w, 1)), "set_position"),
    "set_text": (lambda w, ax, curve, title: title.set_text("another"), "set_text"),
    "set_alpha": (lambda w, ax, curve, title: curve.set_alpha(w), "drawn before it"),
    "set_xlim": (lambda w, ax, curve, title: ax.set_xlim(0, w), "drawn before it"),
    "fixed limits": (lambda w, ax, curve, title: ax.set_xlim(0, 9), "set_xlim"),
    "ticks": (lambda w, ax, curve, title: ax.set_xticks([0, 1]), "set_xticks"),
    "plot": (lambda w, ax, curve, title: ax.plot(X, w * X), "drawn before it"),
    "fixed plot": (lambda w, ax, curve, title: ax.plot(X, X**2), "plot"),
    "pyplot": (lambda w, ax, curve, title: plt.title("another"), r"\(title\)"),
    "removed": (lambda w, ax, curve, title: title.set_visible(False), "set_visible"),
}


def looks(fig):
    """Return the figure's pixels."""
    fig.canvas.draw()
    return np.array(fig.canvas.buffer_rgba())


@pytest.mark.parametrize(("change", "message"), CHANGES.values(), ids=CHANGES.keys())
def test_a_changed_artist_is_refused_and_put_back(plot, change, message):
    fig, *artists = plot
    curve = artists[1]
    before, children = looks(fig), len(fig.axes[0].get_children())

    def update(w=0.5):
        change(w, *artists)
        return {curve: w * X}

    with pytest.raises(TraceError, match=message) as caught:
        explore(fig, update, w=(0.0, 1.0), **NAMED)
    assert caught.value.place.text == "change(w, *artists)" or "lambda" in caught.value.place.text
    assert len(fig.axes[0].get_children()) == children
    if "lim" not in message and message != "set_xticks":  # of boxes that Matplotlib keeps in place
        np.testing.assert_array_equal(looks(fig), before)
    explore(fig, lambda w=0.5: {curve: w * X}, w=(0.0, 1.0), **NAMED)  # the corrected function


def test_a_step_and_a_start_must_not_change_artists_either(plot):
    fig, _, curve, title = plot

    def start(w):
        title.set_text("start")
        return w

    with pytest.raises(TraceError, match="set_text"):
        animate(fig, lambda s, w=0.5: (s, {curve: s * X}), start, w=(0.0, 1.0), **NAMED)
    assert title.get_text() == "first"


def test_a_caught_refusal_does_not_hide_a_change(plot):
    fig, _, curve, _ = plot

    def update(w=0.5):
        with contextlib.suppress(TypeError):
            curve.set_linewidth(3)
        return {curve: w * X}

    with pytest.raises(TraceError, match="set_linewidth"):
        explore(fig, update, w=(0.0, 1.0), **NAMED)


def test_artists_may_be_asked(plot):
    fig, ax, curve, title = plot

    def update(w=0.5):
        low, high = ax.get_xlim()
        ax.get_ylim(), ax.xaxis.get_ticklocs(), curve.get_path(), title.get_text()
        return {curve: w * curve.get_xdata() + (high - low) + ax.dataLim.height}

    explore(fig, update, w=(0.0, 1.0), **NAMED)


def test_what_listens_to_the_figure_listens_again(plot):
    fig, _, curve, _ = plot
    callbacks = [artist.stale_callback for artist in (fig, curve)]
    explore(fig, lambda w=0.5: {curve: w * X}, w=(0.0, 1.0), **NAMED)
    assert [artist.stale_callback for artist in (fig, curve)] == callbacks
