"""Vehicle classes as the law of the road sees them: their size, and which signs are meant for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache


class VehicleClass(StrEnum):
    """Classes of road vehicles by GA 802-2019, and the small ones of the last metre."""

    HEAVY = "heavy"
    MEDIUM = "medium"
    LIGHT = "light"
    MINI = "mini"
    MOTORCYCLE = "motorcycle"
    CART = "cart"
    BUS = "bus"
    CAR = "car"


COLUMNS: tuple[VehicleClass, ...] = tuple(VehicleClass)
"""Order of the classes in tables and bit masks: class ``COLUMNS[i]`` is bit ``i``."""

BIT: Mapping[VehicleClass, int] = {vehicle_class: 1 << column for column, vehicle_class in enumerate(COLUMNS)}
ALL: int = (1 << len(COLUMNS)) - 1
NONE: int = 0

LIGHT_GOODS_KG = 3_500
"""Up to here a lorry is ``goods`` to OpenStreetMap, above it ``hgv`` (heavy goods vehicle)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadVehicle:
    """A vehicle as far as roads are concerned; dimensions and masses as they stand on the road, loaded.

    ``permits`` lists what doors stand open to it: ``"private"`` for roads that only their owners and their guests may
    use, or the id of a change of the day that lets some through. ``turns_round`` tells whether it may turn round in
    the middle of a street, and not at its dead end alone.
    """

    vehicle_class: VehicleClass
    height_cm: int
    width_cm: int
    length_cm: int
    gross_kg: int
    axle_kg: int
    turns_round: bool = True
    permits: frozenset[str] = field(default_factory=frozenset)

    @property
    def bit(self) -> int:
        """The class whose signs count: a light lorry of at most 3.5 t goes by the signs for mini lorries."""
        small = self.vehicle_class is VehicleClass.LIGHT and self.gross_kg <= LIGHT_GOODS_KG
        return BIT[VehicleClass.MINI if small else self.vehicle_class]


def _row(vehicle_class: VehicleClass, sizes_cm: tuple[int, int, int], masses_kg: tuple[int, int]) -> RoadVehicle:
    height_cm, width_cm, length_cm = sizes_cm
    gross_kg, axle_kg = masses_kg
    large = vehicle_class in {VehicleClass.HEAVY, VehicleClass.MEDIUM, VehicleClass.LIGHT, VehicleClass.BUS}
    return RoadVehicle(
        vehicle_class=vehicle_class,
        height_cm=height_cm,
        width_cm=width_cm,
        length_cm=length_cm,
        gross_kg=gross_kg,
        axle_kg=axle_kg,
        turns_round=not large,
    )


TYPICAL: Mapping[VehicleClass, RoadVehicle] = {
    row.vehicle_class: row
    for row in (
        _row(VehicleClass.HEAVY, (400, 255, 1_200), (25_000, 10_000)),
        _row(VehicleClass.MEDIUM, (350, 240, 850), (12_000, 8_000)),
        _row(VehicleClass.LIGHT, (290, 210, 599), (4_495, 3_000)),
        _row(VehicleClass.MINI, (195, 160, 350), (1_800, 1_000)),
        _row(VehicleClass.MOTORCYCLE, (150, 90, 220), (400, 250)),
        _row(VehicleClass.CART, (150, 100, 200), (300, 200)),
        _row(VehicleClass.BUS, (340, 255, 1_200), (18_000, 11_500)),
        _row(VehicleClass.CAR, (180, 190, 500), (2_500, 1_400)),
    )
}
"""A vehicle of each class where nothing is said of its size: height, width, length in cm, gross mass and axle in kg.

Heavy, medium, light and mini stay at or inside the bounds of GA 802-2019 and GB 1589-2016 (height 4 m, width 2.55 m,
three axles 25 t, axle with dual tyres 10 t, drive axle of a bus 11.5 t); the others are common sizes. Lorries and buses
turn round at dead ends only.
"""

MODES: Mapping[VehicleClass, tuple[str, ...]] = {
    VehicleClass.HEAVY: ("access", "vehicle", "motor_vehicle", "hgv"),
    VehicleClass.MEDIUM: ("access", "vehicle", "motor_vehicle", "hgv"),
    VehicleClass.LIGHT: ("access", "vehicle", "motor_vehicle", "hgv"),
    VehicleClass.MINI: ("access", "vehicle", "motor_vehicle", "goods"),
    VehicleClass.MOTORCYCLE: ("access", "vehicle", "motor_vehicle", "motorcycle"),
    VehicleClass.CART: ("access", "vehicle", "hand_cart"),
    VehicleClass.BUS: ("access", "vehicle", "motor_vehicle", "psv", "bus"),
    VehicleClass.CAR: ("access", "vehicle", "motor_vehicle", "motorcar"),
}
"""Keys of OpenStreetMap that speak of a class, from the most general to the most special one, which wins.

https://wiki.openstreetmap.org/wiki/Key:access#Transport_mode_restrictions
"""


@cache
def mask_of_mode(mode: str) -> int:
    """Classes that a key or a value of OpenStreetMap speaks of, 0 for a mode that none of ours is (``taxi``)."""
    return sum(BIT[vehicle_class] for vehicle_class, modes in MODES.items() if mode in modes)
