"""SciPy's special functions: SciPy's own numbers against the emitted JavaScript."""

import numpy as np
import pytest
from agreement import agree
from scipy import special
from v8 import Engine

from livefig import TraceError, compile_js
from livefig.tracing.special import RULES

ALL = np.concatenate([
    np.linspace(-6.3, 6.3, 64), [0.0, -0.0, 1.0, 2.0, 5.0, -3.0, 26.5, -30.0, 1e-9, -1e-300],
    [np.inf, -np.inf, np.nan],
])  # fmt: skip
SHARES = np.concatenate([np.linspace(0, 1, 41), [1e-300, 1e-12, 1 - 1e-12, 0.5 + 1e-9, np.nan, -1]])
LARGE = np.concatenate([np.linspace(0.01, 171, 300), [171.9, 1e10, 200.25]])
WAVES = np.concatenate([np.linspace(-60, 60, 241), [0.0, 1e-9, 500.0, 26.0, 1e4]])
PAIRS = np.meshgrid([0.0, 0.3, 1.0, 2.5, np.nan], [0.0, 0.7, 1.0, 4.0])
CASES = {
    "erf": [(ALL,)],
    "erfc": [(ALL,), (np.linspace(-5, 26, 200),)],
    "erfinv": [(2 * SHARES - 1,), (np.array([1e-20, -1e-9, 0.0, 0.3]),)],
    "erfcinv": [(2 * SHARES,)],
    "ndtr": [(ALL,)],
    "ndtri": [(SHARES,)],
    "expit": [(ALL,), (np.array([1, -2]),)],
    "log_expit": [(ALL,), (np.array([-800.0, 800.0, -40.0, 40.0]),)],
    "logit": [(SHARES,)],
    "gamma": [(ALL[:-2],), (LARGE,), (np.arange(1, 30),)],
    "gammaln": [(ALL,), (LARGE,)],
    "psi": [(ALL[:-2],), (LARGE,)],
    "xlogy": [PAIRS],
    "xlog1py": [PAIRS],
    "entr": [(ALL,)],
    "rel_entr": [PAIRS],
    "beta": [np.meshgrid([0.3, 1.0, 2.5], [0.7, 1.0, 40.0])],
    "betaln": [np.meshgrid([0.3, 1.0, 2.5], [0.7, 1.0, 40.0])],
    "binom": [np.meshgrid([10.0, 7.5, 40.0], [0.0, 1.0, 2.0, 5.0, 7.0])],
    "exprel": [(ALL,)],
    "cosm1": [(ALL[:-3],)],
    "exp2": [(ALL,)],
    "exp10": [(ALL,)],
    "expm1": [(ALL,)],
    "log1p": [(ALL,)],
    "cbrt": [(ALL,)],
    "j0": [(WAVES,)],
    "j1": [(WAVES,)],
    "jv": [(np.array([0.0, 2.0, 5.0, -3.0])[:, None], WAVES)],
    "i0": [(WAVES,), (np.array([600.0, -0.5, 0.0]),)],
    "i1": [(WAVES,)],
    "iv": [(np.array([0.0, 2.0, 5.0])[:, None], WAVES[:240])],
    "ellipk": [(np.linspace(-3, 0.999, 50),), (np.array([1.0, 0.0, 1.5]),)],
    "ellipe": [(np.linspace(-3, 0.999, 50),), (np.array([1.0, 0.0, 1.5]),)],
}


@pytest.fixture(scope="module")
def engine():
    return Engine()


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(
    ("name", "args"),
    [(name, args) for name, cases in CASES.items() for args in cases],
    ids=[f"{name}-{i}" for name, cases in CASES.items() for i, _ in enumerate(cases)],
)
def test_function_agrees(engine, name, args):
    function = getattr(special, name)
    # where the result passes zero its size is lost, and I and gamma grow by the exponential
    agree(engine, lambda *x: function(*x), *args, rtol=5e-13, atol=3e-14)


def test_small_probabilities_keep_their_digits(engine):
    x = np.linspace(2, 26, 100)
    (tail,) = engine.call(compile_js(lambda x: special.erfc(x), x), [x])
    np.testing.assert_allclose(tail, special.erfc(x), rtol=2e-13)


def test_every_function_is_tested():
    assert {f"scipy.special.{name}" for name in CASES} == set(RULES)


def test_a_fractional_order_is_refused():
    with pytest.raises(TraceError, match="whole one"):
        compile_js(lambda x: special.jv(0.5, x), 1.0)
