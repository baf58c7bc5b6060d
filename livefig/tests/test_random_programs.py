"""Programs built at random from the rule table: NumPy against the emitted JavaScript.

A program is a list of statements over floats, whole numbers and truth values; each may use whatever
stands before it. It is recorded at one set of values and run at another one, as in a page. It is
compiled twice. Once with every intermediate value as an output: there each statement is checked
against NumPy *on the page's own operands*, so that no rounding error adds up and a narrow tolerance
holds for any program; kinds of numbers must be NumPy's, whole numbers must be equal. Once with the
last value alone, which fuses loops and drops what is not needed: it must give the very same bits.
"""

import operator
import warnings
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from v8 import Engine

from livefig import TraceError, compile_js, repeat
from livefig.tracing.rules import ELEMENTWISE, RULES
from livefig.tracing.tracer import Trace

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

RTOL = {"float64": 1e-12, "float32": 1e-5, "float16": 5e-3}
SPECIAL = [0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 3.0, 1e-300, 1e300, np.inf, -np.inf, np.nan]
SHAPES = st.sampled_from(
    [(), (1,), (3,), (4,), (2, 3), (3, 1), (3, 3), (1, 3), (2, 3, 4), (0,), (0, 3)]
)
# which zero is the larger one, NumPy leaves to the processor
OPEN = (np.maximum, np.minimum, np.fmax, np.fmin)
UNARY = [f for f in ELEMENTWISE if f.nin == 1 and f is not np.reciprocal]
BINARY = [f for f in ELEMENTWISE if f.nin == 2 and f not in OPEN]
OPERATORS = [
    operator.add, operator.sub, operator.mul, operator.truediv, operator.floordiv, operator.mod,
    operator.pow, operator.lt, operator.le, operator.eq, operator.ne, operator.and_, operator.or_,
    operator.xor, operator.lshift, operator.rshift,
]  # fmt: skip
NUMBERS = [2, 3, -1, 0, 7, 0.5, -2.0, 0.1, True]
NARROW = ["uint8", "int8", "int16", "uint16", "int32", "uint32", "float32", "float16"]
# what is documented as refused: not a fault of the program
LIMITS = ("depends on whether that number is Python's", "of uint64", "become uint64", "past 2**53")


@dataclass
class Step:
    """One statement on values made before: by their numbers."""

    operands: tuple[int, ...]
    function: object
    scale: object = None  # from the operands to the size of what is summed, where that may cancel


@dataclass
class Program:
    """Where it is recorded, where it is run, and the statements."""

    inputs: list
    others: list
    steps: list = field(default_factory=list)

    def run(self, everything, inputs):
        values = list(inputs)
        for step in self.steps:
            values.append(step.function(*(values[i] for i in step.operands)))
        return tuple(values) if everything else values[-1]


@st.composite
def programs(draw):
    """Draw inputs and statements that NumPy accepts."""
    inputs, others = [], []
    for _ in range(draw(st.integers(1, 3))):
        shape, elements = draw(SHAPES), draw(st.sampled_from(ELEMENTS))
        inputs.append(draw(arrays(shape, elements)))
        others.append(draw(arrays(shape, elements)))
    program = Program(inputs, others)
    run = Trace(RULES)
    values, tracers = list(inputs), [run.input(i, value) for i, value in enumerate(inputs)]
    for _ in range(draw(st.integers(1, 9))):
        step = draw(st.sampled_from(MAKERS))(draw, values)
        if step is None:
            continue
        try:
            value = step.function(*(values[i] for i in step.operands))
        except (ValueError, TypeError, IndexError, ArithmeticError):
            continue
        if not isinstance(value, (np.ndarray, np.generic)) or value.dtype.kind not in "biuf":
            continue
        try:
            tracer = run.lift(step.function(*(tracers[i] for i in step.operands)))
        except TraceError as error:
            if any(limit in str(error) for limit in LIMITS):
                continue
            raise
        assert (tracer.dtype, tracer.shape) == (value.dtype, value.shape), (step, value)
        assert tracer.node.kind == value.dtype.kind.replace("u", "i")
        program.steps.append(step)
        values.append(value)
        tracers.append(tracer)
    return program


FLOATS = st.one_of(st.sampled_from(SPECIAL), st.floats(-5, 5, width=32))
WHOLE = st.one_of(st.integers(-4, 9), st.sampled_from([0, 255, -129, 70_000, 2**31, -(2**40)]))
ELEMENTS = [FLOATS, FLOATS, WHOLE, st.booleans()]


