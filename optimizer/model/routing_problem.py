"""A routing problem without the rest of a planning day: what a public instance file describes, whole, in integers.

The figures are those of the instance, not of the house: a distance, a duration or a moment is in the file's unit times
``units`` (10 where one decimal is kept, 1,000 for three) and a whole number, so that every solver
and every pricer adds the same integers. A published cost is our cost divided by ``units``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from optimizer.model.routing_rules import Frozen, GoodsRule, Meal, Reference, Relation, RestRule, ZoneRule
from optimizer.model.windows import TimeWindow

Matrix = NDArray[np.int64]
NO_WAY = 2**30 - 1
"""Duration of a way that does not exist."""

DENSE_LIMIT = 6_000
"""Up to so many locations a problem on a plane holds its matrix (288 MB); above, distances come from coordinates."""


class Rounding(StrEnum):
    """How a Euclidean distance becomes a whole number."""

    NEAREST = "nearest"
    """``floor(d + 0.5)``."""
    TRUNCATED = "truncated"
    """``floor(d)``."""


class Objective(StrEnum):
    """What is to be least."""

    COST = "cost"
    VEHICLES_FIRST = "vehicles first"
    """Vehicles used; the cost among plans with equally many."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plane:
    """Locations on a plane, and the rule that makes their distances whole numbers.

    Attributes
    ----------
    coordinates
        ``(locations, 2)`` float64, in the file's unit.
    scale
        The distance between two locations is their Euclidean distance times ``scale``, rounded.
    """

    coordinates: NDArray[np.float64]
    scale: int = 1
    rounding: Rounding = Rounding.NEAREST

    def distances(self, origins: ArrayLike, destinations: ArrayLike) -> Matrix:
        """Distances between locations; the two index arrays are broadcast against one another."""
        x, y = self.coordinates[:, 0], self.coordinates[:, 1]
        dx = x[np.asarray(origins)] - x[np.asarray(destinations)]
        dy = y[np.asarray(origins)] - y[np.asarray(destinations)]
        exact = self.scale * np.sqrt(dx * dx + dy * dy)
        if self.rounding is Rounding.NEAREST:
            exact = exact + 0.5
        whole: Matrix = np.floor(exact).astype(np.int64)
        return whole

    def matrix(self) -> Matrix:
        """All distances, ``(locations, locations)``, row to column."""
        everywhere = np.arange(len(self.coordinates))
        return self.distances(everywhere[:, None], everywhere[None, :])


