"""Exact times, worked by hand."""

import pytest

from optimizer.model.crews import Crew
from optimizer.model.duties import Duties, Duty, Trip
from optimizer.model.findings import BrokenPlan
from optimizer.model.places import PlaceKind
from optimizer.model.plan import Visit, VisitKind
from optimizer.timetable.timetable import timetable
from tests.builders import Town, clock, town, window
from tests.optimizer.routing.worlds import drop

SHIFT = window("06:00-20:00")
FAR = 2**30


def visits_of(built: Town, *trips: Trip) -> tuple[Visit, ...]:
    crew = Crew(id="van/Li", vehicle="van", driver="Li", shift=SHIFT)
    duties = Duties(duties=(Duty(crew=crew, trips=trips),), left_out=(), iterations=0, search_s=0.0)
    return timetable(built.day(), built.travel(), duties)[0].visits


def test_a_crew_leaves_home_as_late_as_it_can_without_ending_later() -> None:
    """The shop opens 08:00; home to market to shop is 20 min: leave home at 07:40, not at 06:00."""
    built = town().place("A", opens="08:00-18:00").demand("A")
    visits = visits_of(built, Trip(load_point="market", drops=(drop("A"),)))
    assert [(visit.kind, visit.begin_s) for visit in visits] == [
        (VisitKind.START, clock("07:40")),
        (VisitKind.LOAD, clock("07:50")),
        (VisitKind.DELIVER, clock("08:00")),
        (VisitKind.END, clock("08:10")),
    ]


def test_a_crew_that_is_late_already_leaves_as_early_as_it_can() -> None:
    """Due 06:05, there at 06:20 at best: no start later than 06:00 is as good."""
    built = town().place("A").demand("A", due="06:05")
    visits = visits_of(built, Trip(load_point="market", drops=(drop("A", due="06:05"),)))
    assert (visits[0].leave_s, visits[2].late_s) == (clock("06:00"), 900)


def test_service_is_fixed_time_plus_time_by_the_tonne_rounded_up() -> None:
    """5 min, and 10 min a tonne for 100 kg: 360 s."""
    built = town().place("A", service_fixed_s=300, service_per_tonne_s=600).demand("A")
    visit = visits_of(built, Trip(load_point="market", drops=(drop("A"),)))[2]
    assert visit.leave_s - visit.begin_s == 360


def test_what_is_on_board_falls_with_every_stop() -> None:
    """250 kg loaded, 100 kg left after the first stop, nothing after the second."""
    built = town().place("A").place("B").demand("A").demand("B")
    visits = visits_of(built, Trip(load_point="market", drops=(drop("A", 150), drop("B", 100))))
    assert [visit.grams_after for visit in visits] == [0, 250_000, 100_000, 0, 0]


def test_a_vehicle_that_does_not_return_ends_at_its_last_stop() -> None:
    """No END, and the shift counts to the last hand-over."""
    built = town(bare=True).vehicle("van", returns_home=False).driver("Li").place("A").demand("A")
    visits = visits_of(built, Trip(load_point="market", drops=(drop("A"),)))
    assert [visit.kind for visit in visits] == [VisitKind.START, VisitKind.LOAD, VisitKind.DELIVER]


def test_a_rest_is_taken_before_the_leg_that_would_exceed_four_hours() -> None:
    """3 h out and 3 h back: the rest of 20 min stands at the shop, before the way home."""
    built = town().place("A").demand("A").drive("market", "A", 3 * 3600).drive("A", "depot", 3 * 3600)
    visits = visits_of(built, Trip(load_point="market", drops=(drop("A"),)))
    rest = visits[3]
    assert (rest.kind, rest.place, rest.leave_s - rest.begin_s) == (VisitKind.REST, "A", 1200)


def test_a_duty_that_cannot_be_driven_is_our_bug_and_says_so() -> None:
    """The shop closes at 05:00, the shift begins at 06:00."""
    built = town().place("A", opens="04:00-05:00").demand("A")
    with pytest.raises(BrokenPlan, match="cannot be driven within its shift"):
        visits_of(built, Trip(load_point="market", drops=(drop("A"),)))


def test_a_drive_takes_as_long_as_its_hour_asks() -> None:
    """From 07:00 on the market is 20 min from the shop, 10 min before; the shop opens at 08:00: leave home 07:30."""
    built = town().place("A", opens="08:00-18:00").demand("A").drive_from("07:00", "market", "A", 1200)
    visits = visits_of(built, Trip(load_point="market", drops=(drop("A"),)))
    assert [(visit.drive_s, visit.begin_s) for visit in visits[:3]] == [
        (0, clock("07:30")),
        (600, clock("07:40")),
        (1200, clock("08:00")),
    ]


def test_a_crew_stays_at_the_market_until_the_road_opens_and_rests_meanwhile() -> None:
    """No road from the market to A before 09:00, to B always: B first, back to the market, there until 09:00.

    B is reached at 06:20 and the market again at 06:30 at the earliest; loading takes no time.
    """
    built = town().place("A").place("B").demand("A").demand("B")
    built.drive("market", "A", FAR).drive("depot", "A", FAR).drive("B", "A", FAR)
    built.drive_from("09:00", "market", "A", 600)
    trips = (Trip(load_point="market", drops=(drop("B"),)), Trip(load_point="market", drops=(drop("A"),)))
    visits = visits_of(built, *trips)
    at_market, last = visits[-3], visits[-2]
    assert (at_market.kind, at_market.place) == (VisitKind.LOAD, "market")
    assert (last.drive_s, last.begin_s) == (600, clock("09:10"))
    assert at_market.leave_s == clock("09:00")


def test_a_wait_for_a_road_that_is_long_enough_is_written_down_as_a_rest() -> None:
    """Stock is ready at 06:00 and the market loads until 06:30 only: from there on the crew rests until 09:00."""
    built = town().place("market", PlaceKind.MARKET, opens="06:00-06:30").place("A").demand("A")
    built.drive("market", "A", FAR).drive_from("09:00", "market", "A", 600)
    visits = visits_of(built, Trip(load_point="market", drops=(drop("A"),)))
    assert [(visit.kind, visit.begin_s, visit.leave_s) for visit in visits[1:4]] == [
        (VisitKind.LOAD, clock("06:30"), clock("06:30")),
        (VisitKind.REST, clock("06:30"), clock("09:00")),
        (VisitKind.DELIVER, clock("09:10"), clock("09:10")),
    ]


def test_where_no_road_opens_any_more_a_duty_cannot_be_driven() -> None:
    """The road to A is shut from 06:00 on."""
    built = town().place("A").demand("A").drive_from("06:00", "market", "A", FAR)
    with pytest.raises(BrokenPlan):
        visits_of(built, Trip(load_point="market", drops=(drop("A"),)))
