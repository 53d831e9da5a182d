"""``lastmetre serve`` as a process of its own, spoken to over a real socket."""

import json
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.api.conftest import COMMAND


@pytest.fixture
def server(world: Path, tmp_path: Path, environment: dict[str, str]) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server on a free port, its temporary files below ``tmp_path``."""
    (tmp_path / "tmp").mkdir()
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0", "--roads-folder", str(world)],
        env=environment | {"TMPDIR": str(tmp_path / "tmp")},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    watchdog = threading.Timer(120, process.kill)
    watchdog.start()
    address = next(found[0] for line in process.stderr if (found := re.search(r"http://127\.0\.0\.1:\d+", line)))
    threading.Thread(target=process.stderr.read, daemon=True).start()  # a full pipe would stop the server
    yield process, address
    watchdog.cancel()
    process.kill()
    process.wait()


def test_a_server_plans_answers_meanwhile_and_leaves_nothing(
    server: tuple[subprocess.Popen[str], str], world: Path, tmp_path: Path
) -> None:
    """Ask, look, cancel, fetch, ask what is affected; then SIGTERM: exit code 0, worker gone, temporary folder gone."""
    process, address = server
    with httpx.Client(base_url=address, timeout=30) as client:
        day = json.loads((world / "busy.json").read_bytes())
        answer = client.post("/v1/plans", params={"roads": "grid.osm", "seconds": 300}, json=day)
        assert answer.status_code == 202
        here = answer.headers["location"]
        until, slowest, best = time.monotonic() + 120, 0.0, None
        while time.monotonic() < until and not best:
            began = time.monotonic()
            assert client.get("/healthz").status_code == 200
            slowest = max(slowest, time.monotonic() - began)
            best = (client.get(here).json()["progress"] or {}).get("best_yuan")
            time.sleep(0.05)
        assert best
        assert slowest < 0.5
        client.post(f"{here}:cancel")
        while (shown := client.get(here).json())["state"] == "running":
            time.sleep(0.1)
        assert shown["state"] == "cancelled"
        assert client.get(f"{here}/sheets.xlsx").content.startswith(b"PK")
        closed = {"id": "R7", "kind": "closure", "lon": 106.498, "lat": 29.5}
        assert client.post(f"{here}:affected", json={"road_changes": [closed]}).status_code == 200
    assert list((tmp_path / "tmp").iterdir())
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    assert list((tmp_path / "tmp").iterdir()) == []
