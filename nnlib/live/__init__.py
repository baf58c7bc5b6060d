"""Figures that stay live in a plain HTML page: one NumPy function, traced and compiled."""

from nnlib.live.compile import compile_js
from nnlib.live.controls import checkbox, choice, pad, points, slider
from nnlib.live.figure import LiveFigure, animate, explore
from nnlib.live.question import question
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
    "pad",
    "points",
    "question",
    "repeat",
    "slider",
    "text",
]
