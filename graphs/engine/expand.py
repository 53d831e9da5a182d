"""The graph the engine searches: junctions, and once more for every edge from which some turn is forbidden.

Where a turn is forbidden only to who comes by certain edges, each beginning of that chain has an end of its own, too:
the graph is the product of the roads with the automaton that knows which forbidden chain a path is in the middle of.

References
----------
Aho & Corasick 1975, doi:10.1145/360825.360855 (the automaton); Villeneuve & Desaulniers 2005,
doi:10.1016/j.ejor.2004.01.032 (shortest paths with forbidden paths).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graphs.engine.units import INFINITE_MS, Ints
from graphs.law.chains import Chains
from graphs.roads import RoadGraph


@dataclass(frozen=True, kw_only=True, eq=False)
class ArcGraph:
    """Arcs to drive along; one topology for all vehicle classes, whatever each may do.

    An edge from which some turn is forbidden to anybody ends in a node of its own, and every edge out of the junction
    begins there too. So such a turn is an arc, and forbidding it takes a weight.

    Attributes
    ----------
    node_count
        Junctions of the road graph first, under their own numbers, then the ends of single edges and of chains.
    end
        The node every edge of the road graph leads to, for who begins on it; shape ``(edges,)``.
    first_arc
        Arcs ``first_arc[e]:first_arc[e + 1]`` drive edge ``e``, from different nodes.
    tail, head, edge
        Nodes and edge of every arc; shape ``(arcs,)``.
    barred_arc, barred_by
        Arcs that complete one of the chains given to :func:`expand`, and which; shape ``(bars,)``.
    """

    node_count: int
    end: Ints
    first_arc: Ints
    tail: Ints
    head: Ints
    edge: Ints
    barred_arc: Ints
    barred_by: Ints

    def arc_ms(self, edge_ms: Ints, forbidden: NDArray[np.bool_] | None = None) -> Ints:
        """Weights of all arcs, from those of edges and a mask of the chains that are forbidden, ``(chains,)``."""
        ms: Ints = np.asarray(edge_ms, dtype=np.int32)[self.edge]
        if forbidden is not None and forbidden.any():
            ms[self.barred_arc[forbidden[self.barred_by]]] = INFINITE_MS
        return ms


def expand(roads: RoadGraph, chains: Chains) -> ArcGraph:
    """Give edges from which some turn may be forbidden an end of their own.

    Parameters
    ----------
    roads
        The road graph.
    chains
        What may be forbidden to somebody: to drive these edges one after the other. The same chain may stand there
        twice, for different people, and is forbidden if either is.

    Raises
    ------
    ValueError
        When a chain joins edges that do not meet.
    """
    first, second, chain = chains.steps
    apart = np.flatnonzero(roads.head[first] != roads.tail[second])
    if len(apart):
        at = apart[0]
        raise ValueError(f"turn {chain[at]} goes from edge {first[at]} to edge {second[at]}, which do not meet")
    return _Expansion(roads, chains).graph()


class _Expansion:
    """Ends with a memory: first those of single edges, ascending, then those of longer beginnings of chains."""

    def __init__(self, roads: RoadGraph, chains: Chains) -> None:
        self.roads, self.chains = roads, chains
        self.entering = np.unique(chains.first)
        begun = {chain[:n] for chain in self._long for n in range(2, len(chain))}
        self.longer = sorted(begun, key=lambda begin: (len(begin), begin))
        self.last = np.append(self.entering, [begin[-1] for begin in self.longer]).astype(np.int32)
        # Every edge begins at its junction, and at each end with a memory there.
        self.order = np.argsort(roads.head[self.last], kind="stable")
        self.first_in = np.searchsorted(roads.head[self.last][self.order], np.arange(roads.node_count + 1))
        self.place = np.empty(len(self.last), dtype=np.int64)
        self.place[self.order] = np.arange(len(self.last)) - self.first_in[roads.head[self.last[self.order]]]
        arcs = 1 + np.diff(self.first_in)[roads.tail]
        self.first_arc = np.concatenate(([0], np.cumsum(arcs))).astype(np.int32)

    def graph(self) -> ArcGraph:
        """Lay the arcs."""
        roads, count = self.roads, self.roads.node_count
        edge = np.repeat(np.arange(roads.edge_count, dtype=np.int32), np.diff(self.first_arc))
        which = np.arange(len(edge)) - self.first_arc[edge]
        tail = roads.tail[edge].astype(np.int32)
        at = np.flatnonzero(which)
        tail[at] = count + self.order[self.first_in[tail[at]] + which[at] - 1]
        end = roads.head.astype(np.int32)
        end[self.entering] = count + np.arange(len(self.entering), dtype=np.int32)
        head = end[edge]
        # Shorter beginnings first: of all that a path has begun, the longest tells the most.
        for number, begin in enumerate(self.longer, start=len(self.entering)):
            for memory in self._ending_in(begin[:-1]):
                head[self._arc(memory, begin[-1])] = count + number
        barred_arc, barred_by = (np.concatenate(column) for column in zip(*self._bars(), strict=True))
        return ArcGraph(
            node_count=count + len(self.last),
            end=end,
            first_arc=self.first_arc,
            tail=tail,
            head=head,
            edge=edge,
            barred_arc=barred_arc.astype(np.int32),
            barred_by=barred_by.astype(np.int32),
        )

    @cached_property
    def _long(self) -> list[tuple[int, ...]]:
        chains, start = self.chains, self.chains.start
        return [tuple(chains.edge[start[i] : start[i + 1]].tolist()) for i in chains.long.tolist()]

    @cached_property
    def _by_ending(self) -> dict[tuple[int, ...], list[int]]:
        """Longer beginnings by all that they end in."""
        found = defaultdict(list)
        for number, begin in enumerate(self.longer, start=len(self.entering)):
            for n in range(len(begin)):
                found[begin[n:]].append(number)
        return dict(found)

    def _ending_in(self, chain: tuple[int, ...]) -> list[int]:
        """Ends of all who have just driven a beginning of some chain; it is the memory of an end itself."""
        own = [int(np.searchsorted(self.entering, chain[0]))] if len(chain) == 1 else []
        return own + self._by_ending.get(chain, [])

    def _arc(self, memory: int, edge: int) -> int:
        """The arc that drives an edge from an end with a memory."""
        return int(self.first_arc[edge] + 1 + self.place[memory])

    def _bars(self) -> Iterator[tuple[NDArray[np.integer], NDArray[np.integer]]]:
        """Arcs that complete a chain, and the chain."""
        chains = self.chains
        pairs = np.flatnonzero(chains.size == 2)
        from_edge, to_edge = chains.edge[chains.start[pairs]], chains.edge[chains.start[pairs] + 1]
        yield self.first_arc[to_edge] + 1 + self.place[np.searchsorted(self.entering, from_edge)], pairs
        for memory, begin in enumerate(self.longer, start=len(self.entering)):
            also = np.flatnonzero(from_edge == begin[-1])
            yield self.first_arc[to_edge[also]] + 1 + self.place[memory], pairs[also]
        for number, chain in zip(chains.long, self._long, strict=True):
            arcs = [self._arc(memory, chain[-1]) for memory in self._ending_in(chain[:-1])]
            yield np.array(arcs, dtype=np.int64), np.full(len(arcs), number)
