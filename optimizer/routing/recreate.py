"""Recreate: put absent stops back, one by one, each where it costs least.

References
----------
Christiaens & Vanden Berghe (2020), Slack induction by string removals for vehicle routing problems,
doi:10.1287/trsc.2019.0914, section 5.3 (greedy insertion with blinks).
"""

from optimizer.routing.arrays import Arrays, long
from optimizer.routing.candidates import try_everywhere
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.gaps import agrees
from optimizer.routing.iteration import touched_change
from optimizer.routing.jobs import insert_job, take_back
from optimizer.routing.losses import worth as stop_worth
from optimizer.routing.random import RandomState, below, uniform
from optimizer.routing.refresh import put
from optimizer.routing.room import Insertion, Room, insertion, least_candidate
from optimizer.routing.solution import Solution
from optimizer.routing.ties import job_worth, may_come_now
from optimizer.routing.walking import walk

MOST_LONG_ABSENT = 24
"""How many stops that were absent before the ruin are tried again in one iteration."""

REFUSED_FIRST = 0.3
"""Where somebody was absent before, how often those go first for whom most seldom a place was found."""


@compiled
def best_insertion(a: Arrays, s: Solution, room: Room, stop: int, best: Insertion) -> Insertion:
    """The better of ``best`` and the candidates, walked in order of their bounds until none is below the best price."""
    count = room.counts[0]
    while count > 0:
        least = least_candidate(room, count)
        candidate = room.candidates[least]
        if candidate.bound_cents >= best.cents:
            break
        crew, position, point = long(candidate.crew), long(candidate.position), long(candidate.point)
        price = walk(a, s, room, crew, position, stop, point) - s.duties[crew].total_cents
        if price < best.cents:
            best = insertion(price, crew, position, point)
        count -= 1
        room.candidates[least] = room.candidates[count]
    return best


@inlined
def order_key(a: Arrays, s: Solution, stop: int, order: int, state: RandomState) -> float:
    """Sort key of an absent stop; smallest goes first."""
    if order == 1:
        return -float(a.delivery[stop, 0])
    if order == 2:
        return -float(a.stops[stop].remoteness_s)
    if order == 3:
        return float(a.stops[stop].remoteness_s)
    if order == 4:
        last = a.stops[stop].end_window - 1
        return float(a.windows[last].closes - a.windows[a.stops[stop].first_window].opens)
    if order == 5:
        return -float(s.served[stop].refused)
    return uniform(state)


@compiled
def sort_absent(a: Arrays, s: Solution, room: Room, count: int, state: RandomState) -> None:
    """Put the absent stops in one of six orders: random, heavy, far, near, narrow, refused; tiers often go first."""
    draw = below(state, 13)
    order = 0 if draw < 4 else 1 if draw < 8 else 2 if draw < 10 else 3 if draw < 11 else 4
    if s.counts[0].saved_absent > 0 and uniform(state) < REFUSED_FIRST:
        order = 5
    by_tier = uniform(state) < 0.5
    tiers, keys = s.lost.shape[1], room.keys
    for i in range(count):
        stop = s.absent[i]
        key = order_key(a, s, stop, order, state)
        if by_tier:
            key += 1e12 * (a.stops[stop].tier if a.stops[stop].tier >= 0 else tiers)
        j = i
        while j > 0 and keys[j - 1] > key:
            keys[j], s.absent[j] = keys[j - 1], s.absent[j - 1]
            j -= 1
        keys[j], s.absent[j] = key, stop


@compiled
def choose_to_insert(s: Solution, state: RandomState) -> int:
    """Bring the stops to insert to the front: all that were just removed, and some of the long absent."""
    before, count = s.counts[0].saved_absent, s.counts[0].absent
    if before <= MOST_LONG_ABSENT or before == count:
        return long(count)
    front = 0
    for i in range(before, count):
        s.absent[front], s.absent[i] = s.absent[i], s.absent[front]
        front += 1
    for _ in range(MOST_LONG_ABSENT):
        i = front + below(state, count - front)
        s.absent[front], s.absent[i] = s.absent[i], s.absent[front]
        front += 1
    return long(front)


@compiled
def insert_stop(a: Arrays, s: Solution, room: Room, stop: int, worth: float, state: RandomState) -> bool:
    """Put a stop that nothing ties where it costs least, if it fits anywhere at less than it is worth."""
    where = try_everywhere(a, s, room, stop, worth, state)
    where = best_insertion(a, s, room, stop, where)
    if where.crew < 0 or not put(a, s, where.crew, where.position, stop, where.point):
        return False
    if a.features.held and not agrees(a, s):
        s.served[stop].crew = -1
        take_back(a, s, where.crew)
        return False
    return True


@compiled
def recreate(a: Arrays, s: Solution, room: Room, limit: float, state: RandomState) -> bool:
    """Insert absent stops greedily, jobs as a whole; those that fit nowhere stay absent.

    Whoever must come after somebody is inserted once he is served, in another round if need be. Ends, and returns
    False, as soon as the touched duties and those left out cost ``limit`` more than before: it is to be undone then.
    """
    chosen = choose_to_insert(s, state)
    sort_absent(a, s, room, chosen, state)
    is_tried = room.keys
    for i in range(chosen):
        is_tried[i] = 0.0
    left_out = 0.0
    goes_on = True
    while goes_on:
        goes_on = False
        for i in range(chosen):
            stop = long(s.absent[i])
            is_tied = a.features.ties and a.stops[stop].leader >= 0
            if is_tried[i] > 0.0 or (is_tied and not may_come_now(a, s, stop)):
                continue
            is_tried[i] = 1.0
            spare = limit - left_out - touched_change(s)
            if spare <= 0.0:
                return False
            worth = job_worth(a, stop) if is_tied else stop_worth(a, stop)
            if is_tied:
                inserted = insert_job(a, s, room, stop, min(worth, spare), state)
                goes_on |= inserted
            else:
                inserted = insert_stop(a, s, room, stop, min(worth, spare), state)
            left_out += 0.0 if inserted else worth
    left = 0
    for i in range(s.counts[0].absent):
        stop = s.absent[i]
        if s.served[stop].crew < 0:
            s.served[stop].refused += 1
            s.absent[left] = stop
            left += 1
    s.counts[0].absent = left
    return True
