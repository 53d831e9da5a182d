"""Tables by the hierarchy: prepared once for the roads of a day, weighed anew for each vehicle, period and change."""

import numpy as np
from numpy.typing import NDArray

from graphs.changes.overlay import INFINITE
from graphs.engine.expand import expand
from graphs.engine.hierarchy import Hierarchy
from graphs.engine.stops import Stops as PlacedStops
from graphs.engine.stops import StopTable
from graphs.roads import Ints, RoadGraph
from graphs.search import Longs, Stops


class Prepared:
    """Fast tables for one road graph: a :data:`graphs.changes.tables.Tables`, turns kept.

    Parameters
    ----------
    roads
        The roads of a day (:attr:`graphs.changes.resolve.DayChanges.roads`).
    """

    def __init__(self, roads: RoadGraph) -> None:
        turns = roads.law.turns
        self.roads = roads
        self._graph = expand(roads, turns.from_edge, turns.to_edge)
        self._hierarchy = Hierarchy.build(self._graph.node_count, self._graph.tail, self._graph.head)

    def __call__(self, roads: RoadGraph, ms: Ints, forbidden: NDArray[np.bool_], stops: Stops) -> tuple[Longs, Longs]:
        """Milliseconds and decimetres from stop to stop, -1 where no way leads."""
        assert roads is self.roads, "tables are made for the roads that were prepared"
        dm = roads.length_dm[self._graph.edge]
        metric = self._hierarchy.customize(self._graph.arc_ms(ms, forbidden), dm)
        placed = PlacedStops(edge=stops.edge, fraction=stops.fraction)
        table = StopTable(roads=roads, graph=self._graph, metric=metric, edge_ms=ms, stops=placed)
        found_ms, found_dm = table.table()
        reached = found_ms < INFINITE
        return np.where(reached, found_ms, -1).astype(np.int64), np.where(reached, found_dm, -1).astype(np.int64)