def arrays(shape, elements):
    kind = {id(FLOATS): float, id(WHOLE): np.int64}.get(id(elements), bool)
    size = int(np.prod(shape))
    return st.lists(elements, min_size=size, max_size=size).map(
        lambda items: np.array(items, dtype=kind).reshape(shape)[()]
    )


def pick(draw, values, ndim=0, kinds="biuf"):
    fitting = [i for i, v in enumerate(values) if v.ndim >= ndim and v.dtype.kind in kinds]
    return draw(st.sampled_from(fitting)) if fitting else None


def an_axis(draw, x, several=True):
    axes = [None, *range(-x.ndim, x.ndim)]
    return draw(st.sampled_from(axes + ([(0, -1)] if several and x.ndim > 1 else [])))


def unary(draw, values):
    return Step((pick(draw, values),), draw(st.sampled_from(UNARY)))


def binary(draw, values):
    function = draw(st.sampled_from(BINARY))
    return Step((pick(draw, values), pick(draw, values)), lambda a, b: function(a, b))


def with_a_number(draw, values):
    apply, number = draw(st.sampled_from(OPERATORS)), draw(st.sampled_from(NUMBERS))
    if draw(st.booleans()):
        return Step((pick(draw, values),), lambda x: apply(x, number))
    return Step((pick(draw, values),), lambda x: apply(number, x))


def whole_arithmetic(draw, values):
    operands = (pick(draw, values, kinds="iu"), pick(draw, values, kinds="iub"))
    if None in operands:
        return None
    function = draw(
        st.sampled_from(
            [
                np.add, np.subtract, np.multiply, np.floor_divide, np.remainder, np.fmod, np.power,
                np.bitwise_and, np.bitwise_or, np.bitwise_xor, np.left_shift, np.right_shift,
            ]
        )
    )  # fmt: skip
    return Step(operands, lambda a, b: function(a, b))


def chosen(draw, values):
    a, b, c = (pick(draw, values) for _ in range(3))
    number = draw(st.sampled_from(NUMBERS))
    forms = [
        lambda a, b, c: np.where(a > b, b, c),
        lambda a, b, c: np.where(a, b, number),
        lambda a, b, c: np.where(a, number, c),
        lambda a, b, c: np.select([a > 0, b > 0], [b, c], number),
        lambda a, b, c: np.select([a > b], [c]),
        lambda a, b, c: np.nan_to_num(np.where(a, b, c), nan=number),
    ]
    return Step((a, b, c), draw(st.sampled_from(forms)))


def limited(draw, values):
    low, high = sorted(draw(st.tuples(*2 * [st.sampled_from([0, 1, -2, 0.5, 2.5])])))
    forms = [
        lambda x: np.clip(x, low, high),
        lambda x: np.clip(x, None, high),
        lambda x: np.clip(x, a_min=low, a_max=None),
        lambda x: x.clip(low),
        lambda x: x.clip(max=high),
        lambda x: np.round(x),
        lambda x: np.round(x, 1),
        lambda x: x.round(decimals=-1),
        lambda x: np.fix(x),
        lambda x: np.modf(x)[0],
        lambda x: np.divmod(x, 2)[1],
        lambda x: divmod(7, x)[0],
        lambda x: np.isclose(x, 1),
        lambda x: np.nan_to_num(x),
        lambda x: np.full_like(x, 2.5) + x,
        lambda x: np.ones_like(x) + x,
        lambda x: x.real * 2,
        lambda x: np.interp(x, [-1, 0, 2], [1, 3, 2]),
        lambda x: np.searchsorted([-1, 0, 2], x, side="right"),
        lambda x: np.polyval([1, 0, 2], x),
    ]
    return Step((pick(draw, values),), draw(st.sampled_from(forms)))


def converted(draw, values):
    """Conversions; floats within the range where what NumPy does depends on no processor."""
    dtype = draw(st.sampled_from(["bool", "int64", "float64", *NARROW]))

    def convert(x):
        if x.dtype.kind == "f" and np.dtype(dtype).kind in "iu":
            low = 0 if np.dtype(dtype) == np.uint32 else -70_000
            x = np.where(np.isfinite(x), np.clip(x, low, 70_000), 0.5)
        return x.astype(dtype)

    return Step((pick(draw, values),), convert)


