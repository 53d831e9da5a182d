"""Properties of the checker: correct plans pass, every mutation is named, nothing makes it fall over."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from graphs.travel import TravelTimes
from optimizer.checker.check import check
from optimizer.model.day import Day
from optimizer.model.findings import Rule
from optimizer.model.loads import Line
from optimizer.model.plan import Plan, Visit, VisitKind
from optimizer.model.windows import TimeWindow
from tests.builders import Town
from tests.checked import checked
from tests.plans import edited, with_crew, with_visits
from tests.properties.days import small_days
from tests.properties.greedy import greedy_plan

World = tuple[Day, TravelTimes, Plan]
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
BRIEF = settings(QUICK, max_examples=6)


@st.composite
def planned(draw: st.DrawFn) -> World:
    """A day with a plan in which at least one crew drives."""
    built: Town = draw(small_days())
    day, travel = built.day(), built.travel()
    made = greedy_plan(day, travel)
    assume(made.duties)
    return day, travel, made


@QUICK
@given(small_days())
def test_a_correct_plan_of_any_small_day_passes(built: Town) -> None:
    """Walked by hand in tests/plans.py, judged by the checker: two longhands, one physics."""
    day, travel = built.day(), built.travel()
    made = checked(day, travel, greedy_plan(day, travel))
    event(f"{len(made.duties)} duties")


def first(plan: Plan, kind: VisitKind) -> tuple[int, Visit]:
    return next((number, visit) for number, visit in enumerate(plan.duties[0].visits) if visit.kind is kind)


def deliver(**parts: Callable[[Visit], Any]) -> Callable[[Plan], Plan]:
    return at(VisitKind.DELIVER, **parts)


def load(**parts: Callable[[Visit], Any]) -> Callable[[Plan], Plan]:
    return at(VisitKind.LOAD, **parts)


def at(kind: VisitKind, /, **parts: Callable[[Visit], Any]) -> Callable[[Plan], Plan]:
    def mutate(plan: Plan) -> Plan:
        number, visit = first(plan, kind)
        return edited(plan, number, **{field: make(visit) for field, make in parts.items()})

    return mutate


def line(**parts: Any) -> Callable[[Visit], tuple[Line, ...]]:
    return lambda visit: (replace(visit.lines[0], **parts), *visit.lines[1:])


def more(visit: Visit) -> tuple[Line, ...]:
    return (replace(visit.lines[0], quantity=visit.lines[0].quantity + 1), *visit.lines[1:])


def crew(**parts: Any) -> Callable[[Plan], Plan]:
    return lambda plan: with_crew(plan, **parts)


def price(field: str) -> Callable[[Plan], Plan]:
    return lambda plan: replace(plan, cost=replace(plan.cost, **{field: getattr(plan.cost, field) + 1}))


def without(kind: VisitKind) -> Callable[[Plan], Plan]:
    return lambda plan: with_visits(plan, [visit for visit in plan.duties[0].visits if visit.kind is not kind])


def short_shift(plan: Plan) -> Plan:
    opens, leaves = plan.duties[0].crew.shift.opens, plan.duties[0].visits[-1].leave_s
    return with_crew(plan, shift=TimeWindow(opens=opens, closes=max(opens, leaves - 1)))


def doubled(plan: Plan) -> Plan:
    return replace(plan, duties=(plan.duties[0], *plan.duties))


PLAN_MUTATIONS: dict[str, tuple[Callable[[Plan], Plan], Rule]] = {
    "crew.vehicle": (crew(vehicle="nobody's"), Rule.UNKNOWN_ID),
    "crew.driver": (crew(driver="nobody"), Rule.UNKNOWN_ID),
    "crew.shift.closes": (short_shift, Rule.SHIFT),
    "crew twice": (doubled, Rule.CREW_OVERLAP),
    "place": (deliver(place=lambda _: "nowhere"), Rule.UNKNOWN_ID),
    "kind": (deliver(kind=lambda _: VisitKind.START), Rule.DUTY_SHAPE),
    "no start": (without(VisitKind.START), Rule.DUTY_SHAPE),
    "no load": (without(VisitKind.LOAD), Rule.DUTY_SHAPE),
    "no deliver": (without(VisitKind.DELIVER), Rule.DEMAND_ACCOUNT),
    "load.drive_s": (load(drive_s=lambda v: v.drive_s + 1), Rule.TRAVEL_TIME),
    "deliver.drive_s": (deliver(drive_s=lambda v: v.drive_s - 1), Rule.TRAVEL_TIME),
    "load.drive_m": (load(drive_m=lambda v: v.drive_m - 1), Rule.TRAVEL_DISTANCE),
    "deliver.drive_m": (deliver(drive_m=lambda v: v.drive_m + 7), Rule.TRAVEL_DISTANCE),
    "arrive_s": (deliver(arrive_s=lambda v: v.arrive_s + 1), Rule.CLOCK),
    "begin_s early": (deliver(begin_s=lambda v: v.arrive_s - 1), Rule.CLOCK),
    "begin_s far off": (deliver(begin_s=lambda v: v.begin_s + 10 * 86_400), Rule.TIME_WINDOW),
    "leave_s": (deliver(leave_s=lambda v: v.leave_s - 1), Rule.SERVICE_TIME),
    "late_s": (deliver(late_s=lambda v: v.late_s + 1), Rule.LATENESS),
    "grams_after": (load(grams_after=lambda v: v.grams_after + 1), Rule.LOAD_ACCOUNT),
    "litres_after": (deliver(litres_after=lambda v: v.litres_after + 1), Rule.LOAD_ACCOUNT),
    "load.quantity": (load(lines=more), Rule.LOAD_ACCOUNT),
    "deliver.quantity": (deliver(lines=more), Rule.DEMAND_ACCOUNT),
    "negative quantity": (deliver(lines=line(quantity=-1)), Rule.DUTY_SHAPE),
    "line.demand": (load(lines=line(demand="nothing")), Rule.UNKNOWN_ID),
    "line.good": (deliver(lines=line(good="nothing")), Rule.UNKNOWN_ID),
    "fixed_cents": (price("fixed_cents"), Rule.COST),
    "distance_cents": (price("distance_cents"), Rule.COST),
    "time_cents": (price("time_cents"), Rule.COST),
    "call_up_cents": (price("call_up_cents"), Rule.COST),
    "late_cents": (price("late_cents"), Rule.COST),
}
"""What is done to a correct plan, and the rule that must be named."""


@pytest.mark.parametrize("name", PLAN_MUTATIONS)
def test_a_number_changed_in_a_plan_is_named(name: str) -> None:
    """One field of the first duty, one rule of the table."""
    mutate, rule = PLAN_MUTATIONS[name]

    @BRIEF
    @given(planned())
    def names_the_rule(world: World) -> None:
        day, travel, made = world
        assert rule in {breach.rule for breach in check(day, travel, mutate(made))}

    names_the_rule()


def of_vehicle(plan: Plan, day: Day, **parts: Any) -> Day:
    vehicle = day.vehicles[plan.duties[0].crew.vehicle]
    return replace(day, vehicles={**day.vehicles, vehicle.id: replace(vehicle, **parts)})


def of_driver(plan: Plan, day: Day, **parts: Any) -> Day:
    driver = day.drivers[plan.duties[0].crew.driver]
    return replace(day, drivers={**day.drivers, driver.id: replace(driver, **parts)})


def of_place(plan: Plan, day: Day, **parts: Any) -> Day:
    place = day.places[first(plan, VisitKind.DELIVER)[1].place or ""]
    return replace(day, places={**day.places, place.id: replace(place, **parts)})


def of_demand(plan: Plan, day: Day, **parts: Any) -> Day:
    demand = day.demands[first(plan, VisitKind.DELIVER)[1].lines[0].demand]
    return replace(day, demands={**day.demands, demand.id: replace(demand, **parts)})


def on_board(plan: Plan) -> Visit:
    return first(plan, VisitKind.LOAD)[1]


def no_stock(_: Plan, day: Day) -> Day:
    return replace(day, stocks=tuple(replace(stock, ready_s=40 * 86_400) for stock in day.stocks))


def just_before(plan: Plan, day: Day) -> Day:
    begins = first(plan, VisitKind.DELIVER)[1].begin_s
    return of_demand(plan, day, windows=(TimeWindow(opens=begins - 60, closes=begins - 1),))


def driven(plan: Plan) -> int:
    return max(visit.drive_s for visit in plan.duties[0].visits)


DAY_MUTATIONS: dict[str, tuple[Callable[[Plan, Day], Day], Rule]] = {
    "suspended": (lambda p, d: of_driver(p, d, suspended=True), Rule.CREW_NOT_ELIGIBLE),
    "whitelist": (lambda p, d: of_driver(p, d, whitelisted=TimeWindow(opens=-9, closes=-9)), Rule.CREW_NOT_ELIGIBLE),
    "vehicle shifts": (lambda p, d: of_vehicle(p, d, shifts=(TimeWindow(opens=0, closes=1),)), Rule.SHIFT),
    "driver shifts": (lambda p, d: of_driver(p, d, shifts=()), Rule.SHIFT),
    "horizon": (lambda _, d: replace(d, rules=replace(d.rules, horizon=TimeWindow(opens=0, closes=1))), Rule.SHIFT),
    "capacity_grams": (
        lambda p, d: of_vehicle(p, d, capacity_grams=on_board(p).grams_after - 1),
        Rule.CAPACITY_WEIGHT,
    ),
    "capacity_litres": (
        lambda p, d: of_vehicle(p, d, capacity_litres=on_board(p).litres_after - 1),
        Rule.CAPACITY_VOLUME,
    ),
    "handlings": (lambda p, d: of_vehicle(p, d, handlings=frozenset()), Rule.HANDLING),
    "limits": (
        lambda p, d: of_place(p, d, limits=replace(d.places["depot"].limits, max_length_mm=1)),
        Rule.VEHICLE_LIMIT,
    ),
    "ready": (no_stock, Rule.STOCK),
    "stock": (lambda _, d: replace(d, stocks=()), Rule.STOCK),
    "demand windows": (just_before, Rule.TIME_WINDOW),
    "demand quantity": (lambda p, d: of_demand(p, d, quantity=10**6), Rule.DEMAND_ACCOUNT),
    "whole": (lambda p, d: of_demand(p, d, quantity=10**6, splittable=False), Rule.SPLIT),
    "service": (lambda p, d: of_place(p, d, service_fixed_s=90_000), Rule.SERVICE_TIME),
    "due": (lambda p, d: of_demand(p, d, due_s=-(10**6)), Rule.LATENESS),
    "driving": (
        lambda p, d: replace(d, rules=replace(d.rules, max_driving_s=driven(p) - 1, rest_s=10**6)),
        Rule.REST,
    ),
}
"""What the day might have been instead, and the rule that its old plan then breaks."""


@pytest.mark.parametrize("name", DAY_MUTATIONS)
def test_a_plan_for_another_day_is_named(name: str) -> None:
    """The plan stays, one figure of the day changes."""
    mutate, rule = DAY_MUTATIONS[name]

    @BRIEF
    @given(planned())
    def names_the_rule(world: World) -> None:
        day, travel, made = world
        assert rule in {breach.rule for breach in check(mutate(made, day), travel, made)}

    names_the_rule()


@BRIEF
@given(planned())
def test_a_closed_road_is_named(world: World) -> None:
    """No road at all is left in the table."""
    day, travel, made = world
    closed = replace(travel, seconds=travel.seconds * 0 + 2**30)
    assert {Rule.UNREACHABLE} == {breach.rule for breach in check(day, closed, made)}


@BRIEF
@given(planned())
def test_goods_that_quarrel_over_night_are_named(world: World) -> None:
    """A second good is slipped into a LOAD, and the two must keep apart."""
    day, travel, made = world
    number, visit = first(made, VisitKind.LOAD)
    good = day.goods[visit.lines[0].good]
    other = replace(good, id="other", keeps_apart_from=frozenset({good.id}))
    odd = edited(made, number, lines=(*visit.lines, replace(visit.lines[0], good="other")))
    rules = {breach.rule for breach in check(replace(day, goods={**day.goods, "other": other}), travel, odd)}
    assert Rule.KEEP_APART in rules


def test_the_tables_name_every_rule() -> None:
    """With the two properties above, no rule of the closed list is left out."""
    named = {rule for _, rule in [*PLAN_MUTATIONS.values(), *DAY_MUTATIONS.values()]}
    assert named | {Rule.UNREACHABLE, Rule.KEEP_APART} == set(Rule)


SLACK = {"leave_s", "begin_s", "arrive_s", "opens", "closes"}
"""Numbers that may move a little without a breach: see docs/breaches.md; all others are exact."""


def numbers(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Paths to every whole number inside nested dataclasses and tuples."""
    if is_dataclass(value):
        for field in fields(value):
            yield from numbers(getattr(value, field.name), (*path, field.name))
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from numbers(part, (*path, index))
    elif isinstance(value, int):
        yield path


