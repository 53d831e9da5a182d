"""What changes against a plan that is out already cost."""

from collections.abc import Mapping
from typing import NamedTuple

from optimizer.model.routing_answer import Routes
from optimizer.model.routing_problem import RoutingProblem
from scenarios.instances.timetable import timetable


class Turn(NamedTuple):
    """Which vehicle type serves a client, and after which other client; None: as its first."""

    vehicle_type: int
    after: int | None


def change_cost(problem: RoutingProblem, routes: Routes, begins: Mapping[int, int]) -> int:
    """Price of other vehicles, another order, and other times than in the plan referred to."""
    plan = problem.reference
    if plan is None:
        return 0
    then, now = _turns(plan.routes), _turns(routes)
    was = timetable(problem, plan.routes).begins if plan.per_time else {}
    cost = 0
    for client, turn in now.items():
        if client not in then or then[client].vehicle_type != turn.vehicle_type:
            cost += plan.per_vehicle
        elif then[client].after != turn.after:
            cost += plan.per_order
        if client in was:
            cost += plan.per_time * max(0, abs(begins[client] - was[client]) - plan.tolerance)
    return cost


def _turns(routes: Routes) -> dict[int, Turn]:
    turns: dict[int, Turn] = {}
    for route in routes.routes:
        before = None
        for trip in route.trips:
            for client in trip.clients:
                turns[client] = Turn(route.vehicle_type, before)
                before = client
    return turns
