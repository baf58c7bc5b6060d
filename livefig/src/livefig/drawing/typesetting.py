"""Texts that the page sets itself, as numbers in them change: lines, baselines, first state."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.cbook import is_math_text
from matplotlib.text import Text

from livefig.drawing.colors import css
from livefig.drawing.styles import Recorder
from livefig.drawing.svg import em, em_offset, font_style, position, text_anchor
from livefig.notation.mathtext import Run, typeset
from livefig.notation.text import LiveText, Slot, Template, format_number

SCRIPT_SIZE = 0.7
RISE = {0: 0.0, 1: 0.35, -1: -0.2}  # of a script's baseline, in em


def text_style(artist: Text) -> dict[str, Any]:
    """Return font, colour, anchor and rotation."""
    color, alpha = artist.get_color(), artist.get_alpha()
    return {
        "css": font_style(artist.get_fontproperties()),
        "fill": css(color if alpha is None else (color, alpha)),
        "anchor": text_anchor(artist, artist.get_rotation()),
        "angle": 0.0 - float(artist.get_rotation()),
    }


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
    with _seen_saying(artist, LiveText(template, ()).filled(numbers) or "0"):
        artist.draw(recorder)
        start = position(artist, page[1])
    angle, font = artist.get_rotation(), artist.get_fontproperties()
    offsets = []
    for line, x, y in recorder.texts:
        is_math = bool(artist.get_parse_math() and is_math_text(line))
        width = recorder.get_text_width_height_descent(line, font, is_math)[0]
        offset = em_offset(artist, (x, y), start, width, angle)
        offsets.append([round(part, 3) + 0.0 for part in offset])
    return offsets


@contextmanager
def _seen_saying(artist: Text, words: str) -> Iterator[None]:
    """Within this context a text says something else, and stands somewhere if it stood nowhere."""
    kept, place = artist.get_text(), artist.get_unitless_position()
    nowhere = not np.isfinite(place).all()  # Matplotlib does not draw it
    artist.set_text(words)
    if nowhere:
        artist.set_position((1.0, 1.0))
    try:
        yield
    finally:
        artist.set_text(kept)
        if nowhere:
            artist.set_position(place)


def rises(line: list[Run]) -> list[float]:
    """Return how far each run's baseline is below that of the run before it, in its own em."""
    levels = [0, *(run.script for run in line)]
    return [
        round((RISE[before] - RISE[level]) / (SCRIPT_SIZE if level else 1), 3) + 0.0
        for before, level in pairwise(levels)
    ]


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


def text_elements(
    artist: Text, template: Template, numbers: Sequence[Any], page: tuple[float, float]
) -> list[ET.Element]:
    """Return the `<text>` elements, one a line, that `marks/text.js` makes of the same text."""
    if not np.isfinite(artist.get_unitless_position()).all():
        return []
    style = text_style(artist)
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
