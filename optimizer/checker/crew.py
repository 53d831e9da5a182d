"""CREW_NOT_ELIGIBLE and CREW_OVERLAP: this driver may take this vehicle, and both work once at a time."""

from collections.abc import Iterator, Mapping

from optimizer.checker.licences import asked, suffices
from optimizer.checker.say import clock, of_crew, span
from optimizer.model.crews import Crew
from optimizer.model.day import Day
from optimizer.model.drivers import Driver
from optimizer.model.findings import Breach, Rule
from optimizer.model.plan import DutyPlan, Plan
from optimizer.model.rules import DayRules
from optimizer.model.text import Text
from optimizer.model.units import Seconds
from optimizer.model.vehicles import Vehicle
from optimizer.model.windows import TimeWindow


def crew_not_eligible(day: Day, plan: Plan) -> Iterator[Breach]:
    """The driver is licensed and not suspended, and the whitelist entries of both cover the shift.

    ``excess`` is the number of seconds outside a whitelist entry, or missing to ``rules.min_crew_s``; else 0.
    """
    for duty in plan.duties:
        vehicle, driver = day.vehicles.get(duty.crew.vehicle), day.drivers.get(duty.crew.driver)
        if driver is not None and driver.suspended:
            yield _ineligible(duty, 0, Text("has a driver who is suspended today", "的驾驶员今日被停派"))
        if vehicle is not None and driver is not None:
            yield from _licence(duty, vehicle, driver)
            yield from _common_hours(day.rules, duty, vehicle, driver)
        if vehicle is not None:
            yield from _whitelist(duty, Text("vehicle", "车辆"), vehicle.whitelisted)
        if driver is not None:
            yield from _whitelist(duty, Text("driver", "驾驶员"), driver.whitelisted)


def _licence(duty: DutyPlan, vehicle: Vehicle, driver: Driver) -> Iterator[Breach]:
    if not suffices(driver.licence, vehicle.vehicle_class):
        needed = asked(vehicle.vehicle_class)
        told = Text(
            f"has a driver with licence {driver.licence}, but a {vehicle.vehicle_class} vehicle needs {needed}",
            f"的驾驶员持 {driver.licence} 证，而 {vehicle.vehicle_class} 类车辆需要 {needed}",
        )
        yield _ineligible(duty, 0, told)


def _whitelist(duty: DutyPlan, noun: Text, entry: TimeWindow) -> Iterator[Breach]:
    shift = duty.crew.shift
    outside = max(0, entry.opens - shift.opens) + max(0, shift.closes - entry.closes)
    if outside > 0:
        told = Text(
            f"works {span(shift)}, but the {noun.en}'s whitelist entry holds {span(entry)}",
            f"班次为 {span(shift)}，而{noun.zh}白名单有效期为 {span(entry)}",
        )
        yield _ineligible(duty, outside, told)


def _common_hours(rules: DayRules, duty: DutyPlan, vehicle: Vehicle, driver: Driver) -> Iterator[Breach]:
    """The hours that vehicle and driver share around this shift are long enough to make a crew at all."""
    longest: Seconds | None = None
    for of_vehicle in vehicle.shifts:
        for of_driver in driver.shifts:
            parts = (of_vehicle, of_driver, vehicle.whitelisted, driver.whitelisted, rules.horizon)
            opens, closes = max(part.opens for part in parts), min(part.closes for part in parts)
            if opens <= duty.crew.shift.opens and duty.crew.shift.closes <= closes:
                longest = max(longest or 0, closes - opens)
    if longest is not None and longest < rules.min_crew_s:
        told = Text(
            f"shares {clock(longest)} hours only, but a crew needs {clock(rules.min_crew_s)}",
            f"的共同工作时间仅 {clock(longest)}，组成班组至少需要 {clock(rules.min_crew_s)}",
        )
        yield _ineligible(duty, rules.min_crew_s - longest, told)


def _ineligible(duty: DutyPlan, excess: int, told: Text) -> Breach:
    return of_crew(Rule.CREW_NOT_ELIGIBLE, duty, excess, told)


def crew_overlap(day: Day, plan: Plan) -> Iterator[Breach]:  # noqa: ARG001 (every rule takes the day)
    """A crew id and a driver appear once a day, and duties of one vehicle follow each other.

    Duties overlap by what is driven, from the first arrival to the last departure, not by the shifts they might have
    used; ``excess`` is the overlap in seconds for a vehicle, 0 for a crew id or a driver.
    """
    crews: dict[str, Crew] = {}
    drivers: dict[str, Crew] = {}
    for number, duty in enumerate(plan.duties):
        crew = duty.crew
        yield from _twice(duty, crew.id, crews, Text("has an id that another duty carries", "的编号已被另一任务使用"))
        told = Text("has a driver who drives another crew today", "的驾驶员今日已在另一班组")
        yield from _twice(duty, crew.driver, drivers, told)
        crews.setdefault(crew.id, crew)
        drivers.setdefault(crew.driver, crew)
        for other in plan.duties[:number]:
            yield from _same_vehicle(other, duty)


def _twice(duty: DutyPlan, key: str, seen: Mapping[str, Crew], told: Text) -> Iterator[Breach]:
    if key in seen:
        first = seen[key].id
        yield of_crew(Rule.CREW_OVERLAP, duty, 0, Text(f"{told.en}: crew {first}", f"{told.zh}：班组 {first}"))


def _same_vehicle(first: DutyPlan, second: DutyPlan) -> Iterator[Breach]:
    if first.crew.vehicle != second.crew.vehicle or not first.visits or not second.visits:
        return
    begins = max(first.visits[0].arrive_s, second.visits[0].arrive_s)
    ends = min(first.visits[-1].leave_s, second.visits[-1].leave_s)
    if ends > begins:
        told = Text(
            f"is under way from {clock(begins)} to {clock(ends)} in a vehicle that crew {first.crew.id} drives then",
            f"在 {clock(begins)} 至 {clock(ends)} 与班组 {first.crew.id} 同时使用该车",
        )
        yield of_crew(Rule.CREW_OVERLAP, second, ends - begins, told)
