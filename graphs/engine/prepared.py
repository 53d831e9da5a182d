"""Roads prepared for any vehicle, hour and change: graph and hierarchy once, weights as often as needed."""

import numpy as np
from numpy.typing import NDArray

from graphs.engine.expand import expand
from graphs.engine.hierarchy import Hierarchy
from graphs.engine.stops import Stops, StopTable
from graphs.engine.units import Ints
from graphs.law.legal import u_turns
from graphs.roads import RoadGraph


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
    """

    def __init__(self, roads: RoadGraph, *, usual: NDArray[np.bool_] | None = None) -> None:
        self.roads = roads
        turns = roads.law.turns
        back, onto = turning_round(roads, roads.head[turns.from_edge], usual)
        self._rounds = len(back)
        self.graph = expand(roads, np.r_[turns.from_edge, back], np.r_[turns.to_edge, onto])
        self.hierarchy = Hierarchy.build(self.graph.node_count, self.graph.tail, self.graph.head)

    def forbidden(self, turns: NDArray[np.bool_], *, turns_round: bool) -> NDArray[np.bool_]:
        """Complete a mask of the turns of ``roads.law.turns`` by those back onto the same street."""
        return np.concatenate((turns, np.full(self._rounds, not turns_round)))

    def table(self, edge_ms: Ints, forbidden: NDArray[np.bool_], stops: Stops, *, lengths: bool = True) -> StopTable:
        """Put weights on the roads.

        Parameters
        ----------
        edge_ms
            Milliseconds to drive every edge, at least 1, ``INFINITE_MS`` where it may not be used; shape ``(edges,)``.
        forbidden
            Turns that may not be taken, as :meth:`forbidden` gives them.
        stops
            The places to drive among.
        lengths
            Whether lengths are wanted too, which takes almost twice the time.
        """
        dm = self.roads.length_dm[self.graph.edge] if lengths else None
        metric = self.hierarchy.customize(self.graph.arc_ms(edge_ms, forbidden), dm)
        return StopTable(roads=self.roads, graph=self.graph, metric=metric, edge_ms=edge_ms, stops=stops)


def turning_round(roads: RoadGraph, around: Ints, usual: NDArray[np.bool_] | None = None) -> tuple[Ints, Ints]:
    """Turns back onto the same street next to some junctions, come from there; dead ends are left out."""
    here = np.zeros(roads.node_count, dtype=np.bool_)
    here[around] = True
    edges, twins = u_turns(roads, usual)
    chosen = here[roads.tail[edges]]
    return edges[chosen], twins[chosen]
