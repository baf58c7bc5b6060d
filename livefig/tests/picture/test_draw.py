"""What of Matplotlib's figure the page gets."""

import re
import warnings
import xml.etree.ElementTree as ET

import matplotlib.pyplot as plt
import numpy as np
import pytest
from drawn import X, drawn, group
from matplotlib.patches import Wedge

from livefig.artists.values import constant
from livefig.notation.text import text


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
    ax.add_patch(Wedge((0, 0), 1, 0, 90))
    with pytest.raises(ValueError, match=r"the Wedge is in axes whose limits change"):
        drawn(fig, {ax.yaxis: (0, 5)})


def test_no_warning_of_matplotlib_is_our_doing(ax, fig):
    (line,) = ax.plot(X, X)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawn(fig, {line: X, ax.title: text("{:.1f}", 1.0)})


def test_a_font_of_another_family_is_kept(ax, fig):
    plain, typed = ax.text(0, 0, "a"), ax.text(0, 1, "b", family="monospace")
    named = ax.text(1, 1, "c", family=["Some 'Font'", "serif"])
    drawing = drawn(fig, {plain: text("{:.1f}", 1.0), typed: text("{:.1f}", 2.0), named: "c"})
    styles = [artist["style"]["css"] for artist in drawing.artists]
    assert "font-family" not in styles[0]
    assert styles[1].endswith(";font-family:monospace")
    assert styles[2].endswith(";font-family:'Some Font',serif")


def test_what_lies_outside_the_figure_is_in_view(ax, fig):
    (line,) = ax.plot(X, X, label="a legend beside the axes")
    assert drawn(fig, {line: X}).view == [0, 0, 288, 216]
    legend = ax.legend(loc="upper left", bbox_to_anchor=(1.02, 1))
    ax.set_ylabel("a label\nthat needs\nmore room\nthan there is")
    drawing = drawn(fig, {line: X})
    left, top, width, height = drawing.view
    assert (top, height) == (0, 216)
    fig.set_dpi(72)
    # Matplotlib hints the letters of a picture, not those of a page: their widths differ a little.
    assert left == pytest.approx(ax.yaxis.label.get_window_extent().x0, abs=3)
    assert left + width == pytest.approx(legend.get_window_extent().x1, abs=6)
    assert ET.fromstring(drawing.svg).get("viewBox") == f"{left:g} 0 {width:g} 216"


@pytest.mark.parametrize("position", ["left", "right"])
def test_label_makes_room_on_the_side_where_it_stands(ax, fig, position):
    ax.yaxis.set_label_position(position)
    ax.set_ylabel("label")
    (line,) = ax.plot(X, X)
    svg = drawn(fig, {line: X}).svg
    (way,) = re.findall(r"translate:calc\(\(var\(--live-font-scale,1\) - 1\)\*(-?)[\d.]+px\)", svg)
    assert way == ("-" if position == "left" else "")


def test_label_of_an_axis_that_is_off_is_nowhere(ax, fig):
    ax.set_ylabel("label")
    ax.set_axis_off()
    (line,) = ax.plot(X, X)
    svg = drawn(fig, {line: X}).svg
    assert "translate:" not in svg
    assert "label<" not in svg


def test_a_text_that_stands_nowhere_at_first_can_be_built(ax, fig):
    words, elsewhere = ax.text(0, 0, ""), ax.text(0.5, 0.5, "")
    live = text("here {:.1f}", 1.0)
    drawing = drawn(
        fig, {words: {"text": live, "position": [np.nan, 0.5]}, elsewhere: {"text": live}}
    )
    offsets = [artist["style"]["offsets"] for artist in drawing.artists]
    assert offsets[0] == offsets[1]
    assert len(group(drawing, 0)) == 0
    assert len(group(drawing, 1)) == 1
