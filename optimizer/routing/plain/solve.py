"""Solve a plain routing problem: arrays in, routes out."""

from collections.abc import Sequence
from typing import Protocol

from optimizer.model.budget import Budget
from optimizer.model.routing_answer import Answer, Route, Routes, Trip
from optimizer.model.routing_problem import Objective, RoutingProblem
from optimizer.routing.plain.arrays import Plain
from optimizer.routing.plain.begin import begin_search
from optimizer.routing.plain.divided import DividedSearch, may_divide
from optimizer.routing.plain.fleet import FleetSearch, with_the_fewest
from optimizer.routing.plain.instance import lay_out
from optimizer.routing.plain.laid import read
from optimizer.routing.plain.population import populations
from optimizer.routing.plain.search import PlainSearch
from optimizer.routing.plain.small import TRIAL_SHARE, Trials, after_trials, begin_trials
from optimizer.routing.pool import Course, Report, Searcher, leader, part_of, run_pool, what_is_left

FLEET_SHARE = 0.4
"""Part of the budget that goes into doing with fewer vehicles, where that comes first."""


class Teamwork(Searcher, Protocol):
    """A search that one thread does, or several together."""

    def come_together(self) -> PlainSearch:
        """The whole search, with the best of all."""


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
    iterations, begun = 0, 0.0
    team: Sequence[Teamwork]
    if problem.objective is Objective.VEHICLES_FIRST:
        searches = [begin_search(plain, seed * 1000 + i, budget=budget, start=start) for i in range(threads)]
        iterations, begun = drop_vehicles(searches, budget, course), FLEET_SHARE
        team = together(leader(searches), threads, seed) or searches
    else:
        trials = begin_trials(plain, budget, threads, seed) if start is None else []
        if trials:
            iterations, begun = try_sizes(trials, budget, course), TRIAL_SHARE
        team = team_of(plain, budget, threads, seed, start, trials)

    def look(progress: float) -> bool:
        best = leader(team)
        return course.goes_on(begun + (1 - begun) * progress, round(best.cost), best.lost[0])

    if look(0.0):
        left = what_is_left(budget, course.started) if budget.seconds else part_of(budget, 1 - begun)
        iterations += run_pool(team, left, look)
    best = leader(team).come_together()
    best.settle()
    return Answer(
        routes=routes_of(best),
        cost=round(best.best.cost[1]),
        iterations=iterations,
        first_feasible_s=course.first_feasible_s,
        trace=tuple(course.trace),
    )


def team_of(
    plain: Plain, budget: Budget, threads: int, seed: int, start: Routes | None, trials: Sequence[Trials]
) -> Sequence[Teamwork]:
    """Searches that spend a budget on so many threads: on one solution together, on one each, or on several."""

    def begin(number: int, sharers: int) -> PlainSearch:
        if trials:
            return after_trials(plain, trials, seed * 1000 + number, budget=budget, threads=sharers)
        return begin_search(plain, seed * 1000 + number, budget=budget, start=start, threads=sharers)

    several = populations(plain, budget, threads, seed) if start is None and not trials else []
    if several:
        return several
    first = begin(0, threads)
    if threads == 1:
        return [first]
    alone = (begin(i, 1) for i in range(threads))
    return together(first, threads, seed) or list(alone)


def together(search: PlainSearch, threads: int, seed: int) -> list[DividedSearch]:
    """One search for all threads, where it has enough routes to share."""
    return [DividedSearch.begin(search, threads, seed)] if may_divide(search, threads) else []


def try_sizes(trials: Sequence[Trials], budget: Budget, course: Course) -> int:
    """Find out, in a share of the budget, up to which size vehicles shall drive at first; returns the iterations."""

    def look(progress: float) -> bool:
        best = leader(trials)
        return course.goes_on(TRIAL_SHARE * progress, round(best.cost), best.lost[0])

    return run_pool(trials, part_of(budget, TRIAL_SHARE), look) if look(0.0) else 0


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
    p = search.plain
    laid = read(search.best.links, search.best.kinds, len(p.clients))
    numbers, starts, first, routes = p.numbers[laid.clients].tolist(), p.kinds["start"].tolist(), 0, []
    for kind, end in zip(laid.kinds.tolist(), laid.ends.tolist(), strict=True):
        trip = Trip(depot=starts[kind], clients=tuple(numbers[first:end]))
        routes.append(Route(vehicle_type=kind, trips=(trip,)))
        first = end
    return Routes(tuple(routes))
