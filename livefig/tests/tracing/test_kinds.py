"""Truth, whole numbers, floats, narrow types: NumPy's own type at every step, at other values."""

import itertools

import numpy as np
import pytest
from agreement import agree, record
from v8 import Engine

from livefig import compile_js, lookup
from livefig.tracing.errors import TraceError
from livefig.tracing.kinds import standard_array
from livefig.tracing.rules import ELEMENTWISE

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

X = np.array([[0.5, -1.0, 2.0], [3.0, 0.0, -0.25]])
Y = np.array([[-2.0, 1.0, 0.0], [0.5, 7.0, -3.0]])
DTYPES = ["bool", "int64", "float64", "int8", "uint8", "int32", "uint32", "float32", "float16"]


@pytest.fixture(scope="module")
def engine():
    return Engine()


@pytest.mark.parametrize("dtype", DTYPES)
def test_constants_and_inputs_keep_their_type(dtype):
    value = np.ones(3, dtype)
    assert standard_array(value).dtype == dtype
    assert record(lambda x: x, value)[0].dtype == dtype


def test_a_constant_is_a_copy():
    value = np.ones(3)
    kept = standard_array(value)
    value[0] = 7
    assert kept[0] == 1


@pytest.mark.parametrize(
    ("value", "advice"),
    [(1j, "real numbers"), ("a", "real numbers"), (np.longdouble(1), "real numbers"),
     (np.ma.masked_less([1, 2], 2), "filled"),
     (2**53, "floats"), (2**70, "floats"), (np.array([0, -(2**60)]), "floats")],
)  # fmt: skip
def test_what_the_page_cannot_hold_is_refused(value, advice):
    with pytest.raises(TraceError, match=advice):
        standard_array(value)


REARRANGED = {
    "T": lambda m: m.T,
    "first": lambda m: m[0],
    "one": lambda m: m[0, 0],
    "new axis": lambda m: m[:, None],
    "mask": lambda m: m[np.array([True, False])],
    "stack": lambda m: np.stack([m, m]),
    "concatenate": lambda m: np.concatenate([m, m], axis=None),
    "roll": lambda m: np.roll(m, 1),
    "reshape": lambda m: m.reshape(3, 2),
    "tile": lambda m: np.tile(m, 2),
    "pad": lambda m: np.pad(m, 1),
    "pad with a constant": lambda m: np.pad(m, 1, constant_values=1),
    "where": lambda m: np.where(m[:1], m, m[1]),
    "take": lambda m: np.take(m, [0, 2], axis=1),
    "insert": lambda m: np.insert(m, 0, 2.5),
    "append": lambda m: np.append(m, m),
    "split": lambda m: np.split(m, 3, axis=1)[1],
    "meshgrid": lambda m: np.meshgrid(m[0], m[1])[0],
    "triu": lambda m: np.triu(m),
    "diag": lambda m: np.diag(m[0]),
    "block": lambda m: np.block([[m], [m]]),
    "broadcast": lambda m: np.broadcast_to(m, (4, 2, 3)),
    "full_like": lambda m: np.full_like(m, 2.5) + m * 0,
    "delete": lambda m: np.delete(m, 0, axis=1),
    "maximum": lambda m: np.maximum(m, m[::-1]),
    "copy": lambda m: np.copy(m),
}


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", REARRANGED)
def test_a_type_stays_through_every_rearrangement(engine, name, dtype):
    move = REARRANGED[name]
    agree(engine, lambda x: move((x > 0).astype(dtype)), X, at=[Y])


def test_logic_of_moved_masks(engine):
    for function in (
        lambda x: (x > 0).T + (x < 1).T,
        lambda x: (x > 0)[:, 0] & (x < 1)[:, 1],
        lambda x: ~np.stack([x > 0, x < 1])[0],
        lambda x: np.diff(x > 0),
        lambda x: np.pad(x > 0, 1) ^ True,
        lambda x: (x[0, 0] > 0) + (x[0, 1] > 0),
    ):
        agree(engine, function, X, at=[Y])


PRODUCTS = {
    "matmul": lambda a, b: a @ b.T,
    "dot": lambda a, b: np.dot(a, b.T),
    "inner": lambda a, b: np.inner(a, b),
    "vdot": lambda a, b: np.vdot(a, b),
    "outer": lambda a, b: np.outer(a, b),
    "tensordot": lambda a, b: np.tensordot(a, b, ((1,), (1,))),
    "einsum": lambda a, b: np.einsum("ij,kj", a, b),
    "einsum of one": lambda a, b: np.einsum("ij->j", a),
    "ufunc outer": lambda a, b: np.multiply.outer(a, b),
}


