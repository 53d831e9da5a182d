"""What is lost counts tier by tier before any price does, however much there is in the tiers below."""

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from optimizer.model.budget import Budget
from optimizer.model.routing_nouns import Client, Depot, VehicleType
from optimizer.model.routing_problem import RoutingProblem
from optimizer.routing.losses import compared
from optimizer.routing.problems import solve_problem
from scenarios.instances.price import price

amounts = st.lists(st.integers(0, 3), min_size=3, max_size=3)


@settings(deadline=None)
@given(amounts, amounts)
def test_losses_compare_as_tuples_do(one: list[int], other: list[int]) -> None:
    """The first tier that differs decides."""
    order = compared(np.array(one, dtype=np.int64), np.array(other, dtype=np.int64))
    assert order == (one > other) - (one < other)


def one_trip(clients: tuple[Client, ...], capacity: int) -> RoutingProblem:
    """One vehicle, one trip, everybody at the same place."""
    size = len(clients) + 1
    return RoutingProblem(
        name="one trip",
        depots=(Depot(),),
        clients=clients,
        vehicle_types=(VehicleType(capacity=(capacity,), count=1),),
        distance=1 - np.eye(size, dtype=np.int64),
    )


def optional(amount: int, prize: int, tier: int) -> Client:
    return Client(delivery=(amount,), pickup=(0,), required=False, prize=prize, tier=tier)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(1, 9), st.lists(st.integers(1, 10**12), min_size=1, max_size=9), st.integers(1, 30))
def test_tier_0_is_never_given_up_for_any_number_of_tier_1(amount: int, prizes: list[int], tier: int) -> None:
    """One client of prize 1 fills the vehicle; each of the others is light and has a prize of up to 10^12."""
    clients = (*(optional(1, prize, tier) for prize in prizes), optional(amount, 1, 0))
    answer = solve_problem(one_trip(clients, amount), budget=Budget(iterations=60))
    assert len(prizes) in {i for route in answer.routes.routes for trip in route.trips for i in trip.clients}


def test_a_dozen_tiers_of_large_prizes_are_told_apart() -> None:
    """Twelve clients, each in a tier of its own, room for five: the five of the most important tiers."""
    prizes = [3, 10**9, 7, 10**12, 1, 10**6] * 2
    problem = one_trip(tuple(optional(1, prize, 11 - i) for i, prize in enumerate(prizes)), 5)
    answer = solve_problem(problem, budget=Budget(iterations=400))
    served = {i for route in answer.routes.routes for trip in route.trips for i in trip.clients}
    assert served == {7, 8, 9, 10, 11}
    assert price(problem, answer.routes).cost == answer.cost
