"""Any other artist: shown, hidden, faded."""

from typing import Any, ClassVar

from matplotlib.artist import Artist

from livefig.artists.kind import Kind


class GroupKind(Kind):
    """Any other artist: it stays as Matplotlib drew it, shown or hidden, opaque or faded."""

    name = "group"
    artists = (Artist,)
    shorthand = "nothing"
    movable = False
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
