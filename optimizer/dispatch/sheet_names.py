"""Which sheets a dispatch workbook has, and what they are called: needed before the first link is written."""

from dataclasses import dataclass

from optimizer.dispatch.runs import driving
from optimizer.dispatch.xlsx import SheetNames
from optimizer.model.day import Day
from optimizer.model.plan import Plan, VisitKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Names of all sheets, in their order; ``duties`` by crew id, ``loadings`` by place id."""

    totals: str
    overview: str
    unserved: str
    duties: dict[str, str]
    loadings: dict[str, str]


def contents(day: Day, plan: Plan) -> Contents:
    """Name the sheets: plate and driver for a duty, the place's name for a loading point in use."""
    names = SheetNames()
    used = {v.place for duty in plan.duties for v in duty.visits if v.kind is VisitKind.LOAD and v.place is not None}
    return Contents(
        totals=names.legal("汇总 Totals"),
        overview=names.legal("总表 Overview"),
        unserved=names.legal("未满足 Unserved"),
        loadings={place: names.legal(f"装 {day.places[place].name}") for place in day.places if place in used},
        duties={
            duty.crew.id: names.legal(f"{day.vehicles[duty.crew.vehicle].plate} {day.drivers[duty.crew.driver].name}")
            for duty in driving(plan)
        },
    )
