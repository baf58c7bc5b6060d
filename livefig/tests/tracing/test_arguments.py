"""The argument forms of NumPy's functions: each agrees with NumPy or is refused by name."""

import inspect
import itertools

import numpy as np
import pytest
from agreement import agree
from v8 import Engine

from livefig import TraceError, compile_js
from livefig.tracing.arguments import name_of, signature_of
from livefig.tracing.rules import COMPOSITES, REDUCTIONS, RULES

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

A = np.arange(24.0).reshape(2, 3, 4) / 7 - 1.3
B = np.sin(A * 5) * 3
M, N = A[0], B[0]

OUTSIDE = np.zeros((6, 4))


@pytest.fixture(scope="module")
def engine():
    return Engine()


UFUNCS = {
    "sum": np.add, "prod": np.multiply, "max": np.maximum, "min": np.minimum,
    "any": np.logical_or, "all": np.logical_and,
}  # fmt: skip
AXES = [None, 0, 1, -1, -3, (0, 2), (-1, 0), ()]


@pytest.mark.parametrize("name", UFUNCS)
@pytest.mark.parametrize("kind", ["f", "i", "b"])
def test_function_method_and_ufunc_method_have_their_own_defaults(engine, name, kind):
    ufunc = UFUNCS[name]
    of_kind = {"f": lambda x: x, "i": lambda x: x.astype(int), "b": lambda x: x > 0}[kind]

    def forms(x):
        x = of_kind(x)
        results = [getattr(np, name)(x), getattr(x, name)(), ufunc.reduce(x)]
        for axis, keepdims in itertools.product(AXES, (False, True)):
            results.append(getattr(np, name)(x, axis, keepdims=keepdims))
            results.append(getattr(x, name)(axis=axis, keepdims=keepdims))
            results.append(ufunc.reduce(x, axis, keepdims=keepdims))
        return results

    agree(engine, forms, A, at=[B], atol=1e-14)


