"""Solve a plain routing problem: arrays in, routes out."""

from optimizer.model.budget import Budget
from optimizer.model.routing_answer import Answer, Route, Routes, Trip
from optimizer.model.routing_problem import Objective, RoutingProblem
from optimizer.routing.plain.fleet import FleetSearch, with_the_fewest
from optimizer.routing.plain.instance import lay_out
from optimizer.routing.plain.search import PlainSearch, begin_search
from optimizer.routing.pool import Course, Report, leader, part_of, run_pool, what_is_left

FLEET_SHARE = 0.4
"""Part of the budget that goes into doing with fewer vehicles, where that comes first."""


def solve_plain(
    problem: RoutingProblem,
    *,
    budget: Budget,
    threads: int,
    seed: int,
    report: Report | None = None,
    start: Routes | None = None,
) -> Answer:
    """Search within a budget of seconds from this call, or of iterations of each thread.

    With one thread or several, an iteration budget and a seed give the same routes every time. ``report`` is told
    how the search stands and returns whether to go on; ``start`` are routes to go on from.
    """
    course = Course(report)
    plain = lay_out(problem)
    searches = [begin_search(plain, seed * 1000 + i, budget=budget, start=start) for i in range(threads)]

    iterations, begun = 0, 0.0
    if problem.objective is Objective.VEHICLES_FIRST:
        iterations, begun = drop_vehicles(searches, budget, course), FLEET_SHARE

    def look(progress: float) -> bool:
        best = leader(searches).best
        return course.goes_on(begun + (1 - begun) * progress, round(float(best.cost[1])), int(best.cost[0]))

    if look(0.0):
        left = what_is_left(budget, course.started) if budget.seconds else part_of(budget, 1 - begun)
        iterations += run_pool(searches, left, look)
    best = leader(searches)
    return Answer(
        routes=routes_of(best),
        cost=round(best.best.cost[1]),
        iterations=iterations,
        first_feasible_s=course.first_feasible_s,
        trace=tuple(course.trace),
    )


def drop_vehicles(searches: list[PlainSearch], budget: Budget, course: Course) -> int:
    """Replace searches by ones that know, from a share of the budget, how few vehicles do; returns the iterations."""
    fleets = [FleetSearch.begin(search) for search in searches]

    def look(progress: float) -> bool:
        best = leader(fleets).complete
        return course.goes_on(FLEET_SHARE * progress, round(float(best.cost[1])), int(best.cost[0]), settled=False)

    iterations = run_pool(fleets, part_of(budget, FLEET_SHARE), look) if look(0.0) else 0
    searches[:] = with_the_fewest(fleets)
    return iterations


def routes_of(search: PlainSearch) -> Routes:
    """Read the routes of a search's best solution off its links."""
    n, links, numbers = len(search.plain.clients), search.best.links, search.plain.numbers.tolist()
    starts = search.plain.kinds["start"]
    routes = []
    for number, kind in enumerate(search.best.kinds.tolist()):
        clients = []
        node = int(links["after"][n + 2 * number])
        while node < n:
            clients.append(numbers[node])
            node = int(links["after"][node])
        if clients:
            trip = Trip(depot=int(starts[kind]), clients=tuple(clients))
            routes.append(Route(vehicle_type=kind, trips=(trip,)))
    return Routes(tuple(routes))
