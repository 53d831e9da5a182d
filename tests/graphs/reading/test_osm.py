"""Reading road files: every kind, every way to fail, and the extracts at hand."""

import bz2
import gzip
import re
import zlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import osmium
import pytest

from graphs.errors import UnreadableRoads
from graphs.reading.osm import read_roads
from graphs.roads import ROAD_CLASSES, RoadGraph
from graphs.search import strong_part

DATA = Path(__file__).parents[4] / "shared" / "data" / "osm"
EXTRACTS = {
    "andorra.osm.pbf": 1_500,
    "baltimore_part.osm.pbf": 4_500,
    "liechtenstein.osm.pbf": 3_000,
    "porto_alegre.osm.pbf": 12_000,
    "shenzhen_part.osm.gz": 1_100,
    "shanghai_jingan_osmnx.osm.gz": 600,
}

Way = tuple[list[int], dict[str, str]]

# 1 ---- 2 ---- 3 ---- 4, and 5 north of 2; 0.001 degrees of latitude are 111.19 m.
NODES = {1: (106.500, 29.5), 2: (106.501, 29.5), 3: (106.502, 29.5), 4: (106.503, 29.5), 5: (106.501, 29.501)}
STREET: Way = ([1, 2, 3, 4], {"highway": "residential", "name": "民生路"})
SIDE: Way = ([2, 5], {"highway": "service"})


def xml(*ways: Way, nodes: dict[int, tuple[float, float]] = NODES) -> bytes:
    lines = ["<?xml version='1.0' encoding='UTF-8'?>", "<osm version='0.6'>"]
    lines += [f"<node id='{i}' lon='{lon}' lat='{lat}' version='1'/>" for i, (lon, lat) in nodes.items()]
    for number, (points, tags) in enumerate(ways, start=1):
        lines.append(f"<way id='{number}' version='1'>")
        lines += [f"<nd ref='{point}'/>" for point in points]
        lines += [f"<tag k='{key}' v='{value}'/>" for key, value in tags.items()]
        lines.append("</way>")
    return "\n".join([*lines, "</osm>"]).encode()


def read(folder: Path, *ways: Way, nodes: dict[int, tuple[float, float]] = NODES) -> RoadGraph:
    file = folder / "city.osm"
    file.write_bytes(xml(*ways, nodes=nodes))
    return read_roads(file)


def edges(roads: RoadGraph) -> set[tuple[float, float, float, float, int]]:
    """Edges by the positions of both ends, and length."""
    lon, lat = np.round(roads.lon, 6), np.round(roads.lat, 6)
    ends = zip(roads.tail.tolist(), roads.head.tolist(), roads.length_dm.tolist(), strict=True)
    return {(float(lon[a]), float(lat[a]), float(lon[b]), float(lat[b]), dm) for a, b, dm in ends}


def write_pbf(folder: Path) -> Path:
    path = folder / "city.osm.pbf"
    writer = osmium.SimpleWriter(str(path))
    for number, place in NODES.items():
        writer.add_node(osmium.osm.mutable.Node(id=number, location=place, version=1))
    for number, (points, tags) in enumerate((STREET, SIDE), start=1):
        writer.add_way(osmium.osm.mutable.Way(id=number, nodes=points, tags=tags, version=1))
    writer.close()
    return path


def test_ways_are_cut_where_they_meet_and_bend_where_they_do_not(tmp_path: Path) -> None:
    """1-2, 2-4 by 3, 2-5: three streets both ways; point 3 is no junction, but a point of the line."""
    roads = read(tmp_path, STREET, SIDE)
    assert (roads.node_count, roads.edge_count) == (4, 6)
    longest = int(roads.length_dm.argmax())
    assert len(roads.line(longest)) == 3
    assert sorted(roads.length_dm.tolist())[:2] == [968, 968]
    assert {ROAD_CLASSES[code] for code in roads.road_class} == {"residential", "service"}
    assert roads.streets == ("", "民生路")


def test_ways_that_meet_end_to_end_and_are_alike_become_one(tmp_path: Path) -> None:
    """1-2 and 4-3-2 (mapped towards each other) meet at 2 alone: one street of four points."""
    tags = {"highway": "residential"}
    roads = read(tmp_path, ([1, 2], tags), ([4, 3, 2], tags))
    assert (roads.node_count, roads.edge_count) == (2, 2)
    assert roads.line(0)[:, 0].tolist() == [106.5, 106.501, 106.502, 106.503]


@pytest.mark.parametrize("other", [{"name": "x"}, {"bridge": "yes"}, {"maxspeed": "30"}, {"highway": "primary"}])
def test_ways_that_differ_stay_apart(tmp_path: Path, other: dict[str, str]) -> None:
    tags = {"highway": "residential"}
    roads = read(tmp_path, ([1, 2], tags), ([2, 3], tags | other))
    assert (roads.node_count, roads.edge_count) == (3, 4)


