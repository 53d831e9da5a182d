"""Drives among stops, held against other searches on the same roads."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.engine.stops import StopTable
from graphs.engine.units import INFINITE_MS
from tests.graphs.changes.worlds import edge
from tests.graphs.engine.oracles import Longhand, far_by_edges
from tests.graphs.engine.worlds import World, stop_table, stops, worlds
from tests.graphs.grounds import ground, street


def longhand(world: World, table: StopTable) -> Longhand:
    """The longhand search of a world; which edges are no way through is the engine's word."""
    yards = frozenset() if table.yards is None else frozenset(np.flatnonzero(table.yards.edges).tolist())
    return Longhand(world.roads, [ms if ms < INFINITE_MS else None for ms in world.edge_ms.tolist()], world.shut, yards)


def assert_equal(table: StopTable, search: Longhand) -> None:
    """Time and length of every pair of stops; unreachable where there is no way."""
    ms, dm = table.table()
    for source in range(len(ms)):
        ways = [way or (INFINITE_MS, INFINITE_MS) for way in search.ways(table.stops, source)]
        assert list(zip(ms[source].tolist(), dm[source].tolist(), strict=True)) == ways


@settings(max_examples=150, deadline=None)
@given(worlds())
def test_the_table_equals_the_search_edge_by_edge(world: World) -> None:
    """Time to the millisecond, length to the decimetre, unreachable where there is no way; closed edges included."""
    ms, dm = stop_table(world).table()
    none = np.empty(0, dtype=np.int32)
    expected = far_by_edges(world.roads, world.edge_ms, none, none, world.stops)
    assert ms.tolist() == expected[0].tolist()
    assert dm.tolist() == expected[1].tolist()


@settings(max_examples=300, deadline=None)
@given(worlds(with_turns=True))
def test_forbidden_turns_are_not_made(world: World) -> None:
    """Turns, and turns over up to two edges in between; those of the list that are allowed, too."""
    table = stop_table(world)
    assert_equal(table, longhand(world, table))


@settings(max_examples=300, deadline=None)
@given(worlds(with_turns=True, with_callers=True))
def test_nobody_passes_through_roads_to_call_at(world: World) -> None:
    """Out of them, over other roads, into them again: no way that leads through, with forbidden turns besides."""
    table = stop_table(world)
    assert_equal(table, longhand(world, table))


@settings(max_examples=200, deadline=None)
@given(worlds(with_turns=True, with_callers=True))
def test_roads_to_call_at_shut_nobody_out(world: World) -> None:
    """What can be reached while they are shut takes no longer; what can be reached at all on a strong part still is."""
    table = stop_table(world)
    without = world._replace(
        edge_ms=np.where(world.callers, INFINITE_MS, world.edge_ms).astype(np.int32), callers=world.callers & False
    )
    anyhow = world._replace(callers=world.callers & False)
    assert (table.table()[0] <= stop_table(without).table()[0]).all()
    assert (table.table()[0] >= stop_table(anyhow).table()[0]).all()


@settings(max_examples=200, deadline=None)
@given(worlds(with_turns=True, with_callers=True))
def test_a_drive_is_as_long_as_the_table_says_and_holds_together(world: World) -> None:
    """Its pieces follow one another, turn where that is allowed, and add up to the table's time and length."""
    table = stop_table(world)
    ms, dm = table.table()
    pairs = [(i, j) for i in range(len(ms)) for j in range(len(ms))]
    for (i, j), pieces in zip(pairs, table.drives(pairs), strict=True):
        assert (pieces is None) == (ms[i, j] == INFINITE_MS)
        if pieces is not None:
            driven = tuple(pieces.edge.tolist())
            assert (pieces.ms.sum(), pieces.dm.sum()) == (ms[i, j], dm[i, j])
            assert (world.roads.head[pieces.edge[:-1]] == world.roads.tail[pieces.edge[1:]]).all()
            assert not any(driven[n : n + len(chain)] == chain for chain in world.shut for n in range(len(driven)))
            assert (world.edge_ms[pieces.edge] < INFINITE_MS).all()
            assert (pieces.end[:-1] == 1).all()
            assert (pieces.begin[1:] == 0).all()


@settings(max_examples=100, deadline=None, derandomize=True)
@given(worlds(with_turns=True, with_callers=True), st.integers(0, 31))
def test_one_sided_stops_are_met_along_their_edge_alone(world: World, sides: int) -> None:
    """Some of the stops; left and reached, also from another stop of the same street, as the longhand search has it."""
    one_sided = np.array([sides >> stop & 1 for stop in range(len(world.stops.edge))], dtype=np.bool_)
    table = stop_table(world._replace(stops=replace(world.stops, one_sided=one_sided)))
    assert_equal(table, longhand(world, table))


@settings(max_examples=50, deadline=None)
@given(worlds(with_turns=True, with_callers=True))
def test_times_alone_are_the_same_times(world: World) -> None:
    """Without lengths the table has the same times."""
    alone, both = stop_table(world, lengths=False), stop_table(world)
    assert alone.table()[0].tolist() == both.table()[0].tolist()


def test_chains_that_share_edges_are_all_minded() -> None:
    """One-way from A to D, then E or F. Forbidden: A-B-C-D-E, and B-C-D-F; who begins later is free of either.

    From A nobody gets to E or F, from the street B-C to E alone, from C-D to both.
    """
    spots = {name: (1000.0 * i, 0.0) for i, name in enumerate("ABCD")} | {"E": (4000, 500), "F": (4000, -500)}
    roads = ground(spots, *(street(ends, one_way=True) for ends in ("AB", "BC", "CD", "DE", "DF")))
    ab, bc, cd, de, df = (edge(roads, ends, spots) for ends in ("AB", "BC", "CD", "DE", "DF"))
    ms, at = np.full(5, 1000, dtype=np.int32), stops(*((one, 0.5) for one in (ab, bc, cd, de, df)))
    chains = [(ab, bc, cd, de), (bc, cd, df)]
    world = World(roads, ms, at, chains, np.ones(2, dtype=np.bool_), np.zeros(5, dtype=np.bool_))
    reached = (stop_table(world).table()[0][:3, 3:] < INFINITE_MS).tolist()
    assert reached == [[False, False], [True, False], [True, True]]
