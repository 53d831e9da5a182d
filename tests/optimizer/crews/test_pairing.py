"""Which driver takes which vehicle."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.profiles import VehicleClass
from optimizer.crews.pairing import pair
from optimizer.crews.slots import apart
from optimizer.crews.worth import worth
from optimizer.model.crews import Crew
from optimizer.model.demands import Priority
from optimizer.model.drivers import Batch, Licence
from optimizer.model.goods import Handling
from optimizer.model.windows import TimeWindow
from optimizer.supply.allocate import allocate
from tests.builders import Town, town, window

RESERVE = {"batch": Batch.RESERVE, "call_up_cents": 20_000}
SHIFTS = ("06:00-20:00", "06:00-14:00,14:00-22:00", "05:00-13:00,11:00-19:00", "18:00-19:00")


def crews_of(built: Town) -> tuple[Crew, ...]:
    day, travel = built.day(), built.travel()
    return pair(day, travel, allocate(day, travel), seed=1).crews


def drivers_of(built: Town) -> dict[str, str]:
    """Driver by crew id."""
    return {crew.id: crew.driver for crew in crews_of(built)}


def test_a_crew_works_in_the_hours_vehicle_and_driver_share() -> None:
    """Van 06-20, driver 08-22: 08-20."""
    built = town(bare=True).vehicle("van").driver("Li", shifts="08:00-22:00")
    assert crews_of(built) == (Crew(id="van-1", vehicle="van", driver="Li", shift=window("08:00-20:00")),)


def test_a_vehicle_with_two_shifts_has_two_crews_and_a_driver_one_only() -> None:
    """Li could take both shifts of the van, but takes one; Wang takes the other."""
    built = town(bare=True).vehicle("van", shifts="06:00-13:00,13:00-20:00").driver("Li")
    assert len(crews_of(built)) == 1
    built.driver("Wang", shifts="13:00-20:00")
    assert drivers_of(built) == {"van-1": "Li", "van-2": "Wang"}


def test_a_vehicle_that_does_not_return_has_one_crew_in_its_longest_shift() -> None:
    """After the first duty it stands elsewhere."""
    built = town(bare=True).vehicle("van", shifts="06:00-12:00,12:00-20:00", returns_home=False)
    (crew,) = crews_of(built.driver("Li").driver("Wang"))
    assert crew.shift == window("12:00-20:00")


def test_the_wide_licence_takes_the_lorry_so_that_both_go_out() -> None:
    """Only Zhang (B2) may drive the lorry; Li (C1) gets the van, whatever the order of the input."""
    built = town(bare=True).vehicle("van").vehicle("lorry", vehicle_class=VehicleClass.HEAVY, kilograms=9000)
    built.driver("Zhang", licence=Licence.B2).driver("Li")
    assert drivers_of(built) == {"van-1": "Li", "lorry-1": "Zhang"}


def test_first_batch_before_reserve() -> None:
    """One van, two drivers: the reserve stays at home, though it comes first and is of the same firm."""
    built = town(bare=True).vehicle("van", firm="F").driver("Rong", firm="F", **RESERVE).driver("Li", firm="G")
    assert drivers_of(built) == {"van-1": "Li"}


def test_a_reserve_driver_is_paired_with_a_vehicle_nobody_else_can_take() -> None:
    """Routing may then decide whether the crew is worth its call-up."""
    built = town(bare=True).vehicle("van").vehicle("lorry", vehicle_class=VehicleClass.HEAVY).driver("Li")
    built.driver("Rong", licence=Licence.B2, **RESERVE)
    assert drivers_of(built) == {"van-1": "Li", "lorry-1": "Rong"}


@pytest.mark.parametrize(("hours", "driver"), [("06:00-14:00", "Li"), ("06:00-12:00", "Rong")])
def test_a_call_up_is_worth_half_a_shift(hours: str, driver: str) -> None:
    """The van works 14 h. Li for 8 h is better than a call-up for 14 h, Li for 6 h is not."""
    built = town(bare=True).vehicle("van").driver("Li", shifts=hours).driver("Rong", **RESERVE)
    assert drivers_of(built) == {"van-1": driver}


def test_same_firm_then_same_home_then_no_wider_licence() -> None:
    """Three vans tell the candidates apart, each by one thing more."""
    built = town(bare=True).place("yard").vehicle("a", firm="F", home="yard")
    built.driver("other firm", firm="G", home="yard").driver("other home", firm="F", home="depot")
    built.driver("wider", firm="F", home="yard", licence=Licence.A2).driver("best", firm="F", home="yard")
    for expected in ("best", "wider", "other home", "other firm"):
        assert drivers_of(built) == {"a-1": expected}
        built.drivers.pop(expected)


def test_an_automatic_licence_goes_with_a_new_energy_plate() -> None:
    """Both may drive both; only the electric van surely has no gears."""
    built = town(bare=True).vehicle("old").vehicle("electric", plate="渝AD12345")
    built.driver("Auto", licence=Licence.C2).driver("Li")
    assert drivers_of(built) == {"old-1": "Li", "electric-1": "Auto"}


@pytest.mark.parametrize("order", [("plain", "cold"), ("cold", "plain")])
def test_with_one_driver_the_vehicle_the_loads_need_goes_out(order: tuple[str, str]) -> None:
    """Two tonnes of meat need the cold van; the larger plain one of Li's own firm can carry none of it."""
    built = town(bare=True).good("meat", handling=Handling.FROZEN).stock("market", "meat", 2000)
    parts = {"plain": {"kilograms": 4000}, "cold": {"handlings": frozenset({Handling.FROZEN}), "firm": "other"}}
    for name in order:
        built.vehicle(name, **parts[name])
    built.place("A").demand("A", "meat", 2000)
    assert drivers_of(built.driver("Li")) == {"cold-1": "Li"}


