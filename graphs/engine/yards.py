"""Roads on which one may only call: the ways in and out of them, and no way through.

A path begins on such roads, if its first stop lies on them, leaves them for all others, and ends on them, if its last
stop does. So what lies between is searched without them, and the parts on them are searched by themselves and put
before and behind it: two sets of weights on one hierarchy.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graphs.engine.expand import ArcGraph
from graphs.engine.metric import Metric
from graphs.engine.paths import Pathfinder, Way
from graphs.engine.seeds import Seeds
from graphs.engine.touching import Crossings
from graphs.engine.units import INFINITE_MS, Ints
from graphs.search import strong_part


@dataclass(frozen=True, kw_only=True, eq=False)
class Yards:
    """Roads to call at.

    Attributes
    ----------
    edges
        Edges that lie on them; shape ``(edges,)``.
    metric
        Their weights, all others infinite.
    exits, entries
        Nodes where one gets from them onto other roads, and from others onto them.
    """

    edges: NDArray[np.bool_]
    metric: Metric
    exits: Ints
    entries: Ints

    def leaving(self, nodes: Ints) -> Crossings:
        """Ways from some nodes to all exits."""
        return self._found(nodes, self.exits, *self.metric.table(Seeds.at(nodes), Seeds.at(self.exits)))

    def arriving(self, nodes: Ints) -> Crossings:
        """Ways from all entries to some nodes."""
        ms, dm = self.metric.table(Seeds.at(self.entries), Seeds.at(nodes))
        return self._found(nodes, self.entries, ms.T, dm.T)

    def way(self, origin: int, destination: int) -> Ints:
        """Arcs driven between two nodes that a way leads between."""
        found = self._finder.way(origin, destination)
        assert found is not None, "it was found before"
        return found.arcs

    def ways(self, sources: Seeds, targets: Seeds, pairs: Sequence[tuple[int, int]]) -> list[Way | None]:
        """Ways between stops that keep to these roads."""
        return self.metric.paths(sources, targets, pairs)

    def _found(self, nodes: Ints, borders: Ints, ms: Ints, dm: Ints) -> Crossings:
        of, border = np.nonzero(ms < INFINITE_MS)
        away = np.flatnonzero(nodes[of] != borders[border])
        of, border = of[away], border[away]
        lengths = dm[of, border] if self.metric.knows_lengths else np.zeros(len(of))
        return Crossings(of, borders[border], ms[of, border].astype(np.int64), lengths.astype(np.int64))

    @cached_property
    def _finder(self) -> Pathfinder:
        every = Seeds.at(np.arange(self.metric.topology.node_count, dtype=np.int32))
        return Pathfinder(self.metric.topology, self.metric.arc_weight, self.metric.links, every, every)


def borders(graph: ArcGraph, arc_ms: Ints, yard: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Nodes where one gets from the arcs of a mask onto others, and from others onto them."""
    open_ = arc_ms < INFINITE_MS
    inside, outside = open_ & yard, open_ & ~yard
    exits = np.intersect1d(graph.head[inside], graph.tail[outside])
    entries = np.intersect1d(graph.head[outside], graph.tail[inside])
    return exits.astype(np.int32), entries.astype(np.int32)


def through_edges(graph: ArcGraph, arc_ms: Ints, callers: NDArray[np.bool_] | None = None) -> NDArray[np.bool_]:
    """Edges of the largest part of the roads in which everywhere is reached from everywhere, turns minded.

    Parameters
    ----------
    graph, arc_ms
        The graph, and its weights, ``INFINITE_MS`` for what may not be driven.
    callers
        Edges to leave out, shape ``(edges,)``.

    Returns
    -------
    NDArray
        A mask of shape ``(edges,)``.
    """
    free = arc_ms < INFINITE_MS
    if callers is not None:
        free &= ~callers[graph.edge]
    arcs = np.flatnonzero(free)
    strong = strong_part(graph.node_count, graph.tail[arcs], graph.head[arcs])
    found = np.zeros(len(graph.end), dtype=np.bool_)
    found[graph.edge[arcs[strong[graph.tail[arcs]] & strong[graph.head[arcs]]]]] = True
    return found
