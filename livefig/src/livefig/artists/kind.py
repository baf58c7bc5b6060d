"""What every kind of live artist can say of itself, and the pair of an artist and its values."""

import xml.etree.ElementTree as ET
from collections.abc import Set
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np

from livefig.artists.values import constant, describe
from livefig.drawing.colors import colormap
from livefig.drawing.sheet import Sheet
from livefig.notation.text import Template
from livefig.spec import ArtistSpec

COMMON = {"visible": "()", "alpha": "()"}  # properties of every artist


class Kind:
    """A kind of artist: one row of the table of what a live figure can change.

    `properties` maps the names of Matplotlib's properties to the shapes they may have; a letter
    stands for a length that is the same in all properties of one artist.
    """

    name: ClassVar[str]
    artists: ClassVar[tuple[type, ...]]
    shorthand: ClassVar[str]  # what a value stands for that is not a dict
    properties: ClassVar[dict[str, str]]
    draws: ClassVar[frozenset[str]] = frozenset()  # features of `features.py` that the page has
    mapped = False  # whether `array` goes through a colormap
    one_shape = False  # whether shapes must be the same for all choices
    hoverable = False  # whether the page can read its values out
    movable = True  # whether the page can draw it anew in axes whose limits change
    fades: ClassVar[tuple[str, ...]] = (
        "fill-opacity",
        "stroke-opacity",
    )  # each shape by itself, as in Matplotlib
    redrawn = False  # whether `elements` replaces Matplotlib's drawing

    # what an author may ask of it

    def read(self, artist: Any, value: Any) -> dict[str, Any]:
        """Turn a shorthand value into properties."""
        raise NotImplementedError

    def check(self, artist: Any, what: str) -> None:
        """Raise if the artist uses a feature that the page cannot draw."""

    def complete(self, artist: Any, values: dict[str, Any], what: str) -> dict[str, Any]:
        """Return the values with what the page needs beside those that the author gave."""
        return values

    def verify(self, artist: Any, values: dict[str, Any], given: Set[str], what: str) -> None:
        """Raise if concrete values do not fit the artist; `given` names those of the author."""

    def apply(self, artist: Any, values: dict[str, Any]) -> None:
        """Set concrete values on the artist."""
        artist.set(**values)

    # what else is drawn because of it

    def parts(self, artist: Any) -> list[Any]:
        """Return the artists whose drawings are this one's; most are their own only part."""
        return [artist]

    def beside(self, artist: Any) -> list[Any]:
        """Return artists that Matplotlib draws inside this one, but the page beside it."""
        return []

    def company(self, artist: Any) -> list[Any]:
        """Return the artists that have to be drawn by the page, too, when this one is."""
        return []

    def redraws(self, artist: Any) -> bool:
        """Tell whether the page draws the artist better than Matplotlib even where it is still."""
        return False

    # what the page needs to go on drawing it

    def current(self, artist: Any) -> dict[str, Any]:
        """Return the data that the page needs even where the author's function gives none."""
        return {}

    def transform(self, artist: Any) -> Any:
        """Return the transform from the artist's data to the display, None where it has none."""
        return artist.get_transform()

    def is_clipped(self, artist: Any) -> bool:
        """Tell whether the box of its axes cuts the artist off."""
        has_clip = artist.get_clip_box() is not None or artist.get_clip_path() is not None
        return bool(artist.get_clip_on()) and has_clip and artist.axes is not None

    def style(self, artist: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Return what the page needs to draw the artist as Matplotlib does."""
        raise NotImplementedError

    def spec(self, binding: "Binding", number: int, sheet: Sheet) -> ArtistSpec:
        """Return the spec of the artist, as the figure stands now.

        Parameters
        ----------
        binding : Binding
            The artist and its values.
        number : int
            Its place among the figure's live artists.
        sheet : Sheet
            The page that the figure is drawn on.
        """
        artist, properties = binding.artist, binding.properties
        values = self.current(artist)
        first = self.parts(artist)[0]
        x, y = sheet.scales(self.transform(artist), first.axes, binding.what)
        spec: ArtistSpec = {
            "id": sheet.id_of(first),
            "kind": self.name,
            "axes": sheet.axes_number(first.axes),
            "x": x,
            "y": y,
            "clip": self.is_clipped(first),
            "values": {key: constant(value) for key, value in values.items()},
            "shapes": {key: list(np.shape(v)) for key, v in (values | properties).items()},
            "style": self.style(artist, values),
        }
        for key in properties:
            spec["values"][key] = sheet.output_of(number, key)
        alpha = first.get_alpha()
        if alpha is not None and np.ndim(alpha) == 0:
            spec["style"]["alpha"] = float(alpha)  # live colours lose their own to it
        if self.mapped and artist.get_array() is not None:
            fades = None if self.redrawn else alpha  # an image fades as a whole
            spec["colormap"] = colormap(artist, binding.what, fades)
        return spec

    def elements(
        self, binding: "Binding", spec: ArtistSpec, sheet: Sheet
    ) -> list[ET.Element] | None:
        """Return what is drawn first instead of Matplotlib's own drawing, or None to keep that."""
        return None


@dataclass
class Binding:
    """An artist and the values that it follows."""

    artist: Any
    kind: Kind
    figure: str  # its name, for messages
    values: dict[str, Any]  # property -> value, traced or not; a text's numbers: "text.0", …
    given: Set[str] = frozenset()  # properties that the author's function returned
    template: Template | None = None  # texts only: what it says at first
    numbers: list[Any] = field(default_factory=list)  # and the concrete numbers in it
    templates: list[Template] = field(default_factory=list)  # of all combinations of choices
    template_of: list[int] = field(default_factory=list)  # combination -> its template

    @property
    def what(self) -> str:
        """The names of the figure and the artist in messages."""
        return f"figure {self.figure!r}: {describe(self.artist)}"

    @property
    def properties(self) -> dict[str, Any]:
        """The values that are properties of the artist, without the numbers in a text."""
        return {key: value for key, value in self.values.items() if not is_slot(key)}


def slot(index: int) -> str:
    """Return the name among a binding's values of a number that stands in its text."""
    return f"text.{index}"


def is_slot(key: str) -> bool:
    """Tell whether the name among a binding's values is that of a number in its text."""
    return key.startswith("text.")
