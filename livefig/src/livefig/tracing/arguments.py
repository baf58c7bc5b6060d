"""What all rules have in common: NumPy's arguments go in, NumPy's types come out.

A rule is written with the parameters that it can follow, under NumPy's names. `follow` wraps it:

* the arguments are bound to the signature of NumPy's function, so positional, named and default
  arguments are NumPy's;
* an option that the rule has no parameter for is an error with the option's name, unless it stands
  at its default;
* what is not data (an axis, a shape) must not depend on a control;
* NumPy's function runs on the concrete values, raises its own errors for what does not fit, and
  its result says which shape and type of number the rule's result must have.
"""

import inspect
import warnings
from collections.abc import Callable, Collection, Sequence
from itertools import chain
from typing import Any

import numpy as np

from livefig.tracing.convert import convert
from livefig.tracing.errors import TraceError
from livefig.tracing.instead import about_option
from livefig.tracing.tracer import Rule, Trace, Tracer, concrete

_UNSET: Any = inspect.signature(np.sum).parameters["keepdims"].default
# options that change nothing here, whatever they say
_WITHOUT_EFFECT = ("copy", "device", "like", "optimize", "order", "subok")
# what an option may be when its rule does not know it
_NEUTRAL = {"where": (True, _UNSET), "casting": ("same_kind", "unsafe", "safe", "equiv", "no")}


def follow(
    function: Callable[..., Any],
    rule: Callable[..., Any],
    data: Sequence[str] | None = None,
    known: Collection[str] | None = None,
) -> Rule:
    """Wrap `rule` as described above.

    Parameters
    ----------
    function : callable
        The NumPy function.
    rule : callable
        Takes the trace, then parameters with NumPy's names.
    data : sequence of str, optional
        The parameters that may depend on a control; by default the first one.
    known : sequence of str, optional
        The parameters that the rule takes, where its own signature does not say.
    """
    name, signature = name_of(function), signature_of(function)
    data = [next(iter(signature.parameters))] if data is None else data
    starred = [n for n, p in signature.parameters.items() if p.kind is p.VAR_POSITIONAL]
    known = set(inspect.signature(rule).parameters) if known is None else known

    def bound_rule(trace: Trace, *args: Any, **options: Any) -> Any:
        bound = bind(name, signature, args, options)
        given = _followed(name, bound, known)
        refuse_traced_options(name, given, data)
        expected = on_values(function, bound)
        several = [given.pop(option) for option in list(given) if option in starred]
        return matched(trace, name, rule(trace, *chain(*several), **given), expected)

    return bound_rule


def name_of(function: Callable[..., Any]) -> str:
    """Return what an author writes: "np.sum", "np.linalg.norm", "np.add.reduce"."""
    owner = getattr(function, "__self__", None)
    if isinstance(owner, np.ufunc):
        return f"np.{owner.__name__}.{function.__name__}"
    module = getattr(function, "__module__", None) or "numpy"
    return f"np{module.removeprefix('numpy')}.{function.__name__}"


def signature_of(function: Callable[..., Any]) -> inspect.Signature:
    """Return the signature of a NumPy function; the versions of NumPy that say none have it here.

    The same for all ufuncs: `out`, `where` and the like are told apart before a rule is asked.
    """
    owner = getattr(function, "__self__", None)
    if isinstance(owner, np.ufunc):
        method = _UFUNC_METHODS[function.__name__]
        return inspect.signature(method)
    if isinstance(function, np.ufunc):
        operands: Callable[..., Any] = _unary if function.nin == 1 else _binary
        return inspect.signature(operands)
    try:
        return inspect.signature(function)
    except ValueError:
        return inspect.signature(_UNSIGNED[function.__name__])


def bind(
    name: str, signature: inspect.Signature, args: Sequence[Any], options: dict[str, Any]
) -> inspect.BoundArguments:
    """Bind arguments as NumPy would."""
    try:
        bound = signature.bind(*args, **options)
    except TypeError as error:
        raise TraceError(f"{name}: {error}; NumPy's signature is {signature}") from None
    bound.apply_defaults()
    return bound


def refuse_traced_options(name: str, given: dict[str, Any], data: Collection[str]) -> None:
    """Raise unless all arguments but those named in `data` are constants.

    Where they may decide the way of the function, they are made so.
    """
    for option, value in given.items():
        if option not in data and holds_tracer(value):
            given[option] = value = answered(value)
        if option not in data and holds_tracer(value):
            raise TraceError(
                f"{name}(…, {option}=…) got a traced value where it needs a constant (an axis, a "
                "shape, a shift); only the elements may depend on a control"
            )


