"""Which load point feeds which demand."""

from dataclasses import replace

import pytest

from optimizer.model.demands import Priority
from optimizer.model.loads import Loads
from optimizer.supply.allocate import allocate
from tests.builders import Town, clock, town


def loads_of(built: Town) -> Loads:
    return allocate(built.day(), built.travel())


def fed(built: Town) -> dict[tuple[str, str], int]:
    """Units by load point and demand."""
    found: dict[tuple[str, str], int] = {}
    for drop in loads_of(built).drops:
        for line in drop.lines:
            pair = (drop.load_points[0], line.demand)
            found[pair] = found.get(pair, 0) + line.quantity
    return found


def two_markets(*, near: int, far: int) -> Town:
    """A is 300 s from the near market and 900 s from the far one; B 400 s and 500 s."""
    built = town()
    built.stocks.clear()
    built.place("near").place("far").place("A").place("B")
    built.stock("near", "rice", near).stock("far", "rice", far)
    built.drive("near", "A", 300).drive("far", "A", 900).drive("near", "B", 400).drive("far", "B", 500)
    return built


def test_with_stock_enough_each_demand_is_fed_from_the_nearest_load_point() -> None:
    """Both are nearer to the near market, which holds enough for both."""
    built = two_markets(near=200, far=200).demand("A").demand("B")
    assert fed(built) == {("near", "A-rice"): 100, ("near", "B-rice"): 100}


def test_a_short_market_feeds_whoever_would_have_the_longest_detour() -> None:
    """100 kg at the near market: A would lose 600 s at the far one, B 100 s only, so A gets them."""
    built = two_markets(near=100, far=100).demand("A").demand("B")
    assert fed(built) == {("near", "A-rice"): 100, ("far", "B-rice"): 100}


def test_direction_counts() -> None:
    """From the near market 300 s, although the way back to it takes longer than to the far one."""
    built = two_markets(near=100, far=100).drive("A", "near", 5000).drive("A", "far", 10).demand("A")
    assert fed(built) == {("near", "A-rice"): 100}


def test_a_life_critical_demand_far_away_goes_before_a_daily_one_next_door() -> None:
    """100 kg for 200 kg of demand: the life-critical demand gets all, the daily one gets the answer."""
    built = two_markets(near=100, far=0).demand("A").demand("B", priority=Priority.LIFE)
    loads = loads_of(built)
    assert fed(built) == {("near", "B-rice"): 100}
    assert [(u.demand, u.quantity) for u in loads.unserved] == [("A-rice", 100)]


def test_a_whole_daily_demand_does_not_take_stock_from_a_splittable_special_one() -> None:
    """Whole demands come first within their tier only: 60 kg special of 100 kg leave too little for 50 kg whole."""
    built = two_markets(near=100, far=0)
    built.demand("A", quantity=60, priority=Priority.SPECIAL).demand("B", quantity=50, splittable=False)
    assert fed(built) == {("near", "A-rice"): 60}


def test_serving_one_tier_leaves_the_stock_that_only_the_next_tier_can_use() -> None:
    """B (daily) is cut off from the far market. A (life), for whom both are 300 s away, takes the far market's."""
    built = two_markets(near=100, far=100).drive("far", "A", 300)
    built.demand("A", priority=Priority.LIFE).demand("B")
    built.place("C").drives["far", "B"] = 2**30 - 1
    assert fed(built) == {("far", "A-rice"): 100, ("near", "B-rice"): 100}


def test_a_demand_that_must_come_whole_is_fed_by_one_load_point_even_if_it_is_far() -> None:
    """The near market holds 60 of 100 kg; whole, it all comes from the far one."""
    built = two_markets(near=60, far=100).demand("A", splittable=False)
    assert fed(built) == {("far", "A-rice"): 100}


def test_of_demands_that_must_come_whole_the_largest_is_placed_first() -> None:
    """100 kg in stock: 40 kg placed first would leave the 100 kg without a load point."""
    built = two_markets(near=100, far=0).demand("A", quantity=40, splittable=False)
    assert fed(built.demand("B", quantity=100, splittable=False)) == {("near", "B-rice"): 100}


def test_a_split_demand_is_gathered_where_the_detour_is_shorter_than_a_stop() -> None:
    """B: 60 kg near (400 s) and 40 kg far (500 s); all from far is 100 s longer for 60 units, less than a stop."""
    built = two_markets(near=60, far=100).demand("B")
    assert fed(built) == {("far", "B-rice"): 100}


def test_a_demand_stays_split_where_gathering_would_cost_more_than_a_stop() -> None:
    """A: the far market is 2,700 s farther; the 90 kg that the near one has come from there."""
    built = two_markets(near=90, far=100).drive("far", "A", 3000).demand("A")
    assert fed(built) == {("near", "A-rice"): 90, ("far", "A-rice"): 10}


