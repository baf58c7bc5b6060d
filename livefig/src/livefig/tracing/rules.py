"""The rule table: what each NumPy function becomes in the recorded graph.

`RULES` maps a NumPy function to a rule, `rule(trace, *args, **kwargs) -> tracer`. A function that
is not in the table cannot be used on a value that depends on a control.
"""

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from livefig.tracing import (
    choosing,
    composites,
    contraction,
    counting,
    fourier,
    linalg,
    matrices,
    missing,
    polynomials,
    signals,
    sorting,
    special,
    writing,
)  # fmt: skip
from livefig.tracing.arguments import bind, follow, name_of, on_values, signature_of
from livefig.tracing.complex_formulas import complex_rule
from livefig.tracing.convert import astype, convert
from livefig.tracing.elements import element, outer, where
from livefig.tracing.indexing import getitem, taking
from livefig.tracing.instead import about_option
from livefig.tracing.memory import VIEWS
from livefig.tracing.rearrange import pad, rearrangement
from livefig.tracing.reductions import accumulation, reduction
from livefig.tracing.routine import Formulas
from livefig.tracing.tracer import Rule, Trace, Tracer
from livefig.tracing.views import broadcast_arrays, view


def interp(trace: Trace, x: Any, xp: Any, fp: Any, left: Any = None, right: Any = None) -> Tracer:
    """Rule of `np.interp`: straight pieces through the points (xp, fp)."""
    xp, fp = trace.lift(xp), trace.lift(fp)
    left = fp[0] if left is None else left
    right = fp[-1] if right is None else right
    tracers = [trace.lift(operand) for operand in (x, xp, fp, left, right)]
    value = np.interp(*(tracer.value for tracer in tracers))
    return trace.record("interp", tuple(t.node for t in tracers), None, value)


def composite(
    function: Callable[..., Any], formula: Callable[..., Any], data: list[str] | None = None
) -> Rule:
    """Make the rule of a function that is written in terms of others."""

    @functools.wraps(formula)
    def rule(trace: Trace, *args: Any, **options: Any) -> Any:
        return formula(*args, **options)

    return follow(function, rule, data)


def about(function: Callable[..., Any]) -> Rule:
    """Make the rule of a function whose result no control changes: shapes, arrays of zeros."""
    name, signature = name_of(function), signature_of(function)

    def rule(trace: Trace, *args: Any, **options: Any) -> Any:
        bound = bind(name, signature, args, options)
        return on_values(function, bound)

    return rule


def full_like(trace: Trace, a: Any, fill_value: Any, dtype: Any = None, shape: Any = None) -> Any:
    """Rule of `np.full_like`."""
    filled = np.broadcast_to(fill_value, np.shape(a) if shape is None else shape)
    kind = a.dtype if dtype is None else np.dtype(dtype)
    return convert(filled, kind) if isinstance(filled, Tracer) else filled.astype(kind)


def arange(trace: Trace, *args: Any, dtype: Any = None, like: Any = None, **named: Any) -> Any:
    """Rule of `np.arange(start, stop, step, like=traced)`."""
    if dtype is not None:
        raise about_option("np.arange", "dtype")
    return composites.arange(*args, **named)


# what has no name of its own
WRITTEN = {"getitem": "x[…]", "astype": "x.astype", "complex": "x + 1j * y"}


def function_names() -> list[str]:
    """Return the names of all functions that have a rule, as an author writes them.

    All of two arguments have the method `outer`, too, which is not listed.
    """
    names = []
    for key in RULES:
        if isinstance(key, tuple) and key[1] == "outer":
            continue
        if isinstance(key, tuple):
            names.append(f"np.{key[0].__name__}.{key[1]}")
        elif isinstance(key, str):
            names.append(WRITTEN.get(key, key))
        else:
            module = next((m for m in ("np.linalg", "np.fft") if m[3:] in key.__module__), "np")
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
    np.bitwise_and, np.bitwise_or, np.bitwise_xor, np.invert, np.left_shift, np.right_shift,
    np.isnan, np.isinf, np.isfinite, np.signbit,
]  # fmt: skip

REDUCTIONS: list[Callable[..., Any]] = [
    np.sum, np.prod, np.max, np.min, np.argmax, np.argmin, np.any, np.all,
]  # fmt: skip

COMPOSITES: Formulas = {
    np.select: (composites.select, ["condlist", "choicelist", "default"]),
    np.clip: (composites.clip, ["a", "a_min", "a_max", "min", "max"]),
    np.round: (composites.round_, ["a"]),
    np.around: (composites.round_, ["a"]),
    np.fix: (composites.fix, ["x"]),
    np.nan_to_num: (composites.nan_to_num, ["x", "nan", "posinf", "neginf"]),
    np.isclose: (composites.isclose, ["a", "b", "rtol", "atol"]),
    np.sinc: (composites.sinc, ["x"]),
    np.modf: (composites.modf, ["x"]),
    np.divmod: (composites.divmod_, ["x1", "x2"]),
    np.mean: (composites.mean, ["a"]),
    np.var: (composites.var, ["a"]),
    np.std: (composites.std, ["a"]),
    np.average: (composites.average, ["a", "weights"]),
    np.ptp: (composites.ptp, ["a"]),
    np.count_nonzero: (composites.count_nonzero, ["a"]),
    np.nansum: (composites.nansum, ["a"]),
    np.nanmean: (composites.nanmean, ["a"]),
    np.nanmax: (composites.nanmax, ["a"]),
    np.nanmin: (composites.nanmin, ["a"]),
    np.linalg.norm: (composites.norm, ["x"]),
    np.trace: (composites.trace, ["a"]),
    np.diff: (composites.diff, ["a"]),
    np.trapezoid: (composites.trapezoid, ["y", "x", "dx"]),
    np.linspace: (composites.linspace, ["start", "stop"]),
    np.logspace: (composites.logspace, ["start", "stop", "base"]),
    np.polyval: (composites.polyval, ["p", "x"]),
    np.median: (sorting.median, ["a"]),
    np.quantile: (sorting.quantile, ["a", "q"]),
    np.percentile: (sorting.percentile, ["a", "q"]),
    **counting.FUNCTIONS,
    **missing.FUNCTIONS,
    **signals.FUNCTIONS,
    **polynomials.FUNCTIONS,
    **matrices.FUNCTIONS,
    **choosing.FUNCTIONS,
    **linalg.FUNCTIONS,
}

