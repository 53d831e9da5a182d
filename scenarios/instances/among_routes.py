"""What routes owe one another: each client once, enough vehicles, relations, and what has begun already."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from optimizer.model.routing_answer import Route
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.routing_rules import Relation, Tie
from scenarios.instances.breaches import Fault, RouteBreach
from scenarios.instances.timetable import Timetable

Used = Sequence[tuple[int, Route]]
"""Routes that serve anyone, with their numbers."""


class Spot(NamedTuple):
    """Where a client is served: the number of the route, of its trip, and its place there."""

    route: int
    trip: int
    place: int


def accounts(problem: RoutingProblem, used: Used) -> Iterator[RouteBreach]:
    """Every client once, no more vehicles than there are."""
    visits = Counter(client for _, route in used for trip in route.trips for client in trip.clients)
    for i, client in enumerate(problem.clients):
        if visits[i] > 1:
            yield RouteBreach(fault=Fault.TWICE, at=i, excess=visits[i] - 1)
        if client.required and not visits[i]:
            yield RouteBreach(fault=Fault.MISSING, at=i, excess=1)
    for k, number in Counter(route.vehicle_type for _, route in used).items():
        count = problem.vehicle_types[k].count
        if count is not None and number > count:
            yield RouteBreach(fault=Fault.FLEET, at=k, excess=number - count)


def relation_breaches(problem: RoutingProblem, used: Used, times: Timetable) -> Iterator[RouteBreach]:
    """Ties that are not kept; ``at`` is the client where it shows."""
    if not times.agrees:
        yield RouteBreach(fault=Fault.CYCLE)
    spots = {
        client: Spot(number, t, place)
        for number, route in used
        for t, trip in enumerate(route.trips)
        for place, client in enumerate(trip.clients)
    }
    for relation in problem.relations:
        if relation.tie is Tie.GAP:
            yield from _gap(relation, spots, times.begins)
        else:
            yield from _TIES[relation.tie](relation, spots)


def _same_route(relation: Relation, spots: Mapping[int, Spot]) -> Iterator[RouteBreach]:
    served = [client for client in relation.clients if client in spots]
    for client in served[1:]:
        if spots[client].route != spots[served[0]].route:
            yield RouteBreach(fault=Fault.TOGETHER, route=spots[client].route, at=client)


def _different_routes(relation: Relation, spots: Mapping[int, Spot]) -> Iterator[RouteBreach]:
    taken: set[int] = set()
    for client in relation.clients:
        if client in spots:
            if spots[client].route in taken:
                yield RouteBreach(fault=Fault.APART, route=spots[client].route, at=client)
            taken.add(spots[client].route)


def _sequence(relation: Relation, spots: Mapping[int, Spot]) -> Iterator[RouteBreach]:
    if not any(client in spots for client in relation.clients):
        return
    for before, client in pairwise(relation.clients):
        due = spots[before]._replace(place=spots[before].place + 1) if before in spots else None
        if due is None or spots.get(client) != due:
            yield RouteBreach(fault=Fault.SEQUENCE, at=client)


def _gap(relation: Relation, spots: Mapping[int, Spot], begins: Mapping[int, int]) -> Iterator[RouteBreach]:
    first, second = relation.clients
    if second not in begins:
        return
    if first not in begins:
        yield RouteBreach(fault=Fault.FIRST, route=spots[second].route, at=second)
        return
    gap = begins[second] - begins[first]
    if gap < relation.least:
        yield RouteBreach(fault=Fault.GAP, route=spots[second].route, at=second, excess=relation.least - gap)
    if relation.most is not None and gap > relation.most:
        yield RouteBreach(fault=Fault.GAP, route=spots[second].route, at=second, excess=gap - relation.most)


_TIES = {
    Tie.SAME_ROUTE: _same_route,
    Tie.DIFFERENT_ROUTES: _different_routes,
    Tie.SEQUENCE: _sequence,
}


def frozen_breaches(problem: RoutingProblem, used: Used) -> Iterator[RouteBreach]:
    """What a vehicle has begun it goes on with."""
    if problem.frozen is None:
        return
    now = {route.vehicle_type: (number, route) for number, route in used}
    for begun in problem.frozen.routes.routes:
        number, route = now.get(begun.vehicle_type, (None, Route(begun.vehicle_type, ())))
        if not _goes_on(begun, route):
            yield RouteBreach(fault=Fault.FROZEN, route=number, at=begun.vehicle_type)


def _goes_on(begun: Route, route: Route) -> bool:
    """Whether a route begins with what was begun; a vehicle that has served no one may also stay where it is."""
    if not route.trips:
        return not any(trip.clients for trip in begun.trips)
    if len(route.trips) < len(begun.trips):
        return False
    last = len(begun.trips) - 1
    for place, (was, now) in enumerate(zip(begun.trips, route.trips, strict=False)):
        clients = now.clients[: len(was.clients)] if place == last else now.clients
        if now.depot != was.depot or clients != was.clients:
            return False
    return True
