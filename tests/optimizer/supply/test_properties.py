"""What holds for the loads of any day."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.leg import UNREACHABLE
from graphs.profiles import VehicleClass
from optimizer.model.day import Day
from optimizer.model.demands import Priority
from optimizer.model.drivers import Licence
from optimizer.model.goods import Handling
from optimizer.model.loads import Loads
from optimizer.model.places import VehicleLimits
from optimizer.supply.admission import admits, carries
from optimizer.supply.allocate import allocate
from optimizer.supply.ways import Way, Ways
from tests.builders import Town, town

READY = ("00:00", "06:00", "11:00")
WINDOWS = ("00:00-24:00", "07:00-09:00", "12:00-14:00,16:00-18:00")
POINTS = ("market", "north", "south")
CUSTOMERS = ("A", "B", "C")


@st.composite
def towns(draw: st.DrawFn) -> Town:
    """Three load points, three customers, two kinds of vehicles, goods that do not all go together."""
    built = town(rules=None)
    built.stocks.clear()
    built.good("crate", unit_grams=400_000, unit_litres=1500, keeps_apart_from=frozenset({"rice"}))
    built.good("meat", unit_grams=10_000, unit_litres=20, handling=Handling.CHILLED)
    built.vehicle("lorry", kilograms=4000, vehicle_class=VehicleClass.MEDIUM, capacity_litres=16_000)
    built.driver("Wang", licence=draw(st.sampled_from([Licence.B2, Licence.C1])))
    built.vehicle("cold", kilograms=800, handlings=frozenset({Handling.CHILLED, Handling.AMBIENT})).driver("Zhao")
    built.place("north").place("south")
    gates = [VehicleLimits(), VehicleLimits(classes=frozenset({VehicleClass.LIGHT}))]
    for customer in CUSTOMERS:
        built.place(customer, limits=draw(st.sampled_from(gates)))
    for origin in POINTS:
        for customer in CUSTOMERS:
            built.drive(origin, customer, draw(st.sampled_from([300, 1200, 5000, UNREACHABLE])))
    goods = st.sampled_from(["rice", "crate", "meat"])
    for _ in range(draw(st.integers(1, 6))):
        where, when = draw(st.sampled_from(POINTS)), draw(st.sampled_from(READY))
        built.stock(where, draw(goods), draw(st.integers(1, 400)), ready=when)
    for number in range(draw(st.integers(1, 8))):
        built.demand(
            draw(st.sampled_from(CUSTOMERS)),
            draw(goods),
            draw(st.integers(1, 300)),
            name=f"d{number}",
            windows=draw(st.sampled_from(WINDOWS)),
            priority=draw(st.sampled_from(list(Priority))),
            splittable=draw(st.booleans()),
        )
    return built


def served(loads: Loads) -> Counter[str]:
    """Units of each demand that are in drops."""
    found: Counter[str] = Counter()
    for drop in loads.drops:
        for line in drop.lines:
            found[line.demand] += line.quantity
    return found


@settings(max_examples=150, deadline=None)
@given(towns())
def test_every_unit_is_in_a_drop_or_answered(built: Town) -> None:
    """Served and unserved make the demand, for each demand."""
    loads = allocate(built.day(), built.travel())
    total = served(loads)
    for unserved in loads.unserved:
        assert unserved.quantity > 0
        total[unserved.demand] += unserved.quantity
    assert total == Counter({demand.id: demand.quantity for demand in built.demands.values()})


@settings(max_examples=150, deadline=None)
@given(towns())
def test_drops_loaded_as_soon_as_they_are_ready_never_draw_more_than_is_ready(built: Town) -> None:
    """At every moment at which a lot or a drop becomes ready, per load point and good."""
    day = built.day()
    loads = allocate(day, built.travel())
    for moment in {drop.ready_s for drop in loads.drops}:
        ready = Counter[tuple[str, str]]()
        for stock in day.stocks:
            ready[stock.place, stock.good] += stock.quantity if stock.ready_s <= moment else 0
        for drop in loads.drops:
            for line in drop.lines if drop.ready_s <= moment else ():
                ready[drop.load_points[0], line.good] -= line.quantity
        assert min(ready.values()) >= 0


@settings(max_examples=150, deadline=None)
@given(towns())
def test_some_vehicle_can_carry_each_drop(built: Town) -> None:
    """Weight, volume, handling, both gates, a road; goods agree; a whole demand is in one drop, with all its units."""
    day, travel = built.day(), built.travel()
    loads = allocate(day, travel)
    for drop in loads.drops:
        ends = [day.places[drop.place], day.places[drop.load_points[0]]]
        assert any(
            drop.grams <= vehicle.capacity_grams
            and drop.litres <= vehicle.capacity_litres
            and carries(vehicle, drop.handlings)
            and all(admits(place, vehicle) for place in ends)
            and travel.quickest(day.profiles[vehicle.id], drop.load_points[0], drop.place)
            for vehicle in day.vehicles.values()
        )
        goods = [day.goods[line.good] for line in drop.lines]
        assert drop.grams == sum(day.goods[line.good].unit_grams * line.quantity for line in drop.lines)
        assert drop.litres == sum(day.goods[line.good].unit_litres * line.quantity for line in drop.lines)
        assert drop.handlings == {good.handling for good in goods}
        assert not any(one.id in other.keeps_apart_from for one in goods for other in goods)
        for line in drop.lines:
            demand = day.demands[line.demand]
            assert demand.splittable or line.quantity == demand.quantity
            shared = (demand.place, demand.priority, demand.windows, demand.due_s)
            assert shared == (drop.place, drop.priority, drop.windows, drop.due_s)


@settings(max_examples=150, deadline=None)
@given(towns())
def test_no_lower_tier_has_stock_that_a_higher_one_lacks(built: Town) -> None:
    """Wherever a higher tier could load, what lower tiers take there would not have been enough for it.

    For a demand that may be split every unit would have been enough; a whole one needs all of it at one load point.
    """
    day, travel = built.day(), built.travel()
    loads = allocate(day, travel)
    ways = Ways(day, travel)
    for unserved in loads.unserved:
        demand = day.demands[unserved.demand]
        for place in POINTS:
            lots = [s for s in day.stocks if (s.place, s.good) == (place, demand.good)]
            usable = [s for s in lots if isinstance(ways.way(s, demand), Way)]
            if len(usable) == len(lots) and usable:
                taken = taken_by_others(day, loads, place, demand.good, demand.priority)
                free = sum(s.quantity for s in lots) - taken
                assert free < (1 if demand.splittable else demand.quantity)


def taken_by_others(day: Day, loads: Loads, place: str, good: str, tier: Priority) -> int:
    """Units of a good that demands of this tier or a higher one load at a place."""
    return sum(
        line.quantity
        for drop in loads.drops
        if drop.load_points == (place,)
        for line in drop.lines
        if line.good == good and day.demands[line.demand].priority <= tier
    )
