"""The road map over HTTP: tiles drawn by this server, and nothing fetched from outside."""

import gzip
import time
from collections.abc import Iterator
from pathlib import Path

import mapbox_vector_tile
import numpy as np
import pytest
from fastapi.testclient import TestClient
from httpx import Response

from api.app import create_app
from api.drawn_maps import Maps
from api.errors import MapInTheMaking
from api.settings import Settings
from graphs.reading.osm import read_roads
from tests.api.worlds import write_grid


@pytest.fixture(scope="module")
def client(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server with the grid, a damaged file, and caches of its own."""
    (world / "broken.osm").write_text("<html/>")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LASTMETRE_CACHE", str(tmp_path_factory.mktemp("cache")))
        with TestClient(create_app(Settings(roads_folder=world)), raise_server_exceptions=False) as client:
            yield client


def drawn(client: TestClient, path: str, **headers: str) -> Response:
    """Ask until the map is there."""
    until = time.monotonic() + 60
    while (answer := client.get(path, headers=headers)).status_code == 503 and time.monotonic() < until:
        time.sleep(0.1)
    return answer


@pytest.fixture(scope="module")
def here(world: Path) -> str:
    """The tile of zoom 12 that the first junction of the grid lies on, by the formula of web maps."""
    roads = read_roads(world / "grid.osm")
    lon, lat = float(roads.lon[0]), float(roads.lat[0])
    row = (1 - np.arcsinh(np.tan(np.radians(lat))) / np.pi) / 2 * 4096
    return f"12/{int((lon + 180) / 360 * 4096)}/{int(row)}"


def test_the_first_request_begins_the_drawing_and_says_when_to_come_back(client: TestClient, here: str) -> None:
    first = client.get(f"/v1/maps/grid.osm/tiles/{here}.mvt")
    assert first.status_code == 503
    assert first.headers["retry-after"] == "60"
    assert first.json()["issues"][0]["code"] == "E5011"
    assert "being drawn" in first.json()["issues"][0]["message"]["en"]
    assert "正在生成" in first.json()["issues"][0]["message"]["zh"]


def test_a_tile_holds_the_roads(client: TestClient, here: str) -> None:
    answer = drawn(client, f"/v1/maps/grid.osm/tiles/{here}.mvt")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/vnd.mapbox-vector-tile"
    assert mapbox_vector_tile.decode(answer.content)["roads"]["features"]


def test_a_tile_comes_compressed_to_those_who_take_it(client: TestClient, here: str) -> None:
    plain = drawn(client, f"/v1/maps/grid.osm/tiles/{here}.mvt", **{"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    with client.stream("GET", f"/v1/maps/grid.osm/tiles/{here}.mvt", headers={"accept-encoding": "gzip"}) as answer:
        assert answer.headers["content-encoding"] == "gzip"
        assert gzip.decompress(b"".join(answer.iter_raw())) == plain.content


def test_where_nothing_is_drawn_there_is_no_content(client: TestClient) -> None:
    for place in ("12/0/0", "3/99/99", "40/1/1", "5/0/0"):
        answer = drawn(client, f"/v1/maps/grid.osm/tiles/{place}.mvt")
        assert (answer.status_code, answer.content) == (204, b""), place


def test_an_unknown_map_and_odd_numbers_are_explained(client: TestClient) -> None:
    unknown = client.get("/v1/maps/none.osm/tiles/1/1/1.mvt")
    assert (unknown.status_code, unknown.json()["issues"][0]["code"]) == (404, "E5010")
    assert "grid.osm" in unknown.json()["issues"][0]["remedy"]["en"]
    assert client.get("/v1/maps/grid.osm/tiles/a/b/c.mvt").status_code == 422


def test_roads_that_cannot_be_read_are_told_and_tried_again(client: TestClient) -> None:
    for _ in range(2):
        answer = drawn(client, "/v1/maps/broken.osm/tiles/1/1/1.mvt")
        assert (answer.status_code, answer.json()["issues"][0]["code"]) == (422, "E5009")


def test_maps_are_drawn_when_the_server_starts_if_it_is_told_so(
    tmp_path: Path, here: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The grid and a small file beside it, without any request; what another server has drawn is there at once."""
    monkeypatch.setenv("LASTMETRE_CACHE", str(tmp_path / "cache"))
    (tmp_path / "roads").mkdir()
    write_grid(tmp_path / "roads" / "grid.osm")
    maps = Maps(tmp_path / "tiles")
    maps.draw({"grid": str(tmp_path / "roads" / "grid.osm")})
    until = time.monotonic() + 60
    while not list((tmp_path / "tiles").glob("*.mbtiles")) and time.monotonic() < until:
        time.sleep(0.1)
    maps.stop()
    zoom, column, row = map(int, here.split("/"))
    settings = Settings(roads_folder=tmp_path / "roads")
    (tmp_path / "cache").mkdir(exist_ok=True)
    (tmp_path / "tiles").rename(tmp_path / "cache" / "tiles")
    with TestClient(create_app(settings)) as client:
        started = time.monotonic()
        assert drawn(client, f"/v1/maps/grid.osm/tiles/{zoom}/{column}/{row}.mvt").status_code == 200
        assert time.monotonic() - started < 5


def test_a_server_draws_the_maps_of_all_its_roads_when_it_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without any request: first the town's roads are in the cache; stopped in the middle, it leaves no half map."""
    monkeypatch.setenv("LASTMETRE_CACHE", str(tmp_path))
    with TestClient(create_app(Settings(draw_maps=True))):
        until = time.monotonic() + 60
        while not list(tmp_path.glob("roads/*.roads")) and time.monotonic() < until:
            time.sleep(0.05)
    assert list(tmp_path.glob("roads/*.roads"))
    assert not list(tmp_path.glob("tiles/*.mbtiles"))


def test_after_it_was_stopped_nothing_is_drawn_any_more(tmp_path: Path, world: Path) -> None:
    maps = Maps(tmp_path / "tiles")
    maps.stop()
    with pytest.raises(MapInTheMaking):
        maps.store("grid", str(world / "grid.osm"))
    time.sleep(0.2)
    assert not (tmp_path / "tiles").exists()
