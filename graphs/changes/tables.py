"""Tables of travel times for the periods of a day under changes: law, then overlay, then fastest paths."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from graphs.changes.boundaries import speed_moments
from graphs.changes.change import ALWAYS, Interval
from graphs.changes.overlay import INFINITE, apply
from graphs.changes.resolve import DayChanges
from graphs.changes.say import Said
from graphs.changes.whole_day import throughout
from graphs.law.classes import RoadVehicle
from graphs.law.legal import callers_only, forbidden_turns, legal_ms, moments
from graphs.law.reasons import why_not
from graphs.law.speeds import QUIET, TRAFFIC_PCT
from graphs.leg import UNREACHABLE
from graphs.roads import Ints, RoadGraph
from graphs.search import Stops, StopSearch
from graphs.snap import Snap
from graphs.travel import TravelTimes


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


Tables = Callable[[DayChanges, Put, Stops, tuple[Ints, Ints]], None]
"""Writes milliseconds and decimetres from stop to stop into two arrays, ``INFINITE`` where no way leads."""


def searched(day: DayChanges, put: Put, stops: Stops, far: tuple[Ints, Ints]) -> None:
    """Tables by plain searches, turns left free and ways through open."""
    found = StopSearch(day.roads, np.where(put.ms < INFINITE, put.ms, 0).astype(np.int64), stops).table()
    for into, table in zip(far, found, strict=True):
        into[:] = np.where(table >= 0, table, INFINITE)


def _ends(period: Interval) -> tuple[int, int] | None:
    """The period as the law takes it; None, any hour, for one without limits."""
    return None if period == ALWAYS else (period.begin_s, period.end_s)


class Calls(NamedTuple):
    """Places on the roads: ids, where each lies, where it lies for profiles that come to it otherwise, and reports."""

    places: tuple[str, ...]
    stops: Stops
    of_profile: Mapping[str, Stops] = MappingProxyType({})
    snaps: Mapping[str, Snap] = MappingProxyType({})


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
) -> TravelTimes:
    """Seconds (rounded up) and metres among places, by profile and period.

    Parameters
    ----------
    vehicles
        A vehicle for each profile: class, size and permits decide what it may use.
    periods
        One after another without gaps. Where a change begins or ends within one
        (:func:`graphs.changes.boundaries.periods` sees that none does), it is taken as :func:`throughout` says.
    calls
        The places. One that lies beside an edge shut in a period cannot be reached or left then.
    """
    n = len(calls.places)
    seconds, metres = np.empty((2, len(vehicles), len(periods), n, n), dtype=np.int32)
    days = [throughout(day, period) for period in periods]
    for layer, (profile, vehicle) in enumerate(vehicles.items()):
        known: dict[bytes, int] = {}
        stops = calls.of_profile.get(profile, calls.stops)
        for at, (held, period) in enumerate(zip(days, periods, strict=True)):
            put = Put(
                weights(held, law, vehicle, period),
                law.forbidden_turns(held.roads, vehicle, period),
                law.callers_only(held.roads, vehicle, period),
            )
            # two nights with the same closures need one table
            first = known.setdefault(b"".join(part.tobytes() for part in (held.against, *put)), at)
            if first == at:
                tables(held, put, stops, (seconds[layer, at], metres[layer, at]))
                rounded(seconds[layer, at], metres[layer, at])
            else:
                seconds[layer, at], metres[layer, at] = seconds[layer, first], metres[layer, first]
    return TravelTimes(
        places=calls.places,
        profiles=tuple(vehicles),
        starts=tuple(period.begin_s for period in periods),
        seconds=seconds,
        metres=metres,
        snaps=calls.snaps,
    )


def rounded(ms: Ints, dm: Ints, *, first: int = 0) -> None:
    """Make milliseconds seconds, rounded up, and decimetres metres, in rows of the places from ``first`` on.

    ``UNREACHABLE`` where no way leads; from a place to itself it is no way at all.
    """
    for row in range(len(ms)):
        reached = ms[row] < INFINITE
        ms[row] = np.where(reached, -(-ms[row] // 1000), UNREACHABLE)
        dm[row] = np.where(reached, (dm[row] + 5) // 10, UNREACHABLE)
        ms[row, first + row] = dm[row, first + row] = 0


def joined(travel: TravelTimes) -> TravelTimes:
    """Give the same times in as few periods as they need: one like the period before it is no period."""
    kept = [
        at
        for at in range(len(travel.starts))
        if at == 0
        or not (
            np.array_equal(travel.seconds[:, at], travel.seconds[:, at - 1])
            and np.array_equal(travel.metres[:, at], travel.metres[:, at - 1])
        )
    ]
    if len(kept) == len(travel.starts):
        return travel
    return replace(
        travel,
        starts=tuple(travel.starts[at] for at in kept),
        seconds=np.ascontiguousarray(travel.seconds[:, kept]),
        metres=np.ascontiguousarray(travel.metres[:, kept]),
    )


WORTH = 0.01
"""Part of the driving time that a finer cut must save; less is not worth the slower search for a plan."""


def worth(finer: TravelTimes, coarser: TravelTimes) -> bool:
    """Whether a finer cut of the day is worth its periods: it opens a way, or saves a hundredth in the mean.

    The mean is over pairs and periods, of the day of ``finer``, all of which count alike.
    """
    at = np.searchsorted(coarser.starts, finer.starts, side="right") - 1
    saved = total = 0
    for period, whole in enumerate(at.tolist()):
        fine, coarse = finer.seconds[:, period], coarser.seconds[:, whole]
        if ((fine < UNREACHABLE) & (coarse >= UNREACHABLE)).any():
            return True
        open_ = fine < UNREACHABLE
        total += int(fine[open_].sum(dtype=np.int64))
        saved += int(coarse[open_].sum(dtype=np.int64)) - int(fine[open_].sum(dtype=np.int64))
    return saved > WORTH * total