def reduced(draw, values):
    i = pick(draw, values)
    axis, keepdims = an_axis(draw, values[i]), draw(st.booleans())
    name = draw(st.sampled_from(REDUCED))
    options = {"keepdims": keepdims} if draw(st.booleans()) else {}
    if name in ("sum", "prod") and draw(st.integers(0, 3)) == 0:
        options["dtype"] = draw(st.sampled_from([float, np.float32]))
    if name in ("sum", "max") and draw(st.integers(0, 3)) == 0:
        options["initial"] = 2

    def as_function(x):
        return getattr(np, name)(x, axis=axis, **options)

    def as_method(x):
        return getattr(x, name)(axis, **options)

    def as_ufunc(x):
        ufunc = UFUNC_OF[name]
        return ufunc.reduce(x, **options) if axis == 0 else ufunc.reduce(x, axis=axis, **options)

    forms = [as_function]
    forms += [as_method] if hasattr(np.ndarray, name) else []
    forms += [as_ufunc] if name in UFUNC_OF else []
    scale = None
    if name in SUMS:
        size = {"axis": axis, "keepdims": options.get("keepdims", False)}
        scale = lambda x: np.sum(np.abs(x.astype(float)), **size) + 2  # noqa: E731
    if name in ("var", "std"):
        power = 2 if name == "var" else 1
        scale = lambda x: np.max(np.abs(x.astype(float)), initial=1) ** power  # noqa: E731
    return Step((i,), draw(st.sampled_from(forms)), scale)


SUMS = ("sum", "mean", "nansum", "nanmean", "ptp")
UFUNC_OF = {
    "sum": np.add, "prod": np.multiply, "max": np.maximum, "min": np.minimum,
    "any": np.logical_or, "all": np.logical_and,
}  # fmt: skip
REDUCED = [
    "sum", "sum", "prod", "max", "min", "any", "all", "argmax", "argmin", "mean", "var", "std",
    "ptp", "count_nonzero", "nansum", "nanmean", "nanmax", "nanmin",
]  # fmt: skip


def running(draw, values):
    i = pick(draw, values)
    axis = an_axis(draw, values[i], several=False)
    forms = [
        lambda x: np.cumsum(x, axis),
        lambda x: x.cumsum(axis=axis),
        lambda x: np.add.accumulate(x),
        lambda x: np.add.accumulate(x, -1),
    ]
    if draw(st.booleans()):
        scale = lambda x: np.sum(np.abs(x.astype(float)))  # noqa: E731
        return Step((i,), draw(st.sampled_from(forms)), scale)
    others = [
        lambda x: np.cumprod(x, axis=axis),
        lambda x: np.multiply.accumulate(x),
        lambda x: np.maximum.accumulate(x + 0.0),
        lambda x: np.minimum.accumulate(x * 2, axis=-1),
    ]
    return Step((i,), draw(st.sampled_from(others)))


def product(draw, values):
    operands = (pick(draw, values, ndim=1), pick(draw, values, ndim=1))
    if None in operands:
        return None
    multiply = draw(
        st.sampled_from(
            [
                lambda a, b: a @ b,
                lambda a, b: a @ b.T,
                lambda a, b: a.dot(b),
                np.inner,
                np.vdot,
                lambda a, b: np.tensordot(a, b, 1),
                lambda a, b: np.einsum("...i,...i->...", a, a > 0),
                lambda a, b: np.einsum("ij,kj", b, b),
                lambda a, b: np.einsum("ij->j", a) * 1,
                np.outer,
            ]
        )
    )
    return Step(
        operands,
        lambda a, b: multiply(a, b),
        lambda a, b: multiply(np.abs(a.astype(float)), np.abs(b.astype(float))),
    )


def paired(draw, values):
    ufunc = draw(st.sampled_from([np.add, np.subtract, np.less, np.multiply, np.floor_divide]))
    return Step((pick(draw, values), pick(draw, values)), lambda a, b: ufunc.outer(a, b))


