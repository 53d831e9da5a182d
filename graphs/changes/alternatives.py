"""Ways round a change: the best drive that keeps off every edge it touches, and what that costs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphs.changes.change import Interval
from graphs.changes.overlay import INFINITE, apply
from graphs.changes.resolve import DayChanges
from graphs.engine.pieces import Pieces
from graphs.law.classes import RoadVehicle
from graphs.map.outline import Outline, outline
from graphs.roads import Ints, RoadGraph


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Blocked:
    """A drive that a change hits: between which places, when, by whom, and what would have been driven.

    ``vehicle`` is the vehicle with its own size and permits, which decide what other changes mean to it.
    """

    change: str
    vehicle: RoadVehicle
    leg: tuple[str, str]
    depart_s: int
    planned: Pieces

    @property
    def period(self) -> Interval:
        """From departure until the drive was to arrive; changes at any moment of it count for the detour."""
        return Interval(begin_s=self.depart_s, end_s=self.depart_s + _seconds(self.planned) + 1)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Detour:
    """A drive round a change: its pieces on ``roads``, how much more it takes than planned, and its main streets."""

    roads: RoadGraph
    pieces: Pieces
    more_s: int
    more_m: int
    way: Outline


Legal = Callable[[RoadGraph, RoadVehicle], NDArray[np.integer]]
"""Milliseconds by law of every edge of some roads, for a vehicle."""
Drives = Callable[[RoadVehicle, Ints, Sequence[tuple[str, str]]], tuple[RoadGraph, Sequence[Pieces | None]]]
"""What is driven between places by weights of edges, and the roads whose edges the pieces count."""


def detours(day: DayChanges, blocked: Sequence[Blocked], legal: Legal, drives: Drives) -> list[Detour | None]:
    """Find the best drive round the change for each blocked one; None where every way leads through it.

    All other changes of the day stay in force. Drives that see the same roads are looked up together.
    """
    alike: dict[tuple[RoadVehicle, bytes], list[int]] = {}
    for row, one in enumerate(blocked):
        weights = without_edges(day, one, legal(day.roads, one.vehicle))
        alike.setdefault((one.vehicle, weights.tobytes()), []).append(row)
    found: list[Detour | None] = [None] * len(blocked)
    for (vehicle, packed), rows in alike.items():
        ms = np.frombuffer(packed, dtype=np.int32)
        roads, ways = drives(vehicle, ms, [blocked[row].leg for row in rows])
        for row, pieces in zip(rows, ways, strict=True):
            found[row] = None if pieces is None else _compared(roads, blocked[row].planned, pieces)
    return found


def without_edges(day: DayChanges, blocked: Blocked, legal_ms: NDArray[np.integer]) -> Ints:
    """Weights of all edges under the changes of the day, with those shut that the change touches."""
    weights = apply(day, blocked.vehicle, blocked.period).weigh(legal_ms)
    weights[day.touched(blocked.change)] = INFINITE
    return weights


def _compared(roads: RoadGraph, planned: Pieces, pieces: Pieces) -> Detour:
    return Detour(
        roads=roads,
        pieces=pieces,
        more_s=_seconds(pieces) - _seconds(planned),
        more_m=_metres(pieces) - _metres(planned),
        way=outline(roads, pieces),
    )


def _seconds(pieces: Pieces) -> int:
    return -(-int(pieces.ms.sum()) // 1000)


def _metres(pieces: Pieces) -> int:
    return (int(pieces.dm.sum()) + 5) // 10
