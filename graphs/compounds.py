"""Compounds 小区: roads behind a gate for guests alone, and where a vehicle that may not go in stands instead."""

import numpy as np
from numpy.typing import NDArray

from graphs.geo import Plane, Position
from graphs.law.barriers import BARRIERS
from graphs.roads import Ints, RoadGraph
from graphs.search import nearest_hub
from graphs.snap import Nearest, Snap

INSIDE_M = 15
"""A road of a compound must be nearer to a place than the street by more than this: else it is a drive beside it."""

NO_BARRIER = "entrance"
"""The kind of a gate of which the map shows nothing but where the roads inside begin."""


class Compounds:
    """Finds the gate by which a place inside a compound is entered.

    Parameters
    ----------
    roads, plane
        The roads, and their flat metres.
    main
        Edges by which all that call at the places get everywhere; shape ``(edges,)``.
    inside
        Edges that are driven with the permit of those who live there only, or that a barrier cuts off; shape
        ``(edges,)``. Where they meet no edge of ``main`` they are no compound but an island.
    """

    def __init__(
        self,
        roads: RoadGraph,
        plane: Plane,
        main: NDArray[np.bool_],
        inside: NDArray[np.bool_],
        lines: NDArray[np.object_],
    ) -> None:
        self._roads, self._plane = roads, plane
        edges = np.flatnonzero(inside)
        doors = np.intersect1d(
            np.r_[roads.tail[main], roads.head[main]], np.r_[roads.tail[edges], roads.head[edges]]
        ).astype(np.int32)
        known = np.zeros(roads.edge_count, dtype=np.bool_)
        if len(doors):
            tail, head, cost = _each_once(roads, edges)
            far, _, self._door = nearest_hub(roads.node_count, tail, head, cost, doors)
            known[edges] = np.isfinite(far[roads.tail[edges]])
            self._far = far
        self._nearest = Nearest(roads, lines, known)
        self._arrives = _edge_into(roads, main)

    def enter(self, positions: list[Position], snaps: list[Snap], *, limit_m: int) -> list[Snap]:
        """Put places inside compounds to their gates; others stay where they are."""
        if not positions:
            return snaps
        lon, lat = np.array(positions, dtype=np.float64).T
        x, y = self._plane.xy(lon, lat)
        edge, *_, off_m = self._nearest.of(x, y)
        found = []
        for i, snap in enumerate(snaps):
            inside = off_m[i] <= limit_m and snap.moved_m - off_m[i] > INSIDE_M
            gate = self._gate(int(edge[i]), (float(x[i]), float(y[i]))) if inside else None
            found.append(snap if gate is None or gate.moved_m > limit_m else gate)
        return found

    def _gate(self, edge: int, spot: tuple[float, float]) -> Snap | None:
        """The snap at the gate by which an inner edge is reached over the fewest metres."""
        ends = (int(self._roads.tail[edge]), int(self._roads.head[edge]))
        node = int(self._door[min(ends, key=lambda end: float(self._far[end]))])
        arrives = int(self._arrives[node])
        if arrives < 0:
            return None
        at = Position(float(self._roads.lon[node]), float(self._roads.lat[node]))
        x, y = self._plane.xy(np.array([at.lon]), np.array([at.lat]))
        return Snap(
            point=at,
            moved_m=round(float(np.hypot(x[0] - spot[0], y[0] - spot[1]))),
            edge=arrives,
            fraction=1.0,
            gate=self._kind(node),
        )

    def _kind(self, node: int) -> str:
        codes = self._roads.law.gate[self._roads.head == node]
        return BARRIERS[int(codes.max())] if codes.any() else NO_BARRIER


def _each_once(roads: RoadGraph, edges: NDArray[np.integer]) -> tuple[Ints, Ints, NDArray[np.float64]]:
    """Ends and metres of some edges, of those between the same junctions the shortest."""
    low, high = (pick(roads.tail[edges], roads.head[edges]) for pick in (np.minimum, np.maximum))
    order = np.lexsort((roads.length_dm[edges], high, low))
    key = (low.astype(np.int64) * roads.node_count + high)[order]
    order = order[np.r_[True, key[1:] != key[:-1]][: len(order)]]
    order = order[low[order] != high[order]]
    return low[order], high[order], np.maximum(roads.length_dm[edges[order]], 1) / 10


def _edge_into(roads: RoadGraph, main: NDArray[np.bool_]) -> Ints:
    """An edge of the main roads that leads to each node, -1 where none does; the least important road of several."""
    edges = np.flatnonzero(main)
    edges = edges[np.argsort(roads.road_class[edges], kind="stable")]
    into = np.full(roads.node_count, -1, dtype=np.int32)
    into[roads.head[edges]] = edges
    return into
