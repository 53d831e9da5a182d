"""Any roads, signs, vehicle, changes and hour: the tables of a day equal a search of every edge, written longhand."""

from dataclasses import dataclass, replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.changes.boundaries import periods
from graphs.changes.change import ALWAYS, Change, Closure, Dimension, Edges, Interval, Limit, Reversal, SlowDown
from graphs.changes.resolve import DayChanges, resolve
from graphs.changes.tables import Calls, SignedLaw, period_travel
from graphs.law.classes import ALL, BIT, TYPICAL, RoadVehicle, VehicleClass
from graphs.law.edgelaw import EdgeLaw
from graphs.law.legal import INFINITE
from graphs.law.roadlaw import RoadLaw, TurnTable
from graphs.roads import RoadGraph
from graphs.travel import UNREACHABLE
from graphs.wide import FullLaw, WideRoads
from tests.graphs.engine.oracles import Longhand
from tests.graphs.engine.worlds import stops, turns_of
from tests.graphs.grounds import ground, street

SPOTS = {name: (float(i % 3) * 700 + 13 * i, float(i // 3) * 900) for i, name in enumerate("ABCDEFG")}
HORIZON = Interval(begin_s=36_000, end_s=43_200)
INTERVALS = (ALWAYS, Interval(begin_s=0, end_s=39_600), Interval(begin_s=39_600, end_s=90_000))
VEHICLES = {name: TYPICAL[name] for name in (VehicleClass.HEAVY, VehicleClass.MINI, VehicleClass.BUS)}
VEHICLES[VehicleClass.MINI] = replace(VEHICLES[VehicleClass.MINI], permits=frozenset({"P1"}))
MASKS = st.sampled_from([ALL, ALL & ~BIT[VehicleClass.HEAVY], BIT[VehicleClass.BUS], 0])
LAW = SignedLaw()


@dataclass(frozen=True)
class Day:
    """Signed roads, what changed on them, and calls beside them."""

    roads: RoadGraph
    changes: tuple[Change, ...]
    calls: Calls


@st.composite
def signed_roads(draw: st.DrawFn) -> RoadGraph:
    """Up to 12 streets, parallel ones and loops among them, each closed to some; up to 8 turns that some may take."""
    streets = []
    for _ in range(draw(st.integers(2, 12))):
        ends = draw(st.sampled_from("ABCDEFG")) + draw(st.sampled_from("ABCDEFG"))
        bend = draw(st.tuples(st.integers(-900, 900), st.integers(-900, 900)))
        streets.append(street(ends, via=[bend], one_way=draw(st.booleans()), kph=draw(st.sampled_from([20, 36]))))
    roads = ground(SPOTS, *streets)
    laws = (EdgeLaw(), EdgeLaw(max_height_cm=300), EdgeLaw(classes=draw(MASKS)))
    code = [draw(st.sampled_from([0, 0, 0, 1, 2])) for _ in range(roads.edge_count)]
    first, second = turns_of(roads)
    chosen = draw(st.lists(st.integers(0, len(first) - 1), unique=True, max_size=8)) if len(first) else []
    masks = tuple(EdgeLaw(classes=draw(MASKS)) for _ in chosen)
    turns = TurnTable(from_edge=first[chosen], to_edge=second[chosen], code=np.arange(len(chosen)), laws=masks)
    return replace(roads, law=RoadLaw(code=np.array(code), laws=laws, turns=turns))


@st.composite
def days(draw: st.DrawFn) -> Day:
    """Up to 5 changes of any kind the law knows, for all or for some, all day or half of it; up to 5 calls."""
    roads = draw(signed_roads())
    edges = st.integers(0, roads.edge_count - 1)
    one_way = [edge for edge in range(roads.edge_count) if roads.twin[edge] < 0]
    effects = [
        Closure(),
        SlowDown(percent=25),
        SlowDown(percent=50),
        Limit(dimension=Dimension.WIDTH, most=200),
        Limit(dimension=Dimension.WEIGHT, most=20_000),
        *([Reversal()] if one_way else []),
    ]
    changes = []
    for number in range(draw(st.integers(0, 5))):
        effect = draw(st.sampled_from(effects))
        where = draw(
            st.lists(st.sampled_from(one_way) if isinstance(effect, Reversal) else edges, min_size=1, max_size=3)
        )
        changes.append(
            Change(
                id=f"R{number}",
                where=Edges(tuple(where)),
                effect=effect,
                interval=draw(st.sampled_from(INTERVALS)),
                classes=draw(st.sampled_from([None, frozenset({VehicleClass.HEAVY, VehicleClass.MINI})])),
                permits=draw(st.sampled_from([frozenset(), frozenset({"P1"})])),
            )
        )
    places = st.tuples(edges, st.sampled_from([0.0, 0.25, 1 / 3, 0.9, 1.0]))
    at = stops(*draw(st.lists(places, min_size=2, max_size=5)))
    return Day(roads, tuple(changes), Calls(tuple(map(str, range(len(at.edge)))), at))


def weights(day: DayChanges, vehicle: RoadVehicle, period: Interval) -> list[int | None]:
    """Milliseconds of every edge by what each change says in words, one edge at a time; None where it is shut."""
    base = day.base.edge_count
    legal = LAW.legal_ms(day.roads, vehicle, period).tolist()
    found: list[int | None] = []
    for edge, ms in enumerate(legal):
        runs = edge < base
        open_, times = ms < INFINITE, 1
        for change in day.changes:
            if vehicle.vehicle_class not in (change.classes or vehicle.vehicle_class):
                continue
            if change.permits & vehicle.permits or not change.interval.meets(period):
                continue
            # a change of a one-way street counts for the opposite direction too, should that be opened
            own = day.against[edge - base] if edge >= base else edge
            if own not in change.where.edges:
                continue
            match change.effect:
                case Closure():
                    open_ = False
                case SlowDown(percent=percent):
                    times *= 100 // percent
                case Limit(dimension=Dimension.WIDTH, most=most):
                    open_ &= vehicle.width_cm <= most
                case Limit(most=most):
                    open_ &= vehicle.gross_kg <= most
                case Reversal():
                    runs = not runs
        found.append(ms * times if open_ and runs else None)
    return found


def forbidden(roads: RoadGraph, vehicle: RoadVehicle) -> set[tuple[int, int]]:
    """Turns signed against a class; and for who cannot turn round, turning back next to such junctions."""
    turns = roads.law.turns
    pairs = list(zip(turns.from_edge.tolist(), turns.to_edge.tolist(), strict=True))
    shut = {pair for pair, law in zip(pairs, turns.laws, strict=True) if not law.classes & vehicle.bit}
    if vehicle.turns_round:
        return shut
    signed = {int(roads.head[edge]) for edge, _ in pairs}
    out = roads.tail.tolist()
    return shut | {
        (edge, int(roads.twin[edge]))
        for edge in range(roads.edge_count)
        if roads.twin[edge] >= 0 and roads.tail[edge] in signed and out.count(roads.head[edge]) > 1
    }


@settings(max_examples=250, deadline=None, derandomize=True)
@given(days())
def test_the_tables_of_a_day_equal_the_search_edge_by_edge(day: Day) -> None:
    """Heavy lorry, small lorry with a permit, bus; in every period of the day: seconds, metres, and what is cut off."""
    wide = WideRoads(day.roads)
    resolved = resolve(day.roads, day.changes)
    cut = periods(HORIZON, day.changes)
    travel = period_travel(
        resolved, FullLaw(LAW, wide.prepared), VEHICLES, cut, day.calls, tables=wide.tables(resolved)
    )
    for layer, vehicle in enumerate(VEHICLES.values()):
        for at, period in enumerate(cut):
            longhand = Longhand(resolved.roads, weights(resolved, vehicle, period), forbidden(day.roads, vehicle))
            for source in range(len(day.calls.places)):
                ways = longhand.ways(day.calls.stops, source)
                ways[source] = 0, 0
                seconds = [UNREACHABLE if way is None else -(-way[0] // 1000) for way in ways]
                metres = [UNREACHABLE if way is None else (way[1] + 5) // 10 for way in ways]
                assert travel.seconds[layer, at, source].tolist() == seconds
                assert travel.metres[layer, at, source].tolist() == metres
