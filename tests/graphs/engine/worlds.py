"""Small random roads for properties: streets among eight junctions, some closed, with stops and forbidden turns."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from graphs.engine.prepared import PreparedRoads
from graphs.engine.stops import Stops, StopTable
from graphs.engine.units import INFINITE_MS
from graphs.law.edgelaw import SHUT
from graphs.law.roadlaw import RoadLaw
from graphs.law.turns import turn_table
from graphs.roads import RoadGraph
from tests.graphs.grounds import Street, ground, street

SPOTS = {name: (float(i % 3) * 700 + 13 * i, float(i // 3) * 900) for i, name in enumerate("ABCDEFGH")}


class World(NamedTuple):
    """Roads with weights, stops, chains of edges of which some are forbidden, and edges that are no way through."""

    roads: RoadGraph
    edge_ms: np.ndarray
    stops: Stops
    chains: list[tuple[int, ...]]
    forbidden: np.ndarray
    callers: np.ndarray

    @property
    def shut(self) -> set[tuple[int, ...]]:
        """The chains that are forbidden."""
        return {chain for chain, no in zip(self.chains, self.forbidden.tolist(), strict=True) if no}


def stops(*places: tuple[int, float]) -> Stops:
    edge, fraction = zip(*places, strict=True)
    return Stops(edge=np.array(edge, dtype=np.int32), fraction=np.array(fraction, dtype=np.float64))


def prepared(roads: RoadGraph, chains: Iterable[tuple[int, ...]] = ()) -> PreparedRoads:
    """The engine, put to work on roads where these chains of edges are not free."""
    return PreparedRoads(replace(roads, law=law_with(roads, chains)))


def law_with(roads: RoadGraph, chains: Iterable[tuple[int, ...]]) -> RoadLaw:
    """Everything open but some turns, which nobody may take."""
    return replace(RoadLaw.everything_open(roads.edge_count), turns=turn_table(dict.fromkeys(chains, SHUT)))


def stop_table(world: World, *, lengths: bool = True) -> StopTable:
    """The engine with the world's weights; nobody is kept from turning round."""
    known = prepared(world.roads, world.chains)
    # the table of turns has each chain once, in its own order
    forbidden = np.array([chain in world.shut for chain in sorted(set(world.chains))], dtype=np.bool_)
    mask = known.forbidden(forbidden, turns_round=True)
    return known.table(world.edge_ms, mask, world.stops, callers=world.callers, lengths=lengths)


def turns_of(roads: RoadGraph) -> tuple[np.ndarray, np.ndarray]:
    """Every turn that can be made, turns back included."""
    first, second = np.nonzero(roads.head[:, None] == roads.tail[None, :])
    return first.astype(np.int32), second.astype(np.int32)


@st.composite
def chains_of(draw: st.DrawFn, roads: RoadGraph, most: int = 8) -> list[tuple[int, ...]]:
    """Up to so many chains of two edges or more, longer ones as often as turns; many share a part with another."""
    first, second = turns_of(roads)
    onward: dict[int, list[int]] = {}
    for a, b in zip(first.tolist(), second.tolist(), strict=True):
        onward.setdefault(a, []).append(b)
    found = []
    for _ in range(draw(st.integers(0, most))):
        chain = [draw(st.integers(0, roads.edge_count - 1))]
        if found and draw(st.booleans()):
            other = draw(st.sampled_from(found))
            begin = draw(st.integers(0, len(other) - 1))
            chain = list(other[begin : draw(st.integers(begin + 1, len(other)))])
        for _ in range(draw(st.sampled_from([1, 1, 2, 3])) if len(chain) < 4 else 0):
            if chain[-1] in onward:
                chain.append(draw(st.sampled_from(onward[chain[-1]])))
        if len(chain) > 1:
            found.append(tuple(chain))
    return found


@st.composite
def worlds(draw: st.DrawFn, *, with_turns: bool = False, with_callers: bool = False) -> World:
    """Up to 14 streets, parallel ones and loops included; weights from few values, so that ties are common."""
    streets: list[Street] = []
    for _ in range(draw(st.integers(1, 14))):
        ends = draw(st.sampled_from("ABCDEFGH")) + draw(st.sampled_from("ABCDEFGH"))
        bend = draw(st.tuples(st.integers(-900, 900), st.integers(-900, 900)))
        streets.append(street(ends, via=[bend], one_way=draw(st.booleans())))
    roads = ground(SPOTS, *streets)
    ms = np.array([draw(st.integers(1, 9)) * 1000 for _ in range(roads.edge_count)], dtype=np.int32)
    edges = st.integers(0, roads.edge_count - 1)
    ms[draw(st.lists(edges, max_size=3))] = INFINITE_MS
    fractions = st.sampled_from([0.0, 0.25, 1 / 3, 0.5, 0.9, 1.0])
    at = stops(*draw(st.lists(st.tuples(edges, fractions), min_size=1, max_size=5)))
    chains = draw(chains_of(roads)) if with_turns else []
    forbidden = np.array([draw(st.sampled_from([True, True, False])) for _ in chains], dtype=np.bool_)
    callers = np.zeros(roads.edge_count, dtype=np.bool_)
    callers[draw(st.lists(edges, max_size=8)) if with_callers else []] = True
    return World(roads, ms, at, chains, forbidden, callers)
