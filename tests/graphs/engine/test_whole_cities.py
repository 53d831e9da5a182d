"""Whole cities with their turn restrictions, held against the graph in which every edge is a node."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from graphs.engine.prepared import PreparedRoads, turning_round
from graphs.engine.stops import Stops
from graphs.engine.units import INFINITE_MS
from graphs.law.classes import TYPICAL, VehicleClass
from graphs.law.edgelaw import SHUT
from graphs.law.legal import forbidden_turns, legal_ms
from graphs.law.turns import turn_table
from graphs.reading.osm import read_roads
from graphs.roads import RoadGraph
from graphs.town.towns import mountain_city
from tests.graphs.engine.oracles import Longhand, far_by_edges

BALTIMORE = Path(__file__).parents[4] / "shared/data/osm/baltimore_part.osm.pbf"
STOPS = 150


def roads_of(name: str) -> RoadGraph:
    if name != "baltimore":
        return mountain_city(nodes=20_000 if name == "town" else 2_000)
    if not BALTIMORE.exists():
        pytest.skip("the extract is not on this machine")
    return read_roads(BALTIMORE)


@pytest.mark.slow
@pytest.mark.parametrize("vehicle_class", [VehicleClass.CAR, VehicleClass.HEAVY])
@pytest.mark.parametrize("name", ["town", "baltimore"])
def test_tables_and_drives_keep_to_all_turns(name: str, vehicle_class: VehicleClass) -> None:
    """Every signed turn, and for lorries turning round beside them; 200 edges are closed besides."""
    roads = roads_of(name)
    rng = np.random.default_rng(7)
    vehicle = TYPICAL[vehicle_class]
    edge_ms = legal_ms(roads, vehicle)
    edge_ms[rng.choice(roads.edge_count, 200, replace=False)] = INFINITE_MS
    stops = Stops(edge=rng.integers(0, roads.edge_count, STOPS, dtype=np.int32), fraction=rng.random(STOPS))
    prepared = PreparedRoads(roads)
    signed = forbidden_turns(roads, vehicle)
    assert signed.any()
    table = prepared.table(edge_ms, prepared.forbidden(signed, turns_round=vehicle.turns_round), stops)
    turns = roads.law.turns
    back, onto = turning_round(roads, roads.head[turns.from_edge])
    if vehicle.turns_round:
        back, onto = back[:0], onto[:0]
    shut = np.r_[turns.from_edge[signed], back], np.r_[turns.to_edge[signed], onto]
    expected = far_by_edges(roads, edge_ms, *shut, stops)
    ms, dm = table.table()
    assert (ms == expected[0]).all()
    assert (dm == expected[1]).all()
    pairs = [(int(i), int(j)) for i, j in rng.integers(0, STOPS, (200, 2))]
    forbidden = set(zip(*(column.tolist() for column in shut), strict=True))
    for (i, j), pieces in zip(pairs, table.drives(pairs), strict=True):
        if pieces is not None:
            assert (pieces.ms.sum(), pieces.dm.sum()) == (ms[i, j], dm[i, j])
            assert not forbidden & set(zip(pieces.edge[:-1].tolist(), pieces.edge[1:].tolist(), strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["small town", "baltimore"])
def test_tables_keep_to_chains_and_pass_through_no_yard(name: str) -> None:
    """300 chains of three to five edges at random, and every twentieth edge for callers: as the longhand search."""
    roads, rng, vehicle = roads_of(name), np.random.default_rng(11), TYPICAL[VehicleClass.CAR]
    chains = {walk(roads, rng, int(edge)) for edge in rng.integers(0, roads.edge_count, 300)}
    signed = turn_table({chain: SHUT for chain in chains if len(chain) > 2})
    prepared = PreparedRoads(replace(roads, law=replace(roads.law, turns=signed)))
    callers = rng.random(roads.edge_count) < 0.05
    callers |= callers[roads.twin] & (roads.twin >= 0)
    edge_ms = legal_ms(roads, vehicle)
    stops = Stops(edge=rng.integers(0, roads.edge_count, 30, dtype=np.int32), fraction=rng.random(30))
    mask = prepared.forbidden(np.ones(len(signed), dtype=np.bool_), turns_round=True)
    table = prepared.table(edge_ms, mask, stops, callers=callers)
    assert table.yards is not None
    yards = frozenset(np.flatnonzero(table.yards.edges).tolist())
    times = [ms if ms < INFINITE_MS else None for ms in edge_ms.tolist()]
    search = Longhand(roads, times, set(signed.chains.tuples()), yards)
    ms, dm = table.table()
    for source in range(0, 30, 10):
        ways = [way or (INFINITE_MS, INFINITE_MS) for way in search.ways(stops, source)]
        assert list(zip(ms[source].tolist(), dm[source].tolist(), strict=True)) == ways


def walk(roads: RoadGraph, rng: np.random.Generator, edge: int) -> tuple[int, ...]:
    """Up to five edges, one after the other, from an edge on."""
    chain = [edge]
    for _ in range(rng.integers(2, 5)):
        following = np.flatnonzero(roads.tail == roads.head[chain[-1]])
        following = following[following != roads.twin[chain[-1]]]
        if len(following):
            chain.append(int(rng.choice(following)))
    return tuple(chain)
