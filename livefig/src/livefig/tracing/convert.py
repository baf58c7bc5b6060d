"""Converting between types of numbers: `astype`."""

from typing import Any

import numpy as np

from livefig.tracing.errors import TraceError
from livefig.tracing.kinds import is_narrow, kind_of
from livefig.tracing.tracer import Trace, Tracer


def convert(x: Tracer, dtype: Any) -> Tracer:
    """Return `x` as numbers of type `dtype`, as `ndarray.astype` does.

    Floats are cut off at the point, whole numbers wrapped into the range of a narrower type, floats
    rounded to fewer bits; truth is what is not zero. What NumPy makes of a float that the whole
    type cannot hold depends on the processor where it says "invalid value": there the page shows
    nothing. From floats to uint8, uint16, int8 and int16 it wraps, as on most processors.
    """
    old, new = x.value.dtype, np.dtype(dtype)
    kind = kind_of(new)
    if old == new:
        return x
    if new == np.uint64 and old.kind not in ("b", "u"):
        raise TraceError("a traced value cannot become uint64; use int")
    if kind == "b":
        return x != 0
    with np.errstate(invalid="ignore", over="ignore"):
        value = np.asarray(x.value).astype(new)
    if old.kind == "f" and kind == "i":
        if not is_narrow(new):
            return _element(x, "truncate", value)
        wide = "truncate" if new == np.uint32 else "truncate32"  # through 32 bits, as C does
        x = _element(x, wide, value.astype(np.int64))
    lossless = np.can_cast(old, new) or not is_narrow(new)
    return _element(x, "identity" if lossless else new.name, value)


def astype(
    trace: Trace,
    x: Any,
    dtype: Any,
    order: str = "K",
    casting: Any = "unsafe",
    subok: bool = True,
    copy: bool = True,
) -> Tracer:
    """Rule of `x.astype(dtype)`."""
    x = trace.lift(x)
    if casting != "unsafe":
        np.asarray(x.value).astype(dtype, casting=casting)  # NumPy's own error
    return convert(x, dtype)


def _element(x: Tracer, name: str, value: Any) -> Tracer:
    return x.run.record("element", (x.node,), name, value)
