"""When a crew would leave a place of its duty with a stop put in, from the moments kept at its tokens."""

from typing import NamedTuple

from optimizer.routing.arrays import Arrays, long
from optimizer.routing.compiled import compiled, inlined
from optimizer.routing.moments import NEVER
from optimizer.routing.road import drive_cents
from optimizer.routing.solution import Solution


class Way(NamedTuple):
    """Up to an inserted stop: whence the crew comes, when it leaves there, and the price of it all but lateness.

    ``is_calm``: the stops before it on the trip are as late as they were.
    """

    origin: int
    leave_s: int
    cents: float
    is_calm: bool


@inlined
def begin_in_windows(a: Arrays, first: int, end: int, arrival_s: int) -> int:
    """First moment at or after arrival inside a window, or NEVER."""
    for w in range(first, end):
        if arrival_s <= a.windows[w].closes:
            return max(long(arrival_s), long(a.windows[w].opens))
    return long(NEVER)


@inlined
def place_before(a: Arrays, s: Solution, crew: int, position: int) -> int:
    """Location of a crew before it goes on to ``position``."""
    return long(a.crews[crew].start) if position == 0 else long(s.after[crew, position - 1].location)


@inlined
def onward_cents(a: Arrays, s: Solution, crew: int, here: int, position: int) -> float:
    """What it costs to go on from ``here`` to what stands at ``position``, less the way there as it is."""
    after = s.after[crew, position]
    if after.location < 0:
        return 0.0
    return float(drive_cents(a, crew, here, after.location) - after.leg_cents)


@inlined
def loaded_s(a: Arrays, point: int, begin_s: int, amount: int) -> int:
    """When a crew that begins to load so much then has loaded."""
    return long(begin_s + a.points[point].fixed_s - (-amount * a.points[point].per_unit_s // a.rules.load_unit))


@compiled
def later_leave_s(a: Arrays, s: Solution, crew: int, head: int, position: int, leave_s: int) -> int:
    """When the crew leaves the token before ``position`` if it leaves the head of the trip later; or NEVER."""
    for p in range(head + 1, position):
        here = s.after[crew, p]
        arrival = leave_s + here.arrive_s - s.after[crew, p - 1].clock_s
        if arrival > here.latest_s:
            return long(NEVER)
        stop = s.tokens[crew, p]
        begin = begin_in_windows(a, a.stops[stop].first_window, a.stops[stop].end_window, arrival)
        was = here.arrive_s + here.wait_s
        if begin <= was:
            return long(s.after[crew, position - 1].clock_s)
        leave_s = begin + here.clock_s - was
    return long(leave_s)


@inlined
def head_leave_s(a: Arrays, s: Solution, crew: int, head: int, stop: int) -> int:
    """When the crew leaves the head of a trip once it also loads for the stop; or NEVER."""
    trip = s.after[crew, head]
    point = s.tokens[crew, head] - len(a.stops)
    begin = long(trip.arrive_s + trip.wait_s)
    ready = long(a.stops[stop].ready_s)
    if ready <= begin and a.points[point].per_unit_s == 0:
        return long(trip.clock_s)
    begin = begin_in_windows(a, a.points[point].first_window, a.points[point].end_window, max(begin, ready))
    if begin >= NEVER:
        return long(NEVER)
    return loaded_s(a, point, begin, long(s.amounts[crew, head, 0] + a.delivery[stop, 0]))


@inlined
def way_in_trip(a: Arrays, s: Solution, crew: int, head: int, position: int, stop: int, cents: float) -> Way:
    """The way up to a stop put in before ``position``, in the trip that begins at ``head``."""
    trip, before = s.after[crew, head], s.after[crew, position - 1]
    leave = head_leave_s(a, s, crew, head, stop)
    delay = leave - trip.clock_s
    if delay <= 0 or position == head + 1:
        return Way(long(before.location), max(leave, long(before.clock_s)), cents, True)
    second = s.after[crew, head + 1]
    is_calm = bool(second.arrive_s + delay <= second.calm_s)
    return Way(long(before.location), later_leave_s(a, s, crew, head, position, leave), cents, is_calm)
