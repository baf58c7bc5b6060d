"""Figures that stay live in a plain HTML page: one NumPy function, traced and compiled.

Data flows one way, function -> graph -> JavaScript -> page, and so may you read the files:

* what an author calls: `figure` (explore, animate), `repeat`, `text`, `controls`, `question`,
  `compile`
* recording NumPy: `tracer`, `graph`, `primitives` (the rule table), `rearrange`, `contraction`,
  `composites`, `trees`, `recording`
* writing JavaScript: `javascript`, `schedule`, `nests`, `emitter`, `emit_arrays`, `emit_loops`,
  `javascript_table`
* drawing with Matplotlib: `artists`, `artist_table` and the kinds in `artist_*`, `drawing`, `svg`,
  `surroundings`, `transforms`, `colors`, `mathtext`
* controls: `abbreviations`, `control_kinds`, `control_html`, `labels`, `presets`, `widgets`
* the border to the page: `spec`; the page itself: `page`, `runtime` and `runtime/*.js`,
  `runtime.css`
* where it is shown: `jupyter`, `sphinx`
"""

from nnlib.live.compile import compile_js
from nnlib.live.controls import checkbox, choice, pad, points, slider
from nnlib.live.figure import LiveFigure, animate, explore
from nnlib.live.question import question
from nnlib.live.rearrange import lookup
from nnlib.live.repeat import repeat
from nnlib.live.text import text
from nnlib.live.tracer import TraceError

__all__ = [
    "LiveFigure",
    "TraceError",
    "animate",
    "checkbox",
    "choice",
    "compile_js",
    "explore",
    "lookup",
    "pad",
    "points",
    "question",
    "repeat",
    "slider",
    "text",
]
