"""A net of streets between scattered points: who is joined to whom, over which bridge, and what rank a street has."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import Delaunay, cKDTree

from graphs.chongqing import BRIDGES, CENTRES, TUNNELS, Crossing
from graphs.geo import Floats
from graphs.land import RIDGE_HALF_M, Land, scatter
from graphs.roads import CODE, Ints, RoadClass
from graphs.search import nearest_hub, pieces

_LONGEST = 4.5
"""A street between junctions is at most so many times as long as the usual one around it."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Net:
    """Streets as pairs of points; arrays per street unless said otherwise.

    ``spot`` has shape ``(points, 2)``, metres; ``crossing`` is the index into ``BRIDGES + TUNNELS``, or -1.
    """

    spot: Floats
    start: Ints
    end: Ints
    road_class: NDArray[np.uint8]
    crossing: Ints

    @property
    def length_m(self) -> Floats:
        """Straight length of every street."""
        length: Floats = np.hypot(*(self.spot[self.end] - self.spot[self.start]).T)
        return length


def street_net(land: Land, nodes: int, rng: np.random.Generator) -> Net:
    """Scatter junctions, join neighbours, cut what water and ridges cut, cross them where a bridge or tunnel is."""
    spot = _junctions(land, nodes, rng)
    start, end = _neighbours(spot, rng)
    free = _on_land(land, spot, start, end)
    start, end = start[free], end[free]
    home = pieces(len(spot), start, end)
    settled = np.bincount(home)[home] >= 10
    across = [
        _cross(land, spot, settled, crossing, tunnel=i >= len(BRIDGES)) for i, crossing in enumerate(BRIDGES + TUNNELS)
    ]
    start = np.concatenate((start, [a for a, _ in across])).astype(np.int32)
    end = np.concatenate((end, [b for _, b in across])).astype(np.int32)
    crossing = np.full(len(start), -1, dtype=np.int32)
    crossing[len(start) - len(across) :] = np.arange(len(across))
    home = pieces(len(spot), start, end)
    inside = home[start] == np.bincount(home).argmax()
    used, joined = np.unique(np.concatenate((start[inside], end[inside])), return_inverse=True)
    start, end = np.split(joined.astype(np.int32), 2)
    bare = Net(
        spot=spot[used],
        start=start,
        end=end,
        road_class=np.zeros(len(start), dtype=np.uint8),
        crossing=crossing[inside],
    )
    return _ranked(land, bare, rng)


def _junctions(land: Land, nodes: int, rng: np.random.Generator) -> Floats:
    """Points by density, the centres first; two rounds of moving towards the neighbours' mean make room between them."""
    fixed = land.at(tuple(centre.position for centre in CENTRES))
    spot = np.concatenate((fixed, scatter(land, nodes - len(fixed), rng)))
    for _ in range(2):
        a, b = _delaunay_edges(spot)[:2]
        total = np.zeros_like(spot)
        np.add.at(total, a, spot[b])
        np.add.at(total, b, spot[a])
        degree = np.bincount(np.concatenate((a, b)), minlength=len(spot))[:, None]
        moved = 0.4 * spot + 0.6 * total / np.maximum(degree, 1)
        moved[: len(fixed)] = fixed
        wet = shapely.contains_xy(land.water, moved[:, 0], moved[:, 1])
        spot = np.where(wet[:, None], spot, moved)
    return spot


