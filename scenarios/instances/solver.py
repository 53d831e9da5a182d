"""What every solver of routing problems looks like from outside: ours, and the peers we compare with."""

from collections.abc import Callable
from typing import Protocol

from optimizer.model.routing_answer import Answer, Incumbent
from optimizer.model.routing_problem import RoutingProblem

OnIncumbent = Callable[[Incumbent], None]


class Unsupported(Exception):
    """The solver cannot express something the problem asks for; no figure is better than one for another problem."""


class Solver(Protocol):
    """Solves routing problems."""

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
        """Search within a budget of wall seconds, counted from this call, or of iterations.

        Raises
        ------
        Unsupported
            If the solver cannot express the problem.
        """
