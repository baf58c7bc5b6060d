"""Complex numbers as pairs, and Fourier transforms: NumPy against the emitted JavaScript."""

import numpy as np
import pytest
from agreement import as_tuple
from v8 import Engine

from livefig import compile_js
from livefig.tracing import complex_formulas, fourier

RNG = np.random.default_rng(2)
T = np.array([0.3, -1.25, 2.0, 0.0, -3.5, 1e-3])
X = RNG.normal(size=(3, 4))

# each of z, made of traced numbers
OF_ONE = {
    "exp": np.exp, "log": np.log, "sqrt": np.sqrt, "sin": np.sin, "cos": np.cos, "tan": np.tan,
    "sinh": np.sinh, "cosh": np.cosh, "tanh": np.tanh, "log10": np.log10, "log2": np.log2,
    "abs": abs, "angle": np.angle, "degrees": lambda z: np.angle(z, deg=True), "real": np.real,
    "imag": lambda z: z.imag, "conj": np.conj, "method": lambda z: z.conjugate(),
    "square": np.square, "reciprocal": np.reciprocal, "negative": lambda z: -z,
    "power": lambda z: z**5, "inverse": lambda z: z**-2, "fraction": lambda z: z**0.5,
    "complex power": lambda z: z ** (1 + 2j), "of a number": lambda z: 2.0**z,
    "sum": lambda z: z.sum(), "mean": lambda z: np.mean(z), "running": np.cumsum,
    "index": lambda z: z[1], "slice": lambda z: z[::-2], "rows": lambda z: z.reshape(2, 3).T,
    "roll": lambda z: np.roll(z, 2), "stack": lambda z: np.stack([z, 2 * z.real, z.conj()]),
    "where": lambda z: np.where(z.real > 0, z, 1j), "equal": lambda z: z == z.conj(),
    "finite": np.isfinite, "nan": np.isnan, "diff": np.diff, "dot": lambda z: np.dot(z, z),
    "vdot": lambda z: np.vdot(z, z), "outer": lambda z: np.outer(z, [1j, 2]),
    "matrix": lambda z: np.array([[1, 1j], [2, 3]]) @ z[:2], "norm": np.linalg.norm,
    "polynomial": lambda z: np.polyval([1, -2j, 3.5], z),
    "quotient": lambda z: (z - 1) / (z + 1 + 2j), "by real": lambda z: z / 3 + z * 2 - z / T,
    "from real": lambda z: 1 / z + (2 - z),
    "loop": lambda z: [z := z * z / 9 + 0.3j for _ in T][-1],
    "iteration": lambda z: [w * 2 for w in z][4],
}  # fmt: skip
FOURIER = {
    "fft": np.fft.fft, "ifft": np.fft.ifft, "first axis": lambda z: np.fft.fft(z, axis=0),
    "cut": lambda z: np.fft.fft(z, 3), "padded": lambda z: np.fft.ifft(z, 7),
    "ortho": lambda z: np.fft.fft(z, norm="ortho"),
    "forward": lambda z: np.fft.ifft(z, norm="forward"),
    "there and back": lambda z: np.fft.ifft(np.fft.fft(z)), "fft2": np.fft.fft2,
    "ifft2": np.fft.ifft2, "fftn": np.fft.fftn, "ifftn": np.fft.ifftn,
    "sizes": lambda z: np.fft.fft2(z, (2, 5)), "shift": np.fft.fftshift,
    "shift rows": lambda z: np.fft.ifftshift(z, axes=0),
    "irfft": np.fft.irfft, "irfft odd": lambda z: np.fft.irfft(z, 5),
}  # fmt: skip
OF_REAL = {
    "rfft": np.fft.rfft, "spectrum": lambda x: np.abs(np.fft.rfft(x)) ** 2,
    "low pass": lambda x: np.fft.irfft(np.fft.rfft(x) * (np.arange(3) < 2)),
    "padded": lambda x: np.fft.rfft(x, 9), "ortho": lambda x: np.fft.rfft(x, norm="ortho"),
    **FOURIER,
}  # fmt: skip


@pytest.fixture(scope="module")
def engine():
    return Engine()


def agree(engine, function, *args, at=None, atol=2e-14):
    """Compare both parts of what `function` gives."""

    def in_parts(*args):
        results = as_tuple(function(*args))
        return tuple(part for z in results for part in (np.real(z) * 1.0, np.imag(z) * 1.0))

    source = compile_js(in_parts, *args)
    at = args if at is None else at
    got = engine.call(source, at)
    expected = in_parts(*(np.asarray(arg)[()] for arg in at))
    for ours, numpys in zip(got, expected, strict=True):
        np.testing.assert_allclose(ours, np.ravel(numpys), rtol=1e-12, atol=atol)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("function", OF_ONE.values(), ids=OF_ONE)
def test_functions_of_a_complex_number(engine, function):
    agree(engine, lambda t: function(t + 1j * np.cos(t)), T)
    agree(engine, lambda t: function(t * np.exp(2j * t)), np.ones(6), at=(T[[0, 1, 2, 4, 5, 0]],))


@pytest.mark.parametrize("function", OF_REAL.values(), ids=OF_REAL)
def test_transforms_of_real_numbers(engine, function):
    agree(engine, function, X)


@pytest.mark.parametrize("function", FOURIER.values(), ids=FOURIER)
def test_transforms_of_complex_numbers(engine, function):
    agree(engine, lambda x: function(x + 1j * x[::-1] ** 2), X)


@pytest.mark.parametrize("n", [1, 2, 3, 5, 8, 12, 17, 64, 100, 243, 256, 1000])
def test_transforms_of_every_length(engine, n):
    x = RNG.normal(size=n)
    agree(engine, lambda x: (np.fft.fft(x), np.fft.ifft(1j * x)), x, atol=1e-12)


def test_a_rotating_number(engine):
    for t in (0.0, 0.4, -7.0, 1e3):
        agree(engine, lambda t: np.exp(1j * t) + (2 + 1j * t) * (1 - 1j) / 1j, 1.0, at=(t,))


def test_a_julia_set(engine):
    grid = np.linspace(-1, 1, 7) + 1j * np.linspace(-1, 1, 5)[:, None]

    def escape(a, b):
        z, steps = grid, 0
        for _ in range(8):
            z = np.where(np.abs(z) < 2, z * z + (a + 1j * b), z)
            steps = steps + (np.abs(z) < 2)
        return steps

    agree(engine, escape, -0.4, 0.6)
    agree(engine, escape, -0.4, 0.6, at=(0.3, 0.01))


def test_every_transform_is_in_the_tables():
    assert set(fourier.TRANSFORMS) >= {np.fft.fft, np.fft.ifft, np.fft.rfft, np.fft.irfft}
    tables = [*complex_formulas.FORMULAS, *complex_formulas.BILINEAR, *complex_formulas.PARTWISE]
    assert len(tables) == len(set(tables))


@pytest.mark.parametrize(
    "function",
    [
        lambda t: float(np.exp(1j * t)),
        lambda t: np.exp(1j * t),
        lambda t: np.less(1j * t, 1),
        lambda t: np.exp(1j * t).prod(),
        lambda t: 1 if 1j * t else 0,
        lambda t: np.sort(np.stack([1j * t, t])),
        lambda t: np.exp(1j * t, dtype=complex),
    ],
)
def test_what_is_left_is_refused_with_the_parts(function):
    with pytest.raises(TypeError, match=r"np\.abs\(z\)|dtype"):
        compile_js(function, 0.5)
