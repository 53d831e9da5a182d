"""Each thing a problem can ask for: a small world solved to the optimum that trying everything finds."""

from functools import cache

import pytest

from optimizer.model.budget import Budget
from optimizer.routing.problems import solve_problem
from scenarios.instances.breaches import Fault
from scenarios.instances.price import Priced, price
from tests.optimizer.routing.asked import ASKED, without
from tests.optimizer.routing.brute import brute_force
from tests.optimizer.routing.features import WORLDS

PATIENCE = {"vehicles first": 20_000}
"""Iterations where a thousand leave it to luck: a vehicle fewer takes a ruin that takes out all clients of another."""


@cache
def optimum(name: str) -> Priced:
    return brute_force(WORLDS[name])[0]


@pytest.mark.parametrize("name", ASKED)
def test_each_world_asks_for_something_that_matters(name: str) -> None:
    """The best routes of a world that does not ask for it are wrong here, or worse than the best here."""
    problem = WORLDS[name]
    _, careless = brute_force(without(problem, ASKED[name]))
    priced, best = price(problem, careless), optimum(name)
    wrong = {breach.fault for breach in priced.breaches} - {Fault.MISSING}
    assert wrong or priced.rank(problem.objective) > best.rank(problem.objective)


@pytest.mark.parametrize("name", WORLDS)
def test_the_core_finds_the_optimum(name: str) -> None:
    """With so many iterations; what it believes the routes to cost is what they cost."""
    problem = WORLDS[name]
    answer = solve_problem(problem, budget=Budget(iterations=PATIENCE.get(name, 1000)))
    priced, best = price(problem, answer.routes), optimum(name)
    assert {breach.fault for breach in priced.breaches} <= {Fault.MISSING}
    assert priced.rank(problem.objective) == best.rank(problem.objective)
    assert answer.cost == priced.cost
