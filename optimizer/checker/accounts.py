"""STOCK, SPLIT and DEMAND_ACCOUNT: nothing is loaded that is not there, and every unit asked for is accounted for."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from optimizer.checker.say import at_visit, clock, numbered, of_plan, place_name
from optimizer.model.day import Day
from optimizer.model.demands import Demand
from optimizer.model.findings import Breach, Rule
from optimizer.model.loads import Line
from optimizer.model.plan import DutyPlan, Plan, VisitKind
from optimizer.model.text import Text
from optimizer.model.units import Seconds


class Loading(NamedTuple):
    """Units of one good taken at one place, and who took them."""

    begin_s: Seconds
    units: int
    duty: DutyPlan
    number: int


def stock(day: Day, plan: Plan) -> Iterator[Breach]:
    """Find what was loaded before it lay there; ``excess`` is the units this LOAD takes that were not there by then."""
    for (place, good), loadings in _loadings(plan).items():
        if place not in day.places or good not in day.goods:
            continue
        taken = 0
        for loading in sorted(loadings, key=lambda loading: loading.begin_s):
            taken += loading.units
            there = sum(
                lot.quantity
                for lot in day.stocks
                if (lot.place, lot.good) == (place, good) and lot.ready_s <= loading.begin_s
            )
            if taken > there:
                told = Text(
                    f"takes {loading.units} {good}: {taken} taken there by {clock(loading.begin_s)}, "
                    f"but {there} are ready by then",
                    f"装走 {good} {loading.units} 件：截至 {clock(loading.begin_s)} 已装 {taken} 件，"
                    f"届时可装仅 {there} 件",
                )
                excess = min(loading.units, taken - there)
                yield at_visit(Rule.STOCK, day, loading.duty, loading.number, told, excess=excess)


def _loadings(plan: Plan) -> dict[tuple[str, str], list[Loading]]:
    """What each LOAD takes of each good; negative lines give nothing back (they are a breach of the duty's shape)."""
    found: dict[tuple[str, str], list[Loading]] = defaultdict(list)
    for duty in plan.duties:
        for number, visit in numbered(duty, VisitKind.LOAD):
            units: Counter[str] = Counter()
            for line in visit.lines:
                units[line.good] += max(0, line.quantity)
            for good, quantity in units.items():
                if visit.place is not None and quantity > 0:
                    found[visit.place, good].append(Loading(visit.begin_s, quantity, duty, number))
    return found


def split(day: Day, plan: Plan) -> Iterator[Breach]:
    """A demand that must not be split comes whole in one visit, or not at all.

    ``excess`` is the number of visits beyond the first (told at the second), or the units missing from the only one.
    """
    visits: dict[str, list[tuple[DutyPlan, int, int]]] = defaultdict(list)
    for duty in plan.duties:
        for number, visit in numbered(duty, VisitKind.DELIVER):
            units: Counter[str] = Counter()
            for line in visit.lines:
                units[line.demand] += line.quantity
            for name, quantity in units.items():
                visits[name].append((duty, number, quantity))
    for name, found in visits.items():
        demand = day.demands.get(name)
        if demand is not None and not demand.splittable:
            yield from _whole(day, demand, found)


def _whole(day: Day, demand: Demand, visits: list[tuple[DutyPlan, int, int]]) -> Iterator[Breach]:
    duty, number, quantity = visits[0]
    if len(visits) > 1:
        duty, number, _ = visits[1]
        told = Text(
            f"brings demand {demand.id} in visit 2 of {len(visits)}, but it must come in 1",
            f"是需求 {demand.id} 的第 2 次送货（共 {len(visits)} 次），该需求须一次送达",
        )
        yield at_visit(Rule.SPLIT, day, duty, number, told, excess=len(visits) - 1)
    elif quantity < demand.quantity:
        told = Text(
            f"brings {quantity} units of demand {demand.id}, but it must come whole: {demand.quantity} units",
            f"送达需求 {demand.id} {quantity} 件，该需求须整单 {demand.quantity} 件一次送达",
        )
        yield at_visit(Rule.SPLIT, day, duty, number, told, excess=demand.quantity - quantity)


def demand_account(day: Day, plan: Plan) -> Iterator[Breach]:
    """Delivered and unserved add up to what was asked, of the right good, at the right place.

    ``excess`` is the difference in units; for a wrong good or place, the units concerned.
    """
    delivered: Counter[str] = Counter()
    unserved: Counter[str] = Counter()
    for duty in plan.duties:
        for number, visit in numbered(duty, VisitKind.DELIVER):
            for line in visit.lines:
                delivered[line.demand] += line.quantity
                yield from _as_ordered(day, duty, number, line)
    for entry in plan.unserved:
        unserved[entry.demand] += entry.quantity
        yield from _listed_well(day, Line(demand=entry.demand, good=entry.good, quantity=entry.quantity))
    for name, demand in day.demands.items():
        total = delivered[name] + unserved[name]
        if total != demand.quantity:
            yield of_plan(
                Rule.DEMAND_ACCOUNT,
                abs(total - demand.quantity),
                Text(
                    f"demand {name} is {delivered[name]} delivered + {unserved[name]} unserved = {total} units, "
                    f"but {demand.quantity} were asked for",
                    f"需求 {name} 已送 {delivered[name]} + 未满足 {unserved[name]} = {total} 件，"
                    f"而需求量为 {demand.quantity} 件",
                ),
            )


def _as_ordered(day: Day, duty: DutyPlan, number: int, line: Line) -> Iterator[Breach]:
    demand, place = day.demands.get(line.demand), duty.visits[number].place
    if demand is None:
        return
    if place in day.places and place != demand.place:
        wanted = place_name(day, demand.place)
        told = Text(
            f"hands over demand {demand.id}, which is wanted at {wanted.en}",
            f"交付需求 {demand.id}，而该需求的地点为 {wanted.zh}",
        )
        yield at_visit(Rule.DEMAND_ACCOUNT, day, duty, number, told, excess=abs(line.quantity))
    if line.good in day.goods and line.good != demand.good:
        told = Text(
            f"hands over {line.good} for demand {demand.id}, which asks for {demand.good}",
            f"以 {line.good} 交付需求 {demand.id}，而该需求的物资为 {demand.good}",
        )
        yield at_visit(Rule.DEMAND_ACCOUNT, day, duty, number, told, excess=abs(line.quantity))


def _listed_well(day: Day, line: Line) -> Iterator[Breach]:
    demand = day.demands.get(line.demand)
    if demand is None:
        return
    if line.quantity < 1:
        told = Text(
            f"demand {demand.id} is listed as unserved with {line.quantity} units, where at least 1 is expected",
            f"需求 {demand.id} 在未满足清单中的数量为 {line.quantity}，至少应为 1",
        )
        yield of_plan(Rule.DEMAND_ACCOUNT, 1 - line.quantity, told)
    if line.good in day.goods and line.good != demand.good:
        told = Text(
            f"demand {demand.id} is listed as unserved in {line.good}, but it asks for {demand.good}",
            f"需求 {demand.id} 在未满足清单中的物资为 {line.good}，而该需求的物资为 {demand.good}",
        )
        yield of_plan(Rule.DEMAND_ACCOUNT, abs(line.quantity), told)
