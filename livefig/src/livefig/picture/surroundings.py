"""What stands around the live artists of a figure, and is drawn with regard to them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.cm import ScalarMappable
from matplotlib.collections import QuadMesh
from matplotlib.image import AxesImage

from livefig.artists.kind import Binding
from livefig.artists.table import kind_of
from livefig.drawing.sheet import all_axes
from livefig.drawing.transforms import stands_in_data


def redrawn(fig: Any, bound: Sequence[Binding], name: str) -> list[Binding]:
    """Bind what stands still, but is smaller or sharper as the page draws it (colour bars, too)."""
    known = {id(binding.artist) for binding in bound}
    axes = all_axes(fig)
    axes = [ax for ax in axes if {ax.get_xscale(), ax.get_yscale()} <= {"linear", "log"}]
    artists = [a for a in fig.findobj() if id(a) not in known and a.axes in axes]
    kinds = [(artist, kind_of(artist)) for artist in artists]
    return [Binding(artist, kind, name, {}) for artist, kind in kinds if kind.redraws(artist)]


def fixed_artists(fig: Any) -> list[Any]:
    """Return those whose colours are data or who stand on a heat map, in the order of the figure.

    A heat map that lets the page through is light or dark as the page is: there, ink turns with it.
    """
    fixed = set()
    for artist in fig.findobj(lambda artist: isinstance(artist, ScalarMappable)):
        # Contour lines always have an array, but only one colour where the author gave it.
        if artist.get_array() is not None and getattr(artist, "colors", None) is None:
            fixed.add(artist)
    for axes in all_axes(fig):
        children = axes.get_children()
        if any(isinstance(child, (AxesImage, QuadMesh)) and _covers(child) for child in children):
            fixed |= {child for child in children if stands_in_data(child, axes)}
    return [artist for artist in fig.findobj() if artist in fixed]


def _covers(image: AxesImage | QuadMesh) -> bool:
    """Whether a heat map hides the page behind it, or the page shows through in some colour."""
    alpha, array = image.get_alpha(), image.get_array()
    if alpha is not None and np.min(alpha) < 1:
        return False
    if array is not None and array.ndim == 3:
        return bool(array.shape[2] == 3)
    return bool((image.get_cmap()(np.linspace(0, 1, 256))[:, 3] == 1).all())
