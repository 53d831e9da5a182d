"""The service over HTTP, with its real worker process."""

import json
import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.uploads import WORKBOOK
from graphs.geo import Position
from optimizer.intake.write import write_json
from optimizer.model.papers import RoadChange, RoadChangeKind
from optimizer.model.windows import TimeWindow
from tests.api.worlds import small_town

MAX_BYTES = 200_000


@pytest.fixture(scope="module")
def client(world: Path) -> Iterator[TestClient]:
    """One server for the file: its roads are the grid and the town, bodies end at 200 kB, one plan may wait."""
    settings = Settings(roads_folder=world, max_body_bytes=MAX_BYTES, max_waiting=1, max_seconds=600)
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client


def ask(client: TestClient, day: Path, **options: Any) -> dict[str, Any]:
    answer = client.post(
        "/v1/plans",
        params={"roads": "grid.osm"} | (options if "seconds" in options else {"iterations": 100} | options),
        content=day.read_bytes(),
        headers={"content-type": "application/json"},
    )
    assert answer.status_code == 202, answer.text
    assert answer.headers["location"] == f"/v1/plans/{answer.json()['id']}"
    return answer.json()


def wait_for(
    client: TestClient, plan_id: str, *states: str, best: bool = False, seconds: float = 120
) -> dict[str, Any]:
    """Poll until the plan is in one of the states (and, with ``best``, has a best plan so far)."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        shown = client.get(f"/v1/plans/{plan_id}").json()
        if shown["state"] in states and not (best and not (shown["progress"] or {}).get("best_yuan")):
            return shown
        time.sleep(0.1)
    raise AssertionError(f"still {shown['state']}, wanted {states}")


def test_a_day_is_planned_and_every_file_can_be_fetched(client: TestClient, world: Path) -> None:
    """Three communities, 900 kg: all served; totals, plan and four files."""
    asked = ask(client, world / "small.json", seed=7)
    assert asked["state"] in {"queued", "running"}
    shown = wait_for(client, asked["id"], "done", "failed")
    assert shown["problem"] is None
    assert shown["result"]["totals"]["service"]["served"] == 3
    assert shown["result"]["totals"]["service"]["delivered_grams"] == 900_000
    assert shown["result"]["nothing_served"] is False
    assert shown["result"]["plan"]["origin"]["seed"] == 7
    kinds = {name: client.get(link) for name, link in shown["links"].items() if "." in name}
    assert {answer.status_code for answer in kinds.values()} == {200}
    assert kinds["plan.json"].json() == shown["result"]["plan"]
    assert kinds["sheets.xlsx"].content.startswith(b"PK")
    assert kinds["sheets.xlsx"].headers["content-type"] == WORKBOOK
    assert kinds["routes.geojson"].json()["type"] == "FeatureCollection"
    assert kinds["plan.html"].text.lstrip().lower().startswith("<!doctype html")
    assert kinds["plan.html"].headers["content-security-policy"].startswith("sandbox")
    assert asked["id"] in [plan["id"] for plan in client.get("/v1/plans").json()["plans"]]


def test_what_changes_on_the_roads_can_be_laid_over_the_map(client: TestClient, world: Path, tmp_path: Path) -> None:
    """A street in the north of the grid is closed: its lines with id, effect and interval; unknown plans are told."""
    built = small_town().day()
    north = Position(106.498 + 0.0015, 29.5 + 7 * 0.003)
    closed = RoadChange(
        id="R1", kind=RoadChangeKind.CLOSURE, position=north, interval=TimeWindow(opens=0, closes=86_400)
    )
    write_json(replace(built, road_changes=(closed,)), tmp_path / "day.json")
    shown = wait_for(client, ask(client, tmp_path / "day.json")["id"], "done", "failed")
    answer = client.get(shown["links"]["changes.geojson"])
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/geo+json")
    (feature,) = answer.json()["features"]
    assert feature["geometry"]["coordinates"]
    assert feature["properties"]["says"] == {"en": "closure 'R1'", "zh": "道路封闭“R1”"}
    assert client.get("/v1/plans/nothing/changes.geojson").status_code == 404


@pytest.mark.parametrize("how", ["form", "body"])
def test_a_workbook_may_be_sent_as_a_form_or_as_the_body(client: TestClient, world: Path, how: str) -> None:
    """Both give the same plan as any other way in."""
    data, options = (world / "small.xlsx").read_bytes(), {"roads": "grid.osm", "iterations": 50}
    if how == "form":
        answer = client.post("/v1/plans", params=options, files={"file": ("日.xlsx", data, WORKBOOK)})
    else:
        answer = client.post("/v1/plans", params=options, content=data, headers={"content-type": WORKBOOK})
    assert answer.status_code == 202, answer.text
    assert wait_for(client, answer.json()["id"], "done", "failed")["result"]["totals"]["service"]["served"] == 3


def test_nothing_served_is_a_result_with_reasons(client: TestClient, world: Path) -> None:
    """The plan is done; it says that it serves nothing, and why."""
    shown = wait_for(client, ask(client, world / "hopeless.json")["id"], "done", "failed")
    assert shown["state"] == "done"
    assert shown["result"]["nothing_served"] is True
    assert [part["reason"] for part in shown["result"]["plan"]["unserved"]] == ["no_vehicle_for_handling"]


def test_an_invalid_day_is_refused_with_every_issue(client: TestClient, world: Path) -> None:
    """Two mistakes, two issues with their pointers, in problem+json."""
    day = json.loads((world / "small.json").read_bytes())
    day["demands"][0]["quantity"], day["demands"][2]["place"] = -5, "Atlantis"
    for path in ("/v1/plans", "/v1/plans:validate"):
        answer = client.post(path, json=day)
        assert answer.status_code == 422
        assert answer.headers["content-type"] == "application/problem+json"
        pointers = {issue["where"]["pointer"] for issue in answer.json()["issues"] if issue["severity"] == "error"}
        assert pointers == {"/demands/0/quantity", "/demands/2/place"}
        assert all(issue["message"]["zh"] and issue["message"]["en"] for issue in answer.json()["issues"])


def test_validation_of_a_good_day_gives_its_warnings_and_makes_no_plan(client: TestClient, world: Path) -> None:
    """The list of plans stays as long as it was."""
    before = len(client.get("/v1/plans").json()["plans"])
    answer = client.post("/v1/plans:validate", files={"file": ("day.json", (world / "small.json").read_bytes())})
    assert (answer.status_code, answer.json()["valid"]) == (200, True)
    assert len(client.get("/v1/plans").json()["plans"]) == before


@pytest.mark.parametrize(
    ("content", "kind", "status", "part"),
    [
        (b"{", "application/json", 422, ""),
        (b"", "application/json", 422, ""),
        (b"no workbook", WORKBOOK, 422, ""),
        (b"a,b", "text/csv", 415, "cannot take a body of type 'text/csv'"),
        (b"x" * (MAX_BYTES + 1), "application/json", 413, "larger than 0.2 MB"),
    ],
)
def test_bodies_that_are_no_day_are_refused(
    client: TestClient, content: bytes, kind: str, status: int, part: str
) -> None:
    """Broken JSON, nothing, no workbook, a foreign type, too much."""
    answer = client.post("/v1/plans", content=content, headers={"content-type": kind})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert part in answer.json()["detail"]
    assert answer.json()["issues"][0]["remedy"]["zh"]


def test_a_body_that_hides_its_size_is_cut_off(client: TestClient) -> None:
    """Sent in chunks, without a Content-Length: counted while it comes."""
    chunks = (b" " * 50_000 for _ in range(10))
    answer = client.post("/v1/plans", content=chunks, headers={"content-type": "application/json"})
    assert answer.status_code == 413


def test_a_form_holds_one_file_and_nothing_else(client: TestClient, world: Path) -> None:
    """A field that nobody would look at is named, not ignored."""
    files = {"file": ("day.xlsx", (world / "small.xlsx").read_bytes())}
    answer = client.post("/v1/plans", files=files, data={"seconds": "5"})
    assert answer.status_code == 422
    assert "'seconds'" in answer.json()["issues"][0]["message"]["en"]


@pytest.mark.parametrize(
    ("options", "part"),
    [
        ({"seconds": 0}, "query/seconds"),
        ({"seconds": "soon"}, "query/seconds"),
        ({"seconds": "nan"}, "query/seconds"),
        ({"seconds": 601}, "query/seconds"),
        ({"seconds": 5, "iterations": 5}, "query/seconds"),
        ({"iterations": -1}, "query/iterations"),
        ({"iterations": 10**9}, "query/iterations"),
        ({"seed": -1}, "query/seed"),
        ({"roads": "mars"}, "query/roads"),
        ({"roads": "../small.json"}, "query/roads"),
        ({"roads": "/etc/passwd"}, "query/roads"),
    ],
)
def test_options_out_of_range_are_named(client: TestClient, world: Path, options: dict[str, Any], part: str) -> None:
    """Budget beyond the server's, no numbers, both budgets, roads the server does not offer, paths."""
    answer = client.post("/v1/plans", params=options, json=json.loads((world / "small.json").read_bytes()))
    assert answer.status_code == 422
    assert [issue["where"]["pointer"] for issue in answer.json()["issues"]] == [part]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/plans/none", 404),
        ("GET", "/v1/plans/none/sheets.xlsx", 404),
        ("POST", "/v1/plans/none:cancel", 404),
        ("GET", "/nowhere", 404),
        ("DELETE", "/v1/plans", 405),
    ],
)
def test_what_is_not_there_is_a_problem_too(client: TestClient, method: str, path: str, status: int) -> None:
    """Every refusal has the same form."""
    answer = client.request(method, path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["status"] == status


def test_template_roads_and_description(client: TestClient, world: Path) -> None:
    """A workbook, the names of the roads, and an OpenAPI document whose example can be sent as it stands."""
    assert client.get("/v1/template.xlsx").content.startswith(b"PK")
    assert client.get("/v1/roads").json() == {"roads": ["town", "grid.osm"]}
    body = client.get("/openapi.json").json()["paths"]["/v1/plans"]["post"]["requestBody"]["content"]
    example = body["application/json"]["examples"]["day"]["value"]
    assert client.post("/v1/plans:validate", json=example).status_code == 200


def test_a_running_plan_shows_progress_the_next_waits_and_a_third_is_refused(client: TestClient, world: Path) -> None:
    """One runs, one waits, the queue is full; cancelling keeps the best plan of the first and drops the second."""
    first = ask(client, world / "busy.json", seconds=300)["id"]
    running = wait_for(client, first, "running", best=True)
    assert running["progress"]["step"] == "routing"
    assert running["progress"]["seconds_left"] > 200
    assert client.get(f"/v1/plans/{first}/plan.html").status_code == 409

    second = ask(client, world / "small.json")["id"]
    refused = client.post("/v1/plans", json=json.loads((world / "small.json").read_bytes()))
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "60")
    assert client.post(f"/v1/plans/{second}:cancel").json()["state"] == "cancelled"

    assert client.post(f"/v1/plans/{first}:cancel").status_code == 200
    shown = wait_for(client, first, "cancelled", seconds=30)
    assert shown["result"]["totals"]["service"]["served"] > 0
    assert client.get(f"/v1/plans/{first}/sheets.xlsx").status_code == 200
    assert client.get(f"/v1/plans/{second}").json()["result"] is None


