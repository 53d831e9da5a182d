"""Drives in words: zones of the day with their times, and how to stop in the end."""

from dataclasses import replace

from graphs.changes.change import (
    Change,
    Checkpoint,
    Dimension,
    Edges,
    GreenLane,
    Interval,
    Limit,
    NamedRoad,
    Reversal,
    Sealed,
)
from graphs.geo import Position
from graphs.kerb import Side
from graphs.law.classes import TYPICAL
from graphs.leg import Journey
from graphs.map.told import Approach, Told
from graphs.network import RoadNetwork
from graphs.profiles import VehicleClass
from graphs.travel import Conditions
from tests.graphs.changes.worlds import bridge_town, change
from tests.graphs.grounds import at, ring

HOUR = 3600
NINE = 9 * HOUR
BRIDGE = NamedRoad("嘉华大桥")
PLACES = {"P": at(300, -20), "Q": at(2500, 20)}


def told(
    *changes: Change, profile: str = "light", leaves_s: int = NINE, places: dict[str, Position] | None = None
) -> Told:
    """From P to Q over the bridge, 70 s, 100 s and 50 s; the profile holds the permit P1."""
    vehicle = replace(TYPICAL[VehicleClass(profile)], permits=frozenset({"P1"}))
    network = RoadNetwork(bridge_town())
    day = Interval(begin_s=6 * HOUR, end_s=20 * HOUR)
    conditions = Conditions(vehicles={profile: vehicle}, changes=changes, horizon=day)
    network.travel(places or PLACES, [profile], snap_limit_m=50, conditions=conditions)
    (found,) = network.told(profile, [Journey("P", "Q", leaves_s, leaves_s + 220)])
    assert found is not None
    return found


def test_a_sealed_bridge_that_a_permit_opens_is_told_with_entry_and_exit() -> None:
    """After 70 s, until 170 s."""
    sealed = change(Sealed(), BRIDGE, name="Z1", permits=frozenset({"P1"}))
    (zone,) = told(sealed).zones
    assert (zone.change.zh, zone.change.en) == ("封控区“Z1”", "sealed zone 'Z1'")
    assert (zone.crossing.enters_s, zone.crossing.leaves_s, zone.crossing.metres) == (70, 170, 1000)


def test_changes_of_other_hours_limits_and_lanes_of_others_are_not_told() -> None:
    """A checkpoint until 08:00, a height limit of 5 m, a green lane for others; all on the bridge."""
    early = Interval(begin_s=0, end_s=8 * HOUR)
    changes = (
        change(Checkpoint(wait_s=60), BRIDGE, name="K1", interval=early),
        change(Limit(dimension=Dimension.HEIGHT, most=500), BRIDGE, name="L1"),
        change(GreenLane(), BRIDGE, name="G1", permits=frozenset({"P2"})),
    )
    assert told(*changes).zones == ()
    assert [zone.change.en for zone in told(*changes, leaves_s=7 * HOUR).zones] == ["checkpoint 'K1'"]


def test_all_steps_are_told() -> None:
    """Three streets straight on, and there."""
    steps = told().steps
    assert [step.street for step in steps] == ["南街", "嘉华大桥", "东街", "东街"]
    assert told().seconds == 220


def test_a_long_vehicle_is_told_its_side_and_a_small_one_is_not() -> None:
    """Q lies 20 m north of the street: a heavy lorry turns round at the end of 东街 and has it on its right."""
    assert told(profile="heavy").approach == Approach(None, 20, Side.RIGHT)
    assert told(profile="light").approach == Approach(None, 20, None)


def test_a_reversed_street_is_told_the_way_it_is_driven() -> None:
    """The ring turned round: from Q on the east side back to P on the south side, by the reversed streets."""
    network = RoadNetwork(ring())
    turned = Change(id="R1", where=Edges((0, 1, 2, 3)), effect=Reversal())
    conditions = Conditions(vehicles={}, changes=[turned])
    network.travel({"P": at(500, 0), "Q": at(1000, 500)}, ["light"], snap_limit_m=50, conditions=conditions)
    (found,) = network.told("light", [Journey("Q", "P", NINE, NINE + 100)])
    (line,) = network.paths("light", [Journey("Q", "P", NINE, NINE + 100)])
    assert found is not None
    assert sum(step.metres for step in found.steps) == 1000
    assert [zone.change.en for zone in found.zones] == ["one-way reversal 'R1'"]
    assert line[0].lat > line[-1].lat
