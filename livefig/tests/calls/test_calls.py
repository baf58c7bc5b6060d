"""Each call of the table with traced values, against Matplotlib at other values."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.patches import Circle, Ellipse, Polygon, Rectangle
from redrawn import agree

from livefig import text
from livefig.calls.call import Call
from livefig.calls.intercept import listening
from livefig.calls.table import ALWAYS, AXES
from livefig.tracing.rules import RULES
from livefig.tracing.tracer import Trace

X = np.linspace(-3, 3, 13)
STATES = [{"a": value} for value in (-2.0, 0.0, 0.3, 2.0)]


def plot(a=1.0):
    plt.plot(X, a * X)


def plot_without_x(a=1.0):
    plt.plot(a * X)


def plot_several(a=1.0):
    plt.plot(X, a * X, "r--", a * X, X**2, "bo")


def plot_columns(a=1.0):
    plt.plot(X, np.stack([a * X, a + X, X], axis=1))


def plot_with_gaps(a=1.0):
    with np.errstate(invalid="ignore"):
        plt.plot(X, np.sqrt(X - a))


def lines_across(a=1.0):
    plt.plot(X, a * X)
    plt.axhline(3.1, color="k")
    plt.axvline(a)


def lines_in_the_margin(a=1.0):
    _, ax = plt.subplots()
    ax.axhline(1.0)
    ax.plot(X, X)
    ax.axhline(3 + 0.1 * a)


def lines_without_ends(a=1.0):
    plt.plot(X, a * X)
    plt.axline((0, a), slope=a)
    plt.axline((0, 0), (1, a), color="k")
    plt.axline((0.2, 0.3), slope=0.5, ls=":")


def boxes_and_named_bars(a=1.0):
    _, (one, two) = plt.subplots(1, 2)
    one.boxplot([X, X**2])
    one.plot([0, 1, 2], [0, a, 9 * a])
    two.bar_label(two.bar([0, 1], [1, 2]))
    two.plot([0, 1], [0, 3 * a])


def step_and_logs(a=1.0):
    _, (one, two) = plt.subplots(1, 2)
    one.step(X, a * X, where="mid")
    two.semilogy(X, np.exp(a * X))
    two.semilogx(np.exp(a * X), X)


def log_both(a=1.0):
    x = np.geomspace(0.1, 100, 20)
    plt.loglog(x, x**a, label="power")
    plt.legend()


def log_of_what_is_not_positive(a=1.0):
    plt.semilogy(X, X + a)


def lines_along(a=1.0):
    plt.hlines([1, 2, a], -a, [3, 4, 5])
    plt.vlines(X, 0, a * X**2, colors="r")


def stems(a=1.0):
    plt.stem(X, np.sinc(a * X))


def stems_without_x(a=1.0):
    plt.stem(np.sinc(a * X), "r-", bottom=-a)


def error_bars(a=1.0):
    plt.errorbar(X, a * X, yerr=abs(a), xerr=0.2, fmt="o", capsize=3)


def error_bars_of_two_kinds(a=1.0):
    plt.errorbar(X, a * X, yerr=np.stack([np.abs(a * X), X**2]))


def points(a=1.0):
    plt.scatter(X, a * X, s=20 + 10 * X**2, c="r")


def points_with_sizes_and_numbers(a=1.0):
    plt.scatter(a * X, X, s=30 + 10 * a, c=a * X**2, cmap="viridis")
    plt.colorbar()


def one_point(a=1.0):
    plt.plot(X, X)
    plt.scatter(a, a**2, s=80)
    plt.plot(a, a, "o")


def arrows(a=1.0):
    x, y = np.meshgrid(np.arange(4.0), np.arange(3.0))
    plt.quiver(x, y, a * x - y, a * y + 3)


def arrows_with_a_scale(a=1.0):
    plt.quiver([0, 0], [0, 0], [a, 1], [1, a], angles="xy", scale_units="xy", scale=1)
    plt.xlim(-3, 3)
    plt.ylim(-3, 3)


def bars(a=1.0):
    plt.bar(["one", "two", "three"], np.stack([a, a**2, 1 + 0 * a]))


def bars_on_bars(a=1.0):
    plt.bar(np.arange(3), [1, 2, 3])
    plt.bar(np.arange(3), [a, 1, 2 * a], bottom=[1 + a, 2, 3], width=0.5)


def lying_bars(a=1.0):
    plt.barh([0, 1, 2], [a, 2 * a, 3 * a], height=0.5, color="g")


def histogram(a=1.0):
    plt.hist(np.random.default_rng(0).normal(size=200) + a, bins=np.linspace(-4, 4, 9))


def histogram_over_all(a=1.0):
    plt.hist(np.random.default_rng(0).normal(size=200) * (3 + a), bins=12, density=True)


def histogram_summed(a=1.0):
    x = np.random.default_rng(0).normal(size=50) + a
    plt.hist(x, bins=8, range=(-3, 3), cumulative=True, rwidth=0.8)


def areas(a=1.0):
    plt.fill_between(X, a * X, X**2, alpha=0.3)
    plt.fill_between(X, a, where=X > 1)


def area_where(a=1.0):
    plt.plot(X, X**2)
    plt.fill_between(X, 0, X**2, where=a > X)


def polygons(a=1.0):
    plt.fill([0, 1, a], [0, a, 1], "g")


def spans(a=1.0):
    plt.axhspan(a, a + 1, alpha=0.2)
    plt.axvspan(0, 1, color="r")
    plt.axvspan(2, 3 + a)


def image(a=1.0):
    plt.imshow(a * np.outer(X, X) + X)
    plt.colorbar()


def image_with_a_range(a=1.0):
    plt.imshow(np.sin(a * np.outer(X, X)), vmin=-1, vmax=1, extent=(-1, 1, -1, 1), origin="lower")


def matrix(a=1.0):
    plt.matshow(a * np.outer(X, X) + X)


def mesh(a=1.0):
    grid = np.meshgrid(X, X)
    plt.pcolormesh(*grid, np.hypot(grid[0] - a, grid[1]))


def words(a=1.0):
    fig, ax = plt.subplots()
    ax.plot(X, a * X, label=text("a = {:.2f}", a))
    ax.plot(X, X, label="one")
    ax.set_title(text("slope {:.1f}", a))
    ax.set(xlabel=text("x for {:.1f}", a), ylabel=text("y for {:.1f}", a))
    ax.text(a, 0, text("{:.2f}", a))
    ax.legend()
    fig.suptitle(text("in all {:.1f}", a))
    ax.text(0, 0, a)


def limits(a=1.0):
    _, axs = plt.subplots(2, 2)
    axs[0, 0].plot(X, a * X)
    axs[0, 0].set_xlim(0, 3 + a)
    axs[0, 0].set_ylim(bottom=-7)
    axs[0, 1].plot(a * X, X)
    axs[0, 1].axis([-1, 1, a, a + 3])
    axs[1, 0].plot(a * X)
    axs[1, 0].invert_yaxis()
    axs[1, 1].plot(X, a * X)
    axs[1, 1].margins(0.2, 0)


def cleared(a=1.0):
    _, ax = plt.subplots()
    ax.plot(X, 9 * a * X)
    ax.clear()
    ax.plot(X, a * X)


def shapes(a=1.0):
    _, ax = plt.subplots()
    ax.add_patch(Circle((a, 1), 2 + a / 2))
    ax.add_patch(Ellipse((0, a), 1, 3 + a, angle=30, color="r"))
    ax.add_patch(Rectangle((a, a), 1, a + 3, fill=False))
    ax.add_patch(Polygon([(0, 0), (1, a), (a, 4)]))
    ax.add_patch(Circle((0, 0), 1))
    ax.autoscale_view()


def straight_arrows(a=1.0):
    plt.arrow(0, 0, a, 1, head_width=0.2)
    plt.arrow(0, a, 1, 1 + a, width=0.1, length_includes_head=True, shape="left")
    plt.xlim(-3, 3)


def level_lines(a=1.0):
    grid = np.meshgrid(X, X)
    plt.contour(*grid, a * grid[0] ** 2 + grid[1], levels=[-1, 0, 1])


def annotated(a=1.0):
    plt.plot(X, a * X)
    plt.annotate("here", (a, a**2), (1.5, -4), arrowprops={"arrowstyle": "->"})
    plt.annotate("filled", (-1, 0), (-2.5, 2), arrowprops={"arrowstyle": "-|>", "color": "r"})
    plt.annotate("both", (0, a), (20, 30), textcoords="offset points",
                 arrowprops={"arrowstyle": "<->"})  # fmt: skip
    plt.annotate("old", (1, a), (-1, 3), arrowprops={"facecolor": "k", "shrink": 0.05})
    plt.annotate("simple", (a, 0), (0.7, 0.1), textcoords="axes fraction",
                 arrowprops={"arrowstyle": "simple"})  # fmt: skip
    plt.annotate("words", (a, 1))


def ticks_of_ones_own(a=1.0):
    _, (one, two) = plt.subplots(1, 2)
    one.plot(X, a * X)
    one.set_xticks([-4, 0, 4])
    one.set_yticks([-3, 3], ["low", "high"])
    two.set_yticks([-9, 9])
    two.plot(X, a * X)
    two.set_xlim(0, 3)


def equal_scales(a=1.0):
    plt.plot(np.cos(X), a * np.sin(X))
    plt.axis("equal")


def tight(a=1.0):
    _, (one, two) = plt.subplots(1, 2, sharey=True)
    one.plot(X, a * X)
    one.axis("tight")
    two.plot(X, X**2)


def limits_that_are_asked_for(a=1.0):
    plt.plot(X, a * X)
    low, high = plt.ylim()
    plt.vlines(a, low, high)
    plt.ylim(low, high)
    plt.hlines(0, *plt.gca().get_xlim())


def axes_within_and_beside(a=1.0):
    _, ax = plt.subplots()
    ax.plot(X, a * X)
    ax.inset_axes([0.6, 0.1, 0.3, 0.3]).plot(X, a * X**2)
    twin = ax.twinx()
    twin.plot(X, 3 + a * X**3)


def places_with_names(a=1.0):
    plt.plot(["one", "two", "three"], np.stack([a, 1, a**2]))


CASES = [
    value
    for value in list(globals().values())
    if getattr(value, "__module__", "") == __name__ and callable(value)
]


@pytest.mark.parametrize("function", CASES, ids=lambda function: function.__name__)
def test_the_page_draws_what_matplotlib_would(function):
    agree(function, STATES, a=(-2.0, 2.0, 0.1))


def test_choices_change_numbers_words_and_what_is_there():
    def choose(a=1.0, kind="sin", second=False):
        function = {"sin": np.sin, "cos": np.cos}[kind]
        plt.plot(X, a * function(X), label=kind)
        if second:
            plt.plot(X, a * X, "r--", label="second")
            plt.bar([0, 1], [1, 2])
            plt.axhline(0)
        plt.title(f"the {kind}")
        plt.legend()

    states = [
        {"a": a, "kind": kind, "second": second}
        for a in (0.0, 1.0, 2.0)
        for kind in ("sin", "cos")
        for second in (False, True)
    ]
    agree(choose, states, a=(0.0, 2.0), kind=["sin", "cos"], second=False)
    agree(choose, states, a=(0.0, 2.0), kind=["cos", "sin"], second=True)


def test_every_call_of_the_table_has_a_case():
    heard = set()
    real = {name: getattr(Call, name) for name in ("make", "plain")}

    def noting(name):
        def done(self):
            heard.update({self.name} if self.is_traced or self.name in ALWAYS else ())
            return real[name](self)

        return done

    with pytest.MonkeyPatch.context() as patch:
        for name in real:
            patch.setattr(Call, name, noting(name))
        for function in CASES:
            with listening({}):
                run = Trace(RULES)
                function(run.input(0, 1.0))
    others = {
        "set",
        "add_artist",
        "get_xbound",
        "get_ybound",
        "cla",
        "pcolor",
        "relim",
        "autoscale",
        "bxp",
    }
    assert set(AXES) - heard <= others
