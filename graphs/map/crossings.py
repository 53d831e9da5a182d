"""What a drive passes through, and when: gates, and zones or other sets of edges."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphs.engine.pieces import Pieces
from graphs.geo import Position
from graphs.law.barriers import BARRIERS
from graphs.roads import RoadGraph


@dataclass(frozen=True, slots=True, kw_only=True)
class GatePassed:
    """A gate on the way: its kind, where it stands, and the second of the drive at which it is reached."""

    kind: str
    at: Position
    at_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """A stretch of the drive within a zone, by seconds of the drive; ``metres`` driven inside."""

    zone: str
    enters_s: int
    leaves_s: int
    metres: int


def gates_passed(roads: RoadGraph, pieces: Pieces) -> tuple[GatePassed, ...]:
    """List the gates a drive passes; one at the end of the last piece is not passed, as the drive ends before it."""
    reached_ms = np.cumsum(pieces.ms)
    return tuple(
        GatePassed(kind=BARRIERS[code], at=_head(roads, int(edge)), at_s=int(ms) // 1000)
        for edge, ms, code in zip(pieces.edge[:-1], reached_ms[:-1], roads.law.gate[pieces.edge[:-1]], strict=True)
        if code
    )


def zones_crossed(pieces: Pieces, zones: Mapping[str, NDArray[np.integer]]) -> tuple[Crossing, ...]:
    """List when a drive enters and leaves zones, in the order of entry; a zone entered twice is listed twice.

    Parameters
    ----------
    zones
        Edges of each zone, by its id.
    """
    end_ms = np.cumsum(pieces.ms)
    begin_ms = end_ms - pieces.ms
    found = []
    for zone, edges in zones.items():
        inside = np.isin(pieces.edge, edges)
        step = np.diff(np.r_[False, inside, False].astype(np.int8))
        for first, last in zip(np.flatnonzero(step == 1), np.flatnonzero(step == -1), strict=True):
            found.append(
                Crossing(
                    zone=zone,
                    enters_s=int(begin_ms[first]) // 1000,
                    leaves_s=-(-int(end_ms[last - 1]) // 1000),
                    metres=round(int(pieces.dm[first:last].sum()) / 10),
                )
            )
    return tuple(sorted(found, key=lambda crossing: (crossing.enters_s, crossing.zone)))


def _head(roads: RoadGraph, edge: int) -> Position:
    node = int(roads.head[edge])
    return Position(float(roads.lon[node]), float(roads.lat[node]))
