"""COST."""

from dataclasses import fields, replace

import pytest

from optimizer.checker.check import check
from optimizer.checker.cost import cost
from optimizer.model.demands import Priority
from optimizer.model.findings import Rule
from optimizer.model.plan import Cost, Plan
from tests.builders import Town
from tests.checked import checked
from tests.optimizer.checker.small import of_plan, one_shop, one_trip
from tests.plans import Run, edited, plan

KINDS = {
    "fixed_cents": ("fixed cost", "固定费用", 10_000),
    "distance_cents": ("distance cost", "里程费用", 3_600),
    "time_cents": ("time cost", "工时费用", 2_000),
    "call_up_cents": ("call-up cost", "征调费用", 5_000),
    "late_cents": ("lateness cost", "迟到费用", 5_000),
}


def priced() -> Town:
    """18 km at 2 yuan, 30 min of driving at 40 yuan an hour, Li called up for 50 yuan, A served 5 min late."""
    return one_shop().driver("Li", call_up_cents=5_000).demand("A", due="06:15")


def test_the_cost_of_a_plan_is_the_sum_of_its_parts() -> None:
    """100 + 36 + 20 + 50 + 50 yuan."""
    _, _, made = one_trip(priced())
    assert made.cost == Cost(**{field: cents for field, (_, _, cents) in KINDS.items()})
    assert made.cost.total_cents == 25_600
    assert set(KINDS) == {field.name for field in fields(Cost)}


@pytest.mark.parametrize("field", KINDS)
def test_a_kind_of_cost_claimed_wrong_is_told(field: str) -> None:
    """A cent less than it is."""
    day, travel, made = one_trip(priced())
    en, zh, cents = KINDS[field]
    odd = replace(made, cost=replace(made.cost, **{field: cents - 1}))
    assert check(day, travel, odd) == (
        of_plan(
            Rule.COST,
            f"the plan's {en} is said to be {cents - 1} cents, but it is {cents} cents",
            f"方案的{zh}记录为 {cents - 1} 分，实际应为 {cents} 分",
            excess=1,
        ),
    )


def test_prices_are_rounded_down_once_a_duty() -> None:
    """18,000 m at 1 cent a km are 18; 1800 s at 3 cents an hour are 1.5, so 1."""
    _, _, made = one_trip(one_shop().vehicle("van", cents_per_km=1, cents_per_hour=3))
    assert (made.cost.distance_cents, made.cost.time_cents) == (18, 1)


@pytest.mark.parametrize(("tier", "cents"), [(Priority.DAILY, 17), (Priority.SPECIAL, 167), (Priority.LIFE, 1_667)])
def test_lateness_is_dearer_by_tier_and_rounded_up(tier: Priority, cents: int) -> None:
    """A second late at 600 yuan an hour: 16.67 cents, ten times, a hundred times."""
    world = one_shop().demand("A", due="06:20", priority=tier).drive("market", "A", 601)
    _, _, made = one_trip(world)
    assert (made.duties[0].visits[2].late_s, made.cost.late_cents) == (1, cents)


def test_a_visit_pays_the_price_of_its_most_urgent_demand() -> None:
    """Rice of life and daily flour in one visit, 300 s late: 100 times 50 yuan."""
    world = one_shop().good("flour").stock("market", "flour", 100).demand("A", due="06:15", priority=Priority.LIFE)
    world.demand("A", "flour", due="06:15")
    day, travel = world.day(), world.travel()
    made = checked(day, travel, plan(day, travel, [Run(trips=[("market", [[("A-rice", 100), ("A-flour", 100)]])])]))
    assert made.cost.late_cents == 500_000


def test_cost_does_not_believe_the_drives_of_the_plan() -> None:
    """Metres and seconds of every visit set to 0: the roads still take 18 km and 30 min."""
    day, travel, made = one_trip(priced())
    odd: Plan = made
    for number in range(4):
        odd = edited(odd, number, drive_s=0, drive_m=0)
    assert list(cost(day, travel, odd)) == []
