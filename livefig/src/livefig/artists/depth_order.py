"""The order of what is drawn in space, which changes as it is turned."""

from typing import Any, ClassVar

from livefig.artists.kind import Binding, Kind
from livefig.drawing.order import DepthOrder
from livefig.drawing.sheet import Sheet
from livefig.spec import ArtistSpec


class DepthOrderKind(Kind):
    """What `interact` adds where several things stand in axes of three directions."""

    name = "order"
    artists = (DepthOrder,)
    shorthand = "depths"
    properties: ClassVar = {"depths": "(n,)"}

    def read(self, artist: Any, value: Any) -> dict[str, Any]:
        """Take anything as the depths."""
        return {"depths": value}

    def current(self, artist: Any) -> dict[str, Any]:
        """Return the depths of its members."""
        return {"depths": artist.depths}

    def apply(self, artist: Any, values: dict[str, Any]) -> None:
        """Sort the members."""
        artist.set_depths(values["depths"])

    def transform(self, artist: Any) -> Any:
        """Return no transform: it draws nothing."""
        return None

    def style(self, artist: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Return nothing: it draws nothing."""
        return {}

    def spec(self, binding: Binding, number: int, sheet: Sheet) -> ArtistSpec:
        """Add the groups that are sorted."""
        spec = super().spec(binding, number, sheet)
        spec["style"]["members"] = [sheet.id_of(member) for member in binding.artist.members]
        return spec
