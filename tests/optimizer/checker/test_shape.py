"""DUTY_SHAPE."""

from dataclasses import replace

import pytest

from optimizer.checker.shape import duty_shape
from optimizer.model.findings import Rule
from optimizer.model.loads import Line
from optimizer.model.plan import Visit, VisitKind
from optimizer.model.windows import TimeWindow
from tests.builders import Town
from tests.checked import checked
from tests.optimizer.checker.small import AT_A, END, LOAD, START, at, of_crew, one_shop, one_trip
from tests.plans import Run, edited, plan, with_visits

REST = ("rest at depot", "depot，休息")
RULE = Rule.DUTY_SHAPE


def standing_rest(place: str | None) -> Visit:
    return Visit(kind=VisitKind.REST, place=place, drive_s=0, drive_m=0, arrive_s=0, begin_s=0, leave_s=1200)


def test_start_trip_end_is_the_shape_of_a_duty() -> None:
    """START, LOAD, DELIVER, END."""
    day, _, made = one_trip(one_shop())
    assert list(duty_shape(day, made)) == []


def test_rests_stand_where_the_crew_stands_or_on_the_road() -> None:
    """At A after unloading, then on the road home, twice."""
    day, _, made = one_trip(one_shop())
    start, load, deliver, end = made.duties[0].visits
    rests = [standing_rest("A"), standing_rest(None), standing_rest(None)]
    assert list(duty_shape(day, with_visits(made, [start, load, deliver, *rests, end]))) == []


def test_a_duty_without_visits_is_none() -> None:
    """The crew is named in a plan, but does nothing."""
    day, _, made = one_trip(one_shop())
    assert list(duty_shape(day, with_visits(made, []))) == [of_crew(RULE, "has no visits at all", "没有任何站次")]


def test_a_duty_without_a_trip_is_none() -> None:
    """START, END."""
    day, _, made = one_trip(one_shop())
    start, _, _, end = made.duties[0].visits
    assert list(duty_shape(day, with_visits(made, [start, end]))) == [
        of_crew(RULE, "has no LOAD, where at least one trip is expected", "没有装货站，至少应有一个趟次")
    ]


def test_the_first_visit_is_a_start() -> None:
    """LOAD, DELIVER, END."""
    day, _, made = one_trip(one_shop())
    visits = made.duties[0].visits[1:]
    where = ("load at market", "market，装货")
    assert list(duty_shape(day, with_visits(made, visits))) == [
        at(RULE, 0, where, "comes first, where a START is expected", "排在首位，此处应为出发")
    ]


def test_a_start_stands_nowhere_else() -> None:
    """START, START, LOAD, DELIVER, END."""
    day, _, made = one_trip(one_shop())
    visits = made.duties[0].visits
    assert list(duty_shape(day, with_visits(made, [visits[0], *visits]))) == [
        at(RULE, 1, START, "is a START in the middle of a duty", "出现在途中，出发只能排在首位")
    ]


@pytest.mark.parametrize(("number", "kind", "kind_zh"), [(0, "start", "出发"), (3, "end", "收车")])
def test_a_duty_starts_and_ends_at_home(number: int, kind: str, kind_zh: str) -> None:
    """The van lives at the depot, not at the market."""
    day, _, made = one_trip(one_shop())
    where = (f"{kind} at market", f"market，{kind_zh}")
    assert list(duty_shape(day, edited(made, number, place="market"))) == [
        at(RULE, number, where, "is not at the vehicle's home, depot", "不在车辆驻地 depot")
    ]


def test_an_end_is_the_last_visit() -> None:
    """START, LOAD, DELIVER, END, END."""
    day, _, made = one_trip(one_shop())
    visits = made.duties[0].visits
    assert list(duty_shape(day, with_visits(made, [*visits, visits[3]]))) == [
        at(RULE, 3, END, "is an END with visits after it", "之后仍有站次，收车只能排在末位")
    ]


def test_a_vehicle_that_returns_has_an_end() -> None:
    """START, LOAD, DELIVER of a van that must come home."""
    day, _, made = one_trip(one_shop())
    assert list(duty_shape(day, with_visits(made, made.duties[0].visits[:3]))) == [
        at(RULE, 2, AT_A, "comes last, where an END at the vehicle's home is expected", "排在末位，此处应为回场收车")
    ]


def open_ended() -> Town:
    return one_shop().vehicle("van", returns_home=False)


def test_a_vehicle_that_need_not_return_ends_with_a_delivery_or_at_home() -> None:
    """START, LOAD, DELIVER; and the same with an END, which the dispatcher added."""
    day, _, made = one_trip(open_ended())
    assert made.duties[0].visits[-1].kind is VisitKind.DELIVER
    home = replace(made.duties[0].visits[0], kind=VisitKind.END)
    assert list(duty_shape(day, with_visits(made, [*made.duties[0].visits, home]))) == []


