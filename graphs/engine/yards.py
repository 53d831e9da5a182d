"""Roads on which one may only call: the ways in and out of them, and no way through.

A path begins on such roads, if its first stop lies on them, leaves them for all others, and ends on them, if its last
stop does. So what lies between is searched without them, and the parts on them are searched by themselves and put
before and behind it: two sets of weights on one hierarchy.
"""

from collections.abc import Iterator, Sequence
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

BLOCK_CELLS = 8_000_000
"""Cells of tables held at once while crossings are looked for: 64 MB."""


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
        exits, found = Seeds.at(self.exits), []
        for part in _blocks(len(nodes), len(self.exits)):
            ms, dm = self.metric.table(Seeds.at(nodes[part]), exits)
            of, border = np.nonzero(ms < INFINITE_MS)
            found.append(self._crossings(of + part.start, self.exits[border], ms[of, border], dm, (of, border)))
        return _joined(found, nodes)

    def arriving(self, nodes: Ints) -> Crossings:
        """Ways from all entries to some nodes."""
        targets, found = Seeds.at(nodes), []
        for part in _blocks(len(self.entries), len(nodes)):
            ms, dm = self.metric.table(Seeds.at(self.entries[part]), targets)
            border, of = np.nonzero(ms < INFINITE_MS)
            found.append(self._crossings(of, self.entries[part][border], ms[border, of], dm, (border, of)))
        return _joined(found, nodes)

    def way(self, origin: int, destination: int) -> Ints:
        """Arcs driven between two nodes that a way leads between."""
        found = self._finder.way(origin, destination)
        assert found is not None, "it was found before"
        return found.arcs

    def ways(self, sources: Seeds, targets: Seeds, pairs: Sequence[tuple[int, int]]) -> list[Way | None]:
        """Ways between stops that keep to these roads."""
        return self.metric.paths(sources, targets, pairs)

    def _crossings(
        self, of: NDArray[np.int64], node: Ints, ms: Ints, dm: Ints, cells: tuple[NDArray[np.int64], NDArray[np.int64]]
    ) -> Crossings:
        lengths = dm[cells] if self.metric.knows_lengths else np.zeros(len(of))
        return Crossings(of, node, ms.astype(np.int64), lengths.astype(np.int64))

    @cached_property
    def _finder(self) -> Pathfinder:
        every = Seeds.at(np.arange(self.metric.topology.node_count, dtype=np.int32))
        return Pathfinder(self.metric.topology, self.metric.arc_weight, self.metric.links, every, every)


def _blocks(rows: int, columns: int) -> Iterator[slice]:
    """Rows of a table, as many at a time as memory is planned for."""
    step = max(1, BLOCK_CELLS // max(columns, 1))
    return (slice(first, first + step) for first in range(0, rows, step))


def _joined(parts: Sequence[Crossings], nodes: Ints) -> Crossings:
    """All crossings by the node asked for; those from a node to itself are none."""
    if not parts:
        none = np.zeros(0, dtype=np.int64)
        return Crossings(none, none.astype(np.int32), none, none)
    of, node = np.concatenate([part.of for part in parts]), np.concatenate([part.node for part in parts])
    ms, dm = np.concatenate([part.ms for part in parts]), np.concatenate([part.dm for part in parts])
    away = np.flatnonzero(nodes[of] != node)
    order = away[np.argsort(of[away], kind="stable")]
    return Crossings(of[order], node[order], ms[order], dm[order])


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
