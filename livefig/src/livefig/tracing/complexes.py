"""Complex numbers as pairs of traced real ones.

    >>> z = np.exp(1j * t)         # a ComplexTracer: z.real and z.imag are traced
    >>> np.abs(z), np.angle(z)     # traced real numbers again, which can be drawn

The page knows real numbers only. Whatever meets a complex number comes to the rule that
`complex_formulas` makes, which finds a formula of the two parts.
"""

from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from livefig.tracing.errors import TraceError
from livefig.tracing.routine import run_of
from livefig.tracing.tracer import Trace, Tracer

PARTS = "take its parts: np.abs(z), np.angle(z), z.real, z.imag"


class ComplexTracer(NDArrayOperatorsMixin):
    """A complex number or array whose parts are traced; made by arithmetic, and by np.fft."""

    __slots__ = ("imag", "real")
    dtype = np.dtype(complex)

    def __init__(self, real: Tracer, imag: Tracer):
        self.real = real
        self.imag = imag

    @property
    def run(self) -> Trace:
        """The recorder of both parts."""
        return self.real.run

    @property
    def shape(self) -> tuple[int, ...]:
        """Lengths of the axes."""
        return self.real.shape

    @property
    def ndim(self) -> int:
        """Number of axes."""
        return self.real.ndim

    @property
    def size(self) -> int:
        """Number of elements."""
        return self.real.size

    @property
    def T(self) -> Any:  # noqa: N802 (NumPy's name)
        """The axes in reverse order."""
        return np.transpose(self)

    def conj(self) -> Any:
        """Return the number with the other sign of its imaginary part."""
        return pair(self.real, -self.imag)

    conjugate = conj

    def __len__(self) -> int:
        return len(self.real)

    def __iter__(self) -> Iterator[Any]:
        return (self[i] for i in range(len(self)))

    def __getitem__(self, index: Any) -> Any:
        return pair(self.real[index], self.imag[index])

    def reshape(self, *shape: Any) -> Any:
        """Return the same elements in another shape."""
        return pair(self.real.reshape(*shape), self.imag.reshape(*shape))

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        key = ufunc if method == "__call__" else (ufunc, method)
        return self._apply(key, inputs, options)

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        return self._apply(function, args, kwargs)

    def _apply(self, key: Any, args: Any, kwargs: Any) -> Any:
        try:
            return self.run.rules["complex"](self.run, key, args, kwargs)
        except TraceError as error:
            self.run.remember(error)
            raise

    def __getattr__(self, name: str) -> Any:
        if name in _METHODS:
            function = getattr(np, name)
            return lambda *args, **options: function(self, *args, **options)
        if name.startswith("__") or not hasattr(np.ndarray, name):
            raise AttributeError(f"a traced complex number has no attribute {name!r}")
        raise self.run.refused(f"z.{name} of a traced complex number cannot be followed; {PARTS}")

    def _refuse(self, *args: Any, **options: Any) -> NoReturn:
        raise self.run.refused(f"a traced complex number cannot become a plain value; {PARTS}")

    __array__ = __bool__ = __complex__ = __float__ = __int__ = __index__ = _refuse
    __setitem__ = __hash__ = _refuse


def _in_place(operator: str) -> Callable[[Any, Any], Any]:
    apply = getattr(NDArrayOperatorsMixin, f"__{operator}__")

    def method(self: ComplexTracer, other: Any) -> Any:
        if self.shape:
            raise self.run.refused(
                "a traced array cannot be changed in place: write z = z + w, not z += w"
            )
        return apply(self, other)

    return method


for _name in ("add", "sub", "mul", "truediv", "pow"):
    setattr(ComplexTracer, f"__i{_name}__", _in_place(_name))

_METHODS = ("sum", "mean", "cumsum", "ravel", "squeeze", "swapaxes", "transpose", "take", "dot")


def pair(real: Any, imag: Any) -> Any:
    """Return a complex number of two parts of one shape, a plain one where neither is traced."""
    if not isinstance(real, Tracer) and not isinstance(imag, Tracer):
        return np.asarray(real + 1j * np.asarray(imag))[()]
    run = run_of(real, imag)
    real, imag = np.broadcast_arrays(run.lift(real), run.lift(imag))
    return ComplexTracer(real, imag)


def parts(z: Any) -> tuple[Any, Any]:
    """Return the real part, and the imaginary one, which is None of a real number."""
    if isinstance(z, ComplexTracer):
        return z.real, z.imag
    if isinstance(z, Tracer):
        return z, None
    z = np.asarray(z)
    return (z.real, z.imag) if z.dtype.kind == "c" else (z, None)
