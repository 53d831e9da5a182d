"""The hierarchy: one order and topology of a road graph for all vehicle classes, hours, changes and closures.

A customizable contraction hierarchy: nodes are taken out in the order of :mod:`graphs.engine.order`, and whenever one
goes its remaining neighbours are joined to one another. Every fastest path then has a twin of equal weight that only
rises in rank and then only falls. Which nodes are joined does not depend on the weights: those come by
:meth:`Hierarchy.customize`, and what may not be driven gets an infinite one.

References
----------
Dibbelt, Strasser & Wagner 2016, Customizable Contraction Hierarchies, doi:10.1145/2886843.
"""

from dataclasses import dataclass

import numpy as np

from graphs.engine.customize import relax_triangles, spread_weights
from graphs.engine.metric import Metric
from graphs.engine.sweep import Weights
from graphs.engine.topology import Topology
from graphs.engine.units import INFINITE_MS, INFINITE_PACKED, Ints, pack


@dataclass(frozen=True, eq=False)
class Hierarchy:
    """A graph prepared for any weights."""

    topology: Topology

    @classmethod
    def build(cls, node_count: int, tail: Ints, head: Ints) -> "Hierarchy":
        """Prepare a graph of directed arcs, parallels and loops allowed; nodes are ``0..node_count - 1``."""
        return cls(Topology.build(node_count, tail, head))

    def customize(self, ms: Ints, dm: Ints | None = None) -> Metric:
        """Take over the weights of all arcs.

        Parameters
        ----------
        ms
            Milliseconds, at least 1, ``INFINITE_MS`` where an arc may not be driven; shape ``(arcs,)``.
        dm
            Decimetres, summed along the fastest path, which is the shortest of all equally fast ones. Without them a
            metric knows times alone, and a table takes little more than half the time.

        Raises
        ------
        ValueError
            When a weight is missing, below 1 ms or above ``INFINITE_MS``.
        """
        self._check(ms)
        weight: Weights = np.asarray(ms, dtype=np.int32) if dm is None else pack(ms, dm)
        infinite = INFINITE_MS if dm is None else INFINITE_PACKED
        to = self.topology
        links = np.full((len(to.up_head), 2), infinite, dtype=weight.dtype)
        spread_weights(to.arc_slot, weight, links)
        position = np.empty(to.node_count, dtype=np.int32)
        relax_triangles(to.up_start, to.up_head, to.link_tail, to.down_start, to.down_link, links, position)
        return Metric(topology=to, arc_weight=weight, links=links)

    def _check(self, ms: Ints) -> None:
        arcs = len(self.topology.arc_slot)
        if len(ms) != arcs:
            raise ValueError(f"{len(ms)} weights for {arcs} arcs")
        if arcs and (ms.min() < 1 or ms.max() > INFINITE_MS):
            raise ValueError(f"weights must lie in 1..{INFINITE_MS} ms, but reach {ms.min()}..{ms.max()}")
