"""Ways round a change, and what they cost."""

import pytest

from graphs.changes.alternatives import Blocked, Detour
from graphs.changes.change import Change, Closure, Interval, NamedRoad, Reversal, SlowDown
from graphs.law.classes import RoadVehicle
from graphs.leg import Journey
from graphs.network import RoadNetwork
from graphs.roads import RoadGraph
from tests.graphs.changes.worlds import LIGHT, bridge_town, change, day, permitted
from tests.graphs.grounds import SQUARE, at, ground, street

EIGHT = 8 * 3600
PLACES = {"P": at(500, 0), "Q": at(2500, 0), "R": at(1000, 750)}
ROUND = [("南街", 500), ("山路", 3303), ("东街", 500)]
"""From P by B, D and C to Q: roads of 1,500 and 1,803 m instead of a bridge of 1 km."""


def around(
    *changes: Change,
    leg: tuple[str, str] = ("P", "Q"),
    vehicle: RoadVehicle = LIGHT,
    roads: RoadGraph | None = None,
    places: dict | None = None,
) -> Detour | None:
    """The detour of a drive at 08:00 round the first change, with all of them in force."""
    roads = roads or bridge_town()
    network = RoadNetwork(roads)
    network.travel(places or PLACES, [vehicle.vehicle_class], snap_limit_m=50)
    (planned,) = network.drives(vehicle.vehicle_class, [Journey(*leg)])
    assert planned is not None
    one = Blocked(change=changes[0].id, vehicle=vehicle, leg=leg, depart_s=EIGHT, planned=planned)
    (found,) = network.detours(day(roads, *changes), [one])
    return found


def streets(found: Detour) -> list[tuple[str, int]]:
    return [(stretch.street, stretch.metres) for stretch in found.way.stretches]


def test_round_a_closed_bridge_by_the_mountain_road() -> None:
    """3,303 m instead of 1,000 at 10 m/s: 2,303 m and 230.3 s more, in whole seconds 231."""
    found = around(change())
    assert found is not None
    assert (found.more_m, streets(found)) == (2303, ROUND)
    assert found.more_s == pytest.approx(231, abs=1)


def test_a_slow_down_is_gone_round_as_well() -> None:
    """Whether it is worth it is for the planner to see: the bridge at half speed costs 100 s, the detour 231."""
    found = around(change(SlowDown(percent=50)))
    assert found is not None
    assert found.more_m == 2303


def test_other_changes_stay_in_force_while_the_drive_is_on_the_way() -> None:
    """The mountain road at half speed takes 330 s more; a slow-down that is over by 08:00 none."""
    slow = change(SlowDown(percent=50), NamedRoad("山路"), "R2")
    over = change(SlowDown(percent=50), NamedRoad("山路"), "R2", interval=Interval(begin_s=0, end_s=EIGHT))
    found, free = around(change(), slow), around(change(), over)
    assert found is not None
    assert free is not None
    assert found.more_s - free.more_s == pytest.approx(330, abs=1)
    assert found.more_m == free.more_m == 2303


def test_other_changes_count_for_those_whom_they_concern() -> None:
    """With the mountain road shut, too, only the holder of its permit gets round."""
    shut = change(Closure(), NamedRoad("山路"), "R2", permits=frozenset({"P7"}))
    found = around(change(), shut, vehicle=permitted("P7"))
    assert around(change(), shut) is None
    assert found is not None
    assert found.more_m == 2303


def test_no_way_leads_to_a_place_on_a_closed_street_or_beyond_the_only_one() -> None:
    """R lies on the mountain road; 东街 is the only street to Q."""
    assert around(change(Closure(), NamedRoad("山路")), leg=("P", "R")) is None
    assert around(change(Closure(), NamedRoad("东街"))) is None


def test_a_reversed_street_may_lead_round() -> None:
    """Planned by A and B: 900 + 1,000 + 50 m. With AB shut by D and C, and down BC against its sign: 2,050 m."""
    roads = ground(
        SQUARE, street("DA"), street("AB", name="甲街"), street("BC", one_way=True, name="乙街"), street("CD")
    )
    places = {"P": at(0, 900), "Q": at(1000, 50)}
    shut = change(Closure(), NamedRoad("甲街"))
    assert around(shut, roads=roads, places=places) is None
    found = around(shut, change(Reversal(), NamedRoad("乙街"), "R2"), roads=roads, places=places)
    assert found is not None
    assert (found.more_m, found.more_s) == (100, pytest.approx(10, abs=1))
    assert streets(found) == [("乙街", 950)]
