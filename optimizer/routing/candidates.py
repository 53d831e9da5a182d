"""Where an absent stop might go: the best place that needs no walk, and places that do, each with a lower bound.

A stop is tried beside its neighbours, as the only stop of a new trip of the crews that serve them, of a few crews drawn
at random, and of a few unused crews. What is noted at the tokens around says whether it comes in time there, and, as
long as nothing else gets late and nobody has to rest, what it costs to the cent. Else the change in driving is a lower
bound of the price, and the place is noted as a candidate for a walk.
"""

import numpy as np

from optimizer.routing.arrays import Arrays, long
from optimizer.routing.carriage import may_load
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.leaving import Way, begin_in_windows, loaded_s, onward_cents, place_before, way_in_trip
from optimizer.routing.moments import INFINITE, NEVER
from optimizer.routing.random import RandomState, below
from optimizer.routing.road import drive_cents
from optimizer.routing.room import Insertion, Room, blinks, insertion, note_candidate
from optimizer.routing.solution import Solution

NEAR_CREWS = 12
"""So many of the nearest neighbours offer a new trip of the crew that serves them."""

STRANGERS, UNUSED = 3, 8
"""How many crews drawn at random are offered a new trip, beside those that serve the neighbours, and how many unused
crews, each of another kind: of a job, and of a stop where all crews are alike."""

MOST_STRANGERS, MOST_UNUSED = 40, 40
"""The same of a stop where crews differ: one stranger more for each kind more, up to so many.

Who has time left for a trip, and a vehicle that suits it, may drive anywhere. The day ``district``, town with two seeds
and porto_alegre, 10 s of processor time for each of two threads, mean of three: 39,203 yuan with 1 stranger, 3 unused
and 5 near crews, 36,673 with 3, 8 and 12, 35,538 with 40, 40 and 12, though iterations are only half as many.
"""


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
        a.feeds[stop, point] and (trip.groups & new.apart) == np.uint64(0) and (trip.apart & new.groups) == np.uint64(0)
    )


@inlined
def may_begin(a: Arrays, s: Solution, crew: int, position: int, point: int) -> bool:
    """Whether a trip from this load point may go before ``position``, and the first trip come later."""
    if not may_load(a, crew, point, position == 0):
        return False
    if position > 0 or s.duties[crew].length == 0 or a.crews[crew].first_point < 0:
        return True
    return may_load(a, crew, s.tokens[crew, 0] - len(a.stops), False)


@inlined
def settle(
    a: Arrays, s: Solution, room: Room, stop: int, crew: int, position: int, point: int, way: Way, best: Insertion
) -> Insertion:
    """The better of ``best`` and a position, if that can be told; if not, it becomes a candidate."""
    layer, new = a.crews[crew].layer, a.stops[stop]
    first = long(a.legs[layer, way.origin, new.location].seconds)
    begin = begin_in_windows(a, new.first_window, new.end_window, way.leave_s + first)
    if begin >= NEVER:
        return best
    after = s.after[crew, position]
    second = long(a.legs[layer, new.location, after.location].seconds) if after.location >= 0 else long(0)
    service = long(a.services[a.crews[crew].kind, stop]) if a.features.services else long(new.service_s)
    arrival = begin + service + second
    if arrival > after.latest_s:
        return best
    cents = way.cents + max(long(0), begin - new.due_s) * new.late_cents_per_s
    if cents >= best.cents:
        return best
    road = s.duties[crew].road_s + first + second
    if point >= 0:
        road += a.legs[layer, place_before(a, s, crew, position), way.origin].seconds
    is_same = way.is_calm and after.arrive_s <= arrival <= after.calm_s
    if room.by_legs and is_same and road <= a.crews[crew].max_driving_s:
        return insertion(cents, crew, position, point)
    note_candidate(room, cents, crew, position, point)
    return best


@inlined
def changed_cents(a: Arrays, s: Solution, crew: int, stop: int) -> float:
    """What a stop at a crew adds to the price of changes against a given plan, at least: all others may mend."""
    if not a.features.referred:
        return 0.0
    other = a.rules.other_crew_cents if a.turns[stop].kind != a.crews[crew].kind else 0.0
    return float(other - s.duties[crew].moved_cents)


@inlined
def try_in_trip(
    a: Arrays, s: Solution, room: Room, stop: int, crew: int, head: int, position: int, best: Insertion
) -> Insertion:
    """The better of ``best`` and the place before ``position``, in the trip that begins at ``head`` and takes it."""
    here, before = long(a.stops[stop].location), long(s.after[crew, position - 1].location)
    cents = drive_cents(a, crew, before, here) + onward_cents(a, s, crew, here, position)
    cents += changed_cents(a, s, crew, stop)
    if cents >= best.cents:
        return best
    way = way_in_trip(a, s, crew, head, position, stop, float(cents))
    if way.leave_s >= NEVER:
        return best
    return settle(a, s, room, stop, crew, position, -1, way, best)


