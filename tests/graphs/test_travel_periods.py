"""Travel times by period under changes of the day, all from one hierarchy."""

from dataclasses import replace

import numpy as np

from graphs.changes.change import Change, Closure, Edges, Interval, Reversal, Sealed
from graphs.geo import Position
from graphs.law.classes import TYPICAL, VehicleClass
from graphs.law.legal import INFINITE
from graphs.leg import Leg
from graphs.network import RoadNetwork
from graphs.travel import Conditions, TravelTimes
from graphs.wide import WideRoads
from tests.graphs.engine.worlds import stops
from tests.graphs.grounds import SQUARE, at, ground, ring, street

HOUR = 3600
CAR = {"car": TYPICAL[VehicleClass.CAR]}
MORNING = Interval(begin_s=6 * HOUR, end_s=9 * HOUR)


def numbered(roads, tail: int, head: int) -> int:
    return int(np.flatnonzero((roads.tail == tail) & (roads.head == head))[0])


def through_the_morning(network: RoadNetwork, places: dict[str, Position], *changes: Change) -> TravelTimes:
    conditions = Conditions(vehicles=CAR, changes=changes, horizon=MORNING)
    return network.travel(places, ["car"], snap_limit_m=50, conditions=conditions)


def test_a_closure_counts_in_its_own_period_alone() -> None:
    """B to C by BC is 1 km; closed from 07:00 to 08:00 it is 3 km by A and D, at ten metres a second."""
    roads = ground(SQUARE, street("AB"), street("BC"), street("CD"), street("DA"))
    closed = Change(
        id="R1",
        where=Edges((numbered(roads, 1, 2),)),
        effect=Closure(),
        interval=Interval(begin_s=7 * HOUR, end_s=8 * HOUR),
    )
    places = {"P": at(1000, 0), "Q": at(1000, 1000)}
    travel = through_the_morning(RoadNetwork(roads), places, closed)
    assert travel.starts == (6 * HOUR, 7 * HOUR, 8 * HOUR)
    legs = [travel.leg("car", "P", "Q", hour * HOUR) for hour in (6, 7, 8)]
    assert legs == [Leg(100, 1000), Leg(300, 3000), Leg(100, 1000)]


def test_a_reversed_ring_is_driven_the_other_way() -> None:
    """From P on AB to Q on BC it is 1 km round the ring; turned round, it is 3 km (less 9 cm on CD)."""
    roads = ring()
    turned = Change(id="R1", where=Edges((0, 1, 2, 3)), effect=Reversal(), interval=MORNING)
    places = {"P": at(500, 0), "Q": at(1000, 500)}
    network = RoadNetwork(roads)
    ahead = through_the_morning(network, places)
    back = through_the_morning(network, places, turned)
    assert ahead.leg("car", "P", "Q", 6 * HOUR) == back.leg("car", "Q", "P", 6 * HOUR) == Leg(100, 1000)
    assert ahead.leg("car", "Q", "P", 6 * HOUR) == back.leg("car", "P", "Q", 6 * HOUR) == Leg(300, 3000)


def test_opposite_edges_of_one_way_streets_stay_shut() -> None:
    """The engine knows an edge against each street of the ring, and nobody drives it."""
    roads = ring()
    wide = WideRoads(roads)
    table = wide.table(roads.length_dm * 10, np.zeros(0, np.bool_), stops((0, 0.2), (0, 0.7)), turns_round=True)
    assert wide.prepared.roads.edge_count == 8
    assert (table.edge_ms[4:] == INFINITE).all()
    assert table.table()[0].tolist() == [[0, 50_000], [349_990, 0]]


def test_why_a_place_is_cut_off_is_told_for_who_may_not_pass() -> None:
    """The ring is sealed between P and Q for the whole morning; a car with the permit passes."""
    sealed = Change(id="Z1", where=Edges((0,)), effect=Sealed(), permits=frozenset({"P1"}))
    network = RoadNetwork(ring())
    vehicles = {"car": CAR["car"], "passed": replace(CAR["car"], permits=frozenset({"P1"}))}
    conditions = Conditions(vehicles=vehicles, changes=[sealed], horizon=MORNING)
    travel = network.travel(
        {"P": at(500, 0), "Q": at(1000, 500)}, list(vehicles), snap_limit_m=50, conditions=conditions
    )
    assert travel.quickest("car", "P", "Q") is None
    assert travel.quickest("passed", "P", "Q") == Leg(100, 1000)
    assert network.causes("car", ["P"])["Q"].en == "sealed by sealed zone 'Z1'"
    assert network.causes("passed", ["P"]) == {}
