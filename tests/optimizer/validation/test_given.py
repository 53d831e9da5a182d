"""A plan to start from that is not, or not wholly, of this day."""

from dataclasses import replace
from datetime import date

import pytest

from optimizer.model.findings import InvalidDay, Severity
from optimizer.model.plan import Plan
from optimizer.validation.given import foreign_parts
from tests.builders import Town, town
from tests.optimizer.routing.test_day_given import duty, plan_of
from tests.optimizer.routing.worlds import crews, drop


def built() -> Town:
    return town().place("A").place("B").demand("A").demand("B")


def planned(*names: str, vehicle: str = "van") -> Plan:
    made = plan_of(built(), duty(crews(built()), 0, *(drop(name) for name in names)))
    return replace(made, duties=tuple(replace(d, crew=replace(d.crew, vehicle=vehicle)) for d in made.duties))


def test_a_plan_of_the_day_and_an_empty_one_draw_no_warning() -> None:
    """Partial is fine, and so is nothing at all."""
    assert foreign_parts(built().day(), planned("A")) == ()
    assert foreign_parts(built().day(), replace(planned("A"), duties=())) == ()


def test_a_plan_of_another_date_draws_a_warning() -> None:
    """Yesterday's plan is a good start where demands return; who meant today's is told."""
    plan = planned("A")
    (found,) = foreign_parts(built().day(), replace(plan, origin=replace(plan.origin, date=date(2022, 11, 20))))
    assert (found.code, found.severity, found.where.pointer) == ("W4401", Severity.WARNING, "start/origin/date")
    assert "2022-11-20" in found.message.en
    assert "2022-11-20" in found.message.zh


def test_deliveries_of_unknown_demands_are_counted_and_named() -> None:
    """Today nobody at B wants anything."""
    today = town().place("A").place("B").demand("A").day()
    (found,) = foreign_parts(today, planned("A", "B"))
    assert found.code == "W4402"
    assert "1 of 2 deliveries" in found.message.en
    assert "'B-rice' at 'B'" in found.message.en
    assert "2 个任务中有 1 个" in found.message.zh
    assert "需求“B-rice”" in found.message.zh


def test_a_demand_that_moved_to_another_place_is_another_demand() -> None:
    """The id is the same, the place is not: nothing of the plan is of this day."""
    today = town().place("A").place("B").demand("B", name="A-rice").day()
    with pytest.raises(InvalidDay):
        foreign_parts(today, planned("A"))


@pytest.mark.parametrize(
    ("plan", "what"), [(planned("A", vehicle="V9"), "vehicle 'V9'"), (planned("A", "B"), "demand 'A-rice' at 'A'")]
)
def test_a_plan_of_which_nothing_is_of_this_day_is_refused(plan: Plan, what: str) -> None:
    """Another fleet, or other demands: it is the wrong file, told in both languages with an example."""
    today = (built() if "V9" in what else town().place("C").demand("C")).day()
    with pytest.raises(InvalidDay) as caught:
        foreign_parts(today, plan)
    (found,) = caught.value.issues
    assert (found.code, found.severity) == ("E3401", Severity.ERROR)
    assert what in found.message.en
    assert "没有任何任务" in found.message.zh
    assert found.remedy.zh
