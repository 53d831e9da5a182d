"""The pricer: each rule has a clean case, and one that breaks it by a known amount."""

import pytest

from optimizer.model.routing_answer import Route, Routes, Trip
from optimizer.model.routing_nouns import Client, Depot, Pair
from optimizer.model.routing_problem import RoutingProblem
from scenarios.instances.breaches import Fault, RouteBreach
from scenarios.instances.price import Priced, price
from tests.scenarios.instances.small import WAYS, client, kind, problem, routes, trips, window

WAYS3 = WAYS[:3, :3].copy()


def only(priced: Priced) -> RouteBreach:
    (breach,) = priced.breaches
    return breach


def test_cost_is_the_sum_of_the_ways_there_and_back() -> None:
    """0 to 1: 10, 1 to 2: 5, 2 to 0: 21; and 30 + 31 for the other vehicle."""
    priced = price(problem(), routes([0, 1], [2]))
    assert (priced.cost, priced.vehicles, priced.distance, priced.breaches) == (97, 2, 97, ())


def test_fixed_distance_and_duration_cost_of_each_vehicle() -> None:
    """50 fixed + 2 x 53 far + 3 x (53 driving + 4 service); a route that serves no one costs nothing."""
    types = (kind(fixed_cost=50, unit_distance_cost=2, unit_duration_cost=3),)
    here = problem(client(service=4), client(), client(), vehicle_types=types)
    assert price(here, routes([0, 1, 2], [])).cost == 50 + 2 * 53 + 3 * (53 + 4)


def test_an_open_route_ends_at_its_last_client() -> None:
    """10 + 5 + 7."""
    assert price(problem(vehicle_types=(kind(end_depot=None),)), routes([0, 1, 2])).cost == 22


def test_a_required_client_left_out_is_missing_and_an_optional_one_costs_its_prize() -> None:
    """Client 2 is left out; 10 + 5 + 21."""
    assert only(price(problem(), routes([0, 1]))) == RouteBreach(fault=Fault.MISSING, at=2, excess=1)
    optional = problem(client(), client(), client(required=False, prize=7))
    assert (price(optional, routes([0, 1])).cost, price(optional, routes([0, 1])).breaches) == (43, ())


def test_a_client_served_three_times_is_twice_too_often() -> None:
    """Client 0."""
    assert only(price(problem(), routes([0, 1], [0, 2], [0]))) == RouteBreach(fault=Fault.TWICE, at=0, excess=2)


def test_more_on_board_than_the_vehicle_carries() -> None:
    """Four of three."""
    here = problem(client(2), client(), client())
    assert only(price(here, routes([0, 1, 2]))) == RouteBreach(fault=Fault.CAPACITY, route=0, at=0, excess=1)


def test_pickups_take_the_room_that_deliveries_leave() -> None:
    """Deliver 3, then pick up 3: full all the way. The other way round 6 are on board after the pickup."""
    here = problem(client(3, 0), client(0, 3), client(0, 0))
    assert price(here, routes([0, 1, 2])).breaches == ()
    assert only(price(here, routes([1, 0, 2]))) == RouteBreach(fault=Fault.CAPACITY, route=0, at=1, excess=3)


def test_more_vehicles_than_there_are() -> None:
    """Three routes for two vehicles."""
    here = problem(vehicle_types=(kind(count=2),))
    assert price(here, routes([0, 1], [2])).breaches == ()
    assert only(price(here, routes([0], [1], [2]))) == RouteBreach(fault=Fault.FLEET, at=0, excess=1)


def test_a_site_that_does_not_admit_the_type() -> None:
    """Client 1 takes type 1 alone."""
    here = problem(client(), client(vehicle_types=frozenset({1})), client(), vehicle_types=(kind(), kind()))
    assert price(here, routes([0, 1, 2], vehicle_type=1)).breaches == ()
    assert only(price(here, routes([0, 1, 2]))) == RouteBreach(fault=Fault.SITE, route=0, at=1)


def paired() -> RoutingProblem:
    return problem(client(0), client(0), client(0), pairs=(Pair(pickup=0, delivery=2, amount=(3,)),))


def test_a_pair_rides_together_pickup_first() -> None:
    """Client 0 before client 2, in one trip."""
    assert price(paired(), routes([0, 1, 2])).breaches == ()
    assert only(price(paired(), routes([2, 1, 0]))) == RouteBreach(fault=Fault.PRECEDENCE, route=0, at=2)
    apart = price(paired(), routes([0, 1], [2])).breaches
    assert [(b.fault, b.route, b.at) for b in apart] == [(Fault.PAIR, 0, 0), (Fault.PAIR, 1, 2)]


def test_what_a_pair_carries_counts_between_its_ends() -> None:
    """Three of three are on board from 0 to 2; a delivery of 1 in between would be a fourth before."""
    here = problem(client(0), client(1), client(0), pairs=(Pair(pickup=0, delivery=2, amount=(3,)),))
    assert only(price(here, routes([0, 1, 2]))) == RouteBreach(fault=Fault.CAPACITY, route=0, at=0, excess=1)
    assert price(here, routes([1, 0, 2])).breaches == ()


