"""Rules a routing problem may have beside capacities and windows: rest, meals, zones, goods, relations, a given plan.

All figures are in the problem's units of time, distance and money. Every rule here is a closed form: two programs that
walk the same routes by it must find the same begins, the same cost and the same breaches.
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
    least ``rest`` in one piece, before a window opens or for a release, is one too; so is a meal of at least ``rest``.
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
    route leaves its start after the window has closed, no meal is due.
    """

    window: TimeWindow
    duration: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneRule:
    """Levels of zones (0 open 开放, 1 controlled 管控, 2 sealed 封控): on a trip they never fall.

    After a trip with a client of at least level ``disinfect_from`` the vehicle is disinfected for ``duration`` at one
    of ``depots`` before its next loading, or before it goes home or ends: at that depot for which the time of the ways
    there and on is least (the first such; on to the next load point, or to the end depot, if there is one).
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
        takes ``cleaning`` longer to load: the vehicle is cleaned at the load point first. Vehicles set out clean; on
        one trip nothing is cleaned (use ``apart``).
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
    second waits if need be. The second is not served without the first."""


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
        For a client that another vehicle serves than in ``routes``, or a vehicle though nobody did.
    per_order
        For a client whose predecessor among the clients of its vehicle (none: the first) is another than in
        ``routes``, though the vehicle is the same.
    per_time, tolerance
        For every unit of time beyond ``tolerance`` that service begins earlier or later than by ``routes``.
        Clients that ``routes`` leaves out, or that are left out now, cost nothing here.
    """

    routes: Routes
    per_vehicle: int = 0
    per_order: int = 0
    per_time: int = 0
    tolerance: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """What the one vehicle of a type has begun already: its route must begin with these trips and clients.

    The last of the trips may go on with further clients; so ``trips`` fix depots and order, not the end.
    """

    routes: Routes
