"""The oracle on problems whose best routes can be found by hand."""

import numpy as np

from optimizer.model.routing_answer import Route, Routes, Trip
from optimizer.model.routing_nouns import Client, Depot, VehicleType
from optimizer.model.routing_problem import RoutingProblem
from tests.optimizer.routing.brute import brute_force

TABLE = np.array([[0, 10, 20], [11, 0, 15], [22, 16, 0]], dtype=np.int64)


def two(kind: VehicleType, *, required: bool = True) -> RoutingProblem:
    people = (Client(delivery=(2,), pickup=(0,), required=required, prize=30),) * 2
    return RoutingProblem(name="two", depots=(Depot(),), clients=people, vehicle_types=(kind,), distance=TABLE)


def test_the_shorter_way_round() -> None:
    """0, 1: 10 + 15 + 22 = 47; 1, 0: 20 + 16 + 11 = 47, too; one each: 21 + 42. An open end: 10 + 15."""
    assert brute_force(two(VehicleType(capacity=(4,))))[0].cost == 47
    best, plan = brute_force(two(VehicleType(capacity=(4,), end_depot=None)))
    assert (best.cost, plan) == (25, Routes((Route(0, (Trip(0, (0, 1)),)),)))


def test_two_trips_where_one_load_is_too_much() -> None:
    """21 + 42, by one vehicle."""
    best, plan = brute_force(two(VehicleType(capacity=(2,), count=1, reload_depots=(0,))))
    assert (best.cost, best.vehicles, len(plan.routes[0].trips)) == (63, 1, 2)


def test_leaving_out_is_cheaper_for_optional_clients_and_the_last_resort_for_others() -> None:
    """Client 1 costs 42 to serve and 30 to leave out; with one vehicle and one trip one of them is left out."""
    assert brute_force(two(VehicleType(capacity=(2,)), required=False))[0].cost == 21 + 30
    best, plan = brute_force(two(VehicleType(capacity=(2,), count=1)))
    assert (best.missing, best.cost, plan.routes[0].trips[0].clients) == (1, 21, (0,))
