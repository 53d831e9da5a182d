"""Downloading a place, from a server of this test on this machine, and the message where there is none."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import osmnx
import pytest

from graphs.errors import UnreadableRoads
from graphs.opening import open_graph
from graphs.reading.cache import RoadCache

PLACE = [
    {
        "boundingbox": ["29.4", "29.6", "106.4", "106.6"],
        "lat": "29.5",
        "lon": "106.5",
        "display_name": "Yuzhong",
        "class": "boundary",
        "type": "administrative",
        "name": "Yuzhong",
        "importance": 1,
        "place_id": 1,
        "osm_type": "relation",
        "osm_id": 1,
        "place_rank": 1,
        "addresstype": "county",
        "geojson": {
            "type": "Polygon",
            "coordinates": [[[106.4, 29.4], [106.6, 29.4], [106.6, 29.6], [106.4, 29.6], [106.4, 29.4]]],
        },
    }
]
# 1 - 2 - 3 - 4 east along a street, the middle part a weak bridge; a lane one way north from 4.
ROADS = {
    "elements": [
        *({"type": "node", "id": i, "lon": 106.5 + i / 1000, "lat": 29.5} for i in (1, 2, 3, 4)),
        {"type": "node", "id": 5, "lon": 106.504, "lat": 29.501},
        {"type": "way", "id": 1, "nodes": [1, 2], "tags": {"highway": "primary", "name": "民生路"}},
        {
            "type": "way",
            "id": 2,
            "nodes": [2, 3],
            "tags": {"highway": "primary", "name": "民生路", "bridge": "yes", "maxweight": "10"},
        },
        {"type": "way", "id": 3, "nodes": [3, 4], "tags": {"highway": "primary", "name": "民生路"}},
        {"type": "way", "id": 4, "nodes": [4, 5], "tags": {"highway": "residential", "oneway": "yes"}},
    ]
}


class _Server(BaseHTTPRequestHandler):
    def _answer(self, content: Any) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self._answer(PLACE)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        self._answer(ROADS)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A map server on this machine, and osmnx sent to it, without its own cache and waits."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Server) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{running.server_address[1]}"
        for name, value in (("nominatim_url", f"{url}/"), ("overpass_url", url), ("overpass_rate_limit", False)):
            monkeypatch.setattr(osmnx.settings, name, value)
        monkeypatch.setattr(osmnx.settings, "use_cache", False)
        yield
        running.shutdown()


def test_a_place_is_downloaded_with_its_limits_and_kept(
    server: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The weak bridge stays an edge of its own; the second time nobody is asked."""
    cache = RoadCache(tmp_path)
    roads = open_graph("place:Yuzhong", cache=cache)
    assert roads.name == "Yuzhong"
    assert (roads.node_count, roads.edge_count) == (5, 7)
    bridge = roads.bridge
    assert roads.law.max_weight_kg[bridge].tolist() == [10_000, 10_000]
    assert not roads.law.max_weight_kg[~bridge].any()
    assert (roads.twin < 0).sum() == 1
    monkeypatch.setattr(osmnx.settings, "nominatim_url", "http://127.0.0.1:9/")
    assert open_graph("place:Yuzhong", cache=cache).edge_count == 7


def test_without_a_network_the_message_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody listens on port 9 of this machine."""
    monkeypatch.setattr(osmnx.settings, "nominatim_url", "http://127.0.0.1:9/")
    monkeypatch.setattr(osmnx.settings, "use_cache", False)
    tags = list(osmnx.settings.useful_tags_way)
    with pytest.raises(UnreadableRoads) as caught:
        open_graph("place:Yuzhong", cache=RoadCache(None))
    assert caught.value.en.startswith("the roads of 'Yuzhong' cannot be downloaded: ")
    assert caught.value.zh.startswith("无法下载 'Yuzhong' 的路网：")
    assert ".osm.pbf" in caught.value.remedy_en
    assert ".osm.pbf" in caught.value.remedy_zh
    assert osmnx.settings.useful_tags_way == tags
