"""Crossings: two duties exchange stretches: a few stops, or all that follows.

What a ruin cannot do at once where duties are long or full. A crossing is judged first by the legs it changes; if these
may do, both duties are walked.

References
----------
Taillard, Badeau, Gendreau, Guertin & Potvin (1997), A tabu search heuristic for the vehicle routing problem with soft
time windows, doi:10.1287/trsc.31.2.170 (CROSS exchange); Potvin & Rousseau (1995), doi:10.1057/jors.1995.204 (2-opt*).
"""

import math
from typing import NamedTuple

from optimizer.routing.arrays import Arrays, Ints, long
from optimizer.routing.carriage import may_load, trip_end, trip_holds
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.iteration import begin_iteration, mark_touched_dirty, touch, touched_change, undo_iteration
from optimizer.routing.leaving import onward_cents, place_before
from optimizer.routing.moments import INFINITE
from optimizer.routing.random import RandomState, below, uniform
from optimizer.routing.refresh import refresh
from optimizer.routing.road import drive_cents
from optimizer.routing.room import Room
from optimizer.routing.solution import Solution
from optimizer.routing.walking import Trial, trial_cents

NEAR = 10
"""Beside so many of its nearest neighbours a stop is tried."""

LONGEST = 3
"""Stops of a stretch that is exchanged for another, at most."""


class Stretch(NamedTuple):
    """Part of a duty: from position ``first`` to before ``end``."""

    crew: int
    first: int
    end: int


class Crossing(NamedTuple):
    """Two stretches of different duties to be exchanged, and by how much prices then change."""

    cents: float
    one: Stretch
    other: Stretch


@inlined
def crosses(a: Arrays) -> bool:
    """Whether duties may exchange stretches with nobody else's being walked again, and for what they cost alone."""
    return not (a.features.ties or a.features.held or a.features.referred)


@inlined
def stretch(crew: int, first: int, end: int) -> Stretch:
    """A stretch whose numbers all have the same types (Numba needs that)."""
    return Stretch(long(crew), long(first), long(end))


@inlined
def joints_cents(a: Arrays, s: Solution, one: Stretch, other: Stretch) -> float:
    """What a duty pays for going to, and on from, another's stretch in place of its own, less what it pays now."""
    here = place_before(a, s, one.crew, one.first)
    cents = 0.0
    if one.end > one.first:
        cents -= s.after[one.crew, one.first].leg_cents
    if other.end > other.first:
        cents += drive_cents(a, one.crew, here, long(s.after[other.crew, other.first].location))
        here = long(s.after[other.crew, other.end - 1].location)
    return cents + onward_cents(a, s, one.crew, here, one.end)


@inlined
def ends_empty(a: Arrays, room: Room, count: int) -> bool:
    """Whether the last token laid loads: where another loading follows, or nothing, it loads for nobody."""
    return bool(count > 0 and room.tokens[count - 1] >= len(a.stops))


@compiled
def lay_crossed(a: Arrays, s: Solution, duties: Ints, room: Room, one: Stretch, other: Stretch) -> Trial:
    """Write a duty with another's stretch in place of its own into ``room.tokens``, from the trip on that changes."""
    n, length = len(a.stops), long(s.duties[one.crew].length)
    first = long(s.after[one.crew, one.first - 1].head) if one.first > 0 else long(0)
    count = long(0)
    for p in range(first, one.first):
        room.tokens[count] = duties[one.crew, p]
        count += 1
    if other.first < other.end and duties[other.crew, other.first] >= n and ends_empty(a, room, count):
        count -= 1
    begins = count
    for p in range(other.first, other.end):
        room.tokens[count] = duties[other.crew, p]
        count += 1
    if (one.end == length or duties[one.crew, one.end] >= n) and ends_empty(a, room, count):
        count -= 1
    same = count
    for p in range(one.end, length):
        room.tokens[count] = duties[one.crew, p]
        count += 1
    are_tails = one.end == length and other.end == s.duties[other.crew].length
    if are_tails and a.crews[one.crew].kind == a.crews[other.crew].kind:  # else it costs another price
        return Trial(first, long(0), count, begins, other.first - begins, other.crew)
    return Trial(first, long(0), count, same, one.end - same, one.crew)


@inlined
def trips_hold(a: Arrays, room: Room, crew: int, trial: Trial) -> bool:
    """Whether a crew may carry the trips of a duty on trial that have changed, its clock aside."""
    tokens, n, head = room.tokens, len(a.stops), long(0)
    while head < trial.length and head <= trial.same:
        if tokens[head] < n or not may_load(a, crew, tokens[head] - n, trial.first + head == 0):
            return False
        end = trip_end(a, tokens, head, trial.length)
        if not trip_holds(a, crew, tokens, head, end):
            return False
        head = end
    return True


