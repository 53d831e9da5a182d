"""Roads with an opposite edge for each one-way street: what such edges must not change on an ordinary day."""

from dataclasses import replace

import numpy as np

from graphs.changes.change import ALWAYS
from graphs.changes.resolve import resolve
from graphs.changes.tables import Calls, SignedLaw, period_travel
from graphs.law.classes import TYPICAL, RoadVehicle, VehicleClass
from graphs.law.edgelaw import EdgeLaw
from graphs.law.roadlaw import RoadLaw, TurnTable
from graphs.leg import UNREACHABLE
from graphs.roads import RoadGraph
from graphs.wide import FullLaw, WideRoads
from tests.graphs.changes.worlds import edge
from tests.graphs.engine.worlds import stops
from tests.graphs.grounds import SQUARE, ground, ring, street

HEAVY = TYPICAL[VehicleClass.HEAVY]
SHUT = EdgeLaw(classes=0)


def table(
    roads: RoadGraph, vehicle: RoadVehicle, *places: tuple[int, float]
) -> tuple[list[list[int]], list[list[int]]]:
    """Seconds and metres among places beside edges."""
    wide, day = WideRoads(roads), resolve(roads, ())
    calls = Calls(tuple(map(str, range(len(places)))), stops(*places))
    law = FullLaw(SignedLaw(), wide.prepared)
    travel = period_travel(day, law, {"v": vehicle}, (ALWAYS,), calls, tables=wide.tables)
    return travel.seconds[0, 0].tolist(), travel.metres[0, 0].tolist()


def test_who_comes_to_a_dead_end_turns_round_though_a_one_way_street_leads_to_it() -> None:
    """From D nobody turns at A towards E: one drives on to B, turns round there and comes back, 3 km at 10 m/s.

    The one-way street from C to B is no way on.
    """
    spots = SQUARE | {"E": (0, -1000)}
    roads = ground(spots, street("AB"), street("CB", one_way=True), street("DA"), street("AE"))
    into, onto = edge(roads, "DA", spots), edge(roads, "AE", spots)
    barred = TurnTable(from_edge=np.array([into]), to_edge=np.array([onto]), code=np.array([0]), laws=(SHUT,))
    law = RoadLaw(code=np.zeros(roads.edge_count, dtype=np.int32), laws=(EdgeLaw(),), turns=barred)
    seconds, metres = table(replace(roads, law=law), HEAVY, (into, 0.5), (onto, 0.5))
    assert (seconds[0][1], metres[0][1]) == (300, 3000)
    assert not HEAVY.turns_round


def test_a_place_that_cannot_be_reached_is_no_metres_away() -> None:
    """Two one-way streets that do not meet: neither seconds nor metres from one to the other."""
    roads = ground(SQUARE, street("AB", one_way=True), street("CD", one_way=True))
    seconds, metres = table(roads, HEAVY, (0, 0.5), (1, 0.5))
    assert seconds == metres == [[0, UNREACHABLE], [UNREACHABLE, 0]]


def test_one_way_streets_stay_one_way() -> None:
    """Half a street back on the ring is three and a half kilometres ahead."""
    assert table(ring(), HEAVY, (0, 0.5), (0, 0.0))[1][0] == [0, 3500]
