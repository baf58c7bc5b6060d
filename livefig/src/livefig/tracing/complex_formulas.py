"""Formulas of complex numbers in their two parts, and the rule that finds them."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from livefig.tracing import composites
from livefig.tracing.complexes import PARTS, pair, parts
from livefig.tracing.errors import TraceError
from livefig.tracing.tracer import Rule, Trace, holds_complex


def complex_rule(transforms: Mapping[Any, Rule]) -> Rule:
    """Make the rule of every function that is given a complex number.

    `transforms` are rules of functions that take real and complex numbers alike.
    """

    def rule(trace: Trace, key: Any, args: Any, kwargs: Any) -> Any:
        kwargs = {name: value for name, value in kwargs.items() if value is not None}
        if "out" in kwargs:
            raise TraceError("out= cannot be followed with complex numbers; use what it returns")
        if key in PARTWISE:
            return pair(*(_call_part(key, part, args, kwargs) for part in (0, 1)))
        if key in transforms:
            return transforms[key](trace, *args, **kwargs)
        if key in BILINEAR and not kwargs:
            return bilinear(key, *args)
        if key in FORMULAS:
            return FORMULAS[key](*args, **kwargs)
        name = getattr(key, "__name__", None) or f"{key[0].__name__}.{key[1]}"
        raise TraceError(f"np.{name} of a traced complex number cannot be followed; {PARTS}")

    return rule


def _call_part(function: Any, part: int, args: Any, kwargs: Any) -> Any:
    chosen = [_part_of(arg, part) for arg in args]
    return function(*chosen, **{name: _part_of(arg, part) for name, arg in kwargs.items()})


def _part_of(arg: Any, part: int) -> Any:
    """Return one part of a complex number, or of each item of a list that holds one."""
    if not holds_complex((arg,)):
        return arg
    if isinstance(arg, (list, tuple)):
        if part == 0:
            return [_part_of(item, 0) for item in arg]
        return [_part_of(i, 1) if holds_complex((i,)) else np.zeros_like(i, float) for i in arg]
    return parts(arg)[part]


def bilinear(function: Callable[..., Any], x: Any, y: Any) -> Any:
    """Product of two sums: (a + ib)(c + id) for any product that is one."""
    (a, b), (c, d) = parts(x), parts(y)
    if b is None:
        return pair(function(a, c), function(a, d))
    if d is None:
        return pair(function(a, c), function(b, c))
    return pair(function(a, c) - function(b, d), function(a, d) + function(b, c))


def add(x: Any, y: Any) -> Any:
    """Sum, part by part."""
    (a, b), (c, d) = parts(x), parts(y)
    return pair(a + c, d if b is None else b if d is None else b + d)


def subtract(x: Any, y: Any) -> Any:
    """Difference, part by part."""
    (a, b), (c, d) = parts(x), parts(y)
    return pair(a - c, -d if b is None else b if d is None else b - d)


def divide(x: Any, y: Any) -> Any:
    """Quotient by Smith's method, which NumPy takes."""
    (a, b), (c, d) = parts(x), parts(y)
    b = 0.0 if b is None else b
    if d is None:
        return pair(a / c, b / c)
    is_wide = np.abs(c) >= np.abs(d)
    large, small = np.where(is_wide, c, d), np.where(is_wide, d, c)
    ratio = np.where((large == 0) & (small == 0), 0.0, small / large)
    scale = large + small * ratio
    real = np.where(is_wide, a + b * ratio, a * ratio + b) / scale
    return pair(real, np.where(is_wide, b - a * ratio, b * ratio - a) / scale)


def power(x: Any, y: Any) -> Any:
    """Whole powers by products, others by the logarithm."""
    exponent: Any = y
    if (
        isinstance(y, (int, float, np.number))
        and float(exponent).is_integer()
        and abs(exponent) < 100
    ):
        result: Any = None
        square = x
        for bit in reversed(f"{abs(int(exponent)):b}"):
            if bit == "1":
                result = square if result is None else result * square
            square = square * square
        result = square * 0 + 1 if result is None else result
        return 1 / result if exponent < 0 else result
    a, b = parts(x)
    is_zero = (a == 0) & (True if b is None else b == 0)
    logarithm = log(pair(np.where(is_zero, 1.0, a), 0.0 if b is None else b))
    real, imag = parts(exp(y * logarithm))
    return pair(np.where(is_zero, 0.0, real), np.where(is_zero, 0.0, imag))


def exp(z: Any) -> Any:
    """e^a (cos b + i sin b)."""
    a, b = parts(z)
    return pair(np.exp(a) * np.cos(b), np.exp(a) * np.sin(b))


def log(z: Any) -> Any:
    """Logarithm of the size, and the angle."""
    a, b = parts(z)
    return pair(np.log(np.hypot(a, b)), np.arctan2(b, a))


