"""A net of streets between scattered points: who is joined to whom, over which bridge, and what rank a street has."""

from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import Delaunay

from graphs.geo import Floats
from graphs.roads import CODE, Ints, RoadClass
from graphs.search import nearest_hub, pieces, spanning_forest
from graphs.town.chongqing import BRIDGES, CENTRES, DISTRICTS, TUNNELS, Crossing
from graphs.town.land import RIDGE_HALF_M, Land, scatter

LONGEST = 4.5
"""A street between junctions is at most so many times as long as the shortest one at either end, plus 300 m."""
KEPT_SHARE = 0.3
"""Share of the side streets that stay though every junction is reached without them; they close blocks."""
SETTLED = 10
"""Bridges and tunnels lead to places of at least so many junctions."""
CROSSINGS = BRIDGES + TUNNELS


@dataclass(frozen=True, kw_only=True, eq=False)
class Net:
    """Streets as pairs of points; arrays per street unless said otherwise.

    ``spot`` has shape ``(points, 2)``, metres; ``crossing`` is the index into ``CROSSINGS``, or -1.
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
    """Scatter junctions, join neighbours, cross water and ridges where a bridge or tunnel is, rank, thin out."""
    spot = _junctions(land, nodes, rng)
    net = _crossed(land, _neighbours(land, spot))
    rank = _ranked(net, land.at(tuple(centre.position for centre in CENTRES)), rng)
    main = rank < CODE[RoadClass.RESIDENTIAL]
    needed = spanning_forest(len(net.spot), net.start, net.end, np.where(main, 0.01, 1.0) * net.length_m)
    kept = main | needed | (rng.random(len(rank)) < KEPT_SHARE)
    net = _keep(replace(net, road_class=rank), kept)
    net = replace(net, spot=_straightened(land, net))
    return replace(net, road_class=_humble(land, net, rng))


def _junctions(land: Land, nodes: int, rng: np.random.Generator) -> Floats:
    """Scatter points by density, centres first; two rounds of moving towards the neighbours' mean make room."""
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


