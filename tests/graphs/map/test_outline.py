"""Drives told by their main streets."""

from dataclasses import replace

import numpy as np

from graphs.changes.change import Sealed
from graphs.law.barriers import GATE_CODE
from graphs.leg import Journey
from graphs.map.crossings import Crossing, zones_crossed
from graphs.map.directions import directions
from graphs.map.outline import Stretch, outline
from graphs.network import RoadNetwork
from graphs.profiles import VehicleClass
from graphs.roads import RoadGraph
from tests.graphs.changes.worlds import bridge_town, change, day, edge
from tests.graphs.grounds import at, ground, street
from tests.graphs.map.test_crossings import pieces

LIGHT = VehicleClass.LIGHT


def row_of_streets(*names: str) -> RoadGraph:
    """Streets of 1 km one after the other, eastwards."""
    letters = "ABCDEFGHIJ"[: len(names) + 1]
    spots = {letter: (1000 * i, 0) for i, letter in enumerate(letters)}
    return ground(spots, *(street(letters[i : i + 2], name=name) for i, name in enumerate(names)))


def eastwards(roads: RoadGraph) -> np.ndarray:
    """The edges from west to east, in order."""
    edges = np.flatnonzero(roads.lon[roads.head] > roads.lon[roads.tail])
    return edges[np.argsort(roads.lon[roads.tail[edges]])]


def told(roads: RoadGraph, metres: list[int], *, most: int = 5) -> list[tuple[str, int]]:
    """The outline of a drive along a row of streets, so many metres on each."""
    driven = replace(pieces(*eastwards(roads).tolist()), dm=np.array(metres) * 10)
    return [(one.street, one.metres) for one in outline(roads, driven, most=most).stretches]


def test_streets_are_told_with_their_lengths_from_place_to_place() -> None:
    """From 300 m along 南街 over the bridge to 500 m along 东街, and round by D with nothing left out."""
    network = RoadNetwork(bridge_town())
    network.travel({"P": at(300, 0), "Q": at(2500, 0)}, [LIGHT], snap_limit_m=50)
    (told_way,) = network.told(LIGHT, [Journey("P", "Q")])
    assert told_way is not None
    way = told_way.outline
    assert [(one.street, one.metres) for one in way.stretches] == [("南街", 700), ("嘉华大桥", 1000), ("东街", 500)]
    assert way.text == "南街 700 m → 嘉华大桥 1.0 km → 东街 500 m"
    assert way.gates == ()


def test_the_pieces_of_a_drive_are_whole_edges_and_parts_of_the_first_and_last() -> None:
    """2.2 km at 10 m/s: 70 s, 100 s and 50 s; an unknown place has no drive."""
    roads = bridge_town()
    network = RoadNetwork(roads)
    network.travel({"P": at(300, 0), "Q": at(2500, 0)}, [LIGHT], snap_limit_m=50)
    driven, unknown = network.drives(LIGHT, [Journey("P", "Q"), Journey("P", "R")])
    assert unknown is None
    assert driven is not None
    assert driven.edge.tolist() == [edge(roads, ends) for ends in ("AB", "BC", "CE")]
    assert (driven.ms.tolist(), driven.dm.tolist()) == ([70_000, 100_000, 50_000], [7000, 10_000, 5000])
    assert network.told(LIGHT, [Journey("P", "R")]) == [None]


def test_directions_and_zones_are_told_of_the_same_pieces() -> None:
    """P to Q straight on by three streets; the sealed bridge is entered after 70 s and left after 170 s."""
    roads = bridge_town()
    network = RoadNetwork(roads)
    network.travel({"P": at(300, 0), "Q": at(2500, 0)}, [LIGHT], snap_limit_m=50)
    (driven,) = network.drives(LIGHT, [Journey("P", "Q")])
    assert driven is not None
    told = directions(roads, network.snapper([LIGHT]).plane, driven)
    assert (told.streets, told.metres, told.seconds) == (("南街", "嘉华大桥", "东街"), 2200, 220)
    sealed = {"Z1": day(roads, change(Sealed(), name="Z1")).touched("Z1")}
    assert zones_crossed(driven, sealed) == (Crossing(zone="Z1", enters_s=70, leaves_s=170, metres=1000),)


def test_a_street_left_for_a_junction_is_one_stretch() -> None:
    """甲 900 m, 20 m without a name, 乙 90 m, 甲 800 m: told as 甲, 1.7 km, as 90 m are too short to find a way by."""
    assert told(row_of_streets("甲", "", "乙", "甲"), [900, 20, 90, 800]) == [("甲", 1700)]


def test_only_the_longest_streets_are_told_in_the_order_driven() -> None:
    """Of 300, 900, 200 and 500 m the two longest."""
    assert told(row_of_streets("甲", "乙", "丙", "丁"), [300, 900, 200, 500], most=2) == [("乙", 900), ("丁", 500)]


def test_short_streets_are_told_where_there_are_no_others() -> None:
    assert told(row_of_streets("甲", "乙"), [90, 40]) == [("甲", 90), ("乙", 40)]


def test_a_drive_on_streets_without_names_is_told_by_its_length() -> None:
    """1 km and 1 km."""
    roads = row_of_streets("", "")
    assert told(roads, [1000, 1000]) == [("", 2000)]
    assert Stretch(street="", metres=2000).text == "无名道路 unnamed roads 2.0 km"


def test_gates_on_the_way_are_told() -> None:
    """A lift gate at the end of the first of two streets, 100 s after the start."""
    roads = row_of_streets("甲", "乙")
    first, second = eastwards(roads).tolist()
    laws = roads.law.laws
    gated = replace(laws[roads.law.code[first]], gate=GATE_CODE["lift_gate"])
    code = roads.law.code.copy()
    code[first] = len(laws)
    roads = replace(roads, law=replace(roads.law, laws=(*laws, gated), code=code))
    (gate,) = outline(roads, pieces(first, second)).gates
    assert (gate.kind, gate.at_s) == ("lift_gate", 100)
