"""A duty cut into its trips 趟次, as sheets and maps show it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graphs.leg import Journey
from optimizer.model.day import Day
from optimizer.model.loads import Line
from optimizer.model.plan import DutyPlan, Plan, Visit, VisitKind
from optimizer.model.units import Grams, Metres, Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of a duty: the way to a load point and the trip from there, or (``number`` None) the way home.

    ``origin`` is the visit it sets out from; ``visits`` follow. Every visit but START is in exactly one run.
    """

    number: int | None
    origin: Visit
    visits: tuple[Visit, ...]

    @property
    def load(self) -> Visit:
        """The visit where this trip is loaded; a way home has none."""
        return next(visit for visit in self.visits if visit.kind is VisitKind.LOAD)

    @property
    def deliveries(self) -> tuple[Visit, ...]:
        """The visits that hand goods over, in order."""
        return tuple(visit for visit in self.visits if visit.kind is VisitKind.DELIVER)

    @property
    def driven_m(self) -> Metres:
        """Metres driven from the origin to the last visit."""
        return sum(visit.drive_m for visit in self.visits)

    @property
    def places(self) -> tuple[str, ...]:
        """Ids of the places passed, origin first; a rest on the road has none."""
        return tuple(visit.place for visit in (self.origin, *self.visits) if visit.place is not None)


def runs(duty: DutyPlan) -> tuple[Run, ...]:
    """Cut a duty behind the last delivery of every trip."""
    first, *visits = duty.visits
    cuts = [
        i
        for i, visit in enumerate(visits, 1)
        if visit.kind is VisitKind.DELIVER and _next_stop(visits[i:]) is not VisitKind.DELIVER
    ]
    ends = [0, *cuts] + ([len(visits)] if visits and (not cuts or cuts[-1] < len(visits)) else [])
    found: list[Run] = []
    for start, end in pairwise(ends):
        part = tuple(visits[start:end])
        loads = any(visit.kind is VisitKind.LOAD for visit in part)
        number = 1 + sum(run.number is not None for run in found) if loads else None
        found.append(Run(number=number, origin=visits[start - 1] if start else first, visits=part))
    return tuple(found)


def journeys(visits: Sequence[Visit]) -> Iterator[Journey]:
    """Give the drives from place to place among some visits of a duty; rests on the road belong to theirs."""
    at_places = [(visit.place, visit) for visit in visits if visit.place is not None]
    for (origin, before), (destination, after) in pairwise(at_places):
        if origin != destination:
            yield Journey(origin, destination, before.leave_s, after.arrive_s)


def _next_stop(visits: list[Visit]) -> VisitKind | None:
    return next((visit.kind for visit in visits if visit.kind is not VisitKind.REST), None)


def trips(duty: DutyPlan) -> tuple[Run, ...]:
    """Give the runs that carry goods."""
    return tuple(run for run in runs(duty) if run.number is not None)


def driving(plan: Plan) -> Iterator[DutyPlan]:
    """Give the duties that carry anything at all."""
    return (duty for duty in plan.duties if any(visit.kind is VisitKind.LOAD for visit in duty.visits))


def grams(day: Day, lines: tuple[Line, ...]) -> Grams:
    """Weigh some lines."""
    return sum(line.quantity * day.goods[line.good].unit_grams for line in lines)


def driven_s(duty: DutyPlan) -> Seconds:
    """Give the seconds a duty drives."""
    return sum(visit.drive_s for visit in duty.visits)


def driven_m(duty: DutyPlan) -> Metres:
    """Give the metres a duty drives."""
    return sum(visit.drive_m for visit in duty.visits)
