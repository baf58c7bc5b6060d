"""Kinds of artists times features: the page draws each pair as Matplotlib does, or refuses it.

Each pair is a case whose artist gets the feature after it was plotted. What `explore` takes must
look like Matplotlib's own picture at another value of the slider; what it refuses must be named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from artist_cases import CASES, FEW, Case, axes_for, bare
from matplotlib import patheffects
from matplotlib.collections import LineCollection
from matplotlib.colors import LogNorm, TwoSlopeNorm
from matplotlib.container import Container
from matplotlib.patches import Circle, Polygon
from pictures import PAPER, by_matplotlib, difference, in_page, live, opened
from playwright.sync_api import Browser, Page

from livefig.artists.features import FEATURES
from livefig.artists.table import KINDS, kind_of
from livefig.page.html import single_page

pytestmark = pytest.mark.browser


def plot_polygon(ax: Any, t: float) -> Any:
    corners = [[-2, -1], [0, t], [2, -1], [t, 0]]
    return bare(ax).add_patch(Polygon(corners, fc="#80c0ff", ec="b", lw=6))


def follow_polygon(drawn: Any, t: Any) -> dict[Any, Any]:
    corners = [np.stack(corner) for corner in ([-2, -1], [0, t], [2, -1], [t, 0])]
    return {drawn: np.stack(corners)}


def plot_segments(ax: Any, t: float) -> Any:
    lines = LineCollection(np.stack([FEW, FEW * t], 1)[None, :, :], colors="#3060a0", lw=6)
    return bare(ax).add_collection(lines)


def follow_segments(drawn: Any, t: Any) -> dict[Any, Any]:
    return {drawn: np.stack([FEW, FEW * t], 1)[None, :, :]}


BASES = {
    "line": CASES["line-x-and-y"],
    "points": CASES["scatter"],
    "coloured": CASES["scatter-mapped-alpha"],
    "segments": Case(plot_segments, follow_segments, values=(0.5,)),
    "image": CASES["imshow"],
    "mesh": CASES["pcolormesh"],
    "contour": CASES["contour"],
    "arrows": CASES["quiver"],
    "area": CASES["fill-between"],
    "polygon": Case(plot_polygon, follow_polygon),
    "polygons": CASES["polygons"],
    "bars": CASES["bars"],
    "text": CASES["text"],
}


def setting(name: str, *values: Any) -> Callable[[Any], None]:
    """Return a function that calls a setter of an artist."""
    return lambda artist: getattr(artist, name)(*values)


def clip_path(artist: Any) -> None:
    artist.set_clip_path(Circle((0, 0), 1.5, transform=artist.axes.transData))


def above_a_line(artist: Any) -> None:
    """Put the artist above a thick line that was below or above it before."""
    artist.axes.plot([-3, 3], [-2, 2], lw=12, color="#208020", zorder=4)
    artist.set_zorder(5)


def below_a_line(artist: Any) -> None:
    artist.axes.plot([-3, 3], [-2, 2], lw=12, color="#208020", zorder=0.5)
    artist.set_zorder(0.2)


OUTLINE = [patheffects.withStroke(linewidth=12, foreground="r")]
ADDED: dict[str, Callable[[Any], None]] = {
    "alpha": setting("set_alpha", 0.4),
    "path effects": setting("set_path_effects", OUTLINE),
    "sketch": setting("set_sketch_params", 9, 40, 9),
    "filter": setting("set_agg_filter", lambda image, dpi: (image / 2, 0, 0)),
    "clip path": clip_path,
    "no clip": setting("set_clip_on", False),
    "hatch": setting("set_hatch", "//"),
    "dashes": setting("set_linestyle", "--"),
    "offset dashes": setting("set_linestyle", (5, (20, 10))),
    "several dashes": setting("set_linestyle", ["--", "-"]),
    "width": setting("set_linewidth", 9),
    "round ends": setting("set_capstyle", "round"),
    "round line ends": setting("set_solid_capstyle", "round"),
    "bevelled corners": setting("set_joinstyle", "bevel"),
    "mitred corners": setting("set_joinstyle", "miter"),
    "mitred line corners": setting("set_solid_joinstyle", "miter"),
    "edge colour": setting("set_edgecolor", "#d02080"),
    "face colour": setting("set_facecolor", "#d02080"),
    "no face": setting("set_facecolor", "none"),
    "not filled": setting("set_fill", False),
    "colour": setting("set_color", "#d02080"),
    "gap colour": setting("set_gapcolor", "#d02080"),
    "marker": setting("set_marker", "^"),
    "marker size": setting("set_markersize", 20),
    "marker face": setting("set_markerfacecolor", "#20d080"),
    "half marker": setting("set_fillstyle", "left"),
    "hollow marker": setting("set_fillstyle", "none"),
    "marked now and then": setting("set_markevery", 5),
    "steps": setting("set_drawstyle", "steps-mid"),
    "colour map": setting("set_cmap", "plasma"),
    "logarithmic norm": lambda artist: artist.set(norm=LogNorm(0.01, 1)),
    "two-slope norm": lambda artist: artist.set(norm=TwoSlopeNorm(0.2, -1, 1)),
    "smooth": setting("set_interpolation", "bilinear"),
    "smooth colours": lambda artist: artist.set(
        interpolation="bilinear", interpolation_stage="rgba"
    ),
    "smoother": setting("set_interpolation", "bicubic"),
    "above": above_a_line,
    "below": below_a_line,
    "rotation": setting("set_rotation", 30),
    "alignment": lambda artist: artist.set(ha="right", va="top"),
    "frame": setting("set_bbox", {"facecolor": "#f0d0a0"}),
    "wrapping": setting("set_wrap", True),
    "bold": setting("set_fontweight", "bold"),
    "italic": setting("set_fontstyle", "italic"),
    "size": setting("set_fontsize", 22),
    "not seen": setting("set_visible", False),
}


def artists_of(drawn: Any) -> list[Any]:
    """Return the artists that a case drew."""
    several = isinstance(drawn, (list, tuple)) and not isinstance(drawn, Container)
    return list(drawn) if several else [drawn]


def parts_of(drawn: Any) -> list[Any]:
    """Return the artists that get the feature: all that the case drew, bar by bar."""
    return [part for artist in artists_of(drawn) for part in kind_of(artist).parts(artist)]


def with_feature(base: Case, add: Callable[[Any], None]) -> Case:
    """Return the case whose artists have the feature as well."""

    def plot(ax: Any, t: float) -> Any:
        drawn = base.plot(ax, t)
        for part in parts_of(drawn):
            add(part)
        return drawn

    return Case(plot, base.follow, base.first, base.values, base.words)


def has_setter(base: Case, add: Callable[[Any], None]) -> bool:
    """Tell whether Matplotlib knows the feature for the artists of a case."""
    fig, ax = axes_for(base)
    try:
        with np.errstate(all="ignore"):
            with_feature(base, add).plot(ax, base.first)
    except (AttributeError, TypeError, ValueError):
        return False
    finally:
        plt.close(fig)
    return True


@cache
def pairs() -> tuple[dict[str, Case], dict[str, str], dict[str, str]]:
    """Return the cases of all pairs, the HTML of those that are taken, the refusals of others."""
    cases, taken, refused = {}, {}, {}
    for kind, base in BASES.items():
        for feature, add in ADDED.items():
            if not has_setter(base, add):
                continue
            name = f"{kind}-{feature.replace(' ', '-')}"
            cases[name] = with_feature(base, add)
            try:
                taken[name] = live(name, cases[name]).html
            except ValueError as error:
                refused[name] = str(error)
            finally:
                plt.close("all")
    return cases, taken, refused


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    path = tmp_path_factory.mktemp("features") / "page.html"
    style = f"<style>{PAPER}</style></head>"
    html = single_page("\n".join(pairs()[1].values()), "Features")
    path.write_text(html.replace("</head>", style), encoding="utf-8")
    with opened(browser, path.as_uri()) as page:
        yield page


@pytest.mark.parametrize("kind", BASES)
def test_a_feature_is_drawn_as_matplotlib_draws_it_or_refused(page: Page, kind: str):
    cases, taken, refused = pairs()
    wrong = {}
    for name in [name for name in taken if name.startswith(f"{kind}-")]:
        case = cases[name]
        allowed = 6.0 if case.words else 2.0
        found = max(
            difference(in_page(page, name, t), by_matplotlib(case, t)) for t in case.values[-1:]
        )
        if found > allowed:
            wrong[name] = found
    assert not wrong, f"drawn otherwise than by Matplotlib (in 1/1000 of the picture): {wrong}"
    for name, message in refused.items():
        assert message.startswith(f"figure {name!r}: the "), message
        assert ":" in message.removeprefix(f"figure {name!r}: "), f"{message} says no way round"


def test_every_feature_of_the_table_is_tried():
    messages = " ".join(pairs()[2].values())
    untried = {feature.name for feature in FEATURES if feature.name not in messages}
    # No font for TeX here; a rotation that follows the data is set when a text is made.
    assert untried <= {"TeX", "a rotation that follows the data", "several alphas"} | MAPPED


MAPPED = {"an alpha for each of its numbers"}


def test_every_kind_is_walked():
    walked = set()
    for base in BASES.values():
        fig, ax = axes_for(base)
        drawn = base.plot(ax, base.first)
        walked |= {kind_of(artist).name for artist in artists_of(drawn)}
        plt.close(fig)
    assert walked == {kind.name for kind in KINDS} - {"axis", "group", "order"}


def test_pictures_are_compared_at_other_values_than_those_that_were_drawn():
    assert all(base.values[-1] != base.first for base in BASES.values())
