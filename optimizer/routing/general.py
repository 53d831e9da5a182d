"""Solve a routing problem of any kind with the general core: arrays in, routes out."""

from optimizer.model.budget import Budget
from optimizer.model.routing_answer import Answer, Route, Routes, Trip
from optimizer.model.routing_problem import RoutingProblem
from optimizer.routing.arrays import Arrays, Ints
from optimizer.routing.follow import duties_of, go_on_from
from optimizer.routing.layout.arrays import lay_out
from optimizer.routing.layout.given import begun_tokens
from optimizer.routing.pool import Course, Report, leader, run_pool, what_is_left
from optimizer.routing.search import PROBLEM, Search
from optimizer.routing.sharing import Teamwork, team_of

SPEED = 30_000
"""About how many iterations a second one thread does; nothing but the first temperature hangs on it."""


def solve_general(
    problem: RoutingProblem,
    *,
    budget: Budget,
    threads: int,
    seed: int,
    report: Report | None = None,
    start: Routes | None = None,
) -> Answer:
    """Search within a budget of seconds from this call, or of iterations of each thread; see ``solve_plain``."""
    course = Course(report)
    arrays = lay_out(problem)
    tiers = tiers_of_required(problem, arrays)
    iterations = budget.iterations or (budget.seconds or 0.0) * SPEED
    duties, mild = given_duties(problem, arrays, start), start is not None
    team = team_of(arrays, seed, threads, iterations=iterations, duties=duties, mild=mild, warmth=PROBLEM)

    def look(progress: float) -> bool:
        best = leader(team)
        return course.goes_on(progress, cost_of(problem, arrays, best), sum(best.lost[:tiers]))

    done = run_pool(team, what_is_left(budget, course.started), look) if look(0.0) else 0
    best = leader(team).come_together()
    return Answer(
        routes=routes_of(best),
        cost=cost_of(problem, arrays, best),
        iterations=done,
        first_feasible_s=course.first_feasible_s,
        trace=tuple(course.trace),
    )


def tiers_of_required(problem: RoutingProblem, arrays: Arrays) -> int:
    """How many tiers hold required clients, and those whom what has begun asks for; in them all lose one each."""
    required = [client.required for client in problem.clients]
    return 1 + int(arrays.stops["tier"][required].max(initial=0))


def given_duties(problem: RoutingProblem, arrays: Arrays, start: Routes | None = None) -> dict[int, Ints]:
    """Duties to begin with, by crew: what has begun, and then the routes to start from."""
    first = arrays.first_of_kind
    begun = {int(first[kind]): tokens for kind, tokens in begun_tokens(problem).items()}
    return go_on_from(duties_of(arrays, start or Routes()), begun)


def cost_of(problem: RoutingProblem, arrays: Arrays, search: Teamwork) -> int:
    """Everything driven, and the prizes of clients left out that are weighed against it."""
    used = arrays.crews[search.driving]
    surcharges = used["fixed_cents"].sum() - sum(problem.vehicle_types[kind].fixed_cost for kind in used["kind"])
    return round(search.cost - float(surcharges))


def routes_of(search: Search) -> Routes:
    """Read the trips off the best solution's tokens: a load token begins a trip."""
    n, kinds = len(search.arrays.stops), search.arrays.crews["kind"]
    routes = []
    for crew, length in enumerate(search.best.length.tolist()):
        trips: list[tuple[int, list[int]]] = []
        for token in search.best.tokens[crew, :length].tolist():
            if token >= n:
                trips.append((token - n, []))
            else:
                trips[-1][1].append(token)
        if trips:
            whole = tuple(Trip(depot=depot, clients=tuple(clients)) for depot, clients in trips)
            routes.append(Route(vehicle_type=int(kinds[crew]), trips=whole))
    return Routes(tuple(routes))
