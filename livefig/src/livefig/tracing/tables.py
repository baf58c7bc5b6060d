"""Calling a function at every position of the controls that its arguments depend on."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import product
from math import prod
from typing import Any

import numpy as np

from livefig.tracing.complexes import ComplexTracer
from livefig.tracing.errors import TraceError
from livefig.tracing.evaluate import evaluated, is_exact
from livefig.tracing.graph import Node, topological_order
from livefig.tracing.grids import Grid, in_words
from livefig.tracing.kinds import is_narrow, may_be_pythons, standard_array
from livefig.tracing.tracer import Trace, Tracer, concrete
from livefig.tracing.trees import flatten, rebuild

OWN = "Give it the controls themselves, and compute this inside the function that is tabulated"

# Within one figure: from a function and its arguments to what it returned.
_CALLS: ContextVar[dict[Any, Any] | None] = ContextVar("calls", default=None)


@contextmanager
def each_called_once() -> Iterator[None]:
    """Within this context no tabulated function is called again with the same arguments."""
    token = _CALLS.set({})
    try:
        yield
    finally:
        _CALLS.reset(token)


class DrawnError(TraceError):
    """A function that is tabulated drew something."""


class Arguments:
    """What a tabulated function is called with, and what that is at each position.

    Parameters
    ----------
    run : Trace
        The recorder.
    tree : Any
        The arguments, in lists, tuples and dicts; some of them are traced.
    name : str
        The function's name, for messages.
    """

    def __init__(self, run: Trace, tree: Any, name: str):
        self.name = name
        self._tree = tree
        self._leaves = flatten(tree)
        parts = [part for leaf in self._leaves for part in _parts(leaf)]
        self._order = topological_order([part.node for part in parts])
        self._check(run)
        inputs = {node.param: node for node in self._order if node.op == "input"}
        self.grids = [self._grid(run, inputs[i]) for i in sorted(inputs)]
        self._check_now(run, parts)
        fixed = [leaf for leaf in self._leaves if not _parts(leaf)]
        self._fixed_key = tuple(map(_key, fixed))

    @property
    def n(self) -> int:
        """Number of positions of all controls together."""
        return prod(len(grid.values) for grid in self.grids)

    def each(self) -> Iterator[tuple[Any, Any, str]]:
        """Go through the positions, the last control's fastest.

        Yields
        ------
        arguments, key, where
            The plain arguments, what tells them from others, and the position in words.
        """
        for values in product(*(grid.values for grid in self.grids)):
            at = dict(zip(self.grids_by_input, values, strict=True))
            found = evaluated(self._order, {i: standard_array(v) for i, v in at.items()})
            leaves = [_plain(leaf, found, at) for leaf in self._leaves]
            moving = [new for new, old in zip(leaves, self._leaves, strict=True) if _parts(old)]
            key = self._fixed_key, tuple(map(_key, moving))
            yield rebuild(self._tree, leaves), key, in_words(self.grids, values)

    @property
    def grids_by_input(self) -> list[int]:
        """The numbers of the inputs that the controls are."""
        return [grid.position for grid in self.grids]

    def _check(self, run: Trace) -> None:
        ops = {node.op for node in self._order}
        if ops & {"carry", "loop", "final", "stack"}:
            raise TraceError(
                f"{self.name}, a function for livefig.tabulate, was given the state of a loop "
                "(livefig.repeat), which has no positions that could be gone through. Put the whole"
                " loop into the function that is tabulated"
            )
        if not run.controls:
            raise TraceError(
                f"{self.name}, a function for livefig.tabulate, was given a value that belongs to "
                "no control: only a figure's controls have positions that can be gone through"
            )
        for node in self._order:
            if node.op == "input" and node.param >= len(run.controls):
                raise TraceError(
                    f"{self.name}, a function for livefig.tabulate, was given the state of an "
                    "animation, which has no positions that could be gone through. Give it "
                    "controls alone, or write it in NumPy's functions that can be followed"
                )
        for node in self._order:
            if not is_exact(node):
                what = node.param[0] if isinstance(node.param, tuple) else node.param
                what = what if isinstance(what, str) and "," not in what else node.op
                raise self._inexact(f" (a result of {what})")

    def _inexact(self, what: str = "") -> TraceError:
        return TraceError(
            f"{self.name}, a function for livefig.tabulate, was given a value{what} that cannot "
            f"be computed at each position to the last bit as NumPy does. {OWN}"
        )

    def _grid(self, run: Trace, node: Node) -> Grid:
        control = run.controls[node.param]
        if not hasattr(control, "positions"):
            raise TraceError(
                f"{self.name}, a function for livefig.tabulate, depends on {control.name}, which "
                f"is no slider but {type(control).__name__.lower()} and can be anywhere; only "
                "sliders, menus and checkboxes have positions that can be gone through"
            )
        return Grid(node, control, control.positions())

    def _check_now(self, run: Trace, parts: Sequence[Tracer]) -> None:
        """See that what is computed here is what NumPy has just computed."""
        found = evaluated(self._order, run.inputs)
        for part in parts:
            now = concrete(part)
            computed = node_value(found, part)
            rounded = is_narrow(now.dtype) and part.node.op == "element"
            if rounded or np.asarray(computed).tobytes() != np.asarray(now).tobytes():
                raise self._inexact()


def call_each(
    function: Callable[..., Any], arguments: Arguments, same: Callable[[Any, Any], bool]
) -> Iterator[tuple[Any, str]]:
    """Call a function at each position; yield what it returns, and the position in words.

    `same` tells whether two results are; the function is called twice where it is first called.
    """
    calls = _CALLS.get()
    calls = {} if calls is None else calls
    own = _identity(function)
    for plain, key, where in arguments.each():
        args, kwargs = plain
        if (own, key) not in calls:
            result = _called(function, args, kwargs, arguments.name, where)
            if not any(known[0] == own for known in calls):
                more, named = _copied((args, kwargs))
                again = _called(function, more, named, arguments.name, where)
                if not same(result, again):
                    raise TraceError(
                        f"{arguments.name} does not do the same each time that it is called: at "
                        f"{where} it returned {result!r:.60}, then {again!r:.60}. The page would "
                        "repeat what one call happened to do: give it its own "
                        "np.random.default_rng(seed), and change nothing outside of it"
                    )
            # what is known of a function by its id must live as long
            calls[own, key] = (result, function, args, kwargs)
        yield calls[own, key][0], where


def _copied(plain: Any) -> Any:
    leaves = [leaf.copy() if isinstance(leaf, np.ndarray) else leaf for leaf in flatten(plain)]
    return rebuild(plain, leaves)


def _called(function: Callable[..., Any], args: Any, kwargs: Any, name: str, where: str) -> Any:
    try:
        with np.errstate(divide="warn", over="warn", invalid="warn"):
            return function(*args, **kwargs)
    except DrawnError:
        raise TraceError(
            f"{name}, a function for livefig.tabulate, draws. It is called at each position of the "
            "controls: let it return numbers, and draw them outside of it"
        ) from None
    except TraceError as error:
        raise TraceError(
            f"{name}, a function for livefig.tabulate, uses a value that follows a control and is "
            "not among its arguments; give it that value as an argument"
        ) from error
    except Exception as error:
        raise TraceError(
            f"{name}, a function for livefig.tabulate, raised {error!r} at {where}. It is called "
            "at each position: let it return np.nan there, or leave that position out of the "
            "slider's range"
        ) from error


def _parts(leaf: Any) -> list[Tracer]:
    """Return the tracers that a leaf is made of, none if it is not traced."""
    if isinstance(leaf, ComplexTracer):
        return [leaf.real, leaf.imag]
    return [leaf] if isinstance(leaf, Tracer) else []


def _plain(leaf: Any, found: dict[int, Any], at: dict[int, Any]) -> Any:
    """Return an argument as the function gets it where nothing is traced."""
    if isinstance(leaf, ComplexTracer):
        real, imag = (node_value(found, part) for part in _parts(leaf))
        value = np.empty(np.shape(real), complex)
        value.real, value.imag = real, imag
        return value[()]
    if not isinstance(leaf, Tracer):
        return leaf.copy() if isinstance(leaf, np.ndarray) else leaf
    if leaf.node.op == "input":
        return at[leaf.node.param]
    value = node_value(found, leaf)
    return value.item() if may_be_pythons(leaf.node) else value.copy()


def node_value(found: dict[int, Any], part: Tracer) -> Any:
    """Return the value of a traced one, in its own type of numbers."""
    return np.asarray(found[id(part.node)]).astype(concrete(part).dtype)[()]


def _key(leaf: Any) -> Any:
    if isinstance(leaf, (np.ndarray, np.generic, bool, int, float, complex)):
        array = np.asarray(leaf)
        if array.dtype != object:
            return type(leaf), array.dtype.str, array.shape, array.tobytes()
    return (str, leaf) if isinstance(leaf, str) else (type(leaf), id(leaf))


def _identity(function: Any) -> Any:
    """Return what two functions share that are made by the same lines out of the same objects."""
    code = getattr(function, "__code__", None)
    if code is None or hasattr(function, "__self__"):
        return id(function)
    cells = [id(cell.cell_contents) for cell in function.__closure__ or ()]
    return code, tuple(cells), tuple(map(id, function.__defaults__ or ()))
