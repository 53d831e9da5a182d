"""STOCK, SPLIT and DEMAND_ACCOUNT."""

from dataclasses import replace

import pytest

from optimizer.checker.accounts import demand_account, split, stock
from optimizer.checker.check import check
from optimizer.model.findings import Rule
from optimizer.model.loads import Line
from tests.builders import Town, window
from tests.checked import checked
from tests.optimizer.checker.small import AT_A, LOAD, at, of_plan, one_shop, one_trip
from tests.plans import Run, edited, plan, plan_of


def stocked(*lots: tuple[int, str]) -> Town:
    """The usual shop, with these lots (units, ready) of rice at the market."""
    world = one_shop()
    world.stocks.clear()
    for units, ready in lots:
        world.stock("market", "rice", units, ready=ready)
    return world


def test_stock_may_be_taken_to_the_last_unit_the_moment_it_is_ready() -> None:
    """100 kg ready at 06:30: the van waits at the market until then."""
    _, _, made = one_trip(stocked((100, "06:30")))
    assert made.duties[0].visits[1].begin_s == 6 * 3600 + 1800


def test_more_than_the_stock_is_told() -> None:
    """100 taken, 80 there."""
    _, travel, made = one_trip(one_shop())
    assert check(stocked((80, "00:00")).day(), travel, made) == (
        at(
            Rule.STOCK,
            1,
            LOAD,
            "takes 100 rice: 100 taken there by 06:10:00, but 80 are ready by then",
            "装走 rice 100 件：截至 06:10:00 已装 100 件，届时可装仅 80 件",
            excess=20,
        ),
    )


def test_stock_is_not_taken_before_it_is_ready() -> None:
    """60 of 100 lie there at 06:10, 40 come at 06:11."""
    _, travel, made = one_trip(one_shop())
    [breach] = check(stocked((60, "06:00"), (40, "06:11")).day(), travel, made)
    assert (breach.rule, breach.visit, breach.excess) == (Rule.STOCK, 1, 40)


def test_stock_is_taken_in_the_order_of_the_clock_not_of_the_plan() -> None:
    """Wu's van loads 50 at 06:10, Li's 50 at 12:10; 90 are there: it is Li, listed first, who finds 40."""
    world = one_shop().vehicle("truck").driver("Wu")
    runs = [
        Run(trips=[("market", [("A-rice", 50)])], shift=window("12:00-20:00")),
        Run(trips=[("market", [("A-rice", 50)])], vehicle="truck", driver="Wu"),
    ]
    made = plan(world.day(), world.travel(), runs)
    scarce = stocked((90, "00:00")).vehicle("truck").driver("Wu").day()
    assert [(b.crew, b.visit, b.excess) for b in stock(scarce, made)] == [("van/Li", 1, 10)]


def test_each_good_and_place_has_its_own_stock() -> None:
    """A place without stock gives nothing: the trip loads at A."""
    day, _, made = one_trip(one_shop())
    [breach] = stock(day, edited(made, 1, place="A"))
    assert breach.excess == 100


def test_a_line_below_zero_gives_no_stock_back() -> None:
    """-50 and 130 in one LOAD take 130 of 100."""
    _, _, made = one_trip(one_shop())
    lines = tuple(Line(demand="A-rice", good="rice", quantity=units) for units in (-50, 130))
    [breach] = stock(stocked((100, "00:00")).day(), edited(made, 1, lines=lines))
    assert breach.excess == 30


def test_a_demand_that_stays_whole_comes_in_one_visit() -> None:
    """All 100 at once; or nothing at all."""
    day, travel, _ = one_trip(one_shop().demand("A", splittable=False))
    checked(day, travel, plan_of(day, []))


def in_two_trips(world: Town) -> Run:
    return Run(trips=[("market", [("A-rice", 60)]), ("market", [("A-rice", 40)])])


def test_a_splittable_demand_may_come_in_parts() -> None:
    """60 and 40."""
    world = one_shop()
    checked(world.day(), world.travel(), plan(world.day(), world.travel(), [in_two_trips(world)]))


def test_a_demand_that_stays_whole_is_not_brought_in_two_visits() -> None:
    """60 and 40: told at the second."""
    world = one_shop().demand("A", splittable=False)
    made = plan(world.day(), world.travel(), [in_two_trips(world)])
    assert check(world.day(), world.travel(), made) == (
        at(
            Rule.SPLIT,
            4,
            AT_A,
            "brings demand A-rice in visit 2 of 2, but it must come in 1",
            "是需求 A-rice 的第 2 次送货（共 2 次），该需求须一次送达",
            excess=1,
        ),
    )


