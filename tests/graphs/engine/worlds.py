"""Small random roads for properties: streets among eight junctions, some closed, with stops and forbidden turns."""

from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from graphs.engine.expand import expand
from graphs.engine.hierarchy import Hierarchy
from graphs.engine.stops import Stops, StopTable
from graphs.engine.units import INFINITE_MS
from graphs.roads import RoadGraph
from tests.graphs.grounds import Street, ground, street

SPOTS = {name: (float(i % 3) * 700 + 13 * i, float(i // 3) * 900) for i, name in enumerate("ABCDEFGH")}
NONE = np.empty(0, dtype=np.int32)


class World(NamedTuple):
    """Roads with weights, stops, and turns, some of which are forbidden."""

    roads: RoadGraph
    edge_ms: np.ndarray
    stops: Stops
    from_edge: np.ndarray
    to_edge: np.ndarray
    forbidden: np.ndarray


def stops(*places: tuple[int, float]) -> Stops:
    edge, fraction = zip(*places, strict=True)
    return Stops(edge=np.array(edge, dtype=np.int32), fraction=np.array(fraction, dtype=np.float64))


def stop_table(
    roads: RoadGraph,
    edge_ms: np.ndarray,
    at: Stops,
    *,
    from_edge: np.ndarray = NONE,
    to_edge: np.ndarray = NONE,
    forbidden: np.ndarray | None = None,
    lengths: bool = True,
) -> StopTable:
    """The engine, put to work on roads."""
    graph = expand(roads, from_edge, to_edge)
    hierarchy = Hierarchy.build(graph.node_count, graph.tail, graph.head)
    metric = hierarchy.customize(graph.arc_ms(edge_ms, forbidden), roads.length_dm[graph.edge] if lengths else None)
    return StopTable(roads=roads, graph=graph, metric=metric, edge_ms=edge_ms, stops=at)


def turns_of(roads: RoadGraph) -> tuple[np.ndarray, np.ndarray]:
    """Every turn that can be made, turns back included."""
    first, second = np.nonzero(roads.head[:, None] == roads.tail[None, :])
    return first.astype(np.int32), second.astype(np.int32)


@st.composite
def worlds(draw: st.DrawFn, *, with_turns: bool = False) -> World:
    """Up to 14 streets, parallel ones and loops included; weights from few values, so that ties are common."""
    streets: list[Street] = []
    for _ in range(draw(st.integers(1, 14))):
        ends = draw(st.sampled_from("ABCDEFGH")) + draw(st.sampled_from("ABCDEFGH"))
        bend = draw(st.tuples(st.integers(-900, 900), st.integers(-900, 900)))
        streets.append(street(ends, via=[bend], one_way=draw(st.booleans())))
    roads = ground(SPOTS, *streets)
    ms = np.array([draw(st.integers(1, 9)) * 1000 for _ in range(roads.edge_count)], dtype=np.int32)
    ms[draw(st.lists(st.integers(0, roads.edge_count - 1), max_size=3))] = INFINITE_MS
    fractions = st.sampled_from([0.0, 0.25, 1 / 3, 0.5, 0.9, 1.0])
    places = st.tuples(st.integers(0, roads.edge_count - 1), fractions)
    at = stops(*draw(st.lists(places, min_size=1, max_size=5)))
    from_edge, to_edge = turns_of(roads) if with_turns else (NONE, NONE)
    chosen = draw(st.lists(st.integers(0, len(from_edge) - 1), unique=True, max_size=8)) if len(from_edge) else []
    forbidden = np.array([draw(st.booleans()) for _ in chosen], dtype=np.bool_)
    return World(roads, ms, at, from_edge[chosen], to_edge[chosen], forbidden)
