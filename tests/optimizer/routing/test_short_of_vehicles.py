"""Days far too short for all, of one crew or two: whoever is left out is said to be, and every rule is kept.

With every index checked (``NUMBA_BOUNDSCHECK=1``, as ``make soak`` sets it) nothing is read that is not there.
"""

import numpy as np
import pytest

from optimizer.model.budget import Budget
from optimizer.model.routing_nouns import Client, Depot, VehicleType
from optimizer.model.routing_plane import Plane
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.windows import TimeWindow
from optimizer.routing.general import solve_general
from scenarios.instances.breaches import Fault
from scenarios.instances.price import price


def short_day(seed: int) -> RoutingProblem:
    """Ten to sixty clients anywhere, most with a window; one vehicle or two that reload, and time for some of them."""
    draw = np.random.default_rng(seed)
    clients = []
    for _ in range(int(draw.integers(10, 61))):
        opens = int(draw.integers(0, 600))
        window = TimeWindow(opens=opens, closes=opens + int(draw.integers(100, 400)))
        windows = (window,) if draw.random() < 0.8 else ()
        load = int(draw.integers(1, 6))
        clients.append(Client(delivery=(load,), pickup=(0,), service=int(draw.integers(0, 20)), windows=windows))
    vehicle = VehicleType(
        capacity=(int(draw.integers(10, 40)),),
        count=int(draw.integers(1, 3)),
        reload_depots=(0,),
        shift=TimeWindow(opens=0, closes=int(draw.integers(300, 1_000))),
    )
    return RoutingProblem(
        name=f"short day {seed}",
        depots=(Depot(),),
        clients=tuple(clients),
        vehicle_types=(vehicle,),
        plane=Plane(coordinates=draw.integers(0, 100, (1 + len(clients), 2)).astype(float)),
    )


def confirm(seed: int, *, threads: int) -> None:
    """The pricer finds nothing but clients left out, and the cost that is claimed."""
    problem = short_day(seed)
    budget = Budget(iterations=1_200 * len(problem.clients))
    answer = solve_general(problem, budget=budget, threads=threads, seed=seed)
    priced = price(problem, answer.routes)
    assert [breach for breach in priced.breaches if breach.fault is not Fault.MISSING] == []
    assert priced.cost == answer.cost


@pytest.mark.parametrize("seed", range(4))
def test_a_day_far_too_short_for_all_is_planned_as_far_as_it_goes(seed: int) -> None:
    """Time enough for several solutions and what they have of one another."""
    confirm(seed, threads=1)


@pytest.mark.slow
@pytest.mark.parametrize("tens", range(30))
def test_hundreds_of_days_far_too_short_for_all(tens: int) -> None:
    """Ten days each, on one thread and on two in turn."""
    for seed in range(1_000 + 10 * tens, 1_010 + 10 * tens):
        confirm(seed, threads=1 + seed % 2)
