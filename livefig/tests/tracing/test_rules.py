"""Every rule of the table: NumPy against the emitted JavaScript."""

import itertools

import numpy as np
import pytest
import scipy.special
from agreement import agree, each_case
from v8 import Engine

from livefig import compile_js
from livefig.tracing import (
    choosing,
    counting,
    fourier,
    linalg,
    matrices,
    missing,
    polynomials,
    signals,
    special,
    writing,
)
from livefig.tracing.rules import ELEMENTWISE, REDUCTIONS, RULES, function_names

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

EDGES = np.array([
    0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, -1.5, 2.5, -2.5, 3.0, 7.25, -7.25, 1e-300, -1e-300,
    1e-8, 0.1, -0.3, 20.0, -20.0, 710.0, 1e15 + 0.5, 1e300, -1e300, np.inf, -np.inf, np.nan,
])  # fmt: skip


@pytest.fixture(scope="module")
def engine():
    return Engine()


A = np.arange(24.0).reshape(2, 3, 4) / 7 - 1.3
M = np.array([[0.5, -1.25, 3.0], [2.0, 0.125, -0.75]])
V = np.array([0.3, -2.0, 1.5])
WITH_NAN = np.array([[np.nan, 1.0, -3.0], [np.nan, np.inf, 2.0]])

REDUCED = [A, M, V, WITH_NAN, np.float64(2.5), np.array([[3, 1], [1, 3]]), M > 0, np.zeros((2, 0))]


@pytest.mark.parametrize("function", REDUCTIONS, ids=lambda f: f.__name__)
def test_reductions_over_every_axis(engine, function):
    tried = 0
    for x in REDUCED:
        axes = [None, *range(-np.ndim(x), np.ndim(x))]
        if not function.__name__.startswith("arg"):
            axes += list(itertools.combinations(range(np.ndim(x)), 2))
        for axis, keepdims in itertools.product(axes, (False, True)):
            try:
                function(x, axis=axis, keepdims=keepdims)
            except ValueError:  # the largest of nothing
                continue
            agree(engine, lambda x: function(x, axis=axis, keepdims=keepdims), x)  # noqa: B023
            tried += 1
    assert tried > 20


