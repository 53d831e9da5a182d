"""Places beside roads: how a drive leaves them, gets to them, or goes from one to another along one street.

A stop lies where it lies, not at a junction, and no path leads through it: it is joined to both ends of its edge by
parts of it, and stops along one street are joined to one another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graphs.engine.expand import ArcGraph
from graphs.engine.metric import Metric
from graphs.engine.seeds import Seeds
from graphs.engine.units import INFINITE_MS, INFINITE_PACKED, Ints, Longs, pack
from graphs.geo import Floats
from graphs.roads import RoadGraph


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stops:
    """Places beside edges, at a fraction of the edge's length from its tail; edge -1 is nowhere; shape ``(stops,)``.

    A stop is met in both directions of its street; where ``one_sided`` holds, only along its edge. None: nowhere.
    """

    edge: Ints
    fraction: Floats
    one_sided: NDArray[np.bool_] | None = None

    @property
    def either_way(self) -> NDArray[np.bool_]:
        """Stops that are met in both directions; shape ``(stops,)``."""
        return np.ones(len(self.edge), dtype=np.bool_) if self.one_sided is None else ~self.one_sided


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pieces:
    """Parts of edges driven one after the other, each from ``begin`` to ``end`` of its length; shape ``(pieces,)``."""

    edge: Ints
    begin: Floats
    end: Floats
    ms: Longs
    dm: Longs

    @classmethod
    def joined(cls, parts: Sequence["Pieces"]) -> "Pieces":
        """One after the other."""
        return cls(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in cls.__slots__})

    def __getitem__(self, index: NDArray[np.integer] | slice) -> "Pieces":
        return Pieces(**{name: getattr(self, name)[index] for name in self.__slots__})

    def __len__(self) -> int:
        return len(self.edge)


@dataclass(frozen=True, kw_only=True, eq=False)
class StopTable:
    """Drives among stops for one vehicle class, hour and set of changes.

    Attributes
    ----------
    roads, graph, metric
        The roads, the graph made of them, and its weights.
    edge_ms
        Milliseconds to drive every edge, ``INFINITE_MS`` where it may not be used; shape ``(edges,)``.
    stops
        The stops. One beside an edge that may not be used can neither be left nor reached.
    """

    roads: RoadGraph
    graph: ArcGraph
    metric: Metric
    edge_ms: Ints
    stops: Stops

    def fill(self, ms: Ints, dm: Ints, *, first: int = 0, threads: int | None = None) -> None:
        """Write milliseconds and decimetres into arrays of the caller's, shape ``(rows, stops)``.

        Rows are those of the stops from ``first`` on; a table too large for memory can be had in parts.
        """
        self.metric.fill(self._leaving[0].part(first, first + len(ms)), self._arriving[0], ms, dm, threads=threads)
        origin, destination, pieces = self._along
        inside = np.flatnonzero((origin >= first) & (origin < first + len(ms)))
        origin, destination, pieces = origin[inside] - first, destination[inside], pieces[inside]
        if len(origin):
            there = pack(ms[origin, destination], dm[origin, destination])
            shorter = np.flatnonzero(pack(pieces.ms, pieces.dm) < there)
            ms[origin[shorter], destination[shorter]] = pieces.ms[shorter]
            dm[origin[shorter], destination[shorter]] = pieces.dm[shorter]

    def table(self, *, threads: int | None = None) -> tuple[Ints, Ints]:
        """Milliseconds and decimetres from stop to stop; ``INFINITE_MS`` in both where no way leads."""
        count = len(self.stops.edge)
        ms, dm = np.empty((2, count, count), dtype=np.int32)
        self.fill(ms, dm, threads=threads)
        return ms, dm

    def drives(self, pairs: Sequence[tuple[int, int]]) -> list[Pieces | None]:
        """What is driven from stop to stop, for every pair; None where no way leads."""
        (sources, out), (targets, into) = self._leaving, self._arriving
        origin, destination, direct = self._along
        number = {pair: i for i, pair in enumerate(zip(origin.tolist(), destination.tolist(), strict=True))}
        found: list[Pieces | None] = []
        for pair, way in zip(pairs, self.metric.paths(sources, targets, pairs), strict=True):
            options = []
            if way is not None:
                own = out[np.array([way.leaves_by])], self._whole(way.arcs), into[np.array([way.arrives_by])]
                options.append(Pieces.joined(own))
            if pair in number:
                options.append(direct[np.array([number[pair]])])
            found.append(min(options, key=lambda pieces: (pieces.ms.sum(), pieces.dm.sum()), default=None))
        return found

    def _whole(self, arcs: Ints) -> Pieces:
        edge = self.graph.edge[arcs]
        return _parts(self.roads, self.edge_ms, edge, np.zeros(len(edge)), np.ones(len(edge)))

    @cached_property
    def _either_way(self) -> list[tuple[NDArray[np.int64], Ints, Floats]]:
        """Stops, and the edges and fractions they can be seen at: their own, and on two-way streets the twin's."""
        at = np.flatnonzero(self.stops.edge >= 0)
        edge, fraction = self.stops.edge[at], self.stops.fraction[at]
        twin = self.roads.twin[edge]
        seen = []
        both = self.stops.either_way[at]
        for here, where, allowed in ((edge, fraction, np.ones_like(both)), (twin, 1 - fraction, both)):
            may = np.flatnonzero(allowed & (here >= 0) & (self.edge_ms[here] < INFINITE_MS))
            seen.append((at[may], here[may], where[may]))
        return seen

    @cached_property
    def _leaving(self) -> tuple[Seeds, Pieces]:
        """Seeds to leave stops by, and what is driven to get to them."""
        stop, edge, at = (np.concatenate(column) for column in zip(*self._either_way, strict=True))
        pieces = _parts(self.roads, self.edge_ms, edge, at, np.ones(len(at)))
        return self._seeds(stop, self.graph.end[edge], pieces)

    @cached_property
    def _arriving(self) -> tuple[Seeds, Pieces]:
        """Seeds to reach stops by, and what is driven from them: an edge can begin at several nodes."""
        stop, edge, at = (np.concatenate(column) for column in zip(*self._either_way, strict=True))
        begins = self.graph.first_arc[edge + 1] - self.graph.first_arc[edge]
        of = np.repeat(np.arange(len(edge)), begins)
        arc = self.graph.first_arc[edge[of]] + np.arange(len(of)) - np.repeat(np.cumsum(begins) - begins, begins)
        # An arc that a forbidden turn leads onto is no way to get there.
        open_arc = self.metric.arc_weight[arc] < (INFINITE_PACKED if self.metric.knows_lengths else INFINITE_MS)
        of, arc = of[open_arc], arc[open_arc]
        pieces = _parts(self.roads, self.edge_ms, edge[of], np.zeros(len(of)), at[of])
        return self._seeds(stop[of], self.graph.tail[arc], pieces)

    def _seeds(self, stop: NDArray[np.int64], node: Ints, pieces: Pieces) -> tuple[Seeds, Pieces]:
        order = np.argsort(stop, kind="stable")
        pieces = pieces[order]
        start = np.searchsorted(stop[order], np.arange(len(self.stops.edge) + 1)).astype(np.int32)
        return Seeds(start=start, node=node[order].astype(np.int32), ms=pieces.ms, dm=pieces.dm), pieces

    @cached_property
    def _along(self) -> tuple[NDArray[np.int64], NDArray[np.int64], Pieces]:
        """Pairs of stops with the second ahead of the first along one street, and the part between; each pair once."""
        lines = np.where(self.stops.edge >= 0, self.roads.shape[self.stops.edge], -1)
        origin, destination = _same_line(lines)
        first: list[NDArray[np.int64]] = []
        second: list[NDArray[np.int64]] = []
        parts: list[Pieces] = []
        for stop, edge, at in self._either_way:
            edge_of, at_of = np.full(len(lines), -1, dtype=np.int32), np.zeros(len(lines))
            edge_of[stop], at_of[stop] = edge, at
            # The second of two stops may be noted on the twin: look at it along the edge of the first.
            other, same = self.stops.fraction[destination], edge_of[origin] == self.stops.edge[destination]
            other = np.where(same, other, 1 - other)
            met = (edge_of[origin] >= 0) & (same | self.stops.either_way[destination])
            ahead = np.flatnonzero(met & (other >= at_of[origin]))
            first.append(origin[ahead])
            second.append(destination[ahead])
            parts.append(_parts(self.roads, self.edge_ms, edge_of[origin[ahead]], at_of[origin[ahead]], other[ahead]))
        a, b, pieces = np.concatenate(first), np.concatenate(second), Pieces.joined(parts)
        order = np.lexsort((pieces.dm, pieces.ms, b, a))
        best = order[np.flatnonzero(np.r_[True, (np.diff(a[order]) != 0) | (np.diff(b[order]) != 0)][: len(order)])]
        return a[best], b[best], pieces[best]


def _same_line(line: Ints) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All ordered pairs of stops beside one line, each stop with itself included; line -1 is none."""
    order = np.argsort(line, kind="stable")
    order = order[line[order] >= 0]
    in_order = line[order]
    first = np.searchsorted(in_order, in_order, side="left")
    size = np.searchsorted(in_order, in_order, side="right") - first
    origin = np.repeat(np.arange(len(order)), size)
    within = np.arange(len(origin)) - np.repeat(np.cumsum(size) - size, size)
    return order[origin], order[np.repeat(first, size) + within]


def _parts(roads: RoadGraph, edge_ms: Ints, edge: Ints, begin: Floats, end: Floats) -> Pieces:
    """Parts of edges; rounded so that the parts of an edge add up to the edge."""

    def share(whole: NDArray[np.integer]) -> Longs:
        return (np.rint(whole * end) - np.rint(whole * begin)).astype(np.int64)

    return Pieces(
        edge=edge.astype(np.int32), begin=begin, end=end, ms=share(edge_ms[edge]), dm=share(roads.length_dm[edge])
    )
