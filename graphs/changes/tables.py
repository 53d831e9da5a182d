"""Tables of travel times for the periods of a day under changes: law, then overlay, then fastest paths."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from graphs.changes.boundaries import speed_moments
from graphs.changes.change import ALWAYS, Interval
from graphs.changes.overlay import INFINITE, apply
from graphs.changes.periods import PeriodTravel
from graphs.changes.resolve import DayChanges
from graphs.changes.say import Said
from graphs.law.classes import RoadVehicle
from graphs.law.legal import callers_only, forbidden_turns, legal_ms, moments
from graphs.law.reasons import why_not
from graphs.law.speeds import QUIET, TRAFFIC_PCT
from graphs.roads import Ints, RoadGraph
from graphs.search import Longs, Stops, StopSearch
from graphs.travel import UNREACHABLE


class Law(Protocol):
    """The law of the road, and how fast it is driven: what holds without any change."""

    def legal_ms(self, roads: RoadGraph, vehicle: RoadVehicle, period: Interval) -> NDArray[np.integer]:
        """Milliseconds to drive every edge, 0 or ``INFINITE`` where the law forbids; shape ``(edges,)``."""

    def forbidden_turns(self, roads: RoadGraph, vehicle: RoadVehicle, period: Interval) -> NDArray[np.bool_]:
        """Turns of ``roads.law.turns`` that may not be taken; shape ``(turns,)``."""

    def callers_only(self, roads: RoadGraph, vehicle: RoadVehicle, period: Interval) -> NDArray[np.bool_]:
        """Edges that are no way through, for calls at places there alone; shape ``(edges,)``."""

    def why_not(self, roads: RoadGraph, vehicle: RoadVehicle, edge: int, period: Interval) -> Said:
        """Why the law keeps a vehicle off an edge: "height limit 2.2 m"."""


@dataclass(frozen=True, slots=True)
class SignedLaw:
    """The law as the map's signs tell it (:mod:`graphs.law`).

    ``day`` is the date, for signs with hours, which are passed over without it; ``traffic`` names the table of speeds
    by hour.
    """

    day: date | None = None
    traffic: str = QUIET

    def legal_ms(self, roads: RoadGraph, vehicle: RoadVehicle, period: Interval) -> NDArray[np.integer]:
        """Milliseconds to drive every edge, ``INFINITE`` where the law forbids."""
        return legal_ms(roads, vehicle, _ends(period), self.day, traffic=self.traffic)

    def forbidden_turns(self, roads: RoadGraph, vehicle: RoadVehicle, period: Interval) -> NDArray[np.bool_]:
        """Turns that the vehicle may not take at some moment of the period."""
        return forbidden_turns(roads, vehicle, _ends(period), self.day)

    def callers_only(self, roads: RoadGraph, vehicle: RoadVehicle, period: Interval) -> NDArray[np.bool_]:
        """Edges that signs keep for those who call there at some moment of the period."""
        return callers_only(roads, vehicle, _ends(period), self.day)

    def why_not(self, roads: RoadGraph, vehicle: RoadVehicle, edge: int, period: Interval) -> Said:
        """Why the signs keep a vehicle off an edge."""
        reason = why_not(roads, vehicle, edge, _ends(period), self.day)
        return Said("closed by law", "依法禁止通行") if reason is None else Said(reason.en, reason.zh)

    def moments(self, roads: RoadGraph, vehicles: Iterable[RoadVehicle], horizon: Interval) -> tuple[int, ...]:
        """When speeds or signs change inside a horizon for some vehicle: boundaries for its periods."""
        found = set(speed_moments(TRAFFIC_PCT[self.traffic], horizon))
        if self.day is not None:
            for vehicle in vehicles:
                found.update(moments(roads, vehicle, (horizon.begin_s, horizon.end_s), self.day))
        return tuple(sorted(found))


class Put(NamedTuple):
    """What holds on the roads of a day for one vehicle in one period.

    Attributes
    ----------
    ms
        Milliseconds to drive every edge, ``INFINITE``: shut; shape ``(edges,)``.
    forbidden
        Turns not to be taken.
    callers
        Edges that are no way through; shape ``(edges,)``.
    """

    ms: Ints
    forbidden: NDArray[np.bool_]
    callers: NDArray[np.bool_]


Tables = Callable[[RoadGraph, Put, Stops], tuple[Longs, Longs]]
"""Milliseconds and decimetres from stop to stop, -1 where no way leads."""


def searched(roads: RoadGraph, put: Put, stops: Stops) -> tuple[Longs, Longs]:
    """Tables by plain searches, turns left free and ways through open."""
    return StopSearch(roads, np.where(put.ms < INFINITE, put.ms, 0).astype(np.int64), stops).table()


def _ends(period: Interval) -> tuple[int, int] | None:
    """The period as the law takes it; None, any hour, for one without limits."""
    return None if period == ALWAYS else (period.begin_s, period.end_s)


class Calls(NamedTuple):
    """Places on the roads: ids, and where each lies."""

    places: tuple[str, ...]
    stops: Stops


def weights(day: DayChanges, law: Law, vehicle: RoadVehicle, period: Interval) -> Ints:
    """Milliseconds to drive every edge of ``day.roads`` in a period, ``INFINITE`` where it may not be."""
    return apply(day, vehicle, period).weigh(law.legal_ms(day.roads, vehicle, period))


def period_travel(
    day: DayChanges,
    law: Law,
    vehicles: Mapping[str, RoadVehicle],
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
            put = Put(
                weights(day, law, vehicle, period),
                law.forbidden_turns(day.roads, vehicle, period),
                law.callers_only(day.roads, vehicle, period),
            )
            # two nights with the same closures need one table
            key = b"".join(part.tobytes() for part in put)
            known[key] = ms_table, dm_table = known.get(key) or tables(day.roads, put, calls.stops)
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
