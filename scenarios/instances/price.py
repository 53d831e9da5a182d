"""The independent pricer: what routes cost in a routing problem, and every rule they break, longhand from the problem.

It shares the problem with the solvers and nothing else; slow and plain on purpose.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from optimizer.model.routing_answer import Route, Routes, Trip
from optimizer.model.routing_problem import Objective, RoutingProblem
from scenarios.instances.breaches import Fault, RouteBreach
from scenarios.instances.clock import best_walk


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """What routes are worth.

    Attributes
    ----------
    cost
        In the problem's units; prizes of optional clients left out are part of it.
    vehicles
        Routes that serve anyone.
    """

    cost: int
    vehicles: int
    distance: int
    breaches: tuple[RouteBreach, ...]

    def rank(self, objective: Objective) -> tuple[int, int]:
        """Give what to compare by, least first."""
        return (self.vehicles if objective is Objective.VEHICLES_FIRST else 0, self.cost)


def price(problem: RoutingProblem, routes: Routes) -> Priced:
    """Price routes; where something does not exist, only that is told and the rest left alone."""
    unknown = tuple(_unknown(problem, routes))
    if unknown:
        return Priced(cost=0, vehicles=0, distance=0, breaches=unknown)
    used = [(number, route) for number, route in enumerate(routes.routes) if any(trip.clients for trip in route.trips)]
    breaches = [*_accounts(problem, [route for _, route in used])]
    cost = distance = 0
    for number, route in used:
        kind = problem.vehicle_types[route.vehicle_type]
        timed = kind.max_duration is not None or kind.unit_duration_cost != 0
        walk = best_walk(problem, number, route, shortest=timed)
        far = _distance(problem, route)
        cost += kind.fixed_cost + kind.unit_distance_cost * far + kind.unit_duration_cost * walk.duration
        distance += far
        breaches += walk.breaches
        if kind.max_duration is not None and walk.duration > kind.max_duration:
            over = walk.duration - kind.max_duration
            breaches.append(RouteBreach(fault=Fault.DURATION, route=number, excess=over))
        if kind.max_distance is not None and far > kind.max_distance:
            breaches.append(RouteBreach(fault=Fault.DISTANCE, route=number, excess=far - kind.max_distance))
        breaches += [*_shape(problem, number, route), *_sites(problem, number, route)]
        for trip in route.trips:
            breaches += [*_pairs(problem, number, trip), *_loads(problem, number, route, trip)]
            breaches += _backhauls(problem, number, trip)
    served = {client for _, route in used for trip in route.trips for client in trip.clients}
    cost += sum(client.prize for i, client in enumerate(problem.clients) if i not in served and not client.required)
    return Priced(cost=cost, vehicles=len(used), distance=distance, breaches=tuple(breaches))


def _unknown(problem: RoutingProblem, routes: Routes) -> Iterator[RouteBreach]:
    for number, route in enumerate(routes.routes):
        if not 0 <= route.vehicle_type < len(problem.vehicle_types):
            yield RouteBreach(fault=Fault.UNKNOWN, route=number, at=route.vehicle_type)
        for trip in route.trips:
            if not 0 <= trip.depot < len(problem.depots):
                yield RouteBreach(fault=Fault.UNKNOWN, route=number, at=trip.depot)
            for client in trip.clients:
                if not 0 <= client < len(problem.clients):
                    yield RouteBreach(fault=Fault.UNKNOWN, route=number, at=client)


def _accounts(problem: RoutingProblem, used: list[Route]) -> Iterator[RouteBreach]:
    """Every client once, no more vehicles than there are."""
    visits = Counter(client for route in used for trip in route.trips for client in trip.clients)
    for i, client in enumerate(problem.clients):
        if visits[i] > 1:
            yield RouteBreach(fault=Fault.TWICE, at=i, excess=visits[i] - 1)
        if client.required and not visits[i]:
            yield RouteBreach(fault=Fault.MISSING, at=i, excess=1)
    for k, number in Counter(route.vehicle_type for route in used).items():
        count = problem.vehicle_types[k].count
        if count is not None and number > count:
            yield RouteBreach(fault=Fault.FLEET, at=k, excess=number - count)


def _distance(problem: RoutingProblem, route: Route) -> int:
    """Sum of all ways of a route."""
    places: list[int] = []
    for trip in route.trips:
        places += [trip.depot, *(problem.location(client) for client in trip.clients)]
    end = problem.vehicle_types[route.vehicle_type].end_depot
    places += [] if end is None else [end]
    return int(problem.distances(np.array(places[:-1]), np.array(places[1:])).sum())


def _shape(problem: RoutingProblem, number: int, route: Route) -> Iterator[RouteBreach]:
    """Trips begin where they may, and are not too many."""
    kind = problem.vehicle_types[route.vehicle_type]
    for place, trip in enumerate(route.trips):
        if trip.depot not in ((kind.start_depot,) if place == 0 else kind.reload_depots):
            yield RouteBreach(fault=Fault.DEPOT, route=number, at=trip.depot)
    most = kind.max_trips if kind.reload_depots else 1
    if most is not None and len(route.trips) > most:
        yield RouteBreach(fault=Fault.TRIPS, route=number, excess=len(route.trips) - most)


def _sites(problem: RoutingProblem, number: int, route: Route) -> Iterator[RouteBreach]:
    for trip in route.trips:
        for i in trip.clients:
            allowed = problem.clients[i].vehicle_types
            if allowed is not None and route.vehicle_type not in allowed:
                yield RouteBreach(fault=Fault.SITE, route=number, at=i)


def _pairs(problem: RoutingProblem, number: int, trip: Trip) -> Iterator[RouteBreach]:
    """Both ends of a pair in the trip, pickup first."""
    if not problem.pairs:
        return
    order = {client: place for place, client in enumerate(trip.clients)}
    for pair in problem.pairs:
        ends = (pair.pickup in order, pair.delivery in order)
        if any(ends) and not all(ends):
            yield RouteBreach(fault=Fault.PAIR, route=number, at=pair.pickup if ends[0] else pair.delivery)
        elif all(ends) and order[pair.pickup] > order[pair.delivery]:
            yield RouteBreach(fault=Fault.PRECEDENCE, route=number, at=pair.delivery)


def _loads(problem: RoutingProblem, number: int, route: Route, trip: Trip) -> Iterator[RouteBreach]:
    """On no leg of a trip is more on board than the vehicle carries."""
    handed = _handed_over(problem) if problem.pairs else {}
    for dimension, capacity in enumerate(problem.vehicle_types[route.vehicle_type].capacity):
        on_board = sum(problem.clients[i].delivery[dimension] for i in trip.clients)
        worst, where = on_board - capacity, trip.clients[0] if trip.clients else None
        for i in trip.clients:
            client = problem.clients[i]
            on_board += client.pickup[dimension] - client.delivery[dimension] + handed.get((i, dimension), 0)
            worst, where = max((worst, where), (on_board - capacity, i), key=lambda found: found[0])
        if worst > 0:
            yield RouteBreach(fault=Fault.CAPACITY, route=number, at=where, excess=worst)


def _handed_over(problem: RoutingProblem) -> dict[tuple[int, int], int]:
    """What pairs take on board (positive) and off it, by client and dimension."""
    change: dict[tuple[int, int], int] = {}
    for pair in problem.pairs:
        for dimension, amount in enumerate(pair.amount):
            change[pair.pickup, dimension] = amount
            change[pair.delivery, dimension] = -amount
    return change


def _backhauls(problem: RoutingProblem, number: int, trip: Trip) -> Iterator[RouteBreach]:
    """Deliveries first, then pickups, and no pickups alone."""
    if not problem.backhauls_last or not trip.clients:
        return
    brings = [any(problem.clients[i].delivery) for i in trip.clients]
    if not brings[0]:
        yield RouteBreach(fault=Fault.BACKHAUL, route=number, at=trip.clients[0])
    for (_, before), (i, after) in pairwise(zip(trip.clients, brings, strict=True)):
        if after and not before:
            yield RouteBreach(fault=Fault.BACKHAUL, route=number, at=i)
