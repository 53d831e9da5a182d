"""``lastmetre roads affected`` as a user meets it."""

from dataclasses import replace
from pathlib import Path

from optimizer.intake.write import write_json
from optimizer.model.papers import RoadChange, RoadChangeKind
from tests.api.conftest import Lastmetre
from tests.api.worlds import as_json, small_town
from tests.builders import ALL_DAY


def closed_at(built, place: str, path: Path) -> Path:
    """The day with the street before a place shut, 20 m each way: nobody gets there."""
    where = built.places[place].position
    change = RoadChange(id="R7", kind=RoadChangeKind.CLOSURE, interval=ALL_DAY, position=where, radius_m=20)
    write_json(replace(built.day(), road_changes=(change,)), path)
    return path


def test_a_closure_after_planning_is_listed_with_trip_and_way_round(
    lastmetre: Lastmetre, world: Path, tmp_path: Path
) -> None:
    """Before the closure nothing is hit; after it the drives to and from B are, and no way leads round."""
    roads = ["--roads", world / "grid.osm"]
    done = lastmetre("plan", world / "small.json", "--out", tmp_path, "--iterations", 50, *roads)
    assert done.returncode == 0, done.stderr
    plan = tmp_path / "plan.json"
    quiet = lastmetre("roads", "affected", plan, "--day", world / "small.json", *roads)
    assert (quiet.returncode, quiet.stdout) == (0, "没有趟次受影响 no trip is hit\n")

    shut = closed_at(small_town(), "B", tmp_path / "shut.json")
    done = lastmetre("roads", "affected", plan, "--day", shut, *roads)
    assert done.returncode == 0, done.stderr
    header, *rows, last = [line.split("\t") for line in done.stdout.splitlines()]
    assert header[0] == "趟次 trip"
    assert last == ["受影响趟次：1 trips hit: 1"]
    to_b = next(row for row in rows if row[2].endswith("→ B"))
    assert to_b[1] == "渝A00000"
    assert "受阻于道路封闭“R7”" in to_b[3]
    assert "is stopped by closure 'R7'" in to_b[4]
    assert to_b[5:] == ["无路可绕 none", ""]


def test_a_plan_of_another_day_is_refused_by_name(lastmetre: Lastmetre, world: Path, tmp_path: Path) -> None:
    """Exit code 2, and what the day does not have."""
    roads = ["--roads", world / "grid.osm"]
    assert lastmetre("plan", world / "small.json", "--out", tmp_path, "--iterations", 50, *roads).returncode == 0
    other = small_town()
    other.vehicles["bus"] = replace(other.vehicles.pop("van"), id="bus")
    done = lastmetre("roads", "affected", tmp_path / "plan.json", "--day", as_json(other, tmp_path / "o.json"), *roads)
    assert done.returncode == 2
    assert "the plan speaks of 'van', which the day does not have" in done.stderr
    assert "方案中的“van”不在数据中" in done.stderr


def test_a_plan_looked_at_on_other_roads_is_said(lastmetre: Lastmetre, world: Path, tmp_path: Path) -> None:
    """The same grid under another name draws a warning."""
    other = tmp_path / "other.osm"
    other.write_bytes((world / "grid.osm").read_bytes())
    words = ["--iterations", 50, "--roads", world / "grid.osm"]
    assert lastmetre("plan", world / "small.json", "--out", tmp_path, *words).returncode == 0
    done = lastmetre("roads", "affected", tmp_path / "plan.json", "--day", world / "small.json", "--roads", other)
    assert done.returncode == 0
    assert "the plan was made on grid, you look at it on other" in done.stderr.replace(".osm", "")
