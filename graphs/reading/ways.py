"""Streets as a surveyor draws them, one line each, laid out as a road graph of directed edges."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphs.geo import Floats, great_circle_m
from graphs.roads import Ints, RoadGraph

BOTH, FORWARD, BACKWARD = 0, 1, -1
"""Directions a way may be driven in, seen along its line."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Ways:
    """Lines between junctions, each once; arrays of shape ``(ways,)`` unless said otherwise.

    ``start`` and ``end`` are the junctions at the first and last point of the line; ``direction`` is ``BOTH``,
    ``FORWARD`` or ``BACKWARD``; the other arrays are those of :class:`graphs.roads.RoadGraph`.
    """

    start: Ints
    end: Ints
    direction: NDArray[np.int8]
    road_class: NDArray[np.uint8]
    max_kph: NDArray[np.uint8]
    bridge: NDArray[np.bool_]
    tunnel: NDArray[np.bool_]
    street: Ints
    shape_start: NDArray[np.int64]
    shape_lon: Floats
    shape_lat: Floats


def lengths_dm(shape_start: NDArray[np.int64], lon: Floats, lat: Floats) -> Ints:
    """Length of every line in decimetres, at least 1."""
    steps = np.zeros(len(lon))
    steps[1:] = great_circle_m(lon[:-1], lat[:-1], lon[1:], lat[1:])
    steps[shape_start[:-1]] = 0
    metres = np.add.reduceat(steps, shape_start[:-1])
    length_dm: Ints = np.maximum(np.rint(metres * 10), 1).astype(np.int32)
    return length_dm


def lay_out(name: str, lon: Floats, lat: Floats, streets: tuple[str, ...], ways: Ways) -> RoadGraph:
    """Make the road graph: one edge for a one-way street, two for any other; unused junctions are left out."""
    length_dm = lengths_dm(ways.shape_start, ways.shape_lon, ways.shape_lat)
    forth, back = np.flatnonzero(ways.direction != BACKWARD), np.flatnonzero(ways.direction != FORWARD)
    way = np.concatenate((forth, back))
    backward = np.arange(len(way)) >= len(forth)
    tail = np.where(backward, ways.end[way], ways.start[way])
    head = np.where(backward, ways.start[way], ways.end[way])
    used, ends = np.unique(np.concatenate((tail, head)), return_inverse=True)
    # Edges in the order of their tails lie side by side in memory when a search relaxes them.
    order = np.lexsort((way, ends[: len(way)]))

    def sorted_by_tail(values: NDArray[Any]) -> NDArray[Any]:
        return values[order]

    return RoadGraph(
        name=name,
        lon=lon[used],
        lat=lat[used],
        tail=sorted_by_tail(ends[: len(way)]),
        head=sorted_by_tail(ends[len(way) :]),
        length_dm=sorted_by_tail(length_dm[way]),
        road_class=sorted_by_tail(ways.road_class[way]),
        max_kph=sorted_by_tail(ways.max_kph[way]),
        bridge=sorted_by_tail(ways.bridge[way]),
        tunnel=sorted_by_tail(ways.tunnel[way]),
        street=sorted_by_tail(ways.street[way]),
        streets=streets,
        shape=sorted_by_tail(way),
        backward=sorted_by_tail(backward),
        shape_start=ways.shape_start,
        shape_lon=ways.shape_lon,
        shape_lat=ways.shape_lat,
    )