def test_worth_divides_each_drop_among_the_vehicles_that_can_bring_it() -> None:
    """600 kg for vans of 1,000 and 2,000 kg: 200 and 400 kg; 10 kg life-critical count 100-fold."""
    built = town(bare=True).vehicle("small", kilograms=1000).vehicle("large", kilograms=2000).driver("Li").driver("Xu")
    built.place("A").demand("A", quantity=600)
    day, travel = built.day(), built.travel()
    assert worth(day, allocate(day, travel)) == {"small": 200_000, "large": 400_000}
    urgent = built.demand("A", quantity=30, name="urgent", priority=Priority.LIFE).day()
    assert worth(urgent, allocate(urgent, travel)) == {"small": 1_200_000, "large": 2_400_000}


def test_suspended_drivers_and_short_hours_make_no_crew() -> None:
    """Nobody is left: no crews, and no error."""
    built = town(bare=True).vehicle("van").driver("Li", suspended=True).driver("Xu", shifts="19:00-23:00")
    assert crews_of(built) == ()


def test_of_overlapping_shifts_the_longest_set_that_does_not_overlap_is_manned() -> None:
    """06-14 with 14-18 is longer than 08-17; windows may touch."""
    windows = [window("06:00-14:00"), window("08:00-17:00"), window("14:00-18:00")]
    assert apart(windows) == [window("06:00-14:00"), window("14:00-18:00")]
    assert apart([window("06:00-09:00"), window("08:00-17:00"), window("16:00-18:00")]) == [window("08:00-17:00")]
    assert apart([]) == []


@st.composite
def pools(draw: st.DrawFn) -> Town:
    """A few vehicles and drivers with all kinds of hours and licences."""
    built = town(bare=True).place("A").demand("A", quantity=500)
    for i in range(draw(st.integers(1, 5))):
        built.vehicle(
            f"v{i}",
            shifts=draw(st.sampled_from(SHIFTS)),
            vehicle_class=draw(st.sampled_from([VehicleClass.LIGHT, VehicleClass.HEAVY])),
            returns_home=draw(st.booleans()),
        )
    for i in range(draw(st.integers(0, 7))):
        built.driver(
            f"d{i}",
            shifts=draw(st.sampled_from(SHIFTS)),
            licence=draw(st.sampled_from([Licence.C1, Licence.B2, Licence.E])),
            batch=draw(st.sampled_from(Batch)),
            suspended=draw(st.sampled_from([False, False, True])),
        )
    return built


@settings(max_examples=100, deadline=None)
@given(pools())
def test_crews_of_any_pool_are_lawful_and_no_vehicle_stays_home_while_a_free_driver_could_take_it(built: Town) -> None:
    """A driver once, a vehicle's crews one after the other, licences and hours in order; and nothing is left over."""
    day = built.day()
    crews = crews_of(built)
    assert len({crew.driver for crew in crews}) == len({crew.id for crew in crews}) == len(crews)
    for crew in crews:
        vehicle, driver = day.vehicles[crew.vehicle], day.drivers[crew.driver]
        assert not driver.suspended
        assert driver.licence in ({"B2"} if vehicle.vehicle_class is VehicleClass.HEAVY else {"B2", "C1"})
        assert crew.shift.length >= day.rules.min_crew_s
        assert any(inside(crew.shift, shift) for shift in vehicle.shifts)
        assert any(inside(crew.shift, shift) for shift in driver.shifts)
    for vehicle in day.vehicles.values():
        shifts = sorted(crew.shift for crew in crews if crew.vehicle == vehicle.id)
        assert all(one.closes <= other.opens for one, other in pairwise(shifts))
        assert vehicle.returns_home or len(shifts) <= 1
    idle = replace(
        day,
        vehicles={k: v for k, v in day.vehicles.items() if k not in {crew.vehicle for crew in crews}},
        drivers={k: v for k, v in day.drivers.items() if k not in {crew.driver for crew in crews}},
    )
    travel = built.travel()
    assert pair(idle, travel, allocate(day, travel), seed=1).crews == ()


def inside(inner: TimeWindow, outer: TimeWindow) -> bool:
    return outer.opens <= inner.opens and inner.closes <= outer.closes
