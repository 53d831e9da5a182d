"""Vector tiles: what is drawn is read back by another library, where and as it should be."""

import gzip
import json
import sqlite3
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import numpy as np
import pytest
import shapely

from graphs.errors import UnreadableRoads
from graphs.map.tiles import Layer, TileStore, area_layer, draw_tiles, edge_layer, laid_over, road_layers
from graphs.roads import RoadClass, RoadGraph
from tests.graphs.grounds import SQUARE, at, ground, street


@pytest.fixture
def roads() -> RoadGraph:
    """A square of 1 km at 106.5 E 29.5 N: a trunk road, a street both ways, a one-way lane, a tunnel."""
    return ground(
        SQUARE,
        street("AB", name="长江路", road_class=RoadClass.TRUNK, bridge=True),
        street("BC", name="民生路", road_class=RoadClass.TERTIARY),
        street("CD", road_class=RoadClass.SERVICE, one_way=True),
        street("DA", road_class=RoadClass.RESIDENTIAL, tunnel=True),
    )


def tile_of(lon: float, lat: float, zoom: int) -> tuple[int, int]:
    """Column and row of the tile that a point lies on, by the formula of web maps."""
    row = (1 - np.arcsinh(np.tan(np.radians(lat))) / np.pi) / 2 * 2**zoom
    return int((lon + 180) / 360 * 2**zoom), int(row)


def decoded(tile: bytes | None) -> dict[str, list[dict[str, Any]]]:
    """Layers of a tile, their features."""
    if tile is None:
        return {}
    content = mapbox_vector_tile.decode(gzip.decompress(tile))
    return {name: layer["features"] for name, layer in content.items()}


def classes(store: TileStore, zoom: int) -> set[str]:
    found = decoded(store.tile(zoom, *tile_of(106.501, 29.501, zoom)))
    return {feature["properties"]["class"] for feature in found.get("roads", [])}


def test_roads_are_drawn_where_they_are_with_their_properties(roads: RoadGraph, tmp_path: Path) -> None:
    """At zoom 12 the square lies in one tile: four lines; the trunk road is a bridge and has its Chinese name."""
    draw_tiles(tmp_path / "a.mbtiles", list(road_layers(roads)), name="square")
    found = decoded(TileStore(tmp_path / "a.mbtiles").tile(12, *tile_of(106.501, 29.501, 12)))["roads"]
    by_class = {feature["properties"]["class"]: feature["properties"] for feature in found}
    assert by_class["trunk"] == {"class": "trunk", "name": "长江路", "bridge": True, "tunnel": False, "oneway": 0}
    assert by_class["service"]["oneway"] == 1
    assert by_class["residential"]["tunnel"] is True
    line = next(f["geometry"]["coordinates"] for f in found if f["properties"]["class"] == "tertiary")
    (x0, y0), (x1, y1) = line[0], line[-1]
    # Along BC, 1 km north: of 4096 units of a tile of 9.78 km / cos(29.5°) a kilometre takes 481.
    assert abs(x1 - x0) <= 1
    assert abs(y1 - y0) == pytest.approx(481, abs=3)


def test_lesser_streets_are_drawn_at_closer_zooms_only(roads: RoadGraph, tmp_path: Path) -> None:
    draw_tiles(tmp_path / "a.mbtiles", list(road_layers(roads)), name="square")
    store = TileStore(tmp_path / "a.mbtiles")
    assert classes(store, 5) == set()
    assert classes(store, 8) == {"trunk"}
    assert classes(store, 10) == {"trunk", "tertiary"}
    assert classes(store, 12) == {"trunk", "tertiary", "service", "residential"}
    assert (store.metadata["minzoom"], store.metadata["maxzoom"], store.metadata["name"]) == ("6", "14", "square")
    assert json.loads(store.metadata["json"])["vector_layers"][0]["id"] == "roads"


