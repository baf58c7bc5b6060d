"""Running an author's function for each combination of choices, and what that recorded.

Each function is called twice or more for a combination, and for each way that it goes there
(`paths`): twice to see that it does the same each time (`twice`), and once more where the kind of a
state's numbers has to be found first.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from itertools import product
from typing import Any, Protocol

import numpy as np

from livefig.tracing.asking import Path
from livefig.tracing.convert import convert
from livefig.tracing.creation import following
from livefig.tracing.graph import Node
from livefig.tracing.marks import as_it_reads, is_marked, with_live_texts
from livefig.tracing.paths import Paths, Ways
from livefig.tracing.reports import hint
from livefig.tracing.rules import RULES
from livefig.tracing.solvers import solving
from livefig.tracing.tables import each_called_once
from livefig.tracing.tracer import Trace, TraceError, Tracer, concrete, trace_errors_first
from livefig.tracing.trees import check_leaves, flatten, leaves_like, rebuild
from livefig.tracing.twice import Taken, taken_first, taken_twice


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
    state: Any = None  # of a start, the first state; of a step, the next one

    @property
    def outputs(self) -> list[Node]:
        """The graph of the state."""
        return [self.run.lift(leaf).node for leaf in flatten(self.state)]


def record_update(update: Callable[..., Any], controls: Sequence[Control]) -> list[Recording]:
    """Run `update` on traced controls, for each combination of choices."""
    return [_on_path(update, controls, chosen, None) for chosen in combinations(controls)]


def record_ways(
    update: Callable[..., Any], controls: Sequence[Control]
) -> tuple[list[Recording], list[Ways]]:
    """Run `update` for each combination of choices and each way that it goes there.

    Returns
    -------
    recordings : list of Recording
        One for each way, in the order of the combinations; the first of each is that of the values
        at the start.
    ways : list of Ways
        Which of them is meant at which position of the controls, for each combination.
    """
    recordings: list[Recording] = []
    found = []
    for chosen in combinations(controls):
        paths = Paths([control for control in controls if control.traced])
        numbers: list[int | str] = []
        while (path := paths.next()) is not None:
            try:
                recording = _on_path(update, controls, chosen, path)
                paths.writing |= recording.run.writing
                numbers.append(len(recordings))
                recordings.append(recording)
            except (ValueError, ArithmeticError) as error:
                error.args = (as_it_reads(path.run, str(error)),)
                if paths.n == 0:
                    raise
                _check_plain(update, controls, chosen, path, error)
                numbers.append(str(error))
            paths.add(path)
        found.append(paths.ways(numbers))
    return recordings, found


def _on_path(
    update: Callable[..., Any],
    controls: Sequence[Control],
    chosen: Sequence[int],
    path: Path | None,
) -> Recording:
    """Run `update` at a position, at the start if there is no path, which gets what it asks."""

    def once(chosen: Sequence[int], before: Trace | None, locate: bool) -> Taken:
        run, values = _run(controls, chosen, before, locate, path)
        with following(run), solving(run):
            mapping, goals = _split_goals(with_live_texts(run, update(**values)))
        asked = [] if path is None else [question.node for question in path.questions]
        return _taken(Recording(run, mapping, goals), asked)

    return _twice(once, chosen, update)


def _check_plain(
    update: Callable[..., Any],
    controls: Sequence[Control],
    chosen: Sequence[int],
    path: Path,
    error: Exception,
) -> None:
    """Raise the error of a traced run unless the function raises the same for plain numbers."""
    _, values = _run(controls, chosen, None, False, Path(path.controls, path.at))
    try:
        update(**{name: concrete(value) for name, value in values.items()})
    except type(error):
        return
    except Exception:
        pass
    raise error


def record_start(state: Any, controls: Sequence[Control]) -> list[Recording]:
    """Record the initial state, which may be a function of (some of) the controls."""

    def once(chosen: Sequence[int], before: Trace | None, locate: bool) -> Taken:
        run, values = _run(controls, chosen, before, locate)
        start = state
        with following(run):
            if callable(state):
                names = inspect.signature(state).parameters
                start = state(**{name: values[name] for name in names})
            check_leaves(start)
            start = rebuild(start, [run.lift(leaf) for leaf in flatten(start)])
        recording = Recording(run, {}, {}, start)
        return Taken(run, recording.outputs, recording)

    return [_twice(once, chosen, state) for chosen in combinations(controls)]


def record_step(
    step: Callable[..., Any], starts: Sequence[Recording], controls: Sequence[Control]
) -> list[Recording]:
    """Record a step from a traced state; the arguments are the traced controls, then the state.

    A number of the state that starts whole and becomes a fraction is a fraction from the start:
    where the step gives other kinds of numbers than it got, it is recorded again with those, and
    the state of `starts` is brought to them.
    """
    n_traced = sum(control.traced for control in controls)
    recordings = []
    for chosen, start in zip(combinations(controls), starts, strict=True):

        def once(
            chosen: Sequence[int], before: Trace | None, locate: bool, start: Recording = start
        ) -> Taken:
            run, values = _run(controls, chosen, before, locate)
            leaves = flatten(start.state)
            inputs = [run.input(n_traced + i, concrete(leaf)) for i, leaf in enumerate(leaves)]
            with following(run), solving(run):
                result = step(rebuild(start.state, inputs), **values)
                if not isinstance(result, tuple) or len(result) != 2:
                    raise TypeError(
                        f"step returned {type(result).__name__}, but it must return a tuple "
                        "(state, {artist: value})"
                    )
                after = [run.lift(leaf) for leaf in leaves_like(start.state, result[0])]
                mapping, goals = _split_goals(with_live_texts(run, result[1]))
            recording = Recording(run, mapping, goals, rebuild(start.state, after))
            return _taken(recording, recording.outputs)

        def take(
            before: Trace | None, locate: bool, chosen: Any = chosen, once: Any = once
        ) -> Taken:
            taken: Taken = once(chosen, before, locate)
            return taken

        first = taken_first(take)
        while _promoted(start, first.result):
            first = taken_first(take)
        recordings.append(_twice(once, chosen, step, first))
    return recordings


def _promoted(start: Recording, after: Recording) -> bool:
    """Bring the numbers of `start` to the kinds that hold those of `after`; tell if any changed."""
    before = flatten(start.state)
    leaves = [
        convert(leaf, np.result_type(leaf.dtype, result.dtype))
        for leaf, result in zip(before, flatten(after.state), strict=True)
    ]
    start.state = rebuild(start.state, leaves)
    return any(new is not old for new, old in zip(leaves, before, strict=True))


@contextmanager
def errors_name(figure: str) -> Iterator[None]:
    """Within this context, errors name the figure."""
    try:
        with trace_errors_first(), each_called_once():
            yield
    except TraceError as error:
        raise TraceError(f"figure {figure!r}: {error.message}", error.place) from None
    except Exception as error:
        if likely := hint(error):
            error.add_note(likely)
        if repr(figure) not in str(error):
            error.add_note(f"in the live figure {figure!r}")
        raise


def combinations(controls: Sequence[Control]) -> list[tuple[int, ...]]:
    """Return the indices of the options in every combination, the last choice running fastest."""
    choices = [control for control in controls if not control.traced]
    return list(product(*(range(len(control.choices)) for control in choices)))


def _twice(
    once: Callable[[Any, Trace | None, bool], Taken],
    chosen: Any,
    function: Any,
    first: Taken | None = None,
) -> Recording:
    taken = taken_twice(lambda before, locate: once(chosen, before, locate), function, first)
    return taken.result


def _run(
    controls: Sequence[Control],
    chosen: Sequence[int],
    before: Trace | None,
    locate: bool,
    path: Path | None = None,
) -> tuple[Trace, dict[str, Any]]:
    """Return a recorder and the arguments of the author's function for one combination."""
    writing = path is not None and path.writing
    run = Trace(RULES, before, locate=locate, writing=writing)
    run.controls = [control for control in controls if control.traced]
    run.path = path
    if path is not None:
        path.begin(run)
    values: dict[str, Any] = {}
    options = iter(chosen)
    position = 0
    for control in controls:
        if control.traced:
            value = control.initial if path is None else path.value(position)
            values[control.name] = run.input(position, value)
            position += 1
        else:
            values[control.name] = control.choices[next(options)]
    return run, values


