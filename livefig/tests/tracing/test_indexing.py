"""Indices: ints, slices, Ellipsis, None, masks, arrays, and places that a control moves."""

import numpy as np
import pytest
from agreement import agree
from v8 import Engine

from livefig import TraceError, compile_js

X = np.arange(60.0).reshape(3, 4, 5) - 7.5
I = np.array([[0, -1], [2, 1]])  # noqa: E741


@pytest.fixture(scope="module")
def engine():
    return Engine()


FIXED = {
    "numbers": lambda x: (x[1], x[-1, 2], x[0, 0, 0], x[np.int64(1)], x[..., 0], x[()]),
    "slices": lambda x: (x[1:], x[::-2, 1:3], x[..., ::-1], x[:0]),
    "new axes": lambda x: (x[None], x[:, None, 0], x[..., np.newaxis], x[0, None, :, None, 1]),
    "lists": lambda x: (x[[0, 2]], x[:, [1, 1, 0]], x[[0, 1], [2, 3]], x[[]]),
    "arrays": lambda x: (x[I], x[..., I], x[I, I], x[0, :, I], x[:, I, 0], x[I, :, I], x[I, None]),
    "masks": lambda x: (
        x[np.array([True, False, True])], x[:, np.eye(4, 5) > 0], x[np.ones((3, 4), bool)],
        x[X > 3], x[True],
    ),
}  # fmt: skip

MOVING = {
    "one": lambda x, i, k: (x[i], x[:, i], x[..., i], x[i, ..., 0], x[0, i], x[i, None, 1:]),
    "several": lambda x, i, k: (x[i, i], x[i, 0, i], x[i, :, i], x[i, i, i], x[i, None, i]),
    "an array": lambda x, i, k: (x[k], x[:, k], x[..., k], x[k, None], x[k][:, :, 0]),
    "an array and numbers": lambda x, i, k: (
        x[k, 0], x[0, k], x[0, :, k], x[k, :, 0], x[0, 1, k], x[k, 1:, 0], x[0, None, k],
    ),
    "an array and a place": lambda x, i, k: (x[k, i], x[i, k], x[i, :, k], x[i, i, k], x[k, :, i]),
    "arrays": lambda x, i, k: (x[k, k], x[k, :, k], x[k, k, k], x[k, None, k], x[None, k, k]),
    "with a fixed array": lambda x, i, k: (
        x[k, I], x[i, [0, 1]], x[[0, 1], i], x[[0, 1], :, i], x[..., i, [0, 2]], x[k, :, [1, 0]],
        x[i, I, k], x[[[0], [1]], k[0]],
    ),
    "with a mask": lambda x, i, k: (x[i, np.array([True, False, True, True])], x[X[..., 0] > 0, i]),
    "taken": lambda x, i, k: (
        np.take(x, k), x.take(i, axis=1), np.take(x, k, 0), np.take(x, k + 90, mode="wrap"),
        x.take(k * 50, mode="clip"), x.take(i * 9 - 20, axis=-1, mode="wrap"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", list(FIXED.values()), ids=list(FIXED))
@pytest.mark.parametrize("kind", ["f", "i", "b"])
def test_fixed_places(engine, case, kind):
    of_kind = {"f": lambda x: x, "i": lambda x: x.astype(int), "b": lambda x: x > 3}[kind]
    agree(engine, lambda x: case(of_kind(x)), X, at=[X[::-1] * 2])


@pytest.mark.parametrize("case", list(MOVING.values()), ids=list(MOVING))
@pytest.mark.parametrize("i", [0, 2, -1, -3])
def test_places_that_move(engine, case, i):
    agree(engine, case, X, 1, I, at=[X * 2, i, np.roll(I, 1) - 1])
    agree(engine, lambda x, i, k: case(x > 3, i, k), X, 1, I, at=[X, i, I[::-1]])


def test_a_place_past_the_end_is_nothing(engine):
    source = compile_js(lambda x, i: (x[i], x[i, [0, 1]], x[[0, 1], :, i]), X, 0)
    for i in (3, -4, 100):
        first, second, third = engine.call(source, [X, i])
        assert np.isnan(first).all()
        assert np.isnan(second).all()
        assert np.isnan(third).all() == (i not in (3, -4))  # the last axis is longer


@pytest.mark.parametrize(
    ("index", "advice"),
    [
        (lambda x, i: x[x > 0], "np.where"),
        (lambda x, i: x[i > 0], "np.where"),
        (lambda x, i: x[x[0, 0, 0]], "astype"),
        (lambda x, i: x[:i], "no fixed length"),
        (lambda x, i: x[[i, 0]], "np.stack"),
        (lambda x, i: x[i, True], "True or False"),
        (lambda x, i: np.take(x, x[0, 0]), "astype"),
    ],
)
def test_what_cannot_be_an_index_says_what_to_write(index, advice):
    with pytest.raises(TraceError, match=advice):
        compile_js(index, X, 1)


def test_numpys_own_errors_stay():
    with pytest.raises(IndexError):
        compile_js(lambda x: x[9], X)
    with pytest.raises(IndexError):
        compile_js(lambda x: x[0, 0, 0, 0], X)
