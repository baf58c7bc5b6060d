"""What `update` may return, how it is checked, and what of Matplotlib's figure the page gets."""

import re
import warnings
import xml.etree.ElementTree as ET

import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import ListedColormap
from matplotlib.patches import Circle
from matplotlib.transforms import offset_copy

from livefig.artists import binding as artists
from livefig.artists.table import KINDS, table
from livefig.drawing.colors import css
from livefig.notation.mathtext import typeset
from livefig.notation.text import Slot, text
from livefig.picture.draw import constant, draw
from livefig.spec import Scale

X = np.linspace(0, 1, 5)


@pytest.fixture
def fig():
    figure = plt.figure(figsize=(4, 3))
    yield figure
    plt.close(figure)


@pytest.fixture
def ax(fig):
    return fig.add_subplot()


def bind(fig, mapping):
    return artists.bindings(fig, mapping, "demo")


def drawn(fig, mapping):
    """Return the drawing of a figure whose values are all constants."""
    bound = bind(fig, mapping)
    artists.apply(bound, lambda value: value)
    whole = artists.unify([bound], "demo")
    return draw(fig, whole, "demo", lambda i, key: constant(whole[i].values[key]))


def group(drawing, number):
    svg = ET.fromstring(drawing.svg)
    return next(e for e in svg.iter() if e.get("id") == f"demo-artist-{number}")


def page(scale: Scale, value: float) -> float:
    return scale["slope"] * (np.log10(value) if scale["kind"] == "log" else value) + scale["offset"]


