"""Functions that cannot be traced, called for every position of the controls: `tabulate`."""

import functools
from collections.abc import Callable, Sequence
from math import prod
from typing import Any

import numpy as np

from livefig.tracing.complexes import ComplexTracer, pair
from livefig.tracing.errors import TraceError
from livefig.tracing.grids import Grid, coarser
from livefig.tracing.indexing import select
from livefig.tracing.packing import stored_bytes
from livefig.tracing.tables import Arguments, call_each
from livefig.tracing.tracer import Trace, Tracer, concrete
from livefig.tracing.trees import NUMBERS, flatten, map_leaves, rebuild, structure

CALLS = 20_000
MEGABYTES = 2.0


def tabulate(
    function: Callable[..., Any] | None = None,
    *,
    interpolate: bool = False,
    limit: int = CALLS,
    megabytes: float = MEGABYTES,
) -> Any:
    """Let a function that cannot be traced follow controls: call it at each of their positions.

    SciPy, scikit-learn, a loop that runs until it converges, the eigenvalues of any matrix: the
    function is called when the figure is made, once for every position of the sliders that its
    arguments depend on (and for every choice), and the page looks the results up.

    Parameters
    ----------
    function : callable
        From numbers and arrays, and anything that no control changes, to numbers and arrays, also
        several in a tuple, list, dict or dataclass, of the same form and shapes at each position.
        Without it, `tabulate` is a decorator: `@tabulate(interpolate=True)`.
    interpolate : bool
        What the page shows between the positions, which a reader can come to by an address, a
        dragged artist or a preset. Without, there is nothing between: these sliders have no other
        values than their positions. With it, straight lines between the results.
    limit : int
        How many calls there may be.
    megabytes : float
        How large the results may be in the page.

    Returns
    -------
    callable
        Called with plain arguments, as everywhere but in a live figure, it is `function`.

    Raises
    ------
    TypeError
        When the figure is made: if there are too many positions or results, if the function raises
        or returns something of another shape at one of them, or does not do the same each time, or
        if its arguments depend on what has no positions: the state of an animation or a loop,
        points, a pad.

    Examples
    --------
    >>> @tabulate
    ... def root(a):
    ...     return brentq(lambda x: x**3 - x - a, 1, 3)
    """
    if function is None:
        return functools.partial(
            tabulate, interpolate=interpolate, limit=limit, megabytes=megabytes
        )
    if not callable(function):
        raise TypeError(f"tabulate was given {function!r:.60}, expected a function")
    table = _Table(function, interpolate, limit, megabytes)

    @functools.wraps(function)
    def tabulated(*args: Any, **kwargs: Any) -> Any:
        leaves = flatten((args, kwargs))
        run = next((leaf.run for leaf in leaves if isinstance(leaf, (Tracer, ComplexTracer))), None)
        if run is None:
            return function(*args, **kwargs)
        if not run.recording:
            return function(*map_leaves(concrete, args), **map_leaves(concrete, kwargs))
        if run.tabulating:
            raise TraceError("it is called while another function is tabulated")
        refusal = run.refusal
        run.tabulating = True
        try:
            return table.looked_up(run, (args, kwargs))
        except TraceError as error:
            run.refusal = refusal
            raise run.refused(error.message) from error
        finally:
            run.tabulating = False

    return tabulated


