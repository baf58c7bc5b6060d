"""The rule table: what each NumPy function becomes in the recorded graph.

`RULES` maps a NumPy function to a rule, `rule(trace, *args, **kwargs) -> tracer`. A function that
is not in the table cannot be used on a value that depends on a control.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from livefig.tracing import composites, contraction
from livefig.tracing.rearrange import getitem, pad, rearrangement, take
from livefig.tracing.tracer import Rule, Trace, TraceError, Tracer

# On truth values NumPy's arithmetic is logic.
LOGIC_OF = {
    "add": "logical_or",
    "bitwise_and": "logical_and",
    "bitwise_or": "logical_or",
    "bitwise_xor": "logical_xor",
    "invert": "logical_not",
    "multiply": "logical_and",
}
# On whole numbers a division by zero is 0, not infinite.
WHOLE_OF = {
    "floor_divide": "whole_floor_divide",
    "remainder": "whole_remainder",
    "fmod": "whole_fmod",
}


def element(ufunc: Callable[..., Any]) -> Rule:
    """Make the rule of a function of each element."""
    name = ufunc.__name__

    def rule(trace: Trace, *operands: Any, **options: Any) -> Tracer:
        if options:
            raise TraceError(
                f"np.{name}(…, {next(iter(options))}=…) cannot be followed; leave it out"
            )
        tracers = [trace.lift(operand) for operand in operands]
        values = [tracer.value for tracer in tracers]
        kinds = {tracer.node.kind for tracer in tracers}
        value = ufunc(*values)
        if value.dtype in (np.float16, np.int8):  # of truth values: NumPy's smallest type that fits
            value = ufunc(*(np.asarray(v, np.int64) for v in values))
        recorded = name
        if "f" not in kinds:
            recorded = WHOLE_OF.get(name, name)
        if kinds == {"b"}:
            recorded = LOGIC_OF.get(name, recorded)
        if recorded in ("bitwise_and", "bitwise_or", "bitwise_xor", "invert", "reciprocal") and (
            value.dtype.kind == "i"
        ):
            raise TraceError(f"np.{name} of whole numbers has no rule for the page")
        return trace.record("element", tuple(t.node for t in tracers), recorded, value)

    return rule


def where(trace: Trace, condition: Any, *choices: Any) -> Tracer:
    """Rule of `np.where(condition, x, y)`."""
    if len(choices) != 2:
        raise TraceError("np.where needs three arguments here: how many indices hold is not fixed")
    tracers = [trace.lift(operand) for operand in (condition, *choices)]
    value = np.where(*(tracer.value for tracer in tracers))
    return trace.record("element", tuple(t.node for t in tracers), "where", value)


def reduction(function: Callable[..., Any]) -> Rule:
    """Make the rule of a function that reduces some axes to one number."""

    def rule(trace: Trace, x: Any, axis: Any = None, *, keepdims: bool = False) -> Tracer:
        x = trace.lift(x)
        value = np.asarray(function(x.value, axis=axis))
        axes = range(x.ndim) if axis is None else (axis,) if np.ndim(axis) == 0 else axis
        axes = tuple(sorted(range(x.ndim)[i] for i in axes))
        result = trace.record("reduce", (x.node,), (function.__name__, axes), value)
        if not keepdims:
            return result
        return result.reshape(tuple(1 if i in axes else n for i, n in enumerate(x.shape)))

    return rule


def accumulation(function: Callable[..., Any]) -> Rule:
    """Make the rule of a running sum or product."""

    def rule(trace: Trace, x: Any, axis: int | None = None) -> Tracer:
        x = trace.lift(x)
        if axis is None:
            x, axis = trace.lift(x.flatten()), 0
        value = function(x.value, axis=axis)
        return trace.record("scan", (x.node,), (function.__name__, range(x.ndim)[axis]), value)

    return rule


def interp(trace: Trace, x: Any, xp: Any, fp: Any, left: Any = None, right: Any = None) -> Tracer:
    """Rule of `np.interp`: straight pieces through the points (xp, fp)."""
    xp, fp = trace.lift(xp), trace.lift(fp)
    left = fp[0] if left is None else left
    right = fp[-1] if right is None else right
    tracers = [trace.lift(operand) for operand in (x, xp, fp, left, right)]
    value = np.interp(*(tracer.value for tracer in tracers))
    return trace.record("interp", tuple(t.node for t in tracers), None, value)


def astype(trace: Trace, x: Tracer, dtype: Any) -> Tracer:
    """Rule of `x.astype(dtype)`: whole numbers are cut off, truth is what is not zero."""
    kind = np.dtype(dtype).kind
    if kind not in "biuf":
        raise TraceError(f"a traced value cannot become {np.dtype(dtype)}; use float, int or bool")
    if kind == "b":
        return x != 0
    name = "truncate" if kind in "iu" else "identity"
    value = np.asarray(x.value).astype(np.int64 if kind in "iu" else np.float64)
    return trace.record("element", (x.node,), name, value)


def copy(trace: Trace, x: Any) -> Any:
    """Rule of `np.copy`: a traced value never changes."""
    return x


def composite(function: Callable[..., Any]) -> Rule:
    """Make a rule of a function that is written in terms of others."""

    def rule(trace: Trace, *args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return rule


def filled_like(function: Callable[..., Any]) -> Rule:
    """Make the rule of zeros_like and ones_like: a constant array of the same shape."""

    def rule(trace: Trace, x: Tracer, dtype: Any = None) -> Any:
        return function(x.value, dtype=dtype)

    return rule


def full_like(trace: Trace, x: Any, fill_value: Any) -> Any:
    """Rule of `np.full_like`."""
    return np.broadcast_to(fill_value, np.shape(x))


def function_names() -> list[str]:
    """Return the names of all functions that have a rule, as an author writes them."""
    names = []
    for key in RULES:
        if isinstance(key, tuple):
            names.append(f"np.{key[0].__name__}.{key[1]}")
        elif isinstance(key, str):
            names.append({"getitem": "x[…]", "astype": "x.astype"}[key])
        else:
            module = "np.linalg" if "linalg" in key.__module__ else "np"
            names.append(f"{module}.{key.__name__}")
    return names


ELEMENTWISE = [
    # arithmetic
    np.add, np.subtract, np.multiply, np.divide, np.floor_divide, np.remainder, np.fmod,
    np.power, np.float_power, np.negative, np.positive, np.absolute, np.fabs, np.reciprocal,
    np.square, np.sqrt, np.cbrt, np.sign, np.copysign, np.hypot, np.heaviside,
    np.maximum, np.minimum, np.fmax, np.fmin,
    # exponentials and logarithms
    np.exp, np.exp2, np.expm1, np.log, np.log2, np.log10, np.log1p, np.logaddexp, np.logaddexp2,
    # trigonometry
    np.sin, np.cos, np.tan, np.arcsin, np.arccos, np.arctan, np.arctan2,
    np.sinh, np.cosh, np.tanh, np.arcsinh, np.arccosh, np.arctanh, np.deg2rad, np.rad2deg,
    np.degrees, np.radians,
    # rounding
    np.floor, np.ceil, np.trunc, np.rint,
    # comparison and logic
    np.less, np.less_equal, np.greater, np.greater_equal, np.equal, np.not_equal,
    np.logical_and, np.logical_or, np.logical_xor, np.logical_not,
    np.bitwise_and, np.bitwise_or, np.bitwise_xor, np.invert,
    np.isnan, np.isinf, np.isfinite, np.signbit,
]  # fmt: skip

REDUCTIONS: list[Callable[..., Any]] = [
    np.sum,
    np.prod,
    np.max,
    np.min,
    np.argmax,
    np.argmin,
    np.any,
    np.all,
]

REARRANGEMENTS: list[Callable[..., Any]] = [
    np.reshape, np.ravel, np.transpose, np.moveaxis, np.rollaxis, np.swapaxes, np.squeeze,
    np.expand_dims, np.broadcast_to, np.tile, np.repeat, np.flip, np.fliplr, np.flipud, np.rot90,
    np.roll, np.diagonal, np.diag, np.diagflat, np.tril, np.triu, np.delete,
    np.concatenate, np.stack, np.hstack, np.vstack, np.dstack, np.column_stack, np.block,
    np.split, np.array_split, np.hsplit, np.vsplit, np.resize,
]  # fmt: skip

RULES: dict[Any, Rule] = {
    **{ufunc: element(ufunc) for ufunc in ELEMENTWISE},
    np.where: where,
    np.select: composite(composites.select),
    np.clip: composite(composites.clip),
    np.round: composite(composites.round_),
    np.around: composite(composites.round_),
    np.fix: composite(np.trunc),
    np.nan_to_num: composite(composites.nan_to_num),
    np.isclose: composite(composites.isclose),
    np.sinc: composite(composites.sinc),
    np.modf: composite(composites.modf),
    np.divmod: composite(composites.divmod_),
    # reductions
    **{function: reduction(function) for function in REDUCTIONS},
    (np.add, "reduce"): reduction(np.sum),
    (np.multiply, "reduce"): reduction(np.prod),
    (np.maximum, "reduce"): reduction(np.max),
    (np.minimum, "reduce"): reduction(np.min),
    (np.logical_or, "reduce"): reduction(np.any),
    (np.logical_and, "reduce"): reduction(np.all),
    np.mean: composite(composites.mean),
    np.var: composite(composites.var),
    np.std: composite(composites.std),
    np.average: composite(composites.average),
    np.ptp: composite(composites.ptp),
    np.count_nonzero: composite(composites.count_nonzero),
    np.nansum: composite(composites.nansum),
    np.nanmean: composite(composites.nanmean),
    np.nanmax: composite(composites.nanmax),
    np.nanmin: composite(composites.nanmin),
    np.linalg.norm: composite(composites.norm),
    np.cumsum: accumulation(np.cumsum),
    np.cumprod: accumulation(np.cumprod),
    (np.add, "accumulate"): accumulation(np.cumsum),
    (np.multiply, "accumulate"): accumulation(np.cumprod),
    # products of arrays
    np.matmul: contraction.matmul,
    np.dot: contraction.dot,
    np.inner: contraction.inner,
    np.outer: contraction.outer,
    (np.multiply, "outer"): contraction.outer,
    np.vdot: contraction.vdot,
    np.tensordot: contraction.tensordot,
    np.einsum: contraction.einsum,
    np.trace: composite(lambda x: np.sum(np.diagonal(x), axis=-1)),
    # moving elements about
    **{function: rearrangement(function) for function in REARRANGEMENTS},
    np.pad: pad,
    np.append: rearrangement(np.append, data=(0, 1)),
    np.insert: rearrangement(np.insert, data=(0, 2)),
    np.broadcast_arrays: rearrangement(np.broadcast_arrays, data=None),
    np.meshgrid: rearrangement(np.meshgrid, data=None),
    np.atleast_1d: rearrangement(np.atleast_1d, data=None),
    np.atleast_2d: rearrangement(np.atleast_2d, data=None),
    np.take: take,
    "getitem": getitem,
    # along a line
    np.interp: interp,
    np.diff: composite(composites.diff),
    np.trapezoid: composite(composites.trapezoid),
    np.linspace: composite(composites.linspace),
    np.logspace: composite(composites.logspace),
    np.arange: composite(composites.arange),
    np.polyval: composite(composites.polyval),
    np.searchsorted: composite(composites.searchsorted),
    # about the array itself
    np.shape: composite(lambda x: x.shape),
    np.ndim: composite(lambda x: x.ndim),
    np.size: composite(lambda x: x.size),
    np.copy: copy,
    np.zeros_like: filled_like(np.zeros_like),
    np.ones_like: filled_like(np.ones_like),
    np.full_like: full_like,
    "astype": astype,
    np.astype: astype,
}  # fmt: skip
