"""Matplotlib's drawing of a figure as SVG that can stand in any page.

Differences to `savefig`: text is text in the page's font, notation is drawn as paths, every bound
artist has a group of its own even where it is empty, ids begin with the figure's name, and black,
white and grey turn with the page.
"""

import io
import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import rgb2hex
from matplotlib.text import Text

from livefig.drawing.colors import css, themed_style

_HREF = "{http://www.w3.org/1999/xlink}href"
_URL = re.compile(r"url\(#([^)]+)\)")
_WEIGHTS = {"normal": 400, "regular": 400, "bold": 700, "semibold": 600, "light": 300, "heavy": 800}
FONT_SCALE = "var(--live-font-scale,1)"  # more than 1 on a narrow screen, see runtime.css
_GENERIC = {"serif", "sans-serif", "monospace", "cursive", "fantasy"}
_NO_QUOTES = re.compile(r"[^\w .-]")
ANCHORS = {"left": "start", "center": "middle", "right": "end"}


class PageRenderer(RendererSVG):
    """Matplotlib's SVG renderer with text set by the page, anchored where Matplotlib aligns it."""

    text: Text | None = None  # whose draw() is running, where `mtext` does not say

    def draw_text(
        self,
        gc: Any,
        x: float,
        y: float,
        s: str,
        prop: Any,
        angle: float,
        ismath: Any = False,
        mtext: Text | None = None,
    ) -> None:
        """Draw one line of text: notation as paths, everything else as an SVG `<text>`."""
        text = mtext or self.text
        if text is None:  # not drawn by a Text: it stands where its baseline begins
            (x0, y0), anchor, offset = (x, y), "start", (0.0, 0.0)
        else:
            (x0, y0), anchor = position(text, self.height), text_anchor(text, angle)
            width = self.get_text_width_height_descent(s, prop, ismath)[0]
            offset = em_offset(text, (x, y), (x0, y0), width, angle)
        if ismath:
            # Notation does not grow by its font size, but about the same point.
            style = f"transform:scale({FONT_SCALE});transform-origin:{x0:.2f}px {y0:.2f}px"
            self.writer.start("g", style=style)
            with mpl.rc_context({"svg.fonttype": "path"}):
                super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
            self.writer.end("g")
            return
        alpha = gc.get_alpha() if gc.get_forced_alpha() else gc.get_rgb()[3]
        rotate = f" rotate({-angle:g})" if angle else ""
        attributes = {
            "transform": f"translate({x0:.2f} {y0:.2f}){rotate}",
            "x": em(offset[0]),
            "y": em(offset[1]),
            "text-anchor": anchor,
            "style": font_style(prop) + f";fill:{rgb2hex(gc.get_rgb())};fill-opacity:{alpha:g}",
        }
        clip = self._get_clip_attrs(gc)
        if clip:
            self.writer.start("g", **clip)
        self.writer.element("text", s, attrib=attributes)
        if clip:
            self.writer.end("g")


def position(text: Text, page_height: float) -> tuple[float, float]:
    """Return where a text's position is on the page."""
    x, y = text.get_transform().transform(text.get_unitless_position())
    return float(x), page_height - float(y)


def em_offset(
    text: Text,
    baseline: tuple[float, float],
    origin: tuple[float, float],
    width: float,
    angle: float,
) -> tuple[float, float]:
    """Return the way from a text's position to the anchor of a line, in em along and across it.

    In em, it grows with the text: what is aligned at an axis stays aligned at any size of font.
    """
    turn = math.radians(angle)
    dx, dy = baseline[0] - origin[0], baseline[1] - origin[1]
    part = {"start": 0.0, "middle": 0.5, "end": 1.0}[text_anchor(text, angle)]
    along = dx * math.cos(turn) - dy * math.sin(turn) + part * width
    across = dx * math.sin(turn) + dy * math.cos(turn)
    size = float(text.get_fontsize())
    return along / size, across / size


def em(length: float) -> str:
    """Return a length in em as SVG has it."""
    return f"{round(length, 3) + 0.0:g}em"


def font_style(prop: Any) -> str:
    """Return the CSS of a font; where its family is Matplotlib's own, it is set in the page's."""
    style = f"font-size:calc({prop.get_size_in_points():.4g}px*{FONT_SCALE})"
    weight = _WEIGHTS.get(prop.get_weight(), prop.get_weight())
    if weight != 400:
        style += f";font-weight:{weight}"
    if prop.get_style() != "normal":
        style += f";font-style:{prop.get_style()}"
    family = prop.get_family()
    if family != mpl.rcParamsDefault["font.family"]:
        names = [name if name in _GENERIC else f"'{_NO_QUOTES.sub('', name)}'" for name in family]
        style += f";font-family:{','.join(names)}"
    return style


