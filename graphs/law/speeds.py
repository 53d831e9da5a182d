"""How fast vehicles drive where they may: by class, road, surface, slope and hour; tables, and little else."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphs.law.classes import COLUMNS, VehicleClass
from graphs.roads import ROAD_CLASSES, RoadClass, RoadGraph

Longs = NDArray[np.int64]
HOUR_S = 3600

SPEEDS_KPH: Mapping[RoadClass, tuple[int, ...]] = {
    RoadClass.MOTORWAY: (75, 80, 85, 85, 0, 0, 85, 95),
    RoadClass.MOTORWAY_LINK: (35, 40, 45, 45, 0, 0, 40, 50),
    RoadClass.TRUNK: (50, 55, 60, 60, 50, 15, 55, 65),
    RoadClass.TRUNK_LINK: (30, 35, 40, 40, 35, 15, 35, 40),
    RoadClass.PRIMARY: (36, 40, 45, 45, 42, 15, 38, 48),
    RoadClass.PRIMARY_LINK: (26, 30, 34, 34, 34, 15, 28, 36),
    RoadClass.SECONDARY: (30, 34, 38, 38, 38, 15, 32, 40),
    RoadClass.SECONDARY_LINK: (24, 28, 30, 30, 32, 15, 26, 32),
    RoadClass.TERTIARY: (26, 30, 34, 34, 34, 15, 28, 35),
    RoadClass.TERTIARY_LINK: (22, 25, 28, 28, 30, 15, 24, 30),
    RoadClass.UNCLASSIFIED: (22, 26, 30, 30, 32, 15, 25, 32),
    RoadClass.RESIDENTIAL: (16, 18, 22, 22, 25, 12, 18, 24),
    RoadClass.LIVING_STREET: (8, 10, 12, 12, 14, 10, 10, 14),
    RoadClass.SERVICE: (8, 10, 14, 14, 18, 12, 10, 15),
}
"""Mean speed in km/h over a whole street, stops at crossings included; 0 where the class may not drive.

Carts keep off motorways (Road Traffic Safety Law art. 67), in Chongqing motorcycles too; both cross the rivers on trunk
roads, as many bridges carry no other. The figures are planning values for streets with little traffic, below the limits
of the Implementation Regulations art. 45 and 78; a signed limit lower than the figure holds instead.
"""

SURFACES: tuple[str, ...] = ("", "paved", "cobbles", "gravel", "earth", "soft")
"""Kinds of surface; the index is the code, the first one stands for an unknown surface."""

SURFACE_PCT: Mapping[str, int] = {"": 100, "paved": 100, "cobbles": 75, "gravel": 65, "earth": 50, "soft": 35}
"""Speed left on a surface, planning values."""

_SURFACE_OF: Mapping[str, tuple[str, ...]] = {
    "paved": (
        "paved", "asphalt", "concrete", "concrete:plates", "concrete:lanes", "paving_stones", "metal", "wood",
        "chipseal", "metal_grid", "tarmac", "bricks", "rubber",
    ),
    "cobbles": ("sett", "cobblestone", "unhewn_cobblestone", "cobblestone:flattened", "grass_paver"),
    "gravel": ("gravel", "fine_gravel", "compacted", "pebblestone", "unpaved", "rock", "stone"),
    "earth": ("earth", "dirt", "ground", "grass", "clay"),
    "soft": ("sand", "mud", "snow", "ice"),
}  # fmt: skip
SURFACE_CODE: Mapping[str, int] = {
    value: SURFACES.index(kind) for kind, values in _SURFACE_OF.items() for value in values
}
"""Code of a value of the key ``surface``; values not listed are unknown."""

SMOOTHNESS_PCT: Mapping[str, str] = {
    "bad": "cobbles",
    "very_bad": "gravel",
    "horrible": "earth",
    "very_horrible": "soft",
}
"""A way tagged with one of these is at best as good as the surface beside it."""

CLIMB_PCT: Mapping[VehicleClass, tuple[tuple[int, int], ...]] = {
    VehicleClass.HEAVY: ((30, 85), (50, 65), (70, 50), (100, 35), (150, 25)),
    VehicleClass.MEDIUM: ((30, 90), (50, 75), (70, 60), (100, 45), (150, 30)),
    VehicleClass.LIGHT: ((50, 90), (70, 80), (100, 65), (150, 45)),
    VehicleClass.MINI: ((50, 90), (70, 80), (100, 65), (150, 45)),
    VehicleClass.MOTORCYCLE: ((100, 85), (150, 70)),
    VehicleClass.CART: ((30, 70), (50, 50), (80, 30)),
    VehicleClass.BUS: ((30, 90), (50, 75), (70, 60), (100, 45), (150, 30)),
    VehicleClass.CAR: ((70, 90), (100, 80), (150, 65)),
}
"""Speed left from a rise on: pairs of permille and percent, planning values after the crawl speeds of laden lorries."""

DESCENT_PCT: Mapping[VehicleClass, tuple[tuple[int, int], ...]] = {
    VehicleClass.HEAVY: ((50, 80), (80, 60)),
    VehicleClass.MEDIUM: ((50, 85), (80, 70)),
    VehicleClass.BUS: ((50, 85), (80, 70)),
    VehicleClass.CART: ((50, 70), (80, 50)),
}
"""The same downhill, where it is the brakes that limit; classes not listed keep their speed."""

TRAFFIC_PCT: Mapping[str, tuple[int, ...]] = {
    "quiet": (100,) * 24,
    "ordinary": (
        110, 110, 110, 110, 110, 105, 95, 75, 65, 75, 85, 90, 90, 90, 90, 88, 82, 68, 62, 75, 90, 95, 100, 105,
    ),
}  # fmt: skip
"""Speed in each hour of the day in percent of ``SPEEDS_KPH``: a city kept at home, and one on an ordinary working day.

