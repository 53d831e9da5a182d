"""How a vehicle of each class drives when nothing is said of its size: which roads, how fast, at any hour."""

import numpy as np
from numpy.typing import NDArray

from graphs.law.classes import COLUMNS, TYPICAL, VehicleClass
from graphs.law.legal import INFINITE, legal_ms
from graphs.law.speeds import SPEEDS_KPH, free_metres_per_hour
from graphs.roads import ROAD_CLASSES, RoadClass, RoadGraph

__all__ = ["COLUMNS", "SPEEDS_KPH", "VehicleClass", "drive_ms", "speeds_kph", "stoppable"]

NO_FRONTAGE = frozenset({RoadClass.MOTORWAY, RoadClass.MOTORWAY_LINK})
"""Roads nobody can stop at to deliver."""


def speeds_kph(roads: RoadGraph, vehicle_class: VehicleClass) -> NDArray[np.int64]:
    """Speed of a vehicle class on every edge in km/h, law aside, 0 where it never drives; shape ``(edges,)``."""
    speed = free_metres_per_hour(roads, vehicle_class) // 1000
    return np.where(roads.max_kph > 0, np.minimum(speed, roads.max_kph), speed)


def drive_ms(roads: RoadGraph, vehicle_class: VehicleClass) -> NDArray[np.int64]:
    """Milliseconds to drive every edge, rounded up, 0 where the class may not drive; shape ``(edges,)``."""
    time = legal_ms(roads, TYPICAL[vehicle_class])
    return np.where(time < INFINITE, time, 0).astype(np.int64)


def stoppable(roads: RoadGraph) -> NDArray[np.bool_]:
    """Edges beside which a place can lie: no motorway, no bridge, no tunnel; shape ``(edges,)``."""
    frontage = np.array([road_class not in NO_FRONTAGE for road_class in ROAD_CLASSES])
    return frontage[roads.road_class] & ~roads.bridge & ~roads.tunnel
