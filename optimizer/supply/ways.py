"""From a load point to a place: which kinds of vehicle can do it, how fast, and if none can, why not."""

from collections.abc import Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Fitting:
    """The kinds of one profile that may bring a load, and the last moment at which one of them works.

    Roads are asked once for each profile, though there may be a kind for every vehicle.
    """

    kinds: tuple[Kind, ...]
    closes_s: Seconds


ByProfile = Mapping[str, Fitting]


class Ways:
    """Answers the questions of supply about vehicles and roads, remembering what it was asked before."""

    def __init__(self, day: Day, travel: TravelTable) -> None:
        self.day = day
        self.kinds = kinds_of(day)
        self._travel = travel
        self._admitted: dict[VehicleLimits, frozenset[int]] = {}
        self._fits: dict[
            tuple[VehicleLimits, VehicleLimits, frozenset[Handling], Grams, Litres], ByProfile | Reason
        ] = {}
        self._drives: dict[tuple[str, str, str], Seconds | None] = {}

    def able(
        self, load_point: str, place: str, handlings: frozenset[Handling], grams: Grams, litres: Litres
    ) -> tuple[Kind, ...] | Reason:
        """Kinds that may bring so much from here to there on one trip, or the first reason that leaves none."""
        fitting = self._fitting(load_point, place, handlings, grams, litres)
        if isinstance(fitting, Reason):
            return fitting
        drives = self._reached(fitting, load_point, place)
        return tuple(kind for reached in drives for kind in fitting[reached].kinds) or Reason.UNREACHABLE

    def way(self, stock: Stock, demand: Demand) -> Way | Reason:
        """How this lot can reach this demand (one unit of it, or all if it comes whole), or why it cannot."""
        journey = self._journey(stock, demand)
        if isinstance(journey, Reason):
            return journey
        way, closes_s = journey
        return way if way.arrives_s <= min(demand.windows[-1].closes, closes_s) else Reason.NOT_LOADABLE_IN_TIME

    def arrives_s(self, stock: Stock, demand: Demand) -> Seconds:
        """Say when a lot that only time keeps from the demand would arrive at the earliest."""
        journey = self._journey(stock, demand)
        assert not isinstance(journey, Reason), "only time stands in the way"
        return journey[0].arrives_s

    def _journey(self, stock: Stock, demand: Demand) -> tuple[Way, Seconds] | Reason:
        """Find the way, in time or not, and the last moment at which a vehicle is there to drive it."""
        good = self.day.goods[demand.good]
        grams, litres = _least(demand, good)
        fitting = self._fitting(stock.place, demand.place, frozenset({good.handling}), grams, litres)
        if isinstance(fitting, Reason):
            return fitting
        drives = self._reached(fitting, stock.place, demand.place)
        if not drives:
            return Reason.UNREACHABLE
        begin_s = self.first_load_s(stock)
        if begin_s is None:
            return Reason.NOT_LOADABLE_IN_TIME
        drive_s = min(drives.values())
        arrives_s = begin_s + self.day.places[stock.place].service_s(grams) + drive_s
        closes_s = max(fitting[profile].closes_s for profile in drives)
        return Way(drive_s=drive_s, arrives_s=arrives_s), closes_s

    def first_load_s(self, stock: Stock) -> Seconds | None:
        """Find the first moment at which the lot is ready and its place is open; None if never."""
        ready_s = max(stock.ready_s, self.day.rules.horizon.opens)
        windows = self.day.places[stock.place].windows
        return next((max(ready_s, window.opens) for window in windows if window.closes >= ready_s), None)

    def _reached(self, fitting: ByProfile, origin: str, destination: str) -> dict[str, Seconds]:
        """Seconds of the drive at its quickest hour, for the profiles that have a road."""
        found = {profile: self._drive(profile, origin, destination) for profile in fitting}
        return {profile: seconds for profile, seconds in found.items() if seconds is not None}

    def _drive(self, profile: str, origin: str, destination: str) -> Seconds | None:
        key = (profile, origin, destination)
        if key not in self._drives:
            leg = self._travel.quickest(profile, origin, destination)
            self._drives[key] = None if leg is None else leg.seconds
        return self._drives[key]

    def _fitting(
        self, load_point: str, place: str, handlings: frozenset[Handling], grams: Grams, litres: Litres
    ) -> ByProfile | Reason:
        """Kinds that may bring so much, whatever the roads are like."""
        here, there = self.day.places[load_point].limits, self.day.places[place].limits
        key = (here, there, handlings, grams, litres)
        if key not in self._fits:
            self._fits[key] = self._filter(load_point, place, handlings, grams, litres)
        return self._fits[key]

    def _filter(
        self, load_point: str, place: str, handlings: frozenset[Handling], grams: Grams, litres: Litres
    ) -> ByProfile | Reason:
        carrying = [i for i, kind in enumerate(self.kinds) if carries(kind.example, handlings)]
        if not carrying:
            return Reason.NO_VEHICLE_FOR_HANDLING
        welcome = self._admits(load_point) & self._admits(place)
        admitted = [self.kinds[i] for i in carrying if i in welcome]
        if not admitted:
            return Reason.VEHICLES_NOT_ADMITTED
        drivable = [kind for kind in admitted if kind.drivable]
        if not drivable:
            return Reason.NO_DRIVER
        large = [kind for kind in drivable if kind.holds(grams, litres)]
        return _by_profile(self.day, large) if large else Reason.NO_VEHICLE_LARGE_ENOUGH

    def _admits(self, place: str) -> frozenset[int]:
        limits = self.day.places[place].limits
        if limits not in self._admitted:
            self._admitted[limits] = frozenset(
                i for i, kind in enumerate(self.kinds) if admits(self.day.places[place], kind.example)
            )
        return self._admitted[limits]


def _by_profile(day: Day, kinds: Sequence[Kind]) -> ByProfile:
    groups: dict[str, list[Kind]] = {}
    for kind in kinds:
        groups.setdefault(day.profiles[kind.example.id], []).append(kind)
    return {
        profile: Fitting(tuple(group), max(kind.hours.closes for kind in group)) for profile, group in groups.items()
    }


def _least(demand: Demand, good: Good) -> tuple[Grams, Litres]:
    """Weight and volume of the smallest part of a demand that can be delivered."""
    units = 1 if demand.splittable else demand.quantity
    return units * good.unit_grams, units * good.unit_litres


def wanted_by_s(demand: Demand) -> Seconds:
    """When the demand should be served at the latest without being late."""
    closes: Seconds = demand.windows[-1].closes
    return closes if demand.due_s is None else min(demand.due_s, closes)
