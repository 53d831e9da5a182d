"""A change of the roads 道路变化: where, what, when and for whom; frozen, in integers.

Times are seconds from 00:00 of the planning day. What a change does to single edges is :mod:`graphs.changes.overlay`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from graphs.geo import Position
from graphs.law.classes import RoadVehicle, VehicleClass

DAY_S = 86_400


class Dimension(StrEnum):
    """What a limit measures."""

    HEIGHT = "height"
    WIDTH = "width"
    LENGTH = "length"
    WEIGHT = "weight"
    AXLE = "axle"

    def of(self, vehicle: RoadVehicle) -> int:
        """Measure of a vehicle, in centimetres or kilograms."""
        return {
            Dimension.HEIGHT: vehicle.height_cm,
            Dimension.WIDTH: vehicle.width_cm,
            Dimension.LENGTH: vehicle.length_cm,
            Dimension.WEIGHT: vehicle.gross_kg,
            Dimension.AXLE: vehicle.axle_kg,
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """From ``begin_s`` until before ``end_s``; a vehicle that comes at ``end_s`` meets the roads as they were."""

    begin_s: int
    end_s: int

    def __post_init__(self) -> None:
        if self.begin_s >= self.end_s:
            raise ValueError(f"interval ends at {self.end_s} s, not after it begins at {self.begin_s} s")

    def meets(self, other: "Interval") -> bool:
        """Whether the two have a moment in common."""
        return self.begin_s < other.end_s and other.begin_s < self.end_s


ALWAYS = Interval(begin_s=-(2**40), end_s=2**40)
"""An interval without limits."""

Hours = tuple[Interval, ...]
"""Hours of every day, such as 06:00-22:00; an interval may reach beyond 24:00. None at all means: round the clock."""


class Around(NamedTuple):
    """All roads within so many metres of a point."""

    position: Position
    radius_m: int


class Area(NamedTuple):
    """All roads inside a polygon, or crossing its border; the ring need not be closed."""

    ring: tuple[Position, ...]


class NamedRoad(NamedTuple):
    """All roads of a name; with ``near``, only those there."""

    name: str
    near: Around | Area | None = None


class Edges(NamedTuple):
    """Edges of the road graph, by number."""

    edges: tuple[int, ...]


Where = Around | Area | NamedRoad | Edges


@dataclass(frozen=True, slots=True)
class Closure:
    """Nobody drives here 道路封闭."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """Only vehicles up to ``most`` (centimetres or kilograms) drive here 限高 限宽 限长 限重 限轴重."""

    dimension: Dimension
    most: int

    def __post_init__(self) -> None:
        if self.most <= 0:
            raise ValueError(f"a {self.dimension} limit must be above 0, not {self.most}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SlowDown:
    """Vehicles drive at ``percent`` of their usual speed 慢行, 1 to 100."""

    percent: int

    def __post_init__(self) -> None:
        if not 1 <= self.percent <= 100:
            raise ValueError(f"a slow-down is to 1-100 % of the usual speed, not {self.percent} %")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """Each vehicle that comes in waits ``wait_s`` at the gate 卡点; outside ``hours`` the gate is shut."""

    wait_s: int
    hours: Hours = ()

    def __post_init__(self) -> None:
        if self.wait_s < 0:
            raise ValueError(f"nobody waits {self.wait_s} s at a checkpoint")


@dataclass(frozen=True, slots=True)
class Sealed:
    """Sealed zone 封控区: nobody drives in, through or out."""


@dataclass(frozen=True, slots=True)
class Reversal:
    """One-way streets are driven the other way round 单行反向; streets driven both ways stay as they are."""


@dataclass(frozen=True, slots=True)
class GreenLane:
    """Green lane 绿色通道: closures, seals, waits, shut gates and slow-downs *before it in the list* do not count here.

    Limits and reversals stay: a bridge does not grow with a pass.
    """


Effect = Closure | Limit | SlowDown | Checkpoint | Sealed | Reversal | GreenLane


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of the roads.

    Attributes
    ----------
    classes
        Vehicle classes it is for; None for all.
    permits
        Who is spared: vehicles that hold one of these permits. Of a green lane: who may use it; empty for all.
    """

    id: str
    where: Where
    effect: Effect
    interval: Interval = ALWAYS
    classes: frozenset[VehicleClass] | None = None
    permits: frozenset[str] = frozenset()
    note: str = ""

    def concerns(self, vehicle: RoadVehicle) -> bool:
        """Whether the change counts for a vehicle, its class and permits considered."""
        if self.classes is not None and vehicle.vehicle_class not in self.classes:
            return False
        holds = bool(self.permits & vehicle.permits)
        if isinstance(self.effect, GreenLane):
            return holds or not self.permits
        if isinstance(self.effect, Limit):
            return not holds and self.effect.dimension.of(vehicle) > self.effect.most
        return not holds


def shut(hours: Hours, period: Interval) -> bool:
    """Whether gates with these hours are shut during the whole of a period."""
    if not hours:
        return False
    first = min(opened.begin_s for opened in hours)
    day = (period.begin_s - first) // DAY_S - 1
    while day * DAY_S + first < period.end_s:
        for opened in hours:
            if Interval(begin_s=opened.begin_s + day * DAY_S, end_s=opened.end_s + day * DAY_S).meets(period):
                return False
        day += 1
    return True


def always_open(hours: Hours, period: Interval) -> bool:
    """Whether gates with these hours are open from the first moment of a period to its last."""
    if not hours:
        return True
    opened = sorted((one.begin_s + day * DAY_S, one.end_s + day * DAY_S) for one in hours for day in (-1, 0, 1, 2))
    begin = period.begin_s % DAY_S
    end = begin + min(period.end_s - period.begin_s, DAY_S)
    for opens, closes in opened:
        if opens <= begin:
            begin = max(begin, closes)
    return begin >= end