def _delaunay_edges(spot: Floats) -> tuple[Ints, Ints, NDArray[np.bool_]]:
    """Edges of the Delaunay triangulation, and whether each faces an obtuse angle (and is no Gabriel edge)."""
    triangle = Delaunay(spot).simplices
    a = triangle[:, [0, 1, 2]].ravel()
    b = triangle[:, [1, 2, 0]].ravel()
    c = triangle[:, [2, 0, 1]].ravel()
    obtuse = ((spot[a] - spot[c]) * (spot[b] - spot[c])).sum(axis=1) < 0
    key = np.minimum(a, b).astype(np.int64) * len(spot) + np.maximum(a, b)
    unique, inverse = np.unique(key, return_inverse=True)
    any_obtuse = np.bincount(inverse, weights=obtuse) > 0
    return (unique // len(spot)).astype(np.int32), (unique % len(spot)).astype(np.int32), any_obtuse


def _neighbours(land: Land, spot: Floats) -> Net:
    """Streets of the Gabriel graph between neighbours, on dry land and below the crests."""
    a, b, obtuse = _delaunay_edges(spot)
    length = np.hypot(*(spot[a] - spot[b]).T)
    usual = np.full(len(spot), np.inf)
    for ends in (a, b):
        np.minimum.at(usual, ends, length)
    keep = ~obtuse & (length < LONGEST * np.maximum(usual[a], usual[b]) + 300)
    a, b = a[keep], b[keep]
    lines = shapely.linestrings(np.stack((spot[a], spot[b]), axis=1))
    free = ~shapely.intersects(land.water, lines)
    for crest in land.crests:
        shapely.prepare(crest)
        free &= ~shapely.intersects(crest, lines)
    count = int(free.sum())
    return Net(
        spot=spot,
        start=a[free],
        end=b[free],
        road_class=np.full(count, CODE[RoadClass.RESIDENTIAL], dtype=np.uint8),
        crossing=np.full(count, -1, dtype=np.int32),
    )


def _crossed(land: Land, net: Net) -> Net:
    """Build the bridges and tunnels; what they do not join to the rest is left out."""
    home = pieces(len(net.spot), net.start, net.end)
    settled = np.bincount(home)[home] >= SETTLED
    ends = [_cross(land, net.spot, settled, crossing) for crossing in CROSSINGS]
    start, end = np.array(ends, dtype=np.int32).T
    residential = np.full(len(ends), CODE[RoadClass.RESIDENTIAL], dtype=np.uint8)
    joined = Net(
        spot=net.spot,
        start=np.concatenate((net.start, start)),
        end=np.concatenate((net.end, end)),
        road_class=np.concatenate((net.road_class, residential)),
        crossing=np.concatenate((net.crossing, np.arange(len(ends), dtype=np.int32))),
    )
    return _largest_piece(joined)


def _keep(net: Net, kept: NDArray[np.bool_]) -> Net:
    """Keep some of the streets, and the points they need."""
    used, ends = np.unique(np.concatenate((net.start[kept], net.end[kept])), return_inverse=True)
    start, end = np.split(ends.astype(np.int32), 2)
    return Net(
        spot=net.spot[used],
        start=start,
        end=end,
        road_class=net.road_class[kept],
        crossing=net.crossing[kept],
    )


def _largest_piece(net: Net) -> Net:
    home = pieces(len(net.spot), net.start, net.end)
    return _keep(net, home[net.start] == np.bincount(home).argmax())


def _cross(land: Land, spot: Floats, settled: NDArray[np.bool_], crossing: Crossing) -> tuple[int, int]:
    """Choose the junctions at both ends of a bridge or tunnel: the nearest to each bank or portal, on its own side."""
    tunnel = crossing in TUNNELS
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
        far = np.hypot(*(spot[candidates] - foot - normal * half * side).T)
        ends.append(int(candidates[far.argmin()]))
    return ends[0], ends[1]


def _ranked(net: Net, centre: Floats, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Class of every street: main streets are the shortest ways between hubs, great hubs first, then lesser ones."""
    rank = net.road_class.copy()
    crossing = net.crossing >= 0
    seats = np.array([np.hypot(*(net.spot - spot).T).argmin() for spot in centre], dtype=np.int32)
    great = np.unique(np.concatenate((seats, net.start[crossing], net.end[crossing])))
    cost = net.length_m * rng.uniform(0.95, 1.1, len(rank))
    for road_class, hubs in (
        (RoadClass.PRIMARY, great),
        (RoadClass.SECONDARY, _hubs(net, 90, rng, great)),
        (RoadClass.TERTIARY, _hubs(net, 22, rng, great)),
    ):
        fresh = _ways_between(net, cost, hubs) & (rank == CODE[RoadClass.RESIDENTIAL])
        rank[fresh] = CODE[road_class]
        # Lesser streets would rather join a main street than run beside it.
        cost = np.where(fresh, cost * 0.6, cost)
    trunk = _ways_between(net, cost, np.unique(seats[: len(DISTRICTS) + 6]))
    rank[crossing] = CODE[RoadClass.PRIMARY]
    rank[trunk & (rank == CODE[RoadClass.PRIMARY])] = CODE[RoadClass.TRUNK]
    return rank


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


def _straightened(land: Land, net: Net) -> Floats:
    """Points moved so that main streets run smoothly; their crossings, ends of bridges and banks stay."""
    spot = net.spot.copy()
    main = net.road_class <= CODE[RoadClass.SECONDARY]
    a, b = net.start[main], net.end[main]
    movable = np.bincount(np.concatenate((a, b)), minlength=len(spot)) == 2
    movable[np.concatenate((net.start[net.crossing >= 0], net.end[net.crossing >= 0]))] = False
    for _ in range(4):
        total = np.zeros_like(spot)
        np.add.at(total, a, spot[b])
        np.add.at(total, b, spot[a])
        moved = np.where(movable[:, None], 0.4 * spot + 0.3 * total, spot)
        wet = shapely.contains_xy(land.water, moved[:, 0], moved[:, 1])
        spot = np.where(wet[:, None], spot, moved)
    return spot


def _humble(land: Land, net: Net, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Classes with side streets told apart: service ways and blind alleys, living streets, roads in the country."""
    rank = net.road_class.copy()
    side = rank == CODE[RoadClass.RESIDENTIAL]
    degree = np.bincount(np.concatenate((net.start, net.end)), minlength=len(net.spot))
    blind = np.minimum(degree[net.start], degree[net.end]) == 1
    luck = rng.random(len(rank))
    rank[side & (luck < 0.05)] = CODE[RoadClass.LIVING_STREET]
    rank[side & (luck > 0.85)] = CODE[RoadClass.SERVICE]
    rank[side & blind & (luck > 0.3)] = CODE[RoadClass.SERVICE]
    middle = (net.spot[net.start] + net.spot[net.end]) / 2
    rank[side & (net.length_m > 350) & (land.density(*middle.T) < 0.12)] = CODE[RoadClass.UNCLASSIFIED]
    return rank
