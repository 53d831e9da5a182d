"""Shortest paths among stops, held against networkx."""

from itertools import pairwise
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs import search
from graphs.roads import RoadGraph
from graphs.search import Stops, StopSearch, nearest_hub, pieces, spanning_forest, strong_part
from tests.graphs.grounds import SQUARE, Street, ground, ring, street

LENGTH_BITS = 26
SPOTS = {name: (float(i % 3) * 700 + 13 * i, float(i // 3) * 900) for i, name in enumerate("ABCDEFGH")}


def stops(*places: tuple[int, float]) -> Stops:
    edge, fraction = zip(*places, strict=True)
    return Stops(edge=np.array(edge, dtype=np.int32), fraction=np.array(fraction, dtype=np.float64))


def ten_metres_a_second(roads: RoadGraph) -> np.ndarray:
    return roads.length_dm.astype(np.int64) * 10


@st.composite
def towns(draw: st.DrawFn) -> tuple[RoadGraph, np.ndarray, Stops]:
    """Up to 14 streets among 8 junctions, parallel ones and loops included; some closed; up to 5 stops."""
    streets: list[Street] = []
    for _ in range(draw(st.integers(1, 14))):
        ends = draw(st.sampled_from("ABCDEFGH")) + draw(st.sampled_from("ABCDEFGH"))
        bend = draw(st.tuples(st.integers(-900, 900), st.integers(-900, 900)))
        streets.append(street(ends, via=[bend], one_way=draw(st.booleans())))
    roads = ground(SPOTS, *streets)
    ms = np.array([draw(st.integers(1, 9)) * 1000 for _ in range(roads.edge_count)], dtype=np.int64)
    shut = draw(st.lists(st.integers(0, roads.edge_count - 1), max_size=3))
    ms[shut] = 0
    if not ms.any():
        ms[:] = 1000
    usable = np.flatnonzero(ms).tolist()
    fractions = st.sampled_from([0.0, 0.25, 1 / 3, 0.5, 0.9, 1.0])
    places = draw(st.lists(st.tuples(st.sampled_from(usable), fractions), min_size=1, max_size=5))
    return roads, ms, stops(*places)


def cut_graph(roads: RoadGraph, ms: np.ndarray, at: Stops) -> "nx.DiGraph[Any]":
    """Every edge cut at the stops beside it; stops are nodes ``("stop", i)``; the weight is time and length packed.

    A stop at the very end of an edge still lies beside that edge; two stops at one spot are the same spot.
    """
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_nodes_from(("stop", i) for i in range(len(at.edge)))
    for edge in np.flatnonzero(ms).tolist():
        marks: list[tuple[float, Any]] = [(0.0, int(roads.tail[edge])), (1.0, int(roads.head[edge]))]
        for i, (other, fraction) in enumerate(zip(at.edge.tolist(), at.fraction.tolist(), strict=True)):
            if other == edge:
                marks.append((fraction, ("stop", i)))
            elif other == roads.twin[edge]:
                marks.append((1 - fraction, ("stop", i)))
        marks = [marks[0], *sorted(marks[2:], key=lambda mark: mark[0]), marks[1]]
        for (a, here), (b, there) in pairwise(marks):
            weight = 0
            for whole, bits in ((int(ms[edge]), LENGTH_BITS), (int(roads.length_dm[edge]), 0)):
                weight += (round(whole * b) - round(whole * a)) << bits
            if weight < graph.get_edge_data(here, there, {"weight": 2**60})["weight"]:
                graph.add_edge(here, there, weight=weight)
            if a == b and isinstance(here, tuple) and isinstance(there, tuple):
                graph.add_edge(there, here, weight=0)
    return graph


@settings(max_examples=150, deadline=None)
@given(towns())
def test_the_table_equals_networkx_on_the_graph_cut_at_the_stops(town: tuple[RoadGraph, np.ndarray, Stops]) -> None:
    """Time to the millisecond, length to the decimetre, unreachable where networkx finds no path."""
    roads, ms, at = town
    far_ms, far_dm = StopSearch(roads, ms, at).table()
    graph = cut_graph(roads, ms, at)
    for i in range(len(at.edge)):
        far = nx.single_source_dijkstra_path_length(graph, ("stop", i))
        for j in range(len(at.edge)):
            packed = far.get(("stop", j))
            expected = (-1, -1) if packed is None else (packed >> LENGTH_BITS, packed & (2**LENGTH_BITS - 1))
            assert (far_ms[i, j], far_dm[i, j]) == expected


@settings(max_examples=100, deadline=None)
@given(towns())
def test_a_path_is_as_long_as_the_table_says_and_holds_together(town: tuple[RoadGraph, np.ndarray, Stops]) -> None:
    """The arcs of a path follow one another, and their times and lengths add up to the table's."""
    roads, ms, at = town
    fastest = StopSearch(roads, ms, at)
    far_ms, far_dm = fastest.table()
    pairs = [(i, j) for i in range(fastest.count) for j in range(fastest.count)]
    for (i, j), arcs in zip(pairs, fastest.paths(pairs), strict=True):
        assert (arcs is None) == (far_ms[i, j] < 0)
        if arcs is not None:
            assert (arcs.ms.sum(), arcs.dm.sum()) == (far_ms[i, j], far_dm[i, j])
            assert (arcs.head[:-1] == arcs.tail[1:]).all()
            assert (ms[arcs.edge] > 0).all()


def test_metres_belong_to_the_fastest_path_not_to_the_shortest() -> None:
    """The straight street takes 9 s a metre, the detour by D and C (3 km) a tenth: length is the detour's."""
    roads = ground(SQUARE, street("AB"), street("AD"), street("DC"), street("CB"))
    ms = ten_metres_a_second(roads)
    ab = np.flatnonzero((roads.tail == 0) & (roads.head == 1))[0]
    ms[[ab, roads.twin[ab]]] = 9_000_000
    first = np.flatnonzero((roads.tail == 0) & (roads.head == 3))[0]
    last = np.flatnonzero((roads.tail == 2) & (roads.head == 1))[0]
    far_ms, far_dm = StopSearch(roads, ms, stops((first, 0.0), (last, 1.0))).table()
    assert (far_ms[0, 1], far_dm[0, 1]) == (299_990, 29_999)


def test_of_equally_fast_paths_the_shorter_is_taken() -> None:
    """Both streets from A to B take 60 s; one is 1,000 m, the other 1,414 m."""
    roads = ground(SQUARE, street("AB", via=[(500, 500)]), street("AB"), street("DA"), street("BC"))
    between = (roads.tail + roads.head) == 1
    ms = np.where(between, 60_000, 100_000)
    start = np.flatnonzero((roads.tail == 3) & (roads.head == 0))[0]
    goal = np.flatnonzero((roads.tail == 1) & (roads.head == 2))[0]
    far_ms, far_dm = StopSearch(roads, ms, stops((start, 0.5), (goal, 0.5))).table()
    assert (far_ms[0, 1], far_dm[0, 1]) == (160_000, 20_000)


def test_a_one_way_street_is_not_driven_back_even_to_a_stop_just_behind() -> None:
    """From 700 m to 200 m of AB it is round the square: 4,000 - 500 m."""
    roads = ring()
    ab = int(np.flatnonzero(roads.tail == 0)[0])
    far_ms, _ = StopSearch(roads, ten_metres_a_second(roads), stops((ab, 0.2), (ab, 0.7))).table()
    assert far_ms[0, 1] == 50_000
    assert far_ms[1, 0] == 349_990


def test_a_stop_noted_on_either_edge_of_a_two_way_street_is_the_same_stop() -> None:
    """300 m from A, once along AB and once along BA; a second stop at 800 m."""
    roads = ground(SQUARE, street("AB"))
    far_ms, _ = StopSearch(roads, ten_metres_a_second(roads), stops((0, 0.3), (1, 0.7), (0, 0.8))).table()
    assert far_ms.tolist() == [[0, 0, 50_000], [0, 0, 50_000], [50_000, 50_000, 0]]


def test_many_stops_are_searched_in_blocks_with_the_same_result(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sources are searched in blocks to save memory; thirty stops in blocks of one give the same table."""
    at = stops(*[(i % 4, i / 30) for i in range(30)])
    whole = StopSearch(ring(), ten_metres_a_second(ring()), at).table()
    monkeypatch.setattr(search, "BLOCK_CELLS", 1)
    single = StopSearch(ring(), ten_metres_a_second(ring()), at).table()
    assert (whole[0] == single[0]).all()
    assert (whole[1] == single[1]).all()


def test_the_strong_part_leaves_out_what_cannot_be_left() -> None:
    """0 <-> 1 <-> 2 and a one-way street 2 -> 3."""
    tail, head = np.array([0, 1, 1, 2, 2], dtype=np.int32), np.array([1, 0, 2, 1, 3], dtype=np.int32)
    assert strong_part(4, tail, head).tolist() == [True, True, True, False]


def test_pieces_ignore_directions() -> None:
    """0 -> 1 and 2 -> 3 are two pieces."""
    label = pieces(4, np.array([0, 2], dtype=np.int32), np.array([1, 3], dtype=np.int32))
    assert label[0] == label[1] != label[2] == label[3]


def test_the_nearest_hub_is_found_along_streets() -> None:
    """0 -5- 1 -1- 2 -1- 3 with hubs 0 and 3: node 1 belongs to 3, two steps away."""
    tail, head = np.array([0, 1, 2], dtype=np.int32), np.array([1, 2, 3], dtype=np.int32)
    far, before, hub = nearest_hub(4, tail, head, np.array([5.0, 1.0, 1.0]), np.array([0, 3], dtype=np.int32))
    assert far.tolist() == [0, 2, 1, 0]
    assert hub.tolist() == [0, 3, 3, 3]
    assert before[1:3].tolist() == [2, 3]


def test_the_spanning_forest_leaves_out_the_dearest_edge_of_a_ring() -> None:
    """A triangle whose edge 2-0 costs most."""
    tail, head = np.array([0, 1, 2], dtype=np.int32), np.array([1, 2, 0], dtype=np.int32)
    assert spanning_forest(3, tail, head, np.array([1.0, 2.0, 3.0])).tolist() == [True, True, False]
