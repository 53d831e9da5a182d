"""What shares a drop, and how large drops are cut."""

from typing import Any

from graphs.profiles import VehicleClass
from optimizer.model.demands import Priority
from optimizer.model.drivers import Licence
from optimizer.model.goods import Handling
from optimizer.model.loads import Drop
from optimizer.model.places import VehicleLimits
from optimizer.supply.allocate import allocate
from tests.builders import Town, town

COLD = frozenset({Handling.AMBIENT, Handling.FROZEN})


def drops_of(built: Town) -> tuple[Drop, ...]:
    loads = allocate(built.day(), built.travel())
    assert not loads.unserved
    return loads.drops


def contents(drops: tuple[Drop, ...]) -> list[list[tuple[str, int]]]:
    return [[(line.good, line.quantity) for line in drop.lines] for drop in drops]


def heavy(built: Town, name: str, kilograms: int = 10_000, **parts: Any) -> Town:
    parts = {"vehicle_class": VehicleClass.HEAVY, "capacity_litres": 50_000, **parts}
    return built.vehicle(name, kilograms=kilograms, **parts).driver(f"driver of {name}", licence=Licence.B2)


def test_goods_of_one_stop_travel_in_one_drop() -> None:
    """100 kg of rice and 50 kg of oil for A: 150 kg and 300 l together."""
    built = town().good("oil").stock("market", "oil", 50).place("A").demand("A").demand("A", "oil", 50)
    (drop,) = drops_of(built)
    assert (drop.grams, drop.litres, drop.load_points) == (150_000, 300, ("market",))
    assert contents((drop,)) == [[("rice", 100), ("oil", 50)]]


def test_tier_window_and_due_time_keep_drops_apart() -> None:
    """Four demands at one place that differ in one of them each make four drops."""
    built = town().place("A")
    built.demand("A", name="plain").demand("A", name="special", priority=Priority.SPECIAL)
    built.demand("A", name="early", windows="06:00-09:00").demand("A", name="due", due="12:00")
    assert len(drops_of(built)) == 4


def test_goods_that_keep_apart_never_share_a_drop_whichever_of_them_says_so() -> None:
    """Only the bleach names the rice."""
    built = town().good("bleach", keeps_apart_from=frozenset({"rice"})).stock("market", "bleach", 50)
    built.place("A").demand("A").demand("A", "bleach", 50)
    assert contents(drops_of(built)) == [[("rice", 100)], [("bleach", 50)]]


def test_rice_does_not_wait_for_the_only_refrigerated_van() -> None:
    """One cold van and three plain ones: meat and rice in one drop would leave a quarter of the vans to choose from."""
    built = town().good("meat", handling=Handling.FROZEN).stock("market", "meat", 50)
    built.vehicle("van2").vehicle("van3").vehicle("cold", handlings=COLD).driver("a").driver("b").driver("c")
    built.place("A").demand("A").demand("A", "meat", 50)
    assert contents(drops_of(built)) == [[("rice", 100)], [("meat", 50)]]


def test_where_most_vans_carry_both_meat_and_rice_travel_together() -> None:
    """One cold van, one plain one: half of the vans carry both."""
    built = town().good("meat", handling=Handling.FROZEN).stock("market", "meat", 50)
    built.vehicle("cold", handlings=COLD).driver("a")
    built.place("A").demand("A").demand("A", "meat", 50)
    (drop,) = drops_of(built)
    assert drop.handlings == COLD


def test_what_is_too_heavy_for_one_van_is_cut_into_nearly_equal_pieces() -> None:
    """4,000 kg, vans for 1,500 kg: three pieces of 1,333 or 1,334 kg."""
    built = town().place("A").demand("A", quantity=4000)
    assert sorted(drop.grams for drop in drops_of(built)) == [1_333_000, 1_333_000, 1_334_000]


def test_volume_cuts_as_weight_does() -> None:
    """1,000 bags of cotton, 1 kg and 25 l each: 25,000 l into vans for 10,000 l are three pieces."""
    built = town().good("cotton", unit_litres=25).stock("market", "cotton", 1000).place("A").demand("A", "cotton", 1000)
    assert sorted(drop.litres for drop in drops_of(built)) == [8325, 8325, 8350]


