"""Which roads lie where: points with a radius, polygons; here alone changes meet the geometry library."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray

from graphs.changes.change import Area, Around
from graphs.geo import Floats, Plane, Position
from graphs.roads import Ints, RoadGraph

_QUARTER = 32
"""Corners of a quarter of a circle; a circle of 1 km is drawn 0.6 m too small at most."""


class Region:
    """A piece of ground on the map, in flat metres."""

    def __init__(self, where: Around | Area, plane: Plane) -> None:
        self._plane = plane
        if isinstance(where, Around):
            (x,), (y,) = plane.xy(*_lonlat([where.position]))
            self._shape = shapely.Point(x, y).buffer(where.radius_m, quad_segs=_QUARTER)
        else:
            self._shape = shapely.Polygon(np.column_stack(plane.xy(*_lonlat(where.ring))))

    @property
    def crossing(self) -> Position | None:
        """Where the border crosses or touches itself, or None; the polygon is of no use there."""
        if self._shape.is_valid and self._shape.area > 0:
            return None
        reason: str = shapely.is_valid_reason(self._shape)
        if "[" not in reason:
            x, y = self._shape.exterior.coords[0]
        else:
            x, y = (float(part) for part in reason[reason.index("[") + 1 : reason.index("]")].split()[:2])
        (lon,), (lat,) = self._plane.lonlat(np.array([x]), np.array([y]))
        return Position(round(float(lon), 6), round(float(lat), 6))

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Smallest and largest x and y: west, south, east, north."""
        west, south, east, north = self._shape.bounds
        return west, south, east, north

    def meets(self, lines: NDArray[np.object_]) -> NDArray[np.bool_]:
        """Mask the lines with a point inside or on the border."""
        shapely.prepare(self._shape)
        mask: NDArray[np.bool_] = shapely.intersects(self._shape, lines)
        return mask

    def holds(self, x: Floats, y: Floats) -> NDArray[np.bool_]:
        """Mask the points inside or on the border."""
        shapely.prepare(self._shape)
        mask: NDArray[np.bool_] = shapely.intersects_xy(self._shape, x, y)
        return mask

    def part(self, lines: NDArray[np.object_]) -> Floats:
        """Part of each line's length that lies inside, 0 to 1."""
        inside: Floats = shapely.length(shapely.intersection(self._shape, lines)) / shapely.length(lines)
        return np.clip(inside, 0, 1)

    def distance_m(self, lines: NDArray[np.object_]) -> Floats:
        """Metres from the region to every line."""
        metres: Floats = shapely.distance(self._shape, lines)
        return metres


class Surveyor:
    """Finds the edges of a road graph on the ground."""

    def __init__(self, roads: RoadGraph) -> None:
        west, south, east, north = roads.bounds
        self.roads = roads
        self.plane = Plane(Position((west + east) / 2, (south + north) / 2))
        self._x, self._y = self.plane.xy(roads.shape_lon, roads.shape_lat)
        self._nodes = self.plane.xy(roads.lon, roads.lat)

    @cached_property
    def _boxes(self) -> tuple[Floats, Floats, Floats, Floats]:
        """West, south, east and north of every line."""
        first = self.roads.shape_start[:-1]
        return (
            np.minimum.reduceat(self._x, first),
            np.minimum.reduceat(self._y, first),
            np.maximum.reduceat(self._x, first),
            np.maximum.reduceat(self._y, first),
        )

    def region(self, where: Around | Area) -> Region:
        """Draw a region."""
        return Region(where, self.plane)

    def touching(self, region: Region) -> Ints:
        """Edges with a point inside a region or on its border, in order; shape ``(found,)``."""
        west, south, east, north = region.box
        box = self._boxes
        near = np.flatnonzero((box[0] <= east) & (box[2] >= west) & (box[1] <= north) & (box[3] >= south))
        met = np.zeros(len(self.roads.shape_start) - 1, dtype=np.bool_)
        if len(near):
            met[near] = region.meets(self._lines(near))
        return np.flatnonzero(met[self.roads.shape]).astype(np.int32)

    def entering(self, region: Region, touching: Ints) -> Ints:
        """Those of the touching edges that begin outside: they lead into the region, or across it to the other side.

        A way from outside to a junction inside has one of them each time it comes in.
        """
        inside = region.holds(*self._nodes)
        return touching[~inside[self.roads.tail[touching]]]

    def part(self, region: Region, edges: Ints) -> Floats:
        """Part of each edge that lies inside a region, 0 to 1."""
        return region.part(self._lines(self.roads.shape[edges]))

    def nearest_m(self, region: Region) -> float:
        """Metres from a region to the nearest road."""
        every = np.arange(len(self.roads.shape_start) - 1)
        return float(region.distance_m(self._lines(every)).min())

    def _lines(self, shapes: NDArray[np.integer]) -> NDArray[np.object_]:
        first, size = self.roads.shape_start[shapes], np.diff(self.roads.shape_start)[shapes]
        line = np.repeat(np.arange(len(shapes)), size)
        point = np.arange(len(line)) - np.repeat(np.cumsum(size) - size, size) + first[line]
        lines: NDArray[np.object_] = np.asarray(
            shapely.linestrings(np.column_stack((self._x[point], self._y[point])), indices=line)
        )
        return lines


def _lonlat(positions: Sequence[Position]) -> tuple[Floats, Floats]:
    lon, lat = np.array(positions, dtype=np.float64).T
    return lon, lat
