"""What Python asks of a traced value where it needs a plain answer: which way an `if` goes.

A function that may go several ways is run at one position of its controls, and gets the answers of
that position. The questions are kept: they tell at which other positions the function goes the same
way (`paths`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from livefig.tracing.evaluate import is_exact
from livefig.tracing.graph import Node, dependencies, topological_order
from livefig.tracing.places import Place, author_place

# what of a value an answer tells, of many values at once
MEANINGS: dict[str, Callable[[Any], Any]] = {
    "truth": lambda values: values != 0,  # not a number is true, as it is in Python
    "whole": np.trunc,
    "itself": lambda values: values,
}
NOT_BY_STEPS = {"carry"}  # of a loop's state there is no one answer


@dataclass(frozen=True, eq=False)
class Question:
    """What was asked of a value, and the answer.

    Attributes
    ----------
    node : Node
        The value; `is_exact`, so that it can be computed at other positions.
    meaning : str
        What was asked of it; a key of `MEANINGS`.
    answer : array
        What the answer was.
    place : Place or None
        The author's line that asked.
    reason : str
        Why a plain value was needed, where that is not Python's own doing.
    """

    node: Node
    meaning: str
    answer: Any
    place: Place | None
    reason: str


class Path:
    """One way that a function goes: at which position it is run, and what it asks there.

    Parameters
    ----------
    controls : sequence
        The traced controls, which the first inputs are.
    at : mapping
        From the number of an input to its value, where that is not the one at the start.
    writing : bool
        Whether the function wants to write into arrays that it makes, as far as is known.

    Attributes
    ----------
    run : Trace
        The run.
    questions : list of Question
        What it has asked.
    settled : set of int
        The inputs that have one value only wherever the function goes this way.
    found : dict
        What rules have found out, on this way or another.
    """

    def __init__(self, controls: Sequence[Any], at: Mapping[int, Any], writing: bool = False):
        self.controls = controls
        self.at = at
        self.writing = writing
        self.run: Any = None
        self.questions: list[Question] = []
        self.settled: set[int] = set()
        self.found: dict[Any, Any] = {}  # by rules, which need not look for it on another way
        self._known: set[Any] = set()  # what was asked already
        # from the id of a node to itself, so that it lives as long, and the inputs that it needs
        self._inputs_of: dict[int, tuple[Node, frozenset[int]]] = {}
        self._reason = ""

    def begin(self, run: Any) -> None:
        """Begin a run; what an earlier one asked is forgotten."""
        self.run = run
        self.questions = []
        self.settled = set()
        self._known = set()
        self._inputs_of = {}

    def value(self, position: int) -> Any:
        """Return the value of a control."""
        return self.at.get(position, self.controls[position].initial)

    @contextmanager
    def because(self, reason: str) -> Iterator[None]:
        """Within this context, what is asked is asked for this reason."""
        before, self._reason = self._reason, reason
        try:
            yield
        finally:
            self._reason = before

    def ask(self, node: Node, meaning: str, value: Any) -> bool:
        """Keep a question about a value that is `value` here; tell if it can have an answer.

        What is not computed in one way alone, such as a sum, cannot be followed to other positions,
        and a fraction is hardly the same at two. Then each position of the controls that it depends
        on is a way of its own.
        """
        inputs = self._inputs(node)
        if not all(map(self._stands, inputs)):
            return False
        if self.knows(node):
            return True
        order = topological_order([node])
        is_any_number = meaning == "itself" and node.kind == "f"
        if all(map(is_exact, order)) and not is_any_number:
            self._keep(node, meaning, value)
        else:
            for each in (each for each in order if each.op == "input"):
                self._keep(each, "itself", self.value(each.param))
        return True

    def knows(self, node: Node) -> bool:
        """Tell whether a value is the same wherever the function goes this way."""
        return self._inputs(node) <= self.settled

    def settle(self) -> None:
        """Let each position of all controls that have some be a way of its own."""
        for at, value in self.run.inputs.items():
            if self._stands(at):
                node = Node("input", (), at, np.shape(value), np.asarray(value).dtype.kind)
                self._keep(node, "itself", value)

    def _inputs(self, node: Node) -> frozenset[int]:
        """Return the numbers of the inputs that a value depends on; -1 of a loop's state."""
        todo = [node]
        while todo:
            each = todo[-1]
            below = dependencies(each)
            left = [other for other in below if id(other) not in self._inputs_of]
            todo += left
            if left:
                continue
            todo.pop()
            own = {each.param} if each.op == "input" else {-1} if each.op in NOT_BY_STEPS else set()
            found = frozenset(own).union(*(self._inputs_of[id(other)][1] for other in below))
            self._inputs_of[id(each)] = each, found
        return self._inputs_of[id(node)][1]

    def _stands(self, position: int) -> bool:
        """Tell whether an input is a control that has positions."""
        is_control = 0 <= position < len(self.controls)
        return is_control and hasattr(self.controls[position], "positions")

    def _keep(self, node: Node, meaning: str, value: Any) -> None:
        if (id(node), meaning) in self._known or self.knows(node):
            return
        self._known.add((id(node), meaning))
        if node.op == "input" and meaning == "itself":
            self.settled.add(node.param)
        answer = MEANINGS[meaning](np.asarray(value))
        self.questions.append(Question(node, meaning, answer, author_place(), self._reason))
