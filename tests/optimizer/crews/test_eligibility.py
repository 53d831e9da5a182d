"""Who may drive what, and when."""

import pytest

from graphs.profiles import VehicleClass
from optimizer.checker.licences import suffices
from optimizer.crews.eligibility import common_shifts, licence_needed, may_drive
from optimizer.model.drivers import Licence
from optimizer.model.rules import DayRules
from optimizer.model.windows import TimeWindow
from tests.builders import town, window


@pytest.mark.parametrize(
    ("vehicle_class", "needed"),
    [
        (VehicleClass.HEAVY, {"A1", "A2", "B2"}),
        (VehicleClass.MEDIUM, {"A1", "A2", "B2"}),
        (VehicleClass.LIGHT, {"A1", "A2", "B1", "B2", "C1", "C2", "C6"}),
        (VehicleClass.MINI, {"A1", "A2", "B1", "B2", "C1", "C2", "C6"}),
        (VehicleClass.BUS, {"A1", "A2", "B1"}),
        (VehicleClass.MOTORCYCLE, {"D", "E"}),
        (VehicleClass.CART, set(Licence)),
    ],
)
def test_each_class_needs_one_of_its_licences(vehicle_class: VehicleClass, needed: set[str]) -> None:
    """As in annex 1 of Order 162."""
    assert licence_needed(town().vehicle("v", vehicle_class=vehicle_class).day().vehicles["v"]) == needed


def test_whom_we_let_drive_the_checker_lets_drive() -> None:
    """Two tables written apart: ours must never allow what the checker's forbids."""
    for vehicle_class in VehicleClass:
        vehicle = town().vehicle("v", vehicle_class=vehicle_class).day().vehicles["v"]
        assert all(suffices(licence, vehicle_class) for licence in licence_needed(vehicle))


def test_a_suspended_driver_drives_nothing() -> None:
    """Yellow code: not even with the right licence."""
    day = town().driver("Wang", suspended=True).day()
    assert may_drive(day.drivers["Li"], day.vehicles["van"])
    assert not may_drive(day.drivers["Wang"], day.vehicles["van"])


def test_common_shifts_lie_in_everything_that_limits_either() -> None:
    """Van 06-20, listed until 18; driver 04-10 and 12-22, listed from 07; day until 17: 07-10 and 12-17."""
    day = (
        town(bare=True)
        .vehicle("van", shifts="06:00-20:00", whitelisted=window("00:00-18:00"))
        .driver("Li", shifts="04:00-10:00,12:00-22:00", whitelisted=window("07:00-24:00"))
        .day()
    )
    rules = DayRules(horizon=window("00:00-17:00"))
    assert common_shifts(day.drivers["Li"], day.vehicles["van"], rules) == (
        window("07:00-10:00"),
        window("12:00-17:00"),
    )


def test_hours_too_short_for_a_crew_are_no_common_shift() -> None:
    """Exactly two hours are enough, a second less is not."""
    day = town(bare=True).vehicle("van", shifts="06:00-20:00").driver("Li", shifts="18:00-22:00").day()
    li, van = day.drivers["Li"], day.vehicles["van"]
    assert common_shifts(li, van, DayRules(min_crew_s=7200)) == (TimeWindow(opens=64_800, closes=72_000),)
    assert common_shifts(li, van, DayRules(min_crew_s=7201)) == ()
