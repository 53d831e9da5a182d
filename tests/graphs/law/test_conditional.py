"""Conditional values as they stand in real extracts, and the hours in them."""

from datetime import date

import pytest

from graphs.geo import Position
from graphs.law.classes import ALL, BIT, VehicleClass
from graphs.law.conditional import Clause, Unread, clauses
from graphs.law.edgelaw import Measure, Quantity, When
from graphs.law.hours import are_hours, intervals

MONDAY, SATURDAY, SUNDAY = date(2022, 11, 21), date(2022, 11, 26), date(2022, 11, 27)
CHONGQING = Position(106.5, 29.5)
DAY_S = 86_400


def hours(text: str, day: date, where: Position | None = None) -> list[tuple[float, float]]:
    """Intervals of a day, in hours."""
    return [(begin / 3600, end / 3600) for begin, end in intervals(text, day, 0, DAY_S, where)]


def test_hours_and_weight_are_joined_by_and() -> None:
    heavy = Measure(Quantity.GROSS_KG, ">", 7_500)
    assert clauses("no @ (7:30-19:00 AND weight>7.5)") == [Clause("no", When(hours="7:30-19:00", measures=(heavy,)))]


def test_semicolons_inside_brackets_belong_to_the_hours() -> None:
    found = clauses("yes @ (Mo-Fr 16:00-11:00;Sa 00:00-11:00)")
    assert found == [Clause("yes", When(hours="Mo-Fr 16:00-11:00;Sa 00:00-11:00"))]


def test_semicolons_outside_brackets_divide_clauses() -> None:
    found = clauses("no @ Mo-Fr 07:00-09:00; destination @ (weight>3.5 t AND length<=12)")
    measures = (Measure(Quantity.GROSS_KG, ">", 3_500), Measure(Quantity.LENGTH_CM, "<=", 1_200))
    assert found == [Clause("no", When(hours="Mo-Fr 07:00-09:00")), Clause("destination", When(measures=measures))]


@pytest.mark.parametrize("word", ["destination", "delivery", "loading"])
def test_what_holds_for_deliveries_holds_for_us(word: str) -> None:
    assert clauses(f"none @ {word}") == [Clause("none", When(calls=True))]


def test_what_holds_for_permits_waits_for_one() -> None:
    assert clauses("yes @ permit") == [Clause("yes", When(needs_permit=True))]


def test_a_mode_in_a_condition_narrows_the_classes() -> None:
    found = clauses("no @ (bus AND Mo)")
    assert found == [Clause("no", When(hours="Mo"), BIT[VehicleClass.BUS])]
    assert clauses("no @ Mo") == [Clause("no", When(hours="Mo"), ALL)]


@pytest.mark.parametrize("text", ["no @ (wet)", "no @ (occupants>2)", "no @ (weight>heavy)", "no @ (Mo AND Tu)", "no"])
def test_what_nobody_can_judge_is_given_back(text: str) -> None:
    assert clauses(text) == [Unread(text)]


def test_what_is_unread_does_not_hide_what_follows() -> None:
    assert clauses("no @ (wet); no @ (Su)") == [Unread("no @ (wet)"), Clause("no", When(hours="Su"))]


def test_night_hours_reach_into_the_next_morning() -> None:
    """From Monday 16:00 to Tuesday 11:00, and so on; on Monday morning nothing is left over from Sunday."""
    text = "Mo-Fr 16:00-11:00;Sa 00:00-11:00"
    assert hours(text, MONDAY) == [(16, 24)]
    assert hours(text, SATURDAY) == [(0, 11)]
    assert hours(text, SUNDAY) == []


def test_dates_with_years_hold_in_their_year() -> None:
    text = "2016 Apr 25 - 2016 Sep 26"
    assert hours(text, date(2016, 9, 26)) == [(0, 24)]
    assert hours(text, date(2016, 9, 27)) == []
    assert hours(text, date(2017, 6, 1)) == []


@pytest.mark.parametrize(
    ("text", "monday", "sunday"),
    [
        ("Su 00:00-24:00; Mo-Sa 00:00-06:00,23:00-24:00", [(0, 6), (23, 24)], [(0, 24)]),
        ("Mo-Fr 07:00-19:00; Sa 07:00-14:00", [(7, 19)], []),
        ("Su, Mo-Sa 20:00-06:00", [(20, 24)], [(0, 24)]),
        ("Su 00:00-24:00; Mo-Fr 00:00-09:00,19:00-00:00; Sa 00:00-09:00,13:00-00:00", [(0, 9), (19, 24)], [(0, 24)]),
        ("Tu-Su 12:00-19:00; Th 12:00-21:00", [], [(12, 19)]),
        ("Sa,Su,PH 07:00-20:00", [], [(7, 20)]),
        ("Su 09:00-18:00", [], [(9, 18)]),
    ],
)
def test_hours_of_real_signs(text: str, monday: list[tuple[float, float]], sunday: list[tuple[float, float]]) -> None:
    assert [hours(text, MONDAY), hours(text, SUNDAY)] == [monday, sunday]


def test_public_holidays_are_those_of_the_country() -> None:
    """1 October 2021, a Friday, is National Day in China; elsewhere it is a Friday."""
    assert hours("PH 07:00-20:00", date(2021, 10, 1), CHONGQING) == [(7, 20)]
    assert hours("PH 07:00-20:00", date(2021, 10, 1), Position(-51.2, -30.0)) == []


def test_sunrise_is_that_of_the_place() -> None:
    """In Chongqing the sun rises on 21 November at about 07:20 by the clock."""
    (_, dawn), _ = hours("sunset-sunrise", MONDAY, CHONGQING)
    assert 7.2 < dawn < 7.6


def test_a_period_may_reach_beyond_the_day() -> None:
    """Night hours from the evening before to the morning after, in seconds from midnight."""
    found = intervals("22:00-06:00", MONDAY, -3 * 3600, 30 * 3600, None)
    assert found == ((-2 * 3600, 6 * 3600), (22 * 3600, 30 * 3600))


def test_hours_are_told_from_other_words() -> None:
    assert are_hours("Mo-Fr 07:00-19:00; PH off")
    assert not are_hours("wet")
