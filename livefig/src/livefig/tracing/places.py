"""Where in the author's code something happened: the file or cell, the line, and what it called.

An error that a tracer raises comes up in the middle of NumPy or of another library. What helps is
the line that the author wrote, and the name of what that line called. Both are read from the frames
of the running program; the columns that Python keeps for each instruction say which part of the
line is running.
"""

import ast
import dis
import functools
import linecache
import os
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from traceback import walk_tb
from types import CodeType, FrameType, ModuleType
from typing import Any

import numpy as np

LIVEFIG = str(Path(__file__).parents[1]) + os.sep
NUMPY = str(Path(np.__file__).parent) + os.sep
LONGEST = 80  # characters of a line that a message shows
LIBRARIES = (
    *{sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")},
    "site-packages",
    "dist-packages",
    "debugpy",
    "pydevd",
    "<frozen",
)


@dataclass(frozen=True)
class Place:
    """A line of somebody's code; `within` is where the author's line led to, in another file."""

    filename: str
    line: int
    text: str
    within: "Place | None" = None

    def __str__(self) -> str:
        where = f"line {self.line} of {self.title}"
        shown = f"{where}: `{self.text}`" if self.text else where
        return shown if self.within is None else f"{shown}, in {self.within}"

    @property
    def title(self) -> str:
        """The cell, or the name of the file."""
        if self.filename.startswith("<ipython-input") or "ipykernel_" in self.filename:
            return "the cell"
        return Path(self.filename).name


@dataclass(frozen=True)
class Doing:
    """What a line is doing: the instruction that is running, its expression, what it calls."""

    text: str
    instruction: str  # Python's name for it, such as "STORE_SUBSCR"; "" where nobody knows
    expression: ast.expr | None
    called: str  # full name of the function that is called, such as "numpy.zeros"; else ""
    written: str = ""  # its name as it is written there, such as "np.zeros"


def author_frame(inner: FrameType | None = None) -> FrameType | None:
    """Return the frame of the author's line that is running: of the file of their function.

    Frames of livefig and NumPy that are on top are passed by. What follows up to the next frame of
    livefig is the author's function and what it called; without such a frame (outside a figure) it
    is the first frame that is not a library's.

    Parameters
    ----------
    inner : frame, optional
        The innermost frame to look at; the running one if left out.
    """
    frame = asking_frame(inner or sys._getframe(1))
    called: list[FrameType] = []
    while frame is not None and not (is_within(frame, LIVEFIG) and _is_authors(called)):
        called.append(frame)
        frame = frame.f_back
    if frame is None:
        return next((f for f in called if not is_library(f)), None)
    return next((f for f in called if f.f_code.co_filename == called[-1].f_code.co_filename), None)


def _is_authors(called: list[FrameType]) -> bool:
    """Tell whether any of some frames is the author's: livefig listens to calls of Matplotlib."""
    return any(not is_library(frame) for frame in called)


def asking_frame(inner: FrameType | None = None) -> FrameType | None:
    """Return the innermost frame that is neither livefig's nor NumPy's."""
    frame: FrameType | None = inner or sys._getframe(1)
    while frame is not None and is_engine(frame):
        frame = frame.f_back
    return frame


def author_place(inner: FrameType | None = None) -> Place | None:
    """Return the author's line that is running, and the line of other code that it led to."""
    inner = inner or sys._getframe(1)
    frame, asking = author_frame(inner), asking_frame(inner)
    if frame is None or asking is None:
        return None
    same = asking.f_code.co_filename == frame.f_code.co_filename
    return _place(frame, None if same or is_library(asking) else _place(asking))


def place_of_error(error: BaseException) -> Place | None:
    """Return the author's line that an error came from."""
    frames = [frame for frame, _ in walk_tb(error.__traceback__)]
    return author_place(frames[-1])


def place_of_function(function: Any) -> Place | None:
    """Return the line that a function begins with."""
    code = getattr(function, "__code__", None)
    if code is None:
        return None
    return _line(code.co_filename, code.co_firstlineno, function.__globals__)


def place_at(frame: FrameType, line: int) -> Place:
    """Return a line of the code of a frame."""
    return _line(frame.f_code.co_filename, line, frame.f_globals)


def _place(frame: FrameType, within: Place | None = None) -> Place:
    return _line(frame.f_code.co_filename, frame.f_lineno, frame.f_globals, within)


def _line(name: str, line: int, names: Any, within: Place | None = None) -> Place:
    text = linecache.getline(name, line, names).strip()
    return Place(name, line, text if len(text) <= LONGEST else text[:LONGEST] + " …", within)


def doing(frame: FrameType) -> Doing:
    """Return what the line of a frame is doing."""
    expression = _expression(frame)
    function = expression.func if isinstance(expression, ast.Call) else None
    called = "" if function is None else _full_name_in(function, frame)
    written = "" if function is None else ast.unparse(function)
    instruction = _instructions(frame.f_code).get(frame.f_lasti, "")
    return Doing(_place(frame).text, instruction, expression, called, written)


@functools.lru_cache(maxsize=256)
def _instructions(code: CodeType) -> dict[int, str]:
    """Return the names of the instructions of some code by their offsets."""
    return {each.offset: each.opname for each in dis.get_instructions(code)}


def is_engine(frame: FrameType) -> bool:
    """Tell whether a frame runs code of livefig or NumPy."""
    return is_within(frame, LIVEFIG) or is_within(frame, NUMPY)


def is_library(frame: FrameType) -> bool:
    """Tell whether a frame runs code that was installed, as far as its place tells."""
    name = frame.f_code.co_filename
    return is_engine(frame) or any(part in name for part in LIBRARIES)


def is_shown_by(frame: FrameType) -> bool:
    """Tell whether a frame shows values to the author: print, a log."""
    if frame.f_globals.get("__name__") in ("logging", "pprint"):
        return True
    return doing(frame).called in ("builtins.print", "pprint.pprint")


def is_within(frame: FrameType, folder: str) -> bool:
    """Tell whether a frame runs code of a file in a folder."""
    return frame.f_code.co_filename.startswith(folder)


def _expression(frame: FrameType) -> ast.expr | None:
    """Return the expression whose instruction is running, None where the source is not known."""
    positions = list(frame.f_code.co_positions())[frame.f_lasti // 2]
    start, end, left, right = (number or 0 for number in positions)  # None: nobody knows
    lines = linecache.getlines(frame.f_code.co_filename, frame.f_globals)[start - 1 : end]
    if not lines or len(lines) != end - start + 1:
        return None
    return _parsed(tuple(lines), left, right)


@functools.lru_cache(maxsize=256)
def _parsed(lines: tuple[str, ...], left: int, right: int) -> ast.expr | None:
    """Return the expression that some lines are, from a column to another, counted in bytes."""
    source = [line.encode() for line in lines]
    source[-1] = source[-1][:right]
    source[0] = source[0][left:]
    try:
        return ast.parse(b"(" + b"".join(source) + b"\n)", mode="eval").body
    except (SyntaxError, ValueError):
        return None


def _full_name_in(name: ast.expr, frame: FrameType) -> str:
    """Return the full name of the function that `name` stands for in a frame."""
    if isinstance(name, ast.Call):  # np.vectorize(f)(x)
        return _full_name_in(name.func, frame)
    if isinstance(name, ast.Attribute):
        holder = _found(name.value, frame)
        if isinstance(name.value, ast.Call):  # np.random.default_rng(0).normal(x)
            return f"{_full_name_in(name.value, frame)}.{name.attr}"
        if isinstance(holder, ModuleType):
            return f"{holder.__name__}.{name.attr}"
        if holder is not None and not isinstance(holder, type):
            return f"{type(holder).__module__}.{type(holder).__qualname__}.{name.attr}"
    function = _found(name, frame)
    return "" if function is None else full_name(function)


def _found(name: ast.expr, frame: FrameType) -> Any:
    """Return the object that a name, or a name in a module, stands for in a frame."""
    if isinstance(name, ast.Name):
        scopes = (frame.f_locals, frame.f_globals, frame.f_builtins)
        return next((scope[name.id] for scope in scopes if name.id in scope), None)
    if isinstance(name, ast.Attribute):
        holder = _found(name.value, frame)
        if isinstance(holder, ModuleType | type):
            return getattr(holder, name.attr, None)
    return None


def full_name(function: Any) -> str:
    """Return the name of a function with its module."""
    name = getattr(function, "__name__", type(function).__name__)
    module = getattr(function, "__module__", None)
    if isinstance(function, np.ufunc):
        module = "numpy" if getattr(np, name, None) is function else "scipy.special"
    return f"{module}.{name}" if module else name
