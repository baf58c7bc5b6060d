"""The table of artists that a live figure can change; the documentation prints it."""

from typing import Any

from matplotlib.collections import PatchCollection
from matplotlib.lines import AxLine
from matplotlib.patches import FancyArrowPatch
from matplotlib.streamplot import StreamplotSet

from livefig.artists.area import AreaKind
from livefig.artists.arrows import ArrowsKind
from livefig.artists.axis import AxisKind
from livefig.artists.bars import BarsKind
from livefig.artists.contour import ContourKind
from livefig.artists.depth_order import DepthOrderKind
from livefig.artists.ellipse import EllipseKind
from livefig.artists.group import GroupKind
from livefig.artists.image import ImageKind
from livefig.artists.kind import COMMON, Kind
from livefig.artists.line import LineKind
from livefig.artists.points import PointsKind
from livefig.artists.polygon import PolygonKind
from livefig.artists.polygons import PolygonsKind
from livefig.artists.segments import SegmentsKind
from livefig.artists.text import TextKind

ANY_ARTIST = GroupKind()
KINDS: list[Kind] = [
    LineKind(),
    PointsKind(),
    SegmentsKind(),
    ImageKind(),
    ContourKind(),
    ArrowsKind(),
    AreaKind(),
    PolygonKind(),
    PolygonsKind(),
    EllipseKind(),
    BarsKind(),
    TextKind(),
    AxisKind(),
    DepthOrderKind(),
    ANY_ARTIST,  # last: any other artist
]

SUPPORTED = (
    "lines, scatters, line collections, images, filled areas, polygons, circles, bars, arrows, "
    "contours, texts and the limits of axes"
)
INSTEAD: dict[type, str] = {
    FancyArrowPatch: "use ax.quiver(x, y, u, v, angles='xy', scale_units='xy', scale=1)",
    AxLine: "use ax.plot with two points",
    PatchCollection: "add its patches to the axes one by one (the arrowheads of ax.streamplot are "
    "there already: those of ax.patches that it adds)",
    StreamplotSet: "return a value for its lines, sp.lines, and for each arrowhead: those are the "
    "patches that ax.streamplot adds to ax.patches",
}


def kind_of(artist: Any) -> Kind:
    """Return the kind of an artist, by its very type: a subclass may draw itself otherwise."""
    return next((kind for kind in KINDS if type(artist) in kind.artists), ANY_ARTIST)


def instead_of(artist: Any) -> str:
    """Say what to use instead of an artist that cannot follow values."""
    for known, advice in INSTEAD.items():
        if isinstance(artist, known):
            return advice
    return f"what can follow values are {SUPPORTED}"


def table() -> list[dict[str, str]]:
    """Return the table for readers: what makes the artist, its shorthand, its properties.

    Returns
    -------
    list of dict
        Keys `artist`, `made by`, `a bare value means`, `properties` (with their shapes).
    """
    rows = []
    for kind in KINDS:
        properties = (kind.properties | COMMON).items()
        rows.append(
            {
                "artist": ", ".join(artist.__name__ for artist in kind.artists),
                "made by": (kind.__doc__ or "").splitlines()[0].rstrip("."),
                "a bare value means": kind.shorthand,
                "properties": ", ".join(f"{name}: {shape}" for name, shape in properties),
            }
        )
    return rows
