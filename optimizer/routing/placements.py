"""Placements: where the pieces of a job might go, each with a lower bound of its price."""

from typing import NamedTuple

import numpy as np

from optimizer.routing.arrays import MEMBER, Arrays, long
from optimizer.routing.candidates import STRANGERS, UNUSED, changed_cents, may_begin, unused_crew
from optimizer.routing.carriage import trip_end
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.leaving import onward_cents, place_before
from optimizer.routing.limits import last_window
from optimizer.routing.random import RandomState, below
from optimizer.routing.road import drive_cents
from optimizer.routing.room import MOST_CANDIDATES, Room, blinks
from optimizer.routing.solution import Solution
from optimizer.routing.ties import may_join


class Job(NamedTuple):
    """A job's leader, how many pieces it has, where in ``Arrays.ties`` the first three begin, and the last ends."""

    leader: int
    pieces: int
    first: int
    second: int
    third: int
    end: int


class Placement(NamedTuple):
    """Where each piece goes: before these positions of one trip, or in a new trip from ``point`` if that is not -1."""

    cents: float
    crew: int
    point: int
    first: int
    second: int
    third: int


@inlined
def placement(cents: float, crew: int, point: int, first: int, second: int, third: int) -> Placement:
    """A placement whose numbers all have the same types (Numba needs that)."""
    return Placement(float(cents), long(crew), long(point), long(first), long(second), long(third))


@inlined
def job_of(a: Arrays, leader: int) -> Job:
    """The job of a leader."""
    first, last = long(a.stops[leader].first_tie), long(a.stops[leader].end_tie)
    end = first
    while end < last and a.ties[end].kind == MEMBER:
        end += 1
    second = first
    while second < end and a.ties[second].piece == 0:
        second += 1
    third = second
    while third < end and a.ties[third].piece == 1:
        third += 1
    return Job(long(leader), 1 + long(a.ties[end - 1].piece), first, second, third, end)


@inlined
def begins_at(job: Job, piece: int) -> int:
    """Where a piece begins; that behind the last begins at the end."""
    return job.first if piece == 0 else job.second if piece == 1 else job.third if piece == 2 else job.end


@inlined
def place_of(where: Placement, piece: int) -> int:
    """The position that a piece goes before."""
    return where.first if piece == 0 else where.second if piece == 1 else where.third


@compiled
def bound_cents(a: Arrays, s: Solution, job: Job, where: Placement) -> float:
    """What a placement changes in driving, and the fixed price of a crew that is called up for it."""
    crew, cents = where.crew, 0.0
    for t in range(job.first, job.end):
        cents += changed_cents(a, s, crew, long(a.ties[t].other))
    for piece in range(job.pieces):
        position = place_of(where, piece)
        origin, follows, is_followed = place_before(a, s, crew, position), False, False
        for other in range(job.pieces):
            if other < piece and place_of(where, other) == position:
                origin, follows = long(a.stops[a.ties[begins_at(job, other + 1) - 1].other].location), True
            is_followed |= other > piece and place_of(where, other) == position
        if where.point >= 0 and not follows:
            via = long(a.points[where.point].location)
            cents += drive_cents(a, crew, origin, via)
            origin = via
        for t in range(begins_at(job, piece), begins_at(job, piece + 1)):
            here = long(a.stops[a.ties[t].other].location)
            cents += drive_cents(a, crew, origin, here)
            origin = here
        if not is_followed:
            cents += onward_cents(a, s, crew, origin, position)
    if s.duties[crew].length == 0:
        cents += a.crews[crew].fixed_cents
    return cents


@compiled
def trip_takes_job(a: Arrays, s: Solution, crew: int, head: int, point: int, job: Job) -> bool:
    """Whether a trip (a new one if ``head`` is -1) from a load point can take a job besides what it has."""
    kind = a.crews[crew].kind
    groups = s.after[crew, head].groups if head >= 0 else np.uint64(0)
    apart = s.after[crew, head].apart if head >= 0 else np.uint64(0)
    for t in range(job.first, job.end):
        it = a.stops[a.ties[t].other]
        if not a.feeds[a.ties[t].other, point] or (groups & it.apart) | (apart & it.groups):
            return False
        groups |= it.groups
        apart |= it.apart
    for dimension in range(a.capacity.shape[1]):
        amount = s.amounts[crew, head, dimension] if head >= 0 else long(0)
        for t in range(job.first, job.end):
            amount += a.delivery[a.ties[t].other, dimension]
        if amount > a.capacity[kind, dimension]:
            return False
    return True


