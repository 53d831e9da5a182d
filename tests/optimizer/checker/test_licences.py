"""The table of licences."""

import pytest

from graphs.profiles import VehicleClass
from optimizer.checker.licences import LICENCES, asked, suffices
from optimizer.model.drivers import Licence

ABLE = {
    VehicleClass.HEAVY: "A1 A2 B2",
    VehicleClass.MEDIUM: "A1 A2 B2",
    VehicleClass.LIGHT: "A1 A2 B1 B2 C1 C2 C6",
    VehicleClass.MINI: "A1 A2 B1 B2 C1 C2 C6",
    VehicleClass.CAR: "A1 A2 B1 B2 C1 C2 C6",
    VehicleClass.BUS: "A1 A2 B1",
    VehicleClass.MOTORCYCLE: "D E",
    VehicleClass.CART: "A1 A2 B1 B2 C1 C2 C6 D E",
}


@pytest.mark.parametrize("vehicle_class", VehicleClass)
def test_each_class_is_driven_by_these_licences_and_no_others(vehicle_class: VehicleClass) -> None:
    """Order 162, annex 1; a cart needs none."""
    able = {licence for licence in Licence if suffices(licence, vehicle_class)}
    assert able == {Licence(name) for name in ABLE[vehicle_class].split()}


def test_every_row_names_its_source() -> None:
    """A figure of law is data with a source."""
    assert set(LICENCES) == set(VehicleClass)
    assert all("art." in row.source or "annex" in row.source for row in LICENCES.values())


def test_the_licences_asked_for_are_spelled_for_a_sentence() -> None:
    """In the order of the alphabet."""
    assert asked(VehicleClass.HEAVY) == "A1/A2/B2"
