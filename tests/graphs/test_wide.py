"""Roads with an opposite edge for each one-way street: what such edges must not change on an ordinary day."""

from dataclasses import replace

import numpy as np

from graphs.changes.change import ALWAYS
from graphs.changes.resolve import resolve
from graphs.changes.tables import Calls, SignedLaw, period_travel
from graphs.law.classes import TYPICAL, RoadVehicle, VehicleClass
from graphs.law.edgelaw import EdgeLaw
from graphs.law.roadlaw import RoadLaw, TurnTable
from graphs.roads import RoadGraph
from graphs.travel import UNREACHABLE
from graphs.wide import FullLaw, WideRoads
from tests.graphs.engine.worlds import stops
from tests.graphs.grounds import SQUARE, ground, ring, street

HEAVY = TYPICAL[VehicleClass.HEAVY]


def table(
    roads: RoadGraph, vehicle: RoadVehicle, *places: tuple[int, float]
) -> tuple[list[list[int]], list[list[int]]]:
    """Seconds and metres among places beside edges."""
    wide, day = WideRoads(roads), resolve(roads, ())
    calls = Calls(tuple(map(str, range(len(places)))), stops(*places))
    law = FullLaw(SignedLaw(), wide.prepared)
    travel = period_travel(day, law, {"v": vehicle}, (ALWAYS,), calls, tables=wide.tables(day))
    return travel.seconds[0, 0].tolist(), travel.metres[0, 0].tolist()


def test_who_comes_to_a_dead_end_turns_round_though_a_one_way_street_leads_to_it() -> None:
    """From A to B and back at 10 m/s; the one way from C into B is no way on. A turn at A is signed, for nobody."""
    roads = ground(SQUARE, street("AB"), street("CB", one_way=True), street("DA"), street("DC"))
    east = int(np.flatnonzero((roads.tail == 0) & (roads.head == 1))[0])
    onto_a = int(np.flatnonzero((roads.tail == 3) & (roads.head == 0))[0])
    signed = TurnTable(from_edge=[onto_a], to_edge=[east], code=[0], laws=(EdgeLaw(max_height_cm=1000),))  # type: ignore[arg-type]
    signs = RoadLaw(code=np.zeros(roads.edge_count), laws=(EdgeLaw(),), turns=signed)  # type: ignore[arg-type]
    beyond = int(np.flatnonzero((roads.tail == 0) & (roads.head == 3))[0])
    seconds, metres = table(replace(roads, law=signs), HEAVY, (east, 1.0), (beyond, 0.5))
    assert (seconds[0][1], metres[0][1]) == (150, 1500)
    assert not HEAVY.turns_round


def test_a_place_that_cannot_be_reached_is_no_metres_away() -> None:
    """Two one-way streets that do not meet: neither seconds nor metres from one to the other."""
    roads = ground(SQUARE, street("AB", one_way=True), street("CD", one_way=True))
    seconds, metres = table(roads, HEAVY, (0, 0.5), (1, 0.5))
    assert seconds == metres == [[0, UNREACHABLE], [UNREACHABLE, 0]]


def test_one_way_streets_stay_one_way() -> None:
    """Half a street back on the ring is three and a half kilometres ahead."""
    assert table(ring(), HEAVY, (0, 0.5), (0, 0.0))[1][0] == [0, 3500]