def test_health_answers_within_half_a_second_while_a_plan_is_computed(client: TestClient, world: Path) -> None:
    """Twenty looks during a search."""
    plan = ask(client, world / "busy.json", seconds=300)["id"]
    wait_for(client, plan, "running", best=True)
    slowest = 0.0
    for _ in range(20):
        began = time.monotonic()
        assert client.get("/healthz").json() | {"waiting": 0, "version": ""} == {
            "status": "ok", "worker": "busy", "waiting": 0, "version": "",
        }  # fmt: skip
        slowest = max(slowest, time.monotonic() - began)
    client.post(f"/v1/plans/{plan}:cancel")
    wait_for(client, plan, "cancelled")
    assert slowest < 0.5


def test_a_worker_that_dies_fails_its_plan_and_is_replaced(client: TestClient, world: Path) -> None:
    """Killed in the middle of a search: the plan says so, the next one is made."""
    plan = ask(client, world / "busy.json", seconds=300)["id"]
    wait_for(client, plan, "running", best=True)
    [worker] = multiprocessing.active_children()
    worker.kill()
    shown = wait_for(client, plan, "failed", seconds=30)
    assert shown["problem"]["issues"][0]["code"] == "E5008"
    assert "ended unexpectedly" in shown["problem"]["detail"]
    assert shown["result"] is None
    again = wait_for(client, ask(client, world / "small.json")["id"], "done", "failed")
    assert again["state"] == "done"


