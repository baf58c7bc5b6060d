"""Whole arrays handed to one routine of the page: what no function of each element can do.

A `routine` node has the routine's name and its whole numbers as parameter. What gives several
arrays (eigenvalues and eigenvectors) gives them as one, of which `getitem` takes the parts.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from livefig.tracing.arguments import holds_tracer
from livefig.tracing.tracer import Trace, Tracer

# of functions that are written in terms of others: the formula, and what may depend on a control
Formulas = dict[Callable[..., Any], tuple[Callable[..., Any], list[str]]]


def run_of(*values: Any) -> Trace:
    """Return the recorder of the tracers among `values`, at any depth of lists."""
    for value in values:
        if isinstance(value, Tracer):
            return value.run
        if isinstance(value, (list, tuple)):
            try:
                return run_of(*value)
            except LookupError:
                continue
    raise LookupError("no value is traced")


def standing(value: Any) -> Any:
    """Return a traced array of a list that holds traced values, an array of what has none."""
    if isinstance(value, Tracer):
        return value
    if isinstance(value, (list, tuple)) and holds_tracer(value):
        return np.stack(list(map(standing, value)))
    return np.asarray(value)


def routine(name: str, operands: Sequence[Any], value: Any, *params: int) -> Tracer:
    """Record the routine `name` of `javascript.routines`; its result now is `value`."""
    run = run_of(*operands)
    nodes = tuple(run.lift(operand).node for operand in operands)
    return run.record("routine", nodes, (name, *params), value)


def nothing_unless(fits: Any, values: Any) -> Any:
    """Return `values`, and nothing (NaN) in a state of the page where `fits` is not true.

    Whole numbers stay whole: there the page has no number that it could show.
    """
    if not isinstance(fits, Tracer):
        return values
    values = fits.run.lift(values)
    nodes = (fits.node, values.node, fits.run.constant(np.nan).node)
    return fits.run.record("element", nodes, "where", values.value)