@pytest.mark.parametrize(
    ("left", "right"),
    list(itertools.product(["bool", "int64", "float64", "int8", "uint8", "float32"], repeat=2)),
)
def test_products_have_numpys_kind(engine, left, right):
    for multiply in PRODUCTS.values():

        def function(x, y, multiply=multiply):
            return multiply((x > 0).astype(left), (y < 1).astype(right) + True)

        agree(engine, function, X, Y, at=[Y, X], rtol=1e-6)


REDUCED = {
    "sum": np.sum, "prod": np.prod, "max": np.max, "min": np.min, "any": np.any, "all": np.all,
    "argmax": np.argmax, "mean": np.mean, "var": np.var, "std": np.std, "cumsum": np.cumsum,
    "cumprod": np.cumprod, "count": np.count_nonzero, "nansum": np.nansum, "nanmax": np.nanmax,
    "nanmin": np.nanmin, "nanmean": np.nanmean, "norm": np.linalg.norm, "average": np.average,
    "trace": lambda x: np.trace(x), "round": lambda x: np.round(x), "fix": lambda x: np.fix(x),
    "round to tens": lambda x: np.round(x, -1), "clip": lambda x: np.clip(x, 0, 1.5),
    "divmod": lambda x: tuple(np.divmod(x, 2)), "modf": lambda x: tuple(np.modf(x)),
    "nan_to_num": lambda x: np.nan_to_num(x), "isclose": lambda x: np.isclose(x, 1),
    "sinc": np.sinc, "interp": lambda x: np.interp(x, [0, 3], [1, 2]),
    "searchsorted": lambda x: np.searchsorted([0, 1], x),
    "polyval": lambda x: np.polyval([1, 2], x),
    "select": lambda x: np.select([x > 0], [x], 2), "trapezoid": lambda x: np.trapezoid(x),
}  # fmt: skip


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", REDUCED)
def test_functions_have_numpys_kind(engine, name, dtype):
    function = REDUCED[name]
    if (name, dtype) == ("round to tens", "bool"):
        with pytest.raises(TypeError):
            function(X > 0)
        return
    rtol = 3e-3 if dtype in ("float16", "bool", "int8", "uint8") else 1e-6
    agree(engine, lambda x: function(np.abs(x).astype(dtype)), X, at=[Y], rtol=rtol)


@pytest.mark.parametrize("ufunc", ELEMENTWISE, ids=lambda f: f.__name__)
def test_element_functions_have_numpys_type(engine, ufunc):
    """Values are those of positive numbers, where every function has an answer."""
    tried = 0
    for dtypes in itertools.product(DTYPES, repeat=ufunc.nin):
        try:
            ufunc(*(np.ones(2, dtype) for dtype in dtypes))
        except TypeError:
            continue
        if ufunc is np.reciprocal and np.dtype(*dtypes).kind != "f":
            continue
        narrow = any(dtype in ("float16", "bool", "int8", "uint8") for dtype in dtypes)

        def function(x, dtypes=dtypes):
            return ufunc(*((x + i).astype(dtype) for i, dtype in enumerate(dtypes)))

        at = np.array([1.0, 6, 3 if ufunc is np.power else 20])
        agree(
            engine, function, np.arange(3.0), at=[at],
            rtol=4e-3 if narrow else 2e-6, atol=1e-5 if narrow else 1e-8,
        )  # fmt: skip
        tried += 1
    assert tried


@pytest.mark.parametrize("dtype", ["int8", "uint8", "int16", "uint16", "int32", "uint32"])
def test_whole_numbers_wrap_in_narrow_types(engine, dtype):
    n = np.array([0, 1, 100, 127, 128, 255, 256, 306, 32768, 65535, 2**31 - 1, 2**31, 2**32 + 5])
    n = np.concatenate([n, -n])

    def function(n):
        x = n.astype(dtype)
        return (
            x, x + x, x - 3, -x, x * x, x**2, x**5, x // 3, x % 7, ~x, x << 3, x >> 2, x & 12,
            abs(x), np.cumsum(x), np.sum(x), x + np.ones(26, dtype), x.astype(np.int8),
            np.add.accumulate(x, dtype=dtype), np.clip(x, 1, 100), np.sign(x), x @ (x > 0),
        )  # fmt: skip

    agree(engine, function, np.arange(26), at=[n])


@pytest.mark.parametrize("dtype", ["int8", "uint8", "int16", "uint16", "int32", "uint32"])
def test_floats_become_narrow_whole_numbers(engine, dtype):
    """As far as it is the same on every processor, and an example where most agree."""
    limits = np.iinfo(dtype)
    values = np.array([0.0, -0.5, 0.99, 1.5, 100.7, limits.min, limits.max, limits.max - 0.25])
    agree(engine, lambda x: x.astype(dtype), np.zeros(8), at=[values])
    agree(engine, lambda w: (w * 255).astype(np.uint8), 1.0, at=[1.2])


