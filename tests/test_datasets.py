"""Data sets: shapes, classes, repeatability."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nnlib import datasets

PLANE = [
    datasets.clouds,
    datasets.quadrants,
    datasets.spirals,
    datasets.moons,
    datasets.circles,
    datasets.blobs,
]


@pytest.mark.parametrize("make", PLANE)
def test_points_of_the_plane(make):
    X, y = make(101, rng=3)
    assert X.shape == (101, 2)
    assert y.shape == (101,)
    counts = np.bincount(y)
    assert counts.max() - counts.min() <= 1
    assert len(counts) == (3 if make is datasets.blobs else 2)
    assert np.isfinite(X).all()


@pytest.mark.parametrize("make", PLANE)
def test_the_same_seed_gives_the_same_points(make):
    X, y = make(50, rng=7)
    again, y_again = make(50, rng=np.random.default_rng(7))
    assert np.array_equal(X, again)
    assert np.array_equal(y, y_again)
    assert not np.array_equal(X, make(50, rng=8)[0])


@pytest.mark.parametrize(
    ("gate", "function"),
    [
        (datasets.logical_and, np.logical_and),
        (datasets.logical_or, np.logical_or),
        (datasets.xor, np.logical_xor),
    ],
)
def test_gates(gate, function):
    X, y = gate()
    assert sorted(X.tolist()) == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert y.tolist() == function(*X.T).astype(int).tolist()


def test_clouds_are_where_they_were_asked_for():
    centres = np.array([[0, 0, 5], [10, -10, 0], [3, 3, 3]])
    X, y = datasets.clouds(3000, centres, spread=0.5)
    for k, centre in enumerate(centres):
        assert X[y == k].mean(axis=0) == pytest.approx(centre, abs=0.1)
        assert X[y == k].std(axis=0) == pytest.approx([0.5] * 3, rel=0.1)
    X, y = datasets.quadrants(400, spread=0)
    assert np.array_equal(y == 1, X[:, 0] * X[:, 1] < 0)


def test_spirals_wind_around_the_origin():
    X, y = datasets.spirals(300, n_classes=3, turns=2, noise=0)
    radius = np.hypot(*X.T)
    assert radius.max() == pytest.approx(1)
    for k in range(3):
        angle = np.unwrap(np.arctan2(X[y == k, 1], X[y == k, 0]))
        assert angle[-1] - angle[0] == pytest.approx(2 * 2 * np.pi * (1 - 1 / 100))
        assert (np.diff(radius[y == k]) > 0).all()


def test_without_noise_moons_and_circles_are_curves():
    X, y = datasets.circles(100, noise=0)
    assert np.hypot(*X.T) == pytest.approx(np.where(y == 0, 1, 0.5))
    X, y = datasets.moons(100, noise=0)
    assert np.hypot(*X[y == 0].T) == pytest.approx(np.ones(50))


def test_digits_are_images_between_0_and_1():
    X, y = datasets.digits()
    assert X.shape == (1797, 64)
    assert X.min() == 0
    assert X.max() == 1
    assert set(y) == set(range(10))


def test_a_split_deals_out_every_example_once():
    X, y = np.arange(20).reshape(10, 2), np.arange(10)
    X_train, X_test, y_train, y_test = datasets.train_test_split(X, y, 0.3, rng=1)
    assert len(y_test) == len(X_test) == 3
    assert len(y_train) == len(X_train) == 7
    assert sorted([*y_train, *y_test]) == list(range(10))
    assert np.array_equal(X_train[:, 0], 2 * y_train)
    assert np.array_equal(X_test[:, 0], 2 * y_test)
    again = datasets.train_test_split(X, y, 0.3, rng=1)
    assert np.array_equal(again[3], y_test)


@given(st.integers(2, 60), st.floats(0.01, 0.99))
def test_a_split_holds_out_the_nearest_number_of_rows(m, fraction):
    assume(0.5 < fraction * m < m - 0.5)
    _, held_out, _, _ = datasets.train_test_split(np.arange(m), np.arange(m), fraction)
    assert abs(len(held_out) - fraction * m) <= 0.5


def test_a_quarter_is_held_out_and_the_seed_is_0():
    X, y = np.arange(40), np.arange(40)
    by_default = datasets.train_test_split(X, y)
    assert len(by_default[1]) == 10
    assert all(map(np.array_equal, by_default, datasets.train_test_split(X, y, 0.25, 0)))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: datasets.clouds(0), "m is 0, expected a whole number from 1 up"),
        (lambda: datasets.clouds(2.5), "m is 2.5, expected a whole number"),
        (lambda: datasets.clouds(centres=[1, 2]), r"centres has shape \(2,\), expected"),
        (lambda: datasets.clouds(spread=-1), "spread is -1, expected a finite number from 0 up"),
        (
            lambda: datasets.clouds(rng="x"),
            "rng is 'x', expected a numpy.random.Generator or a seed",
        ),
        (lambda: datasets.spirals(n_classes=0), "n_classes is 0"),
        (lambda: datasets.spirals(turns=0), "turns is 0, expected a finite number above 0"),
        (lambda: datasets.spirals(noise=np.inf), "noise is inf"),
        (lambda: datasets.moons(1), "m is 1, expected a whole number from 2 up"),
        (lambda: datasets.circles(noise=-1), "noise is -1"),
        (lambda: datasets.blobs(0), "m is 0"),
        (lambda: datasets.blobs(n_classes=0), "n_classes is 0"),
        (lambda: datasets.blobs(noise=None), "noise is None"),
        (lambda: datasets.train_test_split([1, 2], [1]), r"y has shape \(1,\), but X has shape"),
        (lambda: datasets.train_test_split(1, 1), r"y has shape \(\), but X has shape \(\)"),
        (lambda: datasets.train_test_split([1], [1]), "X has 1 rows, too few to hold out"),
        (
            lambda: datasets.train_test_split([1, 2], [1, 2], 1.0),
            "test_fraction is 1.0, expected a",
        ),
    ],
)
def test_bad_input(make, message):
    with pytest.raises((TypeError, ValueError), match=message):
        make()
