"""Passes 通行证, health tests 核酸检测 and road changes 道路变化: carried as data, put to work by later steps."""

from dataclasses import dataclass
from enum import StrEnum

from graphs.geo import Position
from graphs.profiles import VehicleClass
from optimizer.model.units import Metres, Seconds
from optimizer.model.windows import TimeWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """A pass for one vehicle on one line, valid in an interval (it may begin before and end after the day)."""

    number: str
    vehicle: str
    driver: str | None
    origin: str
    destination: str
    valid: TimeWindow


class TestResult(StrEnum):
    """Result of a health test."""

    __test__ = False  # the name begins with "Test": this is a noun of the day, not a test class

    NEGATIVE = "negative"
    POSITIVE = "positive"
    PENDING = "pending"


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthTest:
    """A driver's test, by the time of sampling."""

    driver: str
    sampled_s: Seconds
    result: TestResult


class RoadChangeKind(StrEnum):
    """What happened to a road."""

    CLOSURE = "closure"
    WIDTH_LIMIT = "width_limit"
    HEIGHT_LIMIT = "height_limit"
    WEIGHT_LIMIT = "weight_limit"
    SLOW_DOWN = "slow_down"
    CHECKPOINT = "checkpoint"
    LENGTH_LIMIT = "length_limit"
    AXLE_LIMIT = "axle_limit"
    SEALED_ZONE = "sealed_zone"
    REVERSAL = "reversal"
    GREEN_LANE = "green_lane"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadChange:
    """A change of the roads for an interval; ``value`` in the unit of its kind.

    It is where ``area`` (corners of a polygon) or ``position`` with ``radius_m`` says, and of the roads there, on those
    named ``road`` alone, if one is named. It counts for ``classes`` (None: all), but not for vehicles that hold one of
    ``permits``; a green lane is for those. A checkpoint is open at ``hours`` of every day, at all hours if empty.
    """

    id: str
    kind: RoadChangeKind
    position: Position | None = None
    radius_m: Metres = 50
    interval: TimeWindow
    value: int | None = None
    note: str = ""
    road: str = ""
    area: tuple[Position, ...] = ()
    classes: frozenset[VehicleClass] | None = None
    permits: frozenset[str] = frozenset()
    hours: tuple[TimeWindow, ...] = ()