def test_an_open_duty_does_not_end_with_a_rest() -> None:
    """START, LOAD, DELIVER, REST."""
    day, _, made = one_trip(open_ended())
    assert list(duty_shape(day, with_visits(made, [*made.duties[0].visits, standing_rest("A")]))) == [
        at(
            RULE,
            3,
            ("rest at A", "A，休息"),
            "comes last, where a DELIVER or an END is expected",
            "排在末位，此处应为送货或收车",
        )
    ]


def test_an_open_vehicle_that_drives_a_later_duty_must_return() -> None:
    """Li drives in the morning and stays at A; Wu cannot take the van from the depot at noon."""
    world = open_ended().driver("Wu")
    day, travel = world.day(), world.travel()
    morning, noon = TimeWindow(opens=6 * 3600, closes=12 * 3600), TimeWindow(opens=12 * 3600, closes=20 * 3600)
    trips = [("market", [("A-rice", 50)])]
    made = plan(day, travel, [Run(trips=trips, shift=morning), Run(trips=trips, driver="Wu", shift=noon)])
    assert list(duty_shape(day, made)) == [
        at(RULE, 2, AT_A, "comes last, where an END at the vehicle's home is expected", "排在末位，此处应为回场收车")
    ]


def test_a_delivery_needs_a_load_before_it() -> None:
    """START, DELIVER, LOAD, DELIVER, END."""
    day, _, made = one_trip(one_shop())
    start, load, deliver, end = made.duties[0].visits
    assert list(duty_shape(day, with_visits(made, [start, deliver, load, deliver, end]))) == [
        at(RULE, 1, AT_A, "comes before any LOAD", "排在任何装货站之前")
    ]


def test_a_load_needs_a_delivery_after_it() -> None:
    """START, LOAD, LOAD, DELIVER, END: the first trip delivers nothing."""
    day, _, made = one_trip(one_shop())
    start, load, deliver, end = made.duties[0].visits
    assert list(duty_shape(day, with_visits(made, [start, load, load, deliver, end]))) == [
        at(RULE, 1, LOAD, "is followed by no DELIVER of its trip", "之后本趟次没有送货站")
    ]


def test_only_a_rest_stands_on_the_road() -> None:
    """A delivery without a place."""
    day, _, made = one_trip(one_shop())
    where = ("deliver at the road", "途中，送货")
    assert list(duty_shape(day, edited(made, 2, place=None))) == [at(RULE, 2, where, "names no place", "未写明地点")]


def test_a_rest_elsewhere_is_told_where_the_crew_stands() -> None:
    """After unloading at A the crew rests at the depot, without having driven there."""
    day, _, made = one_trip(one_shop())
    start, load, deliver, end = made.duties[0].visits
    assert list(duty_shape(day, with_visits(made, [start, load, deliver, standing_rest("depot"), end]))) == [
        at(RULE, 3, REST, "is a rest where the crew does not stand: it stands at A", "不是班组所在处：班组此时位于 A")
    ]


def test_a_rest_at_a_place_cannot_follow_one_on_the_road() -> None:
    """Half-way home the crew is at no place at all."""
    day, _, made = one_trip(one_shop())
    start, load, deliver, end = made.duties[0].visits
    visits = [start, load, deliver, standing_rest(None), standing_rest("depot"), end]
    assert list(duty_shape(day, with_visits(made, visits))) == [
        at(
            RULE,
            4,
            REST,
            "is a rest where the crew does not stand: it stands at the road",
            "不是班组所在处：班组此时位于 途中",
        )
    ]


def test_a_delivery_has_lines() -> None:
    """Nothing is handed over at A."""
    day, _, made = one_trip(one_shop())
    assert list(duty_shape(day, edited(made, 2, lines=()))) == [
        at(RULE, 2, AT_A, "has no lines, where at least one is expected", "没有货物明细，至少应有一行")
    ]


def test_an_end_has_no_lines() -> None:
    """The lines of visit 2 again at the depot."""
    day, _, made = one_trip(one_shop())
    assert list(duty_shape(day, edited(made, 3, lines=made.duties[0].visits[2].lines))) == [
        at(RULE, 3, END, "has 1 lines, where none is expected", "有 1 行货物明细，此处不应有")
    ]


@pytest.mark.parametrize("units", [0, -5])
def test_a_line_carries_at_least_one_unit(units: int) -> None:
    """Nobody loads less than nothing."""
    day, _, made = one_trip(one_shop())
    line = Line(demand="A-rice", good="rice", quantity=units)
    assert list(duty_shape(day, edited(made, 1, lines=(line,)))) == [
        at(
            RULE,
            1,
            LOAD,
            f"has {units} units of demand A-rice, where at least 1 is expected",
            f"需求 A-rice 的数量为 {units}，至少应为 1",
        )
    ]


def test_the_open_plan_of_these_tests_is_clean() -> None:
    """What was corrupted above is sound before."""
    checked(*one_trip(open_ended()))