def put(value: Any, path: tuple[Any, ...], change: Callable[[Any], Any]) -> Any:
    """The same nested value with one part exchanged."""
    if not path:
        return change(value)
    head, *rest = path
    if isinstance(value, tuple):
        return (*value[:head], put(value[head], tuple(rest), change), *value[head + 1 :])
    return replace(value, **{head: put(getattr(value, head), tuple(rest), change)})


@QUICK
@given(planned(), st.data())
def test_any_exact_number_of_a_plan_mutated_is_a_breach(world: World, data: st.DataObject) -> None:
    """Drives, loads, lines, lateness, unserved units and costs leave no room at all."""
    day, travel, made = world
    exact = [path for path in numbers(made) if path[0] != "origin" and path[-1] not in SLACK]
    path = data.draw(st.sampled_from(exact))
    by = data.draw(st.integers(-(10**6), 10**6).filter(bool))
    odd = put(made, path, lambda number: number + by)
    assert check(day, travel, odd), (path, by)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Paths to every part of nested dataclasses and tuples, the tuples themselves included."""
    yield path
    if is_dataclass(value):
        for field in fields(value):
            yield from leaves(getattr(value, field.name), (*path, field.name))
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from leaves(part, (*path, index))


def spoil(value: Any, data: st.DataObject) -> Any:
    """Another value of the same kind, as a slip of the hand might leave it."""
    if isinstance(value, VisitKind):
        return data.draw(st.sampled_from(VisitKind))
    if isinstance(value, bool | StrEnum | float) or is_dataclass(value):
        return value
    if isinstance(value, int):
        return data.draw(st.one_of(st.integers(-(2**40), 2**40), st.integers(-3, 3)))
    if isinstance(value, str) or value is None:
        return data.draw(st.sampled_from(("", "nobody", "depot", "market0", "shop0", "rice", "demand0", "van0")))
    if isinstance(value, tuple):
        return tuple(data.draw(st.permutations(value)))[: data.draw(st.integers(0, len(value)))]
    return value


@QUICK
@given(planned(), st.data())
def test_no_edit_makes_the_checker_fall_over(world: World, data: st.DataObject) -> None:
    """Up to six slips at once, in any field: the answer is a list of breaches, each with its sentences."""
    day, travel, made = world
    for _ in range(data.draw(st.integers(1, 6))):
        path = data.draw(st.sampled_from([p for p in leaves(made) if p and p[0] in ("duties", "unserved", "cost")]))
        try:
            made = put(made, path, lambda value: spoil(value, data))
        except ValueError:
            continue  # a shift that closes before it opens cannot even be built
    for breach in check(day, travel, made):
        assert breach.message.en
        assert breach.message.zh
