"""Gates and zones on the way."""

from pathlib import Path

import numpy as np

from graphs.engine.pieces import Pieces
from graphs.map.crossings import Crossing, gates_passed, zones_crossed
from graphs.reading.osm import read_roads
from tests.graphs.reading.test_osm import NODES, STREET, xml


def pieces(*edges: int, seconds: int = 100, metres: int = 1000) -> Pieces:
    """Whole edges, each of the same time and length."""
    count = len(edges)
    return Pieces(
        edge=np.array(edges, dtype=np.int32),
        begin=np.zeros(count),
        end=np.ones(count),
        ms=np.full(count, seconds * 1000),
        dm=np.full(count, metres * 10),
    )


def test_a_zone_is_entered_and_left_by_the_clock_of_the_drive() -> None:
    """Edges 1 to 6 at 100 s each; the zone holds 2, 3 and 5: from 100 s to 300 s, and again from 400 s to 500 s."""
    found = zones_crossed(pieces(1, 2, 3, 4, 5, 6), {"Z": np.array([2, 3, 5]), "far": np.array([9])})
    assert found == (
        Crossing(zone="Z", enters_s=100, leaves_s=300, metres=2000),
        Crossing(zone="Z", enters_s=400, leaves_s=500, metres=1000),
    )


def test_zones_that_overlap_are_listed_by_their_entry() -> None:
    found = zones_crossed(pieces(1, 2, 3), {"B": np.array([2, 3]), "A": np.array([2]), "C": np.array([1, 2, 3])})
    assert [crossing.zone for crossing in found] == ["C", "A", "B"]


def test_a_gate_is_passed_by_those_who_drive_on(tmp_path: Path) -> None:
    """A gate at point 3 of 1-2-3-4: the street is two edges each way; who drives both passes it, who ends there not."""
    lon, lat = NODES[3]
    text = (
        xml(STREET)
        .decode()
        .replace(
            f"<node id='3' lon='{lon}' lat='{lat}' version='1'/>",
            f"<node id='3' lon='{lon}' lat='{lat}' version='1'><tag k='barrier' v='gate'/></node>",
        )
    )
    (tmp_path / "a.osm").write_text(text)
    roads = read_roads(tmp_path / "a.osm")
    first = int(np.flatnonzero((roads.lon[roads.tail] == 106.5) & (roads.lon[roads.head] == lon))[0])
    second = int(np.flatnonzero((roads.lon[roads.tail] == lon) & (roads.lon[roads.head] == 106.503))[0])
    passed = gates_passed(roads, pieces(first, second))
    assert [(gate.kind, gate.at_s, gate.at.lon) for gate in passed] == [("gate", 100, lon)]
    assert gates_passed(roads, pieces(first)) == ()
