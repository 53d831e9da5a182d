"""Solve a public routing problem with whichever variant of the core can say all of it."""

from optimizer.model.budget import Budget
from optimizer.model.routing_answer import Answer, Routes
from optimizer.model.routing_problem import Objective, RoutingProblem
from optimizer.routing.further import has_further_rules
from optimizer.routing.general import solve_general
from optimizer.routing.plain.instance import is_plain
from optimizer.routing.plain.solve import solve_plain
from optimizer.routing.pool import Report


def solve_problem(
    problem: RoutingProblem,
    *,
    budget: Budget,
    threads: int = 1,
    seed: int = 1,
    report: Report | None = None,
    start: Routes | None = None,
) -> Answer:
    """Search within a budget of seconds from this call, or of iterations of each thread.

    Parameters
    ----------
    report
        Told a few times a second how the search stands; returns whether to go on.
    start
        Routes to go on from; they may be partial and may break rules: what does not hold is routed anew.
    """
    one_kind = problem.objective is Objective.COST or len(problem.vehicle_types) == 1
    if one_kind and not has_further_rules(problem) and is_plain(problem):
        return solve_plain(problem, budget=budget, threads=threads, seed=seed, report=report, start=start)
    return solve_general(problem, budget=budget, threads=threads, seed=seed, report=report, start=start)
