"""UNKNOWN_ID."""

from dataclasses import replace

import pytest

from optimizer.checker.check import check
from optimizer.checker.ids import unknown_id
from optimizer.model.findings import Rule
from optimizer.model.loads import Line
from tests.optimizer.checker.small import AT_A, at, of_crew, of_plan, one_shop, one_trip
from tests.plans import edited, with_crew


def test_a_plan_that_names_what_the_day_has_is_clean() -> None:
    """Vehicle, driver, places, demands and goods all exist, also in the list of unserved demands."""
    day, _, plan = one_trip(one_shop(), units=60)
    assert list(unknown_id(day, plan)) == []


def test_an_unknown_vehicle_is_named() -> None:
    """Nothing else is said of a vehicle nobody knows but that its costs are missing."""
    day, travel, plan = one_trip(one_shop())
    breaches = check(day, travel, with_crew(plan, vehicle="lorry"))
    assert breaches[0] == of_crew(
        Rule.UNKNOWN_ID,
        "names vehicle 'lorry', which the day does not have",
        "所列车辆 'lorry' 不在当日数据中",
        who="crew van/Li (vehicle lorry, driver Li)",
        who_zh="班组 van/Li（车辆 lorry，驾驶员 Li）",
    )
    assert {breach.rule for breach in breaches} == {Rule.UNKNOWN_ID, Rule.COST}


def test_an_unknown_driver_is_named() -> None:
    """Only the id is told: no licence, no shift, no call-up can be judged."""
    day, travel, plan = one_trip(one_shop())
    assert check(day, travel, with_crew(plan, driver="Wu")) == (
        of_crew(
            Rule.UNKNOWN_ID,
            "names driver 'Wu', which the day does not have",
            "所列驾驶员 'Wu' 不在当日数据中",
            who="crew van/Li (vehicle van, driver Wu)",
            who_zh="班组 van/Li（车辆 van，驾驶员 Wu）",
        ),
    )


def test_an_unknown_place_is_named_with_its_visit() -> None:
    """The legs to it and from it cannot be judged, so nothing else is told."""
    day, travel, plan = one_trip(one_shop())
    assert check(day, travel, edited(plan, 2, place="B")) == (
        at(
            Rule.UNKNOWN_ID,
            2,
            ("deliver at B", "B，送货"),
            "names place 'B', which the day does not have",
            "所列地点 'B' 不在当日数据中",
        ),
    )


def test_an_unknown_demand_and_an_unknown_good_are_named() -> None:
    """A line of visit 2 asks for what nobody wants of what nobody sells."""
    day, _, plan = one_trip(one_shop())
    line = Line(demand="B-salt", good="salt", quantity=100)
    assert list(unknown_id(day, edited(plan, 2, lines=(line,)))) == [
        at(Rule.UNKNOWN_ID, 2, AT_A, f"names {en}, which the day does not have", f"所列{zh} 不在当日数据中")
        for en, zh in (("demand 'B-salt'", "需求 'B-salt'"), ("good 'salt'", "物资 'salt'"))
    ]


@pytest.mark.parametrize(
    ("field", "en", "zh"), [("demand", "demand 'B'", "需求 'B'"), ("good", "good 'B'", "物资 'B'")]
)
def test_an_unknown_id_among_the_unserved_is_named(field: str, en: str, zh: str) -> None:
    """40 of 100 kg are unserved, under a name nobody knows."""
    day, _, plan = one_trip(one_shop(), units=60)
    entry = replace(plan.unserved[0], **{field: "B"})
    assert list(unknown_id(day, replace(plan, unserved=(entry,)))) == [
        of_plan(
            Rule.UNKNOWN_ID,
            f"the list of unserved demands names {en}, which the day does not have",
            f"未满足清单中的{zh} 不在当日数据中",
        )
    ]
