"""Travel times by period under changes of the day, all from one hierarchy."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from graphs.changes.change import Change, Closure, Edges, Interval, Reversal, Sealed
from graphs.geo import Position
from graphs.law.classes import TYPICAL, VehicleClass
from graphs.law.legal import INFINITE
from graphs.leg import Leg
from graphs.network import RoadNetwork
from graphs.reading.osm import read_roads
from graphs.travel import Conditions, TravelTimes
from graphs.wide import WideRoads
from tests.graphs.engine.worlds import stops
from tests.graphs.grounds import SQUARE, at, ground, ring, street
from tests.graphs.reading.test_osm import xml

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


def test_signs_with_hours_count_on_a_day_and_cut_it_where_that_opens_a_way(tmp_path: Path) -> None:
    """The street is shut to motor vehicles from 07:00 to 09:00; without a date nobody reads the sign."""
    shut = {"highway": "residential", "motor_vehicle:conditional": "no @ (07:00-09:00)"}
    (tmp_path / "city.osm").write_bytes(xml(([1, 2, 3, 4], shut)))
    network = RoadNetwork(read_roads(tmp_path / "city.osm"))
    places = {"P": Position(106.5001, 29.5), "Q": Position(106.5029, 29.5)}
    day = Conditions(vehicles=CAR, horizon=Interval(begin_s=6 * HOUR, end_s=20 * HOUR))
    always = network.travel(places, ["car"], snap_limit_m=50, conditions=day)
    assert always.starts == (6 * HOUR,)
    read = network.travel(places, ["car"], snap_limit_m=50, conditions=day._replace(date=dt.date(2022, 11, 21)))
    assert read.starts == (6 * HOUR, 7 * HOUR, 9 * HOUR)
    leg = always.quickest("car", "P", "Q")
    assert read.by_period("car", "P", "Q") == (leg, None, leg)


def test_speeds_follow_the_hours_of_the_traffic() -> None:
    """1 km by car on a primary road, 48 km/h: on an ordinary day 65 % of that at eight, 90 % at eleven."""
    roads = ground(SQUARE, street("AB", kph=120), street("BC", kph=120), street("CD", kph=120), street("DA", kph=120))
    conditions = Conditions(vehicles=CAR, horizon=Interval(begin_s=6 * HOUR, end_s=13 * HOUR), traffic="ordinary")
    travel = RoadNetwork(roads).travel(
        {"P": at(0, 0), "Q": at(1000, 0)}, ["car"], snap_limit_m=50, conditions=conditions
    )
    eight, eleven = (travel.leg("car", "P", "Q", hour * HOUR) for hour in (8, 11))
    assert eight is not None
    assert eleven is not None
    assert eight.seconds == pytest.approx(3600 / (48 * 0.65), abs=1)
    assert eleven.seconds == pytest.approx(3600 / (48 * 0.90), abs=1)


def test_with_little_memory_a_change_holds_all_through_the_joined_periods(monkeypatch: pytest.MonkeyPatch) -> None:
    """Room for one table of two places: the closure of an hour shuts the ring for the whole morning."""
    monkeypatch.setattr("graphs.network.TABLE_BYTES", 8 * 4)
    closed = Change(id="R1", where=Edges((0,)), effect=Closure(), interval=Interval(begin_s=7 * HOUR, end_s=8 * HOUR))
    travel = through_the_morning(RoadNetwork(ring()), {"P": at(500, 0), "Q": at(1000, 500)}, closed)
    assert travel.starts == (6 * HOUR,)
    assert travel.quickest("car", "P", "Q") is None
    assert travel.quickest("car", "Q", "P") is None