def test_what_no_whole_number_can_hold_is_nothing(engine):
    source = compile_js(lambda x: (x.astype(int), x.astype(np.int32), x.astype("u1")), np.zeros(3))
    for result in engine.call(source, [np.array([np.nan, np.inf, -1e300])]):
        assert np.isnan(result).all()


@pytest.mark.parametrize("dtype", ["float32", "float16"])
def test_floats_of_fewer_bits_are_rounded_as_numpy_does(engine, dtype):
    x = np.array([0.1, 1 / 3, -1e-3, 65519.0, 65520.0, -7e4, 1e-7, 6e-8, 2.9e-8, 1e-46, 0.0, -0.0,
                  np.inf, np.nan, 2049.0, 2051.0, 1e300, 1024.5])  # fmt: skip
    agree(engine, lambda x: x.astype(dtype), np.zeros(18), at=[x], rtol=0, zeros=True)
    agree(
        engine, lambda x: (x.astype(dtype) + 0.1, x.astype(dtype) * 3, x.astype(dtype) > 0.1),
        np.zeros(18), at=[x], rtol=0,
    )  # fmt: skip


def test_narrow_constants_are_computed_with_as_numpy_does(engine):
    small = np.arange(250, 256, dtype=np.uint8)
    single = np.float32([0.1, 0.2, 0.3])
    agree(engine, lambda w: small * w, 1.0, at=[1.2])
    agree(engine, lambda i: lookup(small, i) * 2, 0, at=[5])
    agree(engine, lambda i: lookup(single, i) * 3 - 0.9, 0, at=[2], rtol=0)
    agree(engine, lambda x: np.where(x > 0, single, 0.7), np.ones(3), at=[-np.ones(3)], rtol=0)
    agree(engine, lambda x: small * (x > 0) + np.uint8(9), np.ones(6), at=[np.arange(6.0)])
    agree(engine, lambda x: single * x, np.ones(3), at=[np.array([0.3, 0.7, 1.1])], rtol=0)


@pytest.mark.parametrize(
    ("function", "advice"),
    [
        (lambda w, n: np.float32([0.1]) * w, r"astype\(float\)"),
        (lambda w, n: np.where(w > 0, np.float32([0.1]), w + 1), r"astype\(float\)"),
        (lambda w, n: np.arange(3, dtype=np.int8) + n, r"astype\(int\)"),
        (lambda w, n: np.arange(3, dtype=np.uint8) > -n, r"astype\(int\)"),
        (lambda w, n: np.sum(np.stack([w]).astype(np.uint8)) - 3, r"astype\(int\)"),
        (lambda w, n: w.astype(np.uint64), "use int"),
        (lambda w, n: w.astype(complex), "real numbers"),
        (lambda w, n: np.reciprocal(n), "1 / x"),
    ],
)
def test_what_depends_on_pythons_or_numpys_number_is_refused(function, advice):
    with pytest.raises(TraceError, match=advice):
        compile_js(function, 1.0, 2)


def test_numbers_that_are_numpys_for_sure_are_not(engine):
    agree(engine, lambda w: np.float32([0.1]) * np.exp(w), 0.0, at=[1.3], rtol=1e-15)


def test_whole_numbers_have_no_minus_zero(engine):
    def function(n):
        x = n / 4
        return -n, n * -1, 0 // (n - 5), n % -5, (-x).astype(int), np.sign(-n), np.round(-n), n - n

    agree(engine, function, 3, at=[0])


def test_round_of_python_gives_a_whole_number(engine):
    agree(engine, lambda w: np.stack([round(w)]), 1.2, at=[2.5])
    agree(engine, lambda w: round(w, 1), 1.2, at=[2.55])


def test_where_wraps_pythons_numbers_into_a_narrow_type(engine):
    for dtype in ("uint8", "int8", "uint32", "float32"):
        agree(engine, lambda x: np.where(x > 0, -1, x.astype(dtype)), np.ones(3), at=[X[1] * 2])  # noqa: B023


def test_the_bounds_of_clip_decide_the_type(engine):
    x = np.array([0, 3, 250])
    for low, high in itertools.product([None, -2, 0, 0.5, 4], [None, 300, 3, 2.5]):
        if low is not None or high is not None:
            agree(engine, lambda x: np.clip(x.astype(np.uint8), low, high), x, at=[x[::-1]])  # noqa: B023