def moved(draw, values):
    i = pick(draw, values, ndim=1)
    if i is None:
        return None
    x = values[i]
    n, axis = x.shape[0], draw(st.integers(-x.ndim, x.ndim - 1))
    start, end = draw(st.integers(0, n)), draw(st.integers(0, n))
    stride = draw(st.sampled_from([1, 2, -1, -2]))
    shift = draw(st.integers(-3, 3))
    forms = [
        lambda x: x[start:end:stride],
        lambda x: x[..., None, ::stride],
        lambda x: x.T,
        lambda x: x.mT,
        lambda x: x.ravel(order="F"),
        lambda x: x.T.ravel(),
        lambda x: np.moveaxis(x, axis, 0),
        lambda x: x.swapaxes(axis, 0),
        lambda x: x.reshape(-1),
        lambda x: x.reshape(x.shape[::-1], order="F"),
        lambda x: np.roll(x, shift, axis=axis),
        lambda x: np.roll(a=x, shift=shift),
        lambda x: np.flip(x, axis),
        lambda x: np.repeat(x, 2, axis=axis),
        lambda x: x.repeat(2),
        lambda x: np.tile(x, 2),
        lambda x: np.pad(x, 1),
        lambda x: np.pad(x, 1, constant_values=2.5),
        lambda x: np.pad(x, (0, 2), mode="edge"),
        lambda x: x[..., -1],
        lambda x: np.expand_dims(x, axis),
        lambda x: np.broadcast_to(x, (2, *x.shape)),
        lambda x: np.triu(x),
        lambda x: np.delete(x, 0, axis=axis),
        lambda x: np.insert(x, 0, 2.5, axis=axis),
        lambda x: np.append(x, 2),
        lambda x: np.split(x, [1], axis=axis)[0],
        lambda x: np.take(x, [0, -1, 0], axis=axis),
        lambda x: x.take([5, -7], mode="wrap"),
        lambda x: x[0],
        lambda x: x[[0, -1]],
        lambda x: x[:, [0, 0, -1]],
        lambda x: x[[0, 0], [-1, 0]],
        lambda x: x[0, :, [0, -1]],
        lambda x: x[np.arange(x.shape[0]) % 2 == 0],
        lambda x: x[np.newaxis, ..., 0],
    ]
    return Step((i,), draw(st.sampled_from(forms)))


def differences(draw, values):
    i = pick(draw, values, ndim=1)
    if i is None:
        return None
    axis = draw(st.integers(-values[i].ndim, values[i].ndim - 1))
    n = draw(st.integers(0, 2))
    size = lambda x: 4 * np.max(np.abs(x.astype(float)), initial=1) * max(x.size, 1)  # noqa: E731
    forms = [
        lambda x: np.diff(x, n, axis),
        lambda x: np.trapezoid(x, dx=0.5, axis=axis),
        lambda x: np.linalg.norm(x, axis=axis),
        lambda x: np.linalg.norm(x, 1, axis, True),
        lambda x: np.trace(x),
        lambda x: np.average(x, axis, weights=np.arange(1, x.shape[axis] + 1)),
    ]
    return Step((i,), draw(st.sampled_from(forms)), size)


def joined(draw, values):
    i = pick(draw, values, ndim=1)
    if i is None:
        return None
    same = [j for j, value in enumerate(values) if np.shape(value) == np.shape(values[i])]
    operands = (i, draw(st.sampled_from(same)))
    axis = draw(st.integers(0, np.ndim(values[i]) - 1))
    join = draw(st.sampled_from([np.concatenate, np.stack]))
    forms = [
        lambda a, b: join([a, b], axis=axis),
        lambda a, b: np.concatenate((a, b), axis=None),
        lambda a, b: np.concatenate([a, b], dtype=np.float32, casting="unsafe"),
        lambda a, b: np.vstack([a, b]),
        lambda a, b: np.append(a, b),
    ]
    return Step(operands, draw(st.sampled_from(forms)))


def looked_up(draw, values):
    i = pick(draw, values, ndim=1)
    if i is None or 0 in np.shape(values[i]):
        return None
    j = pick(draw, values)
    n, axis = values[i].shape[0], draw(st.integers(0, values[i].ndim - 1))
    last = values[i].shape[axis]

    def places(y, n):
        return np.where(np.isfinite(y), np.clip(y * 1.0, -n, n - 1), 0).astype(int)

    forms = [
        lambda x, y: x[places(y, n)],
        lambda x, y: np.take(x, places(y, last), axis),
        lambda x, y: x.take(places(y, 50), mode="wrap"),
        lambda x, y: x[places(y, n), [0]],
        lambda x, y: x[places(y, n), :, 0],
        lambda x, y: x[0, :, places(y, x.shape[-1])],
        lambda x, y: x[..., places(y, x.shape[-1]), None],
        lambda x, y: x[places(y, n), None, places(y, x.shape[1])],
        lambda x, y: x[[0, -1], places(np.max(y, initial=0), x.shape[1])],
    ]
    return Step((i, j), draw(st.sampled_from(forms)))