def test_one_way_streets_that_run_towards_each_other_stay_apart(tmp_path: Path) -> None:
    """1 to 2 and 3 to 2: no driver goes from one into the other."""
    tags = {"highway": "residential", "oneway": "yes"}
    assert edges(read(tmp_path, ([1, 2], tags), ([3, 2], tags))) == {
        (106.5, 29.5, 106.501, 29.5, 968),
        (106.502, 29.5, 106.501, 29.5, 968),
    }


def test_one_way_streets_that_follow_each_other_become_one(tmp_path: Path) -> None:
    """1 to 2 mapped forwards, 2 to 3 mapped backwards with oneway=-1: from 1 to 3."""
    tags = {"highway": "residential", "oneway": "yes"}
    roads = read(tmp_path, ([1, 2], tags), ([3, 2], tags | {"oneway": "-1"}))
    assert edges(roads) == {(106.5, 29.5, 106.502, 29.5, 1936)} or edges(roads) == {(106.5, 29.5, 106.502, 29.5, 1935)}


def test_a_roundabout_is_driven_one_way(tmp_path: Path) -> None:
    """Ring 2-3-5-2 with a street to 1 at 2 and to 4 at 3: two arcs of the ring, one way each."""
    ring: Way = ([2, 3, 5, 2], {"highway": "primary", "junction": "roundabout"})
    roads = read(tmp_path, ring, ([1, 2], {"highway": "primary"}), ([3, 4], {"highway": "primary"}))
    assert roads.edge_count == 2 + 4
    assert strong_part(roads.node_count, roads.tail, roads.head).all()


def test_a_ring_road_that_meets_nothing_is_one_street(tmp_path: Path) -> None:
    """2-3-5-2 alone, in two ways: an edge from a point to itself, both ways."""
    tags = {"highway": "residential"}
    roads = read(tmp_path, ([2, 3, 5], tags), ([5, 2], tags))
    assert (roads.node_count, roads.edge_count) == (1, 2)
    assert (roads.tail == roads.head).all()


def test_a_way_that_leaves_the_extract_ends_there(tmp_path: Path) -> None:
    """Point 3 is missing: what is left is 1-2; the single point 4 is no street."""
    roads = read(tmp_path, STREET, nodes={i: place for i, place in NODES.items() if i != 3})
    assert edges(roads) == {(106.5, 29.5, 106.501, 29.5, 968), (106.501, 29.5, 106.5, 29.5, 968)}


def test_a_point_noted_twice_in_a_row_counts_once(tmp_path: Path) -> None:
    assert read(tmp_path, ([1, 2, 2, 3], {"highway": "residential"})).edge_count == 2


def test_every_kind_of_file_gives_the_same_roads(tmp_path: Path) -> None:
    """The same two ways as .osm, .xml, .osm.gz, .osm.bz2 and .osm.pbf."""
    text = xml(STREET, SIDE)
    contents = {"a.osm": text, "b.xml": text, "c.osm.gz": gzip.compress(text), "D.OSM.BZ2": bz2.compress(text)}
    files = [write_pbf(tmp_path)]
    for name, content in contents.items():
        files.append(tmp_path / name)
        files[-1].write_bytes(content)
    found = [edges(read_roads(file)) for file in files]
    assert all(one == found[0] for one in found)
    assert len(found[0]) == 6


def unreadable(path: Path) -> UnreadableRoads:
    with pytest.raises(UnreadableRoads) as caught:
        read_roads(path)
    error = caught.value
    assert path.name in error.en
    assert path.name in error.zh
    assert error.remedy_en
    assert error.remedy_zh
    assert str(error) == f"{error.en} / {error.zh}"
    return error


def test_a_missing_file_is_explained(tmp_path: Path) -> None:
    error = unreadable(tmp_path / "none.osm.pbf")
    assert error.en.startswith("there is no road file")
    assert error.zh.startswith("找不到道路文件")
    assert "mountain city" in error.remedy_en


def test_a_folder_is_no_road_file(tmp_path: Path) -> None:
    (tmp_path / "city.osm").mkdir()
    assert unreadable(tmp_path / "city.osm").en.startswith("there is no road file")


def test_an_unknown_kind_names_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "city.shp").write_bytes(b"x")
    error = unreadable(tmp_path / "city.shp")
    assert "is no kind of road file that can be read" in error.en
    assert ".osm.pbf" in error.remedy_en
    assert ".graphml" in error.remedy_zh


