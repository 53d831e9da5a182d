"""Trips across periods: worked by hand, first in first out, and close to the exact answer."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.changes.boundaries import periods
from graphs.changes.change import ALWAYS, Interval, NamedRoad, SlowDown
from graphs.changes.periods import across
from graphs.changes.tables import joined, period_travel, weights, worth
from graphs.leg import UNREACHABLE, Leg
from graphs.travel import TravelTimes
from scenarios.bench_roads.clockwork import Clockwork
from tests.graphs.changes.worlds import LAW, LIGHT, bridge_town, calls, change, day

X = UNREACHABLE


def times(**parts: Any) -> TravelTimes:
    return TravelTimes(**{"places": ("A", "B"), "profiles": ("van",), "snaps": {}, **parts})


def table(starts: list[int], there: list[int], metres: list[int] | None = None) -> TravelTimes:
    """One pair, A to B, by period; back it is always 1 s."""
    seconds = np.array([[[[0, one], [1, 0]] for one in there]], dtype=np.int32)
    far = metres or [min(one, 10_000) * 10 for one in there]
    lengths = np.array([[[[0, one], [10, 0]] for one in far]], dtype=np.int32)
    return times(starts=tuple(starts), seconds=seconds, metres=lengths)


def leg(travel: TravelTimes, depart_s: int) -> Leg | None:
    return travel.leg("van", "A", "B", depart_s)


def test_a_trip_inside_one_period_takes_that_periods_time() -> None:
    """600 s until 3,600, then 900 s."""
    travel = table([0, 3600], [600, 900])
    assert leg(travel, 0) == Leg(600, 6000)
    assert leg(travel, 3000) == Leg(600, 6000)
    assert leg(travel, 3600) == Leg(900, 9000)
    assert leg(travel, 99_999) == Leg(900, 9000)
    assert leg(travel, -50_000) == Leg(600, 6000)


def test_a_trip_across_a_boundary_drives_the_rest_at_the_next_pace() -> None:
    """Leave 200 s before the boundary: a third is done, two thirds of 900 s are left: 200 + 600."""
    travel = table([0, 3600], [600, 900], [6000, 9000])
    assert leg(travel, 3400) == Leg(800, 2000 + 6000)


def test_a_trip_across_three_periods() -> None:
    """Half of 400 s, then 100 s of 1,000 s (a tenth), then four tenths of 200 s."""
    travel = table([0, 1000, 1100], [400, 1000, 200])
    assert leg(travel, 800) == Leg(200 + 100 + 80, 2000 + 1000 + 800)


def test_rests_are_rounded_up_to_whole_seconds() -> None:
    """Of 3 s (30 m) 1 is driven; two thirds of 10 s (100 m) are 6.67 s, and exactly as many tens of metres."""
    assert leg(table([0, 100], [3, 10]), 99) == Leg(1 + 7, 10 + 67)


def test_who_comes_to_a_closure_waits_until_it_opens() -> None:
    """No way from 1,000 to 5,000: half of the trip before, half after; who leaves meanwhile waits, too."""
    travel = table([0, 1000, 5000], [600, X, 600])
    assert leg(travel, 700) == Leg(300 + 4000 + 300, 6000)
    assert leg(travel, 2000) == Leg(3000 + 600, 6000)
    assert leg(travel, 400) == Leg(600, 6000)


def test_where_no_period_has_a_way_there_is_none() -> None:
    """None at all, or none any more."""
    assert leg(table([0, 1000], [X, X]), 5) is None
    assert leg(table([0, 1000], [600, X]), 500) is None
    assert leg(table([0, 1000], [600, X]), 400) == Leg(600, 6000)


def test_a_place_is_at_itself() -> None:
    """No time, in any period."""
    assert table([0, 1000], [600, X]).leg("van", "A", "A", 2000) == Leg(0, 0)


def test_tables_must_fit() -> None:
    """Shapes and rising periods."""
    good = table([0, 10], [1, 2])
    with pytest.raises(ValueError, match="one after another"):
        times(starts=(10, 10), seconds=good.seconds, metres=good.metres)
    with pytest.raises(ValueError, match="must have shape"):
        times(places=("A",), starts=(0, 1), seconds=good.seconds, metres=good.metres)


@given(
    st.lists(st.integers(1, 3000), min_size=0, max_size=6),
    st.lists(st.one_of(st.integers(0, 4000), st.just(X)), min_size=7, max_size=7),
    st.integers(-3000, 20_000),
    st.integers(0, 3000),
)
@settings(max_examples=400, deadline=None)
def test_who_leaves_later_never_arrives_earlier(lengths: list[int], whole: list[int], first_s: int, later: int) -> None:
    """Any paces, any boundaries, closures among the periods included; and no trip ends before it begins."""
    starts = np.cumsum([0, *lengths]).tolist()
    legs = [None if seconds == X else Leg(seconds, seconds) for seconds in whole[: len(starts)]]
    first, second = across(starts, legs, first_s), across(starts, legs, first_s + later)
    if first is None:
        assert second is None
    elif second is not None:
        assert 0 <= first.seconds <= later + second.seconds


@given(st.lists(st.one_of(st.integers(60, 5000), st.just(X)), min_size=4, max_size=4), st.integers(0, 7200))
@settings(max_examples=100, deadline=None)
def test_the_table_and_the_rule_agree_at_every_hour(whole: list[int], depart_s: int) -> None:
    """The table looks inside one period first; it must not make a difference."""
    travel = table([0, 1800, 3600, 5400], whole)
    legs = travel.by_period("van", "A", "B")
    assert leg(travel, depart_s) == across(travel.starts, legs, depart_s)
    assert travel.quickest("van", "A", "B") == min((one for one in legs if one), default=None)
    assert travel.shortest[0, 0, 1] == min(whole)


def test_the_bridge_town_through_a_morning() -> None:
    """From the middle of AB to the middle of CE: 50 + 100 + 50 s by the bridge, 430 s round by D (3,303 m at 10 m/s).

    The bridge is closed from 08:00 to 09:00. At 07:58:20, 100 s before, half of the way is driven; the other half is
    driven at the pace of the detour.
    """
    roads = bridge_town()
    closed = day(roads, change(interval=Interval(begin_s=8 * 3600, end_s=9 * 3600)))
    parts = periods(Interval(begin_s=0, end_s=86_400), closed.changes)
    travel = period_travel(closed, LAW, {"van": LIGHT}, parts, calls(roads, west=("AB", 0.5), east=("CE", 0.5)))
    assert travel.starts == (0, 28_800, 32_400)
    assert travel.seconds[0, :, 0, 1].tolist() == [200, 431, 200]
    assert travel.metres[0, :, 0, 1].tolist() == [2000, 4303, 2000]
    assert travel.leg("van", "west", "east", 28_700) == Leg(100 + 216, 1000 + 2152)
    assert travel.leg("van", "west", "east", 32_400) == Leg(200, 2000)


def test_a_place_beside_a_closed_edge_is_cut_off_while_it_is_closed() -> None:
    """On the bridge itself: nobody comes or goes from 08:00 to 09:00."""
    roads = bridge_town()
    closed = day(roads, change(interval=Interval(begin_s=8 * 3600, end_s=9 * 3600)))
    parts = periods(Interval(begin_s=0, end_s=86_400), closed.changes)
    travel = period_travel(closed, LAW, {"van": LIGHT}, parts, calls(roads, west=("AB", 0.5), on=("BC", 0.5)))
    assert travel.seconds[0, :, 0, 1].tolist() == [100, X, 100]
    assert travel.leg("van", "west", "on", 28_800) == Leg(3600 + 100, 1000)


def test_equal_periods_are_searched_once() -> None:
    """Before and after a change the same table serves; so many searches as there are different weights."""
    roads = bridge_town()
    slow = day(roads, change(SlowDown(percent=50), NamedRoad("东街"), interval=Interval(begin_s=100, end_s=200)))
    parts = periods(Interval(begin_s=0, end_s=300), slow.changes)
    asked = []

    def counted(day: object, put: object, stops: object, far: tuple[np.ndarray, np.ndarray]) -> None:
        asked.append(1)
        far[0][:] = far[1][:] = 0

    places = calls(roads, west=("AB", 0.5), east=("CE", 0.5))
    period_travel(slow, LAW, {"van": LIGHT}, parts, places, tables=counted)  # type: ignore[arg-type]
    assert (len(parts), len(asked)) == (3, 2)


def test_the_oracle_agrees_on_what_can_be_worked_by_hand() -> None:
    """A to C over the bridge takes 200 s; with the bridge closed at 50 s it is left at once after opening at 1,000 s.

    At 50 s the driver is on AB; at B at 100 s it is better to go round by D (330 s) than to wait until 1,000 s.
    """
    roads = bridge_town()
    closed = day(roads, change(interval=Interval(begin_s=50, end_s=1000)))
    parts = periods(Interval(begin_s=0, end_s=86_400), closed.changes)
    ms = [weights(closed, LAW, LIGHT, part) for part in parts]
    starts = [part.begin_s * 1000 for part in parts]
    exact = Clockwork(roads.node_count, roads.tail, roads.head, ms=ms, starts_ms=starts)
    c = int(np.argmin(np.abs(roads.lon - (roads.lon.min() + 2 / 3 * (roads.lon.max() - roads.lon.min()))) + roads.lat))
    a = int(roads.lon.argmin())
    assert exact.arrivals(a, 0)[c] / 1000 == pytest.approx(430.3, abs=0.1)
    assert exact.arrivals(a, 950_000)[c] / 1000 == pytest.approx(1150, abs=0.1)
    assert weights(closed, LAW, LIGHT, ALWAYS).max() == 2**30 - 1


def test_periods_like_the_one_before_are_joined() -> None:
    """Of four periods the second and the fourth bring nothing new."""
    travel = joined(table([0, 10, 20, 30], [60, 60, 90, 90]))
    assert travel.starts == (0, 20)
    assert travel.by_period("van", "A", "B") == (Leg(60, 600), Leg(90, 900))
    other = table([0, 10], [60, 90])
    assert joined(other) is other


@pytest.mark.parametrize(
    ("fine", "coarse", "pays"),
    [
        ([1000, 1000], [1000], False),
        ([1000, 985], [1000], False),
        ([1000, 975], [1000], True),
        ([1000, 990], [X], True),
    ],
)
def test_a_finer_cut_pays_from_a_hundredth_on_or_if_it_opens_a_way(
    fine: list[int], coarse: list[int], pays: bool
) -> None:
    """Saved are 0, 15 or 25 of 2,000 s and the second each way back; or there was no way at all."""
    assert worth(table([0, 100][: len(fine)], fine), table([0], coarse)) is pays
