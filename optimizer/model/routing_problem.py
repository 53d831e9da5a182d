"""A routing problem without the rest of a planning day: what a public instance file describes, whole, in integers.

The figures are those of the instance, not of the house: a distance, a duration or a moment is in the file's unit times
``units`` (10 where one decimal is kept, 1,000 for three) and a whole number, so that every solver
and every pricer adds the same integers. A published cost is our cost divided by ``units``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from optimizer.model import routing_checks as checks
from optimizer.model.routing_nouns import Client, Depot, Pair, Profiles, VehicleType
from optimizer.model.routing_plane import Matrix, Plane
from optimizer.model.routing_rules import Frozen, GoodsRule, Reference, Relation, ZoneRule


class Objective(StrEnum):
    """What is to be least."""

    COST = "cost"
    VEHICLES_FIRST = "vehicles first"
    """Vehicles used; the cost among plans with equally many."""


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

    def distances(self, origins: ArrayLike, destinations: ArrayLike, profile: int = 0) -> Matrix:
        """Distances between locations; the two index arrays are broadcast against one another."""
        here, there = np.asarray(origins), np.asarray(destinations)
        if self.profiles is not None:
            return np.asarray(self.profiles.distance[profile, here, there])
        if self.distance is not None:
            return np.asarray(self.distance[here, there])
        assert self.plane is not None
        return self.plane.distances(origins, destinations)

    def durations(self, origins: ArrayLike, destinations: ArrayLike, profile: int = 0, period: int = 0) -> Matrix:
        """Travel times between locations, as :meth:`distances`; with periods, of ways wholly in ``period``."""
        if self.profiles is not None:
            return np.asarray(self.profiles.duration[profile, period, np.asarray(origins), np.asarray(destinations)])
        if self.duration is not None:
            return np.asarray(self.duration[np.asarray(origins), np.asarray(destinations)])
        return self.distances(origins, destinations)

    def _complaints(self) -> Iterator[str]:
        """What does not fit together: a mistake of whoever built the problem."""
        if not self.depots or not self.vehicle_types:
            yield "needs a depot and a vehicle type"
            return
        depots, clients, types = len(self.depots), len(self.clients), len(self.vehicle_types)
        yield from self._way_complaints()
        yield from checks.amount_complaints(self.clients, self.vehicle_types, self.pairs)
        yield from checks.depot_complaints(self.depots)
        yield from checks.client_complaints(self.clients, depots, types)
        yield from checks.pair_complaints(self.pairs, clients)
        profiles = 1 if self.profiles is None else len(self.profiles.distance)
        yield from checks.type_complaints(self.vehicle_types, depots, profiles)
        yield from () if self.zones is None else checks.zone_complaints(self.zones, depots)
        yield from () if self.goods is None else checks.goods_complaints(self.goods)
        yield from checks.relation_complaints(self.relations, clients)
        yield from () if self.reference is None else checks.reference_complaints(self.reference)
        yield from checks.plan_complaints((self.reference, self.frozen), clients, depots, self.vehicle_types)

    def _way_complaints(self) -> Iterator[str]:
        if self.plane is None and self.distance is None and self.profiles is None:
            yield "needs coordinates or a distance matrix"
        if self.plane is not None and self.plane.coordinates.shape != (self.locations, 2):
            yield f"has coordinates of shape {self.plane.coordinates.shape} for {self.locations} locations"
        yield from checks.matrix_complaints((self.distance, self.duration), self.locations)
        if self.profiles is not None:
            if self.distance is not None or self.duration is not None:
                yield "has profiles and another matrix"
            yield from checks.profile_complaints(self.profiles, self.locations)
