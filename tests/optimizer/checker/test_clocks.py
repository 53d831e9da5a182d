"""CLOCK, SERVICE_TIME, TIME_WINDOW and LATENESS."""

from dataclasses import replace

import pytest

from optimizer.checker.check import check
from optimizer.checker.clocks import clock_runs, lateness, service_time, time_window
from optimizer.model.findings import Rule
from optimizer.model.loads import Line
from optimizer.model.plan import VisitKind
from tests.builders import town
from tests.checked import checked
from tests.optimizer.checker.small import AT_A, END, START, at, one_shop, one_trip
from tests.plans import Run, edited, later, plan, with_visits


def test_leaving_plus_driving_is_arriving() -> None:
    """06:10 at the market, 600 s: 06:20 at A."""
    checked(*one_trip(one_shop()))


@pytest.mark.parametrize(("arrive_s", "shown"), [(22_799, "06:19:59"), (22_801, "06:20:01")])
def test_an_arrival_a_second_off_is_told(arrive_s: int, shown: str) -> None:
    """It can only be 06:20:00."""
    day, travel, made = one_trip(one_shop())
    assert check(day, travel, edited(made, 2, arrive_s=arrive_s)) == (
        at(
            Rule.CLOCK,
            2,
            AT_A,
            f"arrives at {shown}, but it can only arrive at 06:20:00",
            f"于 {shown} 到达，而应为 06:20:00",
            excess=1,
        ),
    )


def test_service_does_not_begin_before_the_arrival() -> None:
    """Begun at 06:19, arrived at 06:20."""
    day, travel, made = one_trip(one_shop())
    assert check(day, travel, edited(made, 2, begin_s=22_740)) == (
        at(
            Rule.CLOCK,
            2,
            AT_A,
            "begins at 06:19:00, but it arrives at 06:20:00",
            "于 06:19:00 开始，而到达时间为 06:20:00",
            excess=60,
        ),
    )


def test_an_end_is_not_left_before_it_begins() -> None:
    """Home at 06:35, gone at 06:34."""
    day, travel, made = one_trip(one_shop())
    assert check(day, travel, edited(made, 3, leave_s=23_640)) == (
        at(
            Rule.CLOCK,
            3,
            END,
            "leaves at 06:34:00, but it begins at 06:35:00",
            "于 06:34:00 离开，而开始时间为 06:35:00",
            excess=60,
        ),
    )


def test_a_start_is_not_left_before_it_begins() -> None:
    """Left at 05:59: the next arrival is 60 s too late as well."""
    day, travel, made = one_trip(one_shop())
    breaches = check(day, travel, edited(made, 0, leave_s=21_540))
    assert breaches[0] == at(
        Rule.CLOCK,
        0,
        START,
        "leaves at 05:59:00, but it begins at 06:00:00",
        "于 05:59:00 离开，而开始时间为 06:00:00",
        excess=60,
    )
    assert [(breach.rule, breach.visit, breach.excess) for breach in breaches[1:]] == [(Rule.CLOCK, 1, 60)]


def test_a_crew_may_leave_home_later_than_it_could() -> None:
    """The whole duty an hour later."""
    day, travel, made = one_trip(one_shop())
    checked(day, travel, with_visits(made, later(made.duties[0].visits, 3600)))


def test_a_dispatcher_may_hold_a_vehicle() -> None:
    """Unloading at A begins 7 min after the arrival and the van stays 11 min longer than it takes."""
    day, travel, made = one_trip(one_shop())
    start, load, deliver, end = made.duties[0].visits
    held = replace(deliver, begin_s=deliver.begin_s + 420, leave_s=deliver.leave_s + 420 + 660)
    checked(day, travel, with_visits(made, [start, load, held, *later([end], 420 + 660)]))


def test_a_service_too_short_is_told() -> None:
    """5 min are given for 100 kg; 20 min + 10 s/t x 0.1 t = 1201 s are needed."""
    _, travel, made = one_trip(one_shop().vehicle("van", returns_home=False))
    slow = one_shop().place("A", service_fixed_s=1200, service_per_tonne_s=10).vehicle("van", returns_home=False)
    assert check(slow.day(), travel, made) == (
        at(
            Rule.SERVICE_TIME,
            2,
            AT_A,
            "takes 300 s, but 100000 g need 1201 s there",
            "作业 300 秒，而 100000 克货物在此需要 1201 秒",
            excess=901,
        ),
    )


def test_service_is_rounded_up_to_the_second() -> None:
    """100 kg at 11 s a tonne are 1.1 s: 302 s, not 301."""
    world = one_shop().place("A", service_fixed_s=300, service_per_tonne_s=11).vehicle("van", returns_home=False)
    day, _, made = one_trip(world)
    assert made.duties[0].visits[2].leave_s - made.duties[0].visits[2].begin_s == 302
    [breach] = service_time(day, edited(made, 2, leave_s=made.duties[0].visits[2].leave_s - 1))
    assert breach.excess == 1


