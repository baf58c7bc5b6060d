"""The positions of controls that something depends on, gone through when a figure is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from livefig.tracing.graph import Node
from livefig.tracing.tracer import Trace, Tracer


@dataclass
class Grid:
    """The positions of one control: the number of its input, its name, and its values in order."""

    node: Node
    control: Any
    values: list[int | float]

    @property
    def position(self) -> int:
        """Which input the control is."""
        at: int = self.node.param
        return at

    @property
    def name(self) -> str:
        """Name of the control."""
        return str(self.control.name)

    def traced(self, run: Trace) -> Tracer:
        """Return the tracer of the control."""
        return Tracer(run, run.inputs[self.position], self.node)


def in_words(grids: Sequence[Grid], values: Sequence[Any]) -> str:
    """Return a position in words."""
    return ", ".join(f"{grid.name} = {v:.12g}" for grid, v in zip(grids, values, strict=True))


def coarser(grids: Sequence[Grid], n: int, otherwise: str) -> str:
    """Return which slider has most positions, and the step that leaves `n` positions of all."""
    counts = ", ".join(f"{grid.name} has {len(grid.values)} positions" for grid in grids)
    widest = max(grids, key=lambda grid: len(grid.values))
    others = int(np.prod([len(grid.values) for grid in grids if grid is not widest]))
    spec = widest.control.to_spec()
    room = n // others - 2  # the ends, and the value at the start
    if room < 2:
        return f"{counts}. Take coarser steps for all of them, or {otherwise}"
    least = (spec["max"] - spec["min"]) / room
    unit = 10.0 ** np.floor(np.log10(least))
    step = next(m * unit for m in (1, 2, 5, 10) if m * unit >= least * (1 - 1e-9))
    step = np.ceil(step) if spec["integer"] else step
    return f"{counts}. Take a coarser step, step={step:.6g} for {widest.name}, or {otherwise}"
