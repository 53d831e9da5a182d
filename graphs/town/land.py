"""Land and water of the mountain city in flat metres: where a street can be, and how dense streets are."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from shapely.geometry.base import BaseGeometry

from graphs.geo import Floats, Plane, Position
from graphs.town.chongqing import CENTRES, EAST, NORTH, RIDGES, RIVERS, SOUTH, WEST

RIDGE_HALF_M = 1_000
"""Half the width of a ridge: no street but a tunnel crosses it."""

_HILL_WAVES = 24


def smooth(course: Floats, rounds: int = 4) -> Floats:
    """Round a polyline by cutting its corners, by Chaikin's rule; shape ``(n, 2)``."""
    for _ in range(rounds):
        near = 0.75 * course[:-1] + 0.25 * course[1:]
        far = 0.25 * course[:-1] + 0.75 * course[1:]
        course = np.concatenate((course[:1], np.stack((near, far), axis=1).reshape(-1, 2), course[-1:]))
    return course


@dataclass(frozen=True, eq=False)
class Land:
    """The ground of the city; coordinates are metres east and north of its middle."""

    seed: int

    @cached_property
    def plane(self) -> Plane:
        """How metres and degrees belong together."""
        return Plane(Position((WEST + EAST) / 2, (SOUTH + NORTH) / 2))

    @cached_property
    def corner(self) -> tuple[float, float]:
        """The north-eastern corner; the south-western one lies opposite."""
        x, y = self.at(((EAST, NORTH),))[0]
        return float(x), float(y)

    def at(self, lonlat: tuple[tuple[float, float], ...]) -> Floats:
        """Metres of points in degrees, shape ``(n, 2)``."""
        lon, lat = np.array(lonlat, dtype=np.float64).T
        return np.column_stack(self.plane.xy(lon, lat))

    @cached_property
    def rivers(self) -> tuple[shapely.LineString, ...]:
        """Middle lines of the rivers."""
        return tuple(shapely.LineString(smooth(self.at(river.course))) for river in RIVERS)

    @cached_property
    def water(self) -> BaseGeometry:
        """All river surface."""
        surfaces = [line.buffer(river.width_m / 2) for line, river in zip(self.rivers, RIVERS, strict=True)]
        water = shapely.union_all(surfaces)
        shapely.prepare(water)
        return water

    @cached_property
    def crests(self) -> tuple[shapely.LineString, ...]:
        """Crest lines of the ridges."""
        return tuple(shapely.LineString(smooth(self.at(ridge.crest))) for ridge in RIDGES)

    @cached_property
    def heights(self) -> BaseGeometry:
        """The upper parts of the ridges, where roads run in tunnels."""
        return shapely.union_all([crest.buffer(RIDGE_HALF_M) for crest in self.crests])

    def steepness(self, x: Floats, y: Floats) -> Floats:
        """From 0 on the flat to 1 on a ridge; hills rise and fall in waves of 1.5-6 km."""
        rough = np.clip(0.35 + 0.25 * self._waves(x, y, 1), 0.05, 0.8)
        return np.maximum(rough, np.exp(-((self._crest_m(x, y) / (1.6 * RIDGE_HALF_M)) ** 2)))

    def height_m(self, x: Floats, y: Floats) -> Floats:
        """Height above the sea: hills of some tens of metres, ridges 350 m above the valleys."""
        height: Floats = 230 + 18 * self._waves(x, y, 3)
        height += 350 * np.exp(-((self._crest_m(x, y) / (1.3 * RIDGE_HALF_M)) ** 2))
        return height

    def density(self, x: Floats, y: Floats) -> Floats:
        """How many junctions stand about a point, relative; 0 on water, next to nothing on ridges."""
        dense = np.full(len(x), 0.012)
        for centre in CENTRES:
            cx, cy = self.at((centre.position,))[0]
            dense += centre.weight * np.exp(-((np.hypot(x - cx, y - cy) / centre.reach_m) ** 1.3))
        dense *= np.clip(0.85 + 0.4 * self._waves(x, y, 2), 0.25, 1.6)
        dense *= 1 - 0.97 * np.exp(-((self._crest_m(x, y) / RIDGE_HALF_M) ** 4))
        for line, river in zip(self.rivers, RIVERS, strict=True):
            bank_m = river.width_m / 2 + 60
            dense[_distance_m([line], x, y, within_m=bank_m) < bank_m] = 0
        return dense

    def _waves(self, x: Floats, y: Floats, channel: int) -> Floats:
        """Smooth noise of mean 0 and variance 1."""
        rng = np.random.default_rng([self.seed, channel])
        total = np.zeros(len(x))
        for _ in range(_HILL_WAVES):
            turn, length_m, phase = rng.uniform(0, 2 * np.pi), rng.uniform(1_500, 6_000), rng.uniform(0, 2 * np.pi)
            total += np.sin(2 * np.pi * (x * np.cos(turn) + y * np.sin(turn)) / length_m + phase)
        return total / math.sqrt(_HILL_WAVES / 2)

    def _crest_m(self, x: Floats, y: Floats) -> Floats:
        return _distance_m(self.crests, x, y, within_m=4 * RIDGE_HALF_M)


def _distance_m(lines: Sequence[shapely.LineString], x: Floats, y: Floats, *, within_m: float) -> Floats:
    """Distance to the nearest line, infinite beyond ``within_m``: by points 40 m apart, so 5 m too far at 50 m."""
    spots = [shapely.line_interpolate_point(line, np.arange(0, line.length, 40)) for line in lines]
    tree = cKDTree(shapely.get_coordinates(np.concatenate(spots)))
    return np.asarray(tree.query(np.column_stack((x, y)), distance_upper_bound=within_m)[0], dtype=np.float64)


def scatter(land: Land, count: int, rng: np.random.Generator) -> Floats:
    """Points by density, evenly spread: equal shares of the density along a Hilbert curve; shape ``(count, 2)``.

    Neighbours on the curve are neighbours on the ground, so a point in every share leaves neither clumps nor holes.
    """
    order = 9 if count < 60_000 else 10
    cells = 1 << order
    col, row = _hilbert(order)
    half_x, half_y = land.corner
    step_x, step_y = 2 * half_x / cells, 2 * half_y / cells
    x = ((col + 0.5) * step_x - half_x).astype(np.float64)
    y = ((row + 0.5) * step_y - half_y).astype(np.float64)
    share = np.cumsum(land.density(x, y))
    picks = (np.arange(count) + rng.uniform(0.2, 0.8, count)) * (share[-1] / count)
    cell = np.minimum(np.searchsorted(share, picks), len(share) - 1)
    jitter = rng.uniform(-0.5, 0.5, (2, count))
    return np.column_stack((x[cell] + jitter[0] * step_x, y[cell] + jitter[1] * step_y))


def _hilbert(order: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Column and row of every cell of a square of ``2**order`` cells a side, along the Hilbert curve."""
    index = np.arange(1 << (2 * order), dtype=np.int64)
    x, y = np.zeros_like(index), np.zeros_like(index)
    for level in range(order):
        side = 1 << level
        right = (index >> 1) & 1
        up = (index ^ right) & 1
        flip = (up == 0) & (right == 1)
        x, y = np.where(flip, side - 1 - x, x), np.where(flip, side - 1 - y, y)
        x, y = np.where(up == 0, y, x), np.where(up == 0, x, y)
        x, y = x + side * right, y + side * up
        index >>= 2
    return x, y
