"""Jobs of many pieces: to place them in every way would take for ever, so a few ways are built up piece by piece.

A way is a trip drawn at random, and for each piece the place in it that adds least driving, more or less: chance makes
the ways differ, and the search comes back to a job as often as it ruins it.
"""

from optimizer.routing.arrays import Arrays, Ints, long
from optimizer.routing.candidates import may_begin, unused_crew
from optimizer.routing.carriage import trip_end
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.moments import INFINITE
from optimizer.routing.placements import Job, trip_takes_job
from optimizer.routing.random import RandomState, below, uniform
from optimizer.routing.road import drive_cents
from optimizer.routing.room import Room
from optimizer.routing.solution import Solution
from optimizer.routing.ties import may_join
from optimizer.routing.walking import Trial, trial_cents

TRIES = 16
"""Ways that are built and walked."""

BY_COST = 0.7
"""Share of the ways whose places are chosen by what they cost: what must stand where it is dear, others find."""


@compiled
def position_of(tokens: Ints, first: int, end: int, token: int) -> int:
    """Where a token stands from ``first`` to before ``end``; -1 if it does not."""
    for p in range(first, end):
        if tokens[p] == token:
            return long(p)
    return long(-1)


@compiled
def pairs_up(a: Arrays, tokens: Ints, head: int, end: int, job: Job) -> bool:
    """Whether the pairs that a job belongs to are on the trip, pickup first."""
    for t in range(job.first, job.end):
        stop = long(a.ties[t].other)
        if a.stops[stop].partner < 0:
            continue
        partner = position_of(tokens, head + 1, end, long(a.stops[stop].partner))
        here = position_of(tokens, head + 1, end, stop)
        if partner < 0 or (here < partner) != bool(a.stops[stop].is_pickup):
            return False
    return True


@inlined
def crew_to_try(a: Arrays, s: Solution, job: Job, state: RandomState) -> int:
    """A crew that serves a neighbour of the job, or any, or one without a duty; -1 now and then."""
    draw = uniform(state)
    if draw < 0.5:
        stop = a.ties[job.first + below(state, job.end - job.first)].other
        other = a.neighbours[stop, below(state, a.neighbours.shape[1])]
        return long(s.served[other].crew) if other >= 0 else long(-1)
    if draw < 0.75:
        return long(below(state, len(s.duties)))
    return unused_crew(a, s, below(state, len(a.first_of_kind) - 1))


@compiled
def lay_trip(a: Arrays, s: Solution, room: Room, job: Job, crew: int, state: RandomState) -> Trial:
    """Write a duty from a trip on that might take the job, old or new, into ``room.tokens``; length 0 if it may not."""
    n, length, begun = len(a.stops), long(s.duties[crew].length), long(a.crews[crew].begun)
    nothing = Trial(long(0), long(0), long(0), long(0), long(0), long(crew))
    if begun > length:
        return nothing
    position = begun + below(state, length - begun + 1)
    head = long(s.after[crew, position - 1].head) if position > 0 else long(0)
    is_new = position == 0 or uniform(state) < 0.3
    if is_new:
        if position < length and s.tokens[crew, position] < n:
            position = head if head >= begun else length
        head = position
    point = long(below(state, len(a.points))) if is_new else s.tokens[crew, head] - n
    if is_new and not may_begin(a, s, crew, position, point):
        return nothing
    if not trip_takes_job(a, s, crew, long(-1) if is_new else head, point, job):
        return nothing
    first, count = long(0) if a.features.referred else head, long(0)
    for p in range(first, length + 1):
        if is_new and p == position:
            room.tokens[count] = n + point
            count += 1
        if p < length:
            room.tokens[count] = s.tokens[crew, p]
            count += 1
    return Trial(first, long(head - first), count, count, long(0), long(crew))


@inlined
def location_of(a: Arrays, token: int) -> int:
    """Where a token takes a crew."""
    return long(a.stops[token].location) if token < len(a.stops) else long(a.points[token - len(a.stops)].location)


@inlined
def added_cents(a: Arrays, crew: int, tokens: Ints, count: int, position: int, begins: int, ends: int) -> float:
    """What the driving costs that a piece, from the tie ``begins`` to before ``ends``, adds before a position."""
    here = location_of(a, tokens[position - 1])
    there = location_of(a, tokens[position]) if position < count else long(a.crews[crew].end)
    cents = drive_cents(a, crew, here, long(a.stops[a.ties[begins].other].location))
    if there >= 0:
        cents += drive_cents(a, crew, long(a.stops[a.ties[ends - 1].other].location), there)
        cents -= drive_cents(a, crew, here, there)
    return cents


@compiled
def lay_pieces(a: Arrays, room: Room, job: Job, trial: Trial, begun: int, state: RandomState) -> Trial:
    """Put all pieces into the trip on trial, one after the other, each behind its pickups."""
    tokens, count, head = room.tokens, trial.length, trial.head
    end = trip_end(a, tokens, head, count)
    begins, by_cost = job.first, uniform(state) < BY_COST
    while begins < job.end:
        ends, least = begins, max(head + 1, long(begun) - trial.first)
        while ends < job.end and a.ties[ends].piece == a.ties[begins].piece:
            it = a.stops[a.ties[ends].other]
            if it.partner >= 0 and it.is_pickup == 0:
                least = max(least, position_of(tokens, head + 1, end, long(it.partner)) + 1)
            ends += 1
        last, behind = end, long(a.stops[a.ties[begins].other].behind)
        if behind >= 0:
            least = last = position_of(tokens, head + 1, end, behind) + 1
        best, where = INFINITE, least
        for position in range(least, last + 1):
            if behind < 0 and position < end and a.stops[tokens[position]].behind >= 0:
                continue  # nobody comes between two who stand directly one behind the other
            cents = added_cents(a, trial.like, tokens, count, position, begins, ends)
            cents += uniform(state) * (abs(cents) if by_cost else INFINITE / 2)
            if cents < best:
                best, where = cents, long(position)
        for p in range(count - 1, where - 1, -1):
            tokens[p + ends - begins] = tokens[p]
        for t in range(begins, ends):
            tokens[where + t - begins] = a.ties[t].other
        count += ends - begins
        end += ends - begins
        begins = ends
    return Trial(trial.first, head, count, count, long(0), trial.like)


@compiled
def best_large(a: Arrays, s: Solution, room: Room, job: Job, bound: int, worth: float, state: RandomState) -> Trial:
    """The cheapest of a few ways to place a job of many pieces, its tokens in ``room.kept``; length 0 if none holds."""
    best = Trial(long(0), long(0), long(0), long(0), long(0), long(-1))
    least = worth
    for _ in range(TRIES):
        crew = long(bound) if bound >= 0 else crew_to_try(a, s, job, state)
        if crew < 0 or s.duties[crew].length + job.end - job.first + 1 >= s.tokens.shape[1]:
            continue
        if not may_join(a, s, crew, job.leader):
            continue
        trial = lay_trip(a, s, room, job, crew, state)
        if trial.length == 0:
            continue
        trial = lay_pieces(a, room, job, trial, long(a.crews[crew].begun), state)
        end = trip_end(a, room.tokens, trial.head, trial.length)
        if not pairs_up(a, room.tokens, trial.head, end, job):
            continue
        cents = trial_cents(a, s, room, crew, trial) - s.duties[crew].total_cents
        if cents < least:
            least, best = cents, trial
            for q in range(trial.length):
                room.kept[q] = room.tokens[q]
    return best
