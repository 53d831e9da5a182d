"""Why routing left a drop out, and what would help."""

from dataclasses import replace
from typing import Any

import pytest

from graphs.profiles import VehicleClass
from optimizer.crews.pairing import pair
from optimizer.explain.alone import Clock, Obstacle, Start, trial
from optimizer.explain.left_out import explain
from optimizer.model.crews import Crews
from optimizer.model.drivers import Licence
from optimizer.model.goods import Handling
from optimizer.model.loads import Drop, Line
from optimizer.model.places import PlaceKind, VehicleLimits
from optimizer.model.plan import DutyPlan, Visit, VisitKind
from optimizer.model.rules import DayRules
from optimizer.model.unserved import Reason, Unserved
from optimizer.supply.allocate import allocate
from tests.builders import Town, clock, town, window

# every leg of the table takes 600 s unless a test says otherwise; the van and Li work 06:00-20:00


def crews_of(built: Town) -> Crews:
    return pair(built.day(), built.travel(), allocate(built.day(), built.travel()), seed=1)


def answer(built: Town, *plans: DutyPlan, crews: Crews | None = None, **changes: Any) -> Unserved:
    """The answer for the town's one demand, when routing left its drop out."""
    day, travel = built.day(), built.travel()
    (drop,) = allocate(day, travel).drops
    (found,) = explain(day, travel, crews or crews_of(built), plans, (replace(drop, **changes),))
    return found


def busy(built: Town, hours: str) -> DutyPlan:
    """The first crew is on the road in these hours."""
    span = window(hours)
    visits = tuple(
        Visit(kind=kind, place="depot", drive_s=0, drive_m=0, arrive_s=moment, begin_s=moment, leave_s=moment)
        for kind, moment in ((VisitKind.START, span.opens), (VisitKind.END, span.closes))
    )
    return DutyPlan(crew=crews_of(built).crews[0], visits=visits)


def test_a_window_that_closes_before_any_crew_arrives() -> None:
    """Start 06:00, 10 min to the market, 10 min to A: 06:20, but A closes at 06:15."""
    found = answer(town().place("A").demand("A", windows="05:00-06:15"))
    assert found.reason is Reason.WINDOW_TOO_TIGHT
    assert "no crew arrives before the window closes at 06:15; 渝A00000/Li arrives at 06:20" in found.explanation.en
    assert "渝A00000/Li 最早 06:20 到达" in found.explanation.zh
    assert found.remedy.en == "crew 渝A00000/Li could serve it alone if the window stayed open until 06:20"
    assert found.remedy.zh == "若收货时间延长至 06:20，渝A00000/Li 可单独承运"


def test_of_two_crews_the_one_that_comes_nearest_is_named() -> None:
    """The second van stands 5 min from the market: 06:15 instead of 06:20 for a window until 06:14."""
    built = town().place("yard").vehicle("near", home="yard").driver("Xu", home="yard").drive("yard", "market", 300)
    found = answer(built.place("A").demand("A", windows="05:00-06:14"))
    assert found.remedy.en == "crew 渝A00001/Xu could serve it alone if the window stayed open until 06:15"


def test_a_window_and_a_shift_that_are_both_too_short() -> None:
    """06:00 + 10 min + 90 min: at A at 07:40, which closed at 07:00; home two hours later, after the shift to 08:00."""
    built = (
        town(bare=True).vehicle("van").driver("Li", shifts="06:00-08:00").place("A").demand("A", windows="05:00-07:00")
    )
    found = answer(built.drive("market", "A", 5400).drive("A", "depot", 7200))
    assert found.remedy.en.endswith("stayed open until 07:40 and its shift until 09:40")
    assert found.remedy.zh == "若收货时间延长至 07:40、班次延长至 09:40，渝A00000/Li 可单独承运"


def test_all_crews_that_could_are_counted() -> None:
    """Two vans, both on the road all day."""
    built = town().vehicle("van2").driver("Xu").place("A").demand("A", windows="06:00-08:00")
    first = busy(built, "06:00-20:00")
    second = replace(first, crew=crews_of(built).crews[1])
    found = answer(built, first, second)
    assert "all 2 crews that could bring it (渝A00000/Li, for one) are busy" in found.explanation.en
    assert "可承运的 2 个班组（如 渝A00000/Li）均已排满" in found.explanation.zh


