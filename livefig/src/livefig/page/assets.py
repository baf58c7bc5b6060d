"""The page's runtime: the JavaScript and CSS that every page with a live figure carries once.

The script is written as plain files, each one idea, and joined here into one classic script,
because a page opened from disk may not load modules. A page gets the files that its figures need.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from livefig.controls.html import native_step
from livefig.spec import FigureSpec

# In the order in which they are joined. A file is left out of pages that have none of its kinds: of
# artists, of controls ("control points"), "stepping" (a slider whose end is on no step), "hover",
# "animation", "manual" (a button draws), "turn" (axes in space), "ways" (of a function that
# branches), "pictures" (several) or "question"; "cell" is for the outputs of cells, "widget" for an
# anywidget; no kind: always in.
RUNTIME_FILES: dict[str, tuple[str, ...]] = {
    "page/elements.js": (),
    "values/format.js": (),
    "values/scales.js": (),
    "values/places.js": ("image", "control points", "hover"),
    "values/colors.js": (),
    "values/ticks.js": ("axis",),
    "values/ticklabels.js": ("axis",),
    "marks/mark.js": (),
    "marks/line.js": (),
    "marks/points.js": (),
    "marks/text.js": ("text",),
    "marks/segments.js": ("segments",),
    "marks/area.js": ("area",),
    "marks/polygon.js": ("polygon",),
    "marks/polygons.js": ("polygons",),
    "marks/order.js": ("order",),
    "marks/bars.js": ("bars",),
    "marks/arrows.js": ("arrows",),
    "marks/heatmap.js": ("image",),
    "marks/contour.js": ("contour",),
    "marks/axis.js": ("axis",),
    "controls/control.js": (),
    "controls/range.js": (),
    "controls/typed.js": ("control range",),
    "controls/stepping.js": ("stepping",),
    "controls/choice.js": ("control select", "control toggle", "control checkbox"),
    "controls/points.js": ("control points",),
    "controls/pad.js": ("control pad",),
    "figure/copies.js": (),
    "figure/status.js": (),
    "figure/words.js": ("text",),
    "figure/landing.js": (),
    "figure/link.js": (),
    "figure/hover.js": ("hover",),
    "figure/animation.js": ("animation",),
    "figure/ways.js": ("ways",),
    "figure/pictures.js": ("pictures",),
    "figure/manual.js": ("manual",),
    "figure/turn.js": ("turn",),
    "figure/mount.js": (),
    "page/question.js": ("question",),
    "page/cell.js": ("cell", "widget"),
    "page/start.js": (),
    "page/widget.js": ("widget",),
}
EVERYTHING = frozenset(kind for kinds in RUNTIME_FILES.values() for kind in kinds)

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
INDENT = re.compile(r"\s*\n\s*")
# Of JavaScript: comments, texts and regular expressions (after a sign or `return`), words, spaces.
TOKEN = re.compile(
    r"""(?P<comment>/\*.*?\*/|//[^\n]*)
    |(?P<kept>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`
    |(?:(?<=[(=,:&|!?])|(?<=return))[ ]?/(?![*/])(?:[^/\\\n[]|\\.|\[(?:[^]\\\n]|\\.)*])+/\w*
    |[\w$]+)|(?P<space>\s+)|.""",
    re.DOTALL | re.VERBOSE,
)
SPEC = re.compile(r'<script type="application/json" class="live-spec">(.*?)</script>', re.DOTALL)
QUESTION = '<fieldset class="question"'


def kinds_in(html: str) -> frozenset[str]:
    """Return the kinds that the figures and questions of a page need files for."""
    kinds = {"question"} if QUESTION in html else set()
    for text in SPEC.findall(html):
        kinds |= kinds_of(json.loads(text))
    return EVERYTHING & kinds


def kinds_of(spec: FigureSpec) -> set[str]:
    """Return the kinds of a figure's artists and controls, and what else it has."""
    pictures = [spec, *spec["others"]]
    kinds = {artist["kind"] for picture in pictures for artist in picture["artists"]}
    kinds |= {f"control {control['kind']}" for control in spec["controls"]}
    if any(c["kind"] == "range" and native_step(c) == "any" for c in spec["controls"]):
        kinds.add("stepping")
    if any("hover" in artist for artist in spec["artists"]):
        kinds.add("hover")
    if spec["animation"]:
        kinds.add("animation")
    if spec["manual"]:
        kinds.add("manual")
    if spec["turns"]:
        kinds.add("turn")
    if spec["ways"]:
        kinds.add("ways")
    if spec["others"]:
        kinds.add("pictures")
    return kinds


def runtime_source(kinds: Iterable[str] = EVERYTHING) -> str:
    """Return the runtime for a page with these kinds as one script.

    A page that loads it twice runs it once. On a page that holds several, each brings those figures
    to life that it has the files for.
    """
    return _joined(frozenset(kinds))


def runtime_version(kinds: Iterable[str] = EVERYTHING) -> str:
    """Return a short text that is another one as soon as the runtime is."""
    return hashlib.sha256(runtime_source(kinds).encode()).hexdigest()[:8]


@cache
def style_source() -> str:
    """Return the style sheet of live figures and questions."""
    return INDENT.sub("\n", COMMENT.sub("", _read("runtime.css"))).lstrip()


def widget_source(spec: FigureSpec) -> str:
    """Return the runtime for a figure as the module of an anywidget."""
    hooks = "{ initialize: livefig.initializeWidget, render: livefig.renderWidget }"
    kinds = EVERYTHING & (kinds_of(spec) | {"widget"})
    return runtime_source(kinds) + f"export default {hooks};\n"


@cache
def _joined(kinds: frozenset[str]) -> str:
    names = [name for name, needed in RUNTIME_FILES.items() if not needed or kinds & set(needed)]
    hooks = ", initializeWidget, renderWidget" if "widget" in kinds else ""
    body = "".join(_stripped(_read(f"runtime/{name}")) for name in names)
    version = hashlib.sha256(body.encode()).hexdigest()[:8]
    return (
        f'(() => {{ "use strict";\nconst version = "{version}";\n'
        "if (globalThis.livefig?.version === version) return;\n"
        f"{body}"
        f"globalThis.livefig = {{ version, mount, start{hooks} }};\n}})();\n"
        "livefig.start();\n"
    )


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _stripped(source: str) -> str:
    """Return JavaScript without comments and without spaces that say nothing.

    No text between backquotes may hold another one.
    """
    parts: list[str] = []
    tokens = [token for token in TOKEN.finditer(source) if token["comment"] is None]
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        text = token[0]
        if token["space"]:
            # No line can end before a sign that goes on with it.
            onwards = following is not None and following[0] in (*")]}?:.&|",)
            ended = onwards or parts[-1:] in ([], [";"], ["{"], [","], ["("], ["["], ["\n"])
            both = "".join(parts[-1:])[-1:] + (following[0][:1] if following else "")
            needed = both in ("++", "--") or re.fullmatch(r"[\w$]{2}", both)
            text = "" if ended else "\n" if "\n" in text else " " if needed else ""
        if text == "}" and parts[-1:] == [";"]:
            parts.pop()
        if text:
            parts.append(text)
    return "".join(parts)
