"""DUTY_SHAPE: the order and the form of a duty's visits, whatever their numbers.

Covered are, and nothing else:

1. the first visit, and no other, is a START at the vehicle's home;
2. an END comes last, once, at the vehicle's home; it may be missing only where the vehicle need not return and drives
   no later duty, and then the last visit is a DELIVER;
3. between them stand trips: a LOAD followed by at least one DELIVER; no DELIVER before the first LOAD; at least one
   trip;
4. every visit but a REST stands at a place; a REST stands on the road, or where the crew stood already: at the place of
   the visit before, and not when that was a rest on the road;
5. LOAD and DELIVER carry at least one line and each line at least one unit; START, REST and END carry none.
"""

from collections.abc import Iterator

from optimizer.checker.say import at_visit, numbered, of_crew, place_name
from optimizer.model.day import Day
from optimizer.model.findings import Breach, Rule
from optimizer.model.plan import DutyPlan, Plan, Visit, VisitKind
from optimizer.model.text import Text

WORKING = (VisitKind.LOAD, VisitKind.DELIVER)


def duty_shape(day: Day, plan: Plan) -> Iterator[Breach]:
    """Visits stand in the order START, trips, END and carry what their kind carries; ``excess`` is 0."""
    for duty in plan.duties:
        if not duty.visits:
            yield of_crew(Rule.DUTY_SHAPE, duty, 0, Text("has no visits at all", "没有任何站次"))
            continue
        yield from _begins_with_start(day, duty)
        yield from _ends_well(day, plan, duty)
        yield from _trips(day, duty)
        yield from _rests(day, duty)
        yield from _lines(day, duty)


def _begins_with_start(day: Day, duty: DutyPlan) -> Iterator[Breach]:
    if duty.visits[0].kind is not VisitKind.START:
        yield _broken(day, duty, 0, Text("comes first, where a START is expected", "排在首位，此处应为出发"))
    for number, _ in numbered(duty, VisitKind.START):
        if number > 0:
            yield _broken(day, duty, number, Text("is a START in the middle of a duty", "出现在途中，出发只能排在首位"))
    yield from _at_home(day, duty, VisitKind.START)


def _ends_well(day: Day, plan: Plan, duty: DutyPlan) -> Iterator[Breach]:
    last = len(duty.visits) - 1
    for number, _ in numbered(duty, VisitKind.END):
        if number < last:
            yield _broken(day, duty, number, Text("is an END with visits after it", "之后仍有站次，收车只能排在末位"))
    yield from _at_home(day, duty, VisitKind.END)
    kind = duty.visits[last].kind
    if kind is VisitKind.END:
        return
    if _must_return(day, plan, duty):
        yield _broken(
            day,
            duty,
            last,
            Text("comes last, where an END at the vehicle's home is expected", "排在末位，此处应为回场收车"),
        )
    elif kind is not VisitKind.DELIVER:
        yield _broken(
            day, duty, last, Text("comes last, where a DELIVER or an END is expected", "排在末位，此处应为送货或收车")
        )


def _must_return(day: Day, plan: Plan, duty: DutyPlan) -> bool:
    vehicle = day.vehicles.get(duty.crew.vehicle)
    if vehicle is None:
        return False
    begins = duty.visits[0].arrive_s
    return vehicle.returns_home or any(
        other.crew.vehicle == vehicle.id and other.visits and other.visits[0].arrive_s > begins for other in plan.duties
    )


def _at_home(day: Day, duty: DutyPlan, kind: VisitKind) -> Iterator[Breach]:
    vehicle = day.vehicles.get(duty.crew.vehicle)
    for number, visit in numbered(duty, kind):
        if vehicle is not None and visit.place is not None and visit.place != vehicle.home:
            home = place_name(day, vehicle.home)
            told = Text(f"is not at the vehicle's home, {home.en}", f"不在车辆驻地 {home.zh}")
            yield _broken(day, duty, number, told)


def _trips(day: Day, duty: DutyPlan) -> Iterator[Breach]:
    working = list(numbered(duty, *WORKING))
    if not any(visit.kind is VisitKind.LOAD for _, visit in working):
        yield of_crew(
            Rule.DUTY_SHAPE,
            duty,
            0,
            Text("has no LOAD, where at least one trip is expected", "没有装货站，至少应有一个趟次"),
        )
    loaded = False
    for at, (number, visit) in enumerate(working):
        after = working[at + 1][1] if at + 1 < len(working) else None
        if visit.kind is VisitKind.LOAD:
            loaded = True
            if after is None or after.kind is VisitKind.LOAD:
                yield _broken(day, duty, number, Text("is followed by no DELIVER of its trip", "之后本趟次没有送货站"))
        elif not loaded:
            yield _broken(day, duty, number, Text("comes before any LOAD", "排在任何装货站之前"))


def _rests(day: Day, duty: DutyPlan) -> Iterator[Breach]:
    before: Visit | None = None
    for number, visit in enumerate(duty.visits):
        if visit.place is None and visit.kind is not VisitKind.REST:
            yield _broken(day, duty, number, Text("names no place", "未写明地点"))
        if visit.kind is VisitKind.REST and visit.place is not None and (before is None or visit.place != before.place):
            stood = place_name(day, before.place if before else None)
            told = Text(
                f"is a rest where the crew does not stand: it stands at {stood.en}",
                f"不是班组所在处：班组此时位于 {stood.zh}",
            )
            yield _broken(day, duty, number, told)
        before = visit


def _lines(day: Day, duty: DutyPlan) -> Iterator[Breach]:
    for number, visit in enumerate(duty.visits):
        if visit.kind in WORKING and not visit.lines:
            yield _broken(
                day, duty, number, Text("has no lines, where at least one is expected", "没有货物明细，至少应有一行")
            )
        if visit.kind not in WORKING and visit.lines:
            count = len(visit.lines)
            yield _broken(
                day,
                duty,
                number,
                Text(f"has {count} lines, where none is expected", f"有 {count} 行货物明细，此处不应有"),
            )
        for line in visit.lines:
            if line.quantity < 1:
                told = Text(
                    f"has {line.quantity} units of demand {line.demand}, where at least 1 is expected",
                    f"需求 {line.demand} 的数量为 {line.quantity}，至少应为 1",
                )
                yield _broken(day, duty, number, told)


def _broken(day: Day, duty: DutyPlan, number: int, told: Text) -> Breach:
    return at_visit(Rule.DUTY_SHAPE, day, duty, number, told)