def test_a_shift_that_ends_before_the_crew_is_home() -> None:
    """A opens at 19:50: done at once, home at 20:00 is in time; with an hour back it is 20:50."""
    built = town().place("A").demand("A", windows="19:50-21:00").drive("A", "depot", 3600)
    found = answer(built)
    assert found.reason is Reason.WINDOW_TOO_TIGHT
    assert "渝A00000/Li would be done at 20:50, after 20:00" in found.explanation.en
    assert "将于 20:50 完成，晚于 20:00" in found.explanation.zh
    assert found.remedy.en == "crew 渝A00000/Li could serve it alone if its shift lasted until 20:50"
    assert found.remedy.zh == "若 渝A00000/Li 的班次延长至 20:50，可单独承运"


def test_a_vehicle_that_need_not_return_is_done_at_the_customer() -> None:
    """The same evening, but the duty ends at A at 19:50."""
    built = town(bare=True).vehicle("van", returns_home=False).driver("Li").place("A")
    found = answer(built.demand("A", windows="19:50-21:00").drive("A", "depot", 3600))
    assert found.reason is Reason.CREWS_BUSY


def test_crews_that_are_busy_all_day() -> None:
    """The only crew drives from 06:00 to 20:00. A vehicle leaving by 07:40 would meet A's last moment at 08:00."""
    built = town().place("A").demand("A", windows="06:00-08:00")
    found = answer(built, busy(built, "06:00-20:00"))
    assert found.reason is Reason.CREWS_BUSY
    assert "渝A00000/Li, the only crew that could bring it, is busy with other drops" in found.explanation.en
    assert "可承运的 1 个班组（如 渝A00000/Li）均已排满其他任务" in found.explanation.zh
    assert found.remedy.en == "one more light vehicle for 100 kg / 200 l, leaving depot by 07:40, would help"
    assert found.remedy.zh == "增加一辆轻型车（可装 100 kg / 200 l），07:40 前从depot出发"


def test_a_crew_that_is_free_after_the_window_says_how_long_it_should_stay_open() -> None:
    """Busy until 09:00, there at 09:20; A closes at 08:00."""
    built = town().place("A").demand("A", windows="06:00-08:00")
    found = answer(built, busy(built, "06:00-09:00"))
    assert found.reason is Reason.CREWS_BUSY
    assert found.remedy.en.endswith("; or keep the window open until 09:20: 渝A00000/Li is free from 09:00")
    assert found.remedy.zh.endswith("；或将收货时间延长至 09:20：渝A00000/Li 09:00 起空闲")


@pytest.mark.parametrize(("duty", "span"), [("06:00-09:00", "09:00-20:00"), ("12:00-20:00", "06:00-12:00")])
def test_room_that_the_search_did_not_use_is_admitted(duty: str, span: str) -> None:
    """After or before its duty the crew could have brought the drop: we say so."""
    built = town().place("A").demand("A")
    found = answer(built, busy(built, duty))
    assert found.reason is Reason.CREWS_BUSY
    assert f"although 渝A00000/Li is free {span} and could be there at" in found.explanation.en
    assert f"但 渝A00000/Li 在 {span} 空闲" in found.explanation.zh
    assert found.remedy.en == "give it to 渝A00000/Li, or plan with more search time"
    assert found.remedy.zh == "交由 渝A00000/Li 承运，或延长计算时间重新规划"


def test_a_crew_that_stays_at_home_counts_as_free() -> None:
    """No duties at all."""
    assert "is free 06:00-20:00" in answer(town().place("A").demand("A")).explanation.en


def test_vehicles_without_a_driver() -> None:
    """The drop fits the van, but there is no crew."""
    found = answer(town().place("A").demand("A"), crews=Crews(crews=()))
    assert found.reason is Reason.NO_DRIVER
    assert "no vehicle that could bring it (1, such as 渝A00000) has a driver" in found.explanation.en
    assert found.remedy.zh == "调派一名可驾驶轻型车的驾驶员"


def test_loading_that_stops_before_the_crew_is_there() -> None:
    """The market loads until 06:05; the crew is there at 06:10."""
    built = town().place("market", PlaceKind.MARKET, opens="04:00-06:05").place("A").demand("A")
    found = answer(built)
    assert found.reason is Reason.NOT_LOADABLE_IN_TIME
    assert "market stops loading at 06:05" in found.explanation.en
    assert "渝A00000/Li is there at 06:10 at the earliest" in found.explanation.en
    assert found.remedy.en == "keep market open for loading until 06:10"
    assert found.remedy.zh == "将market装货时间延长至 06:10"


def test_no_road_from_the_depot() -> None:
    """Market and A are joined, the depot is cut off."""
    built = town(default_s=None).place("A").demand("A").drive("market", "A", 600, back=600)
    found = answer(built)
    assert found.reason is Reason.UNREACHABLE
    assert "a road from its stand over market and back" in found.explanation.en
    assert found.remedy.zh == "核对A的坐标及周边封闭情况，或改由其他货源供应"