class _Table:
    """A function and how its results are kept."""

    def __init__(self, function: Any, interpolate: bool, limit: int, megabytes: float):
        self.function = function
        self.name = getattr(function, "__name__", type(function).__name__)
        self.interpolate = interpolate
        self.limit = limit
        self.megabytes = megabytes

    def looked_up(self, run: Trace, tree: Any) -> Any:
        """Return the traced result for traced arguments."""
        arguments = Arguments(run, tree, self.name)
        grids = arguments.grids
        if arguments.n > self.limit:
            raise TraceError(
                f"{self.name} would be called {arguments.n} times, more than {self.limit}: "
                + coarser(grids, self.limit, f"livefig.tabulate(…, limit={arguments.n})")
            )
        form, rows = self._rows(arguments)
        tables = [self._stacked(column) for column in zip(*rows, strict=True)]
        self._check_size(grids, sum(map(_stored, tables)))
        if self.interpolate:
            leaves = [_interpolated(run, grids, table, self.name) for table in tables]
        else:
            index = _index(run, grids)
            for grid in grids:
                grid.control.keep_to_grid()
            leaves = [_of_parts(table, lambda t: _picked(run, t, index)) for table in tables]
        return rebuild(form, leaves)

    def _rows(self, arguments: Arguments) -> tuple[Any, list[list[Any]]]:
        """Return the first result, and the leaves of the results at each position."""
        form: Any = None
        rows: list[list[Any]] = []
        start = ""
        for result, where in call_each(self.function, arguments, _same):
            row = [self._leaf(leaf, where) for leaf in flatten(result)]
            if not rows:
                form, start = result, where
                self._check_size(arguments.grids, arguments.n * sum(leaf.size for leaf in row))
            first = rows[0] if rows else row
            if structure(result) != structure(form) or [x.shape for x in row] != [
                x.shape for x in first
            ]:
                raise TraceError(
                    f"{self.name}, a function for livefig.tabulate, returned "
                    f"{_described(form, first)} at {start}, but {_described(result, row)} at "
                    f"{where}. It must return the same form and shapes at each position: a fixed "
                    "number of elements, np.nan for what is not there"
                )
            rows.append(row)
        return form, rows

    def _leaf(self, leaf: Any, where: str) -> Any:
        array = np.array(leaf) if isinstance(leaf, (*NUMBERS, complex)) else None
        if array is None or array.dtype.kind not in "biufc" or isinstance(leaf, np.ma.MaskedArray):
            raise TraceError(
                f"{self.name}, a function for livefig.tabulate, returned {leaf!r:.60}"
                f" ({type(leaf).__name__}) at {where}, expected numbers and arrays, alone or in "
                "tuples, lists and dicts: return x.to_numpy() of a table of pandas, and write "
                "texts with f'{x:.2f}' outside of it"
            )
        return array

    def _stacked(self, column: Sequence[Any]) -> Any:
        table = np.stack(column)
        kinds = {leaf.dtype.kind for leaf in column}
        if "b" in kinds and len(kinds) > 1:
            raise TraceError(
                f"{self.name}, a function for livefig.tabulate, returns truth values at some "
                "positions and numbers at others; return one kind"
            )
        return table

    def _check_size(self, grids: Sequence[Grid], n_bytes: int) -> None:
        limit = round(self.megabytes * 1e6)
        if n_bytes > limit:
            n = max(prod(len(grid.values) for grid in grids) * limit // n_bytes, 1)
            raise TraceError(
                f"the results of {self.name} take {n_bytes / 1e6:.1f} MB in the page or more, the "
                f"limit is {self.megabytes:g} MB: "
                + coarser(grids, n, "return less, such as every second element")
            )


def _index(run: Trace, grids: Sequence[Grid]) -> Tracer:
    """Return the number of the position that all controls together are nearest to."""
    index: Any = 0
    for grid in grids:
        values = np.array(grid.values, float)
        middles = values[:-1] + (values[1:] - values[:-1]) / 2
        index = index * len(values) + np.searchsorted(middles, grid.traced(run))
    return run.lift(index)


def _picked(run: Trace, table: Any, index: Tracer) -> Tracer:
    return select(run, run.constant(table), index, 0)


def _interpolated(run: Trace, grids: Sequence[Grid], table: Any, name: str) -> Any:
    """Return what lies straight between the neighbours, one control after the other."""
    if table.dtype.kind not in "fc":
        raise TraceError(
            f"{name} returns whole numbers or truth values, between which nothing lies: leave "
            "interpolate=True out, or return x.astype(float)"
        )
    table = table.reshape(*(len(grid.values) for grid in grids), *table.shape[1:])
    return _of_parts(table, lambda part: _between(run, grids, run.constant(part)))


def _between(run: Trace, grids: Sequence[Grid], table: Any) -> Any:
    for grid in grids:  # each takes the first axis away
        values, w = np.array(grid.values, float), grid.traced(run)
        below = run.lift(np.clip(np.searchsorted(values, w, "right") - 1, 0, len(values) - 2))
        start = select(run, run.constant(values), below, 0)
        share = (w - start) / (select(run, run.constant(values), below + 1, 0) - start)
        a, b = (select(run, table, at, 0) for at in (below, below + 1))
        # at a position itself it is the result, whatever its neighbour is
        table = np.where(
            np.equal(share, 0), a, np.where(np.equal(share, 1), b, a * (1 - share) + b * share)
        )
    return table


def _of_parts(table: Any, function: Callable[[Any], Any]) -> Any:
    """Apply a function of real numbers to the real and the imaginary part."""
    if table.dtype.kind != "c":
        return function(table)
    return pair(function(table.real), function(table.imag))


def _stored(table: Any) -> int:
    parts = (table.real, table.imag) if table.dtype.kind == "c" else (table,)
    return sum(map(stored_bytes, parts))


def _described(form: Any, row: Sequence[Any]) -> str:
    """Return a result's form and shapes in words."""
    shapes = ", ".join(str(leaf.shape) if leaf.shape else "a number" for leaf in row)
    return (
        f"{type(form).__name__} of shape {shapes}"
        if len(row) == 1
        else f"{structure(form)} of {shapes}"
    )


def _same(one: Any, other: Any) -> bool:
    """Tell whether two results are equal to the bit."""
    if structure(one) != structure(other):
        return False
    return all(
        np.asarray(a).dtype == np.asarray(b).dtype
        and np.asarray(a).shape == np.asarray(b).shape
        and (np.asarray(a).dtype == object or np.asarray(a).tobytes() == np.asarray(b).tobytes())
        for a, b in zip(flatten(one), flatten(other), strict=True)
    )
