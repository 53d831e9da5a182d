"""Small worlds, worked by hand: a few places, an asymmetric table of travel times, a market full of goods.

``town()`` starts one; every method adds a noun and returns the town; ``day()`` and ``travel()`` give what the
optimizer takes. Clock times are written "08:00", quantities in kilograms (the default good weighs 1 kg, 2 l a unit).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from graphs.changes.say import Said
from graphs.geo import CoordinateSystem, Position
from graphs.leg import UNREACHABLE, Journey
from graphs.profiles import VehicleClass
from graphs.snap import Snap
from graphs.travel import Conditions, TravelTimes
from optimizer.model.day import Day
from optimizer.model.demands import Demand, Priority
from optimizer.model.drivers import Driver, Licence
from optimizer.model.goods import Good, Stock
from optimizer.model.places import Place, PlaceKind
from optimizer.model.rules import DayRules
from optimizer.model.vehicles import Vehicle
from optimizer.model.windows import TimeWindow

ALL_DAY = TimeWindow(opens=0, closes=24 * 3600)
ALWAYS = TimeWindow(opens=-30 * 86_400, closes=30 * 86_400)


def clock(text: str) -> int:
    """ "08:30" in seconds."""
    hours, minutes = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60


def window(text: str) -> TimeWindow:
    """ "08:00-10:00" as a window."""
    opens, closes = text.split("-")
    return TimeWindow(opens=clock(opens), closes=clock(closes))


@dataclass
class Table:
    """A travel source written by hand; the same table serves every profile.

    ``changed`` holds, by when each later period begins, the pairs that take another time in it.
    """

    seconds: Mapping[tuple[str, str], int]
    default_s: int | None = 600
    metres_per_second: int = 10
    name: str = "table"
    changed: Mapping[int, Mapping[tuple[str, str], int]] = field(default_factory=dict)

    def travel(
        self,
        positions: Mapping[str, Position],
        profiles: Sequence[str],
        *,
        snap_limit_m: int,
        conditions: Conditions | None = None,
    ) -> TravelTimes:
        places = tuple(positions)
        fallback = UNREACHABLE if self.default_s is None else self.default_s
        starts = (0, *sorted(self.changed))
        tables = [{**self.seconds, **self.changed.get(start, {})} for start in starts]
        seconds = np.array(
            [[[0 if a == b else one.get((a, b), fallback) for b in places] for a in places] for one in tables],
            dtype=np.int32,
        ).reshape(len(starts), len(places), len(places))
        metres = np.where(seconds >= UNREACHABLE, UNREACHABLE, np.minimum(seconds, 10**7) * self.metres_per_second)
        layers = (len(profiles), 1, 1, 1)
        return TravelTimes(
            places=places,
            profiles=tuple(profiles),
            seconds=np.tile(seconds, layers).astype(np.int32),
            metres=np.tile(metres, layers).astype(np.int32),
            snaps={i: Snap(point=p, moved_m=0, edge=0, fraction=0.0) for i, p in positions.items()},
            starts=starts,
        )

    def paths(self, profile: str, journeys: Sequence[Journey]) -> list[tuple[Position, ...]]:
        return [() for _ in journeys]

    def causes(self, profile: str, sources: Sequence[str]) -> dict[str, Said]:
        return {}

    def likely_system(self, positions: Sequence[Position]) -> CoordinateSystem:
        return CoordinateSystem.WGS84


@dataclass
class Town:
    """A day under construction."""

    rules: DayRules = field(default_factory=DayRules)
    places: dict[str, Place] = field(default_factory=dict)
    goods: dict[str, Good] = field(default_factory=dict)
    stocks: list[Stock] = field(default_factory=list)
    demands: dict[str, Demand] = field(default_factory=dict)
    vehicles: dict[str, Vehicle] = field(default_factory=dict)
    drivers: dict[str, Driver] = field(default_factory=dict)
    drives: dict[tuple[str, str], int] = field(default_factory=dict)
    changed: dict[int, dict[tuple[str, str], int]] = field(default_factory=dict)
    default_s: int | None = 600

    def place(
        self, name: str, kind: PlaceKind = PlaceKind.COMMUNITY, *, opens: str = "00:00-24:00", **parts: Any
    ) -> "Town":
        number = len(self.places)
        self.places[name] = Place(
            id=name,
            name=name,
            kind=kind,
            position=parts.pop("position", Position(106.5 + number / 1000, 29.5)),
            windows=tuple(window(part) for part in opens.split(",")),
            **parts,
        )
        return self

    def good(self, name: str, *, unit_grams: int = 1000, unit_litres: int = 2, **parts: Any) -> "Town":
        self.goods[name] = Good(id=name, name=name, unit="kg", unit_grams=unit_grams, unit_litres=unit_litres, **parts)
        return self

    def stock(self, place: str, good: str, quantity: int, *, ready: str = "00:00") -> "Town":
        self.stocks.append(Stock(place=place, good=good, quantity=quantity, ready_s=clock(ready)))
        return self

    def demand(
        self,
        place: str,
        good: str = "rice",
        quantity: int = 100,
        *,
        name: str | None = None,
        windows: str = "00:00-24:00",
        due: str | None = None,
        priority: Priority = Priority.DAILY,
        splittable: bool = True,
    ) -> "Town":
        name = name or f"{place}-{good}"
        self.demands[name] = Demand(
            id=name,
            place=place,
            good=good,
            quantity=quantity,
            windows=tuple(window(part) for part in windows.split(",")),
            due_s=None if due is None else clock(due),
            priority=priority,
            splittable=splittable,
        )
        return self

    def vehicle(self, name: str, *, shifts: str = "06:00-20:00", kilograms: int = 1500, **parts: Any) -> "Town":
        self.vehicles[name] = Vehicle(
            **{
                "id": name,
                "plate": f"渝A{len(self.vehicles):05d}",
                "vehicle_class": VehicleClass.LIGHT,
                "capacity_grams": kilograms * 1000,
                "capacity_litres": 10_000,
                "gross_grams": 4_400_000,
                "height_mm": 2800,
                "width_mm": 2000,
                "length_mm": 5900,
                "home": "depot",
                "shifts": tuple(window(part) for part in shifts.split(",")),
                "whitelisted": ALWAYS,
                "fixed_cents": 10_000,
                "cents_per_km": 200,
                "cents_per_hour": 4_000,
                **parts,
            }
        )
        return self

    def driver(self, name: str, *, licence: Licence = Licence.C1, shifts: str = "06:00-20:00", **parts: Any) -> "Town":
        self.drivers[name] = Driver(
            **{
                "id": name,
                "name": name,
                "licence": licence,
                "shifts": tuple(window(part) for part in shifts.split(",")),
                "whitelisted": ALWAYS,
                **parts,
            }
        )
        return self

    def drive(self, origin: str, destination: str, seconds: int, back: int | None = None) -> "Town":
        """So many seconds there, and (if given) so many back; pairs not named take ``default_s``."""
        self.drives[origin, destination] = seconds
        if back is not None:
            self.drives[destination, origin] = back
        return self

    def drive_from(self, begins: str, origin: str, destination: str, seconds: int) -> "Town":
        """So many seconds from a moment of the day on; until the next such moment, where all pairs are as usual."""
        self.changed.setdefault(clock(begins), {})[origin, destination] = seconds
        return self

    def day(self) -> Day:
        return Day(
            name="town",
            date=date(2022, 11, 21),
            rules=self.rules,
            places=self.places,
            goods=self.goods,
            stocks=tuple(self.stocks),
            demands=self.demands,
            vehicles=self.vehicles,
            drivers=self.drivers,
        )

    def roads(self) -> Table:
        return Table(self.drives, self.default_s, changed=self.changed)

    def travel(self) -> TravelTimes:
        day = self.day()
        return self.roads().travel(
            {place: day.places[place].position for place in day.used_places},
            sorted(set(day.profiles.values())),
            snap_limit_m=500,
        )


def town(*, rules: DayRules | None = None, default_s: int | None = 600, bare: bool = False) -> Town:
    """A depot, a market with 100 t of rice, one light van and one driver; ``bare`` leaves out the last two."""
    built = Town(rules=rules or DayRules(), default_s=default_s)
    built.place("depot", PlaceKind.DEPOT).place("market", PlaceKind.MARKET).good("rice").stock(
        "market", "rice", 100_000
    )
    return built if bare else built.vehicle("van").driver("Li")