@pytest.mark.parametrize(
    ("changes", "limits", "reason", "said"),
    [
        ({"handlings": frozenset({Handling.FROZEN})}, VehicleLimits(), Reason.NO_VEHICLE_FOR_HANDLING, "of its kind"),
        ({"grams": 2_000_000}, VehicleLimits(), Reason.NO_VEHICLE_LARGE_ENOUGH, "admitted there holds 2 t"),
        ({}, VehicleLimits(max_height_mm=1), Reason.VEHICLES_NOT_ADMITTED, "is admitted both there and"),
    ],
)
def test_drops_that_no_vehicle_can_bring(
    changes: dict[str, Any], limits: VehicleLimits, reason: Reason, said: str
) -> None:
    """Supply cuts no such drops; a drop from elsewhere still gets its answer."""
    built = town().place("A").demand("A")
    day, travel = built.day(), built.travel()
    (drop,) = allocate(day, travel).drops
    closed = built.place("A", limits=limits).day()
    (found,) = explain(closed, travel, crews_of(town()), (), (replace(drop, **changes),))
    assert found.reason is reason
    assert said in found.explanation.en
    assert found.remedy.en.startswith("add a vehicle for")
    assert found.remedy.zh.startswith("增加一辆可运")


def test_each_line_of_a_drop_has_its_answer() -> None:
    """Two lines, two answers, each with its own quantity."""
    built = town().good("oil").stock("market", "oil", 50).place("A").demand("A").demand("A", "oil", 50)
    day, travel = built.day(), built.travel()
    found = explain(day, travel, crews_of(built), (), allocate(day, travel).drops)
    assert [(u.demand, u.good, u.quantity) for u in found] == [("A-rice", "rice", 100), ("A-oil", "oil", 50)]


def test_only_crews_whose_vehicle_is_admitted_are_asked() -> None:
    """The lorry could, but A admits light vehicles only: of two crews one counts."""
    light = VehicleLimits(classes=frozenset({VehicleClass.LIGHT}))
    built = town().vehicle("lorry", vehicle_class=VehicleClass.HEAVY).driver("Xu", licence=Licence.B2)
    built.place("A", limits=light).demand("A")
    assert "渝A00000/Li, the only crew that could bring it," in answer(built, busy(built, "06:00-20:00")).explanation.en


def test_rests_are_taken_on_the_way() -> None:
    """4 h of driving are lawful; one second more takes a rest of 20 min; 12 h take two."""
    for driving, passed in ((14_400, 14_400), (14_401, 15_601), (43_200, 45_600)):
        moment = Clock(DayRules(), 0)
        moment.drive(driving)
        assert moment.now_s == passed


def test_a_long_wait_is_a_rest_only_where_the_rules_say_so() -> None:
    """3 h, a wait of 20 min, 3 h: without a rest, or with one."""
    for counts, passed in ((True, 22_800), (False, 24_000)):
        moment = Clock(DayRules(waiting_is_rest=counts), 0)
        moment.drive(10_800)
        moment.wait_until(12_000)
        moment.drive(10_800)
        assert moment.now_s == passed


def test_a_trial_counts_service_at_both_ends() -> None:
    """06:00 + 10 min + (5 min + 1 t at 30 min/t) + 10 min = 06:55; 2 min at A and 10 min home: 07:07."""
    built = town().place("market", PlaceKind.MARKET, service_fixed_s=300, service_per_tonne_s=1800)
    day = built.place("A", service_fixed_s=120).demand("A", quantity=1000).day()
    (drop,) = allocate(day, built.travel()).drops
    start = Start(crew=crews_of(built).crews[0], place="depot", hours=window("06:00-20:00"), home="depot")
    found = trial(day, built.travel(), start, drop, "market")
    assert (found.obstacle, found.arrives_s, found.ends_s) == (Obstacle.NONE, clock("06:55"), clock("07:07"))


def test_lines_stay_as_they_were_cut() -> None:
    """Part of a demand left out is answered for that part only."""
    built = town().place("A").demand("A", quantity=100)
    day, travel = built.day(), built.travel()
    (drop,) = allocate(day, travel).drops
    part: Drop = replace(drop, lines=(Line(demand="A-rice", good="rice", quantity=40),), grams=40_000, litres=80)
    (found,) = explain(day, travel, crews_of(built), (), (part,))
    assert found.quantity == 40
    assert found.explanation.en.startswith("A: 40 kg rice stay behind: ")
