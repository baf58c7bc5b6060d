"""A figure as the page gets it: Matplotlib's SVG, and how to go on drawing its live artists."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from matplotlib.legend import Legend

from livefig.artists.kind import Binding
from livefig.artists.standing import companions
from livefig.artists.values import constant
from livefig.drawing.colors import fixed_colors
from livefig.drawing.sheet import OutputOf, Sheet, all_axes
from livefig.drawing.svg import at_page_scale, to_svg
from livefig.picture import tree
from livefig.picture.layers import check_layers, is_blank, papers
from livefig.picture.surroundings import fixed_artists, redrawn
from livefig.spec import ArtistSpec, AxesSpec, PaperSpec


@dataclass
class Drawing:
    """The picture and what is needed to keep it moving."""

    svg: str
    view: list[float]  # left, top, width and height of the viewBox
    axes: list[AxesSpec]
    papers: list[PaperSpec]
    artists: list[ArtistSpec]


def draw(fig: Any, bound: Sequence[Binding], name: str, output_of: OutputOf) -> Drawing:
    """Draw the figure as it is now.

    Parameters
    ----------
    fig
        The Matplotlib figure; `apply` has set the values of its first state.
    bound
        What `unify` gave.
    name
        The figure's name: every id of the SVG begins with it.
    output_of
        Called with the number of a binding and the name of one of its values; returns where the
        page finds that value.

    Returns
    -------
    Drawing
        Its first specs are those of `bound`, in that order.

    Raises
    ------
    ValueError
        If an artist cannot be drawn live: the message names it and the way round.
    """
    live = [*bound, *companions(fig, bound, name)]
    still = redrawn(fig, live, name)
    fixed = fixed_artists(fig)
    groups = _groups(fig, live, fixed)
    hidden = [not binding.kind.parts(binding.artist)[0].get_visible() for binding in live]
    with at_page_scale(fig), _shown([*live, *still]), _clear_paper(fig):
        svg = to_svg(fig, name, groups, {groups[artist] for artist in fixed})
        sheet = Sheet(fig, name, groups, output_of)
        check_layers(fig, live)
        for part in (binding.kind.parts(binding.artist)[0] for binding in live):
            # Matplotlib draws no axis of axes that are off, though its limits may follow.
            if (axes := sheet.axes_of(part)) is not None:
                tree.ensure_group(svg, sheet.id_of(part), axes["id"])
        for legend in fig.findobj(Legend):
            tree.let_grow(tree.group(svg, sheet.id_of(legend)), legend, sheet.size[1])
        for each in all_axes(fig):
            tree.let_move(svg, sheet.id_of(each.yaxis.label), each.yaxis)
        specs = []
        for number, binding in enumerate([*live, *still]):
            with fixed_colors(binding.kind.parts(binding.artist)[0] in fixed):
                specs.append(binding.kind.spec(binding, number, sheet))
                _draw_first(svg, binding, specs[-1], sheet)
    for binding, spec, is_hidden in zip(live, specs, hidden, strict=False):
        if is_hidden:
            spec["values"].setdefault("visible", constant(0.0))
        _take_beside(svg, binding, sheet)
        _show_first(svg, binding, spec)
    tree.add_clips(svg, sheet.axes)
    tree.set_view(svg, sheet.view)
    markup = ET.tostring(svg, encoding="unicode")
    behind: list[PaperSpec] = []
    if any(binding.kind.redrawn for binding in live):
        behind = [{"id": sheet.id_of(patch), "axes": i} for patch, i in papers(fig).items()]
    return Drawing(markup, sheet.view, sheet.axes, behind, specs[: len(live)])


def _groups(fig: Any, live: Sequence[Binding], fixed: Sequence[Any]) -> dict[Any, str]:
    """Name the `<g>` of everything that has to be found again in the SVG."""
    groups: dict[Any, str] = {}
    for i, binding in enumerate(live):
        for j, part in enumerate(binding.kind.parts(binding.artist)):
            groups[part] = f"artist-{i}-{j}" if j else f"artist-{i}"
    for i, binding in enumerate(live):
        for other in binding.kind.beside(binding.artist):
            groups.setdefault(other, f"beside-{i}")
    for i, axes in enumerate(all_axes(fig)):
        groups[axes] = f"axes-{i}"
    for patch, i in papers(fig).items():
        groups[patch] = f"paper-{i}" if i >= 0 else "paper"
    for i, axes in enumerate(all_axes(fig)):
        groups.setdefault(axes.yaxis.label, f"label-{i}")
    for i, legend in enumerate(fig.findobj(Legend)):
        groups.setdefault(legend, f"legend-{i}")
    for i, artist in enumerate(fixed):
        groups.setdefault(artist, f"colors-{i}")
    return groups


@contextmanager
def _shown(bound: Sequence[Binding]) -> Iterator[None]:
    """Show what the author hides and fades, so that the page has a drawing to show again."""
    kept = []
    for binding in bound:
        for part in binding.kind.parts(binding.artist):
            kept.append((part, part.get_visible(), part.get_alpha()))
            part.set_visible(not binding.kind.redrawn)
            if "alpha" in binding.values:
                part.set_alpha(1.0)
    try:
        yield
    finally:
        for part, visible, alpha in reversed(kept):
            part.set_visible(visible)
            part.set_alpha(alpha)


@contextmanager
def _clear_paper(fig: Any) -> Iterator[None]:
    """Leave out white backgrounds: the page is the paper."""
    patches = [fig.patch, *(axes.patch for axes in all_axes(fig))]
    kept = [(patch, patch.get_facecolor()) for patch in patches if is_blank(patch)]
    for patch, _ in kept:
        patch.set_facecolor("none")
    try:
        yield
    finally:
        for patch, color in kept:
            patch.set_facecolor(color)


def _draw_first(svg: ET.Element, binding: Binding, spec: ArtistSpec, sheet: Sheet) -> None:
    """Bring an artist of several parts into one group, and draw what the page draws otherwise."""
    group = tree.group(svg, spec["id"])
    for part in binding.kind.parts(binding.artist)[1:]:
        tree.move_all(tree.group(svg, sheet.id_of(part)), group)
    elements = binding.kind.elements(binding, spec, sheet)
    if elements is not None:
        tree.empty(group)
        group.extend(elements)


def _take_beside(svg: ET.Element, binding: Binding, sheet: Sheet) -> None:
    """Move what the page draws beside an artist out of the group that it draws anew."""
    first = binding.kind.parts(binding.artist)[0]
    outer = tree.group(svg, sheet.id_of(first))
    for other in binding.kind.beside(binding.artist):
        inner = tree.group(svg, sheet.id_of(other))
        tree.move_behind(svg, inner, outer)
        if not first.get_visible():
            inner.set("display", "none")


def _show_first(svg: ET.Element, binding: Binding, spec: ArtistSpec) -> None:
    """Hide or fade a group as the artist is in the figure's first state."""
    first = binding.kind.parts(binding.artist)[0]
    group = tree.group(svg, spec["id"])
    if not first.get_visible():
        group.set("display", "none")
    if "alpha" in binding.values and first.get_alpha() is not None:
        for attribute in binding.kind.fades:
            group.set(attribute, f"{first.get_alpha():g}")
