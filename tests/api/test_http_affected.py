"""Which trips of a stored plan new road changes hit, over HTTP."""

import json
import multiprocessing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.api.test_http import ask, wait_for
from tests.api.worlds import small_town


@pytest.fixture(scope="module")
def client(world: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(roads_folder=world)), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="module")
def plan(client: TestClient, world: Path) -> str:
    """The id of a finished plan of the small town."""
    plan_id: str = ask(client, world / "small.json")["id"]
    assert wait_for(client, plan_id, "done", "failed")["state"] == "done"
    return plan_id


def closure_at(place: str, **parts: Any) -> dict[str, Any]:
    lon, lat = small_town().places[place].position
    return {"id": "R7", "kind": "closure", "lon": lon, "lat": lat, "radius_m": 20, **parts}


def test_trips_over_a_street_that_was_closed_after_planning_are_named(client: TestClient, plan: str) -> None:
    """The street before B is shut: the drives to and from it are stopped, and no way leads round."""
    answer = client.post(f"/v1/plans/{plan}:affected", json={"road_changes": [closure_at("B")]})
    assert answer.status_code == 200, answer.text
    shown = client.get(f"/v1/plans/{plan}").json()["result"]["plan"]["duties"][0]
    assert answer.json()["trips"] == [f"{shown['crew']['id']}/1"]
    hits = answer.json()["hits"]
    to_b = next(hit for hit in hits if hit["to"] == "B")
    before = next(visit for visit in shown["visits"] if visit["place"] == to_b["from"] and visit["kind"] != "end")
    assert (to_b["plate"], to_b["driver"], to_b["change"]) == ("渝A00000", "Li", "R7")
    assert to_b["leaves_s"] == before["leave_s"] <= to_b["met_s"]
    assert to_b["stops"] is True
    assert to_b["says"]["zh"].endswith("受阻于道路封闭“R7”")
    assert to_b["detour"] is None


def test_a_checkpoint_costs_time_and_stops_nobody(client: TestClient, plan: str) -> None:
    """30 minutes on the street of all the places."""
    change = {"id": "R8", "kind": "checkpoint", "lon": 106.5015, "lat": 29.5, "radius_m": 20, "value": 30}
    answer = client.post(f"/v1/plans/{plan}:affected", json={"road_changes": [change]})
    assert answer.status_code == 200, answer.text
    hits = answer.json()["hits"]
    assert hits
    assert not any(hit["stops"] for hit in hits)
    assert all("延误于卡点“R8”" in hit["says"]["zh"] for hit in hits)


def test_a_change_of_hours_in_which_nobody_drives_hits_nobody(client: TestClient, plan: str) -> None:
    """Over before the shift begins."""
    early = closure_at("B", valid_from="2022-11-21 00:00", valid_until="2022-11-21 05:00")
    answer = client.post(f"/v1/plans/{plan}:affected", json={"road_changes": [early]})
    assert (answer.status_code, answer.json()) == (200, {"trips": [], "hits": []})


@pytest.mark.parametrize(
    ("body", "issue", "said"),
    [
        ({}, ("E5001", "/road_changes"), "道路变化"),
        ({"road_changes": []}, ("E5001", "/road_changes"), "道路变化"),
        ({"road_changes": [{"id": "R7", "kind": "flood"}]}, ("E1211", "/road_changes/0/kind"), "不在可选项之中"),
        (
            {"road_changes": [{"id": "R7", "kind": "closure", "road": "月球路"}]},
            ("E3303", "/road_changes/0/road"),
            "月球路",
        ),
    ],
)
def test_changes_that_cannot_be_used_are_told_at_their_place(
    client: TestClient, plan: str, body: dict[str, Any], issue: tuple[str, str], said: str
) -> None:
    """Nothing to look for, a word that is none, a road that is not on the map."""
    answer = client.post(f"/v1/plans/{plan}:affected", json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    told = next(one for one in answer.json()["issues"] if one["code"] == issue[0])
    assert told["where"]["pointer"] == issue[1]
    assert said in told["message"]["zh"]
    assert told["message"]["en"]


def test_a_plan_that_is_not_there_is_told(client: TestClient) -> None:
    """404, in the form of every problem."""
    answer = client.post("/v1/plans/none:affected", json={"road_changes": [closure_at("B")]})
    assert (answer.status_code, answer.json()["issues"][0]["code"]) == (404, "E5003")


def test_the_example_of_the_description_is_a_good_row(client: TestClient, plan: str) -> None:
    """All that is wrong with it on this map: it has no such bridge."""
    body = client.get("/openapi.json").json()["paths"]["/v1/plans/{plan_id}:affected"]["post"]["requestBody"]["content"]
    example = body["application/json"]["examples"]["closure"]["value"]
    answer = client.post(f"/v1/plans/{plan}:affected", content=json.dumps(example))
    assert [issue["code"] for issue in answer.json()["issues"] if issue["severity"] == "error"] == ["E3303"]


def test_a_process_that_dies_is_replaced(client: TestClient, plan: str) -> None:
    """Killed between two questions: the first is told that it was lost, the next is answered."""
    body = {"road_changes": [closure_at("B")]}
    assert client.post(f"/v1/plans/{plan}:affected", json=body).status_code == 200
    before = {process.pid for process in multiprocessing.active_children()}
    for process in multiprocessing.active_children():
        if process.name.startswith("SpawnProcess"):
            process.kill()
            process.join()
    lost = client.post(f"/v1/plans/{plan}:affected", json=body)
    assert before
    assert (lost.status_code, lost.json()["issues"][0]["code"]) == (500, "E5008")
    assert client.post(f"/v1/plans/{plan}:affected", json=body).status_code == 200