def test_several_goods_of_a_place_come_from_one_load_point_if_the_detour_is_short() -> None:
    """Oil is at the far market alone, 500 s from B; rice would be 100 s nearer elsewhere: one stop is better."""
    built = two_markets(near=100, far=100).good("oil").stock("far", "oil", 100)
    loads = loads_of(built.demand("B").demand("B", "oil"))
    assert [(drop.load_points, len(drop.lines)) for drop in loads.drops] == [(("far",), 2)]


def test_several_goods_of_a_place_stay_apart_if_the_detour_is_long() -> None:
    """A is 300 s from rice at the near market; the far market with the oil is more than 600 s farther."""
    built = two_markets(near=100, far=100).good("oil").stock("far", "oil", 100).drive("far", "A", 901)
    assert fed(built.demand("A").demand("A", "oil")) == {("near", "A-rice"): 100, ("far", "A-oil"): 100}


def test_the_later_demand_takes_the_later_lot() -> None:
    """100 kg at 05:00 and at 12:00: the morning demand needs the first, so the afternoon one takes the second."""
    built = town()
    built.stocks.clear()
    built.place("A").place("B").stock("market", "rice", 100, ready="05:00").stock("market", "rice", 100, ready="12:00")
    built.demand("A", windows="14:00-18:00").demand("B", windows="06:00-18:00", due="08:00")
    ready = {drop.place: drop.ready_s for drop in loads_of(built).drops}
    assert ready == {"A": clock("12:00"), "B": clock("05:00")}


@pytest.mark.parametrize("customers", [("A", "B"), ("B", "A")])
def test_the_earlier_lot_goes_to_whoever_is_to_be_served_earlier_even_if_nobody_would_be_late(
    customers: tuple[str, str],
) -> None:
    """Lots of 01:00 and 05:00, wanted by 12:00 and by 20:00: who is due first gets the goods that are ready first."""
    built = town().place("A").place("B")
    built.stocks.clear()
    built.stock("market", "rice", 100, ready="05:00").stock("market", "rice", 100, ready="01:00")
    for customer in customers:
        built.demand(customer, due={"A": "12:00", "B": "20:00"}[customer])
    ready = {drop.place: drop.ready_s for drop in loads_of(built).drops}
    assert ready == {"A": clock("01:00"), "B": clock("05:00")}


def test_a_drop_is_ready_when_the_last_of_its_lots_is() -> None:
    """Two demands for one stop, fed from lots of 00:00 and 05:00, both before the customer opens at 08:00."""
    built = town()
    built.stocks.clear()
    built.stock("market", "rice", 100).stock("market", "rice", 100, ready="05:00").place("A")
    built.demand("A", name="one", windows="08:00-10:00").demand("A", name="two", windows="08:00-10:00")
    assert [(drop.ready_s, drop.grams) for drop in loads_of(built).drops] == [(clock("05:00"), 200_000)]


def test_with_plenty_ready_now_nobody_waits_for_a_later_lot() -> None:
    """The lot of 18:00 is left over when the lot of 00:00 suffices."""
    built = town().stock("market", "rice", 1000, ready="18:00").place("A").demand("A")
    assert [drop.ready_s for drop in loads_of(built).drops] == [0]


def test_lots_that_are_ready_at_different_times_make_drops_of_their_own() -> None:
    """60 kg now and 40 kg at 10:00 for a customer who is open all day: the first need not wait for the second."""
    built = town()
    built.stocks.clear()
    built.stock("market", "rice", 60).stock("market", "rice", 40, ready="10:00").place("A").demand("A")
    assert sorted((drop.ready_s, drop.grams) for drop in loads_of(built).drops) == [(0, 60_000), (36_000, 40_000)]


def test_lots_that_are_ready_before_anyone_could_use_them_travel_together() -> None:
    """Ready 00:00 and 05:00 for a customer who opens at 08:00, 600 s away: one drop, ready at 05:00."""
    built = town()
    built.stocks.clear()
    built.stock("market", "rice", 60).stock("market", "rice", 40, ready="05:00").place("A")
    drops = loads_of(built.demand("A", windows="08:00-10:00")).drops
    assert [(drop.ready_s, drop.grams) for drop in drops] == [(clock("05:00"), 100_000)]


def test_a_lot_that_cannot_arrive_in_time_is_as_good_as_none() -> None:
    """Near: ready at 06:56, 300 s, there at 07:01; the window closes at 07:00, so the far market feeds A."""
    built = two_markets(near=100, far=100).demand("A", windows="06:00-07:00")
    built.stocks[0] = replace(built.stocks[0], ready_s=clock("06:56"))
    assert fed(built) == {("far", "A-rice"): 100}


def test_the_same_day_gives_the_same_loads() -> None:
    """Allocation has no chance in it."""
    built = two_markets(near=60, far=70).demand("A").demand("B")
    assert loads_of(built) == loads_of(built)
