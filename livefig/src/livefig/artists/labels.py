"""Live text, and artists of any other type that are only shown, hidden or faded."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, ClassVar

import numpy as np
from matplotlib.artist import Artist
from matplotlib.cbook import is_math_text
from matplotlib.text import Text

from livefig.artists.kind import Kind, Recorder
from livefig.drawing.colors import css
from livefig.drawing.svg import em, em_offset, font_style, position, text_anchor
from livefig.notation.mathtext import Run, typeset
from livefig.notation.text import LiveText, Slot, format_number, text
from livefig.spec import ArtistSpec

Template = tuple[str | Slot, ...]
SCRIPT_SIZE = 0.7
RISE = {0: 0.0, 1: 0.35, -1: -0.2}  # of a script's baseline, in em


class TextKind(Kind):
    """What `ax.text`, `ax.set_title`, `ax.set_xlabel` and `fig.suptitle` give."""

    name = "text"
    artists = (Text,)
    shorthand = "text(...), a str or a number"
    properties: ClassVar = {
        "text": "text(...), str or ()",
        "position": "(2,)",
        "x": "()",
        "y": "()",
        "color": "(3,) or (4,)",
    }

    def read(self, artist: Any, value: Any) -> dict[str, Any]:
        """Take anything as the text."""
        return {"text": value}

    def current(self, artist: Any) -> dict[str, Any]:
        """Return where the text stands."""
        x, y = artist.get_unitless_position()
        return {"x": np.float64(x), "y": np.float64(y)}

    def check(self, artist: Any, what: str) -> None:
        """Refuse frames and outlines."""
        if artist.get_bbox_patch() is not None or artist.get_path_effects():
            raise ValueError(
                f"{what} has a frame (bbox) or path effects, which a live text cannot have: "
                "draw the frame as a rectangle of its own"
            )

    def elements(
        self, binding: Any, spec: ArtistSpec, axes: Any, page: tuple[float, float]
    ) -> list[ET.Element] | None:
        """Return the text as the page sets it."""
        if binding.template is None:
            return None
        return text_elements(binding.artist, binding.template, binding.numbers, page)

    def style(self, artist: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Return font, colour, anchor and rotation."""
        color, alpha = artist.get_color(), artist.get_alpha()
        return {
            "css": font_style(artist.get_fontproperties()),
            "fill": css(color if alpha is None else (color, alpha)),
            "anchor": text_anchor(artist, artist.get_rotation()),
            "angle": 0.0 - float(artist.get_rotation()),
        }


class GroupKind(Kind):
    """Any other artist: it stays as Matplotlib drew it, shown or hidden, opaque or faded."""

    name = "group"
    artists = (Artist,)
    shorthand = "nothing"
    properties: ClassVar = {}

    def read(self, artist: Any, value: Any) -> dict[str, Any]:
        """Refuse: there is nothing that a bare value could mean."""
        raise TypeError

    def transform(self, artist: Any) -> Any:
        """Return no transform: the drawing stays where it is."""
        return None

    def style(self, artist: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Return nothing: the drawing stays as it is."""
        return {}


def as_live_text(value: Any) -> LiveText:
    """Take a live text, a string or a number as a live text."""
    if isinstance(value, LiveText):
        return value
    if isinstance(value, str):
        return LiveText((value,) if value else (), ())
    if np.shape(value) == () and getattr(getattr(value, "dtype", None), "kind", "f") in "fiub":
        return text("{:.3g}", value) if not isinstance(value, int) else text("{}", value)
    raise TypeError(f"got {value!r}, but a text is text(...), a str or a number")


def lines_of(artist: Text, template: Template) -> list[list[Run]]:
    """Return a template's lines of runs; without notation where Matplotlib sees none."""
    words = "".join(part if isinstance(part, str) else "0" for part in template)
    return typeset(template, notation=bool(is_math_text(words)) and artist.get_parse_math())


def baselines(
    artist: Text, template: Template, numbers: Sequence[Any], page: tuple[float, float]
) -> list[list[float]]:
    """Return the way from a text's position to each line's anchor, in em along and across it.

    Parameters
    ----------
    artist
        The text, in a figure at page scale.
    template
        What it says.
    numbers
        What stands in it at first; the width of the words matters in turned text only.
    page
        Width and height of the page.
    """
    recorder = Recorder(*page)
    kept = artist.get_text()
    artist.set_text(LiveText(template, ()).filled(numbers) or "0")
    try:
        artist.draw(recorder)
    finally:
        artist.set_text(kept)
    angle, font = artist.get_rotation(), artist.get_fontproperties()
    offsets = []
    for line, x, y in recorder.texts:
        is_math = bool(artist.get_parse_math() and is_math_text(line))
        width = recorder.get_text_width_height_descent(line, font, is_math)[0]
        offset = em_offset(artist, (x, y), position(artist, page[1]), width, angle)
        offsets.append([round(part, 3) + 0.0 for part in offset])
    return offsets


def rises(line: list[Run]) -> list[float]:
    """Return how far each run's baseline is below that of the run before it, in its own em."""
    levels = [0, *(run.script for run in line)]
    return [
        round((RISE[before] - RISE[level]) / (SCRIPT_SIZE if level else 1), 3) + 0.0
        for before, level in pairwise(levels)
    ]


def text_elements(
    artist: Text, template: Template, numbers: Sequence[Any], page: tuple[float, float]
) -> list[ET.Element]:
    """Return the `<text>` elements, one a line, that `marks/text.js` makes of the same text."""
    style = TextKind().style(artist, {})
    x, y = position(artist, page[1])
    elements = []
    lines = lines_of(artist, template)
    for line, (dx, dy) in zip(lines, baselines(artist, template, numbers, page), strict=True):
        element = ET.Element("text", {"x": em(dx), "y": em(dy)})
        element.set("transform", f"translate({x:.2f} {y:.2f}) rotate({style['angle']:g})")
        element.set("text-anchor", style["anchor"])
        element.set("style", f"{style['css']};fill:{style['fill']};white-space:pre")
        for run, rise in zip(line, rises(line), strict=True):
            content = run.content
            if isinstance(content, Slot):
                content = format_number(numbers[content.index], content.spec)
            span = ET.SubElement(element, "tspan")
            span.text = content
            if rise:
                span.set("dy", f"{rise:g}em")
            if css_of_run(run):
                span.set("style", css_of_run(run))
        elements.append(element)
    return elements


def css_of_run(run: Run) -> str:
    """Return the CSS of a run of text within its line."""
    style = []
    if run.italic:
        style.append("font-style:italic")
    if run.bold:
        style.append("font-weight:bold")
    if run.script:
        style.append(f"font-size:{100 * SCRIPT_SIZE:g}%")
    return ";".join(style)
