"""A day is cut where something changes, and nowhere else."""

from graphs.changes.boundaries import fewer, moments, periods, speed_moments
from graphs.changes.change import Checkpoint, Closure, Edges, Interval
from tests.graphs.changes.worlds import change

HOUR = 3600
DAY = Interval(begin_s=0, end_s=30 * HOUR)


def hours(opens: int, closes: int) -> Interval:
    return Interval(begin_s=opens * HOUR, end_s=closes * HOUR)


def test_starts_and_ends_of_changes_and_hours_of_gates_cut_the_day() -> None:
    """A closure 08:00-12:00, one since yesterday, and a gate open 06:00-22:00 every day, also tomorrow."""
    changes = (
        change(interval=hours(8, 12)),
        change(interval=hours(-24, 10), name="R2"),
        change(Checkpoint(wait_s=60, hours=(hours(6, 22),)), name="R3"),
        change(name="R4"),
    )
    assert [moment // HOUR for moment in moments(DAY, changes)] == [6, 8, 10, 12, 22]
    assert [moment // HOUR for moment in moments(hours(0, 48), changes)] == [6, 8, 10, 12, 22, 30, 46]


def test_gates_open_past_midnight() -> None:
    """22:00-02:00+1 opens the day before, too."""
    night = change(Checkpoint(wait_s=1, hours=(hours(22, 26),)))
    assert [moment // HOUR for moment in moments(DAY, (night,))] == [2, 22, 26]


def test_periods_follow_one_another_without_gaps() -> None:
    """Horizon 00:00-30:00, closed 08:00-12:00, speeds change at 08:00 and 17:00."""
    found = periods(DAY, (change(interval=hours(8, 12)),), (8 * HOUR, 17 * HOUR))
    assert [(one.begin_s // HOUR, one.end_s // HOUR) for one in found] == [(0, 8), (8, 12), (12, 17), (17, 30)]
    assert periods(DAY, ()) == (DAY,)


def test_hours_that_are_alike_are_put_together() -> None:
    """Half speed 07:00-09:00 stands out; 99 % at noon only where no error at all is allowed."""
    percent = [100] * 24
    percent[7] = percent[8] = 50
    percent[12] = 99
    assert [moment // HOUR for moment in speed_moments(percent, DAY)] == [7, 9]
    assert [moment // HOUR for moment in speed_moments(percent, DAY, tolerance=0)] == [7, 9, 12, 13]


def test_a_table_that_wraps_round_midnight_or_never_changes() -> None:
    """The same pace at 23:00 and at 00:00 is no boundary; 24 equal hours have none; a step at midnight is one."""
    assert speed_moments([100] * 24, DAY) == ()
    step = [80] * 12 + [100] * 12
    assert [moment // HOUR for moment in speed_moments(step, DAY)] == [12, 24]


def test_at_most_so_many_stretches() -> None:
    """24 different hours in 8 stretches; in 24 if nothing may be lost."""
    percent = [100 - hour for hour in range(24)]
    whole_day = Interval(begin_s=0, end_s=24 * HOUR)
    assert len(speed_moments(percent, whole_day, tolerance=0, most=8)) == 7
    assert len(speed_moments(percent, whole_day, tolerance=0)) == 23


def test_edges_change_cuts_nothing_when_it_always_holds() -> None:
    """A change without an interval has no beginning."""
    assert moments(DAY, (change(Closure(), Edges((1,))),)) == ()


def test_the_two_periods_that_are_shortest_together_are_joined_first() -> None:
    """0-6, 6-7, 7-9, 9-20: 6-9 makes three, 0-9 makes two; one is the whole of it, and nobody asks for none."""
    cut = (hours(0, 6), hours(6, 7), hours(7, 9), hours(9, 20))
    assert fewer(cut, 4) == cut
    assert fewer(cut, 3) == (hours(0, 6), hours(6, 9), hours(9, 20))
    assert fewer(cut, 2) == (hours(0, 9), hours(9, 20))
    assert fewer(cut, 1) == fewer(cut, 0) == (hours(0, 20),)
