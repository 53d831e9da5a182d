"""On the road: periods of the day, rests, meals, and what a leg costs.

The rule between periods is that of :mod:`graphs.changes.periods` (Ichoua, Gendreau & Potvin 2003,
doi:10.1016/S0377-2217(02)00147-9), for one leg.
"""

from typing import NamedTuple

from optimizer.routing.arrays import UNLIMITED, Arrays, long
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.moments import INFINITE, UNREACHABLE, Moment, moment, more


class Way(NamedTuple):
    """How long a way takes, and by how much later it could be set out on and still take as long."""

    seconds: int
    later_s: int


class Leg(NamedTuple):
    """A way with its rests: when it ends, the driving since the last rest by then, and its :class:`Way`."""

    arrive_s: int
    driven_s: int
    seconds: int
    later_s: int


@compiled
def way_in_periods(a: Arrays, layer: int, origin: int, destination: int, leave_s: int) -> Way:
    """A way set out on at a moment, through the periods."""
    left, pace = long(0), long(0)
    for k in range(len(a.starts)):
        end = long(a.starts[k + 1]) if k + 1 < len(a.starts) else long(UNLIMITED)
        now = max(leave_s, long(a.starts[k])) if k > 0 else leave_s
        if now >= end:
            continue
        whole = long(a.by_period[layer, origin, destination, k])
        if whole >= UNREACHABLE:
            continue
        rest = whole if pace == 0 else -(-left * whole // pace)
        if rest <= end - now:
            later = min(end - now - rest, end - 1 - now) if pace == 0 and now == leave_s else long(0)
            return Way(now + rest - leave_s, later)
        left = rest - (end - now)
        pace = max(long(1), whole)
    return Way(long(UNREACHABLE), long(0))


@inlined
def way(a: Arrays, crew: int, origin: int, destination: int, leave_s: int) -> Way:
    """A way set out on at a moment."""
    if a.features.periods:
        return way_in_periods(a, long(a.crews[crew].layer), long(origin), long(destination), long(leave_s))
    return Way(long(a.legs[a.crews[crew].layer, origin, destination].seconds), long(UNLIMITED))


@inlined
def leg(a: Arrays, crew: int, origin: int, destination: int, leave_s: int, driven_s: int) -> Leg:
    """A way, with a rest before it where it would exceed the limit, or on the road where it alone exceeds it."""
    limit, rest = a.crews[crew].max_driving_s, a.crews[crew].rest_s
    clock, driven = long(leave_s), long(driven_s)
    it = way(a, crew, origin, destination, clock)
    if it.seconds >= UNREACHABLE:
        return Leg(clock, driven, it.seconds, it.later_s)
    if driven + it.seconds > limit and it.seconds <= limit:
        clock += rest
        driven = long(0)
        if a.features.periods:
            asked = it
            it = way(a, crew, origin, destination, clock)
            it = Way(it.seconds, min(it.later_s, asked.later_s))
            if it.seconds >= UNREACHABLE:
                return Leg(clock, driven, it.seconds, it.later_s)
    driven += it.seconds
    if driven > limit:
        rests = (driven - 1) // limit
        clock += rests * rest
        driven -= rests * limit
    return Leg(clock + it.seconds, driven, it.seconds, it.later_s)


@compiled
def eat(a: Arrays, crew: int, at: Moment, destination: int) -> Moment:
    """Take the meals that the way to ``destination`` would not leave time for."""
    me = a.crews[crew]
    clock, driven, wait = at.clock_s, at.driven_s, at.wait_s
    waited, later, taken = at.more.waited_s, at.more.later_s, at.more.meals
    feasible = at.feasible
    for m in range(me.first_meal, me.end_meal):
        bit = long(1) << long(m - me.first_meal)
        if taken & bit:
            continue
        opens, closes = long(a.meals[m].opens), long(a.meals[m].closes)
        arrive = leg(a, crew, at.location, destination, clock, driven).arrive_s
        if arrive <= closes:
            later = min(later, waited + closes - arrive)
            continue
        begin = max(clock, opens)
        feasible = feasible and begin <= closes
        wait += begin - clock
        waited += begin - clock
        later = min(later, waited + max(long(0), closes - begin))
        taken |= bit
        clock = begin + a.meals[m].duration_s
        if a.meals[m].duration_s >= me.rest_s:
            driven = long(0)
    also = more(
        at.more.trips, at.more.metres, at.more.road_s, waited, later, at.more.least_later_s, taken, at.more.state
    )
    return moment(feasible, at.location, clock, driven, at.cents, wait, at.spare_s, also)


@inlined
def drive_cents(a: Arrays, crew: int, origin: int, destination: int) -> float:
    """Price of a leg for this crew at the quickest time of the day; INFINITE where there is no road."""
    layer = a.crews[crew].layer
    seconds = a.legs[layer, origin, destination].seconds
    if seconds >= UNREACHABLE:
        return INFINITE
    metres = a.legs[layer, origin, destination].metres
    return float(a.crews[crew].cents_per_metre * metres + a.crews[crew].cents_per_second * seconds)


@inlined
def drive(a: Arrays, crew: int, at: Moment, destination: int) -> Moment:
    """Drive on, with the rests and meals that the way brings; ``wait_s`` is what was waited for a meal."""
    at = moment(at.feasible, at.location, at.clock_s, at.driven_s, at.cents, 0, 0, at.more)
    if a.features.meals:
        at = eat(a, crew, at, destination)
    it = leg(a, crew, at.location, destination, at.clock_s, at.driven_s)
    if it.seconds >= UNREACHABLE:
        return moment(False, destination, at.clock_s, at.driven_s, at.cents, 0, 0, at.more)
    metres = long(a.legs[a.crews[crew].layer, at.location, destination].metres)
    cents = at.cents + float(a.crews[crew].cents_per_metre * metres + a.crews[crew].cents_per_second * it.seconds)
    also = at.more
    if a.features.more:
        also = more(
            also.trips,
            also.metres + metres,
            also.road_s + it.seconds,
            also.waited_s,
            min(also.later_s, also.waited_s + it.later_s),
            also.least_later_s,
            also.meals,
            also.state,
        )
    return moment(at.feasible, destination, it.arrive_s, it.driven_s, cents, at.wait_s, 0, also)
