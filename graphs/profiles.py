"""Vehicle classes and how they drive: which roads, how fast."""

from enum import StrEnum


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
