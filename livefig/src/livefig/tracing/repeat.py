"""A loop that stays a loop in the compiled code: `repeat(step, state, n)`."""

from collections.abc import Callable
from typing import Any

import numpy as np

from livefig.tracing.convert import convert
from livefig.tracing.graph import Loop, Node
from livefig.tracing.tracer import Trace, TraceError, Tracer, concrete
from livefig.tracing.trees import check_leaves, flatten, leaves_like, map_leaves, rebuild
from livefig.tracing.twice import Taken, taken_twice

Step = Callable[[Any], Any]


def repeat(step: Step, state: Any, n: int) -> tuple[Any, Any]:
    """Apply `state = step(state)` `n` times.

    Outside a live figure this is a plain Python loop. Inside, where `state` or something that
    `step` uses depends on a control, `step` is recorded and the page runs the loop.

    Parameters
    ----------
    step : callable
        From a state to the next one, of the same structure and shapes. It may change the state that
        it gets, which is a copy, and return it.
    state : number, array, or nested list, tuple, dict or dataclass of them
        Where the loop starts.
    n : int
        How many steps, at least 1.

    Returns
    -------
    final
        The state after the last step, in the form of `state`.
    states
        The states after each step, stacked along a new first axis of length `n`.

    Raises
    ------
    TypeError
        If `n` depends on a control: run the largest `n` and look at `states[n - 1]`. If the state
        holds something that is not a number, or `step` does not do the same each time it is called.
    ValueError
        If `n` is less than 1, or `step` changes the structure or a shape of the state.

    Examples
    --------
    >>> repeat(lambda w: w - 0.1 * 2 * w, np.float64(1.0), 3)
    (np.float64(0.512), array([0.8  , 0.64 , 0.512]))
    """
    if isinstance(n, Tracer):
        raise TraceError(
            "the number of steps n depends on a control; repeat the largest number of steps and "
            "look at states[n - 1]"
        )
    if int(n) != n or n < 1:
        raise ValueError(f"n is {n!r}, but the number of steps must be a whole number from 1 on")
    check_leaves(state)
    run = _run_of(state)
    if run is not None:
        return _record(run, step, state, int(n)) if run.recording else _plain(step, state, int(n))
    first = step(map_leaves(_number, state))
    run = _run_of(leaves_like(state, first))  # of what step uses besides the state
    if run is not None and run.recording:
        return _record(run, step, state, int(n))
    return _plain(step, state, int(n), first)


def _plain(step: Step, state: Any, n: int, first: Any = None) -> tuple[Any, Any]:
    """Run the loop on numbers; `first` is the state after the first step, where it is known.

    What is kept are copies, since a step may go on writing into the arrays that it returned.
    """
    state = map_leaves(_number, state)
    current = step(map_leaves(_number, state)) if first is None else first
    rows = [list(map(_number, leaves_like(state, current)))]
    for _ in range(n - 1):
        current = step(current)
        rows.append(list(map(_number, leaves_like(state, current))))
    states = [np.stack(column) for column in zip(*rows, strict=True)]
    return rebuild(state, rows[-1]), rebuild(state, states)


def _record(run: Trace, step: Step, state: Any, n: int) -> tuple[Any, Any]:
    """Record one step between `carry` nodes and return tracers of the loop's results.

    The loop's values as it is now come from the plain loop. A second recording of the same function
    takes those of the first: what the plain loop left behind outside of the state, in a list for
    instance, is then missing there, and the difference is seen.
    """
    number = run.next_loop()
    start = [run.lift(leaf) for leaf in flatten(state)]
    while True:
        carries, results = _record_step(run, step, rebuild(state, start))
        types = [np.result_type(a.dtype, b.dtype) for a, b in zip(start, results, strict=True)]
        if types == [leaf.dtype for leaf in start]:
            break
        # A number that starts whole and becomes a fraction is a fraction from the start.
        start = [convert(leaf, dtype) for leaf, dtype in zip(start, types, strict=True)]
    if number not in run.loops:
        with run.paused():
            run.loops[number] = _plain(step, state, n)
    final, states = run.loops[number]
    loop = Node(
        "loop",
        tuple(leaf.node for leaf in start),
        Loop(tuple(carries), tuple(r.node for r in results), n),
        (),
    )
    stacks = [run.record("stack", (loop,), i, values) for i, values in enumerate(flatten(states))]
    finals = [run.record("final", (loop,), i, value) for i, value in enumerate(flatten(final))]
    return rebuild(state, finals), rebuild(state, stacks)


def _record_step(run: Trace, step: Step, state: Any) -> tuple[list[Node], list[Tracer]]:
    """Record a step twice, in the same way; return its state's nodes and its results."""

    def take(before: Trace | None, locate: bool) -> Taken:
        if locate and run.places is None:
            run.places = {}
        outside, run.body = run.body, object()
        try:
            carries = [
                run.record("carry", (), i, concrete(leaf)) for i, leaf in enumerate(flatten(state))
            ]
            nodes = [carry.node for carry in carries]
            after = step(rebuild(state, carries))
            results = [run.lift(leaf) for leaf in leaves_like(state, after)]
        finally:
            run.body = outside
        return Taken(run, [result.node for result in results], (nodes, results))

    carries, results = taken_twice(take, step).result
    return carries, results


def _number(leaf: Any) -> Any:
    """Return a concrete number of NumPy's instead of a tracer or Python's, and a copy of an array.

    A step may go on writing into the arrays that it got and returned.
    """
    value = concrete(leaf)
    return value.copy() if isinstance(value, np.ndarray) else np.asarray(value)[()]


def _run_of(tree: Any) -> Trace | None:
    return next((leaf.run for leaf in flatten(tree) if isinstance(leaf, Tracer)), None)