def test_a_single_giant_among_many_vans_does_not_set_the_size() -> None:
    """Eight vans load 12 t together, the giant 10 t: more than half is loaded by vans, so 3 t are two pieces."""
    built = heavy(town().place("A"), "giant")
    for i in range(7):
        built.vehicle(f"van{i}").driver(f"Wang{i}")
    assert [drop.grams for drop in drops_of(built.demand("A", quantity=3000))] == [1_500_000, 1_500_000]


def test_where_giants_load_most_a_drop_may_need_one() -> None:
    """Two giants load 20 t, the van 1.5 t: 3 t stay in one piece."""
    built = heavy(heavy(town().place("A"), "one"), "two").demand("A", quantity=3000)
    assert [drop.grams for drop in drops_of(built)] == [3_000_000]


def test_giants_without_a_licensed_driver_do_not_count() -> None:
    """Two giants, but only a C1 driver for the van: two pieces that the van can carry."""
    built = town().place("A").demand("A", quantity=3000)
    for name in ("one", "two"):
        built.vehicle(name, kilograms=10_000, vehicle_class=VehicleClass.HEAVY)
    assert [drop.grams for drop in drops_of(built)] == [1_500_000, 1_500_000]


def test_pieces_are_cut_for_vehicles_that_the_customer_admits() -> None:
    """Two giants would set the size, but A admits light vehicles only."""
    only_light = VehicleLimits(classes=frozenset({VehicleClass.LIGHT}))
    built = heavy(heavy(town().place("A", limits=only_light), "one"), "two").demand("A", quantity=3000)
    assert [drop.grams for drop in drops_of(built)] == [1_500_000, 1_500_000]


def test_a_whole_demand_is_never_cut_and_the_rest_is_cut_around_it() -> None:
    """1,400 kg whole and 2,000 kg that may be split, vans for 1,500 kg: 1,400, 1,000 and 1,000 kg."""
    built = town().place("A").demand("A", name="whole", quantity=1400, splittable=False)
    built.demand("A", name="loose", quantity=2000)
    found = [[(line.demand, line.quantity) for line in drop.lines] for drop in drops_of(built)]
    assert found == [[("whole", 1400)], [("loose", 1000)], [("loose", 1000)]]


def test_whole_demands_are_packed_together_where_they_fit() -> None:
    """900, 800 and 600 kg whole, vans for 1,500 kg: 900 with 600, 800 alone."""
    built = town().place("A")
    for quantity in (800, 900, 600):
        built.demand("A", name=f"w{quantity}", quantity=quantity, splittable=False)
    assert sorted(drop.grams for drop in drops_of(built)) == [800_000, 1_500_000]


def test_a_whole_demand_above_the_common_size_waits_for_the_giant() -> None:
    """2,000 kg whole, and one giant among nine vans: one piece."""
    built = heavy(town().place("A"), "giant")
    for i in range(8):
        built.vehicle(f"van{i}").driver(f"Wang{i}")
    built.demand("A", quantity=2000, splittable=False)
    assert [drop.grams for drop in drops_of(built)] == [2_000_000]


def test_units_that_nearly_fill_a_van_go_one_by_one() -> None:
    """Five crates of 900 kg, vans for 1,500 kg: five drops, no crate is cut."""
    built = town().good("crate", unit_grams=900_000).stock("market", "crate", 5).place("A").demand("A", "crate", 5)
    assert [drop.grams for drop in drops_of(built)] == [900_000] * 5


def test_crates_and_bags_that_do_not_divide_evenly_still_fit() -> None:
    """Two crates of 1,000 kg and 1,600 kg of rice, vans for 1,500 kg: every piece fits and all is there."""
    built = town().good("crate", unit_grams=1_000_000).stock("market", "crate", 2).place("A")
    drops = drops_of(built.demand("A", "crate", 2).demand("A", "rice", 1600))
    assert all(drop.grams <= 1_500_000 for drop in drops)
    assert sum(drop.grams for drop in drops) == 3_600_000
