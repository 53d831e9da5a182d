"""Routing problems with several trips a vehicle, and releases, for the general core."""

import numpy as np

from optimizer.model.budget import Budget
from optimizer.model.routing_answer import Answer, Route, Routes, Trip
from optimizer.model.routing_nouns import Client, VehicleType
from optimizer.model.routing_problem import RoutingProblem
from optimizer.routing.arrays import CREW, LOAD_POINT, STOP, WINDOW, Arrays, DrivingRules, Ints, Records
from optimizer.routing.pool import Course, Report, leader, run_pool, what_is_left
from optimizer.routing.search import Search, begin_search

NEIGHBOURS = 40
FOREVER = 2**30 - 2
LITRES = 2**40
"""Of a vehicle: these problems have one dimension, which we call weight."""

SPEED = 25_000
"""About how many iterations a second one thread does; nothing but the first temperature hangs on it."""


def is_reloading(problem: RoutingProblem) -> bool:
    """Whether the general core can solve a problem: deliveries in one dimension, trips from one depot, no more."""
    return (
        len(problem.depots) == 1
        and problem.dimensions == 1
        and not problem.pairs
        and problem.distance is not None
        and all(_plain_delivery(client) for client in problem.clients)
        and all(_one_by_one(kind) for kind in problem.vehicle_types)
    )


def _plain_delivery(client: Client) -> bool:
    return client.required and not client.pickup[0] and client.vehicle_types is None


def _one_by_one(kind: VehicleType) -> bool:
    limits = (kind.max_duration, kind.max_distance, kind.max_trips)
    return kind.end_depot == 0 and not kind.unit_duration_cost and limits == (None, None, None)


def solve_reloading(
    problem: RoutingProblem, *, budget: Budget, threads: int, seed: int, report: Report | None = None
) -> Answer:
    """Search within a budget of seconds from this call, or of iterations of each thread; see ``solve_plain``."""
    course = Course(report)
    arrays, kinds = lay_out(problem)
    iterations = budget.iterations or (budget.seconds or 0.0) * SPEED
    searches = [begin_search(arrays, seed * 1000 + i, iterations=iterations) for i in range(threads)]

    def look(progress: float) -> bool:
        best = leader(searches)
        return course.goes_on(progress, round(float(best.best.cents[1])), best.unserved)

    done = run_pool(searches, what_is_left(budget, course.started), look) if look(0.0) else 0
    best = leader(searches)
    return Answer(
        routes=_routes(best, kinds),
        cost=round(float(best.best.cents[1])),
        iterations=done,
        first_feasible_s=course.first_feasible_s,
        trace=tuple(course.trace),
    )


def lay_out(problem: RoutingProblem) -> tuple[Arrays, Ints]:
    """Arrays of the general core, with one load point, the depot; and the vehicle type of each crew."""
    n = len(problem.clients)
    kinds = np.repeat(
        np.arange(len(problem.vehicle_types), dtype=np.int32),
        [min(n, n if kind.count is None else kind.count) for kind in problem.vehicle_types],
    )
    assert problem.distance is not None, "asked by is_reloading"
    duration = problem.distance if problem.duration is None else problem.duration
    arrays = Arrays(
        seconds=duration[None].astype(np.int32),
        metres=problem.distance[None].astype(np.int32),
        stops=_stops(problem),
        points=_depot(n),
        windows=_windows(problem),
        crews=_crews(problem, kinds),
        neighbours=_neighbours(problem),
        feeds=np.ones((1, n), dtype=np.uint8),
        admitted=_admitted(problem, kinds),
        loads_at=np.ones((len(kinds), 1), dtype=np.uint8),
        first_of_kind=np.searchsorted(kinds, np.arange(len(problem.vehicle_types) + 1)).astype(np.int32),
        by_kind=np.arange(len(kinds), dtype=np.int32),
        rules=DrivingRules(FOREVER, 0, False),
    )
    return arrays, kinds


def _stops(problem: RoutingProblem) -> Records:
    stops = np.zeros(len(problem.clients), dtype=STOP)
    assert problem.distance is not None, "asked by is_reloading"
    for i, (stop, client) in enumerate(zip(stops, problem.clients, strict=True)):
        stop["location"] = problem.location(i)
        stop["service_s"], stop["ready_s"], stop["due_s"] = client.service, client.release, FOREVER
        stop["first_window"], stop["end_window"] = i, i + 1
        stop["grams"] = client.delivery[0]
        stop["absent_cents"] = 100.0 * float(problem.distance.max())
        stop["remoteness_s"] = float(problem.distance[0, problem.location(i)])
    return stops


def _windows(problem: RoutingProblem) -> Records:
    """One window for each client, then the depot's."""
    every = [client.windows for client in problem.clients] + [problem.depots[0].windows]
    pairs = [(windows[0].opens, windows[0].closes) if windows else (0, FOREVER) for windows in every]
    return np.array(pairs, dtype=WINDOW)


def _depot(n: int) -> Records:
    point = np.zeros(1, dtype=LOAD_POINT)
    point["first_window"], point["end_window"] = n, n + 1
    return point


def _crews(problem: RoutingProblem, kinds: Ints) -> Records:
    crews = np.zeros(len(kinds), dtype=CREW)
    depot = problem.depots[0].windows
    for crew, number in zip(crews, kinds, strict=True):
        kind = problem.vehicle_types[number]
        bounds = [*depot, *([kind.shift] if kind.shift else [])]
        crew["opens"] = max((bound.opens for bound in bounds), default=0)
        crew["closes"] = min((bound.closes for bound in bounds), default=FOREVER)
        crew["grams"], crew["litres"] = kind.capacity[0], LITRES
        crew["fixed_cents"], crew["cents_per_metre"] = kind.fixed_cost, kind.unit_distance_cost
    return crews


def _admitted(problem: RoutingProblem, kinds: Ints) -> "np.ndarray[tuple[int, int], np.dtype[np.uint8]]":
    capacity = np.array([problem.vehicle_types[number].capacity[0] for number in kinds])
    weight = np.array([client.delivery[0] for client in problem.clients])
    return (weight[None, :] <= capacity[:, None]).astype(np.uint8)


def _neighbours(problem: RoutingProblem) -> Ints:
    assert problem.distance is not None, "asked by is_reloading"
    near = problem.distance[1:, 1:].astype(np.float64)
    np.fill_diagonal(near, np.inf)
    most = min(NEIGHBOURS, len(near) - 1)
    if most < 1:
        return np.full((len(near), 1), -1, dtype=np.int32)
    return np.argsort(near, axis=1, kind="stable")[:, :most].astype(np.int32)


def _routes(search: Search, kinds: Ints) -> Routes:
    """Read the trips off the best solution's tokens: a load token begins a trip."""
    n = len(search.arrays.stops)
    routes = []
    for crew, length in enumerate(search.best.length.tolist()):
        trips: list[list[int]] = []
        for token in search.best.tokens[crew, :length].tolist():
            if token >= n:
                trips.append([])
            else:
                trips[-1].append(token)
        if trips:
            whole = tuple(Trip(depot=0, clients=tuple(clients)) for clients in trips)
            routes.append(Route(vehicle_type=int(kinds[crew]), trips=whole))
    return Routes(tuple(routes))