def _taken(recording: Recording, outputs: Sequence[Node]) -> Taken:
    """Return a recording with what its graph and its constants are, to be compared."""
    nodes = list(outputs)
    rest: dict[str, Any] = {}
    if isinstance(recording.mapping, Mapping):
        artists = list(recording.mapping)
        rest["which artists it returns values for"] = [id(artist) for artist in artists]
        for i, artist in enumerate(artists):
            name = f"what it returns for artist {i} ({type(artist).__name__})"
            rest[name] = _constants(recording.mapping[artist], nodes)
    rest["the goals"] = _constants(recording.goals, nodes)
    return Taken(recording.run, nodes, recording, rest)


def _constants(value: Any, nodes: list[Node]) -> Any:
    """Return what is fixed in `value`, in a form that can be compared; append its nodes."""
    if isinstance(value, Tracer):
        nodes.append(value.node)
        return "traced"
    if is_dataclass(value) and not isinstance(value, type):  # a live text
        return [(f.name, _constants(getattr(value, f.name), nodes)) for f in fields(value)]
    if isinstance(value, Mapping):
        return [(key, _constants(item, nodes)) for key, item in value.items()]
    if isinstance(value, (list, tuple)):
        return [_constants(item, nodes) for item in value]
    if isinstance(value, (np.ndarray, np.generic, bool, int, float)):
        return np.asarray(value).dtype.str, np.shape(value), np.asarray(value).tobytes()
    return value if isinstance(value, str) else type(value)


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
        if is_marked(str(label)):
            raise TraceError("a goal's label holds a traced number, but a label cannot move")
        shape = value.shape if isinstance(value, Tracer) else getattr(value, "shape", ())
        if shape != ():
            raise ValueError(
                f"the goal {label!r} has shape {shape}, but it must be one condition: "
                "use np.all or np.any"
            )
    return {key: value for key, value in mapping.items() if key != "goals"}, dict(goals)
