"""Which trips a change hits, when, and whether they can go on."""

import numpy as np

from graphs.changes.affected import Drive, affected, drive
from graphs.changes.change import Checkpoint, Dimension, GreenLane, Interval, Limit, NamedRoad, SlowDown
from graphs.law.classes import RoadVehicle
from tests.graphs.changes.worlds import LIGHT, bridge_town, change, day, edge, permitted

ROADS = bridge_town()
EIGHT = 8 * 3600


def over_the_bridge(depart_s: int = EIGHT, vehicle: RoadVehicle = LIGHT, trip: str = "V1 trip 1") -> Drive:
    """A to B to C to E, 100 s each."""
    edges = np.array([edge(ROADS, ends) for ends in ("AB", "BC", "CE")], dtype=np.int32)
    return drive(trip, vehicle, edges, np.array([100_000] * 3), depart_s)


def test_a_drive_is_timed_edge_by_edge() -> None:
    """Leaves at 08:00, comes to the bridge 100 s later, is there after 300 s."""
    assert over_the_bridge().moments_s.tolist() == [EIGHT, EIGHT + 100, EIGHT + 200, EIGHT + 300]


def test_a_closed_bridge_stops_the_trips_that_cross_it() -> None:
    """One crosses, one goes round."""
    round_ = np.array([edge(ROADS, ends) for ends in ("AB", "BD")], dtype=np.int32)
    other = drive("V2 trip 1", LIGHT, round_, np.array([1000, 1000]), EIGHT)
    (hit,) = affected(day(ROADS, change()), [other, over_the_bridge()])
    assert (hit.trip, hit.change, hit.edge, hit.at_s, hit.stops) == (
        "V1 trip 1", "R1", edge(ROADS, "BC"), EIGHT + 100, True,
    )  # fmt: skip
    assert hit.message == (
        "V1 trip 1 is stopped by closure 'R1' at 08:01",
        "V1 trip 1：08:01 受阻于道路封闭“R1”",
    )


def test_only_while_it_is_in_force() -> None:
    """The bridge is driven on from 08:01:40 to 08:03:20; a closure that begins on the way hits, too."""
    for begin, end, hits in ((-EIGHT, 100, 0), (-EIGHT, 101, 1), (150, 999, 1), (201, 999, 0)):
        closed = change(interval=Interval(begin_s=EIGHT + begin, end_s=EIGHT + end))
        assert len(affected(day(ROADS, closed), [over_the_bridge()])) == hits


def test_only_whom_it_concerns() -> None:
    """A limit the vehicle keeps, a permit it holds."""
    assert affected(day(ROADS, change(Limit(dimension=Dimension.HEIGHT, most=300))), [over_the_bridge()]) == ()
    listed = day(ROADS, change(permits=frozenset({"P"})))
    assert affected(listed, [over_the_bridge(vehicle=permitted("P"))]) == ()
    assert len(affected(listed, [over_the_bridge()])) == 1


def test_slow_downs_and_open_gates_cost_time_only() -> None:
    """A gate outside its hours stops."""
    bridge = NamedRoad("嘉华大桥")
    found = affected(
        day(
            ROADS,
            change(SlowDown(percent=50), bridge, "S"),
            change(Checkpoint(wait_s=60, hours=(Interval(begin_s=0, end_s=EIGHT),)), bridge, "G"),
            change(Checkpoint(wait_s=60), bridge, "H"),
        ),
        [over_the_bridge()],
    )
    assert [(hit.change, hit.stops) for hit in found] == [("S", False), ("G", True), ("H", False)]
    assert found[0].message == (
        "V1 trip 1 loses time by slow-down to 50 % 'S' at 08:01",
        "V1 trip 1：08:01 延误于慢行（50%）“S”",
    )


def test_a_green_lane_spares_its_holders_from_the_changes_before_it() -> None:
    """Not from those after it, and never from limits."""
    bridge = NamedRoad("嘉华大桥")
    lane = change(GreenLane(), bridge, "G", permits=frozenset({"P"}))
    low = change(Limit(dimension=Dimension.HEIGHT, most=200), bridge, "L")
    holder = over_the_bridge(vehicle=permitted("P"))
    assert affected(day(ROADS, change(), lane), [holder]) == ()
    assert len(affected(day(ROADS, change(), lane), [over_the_bridge()])) == 1
    assert len(affected(day(ROADS, lane, change()), [holder])) == 1
    assert [hit.change for hit in affected(day(ROADS, low, lane), [holder])] == ["L"]


def test_trips_after_midnight_are_told_with_their_day() -> None:
    """25:00 is 01:00+1."""
    (hit,) = affected(day(ROADS, change()), [over_the_bridge(25 * 3600)])
    assert hit.message.en.endswith("at 01:01+1")
