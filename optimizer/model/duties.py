"""What routing decides: the trips 趟次 of every crew, in order, without exact times."""

from dataclasses import dataclass

from optimizer.model.crews import Crew
from optimizer.model.loads import Drop


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """Load everything at one load point, then deliver in this order."""

    load_point: str
    drops: tuple[Drop, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """The trips of one crew, first to last."""

    crew: Crew
    trips: tuple[Trip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """The duties of all crews that drive, and the drops left out."""

    duties: tuple[Duty, ...]
    left_out: tuple[Drop, ...]
    iterations: int
    search_s: float
