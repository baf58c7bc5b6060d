"""Annotations: words, and an arrow from them to a point, both of which may move.

Matplotlib finds an arrow's shape on the paper, in inches. So does this, from the limits of the axes
and what is traced: the arrow becomes lines and a polygon on the paper that follow.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import Polygon, Rectangle
from matplotlib.text import Annotation, Text

from livefig.calls.arrowheads import straight
from livefig.calls.call import Call
from livefig.calls.given import array, is_live, is_traced
from livefig.calls.session import Session
from livefig.calls.styles import follow_style
from livefig.tracing.errors import TraceError


def annotate(call: Call) -> Any:
    """Follow `ax.annotate(text, xy, xytext, arrowprops)`, with a straight arrow."""
    given = call.given
    call.check_plain("xycoords", "textcoords", "arrowprops", "annotation_clip")
    made = call.make()
    if is_live(given["text"]):
        call.session.follow(made, text=given["text"])
    follow_style(call, made)
    call.session.annotations[made] = given
    return made


def label_middle(session: Session, note: Annotation, bar: Rectangle) -> None:
    """Let an annotation stand in the middle of what is seen of a bar, as `ax.bar_label` may do."""
    session.annotations[note] = _given(note) | {"xy": bar, "xycoords": "data"}


def finish_annotations(session: Session, ax: Any) -> None:
    """Bind the annotations of an axes, when all limits are known."""
    notes = [text for text in ax.texts if isinstance(text, Annotation) and session.is_own(text)]
    for note in notes:
        _Annotation(session, note, session.annotations.get(note) or _given(note)).finish()


def _given(note: Annotation) -> dict[str, Any]:
    """Return what Matplotlib itself asked for, as `ax.bar_label` does."""
    xy, coords = note.xy, note.xycoords
    if isinstance(coords, Rectangle):
        x, y, width, height = (
            getattr(coords, f"get_{what}")() for what in ("x", "y", "width", "height")
        )
        xy, coords = (x + xy[0] * width, y + xy[1] * height), "data"
    return {
        "xy": xy,
        "xycoords": coords,
        "xytext": note.xyann,
        "textcoords": note.anncoords,
        "arrowprops": note.arrowprops,
        "annotation_clip": note.get_annotation_clip(),
    }


@dataclass
class _Annotation:
    """An annotation whose place on the paper is found when all limits are known."""

    session: Session
    artist: Any
    given: dict[str, Any]

    def finish(self) -> None:
        """Bind the words and the arrow, if they move."""
        ax, figure = self.artist.axes, self.artist.get_figure(root=True)
        limits = [self.session.limits(ax, direction) for direction in "xy"]
        given = self.given["xy"]
        given = self._middle(given, limits) if isinstance(given, Rectangle) else given
        xy = [array(value) for value in given]
        words = self.given["xytext"]
        words = xy if words is None else [array(value) for value in words]
        coords = self.given["textcoords"] or self.given["xycoords"]
        if not is_traced((xy, words, limits)):
            return
        figure.draw_without_rendering()  # layout is settled only then
        end = self._inches(xy, self.given["xycoords"], None)
        start = self._inches(words, coords, end)
        if coords == "offset points":
            self.artist.anncoords = figure.dpi_scale_trans
            self.session.follow_all(self.artist, x=start[0], y=start[1])
        else:
            self.session.follow(self.artist, x=words[0], y=words[1])
        clip = self.given["annotation_clip"]
        visible: Any = True
        if clip or (clip is None and self.given["xycoords"] == "data"):
            for value, ends in zip(xy, limits, strict=True):
                low, high = np.minimum(*ends), np.maximum(*ends)
                visible = visible & (value >= low) & (value <= high)
            self.session.follow(self.artist, visible=visible)
        if self.artist.arrow_patch is not None:
            self._arrow(start, end, visible)

    def _middle(self, bar: Rectangle, limits: list[Any]) -> list[Any]:
        """Return the middle of what is seen of a bar, in data."""
        ends = np.transpose(
            [bar.get_xy(), np.add(bar.get_xy(), (bar.get_width(), bar.get_height()))]
        )
        middle = []
        for direction, own, shown in zip("xy", np.sort(ends, axis=1), limits, strict=True):
            low = np.maximum(own[0], np.minimum(*shown))
            high = np.minimum(own[1], np.maximum(*shown))
            is_log = getattr(self.artist.axes, f"get_{direction}scale")() == "log"
            middle.append(np.sqrt(low * high) if is_log else (low + high) / 2)
        return middle

    def _inches(self, at: list[Any], coords: Any, base: Any) -> list[Any]:
        """Return where a place is on the paper."""
        ax, figure = self.artist.axes, self.artist.get_figure(root=True)
        size = figure.get_size_inches()
        box = ax.get_position()
        if coords == "offset points" and base is not None:
            return [b + value / 72 for b, value in zip(base, at, strict=True)]
        if coords == "figure fraction":
            return [value * length for value, length in zip(at, size, strict=True)]
        if coords == "data" or coords is ax.transData:
            at = [self._share(value, direction) for value, direction in zip(at, "xy", strict=True)]
        elif coords != "axes fraction" and coords is not ax.transAxes:
            raise TraceError(
                f"annotate(…) cannot follow places in {coords!r}: use 'data', 'axes fraction', "
                "'figure fraction' or 'offset points'"
            )
        corners, sizes = (box.x0, box.y0), (box.width, box.height)
        return [
            (corner + value * part) * length
            for value, corner, part, length in zip(at, corners, sizes, size, strict=True)
        ]

    def _share(self, value: Any, direction: str) -> Any:
        """Return where between the limits of an axis a number is."""
        low, high = self.session.limits(self.artist.axes, direction)
        if getattr(self.artist.axes, f"get_{direction}scale")() == "log":
            value, low, high = np.log10(value), np.log10(low), np.log10(high)
        return (value - low) / (high - low)

    def _arrow(self, start: list[Any], end: list[Any], visible: Any) -> None:
        patch, figure = self.artist.arrow_patch, self.artist.get_figure(root=True)
        box = Text.get_window_extent(self.artist)
        anchor = self.artist.get_transform().transform(self.artist.get_position())
        words = (np.array([box.p0, box.p1]) - anchor) / figure.dpi
        if not self.artist.get_text():
            words = None
        lines, filled = straight(self.given["arrowprops"], patch, words, start, end)
        patch.set_visible(False)
        about = {
            "transform": figure.dpi_scale_trans,
            "linewidth": patch.get_linewidth(),
            "zorder": self.artist.get_zorder(),
            "clip_on": False,
        }
        drawn: list[tuple[Any, str, Any]] = []
        if lines is not None:
            shaft = LineCollection(
                list(np.zeros((lines.shape[0], 3, 2))),
                colors=[patch.get_edgecolor()],
                linestyles=patch.get_linestyle(),
                capstyle="round",
                joinstyle="round",
                **about,
            )
            self.artist.axes.add_collection(shaft, autolim=False)
            drawn.append((shaft, "segments", lines))
        for corners in filled:
            head = Polygon(
                np.zeros((corners.shape[0], 2)),
                facecolor=patch.get_facecolor(),
                edgecolor=patch.get_edgecolor(),
                joinstyle="round",
                **about,
            )
            self.artist.axes.add_artist(head)
            drawn.append((head, "xy", corners))
        for artist, key, value in drawn:
            artist.set(**{key: value.value if hasattr(value, "value") else value})
            self.session.change(artist, {key: value})
            self.session.follow(artist, visible=visible)
