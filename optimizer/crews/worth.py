"""How much the loads of the day need each vehicle: scarce capabilities are worth more than plenty of space."""

from collections.abc import Sequence
from typing import Any

from optimizer.model.day import Day
from optimizer.model.demands import Priority
from optimizer.model.loads import Drop, Loads
from optimizer.model.places import VehicleLimits
from optimizer.model.vehicles import Vehicle
from optimizer.supply.admission import admits, carries
from optimizer.supply.fleet import likeness

TIER_WEIGHT = {Priority.LIFE: 100, Priority.SPECIAL: 10, Priority.DAILY: 1}
"""The same proportions in which lateness is priced."""


def worth(day: Day, loads: Loads) -> dict[str, int]:
    """Grams of the day's drops that fall to each vehicle, by vehicle id.

    Every drop, weighted by its tier, is divided among all vehicles that could bring it, in proportion to the weight
    they carry. The one refrigerated van has all frozen drops to its name; every other van a small share of the rest.
    """
    groups: dict[tuple[Any, ...], list[Vehicle]] = {}
    for vehicle in day.vehicles.values():
        groups.setdefault(likeness(day, vehicle), []).append(vehicle)
    alike = list(groups.values())
    admitted = _Admitted(day, [group[0] for group in alike])
    shares = [0] * len(alike)
    for drop in loads.drops:
        able = [i for i in admitted.to(drop) if _brings(alike[i][0], drop)]
        room = sum(len(alike[i]) * alike[i][0].capacity_grams for i in able)
        for i in able:
            shares[i] += TIER_WEIGHT[drop.priority] * drop.grams * alike[i][0].capacity_grams // max(room, 1)
    return {vehicle.id: share for group, share in zip(alike, shares, strict=True) for vehicle in group}


def _brings(vehicle: Vehicle, drop: Drop) -> bool:
    fits = drop.grams <= vehicle.capacity_grams and drop.litres <= vehicle.capacity_litres
    return fits and carries(vehicle, drop.handlings)


class _Admitted:
    """Which of the vehicles are admitted at both ends of a drop, asked once for each pair of limits."""

    def __init__(self, day: Day, vehicles: Sequence[Vehicle]) -> None:
        self._day = day
        self._vehicles = vehicles
        self._known: dict[tuple[VehicleLimits, ...], tuple[int, ...]] = {}

    def to(self, drop: Drop) -> tuple[int, ...]:
        places = [self._day.places[place] for place in (drop.place, *drop.load_points)]
        key = tuple(place.limits for place in places)
        if key not in self._known:
            self._known[key] = tuple(
                i
                for i, vehicle in enumerate(self._vehicles)
                if admits(places[0], vehicle) and any(admits(place, vehicle) for place in places[1:])
            )
        return self._known[key]
