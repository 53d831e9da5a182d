"""The catalogue's days can be served: weight, volume and time suffice for every sort of goods and street.

The sums are rough and on the safe side: a vehicle makes so many trips a day, a drive takes its straight line times a
detour at a slow speed. A day that passes has room to spare; that a plan serves it is shown by planning it.
"""

from collections.abc import Callable, Iterable

import networkx as nx
import pytest

from graphs.geo import distance_m
from optimizer.crews.eligibility import common_shifts, may_drive
from optimizer.model.day import Day
from optimizer.model.demands import Demand, Priority
from optimizer.model.drivers import Batch, Driver
from optimizer.model.goods import Handling
from optimizer.model.units import HOUR
from optimizer.model.vehicles import Vehicle
from optimizer.supply.admission import admits
from scenarios.catalogue import SCENARIOS, make_day
from tests.scenarios.grid import chessboard

TRIPS = 3
DETOUR, METRES_A_SECOND = 1.5, 5.5  # 20 km/h in town, with a way half as long again as the straight line
KILOMETRES_A_TRIP = 25


@pytest.fixture(scope="module", params=SCENARIOS)
def day(request: pytest.FixtureRequest) -> Day:
    """Every day of the catalogue, on a chessboard of 30 km."""
    return make_day(request.param, chessboard(120))


def fit(day: Day, vehicle: Vehicle, demand: Demand) -> bool:
    """Whether the vehicle may bring the demand."""
    return day.goods[demand.good].handling in vehicle.handlings and admits(day.places[demand.place], vehicle)


def suitable(day: Day, demands: Iterable[Demand]) -> frozenset[str]:
    """Vehicles that may bring at least one of the demands."""
    return frozenset(v.id for v in day.vehicles.values() if any(fit(day, v, demand) for demand in demands))


def groups(day: Day) -> dict[frozenset[str], list[Demand]]:
    """Demands by the set of vehicles that may bring them."""
    found: dict[frozenset[str], list[Demand]] = {}
    for demand in day.demands.values():
        found.setdefault(suitable(day, [demand]), []).append(demand)
    return found


def capacity(day: Day, vehicles: Iterable[str], measure: Callable[[Vehicle], int]) -> int:
    """Together on one trip each."""
    return sum(measure(day.vehicles[vehicle]) for vehicle in vehicles)


def test_three_trips_carry_the_weight_and_volume_of_every_closed_group(day: Day) -> None:
    """For every set of vehicles: what only they may bring is at most three trips of them all (Hall's condition)."""
    by_fleet = groups(day)
    for fleet in by_fleet:
        bound = [demand for vehicles, demands in by_fleet.items() if vehicles <= fleet for demand in demands]
        grams = sum(demand.quantity * day.goods[demand.good].unit_grams for demand in bound)
        litres = sum(demand.quantity * day.goods[demand.good].unit_litres for demand in bound)
        assert grams <= TRIPS * capacity(day, fleet, lambda vehicle: vehicle.capacity_grams)
        assert litres <= TRIPS * capacity(day, fleet, lambda vehicle: vehicle.capacity_litres)


def test_the_fleet_is_neither_idle_nor_overrun(day: Day) -> None:
    """A day weighs between half and twice what the fleet carries on one trip each (district: 500 t on about 300 t)."""
    grams = sum(demand.quantity * day.goods[demand.good].unit_grams for demand in day.demands.values())
    assert 0.5 <= grams / capacity(day, day.vehicles, lambda vehicle: vehicle.capacity_grams) <= 2