def test_zones_and_changes_share_the_tile_with_roads(roads: RoadGraph, tmp_path: Path) -> None:
    zone = shapely.Polygon([at(0, 0), at(500, 0), at(500, 500), at(0, 500)])
    layers = [
        *road_layers(roads),
        area_layer("zones", {"Z1": ("sealed", zone)}),
        edge_layer("changes", roads, {"C1": ("closure", np.array([0])), "C2": ("slow", np.array([], dtype=np.int64))}),
        Layer(name="empty", shapes=np.array([], dtype=np.object_), properties={"id": []}, first=6),
    ]
    draw_tiles(tmp_path / "a.mbtiles", layers, name="square")
    found = decoded(TileStore(tmp_path / "a.mbtiles").tile(12, *tile_of(106.501, 29.501, 12)))
    assert set(found) == {"roads", "zones", "changes"}
    assert [feature["properties"] for feature in found["zones"]] == [{"id": "Z1", "kind": "sealed"}]
    assert [feature["properties"] for feature in found["changes"]] == [{"id": "C1", "kind": "closure"}]
    assert found["zones"][0]["geometry"]["type"] == "Polygon"


def test_a_tile_of_today_is_laid_over_the_roads(roads: RoadGraph, tmp_path: Path) -> None:
    draw_tiles(tmp_path / "a.mbtiles", list(road_layers(roads)), name="square")
    draw_tiles(tmp_path / "b.mbtiles", [edge_layer("changes", roads, {"C1": ("closure", np.array([1]))})], name="today")
    here = (12, *tile_of(106.501, 29.501, 12))
    below, above = TileStore(tmp_path / "a.mbtiles").tile(*here), TileStore(tmp_path / "b.mbtiles").tile(*here)
    assert set(decoded(laid_over(below, above))) == {"roads", "changes"}
    assert laid_over(below, None) is not None
    assert laid_over(None, None) is None


@pytest.mark.parametrize("place", [(12, 0, 0), (12, 4096, 0), (12, -1, 5), (-1, 0, 0), (31, 0, 0), (99, 1, 1)])
def test_places_without_a_tile_give_none(roads: RoadGraph, tmp_path: Path, place: tuple[int, int, int]) -> None:
    draw_tiles(tmp_path / "a.mbtiles", list(road_layers(roads)), name="square")
    assert TileStore(tmp_path / "a.mbtiles").tile(*place) is None


def test_drawing_again_replaces_the_file_and_tells_how_far_it_is(roads: RoadGraph, tmp_path: Path) -> None:
    shares: list[float] = []
    for name in ("first", "second"):
        draw_tiles(tmp_path / "a.mbtiles", list(road_layers(roads)), name=name, told=shares.append)
    assert TileStore(tmp_path / "a.mbtiles").metadata["name"] == "second"
    assert shares == [1 / 3, 2 / 3, 1] * 2
    assert [path.name for path in tmp_path.iterdir()] == ["a.mbtiles"]


def test_nothing_to_draw_is_a_file_without_tiles(tmp_path: Path) -> None:
    draw_tiles(tmp_path / "a.mbtiles", [], name="nothing")
    assert TileStore(tmp_path / "a.mbtiles").tile(0, 0, 0) is None


def test_a_missing_or_foreign_file_is_explained(tmp_path: Path) -> None:
    with pytest.raises(UnreadableRoads, match="there is no road file"):
        TileStore(tmp_path / "a.mbtiles")
    (tmp_path / "a.mbtiles").write_bytes(b"no tiles at all")
    with pytest.raises(UnreadableRoads, match=r"'a\.mbtiles' is damaged"):
        TileStore(tmp_path / "a.mbtiles")
    with sqlite3.connect(tmp_path / "b.mbtiles") as store:
        store.execute("create table other (x)")
    with pytest.raises(UnreadableRoads, match=r"'b\.mbtiles' is damaged"):
        TileStore(tmp_path / "b.mbtiles")
