"""Axes in space that were made plain look as Matplotlib draws them, from everywhere."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import LightSource
from redrawn import agree, inked

from livefig import interact
from livefig.calls.intercept import listening
from livefig.calls.turning import make_plain
from livefig.space.flatten import FlatAxes

VIEWS = [(30, -60), (7, -111), (-35, 20), (89, 135), (60, 200), (120, 10)]
x, y = np.meshgrid(np.linspace(-2, 2, 21), np.linspace(-1, 1, 16))
z = np.sin(x) * y


def surface(ax):
    ax.plot_surface(x, y, z, cmap="viridis")
    ax.set_xlabel("x")
    ax.set_ylabel("how far")
    ax.set_zlabel("z")


def shaded(ax):
    ax.plot_surface(x, y, z, rstride=3, cstride=4, alpha=0.7, edgecolor="k", linewidth=0.3)
    ax.invert_yaxis()


def lit(ax):
    ax.plot_surface(x, y, z, color="orange", lightsource=LightSource(90, 45), ccount=7)
    ax.set_proj_type("ortho")


def unshaded(ax):
    ax.plot_surface(x, y, z, color="teal", shade=False, label="s")
    ax.set_box_aspect((2, 1, 1))


def wires(ax):
    ax.plot_wireframe(x, y, z, rstride=2, cstride=5, color="k", lw=0.7)
    ax.set_proj_type("persp", focal_length=0.4)
    ax.set_title("wires")


def cloud(ax):
    points = np.random.default_rng(0).normal(size=(3, 60))
    ax.scatter(*points, c=points[2], s=np.arange(60) + 5)
    ax.scatter([0], [0], [0], s=90, color="red", depthshade=False)
    ax.set_xticks([-1, 0, 1], ["one", "two", "three"])


def spiral(ax):
    t = np.linspace(0, 9, 200)
    ax.plot(np.cos(t), np.sin(t), t, "--", label="spiral", color="C3")
    ax.plot([0, 1], [0, 1], "o-", zs=3)
    ax.text(0, 0, 9, "the top", color="C2")
    ax.legend(loc="upper left")
    ax.grid(False)


def several(ax):
    ax.plot_surface(x, y, z, cmap="coolwarm", vmin=-2, vmax=2)
    ax.scatter([0.0, 1.0], [0.0, 1.0], [1.5, -1.5], s=80, color="k", depthshade=False)
    ax.plot_wireframe(x, y, z - 1)


def bare(ax):
    ax.plot_surface(x, y, z)
    ax.set_axis_off()


def fixed_order(ax):
    several(ax)
    ax.computed_zorder = False


def space(draw):
    ax = plt.figure(figsize=(4, 3.4)).add_subplot(projection="3d")
    draw(ax)
    return ax


DRAWINGS = [surface, shaded, lit, unshaded, wires, cloud, spiral, several, bare, fixed_order]


@pytest.mark.parametrize(("elev", "azim"), VIEWS)
@pytest.mark.parametrize("draw", DRAWINGS, ids=lambda draw: draw.__name__)
def test_the_picture_is_matplotlibs(draw, elev, azim):
    own = space(draw)
    own.view_init(elev, azim)
    with listening({}) as session:
        ax = space(draw)
        with session.in_matplotlib():
            make_plain(session, [(elev, azim)])
    assert type(ax) is FlatAxes
    difference = np.abs(inked(ax.figure) - inked(own.figure)).max(axis=2)
    assert (difference > 0.1).mean() < 2e-3  # single pixels at the edges of lines
    plt.close("all")


@pytest.mark.parametrize(("elev", "azim"), [(90, -90), (-90, 90), (0, 0), (0, 180), (0, -90)])
def test_views_along_an_axis_are_matplotlibs(elev, azim):
    test_the_picture_is_matplotlibs(surface, elev, azim)


def moving(a=1.0):
    """Everything that moves with a control, too."""
    ax = plt.figure(figsize=(4, 3.4)).add_subplot(projection="3d")
    ax.plot_surface(x, y, a * z, cmap="viridis")
    ax.plot_wireframe(x, y, a * z - 1, rstride=4, cstride=4, color="k")
    ax.scatter([0.0, a], [0.0, 0.5], [a, 1.0], color="red")
    ax.plot([0, 1], [a, 1], [0, 1])
    ax.text(0, 0, a, f"a = {a:.1f}")
    ax.set(xlim=(-2, 2), ylim=(-1, 1), zlim=(-2, 2), title=f"{a:.2f}", zlabel="height")


def moving_light(a=1.0):
    """A shaded surface whose cells turn to the light."""
    ax = plt.figure(figsize=(4, 3.4)).add_subplot(projection="3d")
    ax.plot_surface(x, y, a * z, color="orange", rcount=9)
    ax.set_zlim(-2, 2)


@pytest.mark.parametrize("function", [moving, moving_light])
def test_the_page_draws_what_matplotlib_does(function):
    views = [(1.0, 30, -60), (0.3, 10, 75), (1.9, -50, -140), (2.0, 80, 170)]
    states = [dict(zip(("a", "elevation", "azimuth"), view, strict=True)) for view in views]
    agree(function, states, a=(0.0, 2.0, 0.1))


def test_the_authors_own_sliders_turn_it():
    def turned(elev=30, azim=-60):
        """A surface."""
        ax = plt.figure().add_subplot(projection="3d")
        ax.plot_surface(x, y, z)
        ax.view_init(elev, azim)

    figure = interact(turned, elev=(-90, 90), azim=(-180, 180))
    assert [control["name"] for control in figure.spec["controls"]] == ["elev", "azim"]
    assert figure.spec["turns"] == [{"axes": 0, "elev": "elev", "azim": "azim"}]


def test_each_axes_has_sliders_of_its_own_whose_names_are_free():
    def two(elevation_1=0.5):
        """Two surfaces."""
        for number in (1, 2):
            ax = plt.figure(1).add_subplot(1, 2, number, projection="3d")
            ax.plot_surface(x, y, number * z)
        plt.title(f"{elevation_1:.1f}")

    figure = interact(two, elevation_1=(0.0, 1.0))
    names = [control["name"] for control in figure.spec["controls"]]
    assert names == ["elevation_1", "elevation_1_", "azimuth_1", "elevation_2", "azimuth_2"]
    assert [turn["axes"] for turn in figure.spec["turns"]] == [0, 1]


def test_what_the_formulas_do_not_know_stays_as_it_is():
    def bars():
        """Bars."""
        ax = plt.figure().add_subplot(projection="3d")
        ax.bar3d([0, 1], [0, 1], [0, 0], 0.5, 0.5, [1, 2])

    assert interact(bars).spec["turns"] == []


@pytest.mark.parametrize(
    ("disturb", "why"),
    [
        (lambda ax: ax.bar3d([0], [0], [0], 0.5, 0.5, [1]), "Poly3DCollection"),
        (lambda ax: ax.set_zscale("symlog"), "scales"),
        (lambda ax: ax.lines[0].set_data_3d([0, 1], [0, 1], [5, 5]), "moved"),
        (lambda ax: ax.view_init(vertical_axis="x"), "view"),
    ],
)
def test_traced_values_are_refused_where_the_axes_stay_as_they_are(disturb, why):
    def line(a=1.0):
        """A line."""
        ax = plt.figure().add_subplot(projection="3d")
        ax.plot([0, 1], [0, 1], [0, a])
        ax.set_zlim(0, 2)
        disturb(ax)

    with pytest.raises(TypeError, match=why):
        interact(line, a=(0.0, 2.0))


def test_limits_that_move_make_a_way_for_each_position():
    def line(a=1.0):
        """A line."""
        ax = plt.figure().add_subplot(projection="3d")
        ax.plot([0, 1], [0, 1], [0, a])

    figure = interact(line, a=(1.0, 3.0, 1.0))
    assert figure.spec["ways"][0]["counts"] == [1, 1, 1]
    with pytest.raises(TypeError, match=r"ax\.set_zlim\(low, high\)"):
        interact(line, a=(1.0, 3.0, 0.001))
