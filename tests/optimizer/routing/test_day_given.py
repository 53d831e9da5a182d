"""A plan of a day to start from: what of it today's drops and crews know, and what changes against it cost."""

from dataclasses import replace

import pytest

from optimizer.model.budget import Budget, Progress, Unwatched
from optimizer.model.crews import Crews
from optimizer.model.duties import Duties, Duty, Trip
from optimizer.model.given import ChangePrices
from optimizer.model.loads import Drop, Line, Loads
from optimizer.model.plan import Cost, Origin, Plan
from optimizer.routing.layout.day_given import duties_of_plan
from optimizer.routing.solve import route
from optimizer.timetable.timetable import timetable
from tests.builders import Town, town
from tests.optimizer.routing.worlds import crews, drop, loads

VANS = (("van", "Li"), ("van2", "Wang"))
NOTHING = Cost(fixed_cents=0, distance_cents=0, time_cents=0, call_up_cents=0, late_cents=0)


def two_vans() -> Town:
    """The market is 600 s from everywhere; A, B and C are 100 s from one another."""
    built = town().vehicle("van2").driver("Wang")
    for name in "ABC":
        built.place(name).demand(name)
    for one in "ABC":
        for other in "ABC":
            if one != other:
                built.drive(one, other, 100)
    return built


def plan_of(built: Town, *duties: Duty) -> Plan:
    day = built.day()
    visits = timetable(day, built.travel(), Duties(duties=duties, left_out=(), iterations=0, search_s=0.0))
    origin = Origin(day_name="town", date=day.date, roads="table", seed=1, iterations=0, search_s=0.0, version="0")
    return Plan(origin=origin, duties=visits, unserved=(), cost=NOTHING)


def duty(who: Crews, number: int, *drops: Drop, point: str = "market") -> Duty:
    return Duty(crew=who.crews[number], trips=(Trip(load_point=point, drops=drops),))


def places(duties: tuple[Duty, ...]) -> dict[str, list[str]]:
    return {d.crew.vehicle: [stop.place for trip in d.trips for stop in trip.drops] for d in duties}


def test_a_plan_gives_back_the_duties_it_was_made_of_whatever_the_numbers_of_drops() -> None:
    """Two trips and one; today's drops are numbered anew."""
    built, who = two_vans(), crews(two_vans(), VANS)
    first = Duty(crew=who.crews[0], trips=duty(who, 0, drop("B")).trips + duty(who, 0, drop("A")).trips)
    plan = plan_of(built, first, duty(who, 1, drop("C")))
    today = [replace(drop(name), id=f"today-{name}") for name in "ABC"]
    found = duties_of_plan(plan, today, who)
    assert [len(trip.drops) for trip in found[0].trips] == [1, 1]
    assert places(found) == {"van": ["B", "A"], "van2": ["C"]}


def test_what_the_day_does_not_know_is_left_away() -> None:
    """No demand at C any more, and no crew for the second van."""
    built, who = two_vans(), crews(two_vans(), VANS)
    plan = plan_of(built, duty(who, 0, drop("A"), drop("C")), duty(who, 1, drop("B")))
    alone = Crews(crews=who.crews[:1])
    assert places(duties_of_plan(plan, [drop("A"), drop("B")], alone)) == {"van": ["A"]}


def test_a_drop_of_another_size_is_known_by_its_demand_and_each_drop_is_brought_once() -> None:
    """100 kg for A in the plan, twice; today 70 kg and 40 kg: the larger first, and no third."""
    built, who = two_vans(), crews(two_vans(), VANS)
    plan = plan_of(built, duty(who, 0, drop("A")), duty(who, 1, drop("A"), drop("A")))
    today = [replace(drop("A", kilograms), id=str(kilograms)) for kilograms in (40, 70)]
    found = duties_of_plan(plan, today, who)
    assert [[stop.id for trip in one.trips for stop in trip.drops] for one in found] == [["70"], ["40"]]


def test_what_is_loaded_elsewhere_today_becomes_a_trip_of_its_own() -> None:
    """A and B came from the market; today B comes from the depot."""
    built, who = two_vans(), crews(two_vans(), VANS)
    plan = plan_of(built, duty(who, 0, drop("A"), drop("B")))
    (found,) = duties_of_plan(plan, [drop("A"), drop("B", point="depot")], who)
    assert [(trip.load_point, len(trip.drops)) for trip in found.trips] == [("market", 1), ("depot", 1)]


def test_of_drops_alike_each_is_known_by_its_load_point() -> None:
    """One demand, half of it from the market and half from the depot."""
    built, who = two_vans(), crews(two_vans(), VANS)
    halves = [replace(drop("A", point=point), id=point) for point in ("market", "depot")]
    plan = plan_of(built, duty(who, 0, halves[1], point="depot"), duty(who, 1, halves[0]))
    found = duties_of_plan(plan, halves, who)
    assert [[stop.id for trip in one.trips for stop in trip.drops] for one in found] == [["depot"], ["market"]]