# --- shorthands and shapes -------------------------------------------------------------------


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
    circle = ax.add_patch(Circle((0, 0), 1))
    with pytest.raises(TypeError, match=r"the Circle cannot follow.*ax.scatter"):
        bind(fig, {circle: X})
    with pytest.raises(ValueError, match=r"cannot follow 'radius', only visible, alpha; use ax"):
        bind(fig, {circle: {"radius": 2}})
    for artist, value, advice in [
        (ax.annotate("a", (0, 0)), "b", "ax.text"),
        (ax.arrow(0, 0, 1, 1), np.zeros((7, 2)), "ax.quiver"),
        (ax.axline((0, 0), slope=1), X, "ax.plot with two points"),
    ]:
        with pytest.raises(TypeError, match=advice):
            bind(fig, {artist: value})
    for artist, value, advice in [
        (ax.contourf(np.eye(4)), np.eye(4), "pcolormesh"),
        (ax.plot(X, X, "o", markevery=2)[0], X, "line of their own"),
        (ax.bar(X, X, yerr=X), X, "line collection"),
        (ax.bar(X, X, hatch="/"), X, "colour"),
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


# --- choices ---------------------------------------------------------------------------------


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


# --- the drawing -----------------------------------------------------------------------------

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


def test_ids_belong_to_the_figure_and_references_hold(ax, fig):
    (line,) = ax.plot(X, X, "o", label="$w_1$")
    ax.legend()
    svg = ET.fromstring(drawn(fig, {line: X}).svg)
    ids = [element.get("id") for element in svg.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert all(name.startswith("demo-") for name in ids)
    text_of = ET.tostring(svg, encoding="unicode")
    references = re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', text_of)
    assert references
    assert {a or b for a, b in references} <= set(ids)
    assert "http" not in text_of.replace("http://www.w3.org/2000/svg", "")


def test_labels_are_harmless_text(ax, fig):
    evil = "<script>alert('1')</script> & \"quotes\""
    (line,) = ax.plot(X, X, label=evil)
    ax.legend()
    ax.set_xlabel(evil)
    svg = drawn(fig, {line: X, ax.title: text(evil + " {:.1f}", 1.0)}).svg
    assert "<script" not in svg
    words = [text.strip() for text in ET.fromstring(svg).itertext()]
    assert words.count(evil) == 3  # in the legend, at the axis and in the live title


def test_text_is_text_and_notation_is_paths(ax, fig):
    ax.set_xlabel("plain words")
    ax.set_ylabel(r"$\hat y = w^T x$")
    svg = ET.fromstring(drawn(fig, {}).svg)
    assert "plain words" in [element.text for element in svg.findall(".//{*}text")]
    assert not any("w" in (element.text or "") for element in svg.findall(".//{*}tspan"))
    assert "font-family" not in ET.tostring(svg, encoding="unicode")


def test_black_white_and_grey_turn_with_the_page():
    assert css("k") == "currentColor"
    assert css("w") == "var(--live-background,#fff)"
    assert css("#808080") == "color-mix(in srgb,currentColor 49.8%,var(--live-background,#fff))"
    assert css((0, 0, 0, 0.5)) == "color-mix(in srgb,currentColor 50%,transparent)"
    assert css("#fffffe") == "#fffffe"
    assert css("tab:blue") == "#1f77b4"
    assert css((1, 0, 0, 0.2)) == "#ff000033"
    assert css("none") == "none"


def test_colours_on_a_heat_map_stay(fig):
    left, right = fig.subplots(1, 2)
    left.imshow(np.eye(2))
    (on_map,) = left.plot([0, 1], [0, 1], "k")
    (beside,) = right.plot([0, 1], [0, 1], "k")
    on_map, beside = drawn(fig, {on_map: [0, 1], beside: [0, 1]}).artists
    assert on_map["style"]["line"]["stroke"] == "#000000"
    assert beside["style"]["line"]["stroke"] == "currentColor"


def test_colours_turn_with_the_page_where_it_shows_through_the_heat_map(fig):
    see_through = ListedColormap([(0, 0, 1, 0.5), (1, 0.5, 0, 0.5)])
    colours = np.ones((2, 2, 4)) * 0.5
    for ax, image, more in zip(
        fig.subplots(3),
        (np.eye(2), np.eye(2), colours),
        ({"cmap": see_through}, {"alpha": 0.5}, {}),
        strict=True,
    ):
        ax.imshow(image, **more)
    lines = [ax.plot([0, 1], [0, 1], "k")[0] for ax in fig.axes]
    for spec in drawn(fig, {line: [0, 1] for line in lines}).artists:
        assert spec["style"]["line"]["stroke"] == "currentColor"


def test_contour_lines_of_one_colour_turn_with_the_page(fig):
    left, right = fig.subplots(1, 2)
    field = np.add.outer(np.arange(3.0), np.arange(4.0))
    plain = left.contour(field, colors="black")
    mapped = right.contour(field, cmap="gray", vmin=2, vmax=9)
    plain, mapped = drawn(fig, {plain: field, mapped: field}).artists
    assert {css["stroke"] for css in plain["style"]["css"]} == {"currentColor"}
    assert "#000000" in {css["stroke"] for css in mapped["style"]["css"]}


def test_what_is_empty_or_hidden_at_first_has_a_group(ax, fig):
    (line,) = ax.plot([], [])
    scatter = ax.scatter([], [])
    (hidden,) = ax.plot(X, X, visible=False)
    drawing = drawn(
        fig,
        {
            line: ([], []),
            scatter: np.zeros((0, 2)),
            ax.title: "",
            hidden: {"visible": False},
        },
    )
    for i in range(4):
        group(drawing, i)
    assert group(drawing, 3).get("display") == "none"
    assert len(group(drawing, 3)) > 0
    assert not hidden.get_visible()


def test_an_artist_that_the_author_hid_stays_hidden(ax, fig):
    (line,) = ax.plot(X, X, visible=False)
    spec = drawn(fig, {line: X}).artists[0]
    assert spec["values"]["visible"] == {"const": 0.0}


def test_drawing_leaves_the_figure_as_it_was(ax, fig):
    (line,) = ax.plot(X, X)
    before = (fig.get_dpi(), fig.patch.get_facecolor(), line.get_alpha(), dict(vars(line)).keys())
    drawn(fig, {line: X})
    after = (fig.get_dpi(), fig.patch.get_facecolor(), line.get_alpha(), dict(vars(line)).keys())
    assert before == after


def test_the_same_figure_gives_the_same_svg(fig):
    def once():
        figure, ax = plt.subplots()
        (line,) = ax.plot(X, X, "s")
        svg = drawn(figure, {line: X}).svg
        plt.close(figure)
        return svg

    assert once() == once()


def test_numbers_that_json_does_not_know_become_none():
    assert constant(np.array([1.0, np.nan, np.inf])) == {"const": [1.0, None, None]}
    assert constant(np.float64(0.1)) == {"const": 0.1}


def test_heat_maps_are_small_images(ax, fig):
    mesh = ax.pcolormesh(np.linspace(0, 1, 61), np.linspace(0, 1, 61), np.zeros((60, 60)))
    fig.colorbar(mesh)
    drawing = drawn(fig, {mesh: np.ones((60, 60))})
    assert len(list(ET.fromstring(drawing.svg).findall(".//{*}image"))) == 2
    assert len(drawing.svg) < 40_000


def test_what_stands_in_moving_axes_moves_too(ax, fig):
    ax.plot(X, X)
    ax.scatter(X, X)
    ax.text(0, 0, "here")
    ax.axhline(0)
    ax.text(0, 0, "not in the data", transform=ax.transAxes)
    drawing = drawn(fig, {ax.yaxis: (0, 5)})
    kinds = sorted(artist["kind"] for artist in drawing.artists)
    assert kinds == ["axis", "line", "line", "points", "text"]
    ax.add_patch(Circle((0, 0), 1))
    with pytest.raises(ValueError, match=r"the Circle is in axes whose limits change"):
        drawn(fig, {ax.yaxis: (0, 5)})


def test_colormaps_are_matplotlibs(ax, fig):
    image = ax.imshow(np.eye(3), cmap="viridis", vmin=-1, vmax=2)
    table = drawn(fig, {image: np.eye(3)}).artists[0]["colormap"]
    for value in (-1, -0.2, 0.5, 1.99):
        index = int((value - table["vmin"]) / (table["vmax"] - table["vmin"]) * 256)
        expected = image.to_rgba(value, bytes=True)
        assert bytes.fromhex(table["lut"][8 * index : 8 * index + 8]) == bytes(expected)
    boundary = ax.imshow(np.eye(3), norm=plt.matplotlib.colors.BoundaryNorm([0, 1, 2], 256))
    with pytest.raises(ValueError, match="BoundaryNorm"):
        drawn(fig, {boundary: np.eye(3)})


# --- notation --------------------------------------------------------------------------------


def plain(template, *values):
    """Return the words of a template's lines, numbers as #."""
    lines = typeset(text(template, *values).parts)
    return ["".join("#" if isinstance(r.content, Slot) else r.content for r in ln) for ln in lines]


def test_notation_is_set_in_letters_and_scripts():
    (line,) = typeset(text(r"$\hat y = w_{{12}} x^2 + b$: {:.1f}", 1.0).parts)
    styles = [(run.content, run.italic, run.script) for run in line if isinstance(run.content, str)]
    assert styles == [
        ("ŷ", True, 0),
        ("\u00a0=\u00a0", False, 0),
        ("w", True, 0),
        ("12", False, -1),
        ("x", True, 0),
        ("2", False, 1),
        ("\u00a0+\u00a0", False, 0),
        ("b", True, 0),
        (": ", False, 0),
    ]


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        (r"$-{:.1f}$", ["−#"]),
        (r"$a - -b$", ["a\u00a0−\u00a0−b"]),
        (r"$\partial J / \partial w$", ["∂J/∂w"]),
        (r"$\sigma(z) \leq \mathbf{{W}}^T$", ["σ(z)\u00a0≤\u00a0WT"]),
        (r"cost \$ {:.1f} and $a$", ["cost $ # and a"]),
        ("price $ {:.1f}", ["price $ #"]),
        ("two\n$z$ lines", ["two", "z lines"]),
        (r"$\log x$", ["log\u2009x"]),
    ],
)
def test_notation_is_read_as_matplotlib_reads_it(template, expected):
    values = (1.0,) * template.count("{:")
    assert plain(template, *values) == expected


@pytest.mark.parametrize(
    ("formula", "what"),
    [
        (r"$\frac{{a}}{{b}}$", r"'\\frac'"),
        (r"$\sqrt x$", r"'\\sqrt'"),
        (r"$x^{{a_b}}$", "a script within a script"),
        (r"$x_$", "nothing after it"),
        (r"$x_{{1$", "not closed"),
        (r"$x}}$", "closing brace"),
        (r"$\hat{{xy}}$", "more than one letter"),
    ],
)
def test_notation_beyond_the_subset_is_named(formula, what):
    with pytest.raises(ValueError, match=what):
        plain(formula)


# --- the table -------------------------------------------------------------------------------


def test_table_names_every_kind_and_its_properties():
    rows = table()
    assert len(rows) == len(KINDS)
    for row, kind in zip(rows, KINDS, strict=True):
        assert row["a bare value means"]
        assert all(name in row["properties"] for name in (*kind.properties, "visible", "alpha"))


def test_no_warning_of_matplotlib_is_our_doing(ax, fig):
    (line,) = ax.plot(X, X)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn(fig, {line: X, ax.title: text("{:.1f}", 1.0)})
