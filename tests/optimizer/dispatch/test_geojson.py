"""routes.geojson of the small plan, against RFC 7946."""

import json
from collections import Counter
from dataclasses import replace

from optimizer.dispatch.geojson import routes_geojson
from tests.builders import Table
from tests.optimizer.dispatch.worlds import small_day, small_plan

MADE = routes_geojson(small_day(), small_plan(), Table({}))


def of(kind: str) -> list[dict]:
    return [feature for feature in MADE["features"] if feature["properties"]["kind"] == kind]


def test_one_line_a_trip_and_points_for_the_rest() -> None:
    """Two trips and a way home, three stops, two rests, one loading point, one unserved demand."""
    kinds = Counter((feature["properties"]["kind"], feature["geometry"]["type"]) for feature in MADE["features"])
    assert kinds == {
        ("trip", "LineString"): 2,
        ("return", "LineString"): 1,
        ("stop", "Point"): 3,
        ("rest", "Point"): 2,
        ("load_point", "Point"): 1,
        ("unserved", "Point"): 1,
    }


def test_positions_are_longitude_then_latitude_in_two_numbers() -> None:
    """Chongqing lies at 106.5 E, 29.5 N; the box holds all of it."""
    west, south, east, north = MADE["bbox"]
    for feature in MADE["features"]:
        found = feature["geometry"]["coordinates"]
        for lon, lat in [found] if feature["geometry"]["type"] == "Point" else found:
            assert west <= lon <= east
            assert south <= lat <= north
    assert (west, south, east, north) == (106.5, 29.5, 106.504, 29.5)
    assert MADE["type"] == "FeatureCollection"
    assert "crs" not in MADE


def test_a_trip_tells_who_when_and_how_much() -> None:
    """The first one: 300 kg, 21 km, from 06:40 to 08:00, drawn straight because the table knows no roads."""
    properties = of("trip")[0]["properties"]
    assert {key: properties[key] for key in ("crew", "plate", "driver", "trip", "seq")} == {
        "crew": "crew-1", "plate": "渝A00000", "driver": "Li", "trip": 1, "seq": 1,
    }  # fmt: skip
    assert (properties["departs"], properties["ends"], properties["km"]) == ("06:40", "08:00", 21)
    assert (properties["kilograms"], properties["drawn"]) == (300, "straight")
    assert properties["colour"].startswith("#")


def test_stops_are_numbered_through_the_duty() -> None:
    """A is 1, B is 2, B again is 3, on trip 2 and 600 s late."""
    found = [(p["seq"], p["trip"], p["place"], p["late_s"]) for p in (f["properties"] for f in of("stop"))]
    assert found == [(1, 1, "A", 0), (2, 1, "B", 0), (3, 2, "B", 600)]


def test_loading_points_and_unserved_demands_are_told() -> None:
    """400 kg in two loadings; C1 for want of a crew."""
    assert (of("load_point")[0]["properties"]["loadings"], of("load_point")[0]["properties"]["kilograms"]) == (2, 400)
    unserved = of("unserved")[0]["properties"]
    assert (unserved["demand"], unserved["reason"], unserved["kilograms"]) == ("C1", "crews_busy", 50)


def test_it_is_json_without_nan() -> None:
    """Also when there is nothing to draw."""
    assert json.loads(json.dumps(MADE, allow_nan=False)) == MADE
    empty = routes_geojson(small_day(), replace(small_plan(), duties=(), unserved=()), Table({}))
    assert (empty["features"], "bbox" in empty) == ([], False)
