"""What changes do to every edge for one vehicle in one period, on top of the law of the road."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphs.changes.change import (
    Change,
    Checkpoint,
    Closure,
    GreenLane,
    Interval,
    Limit,
    Reversal,
    Sealed,
    SlowDown,
    shut,
)
from graphs.changes.resolve import DayChanges
from graphs.changes.say import Said
from graphs.geo import Floats
from graphs.law.classes import RoadVehicle
from graphs.roads import Ints

INFINITE = 2**30 - 1
"""Milliseconds of an edge that may not be driven."""

NOBODY = -1
"""No change shuts an edge."""
AGAINST = -2
"""An edge against a one-way street, that no change opens."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Overlay:
    """Changes of a day seen by one vehicle in one period; arrays of shape ``(edges,)``.

    Attributes
    ----------
    day
        The changes, on roads with opposite edges.
    closed_by
        Index of the first change that shuts an edge, ``NOBODY``, or ``AGAINST``.
    slower
        Time on the edge as a multiple of the usual, at least 1.
    extra_ms
        Waiting at gates on the edge.
    """

    day: DayChanges
    closed_by: NDArray[np.int16]
    slower: Floats
    extra_ms: Ints

    def weigh(self, legal_ms: NDArray[np.integer]) -> Ints:
        """Milliseconds to drive every edge, ``INFINITE`` where it may not be; the law's own limits stay.

        Parameters
        ----------
        legal_ms
            Milliseconds by law and speed alone, on ``day.roads``; 0 or ``INFINITE`` where the law forbids.
        """
        legal = (legal_ms > 0) & (legal_ms < INFINITE) & (self.closed_by == NOBODY)
        # a quarter of a microsecond is taken off, as 600 / 0.6 may come out as a hair above 1000
        ms = np.ceil(legal_ms * self.slower - 2.5e-4).astype(np.int64) + self.extra_ms
        weights: Ints = np.where(legal, np.clip(ms, 1, INFINITE - 1), INFINITE).astype(np.int32)
        return weights

    def culprit(self, edge: int) -> Change | None:
        """The change that shuts an edge, if one does."""
        row = int(self.closed_by[edge])
        return self.day.changes[row] if row >= 0 else None


def apply(day: DayChanges, vehicle: RoadVehicle, period: Interval) -> Overlay:
    """Put the changes of a day into force, one after another, for one vehicle and one period.

    A change counts if it is in force in any part of the period, a gate is shut if it is so for the whole of it: cut
    periods at :func:`graphs.changes.boundaries.moments`, and neither makes a difference.
    """
    edges = _Edges.fresh(day)
    for row, change in enumerate(day.changes):
        if change.interval.meets(period) and change.concerns(vehicle):
            edges.change(row, day, period)
    return Overlay(
        day=day,
        closed_by=edges.closed_by(),
        slower=edges.slower,
        extra_ms=np.minimum(edges.extra_ms, INFINITE - 1).astype(np.int32),
    )


class _Edges(NamedTuple):
    """Arrays in the making: by which change an edge is turned, limited and shut (which a green lane may lift)."""

    against: NDArray[np.bool_]
    turned_by: NDArray[np.int16]
    limited_by: NDArray[np.int16]
    shut_by: NDArray[np.int16]
    slower: Floats
    extra_ms: NDArray[np.int64]

    @classmethod
    def fresh(cls, day: DayChanges) -> "_Edges":
        count = day.roads.edge_count
        against = np.arange(count) >= day.base.edge_count
        turned_by, limited_by, shut_by = np.full((3, count), NOBODY, dtype=np.int16)
        return cls(against, turned_by, limited_by, shut_by, np.ones(count), np.zeros(count, dtype=np.int64))

    def change(self, row: int, day: DayChanges, period: Interval) -> None:
        """Put one change into force."""
        touched = day.edges[row]
        match day.changes[row].effect:
            case Closure() | Sealed():
                _note(self.shut_by, touched, row)
            case Limit():
                _note(self.limited_by, touched, row)
            case SlowDown(percent=percent):
                self.slower[touched] *= 1 + day.shares[row] * (100 / percent - 1)
            case Checkpoint(wait_s=wait_s, hours=hours):
                self.extra_ms[touched] += np.rint(wait_s * 1000 * day.shares[row]).astype(np.int64)
                if shut(hours, period):
                    _note(self.shut_by, touched, row)
            case Reversal():
                opposite = np.searchsorted(day.against, touched) + day.base.edge_count
                self.against[touched], self.against[opposite] = self.against[opposite], self.against[touched]
                self.turned_by[touched] = self.turned_by[opposite] = row
            case GreenLane():
                self.shut_by[touched], self.slower[touched], self.extra_ms[touched] = NOBODY, 1, 0

    def closed_by(self) -> NDArray[np.int16]:
        """The change that shuts each edge; of several, a reversal before a limit before all others."""
        shut_by = np.where(self.limited_by >= 0, self.limited_by, self.shut_by)
        wrong_way = np.where(self.turned_by >= 0, self.turned_by, AGAINST)
        return np.where(self.against, wrong_way, shut_by).astype(np.int16)


def _note(by: NDArray[np.int16], touched: Ints, row: int) -> None:
    """Note who shuts edges; the first one that does so counts."""
    by[touched] = np.where(by[touched] == NOBODY, row, by[touched])


_LIMITS: Mapping[str, tuple[str, str, str, int]] = {
    "height": ("height limit", "限高", "m", 100),
    "width": ("width limit", "限宽", "m", 100),
    "length": ("length limit", "限长", "m", 100),
    "weight": ("weight limit", "限重", "t", 1000),
    "axle": ("axle load limit", "限轴重", "t", 1000),
}


def named(change: Change) -> Said:
    """What a change is called in a sentence: "closure 'R3'", 道路封闭“R3”."""
    match change.effect:
        case Limit(dimension=dimension, most=most):
            en, zh, unit, scale = _LIMITS[dimension]
            word = Said(f"{en} {most / scale:g} {unit}", f"{zh}{most / scale:g}{'米' if unit == 'm' else '吨'}")
        case SlowDown(percent=percent):
            word = Said(f"slow-down to {percent} %", f"慢行（{percent}%）")
        case Checkpoint():
            word = Said("checkpoint", "卡点")
        case Sealed():
            word = Said("sealed zone", "封控区")
        case Reversal():
            word = Said("one-way reversal", "单行反向")
        case GreenLane():
            word = Said("green lane", "绿色通道")
        case Closure():
            word = Said("closure", "道路封闭")
    return Said(f"{word.en} {change.id!r}", f"{word.zh}“{change.id}”")
