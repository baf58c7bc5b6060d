"""Functions as users of `ipywidgets.interact` write them, live with nothing changed."""

import warnings

import ipywidgets
import matplotlib.pyplot as plt
import numpy as np
import pytest
from drawing_functions import FUNCTIONS
from matplotlib.axes import Axes
from matplotlib.patches import Circle
from redrawn import Page, agree

from livefig import LiveFigure, TraceError, interact, interact_manual


def states_of(controls):
    """Return five states or more: the ends of every slider, and every option."""
    low = {key: c[0] if isinstance(c, (tuple, list)) else False for key, c in controls.items()}
    high = {key: c[-1] if isinstance(c, (tuple, list)) else True for key, c in controls.items()}
    ranges = {key: c for key, c in controls.items() if isinstance(c, tuple)}

    def part(share):
        return {key: type(c[0])(c[0] + share * (c[1] - c[0])) for key, c in ranges.items()}

    crossed = {key: high[key] if i % 2 else low[key] for i, key in enumerate(controls)}
    return [low, high, crossed, low | part(0.25), high | part(0.6)]


@pytest.mark.parametrize(
    ("function", "controls"), FUNCTIONS, ids=lambda c: getattr(c, "__name__", "")
)
def test_a_drawing_function_is_live_as_it_is(function, controls):
    agree(function, states_of(controls), **controls)


def line(a=1.0):
    """A line."""
    plt.plot([0, 1], [0, a])


def of(figure, name):
    return next(control for control in figure.spec["controls"] if control["name"] == name)


def test_name_and_words_come_from_the_function():
    figure = interact(line, a=(0.0, 2.0))
    assert (figure.name, figure.spec["alt"]) == ("line", "A line.")
    assert interact(line, a=(0.0, 2.0), name="other", alt="Words.").spec["alt"] == "Words."

    def two_words(slope_1=1.0):
        plt.plot([0, 1], [0, slope_1])
        plt.title("Slopes")
        plt.xlabel("x")
        plt.ylabel("y")

    figure = interact(two_words, slope_1=(0.0, 2.0))
    assert figure.name == "two-words"
    assert figure.spec["alt"].startswith("Slopes; y over x. It follows slope")


def test_a_decorated_function_is_the_figure():
    @interact(a=(0.0, 2.0, 0.5))
    def decorated(a):
        plt.plot([0, 1], [0, a])

    assert isinstance(decorated, LiveFigure)
    assert decorated.values == {"a": 1.0}


def test_manual_is_the_same_figure_with_a_button():
    def wave(a=1.0):
        """A line."""
        plt.plot([0, a])

    figure, manual = interact(wave, a=(0.0, 2.0)), interact_manual(wave, a=(0.0, 2.0))
    assert not figure.spec["manual"]
    assert manual.spec == {**figure.spec, "manual": True}
    assert 'data-live="run"' in manual.html
    assert 'data-live="run"' not in figure.html
    decorated = interact_manual(a=(0.0, 2.0))(wave)
    assert decorated.spec == manual.spec
    with pytest.raises(ValueError, match="an argument of interact_manual itself"):
        interact_manual(lambda name=1.0: plt.plot([0, name]), name=(0.0, 1.0))


def test_parameters_without_a_control_take_their_default():
    def draw(a, b=2, c=0.5, on=True, kind=("x", "y"), title="title", none=None):
        assert (title, none) == ("title", None)
        assert kind == ("x", "y")
        plt.plot([0, 1], [0 * c, a + b] if on else [0, 0])

    figure = interact(draw, a=(0, 4))
    assert [c["name"] for c in figure.spec["controls"]] == ["a", "b", "c", "on"]
    assert (of(figure, "b")["min"], of(figure, "b")["max"]) == (-2, 6)
    assert figure.values == {"a": 2, "b": 2, "c": 0.5, "on": True}


def test_fixed_values_and_keywords_and_annotations():
    def draw(a: (0.0, 3.0), data, **more):
        plt.plot(data, a * data * more["b"] + more["c"])

    fixed = ipywidgets.fixed
    figure = interact(draw, data=fixed(np.arange(3)), b=(0.0, 1.0), c=fixed(4.0))
    assert [c["name"] for c in figure.spec["controls"]] == ["a", "b"]
    with pytest.raises(TypeError, match=r"the text 'blue', which nobody can type.*fixed\('blue'\)"):
        interact(draw, data=fixed(np.arange(3)), b="blue", c=1.0)


def test_figures_and_methods_are_as_before_also_after_an_error():
    mine, theirs = plt.figure(), plt.figure()
    plt.figure(mine.number)
    methods = Axes.plot, Axes.__init__, Circle.__init__, plt.show, plt.matshow
    vars_before = set(vars(Axes))

    def broken(a=1.0):
        plt.plot([0, 1], [0, a])
        raise KeyError(a)

    interact(line, a=(0.0, 2.0))
    with pytest.raises(KeyError):
        interact(broken, a=(0.0, 2.0))
    assert (Axes.plot, Axes.__init__, Circle.__init__, plt.show, plt.matshow) == methods
    assert set(vars(Axes)) == vars_before
    assert plt.get_fignums() == [mine.number, theirs.number]
    assert plt.gcf() is mine
    assert not mine.axes


