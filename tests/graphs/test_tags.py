"""What tags say about driving."""

import pytest

from graphs.tags import direction, is_bridge, is_tunnel, limit_kph, road_class, street_name


@pytest.mark.parametrize(
    ("tags", "drivable"),
    [
        ({"highway": "residential"}, True),
        ({"highway": "footway"}, False),
        ({"highway": "construction"}, False),
        ({"building": "yes"}, False),
        ({"highway": "service", "service": "parking_aisle"}, False),
        ({"highway": "service", "service": "driveway"}, True),
        ({"highway": "service", "area": "yes"}, False),
        ({"highway": "service", "access": "private"}, True),
        ({"highway": "service", "access": "no"}, False),
        ({"highway": "residential", "access": "no", "access:conditional": "yes @ (20:00-06:00)"}, True),
        ({"highway": "service", "access": "destination"}, True),
        ({"highway": "residential", "access": "no", "motor_vehicle": "yes"}, True),
        ({"highway": "residential", "access": "yes", "motor_vehicle": "no"}, True),
        ({"highway": "residential", "access": "no", "foot": "yes"}, False),
        ({"highway": "residential", "vehicle": "no"}, False),
    ],
)
def test_a_way_is_a_road_if_any_vehicle_may_ever_use_it(tags: dict[str, str], drivable: bool) -> None:
    """A private drive counts, as permits open it; so does a street for carts alone, and one open at night."""
    assert (road_class(tags) is not None) is drivable


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({}, 0),
        ({"oneway": "yes"}, 1),
        ({"oneway": "1"}, 1),
        ({"oneway": "-1"}, -1),
        ({"oneway": "no"}, 0),
        ({"junction": "roundabout"}, 1),
        ({"junction": "roundabout", "oneway": "no"}, 0),
        ({"highway": "motorway"}, 1),
        ({"highway": "motorway_link"}, 0),
        ({"oneway": "yes", "oneway:bus": "no"}, 0),
        ({"oneway": "yes", "oneway:conditional": "no @ (20:00-06:00)"}, 0),
        ({"vehicle:backward": "no"}, 1),
    ],
)
def test_direction(tags: dict[str, str], expected: int) -> None:
    """0 both ways, 1 along the way, -1 against it; both as soon as anyone may at any hour."""
    assert direction(tags) == expected


@pytest.mark.parametrize(
    ("text", "kph"),
    [
        ("50", 50),
        ("30 mph", 48),
        ("50;30", 50),
        ("CN:urban", 0),
        ("none", 0),
        ("walk", 0),
        (None, 0),
        ("999", 0),
        (" 60 ", 60),
    ],
)
def test_signed_limits(text: str | None, kph: int) -> None:
    """Miles are converted: 30 mph are 48.28 km/h; what is no plausible number is no limit."""
    assert limit_kph(text) == kph


def test_bridges_and_tunnels() -> None:
    assert is_bridge({"bridge": "viaduct"})
    assert not is_bridge({"bridge": "no"})
    assert is_tunnel({"tunnel": "yes"})
    assert not is_tunnel({"tunnel": "culvert"})


def test_a_street_without_a_name_goes_by_its_number() -> None:
    assert street_name({"name": "民生路", "ref": "G50"}) == "民生路"
    assert street_name({"ref": "G50"}) == "G50"
    assert street_name({}) == ""
