"""Any valid small day: its plan passes the checker, which shares no arithmetic with what made it."""

from collections import Counter

from hypothesis import HealthCheck, given, settings

from optimizer.model.budget import Budget, Unwatched
from optimizer.model.plan import Plan, VisitKind
from optimizer.plan import plan_day
from tests.builders import Town
from tests.checked import checked
from tests.properties.days import small_days

SLOW = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def planned(town: Town, *, seed: int = 1, iterations: int = 100) -> Plan:
    day, travel = town.day(), town.travel()
    budget = Budget(iterations=iterations)
    return plan_day(day, travel, roads="table", budget=budget, seed=seed, watch=Unwatched())


@SLOW
@given(small_days())
def test_any_plan_passes_the_checker_and_accounts_for_every_unit(town: Town) -> None:
    """Served and unserved add up to what was demanded, and the independent checker finds no breach."""
    day = town.day()
    plan = checked(day, town.travel(), planned(town))
    found: Counter[str] = Counter()
    for duty in plan.duties:
        for visit in duty.visits:
            if visit.kind is VisitKind.DELIVER:
                found.update({line.demand: line.quantity for line in visit.lines})
    for unserved in plan.unserved:
        found[unserved.demand] += unserved.quantity
    assert found == Counter({demand.id: demand.quantity for demand in day.demands.values()})


@settings(SLOW, max_examples=15)
@given(small_days())
def test_the_same_seed_and_iterations_give_the_same_plan(town: Town) -> None:
    """Two runs agree in every visit, every driver and every reason."""
    one, other = planned(town, seed=7), planned(town, seed=7)
    assert (one.duties, one.unserved, one.cost) == (other.duties, other.unserved, other.cost)
