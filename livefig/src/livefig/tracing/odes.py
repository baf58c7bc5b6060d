"""Differential equations with traced parameters: `scipy.integrate.odeint`.

SciPy takes steps of many lengths; a page takes equal ones, by the Runge-Kutta formulas of order 8
of Dormand and Prince (Hairer, Norsett and Wanner, Solving Ordinary Differential Equations I, II.5),
whose numbers are those of SciPy's DOP853. How many there are from one time to the next is found
when the figure is made: so many that twice as many give the same, at the ends of the sliders and
between, and that SciPy's own solution is met. An equation that needs too many is left to SciPy.
"""

import importlib
from collections.abc import Callable, Sequence
from itertools import pairwise, product
from typing import Any

import numpy as np

from livefig.tracing.evaluate import evaluated_at, is_exact
from livefig.tracing.graph import Node, topological_order
from livefig.tracing.indexing import lookup
from livefig.tracing.repeat import repeat
from livefig.tracing.routine import standing
from livefig.tracing.tracer import Trace, Tracer

STATE, TIME = 1_000_000, 1_000_001  # inputs of the equation that are no controls
MOST = 2000  # steps
COARSEST = 16  # times that the longest step is tried over
SAME, SCIPYS = 1e-7, 1e-5  # of the solution's size: what twice the steps, and SciPy, may differ by
INSIDE = 8  # positions between the ends of the sliders that are tried

Derivative = Callable[[Any, Any], Any]


class NotFollowedError(Exception):
    """Nothing of a call is traced, or what is cannot be followed."""


def odeint(
    run: Trace, scipys: Any, func: Any, y0: Any, t: Any, args: Any, tfirst: Any, **others: Any
) -> Any:
    """Return the traced solution, one row a time, as SciPy's `odeint` does."""
    tolerances = [others[name] for name in ("rtol", "atol") if others[name] is not None]
    if others["full_output"] or others["tcrit"] is not None or np.any(np.array(tolerances) > SAME):
        raise NotFollowedError
    start: Any = np.reshape(run.lift(standing(y0)), (-1,)) * 1.0
    times: Any = run.lift(standing(t)) * 1.0
    m = start.shape[0]

    def slope(y: Any, t: Any) -> Any:
        given = func(t, y, *args) if tfirst else func(y, t, *args)
        slopes = standing(given)
        if slopes.size != m or slopes.ndim > 1:
            raise NotFollowedError  # SciPy says what is wrong
        return np.reshape(slopes, (m,)) * 1.0

    given = ((STATE, start.value), (TIME, times.value[0]))
    derivative = slope(*(run.record("input", (), at, value) for at, value in given))
    if not isinstance(derivative, Tracer) or not _follows([derivative, start, times]):
        raise NotFollowedError
    known: dict[Any, Any] = run.loops if run.path is None else run.path.found
    key = _described(derivative, start, times)
    if key not in known:
        known[key] = _Equation(run, derivative, start, times).steps(scipys)
    if known[key] is None:
        raise NotFollowedError
    return _solved(slope, start, times, known[key])


def _follows(values: Sequence[Tracer]) -> bool:
    """Tell whether one of these depends on a control."""
    return any(_inputs(value) - {STATE, TIME} for value in values)


def _described(*values: Tracer) -> tuple[Any, ...]:
    """Return how values are computed, in a form that can be compared."""
    nodes = [node for value in values for node in topological_order([value.node])]
    params = [getattr(node.param, "tobytes", node.param.__repr__)() for node in nodes]
    return tuple((node.op, node.shape, param) for node, param in zip(nodes, params, strict=True))


def _inputs(value: Tracer) -> set[int]:
    return _node_inputs(value.node)


def _node_inputs(node: Node) -> set[int]:
    return {each.param for each in topological_order([node]) if each.op == "input"}