@inlined
def comes_late(a: Arrays, s: Solution, crew: int, position: int, job: Job, piece: int) -> bool:
    """Whether the first stop of a piece has closed when the crew gets there, even if nothing else is inserted."""
    stop = long(a.ties[begins_at(job, piece)].other)
    before = s.after[crew, position - 1]
    arrival = before.clock_s + a.legs[a.crews[crew].layer, before.location, a.stops[stop].location].seconds
    return bool(arrival > a.windows[last_window(a, stop)].closes)


@compiled
def note_placement(
    a: Arrays, s: Solution, room: Room, job: Job, where: Placement, worth: float, state: RandomState
) -> None:
    """Note a placement to be walked, if its bound is below what serving the job may cost, and there is room."""
    if room.counts[0] == MOST_CANDIDATES:
        return
    cents = bound_cents(a, s, job, where)
    if cents >= worth or blinks(room, state):
        return
    it = room.candidates[room.counts[0]]
    it.bound_cents, it.crew, it.point = cents, where.crew, where.point
    it.position, it.second, it.third = where.first, where.second, where.third
    room.counts[0] += 1


@compiled
def try_trips(a: Arrays, s: Solution, room: Room, job: Job, crew: int, worth: float, state: RandomState) -> None:
    """Note all placements in the trips that a crew has."""
    n, length = len(a.stops), long(s.duties[crew].length)
    head = long(0)
    while head < length:
        end = trip_end(a, s.tokens[crew], head, length)
        if trip_takes_job(a, s, crew, head, s.tokens[crew, head] - n, job):
            least = max(head + 1, long(a.crews[crew].begun))
            for first in range(least, end + 1):
                if comes_late(a, s, crew, first, job, long(0)):
                    continue
                for second in range(first if job.pieces == 2 else least, 1 + (end if job.pieces > 1 else least)):
                    if job.pieces > 1 and comes_late(a, s, crew, second, job, long(1)):
                        continue
                    for third in range(least, 1 + (end if job.pieces > 2 else least)):
                        where = placement(0.0, crew, -1, first, second, third)
                        note_placement(a, s, room, job, where, worth, state)
        head = end


@compiled
def try_new_trips_for_job(
    a: Arrays, s: Solution, room: Room, job: Job, crew: int, worth: float, state: RandomState
) -> None:
    """Note new trips before, between or after those of a crew, from any load point."""
    for point in range(len(a.points)):
        if not trip_takes_job(a, s, crew, long(-1), long(point), job):
            continue
        position = long(s.duties[crew].length)
        while position >= a.crews[crew].begun:
            if may_begin(a, s, crew, position, point):
                where = placement(0.0, crew, point, position, position, position)
                note_placement(a, s, room, job, where, worth, state)
            if position == 0:
                break
            position = long(s.after[crew, position - 1].head)


@compiled
def offer(a: Arrays, s: Solution, room: Room, job: Job, crew: int, worth: float, state: RandomState) -> None:
    """Note all placements with a crew, once."""
    if room.seen[crew] == room.counts[1]:
        return
    room.seen[crew] = room.counts[1]
    longer = s.duties[crew].length + job.end - job.first + 1
    if longer >= s.tokens.shape[1] or not may_join(a, s, crew, job.leader):
        return
    try_trips(a, s, room, job, crew, worth, state)
    try_new_trips_for_job(a, s, room, job, crew, worth, state)


@compiled
def offer_everywhere(a: Arrays, s: Solution, room: Room, job: Job, worth: float, state: RandomState) -> None:
    """Note placements with crews near any client of a job, some others, and some unused."""
    for t in range(job.first, job.end):
        for i in range(a.neighbours.shape[1]):
            other = a.neighbours[a.ties[t].other, i]
            if other >= 0 and s.served[other].crew >= 0:
                offer(a, s, room, job, long(s.served[other].crew), worth, state)
    for _ in range(STRANGERS):
        offer(a, s, room, job, long(below(state, len(s.duties))), worth, state)
    kinds = len(a.first_of_kind) - 1
    first, offered = below(state, kinds), 0
    for i in range(kinds):
        crew = unused_crew(a, s, (first + i) % kinds)
        if crew >= 0 and offered < UNUSED and may_join(a, s, crew, job.leader):
            offer(a, s, room, job, crew, worth, state)
            offered += 1
