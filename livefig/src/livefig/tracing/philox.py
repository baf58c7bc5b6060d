"""Random numbers as a function of a counter: the same in NumPy and in the page, to the last bit.

The generator is Philox2x32 with ten rounds (Salmon et al., 2011, "Parallel random numbers: as easy
as 1, 2, 3"). It keeps no state: the number at a place of a call is a function of the place, the
call and the seed. Everything here is made of whole numbers and of operations that IEEE 754 rounds
in one way only; the library functions log and exp may differ in their last bit.
"""

from typing import Any

import numpy as np

MULTIPLIER = 0xD256D193  # Salmon et al., table 2
WEYL = 0x9E3779B9  # what the key grows by in a round: the golden ratio
ROUNDS = 10
LOW = np.uint64(0xFFFFFFFF)

# ln 2 in two parts, the first with 21 trailing zeros, so that a multiple of it is exact
LN2_HIGH = 0.6931471803691238
LN2_LOW = 1.9082149292705877e-10


def words(place: Any, call: Any, seed: Any) -> tuple[Any, Any]:
    """Return two random 32-bit words for each `place`; of all arguments the low 32 bits count."""
    left, right, key = (np.asarray(number).astype(np.int64).view(np.uint64) & LOW
                        for number in (place, call, seed))  # fmt: skip
    for _ in range(ROUNDS):
        product = left * np.uint64(MULTIPLIER)
        left, right = (product >> np.uint64(32)) ^ key ^ right, product & LOW
        key = (key + np.uint64(WEYL)) & LOW
    return left, right


def uniform(place: Any, call: Any, seed: Any) -> Any:
    """Return numbers from 0 up to, but without, 1: multiples of 2**-53, each as likely."""
    left, right = words(place, call, seed)
    high, low = (left >> np.uint64(5)).astype(float), (right >> np.uint64(6)).astype(float)
    return (high * 2.0**26 + low) / 2.0**53


def log(x: Any) -> Any:
    """Return the natural logarithm of positive finite numbers, within 2 units of the last place.

    With x = 2**n m and s = (m - 1) / (m + 1) it is n ln 2 + 2 atanh(s), where |s| < 0.172.
    """
    m, n = np.frexp(x)
    small = m < 0.70710678
    m, n = np.where(small, 2 * m, m), np.where(small, n - 1, n)
    s = (m - 1) / (m + 1)
    z = s * s
    series = np.zeros_like(z)
    for k in range(23, 1, -2):
        series = (series + 1 / k) * z
    return n * LN2_HIGH + (n * LN2_LOW + (2 * s * series + 2 * s))
