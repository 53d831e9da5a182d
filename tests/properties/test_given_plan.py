"""Any plan, however spoiled, can be a start: what comes out is a plan that the checker finds nothing in."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from optimizer.crews.pairing import pair
from optimizer.model.budget import Budget, Unwatched
from optimizer.model.given import ChangePrices, GivenPlan
from optimizer.model.plan import DutyPlan, Plan, Visit, VisitKind
from optimizer.plan import plan_day
from optimizer.routing.layout.day_given import duties_of_plan
from optimizer.routing.solve import route
from optimizer.supply.allocate import allocate
from optimizer.timetable.cost import cost
from optimizer.timetable.timetable import timetable
from tests.builders import Town
from tests.checked import checked
from tests.properties.days import small_days
from tests.properties.greedy import greedy_plan

SLOW = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
PRICES = st.sampled_from(
    (ChangePrices(), ChangePrices(other_crew_cents=900, other_turn_cents=70, cents_per_hour=4_000, tolerance_s=60))
)


@st.composite
def spoiled(draw: st.DrawFn, plan: Plan) -> Plan:
    """Duties lost, doubled and mixed up; visits lost, doubled, swapped between duties; crews and quantities changed."""
    duties = [draw(_duty(one)) for one in draw(st.permutations(plan.duties * draw(st.integers(1, 2))))]
    if len(duties) > 1 and draw(st.booleans()):
        crews = draw(st.permutations([one.crew for one in duties]))
        duties = [replace(one, crew=crew) for one, crew in zip(duties, crews, strict=True)]
    return replace(plan, duties=tuple(duties[: draw(st.integers(0, len(duties)))]))


@st.composite
def _duty(draw: st.DrawFn, duty: DutyPlan) -> DutyPlan:
    visits = list(duty.visits)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(visits)))
        how = draw(st.sampled_from(("lose", "double", "move", "resize")))
        if at >= len(visits):
            continue
        if how == "lose":
            del visits[at]
        elif how == "double":
            visits.insert(draw(st.integers(0, len(visits))), visits[at])
        elif how == "move":
            visits.insert(draw(st.integers(0, len(visits) - 1)), visits.pop(at))
        else:
            visits[at] = _resized(visits[at], draw(st.integers(-5, 500)))
    return replace(duty, visits=tuple(visits))


def _resized(visit: Visit, quantity: int) -> Visit:
    return replace(visit, lines=tuple(replace(line, quantity=quantity) for line in visit.lines))


@SLOW
@given(small_days(), st.data())
def test_any_spoiled_plan_can_be_a_start_and_the_result_keeps_every_rule(town: Town, data: st.DataObject) -> None:
    """Spoiled in up to a dozen ways, with prices of changes and without."""
    day, travel = town.day(), town.travel()
    start = GivenPlan(plan=data.draw(spoiled(greedy_plan(day, travel))), prices=data.draw(PRICES))
    budget = Budget(iterations=40)
    checked(day, travel, plan_day(day, travel, roads="table", budget=budget, seed=1, watch=Unwatched(), given=start))


@settings(SLOW, max_examples=60)
@given(small_days())
def test_a_plan_of_our_own_is_never_worse_than_the_one_it_started_from(town: Town) -> None:
    """Crews and drops are the same, so every stop is known; with the same drops left out, it costs no cent more."""
    day, travel = town.day(), town.travel()
    loads = allocate(day, travel)
    crews = pair(day, travel, loads, seed=1)
    first = route(day, travel, loads, crews, budget=Budget(iterations=60), seed=3, watch=Unwatched())
    made = timetable(day, travel, first)
    plan = replace(greedy_plan(day, travel), duties=made)
    start = duties_of_plan(plan, loads.drops, crews)
    visits = [visit for duty in made for visit in duty.visits if visit.kind is VisitKind.DELIVER]
    assert sum(len(trip.drops) for duty in start for trip in duty.trips) == len(visits)
    again = route(day, travel, loads, crews, budget=Budget(iterations=2), seed=8, watch=Unwatched(), start=start)
    if again.left_out == first.left_out:
        price = cost(day, timetable(day, travel, again)).total_cents
        assert price <= cost(day, made).total_cents + 2 + len(visits)