def test_backhauls_come_last_and_never_alone() -> None:
    """Client 1 is a backhaul."""
    here = problem(client(1), client(0, 1), client(1), backhauls_last=True)
    assert price(here, routes([0, 2, 1])).breaches == ()
    assert only(price(here, routes([0, 1, 2]))) == RouteBreach(fault=Fault.BACKHAUL, route=0, at=2)
    assert only(price(here, routes([0, 2], [1]))) == RouteBreach(fault=Fault.BACKHAUL, route=1, at=1)


def test_arriving_after_closing_is_late_by_the_difference() -> None:
    """10 to client 0, service 4, 5 to client 1: there at 19, closed since 16."""
    here = problem(client(service=4), client(windows=(window(0, 16),)), client())
    assert only(price(here, routes([0, 1, 2]))) == RouteBreach(fault=Fault.WINDOW, route=0, at=1, excess=3)


def test_a_later_window_is_waited_for() -> None:
    """There at 15, the first window closed at 14, the second opens at 40: on at 40, home 21 later."""
    two = client(windows=(window(0, 14), window(40, 50)))
    by_61, by_60 = (problem(client(), two, vehicle_types=(kind(shift=window(0, t)),), distance=WAYS3) for t in (61, 60))
    assert price(by_61, routes([0, 1])).breaches == ()
    assert only(price(by_60, routes([0, 1]))) == RouteBreach(fault=Fault.SHIFT, route=0, excess=1)


def test_the_depot_keeps_hours_too() -> None:
    """Home at 36, closed at 30."""
    here = problem(client(), client(), distance=WAYS3, depots=(Depot(windows=(window(0, 30),)),))
    assert only(price(here, routes([0, 1]))) == RouteBreach(fault=Fault.WINDOW, route=0, excess=6)


@pytest.mark.parametrize(("most", "excess"), [(46, 0), (45, 1), (36, 10)])
def test_duration_is_that_of_the_best_moment_to_leave(most: int, excess: int) -> None:
    """Client 0 until 20, client 1 from 35: leave at 10, there at 20, wait 10 at client 1, home at 56: 46."""
    tight = client(windows=(window(0, 20),)), client(windows=(window(35, 90),))
    here = problem(*tight, distance=WAYS3, vehicle_types=(kind(max_duration=most),))
    found = [breach.excess for breach in price(here, routes([0, 1])).breaches if breach.fault is Fault.DURATION]
    assert found == ([excess] if excess else [])


def test_leaving_later_saves_all_waiting_where_it_may() -> None:
    """Client 1 from 100: leave at 85, no wait: 10 + 5 + 21."""
    here = problem(client(), client(windows=(window(100, 200),)), distance=WAYS3,
                   vehicle_types=(kind(unit_distance_cost=0, unit_duration_cost=1),))  # fmt: skip
    assert price(here, routes([0, 1])).cost == 36


def test_a_route_longer_than_allowed() -> None:
    """53 of 50."""
    here = problem(vehicle_types=(kind(max_distance=50),))
    assert only(price(here, routes([0, 1, 2]))) == RouteBreach(fault=Fault.DISTANCE, route=0, excess=3)


def test_several_trips_where_reloads_are_allowed() -> None:
    """10 + 11, then 20 + 7 + 31; each trip carries its own load."""
    here = problem(client(3), client(1), client(2), vehicle_types=(kind(reload_depots=(0,)),))
    assert (price(here, trips([0], [1, 2])).cost, price(here, trips([0], [1, 2])).breaches) == (79, ())
    without = problem(client(3), client(1), client(2))
    assert {b.fault for b in price(without, trips([0], [1, 2])).breaches} == {Fault.DEPOT, Fault.TRIPS}
    once = problem(client(3), client(1), client(2), vehicle_types=(kind(reload_depots=(0,), max_trips=1),))
    assert only(price(once, trips([0], [1, 2]))) == RouteBreach(fault=Fault.TRIPS, route=0, excess=1)


def test_a_trip_leaves_when_all_its_clients_are_released() -> None:
    """First trip home at 21; the second waits for 100, is at client 1 at 120."""
    late: Client = client(release=100, windows=(window(0, 119),))
    here = problem(client(), late, client(), vehicle_types=(kind(reload_depots=(0,)),))
    assert only(price(here, trips([0], [1, 2]))) == RouteBreach(fault=Fault.WINDOW, route=0, at=1, excess=1)


def test_what_does_not_exist_is_told_alone() -> None:
    """Client 3 of three, type 1 of one, depot 1 of one."""
    assert only(price(problem(), routes([0, 3]))) == RouteBreach(fault=Fault.UNKNOWN, route=0, at=3)
    assert only(price(problem(), routes([0], vehicle_type=1))).fault is Fault.UNKNOWN
    assert only(price(problem(), Routes((Route(0, (Trip(1, (0,)),)),)))).fault is Fault.UNKNOWN
