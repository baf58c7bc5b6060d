"""Order: sort, argsort, median and quantiles in NumPy and in V8."""

import numpy as np
import pytest
from agreement import agree
from v8 import Engine

from livefig import TraceError, compile_js

RNG = np.random.default_rng(3)
ARRAYS = {
    "row": RNG.normal(size=9),
    "even": RNG.normal(size=10),
    "ties": np.array([2.0, 1.0, 2.0, -1.0, 1.0, 2.0]),
    "nan": np.array([3.0, np.nan, -np.inf, 1.0, np.nan, np.inf]),
    "whole": np.array([5, -3, 5, 0, 12, 7, 7]),
    "truth": np.array([True, False, True]),
    "table": RNG.normal(size=(4, 5)),
    "block": RNG.integers(0, 4, (2, 3, 5)),
    "one": np.array([4.0]),
    "one row": np.array([[4.0, 1.0]]),
}
FUNCTIONS = {
    "sort": np.sort,
    "sort all": lambda x: np.sort(x, axis=None),
    "sort first axis": lambda x: np.sort(x, axis=0),
    "argsort": lambda x: np.argsort(x, kind="stable"),
    "argsort first axis": lambda x: np.argsort(x, axis=0, kind="stable"),
    "order of another": lambda x: np.take(x * 2.0, np.argsort(x, axis=None, kind="stable")),
}
STATISTICS = {
    "median": np.median,
    "median of rows": lambda x: np.median(x, axis=-1),
    "median kept": lambda x: np.median(x, axis=0, keepdims=True),
    "quantile": lambda x: np.quantile(x, 0.3),
    "quantiles": lambda x: np.quantile(x, [0.0, 0.25, 0.9, 1.0], axis=-1),
    "quantiles kept": lambda x: np.quantile(x, [[0.1], [0.7]], axis=0, keepdims=True),
    "percentile": lambda x: np.percentile(x, [5, 50, 95]),
}


@pytest.fixture(scope="module")
def engine():
    return Engine()


@pytest.mark.parametrize("x", ARRAYS.values(), ids=ARRAYS)
@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_orders_are_numpys(engine, function, x):
    agree(engine, function, x, rtol=0)
    agree(engine, function, x, at=(np.flip(x).copy(),), rtol=0)


@pytest.mark.parametrize("x", [x for x in ARRAYS.values() if x.dtype != bool])
@pytest.mark.parametrize("function", STATISTICS.values(), ids=STATISTICS)
def test_statistics_of_order_are_numpys(engine, function, x):
    agree(engine, function, x, atol=1e-15)
    agree(engine, function, x, at=(np.flip(x).copy(),), atol=1e-15)


@pytest.mark.parametrize("q", [0.0, 0.1, 0.5, 0.77, 1.0])
def test_the_share_can_be_a_control(engine, q):
    x = ARRAYS["even"]
    agree(engine, lambda q: np.quantile(x, q), 0.4, at=(q,))
    agree(engine, lambda q: np.percentile(x, 100 * q), 0.4, at=(q,))


def test_median_of_several_axes(engine):
    agree(engine, lambda x: np.median(x, axis=(0, 2)), ARRAYS["block"])


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (lambda x: np.quantile(x, 0.5, method="lower"), "use 'linear'"),
        (lambda x: np.median(x[:0]), "of no numbers"),
    ],
)
def test_what_is_left_is_told(function, message):
    with pytest.raises(TraceError, match=message):
        compile_js(function, np.arange(3.0))
