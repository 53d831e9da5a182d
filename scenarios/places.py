"""The places of a day: load points, depots and outlets, named and put on the ground."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from graphs.geo import Position
from optimizer.model.places import Place, PlaceKind, VehicleLimits, Zone
from optimizer.model.units import HOUR, Seconds
from optimizer.model.windows import TimeWindow
from scenarios.chance import Chance
from scenarios.names import neutral_names, place_names
from scenarios.outlets import OUTLETS, Hours
from scenarios.siting import Ground

_MARKET_SERVICE = (900, 600)  # seconds for each visit and each tonne: market crews load, drivers stay in the cab
_KINDS = {
    "medical_warehouse": PlaceKind.WAREHOUSE,
    "station": PlaceKind.STATION,
    "depot": PlaceKind.DEPOT,
}
_LOAD_HOURS: Mapping[str, Hours] = {"medical_warehouse": ((0, 24),), "station": ((5, 22),), "depot": ((0, 30),)}
_MARKET_HOURS: tuple[Hours, ...] = (((4, 18),), ((4, 18),), ((3.5, 16),), ((4, 12), (13, 20)))
_PREFIX = {
    "market": "M",
    "vegetable_market": "M",
    "grain_market": "M",
    "meat_market": "M",
    "medical_warehouse": "W",
    "station": "T",
    "depot": "D",
    "community": "C",
    "street_office": "O",
    "sale_point": "S",
    "supermarket": "U",
    "campus": "X",
    "hospital": "H",
    "pharmacy": "P",
}


@dataclass(frozen=True)
class Site:
    """A place and the role it plays in its scenario (a key of ``OUTLETS``, or a sort of load point)."""

    place: Place
    role: str


def windows(hours: Hours) -> tuple[TimeWindow, ...]:
    """Hours of the day as windows in seconds."""
    return tuple(TimeWindow(opens=seconds(opens), closes=seconds(closes)) for opens, closes in hours)


def seconds(hours: float) -> Seconds:
    """Hours of the day in seconds."""
    return round(hours * HOUR)


@dataclass
class Surveyor:
    """Numbers, names and places what a scenario asks for."""

    seed: int
    ground: Ground
    landmarks: Mapping[str, Position]

    def __post_init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._names: dict[str, Iterator[str]] = {}

    def load_points(self, counts: Mapping[str, int]) -> list[Site]:
        """Markets, stations, warehouses and depots, spread over the outskirts."""
        return [
            Site(self._load_point(role, position), role)
            for role, count in counts.items()
            for position in self.ground.outskirts(Chance(self.seed, f"where {role}"), count)
        ]

    def outlets(self, counts: Mapping[str, int]) -> list[Site]:
        """Communities and the others, where the people are."""
        return [
            Site(self._outlet(role, position), role)
            for role, count in counts.items()
            for position in self.ground.homes(Chance(self.seed, f"where {role}"), count)
        ]

    def _load_point(self, role: str, position: Position) -> Place:
        identity, district, name = self._introduce(role, position)
        hours = _LOAD_HOURS.get(role) or Chance(self.seed, identity).one(_MARKET_HOURS)
        fixed_s, per_tonne_s = (0, 0) if role == "depot" else _MARKET_SERVICE
        return Place(
            id=identity,
            name=name,
            district=district,
            position=position,
            windows=windows(hours),
            kind=_KINDS.get(role, PlaceKind.MARKET),
            service_fixed_s=fixed_s,
            service_per_tonne_s=per_tonne_s,
        )

    def _outlet(self, role: str, position: Position) -> Place:
        outlet, (identity, district, name) = OUTLETS[role], self._introduce(role, position)
        chance = Chance(self.seed, identity)
        return Place(
            id=identity,
            name=name,
            district=district,
            position=position,
            kind=outlet.kind,
            windows=windows(chance.weighted(outlet.hours)),
            service_fixed_s=outlet.service_fixed_s,
            service_per_tonne_s=outlet.service_per_tonne_s,
            limits=VehicleLimits(classes=chance.weighted(outlet.limits)),
            zone=Zone(chance.weighted(outlet.zones)),
        )

    def _introduce(self, role: str, position: Position) -> tuple[str, str, str]:
        """Id, district and name of the next place of this role."""
        prefix = _PREFIX[role]
        number = self._counts[prefix] = self._counts.get(prefix, 0) + 1
        district = nearest(self.landmarks, position)
        if role not in self._names:
            named = place_names(Chance(self.seed, f"names {role}"), role) if district else neutral_names(role)
            self._names[role] = named
        return f"{prefix}{number:03d}", district, district + next(self._names[role])


def nearest(landmarks: Mapping[str, Position], position: Position) -> str:
    """Name of the landmark nearest to a position; empty where there are none."""
    squeeze = np.cos(np.radians(position.lat))

    def gap(name: str) -> float:
        there = landmarks[name]
        return float(((there.lon - position.lon) * squeeze) ** 2 + (there.lat - position.lat) ** 2)

    return min(landmarks, key=gap, default="")
