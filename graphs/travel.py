"""Travel times: what the road graph tells the optimizer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from graphs.changes.change import Change, Interval
from graphs.geo import CoordinateSystem, Position
from graphs.law.classes import RoadVehicle
from graphs.leg import Leg
from graphs.profiles import VehicleClass
from graphs.snap import Snap

UNREACHABLE = 2**30 - 1
"""Stands in both matrices where no road leads from one place to the other."""


@dataclass(frozen=True, kw_only=True)
class TravelTimes:
    """Seconds and metres among places, for each vehicle class.

    Attributes
    ----------
    places
        Ids, in the order of rows and columns.
    classes
        Vehicle classes, in the order of the first axis.
    seconds, metres
        Shape ``(classes, n, n)``, int32, row to column, asymmetric; ``UNREACHABLE`` where there is no way.
        ``metres`` is the length of the fastest path, not of the shortest.
    snaps
        Where each place met the road, by place id.
    """

    places: tuple[str, ...]
    classes: tuple[VehicleClass, ...]
    seconds: NDArray[np.int32]
    metres: NDArray[np.int32]
    snaps: Mapping[str, Snap]

    @cached_property
    def row(self) -> Mapping[str, int]:
        """Row (and column) of a place id."""
        return {place: i for i, place in enumerate(self.places)}

    @cached_property
    def layer(self) -> Mapping[VehicleClass, int]:
        """Index on the first axis of a vehicle class."""
        return {vehicle_class: i for i, vehicle_class in enumerate(self.classes)}

    def leg(self, vehicle_class: VehicleClass, origin: str, destination: str) -> Leg | None:
        """The drive from origin to destination, or None where no road leads there."""
        at = (self.layer[vehicle_class], self.row[origin], self.row[destination])
        seconds = int(self.seconds[at])
        return None if seconds >= UNREACHABLE else Leg(seconds, int(self.metres[at]))


class Conditions(NamedTuple):
    """What holds on the roads of one day.

    Attributes
    ----------
    vehicles
        The vehicle that stands for its class, by size; a class that is not named is of typical size.
    changes
        Road changes, in the order in which they are applied.
    horizon
        When vehicles are on the roads. One table serves the whole of it: see :mod:`graphs.changes.whole_day`.
    """

    vehicles: Mapping[VehicleClass, RoadVehicle]
    changes: Sequence[Change]
    horizon: Interval


class TravelSource(Protocol):
    """Anything that knows roads: :class:`graphs.network.RoadNetwork`, or a table written by hand in a test."""

    @property
    def name(self) -> str:
        """What roads these are, for the record (file name, or town and seed)."""

    def travel(
        self,
        positions: Mapping[str, Position],
        classes: Sequence[VehicleClass],
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

    def paths(self, vehicle_class: VehicleClass, legs: Sequence[tuple[str, str]]) -> list[tuple[Position, ...]]:
        """Polylines of the fastest paths between places of the last ``travel``; empty where there is none."""

    def likely_system(self, positions: Sequence[Position]) -> CoordinateSystem:
        """In which coordinate system these positions were most likely given; WGS-84 where nothing seems wrong."""
