"""Programs built at random from the rule table: NumPy against the emitted JavaScript.

Each program is compiled twice. Once with every intermediate value as an output: there each step is
checked against NumPy *on the page's own operands*, so that no rounding error adds up and a narrow
tolerance holds for any program. Once with the last value alone, which fuses loops and drops what is
not needed: it must give the very same bits.
"""

import warnings
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from v8 import Engine

from livefig import compile_js, repeat
from livefig.tracing.rules import ELEMENTWISE

RTOL = 1e-12
SPECIAL = [0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 3.0, 1e-300, 1e300, np.inf, -np.inf, np.nan]
UNARY = [f for f in ELEMENTWISE if f.nin == 1 and f not in (np.invert, np.reciprocal)]
BINARY = [
    f
    for f in ELEMENTWISE
    if f.nin == 2
    and f not in (np.bitwise_and, np.bitwise_or, np.bitwise_xor)
    # which zero is the larger one, NumPy leaves to the processor
    and f not in (np.maximum, np.minimum, np.fmax, np.fmin)
]
SHAPES = st.sampled_from(
    [(), (1,), (3,), (4,), (2, 3), (3, 1), (3, 3), (1, 3), (2, 3, 4), (0,), (0, 3)]
)


@dataclass
class Step:
    """One operation on values made before: by their numbers."""

    operands: tuple[int, ...]
    function: object
    scale: object = None  # from the operands to the size of what is summed, where that may cancel


@st.composite
def programs(draw):
    """Draw inputs and a list of steps that NumPy accepts."""
    values = [draw(arrays(draw(SHAPES))) for _ in range(draw(st.integers(1, 3)))]
    n_inputs = len(values)
    steps = []
    for _ in range(draw(st.integers(1, 9))):
        step = draw(st.sampled_from(MAKERS))(draw, values)
        if step is None:
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                value = step.function(*(values[i] for i in step.operands))
            except (ValueError, TypeError, IndexError):
                continue
        if np.asarray(value).dtype.itemsize < 8 and np.asarray(value).dtype != bool:
            continue  # half precision, of truth values
        steps.append(step)
        values.append(value)
    return values[:n_inputs], steps


def arrays(shape):
    element = st.one_of(st.sampled_from(SPECIAL), st.floats(-5, 5, width=32))
    return st.lists(element, min_size=int(np.prod(shape)), max_size=int(np.prod(shape))).map(
        lambda items: np.array(items, dtype=float).reshape(shape)[()]
    )


def pick(draw, values, **where):
    ndim = where.get("ndim", 0)
    fitting = [i for i, value in enumerate(values) if np.ndim(value) >= ndim]
    return draw(st.sampled_from(fitting)) if fitting else None


def unary(draw, values):
    return Step((pick(draw, values),), draw(st.sampled_from(UNARY)))


def binary(draw, values):
    function = draw(st.sampled_from(BINARY))
    return Step((pick(draw, values), pick(draw, values)), lambda a, b: function(a, b))


def choose(draw, values):
    operands = tuple(pick(draw, values) for _ in range(3))
    return Step(operands, lambda a, b, c: np.where(a > b, b, c))


def reduced(draw, values):
    name = draw(st.sampled_from(["sum", "prod", "max", "min", "any", "all", "argmax", "argmin"]))
    i = pick(draw, values, ndim=1)
    if i is None:
        return None
    axis = draw(st.sampled_from([None, *range(np.ndim(values[i]))]))
    scale = (lambda x: np.sum(np.abs(x), axis=axis)) if name == "sum" else None
    return Step((i,), lambda x: getattr(np, name)(x, axis=axis), scale)


def running(draw, values):
    i = pick(draw, values, ndim=1)
    if i is None:
        return None
    axis = draw(st.integers(0, np.ndim(values[i]) - 1))
    scale = lambda x: np.cumsum(np.abs(x), axis=axis)  # noqa: E731
    return Step((i,), lambda x: np.cumsum(x, axis=axis), scale)


