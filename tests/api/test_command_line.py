"""The command line as a user meets it: what it writes, what it says, how it exits."""

import json
from pathlib import Path

import pytest

from tests.api.conftest import Lastmetre

FILES = {"plan.json", "dispatch.xlsx", "routes.geojson", "plan.html"}


def test_template_is_a_workbook_that_can_be_read_back(lastmetre: Lastmetre, tmp_path: Path) -> None:
    """An unfilled template is a workbook; planning it says what is missing, in words."""
    done = lastmetre("template", tmp_path / "day.xlsx")
    assert done.returncode == 0
    assert (tmp_path / "day.xlsx").read_bytes().startswith(b"PK")
    assert lastmetre("validate", tmp_path / "day.xlsx").returncode == 2


def test_scenarios_are_listed_with_their_content(lastmetre: Lastmetre) -> None:
    """Name, Chinese and English."""
    done = lastmetre("scenario", "list")
    assert done.returncode == 0
    assert {line.split("\t")[0] for line in done.stdout.splitlines()} >= {"neighbourhood", "district"}


@pytest.mark.parametrize("name", ["day.xlsx", "day.json", "day"])
def test_a_scenario_is_written_in_each_format_and_is_valid(lastmetre: Lastmetre, tmp_path: Path, name: str) -> None:
    """Workbook, JSON, folder of CSV files: all of them are read back and found valid."""
    out = tmp_path / name
    assert lastmetre("scenario", "make", "tiny", "--out", out).returncode == 0
    done = lastmetre("validate", out)
    assert done.returncode == 0, done.stderr
    assert "数据有效" in done.stdout


def test_plan_check_and_the_same_again(lastmetre: Lastmetre, world: Path, tmp_path: Path) -> None:
    """A workbook is planned into four files; the checker finds nothing; JSON, seed and iterations repeat the plan."""
    words = ["--roads", world / "grid.osm", "--iterations", 300, "--seed", 7]
    done = lastmetre("plan", world / "small.xlsx", "--out", tmp_path / "a", *words)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (tmp_path / "a").iterdir()} == FILES
    assert "全部满足 served in full\t3" in done.stdout
    assert "0.9 / 0.9 t" in done.stdout
    assert "搜索路线 searching routes" in done.stderr
    checked = lastmetre("check", world / "small.xlsx", tmp_path / "a" / "plan.json", "--roads", world / "grid.osm")
    assert (checked.returncode, checked.stdout) == (0, "没有违规 no breaches\n")

    assert lastmetre("plan", world / "small.xlsx", "--out", tmp_path / "b", *words).returncode == 0
    first, second = (json.loads((tmp_path / name / "plan.json").read_text()) for name in "ab")
    first["origin"].pop("search_s"), second["origin"].pop("search_s")
    assert first == second


def test_a_plan_can_start_from_another_one_and_says_what_it_changes(
    lastmetre: Lastmetre, world: Path, tmp_path: Path
) -> None:
    """Three stops planned; again from that plan with dear changes: all as they were. From a plan of another day: no."""
    words = ["--roads", world / "grid.osm", "--iterations", 50]
    assert lastmetre("plan", world / "small.json", "--out", tmp_path / "a", *words).returncode == 0
    start = ["--start", tmp_path / "a" / "plan.json"]
    again = lastmetre(
        "plan", world / "small.json", "--out", tmp_path / "b", *words, *start, "--price-order", 500, "--price-crew", 500
    )
    assert again.returncode == 0, again.stderr
    assert "不变 same\t3" in again.stdout
    plans = [json.loads((tmp_path / name / "plan.json").read_text())["duties"] for name in "ab"]
    assert plans[0] == plans[1]
    other = lastmetre("plan", world / "hopeless.json", "--out", tmp_path / "c", *words, *start)
    assert other.returncode == 2
    assert "E3401" in other.stderr
    assert not (tmp_path / "c").exists()


def test_an_edited_plan_is_caught_with_the_breach_and_both_languages(
    lastmetre: Lastmetre, world: Path, tmp_path: Path
) -> None:
    """One cent more than the plan costs: exit code 1 and a line for the rule."""
    roads = ["--roads", world / "grid.osm"]
    assert lastmetre("plan", world / "small.json", "--out", tmp_path, "--iterations", 50, *roads).returncode == 0
    plan = json.loads((tmp_path / "plan.json").read_text())
    plan["cost"]["fixed_cents"] += 1
    (tmp_path / "plan.json").write_text(json.dumps(plan))
    done = lastmetre("check", world / "small.json", tmp_path / "plan.json", *roads)
    assert done.returncode == 1
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert lines[0][2] == "规则 rule"
    assert lines[1][2:4] == ["cost", "1"]
    assert lines[1][4], "no Chinese message"
    assert lines[1][5], "no English message"
    assert lines[-1] == ["1 处违规 1 breaches"]


def test_checking_on_other_roads_than_planned_is_said(lastmetre: Lastmetre, world: Path, tmp_path: Path) -> None:
    """The plan names its roads; another file draws a warning."""
    other = tmp_path / "other.osm"
    other.write_bytes((world / "grid.osm").read_bytes())
    words = ["--iterations", 50, "--roads", world / "grid.osm"]
    assert lastmetre("plan", world / "small.json", "--out", tmp_path / "out", *words).returncode == 0
    done = lastmetre("check", world / "small.json", tmp_path / "out" / "plan.json", "--roads", other)
    assert "you check it on other.osm" in done.stderr


def test_nothing_served_is_a_plan_with_reasons_and_exit_code_3(
    lastmetre: Lastmetre, world: Path, tmp_path: Path
) -> None:
    """Chilled milk and no vehicle that cools: the plan is written and says so."""
    words = ["--roads", world / "grid.osm", "--iterations", 50]
    done = lastmetre("plan", world / "hopeless.json", "--out", tmp_path / "out", *words)
    assert done.returncode == 3, done.stderr
    assert "nothing could be served" in done.stderr
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES
    unserved = json.loads((tmp_path / "out" / "plan.json").read_text())["unserved"]
    assert [(part["quantity"], part["reason"]) for part in unserved] == [(50, "no_vehicle_for_handling")]


def test_demo_leaves_the_workbook_beside_the_sheets(lastmetre: Lastmetre, tmp_path: Path) -> None:
    """The tiny scenario on the embedded town, as ``make demo`` does with the district."""
    done = lastmetre("demo", "--scenario", "tiny", "--seconds", 2, "--out", tmp_path / "out" / "tiny")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (tmp_path / "out" / "tiny").iterdir()} == FILES | {"day.xlsx"}


def test_warm_up_says_what_it_does_and_leaves_nothing(lastmetre: Lastmetre, tmp_path: Path) -> None:
    """It runs where ``make setup`` runs it, and may be run again."""
    done = lastmetre("warm-up")
    assert done.returncode == 0, done.stderr
    assert "compiling the routing core" in done.stderr
    assert "ready" in done.stdout


@pytest.mark.parametrize(
    "words",
    [[], ["plan"], ["check"], ["validate"], ["template"], ["scenario"], ["scenario", "make"], ["serve"], ["demo"]],
)
def test_help_is_bilingual(lastmetre: Lastmetre, words: list[str]) -> None:
    """Every command explains itself in both languages."""
    done = lastmetre(*words, "--help")
    assert done.returncode == 0
    assert any("一" <= char <= "鿿" for char in done.stdout)
    assert "Options" in done.stdout
