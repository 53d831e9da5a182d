"""From a position to a point on a road."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import shapely
from numpy.typing import NDArray

from graphs.geo import Floats, Plane, Position
from graphs.roads import Ints, RoadGraph


class Refusal(StrEnum):
    """Why a place cannot be put on the roads."""

    OUTSIDE = "outside"
    TOO_FAR = "too_far"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snap:
    """Where a place met the road.

    ``moved_m`` is the distance to ``point``, the nearest point of a road in the part of the network from which every
    other part can be reached; ``island_m`` the distance to a nearer road outside that part, if there is one.
    ``edge`` is the edge of the road graph beside which the place lies, ``fraction`` how far along it, by length.
    ``gate`` is the kind of the gate at ``point`` where that is the way into a compound inside which the place lies.
    """

    point: Position
    moved_m: int
    edge: int
    fraction: float
    island_m: int | None = None
    refusal: Refusal | None = None
    gate: str | None = None


class Snapper:
    """Finds the nearest road, among those that can be reached from everywhere and left to everywhere.

    Parameters
    ----------
    roads
        The road graph.
    main
        Edges by which all who are to call at the places get everywhere; shape ``(edges,)``.
    usable
        Edges that they may drive, be they cut off from the rest; shape ``(edges,)``.
    stoppable
        Edges beside which a place can lie; shape ``(edges,)``.
    reached
        Edges that can be reached and left with turns minded, all if None; shape ``(edges,)``.
    """

    def __init__(
        self,
        roads: RoadGraph,
        main: NDArray[np.bool_],
        usable: NDArray[np.bool_],
        stoppable: NDArray[np.bool_],
    ) -> None:
        west, south, east, north = roads.bounds
        self.plane = Plane(Position((west + east) / 2, (south + north) / 2))
        self._box = (*self._xy(west, south), *self._xy(east, north))
        self.main = main
        near = main & stoppable if (main & stoppable).any() else main
        self.lines = lines = self._lines(roads)
        self._main = Nearest(roads, lines, near)
        self._islands = Nearest(roads, lines, usable & stoppable & ~main)

    def snap(self, positions: Sequence[Position], *, limit_m: int) -> list[Snap]:
        """Find the nearest point of a road for every position; refused beyond ``limit_m`` of it, or of the extract."""
        if not positions:
            return []
        lon, lat = np.array(positions, dtype=np.float64).T
        x, y = self.plane.xy(lon, lat)
        edge, fraction, px, py, off_m = self._main.of(x, y)
        island_m = self._islands.of(x, y)[4]
        west, south, east, north = self._box
        outside = (x < west - limit_m) | (x > east + limit_m) | (y < south - limit_m) | (y > north + limit_m)
        met_lon, met_lat = self.plane.lonlat(px, py)
        return [
            Snap(
                point=Position(float(met_lon[i]), float(met_lat[i])),
                moved_m=round(off_m[i]),
                edge=int(edge[i]),
                fraction=float(fraction[i]),
                island_m=round(island_m[i]) if island_m[i] < off_m[i] else None,
                refusal=Refusal.OUTSIDE if outside[i] else Refusal.TOO_FAR if off_m[i] > limit_m else None,
            )
            for i in range(len(positions))
        ]

    def off_road_m(self, lon: Floats, lat: Floats) -> Floats:
        """Metres from every point to the nearest road."""
        return self._main.of(*self.plane.xy(lon, lat))[4]

    def _xy(self, lon: float, lat: float) -> tuple[float, float]:
        x, y = self.plane.xy(np.array([lon]), np.array([lat]))
        return float(x[0]), float(y[0])

    def _lines(self, roads: RoadGraph) -> NDArray[np.object_]:
        points = np.column_stack(self.plane.xy(roads.shape_lon, roads.shape_lat))
        shape_of_point = np.repeat(np.arange(len(roads.shape_start) - 1), np.diff(roads.shape_start))
        lines: NDArray[np.object_] = np.asarray(shapely.linestrings(points, indices=shape_of_point))
        return lines


class Nearest:
    """The nearest of some edges; a two-way street counts once, by the edge along its line."""

    def __init__(self, roads: RoadGraph, lines: NDArray[np.object_], mask: NDArray[np.bool_]) -> None:
        edges = np.flatnonzero(mask)
        edges = edges[np.lexsort((roads.backward[edges], roads.shape[edges]))]
        shape, first = np.unique(roads.shape[edges], return_index=True)
        self._edge: Ints = edges[first].astype(np.int32)
        self._backward = roads.backward[self._edge]
        self._lines = lines[shape]
        self._tree = shapely.STRtree(self._lines)

    def of(self, x: Floats, y: Floats) -> tuple[Ints, Floats, Floats, Floats, Floats]:
        """Edge, fraction along it, the point met, and the distance to it in metres (infinite if there is no edge)."""
        if not len(self._edge):
            nowhere = np.full(len(x), np.inf)
            return np.full(len(x), -1, dtype=np.int32), np.zeros(len(x)), x, y, nowhere
        points = shapely.points(x, y)
        at = self._tree.nearest(points)
        lines = self._lines[at]
        along = shapely.line_locate_point(lines, points, normalized=True)
        met = shapely.line_interpolate_point(lines, along, normalized=True)
        fraction = np.where(self._backward[at], 1 - along, along)
        return self._edge[at], fraction, shapely.get_x(met), shapely.get_y(met), shapely.distance(points, met)