def test_a_demand_that_stays_whole_is_not_brought_in_part() -> None:
    """60 of 100, the rest listed as unserved."""
    _, travel, made = one_trip(one_shop(), units=60)
    assert check(one_shop().demand("A", splittable=False).day(), travel, made) == (
        at(
            Rule.SPLIT,
            2,
            AT_A,
            "brings 60 units of demand A-rice, but it must come whole: 100 units",
            "送达需求 A-rice 60 件，该需求须整单 100 件一次送达",
            excess=40,
        ),
    )


def test_two_lines_of_one_visit_are_one_visit() -> None:
    """60 and 40 handed over together."""
    day, _, made = one_trip(one_shop().demand("A", splittable=False))
    lines = tuple(Line(demand="A-rice", good="rice", quantity=units) for units in (60, 40))
    assert list(split(day, edited(made, 2, lines=lines))) == []


def test_served_and_unserved_make_up_the_demand() -> None:
    """60 delivered, 40 unserved, 100 asked for."""
    _, _, made = one_trip(one_shop(), units=60)
    assert [entry.quantity for entry in made.unserved] == [40]


def test_a_unit_that_nobody_accounts_for_is_told() -> None:
    """60 delivered, 39 unserved."""
    day, travel, made = one_trip(one_shop(), units=60)
    short = replace(made, unserved=(replace(made.unserved[0], quantity=39),))
    assert check(day, travel, short) == (
        of_plan(
            Rule.DEMAND_ACCOUNT,
            "demand A-rice is 60 delivered + 39 unserved = 99 units, but 100 were asked for",
            "需求 A-rice 已送 60 + 未满足 39 = 99 件，而需求量为 100 件",
            excess=1,
        ),
    )


def test_a_demand_left_out_of_the_plan_altogether_is_told() -> None:
    """B asks for 70 kg; the plan does not know B."""
    _, travel, made = one_trip(one_shop())
    [breach] = check(one_shop().place("B").demand("B", quantity=70).day(), travel, made)
    assert (breach.rule, breach.excess) == (Rule.DEMAND_ACCOUNT, 70)


def test_an_unserved_entry_of_nothing_is_told() -> None:
    """100 delivered, and 0 units listed as unserved."""
    day, travel, made = one_trip(one_shop())
    entry = replace(one_trip(one_shop(), units=60)[2].unserved[0], quantity=0)
    assert check(day, travel, replace(made, unserved=(entry,))) == (
        of_plan(
            Rule.DEMAND_ACCOUNT,
            "demand A-rice is listed as unserved with 0 units, where at least 1 is expected",
            "需求 A-rice 在未满足清单中的数量为 0，至少应为 1",
            excess=1,
        ),
    )


def test_an_unserved_entry_names_the_good_asked_for() -> None:
    """40 kg of flour are listed as unserved, where rice was asked for."""
    day, travel, made = one_trip(one_shop().good("flour"), units=60)
    odd = replace(made, unserved=(replace(made.unserved[0], good="flour"),))
    assert check(day, travel, odd) == (
        of_plan(
            Rule.DEMAND_ACCOUNT,
            "demand A-rice is listed as unserved in flour, but it asks for rice",
            "需求 A-rice 在未满足清单中的物资为 flour，而该需求的物资为 rice",
            excess=40,
        ),
    )


def test_goods_handed_over_at_another_place_serve_nobody() -> None:
    """The rice of A is brought to the depot."""
    day, _, made = one_trip(one_shop())
    assert list(demand_account(day, edited(made, 2, place="depot"))) == [
        at(
            Rule.DEMAND_ACCOUNT,
            2,
            ("deliver at depot", "depot，送货"),
            "hands over demand A-rice, which is wanted at A",
            "交付需求 A-rice，而该需求的地点为 A",
            excess=100,
        )
    ]


def test_another_good_serves_nobody() -> None:
    """Flour for A, which asks for rice."""
    day, _, made = one_trip(one_shop().good("flour"))
    line = Line(demand="A-rice", good="flour", quantity=100)
    assert list(demand_account(day, edited(made, 2, lines=(line,)))) == [
        at(
            Rule.DEMAND_ACCOUNT,
            2,
            AT_A,
            "hands over flour for demand A-rice, which asks for rice",
            "以 flour 交付需求 A-rice，而该需求的物资为 rice",
            excess=100,
        )
    ]


@pytest.mark.parametrize("units", [99, 101])
def test_a_line_mistyped_by_one_unbalances_load_and_demand(units: int) -> None:
    """Both books show it."""
    day, travel, made = one_trip(one_shop())
    line = Line(demand="A-rice", good="rice", quantity=units)
    rules = {breach.rule for breach in check(day, travel, edited(made, 2, lines=(line,)))}
    assert rules == {Rule.LOAD_ACCOUNT, Rule.DEMAND_ACCOUNT}
