"""After routing, drivers are rematched to the hours really driven."""

from optimizer.crews.pairing import pair
from optimizer.crews.rematch import rematch
from optimizer.model.crews import Crew
from optimizer.model.drivers import Batch, Licence
from optimizer.model.plan import DutyPlan, Visit, VisitKind
from optimizer.supply.allocate import allocate
from tests.builders import Town, clock, town, window

RESERVE = {"batch": Batch.RESERVE, "call_up_cents": 20_000}


def duty(vehicle: str, driver: str, hours: str, shift: str = "06:00-20:00") -> DutyPlan:
    """A duty that leaves the depot and is back in these hours; what happens between does not matter here."""
    span = window(hours)
    visits = tuple(
        Visit(kind=kind, place="depot", drive_s=0, drive_m=0, arrive_s=moment, begin_s=moment, leave_s=moment)
        for kind, moment in ((VisitKind.START, span.opens), (VisitKind.END, span.closes))
    )
    crew = Crew(id=f"{vehicle}-1", vehicle=vehicle, driver=driver, shift=window(shift))
    return DutyPlan(crew=crew, visits=visits)


def drivers(built: Town, *duties: DutyPlan) -> list[str]:
    matched = rematch(built.day(), built.travel(), duties)
    assert [found.visits for found in matched] == [given.visits for given in duties]
    assert [found.crew.id for found in matched] == [given.crew.id for given in duties]
    assert [found.crew.vehicle for found in matched] == [given.crew.vehicle for given in duties]
    return [found.crew.driver for found in matched]


def test_a_reserve_driver_is_sent_home_when_a_first_batch_driver_is_free_after_all() -> None:
    """Li works 06-12 only: too short for the van's day, but the duty ends at 11:30."""
    built = town(bare=True).vehicle("van").driver("Li", shifts="06:00-12:00").driver("Rong", **RESERVE)
    (found,) = rematch(built.day(), built.travel(), (duty("van", "Rong", "07:00-11:30"),))
    assert found.crew == Crew(id="van-1", vehicle="van", driver="Li", shift=window("06:00-12:00"))


def test_a_driver_whose_hours_do_not_hold_the_duty_does_not_get_it() -> None:
    """The duty ends at 12:30, Li at 12:00."""
    built = town(bare=True).vehicle("van").driver("Li", shifts="06:00-12:00").driver("Rong", **RESERVE)
    assert drivers(built, duty("van", "Rong", "07:00-12:30")) == ["Rong"]


def test_drivers_change_places_to_spare_a_call_up() -> None:
    """Zhang (B2) can relieve Rong on the lorry only if Li takes Zhang's van: a chain of two."""
    built = town(bare=True).vehicle("van").vehicle("lorry", vehicle_class="heavy")
    built.driver("Zhang", licence=Licence.B2).driver("Li").driver("Rong", licence=Licence.B2, **RESERVE)
    assert drivers(built, duty("van", "Zhang", "07:00-12:00"), duty("lorry", "Rong", "07:00-12:00")) == ["Li", "Zhang"]


def test_of_two_reserves_the_cheaper_is_called() -> None:
    """200 yuan against 150."""
    built = town(bare=True).vehicle("van").driver("Rong", **RESERVE)
    built.driver("Bao", batch=Batch.RESERVE, call_up_cents=15_000)
    assert drivers(built, duty("van", "Rong", "07:00-12:00")) == ["Bao"]


def test_fewer_reserves_come_before_cheaper_ones() -> None:
    """One first-batch driver for 900 yuan is still no reserve driver."""
    built = town(bare=True).vehicle("van").driver("Rong", batch=Batch.RESERVE).driver("Li", call_up_cents=90_000)
    assert drivers(built, duty("van", "Rong", "07:00-12:00")) == ["Li"]


def test_among_equals_everyone_keeps_the_vehicle() -> None:
    """Two vans, two drivers, nothing to gain: nobody changes, whatever the order."""
    built = town(bare=True).vehicle("a").vehicle("b").driver("Li").driver("Xu", shifts="06:00-20:01")
    for first, second in (("Li", "Xu"), ("Xu", "Li")):
        assert drivers(built, duty("a", first, "07:00-12:00"), duty("b", second, "07:00-12:00")) == [first, second]


def test_one_driver_takes_one_duty_even_if_the_hours_would_allow_two() -> None:
    """Li could drive the morning and the afternoon, but a driver has one crew a day."""
    built = town(bare=True).vehicle("a").vehicle("b").driver("Li").driver("Rong", **RESERVE)
    found = drivers(built, duty("a", "Li", "07:00-10:00"), duty("b", "Rong", "14:00-18:00"))
    assert sorted(found) == ["Li", "Rong"]


def test_a_duty_nobody_may_drive_is_left_as_it_is() -> None:
    """Such a plan was edited by hand: it is for the checker to say so."""
    built = town(bare=True).vehicle("van").driver("Li", suspended=True)
    assert drivers(built, duty("van", "Li", "07:00-10:00")) == ["Li"]


def test_no_duties_no_crews() -> None:
    """An empty plan stays empty."""
    built = town()
    assert rematch(built.day(), built.travel(), ()) == ()


def test_the_crew_of_a_pairing_is_its_own_best_rematch() -> None:
    """Where the pairing had no reserve to spare, driving the full shift changes nothing."""
    built = town().vehicle("b").driver("Xu")
    day, travel = built.day(), built.travel()
    crews = pair(day, travel, allocate(day, travel), seed=1).crews
    duties = tuple(duty(crew.vehicle, crew.driver, "06:00-20:00") for crew in crews)
    assert [found.crew for found in rematch(day, travel, duties)] == list(crews)
    assert crews[0].shift.closes == clock("20:00")
