"""Speeds by vehicle class and road class."""

import numpy as np

from graphs.profiles import COLUMNS, SPEEDS_KPH, VehicleClass, drive_ms, speeds_kph, stoppable
from graphs.roads import RoadClass
from tests.graphs.grounds import SQUARE, ground, street


def test_every_class_of_vehicle_has_a_speed_on_every_class_of_road() -> None:
    assert set(COLUMNS) == set(VehicleClass)
    assert set(SPEEDS_KPH) == set(RoadClass)
    assert all(len(speeds) == len(COLUMNS) for speeds in SPEEDS_KPH.values())


def test_every_vehicle_may_drive_from_the_door_to_a_primary_road() -> None:
    """Only motorways are closed to some."""
    for road_class, speeds in SPEEDS_KPH.items():
        if not road_class.startswith("motorway"):
            assert min(speeds) > 0


def test_heavier_vehicles_are_not_faster() -> None:
    for speeds in SPEEDS_KPH.values():
        heavy, medium, light, mini, _, _, _, car = speeds
        assert heavy <= medium <= light <= mini <= car


def test_a_lower_limit_holds_and_a_higher_one_changes_nothing() -> None:
    """A light lorry drives 45 km/h on a primary road: signed 36 it drives 36, signed 80 or unsigned 45."""
    roads = ground(SQUARE, street("AB", kph=36), street("BC", kph=80), street("CD", kph=0))
    speed = speeds_kph(roads, VehicleClass.LIGHT)
    assert {int(roads.max_kph[edge]): int(speed[edge]) for edge in range(roads.edge_count)} == {36: 36, 80: 45, 0: 45}


def test_driving_time_is_rounded_up_to_the_millisecond() -> None:
    """1,000.0 m at 36 km/h are 100 s; at 45 km/h 80 s; 100.0 m at 22 km/h are 16.36363... s."""
    roads = ground(SQUARE | {"E": (100, 0)}, street("AB"), street("AE", road_class=RoadClass.RESIDENTIAL, kph=0))
    times = set(drive_ms(roads, VehicleClass.LIGHT).tolist())
    assert times == {100_000, 16_364}


def test_a_road_that_is_closed_to_a_class_takes_no_time() -> None:
    roads = ground(SQUARE, street("AB", road_class=RoadClass.MOTORWAY, kph=0), street("BC"))
    motorway = roads.road_class == 0
    assert (drive_ms(roads, VehicleClass.CART)[motorway] == 0).all()
    assert (drive_ms(roads, VehicleClass.HEAVY) > 0).all()


def test_nobody_delivers_on_a_bridge() -> None:
    roads = ground(SQUARE, street("AB", bridge=True), street("BC"))
    assert np.array_equal(stoppable(roads), ~roads.bridge)
