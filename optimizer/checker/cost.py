"""COST: the five kinds of cost, added up again from roads, clocks and prices."""

from collections.abc import Iterator

from optimizer.checker.clocks import late
from optimizer.checker.legs import drives
from optimizer.checker.say import of_plan
from optimizer.model.day import Day
from optimizer.model.demands import Priority
from optimizer.model.findings import Breach, Rule
from optimizer.model.plan import DutyPlan, Plan, Visit
from optimizer.model.text import Text
from optimizer.model.travel import TravelTable
from optimizer.model.units import Cents

LATE_WEIGHT = {Priority.LIFE: 100, Priority.SPECIAL: 10, Priority.DAILY: 1}
"""How many times the price of an hour's lateness of a daily demand each tier costs (see ``DayRules``)."""


def cost(day: Day, travel: TravelTable, plan: Plan) -> Iterator[Breach]:
    """Each kind of cost is what the plan really costs; ``excess`` is the difference in cents."""
    kinds = (
        (Text("fixed cost", "固定费用"), plan.cost.fixed_cents, _fixed(day, plan)),
        (Text("distance cost", "里程费用"), plan.cost.distance_cents, _distance(day, travel, plan)),
        (Text("time cost", "工时费用"), plan.cost.time_cents, _time(day, travel, plan)),
        (Text("call-up cost", "征调费用"), plan.cost.call_up_cents, _call_up(day, plan)),
        (Text("lateness cost", "迟到费用"), plan.cost.late_cents, _late(day, plan)),
    )
    for kind, claimed, found in kinds:
        if claimed != found:
            told = Text(
                f"the plan's {kind.en} is said to be {claimed} cents, but it is {found} cents",
                f"方案的{kind.zh}记录为 {claimed} 分，实际应为 {found} 分",
            )
            yield of_plan(Rule.COST, abs(claimed - found), told)


def _fixed(day: Day, plan: Plan) -> Cents:
    return sum(day.vehicles[duty.crew.vehicle].fixed_cents for duty in _known(day, plan))


def _distance(day: Day, travel: TravelTable, plan: Plan) -> Cents:
    """Per duty, rounded down to the cent."""
    total = 0
    for duty in _known(day, plan):
        metres = sum(drive.share.metres for drive in drives(day, travel, duty))
        total += metres * day.vehicles[duty.crew.vehicle].cents_per_km // 1_000
    return total


def _time(day: Day, travel: TravelTable, plan: Plan) -> Cents:
    """Per duty, hours driven alone, rounded down to the cent."""
    total = 0
    for duty in _known(day, plan):
        seconds = sum(drive.share.seconds for drive in drives(day, travel, duty))
        total += seconds * day.vehicles[duty.crew.vehicle].cents_per_hour // 3_600
    return total


def _call_up(day: Day, plan: Plan) -> Cents:
    used = {duty.crew.driver for duty in plan.duties}
    return sum(day.drivers[driver].call_up_cents for driver in used if driver in day.drivers)


def _late(day: Day, plan: Plan) -> Cents:
    return sum(_late_cents(day, visit) for duty in plan.duties for visit in duty.visits)


def _late_cents(day: Day, visit: Visit) -> Cents:
    """A late visit at the price of its most urgent demand, rounded up to the cent."""
    seconds = late(day, visit)
    tiers = [day.demands[line.demand].priority for line in visit.lines if line.demand in day.demands]
    if seconds == 0 or not tiers:
        return 0
    whole, rest = divmod(seconds * LATE_WEIGHT[min(tiers)] * day.rules.late_cents_per_hour, 3_600)
    return whole + (1 if rest else 0)


def _known(day: Day, plan: Plan) -> list[DutyPlan]:
    return [duty for duty in plan.duties if duty.crew.vehicle in day.vehicles]
