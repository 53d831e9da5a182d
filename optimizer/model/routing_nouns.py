"""Who takes part in a routing problem: depots, clients, pairs of clients, vehicles, and their ways by profile."""

from dataclasses import dataclass

from optimizer.model.routing_plane import Matrix
from optimizer.model.routing_rules import Meal, RestRule
from optimizer.model.windows import TimeWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class Depot:
    """Where vehicles start, end and reload.

    Attributes
    ----------
    windows
        When a vehicle may leave, arrive and begin to load; empty: always. Earliest first.
    loading, loading_per_thousand
        How long loading a trip takes, any trip: fixed, and for each thousand (rounded up in all) of what its clients'
        ``delivery`` is in the first dimension.
    """

    windows: tuple[TimeWindow, ...] = ()
    loading: int = 0
    loading_per_thousand: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A stop.

    Attributes
    ----------
    delivery
        Amount brought from the depot, by dimension of capacity.
    pickup
        Amount taken along to the depot where the trip ends, by dimension.
    windows
        When service may begin; empty: always. Earliest first.
    service
        How long service takes.
    services
        By vehicle type, instead of ``service``; empty: the same for all.
    due, late_cost
        Service that begins after ``due`` is late, and costs so much for each unit of time.
    release
        Before this moment the loading of the trip that serves the client may not begin.
    required
        Whether the client must be served; if not, leaving it out costs ``prize``.
    tier
        Of a client that need not be served: None weighs ``prize`` against the cost of driving. A number is a strict
        tier, 0 the most important: of two solutions the better loses fewer required clients; then less prize in tier 0,
        then in tier 1, and so on; only then does cost count.
    vehicle_types
        Indices of the vehicle types that may serve it; None: all.
    depots
        Depots that have its goods, where the trip that serves it may be loaded; None: all.
    zone
        Level of the zone it lies in; see :class:`~optimizer.model.routing_rules.ZoneRule`.
    goods
        Number of its kind of goods; see :class:`~optimizer.model.routing_rules.GoodsRule`.
    """

    delivery: tuple[int, ...]
    pickup: tuple[int, ...]
    windows: tuple[TimeWindow, ...] = ()
    service: int = 0
    release: int = 0
    required: bool = True
    prize: int = 0
    vehicle_types: frozenset[int] | None = None
    services: tuple[int, ...] = ()
    due: int | None = None
    late_cost: int = 0
    tier: int | None = None
    depots: frozenset[int] | None = None
    zone: int = 0
    goods: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Goods, or people, that go from one client to another, in the same trip, pickup first.

    Attributes
    ----------
    pickup, delivery
        Indices into ``clients``.
    amount
        By dimension of capacity; on board between the two. It is no part of the clients' own amounts.
    max_ride
        Longest time from the end of service at the pickup to the begin of service at the delivery; None: any.
    """

    pickup: int
    delivery: int
    amount: tuple[int, ...]
    max_ride: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleType:
    """Vehicles alike in everything.

    Attributes
    ----------
    capacity
        By dimension.
    count
        How many there are; None: as many as wanted.
    fixed_cost, unit_distance_cost, unit_duration_cost
        Of a vehicle that is used, of a unit of distance, of a unit of duration (from leaving to the end of the route).
    start_depot, end_depot
        Indices into ``depots``; no end depot: the route ends where its last client is.
    shift
        From leaving the start depot (loading there is part of it) to the end of the route; None: from 0 on.
    max_duration, max_distance
        Of the whole route, all its trips; the duration counts waiting, and is that of the best moment of leaving.
    reload_depots
        Where a vehicle may end a trip and begin another; empty: one trip.
    max_trips
        None: as many as wanted.
    starts_empty
        Whether the vehicle drives from its start depot to one of ``reload_depots`` to load its first trip too; then
        the start depot loads nothing.
    profile
        Which travel times and distances it has; see ``RoutingProblem.profiles``.
    unit_drive_cost
        Of a unit of time spent driving.
    overtime_after, unit_overtime_cost
        Of each unit of duration beyond ``overtime_after``.
    max_drive
        Of the whole route, time spent driving.
    rest, meals
        Breaks; see :mod:`optimizer.model.routing_rules`.
    last_in_first_out
        Whether of the pairs on board the one picked up last is delivered first.
    numbers
        Numbers, from 0, of these vehicles in the instance file; empty where a file does not tell vehicles apart.
    """

    capacity: tuple[int, ...]
    count: int | None = None
    fixed_cost: int = 0
    unit_distance_cost: int = 1
    unit_duration_cost: int = 0
    start_depot: int = 0
    end_depot: int | None = 0
    shift: TimeWindow | None = None
    max_duration: int | None = None
    max_distance: int | None = None
    reload_depots: tuple[int, ...] = ()
    max_trips: int | None = None
    numbers: tuple[int, ...] = ()
    starts_empty: bool = False
    profile: int = 0
    unit_drive_cost: int = 0
    overtime_after: int | None = None
    unit_overtime_cost: int = 0
    max_drive: int | None = None
    rest: RestRule | None = None
    meals: tuple[Meal, ...] = ()
    last_in_first_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Profiles:
    """Travel times and distances by vehicle profile and period of the day, instead of the problem's one matrix.

    Attributes
    ----------
    distance
        ``(profiles, locations, locations)`` int64.
    duration
        ``(profiles, periods, locations, locations)`` int64; ``NO_WAY`` where there is none.
    starts
        ``(periods,)``: when each period begins, rising; the first also holds before, the last for ever. The part of a
        way that fits before the end of a period is driven at its pace, the rest at the next one's, in whole numbers
        as :mod:`graphs.changes.periods` has it, so whoever leaves later never arrives earlier. Waiting on the road for
        a period that has the way counts as driving.
    """

    distance: Matrix
    duration: Matrix
    starts: tuple[int, ...] = (0,)
