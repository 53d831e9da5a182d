"""The pricer on trips, relations, tiers and given plans: each rule kept once, and broken once by a known amount."""

from typing import Any

import numpy as np
import pytest

from optimizer.model.routing_answer import Route, Routes, Trip
from optimizer.model.routing_nouns import Depot, Pair
from optimizer.model.routing_problem import Objective, RoutingProblem
from optimizer.model.routing_rules import Frozen, GoodsRule, Reference, Relation, Tie, ZoneRule
from scenarios.instances.breaches import MEANINGS, Fault, RouteBreach
from scenarios.instances.price import price
from scenarios.instances.timetable import timetable
from tests.scenarios.instances.small import client, kind, problem, routes, trips, window


def broken(here: RoutingProblem, plan: Routes) -> list[RouteBreach]:
    return list(price(here, plan).breaches)


def two_depots(*people: Any, **more: Any) -> RoutingProblem:
    """Depots 0 and 1, clients 0 and 1; one vehicle that may load at both."""
    types = (kind(reload_depots=(0, 1)),)
    return problem(*people, **{"depots": (Depot(), Depot()), "vehicle_types": types} | more)


def test_every_fault_is_explained() -> None:
    """In both languages."""
    assert set(MEANINGS) == set(Fault)


def test_a_trip_is_loaded_where_its_goods_are() -> None:
    """Client 1's are at depot 1."""
    here = two_depots(client(), client(depots=frozenset({1})))
    assert broken(here, trips([0], [1], depots=(0, 1))) == []
    assert broken(here, trips([0, 1])) == [RouteBreach(fault=Fault.STOCK, route=0, at=1)]


def people(**more: Any) -> RoutingProblem:
    """From client 0 to 2 and from 1 to 3; every way takes 10, every stop 1."""
    first = Pair(pickup=0, delivery=2, amount=(1,), **more)
    ways = np.full((5, 5), 10, dtype=np.int64)
    return problem(*[client(0, service=1)] * 4, distance=ways, pairs=(first, Pair(pickup=1, delivery=3, amount=(1,))))


def test_nobody_rides_longer_than_allowed() -> None:
    """0, 1, 2: on board from 11, over client 1 from 21 to 22, until 32: 21."""
    assert broken(people(max_ride=21), routes([0, 1, 2, 3])) == []
    late = RouteBreach(fault=Fault.RIDE, route=0, at=2, excess=1)
    assert broken(people(max_ride=20), routes([0, 1, 2, 3])) == [late]


def test_waiting_for_a_window_is_done_before_the_pickup_where_that_shortens_the_ride() -> None:
    """At client 0 by 10 and at client 1, open from 100, by 15: leave at 85 and ride for 5."""
    here = problem(client(0), client(0, windows=(window(100, 200),)), client(0),
                   pairs=(Pair(pickup=0, delivery=1, amount=(1,), max_ride=5),))  # fmt: skip
    assert (broken(here, routes([0, 1, 2])), timetable(here, routes([0, 1, 2])).begins[0]) == ([], 95)


def test_last_in_is_first_out_where_asked() -> None:
    """Picked up 0 then 1: 1's goods are delivered first, at client 3."""
    here = people()
    types = (kind(last_in_first_out=True),)
    stacked = problem(*here.clients, distance=here.distance, pairs=here.pairs, vehicle_types=types)
    assert broken(stacked, routes([0, 1, 3, 2])) == []
    assert broken(stacked, routes([0, 1, 2, 3])) == [RouteBreach(fault=Fault.STACK, route=0, at=2)]


HALL = ZoneRule(disinfect_from=2, depots=(1,), duration=4)


def test_zones_never_fall_on_a_trip() -> None:
    """From sealed, 2, to open, 0."""
    here = two_depots(client(zone=2), client(), zones=HALL)
    assert broken(here, routes([1, 0])) == []
    assert broken(here, routes([0, 1])) == [RouteBreach(fault=Fault.ZONE, route=0, at=1, excess=2)]


def test_a_vehicle_is_disinfected_on_its_way_out() -> None:
    """To client 0, 20; over depot 1, 6, for 4, home 11: at 41; 37 far."""
    here = two_depots(client(zone=2), client(required=False), zones=HALL)
    (walk,) = timetable(here, routes([0])).walks
    assert (walk.ended, walk.distance) == (41, 37)
    below = two_depots(client(zone=1), client(required=False), zones=HALL)
    assert timetable(below, routes([0])).walks[0].distance == 20 + 21


