"""A crew 班组: one vehicle, one driver, one stretch of time; fixed before routing."""

from dataclasses import dataclass

from optimizer.model.windows import TimeWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """Who drives what, when. ``shift`` lies inside a shift of the vehicle and one of the driver."""

    id: str
    vehicle: str
    driver: str
    shift: TimeWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class Crews:
    """The crews of the day, each vehicle and each driver at most once at a time."""

    crews: tuple[Crew, ...]
