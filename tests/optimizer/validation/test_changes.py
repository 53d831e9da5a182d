"""Rows of the sheet of road changes become changes of the roads, or issues at their rows."""

from dataclasses import replace
from typing import Any

import pytest

from graphs.changes.change import (
    Area,
    Around,
    Checkpoint,
    Closure,
    Dimension,
    Effect,
    GreenLane,
    Interval,
    Limit,
    NamedRoad,
    Reversal,
    Sealed,
    SlowDown,
)
from graphs.law.speeds import TRAFFIC_PCT
from graphs.profiles import VehicleClass
from optimizer.intake.request import request_of_json
from optimizer.model.findings import InvalidDay
from optimizer.model.papers import Pass, RoadChange, RoadChangeKind
from optimizer.model.rules import Traffic
from optimizer.model.windows import TimeWindow
from optimizer.validation.changes import change_of, changes_of, conditions_of, put_on_roads, road_vehicle
from optimizer.validation.validate import validate
from tests.builders import ALWAYS, town, window
from tests.graphs.changes.worlds import bridge_town, edge
from tests.graphs.grounds import at
from tests.optimizer.validation.requests import good

HERE = at(1500, 0)


def row(**parts: Any) -> RoadChange:
    """A closure about the bridge's middle."""
    return RoadChange(
        **{
            "id": "R1",
            "kind": RoadChangeKind.CLOSURE,
            "position": HERE,
            "interval": TimeWindow(opens=0, closes=9),
            **parts,
        }
    )


@pytest.mark.parametrize(
    ("kind", "value", "effect"),
    [
        ("closure", None, Closure()),
        ("height_limit", 2_205, Limit(dimension=Dimension.HEIGHT, most=220)),
        ("width_limit", 2_500, Limit(dimension=Dimension.WIDTH, most=250)),
        ("length_limit", 9_000, Limit(dimension=Dimension.LENGTH, most=900)),
        ("weight_limit", 7_500_000, Limit(dimension=Dimension.WEIGHT, most=7_500)),
        ("axle_limit", 3_000_000, Limit(dimension=Dimension.AXLE, most=3_000)),
        ("slow_down", 60, SlowDown(percent=60)),
        ("checkpoint", 180, Checkpoint(wait_s=180)),
        ("checkpoint", None, Checkpoint(wait_s=0)),
        ("sealed_zone", None, Sealed()),
        ("reversal", None, Reversal()),
        ("green_lane", None, GreenLane()),
    ],
)
def test_every_kind(kind: str, value: int | None, effect: Effect) -> None:
    """Millimetres become whole centimetres below, grams kilograms."""
    assert change_of(row(kind=RoadChangeKind(kind), value=value)).effect == effect


def test_where_when_and_for_whom() -> None:
    """Point, area, name, or a name there; hours and interval end when they end."""
    corners = (at(0, 0), at(1, 0), at(1, 1))
    assert change_of(row(radius_m=80)).where == Around(HERE, 80)
    assert change_of(row(position=None, area=corners)).where == Area(corners)
    assert change_of(row(position=None, road="山路")).where == NamedRoad("山路")
    assert change_of(row(road="山路")).where == NamedRoad("山路", Around(HERE, 50))
    assert change_of(row()).interval == Interval(begin_s=0, end_s=9)
    assert change_of(row(interval=TimeWindow(opens=5, closes=5))).interval == Interval(begin_s=5, end_s=6)
    gate = change_of(row(kind=RoadChangeKind.CHECKPOINT, hours=(TimeWindow(opens=10, closes=20),))).effect
    assert gate == Checkpoint(wait_s=0, hours=(Interval(begin_s=10, end_s=20),))
    only = change_of(row(classes=frozenset({VehicleClass.HEAVY}), permits=frozenset({"P"})))
    assert (only.classes, only.permits) == (frozenset({VehicleClass.HEAVY}), frozenset({"P"}))


