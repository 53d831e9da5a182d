"""The rules of the road, in one place: what happens when a crew goes on to its next token.

Everything the search believes about time, rest and lateness comes from :func:`step`, and what a whole duty costs from
:mod:`optimizer.routing.duty`; what may share a trip stands in :mod:`optimizer.routing.carriage`. The independent pricer
and the checker write the same rules again, longhand; the timetable turns them into visits. How a route is walked, and
what leaving later means, is told in :mod:`optimizer.model.routing_rules`.
"""

from optimizer.routing.arrays import UNLIMITED, WANTS_CLEAN, Arrays, Ints, long
from optimizer.routing.carriage import brings
from optimizer.routing.compiled import inlined
from optimizer.routing.moments import (
    CONTAMINATED,
    NEVER,
    SOILED,
    UNREACHABLE,
    Moment,
    in_state,
    moment,
    more,
    one_trip_more,
    waiting,
    with_more,
)
from optimizer.routing.road import drive


@inlined
def window_at(a: Arrays, first: int, end: int, arrival_s: int) -> int:
    """The first window that has not closed by then, or -1."""
    for w in range(first, end):
        if arrival_s <= a.windows[w].closes:
            return long(w)
    return long(-1)


@inlined
def begin(
    a: Arrays, crew: int, there: Moment, first: int, end: int, ready_s: int, service_s: int, due_s: int
) -> Moment:
    """Begin work in a window, at the first moment not before ``ready_s``; where all have closed, infeasibly at once."""
    w = window_at(a, first, end, ready_s)
    begins = max(long(ready_s), long(a.windows[w].opens)) if w >= 0 else long(ready_s)
    closes = long(a.windows[w].closes) if w >= 0 else begins
    wait = begins - there.clock_s
    is_rest = bool(a.crews[crew].waiting_is_rest) and wait >= a.crews[crew].rest_s
    also = there.more
    if a.features.timed:
        later, waited = also.later_s, also.waited_s + wait
        if is_rest and there.driven_s > 0:
            later = min(later, waited - a.crews[crew].rest_s)
        later = min(later, waited + closes - begins)
        later = min(later, waited + max(long(0), due_s - begins))
        also = more(also.trips, also.metres, also.road_s, waited, later, also.least_later_s, also.meals, also.state)
    return moment(
        there.feasible and w >= 0,
        there.location,
        begins + service_s,
        long(0) if is_rest else there.driven_s,
        there.cents,
        there.wait_s + wait,
        a.windows[end - 1].closes - begins,
        also,
    )


@inlined
def first_s(a: Arrays, crew: int, origin: int, destination: int) -> int:
    """Travel time of a way in the first period of the day."""
    layer = a.crews[crew].layer
    if a.features.periods:
        return long(a.by_period[layer, origin, destination, 0])
    return long(a.legs[layer, origin, destination].seconds)


@inlined
def disinfect(a: Arrays, crew: int, at: Moment, onward: int) -> Moment:
    """Go to where the way there and on to ``onward`` (-1: nowhere) is shortest, and have the vehicle disinfected."""
    best, least = long(-1), long(UNREACHABLE)
    for i in range(len(a.disinfectors)):
        place = long(a.disinfectors[i])
        to = first_s(a, crew, at.location, place)
        on = first_s(a, crew, place, onward) if onward >= 0 else long(0)
        if best < 0 or to + on < least:
            best, least = place, to + on
    if best < 0:
        return moment(False, at.location, at.clock_s, at.driven_s, at.cents, 0, 0, at.more)
    there = drive(a, crew, at, best)
    clean = in_state(there.more, there.more.state & ~long(CONTAMINATED))
    clock = there.clock_s + a.rules.disinfection_s
    return moment(there.feasible, best, clock, there.driven_s, there.cents, there.wait_s, 0, clean)


@inlined
def leave(a: Arrays, crew: int, at: Moment, left_s: int) -> Moment:
    """Note that the crew leaves its start: meals whose windows have closed are not due, the others must stay due."""
    later, taken = at.more.later_s, at.more.meals
    for i in range(a.crews[crew].first_meal, a.crews[crew].end_meal):
        if a.meals[i].closes < left_s:
            taken |= long(1) << long(i - a.crews[crew].first_meal)
        else:
            later = min(later, at.more.waited_s + a.meals[i].closes - left_s)
    m = at.more
    also = more(m.trips, m.metres, m.road_s, m.waited_s, later, m.least_later_s, taken, m.state)
    return with_more(at, also, True)


