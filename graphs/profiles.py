"""Vehicle classes and how they drive: which roads, how fast."""

from collections.abc import Mapping
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from graphs.roads import ROAD_CLASSES, RoadClass, RoadGraph


class VehicleClass(StrEnum):
    """Classes of road vehicles by GA 802-2019, and the small ones of the last metre."""

    HEAVY = "heavy"
    MEDIUM = "medium"
    LIGHT = "light"
    MINI = "mini"
    MOTORCYCLE = "motorcycle"
    CART = "cart"
    BUS = "bus"
    CAR = "car"


COLUMNS = (
    VehicleClass.HEAVY,
    VehicleClass.MEDIUM,
    VehicleClass.LIGHT,
    VehicleClass.MINI,
    VehicleClass.MOTORCYCLE,
    VehicleClass.CART,
    VehicleClass.BUS,
    VehicleClass.CAR,
)

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

NO_FRONTAGE = frozenset({RoadClass.MOTORWAY, RoadClass.MOTORWAY_LINK})
"""Roads nobody can stop at to deliver."""


def speeds_kph(roads: RoadGraph, vehicle_class: VehicleClass) -> NDArray[np.int64]:
    """Speed of a vehicle class on every edge in km/h, 0 where it may not drive; shape ``(edges,)``."""
    column = COLUMNS.index(vehicle_class)
    table = np.array([SPEEDS_KPH[road_class][column] for road_class in ROAD_CLASSES], dtype=np.int64)
    speed = table[roads.road_class]
    return np.where(roads.max_kph > 0, np.minimum(speed, roads.max_kph), speed)


def drive_ms(roads: RoadGraph, vehicle_class: VehicleClass) -> NDArray[np.int64]:
    """Milliseconds to drive every edge, rounded up, 0 where the class may not drive; shape ``(edges,)``."""
    speed = speeds_kph(roads, vehicle_class)
    # A decimetre at 1 km/h takes 360 ms.
    return np.where(speed > 0, -(-roads.length_dm.astype(np.int64) * 360 // np.maximum(speed, 1)), 0)


def stoppable(roads: RoadGraph) -> NDArray[np.bool_]:
    """Edges beside which a place can lie: no motorway, no bridge, no tunnel; shape ``(edges,)``."""
    frontage = np.array([road_class not in NO_FRONTAGE for road_class in ROAD_CLASSES])
    return frontage[roads.road_class] & ~roads.bridge & ~roads.tunnel
