"""A plan that is given: what of it has begun already, and what changes against it are measured by."""

from collections.abc import Mapping

import numpy as np

from optimizer.model.routing_answer import Route
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.routing_rules import Tie
from optimizer.routing.arrays import TURN, Arrays, Ints, Longs, Records
from optimizer.routing.duty import duty_begins
from optimizer.routing.uses import Rules


def tokens_of(clients: int, route: Route) -> Ints:
    """A route as tokens: for each trip the one of its load point, then its stops."""
    tokens = [token for trip in route.trips for token in (clients + trip.depot, *trip.clients)]
    return np.array(tokens, dtype=np.int32)


def begun_tokens(problem: RoutingProblem) -> dict[int, Ints]:
    """What the vehicle of a type has begun, where a client was served."""
    routes = problem.frozen.routes.routes if problem.frozen is not None else ()
    served = [route for route in routes if any(trip.clients for trip in route.trips)]
    return {route.vehicle_type: tokens_of(len(problem.clients), route) for route in served}


def begun_clients(problem: RoutingProblem) -> frozenset[int]:
    """Clients that have been served, or are next, come what may."""
    tokens = (token for route in begun_tokens(problem).values() for token in route.tolist())
    return frozenset(token for token in tokens if token < len(problem.clients))


def first_loads(problem: RoutingProblem) -> dict[int, tuple[int, ...]]:
    """Depots at which the vehicle of a type has begun to load before it served anyone."""
    routes = problem.frozen.routes.routes if problem.frozen is not None else ()
    begun = {route.vehicle_type: route for route in routes if route.trips}
    unserved = [route for route in begun.values() if not any(trip.clients for trip in route.trips)]
    return {route.vehicle_type: tuple(trip.depot for trip in route.trips) for route in unserved}


def lay_out_begun(problem: RoutingProblem, crews: Records) -> None:
    """Note with the crews how far their duties have begun.

    A vehicle that has loaded more than once before it served anyone stays at home, which it may.
    """
    for kind, tokens in begun_tokens(problem).items():
        crews["begun"][crews["kind"] == kind] = len(tokens)
    for kind, depots in first_loads(problem).items():
        crews["first_load"][crews["kind"] == kind] = depots[0]
        if len(depots) > 1:
            crews["begun"][crews["kind"] == kind] = 2 * len(problem.clients) + 2


def with_reference(problem: RoutingProblem, arrays: Arrays) -> Arrays:
    """The arrays with the plan that changes are measured by."""
    plan = problem.reference
    if plan is None:
        return arrays
    duties = {route.vehicle_type: tokens_of(len(problem.clients), route) for route in plan.routes.routes}
    turns = turns_of(duties, _begins(problem, arrays, duties), dated=plan.per_time > 0)
    return arrays._replace(turns=turns, rules=_with_prices(problem, arrays.rules))


def turns_of(duties: Mapping[int, Ints], begins: Longs, *, dated: bool) -> Records:
    """Each stop's place in a plan that is out, see :data:`optimizer.routing.arrays.TURN`; duties by kind of crew."""
    turns = np.zeros(len(begins), dtype=TURN)
    turns["kind"] = -1
    for kind, tokens in duties.items():
        before = -1
        for stop in tokens[tokens < len(turns)].tolist():
            turns[stop] = kind, before, dated, begins[stop]
            before = stop
    return turns


def _with_prices(problem: RoutingProblem, rules: Rules) -> Rules:
    plan = problem.reference
    assert plan is not None
    return rules._replace(
        other_crew_cents=float(plan.per_vehicle),
        other_turn_cents=float(plan.per_order),
        cents_per_moved_s=float(plan.per_time),
        tolerance_s=plan.tolerance,
    )


def _begins(problem: RoutingProblem, arrays: Arrays, duties: dict[int, Ints]) -> Longs:
    """When the duties begin at their stops, those that wait for others in as many rounds as there are gaps."""
    gaps = [relation for relation in problem.relations if relation.tie is Tie.GAP]
    begins = np.zeros(len(problem.clients), dtype=np.int64)
    held, served = arrays.held_s.copy(), np.concatenate([*duties.values(), np.zeros(0, dtype=np.int32)])
    arrays = arrays._replace(held_s=held)
    for _ in range(1 + len(gaps)):
        for kind, tokens in duties.items():
            duty_begins(arrays, int(np.flatnonzero(arrays.crews["kind"] == kind)[0]), tokens, len(tokens), begins)
        for gap in gaps:
            first, second = gap.clients
            if first in served and second in served:
                held[second, 0] = max(held[second, 0], begins[first] + gap.least)
    return begins