@dataclass(frozen=True, slots=True, kw_only=True)
class Depot:
    """Where vehicles start, end and reload.

    Attributes
    ----------
    windows
        When a vehicle may leave, arrive and begin to load; empty: always. Earliest first.
    loading, loading_per_thousand
        How long loading a trip takes: fixed, and for each thousand (rounded up in all) of what the trip delivers in the
        first dimension.
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
        From leaving the start depot to arriving at the end depot; None: any time.
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
        as :mod:`graphs.changes.periods` has it, so whoever leaves later never arrives earlier.
    """

    distance: Matrix
    duration: Matrix
    starts: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RoutingProblem:
    """Clients, depots, vehicles and the ways between them.

    Locations are numbered with the depots first: depot ``d`` is location ``d``, client ``i`` is ``len(depots) + i``.

    Attributes
    ----------
    units
        What one unit of the file's distances and times is here.
    plane
        Coordinates, where the file has them.
    distance, duration
        ``(locations, locations)`` int64, row to column; without ``distance`` the plane is asked, without ``duration`` a
        way takes as long as it is far.
    profiles
        Instead of ``distance`` and ``duration``, where vehicles or periods differ.
    zones, goods, relations, reference, frozen
        Further rules; see :mod:`optimizer.model.routing_rules`.
    backhauls_last
        Whether on every trip clients with a pickup come after those with a delivery, and no trip has pickups alone.
    """

    name: str
    depots: tuple[Depot, ...]
    clients: tuple[Client, ...]
    vehicle_types: tuple[VehicleType, ...]
    pairs: tuple[Pair, ...] = ()
    plane: Plane | None = None
    distance: Matrix | None = None
    duration: Matrix | None = None
    profiles: Profiles | None = None
    zones: ZoneRule | None = None
    goods: GoodsRule | None = None
    relations: tuple[Relation, ...] = ()
    reference: Reference | None = None
    frozen: Frozen | None = None
    backhauls_last: bool = False
    objective: Objective = Objective.COST
    units: int = 1
    comment: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        for complaint in self._complaints():
            raise ValueError(f"{self.name}: {complaint}")

    @property
    def locations(self) -> int:
        """How many locations there are."""
        return len(self.depots) + len(self.clients)

    @property
    def dimensions(self) -> int:
        """How many dimensions capacity has."""
        return len(self.vehicle_types[0].capacity)

    def location(self, client: int) -> int:
        """The location of a client."""
        return len(self.depots) + client

    def distances(self, origins: ArrayLike, destinations: ArrayLike) -> Matrix:
        """Distances between locations; the two index arrays are broadcast against one another."""
        if self.distance is not None:
            return np.asarray(self.distance[np.asarray(origins), np.asarray(destinations)])
        assert self.plane is not None
        return self.plane.distances(origins, destinations)

    def durations(self, origins: ArrayLike, destinations: ArrayLike) -> Matrix:
        """Travel times between locations, as :meth:`distances`."""
        if self.duration is not None:
            return np.asarray(self.duration[np.asarray(origins), np.asarray(destinations)])
        return self.distances(origins, destinations)

    def _complaints(self) -> Iterator[str]:
        """What does not fit together: a mistake of whoever built the problem."""
        if not self.depots or not self.vehicle_types:
            yield "needs a depot and a vehicle type"
            return
        if self.plane is None and self.distance is None and self.profiles is None:
            yield "needs coordinates or a distance matrix"
        if self.plane is not None and self.plane.coordinates.shape != (self.locations, 2):
            yield f"has coordinates of shape {self.plane.coordinates.shape} for {self.locations} locations"
        for matrix in (self.distance, self.duration):
            if matrix is not None and (matrix.shape != (self.locations,) * 2 or matrix.dtype != np.int64):
                yield f"has a {matrix.dtype} matrix of shape {matrix.shape} for {self.locations} locations"
        yield from self._amount_complaints()
        yield from self._index_complaints()

    def _amount_complaints(self) -> Iterator[str]:
        amounts = [(f"client {i}", amount) for i, c in enumerate(self.clients) for amount in (c.delivery, c.pickup)]
        amounts += [(f"vehicle type {k}", kind.capacity) for k, kind in enumerate(self.vehicle_types)]
        amounts += [(f"pair {k}", pair.amount) for k, pair in enumerate(self.pairs)]
        for who, amount in amounts:
            if len(amount) != self.dimensions or min(amount, default=0) < 0:
                yield f"{who} has the amounts {amount}, where {self.dimensions} of at least 0 are due"

    def _index_complaints(self) -> Iterator[str]:
        depots, kinds = range(len(self.depots)), range(len(self.vehicle_types))
        for k, kind in enumerate(self.vehicle_types):
            ends = (kind.start_depot, *kind.reload_depots, *(() if kind.end_depot is None else (kind.end_depot,)))
            if any(depot not in depots for depot in ends):
                yield f"vehicle type {k} has a depot among {ends}, where {len(self.depots)} exist"
        for i, client in enumerate(self.clients):
            if client.vehicle_types is not None and any(kind not in kinds for kind in client.vehicle_types):
                yield f"client {i} allows the vehicle types {sorted(client.vehicle_types)}, where {len(kinds)} exist"
        paired = [end for pair in self.pairs for end in (pair.pickup, pair.delivery)]
        if len(set(paired)) < len(paired) or any(end not in range(len(self.clients)) for end in paired):
            yield "has a pair of a client that does not exist or is in another pair"
