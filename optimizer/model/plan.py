"""The dispatch plan: every crew's day to the second, and every kilogram accounted for."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from optimizer.model.crews import Crew
from optimizer.model.loads import Line
from optimizer.model.units import Cents, Grams, Litres, Metres, Seconds
from optimizer.model.unserved import Unserved


class VisitKind(StrEnum):
    """What a crew does at a visit."""

    START = "start"
    LOAD = "load"
    DELIVER = "deliver"
    REST = "rest"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One line of a driver's sheet.

    The crew drives ``drive_s`` seconds and ``drive_m`` metres from the visit before, arrives at ``arrive_s``, waits
    until ``begin_s``, works (or rests) until ``leave_s``. ``lines`` are loaded (LOAD) or handed over (DELIVER) here;
    ``grams_after`` and ``litres_after`` are on board when leaving. A REST taken on the road has ``place`` None, with
    ``drive_s`` driven so far on that leg; a rest taken where the crew stands has ``drive_s`` 0.
    """

    kind: VisitKind
    place: str | None
    drive_s: Seconds
    drive_m: Metres
    arrive_s: Seconds
    begin_s: Seconds
    leave_s: Seconds
    lines: tuple[Line, ...] = ()
    grams_after: Grams = 0
    litres_after: Litres = 0
    late_s: Seconds = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyPlan:
    """A crew and its visits: START, trips of one LOAD and its DELIVERs with RESTs between, END if it returns."""

    crew: Crew
    visits: tuple[Visit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What the plan costs, by kind."""

    fixed_cents: Cents
    distance_cents: Cents
    time_cents: Cents
    call_up_cents: Cents
    late_cents: Cents

    @property
    def total_cents(self) -> Cents:
        """The sum of all kinds."""
        return self.fixed_cents + self.distance_cents + self.time_cents + self.call_up_cents + self.late_cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """How the plan came about, so that anyone can make it again."""

    day_name: str
    date: dt.date
    roads: str
    seed: int
    iterations: int
    search_s: float
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The plan of one day."""

    origin: Origin
    duties: tuple[DutyPlan, ...]
    unserved: tuple[Unserved, ...]
    cost: Cost
