"""Roads by name, kept between runs, and the map that belongs to them."""

import pickle
from pathlib import Path

import numpy as np
import pytest

from graphs.engine.topology import Topology
from graphs.errors import UnreadableRoads
from graphs.geo import Position
from graphs.network import open_roads
from graphs.opening import has_tiles, open_graph, open_tiles, prepare_roads, tiles_folder
from graphs.profiles import VehicleClass
from graphs.reading.cache import RoadCache
from graphs.reading.export import export_osm
from graphs.town.towns import survey_city


def files(folder: Path, pattern: str) -> list[Path]:
    return sorted(folder.glob(pattern))


def test_a_town_has_seed_and_size(tmp_path: Path) -> None:
    roads = open_graph("town:3:2000", cache=RoadCache(None))
    assert roads.name == "town:3 (2000 nodes)"
    assert 1_900 < roads.node_count < 2_300


@pytest.mark.parametrize("spec", ["town:", "town:x", "town:1:", "town:1:x", "town:-1", "town:1:2:3", "town:٣"])
def test_a_town_without_a_number_is_refused(spec: str) -> None:
    with pytest.raises(UnreadableRoads, match="names no town: after 'town:' comes a whole number"):
        open_graph(spec, cache=RoadCache(None))


@pytest.mark.parametrize("spec", ["town:1:100", "town:1:9999999"])
def test_a_town_too_small_or_too_large_is_refused(spec: str) -> None:
    with pytest.raises(UnreadableRoads, match="it has from 2000 to 1000000 junctions") as caught:
        open_graph(spec, cache=RoadCache(None))
    assert "路口数应在 2000 到 1000000 之间" in caught.value.zh
    assert "town:7:100000" in caught.value.remedy_en
    assert "town:7:100000" in caught.value.remedy_zh


def test_a_file_is_compiled_once_and_again_when_it_changes(tmp_path: Path) -> None:
    """Two towns under one name: two graphs in the cache, and each is found again; progress ends at 1."""
    city, cache = tmp_path / "city.osm.pbf", RoadCache(tmp_path / "cache")
    shares: list[float] = []
    export_osm(survey_city(seed=1, nodes=2_000), city)
    first = open_graph(str(city), cache=cache, told=shares.append)
    assert shares[0] == 0
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert np.array_equal(open_graph(str(city), cache=cache).length_dm, first.length_dm)
    assert len(files(tmp_path / "cache", "*.roads")) == 1
    export_osm(survey_city(seed=2, nodes=2_000), city)
    assert not np.array_equal(open_graph(str(city), cache=cache).length_dm, first.length_dm)
    assert len(files(tmp_path / "cache", "*.roads")) == 2


def test_a_file_that_cannot_be_read_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "city.osm").write_text("<html/>")
    with pytest.raises(UnreadableRoads, match="is damaged"):
        open_graph(str(tmp_path / "city.osm"), cache=RoadCache(tmp_path / "cache"))
    with pytest.raises(UnreadableRoads, match="there is no road file"):
        open_graph(str(tmp_path / "none.osm"), cache=RoadCache(tmp_path / "cache"))
    assert not files(tmp_path, "cache/*")


def test_the_map_is_drawn_once_and_kept(tmp_path: Path) -> None:
    store = open_tiles("town:1:2000", tmp_path, cache=RoadCache(None))
    drawn = files(tmp_path, "*.mbtiles")
    assert len(drawn) == 1
    written = drawn[0].stat().st_mtime_ns
    assert store.metadata["name"] == "town:1 (2000 nodes)"
    assert store.tile(8, 203, 106) is not None
    open_tiles("town:1:2000", tmp_path, cache=RoadCache(None))
    assert drawn[0].stat().st_mtime_ns == written


def test_an_error_of_the_roads_survives_the_way_between_processes() -> None:
    """Message and remedies in both languages."""
    error = UnreadableRoads.empty("city.osm")
    again = pickle.loads(pickle.dumps(error))
    assert isinstance(again, UnreadableRoads)
    assert vars(again) == vars(error)
    assert str(again) == str(error)


def test_roads_are_prepared_with_progress_to_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LASTMETRE_CACHE", str(tmp_path))
    shares: list[float] = []
    roads, store = prepare_roads("town:1:2000", tmp_path / "tiles", told=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert store.metadata["name"] == roads.name
    assert has_tiles("town:1:2000", tmp_path / "tiles")
    assert not has_tiles("town:2:2000", tmp_path / "tiles")
    assert tiles_folder() == tmp_path / "tiles"
    assert len(list((tmp_path / "roads").glob("*.links"))) == 1


def test_a_prepared_city_is_opened_without_preparing_it_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second network finds the hierarchy laid, under a closure too, and gives the same times."""
    monkeypatch.setenv("LASTMETRE_CACHE", str(tmp_path))
    built = []
    build = Topology.build
    monkeypatch.setattr(Topology, "build", lambda *graph: built.append(1) or build(*graph))
    tables = []
    for _ in range(2):
        network = open_roads("town:1:2000")
        points = {str(i): Position(*network.roads.line(edge)[0]) for i, edge in enumerate(range(0, 900, 100))}
        tables.append(network.travel(points, [VehicleClass.LIGHT], snap_limit_m=500).seconds.tolist())
    assert tables[0] == tables[1]
    assert len(built) == 1
