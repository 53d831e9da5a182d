"""What in a plan to start from is not of this day: E3401, W4401 and W4402."""

from collections.abc import Iterator

from optimizer.model.day import Day
from optimizer.model.findings import InvalidDay, Issue, Where
from optimizer.model.plan import Plan, Visit, VisitKind
from optimizer.model.text import Text
from optimizer.validation.say import issue

_NAMED = 3
"""Unknown things that a warning names; the others it counts."""


def foreign_parts(day: Day, plan: Plan) -> tuple[Issue, ...]:
    """Warnings of another date, and of deliveries that name a vehicle or demand which the day has not.

    Raises
    ------
    InvalidDay
        If the plan has deliveries and not one is of this day: it is the wrong file.
    """
    strangers = [tuple(_strangers(day, vehicle, visit)) for vehicle, visit in _deliveries(plan)]
    foreign = [names for names in strangers if names]
    if strangers and len(foreign) == len(strangers):
        raise InvalidDay((_nothing_known(day, plan, foreign[0]),))
    return (*_another_date(day, plan), *_some_unknown(strangers, foreign))


def _deliveries(plan: Plan) -> Iterator[tuple[str, Visit]]:
    for duty in plan.duties:
        yield from ((duty.crew.vehicle, visit) for visit in duty.visits if visit.kind is VisitKind.DELIVER)


def _strangers(day: Day, vehicle: str, visit: Visit) -> Iterator[Text]:
    """What of a delivery the day does not know; nothing where its vehicle and one of its demands are known."""
    if vehicle not in day.vehicles:
        yield Text(f"vehicle {vehicle!r}", f"车辆“{vehicle}”")
    known = [line for line in visit.lines if line.demand in day.demands and _is_of(day, line.demand, visit)]
    if not known:
        names = ", ".join(dict.fromkeys(line.demand for line in visit.lines)) or "-"
        yield Text(f"demand {names!r} at {visit.place!r}", f"地点“{visit.place}”的需求“{names}”")


def _is_of(day: Day, demand: str, visit: Visit) -> bool:
    return day.demands[demand].place == visit.place


def _nothing_known(day: Day, plan: Plan, example: tuple[Text, ...]) -> Issue:
    return issue(
        "E3401",
        Where(pointer="start/duties"),
        Text(
            f"not one delivery of the plan of {plan.origin.day_name!r}, {plan.origin.date}, is of the day "
            f"{day.name!r}, {day.date}: it has no {_and(example).en}, for one",
            f"方案“{plan.origin.day_name}”（{plan.origin.date}）没有任何任务属于“{day.name}”（{day.date}）："
            f"例如没有{_and(example).zh}",
        ),
        Text(
            "give the plan.json of this day, or one with the same vehicles and demands; or plan without it",
            "请给出当日的 plan.json，或车辆与需求编号相同的方案；或不指定起点方案",
        ),
    )


def _another_date(day: Day, plan: Plan) -> Iterator[Issue]:
    if plan.origin.date != day.date:
        yield issue(
            "W4401",
            Where(pointer="start/origin/date"),
            Text(
                f"the plan to start from is of {plan.origin.date}, the day is {day.date}",
                f"作为起点的方案日期为 {plan.origin.date}，当日为 {day.date}",
            ),
            Text("nothing, if you meant it; else give another plan", "如属有意可忽略；否则请另选方案"),
        )


def _some_unknown(strangers: list[tuple[Text, ...]], foreign: list[tuple[Text, ...]]) -> Iterator[Issue]:
    if foreign:
        names = list(dict.fromkeys(name for one in foreign for name in one))
        shown = _and(tuple(names[:_NAMED]))
        more = len(names) > _NAMED
        yield issue(
            "W4402",
            Where(pointer="start/duties"),
            Text(
                f"{len(foreign)} of {len(strangers)} deliveries of the plan to start from are not of this day: "
                f"it has no {shown.en}{', …' if more else ''}",
                f"作为起点的方案 {len(strangers)} 个任务中有 {len(foreign)} 个不属于当日："
                f"没有{shown.zh}{'等' if more else ''}",
            ),
            Text("nothing: they are planned anew", "无需处理：这些任务将重新编排"),
        )


def _and(names: tuple[Text, ...]) -> Text:
    return Text(", ".join(name.en for name in names), "、".join(name.zh for name in names))
