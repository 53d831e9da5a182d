"""The plain core: small problems against every order tried, any answer against the independent pricer."""

from dataclasses import replace
from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from optimizer.model.budget import Budget
from optimizer.model.routing_answer import Answer
from optimizer.model.routing_nouns import Client, Depot, Pair, VehicleType
from optimizer.model.routing_plane import Plane
from optimizer.model.routing_problem import Objective, RoutingProblem
from optimizer.model.windows import TimeWindow
from optimizer.routing.plain.instance import is_plain
from optimizer.routing.plain.solve import solve_plain
from scenarios.instances.price import price
from tests.optimizer.routing.plain_problems import problems

LIGHT = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


def solved(problem: RoutingProblem, *, iterations: int = 2000, seed: int = 1, threads: int = 1) -> Answer:
    return solve_plain(problem, budget=Budget(iterations=iterations), threads=threads, seed=seed)


def square(matrix: list[list[int]]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    return np.array(matrix, dtype=np.int64)


def client(
    delivery: int = 1, *, opens: int | None = None, closes: int = 0, service: int = 0, pickup: int = 0
) -> Client:
    windows = () if opens is None else (TimeWindow(opens=opens, closes=closes),)
    return Client(delivery=(delivery,), pickup=(pickup,), windows=windows, service=service)


def asymmetric(places: int) -> list[list[int]]:
    return [[0 if i == j else 10 + (i * 37 + j * 61) % 50 for j in range(places)] for i in range(places)]


def test_one_vehicle_takes_the_shortest_of_all_720_tours() -> None:
    """Six clients on an asymmetric table, one vehicle that holds them all."""
    table = asymmetric(7)
    problem = RoutingProblem(
        name="six",
        depots=(Depot(),),
        clients=tuple(client() for _ in range(6)),
        vehicle_types=(VehicleType(capacity=(6,), count=1),),
        distance=square(table),
    )

    def length(order: tuple[int, ...]) -> int:
        stops = [0, *(i + 1 for i in order), 0]
        return sum(table[a][b] for a, b in pairwise(stops))

    assert solved(problem).cost == min(length(order) for order in permutations(range(6)))


def test_windows_decide_the_order() -> None:
    """A is nearer, but opens after B closes: B first, 5 + 5 + 10 = 20, and a wait in between."""
    problem = RoutingProblem(
        name="two",
        depots=(Depot(),),
        clients=(client(opens=50, closes=60), client(opens=0, closes=20)),
        vehicle_types=(VehicleType(capacity=(9,), count=1),),
        distance=square([[0, 10, 5], [10, 0, 5], [5, 5, 0]]),
    )
    answer = solved(problem)
    assert (answer.routes.routes[0].trips[0].clients, answer.cost) == ((1, 0), 20)


def test_the_cheaper_mix_of_vehicles_is_found() -> None:
    """Two small vans cost 10 each, the lorry 12: both loads go by the lorry, 12 + 2 x 4 against 20 + 4 x 2."""
    problem = RoutingProblem(
        name="mix",
        depots=(Depot(),),
        clients=(client(5), client(5)),
        vehicle_types=(VehicleType(capacity=(5,), fixed_cost=10), VehicleType(capacity=(10,), fixed_cost=12)),
        distance=square([[0, 2, 2], [2, 0, 4], [2, 4, 0]]),
    )
    answer = solved(problem)
    assert ([route.vehicle_type for route in answer.routes.routes], answer.cost) == ([1], 20)


def test_backhauls_come_last_and_never_alone() -> None:
    """The pickup lies on the way out, but is taken on the way back; it cannot have a vehicle of its own."""
    problem = RoutingProblem(
        name="back",
        depots=(Depot(),),
        clients=(client(0, pickup=3), client(3)),
        vehicle_types=(VehicleType(capacity=(3,)),),
        distance=square([[0, 1, 5], [1, 0, 4], [5, 4, 0]]),
        backhauls_last=True,
    )
    answer = solved(problem)
    assert [trip.clients for route in answer.routes.routes for trip in route.trips] == [(1, 0)]


def test_a_problem_beyond_its_fleet_ends_with_a_client_left_out() -> None:
    """Two loads of 3, one vehicle of 3, one trip: one client stays out, and the search ends all the same."""
    problem = RoutingProblem(
        name="over",
        depots=(Depot(),),
        clients=(client(3), client(3)),
        vehicle_types=(VehicleType(capacity=(3,), count=1),),
        distance=square(asymmetric(3)),
    )
    answer = solved(problem)
    assert sum(len(trip.clients) for route in answer.routes.routes for trip in route.trips) == 1
    assert answer.first_feasible_s is None


@LIGHT
@given(problems())
def test_any_answer_keeps_every_rule_and_claims_its_true_cost(problem: RoutingProblem) -> None:
    """The pricer finds no breach but clients left out, and the cost it adds up is the cost claimed."""
    assert is_plain(problem)
    answer = solved(problem, iterations=200)
    priced = price(problem, answer.routes)
    served = {i for route in answer.routes.routes for trip in route.trips for i in trip.clients}
    left_out = len(problem.clients) - len(served)
    assert priced.cost == answer.cost
    assert len(priced.breaches) == left_out


@settings(LIGHT, max_examples=20)
@given(problems(), st.integers(1, 2))
def test_the_same_seed_and_iterations_give_the_same_routes(problem: RoutingProblem, threads: int) -> None:
    """With one thread and with two."""
    one, other = (solved(problem, iterations=300, seed=5, threads=threads) for _ in range(2))
    assert one.routes == other.routes


@pytest.mark.parametrize("change", [{"reload_depots": (0,)}, {"end_depot": None}, {"unit_duration_cost": 1}])
def test_what_the_plain_core_cannot_say_is_not_plain(change: dict[str, object]) -> None:
    """Reloading, open ends and duration costs are for the general core."""
    problem = RoutingProblem(
        name="odd",
        depots=(Depot(),),
        clients=(client(),),
        vehicle_types=(VehicleType(capacity=(1,), **change),),  # type: ignore[arg-type]
        distance=square(asymmetric(2)),
    )
    assert not is_plain(problem)


def test_a_pair_is_picked_up_before_it_is_delivered() -> None:
    """0 to A to B to 0 would be shorter backwards, 9 against 12, but the goods are at A and wanted at B."""
    problem = RoutingProblem(
        name="pair",
        depots=(Depot(),),
        clients=(client(0), client(0)),
        vehicle_types=(VehicleType(capacity=(5,)),),
        pairs=(Pair(pickup=0, delivery=1, amount=(5,)),),
        distance=square([[0, 5, 3], [3, 0, 4], [3, 3, 0]]),
    )
    answer = solved(problem)
    assert (answer.routes.routes[0].trips[0].clients, answer.cost) == ((0, 1), 12)


def test_two_full_loads_are_carried_one_after_the_other() -> None:
    """Each fills the vehicle: the second is not picked up before the first is off."""
    problem = RoutingProblem(
        name="full",
        depots=(Depot(),),
        clients=tuple(client(0) for _ in range(4)),
        vehicle_types=(VehicleType(capacity=(5,), count=1),),
        pairs=(Pair(pickup=0, delivery=1, amount=(5,)), Pair(pickup=2, delivery=3, amount=(4,))),
        distance=square(asymmetric(5)),
    )
    order = solved(problem).routes.routes[0].trips[0].clients
    assert order in ((0, 1, 2, 3), (2, 3, 0, 1))


@st.composite
def paired_problems(draw: st.DrawFn) -> RoutingProblem:
    """1-5 pairs with or without windows on a plane."""
    pairs = draw(st.integers(1, 5))
    clients = []
    for _ in range(2 * pairs):
        opens = draw(st.integers(0, 200))
        windowed = draw(st.booleans())
        clients.append(client(0, opens=opens if windowed else None, closes=opens + draw(st.integers(0, 300))))
    points = np.array([[draw(st.integers(0, 60)), draw(st.integers(0, 60))] for _ in range(1 + 2 * pairs)], dtype=float)
    plane = Plane(coordinates=points)
    return RoutingProblem(
        name="pairs",
        depots=(Depot(windows=(TimeWindow(opens=0, closes=draw(st.integers(200, 900))),)),),
        clients=tuple(clients),
        vehicle_types=(VehicleType(capacity=(10,), count=draw(st.sampled_from((None, 1, 2)))),),
        pairs=tuple(Pair(pickup=2 * i, delivery=2 * i + 1, amount=(draw(st.integers(1, 10)),)) for i in range(pairs)),
        plane=plane,
        distance=plane.matrix(),
    )


@LIGHT
@given(paired_problems())
def test_any_answer_with_pairs_keeps_every_rule(problem: RoutingProblem) -> None:
    """The pricer finds nothing but clients left out, always both ends of a pair, and adds up the cost claimed."""
    answer = solved(problem, iterations=200)
    priced = price(problem, answer.routes)
    served = {i for route in answer.routes.routes for trip in route.trips for i in trip.clients}
    assert priced.cost == answer.cost
    assert len(priced.breaches) == len(problem.clients) - len(served)
    assert all((pair.pickup in served) == (pair.delivery in served) for pair in problem.pairs)


def test_vehicles_first_takes_one_long_route_instead_of_two_short_ones() -> None:
    """Two clients either side of the depot, 10 away, the road between them 40: 40 by two vehicles, 60 by one."""
    one_way = square([[0, 10, 10], [10, 0, 40], [10, 40, 0]])
    problem = RoutingProblem(
        name="either side",
        depots=(Depot(),),
        clients=(client(), client()),
        vehicle_types=(VehicleType(capacity=(2,), count=2),),
        distance=one_way,
    )
    dear = replace(problem, objective=Objective.VEHICLES_FIRST)
    assert (len(solved(problem).routes.routes), solved(problem).cost) == (2, 40)
    assert (len(solved(dear).routes.routes), solved(dear).cost) == (1, 60)


def test_vehicles_first_keeps_a_vehicle_that_the_loads_need() -> None:
    """Three loads of two in vehicles of three: three vehicles, however long the search for two."""
    problem = RoutingProblem(
        name="three loads",
        depots=(Depot(),),
        clients=(client(2), client(2), client(2)),
        vehicle_types=(VehicleType(capacity=(3,)),),
        distance=square(asymmetric(4)),
        objective=Objective.VEHICLES_FIRST,
    )
    answer = solved(problem, threads=2)
    assert len(answer.routes.routes) == 3
    assert not price(problem, answer.routes).missing
