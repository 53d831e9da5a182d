"""What people need: demands 需求, in three tiers that are never traded upward."""

from dataclasses import dataclass
from enum import IntEnum

from optimizer.model.units import Seconds
from optimizer.model.windows import TimeWindow


class Priority(IntEnum):
    """Tier of a demand; a smaller number is served first, whatever the larger ones would gain."""

    LIFE = 0
    SPECIAL = 1
    DAILY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """A quantity of one good wanted at one place.

    Service begins inside one of ``windows`` (hard; already narrowed to the place's own windows) and, if possible,
    by ``due_s`` (soft: later is allowed and priced). Only a ``splittable`` demand may come in several drops.
    """

    id: str
    place: str
    good: str
    quantity: int
    windows: tuple[TimeWindow, ...]
    due_s: Seconds | None = None
    priority: Priority = Priority.DAILY
    splittable: bool = True
