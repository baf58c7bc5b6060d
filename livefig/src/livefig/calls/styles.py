"""Traced values of style: what a kind of artist has a property for; the rest is refused."""

from typing import Any

from livefig.artists.kind import COMMON
from livefig.artists.table import kind_of
from livefig.calls.call import Call
from livefig.calls.given import array, is_traced

SHORT = {"c": "color", "lw": "linewidth", "fc": "facecolor", "ec": "edgecolor"}
# of lines `color` is a property; of other artists it is called otherwise
OTHERWISE = {
    "color": ("facecolor", "facecolors", "colors"),
    "facecolor": ("facecolors",),
    "linewidth": ("linewidths",),
}


def follow_style(call: Call, artist: Any, *also: str) -> None:
    """Let the traced keyword arguments of a call follow.

    Parameters
    ----------
    call : Call
        The call; those of its keywords that go on to its artists are followed.
    artist : Artist or Container
        What it made.
    *also : str
        Parameters of the method that are properties of the artist, too.
    """
    kind = kind_of(artist)
    allowed = kind.properties | COMMON
    given = {key: value for key, value in call.given.items() if key in also} if also else {}
    for key, value in (given | call.style).items():
        if not is_traced(value):
            continue
        if key == "label":
            call.session.labels[artist] = value  # a legend will show it
            continue
        name = SHORT.get(key, key)
        found = next((n for n in (name, *OTHERWISE.get(name, ())) if n in allowed), None)
        if found is None:
            raise call.refuse(
                f"cannot follow {key}=…: of what it draws, {', '.join(allowed)} can follow a "
                "control"
            )
        call.session.follow(artist, **{found: array(value)})
