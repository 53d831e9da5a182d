"""Rules a routing problem may have beside capacities and windows: rest, meals, zones, goods, relations, a given plan.

All figures are in the problem's units of time, distance and money. Every rule here is a closed form: two programs that
walk the same routes by it must find the same begins, the same cost and the same breaches.

How a route is walked. It leaves as soon as its shift and the windows of its start depot allow, and begins everything at
the first moment that is not before its arrival, not before a release (of the trip's clients, for loading), and in a
window. Waiting is the time from arrival to begin; where no way leads to the first loading, waiting for it comes before
leaving. A vehicle that loads at its start depot leaves when that loading begins, so duration counts loading. The route
ends when it begins at its end depot, or with the end of its last service (or disinfection) where it has no end depot.
Loading a trip takes ``loading`` and ``loading_per_thousand`` times the amount over 1,000, rounded up once.

Leaving later. Where a vehicle type has a price of duration or overtime, or ``max_duration``, or the problem has a pair
with ``max_ride``, a route of it leaves later, by the greatest delay with which, against the walk above, it ends no
later and nothing else changes but begins: each begin (also of loading, of a meal, at the end depot, and of leaving an
empty vehicle's start) stays in its window, none is later beyond its client's ``due`` than it was, no client that any
gap names begins later, waiting that was a rest stays at least ``rest`` (if there was driving to rest from), a route
that has left before a meal's window closes still does, a way before a meal that ended before its window closes still
does, and each way lies in the period it lay in, also as it was when asked whether a rest is due before it; where a way
lay in two, nothing before it is delayed beyond the waits between. What begins outside its windows, a breach, begins no
later. Waits on the route shorten a delay.
All begins, rides and durations are those of that walk.
"""

from dataclasses import dataclass
from enum import StrEnum

from optimizer.model.routing_answer import Routes
from optimizer.model.windows import TimeWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class RestRule:
    """At most ``max_driving`` between two rests of ``rest``.

    A rest is taken before setting out on a way that would exceed the limit and alone would not; on a way that alone
    exceeds it, after every ``max_driving`` of driving since the last rest. Where ``waiting_is_rest``, waiting of at
    least ``rest`` in one piece, before a window opens, for a release or for a gap, is one too. A meal of at least
    ``rest`` always is one, the waiting for a meal's window never. Rests on a way come on top of the time that the way
    takes when set out on; the rest before a way comes first, and whether it is due is asked with the time the way would
    take without it. Time driven counts from the last rest, through services.
    """

    max_driving: int
    rest: int
    waiting_is_rest: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Meal:
    """A break of ``duration`` that begins inside ``window``, at a place, never on the way.

    It is due in a route that has left its start by the time the window opens or closes, and is not over before it
    closes. It is taken as late as the ways allow: before setting out on the first way (that home included) which would
    end after the window has closed, and begins at once, or when the window opens if that is later.
    A route that would begin it after the window has closed breaks the rule. Where a
    route leaves its start after the window has closed, no meal is due; nor where no way is left to set out on.
    Rests that the way takes are part of when it ends. Several meals are asked for in the order given, earliest first,
    each with the way as it is after those before it.
    """

    window: TimeWindow
    duration: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneRule:
    """Levels of zones (0 open 开放, 1 controlled 管控, 2 sealed 封控): on a trip they never fall.

    After a trip with a client of at least level ``disinfect_from`` the vehicle is disinfected for ``duration`` at one
    of ``depots`` before its next loading, or before it goes home or ends: at that depot for which the time of the ways
    there and on is least (the first such; on to the next load point, or to the end depot, if there is one), by the
    travel times of the first period. Windows of that depot do not count; the vehicle then waits for nothing there.
    """

    disinfect_from: int
    depots: tuple[int, ...]
    duration: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsRule:
    """Which goods must not share a trip, and which want a clean vehicle; goods are numbered by ``Client.goods``.

    Attributes
    ----------
    apart
        Pairs of goods that must not be on one trip.
    soiling, needing_clean
        A trip with goods of ``needing_clean`` that follows trips with goods of ``soiling``, with no cleaning between,
        takes ``cleaning`` longer to load: the vehicle is cleaned at the load point first, as a part of loading (which
        begins in the depot's window). Vehicles set out clean; on one trip nothing is cleaned (use ``apart``).
    """

    apart: frozenset[tuple[int, int]] = frozenset()
    soiling: frozenset[int] = frozenset()
    needing_clean: frozenset[int] = frozenset()
    cleaning: int = 0


class Tie(StrEnum):
    """What a relation asks of its clients, if they are served."""

    SAME_ROUTE = "same route"
    """All by one vehicle (on whichever of its trips)."""
    DIFFERENT_ROUTES = "different routes"
    """No two by one vehicle."""
    SEQUENCE = "sequence"
    """One directly after the other on one trip, in this order; and all or none of them."""
    GAP = "gap"
    """The second begins at least ``least`` and at most ``most`` after the first begins, whoever serves them; the
    second waits if need be. The second is not served without the first. All begins are the least that keep every
    ``least``; where there are none, because a client would wait for itself, that is a breach of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A tie among clients; see :class:`Tie`. ``least`` and ``most`` are for gaps, which are of two clients."""

    tie: Tie
    clients: tuple[int, ...]
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A plan that is out already, and the price of every change against it.

    Attributes
    ----------
    routes
        The plan: at most one route of each vehicle type. Its types have a count of 1, so that a type is a vehicle.
    per_vehicle
        For a client that another vehicle type serves than in ``routes``, or one though nobody did.
    per_order
        For a client whose predecessor among the clients of its vehicle (none: the first) is another than in
        ``routes``, though the vehicle is the same.
    per_time, tolerance
        For every unit of time beyond ``tolerance`` that service begins earlier or later than where ``routes`` are
        walked in this problem. Clients that ``routes`` leaves out, or that are left out now, cost nothing here.
    """

    routes: Routes
    per_vehicle: int = 0
    per_order: int = 0
    per_time: int = 0
    tolerance: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """What the one vehicle of a type has begun already: its route must begin with these trips and clients.

    The last of the trips may go on with further clients; so ``trips`` fix depots and order, not the end. A vehicle
    that has begun to load but has served no client yet may also serve none at all.
    """

    routes: Routes
