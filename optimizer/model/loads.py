"""What the supply step decides: which load point feeds which demand, cut into drops a vehicle can carry."""

from dataclasses import dataclass

from optimizer.model.demands import Priority
from optimizer.model.goods import Handling
from optimizer.model.units import Grams, Litres, Seconds
from optimizer.model.unserved import Unserved
from optimizer.model.windows import TimeWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Part of a demand: so many units of its good."""

    demand: str
    good: str
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """What is carried to one place in one stop; it is delivered whole by one vehicle, or not at all.

    It may be loaded at any of ``load_points``, from ``ready_s`` on. All its lines share tier, windows and due time.
    """

    id: str
    place: str
    load_points: tuple[str, ...]
    lines: tuple[Line, ...]
    grams: Grams
    litres: Litres
    handlings: frozenset[Handling]
    priority: Priority
    windows: tuple[TimeWindow, ...]
    due_s: Seconds | None
    ready_s: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Loads:
    """All drops of the day, and what no stock could cover."""

    drops: tuple[Drop, ...]
    unserved: tuple[Unserved, ...]
