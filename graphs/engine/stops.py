"""Places beside roads: how a drive leaves them, gets to them, or goes from one to another along one street.

A stop lies where it lies, not at a junction, and no path leads through it: it is joined to both ends of its edge by
parts of it, and stops along one street are joined to one another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphs.engine.expand import ArcGraph
from graphs.engine.metric import Metric
from graphs.engine.paths import Way
from graphs.engine.pieces import Pieces, parts_of
from graphs.engine.touching import Ends, Touching, Within, ends_beyond, ends_of
from graphs.engine.units import INFINITE_MS, INFINITE_PACKED, Ints, pack
from graphs.geo import Floats
from graphs.roads import RoadGraph

if TYPE_CHECKING:
    from graphs.engine.yards import Yards


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
    yards
        Roads that are no way through, which ``metric`` leaves out; None where all are.
    """

    roads: RoadGraph
    graph: ArcGraph
    metric: Metric
    edge_ms: Ints
    stops: Stops
    yards: "Yards | None" = None

    def fill(self, ms: Ints, dm: Ints, *, first: int = 0, threads: int | None = None) -> None:
        """Write milliseconds and decimetres into arrays of the caller's, shape ``(rows, stops)``.

        Rows are those of the stops from ``first`` on; a table too large for memory can be had in parts.
        """
        leaving = self._leaving.seeds.part(first, first + len(ms))
        self.metric.fill(leaving, self._arriving.seeds, ms, dm, threads=threads)
        origin, destination, pieces = self._along
        inside = np.flatnonzero((origin >= first) & (origin < first + len(ms)))
        _improve(ms, dm, origin[inside] - first, destination[inside], pieces.ms[inside], pieces.dm[inside])
        if self._within is not None:
            rows, columns, _, _, far_ms, far_dm = self._within
            here = np.flatnonzero((rows >= first) & (rows < first + len(ms)))
            row, column = np.nonzero(far_ms[here] < INFINITE_MS)
            found = here[row], column
            _improve(ms, dm, rows[found[0]] - first, columns[column], far_ms[found], far_dm[found])

    def table(self, *, threads: int | None = None) -> tuple[Ints, Ints]:
        """Milliseconds and decimetres from stop to stop; ``INFINITE_MS`` in both where no way leads."""
        count = len(self.stops.edge)
        ms, dm = np.empty((2, count, count), dtype=np.int32)
        self.fill(ms, dm, threads=threads)
        return ms, dm

    def drives(self, pairs: Sequence[tuple[int, int]]) -> list[Pieces | None]:
        """What is driven from stop to stop, for every pair; None where no way leads."""
        leaving, arriving = self._leaving, self._arriving
        origin, destination, direct = self._along
        number = {pair: i for i, pair in enumerate(zip(origin.tolist(), destination.tolist(), strict=True))}
        found: list[Pieces | None] = []
        ways = self.metric.paths(leaving.seeds, arriving.seeds, pairs)
        for pair, way, inside in zip(pairs, ways, self._drives_within(pairs), strict=True):
            options = [] if inside is None else [inside]
            if way is not None:
                options.append(self._driven(leaving, way, arriving))
            if pair in number:
                options.append(direct[np.array([number[pair]])])
            found.append(min(options, key=lambda pieces: (pieces.ms.sum(), pieces.dm.sum()), default=None))
        return found

    def _driven(self, leaving: Ends, way: Way, arriving: Ends) -> Pieces:
        """All pieces of a way: out of the first stop's yard, where it lies in one, and into the last one's."""
        out, into = np.array([way.leaves_by]), np.array([way.arrives_by])
        first = self._across(leaving.inner[way.leaves_by], leaving.seeds.node[way.leaves_by])
        last = self._across(arriving.seeds.node[way.arrives_by], arriving.inner[way.arrives_by])
        return Pieces.joined(
            (leaving.pieces[out], first, self._whole(way.arcs), last, arriving.pieces[into]),
        )

    def _across(self, origin: int, destination: int) -> Pieces:
        """What is driven in a yard between two nodes; nothing where they are the same."""
        if origin == destination or self.yards is None:
            return self._whole(np.zeros(0, dtype=np.int32))
        return self._whole(self.yards.way(int(origin), int(destination)))

    def _drives_within(self, pairs: Sequence[tuple[int, int]]) -> list[Pieces | None]:
        """Drives that keep to yards, for every pair; None where there is no such."""
        found: list[Pieces | None] = [None] * len(pairs)
        if self._within is None or self.yards is None:
            return found
        rows, columns, out, into, _, _ = self._within
        row, column = ({stop: i for i, stop in enumerate(stops.tolist())} for stops in (rows, columns))
        known = [(i, (row[a], column[b])) for i, (a, b) in enumerate(pairs) if a in row and b in column]
        ways = self.yards.ways(out.seeds, into.seeds, [pair for _, pair in known])
        for (i, _), way in zip(known, ways, strict=True):
            found[i] = None if way is None else self._driven(out, way, into)
        return found

    def _whole(self, arcs: Ints) -> Pieces:
        edge = self.graph.edge[arcs]
        return parts_of(self.roads, self.edge_ms, edge, np.zeros(len(edge)), np.ones(len(edge)))

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
    def _out(self) -> Touching:
        """Where stops are left: at the ends of their edges."""
        stop, edge, at = (np.concatenate(column) for column in zip(*self._either_way, strict=True))
        return Touching(
            stop, edge, self.graph.end[edge], parts_of(self.roads, self.edge_ms, edge, at, np.ones(len(at)))
        )

    @cached_property
    def _into(self) -> Touching:
        """Where stops are reached from: where their edges begin, which can be several nodes."""
        stop, edge, at = (np.concatenate(column) for column in zip(*self._either_way, strict=True))
        begins = self.graph.first_arc[edge + 1] - self.graph.first_arc[edge]
        of = np.repeat(np.arange(len(edge)), begins)
        arc = self.graph.first_arc[edge[of]] + np.arange(len(of)) - np.repeat(np.cumsum(begins) - begins, begins)
        # An arc that a forbidden turn leads onto is no way to get there.
        kinds = [self.metric] if self.yards is None else [self.metric, self.yards.metric]
        infinite = INFINITE_PACKED if self.metric.knows_lengths else INFINITE_MS
        open_arc = np.any([kind.arc_weight[arc] < infinite for kind in kinds], axis=0)
        of, arc = of[open_arc], arc[open_arc]
        pieces = parts_of(self.roads, self.edge_ms, edge[of], np.zeros(len(of)), at[of])
        return Touching(stop[of], edge[of], self.graph.tail[arc], pieces)

    @cached_property
    def _leaving(self) -> Ends:
        """Seeds to leave stops by."""
        if self.yards is None:
            return ends_of(self._out, len(self.stops.edge))
        inside = np.flatnonzero(self.yards.edges[self._out.edge])
        nodes, which = np.unique(self._out.node[inside], return_inverse=True)
        return ends_beyond(self._out, inside, which, self.yards.leaving(nodes), len(self.stops.edge))

    @cached_property
    def _arriving(self) -> Ends:
        """Seeds to reach stops by."""
        if self.yards is None:
            return ends_of(self._into, len(self.stops.edge))
        inside = np.flatnonzero(self.yards.edges[self._into.edge])
        nodes, which = np.unique(self._into.node[inside], return_inverse=True)
        return ends_beyond(self._into, inside, which, self.yards.arriving(nodes), len(self.stops.edge))

    @cached_property
    def _within(self) -> Within | None:
        """Drives between stops in yards that keep to them; None where no stop lies in one."""
        if self.yards is None:
            return None
        inside = [side.part(np.flatnonzero(self.yards.edges[side.edge])) for side in (self._out, self._into)]
        if not all(len(side.stop) for side in inside):
            return None
        (rows, row), (columns, column) = (np.unique(side.stop, return_inverse=True) for side in inside)
        out, into = (
            ends_of(inside[0]._replace(stop=row), len(rows)),
            ends_of(inside[1]._replace(stop=column), len(columns)),
        )
        ms, dm = self.yards.metric.table(out.seeds, into.seeds)
        dm = dm if self.metric.knows_lengths else np.zeros_like(ms)
        return Within(rows, columns, out, into, ms, dm)

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
            parts.append(parts_of(self.roads, self.edge_ms, edge_of[origin[ahead]], at_of[origin[ahead]], other[ahead]))
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


def _improve(
    ms: Ints,
    dm: Ints,
    row: NDArray[np.integer],
    column: NDArray[np.integer],
    better_ms: NDArray[np.integer],
    better_dm: NDArray[np.integer],
) -> None:
    """Write times and lengths into a table where they are less; each cell is named once."""
    if len(row):
        shorter = np.flatnonzero(pack(better_ms, better_dm) < pack(ms[row, column], dm[row, column]))
        ms[row[shorter], column[shorter]] = better_ms[shorter]
        dm[row[shorter], column[shorter]] = better_dm[shorter]
