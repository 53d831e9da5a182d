"""Any roads, signs, vehicle, changes and hour: the tables of a day equal a search of every edge, written longhand."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.changes.boundaries import periods
from graphs.changes.change import (
    ALWAYS,
    Change,
    Checkpoint,
    Closure,
    Dimension,
    Edges,
    GreenLane,
    Interval,
    Limit,
    Reversal,
    Sealed,
    SlowDown,
)
from graphs.changes.resolve import DayChanges, resolve
from graphs.changes.tables import Calls, SignedLaw, period_travel
from graphs.changes.tables import weights as put_weights
from graphs.law.classes import ALL, BIT, TYPICAL, RoadVehicle, VehicleClass
from graphs.law.edgelaw import Condition, EdgeLaw, Effect, When
from graphs.law.legal import INFINITE
from graphs.law.roadlaw import RoadLaw
from graphs.law.turns import turn_table
from graphs.leg import UNREACHABLE
from graphs.roads import RoadGraph
from graphs.wide import FullLaw, WideRoads
from tests.graphs.engine.oracles import Longhand
from tests.graphs.engine.worlds import chains_of, stops
from tests.graphs.grounds import ground, street

SPOTS = {name: (float(i % 3) * 700 + 13 * i, float(i // 3) * 900) for i, name in enumerate("ABCDEFG")}
HORIZON = Interval(begin_s=36_000, end_s=43_200)
INTERVALS = (ALWAYS, Interval(begin_s=0, end_s=39_600), Interval(begin_s=39_600, end_s=90_000))
VEHICLES = {name: TYPICAL[name] for name in (VehicleClass.HEAVY, VehicleClass.MINI, VehicleClass.BUS)}
VEHICLES[VehicleClass.MINI] = replace(VEHICLES[VehicleClass.MINI], permits=frozenset({"P1"}))
MASKS = st.sampled_from([ALL, ALL & ~BIT[VehicleClass.HEAVY], BIT[VehicleClass.BUS], 0])
LAW, HOURLESS = SignedLaw(day=date(2022, 11, 21)), SignedLaw()
SIGNED = Interval(begin_s=37_800, end_s=41_400)
"""Hours on signs, 10:30-11:30; gates are open from 11:00."""
GATE_OPEN = Interval(begin_s=39_600, end_s=90_000)


def at_hours(effect: Effect, classes: int) -> EdgeLaw:
    """A sign that counts for some classes at some hours."""
    return EdgeLaw(conditions=(Condition(effect=effect, classes=classes, when=When(hours="10:30-11:30")),))


@dataclass(frozen=True)
class Day:
    """Signed roads, what changed on them, and calls beside them."""

    roads: RoadGraph
    changes: tuple[Change, ...]
    calls: Calls


@st.composite
def signed_roads(draw: st.DrawFn) -> RoadGraph:
    """Up to 12 streets, parallel ones and loops among them; up to 8 turns, or chains of up to four edges.

    Each street is open, or closed to some or for those who call there, for good or at some hours; so is each turn.
    """
    streets = []
    for _ in range(draw(st.integers(2, 12))):
        ends = draw(st.sampled_from("ABCDEFG")) + draw(st.sampled_from("ABCDEFG"))
        bend = draw(st.tuples(st.integers(-900, 900), st.integers(-900, 900)))
        streets.append(street(ends, via=[bend], one_way=draw(st.booleans()), kph=draw(st.sampled_from([20, 36]))))
    roads = ground(SPOTS, *streets)
    some = draw(MASKS)
    laws = (
        EdgeLaw(),
        EdgeLaw(max_height_cm=300),
        EdgeLaw(classes=draw(MASKS)),
        EdgeLaw(destination=some),
        at_hours(Effect.FORBID, draw(MASKS)),
        at_hours(Effect.CALL, draw(MASKS)),
    )
    code = [draw(st.sampled_from([0, 0, 0, 1, 2, 3, 4, 5])) for _ in range(roads.edge_count)]
    kinds = st.builds(lambda mask: EdgeLaw(classes=mask), MASKS) | st.builds(
        lambda mask: at_hours(Effect.FORBID, mask), MASKS
    )
    turns = turn_table({chain: draw(kinds) for chain in draw(chains_of(roads))})
    return replace(roads, law=RoadLaw(code=np.array(code), laws=laws, turns=turns))


@st.composite
def days(draw: st.DrawFn) -> Day:
    """Up to 5 changes of any kind the law knows, for all or for some, all day or half of it; up to 5 calls."""
    roads = draw(signed_roads())
    edges = st.integers(0, roads.edge_count - 1)
    one_way = [edge for edge in range(roads.edge_count) if roads.twin[edge] < 0]
    effects = [
        Closure(),
        Sealed(),
        GreenLane(),
        Checkpoint(wait_s=60),
        Checkpoint(wait_s=30, hours=(GATE_OPEN,)),
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
    """Milliseconds of every edge by what signs and changes say in words, one edge at a time; None where it is shut."""
    base = day.base.edge_count
    legal = HOURLESS.legal_ms(day.roads, vehicle, period).tolist()
    found: list[int | None] = []
    for edge, ms in enumerate(legal):
        runs = edge < base
        open_ = ms < INFINITE and not _told(
            day.roads.law.laws[day.roads.law.code[edge]], Effect.FORBID, vehicle, period
        )
        fits, times, wait = True, 1, 0
        shut = False
        for change in day.changes:
            if vehicle.vehicle_class not in (change.classes or vehicle.vehicle_class):
                continue
            lane = isinstance(change.effect, GreenLane)
            holds = bool(change.permits & vehicle.permits)
            if (not holds and bool(change.permits)) if lane else holds:
                continue
            # a change of a one-way street counts for the opposite direction too, should that be opened
            own = day.against[edge - base] if edge >= base else edge
            if own not in change.where.edges or not change.interval.meets(period):
                continue
            match change.effect:
                case Closure() | Sealed():
                    shut = True
                case GreenLane():
                    shut, times, wait = False, 1, 0
                case Checkpoint(wait_s=wait_s, hours=hours):
                    wait += wait_s * 1000
                    shut |= bool(hours) and not any(opened.meets(period) for opened in hours)
                case SlowDown(percent=percent):
                    times *= 100 // percent
                case Limit(dimension=Dimension.WIDTH, most=most):
                    fits &= vehicle.width_cm <= most
                case Limit(most=most):
                    fits &= vehicle.gross_kg <= most
                case Reversal():
                    runs = not runs
        found.append(ms * times + wait if open_ and fits and runs and not shut else None)
    return found


def _told(law: EdgeLaw, effect: Effect, vehicle: RoadVehicle, period: Interval) -> bool:
    """Whether a sign with hours says something to a vehicle at any moment of a period."""
    return SIGNED.meets(period) and any(one.effect is effect and one.classes & vehicle.bit for one in law.conditions)


def callers(roads: RoadGraph, vehicle: RoadVehicle, period: Interval) -> list[bool]:
    """Edges whose signs keep out who passes through."""
    laws = [roads.law.laws[code] for code in roads.law.code.tolist()]
    return [bool(law.destination & vehicle.bit) or _told(law, Effect.CALL, vehicle, period) for law in laws]


def forbidden(roads: RoadGraph, vehicle: RoadVehicle, period: Interval) -> set[tuple[int, ...]]:
    """Turns signed against a class; and for who cannot turn round, turning back next to such junctions."""
    turns = roads.law.turns
    chains = list(turns.chains.tuples())
    laws = [turns.laws[code] for code in turns.code.tolist()]
    shut = {
        chain
        for chain, law in zip(chains, laws, strict=True)
        if not law.classes & vehicle.bit or _told(law, Effect.FORBID, vehicle, period)
    }
    if vehicle.turns_round:
        return shut
    signed = {int(roads.head[edge]) for chain in chains for edge in chain[:-1]}
    out = roads.tail.tolist()
    return shut | {
        (edge, int(roads.twin[edge]))
        for edge in range(roads.edge_count)
        if roads.twin[edge] >= 0 and roads.tail[edge] in signed and out.count(roads.head[edge]) > 1
    }


def yards(wide: WideRoads, day: DayChanges, vehicle: RoadVehicle, period: Interval, calls: Calls) -> frozenset[int]:
    """Edges that are no way through: which part one gets about in freely is the engine's word, see its own tests."""
    table = wide.table(
        put_weights(day, LAW, vehicle, period),
        LAW.forbidden_turns(day.roads, vehicle, period),
        calls.stops,
        turns_round=vehicle.turns_round,
        callers=np.array(callers(day.roads, vehicle, period)),
        against=day.against,
    )
    if table.yards is None:
        return frozenset()
    base, kept = day.base.edge_count, set(np.flatnonzero(table.yards.edges).tolist())
    one_way = np.flatnonzero(day.base.twin < 0)
    added = {base + i for i, edge in enumerate(day.against) if base + np.searchsorted(one_way, edge) in kept}
    return frozenset({edge for edge in kept if edge < base} | added)


