"""What drivers are told: turns, streets and lengths, on streets drawn in metres."""

from itertools import pairwise

import numpy as np
import pytest

from graphs.engine.pieces import Pieces
from graphs.geo import Floats
from graphs.map.directions import Directions, Turn, directions
from graphs.roads import RoadClass, RoadGraph
from tests.graphs.grounds import PLANE, Street, ground, street

# A lies west, B in the middle, C east, N north, S south; F 300 m along a fork, E is the end behind C.
SPOTS = {"A": (0, 0), "B": (1000, 0), "C": (2000, 0), "N": (1000, 1000), "S": (1000, -1000), "F": (1800, 500)}


def drive(roads: RoadGraph, way: str, begin: float = 0, end: float = 1) -> Directions:
    """Directions along the junctions of a way, at 10 m/s, the first piece from ``begin``, the last to ``end``."""
    at = [int(np.hypot(*(_xy(roads) - np.array(SPOTS[name])).T).argmin()) for name in way]
    edges = []
    for a, b in pairwise(at):
        edges.append(int(np.flatnonzero((roads.tail == a) & (roads.head == b))[0]))
    first, last = np.zeros(len(edges)), np.ones(len(edges))
    first[0], last[-1] = begin, end
    dm = np.rint(roads.length_dm[edges] * (last - first)).astype(np.int64)
    pieces = Pieces(edge=np.array(edges, dtype=np.int32), begin=first, end=last, ms=dm * 10, dm=dm)
    return directions(roads, PLANE, pieces)


def _xy(roads: RoadGraph) -> Floats:
    return np.column_stack(PLANE.xy(roads.lon, roads.lat))


def crossing(*more: Street) -> RoadGraph:
    return ground(
        SPOTS,
        street("AB", name="民生路"),
        street("BC", name="民生路"),
        street("BN", name="北新街"),
        street("SB"),
        *more,
    )


def turns(found: Directions) -> list[Turn]:
    return [step.turn for step in found.steps]


def test_straight_on_along_a_street_is_one_step() -> None:
    """A to C, 2 km at 10 m/s: start, arrive; no word about the crossing."""
    found = drive(crossing(), "ABC")
    assert turns(found) == [Turn.START, Turn.ARRIVE]
    assert (found.metres, found.seconds) == (2000, 200)
    assert (found.steps[0].metres, found.steps[0].seconds) == (2000, 200)
    assert found.streets == ("民生路",)
    assert found.metres_by_class == {RoadClass.PRIMARY: 2000}


@pytest.mark.parametrize(
    ("way", "turn", "en", "zh"),
    [
        ("ABN", Turn.LEFT, "Turn left onto 北新街, 1.0 km", "左转进入北新街行驶1.0 公里"),
        ("ABS", Turn.RIGHT, "Turn right onto the unnamed road, 1.0 km", "右转进入无名道路行驶1.0 公里"),
        ("SBN", Turn.STRAIGHT, "Continue on 北新街, 1.0 km", "直行，沿北新街行驶1.0 公里"),
        ("ABA", Turn.BACK, "Turn round onto 民生路, 1.0 km", "掉头进入民生路行驶1.0 公里"),
    ],
)
def test_turns_are_named_in_both_languages(way: str, turn: Turn, en: str, zh: str) -> None:
    """From the west: north is left, south right; from the south straight on the name changes."""
    found = drive(crossing(), way)
    assert turns(found) == [Turn.START, turn, Turn.ARRIVE]
    assert (found.steps[1].en, found.steps[1].zh) == (en, zh)


def test_a_fork_is_borne_and_a_sharp_corner_is_called_sharp() -> None:
    """From A by B to F the road bears 32 degrees left; from C by B to F it turns back by 148 degrees, to the right."""
    roads = crossing(street("BF", name="斜街"))
    assert turns(drive(roads, "ABF"))[1] is Turn.SLIGHT_LEFT
    assert turns(drive(roads, "CBF"))[1] is Turn.SHARP_RIGHT
    assert turns(drive(roads, "FBA"))[1] is Turn.SLIGHT_RIGHT


def test_where_a_street_only_bends_nobody_is_told_to_turn() -> None:
    """A, B, N with no other street at B: a corner, but no choice."""
    roads = ground(SPOTS, street("AB", name="民生路"), street("BN", name="民生路"))
    assert turns(drive(roads, "ABN")) == [Turn.START, Turn.ARRIVE]


def test_parts_of_edges_count_by_their_part() -> None:
    """From 400 m along AB to 500 m along BN: 600 m, then 500 m."""
    found = drive(crossing(), "ABN", begin=0.4, end=0.5)
    assert [step.metres for step in found.steps] == [600, 500, 0]
    assert found.steps[0].en == "Start on 民生路, 600 m"
    assert found.steps[0].zh == "出发，沿民生路行驶600 米"
    assert found.steps[-1].en == "Arrive at your destination on 北新街"
    assert found.steps[-1].zh == "到达目的地，位于北新街"


def test_steps_say_where_they_are() -> None:
    found = drive(crossing(), "ABN")
    here = PLANE.xy(np.array([step.at.lon for step in found.steps]), np.array([step.at.lat for step in found.steps]))
    assert np.round(here[0]).tolist() == [0, 1000, 1000]
    assert np.round(here[1]).tolist() == [0, 0, 1000]


def test_bridges_tunnels_motorways_and_slip_roads_are_named() -> None:
    roads = ground(
        SPOTS,
        street("AB", bridge=True, name="石门大桥"),
        street("BC", road_class=RoadClass.MOTORWAY_LINK),
        street("BN", tunnel=True, road_class=RoadClass.MOTORWAY),
    )
    over, slip = drive(roads, "ABC").steps[:2]
    assert over.en == "Start on 石门大桥 over the bridge, 1.0 km"
    assert over.zh == "出发，沿石门大桥过桥行驶1.0 公里"
    assert (slip.en, slip.zh) == ("Continue on the slip road, 1.0 km", "直行，沿匝道行驶1.0 公里")
    through = drive(roads, "ABN").steps[1]
    assert through.en == "Turn left onto the motorway through the tunnel, 1.0 km"
    assert through.zh == "左转进入高速公路过隧道行驶1.0 公里"


def test_lengths_are_told_apart_by_class() -> None:
    """1 km of motorway, half a kilometre of primary road: the longest first."""
    roads = ground(SPOTS, street("AB"), street("BC", road_class=RoadClass.MOTORWAY))
    assert list(drive(roads, "ABC", begin=0.5).metres_by_class.items()) == [
        (RoadClass.MOTORWAY, 1000),
        (RoadClass.PRIMARY, 500),
    ]


def test_a_drive_of_no_length_starts_and_arrives() -> None:
    found = drive(crossing(), "AB", begin=0.5, end=0.5)
    assert turns(found) == [Turn.START, Turn.ARRIVE]
    assert (found.metres, found.seconds) == (0, 0)
