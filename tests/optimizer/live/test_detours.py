"""A day on the bridge town: what a closed bridge does to a plan that crosses it, and to one that knows."""

from dataclasses import replace

import pytest

from graphs.network import RoadNetwork
from optimizer.live.detours import Hindrance, hindrances
from optimizer.model.crews import Crew
from optimizer.model.day import Day
from optimizer.model.papers import RoadChange, RoadChangeKind
from optimizer.model.places import PlaceKind
from optimizer.model.plan import DutyPlan, Plan, Visit, VisitKind
from optimizer.model.windows import TimeWindow
from optimizer.plan import travel_of
from optimizer.validation.changes import changes_of
from tests.builders import ALL_DAY, clock, town, window
from tests.graphs.changes.worlds import bridge_town
from tests.graphs.changes.worlds import day as resolved
from tests.graphs.grounds import at
from tests.optimizer.live.test_affected import plan_of

CLOSED = RoadChange(id="R1", kind=RoadChangeKind.CLOSURE, interval=ALL_DAY, road="嘉华大桥")


def day_of(*changes: RoadChange) -> Day:
    """Depot and market at the western street, the community beyond the bridge, 2 km from the market."""
    built = town(bare=True)
    for name, x in (("depot", 100), ("market", 500)):
        built.places[name] = replace(built.places[name], position=at(x, 0))
    built.place("C1", PlaceKind.COMMUNITY, position=at(2500, 0)).demand("C1").vehicle("van").driver("Li")
    return replace(built.day(), road_changes=changes)


def planned_on(network: RoadNetwork, day: Day) -> Plan:
    """To the market, at 08:00 to C1, an hour later back to the depot; drives as long as the roads of the day say."""
    travel = travel_of(day, network)
    stops = (
        (VisitKind.START, "depot", "07:00"),
        (VisitKind.LOAD, "market", "08:00"),
        (VisitKind.DELIVER, "C1", "09:00"),
        (VisitKind.END, "depot", "10:00"),
    )
    visits, before = [], "depot"
    for kind, place, leaves in stops:
        leg = travel.quickest(day.profiles["van"], before, place)
        assert leg is not None
        moment = clock(leaves)
        visits.append(
            Visit(
                kind=kind, place=place, drive_s=leg.seconds, drive_m=leg.metres,
                arrive_s=moment, begin_s=moment, leave_s=moment,
            )
        )  # fmt: skip
        before = place
    crew = Crew(id="van-1", vehicle="van", driver="Li", shift=window("06:00-20:00"))
    return plan_of(DutyPlan(crew=crew, visits=tuple(visits)))


def met(plan: Plan, day: Day, network: RoadNetwork) -> tuple[Hindrance, ...]:
    return hindrances(day, plan, resolved(network.roads, *changes_of(day)), network)


def test_a_plan_made_before_the_closure_is_hit_both_ways_with_what_the_way_round_costs() -> None:
    """On the bridge at 08:00:50 and 09:00:50; by the mountain road 3,303 m instead of 1,000 each way."""
    network = RoadNetwork(bridge_town())
    found = met(planned_on(network, day_of()), day_of(CLOSED), network)
    assert [(one.drive.name, one.drive.leg, one.hit.change) for one in found] == [
        ("van-1/1", ("market", "C1"), "R1"),
        ("van-1/1", ("C1", "depot"), "R1"),
    ]
    assert [one.hit.at_s for one in found] == [clock("08:00") + 50, clock("09:00") + 50]
    for one in found:
        assert one.detour is not None
        assert one.detour.more_m == 2303
        assert one.detour.more_s == pytest.approx(231, abs=1)
        assert "山路" in one.detour.way.text


def test_a_plan_that_knows_of_the_closure_is_not_hit() -> None:
    """Its drives are those of the mountain road."""
    network = RoadNetwork(bridge_town())
    day = day_of(CLOSED)
    assert met(planned_on(network, day), day, network) == ()


def test_only_what_is_new_hits_a_plan_that_knows_of_something_else() -> None:
    """Planned with a slow bridge; then 东街 is shut, too, and nothing leads to C1 any more."""
    network = RoadNetwork(bridge_town())
    slow = RoadChange(id="R0", kind=RoadChangeKind.SLOW_DOWN, value=50, interval=ALL_DAY, road="嘉华大桥")
    plan = planned_on(network, day_of(slow))
    assert met(plan, day_of(slow), network) == ()
    found = met(plan, day_of(slow, replace(CLOSED, road="东街")), network)
    assert [(one.hit.change, one.detour) for one in found if one.hit.stops] == [("R1", None), ("R1", None)]


def test_a_closure_that_is_over_before_the_drive_hits_nobody() -> None:
    """Until 07:30: a plan made as if it lasted all day is hit by nothing, nor is one that never heard of it."""
    network = RoadNetwork(bridge_town())
    day = day_of(replace(CLOSED, interval=TimeWindow(opens=0, closes=clock("07:30"))))
    assert met(planned_on(network, day), day, network) == ()
    assert met(planned_on(network, day_of()), day, network) == ()


def test_a_day_without_changes_hits_nobody() -> None:
    network = RoadNetwork(bridge_town())
    assert met(planned_on(network, day_of()), day_of(), network) == ()


def test_a_vehicle_that_a_change_lets_through_is_not_hit() -> None:
    """The closure names the van; named is another, and it is hit both ways."""
    network = RoadNetwork(bridge_town())
    plan = planned_on(network, day_of())
    assert met(plan, day_of(replace(CLOSED, permits=frozenset({"van"}))), network) == ()
    assert len(met(plan, day_of(replace(CLOSED, permits=frozenset({"truck"}))), network)) == 2
