from collections import OrderedDict, defaultdict, namedtuple
from dataclasses import dataclass

import numpy as np
import pytest

from livefig.tracing.trees import check_leaves, flatten, leaves_like, map_leaves, rebuild, structure

Pair = namedtuple("Pair", "x v")


@dataclass(frozen=True)
class Frozen:
    x: float
    v: float


@dataclass
class Open:
    pair: Pair
    table: dict


TREES = {
    "number": 1.0,
    "list": [1.0, (2.0, 3.0)],
    "dict": {"b": 1.0, "a": [2.0, 3.0]},
    "namedtuple": Pair(1.0, [2.0]),
    "frozen": Frozen(1.0, 2.0),
    "dataclass": Open(Pair(1.0, 2.0), {"q": 3.0}),
    "ordered": OrderedDict(z=1.0, y=2.0),
    "default": defaultdict(list, {"z": 1.0}),
    "nothing": {},
}


@pytest.mark.parametrize("tree", TREES.values(), ids=TREES.keys())
def test_a_tree_is_built_again_of_its_leaves(tree):
    again = rebuild(tree, flatten(tree))
    assert again == tree
    assert type(again) is type(tree)
    assert leaves_like(tree, tree) == flatten(tree)
    twice = map_leaves(lambda leaf: 2 * leaf, tree)
    assert flatten(twice) == [2 * leaf for leaf in flatten(tree)]
    assert flatten(tree) == flatten(again), "the tree itself stays as it is"


def test_leaves_are_matched_by_key():
    before = {"x": 1.0, "in": {"p": 2.0, "q": [3.0, 4.0]}}
    after = {"in": {"q": [30.0, 40.0], "p": 20.0}, "x": 10.0}
    assert leaves_like(before, after) == [10.0, 20.0, 30.0, 40.0]
    assert leaves_like(Pair(x=1.0, v=2.0), Pair(v=20.0, x=10.0)) == [10.0, 20.0]
    assert leaves_like(Frozen(x=1.0, v=2.0), Frozen(v=20.0, x=10.0)) == [10.0, 20.0]


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ({"x": 1.0}, {"y": 1.0}, "form"),
        ({"x": 1.0}, {"x": 1.0, "y": 1.0}, "form"),
        ({0: 1.0}, [1.0], "form"),
        ([1.0], {0: 1.0}, "form"),
        ([1.0], 1.0, "form"),
        (np.ones(2), [1.0, 1.0], "form"),
        ([1.0, 2.0], [1.0], "form"),
        ({"a": np.ones(2), "b": np.ones(3)}, {"b": np.ones(3), "a": np.ones(4)}, r"\(2,\).*\(4,\)"),
    ],
)
def test_a_state_of_another_form_is_refused(before, after, message):
    with pytest.raises(ValueError, match=message):
        leaves_like(before, after)


@pytest.mark.parametrize(
    ("tree", "place"),
    [
        ({"net": object()}, r"\['net'\]"),
        ([1.0, None], r"\[1\]"),
        (Frozen(1.0, "two"), r"\.v is 'two'"),
        (np.ma.masked_array([1.0, 2.0], [True, False]), "the state is"),
        (1j, "the state is"),
        (np.array(["a"]), "the state is"),
        (10**30, "the state is"),
    ],
)
def test_what_is_not_a_number_is_named(tree, place):
    with pytest.raises(TypeError, match=place):
        check_leaves(tree)
    with pytest.raises(TypeError, match="returned"):
        leaves_like(rebuild(tree, [1.0] * len(flatten(tree))), tree)


def test_a_form_is_shown_in_words():
    assert structure([{"x": 1.0}, Frozen(1.0, 2.0)]) == [
        {"x": "array"},
        {"x": "array", "v": "array"},
    ]