def repeated(draw, values):
    operands = (pick(draw, values, kinds="f"), pick(draw, values, kinds="f"))
    if None in operands or any(values[i].dtype != float for i in operands):
        return None
    n = draw(st.integers(1, 3))
    whole = draw(st.booleans())

    def run(x, y):
        y = np.max(y) if np.size(y) else 0.5
        final, states = repeat(lambda s: (s[1], s[0] * 0.5 - y), (x, np.abs(x) + 1.0), n)
        return states[0] if whole else final[0] + final[1]

    def run_dict(x, y):
        y = np.max(y) if np.size(y) else 0.5
        start = {"w": x, "n": np.zeros(2, int), "seen": (x > y, np.abs(x))}

        def step(s):
            return {
                "w": s["w"] * 0.5 - y * s["n"][0],
                "n": s["n"] + 1,
                "seen": (s["seen"][0] ^ (s["w"] > 0), s["seen"][1] + s["n"][1]),
            }

        final, states = repeat(step, start, n)
        return states["seen"][1] if whole else np.where(final["seen"][0], final["w"], final["n"][1])

    return Step(operands, draw(st.sampled_from([run, run_dict])))


MAKERS = [
    unary, unary, binary, binary, with_a_number, with_a_number, whole_arithmetic, chosen, limited,
    converted, reduced, reduced, running, product, paired, moved, moved, moved, differences, joined,
    looked_up, repeated,
]  # fmt: skip


@pytest.fixture(scope="module")
def engine():
    return Engine()


def agrees(value, expected, scale):
    """Tell where the page's flat `value` is NumPy's `expected`."""
    dtype = expected.dtype
    expected = expected.astype(float).ravel()
    same = np.equal(value, expected) | (np.isnan(value) & np.isnan(expected))
    if dtype.kind != "f":
        return same
    scale = np.broadcast_to(np.ravel(scale) if np.size(scale) == same.size else scale, same.shape)
    with np.errstate(all="ignore"):
        close = np.abs(value - expected) <= RTOL[dtype.name] * scale
        tiny = {"float64": 0, "float32": 1e-40, "float16": 1e-7}[dtype.name]
    return same | close | (np.abs(value - expected) <= tiny)


def past_exact(step, operands, shape):
    """Tell where a whole result may be nothing: past 2**53, or where NumPy would raise."""
    wide = [x.astype(object) if x.dtype.kind in "iub" else x for x in map(np.asarray, operands)]
    grown = [np.maximum(abs(x), 1) for x in wide]  # a last factor 0 does not bring it back
    try:
        sizes = [np.abs(np.asarray(step.function(*x)).astype(float)) for x in (wide, grown)]
        return np.broadcast_to(np.maximum(*sizes) >= 2.0**53, shape)
    except (TypeError, ValueError, AttributeError, ArithmeticError, MemoryError):
        big = any(np.abs(np.asarray(x, float)).max(initial=0) > 100 for x in operands)
        return np.full(shape, big)


@settings(
    max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
@given(program=programs())
def test_random_programs_agree(engine, program):
    check(engine, program)


def check(engine, program):
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        reference = program.run(True, program.inputs)
        all_values = compile_js(lambda *x: program.run(True, x), *program.inputs)
        last_value = compile_js(lambda *x: program.run(False, x), *program.inputs)
        flat = engine.call(all_values, program.others)
        holes = [
            like.dtype.kind != "f" and np.isnan(row).any()
            for row, like in zip(flat, reference, strict=True)
        ]
        values = [
            np.where(np.isnan(row), 0, row).astype(like.dtype).reshape(like.shape)[()]
            if like.dtype.kind != "f"
            else row.astype(like.dtype).reshape(like.shape)[()]
            for row, like in zip(flat, reference, strict=True)
        ]
        n = len(program.inputs)
        for k, step in enumerate(program.steps, n):
            if reference[k].dtype.kind != "f":
                zeros = flat[k] == 0
                assert not np.signbit(flat[k][zeros]).any()
            if any(holes[i] for i in step.operands):
                continue
            operands = [values[i] for i in step.operands]
            try:
                expected = np.asarray(step.function(*operands))
            except (ValueError, IndexError):  # at these values NumPy raises: nothing to compare
                continue
            assert expected.dtype == reference[k].dtype
            scale = np.abs(expected.astype(float)) if step.scale is None else step.scale(*operands)
            good = agrees(flat[k], expected, scale)
            if holes[k] and not good.all():
                good = good | np.isnan(flat[k]) & past_exact(step, operands, expected.shape).ravel()
            assert good.all(), (k, operands, expected, flat[k])
    (last,) = engine.call(last_value, program.others)
    np.testing.assert_array_equal(last, flat[-1])
