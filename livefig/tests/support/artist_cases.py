"""Every kind of artist twice: plotted by Matplotlib for a value of t, and live with t as a slider.

Each case is a function `plot(ax, t)` that draws with nothing but Matplotlib, and a function
`follow(drawn, t)` that gives the update of what `plot` returned. A picture of the page at t must
be the picture that `plot` makes at t, although the page's figure was plotted at another t.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import ListedColormap, LogNorm
from matplotlib.patches import Polygon, Rectangle
from matplotlib.ticker import (
    LogFormatter,
    MaxNLocator,
    MultipleLocator,
    PercentFormatter,
    ScalarFormatter,
)

from livefig import text

X = np.linspace(-3, 3, 61)
FEW = np.linspace(-3, 3, 13)
GRID = np.meshgrid(np.linspace(-3, 3, 25), np.linspace(-2, 2, 17))
BARE = {"xticks": [], "yticks": [], "xlim": (-3, 3), "ylim": (-2, 2)}


@dataclass(frozen=True)
class Case:
    """A way to plot, the same way live, and the values of t to compare."""

    plot: Callable[[Any, float], Any]
    follow: Callable[[Any, Any], dict[Any, Any]]
    first: float = 1.0  # where the live figure is plotted
    values: tuple[float, ...] = (-1.5, 0.25, 2.0)
    words: bool = False  # whether the picture is one of texts


CASES: dict[str, Case] = {}


def case(name: str, **options: Any) -> Callable[[type], type]:
    """Register a class with `plot` and `follow` as a case."""

    def register(cls: type) -> type:
        CASES[name] = Case(cls.plot, cls.follow, **options)  # type: ignore[attr-defined]
        return cls

    return register


def bare(ax: Any, **changes: Any) -> Any:
    ax.set(**(BARE | changes))
    return ax


@case("line")
class _Line:
    @staticmethod
    def plot(ax, t):
        return bare(ax).plot(X, np.sin(t * X), "--", lw=3)[0]

    @staticmethod
    def follow(drawn, t):
        return {drawn: np.sin(t * X)}


@case("line-with-gaps", values=(-1.5, 0.0, 2.0))
class _Gaps:
    @staticmethod
    def plot(ax, t):
        with np.errstate(all="ignore"):
            return bare(ax).plot(X, np.log(t + X) / (X > -10), "-o", ms=6, mfc="w", mec="r")[0]

    @staticmethod
    def follow(drawn, t):
        with np.errstate(all="ignore"):
            return {drawn: np.log(t + X)}


@case("line-far-outside", values=(1.0, 200.0))
class _Far:
    @staticmethod
    def plot(ax, t):
        return bare(ax).plot(FEW, 1e-100 + FEW * 10.0**t)[0]

    @staticmethod
    def follow(drawn, t):
        return {drawn: 1e-100 + FEW * 10.0**t}


@case("line-x-and-y")
class _Curve:
    @staticmethod
    def plot(ax, t):
        return bare(ax).plot(2 * np.cos(t * X), np.sin(X), "s", ms=8, color="#c02060", alpha=0.5)[0]

    @staticmethod
    def follow(drawn, t):
        return {drawn: (2 * np.cos(t * X), np.sin(X))}


@case("line-style")
class _Style:
    @staticmethod
    def plot(ax, t):
        return bare(ax).plot(
            X, np.sin(X), color=(abs(t) / 3, 0.2, 0.5), lw=1 + 2 * abs(t), alpha=0.2 + abs(t) / 3
        )[0]

    @staticmethod
    def follow(drawn, t):
        size = np.abs(t)
        color = np.stack([size / 3, 0.2, 0.5])
        return {drawn: {"color": color, "linewidth": 1 + 2 * size, "alpha": 0.2 + size / 3}}


@case("line-steps")
class _Steps:
    @staticmethod
    def plot(ax, t):
        bare(ax).plot(FEW, np.cos(t * FEW), drawstyle="steps-pre", lw=2)
        a = ax.lines[0]
        b = ax.step(FEW, np.cos(t * FEW) + 0.5, where="post")[0]
        c = ax.step(FEW, np.cos(t * FEW) - 0.5, where="mid")[0]
        return a, b, c

    @staticmethod
    def follow(drawn, t):
        return dict(zip(drawn, (np.cos(t * FEW) + d for d in (0, 0.5, -0.5)), strict=True))


@case("axvline")
class _Vertical:
    @staticmethod
    def plot(ax, t):
        bare(ax)
        return ax.axvline(t, ymin=0.1, ymax=0.7, color="g", lw=4), ax.axhline(t / 2, color="k")

    @staticmethod
    def follow(drawn, t):
        return {
            drawn[0]: {"xdata": np.stack([t, t])},
            drawn[1]: {"ydata": np.stack([t / 2, t / 2])},
        }


@case("line-on-log-axes", values=(0.5, 2.0))
class _Log:
    @staticmethod
    def plot(ax, t):
        ax.set(xscale="log", yscale="log", xlim=(0.01, 100), ylim=(1e-4, 1e4))
        ax.set_xticks([])
        ax.set_yticks([])
        ax.minorticks_off()
        x = np.logspace(-2, 2, 30)
        return ax.plot(x, x**t, lw=2)[0]

    @staticmethod
    def follow(drawn, t):
        return {drawn: np.logspace(-2, 2, 30) ** t}


@case("hidden", values=(-1.5, 2.0))
class _Hidden:
    @staticmethod
    def plot(ax, t):
        bare(ax).fill([-3, 0, 3], [-2, 2, -2], color="orange", visible=bool(t > 0))
        (line,) = ax.plot(X, X, lw=3)
        legend = ax.legend([line], ["a line"], loc="lower left", prop={"size": 1})
        legend.set_visible(bool(t < 0))
        return ax.patches[0], legend

    @staticmethod
    def follow(drawn, t):
        return {drawn[0]: {"visible": t > 0}, drawn[1]: {"visible": t < 0}}


@case("scatter", values=(-1.5, 0.25, 2.0))
class _Scatter:
    @staticmethod
    def plot(ax, t):
        points = np.stack([FEW, np.sin(t * FEW)], axis=1)
        points[3] = np.nan
        return bare(ax).scatter(*points.T, s=100, c="tab:red", ec="k", lw=2, alpha=0.5)

    @staticmethod
    def follow(drawn, t):
        y = np.where(np.arange(13) == 3, np.nan, np.sin(t * FEW))
        return {drawn: np.stack([FEW, y], axis=1)}


@case("scatter-sizes-and-colours")
class _Colours:
    @staticmethod
    def plot(ax, t):
        return bare(ax).scatter(
            FEW,
            np.sin(FEW),
            s=(20 * (FEW + t)) ** 2 / 20,
            c=t * FEW,
            cmap="coolwarm",
            vmin=-3,
            vmax=3,
            marker="^",
        )

    @staticmethod
    def follow(drawn, t):
        return {drawn: {"sizes": (20 * (FEW + t)) ** 2 / 20, "array": t * FEW}}


@case("scatter-crosses")
class _Crosses:
    @staticmethod
    def plot(ax, t):
        return bare(ax).scatter(
            FEW, np.cos(t * FEW), s=150, c=FEW * t, marker="x", lw=3, vmin=-3, vmax=3
        )

    @staticmethod
    def follow(drawn, t):
        return {drawn: {"offsets": np.stack([FEW, np.cos(t * FEW)], 1), "array": FEW * t}}


@case("scatter-facecolors")
class _Faces:
    @staticmethod
    def plot(ax, t):
        return bare(ax).scatter(FEW, 0 * FEW, s=200, c=_Faces.colors(t), ec="k")

    @staticmethod
    def follow(drawn, t):
        return {drawn: {"facecolors": _Faces.colors(t)}}

    @staticmethod
    def colors(t):
        a = np.abs(np.sin(FEW + t))
        return np.stack([a, 1 - a, 0.5 + 0 * a, 0.3 + a / 2], axis=1)


@case("segments")
class _Segments:
    @staticmethod
    def plot(ax, t):
        lines = LineCollection(
            _Segments.segments(t),
            array=t * FEW,
            lw=np.abs(t) + 1 + FEW / 6,
            cmap="plasma",
            clim=(-3, 3),
        )
        return bare(ax).add_collection(lines)

    @staticmethod
    def follow(drawn, t):
        widths = np.abs(t) + 1 + FEW / 6
        return {drawn: {"segments": _Segments.segments(t), "array": t * FEW, "linewidths": widths}}

    @staticmethod
    def segments(t):
        start = np.stack([FEW, -1 + 0 * FEW], axis=1)
        end = np.stack([FEW + t / 2, np.sin(t * FEW)], axis=1)
        return np.stack([start, end], axis=1)


@case("segments-colours")
class _SegmentColours:
    @staticmethod
    def plot(ax, t):
        colors = _Faces.colors(t)
        lines = LineCollection(_Segments.segments(t), colors=colors, lw=4, linestyles="--")
        return bare(ax).add_collection(lines)

    @staticmethod
    def follow(drawn, t):
        return {drawn: {"segments": _Segments.segments(t), "colors": _Faces.colors(t)}}


def field(t):
    x, y = GRID
    return np.tanh(t * x + y) * np.cos(y - t)


@case("imshow")
class _Image:
    @staticmethod
    def plot(ax, t):
        return bare(ax).imshow(
            field(t), extent=(-2, 2.5, -1, 1.5), cmap="RdBu", vmin=-1, vmax=1, aspect="auto"
        )

    @staticmethod
    def follow(drawn, t):
        return {drawn: field(t)}


@case("imshow-lower-with-nan")
class _Lower:
    @staticmethod
    def plot(ax, t):
        colors = ListedColormap(["#203060", "#d08020", "#f0e0a0"])
        image = ax.imshow(
            np.where(np.abs(field(t)) < 0.3, np.nan, field(t)),
            origin="lower",
            cmap=colors.with_extremes(under="k", over="g", bad="m"),
            vmin=-0.5,
            vmax=0.5,
            alpha=0.6,
            aspect="auto",
        )
        ax.set(xticks=[], yticks=[])
        return image

    @staticmethod
    def follow(drawn, t):
        return {drawn: np.where(np.abs(field(t)) < 0.3, np.nan, field(t))}


@case("imshow-colours", values=(-1.5, 2.0))
class _Rgb:
    @staticmethod
    def plot(ax, t):
        ax.set(xticks=[], yticks=[])
        return ax.imshow(_Rgb.colors(t), aspect="auto")

    @staticmethod
    def follow(drawn, t):
        return {drawn: _Rgb.colors(t)}

    @staticmethod
    def colors(t):
        z = field(t)
        return np.stack([np.abs(z), 1 - np.abs(z), (1 + z) / 2], axis=2)


@case("imshow-smooth", values=(-1.5, 2.0))
class _Smooth:
    @staticmethod
    def plot(ax, t):
        ax.set(xticks=[], yticks=[])
        return ax.imshow(
            field(t),
            aspect="auto",
            interpolation="bilinear",
            interpolation_stage="rgba",
            vmin=-1,
            vmax=1,
        )

    @staticmethod
    def follow(drawn, t):
        return {drawn: field(t)}


@case("imshow-smooth-numbers", values=(-1.5, 2.0))
class _SmoothNumbers:
    @staticmethod
    def plot(ax, t):
        ax.set(xticks=[], yticks=[])
        cells = np.where((np.arange(35).reshape(5, 7) + round(t)) % 3 == 0, t, -1)
        return ax.imshow(
            cells, cmap="RdBu", vmin=-2, vmax=2, aspect="auto", interpolation="bilinear"
        )

    @staticmethod
    def follow(drawn, t):
        return {drawn: np.where((np.arange(35).reshape(5, 7) + np.round(t)) % 3 == 0, t, -1)}


@case("pcolormesh")
class _Mesh:
    @staticmethod
    def plot(ax, t):
        return bare(ax).pcolormesh(*GRID, 10 ** field(t), norm=LogNorm(0.1, 10))

    @staticmethod
    def follow(drawn, t):
        return {drawn: 10 ** field(t)}


@case("clim", values=(0.25, 2.0))
class _Clim:
    @staticmethod
    def plot(ax, t):
        return bare(ax).imshow(field(1), extent=(-3, 3, -2, 2), vmin=-t, vmax=t)

    @staticmethod
    def follow(drawn, t):
        return {drawn: {"clim": np.stack([-t, t])}}


@case("imshow-in-layers")
class _Layers:
    @staticmethod
    def plot(ax, t):
        bare(ax).imshow(field(0.5), extent=(-3, 3, -2, 2), cmap="Greys")
        low = ax.imshow(field(t), extent=(-2, 1, -1, 1), vmin=-1, vmax=1)
        high = ax.imshow(-field(t), extent=(0, 2, 0, 1.5), vmin=-1, vmax=1, cmap="RdBu", alpha=0.7)
        return low, high

    @staticmethod
    def follow(drawn, t):
        return {drawn[1]: -field(t), drawn[0]: field(t)}


@case("contour")
class _Contour:
    @staticmethod
    def plot(ax, t):
        x, y = GRID
        return bare(ax).contour(
            x, y, field(t), levels=[-0.6, -0.3, 0, 0.3, 0.6], colors="k", linestyles="-"
        )

    @staticmethod
    def follow(drawn, t):
        return {drawn: field(t)}


@case("contour-with-nan")
class _ContourGaps:
    @staticmethod
    def plot(ax, t):
        x, y = GRID
        z = np.where(x < -2, np.nan, field(t))
        levels = np.linspace(-0.8, 0.8, 9)
        return bare(ax).contour(x**3 / 9, y, z, levels=levels, linewidths=2, cmap="viridis")

    @staticmethod
    def follow(drawn, t):
        x, y = GRID
        z = np.where(x < -2, np.nan, field(t))
        return {drawn: {"x": x[0] ** 3 / 9, "y": y[:, 0], "z": z}}


@case("fill-between")
class _Area:
    @staticmethod
    def plot(ax, t):
        return bare(ax).fill_between(X, np.sin(t * X), t / 2, alpha=0.4, ec="k", lw=2)

    @staticmethod
    def follow(drawn, t):
        return {drawn: (np.sin(t * X), t / 2)}


@case("fill-between-with-gaps", first=-0.1, values=(0.2, 1.2))
class _AreaGaps:
    @staticmethod
    def plot(ax, t):
        y = np.where(np.abs(X) < t, np.nan, np.cos(X))
        return bare(ax).fill_between(X, y, -1)

    @staticmethod
    def follow(drawn, t):
        return {drawn: {"x": X, "y1": np.where(np.abs(X) < t, np.nan, np.cos(X)), "y2": -1.0}}


@case("polygon")
class _Polygon:
    @staticmethod
    def plot(ax, t):
        corners = [[-2, -1], [0, t], [2, -1], [t, 0]]
        color = (abs(t) / 3, 0.5, 0.5, 0.6)
        return bare(ax).add_patch(Polygon(corners, fc=color, ec="b", lw=3, ls="--"))

    @staticmethod
    def follow(drawn, t):
        corners = np.stack(
            [np.stack([-2, -1]), np.stack([0, t]), np.stack([2, -1]), np.stack([t, 0])]
        )
        return {drawn: {"xy": corners, "facecolor": np.stack([np.abs(t) / 3, 0.5, 0.5, 0.6])}}


@case("polygons")
class _Polygons:
    @staticmethod
    def plot(ax, t):
        cells = PolyCollection(_Polygons.corners(t), array=t * FEW, cmap="plasma", clim=(-3, 3))
        cells.set(edgecolor="k", lw=2)
        return bare(ax).add_collection(cells)

    @staticmethod
    def follow(drawn, t):
        return {drawn: {"verts": _Polygons.corners(t), "array": t * FEW}}

    @staticmethod
    def corners(t):
        low, high = -1 + 0 * FEW, np.sin(t * FEW)
        xs, ys = [FEW, FEW + 0.5, FEW + t / 2], [low, low, high]
        return np.stack([np.stack(xs, axis=1), np.stack(ys, axis=1)], axis=2)


@case("polygons-colours")
class _PolygonColours:
    @staticmethod
    def plot(ax, t):
        cells = PolyCollection(_Polygons.corners(t), facecolors=_Faces.colors(t))
        return bare(ax).add_collection(cells)

    @staticmethod
    def follow(drawn, t):
        return {drawn: {"verts": _Polygons.corners(t), "facecolors": _Faces.colors(t)}}


@case("bars")
class _Bars:
    @staticmethod
    def plot(ax, t):
        bare(ax)
        up = ax.bar([-2, -1, 0], np.array([1, t, -t / 2]), width=0.7, color=["r", "g", "b"], ec="k")
        right = ax.barh([-1.5, 1.5], np.array([t, 1]), left=1, height=0.4)
        return up, right

    @staticmethod
    def follow(drawn, t):
        return {drawn[0]: np.stack([1, t, -t / 2]), drawn[1]: np.stack([t, 1])}


@case("rectangle")
class _Rectangle:
    @staticmethod
    def plot(ax, t):
        box = bare(ax).add_patch(
            Rectangle((t / 2, -1), abs(t), 1.5, fc=(0.1, abs(t) / 3, 0.5), ec="k")
        )
        return box, ax.axvspan(-3, t, alpha=0.3)

    @staticmethod
    def follow(drawn, t):
        width = np.abs(t)
        color = np.stack([0.1, width / 3, 0.5])
        return {
            drawn[0]: {"x": t / 2, "width": width, "facecolor": color},
            drawn[1]: {"width": t + 3},
        }


@case("quiver")
class _Quiver:
    @staticmethod
    def plot(ax, t):
        x, y = (part[::4, ::4] for part in GRID)
        return bare(ax).quiver(
            x, y, -y, t * x, np.hypot(y, t * x), scale=30, width=0.008, clim=(0, 5)
        )

    @staticmethod
    def follow(drawn, t):
        x, y = (part[::4, ::4] for part in GRID)
        u, v = -y.ravel(), (t * x).ravel()
        return {drawn: {"U": u, "V": v, "array": np.hypot(u, v)}}


@case("quiver-in-data")
class _Vectors:
    @staticmethod
    def plot(ax, t):
        return bare(ax).quiver(
            [0, 1],
            [0, t / 2],
            [t, 0.02 * t],
            [1, -t],
            color=["r", "b"],
            angles="xy",
            scale_units="xy",
            scale=1,
        )

    @staticmethod
    def follow(drawn, t):
        start = np.stack([np.stack([0, 0]), np.stack([1, t / 2])])
        return {drawn: {"offsets": start, "U": np.stack([t, 0.02 * t]), "V": np.stack([1, -t])}}


@case("limits", values=(-1.5, 0.25, 2.0), words=True)
class _Limits:
    @staticmethod
    def plot(ax, t):
        ax.plot(X, np.exp(X), lw=2)
        ax.scatter(FEW, FEW, s=60, c="k")
        ax.axhline(0.5)
        ax.text(0.5, 2, "words")
        ax.set(xlim=(-2 - t, 3 + t), ylim=(0.01 * t - 0.1, 10.0**t), ylabel="cost")
        ax.grid(True)
        return ax

    @staticmethod
    def follow(drawn, t):
        return {
            drawn.xaxis: np.stack([-2 - t, 3 + t]),
            drawn.yaxis: np.stack([0.01 * t - 0.1, 10.0**t]),
        }


@case("log-limits", values=(-1.5, 0.25, 2.0), words=True)
class _LogLimits:
    @staticmethod
    def plot(ax, t):
        ax.semilogy(X, np.exp(X), lw=2)
        ax.set_ylim(10.0 ** (-t - 3), 10.0 ** (t + 2.3))
        ax.set_xticks([])
        return ax

    @staticmethod
    def follow(drawn, t):
        return {drawn.yaxis: np.stack([10.0 ** (-t - 3), 10.0 ** (t + 2.3)])}


def limits_case(name: str, prepare: Callable[[Any], Any], **options: Any) -> None:
    """Register a case of axes whose limits follow, after some preparation of the axes."""
    low, high = options.pop("limits", (lambda t: -2 - t, lambda t: 3 + t))
    scale = options.pop("scale", "linear")

    class _Case:
        @staticmethod
        def plot(ax: Any, t: float) -> Any:
            ax.set(xscale=scale, yscale=scale)
            prepare(ax)
            ax.set(xlim=(low(t), high(t)), ylim=(low(t), high(t)))
            return ax

        @staticmethod
        def follow(drawn: Any, t: Any) -> dict[Any, Any]:
            limits = np.stack([low(t), high(t)])
            return {drawn.xaxis: limits, drawn.yaxis: limits}

    case(name, words=True, **options)(_Case)


def _fixed_ticks(ax: Any) -> None:
    ax.set_xticks([-2, 0, 2, 3], ["low\n(now)", "0", r"$\pi/2$", r"$x_{12}$"])
    ax.plot(X, X, lw=10)
    ax.set_yticks([-2, 0, 1, 3], ["a", r"$\frac{\pi}{2}$", r"$\sqrt{2}$", "d"])


def _dressed(ax: Any) -> None:
    ax.tick_params(direction="in", length=9, width=2, color="r", labelcolor="b", pad=7)
    ax.tick_params(axis="x", labelsize=7, rotation=40)
    ax.tick_params(axis="y", right=True, labelright=False)
    ax.set_xlabel("turned")
    ax.minorticks_on()
    ax.grid(which="minor", ls=":", color="g")
    ax.grid(which="major", lw=2)


def _at_top(ax: Any) -> None:
    ax.xaxis.tick_top()
    ax.xaxis.set_label_position("top")
    ax.yaxis.tick_right()
    ax.set(xlabel="top", ylabel="right")
    ax.set_position((0.05, 0.05, 0.7, 0.75))
    ax.spines["bottom"].set_position(("outward", 5))


def _formats(ax: Any) -> None:
    ax.xaxis.set_major_formatter("{x:.1f} €")
    ax.yaxis.set_major_formatter(PercentFormatter(1.0))
    ax.xaxis.set_major_locator(MultipleLocator(2, offset=0.5))
    ax.yaxis.set_major_locator(MaxNLocator(4))


def _leaning(ax: Any) -> None:
    ax.set_xticks([-4, -2, 0, 2, 4])
    for label in ax.get_xticklabels():
        label.set(rotation=30, ha="right", rotation_mode="anchor")
    ax.tick_params(axis="y", rotation=60)


limits_case("limits-fixed-ticks", _fixed_ticks)
limits_case("limits-tick-params", _dressed)
limits_case("limits-at-top", _at_top)
limits_case("limits-formats", _formats)
limits_case("limits-turned-labels", _leaning)
limits_case("limits-axis-off", lambda ax: (ax.axis("off"), ax.plot(X, X, lw=20)))
limits_case(
    "limits-downwards",
    lambda ax: ax.grid(True, axis="y"),
    limits=(lambda t: 3 + t, lambda t: -2 - t),
)
limits_case(
    "limits-with-power",
    lambda ax: ax.set_xlabel("millions"),
    limits=(lambda t: -1e6 * (2 + t), lambda t: 1.1e7 * (t + 3)),
)
limits_case(
    "limits-with-offset",
    lambda ax: None,
    limits=(lambda t: 1e9 + t, lambda t: 1e9 + 3 + 2 * t),
)
limits_case(
    "limits-of-a-log-axis",
    lambda ax: ax.grid(True, which="both"),
    scale="log",
    limits=(lambda t: 10.0 ** (-1 - t), lambda t: 10.0 ** (1 + 2 * t)),
    values=(-0.5, 0.25, 2.0),
)
limits_case(
    "limits-of-a-log-axis-of-2",
    lambda ax: (
        ax.xaxis.set_major_formatter(ScalarFormatter()),
        ax.set_xscale("log", base=2),
        ax.yaxis.set_major_formatter(LogFormatter()),
    ),
    scale="log",
    limits=(lambda t: 1.0, lambda t: 10.0 ** (2 + t)),
    values=(-0.5, 0.25, 2.0),
)


def colorbar_case(name: str, plot: Callable[[Any, float], Any], **options: Any) -> None:
    """Register a case of an artist with a colour bar, whose range of colours follows."""
    low, high = options.pop("limits", (lambda t: -1 - t / 2, lambda t: 2.0 + t))
    settings = options.pop("bar", {})
    prepare = options.pop("prepare", lambda bar: None)

    class _Case:
        @staticmethod
        def plot(ax: Any, t: float) -> Any:
            ax.set_position((0.05, 0.15, 0.6, 0.75))
            artist = plot(ax, t)
            artist.set_clim(low(t), high(t))
            bar = ax.get_figure().colorbar(artist, **settings)
            prepare(bar)
            return artist

        @staticmethod
        def follow(drawn: Any, t: Any) -> dict[Any, Any]:
            return {drawn: {"clim": np.stack([low(t), high(t)])}}

    case(name, words=True, **options)(_Case)


colorbar_case(
    "colorbar", lambda ax, t: bare(ax).imshow(field(1), extent=(-3, 3, -2, 2), aspect="auto")
)
colorbar_case(
    "colorbar-lying",
    lambda ax, t: bare(ax).pcolormesh(*GRID, field(1)),
    bar={"orientation": "horizontal", "extend": "both", "label": "height", "format": "%.2f"},
)
colorbar_case(
    "colorbar-log",
    lambda ax, t: bare(ax).scatter(FEW, FEW / 2, c=10**FEW, s=90, norm=LogNorm(0.1, 10)),
    limits=(lambda t: 0.01 * 10**t, lambda t: 100.0 * 10**t),
    bar={"label": "at last"},
)
colorbar_case(
    "colorbar-of-lines",
    lambda ax, t: bare(ax).add_collection(
        LineCollection(_Segments.segments(1.0), array=FEW, lw=4, cmap="plasma")
    ),
    prepare=lambda bar: (bar.ax.axhline(0, color="w", lw=3), bar.minorticks_on()),
)
colorbar_case(
    "colorbar-of-arrows",
    lambda ax, t: bare(ax).quiver(FEW, 0 * FEW, FEW, 1 + 0 * FEW, FEW, scale=9, width=0.04),
    bar={"ticks": [-1, 0, 2]},
    prepare=lambda bar: (bar.ax.set_ylabel("speed"), bar.ax.invert_yaxis()),
)


@case("text", words=True)
class _Text:
    @staticmethod
    def plot(ax, t):
        bare(ax)
        return [
            ax.text(t / 2, 1, f"up {t:.2f}", ha="center", va="bottom", size=14),
            ax.text(-2, 0, f"two\nlines {t:+.1e}", ha="left", va="top", weight="bold"),
            ax.text(0.9, 0.1, f"{t:08.3f}", ha="right", transform=ax.transAxes, color="r"),
            ax.text(0, -1.5, f"turned {t:.0%}", rotation=30, rotation_mode="anchor", alpha=0.5),
            ax.text(2.5, 0, f"{t:.1f} up the side", rotation=90, va="center", ha="center"),
        ]

    @staticmethod
    def follow(drawn, t):
        words = [
            {"text": text("up {:.2f}", t), "position": np.stack([t / 2, 1])},
            text("two\nlines {:+.1e}", t),
            text("{:08.3f}", t),
            text("turned {:.0%}", t),
            text("{:.1f} up the side", t),
        ]
        return dict(zip(drawn, words, strict=True))


def axes_for(case: Case) -> tuple[Any, Any]:
    """Return a figure and axes of the size in which pictures are compared."""
    fig = plt.figure(figsize=(4, 3))
    return fig, fig.add_axes((0.2, 0.12, 0.75, 0.8) if case.words else (0.02, 0.02, 0.96, 0.96))


# --- colours and alpha ---------------------------------------------------------------------------


@case("scatter-mapped-alpha")
class _ScatterAlpha:
    @staticmethod
    def plot(ax, t):
        points = FEW, np.sin(t * FEW)
        return bare(ax).scatter(*points, s=400, c=FEW, alpha=0.4, vmin=-3, vmax=3)

    @staticmethod
    def follow(drawn, t):
        return {drawn: np.stack([FEW, np.sin(t * FEW)], axis=1)}


@case("segments-mapped-alpha")
class _SegmentsAlpha:
    @staticmethod
    def plot(ax, t):
        lines = LineCollection(_Segments.segments(t), array=FEW, lw=9, alpha=0.4, cmap="plasma")
        return bare(ax).add_collection(lines)

    @staticmethod
    def follow(drawn, t):
        return {drawn: _Segments.segments(t)}


@case("arrows-mapped-alpha")
class _ArrowsAlpha:
    @staticmethod
    def plot(ax, t):
        return bare(ax).quiver(
            FEW, 0 * FEW, t + 0 * FEW, 1 + 0 * FEW, FEW, alpha=0.4, scale=9, width=0.02
        )

    @staticmethod
    def follow(drawn, t):
        return {drawn: (t + 0 * FEW, 1 + 0 * FEW)}


@case("faces-with-alpha")
class _FacesAlpha:
    @staticmethod
    def plot(ax, t):
        dots = bare(ax).scatter(FEW, 0 * FEW, s=900, color=_Faces.colors(t), alpha=0.5)
        return dots, ax.add_collection(
            LineCollection(_Segments.segments(1), colors=_Faces.colors(t), lw=5, alpha=0.3)
        )

    @staticmethod
    def follow(drawn, t):
        return {
            drawn[0]: {"facecolors": _Faces.colors(t)},
            drawn[1]: {"colors": _Faces.colors(t)},
        }


def warm(t):
    """Return a colour with an alpha of its own."""
    return np.stack([np.abs(t) / 3, 0.4, 0.2, 0.9])


@case("shapes-with-alpha", values=(-0.1, 0.25, 2.9))
class _ShapesAlpha:
    @staticmethod
    def plot(ax, t):
        bare(ax)
        colors = np.stack([warm(t), warm(t / 2)])
        return (
            ax.fill([-3, 0, 0], [-2, 2, -2], color=warm(t), alpha=0.4)[0],
            ax.bar([1, 2], [1, 1.5], color=colors, alpha=0.3),
            ax.plot([-3, 0, 3], [0, 1, -1], "o-", ms=20, lw=9, color=warm(t), alpha=0.5)[0],
            ax.text(-0.5, -1, "mmm", color=warm(t), alpha=0.5, size=50),
        )

    @staticmethod
    def follow(drawn, t):
        polygon, bars, line, words = drawn
        return {
            polygon: {"facecolor": warm(t), "edgecolor": warm(t)},
            bars: {"facecolor": np.stack([warm(t), warm(t / 2)])},
            line: {"color": warm(t)},
            words: {"color": warm(t)},
        }


@case("live-alpha-over-live-colours")
class _LiveAlpha:
    @staticmethod
    def plot(ax, t):
        colors, alpha = _Faces.colors(t), abs(t) / 3
        dots = bare(ax).scatter(FEW, 0 * FEW, s=900, color=colors, alpha=alpha)
        return dots, ax.scatter(FEW, 1 + 0 * FEW, s=900, c=t * FEW, alpha=alpha, vmin=-3, vmax=3)

    @staticmethod
    def follow(drawn, t):
        alpha = np.abs(t) / 3
        return {
            drawn[0]: {"facecolors": _Faces.colors(t), "alpha": alpha},
            drawn[1]: {"array": t * FEW, "alpha": alpha},
        }


@case("lognorm-of-nothing")
class _LogNothing:
    @staticmethod
    def plot(ax, t):
        counts = np.maximum(np.round(4 * field(t)), 0)
        mesh = bare(ax).pcolormesh(*GRID, counts, norm=LogNorm(0.5, 10), cmap="YlGn")
        dots = ax.scatter(FEW, 0 * FEW, s=300, c=FEW + t, norm=LogNorm(0.1, 5), ec="k")
        return mesh, dots

    @staticmethod
    def follow(drawn, t):
        return {drawn[0]: np.maximum(np.round(4 * field(t)), 0), drawn[1]: {"array": FEW + t}}


# --- gaps ----------------------------------------------------------------------------------------


@case("area-that-begins-with-a-gap", values=(-1.5, 0.25, 2.0))
class _AreaGap:
    @staticmethod
    def plot(ax, t):
        with np.errstate(all="ignore"):
            return bare(ax).fill_between(X, np.sqrt(X + t), -1, step=None)

    @staticmethod
    def follow(drawn, t):
        with np.errstate(all="ignore"):
            return {drawn: {"x": X, "y1": np.sqrt(X + t), "y2": -1.0}}


@case("area-whose-first-state-has-a-gap", first=3.0, values=(-1.5, 0.25, 2.0))
class _AreaLater:
    @staticmethod
    def plot(ax, t):
        with np.errstate(all="ignore"):
            return bare(ax).fill_between(X, np.sqrt(X + t), -1)

    @staticmethod
    def follow(drawn, t):
        with np.errstate(all="ignore"):
            return {drawn: (np.sqrt(X + t + 0 * t), -1.0)}


@case("segments-with-an-empty-line")
class _EmptyLine:
    @staticmethod
    def plot(ax, t):
        return bare(ax).add_collection(LineCollection(_EmptyLine.segments(t), lw=3))

    @staticmethod
    def follow(drawn, t):
        return {drawn: _EmptyLine.segments(t)}

    @staticmethod
    def segments(t):
        empty = np.arange(13)[:, None, None] == 3
        return np.where(empty, np.nan, _Segments.segments(t))


# --- where artists stand -------------------------------------------------------------------------


@case("axes-within-axes")
class _Inset:
    @staticmethod
    def plot(ax, t):
        bare(ax)
        inner = ax.inset_axes((0.55, 0.55, 0.4, 0.4), **BARE)
        deeper = inner.inset_axes((-0.9, -0.9, 0.6, 0.6), **BARE)
        image = deeper.imshow(field(t), extent=(-3, 3, -2, 2), vmin=-1, vmax=1, aspect="auto")
        return inner.plot(X, np.sin(t * X), lw=4)[0], image

    @staticmethod
    def follow(drawn, t):
        return {drawn[0]: np.sin(t * X), drawn[1]: field(t)}


@case("backgrounds-behind-a-heat-map")
class _Papers:
    @staticmethod
    def plot(ax, t):
        ax.figure.set_facecolor("#304050")
        bare(ax).set_facecolor("#a0d060")
        clear = ListedColormap([(1, 0, 0, 0.5), (0, 0, 0, 0), (0, 0, 1, 0.5)])
        inner = ax.inset_axes((0.6, 0.6, 0.3, 0.3), facecolor="#ffe0a0", xticks=[], yticks=[])
        inner.plot([0, 1], [0, 1], "k")
        return ax.imshow(
            field(t), extent=(-2, 3, -2, 2), vmin=-1, vmax=1, cmap=clear, aspect="auto"
        )

    @staticmethod
    def follow(drawn, t):
        return {drawn: field(t)}


@case("numbers-far-from-zero")
class _FarFromZero:
    START = 1.7e9

    @staticmethod
    def plot(ax, t):
        x = _FarFromZero.START + np.arange(60) / 7
        bare(ax, xlim=(x[0], x[-1]))
        return ax.plot(x, np.sin(t * np.arange(60) / 7), lw=2)[0]

    @staticmethod
    def follow(drawn, t):
        return {drawn: np.sin(t * np.arange(60) / 7)}


# --- artists that are only shown and hidden ------------------------------------------------------


@case("shown-and-hidden", values=(-1.5, 2.0))
class _ShownOnly:
    @staticmethod
    def plot(ax, t):
        x, y = GRID
        bare(ax)
        filled = ax.contourf(x, y, field(1), levels=5, cmap="viridis", alpha=0.5 + abs(t) / 4)
        lines = ax.contour(x, y, field(0.5), levels=5, colors="k")
        bars = ax.errorbar(FEW, 0 * FEW, 0.5, fmt="o", color="r", capsize=5)
        for part in (bars[0], *bars[1], *bars[2]):
            part.set_visible(bool(t < 0))
        lines.set_visible(bool(t > 0))
        return filled, lines, bars

    @staticmethod
    def follow(drawn, t):
        filled, lines, bars = drawn
        return {
            filled: {"alpha": 0.5 + np.abs(t) / 4},
            lines: {"visible": t > 0},
            bars: {"visible": t < 0},
        }
