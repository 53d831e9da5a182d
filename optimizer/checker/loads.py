"""CAPACITY_WEIGHT, CAPACITY_VOLUME and LOAD_ACCOUNT: what is on board fits, and was loaded and not yet handed over."""

from collections import Counter
from collections.abc import Iterator

from optimizer.checker.say import at_visit
from optimizer.checker.trips import Trip, aboard, trips
from optimizer.model.day import Day
from optimizer.model.findings import Breach, Rule
from optimizer.model.plan import DutyPlan, Plan, VisitKind
from optimizer.model.text import Text


def capacity_weight(day: Day, plan: Plan) -> Iterator[Breach]:
    """The heaviest moment of a trip is within the vehicle's grams; ``excess`` in grams."""
    for duty in plan.duties:
        vehicle = day.vehicles.get(duty.crew.vehicle)
        for trip in trips(duty):
            heaviest = max(aboard(day, trip), key=lambda moment: moment.grams, default=None)
            if vehicle is None or heaviest is None or heaviest.grams <= vehicle.capacity_grams:
                continue
            told = Text(
                f"leaves with {heaviest.grams} g on board, but vehicle {vehicle.id} carries {vehicle.capacity_grams} g",
                f"离开时载重 {heaviest.grams} 克，而车辆 {vehicle.id} 限载 {vehicle.capacity_grams} 克",
            )
            excess = heaviest.grams - vehicle.capacity_grams
            yield at_visit(Rule.CAPACITY_WEIGHT, day, duty, heaviest.number, told, excess=excess)


def capacity_volume(day: Day, plan: Plan) -> Iterator[Breach]:
    """The fullest moment of a trip is within the vehicle's litres; ``excess`` in litres."""
    for duty in plan.duties:
        vehicle = day.vehicles.get(duty.crew.vehicle)
        for trip in trips(duty):
            fullest = max(aboard(day, trip), key=lambda moment: moment.litres, default=None)
            if vehicle is None or fullest is None or fullest.litres <= vehicle.capacity_litres:
                continue
            told = Text(
                f"leaves with {fullest.litres} l on board, but vehicle {vehicle.id} holds {vehicle.capacity_litres} l",
                f"离开时装载 {fullest.litres} 升，而车辆 {vehicle.id} 容积为 {vehicle.capacity_litres} 升",
            )
            excess = fullest.litres - vehicle.capacity_litres
            yield at_visit(Rule.CAPACITY_VOLUME, day, duty, fullest.number, told, excess=excess)


def load_account(day: Day, plan: Plan) -> Iterator[Breach]:
    """A trip hands over exactly what it loaded, and what it claims to have on board is true.

    ``excess`` in units (handed over but not on board; loaded but never handed over), grams or litres.
    """
    for duty in plan.duties:
        for trip in trips(duty):
            yield from _lines(day, duty, trip)
            yield from _on_board(day, duty, trip)


def _lines(day: Day, duty: DutyPlan, trip: Trip) -> Iterator[Breach]:
    left: Counter[tuple[str, str]] = Counter()
    for number, visit in trip.visits:
        for line in visit.lines:
            key = (line.demand, line.good)
            if visit.kind is VisitKind.LOAD:
                left[key] += line.quantity
            elif visit.kind is VisitKind.DELIVER:
                missing = line.quantity - max(0, left[key])
                if missing > 0:
                    told = Text(
                        f"hands over {line.quantity} {line.good} of demand {line.demand}, "
                        f"but {max(0, left[key])} are on board",
                        f"交付需求 {line.demand} 的 {line.good} {line.quantity} 件，而车上只有 {max(0, left[key])} 件",
                    )
                    yield at_visit(Rule.LOAD_ACCOUNT, day, duty, number, told, excess=missing)
                left[key] -= line.quantity
    for (demand, good), units in left.items():
        if units > 0 and trip.load is not None:
            told = Text(
                f"loads {units} {good} of demand {demand} that the trip never hands over",
                f"所装需求 {demand} 的 {good} 有 {units} 件本趟次未交付",
            )
            yield at_visit(Rule.LOAD_ACCOUNT, day, duty, trip.load, told, excess=units)


def _on_board(day: Day, duty: DutyPlan, trip: Trip) -> Iterator[Breach]:
    for number, visit, grams, litres in aboard(day, trip):
        for claimed, found, unit, unit_zh in (
            (visit.grams_after, grams, "g", "克"),
            (visit.litres_after, litres, "l", "升"),
        ):
            if claimed != found:
                told = Text(
                    f"claims {claimed} {unit} on board when leaving, but it is {found} {unit}",
                    f"记录离开时车上有 {claimed} {unit_zh}，实际应为 {found} {unit_zh}",
                )
                yield at_visit(Rule.LOAD_ACCOUNT, day, duty, number, told, excess=abs(claimed - found))
