"""The day's road changes as GeoJSON: what each touches, and what is said of it."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from graphs.profiles import VehicleClass
from optimizer.dispatch.changes_geojson import changes_geojson
from optimizer.model.papers import RoadChange, RoadChangeKind
from optimizer.model.windows import TimeWindow
from tests.builders import town
from tests.graphs.changes.worlds import bridge_town
from tests.graphs.grounds import PLANE, at

MORNING = TimeWindow(opens=21_600, closes=43_200)


def features(*changes: RoadChange) -> list[dict[str, Any]]:
    """Changes on the bridge town."""
    day = replace(town().day(), road_changes=changes)
    found = changes_geojson(day, bridge_town())
    assert (found["type"], found["date"]) == ("FeatureCollection", str(day.date))
    return found["features"]


def metres(point: list[float]) -> tuple[int, int]:
    x, y = PLANE.xy(*np.array(point).reshape(2, 1))
    return round(float(x[0])), round(float(y[0]))


def test_a_change_gives_each_street_it_touches_once_and_says_what_it_is_in_both_languages() -> None:
    """The bridge is two edges and one line, from B to C."""
    limit = RoadChange(
        id="R7",
        kind=RoadChangeKind.WIDTH_LIMIT,
        value=1_500,
        position=at(1500, 0),
        interval=MORNING,
        classes=frozenset({VehicleClass.BUS, VehicleClass.HEAVY}),
        permits=frozenset({"P2", "P1"}),
        note="施工",
    )
    (feature,) = features(limit)
    assert feature["geometry"]["type"] == "MultiLineString"
    assert [[metres(point) for point in line] for line in feature["geometry"]["coordinates"]] == [
        [(1000, 0), (2000, 0)]
    ]
    assert feature["properties"] == {
        "kind": "edges",
        "change": "R7",
        "effect": "width_limit",
        "value": 1_500,
        "says": {"en": "width limit 1.5 m 'R7'", "zh": "限宽1.5米“R7”"},
        "lasts": {"en": "06:00 to 12:00", "zh": "06:00 至 12:00"},
        "begins_s": 21_600,
        "ends_s": 43_200,
        "classes": ["heavy", "bus"],
        "permits": ["P1", "P2"],
        "streets": ["嘉华大桥"],
        "note": "施工",
    }


@pytest.mark.parametrize("turn", [1, -1])
@pytest.mark.parametrize("closed", [True, False])
def test_a_zone_is_drawn_too_closed_and_anticlockwise(turn: int, closed: bool) -> None:
    """However its corners are given; it seals the two streets that meet at D."""
    corners = [(900, 1400), (1100, 1400), (1100, 1600), (900, 1600)][::turn]
    area = tuple(at(*corner) for corner in corners + corners[:closed])
    zone, edges = features(RoadChange(id="Z", kind=RoadChangeKind.SEALED_ZONE, area=area, interval=MORNING))
    assert (zone["properties"]["kind"], edges["properties"]["kind"]) == ("zone", "edges")
    (ring,) = zone["geometry"]["coordinates"]
    walk = [metres(point) for point in ring]
    assert len(walk) == 5
    assert walk[0] == walk[-1]
    assert sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(walk)) == 2 * 200 * 200
    assert len(edges["geometry"]["coordinates"]) == 2
    assert len(edges["properties"]["classes"]) == len(VehicleClass)


def test_changes_stand_in_the_order_of_their_rows_and_none_is_none() -> None:
    rows = [RoadChange(id=name, kind=RoadChangeKind.CLOSURE, position=at(500, 0), interval=MORNING) for name in "BA"]
    assert [feature["properties"]["change"] for feature in features(*rows)] == ["B", "A"]
    assert features() == []
