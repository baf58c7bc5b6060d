"""Figures that stay live in a plain HTML page: one NumPy function, traced and compiled.

Data flows one way, function -> graph -> JavaScript -> page, and so may you read the folders. Each
imports only what stands below it here:

* what an author calls: `figure` (explore, animate), `interaction` (interact), `compile`; what they
  share: `assembly`, `live_figure`; a page to begin with: `__main__`
* `hosts`: where a figure is shown: Jupyter, Sphinx (`sphinx` is the extension's door)
* `page`: the HTML of figures and questions, and the runtime that the page runs
* `picture`: the drawing of a figure whose artists are bound
* `calls`: the calls of Matplotlib in a function that draws: what they make, what of it follows
* `space`: axes of three directions, projected: the view, the box, what stands in it
* `artists`: what can follow a value, one file a kind, their table, and the binding
* `drawing`: Matplotlib to SVG: renderer, transforms, colours, styles
* `controls`: what the reader moves: abbreviations, kinds, widgets, HTML
* `javascript`: from a graph to JavaScript: schedule, loop nests, emission, the table of functions
* `tracing`: recording NumPy: tracer, graph, the table of rules, loops, recordings
* `notation`: labels, live texts and formats, mathematical notation
* `spec`: the border to the page, plain data
"""

from livefig.compile import compile_js
from livefig.controls.helpers import checkbox, choice, pad, points, slider
from livefig.figure import animate, explore
from livefig.interaction import interact, interact_manual
from livefig.live_figure import LiveFigure
from livefig.notation.text import text
from livefig.page.question import question
from livefig.tracing.indexing import lookup
from livefig.tracing.random import random
from livefig.tracing.repeat import repeat
from livefig.tracing.tabulate import tabulate
from livefig.tracing.tracer import TraceError

__all__ = [
    "LiveFigure",
    "TraceError",
    "animate",
    "checkbox",
    "choice",
    "compile_js",
    "explore",
    "interact",
    "interact_manual",
    "lookup",
    "pad",
    "points",
    "question",
    "random",
    "repeat",
    "slider",
    "tabulate",
    "text",
]
