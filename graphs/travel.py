"""Travel times: what the road graph tells the optimizer."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from graphs.changes.change import DAY_S, Change, Interval
from graphs.changes.periods import across
from graphs.changes.say import Said
from graphs.geo import CoordinateSystem, Position
from graphs.law.classes import RoadVehicle
from graphs.law.speeds import QUIET
from graphs.leg import UNREACHABLE, Journey, Leg
from graphs.snap import Snap


@dataclass(frozen=True, kw_only=True, eq=False)
class TravelTimes:
    """Seconds and metres among places, by profile of vehicles and period of the day.

    Attributes
    ----------
    places, profiles
        Ids, in the order of rows and columns, and of the first axis. The id of a profile is free to choose; that of a
        class without permits is the name of the class.
    seconds, metres
        Shape ``(profiles, periods, n, n)``, int32, row to column, asymmetric; ``UNREACHABLE`` where a period has no
        way. ``metres`` is the length of the fastest path, not of the shortest.
    snaps
        Where each place met the road, by place id.
    starts
        When each period begins, rising, in seconds from 00:00 of the planning day. The first period also holds
        before its beginning, the last one for ever.

    Raises
    ------
    ValueError
        When shapes do not fit, or periods do not rise.
    """

    places: tuple[str, ...]
    profiles: tuple[str, ...]
    seconds: NDArray[np.int32]
    metres: NDArray[np.int32]
    snaps: Mapping[str, Snap]
    starts: tuple[int, ...] = (0,)

    def __post_init__(self) -> None:
        shape = (len(self.profiles), len(self.starts), len(self.places), len(self.places))
        if self.seconds.shape != shape or self.metres.shape != shape:
            raise ValueError(f"tables must have shape {shape}, not {self.seconds.shape} and {self.metres.shape}")
        if not self.starts or any(a >= b for a, b in zip(self.starts[:-1], self.starts[1:], strict=True)):
            raise ValueError(f"periods must begin one after another, not at {self.starts}")

    @cached_property
    def row(self) -> Mapping[str, int]:
        """Row (and column) of a place id."""
        return {place: i for i, place in enumerate(self.places)}

    @cached_property
    def layer(self) -> Mapping[str, int]:
        """Index on the first axis of a profile."""
        return {profile: i for i, profile in enumerate(self.profiles)}

    @cached_property
    def shortest(self) -> NDArray[np.int32]:
        """Seconds of the quickest period of each pair; shape ``(profiles, n, n)``."""
        return self.seconds[:, 0] if len(self.starts) == 1 else self.seconds.min(axis=1)

    def leg(self, profile: str, origin: str, destination: str, depart_s: int) -> Leg | None:
        """The trip of whoever leaves at ``depart_s``, waits on the way included; None where there will be no way."""
        at = max(bisect_right(self.starts, depart_s) - 1, 0)
        leg = self._in_period(at, profile, origin, destination)
        if len(self.starts) == 1:
            return leg
        ends = self.starts[at + 1] if at + 1 < len(self.starts) else None
        if leg is not None and (ends is None or depart_s + leg.seconds <= ends):
            return leg
        return across(self.starts, self.by_period(profile, origin, destination), depart_s)

    def by_period(self, profile: str, origin: str, destination: str) -> tuple[Leg | None, ...]:
        """The whole trip as it is in each of the periods; None where one has no way."""
        return tuple(self._in_period(at, profile, origin, destination) for at in range(len(self.starts)))

    def quickest(self, profile: str, origin: str, destination: str) -> Leg | None:
        """The trip in its quickest period; None where no period has a way."""
        legs = [leg for leg in self.by_period(profile, origin, destination) if leg is not None]
        return min(legs, default=None)

    def _in_period(self, period: int, profile: str, origin: str, destination: str) -> Leg | None:
        at = (self.layer[profile], period, self.row[origin], self.row[destination])
        seconds = int(self.seconds[at])
        return None if seconds >= UNREACHABLE else Leg(seconds, int(self.metres[at]))


class Conditions(NamedTuple):
    """What holds on the roads of one day.

    Attributes
    ----------
    vehicles
        The vehicle that stands for a profile, by class, size and permits; a class that is not named is of typical size.
    changes
        Road changes, in the order in which they are applied.
    horizon
        When vehicles are on the roads.
    date
        The planning day, for signs with hours; without it they are passed over.
    traffic
        Name of the table of speeds by hour, a key of :data:`graphs.law.speeds.TRAFFIC_PCT`.
    """

    vehicles: Mapping[str, RoadVehicle]
    changes: Sequence[Change] = ()
    horizon: Interval = Interval(begin_s=0, end_s=DAY_S)
    date: dt.date | None = None
    traffic: str = QUIET


class TravelSource(Protocol):
    """Anything that knows roads: :class:`graphs.network.RoadNetwork`, or a table written by hand in a test."""

    @property
    def name(self) -> str:
        """What roads these are, for the record (file name, or town and seed)."""

    def travel(
        self,
        positions: Mapping[str, Position],
        profiles: Sequence[str],
        *,
        snap_limit_m: int,
        conditions: Conditions | None = None,
    ) -> TravelTimes:
        """Travel times among all positions; a place beyond the snap limit is reported in ``snaps`` and unreachable.

        Raises
        ------
        InvalidChanges
            When a road change cannot be applied; none is in force then.
        """

    def paths(self, profile: str, journeys: Sequence[Journey]) -> list[tuple[Position, ...]]:
        """Polylines of the paths driven between places of the last ``travel``; empty where there is none."""

    def causes(self, profile: str, sources: Sequence[str]) -> Mapping[str, Said]:
        """Why places of the last ``travel`` are not reached from any of some places, or not left; by place."""

    def likely_system(self, positions: Sequence[Position]) -> CoordinateSystem:
        """In which coordinate system these positions were most likely given; WGS-84 where nothing seems wrong."""
