"""The best routes by trying all of them: an oracle for problems of up to six clients or so."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, permutations, product

from optimizer.model.routing_answer import Route, Routes, Trip
from optimizer.model.routing_nouns import VehicleType
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.routing_rules import Tie
from scenarios.instances.breaches import Fault
from scenarios.instances.price import Priced, price

ALLOWED = frozenset({Fault.MISSING})
"""Leaving a required client out makes routes worse, not wrong."""

AMONG_ROUTES = frozenset({Fault.TOGETHER, Fault.SEQUENCE, Fault.FIRST, Fault.FROZEN}) | ALLOWED
"""What other routes may still put right."""

OF_THE_CLOCK = frozenset({Fault.WINDOW, Fault.SHIFT, Fault.DURATION, Fault.MEAL, Fault.RIDE, Fault.DRIVING, Fault.GAP})
"""What waiting for another route may change."""


def brute_force(problem: RoutingProblem) -> tuple[Priced, Routes]:
    """The least rank that any routes without a breach have, and such routes.

    Trips that serve no one are not tried.
    """
    priced = {routes: price(problem, routes) for routes in _feasible(problem)}
    best = min(priced, key=lambda routes: priced[routes].rank(problem.objective))
    return priced[best], best


def _feasible(problem: RoutingProblem) -> Iterator[Routes]:
    """Routes without a breach that leave out as few required clients as any do, whatever the others."""
    possible = _possible_routes(problem)
    everyone = range(len(problem.clients))
    required = sum(client.required for client in problem.clients)
    for missing in range(required + 1):
        found = False
        for size in range(len(problem.clients) + 1):
            for left_out in combinations(everyone, size):
                if sum(problem.clients[i].required for i in left_out) != missing:
                    continue
                for routes in _partitions(problem, frozenset(everyone) - set(left_out), possible):
                    if _faults(problem, routes) <= ALLOWED:
                        found = True
                        yield routes
        if found:
            return


def _partitions(
    problem: RoutingProblem, clients: frozenset[int], possible: Sequence[tuple[frozenset[int], Route]]
) -> Iterator[Routes]:
    """Every set of routes that serves the clients once each, with no more vehicles than there are."""

    def extend(rest: frozenset[int], chosen: tuple[Route, ...]) -> Iterator[Routes]:
        if not rest:
            yield Routes(chosen)
            return
        used = Counter(route.vehicle_type for route in chosen)
        for served, route in possible:
            if min(rest) not in served or not served <= rest:
                continue
            count = problem.vehicle_types[route.vehicle_type].count
            if count is None or used[route.vehicle_type] < count:
                yield from extend(rest - served, (*chosen, route))

    yield from extend(clients, ())


def _possible_routes(problem: RoutingProblem) -> list[tuple[frozenset[int], Route]]:
    """Routes that break nothing by themselves, with the clients they serve."""
    coupled = any(relation.tie is Tie.GAP for relation in problem.relations)
    forgiven = AMONG_ROUTES | (OF_THE_CLOCK if coupled else frozenset())
    possible = []
    for number, kind in enumerate(problem.vehicle_types):
        for size in range(1, len(problem.clients) + 1):
            for order in permutations(range(len(problem.clients)), size):
                for trips in _trips(kind, order):
                    route = Route(number, trips)
                    if _faults(problem, Routes((route,))) <= forgiven:
                        possible.append((frozenset(order), route))
    return possible


def _trips(kind: VehicleType, order: Sequence[int]) -> Iterator[tuple[Trip, ...]]:
    """Every way of cutting an order into trips, from all depots they may begin at."""
    most = (kind.max_trips or len(order)) if kind.reload_depots else 1
    for cuts in range(min(most, len(order))):
        for places in combinations(range(1, len(order)), cuts):
            parts = [tuple(order[a:b]) for a, b in pairwise((0, *places, len(order)))]
            first = kind.reload_depots if kind.starts_empty else (kind.start_depot,)
            for depots in product(first, *[kind.reload_depots] * cuts):
                yield tuple(Trip(depot, part) for depot, part in zip(depots, parts, strict=True))


def _faults(problem: RoutingProblem, routes: Routes) -> frozenset[Fault]:
    return frozenset(breach.fault for breach in price(problem, routes).breaches)