def test_a_vehicle_on_the_road_is_as_large_as_it_says_and_holds_its_passes() -> None:
    """2,801 mm are 281 cm; the pass of another vehicle is not its own."""
    day = town().vehicle("other").day()
    van = replace(day.vehicles["van"], height_mm=2_801)
    papers = tuple(
        Pass(number=number, vehicle=of, driver=None, origin="A", destination="B", valid=ALWAYS)
        for number, of in (("P1", "van"), ("P2", "other"))
    )
    seen = road_vehicle(replace(day, passes=papers), van)
    assert (seen.height_cm, seen.width_cm, seen.length_cm, seen.gross_kg) == (281, 200, 590, 4_400)
    assert seen.permits == {"van", van.plate, "P1"}


def test_from_the_request_to_the_edges() -> None:
    """A width limit by name: both directions of the bridge."""
    request = request_of_json(
        good() | {"road_changes": [{"id": "R1", "kind": "width_limit", "road": "嘉华大桥", "value": "2.5 m"}]}
    )
    day = validate(request).day
    roads = bridge_town()
    put = put_on_roads(day, roads, request)
    assert changes_of(day) == put.changes
    assert set(put.touched("R1").tolist()) == {edge(roads, "BC"), edge(roads, "CB")}


def test_what_cannot_be_put_on_the_roads_is_an_issue_at_its_row() -> None:
    """A name that is not on the map, and a polygon that crosses itself, at once; the good one is not applied."""
    request = request_of_json(
        good()
        | {
            "road_changes": [
                {"id": "R1", "kind": "closure", "road": "嘉华大桥"},
                {"id": "R2", "kind": "closure", "road": "嘉华桥"},
                {
                    "id": "R3",
                    "kind": "sealed_zone",
                    "area": [[106.5, 29.5], [106.6, 29.6], [106.6, 29.5], [106.5, 29.6]],
                },
            ]
        }
    )
    with pytest.raises(InvalidDay) as caught:
        put_on_roads(validate(request).day, bridge_town(), request)
    first, second = caught.value.issues
    assert (first.code, str(first.where)) == ("E3303", "/road_changes/1/road")
    assert first.message.zh == "变化“R2”所在道路“嘉华桥”不在地图上"
    assert first.remedy.en == "did you mean 嘉华大桥?"
    assert (second.code, str(second.where)) == ("E3303", "/road_changes/2/area")
    assert second.message.en == "the polygon of change 'R3' crosses itself at 106.55, 29.55"


def test_the_largest_vehicle_of_a_profile_stands_for_it_and_lends_no_permit() -> None:
    """Heights 2.8 m and 3.1 m, lengths 5.9 m and 5 m: 3.1 m by 5.9 m; from 06:00 to 22:00, when the two work."""
    built = town(bare=True).vehicle("low").vehicle("high", height_mm=3100, length_mm=5000, shifts="14:00-22:00")
    conditions = conditions_of(built.day())
    stands = conditions.vehicles[VehicleClass.LIGHT]
    assert (stands.height_cm, stands.length_cm, stands.permits) == (310, 590, frozenset())
    assert conditions.horizon == Interval(begin_s=6 * 3600, end_s=22 * 3600)


def test_every_traffic_of_the_settings_has_a_table_of_speeds() -> None:
    """The words of a planner and the tables of the roads are the same."""
    assert {traffic.value for traffic in Traffic} == set(TRAFFIC_PCT)


def test_vehicles_with_a_permit_that_a_change_asks_for_are_a_profile_of_their_own() -> None:
    """Three vans: one holds the pass named, one only for a part of its shift, one is named by its plate."""
    built = town(bare=True).vehicle("passed").vehicle("expired").vehicle("named").vehicle("plain")
    day = built.day()
    plate = day.vehicles["named"].plate
    papers = tuple(
        Pass(number=number, vehicle=of, driver=None, origin="A", destination="B", valid=valid)
        for number, of, valid in (
            ("P1", "passed", ALWAYS),
            ("P2", "passed", ALWAYS),
            ("P3", "expired", window("00:00-12:00")),
        )
    )
    day = replace(day, passes=papers, road_changes=(row(permits=frozenset({"P1", "P3", plate})),))
    assert day.profiles == {
        "passed": "light+P1",
        "expired": "light",
        "named": f"light+{plate}",
        "plain": "light",
    }
    permits = {profile: vehicle.permits for profile, vehicle in conditions_of(day).vehicles.items()}
    assert permits == {"light+P1": {"P1"}, "light": frozenset(), f"light+{plate}": {plate}}
