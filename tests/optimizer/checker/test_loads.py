"""CAPACITY_WEIGHT, CAPACITY_VOLUME and LOAD_ACCOUNT."""

from dataclasses import replace

import pytest

from optimizer.checker.check import check
from optimizer.checker.loads import capacity_weight, load_account
from optimizer.model.findings import Rule
from optimizer.model.loads import Line
from tests.checked import checked
from tests.optimizer.checker.small import AT_A, LOAD, at, one_shop, one_trip
from tests.plans import Run, edited, plan


def test_a_van_may_be_full_to_the_gram_and_the_litre() -> None:
    """100 units of 1 kg and 2 l in a van of 100 kg and 200 l."""
    checked(*one_trip(one_shop().vehicle("van", kilograms=100, capacity_litres=200)))


def test_more_grams_than_the_van_carries_are_told() -> None:
    """100 kg in a van of 99 kg."""
    _, travel, made = one_trip(one_shop())
    assert check(one_shop().vehicle("van", kilograms=99).day(), travel, made) == (
        at(
            Rule.CAPACITY_WEIGHT,
            1,
            LOAD,
            "leaves with 100000 g on board, but vehicle van carries 99000 g",
            "离开时载重 100000 克，而车辆 van 限载 99000 克",
            excess=1000,
        ),
    )


def test_more_litres_than_the_van_holds_are_told() -> None:
    """200 l in a van of 150 l."""
    _, travel, made = one_trip(one_shop())
    assert check(one_shop().vehicle("van", capacity_litres=150).day(), travel, made) == (
        at(
            Rule.CAPACITY_VOLUME,
            1,
            LOAD,
            "leaves with 200 l on board, but vehicle van holds 150 l",
            "离开时装载 200 升，而车辆 van 容积为 150 升",
            excess=50,
        ),
    )


def test_each_trip_starts_empty() -> None:
    """60 kg, back to the market, 40 kg: never more than 60 in a van of 60."""
    world = one_shop().vehicle("van", kilograms=60)
    day, travel = world.day(), world.travel()
    run = Run(trips=[("market", [("A-rice", 60)]), ("market", [("A-rice", 40)])])
    made = checked(day, travel, plan(day, travel, [run]))
    assert [visit.grams_after for visit in made.duties[0].visits] == [0, 60_000, 0, 40_000, 0, 0]


def test_each_trip_too_heavy_is_told() -> None:
    """Two trips of 60 and 40 kg with a van of 30 kg."""
    world = one_shop()
    day, travel = world.day(), world.travel()
    run = Run(trips=[("market", [("A-rice", 60)]), ("market", [("A-rice", 40)])])
    breaches = capacity_weight(one_shop().vehicle("van", kilograms=30).day(), plan(day, travel, [run]))
    assert [(breach.visit, breach.excess) for breach in breaches] == [(1, 30_000), (3, 10_000)]


def test_what_is_said_to_be_on_board_is_true() -> None:
    """99,999 g claimed when leaving the market with 100 kg."""
    day, travel, made = one_trip(one_shop())
    assert check(day, travel, edited(made, 1, grams_after=99_999)) == (
        at(
            Rule.LOAD_ACCOUNT,
            1,
            LOAD,
            "claims 99999 g on board when leaving, but it is 100000 g",
            "记录离开时车上有 99999 克，实际应为 100000 克",
            excess=1,
        ),
    )


def test_litres_on_board_are_true_too() -> None:
    """7 l claimed when leaving A empty."""
    day, travel, made = one_trip(one_shop())
    assert check(day, travel, edited(made, 2, litres_after=7)) == (
        at(
            Rule.LOAD_ACCOUNT,
            2,
            AT_A,
            "claims 7 l on board when leaving, but it is 0 l",
            "记录离开时车上有 7 升，实际应为 0 升",
            excess=7,
        ),
    )


def rice(units: int) -> tuple[Line, ...]:
    return (Line(demand="A-rice", good="rice", quantity=units),)


def test_what_is_loaded_is_handed_over() -> None:
    """120 loaded (as the weights on the sheet say), 100 handed over: 20 stay on board."""
    day, _, made = one_trip(one_shop())
    odd = edited(edited(made, 1, lines=rice(120), grams_after=120_000, litres_after=240), 2, grams_after=20_000)
    odd = edited(edited(odd, 2, litres_after=40), 3, grams_after=20_000, litres_after=40)
    assert list(load_account(day, odd)) == [
        at(
            Rule.LOAD_ACCOUNT,
            1,
            LOAD,
            "loads 20 rice of demand A-rice that the trip never hands over",
            "所装需求 A-rice 的 rice 有 20 件本趟次未交付",
            excess=20,
        )
    ]


def test_what_was_not_loaded_cannot_be_handed_over() -> None:
    """90 loaded, 100 handed over: 10 come from nowhere, and the sheet's 0 g at A should be -10 kg."""
    day, _, made = one_trip(one_shop())
    odd = edited(made, 1, lines=rice(90), grams_after=90_000, litres_after=180)
    assert next(load_account(day, odd)) == at(
        Rule.LOAD_ACCOUNT,
        2,
        AT_A,
        "hands over 100 rice of demand A-rice, but 90 are on board",
        "交付需求 A-rice 的 rice 100 件，而车上只有 90 件",
        excess=10,
    )


def test_the_load_of_one_trip_does_not_serve_the_next() -> None:
    """Two trips of 50: the first hands over 40, the second 60."""
    world = one_shop()
    day, travel = world.day(), world.travel()
    made = plan(day, travel, [Run(trips=[("market", [("A-rice", 50)]), ("market", [("A-rice", 50)])])])
    odd = edited(edited(made, 2, lines=rice(40)), 4, lines=rice(60))
    units = [(b.visit, b.excess) for b in load_account(day, odd) if "rice" in b.message.en]
    assert units == [(1, 10), (4, 10)]


@pytest.mark.parametrize("field", ["demand", "good"])
def test_a_line_is_handed_over_as_it_was_loaded(field: str) -> None:
    """Loaded under one name, handed over under another: one is missing, one left over."""
    world = one_shop().good("flour").demand("A", "flour")
    day, _, made = one_trip(world)
    name = {"demand": "A-flour", "good": "flour"}[field]
    line = replace(made.duties[0].visits[2].lines[0], **{field: name})
    units = [(b.visit, b.excess) for b in load_account(day, edited(made, 2, lines=(line,)))]
    assert units == [(2, 100), (1, 100)]


def test_a_line_below_zero_takes_nothing_off_the_books() -> None:
    """-5 handed over leaves 105 of 100 on board."""
    day, _, made = one_trip(one_shop())
    told = [(b.visit, b.excess) for b in load_account(day, edited(made, 2, lines=rice(-5)))]
    assert (1, 105) in told
