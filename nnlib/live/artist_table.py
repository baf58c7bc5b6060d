"""The table of artists that a live figure can change; the documentation prints it."""

from nnlib.live.artist_axis import AxisKind
from nnlib.live.artist_fields import ContourKind, ImageKind
from nnlib.live.artist_kinds import COMMON, Kind
from nnlib.live.artist_labels import GroupKind, TextKind
from nnlib.live.artist_marks import LineKind, PointsKind, SegmentsKind
from nnlib.live.artist_shapes import AreaKind, ArrowsKind, BarsKind, PolygonKind

KINDS: list[Kind] = [
    LineKind(),
    PointsKind(),
    SegmentsKind(),
    ImageKind(),
    ContourKind(),
    ArrowsKind(),
    AreaKind(),
    PolygonKind(),
    BarsKind(),
    TextKind(),
    AxisKind(),
    GroupKind(),  # last: any other artist
]


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
