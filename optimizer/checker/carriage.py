"""HANDLING, KEEP_APART and VEHICLE_LIMIT: what may ride in a vehicle, together, and how far up it may drive."""

from collections.abc import Iterator

from optimizer.checker.say import at_visit, numbered
from optimizer.checker.trips import goods_of, trips
from optimizer.model.day import Day
from optimizer.model.findings import Breach, Rule
from optimizer.model.places import VehicleLimits
from optimizer.model.plan import Plan, VisitKind
from optimizer.model.text import Text
from optimizer.model.vehicles import Vehicle


def handling(day: Day, plan: Plan) -> Iterator[Breach]:
    """Every good loaded is handled as the vehicle can; ``excess`` is the number of units that are not."""
    for duty in plan.duties:
        vehicle = day.vehicles.get(duty.crew.vehicle)
        for trip in trips(duty):
            for name, units in goods_of(trip).items():
                good = day.goods.get(name)
                if vehicle is None or good is None or trip.load is None or good.handling in vehicle.handlings:
                    continue
                able = ", ".join(sorted(vehicle.handlings)) or "-"
                told = Text(
                    f"loads {units} {name}, to be carried {good.handling}, but vehicle {vehicle.id} carries {able}",
                    f"装载 {name} {units} 件，须按 {good.handling} 运输，而车辆 {vehicle.id} 只能 {able}",
                )
                yield at_visit(Rule.HANDLING, day, duty, trip.load, told, excess=units)


def keep_apart(day: Day, plan: Plan) -> Iterator[Breach]:
    """Goods that keep apart, by the word of either, share no trip; ``excess`` is the units of the lesser of the two."""
    for duty in plan.duties:
        for trip in trips(duty):
            units = goods_of(trip)
            names = sorted(name for name in units if name in day.goods)
            pairs = [(a, b) for a in names for b in names if a < b]
            for a, b in pairs:
                together = b not in day.goods[a].keeps_apart_from and a not in day.goods[b].keeps_apart_from
                if together or trip.load is None:
                    continue
                told = Text(
                    f"loads {units[a]} {a} and {units[b]} {b}, which must not share a trip",
                    f"同趟装载 {a} {units[a]} 件与 {b} {units[b]} 件，二者不得同车",
                )
                yield at_visit(Rule.KEEP_APART, day, duty, trip.load, told, excess=min(units[a], units[b]))


def vehicle_limit(day: Day, plan: Plan) -> Iterator[Breach]:
    """The vehicle keeps the limits of where it loads and delivers; ``excess`` in grams or mm, 0 for a class."""
    for duty in plan.duties:
        vehicle = day.vehicles.get(duty.crew.vehicle)
        for number, visit in numbered(duty, VisitKind.LOAD, VisitKind.DELIVER):
            place = day.places.get(visit.place or "")
            if vehicle is not None and place is not None:
                for excess, told in _beyond(vehicle, place.limits):
                    yield at_visit(Rule.VEHICLE_LIMIT, day, duty, number, told, excess=excess)


def _beyond(vehicle: Vehicle, limits: VehicleLimits) -> Iterator[tuple[int, Text]]:
    if limits.classes is not None and vehicle.vehicle_class not in limits.classes:
        allowed = ", ".join(sorted(limits.classes)) or "-"
        yield (
            0,
            Text(
                f"is visited by vehicle {vehicle.id} of class {vehicle.vehicle_class}, but admits {allowed}",
                f"由 {vehicle.vehicle_class} 类车辆 {vehicle.id} 到访，而此处只允许 {allowed}",
            ),
        )
    for what, what_zh, found, limit, unit in (
        ("gross mass", "总质量", vehicle.gross_grams, limits.max_gross_grams, "g"),
        ("height", "车高", vehicle.height_mm, limits.max_height_mm, "mm"),
        ("length", "车长", vehicle.length_mm, limits.max_length_mm, "mm"),
    ):
        if limit is not None and found > limit:
            yield (
                found - limit,
                Text(
                    f"is visited by vehicle {vehicle.id} of {what} {found} {unit}, but admits {limit} {unit}",
                    f"由车辆 {vehicle.id} 到访，其{what_zh} {found} {unit}，而此处限 {limit} {unit}",
                ),
            )
