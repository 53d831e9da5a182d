"""A chessboard of streets to put scenarios on: every street two-way, 250 m from corner to corner."""

from itertools import pairwise

import numpy as np

from graphs.geo import Plane, Position
from graphs.roads import CODE, RoadClass, RoadGraph

CHONGQING = Position(106.55, 29.56)
ELSEWHERE = Position(-51.2, -30.0)


def chessboard(
    side: int = 40, *, centre: Position = CHONGQING, spacing_m: int = 250, one_way_out: bool = False
) -> RoadGraph:
    """``side`` x ``side`` junctions around ``centre``; ``one_way_out`` adds a street that leaves and never returns."""
    x, y = (axis.ravel() * float(spacing_m) for axis in np.meshgrid(np.arange(side), np.arange(side)))
    half = (side - 1) * spacing_m / 2
    lon, lat = Plane(centre).lonlat(x - half, y - half)
    node = np.arange(side * side).reshape(side, side)
    pairs = [(a, b) for line in (*node, *node.T) for a, b in pairwise(line)]
    both = np.array([edge for a, b in pairs for edge in ((a, b), (b, a))])
    ways = np.repeat(np.arange(len(pairs)), 2)
    backward = np.tile([False, True], len(pairs))
    if one_way_out:
        lon, lat = np.append(lon, lon[-1] + 0.002), np.append(lat, lat[-1])
        pairs.append((side * side - 1, side * side))
        both = np.vstack((both, pairs[-1]))
        ways, backward = np.append(ways, len(pairs) - 1), np.append(backward, False)
    ends = np.array(pairs).ravel()
    edges = len(both)
    return RoadGraph(
        name="chessboard", lon=lon, lat=lat, tail=both[:, 0], head=both[:, 1],
        length_dm=np.full(edges, spacing_m * 10), road_class=np.full(edges, CODE[RoadClass.RESIDENTIAL]),
        max_kph=np.zeros(edges), bridge=np.zeros(edges), tunnel=np.zeros(edges), street=np.zeros(edges), streets=("",),
        shape=ways, backward=backward, shape_start=np.arange(len(pairs) + 1) * 2,
        shape_lon=lon[ends], shape_lat=lat[ends],
    )  # fmt: skip
