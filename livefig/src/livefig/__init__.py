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

from livefig.compile import compile_js
from livefig.controls.helpers import checkbox, choice, pad, points, slider
from livefig.figure import LiveFigure, animate, explore
from livefig.notation.text import text
from livefig.page.question import question
from livefig.tracing.indexing import lookup
from livefig.tracing.repeat import repeat
from livefig.tracing.tracer import TraceError

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