def test_unloading_less_than_nothing_takes_the_fixed_time() -> None:
    """-1 t would be -600 s: the van stands its 300 s."""
    day, _, made = one_trip(one_shop().place("A", service_fixed_s=300, service_per_tonne_s=600))
    line = Line(demand="A-rice", good="rice", quantity=-1000)
    begin = made.duties[0].visits[2].begin_s
    assert list(service_time(day, edited(made, 2, lines=(line,), leave_s=begin + 300))) == []
    assert [breach.excess for breach in service_time(day, edited(made, 2, lines=(line,), leave_s=begin))] == [300]


def test_a_visit_begins_in_a_window_of_its_place() -> None:
    """The market opens at 06:30 in truth, the van loads at 06:10: 1200 s too early."""
    _, travel, made = one_trip(one_shop())
    day = one_shop().place("market", opens="06:30-12:00,14:00-20:00").day()
    assert check(day, travel, made) == (
        at(
            Rule.TIME_WINDOW,
            1,
            ("load at market", "market，装货"),
            "begins at 06:10:00, but the place market takes 06:30:00-12:00:00, 14:00:00-20:00:00",
            "于 06:10:00 开始，而地点 market 的时间窗为 06:30:00-12:00:00, 14:00:00-20:00:00",
            excess=1200,
        ),
    )


def test_a_delivery_begins_in_a_window_of_its_demand() -> None:
    """A takes its rice until 06:15 only: at 06:20 it is 300 s too late."""
    _, travel, made = one_trip(one_shop())
    day = one_shop().demand("A", windows="05:00-06:15").day()
    assert check(day, travel, made) == (
        at(
            Rule.TIME_WINDOW,
            2,
            AT_A,
            "begins at 06:20:00, but demand A-rice takes 05:00:00-06:15:00",
            "于 06:20:00 开始，而需求 A-rice 的时间窗为 05:00:00-06:15:00",
            excess=300,
        ),
    )


def test_a_window_missed_by_place_and_demand_is_told_once() -> None:
    """The place opens at 06:21, the demand at 06:30: the one farther off is told."""
    _, _, made = one_trip(one_shop())
    day = one_shop().place("A", opens="06:21-24:00").demand("A", windows="06:30-24:00").day()
    [breach] = time_window(day, made)
    assert breach.excess == 600
    assert "demand A-rice takes 06:30:00-24:00:00" in breach.message.en


def test_a_demand_without_windows_is_never_open() -> None:
    """No window, no moment."""
    _, _, made = one_trip(one_shop())
    world = one_shop().day()
    day = replace(world, demands={"A-rice": replace(world.demands["A-rice"], windows=())})
    [breach] = time_window(day, made)
    assert breach.message.en.endswith("demand A-rice takes nothing")


def test_windows_hold_both_their_ends() -> None:
    """Served at 06:20 in a window 06:20-06:20."""
    checked(*one_trip(one_shop().demand("A", windows="06:20-06:20")))


def test_lateness_counts_from_the_due_moment() -> None:
    """Due at 06:15, begun at 06:20: 300 s, at 600 yuan an hour: 50 yuan."""
    _, _, made = one_trip(one_shop().demand("A", due="06:15"))
    assert (made.duties[0].visits[2].late_s, made.cost.late_cents) == (300, 5_000)


def test_lateness_claimed_wrong_is_told() -> None:
    """The sheet says 0 s."""
    day, travel, made = one_trip(one_shop().demand("A", due="06:15"))
    assert check(day, travel, edited(made, 2, late_s=0)) == (
        at(
            Rule.LATENESS,
            2,
            AT_A,
            "is said to be 0 s late, but it is 300 s late",
            "记录迟到 0 秒，实际应为 300 秒",
            excess=300,
        ),
    )


def test_only_a_delivery_can_be_late() -> None:
    """A START with 60 s of lateness."""
    day, _, made = one_trip(one_shop())
    assert [(b.visit, b.excess) for b in lateness(day, edited(made, 0, late_s=60))] == [(0, 60)]


def test_a_visit_of_two_demands_is_as_late_as_the_earlier_due() -> None:
    """Rice due 06:15 and flour due 06:00 in one visit at 06:20: 1200 s."""
    world = one_shop().good("flour").stock("market", "flour", 100).demand("A", due="06:15")
    world.demand("A", "flour", due="06:00")
    day, travel = world.day(), world.travel()
    made = checked(day, travel, plan(day, travel, [Run(trips=[("market", [[("A-rice", 100), ("A-flour", 100)]])])]))
    assert made.duties[0].visits[2].late_s == 1200


def test_midnight_due_is_a_due_moment_too() -> None:
    """Due at 00:00 of the day, begun at 06:20."""
    _, _, made = one_trip(one_shop().demand("A", due="00:00"))
    assert made.duties[0].visits[2].late_s == 22_800


def test_a_rest_on_the_road_has_a_clock_too() -> None:
    """4 h after leaving the market the van stands; the sheet says a minute earlier."""
    world = town().place("A").demand("A", quantity=100).drive("market", "A", 5 * 3600)
    day, travel, made = one_trip(world)
    number = next(n for n, visit in enumerate(made.duties[0].visits) if visit.place is None)
    assert made.duties[0].visits[number].kind is VisitKind.REST
    early = edited(made, number, arrive_s=made.duties[0].visits[number].arrive_s - 60)
    assert [(breach.visit, breach.excess) for breach in clock_runs(day, travel, early)] == [(number, 60)]
