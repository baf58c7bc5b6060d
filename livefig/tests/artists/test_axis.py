"""Axes whose limits follow, and colour bars: what is refused, with the way round."""

from __future__ import annotations

import datetime
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
from drawn import X, bind, drawn
from matplotlib import patheffects, ticker
from matplotlib.cm import ScalarMappable
from matplotlib.colors import BoundaryNorm, CenteredNorm, LogNorm, Normalize

from livefig import explore, text


def shared(ax: Any) -> None:
    ax.twinx()


def spine(side: str, position: Any) -> Any:
    return lambda ax: ax.spines[side].set_position(position)


DAYS = [datetime.date(2024, 1, day) for day in (1, 2, 3)]


class Own(ticker.MaxNLocator):
    """A locator of the author's own."""


REFUSED = {
    "twin": (shared, "same limits for each"),
    "aspect": (lambda ax: ax.set_aspect("equal"), "set_aspect"),
    "symlog": (lambda ax: ax.set_xscale("symlog"), "'linear' and 'log' scales only"),
    "own locator": (lambda ax: ax.xaxis.set_major_locator(Own()), "from Own, .* set_ticks"),
    "index locator": (
        lambda ax: ax.xaxis.set_major_locator(ticker.IndexLocator(1, 0)),
        "IndexLocator.* MultipleLocator",
    ),
    "minor locator": (
        lambda ax: ax.xaxis.set_minor_locator(ticker.IndexLocator(1, 0)),
        "IndexLocator.* MultipleLocator",
    ),
    "dates": (lambda ax: ax.plot(DAYS, [1, 2, 3]), "plain numbers, and say in the label"),
    "categories": (lambda ax: ax.plot(["a", "b"], [1, 2]), r"np.arange\(n\), names"),
    "function": (lambda ax: ax.xaxis.set_major_formatter(lambda x, pos: "a"), "cannot be compiled"),
    "labels without places": (  # Matplotlib warns, too
        lambda ax: ax.xaxis.set_major_formatter(ticker.FixedFormatter(["a", "b"])),
        "FixedFormatter, .*set_ticks",
    ),
    "template of others": (
        lambda ax: ax.xaxis.set_major_formatter("{x.real}"),
        r"may hold \{x\} and \{pos\}",
    ),
    "template with conversion": (lambda ax: ax.xaxis.set_major_formatter("{x!r}"), "nothing else"),
    "template of a string": (lambda ax: ax.xaxis.set_major_formatter("{x:s}"), "has type 's'"),
    "template of an integer": (lambda ax: ax.xaxis.set_major_formatter("{x:d}"), r"use '\.0f'"),
    "old template": (
        lambda ax: ax.xaxis.set_major_formatter(ticker.FormatStrFormatter("%s")),
        "use %d or one of %e",
    ),
    "locale": (
        lambda ax: ax.xaxis.get_major_formatter().set_useLocale(True),
        "leave useLocale and usetex out",
    ),
    "prefixes and offset": (
        lambda ax: ax.xaxis.set_major_formatter(ticker.EngFormatter(useOffset=True)),
        "leave useOffset out",
    ),
    "presets": (
        lambda ax: ax.xaxis.set_major_locator(ticker.LinearLocator(presets={(0, 1): [0, 1]})),
        "presets",
    ),
    "secondary": (
        lambda ax: ax.secondary_xaxis("top", functions=(np.negative, np.negative)),
        "secondary axis.* say in the label",
    ),
    "inset in the data": (
        lambda ax: ax.inset_axes((0, 0, 1, 1), transform=ax.transData),
        "inset axes that stand in its data",
    ),
    "zoomed inset": (lambda ax: ax.indicate_inset((0, 0, 1, 1)), "InsetIndicator"),
    "spine at zero": (spine("left", "zero"), r"left spine stands in its data.*axvline\(0\)"),
    "spine in the data": (spine("right", ("data", 0.5)), "right spine stands in its data"),
    "spine with bounds": (lambda ax: ax.spines["bottom"].set_bounds(0, 1), "leave out set_bounds"),
    "one tick in red": (
        lambda ax: ax.get_xticklabels()[1].set_color("r"),
        "do not look alike.* ax.tick_params",
    ),
    "one tick hidden": (lambda ax: ax.get_xticklabels()[0].set_visible(False), "tick_params"),
    "frames": (
        lambda ax: [label.set_bbox({"fc": "y"}) for label in ax.get_xticklabels()],
        "frame .bbox. or path effects",
    ),
    "outlines": (
        lambda ax: [
            label.set_path_effects([patheffects.withStroke(linewidth=2)])
            for label in ax.get_xticklabels()
        ],
        "frame .bbox. or path effects",
    ),
    "turned notation": (
        lambda ax: ax.set_xticks([0], [r"$\frac{1}{2}$"], rotation=45),
        "turned label .*notation the page cannot set",
    ),
    "a patch": (lambda ax: ax.add_patch(mpl.patches.Wedge((0, 0), 1, 0, 9)), "Wedge .*polygons"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_follow_comes_with_a_way_round(ax, fig, name):
    prepare, message = REFUSED[name]
    prepare(ax)
    with pytest.raises(ValueError, match=rf"figure 'demo': .*{message}"):
        drawn(fig, {ax.xaxis: (0.0, 2.0)})


def test_rounded_limits_are_refused(ax, fig):
    with (
        mpl.rc_context({"axes.autolimit_mode": "round_numbers"}),
        pytest.raises(ValueError, match="autolimit_mode"),
    ):
        bind(fig, {ax.xaxis: (0, 1)})


GOES = {
    "secondary axis of the other direction": lambda ax: ax.secondary_yaxis("right"),
    "spine at zero in the other direction": spine("bottom", "zero"),
    "spine at the centre": spine("left", "center"),
    "spine outward": spine("bottom", ("outward", 9)),
    "function of fixed ticks": lambda ax: (
        ax.set_xticks([0, 1]),
        ax.xaxis.set_major_formatter(lambda x, pos: f"<{x}>"),
    ),
    "no ticks": lambda ax: ax.set_xticks([]),
    "nothing visible": lambda ax: (
        ax.xaxis.set_major_locator(Own()),
        ax.tick_params(bottom=False, labelbottom=False),
    ),
    "axes off": lambda ax: (ax.axis("off"), ax.xaxis.set_major_locator(Own())),
    "all ticks in red": lambda ax: [label.set_color("r") for label in ax.get_xticklabels()],
    "inset": lambda ax: ax.inset_axes((0.6, 0.6, 0.3, 0.3)),
}


@pytest.mark.parametrize("name", GOES)
def test_what_does_not_move_does_not_hinder(ax, fig, name):
    GOES[name](ax)
    drawing = drawn(fig, {ax.xaxis: (0.0, 2.0)})
    assert drawing.artists[0]["kind"] == "axis"


def test_labels_of_fixed_ticks_are_made_at_build(ax, fig):
    ax.set_xticks([0, 1, 2], ["none", r"$\pi$", r"$\frac{1}{2}$"])
    ax.set_yticks([0, 1])
    ax.yaxis.set_major_formatter(lambda value, number: f"{number}: {value}\nm")
    x, y = drawn(fig, {ax.xaxis: (0, 2), ax.yaxis: (0, 1)}).artists
    first, second, third = x["style"]["major"]["formatter"]["labels"]
    assert first["lines"] == [[{"text": "none"}]]
    assert second["lines"] == [[{"css": "font-style:italic", "text": "π"}]]
    assert third["path"].startswith("M")
    lines = [label["lines"] for label in y["style"]["major"]["formatter"]["labels"]]
    assert lines == [[[{"text": f"{i}: {i}"}], [{"text": "m"}]] for i in (0, 1)]


def test_a_hidden_axis_hides_its_label(ax, fig):
    ax.set_xlabel("hidden")
    ax.xaxis.set_visible(False)
    drawing = drawn(fig, {ax.xaxis: (0, 2)})
    before, _, _ = drawing.svg.partition(">hidden<")
    assert 'display="none"' in before[before.rindex('id="demo-beside-0"') :]


def heat(ax: Any, **options: Any) -> Any:
    return ax.imshow(np.arange(6.0).reshape(2, 3), aspect="auto", **options)


def test_a_colour_bar_follows_its_artist(ax, fig):
    image = heat(ax)
    upright = fig.colorbar(image)
    lying = fig.colorbar(image, orientation="horizontal")
    limits = np.array([1.0, 30.0])
    bound = bind(fig, {image: {"clim": limits}})
    assert [binding.artist for binding in bound] == [image, upright.ax.yaxis, lying.ax.xaxis]
    drawing = drawn(fig, {image: {"clim": limits}})
    for spec in drawing.artists[1:3]:
        assert spec["kind"] == "axis"
        assert spec["values"]["limits"] == {"const": [1.0, 30.0]}
    assert len(drawing.artists) == 3  # the colours of the bars stay where they are


def test_a_fixed_range_leaves_the_colour_bar_still(ax, fig):
    image = heat(ax)
    fig.colorbar(image)
    assert len(drawn(fig, {image: np.ones((2, 3))}).artists) == 1


def test_the_axis_of_a_colour_bar_cannot_follow_alone(ax, fig):
    bar = fig.colorbar(heat(ax))
    with pytest.raises(ValueError, match=r"belongs to a colour bar.*'clim': \(low, high\)"):
        bind(fig, {bar.ax.yaxis: (0, 3)})


def test_a_colour_bar_of_the_same_norm_follows_too(ax, fig):
    image = heat(ax)
    bar = fig.colorbar(ScalarMappable(norm=image.norm), ax=ax)
    bound = bind(fig, {image: {"clim": (0, 3)}})
    assert [binding.artist for binding in bound] == [image, bar.ax.yaxis]


def test_a_shared_norm_must_follow_everywhere(ax, fig):
    norm = Normalize(0, 5)
    one, other = heat(ax, norm=norm), heat(ax, norm=norm)
    fig.colorbar(one)
    with pytest.raises(ValueError, match=r"shares its norm .*make a norm for each"):
        bind(fig, {one: {"clim": (0, 3)}})
    assert len(bind(fig, {one: {"clim": (0, 3)}, other: {"clim": (0, 3)}})) == 4


@pytest.mark.parametrize("norm", [CenteredNorm(), BoundaryNorm([0, 2, 5], 256)])
def test_other_norms_have_no_range_that_follows(ax, fig, norm):
    with pytest.raises(ValueError, match="whose clim cannot follow: use Normalize or LogNorm"):
        bind(fig, {heat(ax, norm=norm): {"clim": (0, 3)}})


def test_a_range_needs_numbers_behind_the_colours(ax, fig):
    with pytest.raises(ValueError, match="no numbers behind its colours"):
        bind(fig, {ax.scatter(X, X): {"clim": (0, 3)}})


def test_colour_bars_that_cannot_follow_come_with_a_way_round(ax, fig):
    for options, message in [
        (
            {"format": lambda x, pos: "a"},
            r"its colour bar has labels from FuncFormatter.*\{x:.2f\}",
        ),
        ({"boundaries": [0, 1, 5]}, "its colour bar has boundaries"),
        ({"ticks": ticker.IndexLocator(1, 0)}, "its colour bar has ticks from IndexLocator"),
    ]:
        image = heat(ax, norm=Normalize(0, 5))
        fig.colorbar(image, **options)
        with pytest.raises(ValueError, match=message):
            bind(fig, {image: {"clim": (0, 3)}})


@pytest.mark.parametrize("kind", ["scatter", "segments", "arrows", "mesh", "log"])
def test_every_mapped_kind_has_a_range_that_follows(ax, fig, kind):
    artist = {
        "scatter": lambda: ax.scatter(X, X, c=X),
        "segments": lambda: ax.add_collection(
            mpl.collections.LineCollection(np.zeros((5, 2, 2)), array=X, clim=(0, 1))
        ),
        "arrows": lambda: ax.quiver(X, X, X, X, X),
        "mesh": lambda: ax.pcolormesh(np.outer(X, X)),
        "log": lambda: ax.scatter(X, X, c=1 + X, norm=LogNorm(1, 2)),
    }[kind]()
    fig.colorbar(artist)
    drawing = drawn(fig, {artist: {"clim": np.array([0.5, 7.0])}})
    assert artist.get_clim() == (0.5, 7.0)
    assert [spec["kind"] for spec in drawing.artists][1] == "axis"


def test_the_same_figure_follows_in_one_call(ax, fig):
    image = heat(ax)
    fig.colorbar(image, label="height")

    def update(top=2.0):
        return {image: {"clim": np.stack([0, top])}, ax.title: text("up to {:.1f}", top)}

    live = explore(fig, update, top=(0.5, 9.0), name="bar", alt="A map and its colour bar.")
    assert '"kind": "axis"' in live.html or '"kind":"axis"' in live.html
