"""Colours: what turns with the page, what stays, and what a colormap gives."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from drawn import drawn
from matplotlib.colors import ListedColormap

from livefig.drawing.colors import css


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