@inlined
def try_new_trip(
    a: Arrays, s: Solution, room: Room, stop: int, crew: int, position: int, point: int, best: Insertion
) -> Insertion:
    """The better of ``best`` and a trip of its own from a load point, before ``position``."""
    here, via = long(a.stops[stop].location), long(a.points[point].location)
    before = place_before(a, s, crew, position)
    cents = drive_cents(a, crew, via, here) + changed_cents(a, s, crew, stop)
    if s.duties[crew].length > 0 and s.after[crew, position].location == via:
        cents += drive_cents(a, crew, here, via)  # the crew goes to the load point anyway
    else:
        cents += drive_cents(a, crew, before, via) + onward_cents(a, s, crew, here, position)
    if s.duties[crew].length == 0:
        cents += a.crews[crew].fixed_cents
    if cents >= best.cents:
        return best
    clock = long(a.crews[crew].opens) if position == 0 else long(s.after[crew, position - 1].clock_s)
    clock = max(clock + a.legs[a.crews[crew].layer, before, via].seconds, long(a.stops[stop].ready_s))
    begin = begin_in_windows(a, a.points[point].first_window, a.points[point].end_window, clock)
    if begin >= NEVER:
        return best
    way = Way(via, loaded_s(a, point, begin, long(a.delivery[stop, 0])), float(cents), True)
    return settle(a, s, room, stop, crew, position, point, way, best)


@compiled
def try_behind_begun(a: Arrays, s: Solution, room: Room, stop: int, crew: int, best: Insertion) -> Insertion:
    """The better of ``best`` and the place behind what a crew has begun: a trip without a neighbour to stand beside."""
    begun = long(a.crews[crew].begun)
    head = long(s.after[crew, begun - 1].head)
    return try_in_trip(a, s, room, stop, crew, head, begun, best) if trip_takes(a, s, crew, head, stop) else best


@compiled
def try_new_trips(
    a: Arrays, s: Solution, room: Room, stop: int, crew: int, best: Insertion, state: RandomState
) -> Insertion:
    """The better of ``best`` and a new trip before, between or after those of a crew, from any load point."""
    if room.seen[crew] == room.counts[1] or not a.admitted[stop, a.crews[crew].kind]:
        return best
    room.seen[crew] = room.counts[1]
    length = long(s.duties[crew].length)
    if length + 2 >= s.tokens.shape[1] or (length == 0 and a.crews[crew].fixed_cents >= best.cents):
        return best
    begun = long(a.crews[crew].begun)
    if 0 < begun <= length and not blinks(room, state):
        best = try_behind_begun(a, s, room, stop, crew, best)
    for point in range(len(a.points)):
        if not a.feeds[stop, point]:
            continue
        position = length
        while position >= begun:
            if may_begin(a, s, crew, position, point) and not blinks(room, state):
                best = try_new_trip(a, s, room, stop, crew, position, point, best)
            if position == 0:
                break
            position = long(s.after[crew, position - 1].head)
    return best


@inlined
def unused_crew(a: Arrays, s: Solution, kind: int) -> int:
    """A crew of this kind without a duty, or -1."""
    for i in range(a.first_of_kind[kind], a.first_of_kind[kind + 1]):
        crew = a.by_kind[i]
        if s.duties[crew].length == 0:
            return long(crew)
    return long(-1)


@inlined
def try_beside_neighbours(
    a: Arrays, s: Solution, room: Room, stop: int, best: Insertion, state: RandomState
) -> Insertion:
    """The better of ``best`` and the places before and behind the stop's neighbours.

    Most have no room on their trip: that is asked first, and once for both places.
    """
    for i in range(a.neighbours.shape[1]):
        other = a.neighbours[stop, i]
        if other < 0:
            break
        crew = long(s.served[other].crew)
        if crew < 0:
            continue
        position = long(s.served[other].position)
        head = long(s.served[other].head)
        if not trip_takes(a, s, crew, head, stop) or not a.admitted[stop, a.crews[crew].kind]:
            continue
        if s.duties[crew].length + 2 >= s.tokens.shape[1]:
            continue
        for side in range(2):
            if position + side >= a.crews[crew].begun and not blinks(room, state):
                best = try_in_trip(a, s, room, stop, crew, head, position + side, best)
    return best


@inlined
def strangers(kinds: int) -> int:
    """How many crews drawn at random are offered a new trip."""
    return min(MOST_STRANGERS, STRANGERS - 1 + kinds)


@compiled
def try_everywhere(a: Arrays, s: Solution, room: Room, stop: int, worth: float, state: RandomState) -> Insertion:
    """The best place below ``worth`` that needs no walk; ``room.candidates`` holds those that do."""
    room.counts[0] = 0
    room.counts[1] += 1
    best = try_beside_neighbours(a, s, room, stop, insertion(min(worth, INFINITE / 2), -1, -1, -1), state)
    for i in range(min(NEAR_CREWS, a.neighbours.shape[1])):
        other = a.neighbours[stop, i]
        if other >= 0 and s.served[other].crew >= 0:
            best = try_new_trips(a, s, room, stop, long(s.served[other].crew), best, state)
    kinds = len(a.first_of_kind) - 1
    for _ in range(strangers(kinds)):
        best = try_new_trips(a, s, room, stop, below(state, len(s.duties)), best, state)
    first = below(state, kinds)
    offered = 0
    for i in range(kinds):
        crew = unused_crew(a, s, (first + i) % kinds)
        if crew >= 0 and a.admitted[stop, a.crews[crew].kind]:
            best = try_new_trips(a, s, room, stop, crew, best, state)
            offered += 1
            if offered == MOST_UNUSED:
                break
    return best
