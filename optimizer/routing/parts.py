"""A problem taken apart: some of its crews, with the stops they serve, are a smaller problem of the same kind.

What must be judged together stays together: a crew and all its stops, and whoever a tie of any kind joins. So each
part keeps every rule by itself, and the parts together cost the sum of what they cost.
"""

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

import numpy as np

from optimizer.routing.arrays import Arrays, Floats, Ints, Longs, Records
from optimizer.routing.solution import Best, Solution

NOBODY_HERE, ELSEWHERE = -1, -2
"""In a plan that is out: served by a crew of another part, directly behind a stop of another part."""

FARTHEST = 10**7
"""Seconds; where no road leads counts as that far."""


class Part(NamedTuple):
    """A smaller problem, and the number that each of its crews and stops has in the whole."""

    arrays: Arrays
    crews: Ints
    stops: Ints


class Bundles(NamedTuple):
    """For each crew, and each stop, the number of the bundle that it belongs to; numbers are no consecutive ones."""

    of_crew: Longs
    of_stop: Longs


def bundles(a: Arrays, crew_of_stop: Ints) -> Bundles:
    """What must not be torn apart: a crew with its stops, or a stop that is left out, with all whom ties join to it."""
    crews, stops = len(a.crews), len(a.stops)
    at = np.where(crew_of_stop >= 0, crew_of_stop, crews + np.arange(stops))
    label = np.arange(crews + stops)
    if a.features.ties:
        one = at[np.repeat(np.arange(stops), a.stops["end_tie"] - a.stops["first_tie"])]
        other, before = at[a.ties["other"]], np.zeros_like(label)
        while not np.array_equal(label, before):
            before, least = label.copy(), np.minimum(label[one], label[other])
            np.minimum.at(label, one, least)
            np.minimum.at(label, other, least)
            label = label[label]
    return Bundles(label[:crews], label[at])


def take_apart(a: Arrays, s: Solution, count: int, draw: Random) -> list[Part]:
    """Parts of about as many stops each, those that have any, side by side between two places drawn at random."""
    of_crew, of_stop = deal_out(a, s, count, draw)
    parts = ((np.flatnonzero(of_crew == i), np.flatnonzero(of_stop == i)) for i in range(count))
    return [part_of(a, crews.astype(np.int32), stops.astype(np.int32)) for crews, stops in parts if len(stops)]


def deal_out(a: Arrays, s: Solution, count: int, draw: Random) -> tuple[Longs, Longs]:
    """The part that each crew, and each stop, goes to; crews and stops that are left out go anywhere.

    Stops never go where no crew goes.
    """
    own = bundles(a, s.served["crew"])
    chance = np.random.default_rng(draw.randrange(2**32))
    total = len(own.of_crew) + len(own.of_stop)
    size = np.bincount(own.of_stop, minlength=total)
    along = side(a, chance)
    middle = np.bincount(own.of_stop, weights=along, minlength=total) / np.maximum(1, size)
    anywhere = np.ones(total, dtype=bool)
    anywhere[own.of_crew[s.duties["length"] > 0]] = False
    middle[anywhere] = chance.uniform(along.min(), along.max(), int(anywhere.sum()))
    order = np.argsort(middle, kind="stable")
    part = np.empty(total, dtype=np.int64)
    part[order] = (np.cumsum(size[order]) - size[order]) * count // max(1, len(own.of_stop))
    at_home = np.flatnonzero(size[own.of_crew] == 0)
    of_crew, of_stop = part[own.of_crew], part[own.of_stop]
    of_crew[at_home] = chance.permutation(len(at_home)) % count
    return of_crew, np.where(np.isin(of_stop, of_crew), of_stop, of_crew[0])


def side(a: Arrays, chance: np.random.Generator) -> Floats:
    """Where each stop lies along the line through two of them drawn at random.

    On a plane the difference of the squares of two distances grows in proportion to the way along that line.
    """
    at = a.stops["location"]
    far = np.minimum(a.legs["seconds"][:, at[chance.integers(0, len(at), 2)]].min(axis=0), FARTHEST)[:, at]
    squares = np.square(far.astype(np.float64))
    return np.asarray(squares[0] - squares[1])


