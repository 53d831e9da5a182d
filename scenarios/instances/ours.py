"""Our own routing core as a solver of problems."""

from dataclasses import dataclass, replace

from optimizer.model.budget import Budget
from optimizer.model.routing_answer import Answer, Incumbent, Standing
from optimizer.model.routing_problem import RoutingProblem
from optimizer.routing.problems import solve_problem
from scenarios.instances.solver import OnIncumbent, Report

_DEFAULT_SECONDS = 10.0
_ENOUGH = 200
"""Clients that take all the code which more of them take."""


@dataclass(frozen=True, slots=True)
class Lastmetre:
    """The routing core of this project."""

    report: Report | None = None

    def watched(self, report: Report) -> "Lastmetre":
        """See :class:`scenarios.instances.solver.Watchable`."""
        return replace(self, report=report)

    def warm_up(self, problem: RoutingProblem) -> None:
        """Load the compiled code that the problem takes, as importing a library of C++ does."""
        Lastmetre().solve(_part(problem), iterations=1)

    def solve(
        self,
        problem: RoutingProblem,
        *,
        seconds: float | None = None,
        iterations: int | None = None,
        threads: int = 1,
        seed: int = 1,
        on_incumbent: OnIncumbent | None = None,
    ) -> Answer:
        """Search; see :class:`scenarios.instances.solver.Solver`."""
        budget = Budget(iterations=iterations) if iterations else Budget(seconds=seconds or _DEFAULT_SECONDS)
        best: int | None = None

        def look(standing: Standing) -> bool:
            nonlocal best
            if on_incumbent and standing.cost is not None and (best is None or standing.cost < best):
                best = standing.cost
                on_incumbent(Incumbent(seconds=standing.seconds, cost=best))
            return self.report is None or self.report(standing)

        return solve_problem(problem, budget=budget, threads=threads, seed=seed, report=look)


def _part(problem: RoutingProblem) -> RoutingProblem:
    """The first clients of a large problem; all of them where they hang together."""
    tied = (problem.pairs, problem.relations, problem.profiles, problem.reference, problem.frozen)
    if len(problem.clients) <= _ENOUGH or any(tied):
        return problem
    n = len(problem.depots) + _ENOUGH
    return replace(
        problem,
        clients=problem.clients[:_ENOUGH],
        plane=None if problem.plane is None else replace(problem.plane, coordinates=problem.plane.coordinates[:n]),
        distance=None if problem.distance is None else problem.distance[:n, :n].copy(),
        duration=None if problem.duration is None else problem.duration[:n, :n].copy(),
    )
