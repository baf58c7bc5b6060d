"""What is computed where: in which loop, in its own array or inside the nest that uses it."""

from collections.abc import Sequence

from livefig.javascript.nests import strided
from livefig.tracing.graph import Node, dependencies, topological_order
from livefig.tracing.tracer import TraceError


class Schedule:
    """The order of a graph's nodes and the place of each.

    Attributes
    ----------
    order : list of Node
        All nodes, operands before users.
    """

    def __init__(self, outputs: Sequence[Node]):
        self.order = topological_order(outputs)
        self._users: dict[int, list[Node]] = {id(node): [] for node in self.order}
        for node in self.order:
            for operand in dependencies(node):
                self._users[id(operand)].append(node)
        self._loop = _innermost_loops(self.order, outputs)
        self._home: dict[int, int] = {}
        self._views = {id(node) for node in self.order if _is_strided_gather(node)}
        self._members: dict[int, list[Node]] = {}
        self._choose_homes({id(node) for node in outputs})

    def users(self, node: Node) -> list[Node]:
        """Return the nodes that read `node`."""
        return self._users[id(node)]

    def loop_of(self, node: Node) -> int | None:
        """Return the id of the innermost `repeat` loop that `node` changes in, or None."""
        return self._loop[id(node)]

    def is_view(self, node: Node) -> bool:
        """Tell whether users can read the operand of `node` with a start and strides."""
        return id(node) in self._views

    def is_fused(self, node: Node) -> bool:
        """Tell whether `node` is computed inside the loop nest of its only user."""
        return self._home[id(node)] != id(node)

    def members(self, root: Node) -> list[Node]:
        """Return the nodes that are computed inside the loop nest of `root`, in order."""
        return self._members.get(id(root), [])

    def _choose_homes(self, outputs: set[int]) -> None:
        for node in reversed(self.order):
            homes = {self._home[id(user)] for user in self.users(node)}
            users = self.users(node)
            fused = (
                node.op == "element"
                and node.size > 1
                and id(node) not in outputs
                and len(homes) == 1
                and all(_reads_each_once(user, node) for user in users)
                and all(self.loop_of(user) == self.loop_of(node) for user in users)
            )
            self._home[id(node)] = homes.pop() if fused else id(node)
        for node in self.order:
            if self.is_fused(node):
                self._members.setdefault(self._home[id(node)], []).append(node)


def _reads_each_once(user: Node, node: Node) -> bool:
    """Tell whether the loop nest of `user` visits each element of `node` just once, in order."""
    if user.op == "element":
        return user.shape == node.shape
    return user.op == "reduce"


def _is_strided_gather(node: Node) -> bool:
    if node.op != "gather" or node.size == 1 or len(node.operands) != 1:
        return False
    return bool((node.param > 0).all()) and strided(node.param) is not None


def _innermost_loops(order: Sequence[Node], outputs: Sequence[Node]) -> dict[int, int | None]:
    """Return for each node the innermost loop whose state it depends on."""
    owner = {
        id(carry): id(node) for node in order if node.op == "loop" for carry in node.param.carries
    }
    needs: dict[int, frozenset[int]] = {}
    for node in order:
        around = frozenset().union(*(needs[id(operand)] for operand in dependencies(node)))
        if node.op == "carry":
            around |= {owner.get(id(node), 0)}
        needs[id(node)] = around - {id(node)}
    if any(needs[id(node)] for node in outputs):
        raise TraceError(
            "a value of one step of repeat was used outside of the loop; return it in the state"
        )
    depth = {loop: len(needs[loop]) for loop in owner.values()}
    return {key: max(loops, key=depth.__getitem__, default=None) for key, loops in needs.items()}
