"""Mapped ways cut at junctions, and joined where no choice is: the least graph with the same roads."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphs.geo import Floats
from graphs.reading.ways import Ways
from graphs.roads import Ints

Longs = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True, eq=False)
class MappedWays:
    """Ways as they are mapped: many points each, meeting where they share a point.

    ``point`` is the number of the point (the same number, the same point), ``lon`` and ``lat`` its degrees; way ``w``
    has the entries ``first[w]:first[w + 1]``. The other arrays have shape ``(ways,)``, as in :class:`graphs.reading.ways.Ways`.
    """

    point: Longs
    lon: Floats
    lat: Floats
    first: Longs
    direction: NDArray[np.int8]
    road_class: NDArray[np.uint8]
    max_kph: NDArray[np.uint8]
    bridge: NDArray[np.bool_]
    tunnel: NDArray[np.bool_]
    street: Ints


def cut_at_junctions(mapped: MappedWays) -> tuple[Floats, Floats, Ways]:
    """Cut ways where they meet or end, join two that meet alone and are alike.

    Returns longitudes and latitudes of the points, and the ways between those of them that are junctions.
    """
    unique, where, node = np.unique(mapped.point, return_index=True, return_inverse=True)
    begin, end, way = _pieces(node, len(unique), mapped.first)
    chains = _chains(mapped, node[begin], node[end], way)
    entries = [_entries(chain, begin, end) for chain in chains]
    lead = np.array([chain[0] for chain in chains], dtype=np.int64)
    of = way[lead // 2]
    points = np.concatenate(entries)
    ways = Ways(
        start=np.array([node[entry[0]] for entry in entries], dtype=np.int32),
        end=np.array([node[entry[-1]] for entry in entries], dtype=np.int32),
        direction=(mapped.direction[of] * np.where(lead % 2, -1, 1)).astype(np.int8),
        road_class=mapped.road_class[of],
        max_kph=mapped.max_kph[of],
        bridge=mapped.bridge[of],
        tunnel=mapped.tunnel[of],
        street=mapped.street[of],
        shape_start=np.concatenate(([0], np.cumsum([len(entry) for entry in entries]))).astype(np.int64),
        shape_lon=mapped.lon[points],
        shape_lat=mapped.lat[points],
    )
    return mapped.lon[where], mapped.lat[where], ways


def _pieces(node: Longs, count: int, first: Longs) -> tuple[Longs, Longs, Longs]:
    """Entries at which each piece begins and ends, and the way it is a piece of."""
    way = np.repeat(np.arange(len(first) - 1), np.diff(first))
    outer = np.zeros(len(node), dtype=np.bool_)
    outer[first[:-1]] = outer[first[1:] - 1] = True
    met = np.bincount(node, minlength=count)[node] > 1
    # A point that ends one way counts for every way through it: it is met at least twice then.
    breaks = np.flatnonzero(outer | met)
    begin, end = breaks[:-1], breaks[1:]
    same = way[begin] == way[end]
    return begin[same], end[same], way[begin[same]]


def _chains(mapped: MappedWays, start: Longs, end: Longs, way: Longs) -> list[list[int]]:
    """Pieces in the order they are driven through: ``2 * piece``, plus 1 where passed from end to start."""
    mate = _mates(mapped, start, end, way)
    seen = np.zeros(len(start), dtype=np.bool_)
    chains = []
    loose = np.flatnonzero(mate < 0)
    # What is left after all chains with loose ends are rings that meet nothing.
    for tip in [*loose.tolist(), *range(0, 2 * len(start), 2)]:
        chain: list[int] = []
        at = tip
        while at >= 0 and not seen[at // 2]:
            seen[at // 2] = True
            chain.append(at)
            at = int(mate[at ^ 1])
        if chain:
            chains.append(chain)
    return chains


def _mates(mapped: MappedWays, start: Longs, end: Longs, way: Longs) -> Longs:
    """For the start ``2 * p`` and the end ``2 * p + 1`` of every piece the tip it goes on from, or -1."""
    tip_node = np.column_stack((start, end)).ravel()
    alike = _alike(mapped)[way]
    # Seen from the tip inwards; a one-way street goes on in one that is entered where the first is left.
    inward = np.column_stack((mapped.direction[way], -mapped.direction[way])).ravel()
    order = np.argsort(tip_node, kind="stable")
    size = np.bincount(tip_node)
    one = order[np.flatnonzero(np.r_[True, np.diff(tip_node[order]) != 0])]
    one = one[size[tip_node[one]] == 2]
    other = order[np.searchsorted(tip_node[order], tip_node[one]) + 1]
    join = (one // 2 != other // 2) & (alike[one // 2] == alike[other // 2]) & (inward[one] == -inward[other])
    mate = np.full(2 * len(start), -1, dtype=np.int64)
    mate[one[join]], mate[other[join]] = other[join], one[join]
    return mate


def _alike(mapped: MappedWays) -> NDArray[np.intp]:
    """Give every way a number, the same to those that differ in nothing but line and direction."""
    columns: list[NDArray[Any]] = [mapped.road_class, mapped.max_kph, mapped.bridge, mapped.tunnel, mapped.street]
    table = np.column_stack([column.astype(np.int64) for column in columns])
    return np.unique(table, axis=0, return_inverse=True)[1].ravel()


def _entries(chain: list[int], begin: Longs, end: Longs) -> Longs:
    """Entries of the points along a chain, those where two pieces meet once."""
    parts: list[Longs] = []
    for passed in chain:
        piece = np.arange(begin[passed // 2], end[passed // 2] + 1)
        piece = piece[::-1] if passed % 2 else piece
        parts.append(piece[1:] if parts else piece)
    return np.concatenate(parts)
