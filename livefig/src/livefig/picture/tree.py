"""Changes to the SVG tree of a figure that has been drawn."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from typing import Any

from matplotlib.legend import Legend

from livefig.drawing.svg import FONT_SCALE
from livefig.spec import AxesSpec


def group(svg: ET.Element, group_id: str) -> ET.Element:
    """Return the `<g>` of an id."""
    return next(element for element in svg.iter("g") if element.get("id") == group_id)


def ensure_group(svg: ET.Element, group_id: str, outer_id: str) -> None:
    """Add a `<g>` at the end of another one, unless it is there already."""
    if not any(element.get("id") == group_id for element in svg.iter("g")):
        ET.SubElement(group(svg, outer_id), "g", {"id": group_id})


def empty(element: ET.Element) -> None:
    """Take all children out of an element."""
    for child in list(element):
        element.remove(child)


def move_all(source: ET.Element, target: ET.Element) -> None:
    """Move all children of an element to the end of another one."""
    target.extend(list(source))
    empty(source)


def move_behind(svg: ET.Element, inner: ET.Element, outer: ET.Element) -> None:
    """Move an element out of another one, to the place right behind it."""
    parents = {child: parent for parent in svg.iter() for child in parent}
    parents[inner].remove(inner)
    parents[outer].insert(list(parents[outer]).index(outer) + 1, inner)


def let_grow(element: ET.Element, legend: Legend, page_height: float) -> None:
    """Let a legend grow as a whole on a narrow screen, away from the corner that it sits in."""
    owner: Any = legend.axes or legend.get_figure()
    box, around = legend.get_window_extent(), owner.bbox
    x = box.x0 if box.x0 - around.x0 < around.x1 - box.x1 else box.x1
    y = box.y0 if box.y0 - around.y0 < around.y1 - box.y1 else box.y1
    outer = ET.Element("g")
    origin = f"{x:.2f}px {page_height - y:.2f}px"
    outer.set("style", f"transform:scale({FONT_SCALE});transform-origin:{origin}")
    move_all(element, ET.SubElement(outer, "g", {"style": "--live-font-scale:1"}))
    element.append(outer)


def let_move(svg: ET.Element, label_id: str, axis: Any) -> None:
    """Let a vertical axis' label make room on a narrow screen, where the ticks' labels grow.

    An axis that is off has drawn none.
    """
    texts = [text for text in axis.get_ticklabels() if text.get_visible() and text.get_text()]
    widest = max((text.get_window_extent().width for text in texts), default=0.0)
    away = widest if axis.get_label_position() == "right" else -widest
    for label in svg.iter("g"):
        if label.get("id") == label_id and widest:
            label.set("style", f"translate:calc(({FONT_SCALE} - 1)*{away:.2f}px)")


def set_view(svg: ET.Element, view: Sequence[float]) -> None:
    """Let the drawing show a part of the plane: left, top, width and height."""
    svg.set("viewBox", " ".join(f"{size:g}" for size in view))
    svg.set("style", f"{svg.get('style', '')};--live-units:{view[2]:g}")


def add_clips(svg: ET.Element, axes_specs: Sequence[AxesSpec]) -> None:
    """Add a `<clipPath>` with the box of each axes."""
    definitions = svg[0]
    for spec in axes_specs:
        clip = ET.SubElement(definitions, "clipPath", {"id": spec["clip"]})
        keys = ("x", "y", "width", "height")
        sizes = {key: f"{size:g}" for key, size in zip(keys, spec["box"], strict=True)}
        ET.SubElement(clip, "rect", sizes)
