"""From a load point to a place: which kinds of vehicle can do it, how fast, and if none can, why not."""

from dataclasses import dataclass

from optimizer.model.day import Day
from optimizer.model.demands import Demand
from optimizer.model.goods import Good, Handling, Stock
from optimizer.model.places import VehicleLimits
from optimizer.model.travel import TravelTable
from optimizer.model.units import Grams, Litres, Seconds
from optimizer.model.unserved import Reason
from optimizer.supply.admission import admits, carries
from optimizer.supply.fleet import Kind, kinds_of

PROGRESS = (
    Reason.NO_STOCK,
    Reason.NO_VEHICLE_FOR_HANDLING,
    Reason.VEHICLES_NOT_ADMITTED,
    Reason.NO_DRIVER,
    Reason.NO_VEHICLE_LARGE_ENOUGH,
    Reason.UNREACHABLE,
    Reason.NOT_LOADABLE_IN_TIME,
)
"""How far towards a delivery each reason lets us come; of several load points the one that came farthest explains."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A lot that can feed a demand: the drive of the fastest suitable vehicle, and its earliest arrival."""

    drive_s: Seconds
    arrives_s: Seconds


class Ways:
    """Answers the questions of supply about vehicles and roads, remembering what it was asked before."""

    def __init__(self, day: Day, travel: TravelTable) -> None:
        self.day = day
        self.kinds = kinds_of(day)
        self._travel = travel
        self._admitted: dict[VehicleLimits, frozenset[int]] = {}
        self._suited: dict[tuple[VehicleLimits, VehicleLimits, frozenset[Handling]], tuple[Kind, ...] | Reason] = {}

    def able(
        self, load_point: str, place: str, handlings: frozenset[Handling], grams: Grams, litres: Litres
    ) -> tuple[Kind, ...] | Reason:
        """Kinds that may bring so much from here to there on one trip, or the first reason that leaves none."""
        suited = self._suitable(load_point, place, handlings)
        if isinstance(suited, Reason):
            return suited
        large = tuple(kind for kind in suited if kind.holds(grams, litres))
        if not large:
            return Reason.NO_VEHICLE_LARGE_ENOUGH
        reaching = tuple(kind for kind in large if self._drive(kind, load_point, place) is not None)
        return reaching or Reason.UNREACHABLE

    def way(self, stock: Stock, demand: Demand) -> Way | Reason:
        """How this lot can reach this demand (one unit of it, or all if it comes whole), or why it cannot."""
        able = self._able_for(stock, demand)
        if isinstance(able, Reason):
            return able
        way = self._earliest(stock, demand, able)
        last_s = min(demand.windows[-1].closes, max(kind.hours.closes for kind in able))
        return way if way is not None and way.arrives_s <= last_s else Reason.NOT_LOADABLE_IN_TIME

    def arrives_s(self, stock: Stock, demand: Demand) -> Seconds:
        """Say when a lot that only time keeps from the demand would arrive at the earliest."""
        able = self._able_for(stock, demand)
        assert not isinstance(able, Reason), "only time stands in the way"
        way = self._earliest(stock, demand, able)
        assert way is not None, "the load point opens once the lot is ready"
        return way.arrives_s

    def _able_for(self, stock: Stock, demand: Demand) -> tuple[Kind, ...] | Reason:
        good = self.day.goods[demand.good]
        grams, litres = _least(demand, good)
        return self.able(stock.place, demand.place, frozenset({good.handling}), grams, litres)

    def _earliest(self, stock: Stock, demand: Demand, able: tuple[Kind, ...]) -> Way | None:
        begin_s = self.first_load_s(stock)
        if begin_s is None:
            return None
        drive_s = min(self._drive(kind, stock.place, demand.place) or 0 for kind in able)
        grams, _ = _least(demand, self.day.goods[demand.good])
        return Way(drive_s=drive_s, arrives_s=begin_s + self.day.places[stock.place].service_s(grams) + drive_s)

    def first_load_s(self, stock: Stock) -> Seconds | None:
        """Find the first moment at which the lot is ready and its place is open; None if never."""
        ready_s = max(stock.ready_s, self.day.rules.horizon.opens)
        windows = self.day.places[stock.place].windows
        return next((max(ready_s, window.opens) for window in windows if window.closes >= ready_s), None)

    def _drive(self, kind: Kind, origin: str, destination: str) -> Seconds | None:
        leg = self._travel.leg(kind.example.vehicle_class, origin, destination)
        return None if leg is None else leg.seconds

    def _suitable(self, load_point: str, place: str, handlings: frozenset[Handling]) -> tuple[Kind, ...] | Reason:
        here, there = self.day.places[load_point].limits, self.day.places[place].limits
        key = (here, there, handlings)
        if key not in self._suited:
            self._suited[key] = self._filter(load_point, place, handlings)
        return self._suited[key]

    def _filter(self, load_point: str, place: str, handlings: frozenset[Handling]) -> tuple[Kind, ...] | Reason:
        carrying = [i for i, kind in enumerate(self.kinds) if carries(kind.example, handlings)]
        if not carrying:
            return Reason.NO_VEHICLE_FOR_HANDLING
        welcome = self._admits(load_point) & self._admits(place)
        admitted = [i for i in carrying if i in welcome]
        if not admitted:
            return Reason.VEHICLES_NOT_ADMITTED
        return tuple(self.kinds[i] for i in admitted if self.kinds[i].drivable) or Reason.NO_DRIVER

    def _admits(self, place: str) -> frozenset[int]:
        limits = self.day.places[place].limits
        if limits not in self._admitted:
            self._admitted[limits] = frozenset(
                i for i, kind in enumerate(self.kinds) if admits(self.day.places[place], kind.example)
            )
        return self._admitted[limits]


def _least(demand: Demand, good: Good) -> tuple[Grams, Litres]:
    """Weight and volume of the smallest part of a demand that can be delivered."""
    units = 1 if demand.splittable else demand.quantity
    return units * good.unit_grams, units * good.unit_litres


def wanted_by_s(demand: Demand) -> Seconds:
    """When the demand should be served at the latest without being late."""
    closes: Seconds = demand.windows[-1].closes
    return closes if demand.due_s is None else min(demand.due_s, closes)
