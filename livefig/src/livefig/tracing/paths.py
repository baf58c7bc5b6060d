"""The ways that a function goes at the positions of its controls, found by running it there.

It is run at one position after another that no way is known for. What it asked there (`asking`) is
then answered for all positions that are left; where all answers are the same, so is the way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from livefig.tracing.asking import MEANINGS, Path, Question
from livefig.tracing.errors import TraceError
from livefig.tracing.evaluate import evaluated_at
from livefig.tracing.graph import Node, topological_order
from livefig.tracing.grids import Grid, coarser

MAX_PATHS = 300
MAX_POSITIONS = 200_000
UNKNOWN = -1
CHUNK = 1_000_000  # numbers of one value that are computed at once


@dataclass
class Ways:
    """Which of several things holds at each position of the controls that decide.

    Attributes
    ----------
    start : int
        What holds at the start: a number.
    controls : list of str
        The names of the controls that decide.
    numbers : list of int or str
        Through the positions, those of the last control fastest: which number holds, or a message
        why none does.
    counts : list of int
        For how many positions in a row each of them does.
    """

    start: int
    controls: list[str]
    numbers: list[int | str]
    counts: list[int]


class Paths:
    """Which way a function goes at each position of the controls that decide.

    Parameters
    ----------
    controls : sequence
        The traced controls, which the first inputs are.

    Attributes
    ----------
    grids : list of Grid
        The controls that decide, and their positions.
    way : array of int
        The number of the way at each position, the last control's running fastest.
    n : int
        How many ways are known.
    writing : bool
        Whether the function writes into arrays on some way; set by who runs it.
    """

    def __init__(self, controls: Sequence[Any]):
        self.controls = controls
        self.grids: list[Grid] = []
        self.way = np.full(1, UNKNOWN)
        self.n = 0
        self.writing = False
        self._found: dict[Any, Any] = {}

    def next(self) -> Path | None:
        """Return a position that no way is known for: first the one at the start; None if none."""
        if self.n == 0:
            return self._path({}, False)
        left = np.flatnonzero(self.way == UNKNOWN)
        if not left.size:
            return None
        at = {position: value[0] for position, value in self._values(left[:1]).items()}
        return self._path(at, self.writing)

    def _path(self, at: dict[int, Any], writing: bool) -> Path:
        path = Path(self.controls, at, writing)
        path.found = self._found
        return path

    def add(self, path: Path) -> None:
        """Note that a function, run on a path, has gone its own way."""
        for question in path.questions:
            for node in topological_order([question.node]):
                if node.op == "input":
                    self._decides(node, question)
        if self.n == 0:
            self._look_ahead(path.questions)
        left = np.flatnonzero(self.way == UNKNOWN)
        for question in path.questions:
            if left.size:
                left = left[self._agree(left, question)]
        self.way[left] = self.n
        self.way[self._place(path)] = self.n
        self.n += 1
        if self.n >= MAX_PATHS and (self.way == UNKNOWN).any():
            raise self._too_many(path.questions, f"goes more than {MAX_PATHS} ways", MAX_PATHS)

    def ways(self, numbers: Sequence[int | str]) -> Ways:
        """Return which number holds where; the controls that decide keep to their positions.

        Parameters
        ----------
        numbers : sequence
            What holds on each way: a number, or a message.
        """
        if len(numbers) == 1:
            return Ways(int(numbers[0]), [], [numbers[0]], [1])
        for grid in self.grids:
            grid.control.keep_to_grid()
        starts = [0, *(np.flatnonzero(np.diff(self.way)) + 1)]
        return Ways(
            int(numbers[0]),
            [grid.name for grid in self.grids],
            [numbers[way] for way in self.way[starts]],
            [int(b - a) for a, b in pairwise([*starts, self.way.size])],
        )

    def _look_ahead(self, questions: Sequence[Question]) -> None:
        """Raise at once where numbers that are asked for first have too many values together."""
        values: list[Any] = []
        for question in questions:
            if question.meaning == "truth":
                break
            places = np.arange(self.way.size)
            order = topological_order([question.node])
            if self.way.size * max(node.size for node in order) > CHUNK:
                break
            rows = MEANINGS[question.meaning](evaluated_at(order, self._values(places)))
            values.append(
                np.broadcast_to(rows.reshape(len(rows), -1).T, (rows[0].size, len(places)))
            )
        n = len(np.unique(np.concatenate(values), axis=1).T) if values else 0
        if n > MAX_PATHS:
            raise self._too_many(questions[: len(values)], f"goes {n} ways", MAX_PATHS)

    def _decides(self, node: Node, question: Question) -> None:
        """Go through the positions of one more control."""
        if any(grid.position == node.param for grid in self.grids):
            return
        control = self.controls[node.param]
        grid = Grid(node, control, control.positions())
        self.grids.append(grid)
        n = self.way.size * len(grid.values)
        if n > MAX_POSITIONS:
            raise self._too_many([question], f"would be looked at at {n} positions", MAX_POSITIONS)
        self.way = np.repeat(self.way, len(grid.values))

    def _values(self, places: Any) -> dict[int, Any]:
        """Return the value of each control that decides, at some places of `way`."""
        shape = [len(grid.values) for grid in self.grids]
        columns = np.unravel_index(places, shape) if shape else ()
        return {
            grid.position: np.array(grid.values)[column]
            for grid, column in zip(self.grids, columns, strict=True)
        }

    def _agree(self, places: Any, question: Question) -> Any:
        """Tell at which places the answer to a question is the same."""
        order = topological_order([question.node])
        each = max(CHUNK // max(node.size for node in order), 1)
        parts = [places[i : i + each] for i in range(0, len(places), each)]
        return np.concatenate([self._agree_at(order, part, question) for part in parts])

    def _agree_at(self, order: Any, places: Any, question: Question) -> Any:
        answers = MEANINGS[question.meaning](evaluated_at(order, self._values(places)))
        same = answers == question.answer
        if question.answer.dtype.kind == "f":
            same |= np.isnan(answers) & np.isnan(question.answer)
        same = same.reshape(len(same), -1).all(axis=1)
        return np.broadcast_to(same, places.shape)

    def _place(self, path: Path) -> int:
        """Return the place in `way` of the position that a function was run at."""
        place = 0
        for grid in self.grids:
            place = place * len(grid.values) + grid.values.index(path.value(grid.position))
        return place

    def _too_many(self, questions: Sequence[Question], what: str, limit: int) -> TraceError:
        """Return the error for a function that decides by too many positions."""
        last = questions[-1]
        why = last.reason or "Python decides in it by traced values"
        return TraceError(
            f"the function {what}: {why}. "
            + coarser(self.grids, limit, "decide by np.where, which needs one way only"),
            last.place,
        )
