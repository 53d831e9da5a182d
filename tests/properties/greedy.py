"""A correct plan for any small day, found by trying: far from good, but made without the optimizer."""

from collections.abc import Iterator

from graphs.profiles import VehicleClass
from optimizer.model.crews import Crew
from optimizer.model.day import Day
from optimizer.model.drivers import Licence
from optimizer.model.places import Place
from optimizer.model.plan import DutyPlan, Plan
from optimizer.model.travel import TravelTable
from optimizer.model.vehicles import Vehicle
from optimizer.model.windows import intersect
from tests.plans import DoesNotFit, Run, Shelf, plan_of, walk

LORRIES = {Licence.B2, Licence.A2}
OWN_LICENCES = {
    VehicleClass.HEAVY: LORRIES,
    VehicleClass.MEDIUM: LORRIES,
    VehicleClass.LIGHT: LORRIES | {Licence.C1, Licence.C2},
    VehicleClass.MINI: LORRIES | {Licence.C1, Licence.C2},
    VehicleClass.CAR: {Licence.C1, Licence.C2},
    VehicleClass.BUS: {Licence.A1, Licence.B1},
    VehicleClass.MOTORCYCLE: {Licence.D, Licence.E},
}


def greedy_plan(day: Day, travel: TravelTable) -> Plan:
    """Each crew in turn takes as many demands as it can, a trip each; the rest is unserved."""
    shelf, wanted = Shelf(day), {name: demand.quantity for name, demand in day.demands.items()}
    duties = [duty for crew in _crews(day) if (duty := _duty(day, travel, crew, shelf, wanted))]
    return plan_of(day, duties)


def _crews(day: Day) -> Iterator[Crew]:
    """Every driver once, in the first free stretch of a vehicle that both may work."""
    taken: set[tuple[str, int]] = set()
    for driver in day.drivers.values():
        for vehicle in day.vehicles.values():
            entries = intersect((vehicle.whitelisted,), (driver.whitelisted,))
            found = None
            for number, shift in enumerate(vehicle.shifts):
                hours = intersect(intersect((shift,), driver.shifts), intersect(entries, (day.rules.horizon,)))
                long = [part for part in hours if part.length >= day.rules.min_crew_s]
                if long and (vehicle.id, number) not in taken:
                    found = (number, long[0])
                    break
            if found and not driver.suspended and driver.licence in OWN_LICENCES[vehicle.vehicle_class]:
                taken.add((vehicle.id, found[0]))
                yield Crew(id=f"{vehicle.id}/{driver.id}", vehicle=vehicle.id, driver=driver.id, shift=found[1])
                break


def _duty(day: Day, travel: TravelTable, crew: Crew, shelf: Shelf, wanted: dict[str, int]) -> DutyPlan | None:
    vehicle, trips, best = day.vehicles[crew.vehicle], [], None
    for name, demand in day.demands.items():
        for point in day.load_points:
            good = day.goods[demand.good]
            fits = (_admits(day.places[place], vehicle) for place in (point, demand.place))
            units = min(_room(day, name, vehicle), _there(day, name, point, shelf), wanted[name])
            whole = demand.splittable or units == demand.quantity
            if not all(fits) or units == 0 or not whole or good.handling not in vehicle.handlings:
                continue
            tried = Shelf(day)
            tried.left = list(shelf.left)
            run = Run(
                trips=[*trips, (point, [(name, units)])], vehicle=vehicle.id, driver=crew.driver, shift=crew.shift
            )
            try:
                best = walk(day, travel, run, tried)
            except DoesNotFit:
                continue
            trips.append((point, [(name, units)]))
            wanted[name] -= units
    if best is not None:
        run = Run(trips=trips, vehicle=vehicle.id, driver=crew.driver, shift=crew.shift)
        best = walk(day, travel, run, shelf)
    return best


def _there(day: Day, name: str, point: str, shelf: Shelf) -> int:
    lots = zip(day.stocks, shelf.left, strict=True)
    return sum(left for stock, left in lots if (stock.place, stock.good) == (point, day.demands[name].good))


def _room(day: Day, name: str, vehicle: Vehicle) -> int:
    good = day.goods[day.demands[name].good]
    room = vehicle.capacity_grams // good.unit_grams
    return min(room, vehicle.capacity_litres // good.unit_litres) if good.unit_litres else room


def _admits(place: Place, vehicle: Vehicle) -> bool:
    limits = place.limits
    return (
        (limits.classes is None or vehicle.vehicle_class in limits.classes)
        and vehicle.gross_grams <= (limits.max_gross_grams or vehicle.gross_grams)
        and vehicle.height_mm <= (limits.max_height_mm or vehicle.height_mm)
        and vehicle.length_mm <= (limits.max_length_mm or vehicle.length_mm)
    )
