"""Figures whose live values are all constants, drawn; and how to look at the drawing."""

import xml.etree.ElementTree as ET

import numpy as np

from livefig.artists import binding as artists
from livefig.artists.values import constant
from livefig.picture.draw import draw
from livefig.spec import Scale

X = np.linspace(0, 1, 5)


def bind(fig, mapping):
    """Return the bindings of a figure named demo."""
    return artists.bindings(fig, mapping, "demo")


def drawn(fig, mapping):
    """Return the drawing of a figure whose values are all constants."""
    bound = bind(fig, mapping)
    artists.apply(bound, lambda value: value)
    whole = artists.unify([bound], "demo")
    return draw(fig, whole, "demo", lambda i, key: constant(whole[i].values[key]))


def group(drawing, number):
    """Return the group of the artist of that number."""
    svg = ET.fromstring(drawing.svg)
    return next(e for e in svg.iter() if e.get("id") == f"demo-artist-{number}")


def page(scale: Scale, value: float) -> float:
    """Return where a value is on the page."""
    return scale["slope"] * (np.log10(value) if scale["kind"] == "log" else value) + scale["offset"]
