"""Running an author's function once for each combination of choices, and what that recorded."""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from typing import Any, Protocol

from livefig.tracing.graph import Node, topological_order
from livefig.tracing.repeat import check_same_form
from livefig.tracing.rules import RULES
from livefig.tracing.tracer import Trace, TraceError, Tracer, trace_errors_first
from livefig.tracing.trees import flatten, rebuild


class Control(Protocol):
    """What a recording needs to know of a control; see `livefig.controls.kinds`."""

    name: str
    traced: bool  # whether it is an input of the program, or selects one of several programs
    initial: Any
    choices: list[Any]


@dataclass
class Recording:
    """One run: the recorder, and what the author's function returned."""

    run: Trace
    mapping: dict[Any, Any]
    goals: dict[str, Any]
    state: Any = None  # the next state, of an animation


def record_update(update: Callable[..., Any], controls: Sequence[Control]) -> list[Recording]:
    """Run `update` on traced controls, once for each combination of choices."""
    recordings = []
    for run, values in _runs(controls):
        mapping, goals = _split_goals(update(**values))
        recordings.append(Recording(run, mapping, goals))
    return recordings


def record_start(state: Any, controls: Sequence[Control]) -> list[Recording]:
    """Record the initial state, which may be a function of (some of) the controls."""
    recordings = []
    for run, values in _runs(controls):
        start = state
        if callable(state):
            names = inspect.signature(state).parameters
            start = state(**{name: values[name] for name in names})
        leaves = [run.lift(leaf) for leaf in flatten(start)]
        recordings.append(Recording(run, {}, {}, rebuild(start, leaves)))
    return recordings


def record_step(
    step: Callable[..., Any], starts: Sequence[Recording], controls: Sequence[Control]
) -> list[Recording]:
    """Record a step from a traced state; the arguments are the traced controls, then the state."""
    recordings = []
    n_traced = sum(control.traced for control in controls)
    for (run, values), start in zip(_runs(controls), starts, strict=True):
        leaves = flatten(start.state)
        inputs = [run.input(n_traced + i, leaf.value) for i, leaf in enumerate(leaves)]
        state = rebuild(start.state, inputs)
        result = step(state, **values)
        if not isinstance(result, tuple) or len(result) != 2:
            raise TypeError(
                f"step returned {type(result).__name__}, but it must return a tuple "
                "(state, {artist: value})"
            )
        check_same_form(state, result[0])
        mapping, goals = _split_goals(result[1])
        recordings.append(Recording(run, mapping, goals, result[0]))
    return recordings


def unused_controls(controls: Sequence[Control], graphs: Sequence[Sequence[Node]]) -> list[str]:
    """Return the names of the traced controls that no output of any graph depends on."""
    traced = [control.name for control in controls if control.traced]
    nodes = (node for graph in graphs for node in topological_order(graph))
    used = {node.param for node in nodes if node.op == "input"}
    return [name for i, name in enumerate(traced) if i not in used]


@contextmanager
def errors_name(figure: str) -> Iterator[None]:
    """Within this context, errors name the figure."""
    try:
        with trace_errors_first():
            yield
    except TraceError as error:
        raise TraceError(f"figure {figure!r}: {error}") from error
    except Exception as error:
        if repr(figure) not in str(error):
            error.add_note(f"in the live figure {figure!r}")
        raise


def _runs(controls: Sequence[Control]) -> Iterator[tuple[Trace, dict[str, Any]]]:
    """Yield a recorder and the arguments of the author's function for every combination."""
    choices = [control for control in controls if not control.traced]
    for chosen in product(*(control.choices for control in choices)):
        run = Trace(RULES)
        values: dict[str, Any] = {}
        position = 0
        options = dict(zip((control.name for control in choices), chosen, strict=True))
        for control in controls:
            if control.traced:
                values[control.name] = run.input(position, control.initial)
                position += 1
            else:
                values[control.name] = options[control.name]
        yield run, values


def _split_goals(mapping: Any) -> tuple[Any, dict[str, Any]]:
    """Take the entry "goals" out of what the author's function returned."""
    if not isinstance(mapping, Mapping) or "goals" not in mapping:
        return mapping, {}
    goals = mapping["goals"]
    if not isinstance(goals, Mapping):
        raise TypeError(
            f"goals is {type(goals).__name__}, but it must be a dict from a text to a condition"
        )
    for label, value in goals.items():
        shape = value.shape if isinstance(value, Tracer) else getattr(value, "shape", ())
        if shape != ():
            raise ValueError(
                f"the goal {label!r} has shape {shape}, but it must be one condition: "
                "use np.all or np.any"
            )
    return {key: value for key, value in mapping.items() if key != "goals"}, dict(goals)
