"""The whole mountain city: the rule for pairs against exact time-dependent paths, on the engine and across closures."""

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from graphs.changes.boundaries import periods, speed_moments
from graphs.changes.change import Interval, NamedRoad
from graphs.changes.resolve import DayChanges, resolve
from graphs.changes.tables import Calls, SignedLaw, period_travel, weights
from graphs.law.speeds import TRAFFIC_PCT
from graphs.roads import CODE, RoadClass, RoadGraph
from graphs.search import Stops
from graphs.town.towns import mountain_city
from graphs.wide import WideRoads
from tests.graphs.changes.oracle import Clockwork
from tests.graphs.changes.worlds import LIGHT, change

HOUR = 3600
DAY = Interval(begin_s=0, end_s=30 * HOUR)
BRIDGE = "千厮门嘉陵江大桥"
PERCENT = np.array(TRAFFIC_PCT["ordinary"])


@dataclass(frozen=True)
class RushHour(SignedLaw):
    """Signs of the map; main roads follow the traffic of an ordinary day, side streets feel half of it; turns and ways
    through free.

    With one factor for all roads the rule for pairs would be exact, so main and side streets differ here.
    """

    def legal_ms(self, roads: RoadGraph, vehicle: object, period: Interval) -> NDArray[np.integer]:
        free = SignedLaw().legal_ms(roads, LIGHT, period)
        hours = [hour % 24 for hour in range(period.begin_s // HOUR, -(-period.end_s // HOUR))]
        pace = float((100 / PERCENT[hours]).mean())
        main = roads.road_class <= CODE[RoadClass.SECONDARY_LINK]
        return np.where(free < 2**30 - 1, np.ceil(free * np.where(main, pace, (1 + pace) / 2)), free).astype(np.int64)

    def forbidden_turns(self, roads: RoadGraph, vehicle: object, period: Interval) -> NDArray[np.bool_]:
        return np.zeros(len(roads.law.turns), dtype=np.bool_)

    def callers_only(self, roads: RoadGraph, vehicle: object, period: Interval) -> NDArray[np.bool_]:
        return np.zeros(roads.edge_count, dtype=np.bool_)


@pytest.fixture(scope="module")
def town() -> RoadGraph:
    return mountain_city()


@pytest.fixture(scope="module")
def prepared(town: RoadGraph) -> WideRoads:
    return WideRoads(town)


def errors(day: DayChanges, prepared: WideRoads, departures: tuple[float, float]) -> NDArray[np.float64]:
    """Relative errors of 12 departures to 60 places each, against exact paths under hourly speeds."""
    rng = np.random.default_rng(7)
    law = RushHour()
    legal = law.legal_ms(day.roads, LIGHT, DAY)
    open_ = np.flatnonzero((legal < 2**30 - 1) & (day.roads.twin >= 0))
    edges = rng.choice(open_, 60, replace=False).astype(np.int32)
    calls = Calls(tuple(map(str, range(60))), Stops(edge=edges, fraction=np.ones(60)))
    cut = periods(DAY, day.changes, speed_moments(PERCENT.tolist(), DAY))
    travel = period_travel(day, law, {"light": LIGHT}, cut, calls, tables=prepared.tables)
    exact_cut = periods(DAY, day.changes, speed_moments(PERCENT.tolist(), DAY, tolerance=0))
    exact = Clockwork(
        day.roads.node_count,
        day.roads.tail,
        day.roads.head,
        ms=[weights(day, law, LIGHT, part) for part in exact_cut],
        starts_ms=[part.begin_s * 1000 for part in exact_cut],
    )
    found = []
    for _ in range(12):
        origin, depart_s = int(rng.integers(60)), int(rng.integers(*(int(hour * HOUR) for hour in departures)))
        there = np.array(exact.arrivals(int(day.roads.head[edges[origin]]), depart_s * 1000))
        true_s = there[day.roads.head[edges]] / 1000 - depart_s
        legs = [travel.leg("light", str(origin), str(place), depart_s) for place in range(60)]
        took_s = np.array([leg.seconds if leg else np.inf for leg in legs])
        far = np.isfinite(true_s) & (true_s > 60)
        found.append(np.abs(took_s - true_s)[far] / true_s[far])
    return np.concatenate(found)


@pytest.mark.slow
def test_the_mean_error_over_a_working_day_is_below_one_per_cent(town: RoadGraph, prepared: WideRoads) -> None:
    """Departures from 06:00 to 20:00, two rush hours among them."""
    wrong = errors(resolve(town, ()), prepared, (6, 20))
    assert wrong.mean() < 0.01
    assert wrong.max() < 0.1


@pytest.mark.slow
def test_the_mean_error_across_a_closure_is_below_one_per_cent(town: RoadGraph, prepared: WideRoads) -> None:
    """A bridge over the river closes at 08:30 and opens at 09:15; departures from 07:30 to 09:30."""
    closed = change(where=NamedRoad(BRIDGE), interval=Interval(begin_s=int(8.5 * HOUR), end_s=int(9.25 * HOUR)))
    wrong = errors(resolve(town, (closed,)), prepared, (7.5, 9.5))
    assert wrong.mean() < 0.01


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
