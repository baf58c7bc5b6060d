"""Small linear algebra: solve, inv, det, cholesky, qr, eigh, svd and what is made of them.

Each is one routine of the page, for one matrix or several. `eigh` and `qr` take LAPACK's steps, so
that their vectors have the signs of NumPy's, but where those hang on rounding (and on the triangle,
with UPLO="U"). Those of `svd` are open: here the largest number of each column of U is positive.
"""

from typing import Any

import numpy as np

from livefig.tracing.errors import TraceError
from livefig.tracing.routine import Formulas, nothing_unless, routine, standing
from livefig.tracing.tracer import concrete


def solve(a: Any, b: Any) -> Any:
    """X of A X = B; nothing where A is singular."""
    a, b = standing(a) * 1.0, standing(b) * 1.0
    columns = b[:, None] if b.ndim == 1 else b
    batch = np.broadcast_shapes(a.shape[:-2], columns.shape[:-2])
    a = np.broadcast_to(a, batch + a.shape[-2:])
    columns = np.broadcast_to(columns, batch + columns.shape[-2:])
    value = np.linalg.solve(concrete(a), concrete(columns))
    found = routine("solveLinear", [a, columns], value, *columns.shape[-2:])
    return found[..., 0] if b.ndim == 1 else found


def inv(a: Any) -> Any:
    """Solution of A X = 1."""
    return solve(a, np.eye(a.shape[-1]))


def det(a: Any) -> Any:
    """Product of the pivots."""
    return routine("determinant", [a * 1.0], np.linalg.det(concrete(a)), a.shape[-1])


def slogdet(a: Any) -> Any:
    """Sign of the determinant and logarithm of its size."""
    value = np.stack(np.linalg.slogdet(concrete(a)), axis=-1)
    found = routine("signAndLog", [a * 1.0], value, a.shape[-1])
    return found[..., 0], found[..., 1]


def cholesky(a: Any, *, upper: bool = False) -> Any:
    """L of A = L Lᵀ; nothing where A is not positive definite."""
    a = (np.matrix_transpose(a) if upper else a) * 1.0
    found = routine("cholesky", [a], np.linalg.cholesky(concrete(a)), a.shape[-1])
    return np.matrix_transpose(found) if upper else found


def qr(a: Any, mode: str = "reduced") -> Any:
    """Orthonormal columns Q and an upper triangle R with A = Q R."""
    if mode not in ("reduced", "complete", "r"):
        raise TraceError(f"np.linalg.qr(…, mode={mode!r}) has no rule for the page; use 'reduced'")
    *batch, m, n = a.shape
    k = m if mode == "complete" else min(m, n)
    parts = np.linalg.qr(concrete(a), "complete" if mode == "complete" else "reduced")
    packed = routine("householder", [a * 1.0], _packed(parts, batch), m, n, k)
    q, r = _unpacked(packed, [(m, k), (k, n)])
    return r if mode == "r" else (q, r)


def eigh(a: Any, UPLO: str = "L") -> Any:
    """Eigenvalues of a symmetric matrix from small to large, and their vectors as columns."""
    *batch, n, _ = a.shape
    a = (np.matrix_transpose(a) if UPLO.upper() == "U" else a) * 1.0
    value = _packed(np.linalg.eigh(concrete(a)), batch)
    return _unpacked(routine("symmetricEigen", [a], value, n), [(n,), (n, n)])


def eigvalsh(a: Any, UPLO: str = "L") -> Any:
    """Eigenvalues of a symmetric matrix from small to large."""
    return eigh(a, UPLO)[0]


def svd(a: Any, full_matrices: bool = True, compute_uv: bool = True) -> Any:
    """U, the singular values from large to small, and V transposed."""
    *batch, m, n = a.shape
    if compute_uv and full_matrices and m != n:
        raise TraceError(
            "np.linalg.svd of a matrix that is not square needs full_matrices=False here: which "
            "further columns U or V gets is not defined"
        )
    a = a * 1.0
    if m < n:
        u, s, vh = svd(np.matrix_transpose(a), False)
        u, vh = np.matrix_transpose(vh), np.matrix_transpose(u)
    else:
        u, s, vh = np.linalg.svd(concrete(a), full_matrices=False)
        top = np.argmax(np.abs(u), axis=-2)[..., None, :]
        sign = np.where(np.take_along_axis(u, top, -2) < 0, -1.0, 1.0)
        value = _packed((u * sign, s, vh * np.matrix_transpose(sign)), batch)
        u, s, vh = _unpacked(routine("singularValues", [a], value, m, n), [(m, n), (n,), (n, n)])
    return (u, s, vh) if compute_uv else s


def svdvals(x: Any) -> Any:
    """Singular values from large to small."""
    return svd(x, compute_uv=False)


def pinv(a: Any, rcond: Any = None, *, rtol: Any = 1e-15) -> Any:
    """Inverse on what the matrix does not send to zero."""
    u, s, vh = svd(a, False)
    if rcond is None:
        rcond = max(a.shape[-2:]) * np.finfo(float).eps if rtol is None else rtol
    large = s > np.expand_dims(rcond, -1) * np.max(s, axis=-1, keepdims=True)
    inverse = np.where(large, 1 / np.where(large, s, 1), 0.0)
    return np.matrix_transpose(vh) @ (inverse[..., None] * np.matrix_transpose(u))


