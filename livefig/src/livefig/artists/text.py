"""Texts whose words, numbers, place or colour follow values."""

import xml.etree.ElementTree as ET
from typing import Any, ClassVar

import numpy as np
from matplotlib.text import Annotation, Text

from livefig.artists.kind import Binding, Kind, slot
from livefig.artists.values import COLOR
from livefig.drawing.sheet import Sheet
from livefig.drawing.typesetting import (
    baselines,
    css_of_run,
    lines_of,
    rises,
    text_elements,
    text_style,
)
from livefig.notation.text import Slot, Template
from livefig.spec import ArtistSpec, TextRun


class TextKind(Kind):
    """What `ax.text`, `ax.annotate`, `ax.set_title`, `ax.set_xlabel` and `fig.suptitle` give."""

    name = "text"
    artists: ClassVar[tuple[type, ...]] = (Text, Annotation)
    shorthand = "text(...), a str or a number"
    properties: ClassVar = {
        "text": "text(...), str or ()",
        "position": "(2,)",
        "x": "()",
        "y": "()",
        "color": COLOR,
        "rotation": "()",
    }

    def read(self, artist: Any, value: Any) -> dict[str, Any]:
        """Take anything as the text."""
        return {"text": value}

    def check(self, artist: Any, what: str) -> None:
        """Refuse the arrow of an annotation, which only `interact` can move."""
        arrow = getattr(artist, "arrow_patch", None)
        if arrow is not None and arrow.get_visible():
            raise ValueError(
                f"{what} has an arrow, which cannot follow: use ax.text for the words, and "
                "ax.quiver(..., angles='xy', scale_units='xy', scale=1) for the arrow"
            )

    def complete(self, artist: Any, values: dict[str, Any], what: str) -> dict[str, Any]:
        """Refuse to turn a text about anything but its anchor."""
        if "rotation" in values and artist.get_rotation_mode() != "anchor":
            raise ValueError(
                f"{what} cannot follow a rotation as it stands: make it with rotation_mode='anchor'"
            )
        return values

    def current(self, artist: Any) -> dict[str, Any]:
        """Return where the text stands."""
        x, y = artist.get_unitless_position()
        return {"x": np.float64(x), "y": np.float64(y)}

    def apply(self, artist: Any, values: dict[str, Any]) -> None:
        """Set what is given; Matplotlib takes an angle as a plain number only."""
        turned = {"rotation": float(values["rotation"])} if "rotation" in values else {}
        artist.set(**(values | turned))

    def style(self, artist: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Return font, colour, anchor and rotation."""
        return text_style(artist)

    def spec(self, binding: Binding, number: int, sheet: Sheet) -> ArtistSpec:
        """Add what the text says, for each combination of choices, and where its lines stand."""
        artist = binding.artist
        templates = binding.templates or [binding.template or (artist.get_text(),)]
        spec = super().spec(binding, number, sheet)
        spec["templates"] = [_lines_spec(artist, t, number, sheet) for t in templates]
        spec["template_of"] = binding.template_of or [0]
        spec["style"]["offsets"] = [
            baselines(artist, template, _numbers(binding, template), sheet.size)
            for template in templates
        ]
        return spec

    def elements(self, binding: Binding, spec: ArtistSpec, sheet: Sheet) -> list[ET.Element] | None:
        """Return the text as the page sets it."""
        if binding.template is None:
            return None
        return text_elements(binding.artist, binding.template, binding.numbers, sheet.size)


def _lines_spec(artist: Text, template: Template, number: int, sheet: Sheet) -> list[list[TextRun]]:
    """Return a template as the page's runtime needs it: lines of words and numbers."""
    lines = []
    for line in lines_of(artist, template):
        runs: list[TextRun] = []
        for run, rise in zip(line, rises(line), strict=True):
            item: TextRun = {}
            if isinstance(run.content, Slot):
                item["value"] = sheet.output_of(number, slot(run.content.index))
                item["spec"] = run.content.spec
            else:
                item["text"] = run.content
            if css_of_run(run):
                item["css"] = css_of_run(run)
            if rise:
                item["dy"] = rise
            runs.append(item)
        lines.append(runs)
    return lines


def _numbers(binding: Binding, template: Template) -> list[Any]:
    """Return the numbers of the first state, or zeros for a template that is not in it."""
    if template == binding.template:
        return binding.numbers
    slots = (part.index for part in template if isinstance(part, Slot))
    return [0.0] * (1 + max(slots, default=0))
