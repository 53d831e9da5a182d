"""SHIFT: a crew works inside its shift, and its shift inside the hours of vehicle, driver and day."""

from collections.abc import Iterator, Sequence

from optimizer.checker.say import at_visit, clock, of_crew, span, spans
from optimizer.model.day import Day
from optimizer.model.findings import Breach, Rule
from optimizer.model.plan import DutyPlan, Plan
from optimizer.model.text import Text
from optimizer.model.units import Seconds
from optimizer.model.windows import TimeWindow


def shift(day: Day, plan: Plan) -> Iterator[Breach]:
    """The first arrival and the last departure lie in the shift, the shift in those it was made of.

    ``excess`` is the number of seconds outside.
    """
    for duty in plan.duties:
        vehicle, driver = day.vehicles.get(duty.crew.vehicle), day.drivers.get(duty.crew.driver)
        if vehicle is not None:
            yield from _inside(duty, Text("the shifts of the vehicle are", "车辆班次为"), vehicle.shifts)
        if driver is not None:
            yield from _inside(duty, Text("the shifts of the driver are", "驾驶员班次为"), driver.shifts)
        yield from _inside(duty, Text("the horizon of the day is", "当日计划时段为"), (day.rules.horizon,))
        if duty.visits:
            yield from _at_work(day, duty)


def _inside(duty: DutyPlan, told: Text, allowed: Sequence[TimeWindow]) -> Iterator[Breach]:
    planned = duty.crew.shift
    outside = min((_sticks_out(planned, window) for window in allowed), default=planned.length)
    if outside > 0 or not allowed:
        yield of_crew(
            Rule.SHIFT,
            duty,
            outside,
            Text(
                f"works {span(planned)}, but {told.en} {spans(allowed, 'none')}",
                f"班次为 {span(planned)}，而{told.zh} {spans(allowed, '无')}",
            ),
        )


def _sticks_out(inner: TimeWindow, outer: TimeWindow) -> Seconds:
    return max(0, outer.opens - inner.opens) + max(0, inner.closes - outer.closes)


def _at_work(day: Day, duty: DutyPlan) -> Iterator[Breach]:
    planned = duty.crew.shift
    early = planned.opens - duty.visits[0].arrive_s
    if early > 0:
        told = Text(
            f"begins at {clock(duty.visits[0].arrive_s)}, but the shift opens at {clock(planned.opens)}",
            f"于 {clock(duty.visits[0].arrive_s)} 开始，而班次 {clock(planned.opens)} 才开始",
        )
        yield at_visit(Rule.SHIFT, day, duty, 0, told, excess=early)
    late = duty.visits[-1].leave_s - planned.closes
    if late > 0:
        told = Text(
            f"ends at {clock(duty.visits[-1].leave_s)}, but the shift closes at {clock(planned.closes)}",
            f"于 {clock(duty.visits[-1].leave_s)} 结束，而班次 {clock(planned.closes)} 已结束",
        )
        yield at_visit(Rule.SHIFT, day, duty, len(duty.visits) - 1, told, excess=late)