def test_a_worker_that_does_not_heed_a_cancellation_is_ended(world: Path) -> None:
    """Frozen in the middle of a search, one second of grace: cancelled without a result; the next plan is made."""
    settings = Settings(roads_folder=world, cancel_grace_s=1)
    before = set(multiprocessing.active_children())
    with TestClient(create_app(settings)) as client:
        plan = ask(client, world / "busy.json", seconds=300)["id"]
        wait_for(client, plan, "running", best=True)
        [worker] = set(multiprocessing.active_children()) - before
        os.kill(worker.pid or 0, signal.SIGSTOP)
        client.post(f"/v1/plans/{plan}:cancel")
        assert wait_for(client, plan, "cancelled", "failed", seconds=30)["state"] == "cancelled"
        assert client.get(f"/v1/plans/{plan}").json()["result"] is None
        again = wait_for(client, ask(client, world / "small.json")["id"], "done", "failed")
        assert again["state"] == "done"


def test_roads_that_do_not_fit_the_day_fail_the_plan_with_issues(client: TestClient, world: Path) -> None:
    """The grid stands in for a town far away: what only the roads can tell comes with the failed plan."""
    day = json.loads((world / "small.json").read_bytes())
    for place in day["places"]:
        place["lat"] = 40.0
    (world / "far_day.json").write_text(json.dumps(day))
    shown = wait_for(client, ask(client, world / "far_day.json")["id"], "done", "failed")
    assert shown["state"] == "failed"
    assert shown["problem"]["issues"]
    assert shown["links"] == {"self": f"/v1/plans/{shown['id']}"}
