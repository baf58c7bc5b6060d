"""A function that does not do the same each time is refused, with its line."""

import functools
import itertools
import random
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from livefig import TraceError, compile_js, repeat

X = np.arange(3.0)


class Counter:
    def __init__(self):
        self.n = 0

    def up(self):
        self.n += 1
        return self.n


def noise(rng):
    return lambda w: w + rng.normal()


def counted(count):
    return lambda w: w * next(count)


def clock(_):
    return lambda w: w + time.perf_counter()


def global_noise(_):
    return lambda w: w + random.random()


def growing(kept):
    def function(w):
        kept.append(1.0)
        return w * np.stack(kept)

    return function


def written(array):
    def function(w):
        array[0] += 1
        return w * array

    return function


def attribute(counter):
    return lambda w: w * counter.up()


def more_work(counter):
    def function(w):
        for _ in range(counter.up()):
            w = np.sin(w)
        return w

    return function


def order(counter):
    return lambda w, v: (w, v) if counter.up() % 2 else (v, w)


def constant_result(counter):
    return lambda w: (w, counter.up())


def used_up(batches):
    return lambda w: w * next(batches).sum()


def swapped(counter):
    """Of two inputs, sometimes the one and sometimes the other."""
    return lambda w, v: np.sin(w if counter.up() % 2 else v)


def turned(counter):
    return lambda w: (w, np.sin(w)) if counter.up() % 2 else (np.sin(w), w)


def another_function(counter):
    functions = {1: np.sin, 0: np.cos}
    return lambda w: functions[counter.up() % 2](w)


IMPURE = {
    "random numbers": (noise, np.random.default_rng(0), "number"),
    "a counter": (counted, itertools.count(), "number 0"),
    "a clock": (clock, None, "number"),
    "the global generator": (global_noise, None, "number"),
    "a growing list": (growing, [], "shape"),
    "an array that is written into": (written, np.zeros(3), "array of shape"),
    "an attribute": (attribute, Counter(), "number 1"),
    "more and more work": (more_work, Counter(), "computes|np.sin"),
    "another order": (order, Counter(), "became|other values"),
    "a constant result": (constant_result, Counter(), "number 1"),
    "a used up iterator": (used_up, iter([X]), "StopIteration"),
    "the same in another order": (turned, Counter(), "other values"),
    "another function": (another_function, Counter(), "np.cos became np.sin|np.sin became np.cos"),
    "another input": (swapped, Counter(), "input number 2"),
}


@pytest.mark.parametrize(("make", "kept", "message"), IMPURE.values(), ids=IMPURE.keys())
def test_what_differs_between_two_calls_is_refused(make, kept, message):
    function = make(kept)
    with pytest.raises(TraceError, match=message) as caught:
        compile_js(function, *[1.0, 2.0][: function.__code__.co_argcount])
    assert "animate or repeat" in str(caught.value)
    assert caught.value.place.filename == __file__


def test_the_line_is_that_of_the_number():
    rng = np.random.default_rng(0)

    def function(w):
        first = np.sin(w)
        second = first + rng.normal()
        return second * 2

    with pytest.raises(TraceError) as caught:
        compile_js(function, 1.0)
    assert caught.value.place.text == "second = first + rng.normal()"
    assert caught.value.place.line == function.__code__.co_firstlineno + 2


def test_a_value_that_is_kept_from_one_call_to_the_next_is_refused():
    kept = []

    def function(w):
        kept.append(w)
        return np.stack(kept)

    with pytest.raises(TraceError, match=r"earlier run.*state"):
        compile_js(function, 1.0)


def test_every_step_of_repeat_does_the_same():
    def function(w):
        rng = np.random.default_rng(0)  # both calls of the function draw the same numbers
        return repeat(lambda s: s + rng.normal(), w, 3)

    with pytest.raises(TraceError, match="number"):
        compile_js(function, 1.0)


@pytest.mark.parametrize("place", [0, 1, 4, -1])
def test_what_a_step_leaves_outside_of_its_state_is_not_frozen(place):
    def function(w):
        kept = []

        def step(s):
            kept.append(s * 2)
            return s + 1

        repeat(step, w, 3)
        return kept[place]

    with pytest.raises(TraceError, match="repeat"):
        compile_js(function, 1.0)


def test_what_is_not_used_may_differ():
    lines, kept = [], []

    def function(w):
        lines.append(w)
        kept.append(time.perf_counter())
        return w * np.round(2.4)

    assert compile_js(function, 1.0) == compile_js(lambda w: w * np.float64(2.0), 1.0)


def test_numbers_are_compared_bit_by_bit():
    zeros = itertools.cycle([0.0, -0.0])
    with pytest.raises(TraceError, match=r"number -0\.0 became the number 0\.0"):
        compile_js(lambda w: w * next(zeros), 1.0)
    assert compile_js(lambda w: w * np.nan, 1.0)


def test_a_function_without_a_line_is_refused_as_well():
    with pytest.raises(TraceError, match="the function does not do the same"):
        compile_js(functools.partial(lambda make, w: make(w), turned(Counter())), 1.0)


def test_an_error_that_no_author_wrote_has_no_line():
    with ThreadPoolExecutor() as pool:
        assert pool.submit(TraceError, "message").result().place is None
