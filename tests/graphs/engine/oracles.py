"""Second opinions on distances: searches of the graph in which every edge is a node, by scipy and longhand."""

import heapq
from collections.abc import Iterator

import numpy as np

from graphs.engine.stops import Stops
from graphs.engine.units import INFINITE_MS
from graphs.roads import RoadGraph
from graphs.search import far_from


def far_by_edges(
    roads: RoadGraph, edge_ms: np.ndarray, from_edge: np.ndarray, to_edge: np.ndarray, stops: Stops
) -> tuple[np.ndarray, np.ndarray]:
    """Milliseconds and decimetres among stops where the turns given may not be made.

    A node is the end of an edge; driving on to the next edge is an arc, unless that turn is forbidden.
    """
    edges, count = roads.edge_count, len(stops.edge)
    forbidden = set(zip(from_edge.tolist(), to_edge.tolist(), strict=True))
    usable = (edge_ms < INFINITE_MS).tolist()
    arcs: list[tuple[int, int, int, int]] = []

    def part(edge: int, begin: float, end: float) -> tuple[int, int]:
        whole = int(edge_ms[edge]), int(roads.length_dm[edge])
        return round(whole[0] * end) - round(whole[0] * begin), round(whole[1] * end) - round(whole[1] * begin)

    onto: dict[int, list[int]] = {}
    for edge in range(edges):
        onto.setdefault(int(roads.head[edge]), []).append(edge)

    def before(edge: int) -> list[int]:
        ways = onto.get(int(roads.tail[edge]), [])
        return [came for came in ways if usable[came] and (came, edge) not in forbidden]

    for edge in range(edges):
        if usable[edge]:
            arcs += [(came, edge, *part(edge, 0, 1)) for came in before(edge)]
    seen: list[list[tuple[int, float]]] = []
    for edge, at in zip(stops.edge.tolist(), stops.fraction.tolist(), strict=True):
        twin = int(roads.twin[edge])
        seen.append([(e, f) for e, f in ((edge, at), (twin, 1 - at)) if e >= 0 and usable[e]])
    for i, places in enumerate(seen):
        for edge, at in places:
            arcs.append((edges + i, edge, *part(edge, at, 1)))
            arcs += [(came, edges + count + i, *part(edge, 0, at)) for came in before(edge)]
            for j, others in enumerate(seen):
                ahead = [other for along, other in others if along == edge and other >= at]
                arcs += [(edges + i, edges + count + j, *part(edge, at, other)) for other in ahead]
    tail, head, ms, dm = np.array(arcs, dtype=np.int64).reshape(-1, 4).T
    far = far_from(edges + 2 * count, tail, head, ms=ms, dm=dm)(edges + np.arange(count))
    return far[0][:, edges + count :], far[1][:, edges + count :]


Way = tuple[int, int]
"""Milliseconds and decimetres."""


class Longhand:
    """Dijkstra (1959) over all that has been driven lately, in plain Python: no arrays, no order, no shortcuts.

    ``edge_ms`` has None for edges that may not be driven; ``forbidden`` holds chains of edges. A way begins on edges of
    ``yards``, if its first stop lies there, leaves them for all others, and ends on some, if its last stop does.
    """

    def __init__(
        self,
        roads: RoadGraph,
        edge_ms: list[int | None],
        forbidden: set[tuple[int, ...]],
        yards: frozenset[int] = frozenset(),
    ) -> None:
        self.ms, self.dm, self.forbidden, self.yards = edge_ms, roads.length_dm.tolist(), forbidden, yards
        self.memory = max((len(chain) for chain in forbidden), default=2) - 1
        self.twin = {}
        lines = list(zip(roads.shape.tolist(), roads.backward.tolist(), strict=True))
        number = {line: edge for edge, line in enumerate(lines)}
        for edge, (line, backward) in enumerate(lines):
            if (line, not backward) in number:
                self.twin[edge] = number[line, not backward]
        leaving: dict[int, list[int]] = {}
        for edge, begin in enumerate(roads.tail.tolist()):
            leaving.setdefault(begin, []).extend([edge] if edge_ms[edge] is not None else [])
        self.onward = {edge: leaving.get(end, []) for edge, end in enumerate(roads.head.tolist())}

    def part(self, edge: int, begin: float, end: float) -> Way:
        """What a part of an edge takes; parts of an edge add up to the edge."""
        ms, dm = self.ms[edge], self.dm[edge]
        assert ms is not None
        return round(ms * end) - round(ms * begin), round(dm * end) - round(dm * begin)

    def seen(self, edge: int, at: float, one_sided: bool) -> list[tuple[int, float]]:
        """The edges that lead past a stop, and how far along each it lies; its own alone if it has one."""
        sides = [(edge, at)] + ([(self.twin[edge], 1 - at)] if edge in self.twin and not one_sided else [])
        return [(side, where) for side, where in sides if self.ms[side] is not None]

    def next(self, driven: tuple[int, ...], part: int) -> Iterator[tuple[tuple[int, ...], int]]:
        """What one may go on with: what has then been driven, and which part of the way that is, 0, 1 or 2."""
        for edge in self.onward[driven[-1]]:
            now = (*driven, edge)
            inside = edge in self.yards
            if not any(now[-n:] in self.forbidden for n in range(2, len(now) + 1)) and (inside or part < 2):
                yield now[-self.memory :], (2 if part else 0) if inside else 1

    def ways(self, stops: Stops, source: int) -> list[Way | None]:
        """The best way from a stop to every stop, itself included; None where there is none."""
        places = list(zip(stops.edge.tolist(), stops.fraction.tolist(), (~stops.either_way).tolist(), strict=True))
        best: list[Way | None] = [None] * len(places)
        beside: dict[int, list[tuple[int, float]]] = {}
        for stop, place in enumerate(places):
            for edge, at in self.seen(*place):
                beside.setdefault(edge, []).append((stop, at))

        def arrive(onto: int, from_: float, so_far: Way) -> None:
            for stop, at in beside.get(onto, []):
                if at >= from_:
                    way = added(so_far, self.part(onto, from_, at))
                    best[stop] = way if best[stop] is None else min(best[stop], way)

        heap = []
        for edge, at in self.seen(*places[source]):
            arrive(edge, at, (0, 0))
            heap.append((self.part(edge, at, 1), (edge,), 0 if edge in self.yards else 1))
        heapq.heapify(heap)
        done = set()
        while heap:
            so_far, driven, part = heapq.heappop(heap)
            if (driven, part) not in done:
                done.add((driven, part))
                for now, then in self.next(driven, part):
                    arrive(now[-1], 0, so_far)
                    heapq.heappush(heap, (added(so_far, self.part(now[-1], 0, 1)), now, then))
        return best


def added(first: Way, second: Way) -> Way:
    return first[0] + second[0], first[1] + second[1]
