"""The graph the engine searches: junctions, and once more for every edge from which some turn is forbidden."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphs.engine.units import INFINITE_MS, Ints
from graphs.roads import RoadGraph


@dataclass(frozen=True, kw_only=True, eq=False)
class ArcGraph:
    """Arcs to drive along; one topology for all vehicle classes, whatever each may do.

    An edge from which some turn is forbidden to anybody ends in a node of its own, and every edge out of the junction
    begins there too. So such a turn is an arc, and forbidding it takes a weight.

    Attributes
    ----------
    node_count
        Junctions of the road graph first, under their own numbers, then the ends of single edges.
    end
        The node every edge of the road graph leads to; shape ``(edges,)``.
    first_arc
        Arcs ``first_arc[e]:first_arc[e + 1]`` drive edge ``e``, from different nodes.
    tail, head, edge
        Nodes and edge of every arc; shape ``(arcs,)``.
    pair
        Which of the turns given to :func:`expand`, each pair of edges counted once, leads onto the arc's edge, or -1.
    pair_of_turn
        Which pair each turn given is; shape ``(turns,)``.
    """

    node_count: int
    end: Ints
    first_arc: Ints
    tail: Ints
    head: Ints
    edge: Ints
    pair: Ints
    pair_of_turn: Ints

    def arc_ms(self, edge_ms: Ints, forbidden: NDArray[np.bool_] | None = None) -> Ints:
        """Weights of all arcs, from those of edges and a mask of the turns that are forbidden, shape ``(turns,)``."""
        ms: Ints = np.asarray(edge_ms, dtype=np.int32)[self.edge]
        if forbidden is not None and forbidden.any():
            shut = np.zeros(int(self.pair_of_turn.max()) + 1, dtype=np.bool_)
            shut[self.pair_of_turn[forbidden]] = True
            ms[(self.pair >= 0) & shut[self.pair]] = INFINITE_MS
        return ms


def expand(roads: RoadGraph, from_edge: Ints, to_edge: Ints) -> ArcGraph:
    """Give edges from which some turn may be forbidden an end of their own.

    Parameters
    ----------
    roads
        The road graph.
    from_edge, to_edge
        Turns that may be forbidden to somebody; the same pair may stand there twice, for different people, and is
        forbidden if either is; shape ``(turns,)``.

    Raises
    ------
    ValueError
        When a turn joins edges that do not meet.
    """
    if (roads.head[from_edge] != roads.tail[to_edge]).any():
        wrong = int(np.flatnonzero(roads.head[from_edge] != roads.tail[to_edge])[0])
        raise ValueError(f"turn {wrong} goes from edge {from_edge[wrong]} to edge {to_edge[wrong]}, which do not meet")
    entering = np.unique(from_edge)
    end = roads.head.astype(np.int32)
    end[entering] = roads.node_count + np.arange(len(entering), dtype=np.int32)
    # Every edge begins at its junction, and at the end of each edge into it that has an end of its own.
    entering = entering[np.argsort(roads.head[entering], kind="stable")]
    first_in = np.searchsorted(roads.head[entering], np.arange(roads.node_count + 1))
    arcs = 1 + np.diff(first_in)[roads.tail]
    first_arc = np.concatenate(([0], np.cumsum(arcs))).astype(np.int32)
    edge = np.repeat(np.arange(roads.edge_count, dtype=np.int32), arcs)
    which = np.arange(len(edge)) - first_arc[edge]
    tail = roads.tail[edge].astype(np.int32)
    at = np.flatnonzero(which)
    came_by = entering[first_in[tail[at]] + which[at] - 1].astype(np.int64)
    tail[at] = end[came_by]
    known, pair_of_turn = np.unique(from_edge.astype(np.int64) * roads.edge_count + to_edge, return_inverse=True)
    pair = np.full(len(edge), -1, dtype=np.int32)
    pair[at] = _found(known, came_by * roads.edge_count + edge[at])
    return ArcGraph(
        node_count=roads.node_count + len(entering),
        end=end,
        first_arc=first_arc,
        tail=tail,
        head=end[edge],
        edge=edge,
        pair=pair,
        pair_of_turn=pair_of_turn.astype(np.int32),
    )


def _found(known: NDArray[np.int64], wanted: NDArray[np.int64]) -> Ints:
    """Where each number wanted stands among those known, in ascending order, or -1."""
    if not len(known):
        return np.full(len(wanted), -1, dtype=np.int32)
    at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    return np.where(known[at] == wanted, at, -1).astype(np.int32)