Planning values: two peaks, of about 40 % less speed, as the congestion reports of large Chinese cities show them.
"""
QUIET = "quiet"


def free_metres_per_hour(roads: RoadGraph, vehicle_class: VehicleClass) -> Longs:
    """Speed on every edge by road class, surface and slope, 0 where the class never drives; shape ``(edges,)``."""
    column = COLUMNS.index(vehicle_class)
    by_road = np.array([SPEEDS_KPH[road_class][column] for road_class in ROAD_CLASSES], dtype=np.int64) * 1000
    by_surface = np.array([SURFACE_PCT[kind] for kind in SURFACES], dtype=np.int64)
    speed = by_road[roads.road_class] * by_surface[roads.law.surface] // 100
    return speed * slope_pct(vehicle_class, roads.law.slope_permille) // 100


def slope_pct(vehicle_class: VehicleClass, slope_permille: NDArray[np.int16]) -> Longs:
    """Percent of speed left on a slope, negative slopes downhill; same shape."""
    left = np.full(slope_permille.shape, 100, dtype=np.int64)
    for from_permille, pct in CLIMB_PCT[vehicle_class]:
        left[slope_permille >= from_permille] = pct
    for from_permille, pct in DESCENT_PCT.get(vehicle_class, ()):
        left[slope_permille <= -from_permille] = pct
    return left


def traffic_pct(period: tuple[int, int], traffic: str) -> int:
    """Mean speed over a period in percent: the harmonic mean of its hours, as time is what is lost.

    Raises
    ------
    ValueError
        When the period is empty, or the traffic has no table.
    """
    if traffic not in TRAFFIC_PCT:
        raise ValueError(f"traffic must be one of {', '.join(TRAFFIC_PCT)}, not {traffic!r}")
    start, end = period
    if start >= end:
        raise ValueError(f"the period begins at {start} s, not before it ends at {end} s")
    seconds = np.zeros(24)
    for hour in range(start // HOUR_S, -(-end // HOUR_S)):
        seconds[hour % 24] += min(end, (hour + 1) * HOUR_S) - max(start, hour * HOUR_S)
    return round((end - start) / float((seconds / np.array(TRAFFIC_PCT[traffic])).sum()))


def milliseconds(length_dm: NDArray[Any], metres_per_hour: Longs) -> Longs:
    """Time to drive, rounded up; 0 where the speed is 0."""
    # A decimetre at 1 m/h takes 360,000 ms.
    time = -(-length_dm.astype(np.int64) * 360_000 // np.maximum(metres_per_hour, 1))
    return np.where(metres_per_hour > 0, time, 0)
