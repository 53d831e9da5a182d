"""UNKNOWN_ID: whatever a plan names must be part of the day.

Every other family leaves out what it cannot look up, so that a slip of the pen is told once, here.
"""

from collections.abc import Collection, Iterator

from optimizer.checker.say import at_visit, of_crew, of_plan
from optimizer.model.day import Day
from optimizer.model.findings import Breach, Rule
from optimizer.model.plan import DutyPlan, Plan
from optimizer.model.text import Text


def unknown_id(day: Day, plan: Plan) -> Iterator[Breach]:
    """Vehicles, drivers, places, demands and goods named by the plan exist; ``excess`` is 0."""
    for duty in plan.duties:
        yield from _of_crew(day, duty)
        yield from _of_visits(day, duty)
    for entry in plan.unserved:
        for noun, value in _missing(day, entry.demand, entry.good):
            yield of_plan(
                Rule.UNKNOWN_ID,
                0,
                Text(
                    f"the list of unserved demands names {noun.en} {value!r}, which the day does not have",
                    f"未满足清单中的{noun.zh} {value!r} 不在当日数据中",
                ),
            )


def _of_crew(day: Day, duty: DutyPlan) -> Iterator[Breach]:
    named: tuple[tuple[Text, str, Collection[str]], ...] = (
        (Text("vehicle", "车辆"), duty.crew.vehicle, day.vehicles),
        (Text("driver", "驾驶员"), duty.crew.driver, day.drivers),
    )
    for noun, value, known in named:
        if value not in known:
            yield of_crew(
                Rule.UNKNOWN_ID,
                duty,
                0,
                Text(
                    f"names {noun.en} {value!r}, which the day does not have",
                    f"所列{noun.zh} {value!r} 不在当日数据中",
                ),
            )


def _of_visits(day: Day, duty: DutyPlan) -> Iterator[Breach]:
    for number, visit in enumerate(duty.visits):
        missing = [] if visit.place is None or visit.place in day.places else [(Text("place", "地点"), visit.place)]
        for line in visit.lines:
            missing += _missing(day, line.demand, line.good)
        for noun, value in missing:
            told = Text(
                f"names {noun.en} {value!r}, which the day does not have",
                f"所列{noun.zh} {value!r} 不在当日数据中",
            )
            yield at_visit(Rule.UNKNOWN_ID, day, duty, number, told)


def _missing(day: Day, demand: str, good: str) -> list[tuple[Text, str]]:
    found = [] if demand in day.demands else [(Text("demand", "需求"), demand)]
    return found if good in day.goods else [*found, (Text("good", "物资"), good)]
