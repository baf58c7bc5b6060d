"""Small linear algebra: NumPy's LAPACK against the emitted JavaScript."""

import numpy as np
import pytest
from agreement import agree, each_case
from v8 import Engine

from livefig import TraceError, compile_js, repeat
from livefig.tracing import linalg

RNG = np.random.default_rng(11)
A = RNG.normal(size=(4, 4))
TALL = RNG.normal(size=(6, 3))
SEVERAL = RNG.normal(size=(2, 3, 3, 3))
SINGULAR = np.array([[1.0, 2.0], [2.0, 4.0]])
B = RNG.normal(size=(4, 2))
POSITIVE = A @ A.T + np.eye(4)
SYMMETRIC = {
    "one": np.array([[3.0]]),
    "two": np.array([[1.0, 2.0], [2.0, -1.0]]),
    "two, growing": np.array([[1.0, 0.5], [0.5, 9.0]]),
    "two, falling": np.array([[9.0, -0.5], [-0.5, 1.0]]),
    "two, no trace": np.array([[0.0, 1.0], [1.0, 0.0]]),
    "diagonal": np.diag([3.0, -1.0, 2.0, 0.0]),
    "chain": np.diag(np.arange(7.0)) - np.eye(7, k=1) - np.eye(7, k=-1),
    **{f"random {n}": (lambda x: x + x.T)(RNG.normal(size=(n, n))) for n in (3, 4, 5, 8, 12)},
    "graded": np.diag(10.0 ** np.arange(6)) + 1e-3 * np.ones((6, 6)),
    "graded down": np.diag(10.0 ** -np.arange(6)) + 1e-3 * np.ones((6, 6)),
    "several": SEVERAL + SEVERAL.swapaxes(-1, -2),
    "lower only": A,
}
RECTANGLES = {
    "square": A,
    "tall": TALL,
    "wide": TALL.T,
    "column": TALL[:, :1],
    "one": np.array([[-2.0]]),
    "several": SEVERAL,
    "rank one": SINGULAR,
    "zeros below": np.triu(A),
    "zero": np.zeros((3, 2)),
    "hilbert": 1 / (1 + np.add.outer(np.arange(5.0), np.arange(5.0))),
}


def again(u, s, vh):
    return (u * s[..., None, :]) @ vh


CASES = {
    np.linalg.solve: [
        (np.linalg.solve, A, B),
        (np.linalg.solve, A, B[:, 0]),
        (lambda a: np.linalg.solve(a, np.ones(3)), SEVERAL),
        (np.linalg.solve, SEVERAL[0], SEVERAL[:, :1]),
        (lambda t: np.linalg.solve(np.stack([np.stack([t, 1.0]), [1.0, 0.0]]), [1.0, 2.0]), 0.0),
        (lambda a: np.linalg.solve(a, [4, 2]), np.array([[0, 2], [3, 1]])),
    ],
    np.linalg.inv: [(np.linalg.inv, A), (np.linalg.inv, SEVERAL), (np.linalg.inv, A[:1, :1])],
    np.linalg.det: [
        (np.linalg.det, A),
        (np.linalg.det, SEVERAL),
        (np.linalg.det, SINGULAR),
        (np.linalg.det, np.array([[0, 1], [1, 0]])),
    ],
    np.linalg.slogdet: [(lambda a: tuple(np.linalg.slogdet(a)), x) for x in (A, SEVERAL, SINGULAR)],
    np.linalg.cholesky: [
        (np.linalg.cholesky, POSITIVE),
        (lambda a: np.linalg.cholesky(a, upper=True), POSITIVE),
    ],
    np.linalg.qr: [
        *[(lambda a: tuple(np.linalg.qr(a)), a) for a in RECTANGLES.values()],
        (lambda a: tuple(np.linalg.qr(a, "complete")), TALL),
        (lambda a: np.linalg.qr(a, "r"), TALL),
    ],
    np.linalg.eigh: [
        *[(lambda a: tuple(np.linalg.eigh(a)), a) for a in SYMMETRIC.values()],
        (lambda a: abs(np.linalg.eigh(a, UPLO="U").eigenvectors), A),
    ],
    np.linalg.eigvalsh: [(np.linalg.eigvalsh, a) for a in SYMMETRIC.values()],
    np.linalg.svd: [
        *[(lambda a: np.linalg.svd(a, compute_uv=False), a) for a in RECTANGLES.values()],
        *[(lambda a: again(*np.linalg.svd(a, False)), a) for a in RECTANGLES.values()],
        (lambda a: abs(np.linalg.svd(a).U), A),
    ],
    np.linalg.svdvals: [(np.linalg.svdvals, A)],
    np.linalg.pinv: [(np.linalg.pinv, a) for name, a in RECTANGLES.items() if name != "hilbert"],
    np.linalg.matrix_rank: [(np.linalg.matrix_rank, a) for a in RECTANGLES.values()],
    np.linalg.cond: [
        (np.linalg.cond, A),
        (lambda a: np.linalg.cond(a, -2), A),
        (lambda a: np.linalg.cond(a, "fro"), A),
    ],
    np.linalg.lstsq: [
        (lambda a, b: tuple(np.linalg.lstsq(a, b)), TALL, np.arange(6.0)),
        (lambda a, b: tuple(np.linalg.lstsq(a, b)), TALL, RNG.normal(size=(6, 2))),
        (lambda a, b: tuple(np.linalg.lstsq(a, b)), TALL.T, np.arange(3.0)),
        (lambda b: np.linalg.lstsq(TALL, b)[0], np.arange(6.0)),
    ],
    np.linalg.matrix_power: [
        *[(lambda a, n=n: np.linalg.matrix_power(a, n), A) for n in (0, 1, 2, 3, 6, -2)],
        (lambda a: np.linalg.matrix_power(a, 7), np.array([[1, 1], [1, 0]])),
    ],
    np.linalg.multi_dot: [(lambda a: np.linalg.multi_dot([a, B, TALL[:2], [1.0, 2.0, 3.0]]), A)],
    np.polyfit: [
        (lambda y: np.polyfit(np.arange(6.0), y, 2), TALL[:, 0]),
        (lambda x, y: np.polyfit(x, y, 3), np.arange(6.0), TALL[:, 0]),
        (lambda x, y: np.polyfit(x, y, 1, w=x), np.arange(6.0), TALL),
    ],
}