def _delaunay_edges(spot: Floats) -> tuple[Ints, Ints, NDArray[np.bool_], NDArray[np.bool_]]:
    """Edges of the Delaunay triangulation; whether each is the longest of a triangle, and whether it faces an obtuse angle."""
    triangle = Delaunay(spot).simplices
    a = triangle[:, [0, 1, 2]].ravel()
    b = triangle[:, [1, 2, 0]].ravel()
    c = triangle[:, [2, 0, 1]].ravel()
    length = np.hypot(*(spot[a] - spot[b]).T).reshape(-1, 3)
    longest = (length == length.max(axis=1, keepdims=True)).ravel()
    obtuse = ((spot[a] - spot[c]) * (spot[b] - spot[c])).sum(axis=1) < 0
    key = np.minimum(a, b).astype(np.int64) * len(spot) + np.maximum(a, b)
    unique, inverse = np.unique(key, return_inverse=True)
    any_longest = np.bincount(inverse, weights=longest) > 0
    any_obtuse = np.bincount(inverse, weights=obtuse) > 0
    return (unique // len(spot)).astype(np.int32), (unique % len(spot)).astype(np.int32), any_longest, any_obtuse


def _neighbours(spot: Floats, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Streets of the Urquhart graph (every place is reached) and some of the Gabriel graph (blocks close)."""
    a, b, longest, obtuse = _delaunay_edges(spot)
    length = np.hypot(*(spot[a] - spot[b]).T)
    keep = ~longest | (~obtuse & (rng.random(len(a)) < 0.45))
    usual = np.full(len(spot), np.inf)
    for ends in (a, b):
        np.minimum.at(usual, ends, length)
    keep &= length < _LONGEST * np.maximum(usual[a], usual[b]) + 300
    return a[keep], b[keep]


def _on_land(land: Land, spot: Floats, start: Ints, end: Ints) -> NDArray[np.bool_]:
    """Streets that touch no water and no crest."""
    lines = shapely.linestrings(np.stack((spot[start], spot[end]), axis=1))
    free = ~shapely.intersects(land.water, lines)
    for crest in land.crests:
        shapely.prepare(crest)
        free &= ~shapely.intersects(crest, lines)
    return np.asarray(free)


def _cross(
    land: Land, spot: Floats, settled: NDArray[np.bool_], crossing: Crossing, *, tunnel: bool
) -> tuple[int, int]:
    """The junctions at both ends of a bridge or tunnel: the nearest to each bank or portal, on its own side."""
    middle = shapely.Point(land.at((crossing.position,))[0])
    line = min(land.crests if tunnel else land.rivers, key=middle.distance)
    along = line.project(middle)
    foot = np.array(line.interpolate(along).coords[0])
    tangent = np.array(line.interpolate(along + 150).coords[0]) - np.array(line.interpolate(along - 150).coords[0])
    normal = np.array([-tangent[1], tangent[0]]) / np.hypot(*tangent)
    half = RIDGE_HALF_M if tunnel else shapely.Point(foot).distance(land.water.boundary) + 80
    ends = []
    for side in (1, -1):
        beyond = settled & ((spot - foot) @ normal * side > half * 0.9)
        candidates = np.flatnonzero(beyond)
        ends.append(int(candidates[cKDTree(spot[candidates]).query(foot + normal * half * side)[1]]))
    return ends[0], ends[1]


def _ranked(land: Land, net: Net, rng: np.random.Generator) -> Net:
    """Give every street its class: main streets are shortest ways between hubs, hub by hub of less and less weight."""
    rank = np.full(len(net.start), CODE[RoadClass.RESIDENTIAL], dtype=np.uint8)
    crossing = net.crossing >= 0
    centres = cKDTree(net.spot).query(land.at(tuple(centre.position for centre in CENTRES)))[1]
    gates = np.unique(np.concatenate((net.start[crossing], net.end[crossing])))
    big = np.unique(np.concatenate((centres, gates))).astype(np.int32)
    cost = net.length_m * rng.uniform(0.9, 1.25, len(rank))
    levels = (
        (RoadClass.PRIMARY, big),
        (RoadClass.SECONDARY, _hubs(net, 90, rng, big)),
        (RoadClass.TERTIARY, _hubs(net, 22, rng, big)),
    )
    for road_class, hubs in levels:
        on_way = _ways_between(net, cost, hubs)
        fresh = on_way & (rank == CODE[RoadClass.RESIDENTIAL])
        rank[fresh] = CODE[road_class]
        cost = np.where(fresh, cost * 0.6, cost)
    trunk = _ways_between(net, cost, np.unique(centres[: len(centres) // 2]).astype(np.int32))
    rank[trunk & (rank == CODE[RoadClass.PRIMARY])] = CODE[RoadClass.TRUNK]
    rank[crossing] = CODE[RoadClass.PRIMARY]
    rank[crossing & trunk] = CODE[RoadClass.TRUNK]
    return Net(
        spot=net.spot, start=net.start, end=net.end, road_class=_humble(land, net, rank, rng), crossing=net.crossing
    )


def _hubs(net: Net, every: int, rng: np.random.Generator, always: Ints) -> Ints:
    """One junction in so many, spread as the junctions are, and those given."""
    step = np.arange(rng.integers(every), len(net.spot), every)
    return np.unique(np.concatenate((step, always))).astype(np.int32)


def _ways_between(net: Net, cost: Floats, hubs: Ints) -> NDArray[np.bool_]:
    """Streets on the shortest ways between hubs whose catchments touch, from one search for all of them."""
    count = len(net.spot)
    far, before, hub = nearest_hub(count, net.start, net.end, cost, hubs)
    side = np.flatnonzero(hub[net.start] != hub[net.end])
    pair = np.sort(np.column_stack((hub[net.start[side]], hub[net.end[side]])), axis=1)
    total = far[net.start[side]] + cost[side] + far[net.end[side]]
    order = np.lexsort((total, pair[:, 1], pair[:, 0]))
    first = np.r_[True, (np.diff(pair[order], axis=0) != 0).any(axis=1)]
    best = side[order[first]]
    on_path = np.zeros(count, dtype=np.bool_)
    front = np.unique(np.concatenate((net.start[best], net.end[best])))
    while len(front):
        on_path[front] = True
        front = np.unique(before[front])
        front = front[front >= 0]
        front = front[~on_path[front]]
    used: NDArray[np.bool_] = (on_path[net.end] & (before[net.end] == net.start)) | (
        on_path[net.start] & (before[net.start] == net.end)
    )
    used[best] = True
    return used


def _humble(land: Land, net: Net, rank: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Side streets by where they are: country roads far out, service ways where a street leads nowhere, living streets."""
    rank = rank.copy()
    side = rank == CODE[RoadClass.RESIDENTIAL]
    degree = np.bincount(np.concatenate((net.start, net.end)), minlength=len(net.spot))
    dead_end = np.minimum(degree[net.start], degree[net.end]) == 1
    luck = rng.random(len(rank))
    rank[side & (luck < 0.05)] = CODE[RoadClass.LIVING_STREET]
    rank[side & (luck > 0.85)] = CODE[RoadClass.SERVICE]
    rank[side & dead_end & (luck > 0.3)] = CODE[RoadClass.SERVICE]
    middle = (net.spot[net.start] + net.spot[net.end]) / 2
    rank[side & (net.length_m > 350) & (land.density(*middle.T) < 0.12)] = CODE[RoadClass.UNCLASSIFIED]
    return rank
