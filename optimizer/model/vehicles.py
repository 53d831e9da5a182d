"""Vehicles of the whitelist 保供车辆白名单."""

from dataclasses import dataclass

from graphs.profiles import VehicleClass
from optimizer.model.goods import Handling
from optimizer.model.units import Cents, Grams, Litres, Millimetres
from optimizer.model.windows import TimeWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """One vehicle, where it stands, when it may work and what it costs.

    ``shifts`` are the hours in which it may be away from ``home``; ``whitelisted`` the interval of its whitelist entry.
    ``cents_per_hour`` prices the hours *driven*. With ``returns_home`` False the duty ends at the last stop.
    """

    id: str
    plate: str
    vehicle_class: VehicleClass
    capacity_grams: Grams
    capacity_litres: Litres
    handlings: frozenset[Handling] = frozenset({Handling.AMBIENT})
    gross_grams: Grams
    height_mm: Millimetres
    width_mm: Millimetres
    length_mm: Millimetres
    home: str
    shifts: tuple[TimeWindow, ...]
    whitelisted: TimeWindow
    firm: str = ""
    returns_home: bool = True
    fixed_cents: Cents = 0
    cents_per_km: Cents = 0
    cents_per_hour: Cents = 0
