"""At the kerb: from which side a long vehicle comes to a place, and how well places met the roads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from graphs.engine.stops import Stops
from graphs.geo import Floats, Plane, Position
from graphs.law.classes import VehicleClass
from graphs.map.drawing import cut_line
from graphs.roads import RoadGraph
from graphs.snap import Refusal, Snap

KERBSIDE = frozenset({VehicleClass.HEAVY, VehicleClass.MEDIUM, VehicleClass.BUS})
"""Classes too long to turn at a place, or to have their goods carried across the street."""

NOWHERE_M = 2.0
"""A place nearer than this to the middle of its road lies on neither side."""


class Side(StrEnum):
    """Where a place lies, seen in the direction of travel."""

    LEFT = "left"
    RIGHT = "right"
    EITHER = "either"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kerb:
    """How to come up to a place with the door at the kerb.

    ``edge`` is the edge to come along and ``fraction`` how far; ``side`` is the side the place lies on then. Where
    traffic keeps to the right that side is right, but on a one-way street with the place to its left.
    """

    edge: int
    fraction: float
    side: Side

    @property
    def across(self) -> bool:
        """Whether goods have to be carried across the street."""
        return self.side is Side.LEFT


def kerb(roads: RoadGraph, plane: Plane, position: Position, snap: Snap) -> Kerb:
    """Find the direction in which a vehicle that cannot cross or turn comes up to a place; traffic keeps to the right.

    Parameters
    ----------
    position
        Where the place lies.
    snap
        Where it met the road; not refused.
    """
    side = _side(roads, plane, position, snap)
    twin = int(roads.twin[snap.edge])
    if side is not Side.LEFT or twin < 0:
        return Kerb(edge=snap.edge, fraction=snap.fraction, side=side)
    return Kerb(edge=twin, fraction=1 - snap.fraction, side=Side.RIGHT)


def _side(roads: RoadGraph, plane: Plane, position: Position, snap: Snap) -> Side:
    if snap.moved_m < NOWHERE_M:
        return Side.EITHER
    # A little before and after the point met: the bearing of the road there, also at a bend or an end.
    part = cut_line(roads.line(snap.edge), plane, max(snap.fraction - 0.02, 0.0), min(snap.fraction + 0.02, 1.0))
    ahead = np.array(_xy(plane, part[-1])) - _xy(plane, part[0])
    aside = np.array(_xy(plane, np.array(position))) - _xy(plane, np.array(snap.point))
    left = float(ahead[0] * aside[1] - ahead[1] * aside[0])
    return Side.LEFT if left > 0 else Side.RIGHT


def _xy(plane: Plane, lonlat: Floats) -> Floats:
    return np.concatenate(plane.xy(lonlat[:1], lonlat[1:]))


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapReport:
    """How well a set of places met the roads; metres.

    ``farthest`` names up to ten places that were moved most, ``refused`` those that lie too far off or outside by
    their reason, ``islands`` those with a nearer road that cannot be left or reached.
    """

    places: int
    median_m: int
    p90_m: int
    largest_m: int
    farthest: tuple[tuple[str, int], ...]
    refused: Mapping[Refusal, tuple[str, ...]]
    islands: tuple[str, ...]


def snap_report(snaps: Mapping[str, Snap]) -> SnapReport:
    """Sum up where places met the roads; figures are of places that were not refused."""
    moved = {place: snap.moved_m for place, snap in snaps.items() if snap.refusal is None}
    median, p90, largest = _quantiles(list(moved.values()), (0.5, 0.9, 1.0))
    return SnapReport(
        places=len(snaps),
        median_m=median,
        p90_m=p90,
        largest_m=largest,
        farthest=tuple(sorted(moved.items(), key=lambda row: (-row[1], row[0]))[:10]),
        refused={
            reason: tuple(place for place, snap in snaps.items() if snap.refusal is reason)
            for reason in Refusal
            if any(snap.refusal is reason for snap in snaps.values())
        },
        islands=tuple(place for place, snap in snaps.items() if snap.island_m is not None),
    )


def _quantiles(values: Sequence[int], shares: Sequence[float]) -> tuple[int, ...]:
    if not values:
        return tuple(0 for _ in shares)
    return tuple(round(float(value)) for value in np.quantile(np.array(values), shares, method="inverted_cdf"))


def kerb_stops(snaps: Sequence[Snap], kerbs: Sequence[Kerb | None], through: NDArray[np.bool_]) -> Stops:
    """Put places on the side of the street they lie on, for a vehicle that cannot cross it or turn there.

    Such a place is come to, and left, along the edge with the place on its right. A place in the middle of the road,
    or whose own side the vehicle may not use or get away from, is met from either.

    Parameters
    ----------
    snaps, kerbs
        Where places met the road, and how to come up to them (:func:`kerb`); None: from either side.
    through
        Edges that the vehicle can come along and go on from; shape ``(edges,)``.
    """
    edge, fraction = np.full(len(snaps), -1, dtype=np.int32), np.zeros(len(snaps))
    one_sided = np.zeros(len(snaps), dtype=np.bool_)
    for i, (snap, found) in enumerate(zip(snaps, kerbs, strict=True)):
        if snap.refusal is None:
            edge[i], fraction[i] = snap.edge, snap.fraction
            if found is not None and through[found.edge]:
                edge[i], fraction[i], one_sided[i] = found.edge, found.fraction, found.side is Side.RIGHT
    return Stops(edge=edge, fraction=fraction, one_sided=one_sided)
