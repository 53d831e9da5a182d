"""Positions on the earth, distances, and the coordinate systems of Chinese web maps."""

from enum import StrEnum
from typing import NamedTuple


class CoordinateSystem(StrEnum):
    """WGS-84 (GPS, OpenStreetMap), GCJ-02 (AMap, Tencent) or BD-09 (Baidu)."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


class Position(NamedTuple):
    """A point in degrees WGS-84, longitude first."""

    lon: float
    lat: float
