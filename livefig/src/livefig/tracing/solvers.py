"""SciPy's functions that call an author's function: those of them that have rules of our own.

They are no functions of NumPy's, and ask nobody before they compute with plain numbers. While an
author's function runs, their code is therefore exchanged for one that looks first, whatever name
the author has given them. What holds nothing traced, and what no rule can follow, is left to SciPy:
then each position of the controls is a way of its own.
"""

import functools
import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FunctionType
from typing import Any

from livefig.tracing.arguments import holds_tracer
from livefig.tracing.errors import TraceError
from livefig.tracing.odes import NotFollowedError, odeint
from livefig.tracing.places import is_library
from livefig.tracing.reachable import changed, reachable, state_of
from livefig.tracing.tracer import Trace

# module and name -> from the recorder, SciPy's function and its arguments to a traced result
SOLVERS: dict[tuple[str, str], Callable[..., Any]] = {("scipy.integrate", "odeint"): odeint}


@contextmanager
def solving(run: Trace) -> Iterator[None]:
    """Within this context, functions of SciPy that an author has imported follow traced values."""
    kept = []
    for (module, name), rule in SOLVERS.items():
        scipys = getattr(sys.modules.get(module), name, None)
        if isinstance(scipys, FunctionType) and not scipys.__code__.co_freevars:
            kept.append((scipys, scipys.__code__, scipys.__kwdefaults__))
            own = _copied(scipys)
            scipys.__code__ = _heard.__code__
            scipys.__kwdefaults__ = {"_take": functools.partial(_taken, run, rule, own)}
    try:
        yield
    finally:
        for scipys, code, defaults in kept:
            scipys.__code__, scipys.__kwdefaults__ = code, defaults


def _heard(*args: Any, _take: Any = None, **kwargs: Any) -> Any:
    return _take(*args, **kwargs)


def _copied(function: FunctionType) -> Any:
    """Return the same function, which stays as it is."""
    parts = function.__globals__, function.__name__, function.__defaults__
    copy = FunctionType(function.__code__, *parts)
    copy.__kwdefaults__ = function.__kwdefaults__
    return copy


def _taken(run: Trace, rule: Callable[..., Any], scipys: Any, *args: Any, **kwargs: Any) -> Any:
    """Return what the rule gives, or else what SciPy does."""
    if not run.recording or is_library(sys._getframe(2)):  # that which called `_heard`
        return scipys(*args, **kwargs)
    function = args[0] if args else kwargs.get("func")
    others = [value for _, value in reachable(function)]
    if not holds_tracer([*args, *kwargs.values(), *others]):
        return scipys(*args, **kwargs)
    before = state_of(function)
    refusal, path = run.refusal, run.path
    asked = path and (list(path.questions), set(path.settled))
    result: Any = None
    try:
        bound = inspect.signature(scipys).bind(*args, **kwargs)
        bound.apply_defaults()
        result = rule(run, scipys, **bound.arguments)
    except (NotFollowedError, TraceError):
        run.refusal = refusal
        if path and asked:
            path.questions, path.settled = asked
    if name := changed(before, state_of(function)):
        raise run.refused(
            f"the function that is given to {scipys.__name__} changes {name} each time it is "
            "called, which is more often here: let it compute its result and no more"
        )
    return scipys(*args, **kwargs) if result is None else result