def matrix_rank(A: Any, tol: Any = None, *, rtol: Any = None) -> Any:
    """How many singular values are not as good as zero."""
    s = svd(A, compute_uv=False)
    if tol is None:
        share = (
            max(A.shape[-2:]) * np.finfo(float).eps if rtol is None else np.expand_dims(rtol, -1)
        )
        tol = np.max(s, axis=-1, keepdims=True) * share
    return np.sum(s > tol, axis=-1)


def cond(x: Any, p: Any = None) -> Any:
    """Largest by smallest singular value."""
    if p not in (None, 2, -2):
        return np.linalg.norm(x, p, axis=(-2, -1)) * np.linalg.norm(inv(x), p, axis=(-2, -1))
    s = svd(x, compute_uv=False)
    return s[..., -1] / s[..., 0] if p == -2 else s[..., 0] / s[..., -1]


def lstsq(a: Any, b: Any, rcond: Any = None) -> Any:
    """Shortest x with the least squared error; errors, rank and singular values."""
    a, b = standing(a) * 1.0, standing(b) * 1.0
    m, n = a.shape
    u, s, vh = np.linalg.svd(a, full_matrices=False)
    share = np.finfo(float).eps * max(m, n) if rcond is None else rcond
    large = s > share * s[0]
    inverse = np.where(large, 1 / np.where(large, s, 1), 0)
    columns = b[:, None] if b.ndim == 1 else b
    x = vh.T @ (inverse[:, None] * (u.T @ columns))
    rank = np.sum(large)
    errors: Any = np.zeros(0)
    if concrete(rank) == n < m:
        errors = nothing_unless(np.equal(rank, n), np.sum((columns - a @ x) ** 2, axis=0))
    return x[:, 0] if b.ndim == 1 else x, errors, rank, s


def matrix_power(a: Any, n: int) -> Any:
    """Product of n times the matrix, by squares."""
    if n == 0:
        return np.broadcast_to(np.eye(a.shape[-1], dtype=a.dtype), a.shape)
    square = inv(a) if n < 0 else a
    result: Any = None
    for bit in reversed(f"{abs(n):b}"):
        if bit == "1":
            result = square if result is None else result @ square
        square = square @ square
    return result


def multi_dot(arrays: Any) -> Any:
    """Product of several matrices."""
    result = arrays[0]
    for array in arrays[1:]:
        result = np.dot(result, array)
    return result


def polyfit(x: Any, y: Any, deg: int, rcond: Any = None, w: Any = None) -> Any:
    """Coefficients of the polynomial with the least squared error."""
    x, y = standing(x) * 1.0, standing(y) * 1.0
    left = np.vander(x, int(deg) + 1)
    if w is not None:
        w = standing(w) * 1.0
        left, y = left * w[:, None], (y.T * w).T
    scale = np.sqrt(np.sum(left * left, axis=0))
    share = len(x) * np.finfo(float).eps if rcond is None else rcond
    if not hasattr(left / scale, "node"):  # the places are fixed: one matrix for all states
        return ((np.linalg.pinv(left / scale, share) @ y).T / scale).T
    return (lstsq(left / scale, y, share)[0].T / scale).T


def _packed(parts: Any, batch: Any) -> Any:
    """Return arrays in one row for each matrix of the batch."""
    return np.concatenate([np.reshape(part, (*batch, -1)) for part in parts], axis=-1)


def _unpacked(packed: Any, shapes: list[tuple[int, ...]]) -> tuple[Any, ...]:
    """Return the arrays of these shapes that `packed` holds in its rows."""
    found, start = [], 0
    for shape in shapes:
        stop = start + int(np.prod(shape))
        found.append(packed[..., start:stop].reshape(packed.shape[:-1] + shape))
        start = stop
    return tuple(found)


FUNCTIONS: Formulas = {
    np.linalg.solve: (solve, ["a", "b"]),
    np.linalg.inv: (inv, ["a"]),
    np.linalg.det: (det, ["a"]),
    np.linalg.slogdet: (slogdet, ["a"]),
    np.linalg.cholesky: (cholesky, ["a"]),
    np.linalg.qr: (qr, ["a"]),
    np.linalg.eigh: (eigh, ["a"]),
    np.linalg.eigvalsh: (eigvalsh, ["a"]),
    np.linalg.svd: (svd, ["a"]),
    np.linalg.svdvals: (svdvals, ["x"]),
    np.linalg.pinv: (pinv, ["a", "rcond", "rtol"]),
    np.linalg.matrix_rank: (matrix_rank, ["A", "tol", "rtol"]),
    np.linalg.cond: (cond, ["x"]),
    np.linalg.lstsq: (lstsq, ["a", "b"]),
    np.linalg.matrix_power: (matrix_power, ["a"]),
    np.linalg.multi_dot: (multi_dot, ["arrays"]),
    np.polyfit: (polyfit, ["x", "y", "w"]),
}
