"""``check`` as a whole."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest

import optimizer.checker
from optimizer.checker.check import check
from optimizer.checker.say import clock
from optimizer.model.findings import Rule
from tests.checked import checked
from tests.optimizer.checker.small import one_shop, one_trip
from tests.plans import Run, edited, plan

CODE = sorted(Path(optimizer.checker.__file__).parent.glob("*.py"))
BREACHES = Path(__file__).parents[3] / "docs" / "breaches.md"


def test_the_helper_of_all_tests_refuses_a_broken_plan() -> None:
    """One second is enough."""
    day, travel, made = one_trip(one_shop())
    with pytest.raises(AssertionError, match=r"clock \+1: crew van/Li, visit 2"):
        checked(day, travel, edited(made, 2, arrive_s=22_801))


def test_breaches_come_rule_by_rule() -> None:
    """A wrong drive, a wrong weight and a wrong price: told in the order of the rules, whatever their place."""
    day, travel, made = one_trip(one_shop())
    odd = edited(edited(made, 1, drive_s=1), 2, grams_after=5)
    odd = replace(odd, cost=replace(odd.cost, fixed_cents=0))
    assert [breach.rule for breach in check(day, travel, odd)] == [Rule.LOAD_ACCOUNT, Rule.TRAVEL_TIME, Rule.COST]


def test_two_crews_are_judged_each_by_its_own_visits() -> None:
    """Two vans, two drivers, two shops; the second is corrupted, and the second is told."""
    world = one_shop().place("B").demand("B", quantity=50).vehicle("truck").driver("Wu")
    day, travel = world.day(), world.travel()
    runs = [
        Run(trips=[("market", [("A-rice", 100)])]),
        Run(trips=[("market", [("B-rice", 50)])], vehicle="truck", driver="Wu"),
    ]
    made = checked(day, travel, plan(day, travel, runs))
    [breach] = check(day, travel, edited(made, 2, duty=1, drive_m=0))
    assert (breach.crew, breach.visit, breach.excess) == ("truck/Wu", 2, 6000)


def test_the_checker_imports_the_nouns_alone() -> None:
    """Nothing of the solver, nothing third-party: what it shares is data."""
    shared = ("optimizer.model", "optimizer.checker", "graphs.leg", "graphs.profiles")
    allowed = (*shared, "collections", "typing", "fractions", "math")
    for file in CODE:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert all(name.startswith(allowed) for name in names), (file.name, names)


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_is_made_somewhere_and_explained(rule: Rule) -> None:
    """The closed list, the code and the document agree."""
    assert any(f"Rule.{rule.name}" in file.read_text(encoding="utf-8") for file in CODE)
    assert f"### {rule.value}\n" in BREACHES.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "00:00:00"), (30_061, "08:21:01"), (93_600, "26:00:00"), (-1, "-00:00:01"), (-5_400, "-01:30:00")],
)
def test_clocks_count_on_after_midnight_and_back_before_it(seconds: int, shown: str) -> None:
    """Tomorrow is past 24 h, yesterday is negative."""
    assert clock(seconds) == shown


def test_a_place_is_told_by_its_name_and_its_id() -> None:
    """S7 is known to drivers as 观音桥市场."""
    world = one_shop()
    world.places["A"] = replace(world.places["A"], name="观音桥市场")
    day, travel, made = one_trip(world)
    [breach] = check(day, travel, edited(made, 2, arrive_s=22_801))
    assert "(deliver at 观音桥市场 (A))" in breach.message.en
    assert "（观音桥市场 (A)，送货）" in breach.message.zh