def sqrt(z: Any) -> Any:
    """Root with a real part that is not negative."""
    a, b = parts(z)
    t = np.sqrt((np.hypot(a, b) + np.abs(a)) / 2)
    rest = np.where(t == 0, 0.0, np.abs(b) / np.where(t == 0, 1.0, 2 * t))
    return pair(np.where(a >= 0, t, rest), np.copysign(np.where(a >= 0, rest, t), b))


def sin(z: Any) -> Any:
    """Sin a cosh b + i cos a sinh b."""
    a, b = parts(z)
    return pair(np.sin(a) * np.cosh(b), np.cos(a) * np.sinh(b))


def cos(z: Any) -> Any:
    """Cos a cosh b - i sin a sinh b."""
    a, b = parts(z)
    return pair(np.cos(a) * np.cosh(b), -np.sin(a) * np.sinh(b))


def sinh(z: Any) -> Any:
    """Sinh a cos b + i cosh a sin b."""
    a, b = parts(z)
    return pair(np.sinh(a) * np.cos(b), np.cosh(a) * np.sin(b))


def cosh(z: Any) -> Any:
    """Cosh a cos b + i sinh a sin b."""
    a, b = parts(z)
    return pair(np.cosh(a) * np.cos(b), np.sinh(a) * np.sin(b))


def angle(z: Any, deg: bool = False) -> Any:
    """Angle with the real axis."""
    a, b = parts(z)
    return np.arctan2(b, a) * (180 / np.pi if deg else 1.0)


def where(condition: Any, x: Any, y: Any) -> Any:
    """Choose both parts."""
    (a, b), (c, d) = parts(x), parts(y)
    imag = np.where(condition, 0.0 if b is None else b, 0.0 if d is None else d)
    return pair(np.where(condition, a, c), imag)


def equal(x: Any, y: Any) -> Any:
    """Tell whether both parts are equal."""
    (a, b), (c, d) = parts(x), parts(y)
    return np.equal(a, c) & np.equal(0.0 if b is None else b, 0.0 if d is None else d)


def _of_parts(function: Callable[..., Any], join: Callable[..., Any]) -> Callable[..., Any]:
    return lambda z: join(*map(function, parts(z)))


FORMULAS: dict[Any, Callable[..., Any]] = {
    np.add: add, np.subtract: subtract, np.divide: divide, np.power: power,
    np.float_power: power, np.positive: lambda z: z, np.square: lambda z: z * z,
    np.negative: lambda z: pair(-z.real, -z.imag), np.reciprocal: lambda z: 1 / z,
    np.conjugate: lambda z: z.conj(), np.absolute: lambda z: np.hypot(z.real, z.imag),
    np.exp: exp, np.log: log, np.sqrt: sqrt, np.sin: sin, np.cos: cos, np.sinh: sinh,
    np.cosh: cosh, np.tan: lambda z: sin(z) / cos(z), np.tanh: lambda z: sinh(z) / cosh(z),
    np.log10: lambda z: log(z) / np.log(10.0), np.log2: lambda z: log(z) / np.log(2.0),
    np.equal: equal, np.not_equal: lambda x, y: ~equal(x, y),
    np.isnan: _of_parts(np.isnan, np.logical_or), np.isinf: _of_parts(np.isinf, np.logical_or),
    np.isfinite: _of_parts(np.isfinite, np.logical_and),
    np.real: lambda val: val.real, np.imag: lambda val: val.imag, np.angle: angle,
    np.where: where, np.copy: lambda a: a, np.polyval: composites.polyval,
    np.vdot: lambda a, b: bilinear(np.vdot, np.conj(a), b),
    np.linalg.norm: lambda x, *args, **options: np.linalg.norm(np.abs(x), *args, **options),
    np.shape: lambda a: a.shape, np.ndim: lambda a: a.ndim, np.size: lambda a: a.size,
    np.iscomplexobj: lambda x: True, np.isrealobj: lambda x: False,
}  # fmt: skip

# products: linear in each of two arguments
BILINEAR = (
    np.multiply, np.matmul, np.dot, np.inner, np.outer, np.kron, np.convolve, np.cross,
)  # fmt: skip

# what is done to both parts alike
PARTWISE = (
    np.sum, np.mean, np.cumsum, np.diff, np.trapezoid, np.gradient, np.trace,
    np.reshape, np.ravel, np.transpose, np.moveaxis, np.swapaxes, np.squeeze, np.expand_dims,
    np.broadcast_to, np.tile, np.repeat, np.flip, np.fliplr, np.flipud, np.roll, np.diagonal,
    np.concatenate, np.stack, np.hstack, np.vstack, np.column_stack, np.append, np.take, np.pad,
    np.atleast_1d, np.atleast_2d, np.delete, np.rot90, np.fft.fftshift, np.fft.ifftshift,
)  # fmt: skip
