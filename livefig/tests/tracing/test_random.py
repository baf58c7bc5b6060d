"""Random numbers: the published vectors, the distributions, and bit for bit in NumPy and V8."""

import math
from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pytest
from agreement import agree
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from v8 import Engine

from livefig import TraceError, animate, explore, random, repeat, slider
from livefig.javascript.philox import HELPERS
from livefig.tracing import philox
from livefig.tracing.normal import quantile

N = 20_000
DRAWS = {
    "random": lambda r: r.random(7),
    "uniform": lambda r: r.uniform(-1.0, 3.0, (2, 3)),
    "standard_normal": lambda r: r.standard_normal(500),
    "normal": lambda r: r.normal([1.0, 2.0], 0.5),
    "exponential": lambda r: r.exponential(2.0, 500),
    "integers": lambda r: r.integers(-3, 4, 50),
    "choice": lambda r: r.choice([2.5, 3.5, 5.0], 40),
    "weighted choice": lambda r: r.choice(3, 40, p=[0.2, 0.5, 0.3]),
    "one number": lambda r: r.normal(),
    "one whole number": lambda r: r.integers(6),
    "no number": lambda r: r.random(0),
    "two calls": lambda r: r.normal(size=4) + r.normal(size=4),
}


@pytest.fixture(scope="module")
def engine():
    return Engine()


@pytest.mark.parametrize(
    ("place", "call", "seed", "words"),
    [
        (0, 0, 0, (0xFF1DAE59, 0x6CD10DF2)),
        (2**32 - 1, 2**32 - 1, 2**32 - 1, (0x2C3F628B, 0xAB4FD7AD)),
        (0x243F6A88, 0x85A308D3, 0x13198A2E, (0xDD7CE038, 0xF62A4C12)),
    ],
)
def test_the_words_are_those_of_the_published_generator(place, call, seed, words):
    assert tuple(int(word) for word in philox.words(place, call, seed)) == words


WORD = st.integers(-(2**31), 2**32 - 1)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(place=WORD, call=WORD, seed=WORD)
def test_every_counter_gives_the_same_bits_in_the_page(engine, place, call, seed):
    (got,) = engine.call(f"({HELPERS['philoxUniform']})", (place, call, seed))
    assert got[0] == philox.uniform(place, call, seed)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.floats(min_value=2.0**-60, max_value=2.0**60))
def test_the_logarithm_is_right_and_the_same_bits_in_the_page(engine, x):
    (got,) = engine.call(f"({HELPERS['philoxLog']})", (x,))
    assert got[0] == philox.log(x)
    assert got[0] == pytest.approx(math.log(x), rel=5e-16, abs=1e-300)


@pytest.mark.parametrize("draw", DRAWS.values(), ids=DRAWS)
def test_numbers_of_a_traced_seed_are_pythons_to_the_last_bit(engine, draw):
    for seed in (3, 0, 41, 2**31 + 5):
        agree(engine, lambda s: draw(random(s)), 3, at=(seed,), rtol=0)


def test_the_normal_distribution_is_that_of_its_quantiles():
    uniform, normal = random(5).random(N), random(5).standard_normal(N)
    expected = [NormalDist().inv_cdf(p) for p in uniform]
    np.testing.assert_allclose(normal, expected, rtol=1e-13, atol=1e-15)
    tails = np.array([2.0**-54, 1e-12, 1e-9, 1e-5, 1 - 1e-5, 1 - 2.0**-53])
    expected = [NormalDist().inv_cdf(p) for p in tails]
    np.testing.assert_allclose(quantile(tails, philox.log), expected, rtol=1e-13)


@pytest.mark.parametrize(
    ("draw", "cumulative"),
    [
        (lambda r: r.uniform(2.0, 5.0, N), lambda x: (x - 2) / 3),
        (lambda r: r.normal(1.0, 2.0, N), np.vectorize(NormalDist(1, 2).cdf)),
        (lambda r: r.exponential(0.5, N), lambda x: 1 - np.exp(-2 * x)),
    ],
    ids=["uniform", "normal", "exponential"],
)
def test_distributions_fit_their_cumulative_function(draw, cumulative):
    for seed in range(5):
        share = cumulative(np.sort(draw(random(seed))))
        distance = np.abs(share - np.arange(N) / N).max()
        assert distance < 1.95 / math.sqrt(N)  # Kolmogorov's test at 0.1 %


