"""A crew at one moment of its duty."""

from typing import NamedTuple

from optimizer.routing.arrays import UNLIMITED, long
from optimizer.routing.compiled import inlined

NEVER = 2**30
UNREACHABLE = 2**30 - 1
INFINITE = 1e15

SOILED, CONTAMINATED = 1, 4
"""Bits of ``More.state``: as in a stop's ``leaves``."""


class More(NamedTuple):
    """What only some problems count.

    Attributes
    ----------
    trips
        Loadings so far.
    metres, road_s
        Driven so far.
    waited_s
        All waits so far.
    later_s
        By how much later the crew might have left, as far as the duty so far tells.
    least_later_s
        By how much later it must have left, so that no ride is too long.
    meals
        Bits of the crew's meals that are taken, or not due.
    state
        Bits: whether the vehicle is soiled, or must be disinfected.
    """

    trips: int
    metres: int
    road_s: int
    waited_s: int
    later_s: int
    least_later_s: int
    meals: int
    state: int


class Moment(NamedTuple):
    """A crew ready to leave: where, when, how long it has driven since its last rest, and its price so far.

    ``feasible`` turns False once and for all when a hard rule is broken. ``wait_s`` is how long it waited here, or
    before a meal on the way here, and ``spare_s`` how much later the work here could still have begun.
    """

    feasible: bool
    location: int
    clock_s: int
    driven_s: int
    cents: float
    wait_s: int
    spare_s: int
    more: More


@inlined
def more(
    trips: int, metres: int, road_s: int, waited_s: int, later_s: int, least_later_s: int, meals: int, state: int
) -> More:
    """What some problems count, in numbers of one type."""
    return More(
        long(trips),
        long(metres),
        long(road_s),
        long(waited_s),
        long(later_s),
        long(least_later_s),
        long(meals),
        long(state),
    )


@inlined
def nothing_more() -> More:
    """A duty that has not begun, with nothing to count."""
    return more(0, 0, 0, 0, UNLIMITED, 0, 0, 0)


@inlined
def moment(
    feasible: bool, location: int, clock_s: int, driven_s: int, cents: float, wait_s: int, spare_s: int, also: More
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
        also,
    )


@inlined
def with_more(at: Moment, also: More, holds: bool) -> Moment:
    """The same moment with other counts; infeasible unless ``holds``."""
    return moment(at.feasible and holds, at.location, at.clock_s, at.driven_s, at.cents, at.wait_s, at.spare_s, also)


@inlined
def waiting(at: Moment, wait_s: int) -> Moment:
    """The same moment with another wait behind it."""
    return moment(at.feasible, at.location, at.clock_s, at.driven_s, at.cents, wait_s, at.spare_s, at.more)


@inlined
def in_state(m: More, state: int) -> More:
    """The same counts with the vehicle in another state."""
    return more(m.trips, m.metres, m.road_s, m.waited_s, m.later_s, m.least_later_s, m.meals, state)


@inlined
def one_trip_more(m: More) -> More:
    """The same counts after one loading more."""
    return more(m.trips + 1, m.metres, m.road_s, m.waited_s, m.later_s, m.least_later_s, m.meals, m.state)
