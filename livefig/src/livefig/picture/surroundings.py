"""What stands around the live artists of a figure, and is drawn with regard to them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axis import Axis
from matplotlib.cm import ScalarMappable
from matplotlib.collections import Collection, QuadMesh
from matplotlib.image import AxesImage
from matplotlib.spines import Spine

from livefig.artists.binding import Binding, bindings
from livefig.artists.fields import ImageKind
from livefig.artists.kind import describe
from livefig.artists.table import instead_of, kind_of


def followers(fig: Any, bound: Sequence[Binding], name: str) -> list[Binding]:
    """Bind what stands still in axes whose limits change: it has to move with them."""
    known = {id(part) for binding in bound for part in binding.kind.parts(binding.artist)}
    found: list[Binding] = []
    for binding in bound:
        if binding.kind.name == "image":
            # Heat maps of the page lie behind its drawing: one that stands still has to, too.
            images = [a for a in binding.artist.axes.get_children() if kind_of(a).name == "image"]
            still = [artist for artist in images if id(artist) not in known]
            known |= {id(artist) for artist in still}
            found += bindings(fig, {artist: {} for artist in still}, name)
    for axis in (binding.artist for binding in bound if binding.kind.name == "axis"):
        axes = axis.axes
        for artist in axes.get_children():
            if id(artist) in known or not _is_data(artist, axes):
                continue
            known.add(id(artist))
            found += bindings(fig, {artist: {}}, name)
            if found[-1].kind.name == "group":
                raise ValueError(
                    f"figure {name!r}: {describe(artist)} is in axes whose limits change, but the "
                    f"page cannot move it: {instead_of(artist)}"
                )
    return found


def even_meshes(fig: Any, bound: Sequence[Binding]) -> list[QuadMesh]:
    """Return meshes that stand still (colour bars, too): an image is smaller than their cells."""
    known = {id(binding.artist) for binding in bound}
    meshes = []
    for mesh in fig.findobj(QuadMesh):
        if id(mesh) not in known and mesh.axes in fig.axes and mesh.get_array() is not None:
            try:
                ImageKind().check(mesh, "")
                meshes.append(mesh)
            except ValueError:
                continue  # uneven: Matplotlib's own drawing stays
    return meshes


def _is_data(artist: Any, axes: Any) -> bool:
    """Whether an artist stands in the data of its axes, in one direction at least."""
    if isinstance(artist, (Spine, Axis)) or artist is axes.patch:
        return False
    transforms = [artist.get_transform()]
    if isinstance(artist, Collection):
        transforms.append(artist.get_offset_transform())
    return any(any(t.contains_branch_seperately(axes.transData)) for t in transforms)


def _covers(image: AxesImage | QuadMesh) -> bool:
    """Whether a heat map hides the page behind it, or the page shows through in some colour."""
    alpha, array = image.get_alpha(), image.get_array()
    if alpha is not None and np.min(alpha) < 1:
        return False
    if array is not None and array.ndim == 3:
        return bool(array.shape[2] == 3)
    return bool((image.get_cmap()(np.linspace(0, 1, 256))[:, 3] == 1).all())


def color_groups(fig: Any, groups: dict[Any, str]) -> set[str]:
    """Give groups to all whose colours are data, or who stand on a heat map; return their ids.

    A heat map that lets the page through is light or dark as the page is: there, ink turns with it.
    """
    fixed = set()
    for artist in fig.findobj(lambda artist: isinstance(artist, ScalarMappable)):
        # Contour lines always have an array, but only one colour where the author gave it.
        if artist.get_array() is not None and getattr(artist, "colors", None) is None:
            fixed.add(artist)
    for axes in fig.axes:
        children = axes.get_children()
        if any(isinstance(child, (AxesImage, QuadMesh)) and _covers(child) for child in children):
            fixed |= {child for child in children if _is_data(child, axes)}
    for i, artist in enumerate(sorted(fixed, key=str)):
        groups.setdefault(artist, f"colors-{i}")
    return {groups[artist] for artist in fixed}
