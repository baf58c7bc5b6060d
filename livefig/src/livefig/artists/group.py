"""Any other artist: shown, hidden, faded."""

from typing import Any, ClassVar

from matplotlib import cbook
from matplotlib.artist import Artist
from matplotlib.container import Container

from livefig.artists.features import FEATURES
from livefig.artists.kind import Kind


class GroupKind(Kind):
    """Any other artist: it stays as Matplotlib drew it, shown or hidden, opaque or faded."""

    name = "group"
    artists = (Artist, Container)
    shorthand = "nothing"
    movable = False
    fades = ("opacity",)  # as a whole: its shapes have alphas of their own
    properties: ClassVar = {}
    draws = frozenset(feature.name for feature in FEATURES)  # Matplotlib does

    def read(self, artist: Any, value: Any) -> dict[str, Any]:
        """Refuse: there is nothing that a bare value could mean."""
        raise TypeError

    def parts(self, artist: Any) -> list[Any]:
        """Return the artists of a container, such as what `ax.errorbar` gives."""
        if not isinstance(artist, Container):
            return [artist]
        return [child for child in cbook.flatten(artist.get_children()) if child is not None]

    def transform(self, artist: Any) -> Any:
        """Return no transform: the drawing stays where it is."""
        return None

    def style(self, artist: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Return nothing: the drawing stays as it is."""
        return {}