def text_anchor(text: Text | None, angle: float) -> str:
    """Return the point of a line of text that stays where it is when another font is narrower."""
    if text is None:
        return "start"
    if angle % 180 == 90 and text.get_rotation_mode() != "anchor":
        # The box is aligned after it was turned: along the text, the vertical alignment counts.
        ends = {"bottom": "start", "top": "end"}
        if angle % 360 == 270:
            ends = {"bottom": "end", "top": "start"}
        return ends.get(text.get_verticalalignment(), "middle")
    return ANCHORS[text.get_horizontalalignment()]


@contextmanager
def at_page_scale(fig: Any) -> Iterator[None]:
    """Let one unit of Matplotlib's display be one unit of the page (1/72 inch) for a while."""
    dpi = fig.get_dpi()
    try:
        fig.set_dpi(72)
        yield
    finally:
        fig.set_dpi(dpi)


def to_svg(fig: Any, name: str, groups: Mapping[Any, str], unthemed: set[str]) -> ET.Element:
    """Draw a figure (at page scale) and return its `<svg>` element.

    Parameters
    ----------
    fig
        The Matplotlib figure.
    name
        The figure's name, with which every id begins.
    groups
        Artist -> id (to be prefixed) of the `<g>` that is to hold its drawing, and nothing else.
    unthemed
        Those of the ids whose colours are data and must not turn with the page.
    """
    width, height = fig.get_size_inches() * 72
    buffer = io.StringIO()
    settings: Any = {"svg.hashsalt": name, "svg.fonttype": "none", "image.composite_image": False}
    no_metadata = dict.fromkeys(["Date", "Creator", "Format", "Type"])
    with mpl.rc_context(settings), ExitStack() as stack:
        renderer = PageRenderer(width, height, buffer, image_dpi=144, metadata=no_metadata)
        for text in fig.findobj(Text):
            stack.enter_context(_wrapped_draw(text, _remembering(text)))
        for artist, group in groups.items():
            stack.enter_context(_wrapped_draw(artist, _grouping(group)))
        fig.draw(renderer)
        renderer.finalize()
    return _tidied(ET.fromstring(buffer.getvalue()), name, unthemed)


Wrapper = Callable[[Callable[..., None], Any], None]


@contextmanager
def _wrapped_draw(artist: Any, wrapper: Wrapper) -> Iterator[None]:
    draw: Any = artist.draw
    artist.draw = lambda renderer, *args, **kwargs: wrapper(draw, renderer)
    try:
        yield
    finally:
        if getattr(draw, "__self__", None) is artist:
            vars(artist).pop("draw")  # the class's own method again
        else:
            artist.draw = draw


def _grouping(group: str) -> Wrapper:
    def wrapper(draw: Callable[..., None], renderer: Any) -> None:
        renderer.open_group("live", gid=group)
        draw(renderer)
        renderer.close_group("live")

    return wrapper


def _remembering(text: Text) -> Wrapper:
    def wrapper(draw: Callable[..., None], renderer: Any) -> None:
        if isinstance(renderer, PageRenderer):
            renderer.text = text
            if not np.isfinite(position(text, renderer.height)).all():
                return  # Matplotlib draws nothing, but leaves a group open
        draw(renderer)
        renderer.text = None

    return wrapper


def _tidied(svg: ET.Element, name: str, unthemed: set[str]) -> ET.Element:
    """Prefix ids, turn colours, gather definitions; an HTML page needs no namespaces."""
    svg.attrib.clear()
    svg.set("xmlns", "http://www.w3.org/2000/svg")
    # Matplotlib's style sheet would hold for the whole page; these two are what it says.
    svg.set("style", f"fill:{css('black')};stroke-linejoin:round")
    definitions = ET.Element("defs")
    _tidy(svg, name, unthemed, True, definitions)
    svg.insert(0, definitions)
    return svg


def _tidy(
    element: ET.Element, name: str, unthemed: set[str], themed: bool, definitions: ET.Element
) -> None:
    element.tag = element.tag.partition("}")[2] or element.tag
    themed = themed and element.get("id") not in unthemed
    for key, value in list(element.items()):
        if key == "id":
            element.set(key, f"{name}-{value}")
        elif key == _HREF:
            del element.attrib[key]
            is_id = value.startswith("#")
            element.set("href", f"#{name}-{value[1:]}" if is_id else value)
        elif key == "style":
            style = themed_style(value) if themed else value
            element.set(key, style.replace(": ", ":").replace("; ", ";"))
        elif key == "transform" and value.startswith("rotate(-0"):
            del element.attrib[key]
        elif key == "d":
            element.set(key, " ".join(value.split()))
        value = element.get(key) or ""
        if "url(#" in value:
            element.set(key, _URL.sub(rf"url(#{name}-\1)", value))
    if element.tag != "text":
        element.text = None
    element.tail = None
    for child in list(element):
        _tidy(child, name, unthemed, themed, definitions)
        if child.tag in ("metadata", "style"):
            element.remove(child)
        elif child.tag == "defs":
            # A group may be emptied by the page, but others may use what it defines.
            element.remove(child)
            definitions.extend(child for child in child if child.tag != "style")
