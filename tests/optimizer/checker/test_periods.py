"""Drives by the hour, as the checker sees them: the drive of the moment of leaving, by arithmetic of its own."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.changes.periods import across
from graphs.leg import Leg
from optimizer.checker.check import check
from optimizer.checker.clockwork import driven
from optimizer.model.findings import Rule
from optimizer.model.papers import RoadChange, RoadChangeKind
from tests.builders import ALL_DAY, clock
from tests.checked import checked
from tests.optimizer.checker.small import one_shop, one_trip
from tests.plans import Run, edited, plan, with_visits

FAR = 2**30


def test_a_drive_across_a_boundary_is_owed_at_both_paces() -> None:
    """Of 600 s 200 are driven; the other two thirds at a pace of 900 s take 600 s more, 4 of 6 km are then 6 of 9."""
    assert driven((0, 3600), (Leg(600, 6000), Leg(900, 9000)), 3400) == Leg(800, 2000 + 6000)


def test_a_closed_road_is_waited_for_and_one_that_stays_shut_is_none() -> None:
    """Shut from 1,000 to 5,000; then for ever."""
    assert driven((0, 1000, 5000), (Leg(600, 6000), None, Leg(600, 6000)), 2000) == Leg(3600, 6000)
    assert driven((0, 1000), (Leg(600, 6000), None), 500) is None


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.integers(1, 3000), max_size=5),
    st.lists(st.one_of(st.none(), st.builds(Leg, st.integers(0, 4000), st.integers(0, 9999))), min_size=6, max_size=6),
    st.integers(-3000, 16_000),
)
def test_the_checker_and_the_roads_agree_though_they_share_no_line(
    lengths: list[int], legs: list[Leg | None], leaves_s: int
) -> None:
    """Any paces, lengths and boundaries."""
    starts = tuple(sum(lengths[:i]) for i in range(len(lengths) + 1))
    legs = legs[: len(starts)]
    assert driven(starts, legs, leaves_s) == across(starts, legs, leaves_s)


def test_the_drive_of_another_hour_is_a_breach() -> None:
    """The market is left at 06:10, when A is 20 min away; the plan claims the 10 min of the afternoon."""
    world = one_shop().drive("market", "A", 1200).drive_from("12:00", "market", "A", 600)
    day, travel, made = one_trip(world)
    deliver = made.duties[0].visits[2]
    assert (deliver.drive_s, deliver.arrive_s) == (1200, clock("06:30"))
    hasty = [replace(visit) for visit in made.duties[0].visits]
    hasty[2] = replace(deliver, drive_s=600)
    found = {breach.rule: breach.excess for breach in check(day, travel, with_visits(made, hasty))}
    assert found[Rule.TRAVEL_TIME] == 600


def test_a_plan_that_leaves_when_the_road_is_shut_is_told_when_it_gets_there() -> None:
    """Shut from 06:00 to 07:00: left at 06:10, A is reached at 07:10; who claims 06:20 is 50 min off."""
    world = one_shop().drive_from("06:00", "market", "A", FAR).drive_from("07:00", "market", "A", 600)
    day, travel, made = one_trip(world)
    assert made.duties[0].visits[2].arrive_s == clock("07:10")
    early = edited(made, 2, arrive_s=clock("06:20"), drive_s=600)
    found = {(breach.rule, breach.visit): breach.excess for breach in check(day, travel, early)}
    assert found[Rule.TRAVEL_TIME, 2] == found[Rule.CLOCK, 2] == 3000


def test_a_road_that_never_opens_again_does_not_lead_there() -> None:
    """Shut from 06:05 on; the market is left at 06:10."""
    world = one_shop()
    day, _, made = one_trip(world)
    shut = world.drive_from("06:05", "market", "A", FAR).travel()
    assert [breach.rule for breach in check(day, shut, made)] == [Rule.UNREACHABLE]


@pytest.mark.parametrize(("permits", "passes_there"), [(frozenset({"van"}), True), (frozenset({"P9"}), False)])
def test_a_vehicle_goes_by_the_table_of_its_permits(permits: frozenset[str], passes_there: bool) -> None:
    """Named in the change it has a profile of its own, by which the road is open; else it is any light vehicle."""
    world = one_shop()
    change = RoadChange(id="R1", kind=RoadChangeKind.SEALED_ZONE, interval=ALL_DAY, road="A", permits=permits)
    day = replace(world.day(), road_changes=(change,))
    positions = {place: day.places[place].position for place in day.used_places}
    travel = world.roads().travel(positions, ["light", "light+van"], snap_limit_m=500)
    travel.seconds[0] = travel.metres[0] = FAR - 1
    if passes_there:
        checked(day, travel, plan(day, travel, [Run(trips=[("market", [("A-rice", 100)])])]))
    else:
        made = plan(world.day(), world.travel(), [Run(trips=[("market", [("A-rice", 100)])])])
        assert {breach.rule for breach in check(day, travel, made)} == {Rule.UNREACHABLE}
