"""A second opinion on distances: scipy on the graph in which every edge is a node."""

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
