"""The search as a whole: small days whose best answer can be counted out by hand."""

from itertools import permutations

import pytest

from optimizer.model.budget import Budget, Progress, Unwatched
from optimizer.model.crews import Crews
from optimizer.model.demands import Priority
from optimizer.model.duties import Duties, Duty, Trip
from optimizer.model.goods import Handling
from optimizer.model.loads import Drop, Loads
from optimizer.routing.instance import build
from optimizer.routing.solve import route
from optimizer.timetable.cost import cost
from optimizer.timetable.timetable import timetable
from tests.builders import Town, town
from tests.optimizer.routing.worlds import crews, drop, loads

FIVE = "ABCDE"
FAR_S = 6 * 3600 + 24 * 60


def routed(built: Town, work: Loads, who: Crews | None = None, *, iterations: int = 300, seed: int = 1) -> Duties:
    day, travel = built.day(), built.travel()
    return route(
        day,
        travel,
        work,
        who or crews(built),
        budget=Budget(iterations=iterations),
        seed=seed,
        watch=Unwatched(),
    )


def cents(built: Town, duties: Duties) -> int:
    day, travel = built.day(), built.travel()
    return cost(day, timetable(day, travel, duties)).total_cents


def five_places() -> Town:
    """Drives of 100 to 900 s that differ each way."""
    built = town()
    names = ["depot", "market", *FIVE]
    for name in FIVE:
        built.place(name).demand(name)
    for i, origin in enumerate(names):
        for j, destination in enumerate(names):
            if i != j:
                built.drive(origin, destination, 100 + (i * 37 + j * 61) % 9 * 100)
    return built


def test_one_trip_takes_the_shortest_of_all_120_orders() -> None:
    """Five drops fit one load; the search finds what trying every order finds."""
    built = five_places()
    drops = tuple(drop(name) for name in FIVE)
    crew = crews(built).crews[0]

    def price(order: tuple[Drop, ...]) -> int:
        trip = Trip(load_point="market", drops=order)
        return cents(built, Duties(duties=(Duty(crew=crew, trips=(trip,)),), left_out=(), iterations=0, search_s=0.0))

    best = min(price(order) for order in permutations(drops))
    found = routed(built, loads(*drops))
    assert (found.left_out, cents(built, found)) == ((), best)


def test_a_crew_reloads_when_the_load_is_too_large_for_one_trip() -> None:
    """1,500 kg a trip and three drops of 800 kg: three trips by the only crew."""
    built = town().place("A").place("B").place("C").demand("A").demand("B").demand("C")
    found = routed(built, loads(*(drop(name, 800) for name in "ABC")))
    assert [len(trip.drops) for trip in found.duties[0].trips] == [1, 1, 1]


def test_one_life_critical_drop_is_worth_more_than_many_daily_ones() -> None:
    """10 min, 6 h 24 min each way and three rests leave 2 min of the shift: the near shops must wait."""
    built = town().place("far").place("A").place("B").demand("far").demand("A").demand("B")
    built.drive("market", "far", FAR_S, back=FAR_S).drive("far", "depot", FAR_S)
    built.drive("A", "far", FAR_S, back=FAR_S).drive("B", "far", FAR_S, back=FAR_S)
    work = loads(drop("far", 10, priority=Priority.LIFE), drop("A", 1400), drop("B", 1400))
    found = routed(built, work)
    assert [left.place for left in found.left_out] == ["A", "B"]


def test_lateness_costs_but_does_not_forbid() -> None:
    """Load 06:10, arrive 06:20: due 06:15, so 300 s late at 600 yuan an hour is 5,000 cents."""
    built = town().place("A").demand("A", due="06:15")
    day, travel = built.day(), built.travel()
    found = routed(built, loads(drop("A", due="06:15")))
    assert cost(day, timetable(day, travel, found)).late_cents == 5_000


def test_a_place_that_closes_before_anyone_can_come_is_left_out() -> None:
    """Nobody is on duty before 06:00, the window closes at 05:00."""
    built = town().place("A").place("B").demand("A").demand("B")
    found = routed(built, loads(drop("A", windows="04:00-05:00"), drop("B")))
    assert [left.place for left in found.left_out] == ["A"]


def test_goods_that_keep_apart_never_share_a_trip() -> None:
    """Bleach and rice for two neighbours: two trips, though one could hold both."""
    built = town().good("bleach", keeps_apart_from=frozenset({"rice"})).stock("market", "bleach", 500)
    built.place("A").place("B").demand("A").demand("B", "bleach")
    found = routed(built, loads(drop("A"), drop("B", good="bleach")))
    assert [len(trip.drops) for trip in found.duties[0].trips] == [1, 1]


def test_only_a_vehicle_that_can_chill_carries_chilled_goods() -> None:
    """The cheap van is for ambient goods; the meat goes by the dear reefer."""
    built = town().place("A").demand("A")
    built.vehicle("reefer", handlings=frozenset({Handling.CHILLED}), fixed_cents=90_000).driver("Wang")
    found = routed(
        built, loads(drop("A", handling=Handling.CHILLED)), crews(built, [("van", "Li"), ("reefer", "Wang")])
    )
    assert [duty.crew.vehicle for duty in found.duties] == ["reefer"]