@pytest.fixture(scope="module")
def engine():
    return Engine()


@each_case(CASES)
def test_function_agrees(engine, function, args):
    agree(engine, function, *args, rtol=1e-10, atol=1e-12)


def test_every_function_is_tested():
    assert set(CASES) == set(linalg.FUNCTIONS)


def test_eigenvectors_have_numpys_signs_at_many_matrices(engine):
    for n in (2, 3, 6, 9):
        source = compile_js(lambda a: tuple(np.linalg.eigh(a)), np.eye(n))
        for _ in range(30):
            a = RNG.normal(size=(n, n))
            values, vectors = engine.call(source, [a + a.T])
            expected = np.linalg.eigh(a + a.T)
            np.testing.assert_allclose(values, expected.eigenvalues, atol=1e-12)
            np.testing.assert_allclose(vectors, expected.eigenvectors.ravel(), atol=1e-9)


def test_singular_vectors_are_orthonormal_and_of_the_written_sign(engine):
    source = compile_js(lambda a: tuple(np.linalg.svd(a, full_matrices=False)), TALL)
    for a in (TALL, np.outer(np.arange(6.0), [1, 2, 3]), np.zeros((6, 3)), np.eye(6)[:, :3]):
        u, s, vh = engine.call(source, [a])
        u, vh = u.reshape(6, 3), vh.reshape(3, 3)
        np.testing.assert_allclose(u.T @ u, np.eye(3), atol=1e-14)
        np.testing.assert_allclose(vh @ vh.T, np.eye(3), atol=1e-14)
        np.testing.assert_allclose(again(u, s, vh), a, atol=1e-13)
        assert (np.take_along_axis(u, np.argmax(abs(u), 0)[None], 0) > 0).all()


def test_a_loop_solves_sorts_and_transforms(engine):
    def simulate(t):
        def step(x):
            x = np.sort(np.linalg.solve(POSITIVE + t * np.eye(4), x))
            wave = np.fft.ifft(np.fft.fft(x) * np.exp(-1j * t * np.arange(4)))
            return wave.real + np.histogram(x, 4, range=(-1, 3))[0]

        return repeat(step, np.arange(4.0), 5)

    for t in (0.3, 1.2):
        agree(engine, simulate, 0.5, at=(t,), atol=1e-13)


@pytest.mark.parametrize("function", [np.linalg.inv, np.linalg.cholesky])
def test_what_has_no_solution_is_nothing(engine, function):
    (found,) = engine.call(compile_js(function, np.eye(2)), [-SINGULAR])
    assert np.isnan(found).any()


@pytest.mark.parametrize("function", [np.linalg.inv, np.linalg.eigh, np.linalg.svdvals])
def test_nothing_in_a_matrix_makes_nothing_of_it(engine, function):
    first = engine.call(compile_js(function, np.eye(2)), [np.array([[1.0, np.nan], [np.nan, 2.0]])])
    assert np.isnan(first[0]).all()


@pytest.mark.parametrize(
    ("function", "advice"),
    [
        (np.linalg.svd, "full_matrices=False"),
        (lambda a: np.linalg.qr(a, "raw"), "use 'reduced'"),
    ],
)
def test_what_is_open_is_refused(function, advice):
    with pytest.raises(TraceError, match=advice):
        compile_js(function, TALL)
