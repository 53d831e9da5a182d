"""Lines to draw: the paths vehicles take, and the road map behind them."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from graphs.engine.pieces import Pieces
from graphs.geo import Floats, Plane, Position
from graphs.roads import CODE, ROAD_CLASSES, RoadClass, RoadGraph


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadLine:
    """A stretch of road to draw, with the class that says how thick."""

    road_class: RoadClass
    points: tuple[Position, ...]


def polyline(roads: RoadGraph, plane: Plane, pieces: Pieces) -> tuple[Position, ...]:
    """Draw the line driven along pieces of edges that follow one another."""
    parts = [
        cut_line(roads.line(int(edge)), plane, float(begin), float(end))
        for edge, begin, end in zip(pieces.edge, pieces.begin, pieces.end, strict=True)
    ]
    points = np.concatenate(parts)
    fresh = np.r_[True, (np.abs(np.diff(points, axis=0)) > 1e-9).any(axis=1)]
    # A drive between places at one spot still is a line, of no length.
    fresh[-1] |= fresh.sum() < 2
    return tuple(Position(float(lon), float(lat)) for lon, lat in points[fresh])


def road_lines(roads: RoadGraph, classes: Collection[RoadClass], *, tolerance_m: float) -> list[RoadLine]:
    """Streets of some classes, joined end to end and simplified by ``tolerance_m``, least important class first."""
    west, south, east, north = roads.bounds
    plane = Plane(Position((west + east) / 2, (south + north) / 2))
    class_of_shape = np.zeros(len(roads.shape_start) - 1, dtype=np.uint8)
    class_of_shape[roads.shape] = roads.road_class
    x, y = plane.xy(roads.shape_lon, roads.shape_lat)
    of_point = np.repeat(np.arange(len(class_of_shape)), np.diff(roads.shape_start))
    lines = np.asarray(shapely.linestrings(np.column_stack((x, y)), indices=of_point))
    drawn = []
    for road_class in reversed(ROAD_CLASSES):
        if road_class in classes:
            drawn += _joined(road_class, lines[class_of_shape == CODE[road_class]], plane, tolerance_m)
    return drawn


def _joined(road_class: RoadClass, lines: NDArray[np.object_], plane: Plane, tolerance_m: float) -> list[RoadLine]:
    merged = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(lines)))
    drawn = []
    for line in shapely.simplify(merged, tolerance_m):
        x, y = shapely.get_coordinates(line).T
        lon, lat = plane.lonlat(x, y)
        # Five decimals are 1 m; more would only make the page larger.
        points = zip(np.round(lon, 5).tolist(), np.round(lat, 5).tolist(), strict=True)
        drawn.append(RoadLine(road_class=road_class, points=tuple(Position(*point) for point in points)))
    return drawn


def cut_line(line: Floats, plane: Plane, begin: float, end: float) -> Floats:
    """Cut out the part of a line between two fractions of its length."""
    if begin == 0 and end == 1:
        return line
    x, y = plane.xy(line[:, 0], line[:, 1])
    far = np.r_[0.0, np.cumsum(np.hypot(np.diff(x), np.diff(y)))]
    at = far / far[-1] if far[-1] > 0 else np.linspace(0, 1, len(line))
    inside = line[(at > begin) & (at < end)]
    ends = np.column_stack([np.interp([begin, end], at, line[:, axis]) for axis in (0, 1)])
    return np.concatenate((ends[:1], inside, ends[1:]))