CASES = {
    np.where: [(lambda x: np.where(x > 0, x, -x), A), (lambda x: np.where(x, 1, 2), WITH_NAN)],
    np.select: [(lambda x: np.select([x > 1, x > 0], [x, 2 * x], -1), A)],
    np.clip: [(lambda x: np.clip(x, -0.5, 0.5), A), (lambda x: x.clip(min=0), WITH_NAN)],
    np.round: [(lambda x: np.round(x, 2), A), (lambda x: np.round(100 * x, -1), A), (np.round, V)],
    np.around: [(lambda x: np.around(x, 1), A)],
    np.fix: [(np.fix, A)],
    np.nan_to_num: [(np.nan_to_num, WITH_NAN)],
    np.isclose: [(lambda x: np.isclose(x, x + 1e-9), WITH_NAN)],
    np.sinc: [(np.sinc, np.array([0.0, 0.5, -1.0]))],
    np.modf: [(lambda x: tuple(np.modf(x)), EDGES)],
    np.divmod: [(lambda x: tuple(np.divmod(x, 0.7)), A)],
    np.mean: [(lambda x: x.mean(axis=(0, 2)), A), (np.mean, M)],
    np.var: [(lambda x: x.var(axis=1, ddof=1, keepdims=True), A)],
    np.std: [(lambda x: x.std(), A)],
    np.average: [(lambda x: np.average(x, axis=1, weights=x**2), M)],
    np.ptp: [(lambda x: np.ptp(x, axis=0), A)],
    np.count_nonzero: [(lambda x: np.count_nonzero(x > 0, axis=1), A)],
    np.nansum: [(lambda x: np.nansum(x, axis=0), WITH_NAN)],
    np.nanmean: [(np.nanmean, np.array([1.0, np.nan, 3.0]))],
    np.nanmax: [(lambda x: np.nanmax(x, axis=0), WITH_NAN)],
    np.nanmin: [(lambda x: np.nanmin(x, axis=1), WITH_NAN)],
    np.linalg.norm: [
        (np.linalg.norm, A),
        (lambda x: np.linalg.norm(x, axis=1), M),
        (lambda v: np.stack([np.linalg.norm(v, 1), np.linalg.norm(v, np.inf)]), V),
        *[
            (lambda x, o=o: np.linalg.norm(x, o, axis=(-2, -1), keepdims=True), A)
            for o in (1, -1, 2, -2, np.inf, -np.inf, "nuc", "fro")
        ],
        (lambda x: np.linalg.norm(x, 2, axis=(0, 2)), A),
        (lambda x: np.linalg.norm(x, "nuc"), M),
    ],
    np.cumsum: [(np.cumsum, A), (lambda x: np.cumsum(x, axis=1), A)],
    np.cumprod: [(lambda x: x.cumprod(axis=-1), A)],
    np.matmul: [
        (lambda a, b: a @ b, M, M.T),
        (lambda a, b: a @ b, M, V),
        (lambda a, b: a @ b, V, M.T),
        (lambda a, b: a @ b, V, V),
        (lambda a, b: a @ b, A, np.ones((4, 5))),
        (lambda a, b: a @ b, A, A.swapaxes(1, 2)),
        (lambda a, b: a @ b, np.ones((1, 3, 2)), np.ones((4, 2, 3))),
        (lambda a, b: a @ b, np.ones((3, 1)), np.ones((1, 3))),
        (lambda a, b: a @ b, np.ones((1, 1)), np.ones((1, 1))),
        (lambda a, b: a @ b, np.ones((2, 0)), np.ones((0, 3))),
        (lambda a, b: a @ b, np.ones((3, 30)) / 3, np.ones((30, 2)) / 7),
    ],
    np.dot: [(np.dot, M, M.T), (np.dot, V, 2.0), (np.dot, A, V[:1] * np.ones(4)), (np.dot, V, V)],
    np.inner: [(np.inner, M, V), (np.inner, M, M)],
    np.outer: [(np.outer, V, M)],
    np.vdot: [(np.vdot, M, M)],
    np.tensordot: [(lambda a, b: np.tensordot(a, b, 1), A, np.ones((4, 2)))],
    np.einsum: [
        (lambda a, b: np.einsum("ij,kj->ik", a, b), M, M),
        (lambda a, b: np.einsum("ij,ij", a, b), M, M),
        (lambda a: np.einsum("iji->j", a), np.ones((3, 2, 3))),
        (lambda a: np.einsum("...i->...", a), A),
        (lambda a, b: np.einsum("...ij,j->...i", a, b), A, np.arange(4.0)),
    ],
    np.trace: [(np.trace, M)],
    np.concatenate: [
        (lambda x: np.concatenate([x, 2 * x, np.ones((1, 3))]), M),
        (lambda x: np.concatenate([x, x], axis=None), M),
    ],
    np.stack: [(lambda x, w: np.stack([x[0], x[1] * w], axis=1), M, 3.0)],
    np.pad: [
        (lambda x: np.pad(x, 1, constant_values=5), M),
        (lambda x: np.pad(x, ((1, 2), (0, 1)), mode="edge"), M),
        (lambda x: np.pad(x, 2, mode="reflect"), np.ones((3, 3)) * V),
    ],
    np.append: [(lambda x, w: np.append(x, w), V, 1.0)],
    np.insert: [(lambda x, w: np.insert(x, 1, w), V, 9.0)],
    np.broadcast_arrays: [(lambda x, y: tuple(np.broadcast_arrays(x, y)), M, V)],
    np.meshgrid: [(lambda x, y: tuple(np.meshgrid(x, y)), V, V[:2])],
    np.atleast_1d: [(np.atleast_1d, 3.0)],
    np.atleast_2d: [(np.atleast_2d, V)],
    np.take: [
        (lambda x: np.take(x, [2, 0], axis=1), M),
        (lambda x, i: np.take(x, i, axis=1), M, 2),
        (lambda x, i: np.take(x, i), M, np.array([[5, 0], [-1, 2]])),
    ],
    "getitem": [
        (lambda x: (x[0, ::-1], x[..., None, 1], x[[0, 1], [1, 2]], x[x.shape[0] - 1]), M),
        (lambda x: x[np.array([True, False])], M),
        (lambda x, i: (x[i], x[:, i], x[i, i], x[..., i]), M, 1),
        (lambda x, i: (x[i], x[i, :, None], x[-1, i]), A, -1),
        (lambda x, i: x[:, i], A, np.array([2, 0, 1, 1])),
        (lambda v, i: v[i], V, 0),
    ],
    np.piecewise: [(lambda x: np.piecewise(x, [x < 0], [0, 1]), M)],
    np.apply_along_axis: [(lambda x: np.apply_along_axis(np.sum, 0, x), M)],
    np.compress: [(lambda x: np.compress([True, False], x, axis=0), M)],
    np.extract: [(lambda x: np.extract([True, False, True], x), V)],
    np.interp: [
        (lambda x, y: np.interp(x, [-1, 0, 2], y), A, V),
        (lambda x: np.interp(x, V[[1, 0, 2]], [1.0, 4.0, 2.0], left=-9, right=np.nan), EDGES),
        (lambda x: np.interp(x, [0.0, 1.0], [3.0, 4.0]), 0.25),
    ],
    np.diff: [(lambda x: np.diff(x, axis=1), A), (lambda x: np.diff(x, 2), A)],
    np.trapezoid: [(lambda y: np.trapezoid(y, dx=0.5), A), (lambda y, x: np.trapezoid(y, x), V, V)],
    np.linspace: [
        (lambda a, b: np.linspace(a, b, 7), -1.0, 2.5),
        (lambda a, b: np.linspace(a, b, 3, endpoint=False, axis=-1), V, V + 1),
        (lambda a, b: np.linspace(a, b, 1), -1.0, 2.5),
    ],
    np.logspace: [(lambda a: np.logspace(a, 2, 5), -1.0)],
    np.arange: [(lambda a: np.arange(a[0], a[0] + 3, 0.5, like=a), V)],
    np.polyval: [(lambda x: np.polyval([2, -1, 0.5], x), A), (lambda p: np.polyval(p, 2.0), V)],
    np.sort: [(np.sort, A)],  # and in test_sorting.py
    np.argsort: [(np.argsort, A)],
    np.median: [(np.median, A)],
    np.quantile: [(lambda x: np.quantile(x, 0.3), A)],
    np.percentile: [(lambda x: np.percentile(x, [10, 90]), A)],
    np.zeros_like: [(lambda x: np.zeros_like(x) + x, M)],
    np.ones_like: [(lambda x: np.ones_like(x) * x, M)],
    np.full_like: [(lambda x, w: np.full_like(x, w), M, 2.0)],
    np.copy: [(np.copy, M)],
    np.shape: [(lambda x: x * np.shape(x)[1], M)],
    np.ndim: [(lambda x: x * np.ndim(x), M)],
    np.size: [(lambda x: x * np.size(x), M)],
    "astype": [(lambda x: (x.astype(int), (x > 0).astype(float), x.astype(bool)), A)],
    np.astype: [(lambda x: np.astype(x, np.int64), A)],
    np.reshape: [(lambda x: np.reshape(x, (4, -1)), A), (lambda x: x.T.reshape(6, 4), A)],
    np.ravel: [(lambda x: x.T.ravel(), A)],
    np.transpose: [(lambda x: x.transpose(1, 0, 2), A)],
    np.moveaxis: [(lambda x: np.moveaxis(x, 0, -1), A)],
    np.rollaxis: [(lambda x: np.rollaxis(x, 2), A)],
    np.swapaxes: [(lambda x: x.swapaxes(0, 2), A)],
    np.squeeze: [(lambda x: np.squeeze(x[:, :1]), M)],
    np.expand_dims: [(lambda x: np.expand_dims(x, 1), M)],
    np.broadcast_to: [
        (lambda x: np.broadcast_to(x, (4, 3)), V),
        (lambda w: np.broadcast_to(w, 3), 2.0),
    ],
    np.tile: [(lambda x: np.tile(x, (2, 2)), M)],
    np.repeat: [(lambda x: np.repeat(x, [1, 3], axis=0), M)],
    np.flip: [(lambda x: np.flip(x, 1), A)],
    np.fliplr: [(np.fliplr, M)],
    np.flipud: [(np.flipud, M)],
    np.rot90: [(np.rot90, M)],
    np.roll: [(lambda x: np.roll(x, 2), A), (lambda x: np.roll(x, 1, axis=1), A)],
    np.diagonal: [(np.diagonal, M)],
    np.diag: [(np.diag, V), (np.diag, M)],
    np.diagflat: [(np.diagflat, V)],
    np.tril: [(np.tril, M)],
    np.triu: [(np.triu, M)],
    np.delete: [(lambda x: np.delete(x, 1, axis=1), M)],
    np.hstack: [(lambda x: np.hstack([x, x]), M)],
    np.vstack: [(lambda x: np.vstack([x, V]), M)],
    np.dstack: [(lambda x: np.dstack([x, x]), M)],
    np.column_stack: [(lambda x: np.column_stack([x, 2 * x]), V)],
    np.block: [(lambda x: np.block([[x, x], [x, 3 * x]]), M)],
    np.split: [(lambda x: tuple(np.split(x, 3, axis=1)), M)],
    **(
        {np.unstack: [(lambda x: tuple(np.unstack(x, axis=1)), M)]}
        if hasattr(np, "unstack")
        else {}
    ),
    np.array_split: [(lambda x: tuple(np.array_split(x, 2)), V)],
    np.hsplit: [(lambda x: tuple(np.hsplit(x, 3)), M)],
    np.vsplit: [(lambda x: tuple(np.vsplit(x, 2)), M)],
    np.resize: [(lambda x: np.resize(x, (3, 3)), M)],
    np.amax: [(lambda x: np.amax(x, axis=0), WITH_NAN)],
    np.amin: [(lambda x: np.amin(x, axis=1), M)],
    (np.add, "reduce"): [(lambda x: np.add.reduce(x, axis=1), M)],
    (np.multiply, "reduce"): [(lambda x: np.multiply.reduce(x, axis=1), M)],
    (np.maximum, "reduce"): [(lambda x: np.maximum.reduce(x, axis=1), M)],
    (np.minimum, "reduce"): [(lambda x: np.minimum.reduce(x, axis=1), M)],
    (np.logical_or, "reduce"): [(lambda x: np.logical_or.reduce(x > 0, axis=1), M)],
    (np.logical_and, "reduce"): [(lambda x: np.logical_and.reduce(x > 0, axis=1), M)],
    (np.add, "accumulate"): [(lambda x: np.add.accumulate(x, axis=1), M)],
    (np.multiply, "accumulate"): [(lambda x: np.multiply.accumulate(x, axis=0), M)],
    (np.maximum, "accumulate"): [(lambda x: np.maximum.accumulate(x, axis=1), WITH_NAN)],
    (np.minimum, "accumulate"): [(lambda x: np.minimum.accumulate(x), M)],
    **{
        (ufunc, "outer"): [
            (lambda x, y, u=ufunc: u.outer(x, y), np.array([[1, 0], [3, 2]]), [2, 4])
        ]
        for ufunc in ELEMENTWISE
        if ufunc.nin == 2
    },
    np.matrix_transpose: [(lambda x: np.matrix_transpose(x), A), (lambda x: x.mT, A)],
    np.real: [(lambda x: np.real(x), M)],
    np.angle: [(lambda x: np.angle(x), EDGES), (lambda x: np.angle(x, deg=True), M)],
    np.imag: [(lambda x: np.imag(x) + x, M)],
    np.conjugate: [(lambda x: np.conjugate(x), M)],
}


@each_case(CASES)
def test_function_agrees(engine, function, args):
    agree(engine, function, *args, atol=1e-15)


# families with a test module of their own, which tests each of their functions
FAMILIES = [counting, missing, signals, polynomials, matrices, choosing, linalg, writing]


def test_every_rule_of_the_table_is_tested():
    elsewhere = {function for family in FAMILIES for function in family.FUNCTIONS}
    elsewhere |= {*special.RULES, *fourier.TRANSFORMS, "complex"}
    assert set(RULES) - set(CASES) - set(ELEMENTWISE) - set(REDUCTIONS) == elsewhere


def test_an_index_past_the_end_reads_nan(engine):
    source = compile_js(lambda x, i: (x[i], x[i, 0]), M, 1)
    row, one = engine.call(source, [M, 2])
    assert np.isnan(row).all()
    assert np.isnan(one).all()


def test_the_table_names_functions_as_authors_write_them():
    names = function_names()
    assert len(names) == len([key for key in RULES if "outer" not in np.ravel(key)])
    for name in names:
        if not name.startswith("x"):
            assert callable(eval(name, {"np": np, "scipy": scipy}))
