"""A valid planning day: every noun of it, every reference resolved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from optimizer.model.demands import Demand
from optimizer.model.drivers import Driver
from optimizer.model.goods import Good, Stock
from optimizer.model.papers import HealthTest, Pass, RoadChange
from optimizer.model.places import Place
from optimizer.model.rules import DayRules
from optimizer.model.vehicles import Vehicle


@dataclass(frozen=True, kw_only=True)
class Day:
    """What a planner knows in the morning; built by ``validation`` alone, so every id in it exists.

    Mappings are keyed by id and keep the order of the input.
    """

    name: str
    date: date
    rules: DayRules = field(default_factory=DayRules)
    places: Mapping[str, Place]
    goods: Mapping[str, Good]
    stocks: tuple[Stock, ...]
    demands: Mapping[str, Demand]
    vehicles: Mapping[str, Vehicle]
    drivers: Mapping[str, Driver]
    passes: tuple[Pass, ...] = ()
    tests: tuple[HealthTest, ...] = ()
    road_changes: tuple[RoadChange, ...] = ()

    @cached_property
    def profiles(self) -> Mapping[str, str]:
        """Name of each vehicle's profile on the roads, by its id: its class, and the permits that a change asks for."""
        asked = {permit for change in self.road_changes for permit in change.permits}
        return {
            vehicle.id: "+".join((str(vehicle.vehicle_class), *sorted(self.permits(vehicle.id) & asked)))
            for vehicle in self.vehicles.values()
        }

    def permits(self, vehicle: str) -> frozenset[str]:
        """What lets a vehicle through: its id, its plate, and its passes that are valid in all of its shifts."""
        mine = self.vehicles[vehicle]
        valid = (one for one in self.passes if one.vehicle == vehicle)
        passes = {
            one.number
            for one in valid
            if all(one.valid.opens <= shift.opens and shift.closes <= one.valid.closes for shift in mine.shifts)
        }
        return frozenset({mine.id, mine.plate, *passes})

    @cached_property
    def load_points(self) -> tuple[str, ...]:
        """Ids of the places that hold stock, in the order of the places."""
        stocked = {stock.place for stock in self.stocks}
        return tuple(place for place in self.places if place in stocked)

    @cached_property
    def used_places(self) -> tuple[str, ...]:
        """Ids of the places that a vehicle may have to drive to: load points, demands, homes."""
        used = set(self.load_points)
        used.update(demand.place for demand in self.demands.values())
        used.update(vehicle.home for vehicle in self.vehicles.values())
        return tuple(place for place in self.places if place in used)
