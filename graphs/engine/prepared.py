"""Roads prepared for any vehicle, hour and change: graph and hierarchy once, weights as often as needed."""

from collections.abc import Callable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graphs.engine.expand import expand
from graphs.engine.hierarchy import Hierarchy
from graphs.engine.stops import Stops, StopTable
from graphs.engine.topology import Topology
from graphs.engine.units import INFINITE_MS, Ints
from graphs.engine.yards import Yards, borders, through_edges
from graphs.law.legal import u_turns
from graphs.roads import RoadGraph

Laid = Callable[[int, Ints, Ints], Topology]


class PreparedRoads:
    """The hierarchy of a road graph, with its turns.

    Turns that are not free are told apart, and those back onto the same street at the next junctions, which long
    vehicles must not make: a driver who may not turn left would otherwise go past and come back.

    Parameters
    ----------
    roads
        The roads; edges that are shut to everybody, to be opened by a change, included.
    usual
        Edges that are not of that kind, all if None: where these end there is a dead end, and all turn round.
    laid
        Lays the links of a graph, or finds them laid.
    """

    def __init__(
        self, roads: RoadGraph, *, usual: NDArray[np.bool_] | None = None, laid: Laid = Topology.build
    ) -> None:
        self.roads = roads
        turns = roads.law.turns
        # Wherever a turn may be forbidden: at the end of each edge of a chain but the last.
        around = roads.head[turns.chains.steps[0]]
        back, onto = turning_round(roads, around, usual)
        self._rounds = len(back)
        self._laid = laid
        self.graph = expand(roads, turns.chains.and_pairs(back, onto))

    @cached_property
    def hierarchy(self) -> Hierarchy:
        """Order and links of the graph, made when they are first asked for."""
        return Hierarchy(self._laid(self.graph.node_count, self.graph.tail, self.graph.head))

    def forbidden(self, turns: NDArray[np.bool_], *, turns_round: bool) -> NDArray[np.bool_]:
        """Complete a mask of the turns of ``roads.law.turns`` by those back onto the same street."""
        return np.concatenate((turns, np.full(self._rounds, not turns_round)))

    def table(
        self,
        edge_ms: Ints,
        forbidden: NDArray[np.bool_],
        stops: Stops,
        *,
        callers: NDArray[np.bool_] | None = None,
        lengths: bool = True,
    ) -> StopTable:
        """Put weights on the roads.

        Parameters
        ----------
        edge_ms
            Milliseconds to drive every edge, at least 1, ``INFINITE_MS`` where it may not be used; shape ``(edges,)``.
        forbidden
            Turns that may not be taken, as :meth:`forbidden` gives them.
        stops
            The places to drive among.
        callers
            Edges that are no way through, for who does not call at a place there; shape ``(edges,)``.
        lengths
            Whether lengths are wanted too, which takes almost twice the time.
        """
        arc_ms = self.graph.arc_ms(edge_ms, forbidden)
        dm = self.roads.length_dm[self.graph.edge] if lengths else None
        yards = None
        if callers is not None and (callers & (edge_ms < INFINITE_MS)).any():
            edges = ~through_edges(self.graph, arc_ms, callers)
            yard = edges[self.graph.edge]
            inside = self.hierarchy.customize(np.where(yard, arc_ms, INFINITE_MS), dm)
            exits, entries = borders(self.graph, arc_ms, yard)
            yards = Yards(edges=edges, metric=inside, exits=exits, entries=entries)
            arc_ms = np.where(yard, INFINITE_MS, arc_ms)
        metric = self.hierarchy.customize(arc_ms, dm)
        return StopTable(roads=self.roads, graph=self.graph, metric=metric, edge_ms=edge_ms, stops=stops, yards=yards)

    def through(self, edge_ms: Ints, forbidden: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Edges from which all others of them can be reached, and that can be reached from them; shape ``(edges,)``."""
        return through_edges(self.graph, self.graph.arc_ms(edge_ms, forbidden))


def turning_round(roads: RoadGraph, around: Ints, usual: NDArray[np.bool_] | None = None) -> tuple[Ints, Ints]:
    """Turns back onto the same street next to some junctions, come from there; dead ends are left out."""
    here = np.zeros(roads.node_count, dtype=np.bool_)
    here[around] = True
    edges, twins = u_turns(roads, usual)
    chosen = here[roads.tail[edges]]
    return edges[chosen], twins[chosen]
