"""Changes of a part of a period: in one table for the period, never to a driver's advantage."""

from dataclasses import replace

import pytest

from graphs.changes.change import (
    ALWAYS,
    Change,
    Checkpoint,
    Closure,
    Edges,
    Effect,
    GreenLane,
    Interval,
    Reversal,
    SlowDown,
    always_open,
)
from graphs.changes.resolve import resolve
from graphs.changes.whole_day import throughout
from graphs.law.classes import TYPICAL
from graphs.leg import UNREACHABLE, Journey
from graphs.network import RoadNetwork
from graphs.profiles import VehicleClass
from graphs.travel import Conditions
from tests.graphs.grounds import at, ring

LIGHT = VehicleClass.LIGHT
HOUR = 3600


def hours(begin: float, end: float) -> Interval:
    return Interval(begin_s=int(begin * HOUR), end_s=int(end * HOUR))


WORK, NIGHT, NOON = hours(6, 20), hours(0, 1), hours(12, 13)
SOUTH = Edges((0,))
PLACES = {"P": at(500, 0), "Q": at(1000, 500)}


def change(effect: Effect, interval: Interval = NOON) -> Change:
    return Change(id="R1", where=SOUTH, effect=effect, interval=interval)


def drive(*changes: Change) -> tuple[int, int] | None:
    """From P, in the middle of the south side of a one-way ring, on to Q in the middle of its east side; one table."""
    conditions = Conditions(vehicles={}, changes=changes, horizon=WORK)
    rows = RoadNetwork(ring()).travel_rows(PLACES, LIGHT, snap_limit_m=500, conditions=conditions)
    ((seconds, metres),) = rows
    return None if seconds[0, 1] == UNREACHABLE else (int(seconds[0, 1]), int(metres[0, 1]))


def test_without_changes_the_table_is_that_of_the_roads() -> None:
    """1,000 m at 10 m/s."""
    assert drive() == (100, 1000)


def test_a_closure_of_an_hour_shuts_the_road_throughout() -> None:
    """There is no other way round a one-way ring."""
    assert drive(change(Closure())) is None


def test_a_closure_outside_the_period_does_not_count() -> None:
    """Open again at 01:00, five hours before anyone drives."""
    assert drive(change(Closure(), NIGHT)) == (100, 1000)


def test_a_slow_down_of_an_hour_slows_all_of_it() -> None:
    """Half the speed on the south side: 500 m in 100 s, then 500 m in 50 s."""
    assert drive(change(SlowDown(percent=50))) == (150, 1000)


@pytest.mark.parametrize(("interval", "kept"), [(NOON, 0), (WORK, 1), (NIGHT, 1)])
def test_a_green_lane_helps_only_if_it_holds_throughout(interval: Interval, kept: int) -> None:
    """An hour of it is no promise for the day; one of another time makes no difference."""
    assert len(throughout(resolve(ring(), [change(GreenLane(), interval)]), WORK).changes) == kept


def test_a_street_reversed_for_an_hour_is_shut_the_way_it_was_open() -> None:
    """Nobody may count on either direction."""
    assert drive(change(Reversal())) is None


def test_a_street_reversed_throughout_is_reversed() -> None:
    """The changes stay as they are."""
    day = resolve(ring(), [change(Reversal(), WORK)])
    assert throughout(day, WORK) is day


def test_a_gate_that_is_shut_for_a_part_is_shut() -> None:
    """Open from 07:00 only: no way from 06:00 to 20:00; open all that time: 60 s of waiting at its only entry.

    P lies behind the gate at the beginning of the south side, on the way to Q.
    """
    assert drive(change(Checkpoint(wait_s=60, hours=(hours(7, 22),)), ALWAYS)) is None
    always = drive(change(Checkpoint(wait_s=60, hours=(hours(5, 22),)), ALWAYS))
    assert always is not None


@pytest.mark.parametrize(
    ("opened", "period", "expected"),
    [
        ((), WORK, True),
        ((hours(6, 20),), WORK, True),
        ((hours(6, 19),), WORK, False),
        ((hours(6, 12), hours(12, 20)), WORK, True),
        ((hours(6, 12), hours(13, 20)), WORK, False),
        ((hours(20, 32),), hours(22, 30), True),
        ((hours(20, 32),), hours(1, 7), True),
        ((hours(20, 32),), hours(25, 33), False),
        ((hours(0, 24),), ALWAYS, True),
        ((hours(0, 23),), ALWAYS, False),
    ],
)
def test_gates_open_throughout(opened: tuple[Interval, ...], period: Interval, expected: bool) -> None:
    """Hours of every day, across midnight, too."""
    assert always_open(opened, period) is expected


def test_the_day_is_cut_where_a_closure_begins_and_ends() -> None:
    """Shut from 12:00 to 13:00: before and after P is 100 s from Q, at noon there is no way."""
    conditions = Conditions(vehicles={}, changes=[change(Closure())], horizon=WORK)
    travel = RoadNetwork(ring()).travel(PLACES, [LIGHT], snap_limit_m=500, conditions=conditions)
    assert travel.starts == (6 * HOUR, 12 * HOUR, 13 * HOUR)
    assert travel.by_period(LIGHT, "P", "Q") == ((100, 1000), None, (100, 1000))
    assert set(travel.snaps) == {"P", "Q"}


def test_a_change_that_makes_no_difference_makes_no_period() -> None:
    """Not in these hours, or for other vehicles: one table, as without it."""
    for one in (change(Closure(), NIGHT), Change(id="R2", where=SOUTH, effect=Closure(), permits=frozenset({"P1"}))):
        conditions = Conditions(
            vehicles={"light": replace(TYPICAL[LIGHT], permits=frozenset({"P1"}))}, changes=[one], horizon=WORK
        )
        travel = RoadNetwork(ring()).travel(PLACES, [LIGHT], snap_limit_m=500, conditions=conditions)
        assert travel.starts == (6 * HOUR,)
        assert travel.quickest(LIGHT, "P", "Q") == (100, 1000)


def test_paths_are_those_of_their_hour() -> None:
    """At 11:00 along the ring; at 12:30 nothing leads there; who leaves at 12:59:30 arrives by the road of 13:00."""
    network = RoadNetwork(ring())
    closed = Conditions(vehicles={}, changes=[change(Closure())], horizon=WORK)
    network.travel(PLACES, [LIGHT], snap_limit_m=500, conditions=closed)
    moments = ((11 * HOUR, 11 * HOUR + 100), (12 * HOUR + 1800, 12 * HOUR + 1900), (13 * HOUR - 30, 13 * HOUR + 100))
    before, shut, waited = network.paths(LIGHT, [Journey("P", "Q", *moment) for moment in moments])
    assert len(before) >= 2
    assert shut == ()
    assert waited == before
