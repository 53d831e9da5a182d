"""Limits of places, and what vehicles carry."""

import pytest

from graphs.profiles import VehicleClass
from optimizer.model.goods import Handling
from optimizer.model.places import VehicleLimits
from optimizer.supply.admission import admits, carries
from tests.builders import town

# the van of the builders: light, 4.4 t gross, 2.8 m high, 5.9 m long


@pytest.mark.parametrize(
    ("limits", "welcome"),
    [
        (VehicleLimits(), True),
        (VehicleLimits(classes=frozenset({VehicleClass.LIGHT})), True),
        (VehicleLimits(classes=frozenset({VehicleClass.HEAVY})), False),
        (VehicleLimits(max_gross_grams=4_400_000), True),
        (VehicleLimits(max_gross_grams=4_399_999), False),
        (VehicleLimits(max_height_mm=2800), True),
        (VehicleLimits(max_height_mm=2799), False),
        (VehicleLimits(max_length_mm=5900), True),
        (VehicleLimits(max_length_mm=5899), False),
    ],
)
def test_a_vehicle_is_admitted_up_to_and_including_each_limit(limits: VehicleLimits, welcome: bool) -> None:
    """A limit is a maximum: the vehicle that just keeps it may enter."""
    day = town().place("gate", limits=limits).day()
    assert admits(day.places["gate"], day.vehicles["van"]) is welcome


def test_a_vehicle_carries_goods_only_if_it_carries_every_kind_of_handling_among_them() -> None:
    """An ambient van takes rice, but not rice together with frozen meat."""
    van = town().day().vehicles["van"]
    assert carries(van, frozenset({Handling.AMBIENT}))
    assert not carries(van, frozenset({Handling.AMBIENT, Handling.FROZEN}))
