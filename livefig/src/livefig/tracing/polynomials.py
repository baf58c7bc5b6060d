"""Polynomials by their coefficients, the highest power first: polyval's kin, and vander."""

from typing import Any

import numpy as np

from livefig.tracing.routine import Formulas, standing


def vander(x: Any, N: int | None = None, increasing: bool = False) -> Any:
    """Powers of each number, the highest first."""
    x = standing(x)
    n = len(x) if N is None else N
    x = x.astype(int) if x.dtype == bool else x
    powers = [x * 0 + 1, *[x] * (n - 1)][:n]
    for i in range(2, n):
        powers[i] = powers[i - 1] * x
    return np.stack(powers if increasing else powers[::-1], axis=1)


def poly(seq_of_zeros: Any) -> Any:
    """Coefficients of the polynomial with these zeros."""
    zeros = standing(seq_of_zeros)
    found: Any = np.ones(1)
    for zero in zeros:
        found = np.convolve(found, np.stack([1.0, -zero]))
    return found


def polyder(p: Any, m: int = 1) -> Any:
    """Coefficients of the derivative."""
    p = standing(p)
    for _ in range(int(m)):
        p = p[:-1] * np.arange(len(p) - 1, 0, -1)
    return p


def polyint(p: Any, m: int = 1, k: Any = None) -> Any:
    """Coefficients of an antiderivative with the constants `k`."""
    p = standing(p)
    constants = np.broadcast_to(standing(0 if k is None else k), (m,)) if m else ()
    for constant in constants:
        p = np.append(p / np.arange(len(p), 0, -1), constant)
    return p


def polyadd(a1: Any, a2: Any) -> Any:
    """Coefficients of the sum."""
    a, b = (np.atleast_1d(standing(one)) for one in (a1, a2))
    n = max(len(a), len(b))
    return np.pad(a, (n - len(a), 0)) + np.pad(b, (n - len(b), 0))


def polysub(a1: Any, a2: Any) -> Any:
    """Coefficients of the difference."""
    return polyadd(a1, -standing(a2))


def polymul(a1: Any, a2: Any) -> Any:
    """Coefficients of the product."""
    return np.convolve(a1, a2)


FUNCTIONS: Formulas = {
    np.vander: (vander, ["x"]),
    np.poly: (poly, ["seq_of_zeros"]),
    np.polyder: (polyder, ["p"]),
    np.polyint: (polyint, ["p", "k"]),
    np.polyadd: (polyadd, ["a1", "a2"]),
    np.polysub: (polysub, ["a1", "a2"]),
    np.polymul: (polymul, ["a1", "a2"]),
}
