"""Solve a plain routing problem: arrays in, routes out."""

from optimizer.model.budget import Budget
from optimizer.model.routing_answer import Answer, Route, Routes, Trip
from optimizer.model.routing_problem import RoutingProblem
from optimizer.routing.plain.instance import lay_out
from optimizer.routing.plain.search import PlainSearch, begin_search
from optimizer.routing.pool import Course, Report, leader, run_pool, what_is_left


def solve_plain(
    problem: RoutingProblem, *, budget: Budget, threads: int, seed: int, report: Report | None = None
) -> Answer:
    """Search within a budget of seconds from this call, or of iterations of each thread.

    With one thread or several, an iteration budget and a seed give the same routes every time. ``report`` is told
    how the search stands and returns whether to go on.
    """
    course = Course(report)
    plain = lay_out(problem)
    searches = [begin_search(plain, seed * 1000 + i, budget=budget) for i in range(threads)]

    def look(progress: float) -> bool:
        best = leader(searches).best
        return course.goes_on(progress, round(float(best.cost[1])), int(best.cost[0]))

    iterations = run_pool(searches, what_is_left(budget, course.started), look) if look(0.0) else 0
    best = leader(searches)
    return Answer(
        routes=routes_of(best),
        cost=round(best.best.cost[1]),
        iterations=iterations,
        first_feasible_s=course.first_feasible_s,
        trace=tuple(course.trace),
    )


def routes_of(search: PlainSearch) -> Routes:
    """Read the routes of a search's best solution off its links."""
    n, links = len(search.plain.clients), search.best.links
    starts = search.plain.kinds["start"]
    routes = []
    for number, kind in enumerate(search.best.kinds.tolist()):
        clients = []
        node = int(links["after"][n + 2 * number])
        while node < n:
            clients.append(node)
            node = int(links["after"][node])
        if clients:
            trip = Trip(depot=int(starts[kind]), clients=tuple(clients))
            routes.append(Route(vehicle_type=kind, trips=(trip,)))
    return Routes(tuple(routes))
