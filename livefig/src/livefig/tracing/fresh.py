"""Arrays that NumPy makes in the author's function: fixed until a traced value is written.

NumPy's own array cannot hold a traced value. Where a function wants to write one into it, it is run
again with `writing`: then what NumPy's functions make for the author's lines is an array that can
hold both (see `memory`). As long as nothing traced is in it, it is plain for all who ask: Python,
Matplotlib, SciPy.
"""

import functools
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np

from livefig.tracing.arguments import answered
from livefig.tracing.errors import TraceError
from livefig.tracing.graph import Node
from livefig.tracing.kinds import kind_of, standard_array
from livefig.tracing.memory import Memory
from livefig.tracing.places import doing, is_library
from livefig.tracing.shared import OPERATIONS
from livefig.tracing.tracer import Trace, Tracer


def constant(trace: Trace, array: Any) -> Tracer:
    """Return a tracer of a fixed array; it is no operation of the recorded computation."""
    value = np.array(standard_array(array))
    return Tracer(trace, value, Node("const", (), value, value.shape, kind_of(value.dtype)))


def fresh(trace: Trace, array: Any) -> Any:
    """Return an array that NumPy has just made, to be written into; of other types as it is."""
    try:
        whole = constant(trace, array)
    except TraceError:  # of complex numbers, of texts
        return array
    memory = Memory(whole, fresh=True)
    return constant(trace, array).place(memory, memory.numbers)


def made(trace: Trace, result: Any, given: Any) -> Any:
    """Return what a function gave with fresh arrays in the place of NumPy's.

    Parameters
    ----------
    trace : Trace
        The run.
    result : Any
        What NumPy's function gave.
    given : sequence
        Its arguments; what is a view of one is none of the function's own arrays.
    """
    if type(result) in (list, tuple):
        return type(result)([made(trace, item, given) for item in result])
    if type(result) is not np.ndarray or not trace.recording:
        return result
    if not result.flags.writeable and any(isinstance(item, Tracer) for item in given):
        raise TraceError(
            "NumPy gives a view of an array that the function made, through which it could be "
            "written into: use the array itself, or a copy of it, np.copy(x)"
        )
    return result if _is_view(result, given) else fresh(trace, result)


def of_fixed(trace: Trace, key: Any, args: Any, kwargs: Any, given: Any) -> Any:
    """Return what a function makes of fixed arrays: `args`, which the author has `given`."""
    if key == "astype":
        return made(trace, args[0].astype(*args[1:], **kwargs), args)
    function = getattr(*key) if isinstance(key, tuple) else key
    result = function(*args, **kwargs)
    if not _is_view(result, args):
        return made(trace, result, args)
    x = given[0] if given else None
    if not isinstance(x, Tracer) or x.memory is None or not isinstance(result, np.ndarray):
        raise TraceError(
            f"np.{function.__name__} gives views, which may be written into later: take copies, "
            "np.array(x), or write it by indices"
        )
    numbers = function(x.numbers, *args[1:], **kwargs)  # of what NumPy gives no memory of its own
    return OPERATIONS["seen"](trace, x.memory, numbers)


def of_plain(trace: Trace, key: Any, args: Any, kwargs: Any) -> Any:
    """Return what a function without a rule gives: the author's way depends on its arguments."""
    args, kwargs = answered(args), answered(kwargs)
    function = getattr(*key) if isinstance(key, tuple) else key
    result = function(*args, **kwargs)
    return made(trace, result, args) if trace.writing else result


def _is_view(result: Any, args: Any) -> bool:
    """Tell whether an array among results shares memory with an argument."""
    if isinstance(result, (list, tuple)):
        return any(_is_view(item, args) for item in result)
    arrays = [item for item in args if isinstance(item, np.ndarray)]
    is_array = type(result) is np.ndarray
    return is_array and any(np.may_share_memory(result, item) for item in arrays)


def makers(run: Trace, before: Mapping[Any, Any]) -> dict[Any, Any]:
    """Return what stands in the place of NumPy's functions while fresh arrays can be written.

    Parameters
    ----------
    run : Trace
        The run.
    before : mapping
        From a module and a name to what stands there already.
    """
    known: dict[Any, str] = {}
    return {
        (module, name): _making(run, before.get((module, name), function), known)
        for module in (np, np.linalg)
        for name, function in vars(module).items()
        if not name.startswith("_") and callable(function) and not _is_other(function)
    }


def is_by_author() -> bool:
    """Tell whether the function that asks was called by the author's own line."""
    return _author() is not None


def _author() -> FrameType | None:
    """Return the frame of the author's line if it called the stand-in that asks."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None and frame.f_code.co_filename in _OURS and _is_stand_in(frame):
        frame = frame.f_back
    return None if frame is None or is_library(frame) else frame


def _calls(frame: FrameType, name: str, known: dict[Any, str]) -> bool:
    """Tell whether the line of a frame calls a function of this name, as far as it is known.

    What compiled libraries call has no frame of its own.
    """
    at = frame.f_code, frame.f_lasti
    if at not in known:
        known[at] = doing(frame).called.rpartition(".")[2]
    return known[at] in ("", name)


def _is_stand_in(frame: FrameType) -> bool:
    return frame.f_code.co_name in ("make", "call")


_OURS = tuple(str(Path(__file__).with_name(name)) for name in ("creation.py", "fresh.py"))


def _is_other(function: Any) -> bool:
    return isinstance(function, (type, np.ufunc)) or not hasattr(function, "__name__")


def _making(run: Trace, numpys: Callable[..., Any], known: dict[Any, str]) -> Callable[..., Any]:
    """Return a function whose arrays can be written into, where the author's own line calls it."""

    @functools.wraps(numpys)
    def make(*args: Any, **options: Any) -> Any:
        result = numpys(*args, **options)
        frame = _author()
        if frame is None or not _calls(frame, numpys.__name__, known):
            return result
        if numpys.__name__ in ("empty", "empty_like") and type(result) is np.ndarray:
            result.fill(np.nan if result.dtype.kind == "f" else 0)  # the same in each run
        return made(run, result, args)

    return make


OPERATIONS |= {"fixed": of_fixed, "plain": of_plain}
