"""Where goods start, pause and end: places 地点."""

from dataclasses import dataclass
from enum import StrEnum

from graphs.geo import CoordinateSystem, Position
from graphs.profiles import VehicleClass
from optimizer.model.units import TONNE, Grams, Millimetres, Seconds
from optimizer.model.windows import TimeWindow


class PlaceKind(StrEnum):
    """What a place is; see the chain 货源 → 中转站 → 社区 in docs/concepts.md."""

    MARKET = "market"
    WAREHOUSE = "warehouse"
    BASE = "base"
    ENTERPRISE = "enterprise"
    STATION = "station"
    COMMUNITY = "community"
    STREET_OFFICE = "street_office"
    SUPERMARKET = "supermarket"
    PHARMACY = "pharmacy"
    HOSPITAL = "hospital"
    CAMPUS = "campus"
    DEPOT = "depot"


class Zone(StrEnum):
    """Risk zone 区域 a place lies in: open 低风险, controlled 管控区, sealed 封控区."""

    OPEN = "open"
    CONTROLLED = "controlled"
    SEALED = "sealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleLimits:
    """What may drive up to a place; None means no limit."""

    classes: frozenset[VehicleClass] | None = None
    max_gross_grams: Grams | None = None
    max_height_mm: Millimetres | None = None
    max_length_mm: Millimetres | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A point where vehicles load, unload or stand.

    ``position`` is WGS-84; ``declared_system`` is what the planner said the input was in. Service takes
    ``service_fixed_s`` for each visit and ``service_per_tonne_s`` for each tonne loaded or unloaded there.
    """

    id: str
    name: str
    kind: PlaceKind
    position: Position
    declared_system: CoordinateSystem = CoordinateSystem.WGS84
    district: str = ""
    windows: tuple[TimeWindow, ...]
    service_fixed_s: Seconds = 0
    service_per_tonne_s: Seconds = 0
    limits: VehicleLimits = VehicleLimits()
    zone: Zone = Zone.OPEN

    def __post_init__(self) -> None:
        if not self.windows:
            raise ValueError(f"place {self.id!r} has no opening window")

    def service_s(self, grams: Grams) -> Seconds:
        """Seconds to load or unload ``grams`` here in one visit, rounded up."""
        return self.service_fixed_s - (-grams * self.service_per_tonne_s // TONNE)
