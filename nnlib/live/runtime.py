"""The page's runtime: the JavaScript and CSS that every page with a live figure carries once.

The script is written as plain files, each one idea, and joined here into one classic script,
because a page opened from disk may not load modules.
"""

import hashlib
import re
from functools import cache
from importlib.resources import files

RUNTIME_FILES = [
    "format.js",
    "scales.js",
    "colors.js",
    "marks.js",
    "marks_line.js",
    "marks_points.js",
    "marks_shapes.js",
    "marks_text.js",
    "heatmap.js",
    "contour.js",
    "axis.js",
    "controls.js",
    "points.js",
    "pad.js",
    "link.js",
    "status.js",
    "hover.js",
    "animation.js",
    "question.js",
    "mount.js",
    "widget.js",
]

COMMENT = re.compile(r"^\s*(/\*\*?(?:[^*]|\*(?!/))*\*/|//[^\n]*)[ \t]*\n", re.MULTILINE)
INDENT = re.compile(r"^[ \t]+|[ \t]+$|^\n", re.MULTILINE)


@cache
def runtime_source() -> str:
    """Return the runtime as one script; a page that loads it twice runs it once."""
    body = "".join(_stripped(_read(f"runtime/{name}")) for name in RUNTIME_FILES)
    version = hashlib.sha256(body.encode()).hexdigest()[:12]
    return (
        f'(() => {{ "use strict";\nconst version = "{version}";\n'
        "if (globalThis.nnlibLive?.version === version) return;\n"
        f"{body}"
        "globalThis.nnlibLive = { version, mount, start, renderWidget };\n})();\n"
        "nnlibLive.start();\n"
    )


@cache
def style_source() -> str:
    """Return the style sheet of live figures and questions."""
    return _stripped(_read("runtime.css"))


def widget_source() -> str:
    """Return the runtime as the module of an anywidget."""
    return runtime_source() + "export default { render: globalThis.nnlibLive.renderWidget };\n"


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _stripped(source: str) -> str:
    """Return code without comments that fill whole lines, indentation and empty lines.

    No file may hold a string over several lines: its indentation would go, too.
    """
    return INDENT.sub("", COMMENT.sub("", source))
