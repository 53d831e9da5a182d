"""Tables of travel times for the periods of a day under changes: law, then overlay, then fastest paths."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from graphs.changes.change import Driven, Interval
from graphs.changes.overlay import INFINITE, apply
from graphs.changes.periods import PeriodTravel
from graphs.changes.resolve import DayChanges
from graphs.changes.say import Said
from graphs.profiles import drive_ms
from graphs.roads import Ints, RoadGraph
from graphs.search import Longs, Stops, StopSearch
from graphs.travel import UNREACHABLE


class Law(Protocol):
    """The law of the road, and how fast it is driven: what holds without any change."""

    def legal_ms(self, roads: RoadGraph, vehicle: Driven, period: Interval) -> NDArray[np.integer]:
        """Milliseconds to drive every edge, 0 or ``INFINITE`` where the law forbids; shape ``(edges,)``."""

    def why_not(self, roads: RoadGraph, vehicle: Driven, edge: int) -> Said:
        """Why the law keeps a vehicle off an edge: "height limit 2.2 m"."""


class ClassLaw:
    """The law as far as the table of classes and road classes tells it, the same at all hours."""

    def legal_ms(self, roads: RoadGraph, vehicle: Driven, period: Interval) -> NDArray[np.integer]:  # noqa: ARG002 -- the same at all hours
        """Milliseconds to drive every edge, 0 where the class may not."""
        return drive_ms(roads, vehicle.vehicle_class)

    def why_not(self, roads: RoadGraph, vehicle: Driven, edge: int) -> Said:  # noqa: ARG002 -- the class decides
        """Say that the class may not drive there."""
        return Said(f"closed to class {vehicle.vehicle_class}", f"禁止车型 {vehicle.vehicle_class} 通行")


Tables = Callable[[RoadGraph, Ints, Stops], tuple[Longs, Longs]]
"""Milliseconds and decimetres from stop to stop, -1 where no way leads, by weights of edges (``INFINITE``: shut)."""


def searched(roads: RoadGraph, ms: Ints, stops: Stops) -> tuple[Longs, Longs]:
    """Tables by plain searches."""
    return StopSearch(roads, np.where(ms < INFINITE, ms, 0).astype(np.int64), stops).table()


class Calls(NamedTuple):
    """Places on the roads: ids, and where each lies."""

    places: tuple[str, ...]
    stops: Stops


def weights(day: DayChanges, law: Law, vehicle: Driven, period: Interval) -> Ints:
    """Milliseconds to drive every edge of ``day.roads`` in a period, ``INFINITE`` where it may not be."""
    return apply(day, vehicle, period).weigh(law.legal_ms(day.roads, vehicle, period))


def period_travel(
    day: DayChanges,
    law: Law,
    vehicles: Mapping[str, Driven],
    periods: Sequence[Interval],
    calls: Calls,
    *,
    tables: Tables = searched,
) -> PeriodTravel:
    """Seconds (rounded up) and metres among places, by profile and period.

    Parameters
    ----------
    vehicles
        A vehicle for each profile: class, size and permits decide what it may use.
    periods
        One after another without gaps, cut at :func:`graphs.changes.boundaries.periods`.
    calls
        The places. One that lies beside an edge shut in a period cannot be reached or left then.
    """
    n = len(calls.places)
    seconds = np.full((len(vehicles), len(periods), n, n), UNREACHABLE, dtype=np.int32)
    metres = np.full_like(seconds, UNREACHABLE)
    every = np.arange(n)
    for layer, vehicle in enumerate(vehicles.values()):
        known: dict[bytes, tuple[Longs, Longs]] = {}
        for at, period in enumerate(periods):
            ms = weights(day, law, vehicle, period)
            # two nights with the same closures need one table
            key = ms.tobytes()
            known[key] = ms_table, dm_table = known.get(key) or tables(day.roads, ms, calls.stops)
            seconds[layer, at] = np.where(ms_table >= 0, -(-ms_table // 1000), UNREACHABLE)
            metres[layer, at] = np.where(dm_table >= 0, (dm_table + 5) // 10, UNREACHABLE)
            seconds[layer, at, every, every] = metres[layer, at, every, every] = 0
    return PeriodTravel(
        places=calls.places,
        profiles=tuple(vehicles),
        starts=tuple(period.begin_s for period in periods),
        seconds=seconds,
        metres=metres,
    )
