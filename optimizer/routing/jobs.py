"""Jobs: stops that are put into one trip together, in one piece or in several: pairs, fixed sequences.

Every way of placing the pieces in a trip is told by what it changes in driving, a lower bound of its price; they are
walked in the order of these bounds, and the walk has the last word on loads, rides, order and gaps. A stop that is
alone but tied to others by a relation is a job of one piece. Jobs of more than three pieces have too many ways: see
:mod:`optimizer.routing.large_jobs`.

References
----------
Ropke & Pisinger (2006), An adaptive large neighborhood search heuristic for the pickup and delivery problem with time
windows, doi:10.1287/trsc.1050.0135 (insertion of requests).
"""

from optimizer.routing.arrays import Arrays, Ints, long
from optimizer.routing.carriage import trip_end
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.gaps import agree, agrees
from optimizer.routing.iteration import touch
from optimizer.routing.large_jobs import best_large, pairs_up
from optimizer.routing.moments import INFINITE
from optimizer.routing.placements import Job, Placement, begins_at, job_of, offer, offer_everywhere, place_of, placement
from optimizer.routing.random import RandomState
from optimizer.routing.refresh import drop_removed, refresh
from optimizer.routing.room import Room, least_candidate
from optimizer.routing.solution import Solution
from optimizer.routing.ties import ANYBODY, NOBODY, bound_to
from optimizer.routing.walking import Trial, trial_cents

MOST_PIECES = 3
"""All ways of placing so many pieces in a trip are tried."""


@compiled
def lay(a: Arrays, s: Solution, room: Room, job: Job, where: Placement) -> Trial:
    """Write the duty with the job in place, from the trip on that it joins, into ``room.tokens``."""
    crew = where.crew
    head = where.first if where.point >= 0 else long(s.after[crew, where.first - 1].head)
    first = long(0) if a.features.referred else head
    last, count, same = long(0), long(0), long(0)
    for piece in range(job.pieces):
        last = max(last, place_of(where, piece))
    for p in range(first, s.duties[crew].length + 1):
        if where.point >= 0 and p == where.first:
            room.tokens[count] = len(a.stops) + where.point
            count += 1
        for piece in range(job.pieces):
            if place_of(where, piece) == p:
                for t in range(begins_at(job, piece), begins_at(job, piece + 1)):
                    room.tokens[count] = a.ties[t].other
                    count += 1
                same = count
        if p < s.duties[crew].length:
            room.tokens[count] = s.tokens[crew, p]
            count += 1
    return Trial(long(first), long(head - first), count, same, last - same, crew)


@inlined
def walk_job(a: Arrays, s: Solution, room: Room, job: Job, where: Placement) -> float:
    """Price of the duty with the job in place, or INFINITE."""
    trial = lay(a, s, room, job, where)
    end = trip_end(a, room.tokens, trial.head, trial.length)
    if (job.pieces > 2 or a.crews[where.crew].begun > 0) and not pairs_up(a, room.tokens, trial.head, end, job):
        return INFINITE
    return trial_cents(a, s, room, where.crew, trial)


@compiled
def best_placement(a: Arrays, s: Solution, room: Room, job: Job, best: Placement) -> Placement:
    """The better of ``best`` and the candidates, walked in order of their bounds until none is below the best price."""
    count = room.counts[0]
    while count > 0:
        least = least_candidate(room, count)
        it = room.candidates[least]
        if it.bound_cents >= best.cents:
            break
        where = placement(0.0, it.crew, it.point, it.position, it.second, it.third)
        cents = walk_job(a, s, room, job, where) - s.duties[where.crew].total_cents
        if cents < best.cents:
            best = placement(cents, where.crew, where.point, where.first, where.second, where.third)
        count -= 1
        room.candidates[least] = room.candidates[count]
    room.counts[0] = 0
    return best


@compiled
def take_back(a: Arrays, s: Solution, crew: int) -> None:
    """Take out of a duty that does not hold whatever is marked absent again."""
    drop_removed(a, s, crew)
    if a.features.held:
        agree(a, s)


@compiled
def put_tokens(a: Arrays, s: Solution, tokens: Ints, job: Job, crew: int, first: int, count: int) -> bool:
    """Let a duty go on from ``first`` with tokens that hold a job; False, and nothing changed, if it does not hold."""
    touch(s, crew)
    for q in range(count):
        s.tokens[crew, first + q] = tokens[q]
    s.duties[crew].length = first + count
    if refresh(a, s, crew, first) and (not a.features.held or agrees(a, s)):
        return True
    for t in range(job.first, job.end):
        s.served[a.ties[t].other].crew = -1
    take_back(a, s, crew)
    return False


@inlined
def put_job(a: Arrays, s: Solution, room: Room, job: Job, where: Placement) -> bool:
    """Put a job in place; False, and nothing changed, if a duty would break a hard rule of time."""
    trial = lay(a, s, room, job, where)
    return put_tokens(a, s, room.tokens, job, where.crew, trial.first, trial.length)


@compiled
def insert_job(a: Arrays, s: Solution, room: Room, leader: int, worth: float, state: RandomState) -> bool:
    """Put a job where it costs least, if it fits anywhere at less than it is worth.

    Where others would have to wait longer for it and then do not hold, it goes where nobody has to.
    """
    job, crew = job_of(a, leader), bound_to(a, s, leader)
    if crew == NOBODY:
        return False
    if job.pieces > MOST_PIECES:
        trial = best_large(a, s, room, job, crew, worth, state)
        return trial.length > 0 and put_tokens(a, s, room.kept, job, trial.like, trial.first, trial.length)
    inserted = False
    for attempt in range(2):
        room.counts[0] = 0
        room.counts[1] += 1
        room.counts[3] = 1 - attempt
        if crew == ANYBODY:
            offer_everywhere(a, s, room, job, worth, state)
        else:
            offer(a, s, room, job, crew, worth, state)
        best = best_placement(a, s, room, job, placement(worth, -1, -1, -1, -1, -1))
        inserted = best.crew >= 0 and put_job(a, s, room, job, best)
        if inserted or best.crew < 0 or not a.features.held:
            break
    room.counts[3] = 1
    return inserted
