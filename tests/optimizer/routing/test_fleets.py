"""Which vehicle drives what: types chosen together with the routes, sites that not every type may serve, depots."""

from itertools import product

import numpy as np
import pytest

from optimizer.model.budget import Budget
from optimizer.model.routing_answer import Answer
from optimizer.model.routing_nouns import Client, Depot, VehicleType
from optimizer.model.routing_problem import RoutingProblem
from optimizer.routing.plain.instance import lay_out
from optimizer.routing.plain.solve import solve_plain
from scenarios.instances.price import price


def load(amount: int, kinds: set[int] | None = None) -> Client:
    """A client who is brought so much, by vehicles of these types."""
    return Client(delivery=(amount,), pickup=(0,), vehicle_types=None if kinds is None else frozenset(kinds))


def on_a_line(places: list[int], depots: int, clients: list[Client], kinds: list[VehicleType]) -> RoutingProblem:
    """Places along a road, at so many kilometres; depots first."""
    at = np.array(places, dtype=np.int64)
    return RoutingProblem(
        name="line",
        depots=tuple(Depot() for _ in range(depots)),
        clients=tuple(clients),
        vehicle_types=tuple(kinds),
        distance=np.abs(at[:, None] - at[None, :]),
    )


def solved(problem: RoutingProblem) -> Answer:
    answer = solve_plain(problem, budget=Budget(iterations=3000), threads=1, seed=1)
    assert not price(problem, answer.routes).breaches
    return answer


def test_a_lorry_that_pays_only_once_it_is_full_is_found() -> None:
    """Three loads 100 away: vans of 1 at 2 a unit cost 1200, a lorry of 3 at 5 only 1000; half full it costs more."""
    kinds = [
        VehicleType(capacity=(1,), count=None, unit_distance_cost=2),
        VehicleType(capacity=(3,), count=None, unit_distance_cost=5),
    ]
    assert solved(on_a_line([0, 100, 100, 100], 1, [load(1)] * 3, kinds)).cost == 1000


def test_a_route_changes_its_vehicle_for_a_client_that_its_own_may_not_serve() -> None:
    """A admits both types, B beside it only the second: one vehicle of the second type serves both, 2 x 11."""
    kinds = [VehicleType(capacity=(2,), count=1), VehicleType(capacity=(2,), count=1)]
    clients = [load(1), load(1, {1})]
    answer = solved(on_a_line([0, 10, 11], 1, clients, kinds))
    assert (answer.cost, [route.vehicle_type for route in answer.routes.routes]) == (22, [1])


def test_clients_without_a_type_in_common_are_no_neighbours() -> None:
    """A and B stand side by side, but no vehicle may serve both; C may go with either."""
    kinds = [VehicleType(capacity=(3,), count=1), VehicleType(capacity=(3,), count=1)]
    only = [load(1, {kind}) for kind in (0, 1)]
    near = lay_out(on_a_line([0, 10, 10, 90], 1, [*only, load(1)], kinds)).neighbours
    assert [sorted(set(row.tolist()) - {-1}) for row in near] == [[2], [2], [0, 1]]


@pytest.mark.parametrize("counts", [(1, 1), (2, 1), (None, None)])
def test_the_best_mix_of_a_fleet_is_that_of_all_mixes_tried(counts: tuple[int | None, int | None]) -> None:
    """Four loads on a line to two sides of the depot, two types: every way to share them out is priced longhand."""
    at, loads = [4, 9, -3, 15], [2, 1, 2, 1]
    fixed, per, room = (5, 9), (2, 3), (4, 7)
    fleet = [kind for kind in (0, 1) for _ in range(4 if counts[kind] is None else counts[kind] or 0)]

    def cost(who: tuple[int, ...]) -> float:
        total = 0
        for number in set(who):
            served = [i for i in range(4) if who[i] == number]
            kind = fleet[number]
            if sum(loads[i] for i in served) > room[kind]:
                return np.inf
            length = 2 * (max(0, *(at[i] for i in served), 0) - min(0, *(at[i] for i in served), 0))
            total += fixed[kind] + per[kind] * length
        return total

    best = min(cost(who) for who in product(range(len(fleet)), repeat=4))
    kinds = [
        VehicleType(capacity=(room[k],), count=counts[k], fixed_cost=fixed[k], unit_distance_cost=per[k])
        for k in (0, 1)
    ]
    assert solved(on_a_line([0, *at], 1, [load(amount) for amount in loads], kinds)).cost == best


def test_a_whole_route_moves_to_the_depot_it_is_nearest_to() -> None:
    """Depots at 0 and 100, both clients near 100: the vehicle of the second depot drives 2 x 10."""
    kinds = [
        VehicleType(capacity=(2,), count=1, start_depot=depot, end_depot=depot, max_duration=300) for depot in (0, 1)
    ]
    clients = [load(1), load(1)]
    answer = solved(on_a_line([0, 100, 95, 90], 2, clients, kinds))
    assert (answer.cost, [route.vehicle_type for route in answer.routes.routes]) == (20, [1])
