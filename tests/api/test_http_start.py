"""Plans that start from another one, over HTTP."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.api.test_http import ask, wait_for

DEAR = {"price_crew": 500, "price_order": 500, "price_hour": 500}


@pytest.fixture(scope="module")
def client(world: Path) -> Iterator[TestClient]:
    """One server for the file."""
    with TestClient(create_app(Settings(roads_folder=world)), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="module")
def first(client: TestClient, world: Path) -> dict[str, Any]:
    """A finished plan of the small day."""
    return wait_for(client, ask(client, world / "small.json")["id"], "done", "failed")


def test_a_plan_of_this_server_can_be_started_from_by_its_id(
    client: TestClient, world: Path, first: dict[str, Any]
) -> None:
    """Three stops, none changed; a plan from nothing tells of no changes."""
    shown = wait_for(client, ask(client, world / "small.json", start=first["id"], **DEAR)["id"], "done", "failed")
    none = dict.fromkeys(("other_vehicle", "other_order", "other_time", "new", "gone"), 0)
    assert shown["result"]["changes"] == {"same": 3, **none}
    assert shown["result"]["plan"]["duties"] == first["result"]["plan"]["duties"]
    assert first["result"]["changes"] is None


def test_a_plan_can_be_uploaded_to_start_from(client: TestClient, world: Path, first: dict[str, Any]) -> None:
    """As the field 'start' of a form, beside the day; half of it is gone."""
    plan = first["result"]["plan"]
    plan["duties"][0]["visits"] = plan["duties"][0]["visits"][:3]
    files = {"file": ("day.json", (world / "small.json").read_bytes()), "start": ("p.json", json.dumps(plan).encode())}
    answer = client.post("/v1/plans", params={"roads": "grid.osm", "iterations": 50}, files=files)
    assert answer.status_code == 202, answer.text
    shown = wait_for(client, answer.json()["id"], "done", "failed")
    changes = shown["result"]["changes"]
    assert (changes["new"], changes["gone"]) == (2, 0)
    assert shown["result"]["totals"]["service"]["served"] == 3


def refused(client: TestClient, day: Path, status: int, plan: bytes | None = None, **options: Any) -> dict[str, Any]:
    files = {"file": ("day.json", day.read_bytes())} | ({} if plan is None else {"start": ("plan.json", plan)})
    answer = client.post("/v1/plans", params={"roads": "grid.osm", "iterations": 50} | options, files=files)
    assert answer.status_code == status, answer.text
    issue: dict[str, Any] = answer.json()["issues"][0]
    assert issue["message"]["en"]
    assert issue["message"]["zh"]
    return issue


def test_what_cannot_be_started_from_is_refused_at_once(client: TestClient, world: Path, first: dict[str, Any]) -> None:
    """Unknown ids, no plan at all, a plan of another day, two plans, prices without a plan, and below zero."""
    small, start = world / "small.json", first["id"]
    assert refused(client, small, 404, start="nothing")["code"] == "E5003"
    assert refused(client, small, 422, b"{")["code"] == "E1902"
    assert refused(client, world / "hopeless.json", 422, start=start)["code"] == "E3401"
    plan = json.dumps(first["result"]["plan"]).encode()
    two = refused(client, small, 422, plan, start=start)
    assert "two plans" in two["message"]["en"]
    assert refused(client, small, 422, price_crew=5)["where"]["pointer"] == "query/start"
    assert refused(client, small, 422, plan, price_hour=-1)["where"]["pointer"] == "query/price_hour"


def test_a_plan_without_a_result_cannot_be_started_from(client: TestClient, world: Path) -> None:
    """It still runs."""
    running = ask(client, world / "busy.json", seconds=300)["id"]
    wait_for(client, running, "running", best=True)
    answer = client.post("/v1/plans", params={"start": running}, json=json.loads((world / "small.json").read_bytes()))
    client.post(f"/v1/plans/{running}:cancel")
    assert (answer.status_code, answer.json()["issues"][0]["code"]) == (409, "E5004")
    wait_for(client, running, "cancelled")


@pytest.mark.parametrize("path", ["/v1/plans:validate", "/v1/plans/{id}:affected"])
def test_where_nothing_starts_from_a_plan_none_is_taken(
    client: TestClient, world: Path, first: dict[str, Any], path: str
) -> None:
    """A file that nobody would look at is named, not ignored."""
    files = {"file": ("day.json", (world / "small.json").read_bytes()), "start": ("plan.json", b"{}")}
    answer = client.post(path.format(id=first["id"]), files=files)
    assert answer.status_code == 422
    assert "'start'" in answer.json()["issues"][0]["message"]["en"]
