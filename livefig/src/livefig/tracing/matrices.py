"""Vectors and matrices without solving: cross, kron, covariances, powers of a matrix."""

from typing import Any

import numpy as np

from livefig.tracing.routine import Formulas, standing


def cross(
    a: Any, b: Any, axisa: int = -1, axisb: int = -1, axisc: int = -1, axis: int | None = None
) -> Any:
    """Vector perpendicular to both; of plane vectors its third number."""
    if axis is not None:
        axisa = axisb = axisc = axis
    a, b = np.moveaxis(standing(a), axisa, -1), np.moveaxis(standing(b), axisb, -1)
    if a.shape[-1] == b.shape[-1] == 2:
        return a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
    a0, a1, a2 = _three(a)
    b0, b1, b2 = _three(b)
    found = np.stack(
        np.broadcast_arrays(a1 * b2 - a2 * b1, a2 * b0 - a0 * b2, a0 * b1 - a1 * b0), axis=-1
    )
    return np.moveaxis(found, -1, axisc)


def _three(x: Any) -> tuple[Any, Any, Any]:
    return x[..., 0], x[..., 1], x[..., 2] if x.shape[-1] == 3 else x[..., 0] * 0


def kron(a: Any, b: Any) -> Any:
    """Every element of `a` times all of `b`, in blocks."""
    a, b = standing(a), standing(b)
    n = max(a.ndim, b.ndim)
    a, b = (x.reshape((1,) * (n - x.ndim) + x.shape) for x in (a, b))
    rows = a.reshape(tuple(m for length in a.shape for m in (length, 1)))
    columns = b.reshape(tuple(m for length in b.shape for m in (1, length)))
    return (rows * columns).reshape(tuple(i * j for i, j in zip(a.shape, b.shape, strict=True)))


def cov(
    m: Any,
    y: Any = None,
    rowvar: bool = True,
    bias: bool = False,
    ddof: int | None = None,
    fweights: Any = None,
    aweights: Any = None,
) -> Any:
    """Covariances of the rows, or of the columns without `rowvar`."""
    x = _rows(m, rowvar)
    if y is not None:
        x = np.concatenate([x, _rows(y, rowvar)], axis=0)
    ddof = ddof if ddof is not None else int(not bias)
    weights = fweights
    if aweights is not None:
        weights = aweights if fweights is None else standing(fweights) * aweights
    total = x.shape[1] if weights is None else np.sum(weights)
    lost: Any = ddof
    if aweights is not None:
        lost = ddof * np.sum(standing(weights) * aweights) / total
    mean = np.average(x, axis=1, weights=weights)
    x = x - mean[:, None]
    weighted = x if weights is None else x * weights
    return np.squeeze(x @ weighted.T / _positive(total - lost))


def _rows(m: Any, rowvar: bool) -> Any:
    m = standing(m) * 1.0
    return np.atleast_2d(m) if rowvar or m.ndim == 1 else m.T


def _positive(factor: Any) -> Any:
    return np.where(factor > 0, factor, 0.0)


def corrcoef(x: Any, y: Any = None, rowvar: bool = True) -> Any:
    """Covariances as shares of the standard deviations, from -1 to 1."""
    c = cov(x, y, rowvar)
    if c.ndim == 0:
        return c / c
    deviation = np.sqrt(np.diagonal(c))
    return np.clip(c / deviation[:, None] / deviation, -1, 1)


FUNCTIONS: Formulas = {
    np.cross: (cross, ["a", "b"]),
    np.kron: (kron, ["a", "b"]),
    np.cov: (cov, ["m", "y", "fweights", "aweights"]),
    np.corrcoef: (corrcoef, ["x", "y"]),
}
