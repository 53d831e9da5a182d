"""Drivers: a first batch that nearly matches the fleet, and a reserve for those who are missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graphs.profiles import VehicleClass
from optimizer.model.drivers import Batch, Driver, Licence
from optimizer.model.units import DAY, HOUR
from optimizer.model.vehicles import Vehicle
from optimizer.model.windows import TimeWindow
from scenarios.chance import Chance
from scenarios.names import person_name
from scenarios.places import windows

_LARGE = {Licence.B2: 0.8, Licence.A2: 0.2}
_SMALL = {Licence.C1: 0.95, Licence.B2: 0.05}
_RESERVE = {Licence.C1: 0.5, Licence.B2: 0.35, Licence.A2: 0.1, Licence.D: 0.05}
_CALL_UP_CENTS = 20_000  # 200 yuan for a day a reserve driver is called up
_NIGHT = windows(((19.0, 29.0),))
_RESERVE_HOURS = {((5.0, 15.0),): 0.55, ((9.0, 19.0),): 0.3, ((5.0, 12.0), (15.0, 18.0)): 0.15}


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Shares of the first batch that cannot drive the vehicle they came with today, by reason."""

    suspended: float = 0.05
    licence_too_low: float = 0.08
    other_shift: float = 0.04


def drivers(
    vehicles: Mapping[str, Vehicle],
    firms: Sequence[str],
    *,
    first: int,
    reserve: int,
    seed: int,
    missing: Missing | None = None,
) -> dict[str, Driver]:
    """First batch and reserve, by id; the first ``first`` vehicles have a driver who comes with them."""
    own = [_first(number, vehicle, seed) for number, vehicle in zip(range(first), vehicles.values(), strict=False)]
    hindered = _hinder(own, list(vehicles.values()), missing or Missing(), Chance(seed, "missing drivers"))
    called = [_reserve(number, firms, seed) for number in range(reserve)]
    return {driver.id: driver for driver in [*hindered, *called]}


def _first(number: int, vehicle: Vehicle, seed: int) -> Driver:
    chance = Chance(seed, f"driver {number}")
    large = vehicle.vehicle_class in (VehicleClass.HEAVY, VehicleClass.MEDIUM)
    return Driver(
        id=f"R{number + 1:03d}",
        name=person_name(chance),
        licence=chance.weighted(_LARGE if large else _SMALL),
        firm=vehicle.firm,
        home=vehicle.home,
        shifts=_hours(vehicle, chance),
        whitelisted=_whitelisted(chance),
    )


def _hours(vehicle: Vehicle, chance: Chance) -> tuple[TimeWindow, ...]:
    """Take nine to ten hours of a long vehicle shift, mostly its first ones; a short shift whole."""
    shift = vehicle.shifts[0]
    if shift.length <= 10 * HOUR:
        return vehicle.shifts
    length, later = chance.whole(9, 10) * HOUR, chance.one((0, 0, 0, 1, 1, 2, 4)) * HOUR
    return (TimeWindow(opens=shift.opens + later, closes=shift.opens + later + length),)


def _hinder(own: list[Driver], came_with: Sequence[Vehicle], missing: Missing, chance: Chance) -> list[Driver]:
    """Hinder some of the drivers: suspended, with too low a licence, or on the night shift today."""
    order = chance.shuffled(range(len(own)))
    suspended, other = round(missing.suspended * len(own)), round(missing.other_shift * len(own))
    for number in order[:suspended]:
        own[number] = replace(own[number], suspended=True)
    for number in order[suspended : suspended + other]:
        own[number] = replace(own[number], shifts=_NIGHT)
    large = [
        number
        for number in order[suspended + other :]
        if came_with[number].vehicle_class in (VehicleClass.HEAVY, VehicleClass.MEDIUM)
    ]
    for number in large[: round(missing.licence_too_low * len(own))]:
        own[number] = replace(own[number], licence=Licence.C1)
    return own


def _reserve(number: int, firms: Sequence[str], seed: int) -> Driver:
    chance = Chance(seed, f"reserve {number}")
    return Driver(
        id=f"B{number + 1:03d}",
        name=person_name(chance),
        licence=chance.weighted(_RESERVE),
        batch=Batch.RESERVE,
        firm=chance.one(firms),
        shifts=windows(chance.weighted(_RESERVE_HOURS)),
        whitelisted=_whitelisted(chance),
        suspended=chance.happens(0.04),
        call_up_cents=_CALL_UP_CENTS,
    )


def _whitelisted(chance: Chance) -> TimeWindow:
    """Entered some days ago for some days or weeks; a few entries end at four this afternoon."""
    ends = 16 * HOUR if chance.happens(0.03) else DAY * chance.whole(2, 21)
    return TimeWindow(opens=-DAY * chance.whole(1, 9), closes=ends)
