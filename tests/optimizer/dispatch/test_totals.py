"""The figures of the small plan, worked by hand; see worlds.small_plan."""

from dataclasses import replace

from graphs.profiles import VehicleClass
from optimizer.dispatch.totals import Service, Transport, totals
from optimizer.model.demands import Priority
from optimizer.model.drivers import Batch
from tests.builders import town
from tests.optimizer.dispatch.worlds import small_day, small_duty, small_plan, small_town


def test_the_transport_of_the_small_plan() -> None:
    """Two trips, 300 + 100 kg on a van of 1,500 kg; 9 km with 300 kg, 6 km with 100, then 3 + 3 km with 100.

    2.7 + 0.6 + 0.6 = 3.9 tonne-kilometres; waits 10 min at the market, rests 20 + 20 min.
    """
    assert totals(small_day(), small_plan()).transport == Transport(
        dispatches=1,
        vehicles=1,
        trips=2,
        deliveries=3,
        grams=400_000,
        gram_metres=3_900_000_000,
        offered_grams=3_000_000,
        metres=39_000,
        driving_s=3_900,
        waiting_s=600,
        resting_s=2_400,
        late_stops=1,
        late_s=600,
    )


def test_the_load_factor_and_tonne_kilometres_follow() -> None:
    """400 kg loaded by 3,000 kg offered."""
    transport = totals(small_day(), small_plan()).transport
    assert transport.load_factor == 400 / 3000
    assert transport.tonne_kilometres == 3.9


def test_service_by_tier_good_and_district() -> None:
    """A1 (life) and B1 (daily) are whole, C1 (special, 50 kg in 江北区) got nothing."""
    found = totals(small_day(), small_plan())
    whole = Service(demands=1, served=1, partly=0, missed=0, demanded_grams=200_000, delivered_grams=200_000)
    nothing = Service(demands=1, served=0, partly=0, missed=1, demanded_grams=50_000, delivered_grams=0)
    assert dict(found.tiers) == {Priority.LIFE: whole, Priority.SPECIAL: nothing, Priority.DAILY: whole}
    assert list(found.tiers) == sorted(Priority)
    assert found.service == found.goods["rice"]
    assert (found.service.served, found.service.missing_grams, found.service.rate) == (2, 50_000, 400 / 450)
    assert found.districts["江北区"] == nothing
    assert (found.districts["渝中区"].served, found.late_by_district["渝中区"]) == (2, 1)


def test_a_demand_served_in_part_is_counted_as_such() -> None:
    """B1 wants 500 kg now, and 200 kg come."""
    day = small_town().demand("B", quantity=500, name="B1").day()
    daily = totals(day, small_plan()).tiers[Priority.DAILY]
    assert (daily.served, daily.partly, daily.missed, daily.missing_grams) == (0, 1, 0, 300_000)


def test_drivers_by_batch_and_vehicles_by_class() -> None:
    """A second duty of a reserve driver on a mini van; the class totals add up to the whole."""
    built = small_town().vehicle("mini", vehicle_class=VehicleClass.MINI, kilograms=500)
    day = built.driver("Wang", batch=Batch.RESERVE).day()
    other = replace(small_duty(), crew=replace(small_duty().crew, id="crew-2", vehicle="mini", driver="Wang"))
    found = totals(day, replace(small_plan(), duties=(small_duty(), other)))
    assert found.drivers == {Batch.FIRST: 1, Batch.RESERVE: 1}
    assert found.classes[VehicleClass.MINI].offered_grams == 1_000_000
    assert sum(part.metres for part in found.classes.values()) == found.transport.metres == 78_000


def test_a_crew_that_carries_nothing_is_no_dispatch() -> None:
    """A duty of START and END alone counts nowhere, and neither does its driver."""
    idle = replace(small_duty(), visits=(small_duty().visits[0], small_duty().visits[-1]))
    found = totals(small_day(), replace(small_plan(), duties=(idle,)))
    assert (found.transport.dispatches, found.transport.metres, found.drivers[Batch.FIRST]) == (0, 0, 0)
    assert found.transport.load_factor == 0


def test_a_day_without_demands_is_served_whole() -> None:
    """Nothing wanted, nothing missing."""
    found = totals(town().day(), replace(small_plan(), duties=(), unserved=()))
    assert (found.service.demands, found.service.rate, dict(found.tiers)) == (0, 1.0, {})