def test_the_disinfection_depot_is_the_one_with_the_shortest_way_round() -> None:
    """From client 0 by depot 0: 21 + 0 home; by depot 1: 6 + 11 home."""
    both = ZoneRule(disinfect_from=1, depots=(0, 1), duration=0)
    here = two_depots(client(zone=1), client(required=False), zones=both)
    assert timetable(here, routes([0])).walks[0].distance == 20 + 6 + 11


GOODS = GoodsRule(apart=frozenset({(1, 2)}), soiling=frozenset({3}), needing_clean=frozenset({1}), cleaning=30)


def test_goods_that_must_not_share_a_trip() -> None:
    """Goods 2 and 1; on two trips they may."""
    here = two_depots(client(goods=2), client(goods=1), goods=GOODS)
    assert broken(here, trips([0], [1])) == []
    assert broken(here, routes([0, 1])) == [RouteBreach(fault=Fault.GOODS, route=0, at=0)]


def test_a_soiled_vehicle_is_cleaned_once_before_goods_that_want_it() -> None:
    """Client 0 soils: back at 21. Client 1's goods want a clean vehicle: 30, then 20. So do client 2's, after that."""
    here = problem(client(goods=3), client(goods=1), client(goods=1), goods=GOODS,
                   vehicle_types=(kind(reload_depots=(0,)),))  # fmt: skip
    assert timetable(here, trips([0], [1], [2])).begins == {0: 10, 1: 21 + 30 + 20, 2: 71 + 21 + 30}
    assert timetable(here, trips([1], [0], [2])).begins[0] == 20 + 21 + 10


def tied(tie: Tie, *clients: int, **more: Any) -> RoutingProblem:
    return problem(*[client(required=False)] * 3, relations=(Relation(tie=tie, clients=clients, **more),))


def test_clients_of_one_vehicle() -> None:
    """0 and 2, if both are served."""
    here = tied(Tie.SAME_ROUTE, 0, 2)
    assert broken(here, routes([0, 1, 2])) == broken(here, routes([0, 1])) == []
    assert broken(here, routes([0, 1], [2])) == [RouteBreach(fault=Fault.TOGETHER, route=1, at=2)]


def test_clients_of_different_vehicles() -> None:
    """0 and 2, if both are served."""
    here = tied(Tie.DIFFERENT_ROUTES, 0, 2)
    assert broken(here, routes([0, 1], [2])) == broken(here, routes([0, 1])) == []
    assert broken(here, routes([0, 1, 2])) == [RouteBreach(fault=Fault.APART, route=0, at=2)]


@pytest.mark.parametrize(("stops", "at"), [([1, 0, 2], None), ([1], None), ([0, 1, 2], 2), ([2, 0], 2), ([0], 2)])
def test_a_sequence_is_served_whole_or_not_at_all(stops: list[int], at: int | None) -> None:
    """0, then 2 at once."""
    found = broken(tied(Tie.SEQUENCE, 0, 2), routes(stops))
    assert found == ([] if at is None else [RouteBreach(fault=Fault.SEQUENCE, at=at)])


def test_the_second_of_a_gap_waits_for_the_first_on_whatever_route() -> None:
    """Client 0 at 10; client 2, there at 30, begins at 10 + 25, and not with client 0 left out."""
    here = tied(Tie.GAP, 0, 2, least=25)
    assert timetable(here, routes([0, 1], [2])).begins == {0: 10, 1: 15, 2: 35}
    assert broken(here, routes([0, 1], [2])) == []
    assert broken(here, routes([2])) == [RouteBreach(fault=Fault.FIRST, route=0, at=2)]


def test_waits_are_handed_on_along_a_chain_of_gaps() -> None:
    """Client 2 at 30, client 1 40 later at 70, client 0 20 later at 90."""
    gaps = (Relation(tie=Tie.GAP, clients=(1, 0), least=20), Relation(tie=Tie.GAP, clients=(2, 1), least=40))
    here = problem(relations=gaps)
    assert timetable(here, routes([0], [1], [2])).begins == {0: 90, 1: 70, 2: 30}


def test_a_gap_that_is_too_long() -> None:
    """10 to 30 are 20, of at most 15."""
    here = tied(Tie.GAP, 0, 2, most=15)
    assert broken(here, routes([0, 1], [2])) == [RouteBreach(fault=Fault.GAP, route=1, at=2, excess=5)]


def test_clients_that_wait_for_one_another_never_begin() -> None:
    """The first of the route has to wait for the one after it."""
    found = broken(tied(Tie.GAP, 2, 0), routes([0, 1, 2]))
    assert Fault.CYCLE in {breach.fault for breach in found}


