"""Whoever is left out gets ever dearer, so that tight loads find their only packing; in the end all are as dear."""

from collections.abc import Callable

import numpy as np
import pytest

from optimizer.model.budget import Budget
from optimizer.model.routing_answer import Answer
from optimizer.model.routing_nouns import Client, Depot, VehicleType
from optimizer.model.routing_plane import Plane
from optimizer.model.routing_problem import RoutingProblem
from optimizer.routing import search as general
from optimizer.routing.general import solve_general
from optimizer.routing.layout.arrays import lay_out as lay_out_trips
from optimizer.routing.plain.begin import begin_search
from optimizer.routing.plain.instance import lay_out
from optimizer.routing.plain.solve import solve_plain
from scenarios.instances.price import price
from tests.optimizer.routing.test_plain_few import together

LARGE = 60, 62, 65, 74, 79, 86, 87, 89, 91, 96, 98, 99


def twelve_large_ones(seed: int) -> RoutingProblem:
    """Twelve large loads and a hundred small ones, anywhere; a vehicle of 322, seven of 131, eleven of 54.

    None of the twelve fits into 54. 131 hold two only of 60, 62 and 65, so six of the seven hold one each, the seventh
    two, and the vehicle of 322 must hold four of the others.
    """
    draw = np.random.default_rng(seed)
    loads = *LARGE, *draw.integers(1, 11, 100).tolist()
    plane = Plane(coordinates=draw.integers(0, 1000, (1 + len(loads), 2)).astype(float))
    return RoutingProblem(
        name="twelve large ones",
        depots=(Depot(),),
        clients=tuple(Client(delivery=(load,), pickup=(0,)) for load in loads),
        vehicle_types=tuple(
            VehicleType(capacity=(size,), count=count, fixed_cost=fixed)
            for size, count, fixed in ((54, 11, 500), (131, 7, 900), (322, 1, 1500))
        ),
        plane=plane,
        distance=plane.matrix(),
    )


@pytest.mark.parametrize("solve", [solve_plain, solve_general])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_only_packing_of_the_large_ones_is_found(seed: int, solve: Callable[..., Answer]) -> None:
    """Driving costs far more so, and no small step leads there; yet nobody is left out."""
    problem = twelve_large_ones(seed)
    priced = price(problem, solve(problem, budget=Budget(iterations=100_000), threads=1, seed=1).routes)
    assert not priced.breaches


def test_whoever_has_no_place_is_as_dear_as_all_others_in_the_end() -> None:
    """Two vehicles for one client each, and three clients: until 70 % of the way the one who is out gets dearer."""
    search = begin_search(lay_out(together(3, closes=100, capacity=1, vehicles=2)), 1, budget=Budget(iterations=1000))
    search.run(20, 0.5, 0.5)
    weight = search.state.weight
    assert len(set(weight.tolist())) > 1
    search.run(20, 0.7, 0.7)
    assert len(set(weight.tolist())) == 1
    assert search.lost == (1,)


def test_among_those_whom_one_tier_loses_the_dearer_way_is_driven_now_and_then() -> None:
    """One vehicle for one client, one next door and one far away: either is served, until 70 % of the way; from then
    on the near one alone. The best is with him throughout."""
    near_and_far = RoutingProblem(
        name="near and far",
        depots=(Depot(),),
        clients=(Client(delivery=(1,), pickup=(0,)),) * 2,
        vehicle_types=(VehicleType(capacity=(1,), count=1, max_trips=1),),
        plane=Plane(coordinates=np.array([(0.0, 0.0), (1.0, 0.0), (100.0, 0.0)])),
    )
    search = general.begin_search(lay_out_trips(near_and_far), 1, warmth=general.Warmth(0.05, 10.0))

    def served(progress: float) -> set[int]:
        seen = set()
        for _ in range(1_000):
            search.run(1, progress, progress)
            seen.add(int(search.solution.served["crew"].argmax()))
        assert search.cost == 2.0
        return seen

    assert served(0.5) == {0, 1}
    search.run(100, 0.7, 0.7)
    assert served(0.7) == {0}
