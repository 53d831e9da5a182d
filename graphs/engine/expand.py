"""The graph the engine searches: junctions, and those with forbidden turns once for every edge they are entered by."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphs.engine.units import INFINITE_MS, Ints
from graphs.roads import RoadGraph


@dataclass(frozen=True, kw_only=True, eq=False)
class ArcGraph:
    """Arcs to drive along; one topology for all vehicle classes, whatever each may do.

    A junction where some turn is forbidden to anybody is split: every edge that leads there ends in a node of its own,
    and from each of these every edge out of the junction begins. So a turn is an arc, and forbidding it costs a weight.

    Attributes
    ----------
    node_count
        Junctions of the road graph first, under their own numbers, then the parts of those that are split.
    end
        The node every edge of the road graph leads to; shape ``(edges,)``.
    first_arc
        Arcs ``first_arc[e]:first_arc[e + 1]`` drive edge ``e``, from different nodes.
    tail, head, edge
        Nodes and edge of every arc; shape ``(arcs,)``.
    turn
        What turn is made to get onto the arc's edge: row of the list given to :func:`expand`, or -1.
    """

    node_count: int
    end: Ints
    first_arc: Ints
    tail: Ints
    head: Ints
    edge: Ints
    turn: Ints

    def arc_ms(self, edge_ms: Ints, forbidden: NDArray[np.bool_] | None = None) -> Ints:
        """Weights of all arcs, from those of edges and a mask of the turns that are forbidden."""
        ms: Ints = np.asarray(edge_ms, dtype=np.int32)[self.edge]
        if forbidden is not None and forbidden.any():
            ms[(self.turn >= 0) & forbidden[self.turn]] = INFINITE_MS
        return ms


def expand(roads: RoadGraph, from_edge: Ints, to_edge: Ints) -> ArcGraph:
    """Split the junctions of some turns.

    Parameters
    ----------
    roads
        The road graph.
    from_edge, to_edge
        Turns that may be forbidden to somebody, each pair once; shape ``(turns,)``.

    Raises
    ------
    ValueError
        When a turn joins edges that do not meet, or is named twice.
    """
    if (roads.head[from_edge] != roads.tail[to_edge]).any():
        wrong = int(np.flatnonzero(roads.head[from_edge] != roads.tail[to_edge])[0])
        raise ValueError(f"turn {wrong} goes from edge {from_edge[wrong]} to edge {to_edge[wrong]}, which do not meet")
    split = np.zeros(roads.node_count, dtype=np.bool_)
    split[roads.head[from_edge]] = True
    end = roads.head.astype(np.int32)
    entering = np.flatnonzero(split[roads.head])
    end[entering] = roads.node_count + np.arange(len(entering), dtype=np.int32)
    # Every edge out of a split junction begins once for each edge into it.
    entering = entering[np.argsort(roads.head[entering], kind="stable")]
    first_in = np.searchsorted(roads.head[entering], np.arange(roads.node_count + 1))
    ways_in = np.diff(first_in)
    arcs = np.where(split[roads.tail], ways_in[roads.tail], 1)
    first_arc = np.concatenate(([0], np.cumsum(arcs))).astype(np.int32)
    edge = np.repeat(np.arange(roads.edge_count, dtype=np.int32), arcs)
    which = np.arange(len(edge)) - first_arc[edge]
    tail = roads.tail[edge].astype(np.int32)
    at = np.flatnonzero(split[tail])
    came_by = entering[first_in[tail[at]] + which[at]]
    tail[at] = end[came_by]
    turn = np.full(len(edge), -1, dtype=np.int32)
    turn[at] = _turns(came_by, edge[at], from_edge, to_edge, roads.edge_count)
    return ArcGraph(
        node_count=roads.node_count + len(entering),
        end=end,
        first_arc=first_arc,
        tail=tail,
        head=end[edge],
        edge=edge,
        turn=turn,
    )


def u_turns(roads: RoadGraph, around: Ints) -> tuple[Ints, Ints]:
    """List the turns back onto the same street at some junctions and those next to them, dead ends left out.

    Who may not turn left at a junction could otherwise go past it and turn round at the next one.
    """
    near = np.zeros(roads.node_count, dtype=np.bool_)
    near[around] = True
    near[roads.head[np.isin(roads.tail, around)]] = True
    ways_out = np.bincount(roads.tail, minlength=roads.node_count)
    back = np.flatnonzero((roads.twin >= 0) & near[roads.head] & (ways_out[roads.head] > 1))
    return back.astype(np.int32), roads.twin[back]


def _turns(came_by: NDArray[np.int64], onto: Ints, from_edge: Ints, to_edge: Ints, edge_count: int) -> Ints:
    """Row of every turn in the list of turns, or -1."""
    key = from_edge.astype(np.int64) * edge_count + to_edge
    order = np.argsort(key, kind="stable")
    if (np.diff(key[order]) == 0).any():
        raise ValueError("a turn is named twice")
    if not len(key):
        return np.full(len(onto), -1, dtype=np.int32)
    wanted = came_by.astype(np.int64) * edge_count + onto
    row = order[np.minimum(np.searchsorted(key[order], wanted), len(key) - 1)]
    return np.where(key[row] == wanted, row, -1).astype(np.int32)
