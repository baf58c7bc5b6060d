"""Which controls something depends on that was recorded."""

from collections.abc import Sequence

from livefig.tracing.graph import Node, topological_order
from livefig.tracing.recording import Control, Recording, combinations
from livefig.tracing.twice import Taken, difference


def restarting_controls(starts: Sequence[Recording], controls: Sequence[Control]) -> list[str]:
    """Return the names of the controls that the start depends on.

    Parameters
    ----------
    starts : sequence of Recording
        What `record_start` gave: one for each combination of choices.
    controls : sequence of Control
        All of them.
    """
    traced = [control.name for control in controls if control.traced]
    used = {
        node.param
        for start in starts
        for node in topological_order(start.outputs)
        if node.op == "input"
    }
    names = {name for i, name in enumerate(traced) if i in used}
    start_of = dict(zip(combinations(controls), starts, strict=True))
    choices = [control for control in controls if not control.traced]
    for i, choice in enumerate(choices):
        for chosen, start in start_of.items():
            first = start_of[(*chosen[:i], 0, *chosen[i + 1 :])]
            if difference(*(Taken(s.run, s.outputs, s) for s in (first, start))) is not None:
                names.add(choice.name)
    return [control.name for control in controls if control.name in names]


def unused_controls(controls: Sequence[Control], graphs: Sequence[Sequence[Node]]) -> list[str]:
    """Return the names of the traced controls that no output of any graph depends on."""
    traced = [control.name for control in controls if control.traced]
    nodes = (node for graph in graphs for node in topological_order(graph))
    used = {node.param for node in nodes if node.op == "input"}
    return [name for i, name in enumerate(traced) if i not in used]
