"""Which trips of a plan a change hits: those that drive where it acts, while it does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphs.changes.change import Change, Checkpoint, GreenLane, Interval, Limit, Reversal, SlowDown, shut
from graphs.changes.overlay import named
from graphs.changes.resolve import DayChanges
from graphs.changes.say import Said
from graphs.law.classes import RoadVehicle
from graphs.roads import Ints


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Drive:
    """A drive as planned: the edges it follows, and when it comes onto each and leaves the last.

    ``trip`` is the name under which a hit is reported; ``moments_s`` has one entry more than ``edges``.
    """

    trip: str
    vehicle: RoadVehicle
    edges: Ints
    moments_s: NDArray[np.int64]


class Hit(NamedTuple):
    """A change meets a drive: the first edge on which it does, and when the drive comes there.

    ``stops`` tells whether the drive cannot go on there, or only loses time.
    """

    trip: str
    change: str
    edge: int
    at_s: int
    stops: bool
    message: Said


def drive(trip: str, vehicle: RoadVehicle, edges: Ints, ms: NDArray[np.integer], depart_s: int) -> Drive:
    """Time a drive from its departure and the milliseconds it takes for each edge (or part of one)."""
    passed = np.concatenate(([0], np.cumsum(ms, dtype=np.int64)))
    return Drive(trip=trip, vehicle=vehicle, edges=edges, moments_s=depart_s + passed // 1000)


def affected(day: DayChanges, drives: Sequence[Drive]) -> tuple[Hit, ...]:
    """Name the drives that changes hit, by drive and then in the order of the changes.

    Green lanes hit nobody, and spare those who may use them from the changes before them.
    """
    return tuple(
        hit
        for planned in drives
        for row, change in enumerate(day.changes)
        if not isinstance(change.effect, GreenLane) and change.concerns(planned.vehicle)
        for hit in _first(day, row, planned)
    )


def _first(day: DayChanges, row: int, planned: Drive) -> Iterator[Hit]:
    change = day.changes[row]
    meets = np.isin(planned.edges, day.edges[row])
    meets &= (planned.moments_s[:-1] < change.interval.end_s) & (planned.moments_s[1:] >= change.interval.begin_s)
    for at in np.flatnonzero(meets):
        edge, moment_s = int(planned.edges[at]), int(planned.moments_s[at])
        if not _spared(day, row, planned, edge, moment_s):
            what = named(change)
            stops = _stops(change, moment_s)
            yield Hit(
                planned.trip,
                change.id,
                edge,
                moment_s,
                stops,
                Said(
                    f"{planned.trip} {'is stopped' if stops else 'loses time'} by {what.en} at {_clock(moment_s)}",
                    f"{planned.trip}：{_clock(moment_s)} {'受阻于' if stops else '延误于'}{what.zh}",
                ),
            )
            return


def _spared(day: DayChanges, row: int, planned: Drive, edge: int, moment_s: int) -> bool:
    """Whether a green lane later in the list takes the drive past the change."""
    if isinstance(day.changes[row].effect, Limit | Reversal):
        return False
    now = Interval(begin_s=moment_s, end_s=moment_s + 1)
    return any(
        isinstance(lane.effect, GreenLane)
        and lane.interval.meets(now)
        and lane.concerns(planned.vehicle)
        and edge in day.edges[later]
        for later, lane in enumerate(day.changes[row + 1 :], start=row + 1)
    )


def _stops(change: Change, moment_s: int) -> bool:
    if isinstance(change.effect, Checkpoint):
        return shut(change.effect.hours, Interval(begin_s=moment_s, end_s=moment_s + 1))
    return not isinstance(change.effect, SlowDown)


def _clock(seconds: int) -> str:
    """Write 08:05, or 01:30+1 for the next day."""
    days, rest = divmod(seconds, 86_400)
    return f"{rest // 3600:02d}:{rest // 60 % 60:02d}" + (f"{days:+d}" if days else "")
