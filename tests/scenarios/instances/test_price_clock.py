"""The pricer's clock: loading, lateness, breaks, periods and the moment of leaving, each worked by hand.

Most routes visit the small problem's clients in order: 10 to client 0, 5 to 1, 7 to 2 and 31 home.
"""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.changes.periods import across
from graphs.leg import UNREACHABLE, Leg
from optimizer.model.routing_answer import Route, Routes, Trip
from optimizer.model.routing_nouns import Depot, Profiles
from optimizer.model.routing_plane import NO_WAY
from optimizer.model.routing_problem import RoutingProblem
from optimizer.model.routing_rules import Meal, RestRule
from scenarios.instances.breaches import Fault, RouteBreach
from scenarios.instances.clock import Walk
from scenarios.instances.driving import way_at
from scenarios.instances.price import price
from scenarios.instances.timetable import timetable
from tests.scenarios.instances.small import WAYS, client, kind, problem, routes, window

ROUND = routes([0, 1, 2])


def walked(here: RoutingProblem, plan: Routes = ROUND) -> Walk:
    (walk,) = timetable(here, plan).walks
    return walk


def moments(here: RoutingProblem, plan: Routes = ROUND) -> tuple[list[int], int]:
    """When the clients are begun, in the order of the visits, and when the route ends."""
    walk = walked(here, plan)
    return list(walk.begins.values()), walk.ended


def breaking(**rule: Any) -> RoutingProblem:
    return problem(vehicle_types=(kind(**rule),))


def test_service_takes_what_the_vehicle_type_takes() -> None:
    """Type 1 takes 9 at client 0."""
    here = problem(client(services=(4, 9)), client(), client(), vehicle_types=(kind(), kind()))
    assert moments(here, routes([0, 1, 2], vehicle_type=1)) == ([10, 24, 31], 62)


def test_each_unit_of_lateness_costs() -> None:
    """Client 1, due at 12, begins at 15: 3 late at 4 each."""
    assert price(problem(client(), client(due=12, late_cost=4), client()), ROUND).cost == 53 + 12


def test_loading_takes_a_fixed_time_and_some_by_load_rounded_up_in_all() -> None:
    """2, and 3 x 1.5 rounded up: 7; it is part of the duration."""
    here = problem(
        depots=(Depot(loading=2, loading_per_thousand=1500),),
        vehicle_types=(kind(unit_distance_cost=0, unit_duration_cost=1),),
    )
    assert (moments(here), price(here, ROUND).cost) == (([17, 22, 29], 60), 60)


def two_depots(**more: Any) -> RoutingProblem:
    """From depot 0 to depot 1 it is 10, on to client 0 it is 5, to client 1 7, and 31 home."""
    types = (kind(starts_empty=True, reload_depots=(1,)),)
    return problem(client(release=20), client(), depots=(Depot(loading=50), Depot()), vehicle_types=types, **more)


def test_a_vehicle_that_starts_empty_loads_elsewhere_first() -> None:
    """At depot 1 at 10, goods are there at 20; depot 0 loads nothing."""
    plan = Routes((Route(0, (Trip(1, (0, 1)),)),))
    assert moments(two_depots(), plan) == ([25, 32], 63)
    assert price(two_depots(), plan).breaches == ()
    assert RouteBreach(fault=Fault.DEPOT, route=0, at=0) in price(two_depots(), routes([0, 1])).breaches


def test_driving_costs_and_is_limited() -> None:
    """53 of driving, service left out."""
    here = problem(client(service=9), client(), client(),
                   vehicle_types=(kind(unit_distance_cost=0, unit_drive_cost=2, max_drive=50),))  # fmt: skip
    priced = price(here, ROUND)
    assert (priced.cost, priced.breaches) == (106, (RouteBreach(fault=Fault.DRIVING, route=0, excess=3),))


def test_overtime_costs_from_its_threshold_on() -> None:
    """53 of 50, at 4."""
    assert price(breaking(overtime_after=50, unit_overtime_cost=4), ROUND).cost == 53 + 12
    assert price(breaking(overtime_after=53, unit_overtime_cost=4), ROUND).cost == 53


def test_rest_comes_before_a_way_that_is_too_much_and_on_one_that_alone_is() -> None:
    """10 + 5, then 7 would make 22: rest before it. 7 + 31 is 38 at once: one rest after 20."""
    assert moments(breaking(rest=RestRule(max_driving=20, rest=6))) == ([10, 15, 28], 65)


@pytest.mark.parametrize(("counts", "expected"), [(True, ([10, 30, 37], 74)), (False, ([10, 30, 43], 80))])
def test_waiting_is_rest_where_the_rule_says_so(counts: bool, expected: tuple[list[int], int]) -> None:
    """15 of waiting at client 1, for a rest of 6."""
    rule = RestRule(max_driving=20, rest=6, waiting_is_rest=counts)
    here = problem(client(), client(windows=(window(30, 40),)), client(), vehicle_types=(kind(rest=rule),))
    assert moments(here) == expected


