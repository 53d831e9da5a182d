"""What every solver of routing problems looks like from outside: ours, and the peers we compare with."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from optimizer.model.routing_answer import Answer, Incumbent, Standing
from optimizer.model.routing_problem import RoutingProblem

OnIncumbent = Callable[[Incumbent], None]
Report = Callable[[Standing], bool]


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


@runtime_checkable
class Watchable(Protocol):
    """A solver that tells how it stands, and can be called off."""

    def watched(self, report: Report) -> Solver:
        """Give the same solver, with someone who is told a few times a second and says whether to go on."""
