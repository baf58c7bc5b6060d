"""How few bytes hold an array without loss."""

from typing import Any

import numpy as np

# from few bytes to many; the types of JavaScript's typed arrays
WHOLE = (np.int8, np.uint8, np.int16, np.uint16, np.int32, np.uint32)


def narrowest(values: Any) -> np.ndarray[Any, Any]:
    """Return the same numbers in the narrowest type that holds each of them, at most a double.

    Not a number, the infinities and -0 are kept.
    """
    values = np.asarray(values, float)
    whole = np.isfinite(values).all() and not np.signbit(values[values == 0]).any()
    for dtype in (*(WHOLE if whole else ()), np.float32):
        limits = np.finfo(dtype) if dtype is np.float32 else np.iinfo(dtype)
        inside = values[np.isfinite(values)]
        if inside.size and not (limits.min <= inside.min() and inside.max() <= limits.max):
            continue
        narrow = values.astype(dtype)
        if np.array_equal(narrow.astype(float), values, equal_nan=True):
            return narrow
    return values


def stored_bytes(values: Any) -> int:
    """Return how many characters an array takes up in the page, in base 64."""
    return 4 * -(-narrowest(values).nbytes // 3)