def product(draw, values):
    operands = (pick(draw, values, ndim=1), pick(draw, values, ndim=1))
    if None in operands:
        return None
    turned = draw(st.booleans())

    def multiply(a, b):
        return a @ (b.T if turned else b)

    return Step(operands, multiply, lambda a, b: multiply(np.abs(a), np.abs(b)))


def moved(draw, values):
    i = pick(draw, values, ndim=1)
    if i is None:
        return None
    x = values[i]
    n, axis = np.shape(x)[0], draw(st.integers(0, np.ndim(x) - 1))
    start, end = draw(st.integers(0, n)), draw(st.integers(0, n))
    stride = draw(st.sampled_from([1, 2, -1, -2]))
    shift = draw(st.integers(-3, 3))
    return Step(
        (i,),
        draw(
            st.sampled_from(
                [
                    lambda x: x[start:end:stride],
                    lambda x: x[..., None, ::stride],
                    lambda x: x.T,
                    lambda x: np.moveaxis(x, axis, 0),
                    lambda x: x.reshape(-1),
                    lambda x: np.roll(x, shift, axis=axis),
                    lambda x: np.flip(x, axis),
                    lambda x: np.repeat(x, 2, axis=axis),
                    lambda x: np.tile(x, 2),
                    lambda x: np.pad(x, 1),
                    lambda x: np.diff(x, axis=axis),
                    lambda x: x[..., -1],
                    lambda x: np.expand_dims(x, axis),
                ]
            )
        ),
    )


def joined(draw, values):
    i = pick(draw, values, ndim=1)
    if i is None:
        return None
    same = [j for j, value in enumerate(values) if np.shape(value) == np.shape(values[i])]
    operands = (i, draw(st.sampled_from(same)))
    axis = draw(st.integers(0, np.ndim(values[i]) - 1))
    join = draw(st.sampled_from([np.concatenate, np.stack]))
    return Step(operands, lambda a, b: join([a, b], axis=axis))


def looked_up(draw, values):
    i = pick(draw, values, ndim=1)
    if i is None or np.shape(values[i])[0] == 0:
        return None
    j = pick(draw, values)
    n = np.shape(values[i])[0]

    def look_up(x, y):
        steps = np.where(np.isfinite(y), np.clip(y, 0, n - 1), 0).astype(int)
        return x[steps]

    return Step((i, j), look_up)


def repeated(draw, values):
    operands = (pick(draw, values), pick(draw, values))
    n = draw(st.integers(1, 3))
    whole = draw(st.booleans())

    def run(x, y):
        y = np.max(y) if np.size(y) else 0.5
        final, states = repeat(lambda s: (s[1], s[0] * 0.5 - y), (x, np.abs(x) + 1.0), n)
        return states[0] if whole else final[0] + final[1]

    return Step(operands, run)


MAKERS = [
    unary, unary, binary, binary, choose, reduced, running, product, moved, moved, joined,
    looked_up, repeated,
]  # fmt: skip


def run_program(steps, everything, inputs):
    values = list(inputs)
    for step in steps:
        values.append(step.function(*(values[i] for i in step.operands)))
    return tuple(values) if everything else values[-1]


@pytest.fixture(scope="module")
def engine():
    return Engine()


@settings(
    max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
@given(program=programs())
def test_random_programs_agree(engine, program):
    inputs, steps = program
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        all_values = compile_js(lambda *x: run_program(steps, True, x), *inputs)
        last_value = compile_js(lambda *x: run_program(steps, False, x), *inputs)
        reference = run_program(steps, True, inputs)
        values = [
            flat.reshape(np.shape(like)).astype(np.asarray(like).dtype)[()]
            for flat, like in zip(engine.call(all_values, inputs), reference, strict=True)
        ]
        for step, value in zip(steps, values[len(inputs) :], strict=True):
            operands = [values[i] for i in step.operands]
            expected = np.asarray(step.function(*operands), dtype=float)
            scale = np.abs(expected) if step.scale is None else step.scale(*operands)
            close = np.abs(value - expected) <= RTOL * scale
            assert np.all(
                close | np.equal(value, expected) | (np.isnan(value) & np.isnan(expected))
            )
    (last,) = engine.call(last_value, inputs)
    np.testing.assert_array_equal(last, np.ravel(values[-1]).astype(float))
