"""The rules of the road, in one place: what happens when a crew goes on to its next token.

Everything the search believes about time, rest and lateness comes from :func:`step`. The checker writes the same rules
again, longhand; the timetable turns them into visits.
"""

from typing import NamedTuple

from optimizer.routing.arrays import Arrays, Ints, long
from optimizer.routing.compiled import compiled, inlined

NEVER = 2**30
UNREACHABLE = 2**30 - 1
INFINITE = 1e15


class Moment(NamedTuple):
    """A crew ready to leave: where, when, how long it has driven since its last rest, and its price so far.

    ``feasible`` turns False once and for all when a hard rule is broken. ``wait_s`` is how long it waited here, and
    ``spare_s`` how much later the work here could still have begun.
    """

    feasible: bool
    location: int
    clock_s: int
    driven_s: int
    cents: float
    wait_s: int
    spare_s: int


@inlined
def moment(
    feasible: bool, location: int, clock_s: int, driven_s: int, cents: float, wait_s: int = 0, spare_s: int = 0
) -> Moment:
    """A moment whose numbers all have the same types, whatever arrays they come from (Numba needs that)."""
    return Moment(
        feasible,
        long(location),
        long(clock_s),
        long(driven_s),
        float(cents),
        long(wait_s),
        long(spare_s),
    )


@inlined
def begin_in_windows(a: Arrays, first: int, end: int, arrival_s: int) -> int:
    """First moment at or after arrival inside a window, or NEVER."""
    for w in range(first, end):
        if arrival_s <= a.windows[w].closes:
            return max(arrival_s, long(a.windows[w].opens))
    return NEVER


@inlined
def drive_cents(a: Arrays, crew: int, origin: int, destination: int) -> float:
    """Price of a leg for this crew; INFINITE where there is no road."""
    layer = a.crews[crew].layer
    seconds = a.seconds[layer, origin, destination]
    if seconds >= UNREACHABLE:
        return INFINITE
    metres = a.metres[layer, origin, destination]
    return float(a.crews[crew].cents_per_metre * metres + a.crews[crew].cents_per_second * seconds)


@inlined
def drive(a: Arrays, crew: int, at: Moment, destination: int) -> Moment:
    """Drive on, resting before a leg that would exceed the limit, or on the road where the leg alone exceeds it."""
    seconds = long(a.seconds[a.crews[crew].layer, at.location, destination])
    if seconds >= UNREACHABLE:
        return moment(False, destination, at.clock_s, at.driven_s, at.cents)
    limit, rest = a.rules.max_driving_s, a.rules.rest_s
    clock, driven = at.clock_s, at.driven_s + seconds
    if driven > limit and seconds <= limit:
        clock += rest
        driven = seconds
    elif driven > limit:
        rests = (driven - 1) // limit
        clock += rests * rest
        driven -= rests * limit
    return moment(True, destination, clock + seconds, driven, at.cents + drive_cents(a, crew, at.location, destination))


@inlined
def driven_after_wait(a: Arrays, at: Moment, begin_s: int) -> int:
    """Seconds driven since the last rest once the wait until ``begin_s`` is over."""
    if a.rules.waiting_is_rest and begin_s - at.clock_s >= a.rules.rest_s:
        return 0
    return at.driven_s


@inlined
def load(a: Arrays, crew: int, at: Moment, point: int, tokens: Ints, position: int, length: int) -> Moment:
    """Drive to a load point and load the trip that follows in ``tokens``."""
    n = len(a.stops)
    grams, ready = long(0), long(at.clock_s)
    for p in range(position + 1, length):
        stop = tokens[p]
        if stop >= n:
            break
        grams += a.stops[stop].grams
        ready = max(ready, long(a.stops[stop].ready_s))
    there = drive(a, crew, at, a.points[point].location)
    begin = begin_in_windows(a, a.points[point].first_window, a.points[point].end_window, max(there.clock_s, ready))
    service = a.points[point].fixed_s - (-grams * a.points[point].per_tonne_s // 1_000_000)
    return moment(
        there.feasible and begin < NEVER,
        there.location,
        begin + service,
        driven_after_wait(a, there, begin),
        there.cents,
        begin - there.clock_s,
        a.windows[a.points[point].end_window - 1].closes - begin,
    )


@inlined
def deliver(a: Arrays, crew: int, at: Moment, stop: int) -> Moment:
    """Drive to a stop and unload there; lateness is priced, a closed door is infeasible."""
    there = drive(a, crew, at, a.stops[stop].location)
    begin = begin_in_windows(a, a.stops[stop].first_window, a.stops[stop].end_window, there.clock_s)
    late = max(long(0), begin - a.stops[stop].due_s)
    return moment(
        there.feasible and begin < NEVER,
        there.location,
        begin + a.stops[stop].service_s,
        driven_after_wait(a, there, begin),
        there.cents + late * a.stops[stop].late_cents_per_s,
        begin - there.clock_s,
        a.windows[a.stops[stop].end_window - 1].closes - begin,
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
def go_home(a: Arrays, crew: int, at: Moment) -> Moment:
    """Drive home, if the crew must, and see whether the shift still holds."""
    end = a.crews[crew].end
    if end >= 0:
        at = drive(a, crew, at, end)
    return moment(at.feasible and at.clock_s <= a.crews[crew].closes, at.location, at.clock_s, at.driven_s, at.cents)


@inlined
def start(a: Arrays, crew: int) -> Moment:
    """At home when the shift opens; the price of calling the crew up is on the bill."""
    return moment(True, a.crews[crew].start, a.crews[crew].opens, 0, a.crews[crew].fixed_cents)


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
    at = go_home(a, crew, at)
    return at.cents if at.feasible else INFINITE
