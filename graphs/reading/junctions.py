"""Mapped ways cut at junctions, and joined where no choice is: the least graph with the same roads."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphs.geo import Floats
from graphs.reading.survey import Longs, Survey
from graphs.reading.tagsets import facts_of
from graphs.reading.ways import Ways
from graphs.roads import Ints


@dataclass(frozen=True, kw_only=True, eq=False)
class Cut:
    """Ways between junctions, and where they come from.

    Attributes
    ----------
    point, lon, lat
        Number of every point in its source, and its degrees; ``ways`` speaks of points by their index here.
    ways
        The ways, each along the direction it was mapped in.
    tagset
        Set of tags of every way; shape ``(ways,)``.
    at_start, at_end
        Index into the surveyed ways of the one that a way begins with, and of the one it ends with; shape ``(ways,)``.
    """

    point: Longs
    lon: Floats
    lat: Floats
    ways: Ways
    tagset: Ints
    at_start: Longs
    at_end: Longs


def cut_at_junctions(survey: Survey, *, joined: bool = True) -> Cut:
    """Cut ways where they meet or end or something bars them; join two that meet alone and are alike.

    Parameters
    ----------
    survey
        At least one way.
    joined
        False keeps every piece as it is cut.
    """
    facts = facts_of(survey.tagsets)
    unique, where, node = np.unique(survey.point, return_index=True, return_inverse=True)
    barred = np.isin(unique, np.fromiter(survey.barriers, dtype=np.int64))
    signed = np.isin(unique, _where_turns_are_signed(survey))
    begin, end, way = _pieces(node, len(unique), survey.first, barred)
    if joined:
        tip_node = np.column_stack((node[begin], node[end])).ravel()
        kind = survey.tagset[way].astype(np.int64) * len(survey.streets) + survey.street[way]
        mate = _mates(tip_node, kind, facts.directed[survey.tagset[way]], barred | signed)
        passed, first = _chains(mate)
    else:
        passed, first = 2 * np.arange(len(begin)), np.arange(len(begin) + 1)
    entry, start = _entries(passed, first, begin, end)
    lead = way[passed[first[:-1]] // 2]
    tagset = survey.tagset[lead]
    ways = Ways(
        start=node[entry[start[:-1]]].astype(np.int32),
        end=node[entry[start[1:] - 1]].astype(np.int32),
        direction=facts.direction[tagset],
        road_class=facts.road_class[tagset],
        max_kph=facts.max_kph[tagset],
        bridge=facts.bridge[tagset],
        tunnel=facts.tunnel[tagset],
        street=survey.street[lead],
        shape_start=start,
        shape_lon=survey.lon[entry],
        shape_lat=survey.lat[entry],
    )
    return Cut(
        point=unique,
        lon=survey.lon[where],
        lat=survey.lat[where],
        ways=ways,
        tagset=tagset,
        at_start=lead,
        at_end=way[passed[first[1:] - 1] // 2],
    )


def _where_turns_are_signed(survey: Survey) -> Longs:
    """Points that turn restrictions speak of: those by which one turns, and both ends of ways by which one does."""
    points = [turn.via_point for turn in survey.turns if turn.via_point is not None]
    over = np.flatnonzero(np.isin(survey.way, [way for turn in survey.turns for way in turn.via_ways]))
    ends = survey.point[survey.first[over]], survey.point[survey.first[over + 1] - 1]
    return np.concatenate((np.array(points, dtype=np.int64), *ends))


def _pieces(node: Longs, count: int, first: Longs, barred: NDArray[np.bool_]) -> tuple[Longs, Longs, Longs]:
    """Entries at which each piece begins and ends, and the way it is a piece of."""
    way = np.repeat(np.arange(len(first) - 1), np.diff(first))
    outer = np.zeros(len(node), dtype=np.bool_)
    outer[first[:-1]] = outer[first[1:] - 1] = True
    met = (np.bincount(node, minlength=count) > 1) | barred
    # A point that ends one way counts for every way through it: it is met at least twice then.
    breaks = np.flatnonzero(outer | met[node])
    begin, end = breaks[:-1], breaks[1:]
    same = way[begin] == way[end]
    return begin[same], end[same], way[begin[same]]


def _mates(tip_node: Longs, kind: Longs, directed: NDArray[np.bool_], apart: NDArray[np.bool_]) -> Longs:
    """For the start ``2 * p`` and the end ``2 * p + 1`` of every piece the tip it goes on from, or -1.

    ``kind`` and ``directed`` are of pieces, ``apart`` of points where none may be joined; pieces of one kind differ in
    nothing but their line.
    """
    order = np.argsort(tip_node, kind="stable")
    size = np.bincount(tip_node, minlength=len(apart))
    alone = (size == 2) & ~apart
    one = order[np.flatnonzero(np.r_[True, np.diff(tip_node[order]) != 0])]
    one = one[alone[tip_node[one]]]
    other = order[np.searchsorted(tip_node[order], tip_node[one]) + 1]
    # Where tags speak of a direction, the end of one piece meets the start of the next.
    on = (one % 2 != other % 2) | ~directed[one // 2]
    join = (one // 2 != other // 2) & (kind[one // 2] == kind[other // 2]) & on
    mate = np.full(len(tip_node), -1, dtype=np.int64)
    mate[one[join]], mate[other[join]] = other[join], one[join]
    return mate


def _chains(mate: Longs) -> tuple[Longs, Longs]:
    """Chain by chain the pieces in the order they are driven through, and where each chain begins among them.

    A piece ``p`` is noted as ``2 * p``, and as ``2 * p + 1`` where it is passed from its end to its start.
    """
    tip = mate.reshape(-1, 2)
    lone = np.flatnonzero((tip < 0).all(axis=1))
    loose = np.flatnonzero((tip < 0).sum(axis=1) == 1)
    seen = np.zeros(len(tip), dtype=np.bool_)
    seen[lone] = True
    follows = mate.tolist()
    tips = [2 * piece if follows[2 * piece] < 0 else 2 * piece + 1 for piece in loose.tolist()]
    # What is left after all chains with loose ends are rings that meet nothing.
    chains = [_walk(tip, follows, seen) for tip in tips if not seen[tip // 2]]
    chains += [_walk(2 * piece, follows, seen) for piece in np.flatnonzero(~seen).tolist() if not seen[piece]]
    size = np.array([1] * len(lone) + [len(chain) for chain in chains], dtype=np.int64)
    passed = np.concatenate((2 * lone, np.fromiter((tip for chain in chains for tip in chain), dtype=np.int64)))
    return passed, np.append(0, np.cumsum(size))


def _walk(at: int, follows: list[int], seen: NDArray[np.bool_]) -> list[int]:
    """Follow a chain from one tip to its other end, and back again if that passes the first piece the wrong way."""
    chain = []
    while at >= 0 and not seen[at // 2]:
        seen[at // 2] = True
        chain.append(at)
        at = follows[at ^ 1]
    return [passed ^ 1 for passed in reversed(chain)] if chain[0] % 2 else chain


def _entries(passed: Longs, first: Longs, begin: Longs, end: Longs) -> tuple[Longs, Longs]:
    """Entries of the points along all chains, those where two pieces meet once; and where each chain begins."""
    piece, back = passed // 2, passed % 2 == 1
    goes_on = np.ones(len(passed), dtype=np.int64)
    goes_on[first[:-1]] = 0
    count = end[piece] - begin[piece] + 1 - goes_on
    before = np.cumsum(count) - count
    place = np.arange(int(count.sum())) - np.repeat(before, count) + np.repeat(goes_on, count)
    entry = np.where(
        np.repeat(back, count), np.repeat(end[piece], count) - place, np.repeat(begin[piece], count) + place
    )
    return entry, np.append(before, len(entry))[first]
