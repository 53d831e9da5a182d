"""The rule for trips across periods, held against exact time-dependent paths on a whole town."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphs.changes.boundaries import periods, speed_moments
from graphs.changes.change import Change, Closure, Interval, NamedRoad
from graphs.changes.resolve import DayChanges, resolve
from graphs.changes.tables import Calls, SignedLaw, period_travel, weights
from graphs.engine.stops import Stops
from graphs.law.classes import TYPICAL, RoadVehicle, VehicleClass
from graphs.law.speeds import TRAFFIC_PCT
from graphs.roads import CODE, RoadClass, RoadGraph
from graphs.town.towns import mountain_city
from graphs.wide import WideRoads
from scenarios.bench_roads.clockwork import Clockwork

TOWN_NODES = 20_000
BRIDGE = "千厮门嘉陵江大桥"
PERCENT = np.array(TRAFFIC_PCT["ordinary"])
PLACES, DEPARTURES = 60, 12
_LEAST_S = 60
_HOUR = 3600
DAY = Interval(begin_s=0, end_s=30 * _HOUR)
_LIGHT = TYPICAL[VehicleClass.LIGHT]


@dataclass(frozen=True)
class RushHour(SignedLaw):
    """Signs of the map; main roads follow the traffic of an ordinary day, side streets feel half of it.

    With one factor for all roads the rule for pairs would be exact, so main and side streets differ here. Turns and
    ways through are free, as the exact search knows none.
    """

    def legal_ms(self, roads: RoadGraph, vehicle: RoadVehicle, period: Interval) -> NDArray[np.integer]:
        """Milliseconds on every edge at the pace of the period."""
        free = SignedLaw().legal_ms(roads, vehicle, period)
        hours = [hour % 24 for hour in range(period.begin_s // _HOUR, -(-period.end_s // _HOUR))]
        pace = float((100 / PERCENT[hours]).mean())
        main = roads.road_class <= CODE[RoadClass.SECONDARY_LINK]
        return np.where(free < 2**30 - 1, np.ceil(free * np.where(main, pace, (1 + pace) / 2)), free).astype(np.int64)

    def forbidden_turns(self, roads: RoadGraph, vehicle: RoadVehicle, period: Interval) -> NDArray[np.bool_]:  # noqa: ARG002 -- all alike
        """None."""
        return np.zeros(len(roads.law.turns), dtype=np.bool_)

    def callers_only(self, roads: RoadGraph, vehicle: RoadVehicle, period: Interval) -> NDArray[np.bool_]:  # noqa: ARG002 -- all alike
        """None."""
        return np.zeros(roads.edge_count, dtype=np.bool_)


@dataclass(frozen=True, slots=True, kw_only=True)
class Errors:
    """How far trips by the rule are from the exact ones, as parts of the exact time."""

    task: str
    trips: int
    mean: float
    largest: float


def closed_for_a_while(roads: RoadGraph) -> DayChanges:
    """A bridge over the river closes at 08:30 and opens at 09:15."""
    closed = Interval(begin_s=8 * _HOUR + 1800, end_s=9 * _HOUR + 900)
    return resolve(roads, (Change(id="bridge", where=NamedRoad(BRIDGE), effect=Closure(), interval=closed),))


def measure_periods(*, nodes: int = TOWN_NODES, say: Callable[[str], None] = print) -> tuple[Errors, ...]:
    """Compare trips of an ordinary working day, and across a closure that opens while vehicles are under way."""
    roads = mountain_city(nodes=nodes)
    wide = WideRoads(roads)
    found = []
    for task, day, departures in (
        ("a working day, departures 06:00-20:00", resolve(roads, ()), (6.0, 20.0)),
        ("a bridge shut 08:30-09:15, departures 07:30-09:30", closed_for_a_while(roads), (7.5, 9.5)),
    ):
        wrong = trip_errors(day, wide, departures)
        found.append(Errors(task=task, trips=len(wrong), mean=float(wrong.mean()), largest=float(wrong.max())))
        say(f"{task}: mean {found[-1].mean:.2%}, largest {found[-1].largest:.2%}")
    return tuple(found)


def trip_errors(day: DayChanges, wide: WideRoads, departures: tuple[float, float]) -> NDArray[np.float64]:
    """Relative errors of some departures, at random between two hours, from and to places at random."""
    rng, law = np.random.default_rng(7), RushHour()
    legal = law.legal_ms(day.roads, _LIGHT, DAY)
    open_ = np.flatnonzero((legal < 2**30 - 1) & (day.roads.twin >= 0))
    edges = rng.choice(open_, PLACES, replace=False).astype(np.int32)
    calls = Calls(tuple(map(str, range(PLACES))), Stops(edge=edges, fraction=np.ones(PLACES)))
    cut = periods(DAY, day.changes, speed_moments(PERCENT.tolist(), DAY))
    travel = period_travel(day, law, {"light": _LIGHT}, cut, calls, tables=wide.tables)
    exact = _exact(day, law)
    earliest_s, latest_s = (int(hour * _HOUR) for hour in departures)
    found = []
    for _ in range(DEPARTURES):
        origin, depart_s = int(rng.integers(PLACES)), int(rng.integers(earliest_s, latest_s))
        there = np.array(exact.arrivals(int(day.roads.head[edges[origin]]), depart_s * 1000))
        true_s = there[day.roads.head[edges]] / 1000 - depart_s
        legs = [travel.leg("light", str(origin), str(place), depart_s) for place in range(PLACES)]
        took_s = np.array([leg.seconds if leg else np.inf for leg in legs])
        far = np.isfinite(true_s) & (true_s > _LEAST_S)
        found.append(np.abs(took_s - true_s)[far] / true_s[far])
    return np.concatenate(found)


def _exact(day: DayChanges, law: RushHour) -> Clockwork:
    cut = periods(DAY, day.changes, speed_moments(PERCENT.tolist(), DAY, tolerance=0))
    return Clockwork(
        day.roads.node_count,
        day.roads.tail,
        day.roads.head,
        ms=[weights(day, law, _LIGHT, part) for part in cut],
        starts_ms=[part.begin_s * 1000 for part in cut],
    )
