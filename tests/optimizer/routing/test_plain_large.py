"""What the plain core does about thousands of clients: numbering, savings, tails; answers against the pricer."""

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from optimizer.model.budget import Budget
from optimizer.model.routing_nouns import Client, Depot, VehicleType
from optimizer.model.routing_plane import Plane
from optimizer.model.routing_problem import RoutingProblem
from optimizer.routing.plain.begin import begin_search
from optimizer.routing.plain.curve import along_curve
from optimizer.routing.plain.instance import lay_out
from optimizer.routing.plain.ruin import RuinSize
from optimizer.routing.plain.savings import start_by_savings
from optimizer.routing.plain.search import PlainSearch
from optimizer.routing.plain.solve import routes_of, solve_plain
from optimizer.routing.plain.state import empty_state
from scenarios.instances.price import price

FEW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def on_a_plane(points: list[tuple[float, float]], *, demand: int = 1, capacity: int) -> RoutingProblem:
    """The first point is the depot."""
    return RoutingProblem(
        name="plane",
        depots=(Depot(),),
        clients=tuple(Client(delivery=(demand,), pickup=(0,)) for _ in points[1:]),
        vehicle_types=(VehicleType(capacity=(capacity,)),),
        plane=Plane(coordinates=np.array(points, dtype=np.float64)),
    )


def scattered(clients: int, seed: int) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in np.random.default_rng(seed).integers(0, 1000, (clients + 1, 2))]


def test_a_curve_passes_the_corners_of_a_square_one_side_after_another() -> None:
    """Corner to corner along sides: never across."""
    corners = np.array([(0, 0), (1, 1), (0, 1), (1, 0)], dtype=np.float64)
    order = along_curve(corners)
    assert sorted(order.tolist()) == [0, 1, 2, 3]
    assert np.abs(np.diff(corners[order], axis=0)).sum(axis=1).tolist() == [1, 1, 1]


def test_routes_name_clients_by_their_numbers_in_the_problem() -> None:
    """Two clients far east given first and last, two far west between: each vehicle of two takes one side."""
    problem = on_a_plane([(0, 0), (50, 1), (-50, 2), (-50, 0), (50, 0)], capacity=2)
    answer = solve_plain(problem, budget=Budget(iterations=200), threads=1, seed=1)
    assert {frozenset(route.trips[0].clients) for route in answer.routes.routes} == {
        frozenset({0, 3}),
        frozenset({1, 2}),
    }


def test_savings_join_what_lies_together_as_long_as_it_fits() -> None:
    """Three clients in the east, one in the west; vehicles of two: the farthest two of the east go first."""
    p = lay_out(on_a_plane([(0, 0), (9, 0), (50, 0), (51, 0), (-50, 0)], capacity=2))
    state = empty_state(p, 4, absent_cost=1.0)
    start_by_savings(p, state, 1.0)
    routes: dict[int, set[int]] = {}
    for client, route in enumerate(state.links["route"][:4].tolist()):
        routes.setdefault(route, set()).add(int(p.numbers[client]))
    assert sorted(map(sorted, routes.values())) == [[0, 3], [1, 2]]
    assert state.counts["absent"][0] == 0


@FEW
@given(seed=st.integers(0, 10_000), clients=st.integers(2, 60), capacity=st.integers(1, 30), tails=st.integers(1, 3))
def test_exchanging_tails_keeps_every_rule_and_the_true_cost(
    seed: int, clients: int, capacity: int, tails: int
) -> None:
    """On any plane: nobody twice, nobody left, no vehicle overfull, and the cost is what the pricer says."""
    problem = on_a_plane(scattered(clients, seed), capacity=capacity)
    search = begin_search(lay_out(problem), seed, budget=Budget(iterations=300), size=RuinSize(tails=tails))
    search.run(300, 0.0, 1.0)
    assert_true(problem, search)


def test_more_than_a_thousand_start_from_savings_and_keep_every_rule() -> None:
    """1,200 clients, some hundred iterations: all served, at the price claimed."""
    problem = on_a_plane(scattered(1200, 7), capacity=12)
    search = begin_search(lay_out(problem), 1, budget=Budget(iterations=400))
    start = search.cost
    search.run(400, 0.0, 1.0)
    assert search.cost < start
    assert_true(problem, search)


def assert_true(problem: RoutingProblem, search: PlainSearch) -> None:
    """The pricer finds no breach, and the cost the search claims."""
    priced = price(problem, routes_of(search))
    assert not priced.breaches
    assert priced.cost == round(search.best.cost[1])
