"""A duty is cut into trips without losing a visit."""

from dataclasses import replace

from optimizer.dispatch.runs import runs, trips
from optimizer.model.plan import DutyPlan, VisitKind
from tests.optimizer.dispatch.worlds import at, small_duty


def test_every_visit_but_the_start_is_in_one_run() -> None:
    """Trip 1: market, A, B. Trip 2: market, two rests, B. Then home."""
    first, second, home = runs(small_duty())
    assert (first.number, second.number, home.number) == (1, 2, None)
    assert [first.places, second.places, home.places] == [
        ("depot", "market", "A", "B"),
        ("B", "market", "market", "B"),
        ("B", "depot"),
    ]
    assert (small_duty().visits[0], *first.visits, *second.visits, *home.visits) == small_duty().visits
    assert (first.driven_m, second.driven_m, home.driven_m) == (21_000, 12_000, 6_000)


def test_a_duty_that_ends_at_its_last_stop_has_no_way_home() -> None:
    """Without END there are two trips and nothing else."""
    assert [run.number for run in runs(replace(small_duty(), visits=small_duty().visits[:-1]))] == [1, 2]


def test_a_rest_between_deliveries_stays_in_its_trip() -> None:
    """Load, deliver, rest, deliver: one trip; a rest before going home belongs to the way home."""
    visits = (
        at(VisitKind.START, "depot", "06:00"),
        at(VisitKind.LOAD, "market", "06:10"),
        at(VisitKind.DELIVER, "A", "06:20"),
        at(VisitKind.REST, "A", "06:20", leave="06:40"),
        at(VisitKind.DELIVER, "B", "06:50"),
        at(VisitKind.REST, "B", "06:50", leave="07:10"),
        at(VisitKind.END, "depot", "07:30"),
    )
    found = runs(DutyPlan(crew=small_duty().crew, visits=visits))
    assert [len(run.visits) for run in found] == [4, 2]
    assert [run.number for run in found] == [1, None]


def test_an_idle_duty_has_no_trips() -> None:
    """START alone, or START and END."""
    start, end = small_duty().visits[0], small_duty().visits[-1]
    assert runs(replace(small_duty(), visits=(start,))) == ()
    assert trips(replace(small_duty(), visits=(start, end))) == ()
