"""What is carried: goods 物资 and stock 库存."""

from dataclasses import dataclass
from enum import StrEnum

from optimizer.model.units import Grams, Litres, Seconds


class Handling(StrEnum):
    """How a good must be carried; a vehicle lists the kinds it can carry."""

    AMBIENT = "ambient"
    CHILLED = "chilled"
    FROZEN = "frozen"
    MEDICINE = "medicine"
    HAZARDOUS = "hazardous"


@dataclass(frozen=True, slots=True, kw_only=True)
class Good:
    """A kind of goods, counted in whole units of its own (box, bag, kilogram).

    ``keeps_apart_from`` holds ids of goods that must never share a trip with it; the relation counts both ways.
    """

    id: str
    name: str
    unit: str
    unit_grams: Grams
    unit_litres: Litres
    handling: Handling = Handling.AMBIENT
    keeps_apart_from: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """A lot of one good at one load point, which may be loaded from ``ready_s`` on."""

    place: str
    good: str
    quantity: int
    ready_s: Seconds = 0
