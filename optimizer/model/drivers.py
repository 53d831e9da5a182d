"""Drivers of the whitelist 保供驾驶员, in two batches."""

from dataclasses import dataclass
from enum import StrEnum

from optimizer.model.units import Cents
from optimizer.model.windows import TimeWindow


class Licence(StrEnum):
    """Class of a Chinese driving licence 准驾车型, as far as goods are carried with it."""

    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"
    C6 = "C6"
    D = "D"
    E = "E"


class Batch(StrEnum):
    """First batch 第一批 is on duty; reserve 储备第二批 is called up only where the first does not suffice."""

    FIRST = "first"
    RESERVE = "reserve"


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """One driver: licence, batch, hours, and whether the driver is suspended today (for example a yellow code).

    ``home`` is the place where the driver reports for duty, or None where it does not matter.
    """

    id: str
    name: str
    licence: Licence
    batch: Batch = Batch.FIRST
    firm: str = ""
    home: str | None = None
    shifts: tuple[TimeWindow, ...]
    whitelisted: TimeWindow
    suspended: bool = False
    call_up_cents: Cents = 0
