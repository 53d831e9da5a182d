"""What supply cannot cover is answered with a reason, an explanation and a remedy."""

from graphs.profiles import VehicleClass
from optimizer.model.drivers import Licence
from optimizer.model.goods import Handling
from optimizer.model.places import PlaceKind, VehicleLimits
from optimizer.model.unserved import Reason, Unserved
from optimizer.supply.allocate import allocate
from optimizer.supply.words import clock, weight
from tests.builders import Town, town


def only_answer(built: Town) -> Unserved:
    """The one demand of the town is not served at all."""
    loads = allocate(built.day(), built.travel())
    assert loads.drops == ()
    (unserved,) = loads.unserved
    assert unserved.quantity == sum(demand.quantity for demand in built.demands.values())
    return unserved


def test_a_good_that_nobody_stocks() -> None:
    """No salt anywhere: the remedy says how much to stock."""
    answer = only_answer(town().good("salt").place("A").demand("A", "salt", 70))
    assert answer.reason is Reason.NO_STOCK
    assert answer.explanation.en == "A: 70 of 70 kg salt cannot be delivered: no load point holds salt"
    assert answer.explanation.zh == "A：salt 70 kg中的 70 kg无法送达：没有任何装货点有salt库存"
    assert answer.remedy.en == "stock 70 kg of salt at a load point"
    assert answer.remedy.zh == "在装货点备货salt 70 kg"


def test_stock_that_falls_short_is_told_with_both_figures() -> None:
    """60 kg for 100 kg: 60 are delivered, 40 are missing at the market."""
    built = town()
    built.stocks.clear()
    loads = allocate((built := built.stock("market", "rice", 60).place("A").demand("A")).day(), built.travel())
    (answer,) = loads.unserved
    assert sum(drop.grams for drop in loads.drops) == 60_000
    assert (answer.reason, answer.quantity) == (Reason.NO_STOCK, 40)
    assert "hold 60 kg, all demands together want 100 kg" in answer.explanation.en
    assert "库存共 60 kg，各处需求共 100 kg" in answer.explanation.zh
    assert answer.remedy.en.startswith("bring 40 kg more rice to market")
    assert answer.remedy.zh.startswith("向market补充rice 40 kg")


def test_a_whole_demand_that_only_two_markets_together_could_feed() -> None:
    """60 kg here and 60 kg there for 100 kg whole."""
    built = town()
    built.stocks.clear()
    built.place("other").stock("market", "rice", 60).stock("other", "rice", 60).place("A").demand("A", splittable=False)
    answer = only_answer(built)
    assert answer.reason is Reason.NO_STOCK
    assert "of the 120 kg in stock no load point has so much left" in answer.explanation.en
    assert "而库存共 120 kg" in answer.explanation.zh


def test_no_vehicle_carries_frozen_goods() -> None:
    """The van is for ambient goods."""
    built = town().good("meat", handling=Handling.FROZEN).stock("market", "meat", 9).place("A").demand("A", "meat", 9)
    answer = only_answer(built)
    assert answer.reason is Reason.NO_VEHICLE_FOR_HANDLING
    assert answer.explanation.en.endswith("no vehicle of 1 carries frozen goods")
    assert answer.remedy.en == "add a vehicle for frozen goods that takes 1 kg or more"
    assert answer.remedy.zh == "增加一辆可运冷冻物资、载重不少于 1 kg 的车辆"


def test_no_vehicle_is_admitted_at_both_ends() -> None:
    """The van may enter the market, but not A."""
    gate = VehicleLimits(max_height_mm=2000)
    answer = only_answer(town().place("A", limits=gate).demand("A"))
    assert answer.reason is Reason.VEHICLES_NOT_ADMITTED
    assert "vehicles that carry it: 1; admitted at market: 1, at A: 0, at both: 0" in answer.explanation.en
    assert "1 辆可进market，0 辆可进A" in answer.explanation.zh
    assert answer.remedy.en.endswith("lift the limit at A")
    assert answer.remedy.zh.endswith("放宽A的车辆限制")


def test_a_market_that_admits_nobody_is_named() -> None:
    """Here the limit of the load point is the obstacle."""
    built = town(bare=True).vehicle("van").driver("Li").place("A").demand("A")
    built.place("market", PlaceKind.MARKET, limits=VehicleLimits(classes=frozenset({VehicleClass.HEAVY})))
    answer = only_answer(built)
    assert answer.reason is Reason.VEHICLES_NOT_ADMITTED
    assert answer.remedy.en.endswith("lift the limit at market")


def test_nobody_may_drive_the_vehicles_that_could() -> None:
    """The only vehicle is heavy, the only driver holds C1."""
    built = town(bare=True).vehicle("lorry", vehicle_class=VehicleClass.HEAVY).driver("Li", licence=Licence.C1)
    answer = only_answer(built.place("A").demand("A"))
    assert answer.reason is Reason.NO_DRIVER
    assert "vehicles admitted for it (1, such as 渝A00000)" in answer.explanation.en
    assert answer.remedy.en == "call up a driver licensed for heavy vehicles"
    assert answer.remedy.zh == "调派一名可驾驶重型车的驾驶员"


