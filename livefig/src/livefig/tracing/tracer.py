"""Values that remember how they were computed.

A `Tracer` stands in for an array while an author's function runs. It carries a concrete value, so
that Python and NumPy go on as usual, and the node of the graph that stands for it. NumPy hands its
work over through `__array_ufunc__` and `__array_function__`; the rule that says which nodes a NumPy
function becomes is looked up in one table (`rules.py`).

    >>> w = Trace(rules, "figure").input(0, 2.0)
    >>> np.exp(3 * w)          # runs the rules of np.multiply and np.exp
    Tracer(403.42..., shape=())

Where Python would need a plain number (`if`, `float`, `range`) the value would be frozen silently
into the page. There a tracer raises a `TraceError` that says what to write instead.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn

import numpy as np

from livefig.tracing.advice import no_rule
from livefig.tracing.array_interface import ArrayInterface
from livefig.tracing.asking import Path
from livefig.tracing.errors import TraceError as TraceError
from livefig.tracing.graph import Node
from livefig.tracing.kinds import check_exact, is_computed, kind_of, rounding, standard_array
from livefig.tracing.memory import JOINT
from livefig.tracing.places import Place, author_place, full_name, is_engine
from livefig.tracing.reports import warn_author
from livefig.tracing.shared import (
    LOOKING,
    OPERATIONS,
    WRITING,
    Shared,
    all_known,
    any_traced,
    holds_complex,
    settled,
    unshared,
)

MAX_NODES = 20_000

Rule = Callable[..., Any]


@contextmanager
def trace_errors_first() -> Iterator[None]:
    """Within this context a `TraceError` is seen that NumPy has wrapped into one of its own."""
    try:
        yield
    except Exception as error:
        cause: BaseException | None = error
        while cause is not None and not isinstance(cause, TraceError):
            cause = cause.__cause__ or cause.__context__
        if cause is None or cause is error:
            raise
        raise cause from error


class Trace:
    """One run of an author's function on tracers.

    Parameters
    ----------
    rules : mapping
        From a NumPy function to the rule that records it.
    before : Trace, optional
        An earlier run of the same function on the same values.
    locate : bool
        Whether to keep the author's line of every node, which takes time.
    writing : bool
        Whether arrays that NumPy makes in the function can be written into (see `fresh`), as they
        could in the run before.

    Attributes
    ----------
    body : object
        What stands for the body of the loop that is recorded just now; None outside of one.
    running : bool
        Whether the author's function is running just now.
    refusal : TraceError or None
        The first refusal. The author's function may have caught it, and gone on with a number that
        the page would show frozen.
    marks : list of (Tracer, str, str)
        The numbers that were formatted into texts: each with its format and how it reads now.
    loops : dict
        From the number of a call of `repeat` to the values that it gave.
    controls : sequence
        The controls that the first inputs are, where it is a figure that is recorded.
    inputs : dict
        From the position of an input to the value that it has now.
    path : Path or None
        Keeps what Python asks of traced values, where a function may go several ways.
    tabulating : bool
        Whether a function of `tabulate` is running just now.
    """

    def __init__(
        self,
        rules: Mapping[Any, Rule],
        before: "Trace | None" = None,
        *,
        locate: bool = False,
        writing: bool = False,
    ):
        self.rules = rules
        self.writing: bool = writing or (before is not None and before.writing)
        self.body: object = None
        self.n_nodes = 0
        self.recording = True
        self.running = False
        self.refusal: TraceError | None = None
        self.places: dict[Node, Place | None] | None = {} if locate else None
        self.n_loops = 0
        self.marks: list[tuple[Tracer, str, str]] = []
        self.loops: dict[int, Any] = {} if before is None else dict(before.loops)
        self.controls: Sequence[Any] = ()
        self.inputs: dict[int, Any] = {}
        self.path: Path | None = None
        self.tabulating = False

    @contextmanager
    def following(self) -> Iterator[None]:
        """Within this context the author's function runs; a refusal that it caught is raised."""
        self.running = True
        try:
            with (
                trace_errors_first(),
                np.errstate(divide="call", over="call", invalid="call", call=_warn_author),
            ):
                yield
        except Exception as error:
            if self.refusal is not None and self.refusal is not error:
                raise self.refusal from error
            raise
        finally:
            self.running = False
        if self.refusal is not None:
            raise self.refusal

    def next_loop(self) -> int:
        """Return the number of a call of `repeat`, counted from 0."""
        self.n_loops += 1
        return self.n_loops - 1

    def refused(
        self, message: str, place: Place | None = None, *, writes: bool = False
    ) -> TraceError:
        """Return the error to be raised; it is remembered.

        With `writes`, a run in which fresh arrays can be written into may go without it.
        """
        error = TraceError(message, place)
        error.writes = writes and not self.writing
        self.remember(error)
        return error

    def remember(self, error: TraceError) -> None:
        """Remember a refusal that is being raised."""
        self.refusal = self.refusal or error

    def input(self, position: int, value: Any) -> "Tracer":
        """Return a tracer for the argument number `position`, now `value`."""
        self.inputs[position] = standard_array(value)
        return self.record("input", (), position, self.inputs[position])

    def constant(self, value: Any) -> "Tracer":
        """Return a tracer for an array that never changes."""
        value = standard_array(value)
        return self.record("const", (), value, value)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Within this context, functions of tracers give plain concrete values."""
        before, self.recording = self.recording, False
        try:
            yield
        finally:
            self.recording = before

    def record(self, op: str, operands: tuple[Node, ...], param: Any, value: Any) -> "Tracer":
        """Add a node to the graph and return the tracer of its `value`."""
        self.n_nodes += self.recording
        if self.n_nodes > MAX_NODES:
            raise TraceError(
                f"the recorded computation grows past {MAX_NODES} operations; write a long Python "
                "loop as livefig.repeat(step, state, n), which stays a loop in the page"
            )
        value = np.asarray(value)[()]
        kind = kind_of(value.dtype)
        node = Node(op, operands, param, value.shape, kind)
        if is_computed(node):
            check_exact(value)
        rounded = rounding(node, value.dtype)
        if rounded is not None:
            node = Node("element", (node,), rounded, value.shape, kind)
        if self.places is not None:
            self.places[node] = author_place()
        return Tracer(self, value, node)

    def lift(self, value: Any) -> "Tracer":
        """Return `value` itself if it is a tracer of this run, else a constant."""
        if not isinstance(value, Tracer):
            return self.constant(value)
        if value.run is not self:
            raise self.refused(
                "a traced value of an earlier run was used again: it was kept outside of the "
                "function, in a list, a dict, an attribute or an artist; compute it anew inside "
                "the function, from its parameters or the state"
            )
        return value


class Tracer(Shared, ArrayInterface):
    """A concrete value and the node of the graph that computes it."""

    __slots__ = ()

    @property
    def value(self) -> Any:
        """The number or array that the value is just now; the author's function may not ask."""
        if self.run.running and not is_engine(sys._getframe(1)):
            self._refuse("be asked for its value", "the value itself")
        return self._value

    # `isinstance(w, float)` is answered as it is when Python calls the function: a branch for what
    # is no number would be frozen. An array is no np.ndarray: libraries take that for leave to look
    # into it.
    @property
    def __class__(self) -> Any:
        """The class that a number has without tracing; `type` still tells the truth."""
        if self._node.shape or self.memory is not None:
            return Tracer
        return {"b": bool, "i": int, "f": np.float64}[self._node.kind]

    @__class__.setter
    def __class__(self, new: Any) -> NoReturn:
        raise TypeError("the class of a traced value cannot be changed")

    # NumPy hands its work over

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **kwargs: Any) -> Any:
        name = f"np.{ufunc.__name__}"
        if kwargs.get("out") is not None:
            return self._apply("out", name, (ufunc, method, name, inputs), kwargs)
        kwargs.pop("out", None)
        if "where" in kwargs:
            raise self.run.refused(
                f"{name}(…, where=…) cannot be followed; use np.where(mask, new, old)"
            )
        if method != "__call__":
            name = f"{name}.{method}"
        return self._apply(ufunc if method == "__call__" else (ufunc, method), name, inputs, kwargs)

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        name = f"{function.__module__.replace('numpy', 'np', 1)}.{function.__name__}"
        if kwargs.get("out") is not None:
            return self._apply("out", name, (function, "__call__", name, args), kwargs)
        kwargs = {name: value for name, value in kwargs.items() if name != "out"}
        return self._apply(function, name, args, kwargs)

    def _apply(self, key: Any, name: str, args: Any, kwargs: Any) -> Any:
        run = self.run
        looks = key in LOOKING
        try:
            if not looks and key not in WRITING and all_known(run.path, (args, kwargs)):
                return OPERATIONS["plain"](run, key, args, kwargs)
            if run.writing and key not in WRITING:
                given = args
                own = () if not looks else args if key in JOINT else args[:1]  # itself
                args, kwargs = (*own, *settled(args[len(own) :])), settled(kwargs)
                if not looks and not any_traced((args, kwargs)):
                    return OPERATIONS["fixed"](run, key, args, kwargs, given)
            if key not in WRITING and holds_complex((args, list(kwargs.values()))):
                return run.rules["complex"](run, key, args, kwargs)
            rule = OPERATIONS[key] if key in WRITING else run.rules.get(key)
            if rule is None and isinstance(key, np.ufunc):  # not of NumPy: known by its name
                rule = run.rules.get(full_name(key))
            if rule is None and run.path is not None:
                return OPERATIONS["plain"](run, key, args, kwargs)
            if rule is None:
                raise TraceError(no_rule(key, name))
            result = rule(run, *args, **kwargs)
        except TraceError as error:
            run.remember(error)
            raise
        if not (looks or key in WRITING):
            result = unshared(result, args)
        return result if run.recording else _copied(concrete(result))


def _copied(value: Any) -> Any:
    """Return plain results that may be written into without changing what a tracer is now."""
    if isinstance(value, (list, tuple)):
        items = map(_copied, value)
        return type(value)(*items) if hasattr(value, "_fields") else type(value)(items)
    return value.copy() if isinstance(value, np.ndarray) else value


def _warn_author(what: str, flag: int) -> None:
    """Warn of a division by zero and its like at the author's line, not in a rule."""
    warn_author(f"{what} with the values that the controls have at first", RuntimeWarning)


def concrete(value: Any) -> Any:
    """Return `value` with every tracer in it replaced by its concrete value."""
    if isinstance(value, Tracer):
        return value._value
    if isinstance(value, (list, tuple)):
        return type(value)(concrete(item) for item in value)
    return value
