"""A loop that stays a loop in the compiled code: `repeat(step, state, n)`."""

from collections.abc import Callable
from typing import Any

import numpy as np

from livefig.tracing.graph import Loop, Node
from livefig.tracing.tracer import Trace, TraceError, Tracer, concrete
from livefig.tracing.trees import flatten, map_leaves, rebuild, structure


def repeat(step: Callable[[Any], Any], state: Any, n: int) -> tuple[Any, Any]:
    """Apply `state = step(state)` `n` times.

    Outside a live figure this is a plain Python loop. Inside, where `state` or something that
    `step` uses depends on a control, `step` is recorded once and the page runs the loop.

    Parameters
    ----------
    step : callable
        From a state to the next one, of the same structure and shapes.
    state : array or nested list, tuple or dict of arrays
        Where the loop starts.
    n : int
        How many steps, at least 1.

    Returns
    -------
    final
        The state after the last step.
    states
        The states after each step, stacked along a new first axis of length `n`.

    Raises
    ------
    TypeError
        If `n` depends on a control. Run the largest `n` and look at `states[n - 1]`.
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
    first = step(state)
    run = _run_of(state) or _run_of(first)
    return _repeat_plain(step, state, first, n) if run is None else _record(run, step, state, n)


def _repeat_plain(step: Callable[[Any], Any], state: Any, first: Any, n: int) -> tuple[Any, Any]:
    check_same_form(state, first)
    states = [first]
    for _ in range(n - 1):
        states.append(step(states[-1]))
    return states[-1], map_leaves(lambda *leaves: np.stack(leaves), *states)


def _record(run: Trace, step: Callable[[Any], Any], state: Any, n: int) -> tuple[Any, Any]:
    """Record one step between `carry` nodes and return tracers of the loop's results."""
    start = [run.lift(leaf) for leaf in flatten(state)]
    carries = [run.record("carry", (), i, leaf.value) for i, leaf in enumerate(start)]
    after = step(rebuild(state, carries))
    check_same_form(state, after)
    results = [run.lift(leaf) for leaf in flatten(after)]

    with run.paused():
        _, states = _repeat_plain(step, concrete_tree(state), step(concrete_tree(state)), n)
    loop = Node(
        "loop",
        tuple(leaf.node for leaf in start),
        Loop(tuple(c.node for c in carries), tuple(r.node for r in results), n),
        (),
    )
    stacks = [run.record("stack", (loop,), i, values) for i, values in enumerate(flatten(states))]
    finals = [
        run.record("final", (loop,), i, values[-1]) for i, values in enumerate(flatten(states))
    ]
    return rebuild(state, finals), rebuild(state, stacks)


def check_same_form(before: Any, after: Any) -> None:
    """Raise a ValueError unless both states have the same structure and the same shapes."""
    if structure(before) != structure(after):
        raise ValueError(
            f"step got a state of the form {structure(before)}, but returned {structure(after)}; "
            "return a state of the same form"
        )
    for i, (old, new) in enumerate(zip(flatten(before), flatten(after), strict=True)):
        if np.shape(old) != np.shape(new):
            raise ValueError(
                f"step got an array of shape {np.shape(old)} as array {i} of the state, but "
                f"returned shape {np.shape(new)}; a state keeps its shapes"
            )


def concrete_tree(tree: Any) -> Any:
    """Return `tree` with concrete values instead of tracers."""
    return map_leaves(lambda leaf: np.asarray(concrete(leaf))[()], tree)


def _run_of(tree: Any) -> Trace | None:
    return next((leaf.run for leaf in flatten(tree) if isinstance(leaf, Tracer)), None)
