"""The timetable: each duty leaves home as late as it can without ending later or being later anywhere."""

from optimizer.model.day import Day
from optimizer.model.duties import Duties, Duty
from optimizer.model.findings import Breach, BrokenPlan, Rule
from optimizer.model.plan import DutyPlan, Visit
from optimizer.model.text import Text
from optimizer.model.travel import TravelTable
from optimizer.model.units import Seconds
from optimizer.timetable.walk import walk

GRAIN_S = 60
"""Starts are full minutes after the shift opens: a driver reads a clock, not a stopwatch."""


def timetable(day: Day, travel: TravelTable, duties: Duties) -> tuple[DutyPlan, ...]:
    """Exact times for all duties.

    Raises
    ------
    BrokenPlan
        If a duty cannot be driven in its shift: the core and the walk would disagree, which is our bug.
    """
    return tuple(DutyPlan(crew=duty.crew, visits=_latest(day, travel, duty)) for duty in duties.duties)


def _latest(day: Day, travel: TravelTable, duty: Duty) -> tuple[Visit, ...]:
    """The visits of the latest start whose end and lateness are as good as those of the earliest, by bisection."""
    opens = duty.crew.shift.opens
    best = _walk(day, travel, duty, opens)
    if best is None:
        raise BrokenPlan((_cannot_be_driven(duty),))
    end, late = _merit(best)
    low, high = 0, max(0, (end - opens) // GRAIN_S)
    while low < high:
        middle = (low + high + 1) // 2
        visits = _walk(day, travel, duty, opens + middle * GRAIN_S)
        if visits is not None and _merit(visits) <= (end, late):
            best, low = visits, middle
        else:
            high = middle - 1
    return best


def _walk(day: Day, travel: TravelTable, duty: Duty, start_s: Seconds) -> tuple[Visit, ...] | None:
    """The walk of a patient crew, unless one that waits on the road is better off: rests may fall otherwise."""
    visits = walk(day, travel, duty, start_s)
    if visits is None or len(travel.starts) == 1:
        return visits
    patient = walk(day, travel, duty, start_s, patient=True)
    return visits if patient is None or _merit(patient) > _merit(visits) else patient


def _merit(visits: tuple[Visit, ...]) -> tuple[Seconds, Seconds]:
    """When the duty ends, and how late it is in all."""
    return visits[-1].leave_s, sum(visit.late_s for visit in visits)


def _cannot_be_driven(duty: Duty) -> Breach:
    crew = duty.crew
    return Breach(
        rule=Rule.CLOCK,
        crew=crew.id,
        message=Text(
            f"the duty of crew {crew.id!r} (vehicle {crew.vehicle!r}) cannot be driven within its shift",
            f"班组 {crew.id}（车辆 {crew.vehicle}）的任务无法在其班次内完成",
        ),
    )