def _solved(slope: Derivative, start: Any, times: Any, n: int) -> Any:
    """Record the solution by `n` steps from each time to the next."""
    lengths = (times[1:] - times[:-1]) / n

    def step(state: Any) -> Any:
        y, k = state
        h = lookup(lengths, k // n)
        t = lookup(times, k // n) + (k % n) * h
        return _stepped(slope, y, t, h), k + 1

    _, (rows, _) = repeat(step, (start, 0), n * (times.shape[0] - 1))
    return np.concatenate([start[np.newaxis], rows[n - 1 :: n]])


def _stepped(slope: Derivative, y: Any, t: Any, h: Any) -> Any:
    """Return the state one step later."""
    method = importlib.import_module("scipy.integrate").DOP853  # there if an author calls odeint

    slopes: list[Any] = []
    for row, part in zip(method.A, method.C, strict=True):
        slopes.append(slope(y + h * _combined(row, slopes), t + part * h))
    return y + h * _combined(method.B, slopes)


def _combined(weights: Any, slopes: list[Any]) -> Any:
    """Return the sum of slopes with these weights; zero if there are none."""
    return sum(
        (float(w) * slope for w, slope in zip(weights, slopes, strict=False) if w), start=0.0
    )


class _Equation:
    """An equation at several positions of the controls at once, each a row, in plain NumPy.

    The first row is the position of the run.
    """

    def __init__(self, run: Trace, derivative: Tracer, start: Tracer, times: Tracer):
        self.order = topological_order([derivative.node])
        orders = [topological_order([value.node]) for value in (start, times)]
        if not all(is_exact(node) for order in (self.order, *orders) for node in order):
            raise NotFollowedError
        needed = set().union(*map(_inputs, (derivative, start, times))) - {STATE, TIME}
        self.rows = _positions(run, sorted(needed))
        self.n_rows = len(next(iter(self.rows.values())))
        self.known: dict[int, Any] = {}  # what is the same at each time
        for node in self.order:
            if not _node_inputs(node) & {STATE, TIME}:
                self.known[id(node)] = evaluated_at(
                    topological_order([node]), self.rows, self.known
                )
        self.start, self.times = (
            np.broadcast_to(rows, (self.n_rows, *rows.shape[1:]))
            for rows in (evaluated_at(order, self.rows) for order in orders)
        )

    def steps(self, scipys: Any) -> int | None:
        """Return how many steps are enough from each time to the next; None if too many are."""
        gaps = self.times.shape[1] - 1
        over, n = COARSEST, 1  # one step over so many times, or so many to the next
        coarser = None
        while n * gaps <= MOST * over:
            solution = self.solution(over, n)
            if coarser is not None:
                shared = solution[:, ::2] if over > 1 or n == 1 else solution
                if self._agree(coarser, shared[:, : coarser.shape[1]], SAME):
                    met = all(self._is_scipys(scipys, row, over, solution) for row in range(3))
                    return max(n // 2, 1) if met else None
            coarser = solution
            over, n = (over // 2, 1) if over > 1 else (1, 2 * n)
        return None

    def solution(self, over: int, n: int) -> Any:
        """Return the solution in each row: an array of shape (rows, times, m)."""
        y, found = self.start, [self.start]
        times = self.times[:, ::over].T
        with np.errstate(all="ignore"):
            for t0, t1 in pairwise(times):
                h = ((t1 - t0) / n)[:, np.newaxis]
                for k in range(n):
                    y = _stepped(self._slope, y, t0[:, np.newaxis] + k * h, h)
                found.append(y)
        return np.stack(found, axis=1)

    def _slope(self, y: Any, t: Any) -> Any:
        found = evaluated_at(self.order, {STATE: y, TIME: t[:, 0]}, self.known)
        return np.broadcast_to(found, y.shape)

    def _is_scipys(self, scipys: Any, row: int, over: int, solution: Any) -> bool:
        row = min(row, self.n_rows - 1)
        known = {
            key: rows[row : row + 1] if len(rows) > 1 else rows for key, rows in self.known.items()
        }

        def slope(y: Any, t: Any) -> Any:
            inputs = {STATE: y[np.newaxis], TIME: np.array([t])}
            return np.ravel(evaluated_at(self.order, inputs, known))

        theirs = scipys(slope, self.start[row], self.times[row, ::over])
        return self._agree(solution[row : row + 1], theirs[np.newaxis], SCIPYS)

    def _agree(self, one: Any, other: Any, part: float) -> bool:
        size = np.abs(other).max(axis=(1, 2), keepdims=True)
        return bool(np.isfinite(other).all() and (np.abs(one - other) <= part * size).all())


def _positions(run: Trace, needed: Sequence[int]) -> dict[int, Any]:
    """Return values of the controls that are needed: now, at their ends, and some between."""
    if not all(i < len(run.controls) and hasattr(run.controls[i], "positions") for i in needed):
        raise NotFollowedError
    choices = [run.controls[i].positions() for i in needed]
    corners = list(product(*((each[-1], each[0]) for each in choices)))[:16]
    random = np.random.default_rng(0)
    inside = [[each[random.integers(len(each))] for each in choices] for _ in range(INSIDE)]
    now = [float(run.inputs[i]) for i in needed]
    columns = zip(now, *corners, *inside, strict=True)
    return {i: np.array(column, float) for i, column in zip(needed, columns, strict=True)}
