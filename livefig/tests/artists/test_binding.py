"""What `update` may return, and how it is checked."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from drawn import X, bind
from matplotlib.patches import Circle, Wedge

from livefig.artists import binding as artists
from livefig.notation.text import text


def test_shorthands_become_properties(ax, fig):
    (line,) = ax.plot(X, X)
    scatter = ax.scatter(X, X)
    bars = ax.barh(X, X)
    values = [
        b.values
        for b in bind(
            fig,
            {
                line: (X + 1, X),
                scatter: np.stack([X, X], axis=1),
                bars: X,
                ax.title: text("{:.1f} {:.2f}", 1.0, 2.0),
                ax.xaxis: (0, 2),
            },
        )
    ]
    assert [list(v) for v in values] == [
        ["xdata", "ydata"],
        ["offsets"],
        ["width"],
        ["text.0", "text.1"],
        ["limits"],
    ]


def test_bare_values_reach_the_artists(ax, fig):
    (line,) = ax.plot(X, X)
    artists.apply(bind(fig, {line: X**2, ax.title: 3.14159}), lambda value: value)
    assert np.array_equal(line.get_ydata(), X**2)
    assert ax.get_title() == "3.14"


def test_values_in_lists_are_stacked(ax, fig):
    (dot,) = ax.plot([0], [0], "o")
    scatter = ax.scatter([0, 1], [0, 1])
    artists.apply(bind(fig, {dot: ([2.0], [3.0]), scatter: [[1, 2], [3, 4]]}), lambda value: value)
    assert dot.get_xydata().tolist() == [[2.0, 3.0]]
    assert scatter.get_offsets().tolist() == [[1, 2], [3, 4]]


def test_visible_and_alpha_work_for_any_artist(ax, fig):
    ax.plot(X, X, label="a")
    legend, circle = ax.legend(), ax.add_patch(Circle((0, 0), 1))
    artists.apply(bind(fig, {legend: {"visible": False}, circle: {"alpha": 0.25}}), lambda v: v)
    assert not legend.get_visible()
    assert circle.get_alpha() == 0.25


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (np.zeros(4), r"ydata has shape \(4,\), but .* 5 entries.*let update return both"),
        (np.zeros((5, 2)), r"ydata has shape \(5, 2\)"),
        ((X, X[:3]), r"has shape \(3,\).*xdata has 5 entries"),
        ({"ydata": X, "colour": (1, 0, 0)}, r"cannot follow 'colour', only xdata, ydata, color"),
        ({"linewidth": X}, r"linewidth has shape \(5,\), but it must have shape \(\)"),
    ],
)
def test_a_value_of_a_wrong_shape_is_refused(ax, fig, value, message):
    (line,) = ax.plot(X, X, label="loss")
    before = line.get_ydata().copy()
    with pytest.raises(ValueError, match=f"figure 'demo': the Line2D 'loss'.*{message}"):
        bind(fig, {line: value})
    assert np.array_equal(line.get_ydata(), before)


def test_wrong_shapes_of_other_artists_are_refused(ax, fig):
    scatter = ax.scatter(X, X)
    image = ax.imshow(np.zeros((3, 4)), aspect="auto")
    bars = ax.bar(X, X)
    for artist, value in [
        (scatter, X),
        (scatter, {"sizes": np.ones(3)}),
        (scatter, {"offsets": np.zeros((3, 2)), "array": np.zeros(4)}),
        (image, X),
        (bars, np.ones(4)),
        (ax.xaxis, (1, 2, 3)),
        (ax.title, {"position": X}),
    ]:
        with pytest.raises(ValueError, match="has shape"):
            bind(fig, {artist: value})


def test_what_is_not_an_artist_of_this_figure_is_refused(ax, fig):
    other = plt.figure()
    (stranger,) = other.add_subplot().plot(X, X, label="elsewhere")
    plt.close(other)
    with pytest.raises(ValueError, match=r"figure 'demo': .*'elsewhere' is not in this figure"):
        bind(fig, {stranger: X})
    with pytest.raises(TypeError, match="a key must be an artist"):
        bind(fig, {"line": X})
    with pytest.raises(TypeError, match="must return a dict"):
        bind(fig, [X])


def test_artists_that_cannot_follow_come_with_advice(ax, fig):
    wedge = ax.add_patch(Wedge((0, 0), 1, 0, 90))
    with pytest.raises(TypeError, match=r"the Wedge cannot follow.*what can follow"):
        bind(fig, {wedge: X})
    with pytest.raises(ValueError, match=r"cannot follow 'radius', only visible, alpha; what can"):
        bind(fig, {wedge: {"radius": 2}})
    for artist, value, advice in [
        (ax.axline((0, 0), slope=1), X, "ax.plot with two points"),
    ]:
        with pytest.raises(TypeError, match=advice):
            bind(fig, {artist: value})
    for artist, value, advice in [
        (ax.annotate("a", (0, 0), (1, 1), arrowprops={}), "b", "ax.quiver"),
        (ax.contourf(np.eye(4)), np.eye(4), "pcolormesh"),
        (ax.plot(X, X, "o", markevery=2)[0], X, "line of their own"),
        (ax.bar(X, X, yerr=X), X, "line collection"),
        (ax.bar(X, X, hatch="/"), X, "color"),
        (ax.text(0, 0, "a", bbox={}), "b", "rectangle"),
        (ax.fill_betweenx(X, X), (X, X), "fill_between"),
        (ax.pcolormesh(X**2, X, np.eye(5)), np.eye(5), "linspace"),
        (ax.quiver(X, X, X, X, angles=X), (X, X), "angles"),
        (ax.fill_between(X, np.where(X == 0.5, np.nan, X)), (X, X), "dict with x, y1 and y2"),
    ]:
        with pytest.raises(ValueError, match=advice):
            bind(fig, {artist: value})


def test_wrong_text_is_refused(ax, fig):
    with pytest.raises(TypeError, match="a text is text"):
        bind(fig, {ax.title: X})
    with pytest.raises(ValueError, match=r"'\\frac'.*cannot show"):
        bind(fig, {ax.title: text(r"$\frac{{1}}{{2}} = {:.1f}$", 0.5)})


def test_moving_limits_need_axes_that_can_move(fig):
    one, two = fig.subplots(2, sharex=True)
    with pytest.raises(ValueError, match="shared with other axes"):
        bind(fig, {one.xaxis: (0, 1)})
    two.set_aspect("equal")
    with pytest.raises(ValueError, match="set_aspect"):
        bind(fig, {two.yaxis: (0, 1)})


def test_contour_asks_for_a_grid_that_it_cannot_know(ax, fig):
    x = np.array([0.0, 1, 3, 4])
    z = np.add.outer(x, x)
    uneven = ax.contour(x, x, z)
    with pytest.raises(ValueError, match="does not tell its grid"):
        artists.apply(bind(fig, {uneven: z}), lambda value: value)
    artists.apply(bind(fig, {uneven: {"x": x, "y": x, "z": 2 * z}}), lambda value: value)
    y = np.linspace(3, -3, 7)
    downwards = ax.contour(y, y, np.add.outer(y, y**2))
    with pytest.raises(ValueError, match="does not tell its grid"):
        artists.apply(bind(fig, {downwards: np.add.outer(y, y**2)}), lambda value: value)


def test_texts_of_several_choices_are_collected(ax, fig):
    (line,) = ax.plot(X, X)
    combinations = [
        bind(fig, {line: X, ax.title: text("{:.1f}", 1.0)}),
        bind(fig, {line: X, ax.title: text("{:.1f}, {:.2f}", 1.0, 2.0)}),
        bind(fig, {line: X, ax.title: text("{:.1f}", 3.0)}),
    ]
    _, title = artists.unify(combinations, "demo")
    assert title.template_of == [0, 1, 0]
    assert len(title.templates) == 2
    assert list(title.values) == ["text.0", "text.1"]


def test_choices_must_agree_on_artists_and_properties(ax, fig):
    (line,) = ax.plot(X, X, label="loss")
    (other,) = ax.plot(X, X, label="other")
    with pytest.raises(ValueError, match=r"leaves out the Line2D 'other'"):
        artists.unify([bind(fig, {line: X, other: X}), bind(fig, {line: X})], "demo")
    with pytest.raises(ValueError, match=r"'loss' follows 'xdata' for some choices only"):
        artists.unify([bind(fig, {line: (X, X)}), bind(fig, {line: X})], "demo")
    image = ax.imshow(np.zeros((2, 3)))
    with pytest.raises(ValueError, match="it may not change"):
        artists.unify([bind(fig, {image: np.eye(3)}), bind(fig, {image: np.eye(2)})], "demo")
