"""Colour bars of artists whose range of colours follows: their numbers follow it, too."""

from typing import Any, ClassVar

from matplotlib.cm import ScalarMappable
from matplotlib.colors import LogNorm, Normalize

from livefig.artists.axis import AxisKind, check_ticks
from livefig.artists.kind import Binding
from livefig.artists.values import describe


class ColorbarKind(AxisKind):
    """The long axis of a colour bar. Its colours stay where they are: only numbers move."""

    artists: ClassVar[tuple[type, ...]] = ()  # none by itself: see `colorbars_of`

    def apply(self, artist: Any, values: dict[str, Any]) -> None:
        """Do nothing: Matplotlib tells the colour bar of its artist's range."""

    def check(self, artist: Any, what: str) -> None:
        """Refuse colour bars whose colours would change, too."""
        colorbar = artist.axes._colorbar
        if colorbar.boundaries is not None or colorbar.values is not None:
            raise ValueError(f"{what} has boundaries or values of its own: leave them out")
        check_ticks(artist, what)

    def company(self, artist: Any) -> list[Any]:
        """Return what the author drew into the colour bar."""
        colorbar = artist.axes._colorbar
        own = {colorbar.solids, colorbar.dividers, colorbar.outline}
        return [child for child in super().company(artist) if child not in own]

    def style(self, artist: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Return the style of an axis, and whether it runs downwards."""
        return super().style(artist, values) | {"inverted": bool(artist.get_inverted())}


def colorbars_of(fig: Any, binding: Binding) -> list[Binding]:
    """Return bindings of the colour bars that show the range of an artist that follows a value.

    Raises
    ------
    ValueError
        If a colour bar, or the artist's norm, cannot follow.
    """
    clim = binding.values.get("clim")
    if clim is None:
        return []
    artist = binding.artist
    if artist.get_array() is None and "array" not in binding.values:
        raise ValueError(
            f"{binding.what} follows 'clim', but has no numbers behind its colours: give it an "
            "array (c=... of a scatter)"
        )
    if type(artist.norm) not in (Normalize, LogNorm):
        raise ValueError(
            f"{binding.what} has the norm {type(artist.norm).__name__}, whose clim cannot follow: "
            "use Normalize or LogNorm"
        )
    found = []
    for axes in fig.axes:
        colorbar = getattr(axes, "_colorbar", None)
        if colorbar is not None and colorbar.norm is artist.norm:
            bar = Binding(colorbar.long_axis, ColorbarKind(), binding.figure, {"limits": clim})
            bar.kind.check(bar.artist, f"{binding.what}: its colour bar")
            found.append(bar)
    return found


def check_norms(fig: Any, bound: list[Binding]) -> None:
    """Refuse an artist that shares its norm with one whose range follows, but does not follow."""
    following = [binding for binding in bound if "clim" in binding.values]
    known = {id(binding.artist) for binding in following}
    for binding in following:
        for other in fig.findobj(lambda artist: isinstance(artist, ScalarMappable)):
            is_bar = hasattr(other.axes, "_colorbar")
            if other.norm is binding.artist.norm and id(other) not in known and not is_bar:
                raise ValueError(
                    f"{binding.what} shares its norm with {describe(other)}, whose colours would "
                    "have to follow, too: return the clim of both, or make a norm for each"
                )
