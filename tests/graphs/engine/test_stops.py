"""Drives among stops, held against other searches on the same roads."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.engine.stops import StopTable
from graphs.engine.units import INFINITE_MS
from tests.graphs.engine.oracles import Longhand, far_by_edges
from tests.graphs.engine.worlds import NONE, World, stop_table, worlds


def with_turns(world: World) -> StopTable:
    return stop_table(
        world.roads,
        world.edge_ms,
        world.stops,
        from_edge=world.from_edge,
        to_edge=world.to_edge,
        forbidden=world.forbidden,
    )


@settings(max_examples=150, deadline=None)
@given(worlds())
def test_the_table_equals_the_search_edge_by_edge(world: World) -> None:
    """Time to the millisecond, length to the decimetre, unreachable where there is no way; closed edges included."""
    ms, dm = stop_table(world.roads, world.edge_ms, world.stops).table()
    expected = far_by_edges(world.roads, world.edge_ms, NONE, NONE, world.stops)
    assert ms.tolist() == expected[0].tolist()
    assert dm.tolist() == expected[1].tolist()


@settings(max_examples=300, deadline=None)
@given(worlds(with_turns=True))
def test_forbidden_turns_are_not_made(world: World) -> None:
    """Splitting junctions equals the graph in which every edge is a node; turns of the list that are allowed, too."""
    table = with_turns(world)
    shut = world.from_edge[world.forbidden], world.to_edge[world.forbidden]
    expected = far_by_edges(world.roads, world.edge_ms, *shut, world.stops)
    ms, dm = table.table()
    assert ms.tolist() == expected[0].tolist()
    assert dm.tolist() == expected[1].tolist()


@settings(max_examples=150, deadline=None)
@given(worlds(with_turns=True))
def test_a_drive_is_as_long_as_the_table_says_and_holds_together(world: World) -> None:
    """Its pieces follow one another, turn where that is allowed, and add up to the table's time and length."""
    table = with_turns(world)
    ms, dm = table.table()
    pairs = [(i, j) for i in range(len(ms)) for j in range(len(ms))]
    shut = set(zip(world.from_edge[world.forbidden], world.to_edge[world.forbidden], strict=True))
    for (i, j), pieces in zip(pairs, table.drives(pairs), strict=True):
        assert (pieces is None) == (ms[i, j] == INFINITE_MS)
        if pieces is not None:
            assert (pieces.ms.sum(), pieces.dm.sum()) == (ms[i, j], dm[i, j])
            assert (world.roads.head[pieces.edge[:-1]] == world.roads.tail[pieces.edge[1:]]).all()
            assert not shut & set(zip(pieces.edge[:-1], pieces.edge[1:], strict=True))
            assert (world.edge_ms[pieces.edge] < INFINITE_MS).all()
            assert (pieces.end[:-1] == 1).all()
            assert (pieces.begin[1:] == 0).all()


@settings(max_examples=100, deadline=None, derandomize=True)
@given(worlds(with_turns=True), st.integers(0, 31))
def test_one_sided_stops_are_met_along_their_edge_alone(world: World, sides: int) -> None:
    """Some of the stops; left and reached, also from another stop of the same street, as the longhand search has it."""
    one_sided = np.array([sides >> stop & 1 for stop in range(len(world.stops.edge))], dtype=np.bool_)
    world = world._replace(stops=replace(world.stops, one_sided=one_sided))
    shut = set(zip(world.from_edge[world.forbidden].tolist(), world.to_edge[world.forbidden].tolist(), strict=True))
    longhand = Longhand(world.roads, [ms if ms < INFINITE_MS else None for ms in world.edge_ms.tolist()], shut)
    ms, dm = with_turns(world).table()
    for source in range(len(ms)):
        ways = [way or (INFINITE_MS, INFINITE_MS) for way in longhand.ways(world.stops, source)]
        assert list(zip(ms[source].tolist(), dm[source].tolist(), strict=True)) == ways