def test_the_hours_of_the_vehicles_suffice(day: Day) -> None:
    """Unloading, loading, stops and drives together take less than the hours of the drivers that can come."""
    places = {demand.place for demand in day.demands.values()}
    grams = sum(demand.quantity * day.goods[demand.good].unit_grams for demand in day.demands.values())
    trips = 1.3 * grams / (capacity(day, day.vehicles, lambda vehicle: vehicle.capacity_grams) / len(day.vehicles))
    stops_s = sum(2 * day.places[place].service_fixed_s for place in places)
    goods_s = sum(
        day.places[demand.place].service_per_tonne_s * demand.quantity * day.goods[demand.good].unit_grams // 1_000_000
        for demand in day.demands.values()
    )
    loading_s = trips * 600 + 480 * grams / 1_000_000
    driving_s = trips * KILOMETRES_A_TRIP * 1000 / METRES_A_SECOND
    shifts_s = 0.8 * sum(shift.length for vehicle in day.vehicles.values() for shift in vehicle.shifts)
    assert stops_s + goods_s + loading_s + driving_s <= shifts_s


def test_every_demand_has_a_vehicle_that_is_large_enough_and_admitted(day: Day) -> None:
    """What may not be split fits whole into one suitable vehicle; of the rest one unit does."""
    for demand in day.demands.values():
        good, units = day.goods[demand.good], 1 if demand.splittable else demand.quantity
        assert any(
            fit(day, vehicle, demand)
            and units * good.unit_grams <= vehicle.capacity_grams
            and units * good.unit_litres <= vehicle.capacity_litres
            for vehicle in day.vehicles.values()
        ), demand


def test_life_and_special_demands_can_be_brought_in_their_windows(day: Day) -> None:
    """For each there is stock, a vehicle and a window such that loading, driving and arriving fits the shift."""
    for demand in day.demands.values():
        if demand.priority is not Priority.DAILY:
            assert any(reaches(day, vehicle, demand) for vehicle in day.vehicles.values()), demand


def reaches(day: Day, vehicle: Vehicle, demand: Demand) -> bool:
    """Whether one trip from home over some stock to the demand fits one of the vehicle's shifts."""
    home, end = day.places[vehicle.home].position, day.places[demand.place]
    for stock in day.stocks:
        source = day.places[stock.place]
        if stock.good != demand.good or not fit(day, vehicle, demand):
            continue
        there, on = (drive_s(distance_m(a, b)) for a, b in ((home, source.position), (source.position, end.position)))
        for shift in vehicle.shifts:
            loaded = max(shift.opens + there, source.windows[0].opens, stock.ready_s) + source.service_s(2_000_000)
            begins = [max(loaded + on, window.opens) for window in demand.windows if window.closes >= loaded + on]
            if begins and min(begins) + HOUR + drive_s(distance_m(end.position, home)) <= shift.closes:
                return True
    return False


def drive_s(metres: float) -> float:
    """A slow drive with a detour."""
    return metres * DETOUR / METRES_A_SECOND


def crewed(day: Day, drivers: Iterable[Driver]) -> int:
    """How many vehicles can have a driver at the same time, for at least the least hours of a crew."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(day.vehicles)
    for driver in drivers:
        for vehicle in day.vehicles.values():
            if may_drive(driver, vehicle) and not driver.suspended and common_shifts(driver, vehicle, day.rules):
                graph.add_edge(vehicle.id, driver.id)
    return len(nx.bipartite.maximum_matching(graph, top_nodes=set(day.vehicles))) // 2


def test_some_reserve_drivers_are_needed_but_not_all() -> None:
    """The first batch of the district cannot crew the whole fleet; half of the reserve is more than enough for it."""
    day = make_day("district", chessboard(120))
    first = crewed(day, [d for d in day.drivers.values() if d.batch is Batch.FIRST])
    everyone = crewed(day, day.drivers.values())
    assert first <= 115
    assert everyone == 120
    assert everyone - first < 40 // 2


def test_cold_goods_have_cold_lorries() -> None:
    """In the district, chilled and frozen goods together fill less than one trip of the refrigerated lorries."""
    day = make_day("district", chessboard(120))
    cold = [d for d in day.demands.values() if day.goods[d.good].handling in (Handling.CHILLED, Handling.FROZEN)]
    lorries = [v.id for v in day.vehicles.values() if Handling.FROZEN in v.handlings]
    grams = sum(demand.quantity * day.goods[demand.good].unit_grams for demand in cold)
    assert 0 < grams < capacity(day, lorries, lambda vehicle: vehicle.capacity_grams)
