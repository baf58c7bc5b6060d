"""Fourier transforms: fft, rfft, their inverses, in one and two dimensions, and fftshift."""

from collections.abc import Callable
from typing import Any

import numpy as np

from livefig.tracing.complexes import ComplexTracer, pair, parts
from livefig.tracing.routine import routine, standing
from livefig.tracing.tracer import Trace, concrete

# by which share of the length's root a transform is divided, there and back
NORMS = {None: (0, 2), "backward": (0, 2), "ortho": (1, 1), "forward": (2, 0)}


def _transformed(z: Any, n: int | None, axis: int, back: bool, norm: Any) -> Any:
    """Return the sums of `z` with all waves of a whole number of periods, along one axis."""
    if norm not in NORMS:
        raise ValueError(f"Invalid norm value {norm!r}; should be one of {list(NORMS)}")
    real: Any
    imag: Any
    real, imag = (
        None if one is None else np.moveaxis(_cut(one, n, axis), axis, -1) for one in parts(z)
    )
    now = concrete(real) if imag is None else concrete(real) + 1j * concrete(imag)
    length = now.shape[-1]
    found = np.fft.ifft(now) * length if back else np.fft.fft(now)
    value = np.stack([found.real, found.imag])
    given = [real * 1.0, 0.0 if imag is None else imag * 1.0]
    sums = routine("fourier", given, value, length, -1 if back else 1)
    sums = sums / length ** (NORMS[norm][back] / 2)
    return pair(np.moveaxis(sums[0], -1, axis), np.moveaxis(sums[1], -1, axis))


def _cut(x: Any, n: int | None, axis: int) -> Any:
    """Return `n` elements along the axis, zeros where there are none."""
    x = standing(x)
    if n is None or n == x.shape[axis]:
        return x
    if n < x.shape[axis]:
        return np.take(x, range(n), axis)
    width = [(0, 0)] * x.ndim
    width[axis] = (0, n - x.shape[axis])
    return np.pad(x, width)


def fft(trace: Trace, a: Any, n: Any = None, axis: int = -1, norm: Any = None) -> Any:
    """Rule of `np.fft.fft`."""
    return _transformed(a, n, axis, False, norm)


def ifft(trace: Trace, a: Any, n: Any = None, axis: int = -1, norm: Any = None) -> Any:
    """Rule of `np.fft.ifft`."""
    return _transformed(a, n, axis, True, norm)


def rfft(trace: Trace, a: Any, n: Any = None, axis: int = -1, norm: Any = None) -> Any:
    """Rule of `np.fft.rfft`: the waves that do not turn back, of a real signal."""
    if parts(a)[1] is not None:
        raise TypeError("np.fft.rfft takes real numbers")
    length = standing(a).shape[axis] if n is None else n
    return np.take(_transformed(a, n, axis, False, norm), range(length // 2 + 1), axis)


def irfft(trace: Trace, a: Any, n: Any = None, axis: int = -1, norm: Any = None) -> Any:
    """Rule of `np.fft.irfft`: the real signal of these waves."""
    real, imag = parts(a)
    imag = np.zeros(np.shape(real)) if imag is None else imag
    n = 2 * (np.shape(real)[axis] - 1) if n is None else n
    half = n // 2 + 1
    real, imag = (np.moveaxis(_cut(one, half, axis), axis, -1) for one in (real, imag))
    silent = np.zeros(half)  # waves that are their own mirror image have no imaginary part
    silent[0] = silent[half - 1] = 1
    imag = np.where(silent == 1 if n % 2 == 0 else np.arange(half) == 0, 0.0, imag)
    back = slice((n - 1) // 2, 0, -1)
    whole = pair(
        np.concatenate([real, real[..., back]], axis=-1),
        np.concatenate([imag, -imag[..., back]], axis=-1),
    )
    return np.moveaxis(_transformed(whole, n, -1, True, norm).real, -1, axis)


def _of_axes(back: bool, names: tuple[int, ...] | None) -> Callable[..., Any]:
    """Make the rule of a transform along several axes."""

    def rule(trace: Trace, a: Any, s: Any = None, axes: Any = names, norm: Any = None) -> Any:
        z = a if isinstance(a, ComplexTracer) else standing(a)
        along = range(-len(s), 0) if axes is None and s is not None else axes
        along = range(z.ndim) if along is None else along
        sizes = [None] * len(along) if s is None else list(s)
        for n, axis in reversed(list(zip(sizes, along, strict=True))):
            z = _transformed(z, n, axis, back, norm)
        return z

    return rule


def _shift(sign: int) -> Callable[..., Any]:
    """Make the rule of fftshift or ifftshift."""

    def rule(trace: Trace, x: Any, axes: Any = None) -> Any:
        along = range(x.ndim) if axes is None else (axes,) if np.ndim(axes) == 0 else axes
        along = [int(axis) for axis in along]
        shift = [x.shape[i] // 2 if sign > 0 else -(x.shape[i] // 2) for i in along]
        return np.roll(x, shift, along)

    return rule


# of real and of complex numbers
TRANSFORMS: dict[Any, Callable[..., Any]] = {
    np.fft.fft: fft,
    np.fft.ifft: ifft,
    np.fft.rfft: rfft,
    np.fft.irfft: irfft,
    np.fft.fft2: _of_axes(False, (-2, -1)),
    np.fft.ifft2: _of_axes(True, (-2, -1)),
    np.fft.fftn: _of_axes(False, None),
    np.fft.ifftn: _of_axes(True, None),
    np.fft.fftshift: _shift(1),
    np.fft.ifftshift: _shift(-1),
}