@inlined
def crossed_cents(a: Arrays, s: Solution, room: Room, one: Stretch, other: Stretch) -> float:
    """Price of a duty with another's stretch in place of its own, or INFINITE."""
    longer = s.duties[one.crew].length + other.end - other.first
    if longer >= s.tokens.shape[1]:
        return INFINITE
    trial = lay_crossed(a, s, s.tokens, room, one, other)
    if trial.first + trial.length == 0:
        return 0.0
    return trial_cents(a, s, room, one.crew, trial) if trips_hold(a, room, one.crew, trial) else INFINITE


@compiled
def better_crossing(a: Arrays, s: Solution, room: Room, best: Crossing, one: Stretch, other: Stretch) -> Crossing:
    """The better of ``best`` and an exchange of two stretches."""
    if one.first < a.crews[one.crew].begun or other.first < a.crews[other.crew].begun:
        return best
    if joints_cents(a, s, one, other) + joints_cents(a, s, other, one) >= best.cents:
        return best
    limit = best.cents + s.duties[one.crew].total_cents + s.duties[other.crew].total_cents
    cents = crossed_cents(a, s, room, one, other)
    if cents >= limit:
        return best
    cents += crossed_cents(a, s, room, other, one)
    return Crossing(best.cents + cents - limit, one, other) if cents < limit else best


@inlined
def stops_from(a: Arrays, s: Solution, crew: int, first: int, count: int) -> Stretch:
    """Up to so many stops of one trip."""
    end = long(first)
    while end < s.duties[crew].length and end < first + count and s.tokens[crew, end] < len(a.stops):
        end += 1
    return stretch(crew, first, end)


@compiled
def best_crossing(a: Arrays, s: Solution, room: Room, stop: int, worth: float, state: RandomState) -> Crossing:
    """The best crossing that brings a stop beside one of its neighbours, if its change in price is below ``worth``."""
    one = long(s.served[stop].crew)
    nothing = stretch(0, 0, 0)
    best = Crossing(worth, nothing, nothing)
    if one < 0:
        return best
    p = long(s.served[stop].position)
    for i in range(min(NEAR, a.neighbours.shape[1])):
        near = a.neighbours[stop, i]
        if near < 0:
            break
        other = long(s.served[near].crew)
        if other < 0 or other == one:
            continue
        q = long(s.served[near].position)
        if a.crews[one].kind == a.crews[other].kind:
            rest, tail = long(s.duties[one].length), long(s.duties[other].length)
            best = better_crossing(a, s, room, best, stretch(one, p + 1, rest), stretch(other, q, tail))
        mine = stops_from(a, s, one, p + 1, below(state, LONGEST + 1))
        best = better_crossing(a, s, room, best, mine, stops_from(a, s, other, q, 1 + below(state, LONGEST)))
    return best


@inlined
def write_crossed(a: Arrays, s: Solution, room: Room, one: Stretch, other: Stretch) -> bool:
    """Give a duty another's stretch, both as they were saved; False if the duty does not hold."""
    trial = lay_crossed(a, s, s.saved_tokens, room, one, other)
    for q in range(trial.length):
        s.tokens[one.crew, trial.first + q] = room.tokens[q]
    s.duties[one.crew].length = trial.first + trial.length
    return refresh(a, s, one.crew, trial.first)


@compiled
def carry_out(a: Arrays, s: Solution, room: Room, crossing: Crossing) -> float:
    """Exchange two stretches, as an iteration of its own; by how much prices have changed."""
    begin_iteration(s)
    touch(s, crossing.one.crew)
    touch(s, crossing.other.crew)
    sound = write_crossed(a, s, room, crossing.one, crossing.other)
    if not (write_crossed(a, s, room, crossing.other, crossing.one) and sound):
        undo_iteration(a, s)
    mark_touched_dirty(s)
    return touched_change(s)


@compiled
def cross(a: Arrays, s: Solution, room: Room, temperature: float, state: RandomState) -> float:
    """Try a crossing beside a random stop, to be accepted as any change is; by how much prices have changed."""
    worth = -temperature * math.log(uniform(state) + 1e-300)
    best = best_crossing(a, s, room, below(state, len(a.stops)), worth, state)
    return carry_out(a, s, room, best) if best.cents < worth else 0.0
