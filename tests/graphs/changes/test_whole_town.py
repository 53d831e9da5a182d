"""The whole mountain city: the rule for pairs against exact time-dependent paths, on the engine and across closures."""

import numpy as np
import pytest

from graphs.changes.boundaries import periods
from graphs.changes.change import Interval, NamedRoad
from graphs.changes.resolve import resolve
from graphs.changes.tables import Calls, period_travel
from graphs.roads import RoadGraph
from graphs.search import Stops
from graphs.town.towns import mountain_city
from graphs.wide import WideRoads
from scenarios.bench_roads.periods import BRIDGE, DAY, RushHour, closed_for_a_while, trip_errors
from tests.graphs.changes.worlds import LIGHT, change

HOUR = 3600


@pytest.fixture(scope="module")
def town() -> RoadGraph:
    return mountain_city()


@pytest.fixture(scope="module")
def prepared(town: RoadGraph) -> WideRoads:
    return WideRoads(town)


@pytest.mark.slow
def test_the_mean_error_over_a_working_day_is_below_one_per_cent(town: RoadGraph, prepared: WideRoads) -> None:
    """Departures from 06:00 to 20:00, two rush hours among them."""
    wrong = trip_errors(resolve(town, ()), prepared, (6, 20))
    assert wrong.mean() < 0.01
    assert wrong.max() < 0.1


@pytest.mark.slow
def test_the_mean_error_across_a_closure_is_below_one_per_cent(town: RoadGraph, prepared: WideRoads) -> None:
    """A bridge over the river closes at 08:30 and opens at 09:15; departures from 07:30 to 09:30."""
    assert trip_errors(closed_for_a_while(town), prepared, (7.5, 9.5)).mean() < 0.01


def test_engine_and_plain_searches_give_the_same_tables_under_a_closure(town: RoadGraph, prepared: WideRoads) -> None:
    """Seconds and metres of 40 places, with turns free, before, during and after."""
    rng = np.random.default_rng(3)
    closed = change(where=NamedRoad(BRIDGE), interval=Interval(begin_s=8 * HOUR, end_s=9 * HOUR))
    day = resolve(town, (closed,))
    law = RushHour()
    open_ = np.flatnonzero(law.legal_ms(town, LIGHT, DAY) < 2**30 - 1)
    edges = rng.choice(open_, 40, replace=False).astype(np.int32)
    calls = Calls(tuple(map(str, range(40))), Stops(edge=edges, fraction=rng.random(40)))
    cut = periods(Interval(begin_s=7 * HOUR, end_s=10 * HOUR), day.changes)
    fast = period_travel(day, law, {"light": LIGHT}, cut, calls, tables=prepared.tables)
    plain = period_travel(day, law, {"light": LIGHT}, cut, calls)
    assert (fast.seconds == plain.seconds).all()
    assert (fast.metres == plain.metres).all()
    assert (fast.seconds[0, 0] != fast.seconds[0, 1]).any()
