"""When every route begins what: routes walked one by one, or together where gaps couple them."""

from collections.abc import Mapping
from dataclasses import dataclass

from optimizer.model.routing_answer import Route, Routes
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.routing_rules import Relation, Tie
from scenarios.instances.clock import Walk, best_walk
from scenarios.instances.stations import stations


@dataclass(frozen=True, slots=True)
class Timetable:
    """The walks of routes that serve anyone, in their order.

    Attributes
    ----------
    agrees
        Whether there are begins that keep all gaps; False where a client would have to wait for itself.
    """

    walks: tuple[Walk, ...]
    agrees: bool = True

    @property
    def begins(self) -> Mapping[int, int]:
        """When the service of each client begins."""
        return {client: begin for walk in self.walks for client, begin in walk.begins.items()}

    @property
    def finishes(self) -> Mapping[int, int]:
        """When it ends."""
        return {client: end for walk in self.walks for client, end in walk.finishes.items()}


def used_routes(routes: Routes) -> list[tuple[int, Route]]:
    """Routes that serve anyone, with their numbers."""
    return [(number, route) for number, route in enumerate(routes.routes) if any(trip.clients for trip in route.trips)]


def timetable(problem: RoutingProblem, routes: Routes) -> Timetable:
    """Find the earliest begins that keep the gaps.

    In every round the second client of a gap waits for the begin that its first had in the round before. A chain has no
    more gaps than there are, so whatever still moves after as many rounds waits for itself.
    """
    gaps = [relation for relation in problem.relations if relation.tie is Tie.GAP]
    ready: Mapping[int, int] = {}
    found = _walk_all(problem, routes, ready)
    for _ in gaps:
        wanted = _waits(gaps, found.begins)
        if wanted == ready:
            return found
        ready = wanted
        found = _walk_all(problem, routes, ready)
    return Timetable(found.walks, agrees=_waits(gaps, found.begins) == ready)


def _walk_all(problem: RoutingProblem, routes: Routes, ready: Mapping[int, int]) -> Timetable:
    fixed = {client for relation in problem.relations if relation.tie is Tie.GAP for client in relation.clients}
    walks = []
    for number, route in used_routes(routes):
        kind = problem.vehicle_types[route.vehicle_type]
        walks.append(best_walk(problem, kind, number, stations(problem, route, ready), fixed))
    return Timetable(tuple(walks))


def _waits(gaps: list[Relation], begins: Mapping[int, int]) -> Mapping[int, int]:
    """Before which moment the second clients of gaps do not begin."""
    ready: dict[int, int] = {}
    for gap in gaps:
        first, second = gap.clients
        if first in begins and second in begins:
            ready[second] = max(ready.get(second, 0), begins[first] + gap.least)
    return ready
