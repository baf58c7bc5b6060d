"""A figure as the page gets it: Matplotlib's SVG, and how to go on drawing its live artists."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axis import Axis
from matplotlib.colors import to_rgba
from matplotlib.legend import Legend

from livefig.artists.binding import Binding
from livefig.artists.fields import ImageKind
from livefig.artists.labels import (
    Template,
    baselines,
    css_of_run,
    lines_of,
    rises,
)
from livefig.drawing.colors import colormap, fixed_colors
from livefig.drawing.svg import FONT_SCALE, at_page_scale, to_svg
from livefig.drawing.transforms import scales
from livefig.notation.text import Slot
from livefig.picture.surroundings import color_groups, even_meshes, followers
from livefig.spec import ArtistSpec, AxesSpec, Scale, Value

OutputOf = Callable[[int, str], Value]
_DIGITS = 9  # of constants in the page


@dataclass
class Drawing:
    """The picture and what is needed to keep it moving."""

    svg: str
    size: list[float]  # width and height of the viewBox
    axes: list[AxesSpec]
    artists: list[ArtistSpec]


def draw(fig: Any, bound: Sequence[Binding], name: str, output_of: OutputOf) -> Drawing:
    """Draw the figure as it is now.

    Parameters
    ----------
    fig
        The Matplotlib figure; `apply` has set the values of its first state.
    bound
        What `bindings` gave, or `unify`.
    name
        The figure's name: every id of the SVG begins with it.
    output_of
        Called with the number of a binding and the name of one of its values; returns where the
        page finds that value.

    Returns
    -------
    Drawing
        The spec of binding `i` has the id `NAME-artist-i`.

    Raises
    ------
    ValueError
        If an artist cannot be drawn live: the message names it and the way round.
    """
    bound = [*bound, *followers(fig, bound, name)]
    groups: dict[Any, str] = {}
    for i, binding in enumerate(bound):
        for j, part in enumerate(binding.kind.parts(binding.artist)):
            groups[part] = f"artist-{i}-{j}" if j else f"artist-{i}"
        if binding.kind.name == "axis":
            groups.setdefault(binding.artist.label, f"label-{i}")
    for i, axes in enumerate(fig.axes):
        groups[axes] = f"axes-{i}"
    legends = fig.findobj(Legend)
    for i, legend in enumerate(legends):
        groups.setdefault(legend, f"legend-{i}")
    unthemed = color_groups(fig, groups)
    still = [Binding(mesh, ImageKind(), {}) for mesh in even_meshes(fig, bound)]
    hidden = [not b.kind.parts(b.artist)[0].get_visible() for b in bound]
    with at_page_scale(fig), _shown([*bound, *still]), _clear_paper(fig):
        svg = to_svg(fig, name, groups, unthemed)
        width, height = (float(size) for size in fig.get_size_inches() * 72)
        for legend in legends:
            _let_grow(_group(svg, f"{name}-{groups[legend]}"), legend, height)
        axes_specs = [_axes_spec(axes, i, name, height) for i, axes in enumerate(fig.axes)]
        builder = _Builder(fig, name, (width, height), output_of)
        artists = []
        for i, binding in enumerate(bound):
            with fixed_colors(f"artist-{i}" in unthemed):
                artists.append(builder.spec(i, binding))
        for spec, is_hidden in zip(artists, hidden, strict=True):
            if is_hidden:
                spec["values"].setdefault("visible", constant(0.0))
        for binding in still:
            spec = builder.spec(-1, binding) | {"id": f"{name}-{groups[binding.artist]}"}
            _finish_group(svg, spec, binding, axes_specs[spec["axes"]], (width, height))
        for i, binding in enumerate(bound):
            axes = axes_specs[artists[i]["axes"]] if artists[i]["axes"] >= 0 else None
            with fixed_colors(f"artist-{i}" in unthemed):
                _finish_group(svg, artists[i], binding, axes, (width, height))
    for axis in (binding.artist for binding in bound if binding.kind.name == "axis"):
        _move_behind(svg, f"{name}-{groups[axis.label]}", f"{name}-{groups[axis]}")
    for i, binding in enumerate(bound):
        _hide(svg, f"{name}-artist-{i}", binding)
    _add_clips(svg, axes_specs)
    return Drawing(ET.tostring(svg, encoding="unicode"), [width, height], axes_specs, artists)


@contextmanager
def _shown(bound: Sequence[Binding]) -> Iterator[None]:
    """Show what `update` hides and fades, so that the page has a drawing to show again."""
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
    """Leave out white backgrounds: the page is the paper, and heat maps lie behind the drawing."""
    patches = [fig.patch, *(axes.patch for axes in fig.axes)]
    has_images = any(axes.images for axes in fig.axes)
    kept = [(patch, patch.get_facecolor()) for patch in patches]
    for patch, color in kept:
        if has_images or to_rgba(color)[:3] == (1.0, 1.0, 1.0):
            patch.set_facecolor("none")
    try:
        yield
    finally:
        for patch, color in kept:
            patch.set_facecolor(color)


def _axes_spec(axes: Any, number: int, name: str, page_height: float) -> AxesSpec:
    box = axes.bbox
    try:
        x, y = scales(axes.transData, axes, page_height, f"figure {name!r}: axes {number}")
    except ValueError:  # polar axes may stand in the figure as long as nothing in them is live
        x = y = Scale(kind="linear", slope=0.0, offset=0.0)
    return {
        "id": f"{name}-axes-{number}",
        "clip": f"{name}-clip-{number}",
        "box": [round(float(v), 4) for v in (box.x0, page_height - box.y1, box.width, box.height)],
        "x": x,
        "y": y,
    }


class _Builder:
    """Makes the spec of each artist, while the figure is at page scale."""

    def __init__(self, fig: Any, name: str, page: tuple[float, float], output_of: OutputOf):
        self.fig = fig
        self.name = name
        self.page = page
        self.output_of = output_of

    def spec(self, number: int, binding: Binding) -> ArtistSpec:
        """Return the spec of one artist."""
        artist, kind = binding.artist, binding.kind
        what = f"figure {self.name!r}: {binding.what}"
        first = kind.parts(artist)[0]
        axes = first.axes
        transform = kind.transform(artist)
        x = y = Scale(kind="linear", slope=1.0, offset=0.0)
        if transform is not None:
            x, y = scales(transform, axes, self.page[1], what)
        values = kind.current(artist)
        spec: ArtistSpec = {
            "id": f"{self.name}-artist-{number}",
            "kind": kind.name,
            "axes": self.fig.axes.index(axes) if axes in self.fig.axes else -1,
            "x": x,
            "y": y,
            "clip": _is_clipped(first),
            "values": {key: constant(value) for key, value in values.items()},
            "shapes": {
                key: list(np.shape(value))
                for key, value in (values | binding.values).items()
                if not key.startswith("text.")
            },
            "style": kind.style(artist, values),
        }
        if kind.name == "axis":
            spec["style"]["label"] = f"{self.name}-label-{number}"
        for key in binding.values:
            if not key.startswith("text."):
                spec["values"][key] = self.output_of(number, key)
        if kind.mapped and artist.get_array() is not None:
            spec["colormap"] = colormap(artist, what)
        if kind.name == "text":
            templates = binding.templates or [binding.template or (artist.get_text(),)]
            spec["templates"] = [self._template(number, artist, t) for t in templates]
            spec["template_of"] = binding.template_of or [0]
            spec["style"]["offsets"] = [
                baselines(artist, t, self._numbers(binding, t), self.page) for t in templates
            ]
        return spec

    def _template(self, number: int, artist: Any, template: Template) -> list[list[Any]]:
        lines = []
        for line in lines_of(artist, template):
            runs: list[dict[str, Any]] = []
            for run, rise in zip(line, rises(line), strict=True):
                if isinstance(run.content, str):
                    item: dict[str, Any] = {"text": run.content}
                else:
                    value = self.output_of(number, f"text.{run.content.index}")
                    item = {"value": value, "spec": run.content.spec}
                if css_of_run(run):
                    item["css"] = css_of_run(run)
                if rise:
                    item["dy"] = rise
                runs.append(item)
            lines.append(runs)
        return lines

    def _numbers(self, binding: Binding, template: Template) -> list[Any]:
        if template == binding.template:
            return binding.numbers
        return [0.0] * (1 + max((p.index for p in template if isinstance(p, Slot)), default=0))


def _is_clipped(artist: Any) -> bool:
    has_clip = artist.get_clip_box() is not None or artist.get_clip_path() is not None
    is_axis = isinstance(artist, Axis)  # its labels are outside of the box that it has for a clip
    return bool(artist.get_clip_on()) and has_clip and artist.axes is not None and not is_axis


def constant(value: Any) -> Value:
    """Return a number or an array as a constant of the page, `None` where it is not finite."""
    array = np.asarray(value, dtype=float)
    numbers = [float(f"{v:.{_DIGITS}g}") if np.isfinite(v) else None for v in array.ravel()]
    return {"const": numbers if array.ndim else numbers[0]}


def _add_clips(svg: ET.Element, axes_specs: list[AxesSpec]) -> None:
    definitions = svg[0]
    for spec in axes_specs:
        clip = ET.SubElement(definitions, "clipPath", {"id": spec["clip"]})
        keys = ("x", "y", "width", "height")
        sizes = {key: f"{size:g}" for key, size in zip(keys, spec["box"], strict=True)}
        ET.SubElement(clip, "rect", sizes)


def _group(svg: ET.Element, group_id: str) -> ET.Element:
    return next(element for element in svg.iter("g") if element.get("id") == group_id)


def _finish_group(
    svg: ET.Element,
    spec: ArtistSpec,
    binding: Binding,
    axes: AxesSpec | None,
    page: tuple[float, float],
) -> None:
    """Bring an artist of several parts into one group, and draw what the page draws otherwise."""
    group = _group(svg, spec["id"])
    for part in range(1, len(binding.kind.parts(binding.artist))):
        other = _group(svg, f"{spec['id']}-{part}")
        group.extend(list(other))
        _empty(other)
    elements = binding.kind.elements(binding, spec, axes, page)
    if elements is not None:
        _empty(group)
        group.extend(elements)


def _let_grow(group: ET.Element, legend: Legend, page_height: float) -> None:
    """Let a legend grow as a whole on a narrow screen, away from the corner that it sits in."""
    owner: Any = legend.axes or legend.get_figure()
    box, around = legend.get_window_extent(), owner.bbox
    x = box.x0 if box.x0 - around.x0 < around.x1 - box.x1 else box.x1
    y = box.y0 if box.y0 - around.y0 < around.y1 - box.y1 else box.y1
    outer = ET.Element("g")
    origin = f"{x:.2f}px {page_height - y:.2f}px"
    outer.set("style", f"transform:scale({FONT_SCALE});transform-origin:{origin}")
    inner = ET.SubElement(outer, "g", {"style": "--live-font-scale:1"})
    inner.extend(list(group))
    _empty(group)
    group.append(outer)


def _move_behind(svg: ET.Element, inner: str, outer: str) -> None:
    """Move the label of an axis out of the group whose ticks the page makes anew."""
    inside, axis = _group(svg, inner), _group(svg, outer)
    parents = {child: parent for parent in svg.iter() for child in parent}
    if inside in parents:
        parents[inside].remove(inside)
        parents[axis].insert(list(parents[axis]).index(axis) + 1, inside)


def _empty(group: ET.Element) -> None:
    for child in list(group):
        group.remove(child)


def _hide(svg: ET.Element, group_id: str, binding: Binding) -> None:
    """Hide or fade a group as the artist is in the figure's first state."""
    first = binding.kind.parts(binding.artist)[0]
    group = _group(svg, group_id)
    if not first.get_visible():
        group.set("display", "none")
    if "alpha" in binding.values and first.get_alpha() is not None:
        group.set("opacity", f"{first.get_alpha():g}")
