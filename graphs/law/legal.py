"""The legal network of a vehicle in a period of a day: time on every edge, and turns not to be taken.

A road counts as open in a period if it is open to the vehicle from its first second to its last; so a plan that keeps
to the periods never breaks a sign, and boundaries from :func:`moments` lose nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from graphs.geo import Position
from graphs.law.barriers import BARRIER_TABLE, BARRIERS
from graphs.law.classes import RoadVehicle
from graphs.law.edgelaw import EdgeLaw
from graphs.law.hours import intervals
from graphs.law.judge import Verdict, judge
from graphs.law.speeds import QUIET, free_metres_per_hour, milliseconds, traffic_pct
from graphs.roads import RoadGraph

INFINITE = 2**30 - 1
"""Milliseconds on an edge that may not be used."""

Ints = NDArray[np.int32]
Period = tuple[int, int]
DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class Clock:
    """A period ``from_s`` to ``to_s`` of a day at a position, by the clock on the wall there."""

    day: date
    from_s: int
    to_s: int
    where: Position | None = None

    def moments(self, laws: Iterable[EdgeLaw]) -> list[int]:
        """Seconds at which the period begins or a sign in one of the laws starts or ceases to hold."""
        hours = {condition.when.hours for law in laws for condition in law.conditions} - {""}
        ends = (end for text in hours for interval in self.of(text) for end in interval)
        return sorted({self.from_s, *(second for second in ends if self.from_s < second < self.to_s)})

    def of(self, hours: str) -> tuple[tuple[int, int], ...]:
        """Give the intervals of some hours within the period."""
        return intervals(hours, self.day, self.from_s, self.to_s, self.where)

    def holds(self, hours: str, second: int) -> bool:
        """Whether some hours hold at a second of the period."""
        return any(begin <= second < end for begin, end in self.of(hours))


def verdict(law: EdgeLaw, vehicle: RoadVehicle, clock: Clock | None, *, calls: bool = True) -> Verdict:
    """Judge a law for a whole period: barred if barred at any moment, else the lowest speed limit of all.

    Without a clock, signs with hours are passed over. ``calls`` tells whether the vehicle calls at a place there.
    """
    if clock is None or not law.timed:
        return judge(law, vehicle, lambda _: False, calls=calls)
    found = [
        judge(law, vehicle, lambda hours, at=at: clock.holds(hours, at), calls=calls)  # type: ignore[misc]
        for at in clock.moments((law,))
    ]
    barred = next((one for one in found if one.bar is not None), None)
    if barred is not None:
        return barred
    return Verdict(kph=min((one.kph for one in found if one.kph), default=0))


def legal_ms(
    roads: RoadGraph,
    vehicle: RoadVehicle,
    period: Period | None = None,
    day: date | None = None,
    *,
    traffic: str = QUIET,
) -> Ints:
    """Milliseconds to drive every edge, rounded up, ``INFINITE`` where the vehicle may not; shape ``(edges,)``.

    Parameters
    ----------
    roads, vehicle
        The roads and who drives.
    period
        Seconds of the day from which and up to which the times are to hold; None for any hour.
    day
        The day, for signs with hours; without it (or without a period) such signs are passed over.
    traffic
        Which table of :data:`graphs.law.speeds.TRAFFIC_PCT` slows the vehicle by the hour of the period.

    Raises
    ------
    ValueError
        When the period is empty, or the traffic has no table.
    """
    pct = 100 if period is None else traffic_pct(period, traffic)
    speed = free_metres_per_hour(roads, vehicle.vehicle_class) * pct // 100
    verdicts = [verdict(law, vehicle, clock_at(roads, period, day)) for law in roads.law.laws]
    special = _table([one.kph for one in verdicts])[roads.law.code]
    limit = np.where(special > 0, special, roads.max_kph).astype(np.int64) * 1000
    speed = np.where((limit > 0) & (speed > limit), limit, speed)
    delay = _table([BARRIER_TABLE[BARRIERS[law.gate]].seconds * 1000 for law in roads.law.laws])[roads.law.code]
    open_ = ~_barred(verdicts)[roads.law.code] & (speed > 0)
    time = np.minimum(milliseconds(roads.length_dm, speed) + delay, INFINITE - 1)
    return np.where(open_, time, INFINITE).astype(np.int32)


def callers_only(
    roads: RoadGraph, vehicle: RoadVehicle, period: Period | None = None, day: date | None = None
) -> NDArray[np.bool_]:
    """Edges that are no way through: open to the vehicle, if at all, when it calls at a place there; ``(edges,)``.

    As signs say it: ``access=destination``, ``hgv=delivery``, ``maxweight:conditional=none @ destination``. Of signs
    with hours, those count that hold at some moment of the period.
    """
    clock = clock_at(roads, period, day)
    return _barred([verdict(law, vehicle, clock, calls=False) for law in roads.law.laws])[roads.law.code]


def forbidden_turns(
    roads: RoadGraph, vehicle: RoadVehicle, period: Period | None = None, day: date | None = None
) -> NDArray[np.bool_]:
    """Turns of ``roads.law.turns`` that the vehicle may not take at some moment of the period; shape ``(turns,)``."""
    turns = roads.law.turns
    clock = clock_at(roads, period, day)
    return _barred([verdict(law, vehicle, clock) for law in turns.laws])[turns.code]


def moments(roads: RoadGraph, vehicle: RoadVehicle, period: Period, day: date) -> tuple[int, ...]:
    """Seconds inside a period at which the law changes for the vehicle, on any edge or at any turn, in order."""
    clock = clock_at(roads, period, day)
    assert clock is not None, "there are both period and day"
    changing = [
        law
        for law in (*roads.law.laws, *roads.law.turns.laws)
        if law.timed and any(condition.classes & vehicle.bit for condition in law.conditions)
    ]
    return tuple(clock.moments(changing)[1:])


def clock_at(roads: RoadGraph, period: Period | None, day: date | None) -> Clock | None:
    """The period by the clock in the middle of the roads; None where hours are not to be looked at."""
    if period is None or day is None:
        return None
    west, south, east, north = roads.bounds
    # A hundredth of a degree tells countries and sunrises apart, and lets extracts of one city share their answers.
    return Clock(day, *period, Position(round((west + east) / 2, 2), round((south + north) / 2, 2)))


def u_turns(roads: RoadGraph, usual: NDArray[np.bool_] | None = None) -> tuple[Ints, Ints]:
    """Edges and their twins where one leads into the other though there are other ways on.

    Vehicles that do not ``turns_round`` may not take them; where the way back is the only one, all turn round.

    Parameters
    ----------
    roads
        The roads.
    usual
        Edges that count as ways on, all if None: edges that only a change opens must not make a dead end a junction.
    """
    ways_on = np.bincount(roads.tail if usual is None else roads.tail[usual], minlength=roads.node_count)
    edges = np.flatnonzero((roads.twin >= 0) & (ways_on[roads.head] > 1)).astype(np.int32)
    return edges, roads.twin[edges]


def _barred(verdicts: list[Verdict]) -> NDArray[np.bool_]:
    return np.array([one.bar is not None for one in verdicts], dtype=np.bool_)


def _table(numbers: list[int]) -> NDArray[np.int64]:
    return np.array(numbers, dtype=np.int64)
