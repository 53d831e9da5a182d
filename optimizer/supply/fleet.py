"""The vehicles of the day, gathered into kinds that no load can tell apart."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from optimizer.model.day import Day
from optimizer.model.drivers import Driver, Licence
from optimizer.model.licences import LICENCES_FOR
from optimizer.model.units import Grams, Litres, Seconds
from optimizer.model.vehicles import Vehicle
from optimizer.model.windows import TimeWindow, intersect


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Vehicles alike in everything a load or a place asks about.

    Attributes
    ----------
    example
        One of them; its home, plate, shifts and costs stand for nobody else's.
    vehicles, crewed
        How many there are, and for how many of them a licensed driver is left once the larger kinds have theirs.
    drivable
        Whether any driver on duty holds the licence and shares enough hours with one of them.
    hours
        From the first moment one of them may work to the last.
    """

    example: Vehicle
    vehicles: int
    crewed: int
    drivable: bool
    hours: TimeWindow

    def holds(self, grams: Grams, litres: Litres) -> bool:
        """Whether so much fits, by weight and by volume."""
        return grams <= self.example.capacity_grams and litres <= self.example.capacity_litres


def kinds_of(day: Day) -> tuple[Kind, ...]:
    """All kinds of the day, largest load first."""
    groups: dict[tuple[Any, ...], list[Vehicle]] = {}
    for vehicle in day.vehicles.values():
        groups.setdefault(likeness(day, vehicle), []).append(vehicle)
    ordered = sorted(groups.values(), key=lambda group: (-group[0].capacity_grams, -group[0].capacity_litres))
    on_duty = [driver for driver in day.drivers.values() if not driver.suspended]
    crewed = _crewed(ordered, on_duty)
    schedules = _schedules(on_duty)
    return tuple(
        Kind(
            example=group[0],
            vehicles=len(group),
            crewed=seats,
            drivable=_drivable(group, schedules, day.rules.min_crew_s),
            hours=TimeWindow(
                opens=min(shift.opens for vehicle in group for shift in vehicle.shifts),
                closes=max(shift.closes for vehicle in group for shift in vehicle.shifts),
            ),
        )
        for group, seats in zip(ordered, crewed, strict=True)
    )


def likeness(day: Day, vehicle: Vehicle) -> tuple[Any, ...]:
    """Everything about a vehicle that a load, a place or a road asks about."""
    return (
        vehicle.vehicle_class,
        day.profiles[vehicle.id],
        vehicle.capacity_grams,
        vehicle.capacity_litres,
        vehicle.handlings,
        vehicle.gross_grams,
        vehicle.height_mm,
        vehicle.length_mm,
    )


def _crewed(groups: Sequence[Sequence[Vehicle]], drivers: Iterable[Driver]) -> list[int]:
    """How many vehicles of each group find a driver: groups choose in turn, each the narrowest licences first."""
    breadth = {licence: sum(licence in covered for covered in LICENCES_FOR.values()) for licence in Licence}
    free = Counter(driver.licence for driver in drivers)
    crewed = []
    for group in groups:
        seats = len(group)
        for licence in sorted(free, key=lambda held: (breadth[held], held)):
            if seats and licence in LICENCES_FOR[group[0].vehicle_class]:
                taken = min(seats, free[licence])
                free[licence] -= taken
                seats -= taken
        crewed.append(len(group) - seats)
    return crewed


Schedule = tuple[Licence, tuple[TimeWindow, ...]]


def _schedules(drivers: Iterable[Driver]) -> tuple[Schedule, ...]:
    """Licence and hours of the drivers, each combination once."""
    found = {(driver.licence, intersect(driver.shifts, (driver.whitelisted,))): None for driver in drivers}
    return tuple(found)


def _drivable(group: Sequence[Vehicle], schedules: Sequence[Schedule], least_s: Seconds) -> bool:
    hours = {intersect(vehicle.shifts, (vehicle.whitelisted,)) for vehicle in group}
    return any(
        any(common.length >= least_s for common in intersect(free, windows))
        for licence, windows in schedules
        if licence in LICENCES_FOR[group[0].vehicle_class]
        for free in hours
    )
