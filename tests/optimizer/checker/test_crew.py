"""CREW_NOT_ELIGIBLE and CREW_OVERLAP."""

from dataclasses import replace

from optimizer.checker.check import check
from optimizer.model.drivers import Licence
from optimizer.model.findings import Breach, Rule
from optimizer.model.rules import DayRules
from optimizer.model.text import Text
from optimizer.model.windows import TimeWindow
from tests.builders import Town, window
from tests.checked import checked
from tests.optimizer.checker.small import CREW, WHO, of_crew, one_shop, one_trip
from tests.plans import Run, later, plan, plan_of, with_crew, with_visits

ELIGIBLE, OVERLAP = Rule.CREW_NOT_ELIGIBLE, Rule.CREW_OVERLAP


def test_a_licensed_whitelisted_driver_makes_a_crew() -> None:
    """Li holds C1, the van is light, both entries hold all day."""
    checked(*one_trip(one_shop()))


def test_a_suspended_driver_makes_no_crew() -> None:
    """Li's code turned yellow this morning."""
    _, travel, made = one_trip(one_shop())
    day = one_shop().driver("Li", suspended=True).day()
    assert check(day, travel, made) == (of_crew(ELIGIBLE, "has a driver who is suspended today", "的驾驶员今日被停派"),)


def test_a_driver_needs_a_licence_for_the_class() -> None:
    """With E one may ride a motorcycle, not drive a light lorry."""
    _, travel, made = one_trip(one_shop())
    day = one_shop().driver("Li", licence=Licence.E).day()
    assert check(day, travel, made) == (
        of_crew(
            ELIGIBLE,
            "has a driver with licence E, but a light vehicle needs A1/A2/B1/B2/C1/C2/C6",
            "的驾驶员持 E 证，而 light 类车辆需要 A1/A2/B1/B2/C1/C2/C6",
        ),
    )


def test_the_whitelist_entry_of_a_vehicle_covers_the_shift() -> None:
    """The entry ends at 19:00, the shift at 20:00: 3600 s outside."""
    _, travel, made = one_trip(one_shop())
    day = one_shop().vehicle("van", whitelisted=window("00:00-19:00")).day()
    assert check(day, travel, made) == (
        of_crew(
            ELIGIBLE,
            "works 06:00:00-20:00:00, but the vehicle's whitelist entry holds 00:00:00-19:00:00",
            "班次为 06:00:00-20:00:00，而车辆白名单有效期为 00:00:00-19:00:00",
            excess=3600,
        ),
    )


def test_the_whitelist_entry_of_a_driver_covers_the_shift() -> None:
    """The entry opens at 06:30, the shift at 06:00: 1800 s outside."""
    _, travel, made = one_trip(one_shop())
    day = one_shop().driver("Li", whitelisted=window("06:30-24:00")).day()
    assert check(day, travel, made) == (
        of_crew(
            ELIGIBLE,
            "works 06:00:00-20:00:00, but the driver's whitelist entry holds 06:30:00-24:00:00",
            "班次为 06:00:00-20:00:00，而驾驶员白名单有效期为 06:30:00-24:00:00",
            excess=1800,
        ),
    )


def test_hours_too_short_to_share_make_no_crew() -> None:
    """Van and driver share 14 h, but the rules ask for 15 h."""
    _, travel, made = one_trip(one_shop())
    day = replace(one_shop().day(), rules=DayRules(min_crew_s=15 * 3600))
    assert check(day, travel, made) == (
        of_crew(
            ELIGIBLE,
            "shares 14:00:00 hours only, but a crew needs 15:00:00",
            "的共同工作时间仅 14:00:00，组成班组至少需要 15:00:00",
            excess=3600,
        ),
    )


def test_a_shift_cut_short_by_the_planner_is_no_breach() -> None:
    """What counts is what van and driver share, not the hour they are planned for."""
    day, travel, made = one_trip(one_shop())
    checked(day, travel, with_crew(made, shift=window("06:00-07:00")))


def two_drivers() -> Town:
    return one_shop().driver("Wu")


def two_duties(world: Town, second: Run) -> list[object]:
    """50 kg with Li in the morning, then the second run."""
    day, travel = world.day(), world.travel()
    morning = Run(trips=[("market", [("A-rice", 50)])], shift=window("06:00-12:00"))
    return [day, travel, plan(day, travel, [morning, second])]


def noon(driver: str, vehicle: str = "van") -> Run:
    return Run(trips=[("market", [("A-rice", 50)])], vehicle=vehicle, driver=driver, shift=window("12:00-20:00"))


def test_two_duties_of_one_vehicle_may_follow_each_other() -> None:
    """Li brings the van home at 06:35, Wu takes it at 12:00."""
    checked(*two_duties(two_drivers(), noon("Wu")))


def test_two_duties_of_one_vehicle_may_not_overlap() -> None:
    """Wu is under way from 06:30, Li until 06:35: 300 s together in one van."""
    day, travel, made = two_duties(two_drivers(), noon("Wu"))
    moved = with_visits(made, later(made.duties[1].visits, -19_800), duty=1)
    moved = with_crew(moved, duty=1, shift=window("06:30-20:00"))
    assert check(day, travel, moved) == (
        Breach(
            rule=OVERLAP,
            crew="van/Wu",
            excess=300,
            message=Text(
                "crew van/Wu (vehicle van, driver Wu) is under way from 06:30:00 to 06:35:00 in a vehicle that "
                "crew van/Li drives then",
                "班组 van/Wu（车辆 van，驾驶员 Wu）在 06:30:00 至 06:35:00 与班组 van/Li 同时使用该车",
            ),
        ),
    )


def test_a_driver_has_one_crew_a_day() -> None:
    """Li in the van until noon, and in the bus-stop truck after it."""
    day, travel, made = two_duties(one_shop().vehicle("truck"), noon("Li", "truck"))
    assert check(day, travel, made) == (
        Breach(
            rule=OVERLAP,
            crew="truck/Li",
            message=Text(
                "crew truck/Li (vehicle truck, driver Li) has a driver who drives another crew today: crew van/Li",
                "班组 truck/Li（车辆 truck，驾驶员 Li）的驾驶员今日已在另一班组：班组 van/Li",
            ),
        ),
    )


def test_a_crew_id_stands_once_in_a_plan() -> None:
    """Two duties under the id van/Li."""
    day, travel, made = two_duties(two_drivers(), noon("Wu"))
    assert check(day, travel, with_crew(made, duty=1, id=CREW)) == (
        of_crew(
            OVERLAP,
            "has an id that another duty carries: crew van/Li",
            "的编号已被另一任务使用：班组 van/Li",
            who=WHO.replace("Li)", "Wu)"),
            who_zh="班组 van/Li（车辆 van，驾驶员 Wu）",
        ),
    )


def test_a_window_of_no_length_is_a_shift_too() -> None:
    """A crew with a shift of a second breaks its shift, but the checker does not fall over it."""
    day, travel, made = one_trip(one_shop())
    breaches = check(day, travel, with_crew(made, shift=TimeWindow(opens=21_600, closes=21_600)))
    assert [(breach.rule, breach.visit, breach.excess) for breach in breaches] == [(Rule.SHIFT, 3, 2100)]


def test_an_empty_plan_is_clean_where_all_is_unserved() -> None:
    """Nobody drives, 100 kg are listed as unserved."""
    day, travel, _ = one_trip(one_shop())
    checked(day, travel, plan_of(day, []))
