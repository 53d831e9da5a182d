"""The general core on problems of every feature: whatever it answers keeps every rule and costs what it says."""

from dataclasses import replace

import numpy as np
import pytest

from optimizer.model.budget import Budget
from optimizer.model.routing_answer import Route, Routes, Trip
from optimizer.model.routing_nouns import Client, Depot, VehicleType
from optimizer.model.routing_problem import Objective, RoutingProblem
from optimizer.routing.general import solve_general
from scenarios.instances.breaches import Fault
from scenarios.instances.price import price
from tests.optimizer.routing.random_problems import FEATURES, plain, prizes, random_problem

TABLE = np.array([[0, 10, 20], [10, 0, 15], [20, 15, 0]], dtype=np.int64)


def solved(problem: RoutingProblem, iterations: int = 200) -> Routes:
    """Solve, and let the independent pricer confirm cost and rules; only clients may be missing."""
    answer = solve_general(problem, budget=Budget(iterations=iterations), threads=1, seed=1)
    priced = price(problem, answer.routes)
    assert [breach for breach in priced.breaches if breach.fault is not Fault.MISSING] == []
    assert priced.cost == answer.cost
    return answer.routes


@pytest.mark.parametrize("feature", [*FEATURES, "many"])
def test_any_answer_keeps_every_rule_and_costs_what_it_says(feature: str) -> None:
    """Ten random problems of each feature."""
    rng = np.random.default_rng(5)
    problems = [random_problem(rng, feature) for _ in range(10)]
    for problem in problems:
        solved(problem)
        solved(replace(problem, objective=Objective.VEHICLES_FIRST))


def test_prizes_and_tiers_are_part_of_any_answer() -> None:
    """Thirty problems with clients that may be left out."""
    rng = np.random.default_rng(6)
    for _ in range(30):
        draft = plain(rng)
        prizes(draft)
        solved(draft.build())


def two(*clients: Client, **fields: object) -> RoutingProblem:
    kind = VehicleType(capacity=(1,), count=1)
    return RoutingProblem(
        name="two", depots=(Depot(),), clients=clients, vehicle_types=(replace(kind, **fields),), distance=TABLE
    )  # fmt: skip


def optional(prize: int, tier: int | None = None) -> Client:
    return Client(delivery=(1,), pickup=(0,), required=False, prize=prize, tier=tier)


def test_a_prize_below_the_way_is_left() -> None:
    """20 there and back for a prize of 19, 40 for one of 41; the vehicle holds one."""
    routes = solved(two(optional(19), optional(41)))
    assert routes.routes == (Route(0, (Trip(0, (1,)),)),)


def test_no_prize_of_a_lower_tier_buys_one_of_a_higher() -> None:
    """One unit of tier 0 against a thousand of tier 1, in a vehicle that holds one."""
    routes = solved(two(optional(1000, tier=1), optional(1, tier=0)))
    assert routes.routes == (Route(0, (Trip(0, (1,)),)),)


def test_a_client_with_a_tier_is_served_whatever_the_way_costs() -> None:
    """A prize of 1 against a fixed cost of 5,000; without a tier it stays."""
    assert solved(two(optional(1, tier=3), optional(0), fixed_cost=5000)).routes == (Route(0, (Trip(0, (0,)),)),)
    assert solved(two(optional(1), optional(0), fixed_cost=5000)).routes == ()


def test_vehicles_come_first_where_that_is_asked() -> None:
    """A and B lie 200 apart, each 10 from the depot: 20 + 20 apart, 10 + 200 + 10 on one round."""
    table = np.array([[0, 10, 10], [10, 0, 200], [10, 200, 0]], dtype=np.int64)
    client = Client(delivery=(1,), pickup=(0,))
    problem = replace(two(client, client, capacity=(2,), count=2), distance=table)
    assert len(solved(problem).routes) == 2
    assert len(solved(replace(problem, objective=Objective.VEHICLES_FIRST)).routes) == 1
