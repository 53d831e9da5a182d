"""Shortest paths: many-to-many, time and length at once; no other file imports scipy's graph routines.

Time in milliseconds and length in decimetres travel together in one float64, time in the high bits: the weight of a
path is the exact sum of both, the fastest path wins, among equally fast ones the shorter. Exact below 2**53, so for
drives up to 2**27 ms (37 hours) and 2**26 dm (6,700 km); longer ones count as unreachable.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra, minimum_spanning_tree

from graphs.engine.stops import Stops as Stops  # noqa: PLC0414  re-exported, for those who search by this file
from graphs.engine.units import INFINITE_MS
from graphs.geo import Floats
from graphs.roads import Ints, RoadGraph

_LENGTH_BITS = 26
_LIMIT = float(2**53 - 1)
BLOCK_CELLS = 4_000_000
"""Distances held at once: 32 MB."""

Longs = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arcs:
    """Pieces of edges that can be driven, from node to node; arrays of shape ``(arcs,)``.

    An arc follows ``edge`` from the fraction ``begin`` of its length to the fraction ``end``.
    """

    tail: Ints
    head: Ints
    ms: Longs
    dm: Longs
    edge: Ints
    begin: Floats
    end: Floats


def strong_part(node_count: int, tail: Ints, head: Ints) -> NDArray[np.bool_]:
    """Mask the nodes in the largest part in which every node reaches every other; shape ``(nodes,)``."""
    _, label = connected_components(_matrix(node_count, tail, head), directed=True, connection="strong")
    largest: NDArray[np.bool_] = label == np.bincount(label).argmax()
    return largest


def pieces(node_count: int, tail: Ints, head: Ints) -> Ints:
    """Give every node the number of its connected piece, directions ignored; shape ``(nodes,)``."""
    _, label = connected_components(_matrix(node_count, tail, head), directed=False)
    return label.astype(np.int32)


def nearest_hub(node_count: int, tail: Ints, head: Ints, cost: Floats, hubs: Ints) -> tuple[Floats, Ints, Ints]:
    """Cost from the nearest hub to every node, the node before it on that path (negative: none), and that hub.

    ``tail``, ``head`` and ``cost`` give every edge once; it may be used both ways.
    """
    graph = csr_array((np.tile(cost, 2), (np.r_[tail, head], np.r_[head, tail])), shape=(node_count, node_count))
    far, before, hub = dijkstra(graph, indices=hubs, min_only=True, return_predecessors=True)
    return far, before.astype(np.int32), hub.astype(np.int32)


def cheapest_ways(node_count: int, tail: Ints, head: Ints, cost: Floats, source: int) -> tuple[Floats, Ints]:
    """Cost of the cheapest way from a node to every node (infinite: none), and the edge it arrives by (-1: none).

    ``cost`` is above 0; of parallel edges the cheapest is used.
    """
    order = np.lexsort((cost, head, tail))
    key = (tail.astype(np.int64) * node_count + head)[order]
    first = np.r_[True, key[1:] != key[:-1]]
    order, key = order[first], key[first]
    graph = csr_array((cost[order], (tail[order], head[order])), shape=(node_count, node_count))
    all_far, all_before = dijkstra(graph, indices=np.array([source]), return_predecessors=True)
    far, before = all_far[0], all_before[0]
    at = np.searchsorted(key, np.maximum(before, 0).astype(np.int64) * node_count + np.arange(node_count))
    return far, np.where(before >= 0, order[np.minimum(at, len(order) - 1)], -1).astype(np.int32)


def far_from(node_count: int, tail: Ints, head: Ints, *, ms: Ints, dm: Ints) -> Callable[[Ints], tuple[Longs, Longs]]:
    """Give a plain search from nodes to all nodes: milliseconds and decimetres of the fastest, then shortest paths.

    ``INFINITE_MS`` in both where no way leads, and as the weight of an arc that may not be used. An oracle for the
    engine; exact up to ``2**27`` ms.
    """
    weight = (ms.astype(np.int64) << _LENGTH_BITS) + dm
    usable = np.flatnonzero(ms < INFINITE_MS)
    order = usable[np.lexsort((weight[usable], head[usable], tail[usable]))]
    # scipy would add parallel arcs together: keep the best of each pair of nodes.
    key = tail[order].astype(np.int64) * node_count + head[order]
    order = order[np.r_[True, key[1:] != key[:-1]][: len(order)]]
    size = (node_count, node_count)
    graph = csr_array((weight[order].astype(np.float64), (tail[order], head[order])), shape=size)

    def search(sources: Ints) -> tuple[Longs, Longs]:
        far = dijkstra(graph, indices=sources, limit=_LIMIT)
        reached = np.isfinite(far)
        packed = np.where(reached, far, 0).astype(np.int64)
        lengths = packed & (2**_LENGTH_BITS - 1)
        return np.where(reached, packed >> _LENGTH_BITS, INFINITE_MS), np.where(reached, lengths, INFINITE_MS)

    return search


def spanning_forest(node_count: int, tail: Ints, head: Ints, cost: Floats) -> NDArray[np.bool_]:
    """Mask the cheapest edges that hold all pieces together; shape ``(edges,)``.

    ``tail``, ``head`` and ``cost`` give every edge once; no two edges join the same nodes, and costs are above 0.
    """
    tree = minimum_spanning_tree(csr_array((cost, (tail, head)), shape=(node_count, node_count))).tocoo()
    chosen: NDArray[np.bool_] = np.isin(_pair_key(node_count, tail, head), _pair_key(node_count, tree.row, tree.col))
    return chosen


class StopSearch:
    """The fastest ways among stops, for one vehicle class.

    Every stop becomes a node that paths start from and one that paths end at, joined to both ends of its edge by parts
    of it; so a stop lies where it lies, not at a junction, and no path leads through it.

    Parameters
    ----------
    roads
        The road graph.
    ms
        Milliseconds to drive every edge, 0 where it may not be used; shape ``(edges,)``.
    stops
        The stops; one beside an edge that may be used neither way is cut off.
    """

    def __init__(self, roads: RoadGraph, ms: Longs, stops: Stops) -> None:
        self.count = len(stops.edge)
        self._sources = np.arange(self.count) + roads.node_count
        self._targets = self._sources + self.count
        self._size = roads.node_count + 2 * self.count
        arcs = _all_arcs(roads, ms, stops)
        weight = (arcs.ms << _LENGTH_BITS) + arcs.dm
        # scipy would add parallel arcs together: keep the best of each pair of nodes.
        order = np.lexsort((weight, arcs.head, arcs.tail))
        key = (arcs.tail.astype(np.int64) * self._size + arcs.head)[order]
        order = order[np.r_[True, key[1:] != key[:-1]]]
        self._arcs = _take(arcs, order)
        self._key = self._arcs.tail.astype(np.int64) * self._size + self._arcs.head
        start = np.searchsorted(self._arcs.tail, np.arange(self._size + 1))
        shape = (self._size, self._size)
        self._graph = csr_array((weight[order].astype(np.float64), self._arcs.head, start), shape=shape)

    def table(self) -> tuple[Longs, Longs]:
        """Milliseconds and decimetres from stop to stop, -1 where no way leads; shape ``(stops, stops)``."""
        ms = np.empty((self.count, self.count), dtype=np.int64)
        dm = np.empty_like(ms)
        for rows in self._blocks(range(self.count)):
            far = dijkstra(self._graph, indices=self._sources[rows], limit=_LIMIT)[:, self._targets]
            reached = np.isfinite(far)
            packed = np.where(reached, far, 0).astype(np.int64)
            ms[rows] = np.where(reached, packed >> _LENGTH_BITS, -1)
            dm[rows] = np.where(reached, packed & (2**_LENGTH_BITS - 1), -1)
        return ms, dm

    def paths(self, pairs: Sequence[tuple[int, int]]) -> list[Arcs | None]:
        """Find the arcs driven from stop to stop, in order, for every pair; None where no way leads."""
        found: dict[tuple[int, int], Arcs | None] = {}
        targets: dict[int, list[int]] = {}
        for origin, destination in pairs:
            targets.setdefault(origin, []).append(destination)
        for rows in self._blocks(sorted(targets)):
            _, before = dijkstra(self._graph, indices=self._sources[rows], limit=_LIMIT, return_predecessors=True)
            for tree, origin in zip(before, rows, strict=True):
                for destination in targets[origin]:
                    found[origin, destination] = self._trace(tree, origin, destination)
        return [found[pair] for pair in pairs]

    def _trace(self, before: Ints, origin: int, destination: int) -> Arcs | None:
        nodes = [int(self._targets[destination])]
        while nodes[-1] != self._sources[origin]:
            previous = int(before[nodes[-1]])
            if previous < 0:
                return None
            nodes.append(previous)
        walk = np.array(nodes[::-1], dtype=np.int64)
        return _take(self._arcs, np.searchsorted(self._key, walk[:-1] * self._size + walk[1:]))

    def _blocks(self, rows: Sequence[int]) -> Iterator[list[int]]:
        step = max(1, BLOCK_CELLS // self._size)
        for first in range(0, len(rows), step):
            yield list(rows[first : first + step])


def _all_arcs(roads: RoadGraph, ms: Longs, stops: Stops) -> Arcs:
    """Whole edges, the parts that lead away from stops and to them, and those between stops on one edge."""
    edges = np.flatnonzero(ms > 0)
    open_twin = np.where(roads.twin >= 0, np.where(ms[roads.twin] > 0, roads.twin, -1), -1)
    first_source, first_target = roads.node_count, roads.node_count + len(stops.edge)
    own = np.flatnonzero(ms[stops.edge] > 0)
    either = [(own, stops.edge[own], stops.fraction[own])]
    other = open_twin[stops.edge]
    two_way = np.flatnonzero(other >= 0)
    either.append((two_way, other[two_way], 1 - stops.fraction[two_way]))
    parts = [_whole(roads, ms, edges)]
    for stop, edge, at in either:
        parts.append(_part(roads, ms, edge, at, np.ones(len(at)), tail=stop + first_source, head=roads.head[edge]))
        parts.append(_part(roads, ms, edge, np.zeros(len(at)), at, tail=roads.tail[edge], head=stop + first_target))
    origin, destination = _same_line(roads.shape[stops.edge])
    for edge_of, at in ((stops.edge, stops.fraction), _against(stops, other)):
        # The second of two stops may be noted on the twin: look at it along the edge of the first.
        along = np.where(
            edge_of[origin] == stops.edge[destination], stops.fraction[destination], 1 - stops.fraction[destination]
        )
        ahead = (edge_of[origin] >= 0) & (ms[edge_of[origin]] > 0) & (along >= at[origin])
        a, b = origin[ahead], destination[ahead]
        parts.append(_part(roads, ms, edge_of[a], at[a], along[ahead], tail=a + first_source, head=b + first_target))
    columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in Arcs.__slots__}
    return Arcs(**columns)


def _against(stops: Stops, other: Ints) -> tuple[Ints, Floats]:
    """See the same stops along the twins of their edges; -1 where there is none."""
    return other, 1 - stops.fraction


def _same_line(shape: Ints) -> tuple[Longs, Longs]:
    """All ordered pairs of stops beside one line, each stop with itself included."""
    order = np.argsort(shape, kind="stable")
    sorted_shape = shape[order]
    first = np.searchsorted(sorted_shape, sorted_shape, side="left")
    size = np.searchsorted(sorted_shape, sorted_shape, side="right") - first
    origin = np.repeat(np.arange(len(shape)), size)
    within = np.arange(len(origin)) - np.repeat(np.cumsum(size) - size, size)
    return order[origin], order[np.repeat(first, size) + within]


def _whole(roads: RoadGraph, ms: Longs, edges: Longs) -> Arcs:
    return Arcs(
        tail=roads.tail[edges],
        head=roads.head[edges],
        ms=ms[edges],
        dm=roads.length_dm[edges].astype(np.int64),
        edge=edges.astype(np.int32),
        begin=np.zeros(len(edges)),
        end=np.ones(len(edges)),
    )


def _part(
    roads: RoadGraph,
    ms: Longs,
    edge: Ints,
    begin: Floats,
    end: Floats,
    *,
    tail: NDArray[np.integer],
    head: NDArray[np.integer],
) -> Arcs:
    """Parts of edges; rounded so that the parts of an edge add up to the edge."""

    def share(whole: Longs) -> Longs:
        return (np.rint(whole * end) - np.rint(whole * begin)).astype(np.int64)

    return Arcs(
        tail=tail.astype(np.int32),
        head=head.astype(np.int32),
        ms=share(ms[edge]),
        dm=share(roads.length_dm[edge].astype(np.int64)),
        edge=edge.astype(np.int32),
        begin=begin,
        end=end,
    )


def _take(arcs: Arcs, index: NDArray[np.integer]) -> Arcs:
    return Arcs(**{name: getattr(arcs, name)[index] for name in Arcs.__slots__})


def _pair_key(node_count: int, tail: Ints, head: Ints) -> Longs:
    return np.minimum(tail, head).astype(np.int64) * node_count + np.maximum(tail, head)


def _matrix(node_count: int, tail: Ints, head: Ints) -> csr_array:
    return csr_array((np.ones(len(tail), dtype=np.int8), (tail, head)), shape=(node_count, node_count))