@pytest.mark.parametrize("name", ["city.osm.pbf", "city.osm", "city.osm.gz", "city.graphml"])
def test_an_empty_file_is_called_empty(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert unreadable(tmp_path / name).en == f"road file {name!r} is empty"


def _truncated() -> dict[str, bytes]:
    text = xml(STREET, SIDE)
    noise = b"".join(zlib.crc32(bytes([i % 256, i // 256])).to_bytes(4, "big") for i in range(2000)).hex().encode()
    long = text.replace(b"</osm>", b"<!--" + noise + b"--></osm>")
    return {
        "cut.osm": text[: len(text) // 2],
        "cut.osm.gz": gzip.compress(long)[:2000],
        "cut.osm.bz2": bz2.compress(long)[:2000],
    }


@pytest.mark.parametrize("name", ["cut.osm", "cut.osm.gz", "cut.osm.bz2"])
def test_a_truncated_file_is_called_damaged(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(_truncated()[name])
    error = unreadable(tmp_path / name)
    assert "is damaged, or not what its name says" in error.en
    assert "已损坏" in error.zh


def test_a_truncated_pbf_is_called_damaged(tmp_path: Path) -> None:
    """Three quarters of a file that was whole."""
    path = write_pbf(tmp_path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 3 // 4])
    assert "is damaged" in unreadable(path).en


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("city.osm.pbf", b"PK\x03\x04 this is a workbook" * 40),
        ("city.osm", b"<html><body>404 Not Found</body></html>"),
        ("city.osm", b"\x89PNG\r\n"),
        ("city.osm.gz", b"not gzip at all"),
        ("city.osm.bz2", b"not bzip2 at all"),
        ("city.graphml", b"not xml at all"),
        ("city.graphml", b"<html><body>404 Not Found</body></html>"),
    ],
)
def test_a_foreign_file_is_called_damaged_or_without_roads(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert "is damaged, or not what its name says" in unreadable(tmp_path / name).en


def test_a_file_without_roads_says_so(tmp_path: Path) -> None:
    """A footpath, and a street whose points are all missing."""
    path = tmp_path / "park.osm"
    path.write_bytes(xml(([1, 2], {"highway": "footway"}), ([8, 9], {"highway": "primary"})))
    error = unreadable(path)
    assert error.en == "road file 'park.osm' holds no road that can be driven on"
    assert "没有可行车的道路" in error.zh


@pytest.mark.parametrize("name", EXTRACTS)
def test_the_extracts_at_hand_are_read_whole(name: str) -> None:
    """Every extract has about the junctions that its description names, and most of them reach each other."""
    if not (DATA / name).exists():
        pytest.skip(f"no extract {name} in {DATA}: get the shared data to run this test")
    roads = read_roads(DATA / name)
    assert roads.node_count > EXTRACTS[name]
    assert 1.8 < roads.edge_count / roads.node_count < 2.8
    assert strong_part(roads.node_count, roads.tail, roads.head).mean() > 0.6
    assert roads.name == name


def drafted(text: bytes, *, points: Iterable[int] = NODES) -> bytes:
    """The same map with some points, and all ways, under negative numbers and without versions, as JOSM saves it."""
    for point in points:
        text = re.sub(rb"(<node id|<nd ref)='%d'" % point, rb"\1='-%d'" % point, text)
        text = re.sub(rb"type='node' ref='%d'" % point, b"type='node' ref='-%d'" % point, text)
    text = re.sub(rb"(<way id|type='way' ref)='(\d+)'", rb"\1='-\2'", text)
    return text.replace(b" version='1'", b" action='modify' visible='true'").replace(
        b"<relation id='", b"<relation id='-"
    )


NO_LEFT_TURN = b"""<relation id='9' version='1'>
<member type='way' ref='3' role='from'/><member type='node' ref='2' role='via'/>
<member type='way' ref='2' role='to'/><tag k='type' v='restriction'/><tag k='restriction' v='no_left_turn'/>
</relation></osm>"""


@pytest.mark.parametrize("points", [tuple(NODES), (2,), (5,)])
def test_a_drawing_that_was_never_uploaded_is_read_like_any_map(tmp_path: Path, points: tuple[int, ...]) -> None:
    """Negative numbers everywhere, at the junction alone, at an end alone: same streets, same forbidden turn."""
    text = xml(([2, 3, 4], STREET[1]), SIDE, ([1, 2], STREET[1])).replace(b"</osm>", NO_LEFT_TURN)
    (tmp_path / "map.osm").write_bytes(text)
    (tmp_path / "drawn.osm").write_bytes(drafted(text, points=points))
    known, drawn = read_roads(tmp_path / "map.osm"), read_roads(tmp_path / "drawn.osm")
    assert edges(drawn) == edges(known)
    assert len(edges(drawn)) == 6
    for roads in (known, drawn):
        turns = roads.law.turns
        assert len(turns) == 1
        via = roads.head[turns.from_edge[0]]
        assert (roads.lon[via], roads.lat[via]) == NODES[2]


def test_a_drawing_that_stops_short_is_called_damaged(tmp_path: Path) -> None:
    text = drafted(xml(STREET, SIDE))
    (tmp_path / "drawn.osm").write_bytes(text[: len(text) * 3 // 4])
    assert "is damaged" in unreadable(tmp_path / "drawn.osm").en


@pytest.mark.parametrize("bounds", [b"", b"<bounds minlat='29.4' minlon='106.4' maxlat='29.6' maxlon='106.6'/>"])
def test_bounds_may_be_noted_or_not(tmp_path: Path, bounds: bytes) -> None:
    """What counts is where the roads are."""
    (tmp_path / "a.osm").write_bytes(xml(STREET, SIDE).replace(b"<node", bounds + b"<node", 1))
    assert read_roads(tmp_path / "a.osm").bounds == (106.5, 29.5, 106.503, 29.501)
