"""A whole duty: from its start through every step to its end, and its price."""

from optimizer.routing.arrays import UNLIMITED, Arrays, Ints, Longs, long
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.moments import (
    CONTAMINATED,
    INFINITE,
    Moment,
    moment,
    more,
    nothing_more,
)
from optimizer.routing.road import drive
from optimizer.routing.simulate import begin, disinfect, leave, step


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