def test_no_one_leaves_later_if_a_client_of_a_gap_would_begin_later() -> None:
    """Client 1 opens at 100, client 0 is the first of a gap, and begins at 10 though that makes it a long day."""
    types = (kind(unit_duration_cost=1, unit_distance_cost=0),)
    here = problem(client(), client(windows=(window(100, 200),)), client(), vehicle_types=types,
                   relations=(Relation(tie=Tie.GAP, clients=(0, 2)),))  # fmt: skip
    assert timetable(here, routes([0, 1], [2])).walks[0].left == 0


def begun(*stops: tuple[int, ...]) -> RoutingProblem:
    """What the one vehicle has begun; it may reload."""
    frozen = Frozen(routes=Routes((Route(0, tuple(Trip(0, clients) for clients in stops)),)))
    types = (kind(count=1, reload_depots=(0,)), kind())
    return problem(*[client(required=False)] * 3, vehicle_types=types, frozen=frozen)


@pytest.mark.parametrize(
    ("stops", "now", "kept"),
    [
        (((1,),), ((1, 0),), True),
        (((1,),), ((1,), (0,)), True),
        (((1,),), ((0, 1),), False),
        (((1,), (0,)), ((1, 2), (0,)), False),
        (((1,), (0,)), ((1,), (0, 2)), True),
        (((1,), (0,)), ((1,),), False),
        (((1,),), (), False),
        (((),), (), True),
    ],
)
def test_what_has_begun_is_gone_on_with(stops: Any, now: Any, kept: bool) -> None:
    """The last trip begun may go on, and others follow."""
    found = broken(begun(*stops), Routes((Route(0, tuple(Trip(0, clients) for clients in now)),)))
    assert [breach.fault for breach in found] == ([] if kept else [Fault.FROZEN])


def test_tiers_come_before_cost_and_required_clients_before_tiers() -> None:
    """Client 0 is tier 1, client 1 tier 0, client 2 has a price: 9."""
    here = problem(client(required=False, prize=5, tier=1), client(required=False, prize=1, tier=0),
                   client(required=False, prize=9))  # fmt: skip
    assert price(here, routes([0])).rank(Objective.COST) == (0, 1, 0, 0, 10 + 11 + 9)
    assert price(here, routes([1])).rank(Objective.COST) == (0, 0, 5, 0, 20 + 21 + 9)
    assert price(here, routes([1])).rank(Objective.VEHICLES_FIRST) == (0, 0, 5, 1, 20 + 21 + 9)
    assert price(problem(), routes([0], [1])).rank(Objective.COST)[0] == 1


def told(**prices: int) -> RoutingProblem:
    """The plan that is out: vehicle 0 serves 0 and 1, vehicle 1 client 2; they begin at 10, 15 and 30."""
    plan = Routes((*routes([0, 1]).routes, *routes([2], vehicle_type=1).routes))
    types = (kind(count=1, unit_distance_cost=0), kind(count=1, unit_distance_cost=0))
    return problem(*[client(required=False)] * 3, vehicle_types=types, reference=Reference(routes=plan, **prices))


@pytest.mark.parametrize(
    ("prices", "stops", "cost"),
    [
        ({"per_vehicle": 7}, [0, 1, 2], 7),  # client 2
        ({"per_vehicle": 7}, [1, 0], 0),
        ({"per_order": 7}, [1, 0], 14),  # both have another before them
        ({"per_order": 7}, [0, 2, 1], 7),  # client 1; client 2 has another vehicle
        ({"per_time": 2}, [0, 2, 1], 2 * (11 + 8)),  # client 2 at 19 instead of 30, client 1 at 23 instead of 15
        (
            {"per_time": 2, "tolerance": 9},
            [1, 0],
            2 * (16 - 9),
        ),  # client 0 at 26 instead of 10, client 1 at 20 instead of 15
        ({"per_vehicle": 7, "per_order": 7, "per_time": 7}, [0, 1], 0),
    ],
)
def test_each_change_against_the_plan_has_its_price(prices: dict[str, int], stops: list[int], cost: int) -> None:
    """Of vehicle, of order, of time beyond a tolerance."""
    assert price(told(**prices), routes(stops)).cost == cost


def test_a_client_that_no_one_was_to_serve_is_a_change_of_vehicle() -> None:
    """Client 2 was left out."""
    here = problem(vehicle_types=(kind(count=1),), reference=Reference(routes=routes([0, 1]), per_vehicle=7))
    assert price(here, routes([0, 1, 2])).cost == 53 + 7