@pytest.mark.parametrize(
    ("opens", "closes", "begins"),
    [(12, 20, [10, 15, 27]), (12, 14, [10, 22, 29]), (0, 9, [15, 20, 27]), (54, 90, [10, 15, 22])],
)
def test_a_meal_is_taken_as_late_as_the_ways_allow(opens: int, closes: int, begins: list[int]) -> None:
    """5 long: at client 1; at client 0, once the window opens; at the depot; not at all, home at 53."""
    assert moments(breaking(meals=(Meal(window=window(opens, closes), duration=5),)))[0] == begins


def test_a_meal_too_late_is_a_breach_and_none_is_due_after_its_window() -> None:
    """Ready at client 0 at 18, the window closed at 14; whoever leaves at 15 has eaten."""
    meals = (Meal(window=window(12, 14), duration=5),)
    people = client(service=8), client(), client()
    late = price(problem(*people, vehicle_types=(kind(meals=meals),)), ROUND)
    assert late.breaches == (RouteBreach(fault=Fault.MEAL, route=0, excess=4),)
    after = problem(*people, vehicle_types=(kind(meals=meals, shift=window(15, 99)),))
    assert (price(after, ROUND).breaches, moments(after)) == ((), ([25, 38, 45], 76))


def test_a_long_meal_is_a_rest() -> None:
    """At client 1, 6 long: no other rest before the 7 to client 2."""
    rule, meal = RestRule(max_driving=20, rest=6), Meal(window=window(12, 20), duration=6)
    assert moments(breaking(rest=rule, meals=(meal,))) == ([10, 15, 28], 65)


def by_period(*paces: int, starts: tuple[int, ...]) -> RoutingProblem:
    """The small problem's ways, so many times as long by period."""
    table = np.array([[np.minimum(WAYS * pace, NO_WAY) for pace in paces]])
    return problem(distance=None, profiles=Profiles(distance=WAYS[None], duration=table, starts=starts))


def test_a_way_across_periods_is_driven_at_the_pace_of_each() -> None:
    """From 12 on twice as long. From client 0 at 10: 2 of 5 by 12, the other 3 take 6. Then 14 and 62."""
    assert moments(by_period(1, 2, starts=(0, 12))) == ([10, 18, 32], 94)


def test_where_a_period_has_no_way_the_driver_waits_for_the_next() -> None:
    """No way until 12; and where there never is one, that is told."""
    assert moments(by_period(NO_WAY, 1, starts=(0, 12))) == ([22, 27, 34], 65)
    assert {breach.fault for breach in price(by_period(NO_WAY, starts=(0,)), ROUND).breaches} == {Fault.WAY}


def test_each_profile_has_its_ways() -> None:
    """The vehicle's are twice as long and three times as far."""
    profiles = Profiles(distance=np.array([WAYS, 3 * WAYS]), duration=np.array([[WAYS], [2 * WAYS]]))
    here = problem(distance=None, profiles=profiles, vehicle_types=(kind(profile=1),))
    assert (moments(here), price(here, ROUND).cost) == (([20, 30, 44], 106), 159)


@given(
    st.lists(st.one_of(st.integers(0, 60), st.just(NO_WAY)), min_size=3, max_size=3),
    st.tuples(st.integers(-9, 40), st.integers(1, 40), st.integers(1, 40)),
    st.integers(0, 120),
)
def test_ways_across_periods_are_those_of_the_road_engine(
    paces: list[int], steps: tuple[int, int, int], departs: int
) -> None:
    """Two programs, one rule."""
    starts = (steps[0], steps[0] + steps[1], steps[0] + steps[1] + steps[2])
    table = np.array([[np.full((4, 4), pace) for pace in paces]])
    here = problem(distance=None, profiles=Profiles(distance=WAYS[None], duration=table, starts=starts))
    legs = [None if pace >= UNREACHABLE else Leg(pace, pace) for pace in paces]
    leg = across(starts, legs, departs)
    assert way_at(here, 0, 0, 1, departs).seconds == (None if leg is None else leg.seconds)


def waiting(first: Any, **more: Any) -> RoutingProblem:
    """10 to client 0, 5 to client 1, which opens at 100, 21 home; duration costs 1, distance nothing."""
    types = (kind(unit_distance_cost=0, unit_duration_cost=1),)
    return problem(first, client(windows=(window(100, 200),)), client(), vehicle_types=types, **more)


@pytest.mark.parametrize(
    ("first", "left"),
    [({}, 85), ({"windows": (window(0, 40),)}, 30), ({"due": 30, "late_cost": 9}, 20), ({"due": 5}, 0)],
)
def test_leaving_later_keeps_windows_and_makes_no_one_later_than_due(first: dict[str, Any], left: int) -> None:
    """All of the waiting is saved, or as much as client 0 allows, who can be served at 10; home at 121."""
    here = waiting(
        client(**first),
    )
    walk = walked(here, routes([0, 1]))
    assert (walk.left, walk.ended, price(here, routes([0, 1])).cost) == (left, 121, 121 - left)


def test_leaving_later_does_not_shorten_a_rest() -> None:
    """Client 1 opens at 100; driven 15, waiting counts as rest while it is at least 40: leave at 45."""
    types = (kind(unit_duration_cost=1, rest=RestRule(max_driving=30, rest=40)),)
    here = problem(client(), client(windows=(window(100, 200),)), client(), vehicle_types=types)
    assert walked(here, routes([0, 1])).left == 45