REFUSED = {
    "no figure": (lambda a: None, "draws nothing with Matplotlib"),
    "two figures": (lambda a: [plt.figure().gca().plot([0, a]) for _ in "ab"], "drew 2 figures"),
    "a call at too many positions": (
        lambda a, b=1.0, c=1.0: plt.pie([a, b, c, 1]),
        r"goes \d+ ways: pie\(…\) cannot follow.*use ax\.bar.*coarser steps.*test_interaction\.py",
    ),
    "a style": (
        lambda a: plt.plot([0, 1], marker="o", ms=a),
        r"plot\(…\) cannot follow ms=….*linewidth.*line \d+ of test_interaction.py",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_follow_is_refused_in_words(name):
    function, words = REFUSED[name]
    with pytest.raises((TypeError, ValueError), match=words):
        interact(function, a=(0.5, 2.0), name="demo")


def test_what_differs_between_two_runs_is_refused():
    rng = np.random.default_rng()
    with pytest.raises(TypeError, match="does not do the same each time"):
        interact(lambda a=1.0: plt.plot(rng.normal(size=3), [0, a, 1]), a=(0.0, 2.0), name="demo")


def test_a_notebook_shows_real_controls():
    figure = interact(line, a=ipywidgets.FloatSlider(min=0, max=3, value=2))
    box = figure._view.widget()
    assert [type(w).__name__ for w in box.children[1].children] == ["FloatSlider"]


def moved(page, **state):
    """Return what the first artist of a page shows."""
    return page.properties(state)[0][1]


def test_a_figure_that_is_drawn_before_is_changed():
    fig, ax = plt.subplots()
    x = np.linspace(0, 1, 5)
    (curve,) = ax.plot(x, x)
    title = ax.set_title("")

    def update(a=1.0, kind="up"):
        curve.set_ydata(a * x if kind == "up" else -a * x)
        curve.set_alpha(0.5 if kind == "up" else 1.0)
        title.set_text(kind)
        ax.relim()
        ax.autoscale_view()
        fig.canvas.draw_idle()

    page = Page(update, {"a": (0.0, 4.0), "kind": ["up", "down"]})
    for kind, sign in (("up", 1), ("down", -1)):
        (curve_now, title_now, limits) = [
            values for _, values in page.properties({"a": 3.0, "kind": kind})
        ]
        np.testing.assert_allclose(curve_now["ydata"], sign * 3 * x)
        assert curve_now["alpha"] == (0.5 if kind == "up" else 1.0)
        assert title_now["text"] == kind
        np.testing.assert_allclose(sorted(np.abs(limits["limits"])), [0.15, 3.15])


def test_axes_that_are_cleared_each_time():
    _, ax = plt.subplots()

    def draw(a=1.0):
        ax.clear()
        ax.plot([0, 1], [0, a])

    page = Page(draw, {"a": (0.0, 4.0)})
    np.testing.assert_allclose(moved(page, a=3.0)["ydata"], [0, 3])


def test_artists_that_are_changed_after_they_are_made():
    def draw(a=1.0):
        (one,) = plt.plot(X, X)
        one.set_linewidth(a)
        one.set_color("r")
        points = plt.scatter(X, X)
        points.set_offsets(np.stack([a * X, X], axis=1))
        plt.gca().set_xlim(-3, 3)
        plt.ylim(-3, 3)
        image = plt.imshow(np.outer(X, X))
        image.set_data(a * np.outer(X, X))
        image.set_clim(-a, a)

    agree(draw, [{"a": a} for a in (0.5, 1.0, 2.0)], a=(0.5, 2.0))


X = np.linspace(-1, 1, 6)


def test_f_strings_in_titles_labels_legends_and_texts_follow():
    def swing(d=0.3, n=2):
        t = np.linspace(0, 10, 101)
        _, ax = plt.subplots()
        ax.plot(t, np.exp(-d * t) * np.cos(n * t), label=f"d = {d:.2f}, n = {n}")
        ax.text(1, 0.5, "%s turns" % n)  # noqa: UP031
        ax.set(xlabel=f"time ({n:d})", ylabel="{:.1f}".format(d))  # noqa: UP032
        ax.set_title(f"after {d * n:.3f} s")
        ax.legend()

    controls = {"d": (0.0, 1.0), "n": (1, 6)}
    agree(swing, states_of(controls), **controls)


def test_a_text_that_would_be_frozen_is_refused():
    def swing(d=0.3):
        plt.plot([0, 1], [0, d])
        plt.title(f"d = {d:.2f}".replace(".", ","))

    with pytest.raises(TraceError, match="a text made of a traced number was"):
        interact(swing, d=(0.0, 1.0))


def test_a_legend_that_would_stand_elsewhere_is_warned_of():
    def rising(a=1.0):
        plt.plot([0, 1], [0, a], label="it")
        plt.ylim(-1, 1)
        plt.legend()

    with pytest.warns(UserWarning, match=r"elsewhere at a=-?1.*loc=.upper right") as caught:
        interact(rising, a=(-1.0, 1.0))
    assert caught[0].filename == __file__


def test_a_legend_that_stays_is_not_warned_of():
    def named(a=1.0):
        plt.plot([0, 1], [0, a], label="it")
        plt.legend(loc="upper left")

    def there(a=1.0):
        plt.plot([0, 1], [0, a], label="it")
        plt.ylim(0, 2)
        plt.legend()

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        interact(named, a=(-1.0, 1.0))
        interact(there, a=(0.5, 1.0))
