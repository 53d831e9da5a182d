"""Where an absent stop might go: positions worth a walk, each with a lower bound of its price.

A stop is tried beside its neighbours, as the only stop of a new trip of the crews that serve them, of a few crews drawn
at random, and of a few unused crews. The change in driving is a lower bound of the change in price.
"""

from typing import NamedTuple

import numpy as np

from optimizer.routing.arrays import Arrays, Ints, Records, long
from optimizer.routing.carriage import may_load
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.random import RandomState, below, uniform
from optimizer.routing.simulate import INFINITE, drive_cents
from optimizer.routing.solution import Solution

BLINK = 0.01
"""Share of the positions that are overlooked, so that the search does not take the same path for ever."""

NEAR_CREWS = 12
"""So many of the nearest neighbours offer a new trip of the crew that serves them."""

STRANGERS = 3
"""How many crews drawn at random are offered a new trip, beside those that serve the neighbours."""

UNUSED = 8
"""How many unused crews, each of another kind, are offered a trip."""

MOST_CANDIDATES = 1024

CANDIDATE = np.dtype(
    [
        ("bound_cents", np.float64),
        ("crew", np.int32),
        ("position", np.int32),  # before this position
        ("point", np.int32),  # in a new trip from this load point, or -1
    ],
    align=True,
)


class Room(NamedTuple):
    """Room to try things in: candidates, tokens of a duty on trial, sort keys, and a stamp for each crew seen.

    ``counts`` holds the number of candidates and the current stamp.
    """

    candidates: Records
    tokens: Ints
    keys: "np.ndarray[tuple[int], np.dtype[np.float64]]"
    seen: Ints
    counts: Ints


def room_for(a: Arrays, width: int) -> Room:
    """Room for one search over duties of up to ``width`` tokens."""
    return Room(
        candidates=np.zeros(MOST_CANDIDATES, dtype=CANDIDATE),
        tokens=np.zeros(width + 4, dtype=np.int32),
        keys=np.zeros(len(a.stops)),
        seen=np.zeros(len(a.crews), dtype=np.int32),
        counts=np.zeros(2, dtype=np.int32),
    )


@inlined
def driving_change(a: Arrays, s: Solution, crew: int, position: int, stop: int, point: int) -> float:
    """By how much the price of driving changes with the stop (behind a loading at ``point``, if not -1) put in."""
    before = long(a.crews[crew].start) if position == 0 else long(s.after[crew, position - 1].location)
    here = a.stops[stop].location
    if point < 0:
        change = drive_cents(a, crew, before, here)
    else:
        via = a.points[point].location
        change = drive_cents(a, crew, before, via) + drive_cents(a, crew, via, here)
    length = s.duties[crew].length
    after = long(s.after[crew, position].location) if position < length else long(a.crews[crew].end)
    if after >= 0:
        change += drive_cents(a, crew, here, after)
        if length > 0:
            change -= drive_cents(a, crew, before, after)
    if length == 0:
        change += a.crews[crew].fixed_cents
    return change


@inlined
def too_late(a: Arrays, s: Solution, crew: int, position: int, stop: int, point: int) -> bool:
    """Whether the stop, or the work after it, would surely begin too late (rests aside; the walk has the last word)."""
    layer = a.crews[crew].layer
    length = s.duties[crew].length
    if position == 0:
        before, clock = long(a.crews[crew].start), long(a.crews[crew].opens)
    else:
        before, clock = long(s.after[crew, position - 1].location), long(s.after[crew, position - 1].clock_s)
    left, origin = clock, before
    if point >= 0:
        origin = long(a.points[point].location)
        clock = max(clock + a.seconds[layer, before, origin], long(a.stops[stop].ready_s))
        clock += a.points[point].fixed_s
    here = a.stops[stop].location
    clock += a.seconds[layer, origin, here]
    if clock > a.windows[a.stops[stop].end_window - 1].closes:
        return True
    clock = max(clock, long(a.windows[a.stops[stop].first_window].opens)) + a.stops[stop].service_s
    if position < length:
        after = s.after[crew, position]
        arrival = left + a.seconds[layer, before, after.location]
        return bool(clock + a.seconds[layer, here, after.location] > arrival + after.slack_s)
    end = a.crews[crew].end
    return bool(clock + (a.seconds[layer, here, end] if end >= 0 else 0) > a.crews[crew].closes)