def part_of(a: Arrays, crews: Ints, stops: Ints) -> Part:
    """The problem of some of the crews and some of the stops; stops have those of their neighbours among them."""
    inside = np.full(len(a.stops) + 1, -1, dtype=np.int32)  # the last stands for "none"
    inside[stops] = np.arange(len(stops))
    kinds, kind = np.unique(a.crews["kind"][crews], return_inverse=True)
    near = inside[a.neighbours[stops]]
    records = a.crews[crews]
    records["kind"] = kind
    part = a._replace(
        stops=_stops(a, stops, inside),
        crews=records,
        delivery=a.delivery[stops],
        change=a.change[stops],
        capacity=a.capacity[kinds],
        services=np.ascontiguousarray(a.services[kinds][:, stops]) if a.features.services else a.services,
        neighbours=np.take_along_axis(near, np.argsort(near < 0, axis=1, kind="stable"), axis=1),
        feeds=a.feeds[stops],
        admitted=np.ascontiguousarray(a.admitted[stops][:, kinds]),
        loads_at=a.loads_at[kinds],
        first_of_kind=np.searchsorted(np.sort(kind), np.arange(len(kinds) + 1)).astype(np.int32),
        by_kind=np.argsort(kind, kind="stable").astype(np.int32),
        turns=_turns(a, stops, inside, kinds) if a.features.referred else a.turns,
        ties=_ties(a, stops, inside) if a.features.ties else a.ties,
        held_s=a.held_s[stops] if a.features.held else a.held_s.copy(),
        trace_s=np.zeros((len(stops), 2), dtype=np.int64),
    )
    return Part(part, crews, stops)


def _stops(a: Arrays, stops: Ints, inside: Ints) -> Records:
    """Records of the stops, with the numbers they have in the part."""
    records = a.stops[stops]
    if a.features.ties:
        for name in ("partner", "leader", "behind"):
            records[name] = inside[records[name]]
        ends = np.cumsum(records["end_tie"] - records["first_tie"])
        records["first_tie"], records["end_tie"] = np.concatenate(([0], ends[:-1])), ends
    return records


def _ties(a: Arrays, stops: Ints, inside: Ints) -> Records:
    """The ties of the stops, one stop after the other."""
    of = a.stops[stops]
    rows = [np.arange(first, end) for first, end in zip(of["first_tie"].tolist(), of["end_tie"].tolist(), strict=True)]
    records = a.ties[np.concatenate(rows)]
    records["other"] = inside[records["other"]]
    return records


def _turns(a: Arrays, stops: Ints, inside: Ints, kinds: Longs) -> Records:
    """The stops' places in the plan that is out, by the numbers of the part."""
    number = np.full(len(a.capacity) + 1, NOBODY_HERE, dtype=np.int32)
    number[kinds] = np.arange(len(kinds))
    records = a.turns[stops]
    after = records["after"]
    records["after"] = np.where((after >= 0) & (inside[after] < 0), ELSEWHERE, inside[after])
    records["kind"] = number[records["kind"]]
    return records


def in_part(part: Part, n: int, best: Best) -> tuple[Ints, Ints]:
    """Tokens and lengths of the part's duties in a solution of the whole, which has ``n`` stops."""
    return renumbered(part, n, best.tokens[part.crews]), best.length[part.crews]


def renumbered(part: Part, n: int, tokens: Ints) -> Ints:
    """Tokens of the whole, which has ``n`` stops, as the part numbers them."""
    at = np.searchsorted(part.stops, np.minimum(tokens, n - 1))
    return np.where(tokens < n, at, tokens - n + len(part.stops)).astype(np.int32)


def joined(parts: Sequence[Part], bests: Sequence[Best], whole: Best, n: int) -> Best:
    """The solution of the whole, of the shape of ``whole``, that those of all parts are together."""
    lost, cents = sum(best.lost for best in bests), sum(best.cents for best in bests)
    both = Best(np.zeros_like(whole.tokens), np.zeros_like(whole.length), np.asarray(lost), np.asarray(cents))
    for part, best in zip(parts, bests, strict=True):
        write_into(both, part, best, n)
    return both


def write_into(whole: Best, part: Part, best: Best, n: int) -> None:
    """Give a part's crews the duties of its solution, in one of the whole; what that costs is not told."""
    own, width = len(part.stops), best.tokens.shape[1]
    stops = part.stops[np.minimum(best.tokens, own - 1)]
    whole.tokens[part.crews, :width] = np.where(best.tokens < own, stops, best.tokens - own + n)
    whole.length[part.crews] = best.length
