"""The independent pricer: what routes cost in a routing problem, and every rule they break, longhand from the problem.

It shares the problem with the solvers and nothing else; slow and plain on purpose. Read on in the order of the imports.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from optimizer.model.routing_answer import Route, Routes
from optimizer.model.routing_problem import Objective, RoutingProblem
from scenarios.instances.among_routes import accounts, frozen_breaches, relation_breaches
from scenarios.instances.breaches import Fault, RouteBreach
from scenarios.instances.changes import change_cost
from scenarios.instances.clock import Walk
from scenarios.instances.on_a_trip import trip_breaches
from scenarios.instances.timetable import Timetable, timetable, used_routes


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """What routes are worth.

    Attributes
    ----------
    missing
        Required clients that are not served.
    lost
        Prizes of clients left out, by strict tier; one figure for each tier up to the least important there is.
    cost
        In the problem's units; prizes of optional clients without a tier that are left out are part of it.
    vehicles
        Routes that serve anyone.
    """

    cost: int
    vehicles: int
    distance: int
    breaches: tuple[RouteBreach, ...]
    missing: int = 0
    lost: tuple[int, ...] = ()

    def rank(self, objective: Objective) -> tuple[int, ...]:
        """Give what to compare by, least first."""
        vehicles = self.vehicles if objective is Objective.VEHICLES_FIRST else 0
        return (self.missing, *self.lost, vehicles, self.cost)


def price(problem: RoutingProblem, routes: Routes) -> Priced:
    """Price routes; where something does not exist, only that is told and the rest left alone."""
    unknown = tuple(_unknown(problem, routes))
    if unknown:
        return Priced(cost=0, vehicles=0, distance=0, breaches=unknown)
    used = used_routes(routes)
    times = timetable(problem, routes)
    breaches = [*accounts(problem, used), *relation_breaches(problem, used, times), *frozen_breaches(problem, used)]
    cost = change_cost(problem, routes, times.begins) + _late_cost(problem, times)
    for (number, route), walk in zip(used, times.walks, strict=True):
        cost += _route_cost(problem, route, walk)
        breaches += [*walk.breaches, *_limits(problem, number, route, walk), *_shape(problem, number, route)]
        for trip in route.trips:
            breaches += trip_breaches(problem, number, route, trip)
        breaches += _rides(problem, number, walk)
    left_out = set(range(len(problem.clients))) - set(times.begins)
    return Priced(
        cost=cost + sum(problem.clients[i].prize for i in left_out if _is_weighed(problem, i)),
        vehicles=len(used),
        distance=sum(walk.distance for walk in times.walks),
        breaches=tuple(breaches),
        missing=sum(problem.clients[i].required for i in left_out),
        lost=_lost(problem, left_out),
    )


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


def _is_weighed(problem: RoutingProblem, i: int) -> bool:
    """Whether a client's prize is weighed against the cost of driving."""
    return not problem.clients[i].required and problem.clients[i].tier is None


def _lost(problem: RoutingProblem, left_out: set[int]) -> tuple[int, ...]:
    tiers = [client.tier for client in problem.clients]
    lost = [0] * max((tier + 1 for tier in tiers if tier is not None), default=0)
    for i in left_out:
        tier = tiers[i]
        if tier is not None:
            lost[tier] += problem.clients[i].prize
    return tuple(lost)


def _late_cost(problem: RoutingProblem, times: Timetable) -> int:
    late = 0
    for i, begin in times.begins.items():
        client = problem.clients[i]
        if client.due is not None:
            late += client.late_cost * max(0, begin - client.due)
    return late


def _route_cost(problem: RoutingProblem, route: Route, walk: Walk) -> int:
    kind = problem.vehicle_types[route.vehicle_type]
    overtime = 0 if kind.overtime_after is None else max(0, walk.duration - kind.overtime_after)
    return (
        kind.fixed_cost
        + kind.unit_distance_cost * walk.distance
        + kind.unit_duration_cost * walk.duration
        + kind.unit_drive_cost * walk.driving
        + kind.unit_overtime_cost * overtime
    )


def _limits(problem: RoutingProblem, number: int, route: Route, walk: Walk) -> Iterator[RouteBreach]:
    """Of the whole route."""
    kind = problem.vehicle_types[route.vehicle_type]
    for fault, figure, most in (
        (Fault.DURATION, walk.duration, kind.max_duration),
        (Fault.DISTANCE, walk.distance, kind.max_distance),
        (Fault.DRIVING, walk.driving, kind.max_drive),
    ):
        if most is not None and figure > most:
            yield RouteBreach(fault=fault, route=number, excess=figure - most)


def _shape(problem: RoutingProblem, number: int, route: Route) -> Iterator[RouteBreach]:
    """Trips begin where they may, and are not too many."""
    kind = problem.vehicle_types[route.vehicle_type]
    for place, trip in enumerate(route.trips):
        first = place == 0 and not kind.starts_empty
        if trip.depot not in ((kind.start_depot,) if first else kind.reload_depots):
            yield RouteBreach(fault=Fault.DEPOT, route=number, at=trip.depot)
    most = kind.max_trips if kind.reload_depots else 1
    if most is not None and len(route.trips) > most:
        yield RouteBreach(fault=Fault.TRIPS, route=number, excess=len(route.trips) - most)


def _rides(problem: RoutingProblem, number: int, walk: Walk) -> Iterator[RouteBreach]:
    """Nobody rides longer than allowed."""
    for pair in problem.pairs:
        if pair.max_ride is None or pair.pickup not in walk.finishes or pair.delivery not in walk.begins:
            continue
        ride = walk.begins[pair.delivery] - walk.finishes[pair.pickup]
        if ride > pair.max_ride:
            yield RouteBreach(fault=Fault.RIDE, route=number, at=pair.delivery, excess=ride - pair.max_ride)
