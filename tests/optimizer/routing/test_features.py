"""Each thing a problem can ask for: a small world solved to the optimum that trying everything finds."""

import pytest

from optimizer.model.budget import Budget
from optimizer.routing.problems import NotYetSolvable, solve_problem
from scenarios.instances.breaches import Fault
from scenarios.instances.price import price
from tests.optimizer.routing.brute import brute_force
from tests.optimizer.routing.features import ASKED, WORLDS, without

NOT_YET: frozenset[str] = frozenset()
"""Worlds that the core does not solve yet."""


@pytest.mark.parametrize("name", ASKED)
def test_each_world_asks_for_something_that_matters(name: str) -> None:
    """The best routes of a world that does not ask for it are wrong here, or worse than the best here."""
    problem = WORLDS[name]
    _, careless = brute_force(without(problem, ASKED[name]))
    priced, (best, _) = price(problem, careless), brute_force(problem)
    wrong = {breach.fault for breach in priced.breaches} - {Fault.MISSING}
    assert wrong or priced.rank(problem.objective) > best.rank(problem.objective)


@pytest.mark.parametrize("name", sorted(WORLDS.keys() - NOT_YET))
def test_the_core_finds_the_optimum(name: str) -> None:
    """With a thousand iterations; what it believes the routes to cost is what they cost."""
    problem = WORLDS[name]
    answer = solve_problem(problem, budget=Budget(iterations=1000))
    priced, (best, _) = price(problem, answer.routes), brute_force(problem)
    assert {breach.fault for breach in priced.breaches} <= {Fault.MISSING}
    assert priced.rank(problem.objective) == best.rank(problem.objective)
    assert answer.cost == priced.cost


@pytest.mark.parametrize("name", sorted(NOT_YET))
def test_what_the_core_does_not_solve_it_refuses(name: str) -> None:
    """Rather than plan something else."""
    with pytest.raises(NotYetSolvable):
        solve_problem(WORLDS[name], budget=Budget(iterations=1))