@inlined
def load(a: Arrays, crew: int, at: Moment, point: int, tokens: Ints, position: int, length: int) -> Moment:
    """Drive to a load point (unless the crew stands there) and load the trip that follows in ``tokens``."""
    n = len(a.stops)
    amount, ready, wants = long(0), long(at.clock_s), long(0)
    for p in range(position + 1, length):
        stop = tokens[p]
        if stop >= n:
            break
        amount += a.delivery[stop, 0]
        ready = max(ready, long(a.stops[stop].ready_s))
        wants |= a.stops[stop].leaves
    sound = not a.features.backhauls or position + 1 >= length or tokens[position + 1] >= n
    sound = sound or brings(a, tokens[position + 1])
    stands = a.features.more and a.crews[crew].first_point >= 0 and at.more.trips == 0
    there = with_more(waiting(at, long(0)), at.more, sound)
    if not stands:
        if a.features.zones and there.more.state & CONTAMINATED:
            there = disinfect(a, crew, there, long(a.points[point].location))
        waited = there.wait_s
        there = drive(a, crew, there, long(a.points[point].location))
        there = waiting(there, there.wait_s + waited)
    state = there.more.state
    service = a.points[point].fixed_s - (-amount * a.points[point].per_unit_s // a.rules.load_unit)
    if a.features.goods and state & SOILED and wants & WANTS_CLEAN:
        service += a.rules.cleaning_s
        state &= ~long(SOILED)
    first, end = a.points[point].first_window, a.points[point].end_window
    done = begin(a, crew, there, first, end, max(there.clock_s, ready), service, long(UNLIMITED))
    if a.features.meals and stands:
        done = leave(a, crew, done, done.clock_s - service)
    if a.features.more:
        done = with_more(done, one_trip_more(in_state(done.more, state)), done.more.trips < a.crews[crew].max_trips)
    return done


@inlined
def ride(a: Arrays, stop: int, there: Moment, begins_s: int) -> Moment:
    """Judge how long the load of a pair has been on board, at its delivery."""
    pickup = a.stops[stop].partner
    m = there.more
    before = a.trace_s[pickup, 1]
    need = begins_s - a.trace_s[pickup, 0] - a.stops[stop].max_ride_s
    least = m.least_later_s
    fits = need <= max(long(0), m.waited_s - before)
    if need > 0:
        least = max(least, before + need)
    also = more(m.trips, m.metres, m.road_s, m.waited_s, m.later_s, least, m.meals, m.state)
    return with_more(there, also, fits)


@inlined
def deliver(a: Arrays, crew: int, at: Moment, stop: int) -> Moment:
    """Drive to a stop and work there; lateness is priced, a closed door is infeasible."""
    it = a.stops[stop]
    there = drive(a, crew, at, long(it.location))
    ready = there.clock_s
    if a.features.held:
        ready = max(ready, a.held_s[stop, 0])
    service = long(a.services[a.crews[crew].kind, stop]) if a.features.services else long(it.service_s)
    due = long(-UNLIMITED) if it.is_fixed else long(it.due_s)
    done = begin(a, crew, there, it.first_window, it.end_window, ready, service, due)
    begins = done.clock_s - service
    late = max(long(0), begins - it.due_s)
    if a.features.rides or a.features.referred:
        if it.partner >= 0 and it.is_pickup == 0 and it.max_ride_s < NEVER:
            done = ride(a, stop, done, begins)
        a.trace_s[stop, 0] = done.clock_s
        a.trace_s[stop, 1] = done.more.waited_s
    also = done.more
    if a.features.goods or a.features.zones:
        also = in_state(also, also.state | (it.leaves & (SOILED | CONTAMINATED)))
    return moment(
        done.feasible,
        done.location,
        done.clock_s,
        done.driven_s,
        done.cents + late * it.late_cents_per_s,
        done.wait_s,
        done.spare_s,
        also,
    )


@inlined
def step(a: Arrays, crew: int, at: Moment, tokens: Ints, position: int, length: int) -> Moment:
    """Do what ``tokens[position]`` says; loading looks ahead to the stops of its trip."""
    n = len(a.stops)
    token = tokens[position]
    if token >= n:
        return load(a, crew, at, token - n, tokens, position, length)
    return deliver(a, crew, at, token)