FORMS = {
    "positional keepdims": lambda x: np.sum(x, 0, None, None, True),
    "positional axis": lambda x: np.mean(x, 0),
    "all defaults named": lambda x: np.sum(
        a=x, axis=None, dtype=None, out=None, keepdims=False, where=True
    ),
    "sum to whole numbers": lambda x: np.sum(x, dtype=int),
    "sum of a mask as floats": lambda x: np.sum(x > 0, axis=1, dtype=float),
    "sum of a mask as truth": lambda x: np.sum(x > 0, axis=1, dtype=bool),
    "sum in single precision": lambda x: x.sum(0, np.float32),
    "initial": lambda x: (np.sum(x, initial=2), np.max(x, axis=0, initial=0.5), x.min(initial=-9)),
    "initial of nothing": lambda x: (np.max(x[:0], initial=3.0), np.sum(x[:0], axis=0)),
    "initial of nothing, narrow": lambda x: (
        np.max(x[:0].astype(np.int8), initial=3), np.min(x[:0].astype(int), axis=0, initial=3)
    ),
    "product with initial": lambda x: np.prod(x, 0, None, None, False, 2.0),
    "mean in another type": lambda x: (np.mean(x > 0, dtype=np.float32), np.mean(x, dtype=int)),
    "argmax": lambda x: (x.argmax(keepdims=True), np.argmin(x, 1), x.argmax(-1)),
    "accumulate": lambda x: (
        np.add.accumulate(x), np.multiply.accumulate(x, -1), np.maximum.accumulate(x > 0, axis=1)
    ),
    "running sums": lambda x: (np.cumsum(x), x.cumsum(0, int), np.cumsum(x > 0, axis=-1)),
    "outer": lambda x: (
        np.add.outer(x, x), np.multiply.outer(x > 0, x), np.less.outer(x, 1), np.outer(x, x > 0)
    ),
    "clip": lambda x: (
        np.clip(x, None, 1), np.clip(x, 0, None), x.clip(0.5), x.clip(max=0), np.clip(x, 2, 1),
        np.clip(x, a_min=[0, 1, 0, 1], a_max=x + 1), x.clip(-1, 1),
    ),
    "round": lambda x: (np.round(x, 2), x.round(), np.around(x, decimals=1), np.round(x > 0)),
    "var": lambda x: (
        np.var(x, 0, None, None, 1), x.std(ddof=12), np.var(x > 0), x.var(axis=(0, 1))
    ),
    "average": lambda x: (
        np.average(x, 0, weights=[1, 2, 3]), np.average(x, axis=1, weights=x * x, keepdims=True)
    ),
    "repeat": lambda x: (np.repeat(x, 2), x.repeat([1, 0, 2], axis=0), x.repeat(2, 1)),
    "reshape": lambda x: (
        x.reshape(4, 3, order="F"), x.reshape((2, -1)), np.reshape(x, -1), x.flatten("F")
    ),
    "order in memory": lambda x: (x.T.ravel("K"), x.T.ravel("A"), x.T.copy().ravel()),
    "named data": lambda x: (
        np.roll(a=x, shift=1), np.concatenate([x, x], axis=-1), np.stack(arrays=[x, x], axis=1),
        np.flip(m=x), np.take(a=x, indices=[1], axis=1), np.transpose(a=x, axes=(1, 0)),
    ),
    "concatenate to another type": lambda x: np.concatenate([x, x > 0], dtype=np.float32),
    "take": lambda x: (
        np.take(x, [3, -5, 20], mode="wrap"), x.take([9, -2], axis=0, mode="clip"), x.take(3)
    ),
    "trace": lambda x: (np.trace(x, 1), x.trace(offset=-1), (x > 0).trace()),
    "diagonal": lambda x: (x.diagonal(1), np.diagonal(x, axis1=1, axis2=0)),
    "diff": lambda x: (np.diff(x, n=2), np.diff(x, 0), np.diff(x > 0, axis=0)),
    "trapezoid": lambda x: (
        np.trapezoid(x, axis=0), np.trapezoid(x, x=[0.0, 1, 3], axis=0), np.trapezoid(x, x)
    ),
    "norm": lambda x: (
        np.linalg.norm(x), np.linalg.norm(x, 1, 0), np.linalg.norm(x, 3, axis=-1, keepdims=True),
        np.linalg.norm(x, -np.inf, 1), np.linalg.norm(x, 0, 0), np.linalg.norm(x, "fro"),
        np.linalg.norm(x.astype(int), 1, 0), np.linalg.norm(x, axis=(0, 1)),
    ),
    "pad": lambda x: (
        np.pad(x, ((1, 0), (0, 2)), constant_values=x[0, 0]),
        np.pad(x, 1, constant_values=((1, 2), (3, 4))), np.pad(array=x, pad_width=1, mode="wrap"),
        np.pad(x > 0, 1, constant_values=3),
    ),
    "insert": lambda x: (np.insert(x, 1, 2.5, axis=0), np.insert(x.astype(int), 0, 2.5)),
    "like": lambda x: (
        np.zeros_like(x > 0) | (x > 0), np.full_like(x.astype(int), 2.5) + x,
        np.full_like(x, x[0, 0], dtype=int), np.ones_like(x, shape=(2, 2)) * x[:2, :2],
    ),
    "searchsorted": lambda x: (
        np.sort(np.arange(5.0)).searchsorted(2) + np.searchsorted([0, 1], x, "right"),
        np.searchsorted([-1.0, 0, 1], x * np.array([1, np.nan, 1, 1])),
    ),
    "linspace": lambda x: (
        np.linspace(x[0, 0], 1, 5, False), np.linspace(0, x[0], num=3, axis=-1),
        np.logspace(0, x[0, 0], 4, base=2), np.linspace(x[0], x[1], 1),
    ),
    "meshgrid": lambda x: (
        *np.meshgrid(x[0], x[1] > 0, indexing="ij"), *np.meshgrid(x[0], 1, sparse=True)
    ),
    "einsum": lambda x: (
        np.einsum("ij,kj->ik", x, x > 0, optimize=True), np.einsum("ij->i", x > 0),
        np.einsum("...j,j", x, [1, 2, 3, 4]),
    ),
    "select": lambda x: (
        np.select([x > 1, x > 0], [1, 2]), np.select([x > 1], [x], default=-1),
        np.select([x > 1], [x > 2], default=0),
    ),
    "operators": lambda x: (*divmod(x, 2), 2**x, x**0.5, abs(x), +x, x.conj()),
    "matrix transpose": lambda x: (x.mT, x.T, np.matrix_transpose(x), x.real, x.imag + x),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_argument_forms_agree(engine, name):
    agree(engine, FORMS[name], M, at=[N], rtol=1e-6 if "another" in name else 1e-12, atol=1e-14)


@pytest.mark.parametrize(
    ("function", "advice"),
    [
        (lambda x: np.sum(x, where=M > 0), r"np\.sum\(…, where=…\) .*np\.where\(mask, x, 0\)"),
        (lambda x: x.mean(where=x > 0), r"np\.mean\(…, where=…\)"),
        (lambda x: np.max(x, where=[True, False, True, True], initial=0), r"np\.max\(…, where=…\)"),
        (lambda x: np.sum(x, 0, None, np.zeros(4)), r"np\.sum\(…, out=…\)"),
        (lambda x: np.add.reduce(x, where=x > 0), r"np\.add\.reduce\(…, where=…\)|where=…"),
        (lambda x: np.std(x, correction=1), r"np\.std\(…, correction=…\) .* ddof"),
        (lambda x: np.diff(x, prepend=0), r"np\.diff\(…, prepend=…\) .*concatenate"),
        (lambda x: np.interp(x, [0, 1], [0, 1], period=2), r"np\.interp\(…, period=…\)"),
        (lambda x: np.average(x, returned=True), r"np\.average\(…, returned=…\)"),
        (lambda x: np.linspace(0, x, 3, retstep=True), r"np\.linspace\(…, retstep=…\)"),
        (lambda x: np.linspace(0, x[0, 0], 3, dtype=int), r"np\.linspace\(…, dtype=…\)"),
        (lambda x: np.searchsorted(x[0], 1, sorter=[0, 1, 2, 3]), r"np\.searchsorted\(…, sorter=…"),
        (lambda x: np.einsum("ij->j", x, dtype=int), r"np\.einsum\(…, dtype=…\)"),
        (lambda x: np.pad(x, 1, mode="reflect", reflect_type="odd"), r"np\.pad\(…, reflect_type=…"),
        (lambda x: np.pad(x, 1, mode="empty"), r"mode='empty'"),
        (lambda x: np.concatenate([x, x], out=OUTSIDE), r"np\.concatenate\(…, out=…\)"),
        (lambda x: np.matmul(x, x.T, dtype=int), r"np\.matmul\(…, dtype=…\)"),
        (lambda x: np.add(x, 1, casting="unsafe"), r"np\.add\(…, casting=…\)"),
        (lambda x: np.round(x, x[0, 0].astype(int)), r"np\.round\(…, decimals=…\) .* constant"),
        (lambda x: np.sum(x, axis=x[0, 0].astype(int)), r"np\.sum\(…, axis=…\) .* constant"),
        (lambda x: np.add.at(x, [0], 1), r"np\.add\.at"),
        (lambda x: np.subtract.reduce(x), r"np\.subtract\.reduce"),
        (lambda x: pow(x, 2, 3), "%"),
        (lambda x: np.arange(0, x[0, 0], like=x, dtype=int), r"np\.arange\(…, dtype=…\)"),
    ],
)  # fmt: skip
def test_what_cannot_be_followed_is_refused_by_name(function, advice):
    with pytest.raises(TraceError, match=advice):
        compile_js(function, M)


FOLLOWED = [*REDUCTIONS, *COMPOSITES, np.cumsum, np.cumprod, np.dot, np.outer, np.interp, np.copy]
OPTIONS = [
    (function, option)
    for function in FOLLOWED
    for option, parameter in signature_of(function).parameters.items()
    if parameter.kind is not parameter.POSITIONAL_ONLY and parameter.default is not inspect._empty
]


@pytest.mark.parametrize(
    ("function", "option"), OPTIONS, ids=[f"{name_of(f)}-{option}" for f, option in OPTIONS]
)
def test_no_option_of_numpy_is_a_python_error_of_a_rule(function, option):
    """A value that NumPy may or may not like: what comes is NumPy's error or names the option."""
    arguments = [M] * sum(
        parameter.default is inspect._empty and parameter.kind is not parameter.VAR_KEYWORD
        for parameter in signature_of(function).parameters.values()
    )
    for value in (1, "a", np.ones(3)):
        try:
            compile_js(lambda *args: function(*args, **{option: value}), *arguments)  # noqa: B023
        except TraceError as error:
            message = str(error)
        except Exception as error:
            with pytest.raises(type(error)):
                function(*arguments, **{option: value})
            continue
        else:
            continue
        assert any(word in message for word in ("np.", "traced", "page")), message


@pytest.mark.parametrize("key", [key for key in RULES if callable(key)], ids=name_of)
def test_an_unknown_option_is_never_a_python_error_of_a_rule(key):
    with pytest.raises(TypeError) as caught:
        compile_js(lambda x: key(*[x] * getattr(key, "nin", 1), nonsense=1), M)
    assert "nonsense" in str(caught.value) or "argument" in str(caught.value)
    assert "<locals>" not in str(caught.value)
    assert "rule" not in str(caught.value)


ATTRIBUTES = [
    name
    for name in dir(np.ndarray)
    if not name.startswith("_")
]  # fmt: skip


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_every_attribute_of_an_array_is_there_or_says_what_to_write(name):
    def function(x):
        there = getattr(x, name)
        if not callable(there):
            assert name in ("T", "mT", "real", "imag", "shape", "ndim", "size", "dtype",
                            "itemsize", "nbytes")  # fmt: skip
            if name not in ("T", "mT", "real", "imag"):
                assert there == getattr(M, name)
        return x

    message = name
    try:
        compile_js(function, M)
    except TraceError as error:
        message = str(error)
    assert name in message


def test_other_names_are_no_attributes():
    def function(x):
        assert not hasattr(x, "no_such_name")
        assert not hasattr(x, "__array_interface__")
        return x

    compile_js(function, M)


def test_a_length_that_moves_leaves_nothing(engine):
    source = compile_js(lambda a: np.arange(a[0], a[1], 0.5, like=a), np.array([0.0, 2.0]))
    (same,) = engine.call(source, [np.array([1.0, 3.0])])
    np.testing.assert_array_equal(same, np.arange(1.0, 3.0, 0.5))
    (longer,) = engine.call(source, [np.array([0.0, 3.0])])
    assert np.isnan(longer).all()