@inlined
def propose(a: Arrays, s: Solution, room: Room, crew: int, position: int, stop: int, point: int) -> None:
    """Note a position with its bound, if there is a road to it."""
    count = room.counts[0]
    if count >= MOST_CANDIDATES:
        return
    bound = driving_change(a, s, crew, position, stop, point)
    if bound < INFINITE / 2 and not too_late(a, s, crew, position, stop, point):
        candidate = room.candidates[count]
        candidate.bound_cents = bound
        candidate.crew = crew
        candidate.position = position
        candidate.point = point
        room.counts[0] = count + 1


@inlined
def trip_takes(a: Arrays, s: Solution, crew: int, head: int, stop: int) -> bool:
    """Whether the trip that begins at ``head`` can take the stop besides what it has."""
    point = s.tokens[crew, head] - len(a.stops)
    trip = s.after[crew, head]
    new = a.stops[stop]
    kind = a.crews[crew].kind
    for dimension in range(a.capacity.shape[1]):
        if s.amounts[crew, head, dimension] + a.delivery[stop, dimension] > a.capacity[kind, dimension]:
            return False
    return bool(
        a.feeds[point, stop] and (trip.groups & new.apart) == np.uint64(0) and (trip.apart & new.groups) == np.uint64(0)
    )


@inlined
def may_begin(a: Arrays, s: Solution, crew: int, position: int, point: int) -> bool:
    """Whether a trip from this load point may go before ``position``, and the first trip come later."""
    if not may_load(a, crew, point, position == 0):
        return False
    if position > 0 or s.duties[crew].length == 0 or a.crews[crew].first_point < 0:
        return True
    return may_load(a, crew, s.tokens[crew, 0] - len(a.stops), False)


@compiled
def propose_new_trips(a: Arrays, s: Solution, room: Room, crew: int, stop: int, state: RandomState) -> None:
    """Propose a new trip before, between or after those of a crew, from any load point that feeds the stop."""
    if room.seen[crew] == room.counts[1] or not a.admitted[a.crews[crew].kind, stop]:
        return
    room.seen[crew] = room.counts[1]
    n, length = len(a.stops), s.duties[crew].length
    if length + 2 >= s.tokens.shape[1]:
        return
    for point in range(len(a.points)):
        if not a.feeds[point, stop]:
            continue
        for position in range(length + 1):
            between = position == length or s.tokens[crew, position] >= n
            if between and may_begin(a, s, crew, position, point) and uniform(state) >= BLINK:
                propose(a, s, room, crew, position, stop, point)


@inlined
def unused_crew(a: Arrays, s: Solution, kind: int) -> int:
    """A crew of this kind without a duty, or -1."""
    for i in range(a.first_of_kind[kind], a.first_of_kind[kind + 1]):
        crew = a.by_kind[i]
        if s.duties[crew].length == 0:
            return long(crew)
    return long(-1)


@compiled
def propose_all(a: Arrays, s: Solution, room: Room, stop: int, state: RandomState) -> None:
    """Fill ``room.candidates`` for an absent stop."""
    room.counts[0] = 0
    room.counts[1] += 1
    for i in range(a.neighbours.shape[1]):
        other = a.neighbours[stop, i]
        if other < 0:
            break
        crew = s.served[other].crew
        if crew < 0 or not a.admitted[a.crews[crew].kind, stop]:
            continue
        position = s.served[other].position
        if trip_takes(a, s, crew, s.after[crew, position].head, stop) and s.duties[crew].length + 2 < s.tokens.shape[1]:
            for side in range(2):
                if uniform(state) >= BLINK:
                    propose(a, s, room, crew, position + side, stop, -1)
        if i < NEAR_CREWS:
            propose_new_trips(a, s, room, crew, stop, state)
    for _ in range(STRANGERS):
        propose_new_trips(a, s, room, below(state, len(s.duties)), stop, state)
    kinds = len(a.first_of_kind) - 1
    first = below(state, kinds)
    offered = 0
    for i in range(kinds):
        crew = unused_crew(a, s, (first + i) % kinds)
        if crew >= 0 and a.admitted[a.crews[crew].kind, stop]:
            propose_new_trips(a, s, room, crew, stop, state)
            offered += 1
            if offered == UNUSED:
                break
