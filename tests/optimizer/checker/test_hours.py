"""SHIFT."""

from dataclasses import replace

from optimizer.checker.check import check
from optimizer.model.findings import Rule
from optimizer.model.rules import DayRules
from tests.builders import town, window
from tests.checked import checked
from tests.optimizer.checker.small import END, START, at, of_crew, one_shop, one_trip
from tests.plans import Run, plan, with_crew


def test_work_may_fill_the_shift_to_the_second() -> None:
    """From 06:00 to 06:35, and the shift with it."""
    day, travel, made = one_trip(one_shop())
    checked(day, travel, with_crew(made, shift=replace(made.duties[0].crew.shift, closes=6 * 3600 + 35 * 60)))


def test_a_crew_does_not_begin_before_its_shift() -> None:
    """START at 06:00, shift from 06:05: 300 s early."""
    day, travel, made = one_trip(one_shop())
    assert check(day, travel, with_crew(made, shift=window("06:05-20:00"))) == (
        at(
            Rule.SHIFT,
            0,
            START,
            "begins at 06:00:00, but the shift opens at 06:05:00",
            "于 06:00:00 开始，而班次 06:05:00 才开始",
            excess=300,
        ),
    )


def test_a_crew_is_back_before_its_shift_closes() -> None:
    """END at 06:35, shift until 06:34: 60 s late."""
    day, travel, made = one_trip(one_shop())
    assert check(day, travel, with_crew(made, shift=window("06:00-06:34"))) == (
        at(
            Rule.SHIFT,
            3,
            END,
            "ends at 06:35:00, but the shift closes at 06:34:00",
            "于 06:35:00 结束，而班次 06:34:00 已结束",
            excess=60,
        ),
    )


def test_an_open_duty_hands_over_before_the_shift_closes() -> None:
    """Left at A at 06:25 by a van that need not return; shift until 06:20: 300 s late."""
    day, travel, made = one_trip(one_shop().vehicle("van", returns_home=False))
    [breach] = check(day, travel, with_crew(made, shift=window("06:00-06:20")))
    assert (breach.rule, breach.visit, breach.excess) == (Rule.SHIFT, 2, 300)


def test_a_shift_lies_inside_one_of_the_vehicle() -> None:
    """Night and day shift of the van meet at 07:00; the crew of 06:00-20:00 has an hour of it outside the nearer."""
    _, travel, made = one_trip(one_shop())
    day = one_shop().vehicle("van", shifts="00:00-07:00,07:00-20:00").day()
    assert check(day, travel, made) == (
        of_crew(
            Rule.SHIFT,
            "works 06:00:00-20:00:00, but the shifts of the vehicle are 00:00:00-07:00:00, 07:00:00-20:00:00",
            "班次为 06:00:00-20:00:00，而车辆班次为 00:00:00-07:00:00, 07:00:00-20:00:00",
            excess=3600,
        ),
    )


def test_a_shift_lies_inside_one_of_the_driver() -> None:
    """Li goes home at 18:00: 7200 s outside."""
    _, travel, made = one_trip(one_shop())
    day = one_shop().driver("Li", shifts="06:00-18:00").day()
    assert check(day, travel, made) == (
        of_crew(
            Rule.SHIFT,
            "works 06:00:00-20:00:00, but the shifts of the driver are 06:00:00-18:00:00",
            "班次为 06:00:00-20:00:00，而驾驶员班次为 06:00:00-18:00:00",
            excess=7200,
        ),
    )


def test_a_vehicle_without_shifts_has_no_crew() -> None:
    """The whole shift of 14 h is outside."""
    _, travel, made = one_trip(one_shop())
    world = one_shop().day()
    day = replace(world, vehicles={"van": replace(world.vehicles["van"], shifts=())})
    assert check(day, travel, made) == (
        of_crew(
            Rule.SHIFT,
            "works 06:00:00-20:00:00, but the shifts of the vehicle are none",
            "班次为 06:00:00-20:00:00，而车辆班次为 无",
            excess=14 * 3600,
        ),
    )


def test_a_shift_lies_inside_the_horizon_of_the_day() -> None:
    """The day is planned until 19:59: 60 s outside."""
    _, travel, made = one_trip(one_shop())
    day = replace(one_shop().day(), rules=DayRules(horizon=window("00:00-19:59")))
    assert check(day, travel, made) == (
        of_crew(
            Rule.SHIFT,
            "works 06:00:00-20:00:00, but the horizon of the day is 00:00:00-19:59:00",
            "班次为 06:00:00-20:00:00，而当日计划时段为 00:00:00-19:59:00",
            excess=60,
        ),
    )


def test_a_night_shift_ends_on_the_next_day() -> None:
    """From 22:00 to 22:35 by a van and a driver on duty until 30:00."""
    world = town(bare=True).vehicle("van", shifts="22:00-30:00").driver("Li", shifts="22:00-30:00")
    world.place("A", opens="00:00-30:00", service_fixed_s=300).demand("A", windows="20:00-30:00")
    day, travel = world.day(), world.travel()
    made = checked(day, travel, plan(day, travel, [Run(trips=[("market", [("A-rice", 100)])])]))
    assert made.duties[0].visits[-1].leave_s == 22 * 3600 + 35 * 60
