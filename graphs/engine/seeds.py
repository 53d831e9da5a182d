"""Where stops touch the graph: the nodes they can be left or reached by, and what that costs."""

from dataclasses import dataclass

import numpy as np

from graphs.engine.units import Ints, Longs


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Seeds:
    """Stops and the nodes next to them.

    Stop ``i`` is joined to the nodes ``node[start[i]:start[i + 1]]``, at ``ms`` milliseconds and ``dm`` decimetres:
    from the stop to the node if paths start at it, from the node to the stop if they end there. A stop without any
    cannot be left, or reached.
    """

    start: Ints
    node: Ints
    ms: Longs
    dm: Longs

    @classmethod
    def at(cls, nodes: Ints) -> "Seeds":
        """Stops that stand on nodes."""
        zero = np.zeros(len(nodes), dtype=np.int64)
        return cls(start=np.arange(len(nodes) + 1, dtype=np.int32), node=nodes.astype(np.int32), ms=zero, dm=zero)

    def part(self, first: int, last: int) -> "Seeds":
        """The stops from ``first`` until before ``last``."""
        at = slice(self.start[first], self.start[last])
        start = self.start[first : last + 1] - self.start[first]
        return Seeds(start=start, node=self.node[at], ms=self.ms[at], dm=self.dm[at])

    @property
    def count(self) -> int:
        """How many stops."""
        return len(self.start) - 1