def test_a_load_point_is_not_left_before_the_stock_is_ready() -> None:
    """Ready at 09:00: loading begins then, not on arrival at 06:10."""
    built = town().place("A").demand("A")
    found = routed(built, loads(drop("A", ready="09:00")))
    visits = timetable(built.day(), built.travel(), found)[0].visits
    assert visits[1].begin_s == 9 * 3600


def test_the_dearer_of_two_equal_crews_stays_at_home() -> None:
    """One crew can do it all; the reserve driver with a call-up price is not called."""
    built = town().place("A").demand("A").vehicle("van2").driver("Wang", call_up_cents=50_000)
    found = routed(built, loads(drop("A")), crews(built, [("van2", "Wang"), ("van", "Li")]))
    assert [duty.crew.driver for duty in found.duties] == ["Li"]


def test_a_leg_longer_than_four_hours_is_driven_with_a_rest_on_the_road() -> None:
    """Ten minutes, five hours, five hours: the rests fall 3 h 50 min and 7 h 50 min after the market."""
    built = town().place("far").demand("far").drive("market", "far", 5 * 3600).drive("far", "depot", 5 * 3600)
    found = routed(built, loads(drop("far")))
    visits = timetable(built.day(), built.travel(), found)[0].visits
    start = visits[0].leave_s
    assert [visit.kind for visit in visits] == ["start", "load", "rest", "deliver", "rest", "end"]
    assert [visit.drive_s for visit in visits] == [0, 600, 13_800, 4_200, 10_200, 7_800]
    assert visits[3].arrive_s == start + 600 + 5 * 3600 + 1200


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_same_seed_and_iterations_give_the_same_duties(seed: int) -> None:
    """Two threads, three dozen drops, two runs: not a stop differs."""
    built = town().vehicle("van2").driver("Wang")
    names = [f"P{i}" for i in range(36)]
    for i, name in enumerate(names):
        built.place(name).demand(name)
        for j, other in enumerate(names[:i]):
            built.drive(name, other, 60 + (i * 71 + j * 29) % 900, back=60 + (i * 53 + j * 17) % 900)
    work = loads(*(drop(name, 90 + 7 * i) for i, name in enumerate(names)))
    who = crews(built, [("van", "Li"), ("van2", "Wang")])
    one, other = (routed(built, work, who, seed=seed) for _ in range(2))
    assert one.duties == other.duties
    assert one.left_out == other.left_out


def test_routing_goes_on_from_given_duties_as_far_as_they_hold() -> None:
    """Called off at once: the given order, dear as it is, without the drop that is gone, and with the new one."""
    built = five_places()
    old = tuple(drop(name) for name in "EBDA")
    given = Duty(crew=crews(built).crews[0], trips=(Trip(load_point="market", drops=old),))
    found = route(
        built.day(),
        built.travel(),
        loads(*(drop(name) for name in "ABCE")),
        crews(built),
        budget=Budget(seconds=3600),
        seed=1,
        watch=Impatient(),
        start=(given,),
    )
    places = [stop.place for trip in found.duties[0].trips for stop in trip.drops]
    assert [place for place in places if place != "C"] == ["E", "B", "A"]
    assert found.left_out == ()


class Impatient(Unwatched):
    """Cancels as soon as the search reports a price."""

    def report(self, progress: Progress) -> None:
        self.steps.append(progress.step if progress.best_cents is None else "price")

    def cancelled(self) -> bool:
        return "price" in self.steps


def test_a_cancelled_search_gives_its_best_so_far() -> None:
    """An hour of budget, called off at the first report: the greedy start is there at once."""
    built = town().place("A").demand("A")
    found = route(
        built.day(),
        built.travel(),
        loads(drop("A")),
        crews(built),
        budget=Budget(seconds=3600),
        seed=1,
        watch=Impatient(),
    )
    assert len(found.duties) == 1
    assert found.search_s < 60


def test_nothing_to_carry_or_nobody_to_drive_is_no_error() -> None:
    """No drops: no duties. No crews: every drop is left out."""
    built = town().place("A").demand("A")
    assert routed(built, loads()).duties == ()
    nobody = routed(built, loads(drop("A")), Crews(crews=()))
    assert (nobody.duties, len(nobody.left_out)) == ((), 1)


@pytest.mark.parametrize(("seconds", "iterations"), [(None, None), (1.0, 5), (0.0, None), (None, 0), (-1.0, None)])
def test_a_budget_is_seconds_or_iterations_and_positive(seconds: float | None, iterations: int | None) -> None:
    """Neither, both, or nothing to spend is refused."""
    with pytest.raises(ValueError, match="budget"):
        Budget(seconds=seconds, iterations=iterations)


def test_vehicles_that_differ_in_what_they_hold_alone_are_not_taken_for_one_another() -> None:
    """1,400 kg in two drops: one load for the lorry of 1,500 kg, two for the one of 800 kg; each holds its own."""
    built = five_places()
    built.vehicle("small", kilograms=800).vehicle("large", kilograms=1500).driver("Wu").driver("Qi")
    who = crews(built, (("small", "Wu"), ("large", "Qi")))
    arrays = build(built.day(), built.travel(), (drop("A", 700), drop("B", 700)), who).arrays
    held = {crew.vehicle: int(arrays.capacity[arrays.crews["kind"][k], 0]) for k, crew in enumerate(who.crews)}
    assert held == {"small": 800_000, "large": 1_500_000}
