"""One table for a day with changes: never to a driver's advantage."""

import pytest

from graphs.changes.change import Change, Closure, Edges, Effect, GreenLane, Interval, Reversal, SlowDown
from graphs.changes.whole_day import cautious
from graphs.network import RoadNetwork
from graphs.profiles import VehicleClass
from graphs.travel import Conditions
from tests.graphs.grounds import at, ring

LIGHT = VehicleClass.LIGHT
WORK = Interval(begin_s=6 * 3600, end_s=20 * 3600)
NIGHT = Interval(begin_s=0, end_s=3600)
NOON = Interval(begin_s=12 * 3600, end_s=13 * 3600)
SOUTH = Edges((0,))
PLACES = {"P": at(500, 0), "Q": at(1000, 500)}


def change(effect: Effect, interval: Interval = NOON) -> Change:
    return Change(id="R1", where=SOUTH, effect=effect, interval=interval)


def drive(*changes: Change) -> tuple[int, int] | None:
    """From P, in the middle of the south side of a one-way ring, on to Q in the middle of its east side."""
    conditions = Conditions(vehicles={}, changes=changes, horizon=WORK)
    return RoadNetwork(ring()).travel(PLACES, [LIGHT], snap_limit_m=500, conditions=conditions).leg(LIGHT, "P", "Q")


def test_without_changes_the_table_is_that_of_the_roads() -> None:
    """1,000 m at 10 m/s."""
    assert drive() == (100, 1000)


def test_a_closure_of_an_hour_shuts_the_road_for_the_working_day() -> None:
    """There is no other way round a one-way ring."""
    assert drive(change(Closure())) is None


def test_a_closure_outside_the_working_day_does_not_count() -> None:
    """Open again at 01:00, five hours before anyone drives."""
    assert drive(change(Closure(), NIGHT)) == (100, 1000)


def test_a_slow_down_of_an_hour_slows_the_whole_day() -> None:
    """Half the speed on the south side: 500 m in 100 s, then 500 m in 50 s."""
    assert drive(change(SlowDown(percent=50))) == (150, 1000)


@pytest.mark.parametrize(("interval", "kept"), [(NOON, 0), (WORK, 1)])
def test_a_green_lane_helps_only_if_it_holds_throughout(interval: Interval, kept: int) -> None:
    """An hour of it is no promise for the day."""
    assert len(cautious([change(GreenLane(), interval)], WORK)) == kept


def test_a_reversed_street_is_shut_the_way_it_was_open() -> None:
    """Nobody may count on either direction all day."""
    assert drive(change(Reversal())) is None


def test_paths_keep_off_a_closed_road() -> None:
    """What the page draws is what was driven: nothing leads there."""
    network = RoadNetwork(ring())
    closed = Conditions(vehicles={}, changes=[change(Closure())], horizon=WORK)
    network.travel(PLACES, [LIGHT], snap_limit_m=500, conditions=closed)
    assert network.paths(LIGHT, [("P", "Q")]) == [()]