REARRANGEMENTS: list[Callable[..., Any]] = [
    np.reshape, np.ravel, np.transpose, np.matrix_transpose, np.moveaxis, np.rollaxis, np.swapaxes,
    np.squeeze, np.expand_dims, np.broadcast_to, np.tile, np.repeat, np.flip, np.fliplr, np.flipud,
    np.rot90, np.roll, np.diagonal, np.diag, np.diagflat, np.tril, np.triu, np.delete,
    np.concatenate, np.stack, np.hstack, np.vstack, np.dstack, np.column_stack, np.block,
    *([np.unstack] if hasattr(np, "unstack") else []),  # since NumPy 2.1
    np.split, np.array_split, np.hsplit, np.vsplit, np.resize,
]  # fmt: skip

RULES: dict[Any, Rule] = {
    **{ufunc: element(ufunc) for ufunc in ELEMENTWISE},
    **{(ufunc, "outer"): outer(ufunc) for ufunc in ELEMENTWISE if ufunc.nin == 2},
    np.where: where,
    **{function: composite(function, *how) for function, how in COMPOSITES.items()},
    # reductions
    **{function: reduction(function, function.__name__) for function in REDUCTIONS},
    np.amax: reduction(np.amax, "max"),
    np.amin: reduction(np.amin, "min"),
    (np.add, "reduce"): reduction(np.add.reduce, "sum"),
    (np.multiply, "reduce"): reduction(np.multiply.reduce, "prod"),
    (np.maximum, "reduce"): reduction(np.maximum.reduce, "max"),
    (np.minimum, "reduce"): reduction(np.minimum.reduce, "min"),
    (np.logical_or, "reduce"): reduction(np.logical_or.reduce, "any"),
    (np.logical_and, "reduce"): reduction(np.logical_and.reduce, "all"),
    np.cumsum: accumulation(np.cumsum, "cumsum"),
    np.cumprod: accumulation(np.cumprod, "cumprod"),
    (np.add, "accumulate"): accumulation(np.add.accumulate, "cumsum"),
    (np.multiply, "accumulate"): accumulation(np.multiply.accumulate, "cumprod"),
    (np.maximum, "accumulate"): accumulation(np.maximum.accumulate, "cummax"),
    (np.minimum, "accumulate"): accumulation(np.minimum.accumulate, "cummin"),
    # products of arrays
    np.matmul: follow(np.matmul, contraction.matmul, ["x1", "x2"]),
    np.dot: follow(np.dot, contraction.dot, ["a", "b"]),
    np.inner: follow(np.inner, contraction.inner, ["a", "b"]),
    np.outer: follow(np.outer, contraction.outer, ["a", "b"]),
    np.vdot: follow(np.vdot, contraction.vdot, ["a", "b"]),
    np.tensordot: follow(np.tensordot, contraction.tensordot, ["a", "b"]),
    np.einsum: follow(np.einsum, contraction.einsum, ["operands"]),
    # moving elements about
    **{function: rearrangement(function) for function in REARRANGEMENTS},
    np.pad: pad,
    np.append: rearrangement(np.append, data=("arr", "values")),
    np.insert: rearrangement(np.insert, data=("arr", "values")),
    np.broadcast_arrays: broadcast_arrays,
    np.meshgrid: rearrangement(np.meshgrid),
    np.atleast_1d: rearrangement(np.atleast_1d),
    np.atleast_2d: rearrangement(np.atleast_2d),
    np.take: taking(),
    "getitem": getitem,
    np.piecewise: choosing.piecewise,
    np.apply_along_axis: choosing.apply_along_axis,
    np.compress: rearrangement(np.compress, data=("a",)),
    np.extract: rearrangement(np.extract, data=("arr",)),
    np.interp: follow(np.interp, interp, ["x", "xp", "fp", "left", "right"]),
    np.arange: arange,
    np.sort: follow(np.sort, sorting.sort, ["a"]),
    np.argsort: follow(np.argsort, sorting.argsort, ["a"]),
    # about the array itself
    np.shape: about(np.shape),
    np.ndim: about(np.ndim),
    np.size: about(np.size),
    np.zeros_like: about(np.zeros_like),
    np.ones_like: about(np.ones_like),
    np.imag: about(np.imag),
    np.full_like: follow(np.full_like, full_like, ["a", "fill_value"]),
    np.angle: composite(np.angle, composites.angle),
    np.copy: follow(np.copy, lambda trace, a: a),
    np.real: lambda trace, val: val,
    np.conjugate: lambda trace, x: x,
    "astype": astype,
    np.astype: follow(np.astype, astype),
    **special.RULES,
    **fourier.TRANSFORMS,
    "complex": complex_rule(fourier.TRANSFORMS),
    # writing
    **writing.FUNCTIONS,
    np.nan_to_num: writing.nan_to_num(composite(np.nan_to_num, *COMPOSITES[np.nan_to_num])),
}  # fmt: skip
RULES |= {function: view(function, RULES[function]) for function in VIEWS}
RULES["getitem"] = view(lambda numbers, index: numbers[index], getitem)
