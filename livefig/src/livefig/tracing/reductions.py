"""Reductions and running ones: sum, prod, max, any, cumsum, over some axes."""

from collections.abc import Callable
from typing import Any

import numpy as np

from livefig.tracing.arguments import follow, signature_of
from livefig.tracing.convert import convert
from livefig.tracing.kinds import check_sizes
from livefig.tracing.tracer import Rule, Trace

# what joins the result of a reduction and its `initial`
JOINED_BY: dict[str, Callable[..., Any]] = {
    "sum": np.add, "prod": np.multiply, "max": np.maximum, "min": np.minimum,
}  # fmt: skip


def reduction(function: Callable[..., Any], name: str) -> Rule:
    """Make the rule of a function that reduces some axes to one number.

    `name` is that of the reduction in the graph.
    """

    def reduced(
        trace: Trace,
        x: Any,
        axis: Any = None,
        dtype: Any = None,
        keepdims: bool = False,
        initial: Any = None,
    ) -> Any:
        x = trace.lift(x)
        x = x if dtype is None else convert(x, dtype)
        start = {} if initial is None or x.size else {"initial": initial}
        value = np.asarray(function(x.value, axis=axis, **start))
        if dtype is not None and value.dtype != dtype:
            value = np.asarray(function(x.value, axis=axis, dtype=dtype, **start))
        axes = range(x.ndim) if axis is None else (axis,) if np.ndim(axis) == 0 else axis
        axes = tuple(sorted(range(x.ndim)[i] for i in axes))
        recorded = _of_kind(name, x.node.kind, value.dtype.kind)
        if recorded.startswith("whole_"):
            check_sizes(function(x.value.astype(float), axis=axis))
        result = trace.record("reduce", (x.node,), (recorded, axes), value)
        if keepdims:
            result = result.reshape(tuple(1 if i in axes else n for i, n in enumerate(x.shape)))
        return result if initial is None else JOINED_BY[name](result, initial)

    own = set(signature_of(function).parameters)
    known = ["axis", "keepdims", *(["dtype", "initial"] if name in ("sum", "prod") else [])]
    known += ["initial"] if name in ("max", "min") else []
    return _under_numpys_names(function, reduced, [option for option in known if option in own])


def accumulation(function: Callable[..., Any], name: str) -> Rule:
    """Make the rule of a running sum, product or maximum."""

    def accumulated(trace: Trace, x: Any, axis: Any = None, dtype: Any = None) -> Any:
        x = trace.lift(x)
        x = x if dtype is None else convert(x, dtype)
        if axis is None:
            x, axis = trace.lift(x.flatten()), 0
        value = function(x.value, axis=axis, dtype=dtype)
        recorded = _of_kind(name, x.node.kind, value.dtype.kind)
        if recorded.startswith("whole_"):
            check_sizes(function(x.value.astype(float), axis=axis))
        return trace.record("scan", (x.node,), (recorded, range(x.ndim)[axis]), value)

    return _under_numpys_names(function, accumulated, ["axis", "dtype"])


def _of_kind(name: str, kind: str, result: str) -> str:
    """Return the reduction `name` of numbers of `kind`: on truth it is logic, else kept exact."""
    if result == "b":
        return {"sum": "any", "prod": "all", "cumsum": "cumany", "cumprod": "cumall"}.get(
            name, name
        )
    whole = kind == result == "i" and name in ("sum", "prod", "cumsum", "cumprod")
    return f"whole_{name}" if whole else name


def _under_numpys_names(
    function: Callable[..., Any], rule: Callable[..., Any], options: list[str]
) -> Rule:
    """Wrap a rule whose first parameter is NumPy's first one, and that knows `options`."""
    first = next(iter(signature_of(function).parameters))

    def renamed(trace: Trace, **given: Any) -> Any:
        return rule(trace, given.pop(first), **given)

    return follow(function, renamed, known=[first, *options])