def on_values(function: Callable[..., Any], bound: inspect.BoundArguments) -> Any:
    """Call NumPy's function on the concrete values."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        kwargs = {name: concrete(value) for name, value in bound.kwargs.items()}
        return function(*map(concrete, bound.args), **kwargs)


def matched(trace: Trace, name: str, result: Any, expected: Any) -> Any:
    """Return `result` in the types of numbers of `expected`, which NumPy computed."""
    if not holds_tracer(result):
        return result
    if isinstance(expected, (tuple, list)):
        pairs = zip(result, expected, strict=True)
        items = [matched(trace, name, *pair) for pair in pairs]
        return type(expected)(*items) if hasattr(expected, "_fields") else type(expected)(items)
    expected = np.asarray(expected)
    if result.shape != expected.shape:
        raise TraceError(
            f"{name} cannot be followed with these arguments: its result has shape "
            f"{expected.shape}, that of the page {result.shape}; write its formula"
        )
    return convert(result, expected.dtype)


def holds_tracer(value: Any) -> bool:
    """Tell whether a tracer is in `value`, at any depth of lists, tuples and slices."""
    if isinstance(value, (list, tuple)):
        return any(holds_tracer(item) for item in value)
    if isinstance(value, dict):
        return any(holds_tracer(item) for item in value.values())
    if isinstance(value, slice):
        return any(holds_tracer(item) for item in (value.start, value.stop, value.step))
    return isinstance(value, Tracer)


def answered(value: Any) -> Any:
    """Return `value` with plain numbers for the tracers in it, where a path can depend on them."""
    if isinstance(value, (list, tuple)):
        return type(value)(map(answered, value))
    if isinstance(value, dict):
        return {key: answered(item) for key, item in value.items()}
    if isinstance(value, slice):
        return slice(*map(answered, (value.start, value.stop, value.step)))
    has_way = isinstance(value, Tracer) and value.run.path is not None
    return value.asked() if has_way else value


def is_unset(value: Any) -> bool:
    """Tell whether a parameter was left at NumPy's "no value"."""
    return value is _UNSET


def _followed(name: str, bound: inspect.BoundArguments, known: Collection[str]) -> dict[str, Any]:
    """Return the arguments that the rule gets; raise for one that it does not know."""
    given = {}
    for option, parameter in bound.signature.parameters.items():
        value = bound.arguments[option]
        if parameter.kind is parameter.VAR_KEYWORD:
            if value:
                raise about_option(name, next(iter(value)))
        elif parameter.kind is parameter.VAR_POSITIONAL or option in known:
            if not is_unset(value):
                given[option] = value
        elif option not in _WITHOUT_EFFECT:
            neutral = (parameter.default, *_NEUTRAL.get(option, ()))
            if not any(_is_same(value, one) for one in neutral):
                raise about_option(name, option)
    return given


def _is_same(value: Any, default: Any) -> bool:
    if value is default or isinstance(value, Tracer):
        return value is default
    plain = (bool, int, float, str, np.bool_)
    return isinstance(value, plain) and isinstance(default, plain) and bool(value == default)


def _unary(x: Any, /, **kwargs: Any) -> None: ...


def _binary(x1: Any, x2: Any, /, **kwargs: Any) -> None: ...


def _reduce(
    array: Any,
    axis: Any = 0,
    dtype: Any = None,
    out: Any = None,
    keepdims: bool = False,
    initial: Any = _UNSET,
    where: Any = True,
) -> None: ...


def _accumulate(array: Any, axis: int = 0, dtype: Any = None, out: Any = None) -> None: ...


def _outer(A: Any, B: Any, /, **kwargs: Any) -> None: ...


_UFUNC_METHODS: dict[str, Callable[..., Any]] = {
    "reduce": _reduce,
    "accumulate": _accumulate,
    "outer": _outer,
}

_UNSIGNED: dict[str, Callable[..., Any]] = {
    "where": lambda condition, x=None, y=None, /: 0,
    "dot": lambda a, b, out=None: 0,
    "inner": lambda a, b, /: 0,
    "vdot": lambda a, b, /: 0,
    "concatenate": lambda arrays, /, axis=0, out=None, *, dtype=None, casting="same_kind": 0,
    "arange": lambda start_or_stop, /, stop=None, step=1, *, dtype=None, device=None, like=None: 0,
}
