"""Our own routing core as a solver of problems."""

from optimizer.model.budget import Budget
from optimizer.model.routing_answer import Answer
from optimizer.model.routing_problem import Objective, RoutingProblem
from optimizer.routing.problems import NotYetSolvable, solve_problem
from scenarios.instances.solver import OnIncumbent, Unsupported

_DEFAULT_SECONDS = 10.0


class Lastmetre:
    """The routing core of this project."""

    def warm_up(self, problem: RoutingProblem) -> None:
        """Load the compiled code that the problem takes, as importing a library of C++ does."""
        self.solve(problem, iterations=1)

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
        if problem.objective is not Objective.COST:
            raise Unsupported("the core does not yet put vehicles first")
        budget = Budget(iterations=iterations) if iterations else Budget(seconds=seconds or _DEFAULT_SECONDS)
        try:
            answer = solve_problem(problem, budget=budget, threads=threads, seed=seed)
        except NotYetSolvable:
            raise Unsupported("the core does not yet solve such problems outside a planning day") from None
        if on_incumbent:
            for incumbent in answer.trace:
                on_incumbent(incumbent)
        return answer
