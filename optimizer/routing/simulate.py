"""The rules of the road, in one place: what happens when a crew goes on to its next token.

Everything the search believes about time, rest, lateness and what a duty costs comes from :func:`step` and
:func:`go_home`; what may share a trip stands in :mod:`optimizer.routing.carriage`. The independent pricer and the
checker write the same rules again, longhand; the timetable turns them into visits. How a route is walked, and what
leaving later means, is told in :mod:`optimizer.model.routing_rules`.
"""

from optimizer.routing.arrays import UNLIMITED, WANTS_CLEAN, Arrays, Ints, Longs, long
from optimizer.routing.carriage import brings
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.moments import (
    CONTAMINATED,
    INFINITE,
    NEVER,
    SOILED,
    UNREACHABLE,
    Moment,
    in_state,
    moment,
    more,
    nothing_more,
    one_trip_more,
    waiting,
    with_more,
)
from optimizer.routing.road import drive, drive_cents

__all__ = [
    "INFINITE",
    "NEVER",
    "UNREACHABLE",
    "Moment",
    "drive_cents",
    "duty_begins",
    "duty_cents",
    "go_home",
    "moment",
    "start",
    "step",
]


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
def disinfect(a: Arrays, crew: int, at: Moment, onward: int) -> Moment:
    """Go to where the way there and on to ``onward`` (-1: nowhere) is shortest, and have the vehicle disinfected."""
    layer = a.crews[crew].first_period if a.features.periods else a.crews[crew].layer
    best, least = long(-1), long(UNREACHABLE)
    for i in range(len(a.disinfectors)):
        place = long(a.disinfectors[i])
        to = long(a.seconds[layer, at.location, place])
        on = long(a.seconds[layer, place, onward]) if onward >= 0 else long(0)
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


@inlined
def later_by(a: Arrays, crew: int, at: Moment) -> int:
    """By how much later than at once the crew leaves, seen from the end of its duty."""
    if not a.crews[crew].is_timed:
        return long(0)
    return max(long(0), min(at.more.waited_s, at.more.later_s))


@inlined
def settle(a: Arrays, crew: int, at: Moment) -> Moment:
    """Put what the whole duty costs on the bill, and see whether it keeps its limits."""
    me = a.crews[crew]
    later = later_by(a, crew, at)
    lasts = at.clock_s - start(a, crew).clock_s - later
    over = max(long(0), lasts - me.overtime_after_s)
    cents = at.cents + me.cents_per_lasting * lasts + me.cents_per_overtime * over
    keeps = (
        lasts <= me.max_duration_s
        and at.more.road_s <= me.max_drive_s
        and at.more.metres <= me.max_metres
        and at.more.least_later_s <= later
    )
    return moment(at.feasible and keeps, at.location, at.clock_s, at.driven_s, cents, 0, 0, at.more)


@inlined
def go_home(a: Arrays, crew: int, at: Moment) -> Moment:
    """Drive home, if the crew must, and see whether the shift still holds."""
    end = long(a.crews[crew].end)
    if a.features.zones and at.more.state & CONTAMINATED:
        at = disinfect(a, crew, at, end)
    if end >= 0:
        at = drive(a, crew, at, end)
        if a.features.end_windows:
            first, last = a.crews[crew].first_end_window, a.crews[crew].last_end_window
            at = begin(a, crew, at, first, last, at.clock_s, long(0), long(UNLIMITED))
    if a.features.limits:
        at = settle(a, crew, at)
    in_time = at.clock_s <= a.crews[crew].closes
    return moment(at.feasible and in_time, at.location, at.clock_s, at.driven_s, at.cents, 0, 0, at.more)


@inlined
def start(a: Arrays, crew: int) -> Moment:
    """At home when the shift opens; the price of calling the crew up is on the bill."""
    me = a.crews[crew]
    at = moment(True, me.start, me.opens, 0, me.fixed_cents, 0, 0, nothing_more())
    if a.features.timed and me.first_point < 0:
        at = moment(True, me.start, me.opens, 0, me.fixed_cents, 0, 0, more(0, 0, 0, 0, long(me.spare_s), 0, 0, 0))
    if a.features.meals and me.first_point < 0:
        at = leave(a, crew, at, at.clock_s)
    return at


@compiled
def other_crew_cents(a: Arrays, crew: int, tokens: Ints, length: int) -> float:
    """Price of the stops of a duty that another crew, or none, had in the plan that is out."""
    cents = 0.0
    for position in range(length):
        stop = tokens[position]
        if stop < len(a.stops) and a.turns[stop].kind != a.crews[crew].kind:
            cents += a.rules.other_crew_cents
    return cents


@compiled
def moved_cents(a: Arrays, crew: int, home: Moment, tokens: Ints, length: int) -> float:
    """Price of another order and of other times than in the plan that is out; the duty has just been walked."""
    n, later = len(a.stops), later_by(a, crew, home)
    cents, before = 0.0, long(-1)
    for position in range(length):
        stop = tokens[position]
        if stop >= n:
            continue
        was = a.turns[stop]
        if was.kind == a.crews[crew].kind and was.after != before:
            cents += a.rules.other_turn_cents
        if was.is_dated:
            service = a.services[a.crews[crew].kind, stop] if a.features.services else a.stops[stop].service_s
            begins = a.trace_s[stop, 0] - service + max(long(0), later - a.trace_s[stop, 1])
            moved = max(begins - was.begins_s, was.begins_s - begins) - a.rules.tolerance_s
            cents += a.rules.cents_per_moved_s * max(long(0), moved)
        before = long(stop)
    return cents


@inlined
def finish(a: Arrays, crew: int, at: Moment, tokens: Ints, length: int) -> Moment:
    """Go home, and put what has changed against a given plan on the bill; ``tokens`` are the whole duty."""
    home = go_home(a, crew, at)
    if not a.features.referred or not home.feasible:
        return home
    cents = home.cents + other_crew_cents(a, crew, tokens, length) + moved_cents(a, crew, home, tokens, length)
    return moment(True, home.location, home.clock_s, home.driven_s, cents, 0, 0, home.more)


@compiled
def duty_cents(a: Arrays, crew: int, tokens: Ints, length: int) -> float:
    """Price of a whole duty, or INFINITE where it breaks a hard rule of time; 0.0 for an empty one."""
    if length == 0:
        return 0.0
    at = start(a, crew)
    for position in range(length):
        at = step(a, crew, at, tokens, position, length)
        if not at.feasible:
            return INFINITE
    at = finish(a, crew, at, tokens, length)
    return at.cents if at.feasible else INFINITE


@compiled
def duty_begins(a: Arrays, crew: int, tokens: Ints, length: int, begins_s: Longs) -> bool:
    """Note in ``begins_s`` when service begins at each stop of a duty; False where the duty breaks a rule of time.

    Then what comes after a closed door is begun as if it had been open.
    """
    n = len(a.stops)
    at = start(a, crew)
    for position in range(length):
        at = step(a, crew, at, tokens, position, length)
        stop = tokens[position]
        if stop < n:
            service = a.services[a.crews[crew].kind, stop] if a.features.services else a.stops[stop].service_s
            begins_s[stop] = at.clock_s - service
            a.trace_s[stop, 1] = at.more.waited_s
    at = go_home(a, crew, at)
    later = later_by(a, crew, at)
    for position in range(length):
        stop = tokens[position]
        if stop < n:
            begins_s[stop] += max(long(0), later - a.trace_s[stop, 1])
    return at.feasible