@settings(max_examples=250, deadline=None, derandomize=True)
@given(days())
def test_the_tables_of_a_day_equal_the_search_edge_by_edge(day: Day) -> None:
    """Heavy lorry, small lorry with a permit, bus; in every period of the day: seconds, metres, and what is cut off."""
    wide = WideRoads(day.roads)
    resolved = resolve(day.roads, day.changes)
    cut = periods(HORIZON, day.changes, LAW.moments(day.roads, VEHICLES.values(), HORIZON))
    travel = period_travel(resolved, FullLaw(LAW, wide.prepared), VEHICLES, cut, day.calls, tables=wide.tables)
    for layer, vehicle in enumerate(VEHICLES.values()):
        for at, period in enumerate(cut):
            no_way_through = yards(wide, resolved, vehicle, period, day.calls)
            ms, shut = weights(resolved, vehicle, period), forbidden(day.roads, vehicle, period)
            longhand = Longhand(resolved.roads, ms, shut, no_way_through)
            for source in range(len(day.calls.places)):
                ways = longhand.ways(day.calls.stops, source)
                ways[source] = 0, 0
                seconds = [UNREACHABLE if way is None else -(-way[0] // 1000) for way in ways]
                metres = [UNREACHABLE if way is None else (way[1] + 5) // 10 for way in ways]
                assert travel.seconds[layer, at, source].tolist() == seconds
                assert travel.metres[layer, at, source].tolist() == metres
