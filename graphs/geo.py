"""Positions on the earth, distances, and the coordinate systems of Chinese web maps.

GCJ-02 lies 360-680 m from WGS-84 and BD-09 950-1,380 m, so a place in the wrong system lands on a wrong street without
a word. Conversions work on whole arrays; the ``Position`` functions are for single points.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

EARTH_M = 6_371_008.8
"""Mean radius of the earth in metres (IUGG)."""


class CoordinateSystem(StrEnum):
    """WGS-84 (GPS, OpenStreetMap), GCJ-02 (AMap, Tencent) or BD-09 (Baidu)."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


class Position(NamedTuple):
    """A point in degrees WGS-84, longitude first."""

    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Plane:
    """Flat metres east and north of a point, good to 0.1 % within a city."""

    origin: Position

    def xy(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        """Degrees to metres."""
        scale = math.radians(1) * EARTH_M
        return (lon - self.origin.lon) * scale * math.cos(math.radians(self.origin.lat)), (
            lat - self.origin.lat
        ) * scale

    def lonlat(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Metres to degrees."""
        scale = math.radians(1) * EARTH_M
        return x / (scale * math.cos(math.radians(self.origin.lat))) + self.origin.lon, y / scale + self.origin.lat


def great_circle_m(lon_a: Floats, lat_a: Floats, lon_b: Floats, lat_b: Floats) -> Floats:
    """Distances in metres between points given in degrees, by the haversine formula."""
    south, north = np.radians(lat_a), np.radians(lat_b)
    half = np.sin((north - south) / 2) ** 2
    half += np.cos(south) * np.cos(north) * np.sin(np.radians(np.subtract(lon_b, lon_a)) / 2) ** 2
    distance: Floats = 2 * EARTH_M * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    return distance


def distance_m(a: Position, b: Position) -> float:
    """Metres between two points as the crow flies."""
    return float(great_circle_m(np.float64(a.lon), np.float64(a.lat), np.float64(b.lon), np.float64(b.lat)))  # type: ignore[arg-type]


def shift_from_wgs84(lon: Floats, lat: Floats, system: CoordinateSystem) -> tuple[Floats, Floats]:
    """WGS-84 degrees to ``system``; points outside China are returned as they are, as the web maps do."""
    if system is CoordinateSystem.WGS84:
        return lon, lat
    shifted = _gcj02(lon, lat)
    return _bd09(*shifted) if system is CoordinateSystem.BD09 else shifted


def shift_to_wgs84(lon: Floats, lat: Floats, system: CoordinateSystem) -> tuple[Floats, Floats]:
    """Degrees in ``system`` to WGS-84, to 0.03 m: the forward shift has no closed inverse, so it is approached.

    Each step takes back the shift that the last guess would have had; two steps leave 0.025 m.
    """
    if system is CoordinateSystem.WGS84:
        return lon, lat
    guess_lon, guess_lat = lon, lat
    for _ in range(3):
        back_lon, back_lat = shift_from_wgs84(guess_lon, guess_lat, system)
        guess_lon, guess_lat = guess_lon - (back_lon - lon), guess_lat - (back_lat - lat)
    return guess_lon, guess_lat


def to_wgs84(position: Position, system: CoordinateSystem) -> Position:
    """Convert a point given in ``system`` to WGS-84."""
    return _single(shift_to_wgs84, position, system)


def from_wgs84(position: Position, system: CoordinateSystem) -> Position:
    """Convert a WGS-84 point to ``system``."""
    return _single(shift_from_wgs84, position, system)


def likely_system(
    positions: Sequence[Position], off_road_m: Callable[[Floats, Floats], Floats], *, at_least: int = 8
) -> CoordinateSystem:
    """Say in which system a set of points was most likely given, for a warning; nothing is converted.

    Parameters
    ----------
    positions
        Points as given, taken for WGS-84 so far.
    off_road_m
        Distance of points (longitudes, latitudes, WGS-84) to the nearest road, in metres.
    at_least
        With fewer points there is no evidence, and the answer is WGS-84.

    Returns
    -------
    CoordinateSystem
        Another system than WGS-84 only where undoing its shift brings most points nearer to a road, and the
        middle one (the median) to less than half its distance.
    """
    if len(positions) < at_least:
        return CoordinateSystem.WGS84
    lon, lat = np.array(positions, dtype=np.float64).T
    as_given = off_road_m(lon, lat)
    best, best_median = CoordinateSystem.WGS84, float(np.median(as_given)) / 2
    for system in (CoordinateSystem.GCJ02, CoordinateSystem.BD09):
        undone = off_road_m(*shift_to_wgs84(lon, lat, system))
        if np.mean(undone < as_given) > 0.5 and np.median(undone) < best_median:
            best, best_median = system, float(np.median(undone))
    return best


def _single(
    convert: Callable[[Floats, Floats, CoordinateSystem], tuple[Floats, Floats]],
    position: Position,
    system: CoordinateSystem,
) -> Position:
    lon, lat = convert(np.array([position.lon]), np.array([position.lat]), system)
    return Position(float(lon[0]), float(lat[0]))


def _gcj02(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """WGS-84 to GCJ-02 by the published polynomial; axis and eccentricity are Krasovsky's ellipsoid."""
    axis_m, eccentricity2 = 6_378_245.0, 0.00669342162296594323
    x, y = lon - 105.0, lat - 35.0
    root = np.sqrt(np.abs(x))
    common = 20 * np.sin(6 * np.pi * x) + 20 * np.sin(2 * np.pi * x)
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + common * 2 / 3
    north += (20 * np.sin(np.pi * y) + 40 * np.sin(np.pi * y / 3)) * 2 / 3
    north += (160 * np.sin(np.pi * y / 12) + 320 * np.sin(np.pi * y / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + common * 2 / 3
    east += (20 * np.sin(np.pi * x) + 40 * np.sin(np.pi * x / 3)) * 2 / 3
    east += (150 * np.sin(np.pi * x / 12) + 300 * np.sin(np.pi * x / 30)) * 2 / 3
    magic = 1 - eccentricity2 * np.sin(np.radians(lat)) ** 2
    north = np.degrees(north * magic**1.5 / (axis_m * (1 - eccentricity2)))
    east = np.degrees(east * np.sqrt(magic) / (axis_m * np.cos(np.radians(lat))))
    in_china = (lon > 72.004) & (lon < 137.8347) & (lat > 0.8293) & (lat < 55.8271)
    return np.where(in_china, lon + east, lon), np.where(in_china, lat + north, lat)


def _bd09(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """GCJ-02 to BD-09."""
    turn = np.pi * 3000 / 180
    radius = np.hypot(lon, lat) + 0.00002 * np.sin(lat * turn)
    angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * turn)
    return radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006