def test_a_suspended_driver_and_one_with_other_hours_are_no_drivers() -> None:
    """Li is suspended, Wang shares one hour with the van: a crew needs two."""
    built = town(bare=True).vehicle("van", shifts="06:00-12:00").place("A").demand("A")
    built.driver("Li", suspended=True).driver("Wang", shifts="11:00-20:00")
    assert only_answer(built).reason is Reason.NO_DRIVER


def test_one_unit_larger_than_every_vehicle() -> None:
    """A generator of 2 t, and a van for 1.5 t."""
    built = town().good("generator", unit_grams=2_000_000).stock("market", "generator", 1).place("A")
    answer = only_answer(built.demand("A", "generator", 1))
    assert answer.reason is Reason.NO_VEHICLE_LARGE_ENOUGH
    assert "one unit takes 2 t and 2 l; the largest vehicle admitted, 渝A00000, holds 1.5 t" in answer.explanation.en
    assert answer.remedy.en.endswith("add a vehicle for 2 t and 2 l")
    assert answer.remedy.zh.endswith("增加可装 2 t、2 升的车辆")


def test_a_whole_demand_larger_than_every_vehicle() -> None:
    """1,501 kg in one piece for a van for 1,500 kg."""
    answer = only_answer(town().place("A").demand("A", quantity=1501, splittable=False))
    assert answer.reason is Reason.NO_VEHICLE_LARGE_ENOUGH
    assert "the whole demand, which may not be split, takes 1.501 t" in answer.explanation.en
    assert "该需求（不可拆分）需 1.501 t" in answer.explanation.zh


def test_no_road_leads_there() -> None:
    """Only the way back exists."""
    built = town(default_s=None).place("A").demand("A").drive("A", "market", 600)
    answer = only_answer(built)
    assert answer.reason is Reason.UNREACHABLE
    assert answer.explanation.en.endswith("no road for the vehicles admitted leads from market to A")
    assert answer.remedy.zh == "核对A的坐标及周边封闭情况，或改由其他货源供应"


def test_ready_too_late_for_the_last_window() -> None:
    """Ready at 10:00, 600 s to A which closes at 09:30: 40 minutes too late, so ready by 09:20 would do."""
    built = town()
    built.stocks.clear()
    built.stock("market", "rice", 100, ready="10:00").place("A").demand("A", windows="08:00-09:30")
    answer = only_answer(built)
    assert answer.reason is Reason.NOT_LOADABLE_IN_TIME
    assert "loaded at market from 10:00 on, it arrives at 10:10 at the earliest" in answer.explanation.en
    assert answer.remedy.en == "make it ready by 09:20, or keep the window open until 10:10"
    assert answer.remedy.zh == "在 09:20 前备好货，或将收货时间延长至 10:10"


def test_ready_just_in_time_is_in_time() -> None:
    """Ready at 09:20, 600 s: the arrival at 09:30 is the last moment of the window."""
    built = town()
    built.stocks.clear()
    built.stock("market", "rice", 100, ready="09:20").place("A").demand("A", windows="08:00-09:30")
    assert allocate(built.day(), built.travel()).unserved == ()


def test_ready_too_late_for_the_vehicles() -> None:
    """Ready at 19:55: the van works until 20:00, A is 600 s away."""
    built = town()
    built.stocks.clear()
    built.stock("market", "rice", 100, ready="19:55").place("A").demand("A")
    answer = only_answer(built)
    assert answer.reason is Reason.NOT_LOADABLE_IN_TIME
    assert answer.remedy.en == "keep a vehicle on duty beyond 20:05"
    assert answer.remedy.zh == "安排车辆工作至 20:05 以后"


def test_ready_after_the_market_has_closed() -> None:
    """Ready at 18:00; the market loads until 17:00."""
    built = town().place("market", PlaceKind.MARKET, opens="04:00-17:00")
    built.stocks.clear()
    built.stock("market", "rice", 100, ready="18:00").place("A").demand("A")
    answer = only_answer(built)
    assert answer.reason is Reason.NOT_LOADABLE_IN_TIME
    assert "ready at market at 18:00, after the last loading at 17:00" in answer.explanation.en
    assert answer.remedy.en == "make it ready by 17:00, or keep market open for loading after 18:00"
    assert answer.remedy.zh == "在 17:00 前备好货，或将market装货时间延长至 18:00 以后"


def test_of_two_load_points_the_one_that_came_farther_explains() -> None:
    """From the market there is no road; at the depot the good is ready too late: the window is the better remedy."""
    built = town().stock("depot", "rice", 100, ready="10:00").place("A").demand("A", windows="08:00-09:30")
    built.drives["market", "A"] = 2**30 - 1
    assert only_answer(built).reason is Reason.NOT_LOADABLE_IN_TIME


def test_clock_times_and_weights_read_as_people_write_them() -> None:
    """Hours count on after midnight; a tonne is a tonne."""
    assert [clock(0), clock(8 * 3600 + 300), clock(25 * 3600 + 1800), clock(-1800)] == [
        "00:00",
        "08:05",
        "25:30",
        "-00:30",
    ]
    assert [weight(999_000), weight(1500), weight(1_000_000), weight(1_333_500)] == [
        "999 kg",
        "1.5 kg",
        "1 t",
        "1.333 t",
    ]
