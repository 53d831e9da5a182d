"""What is to be paired: shifts of vehicles, and drivers, gathered into groups that no pairing can tell apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from optimizer.model.day import Day
from optimizer.model.drivers import Driver
from optimizer.model.licences import NEW_ENERGY_PLATE_LENGTH
from optimizer.model.vehicles import Vehicle
from optimizer.model.windows import TimeWindow, intersect


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One shift of one vehicle, for at most one driver; ``hours`` are what whitelist and horizon leave of it."""

    vehicle: Vehicle
    number: int
    hours: TimeWindow


def slots_of(day: Day) -> list[Slot]:
    """All slots of the day: the longest set of shifts that do not overlap, or one where the vehicle does not return."""
    found = []
    for vehicle in day.vehicles.values():
        allowed = intersect((vehicle.whitelisted,), (day.rules.horizon,))
        hours = [window for window in intersect(vehicle.shifts, allowed) if window.length >= day.rules.min_crew_s]
        chosen = apart(hours) if vehicle.returns_home else sorted(hours, key=lambda window: -window.length)[:1]
        found += [Slot(vehicle=vehicle, number=i, hours=window) for i, window in enumerate(chosen, 1)]
    return found


def apart(windows: Sequence[TimeWindow]) -> list[TimeWindow]:
    """Choose windows that do not overlap (they may touch), longest in all, earliest first."""
    best: list[tuple[int, list[TimeWindow]]] = [(0, [])]
    ordered = sorted(windows, key=lambda window: (window.closes, window.opens))
    for i, window in enumerate(ordered):
        before = sum(other.closes <= window.opens for other in ordered[:i])
        length, chosen = best[before]
        best.append(max(best[-1], (length + window.length, [*chosen, window]), key=lambda option: option[0]))
    return best[-1][1]


def alike_slots(slots: Sequence[Slot], worth: Mapping[str, int]) -> list[list[Slot]]:
    """Slots that any driver would find equal, in the order of the first of each."""
    groups: dict[tuple[Any, ...], list[Slot]] = {}
    for slot in slots:
        vehicle = slot.vehicle
        key = (
            vehicle.vehicle_class,
            len(vehicle.plate) >= NEW_ENERGY_PLATE_LENGTH,
            vehicle.firm,
            vehicle.home,
            slot.hours,
            worth[vehicle.id],
        )
        groups.setdefault(key, []).append(slot)
    return list(groups.values())


def alike_drivers(day: Day) -> list[list[Driver]]:
    """Drivers on duty that any vehicle would find equal, in the order of the first of each."""
    groups: dict[tuple[Any, ...], list[Driver]] = {}
    for driver in day.drivers.values():
        if not driver.suspended:
            key = (
                driver.licence,
                driver.batch,
                driver.firm,
                driver.home,
                driver.shifts,
                driver.whitelisted,
                driver.call_up_cents,
            )
            groups.setdefault(key, []).append(driver)
    return list(groups.values())
