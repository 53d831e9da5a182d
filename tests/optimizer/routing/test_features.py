"""Each thing a problem can ask for: a small world solved to the optimum that trying everything finds."""

from functools import cache

import pytest

from optimizer.model.budget import Budget
from optimizer.routing.problems import NotYetSolvable, solve_problem
from scenarios.instances.breaches import Fault
from scenarios.instances.price import Priced, price
from tests.optimizer.routing.asked import ASKED, without
from tests.optimizer.routing.brute import brute_force
from tests.optimizer.routing.features import WORLDS

NOT_YET = frozenset(
    {
        "pairs", "max ride", "last in first out", "same crew", "different crews", "fixed sequence",
        "gap", "gap between crews", "trips with pairs", "trips with gaps",
    }
)  # fmt: skip
"""Worlds that the core does not solve yet: it refuses them, or heeds not all they ask for."""


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


DUE = pytest.mark.xfail(strict=True, raises=(NotYetSolvable, AssertionError))


@pytest.mark.parametrize("name", [pytest.param(name, marks=DUE if name in NOT_YET else ()) for name in WORLDS])
def test_the_core_finds_the_optimum(name: str) -> None:
    """With a thousand iterations; what it believes the routes to cost is what they cost."""
    problem = WORLDS[name]
    answer = solve_problem(problem, budget=Budget(iterations=1000))
    priced, best = price(problem, answer.routes), optimum(name)
    assert {breach.fault for breach in priced.breaches} <= {Fault.MISSING}
    assert priced.rank(problem.objective) == best.rank(problem.objective)
    assert answer.cost == priced.cost
