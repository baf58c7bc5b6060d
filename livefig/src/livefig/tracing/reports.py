"""How errors and warnings reach the author: at their own line.

An error shows that line, marked, and the message. IPython asks an error for its picture
(`_render_traceback_`). `readable` gives one to every error that leaves a function of the door; the
frames of livefig and NumPy, which are nobody's mistake, stay out of it. `%xmode Verbose` shows them
all, and so does Python without IPython.
"""

import functools
import linecache
import sys
import warnings
from collections.abc import Callable
from traceback import walk_tb
from types import FrameType
from typing import ParamSpec, TypeVar

from livefig.tracing.errors import TraceError
from livefig.tracing.places import Place, author_frame, is_engine, is_library, place_at

P = ParamSpec("P")
R = TypeVar("R")

AROUND = 2  # lines that are shown before and after the marked one
EXPECTED = (TypeError, ValueError, RuntimeError)  # what livefig's own checks raise


def readable(function: Callable[P, R]) -> Callable[P, R]:
    """Let the errors of a function that authors call be short in a notebook."""

    @functools.wraps(function)
    def called(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except Exception as error:
            place = _place(error, sys._getframe(1))
            if place is not None:
                error._render_traceback_ = functools.partial(_shown, error, place)  # type: ignore
            raise

    return called


def warn_author(message: str, category: type[Warning] = UserWarning) -> None:
    """Warn of something at the author's line."""
    frame = author_frame()
    if frame is None:
        return
    warnings.warn_explicit(
        message,
        category,
        frame.f_code.co_filename,
        frame.f_lineno,
        registry=frame.f_globals.setdefault("__warningregistry__", {}),
    )


def _place(error: Exception, caller: FrameType) -> Place | None:
    """Return the author's line that an error is about; None of a mistake of livefig's own."""
    if isinstance(error, TraceError) and error.place is not None:
        return error.place
    frames = [frame for frame, _ in walk_tb(error.__traceback__)]
    inside = frames[1 + max((i for i, f in enumerate(frames) if f is caller), default=-1) :]
    theirs = [i for i, f in enumerate(inside) if not (is_library(f) or _is_generated(f))]
    if theirs:
        (line,) = {n for f, n in walk_tb(error.__traceback__) if f is inside[theirs[-1]]}
        return place_at(inside[theirs[-1]], line)
    raised_by_check = isinstance(error, EXPECTED) and (not inside or is_engine(inside[-1]))
    return place_at(caller, caller.f_lineno) if raised_by_check else None


def _is_generated(frame: FrameType) -> bool:
    """Tell whether a frame runs what a dataclass of livefig has written for itself."""
    return str(frame.f_globals.get("__name__", "")).startswith("livefig.")


def _shown(error: Exception, place: Place) -> list[str]:
    """Return the lines that a notebook shows of an error."""
    whole = _whole_traceback()
    if whole is not None:
        return whole(type(error), error, error.__traceback__)
    message = error.message if isinstance(error, TraceError) else str(error)
    notes = getattr(error, "__notes__", [])
    lines = [f"{type(error).__name__}: {message}", *notes]
    while place.within is not None:
        lines += ["", f"Line {place.line} of {place.title}:", f"----> {place.line} {place.text}"]
        place = place.within
    return [*lines, "", f"Line {place.line} of {place.title}:", *_around(place)]


def _around(place: Place) -> list[str]:
    """Return the lines around a place with their numbers, the place itself marked."""
    source = linecache.getlines(place.filename)
    first = max(place.line - AROUND, 1)
    shown = source[first - 1 : place.line + AROUND]
    if not shown:
        return [f"----> {place.line} {place.text}"]
    width = len(str(first + len(shown)))
    return [
        f"{'---->' if number == place.line else '     '} {number:{width}} {text.rstrip()}"
        for number, text in enumerate(shown, first)
    ]


def _whole_traceback() -> Callable[..., list[str]] | None:
    """Return what IPython shows an error with, where the reader wants to see everything."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    pictures = getattr(shell, "InteractiveTB", None)
    if pictures is None or pictures.mode != "Verbose":
        return None
    whole: Callable[..., list[str]] = pictures.structured_traceback
    return whole


def hint(error: Exception) -> str:
    """Return what a slip that Python's own message does not explain is likely to be, or ""."""
    frame = next((f for f, _ in reversed(list(walk_tb(error.__traceback__)))), None)
    if frame is None or "unhashable type: 'list'" not in str(error):
        return ""
    names = {**frame.f_globals, **frame.f_locals}
    lists = [name for name, value in names.items() if _is_list_of_artists(value)]
    used = [name for name in lists if name in (*frame.f_code.co_names, *frame.f_code.co_freevars)]
    return "".join(
        f"{name} is a list, as ax.plot gives one: write ({name},) = ax.plot(…), with the comma"
        for name in used[:1]
    )


def _is_list_of_artists(value: object) -> bool:
    return isinstance(value, list) and any(hasattr(item, "get_figure") for item in value)