def test_whole_numbers_and_choices_are_as_often_as_they_should_be():
    counts = np.bincount(random(1).integers(6, size=N), minlength=6)
    assert counts.sum() == N
    assert ((counts - N / 6) ** 2 / (N / 6)).sum() < 20.5  # chi², 0.1 %
    p = np.array([0.1, 0.6, 0.3])
    counts = np.bincount(random(2).choice(3, N, p=p), minlength=3)
    assert ((counts - N * p) ** 2 / (N * p)).sum() < 13.8


def test_calls_and_seeds_are_independent_and_the_same_seed_repeats():
    rng = random(0)
    streams = [rng.random(N), rng.random(N), random(1).random(N), random(2**32 - 1).random(N)]
    off = np.corrcoef(streams) - np.eye(4)
    assert np.abs(off).max() < 4 / math.sqrt(N)
    np.testing.assert_array_equal(random(0).random(N), streams[0])
    np.testing.assert_array_equal(random(np.int64(0)).random(9), streams[0][:9])


def test_a_permutation_holds_each_row_once_and_every_order_comes():
    rows = np.array([[1, 2], [3, 4], [5, 6]])
    shuffled = random(4).permutation(rows)
    assert sorted(shuffled.tolist()) == rows.tolist()
    orders = {tuple(random(seed).permutation(3)) for seed in range(100)}
    assert len(orders) == 6
    chosen = random(4).choice(10, 10, replace=False)
    assert sorted(chosen) == list(range(10))


def test_orders_of_a_traced_seed_are_pythons(engine):
    for seed in (3, 8, 21):
        agree(engine, lambda s: random(s).permutation(np.arange(9) * 2), 3, at=(seed,), rtol=0)
        agree(engine, lambda s: random(s).choice(9, 4, replace=False), 3, at=(seed,), rtol=0)


def figure_and_points():
    fig = Figure()
    (curve,) = fig.add_subplot().plot(np.zeros(5), "o")
    return fig, curve


def test_a_seed_can_be_a_slider():
    fig, curve = figure_and_points()
    figure = explore(
        fig,
        lambda seed: {curve: random(seed).normal(size=5)},
        seed=slider(0, 9, 1),
        name="clouds",
        alt="Five points.",
    )
    assert "philoxUniform" in figure.html


def walk(state):
    rng = replace(state["rng"])
    return {"x": state["x"] + rng.normal(size=5), "rng": rng}


def test_a_generator_in_a_state_draws_new_numbers_in_each_step(engine):
    start = {"x": np.zeros(5), "rng": random(7)}
    by_hand = start
    for _ in range(4):
        by_hand = walk(by_hand)
    final, _ = repeat(walk, start, 4)
    np.testing.assert_array_equal(final["x"], by_hand["x"])
    assert final["rng"].calls == 4

    def walked(seed):
        return repeat(walk, {"x": np.zeros(5), "rng": random(seed)}, 4)[0]["x"]

    agree(engine, walked, 7, at=(12,), rtol=0)
    fig, curve = figure_and_points()

    def step(state):
        state = walk(state)
        return state, {curve: state["x"]}

    figure = animate(fig, step, start, n_steps=4, name="walk", alt="Five walks.")
    assert "philoxUniform" in figure.html


@pytest.mark.parametrize("seed", [1.5, "1", [1, 2], None, np.array([1])])
def test_a_seed_is_one_whole_number(seed):
    with pytest.raises(TypeError, match=r"a seed is one whole number, .* write random\(int"):
        random(seed)


def test_mistakes_are_told():
    fig, curve = figure_and_points()
    with pytest.raises(TraceError, match=r"random\(seed\.astype\(int\)\)"):
        explore(fig, lambda s: {curve: random(s).random(5)}, s=(0.0, 1.0), name="a", alt="A.")
    outside = random(3)
    with pytest.raises(TypeError, match=r"livefig\.random\(seed\) made inside it"):
        explore(fig, lambda w: {curve: w * outside.random(5)}, w=(0.0, 1.0), name="a", alt="A.")
    with pytest.raises(ValueError, match="high must be above low"):
        random(1).integers(3, 3)
    with pytest.raises(ValueError, match="cannot be negative"):
        random(1).normal(0, -1)
    with pytest.raises(ValueError, match="5 of 3 rows"):
        random(1).choice(3, 5, replace=False)
    with pytest.raises(ValueError, match="leave one of them out"):
        random(1).choice(3, 2, replace=False, p=[1, 0, 0])
