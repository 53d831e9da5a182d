"""CLOCK, SERVICE_TIME, TIME_WINDOW and LATENESS: every visit's times, from the roads and the places.

Slack is no breach: service may begin at any moment of a window from the arrival on, and a crew may leave later than its
work is done (a dispatcher may hold a vehicle). Arrivals and lateness are exact.
"""

from collections.abc import Iterator, Sequence

from optimizer.checker.legs import Drive, drives
from optimizer.checker.say import at_visit, clock, numbered, place_name, spans
from optimizer.model.day import Day
from optimizer.model.findings import Breach, Rule
from optimizer.model.places import Place
from optimizer.model.plan import DutyPlan, Plan, Visit, VisitKind
from optimizer.model.text import Text
from optimizer.model.travel import TravelTable
from optimizer.model.units import Grams, Seconds
from optimizer.model.windows import TimeWindow

GRAMS_A_TONNE = 1_000_000


def clock_runs(day: Day, travel: TravelTable, plan: Plan) -> Iterator[Breach]:
    """A crew arrives when it left before plus its true drive, and begins no earlier; ``excess`` in seconds.

    START, REST and END also end no earlier than they begin (for LOAD and DELIVER see :func:`service_time`).
    """
    for duty in plan.duties:
        for drive in drives(day, travel, duty):
            visit = drive.visit
            arrives = visit.arrive_s
            if drive.number > 0:
                arrives = duty.visits[drive.number - 1].leave_s + drive.share.seconds
            if visit.arrive_s != arrives:
                told = _off(Text("arrives", "到达"), visit.arrive_s, Text("it can only arrive at", "应为"), arrives)
                yield _wrong(day, duty, drive, abs(visit.arrive_s - arrives), told)
            if visit.begin_s < arrives:
                told = _off(Text("begins", "开始"), visit.begin_s, Text("it arrives at", "到达时间为"), arrives)
                yield _wrong(day, duty, drive, arrives - visit.begin_s, told)
            if visit.leave_s < visit.begin_s and visit.kind not in (VisitKind.LOAD, VisitKind.DELIVER):
                told = _off(Text("leaves", "离开"), visit.leave_s, Text("it begins at", "开始时间为"), visit.begin_s)
                yield _wrong(day, duty, drive, visit.begin_s - visit.leave_s, told)


def _off(verb: Text, found: Seconds, but: Text, expected: Seconds) -> Text:
    return Text(
        f"{verb.en} at {clock(found)}, but {but.en} {clock(expected)}",
        f"于 {clock(found)} {verb.zh}，而{but.zh} {clock(expected)}",
    )


def _wrong(day: Day, duty: DutyPlan, drive: Drive, excess: Seconds, told: Text) -> Breach:
    return at_visit(Rule.CLOCK, day, duty, drive.number, told, excess=excess)


def service_time(day: Day, plan: Plan) -> Iterator[Breach]:
    """Loading and unloading take the place's fixed time and its time per tonne; ``excess`` is the seconds missing."""
    for duty in plan.duties:
        for number, visit in numbered(duty, VisitKind.LOAD, VisitKind.DELIVER):
            place = day.places.get(visit.place or "")
            if place is None:
                continue
            needed, given = _service(place, _handled(day, visit)), visit.leave_s - visit.begin_s
            if given < needed:
                told = Text(
                    f"takes {given} s, but {_handled(day, visit)} g need {needed} s there",
                    f"作业 {given} 秒，而 {_handled(day, visit)} 克货物在此需要 {needed} 秒",
                )
                yield at_visit(Rule.SERVICE_TIME, day, duty, number, told, excess=needed - given)


def _handled(day: Day, visit: Visit) -> Grams:
    return sum(line.quantity * day.goods[line.good].unit_grams for line in visit.lines if line.good in day.goods)


def _service(place: Place, grams: Grams) -> Seconds:
    whole, rest = divmod(max(0, grams) * place.service_per_tonne_s, GRAMS_A_TONNE)
    return place.service_fixed_s + whole + (1 if rest else 0)


def time_window(day: Day, plan: Plan) -> Iterator[Breach]:
    """Service begins inside a window of the place and of every demand; ``excess`` is the seconds to the nearest.

    One breach a visit: the place's or the demand's, whichever is missed by more.
    """
    for duty in plan.duties:
        for number, visit in numbered(duty, VisitKind.LOAD, VisitKind.DELIVER):
            missed = [(_misses(windows, visit.begin_s), owner, windows) for owner, windows in _windows(day, visit)]
            excess, owner, windows = max(missed, key=lambda miss: miss[0], default=(0, Text("", ""), ()))
            if excess > 0:
                told = Text(
                    f"begins at {clock(visit.begin_s)}, but {owner.en} takes {spans(windows, 'nothing')}",
                    f"于 {clock(visit.begin_s)} 开始，而{owner.zh} 的时间窗为 {spans(windows, '无')}",
                )
                yield at_visit(Rule.TIME_WINDOW, day, duty, number, told, excess=excess)


def _windows(day: Day, visit: Visit) -> Iterator[tuple[Text, Sequence[TimeWindow]]]:
    place = day.places.get(visit.place or "")
    if place is not None:
        shown = place_name(day, place.id)
        yield Text(f"the place {shown.en}", f"地点 {shown.zh}"), place.windows
    for line in visit.lines:
        demand = day.demands.get(line.demand)
        if demand is not None and visit.kind is VisitKind.DELIVER:
            yield Text(f"demand {demand.id}", f"需求 {demand.id}"), demand.windows


def _misses(windows: Sequence[TimeWindow], moment: Seconds) -> Seconds:
    return min((max(0, window.opens - moment, moment - window.closes) for window in windows), default=1)


def lateness(day: Day, plan: Plan) -> Iterator[Breach]:
    """``late_s`` counts from the earliest due moment of the visit's demands to its beginning; ``excess`` in seconds."""
    for duty in plan.duties:
        for number, visit in enumerate(duty.visits):
            expected = late(day, visit)
            if visit.late_s != expected:
                told = Text(
                    f"is said to be {visit.late_s} s late, but it is {expected} s late",
                    f"记录迟到 {visit.late_s} 秒，实际应为 {expected} 秒",
                )
                yield at_visit(Rule.LATENESS, day, duty, number, told, excess=abs(visit.late_s - expected))


def late(day: Day, visit: Visit) -> Seconds:
    """How late a visit really is; 0 for all but a DELIVER with a due moment."""
    if visit.kind is not VisitKind.DELIVER:
        return 0
    dues = [day.demands[line.demand].due_s for line in visit.lines if line.demand in day.demands]
    return max((visit.begin_s - due for due in dues if due is not None and due < visit.begin_s), default=0)