def test_a_vehicle_with_two_crews_is_known_by_its_hours() -> None:
    """The crew of the plan works in the evening, under a name that nobody knows."""
    built = two_vans()
    early, late = (crews(built, VANS[:1], hours).crews[0] for hours in ("06:00-12:00", "13:00-20:00"))
    today = Crews(crews=(replace(early, id="van-1"), replace(late, id="van-2")))
    plan = plan_of(built, duty(Crews(crews=(replace(late, id="who?"),)), 0, drop("A")))
    assert [one.crew.id for one in duties_of_plan(plan, [drop("A")], today)] == ["van-2"]


def routed(built: Town, work: Loads, who: Crews, plan: Plan, prices: ChangePrices) -> tuple[Duties, int]:
    """The duties, and the best price told."""
    watch = Told()
    start = duties_of_plan(plan, work.drops, who)
    budget = Budget(iterations=400)
    day, travel = built.day(), built.travel()
    return route(day, travel, work, who, budget=budget, seed=1, watch=watch, start=start, prices=prices), watch.best


class Told(Unwatched):
    best = 0

    def report(self, progress: Progress) -> None:
        self.best = progress.best_cents or 0


@pytest.mark.parametrize(("cents", "kept"), [(0, False), (5_000, False), (20_000, True)])
def test_another_vehicle_is_taken_only_where_it_saves_more_than_the_change_costs(cents: int, kept: bool) -> None:
    """Two vans drive 1,900 s each way round for one stop; one van with both stops saves 10,000 fixed and some road."""
    built, who, work = two_vans(), crews(two_vans(), VANS), loads(drop("A"), drop("B"))
    plan = plan_of(built, duty(who, 0, drop("A")), duty(who, 1, drop("B")))
    found, _ = routed(built, work, who, plan, ChangePrices(other_crew_cents=cents))
    assert (len(found.duties) == 2) is kept
    assert found.left_out == ()


def test_another_order_costs_what_was_said_for_each_stop_with_another_one_before_it() -> None:
    """A straight on to B saves 400 s each way: 800 s are 1,600 m more at 2 yuan a km and 889 cents of driving."""
    built, who, work = two_vans(), crews(two_vans(), VANS[:1]), loads(drop("A"), drop("B"), drop("C"))
    built.drive("A", "B", 900).drive("B", "C", 900)
    plan = plan_of(built, duty(who, 0, drop("A"), drop("B"), drop("C")))
    dear, _ = routed(built, work, who, plan, ChangePrices(other_turn_cents=100_000))
    free, _ = routed(built, work, who, plan, ChangePrices())
    assert places(dear.duties) == {"van": ["A", "B", "C"]}
    assert places(free.duties) != places(dear.duties)


def test_the_price_told_holds_the_changes_and_the_duties_are_priced_without() -> None:
    """B is in no duty of the plan: another crew, none, had it, which costs 700 cents whoever brings it."""
    built, who, work = two_vans(), crews(two_vans(), VANS[:1]), loads(drop("A"), drop("B"))
    plan = plan_of(built, duty(who, 0, drop("A")))
    _, free = routed(built, work, who, plan, ChangePrices())
    _, dear = routed(built, work, who, plan, ChangePrices(other_crew_cents=700))
    assert dear == free + 700


def test_an_hour_earlier_or_later_costs_what_was_said_beyond_a_quarter_of_an_hour() -> None:
    """A begins at 06:48:20 in the plan, and could at 06:23:20; where time is dear it moves by 900 s at most."""
    built, who, work = two_vans(), crews(two_vans(), VANS[:1]), loads(drop("A"), drop("B"), drop("C"))
    built.drive("C", "A", 1600)
    plan = plan_of(built, duty(who, 0, drop("B"), drop("C"), drop("A")))
    begins = {}
    for cents in (0, 10_000_000):
        found, _ = routed(built, work, who, plan, ChangePrices(cents_per_hour=cents))
        visits = timetable(built.day(), built.travel(), found)[0].visits
        begins[cents] = next(visit.begin_s for visit in visits if visit.place == "A")
    was = 6 * 3600 + 600 + 600 + 100 + 1600
    assert begins[0] < was - 900 <= begins[10_000_000] <= was + 900


@pytest.mark.parametrize("name", ["other_crew_cents", "other_turn_cents", "cents_per_hour", "tolerance_s"])
def test_no_price_of_a_change_is_negative(name: str) -> None:
    """Each is refused by name."""
    with pytest.raises(ValueError, match=name):
        ChangePrices(**{name: -1})


def test_a_line_of_nothing_is_like_no_drop() -> None:
    """An edited plan hands over 0 units."""
    built, who = two_vans(), crews(two_vans(), VANS)
    empty = replace(drop("A"), lines=(Line(demand="A-rice", good="rice", quantity=0),))
    assert duties_of_plan(plan_of(built, duty(who, 0, empty)), [drop("A")], who) == ()
