"""Whatever a user hands in: a sentence in both languages, exit code 2, no traceback, no file left behind."""

import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graphs.geo import Position
from tests.api.conftest import Lastmetre
from tests.api.worlds import as_json, small_town

Spoiler = Callable[[dict[str, Any]], object]

BYTES: dict[str, Callable[[Path], bytes]] = {
    "garbage.xlsx": lambda world: os.urandom(500),
    "empty.xlsx": lambda world: b"",
    "text.xlsx": lambda world: b"no workbook at all",
    "cut.xlsx": lambda world: (world / "small.xlsx").read_bytes()[:2000],
    "empty.json": lambda world: b"",
    "brackets.json": lambda world: b'{"places": [',
    "list.json": lambda world: b"[]",
}
EDITS: dict[str, Spoiler] = {
    "no_demands.json": lambda day: day.pop("demands"),
    "unknown_place.json": lambda day: day["demands"][0].update(place="Atlantis"),
    "unknown_member.json": lambda day: day["demands"][0].update(colour="red"),
    "negative.json": lambda day: day["demands"][0].update(quantity=-5),
    "not_a_number.json": lambda day: day["demands"][0].update(quantity=float("nan")),
    "bad_plate.json": lambda day: day["vehicles"][0].update(plate="ABC"),
    "twice.json": lambda day: day["demands"].append(day["demands"][0]),
}


def spoil(world: Path, folder: Path, name: str) -> Path:
    """A day that is wrong in one way; ``missing.xlsx`` is not there at all."""
    path = folder / name
    if name in BYTES:
        path.write_bytes(BYTES[name](world))
    elif name in EDITS:
        data = json.loads((world / "small.json").read_text(encoding="utf-8"))
        EDITS[name](data)
        path.write_text(json.dumps(data))
    return path


def assert_told(done: subprocess.CompletedProcess[str], code: int = 2) -> None:
    """Exit code; code, Chinese and English message and remedy in one line; no traceback."""
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    rows = [line.split("\t") for line in done.stderr.splitlines() if re.search(r"\t[EW]\d{4}", line)]
    assert rows, done.stderr
    for _where, _code, chinese, english, remedy in rows:
        assert re.search(r"[一-鿿]", chinese), chinese
        assert re.search(r"[a-z]{2}", english), english
        assert re.search(r"[一-鿿].*[a-z]{2}", remedy), remedy


@pytest.mark.parametrize("name", [*BYTES, *EDITS, "missing.xlsx"])
def test_bad_input_is_told(lastmetre: Lastmetre, world: Path, tmp_path: Path, name: str) -> None:
    """One spoiled file each."""
    assert_told(lastmetre("validate", spoil(world, tmp_path, name)))
    assert not (tmp_path / "errors.log").exists()


@pytest.mark.parametrize("name", ["garbage.xlsx", "list.json", "negative.json"])
def test_bad_input_to_plan_leaves_nothing(lastmetre: Lastmetre, world: Path, tmp_path: Path, name: str) -> None:
    """The folder of results does not come into being, nor anything beside it."""
    day = spoil(world, tmp_path, name)
    done = lastmetre("plan", day, "--out", tmp_path / "out", "--roads", world / "grid.osm", "--iterations", 10)
    assert_told(done)
    assert list(tmp_path.iterdir()) == [day]


def test_every_problem_is_told_at_once(lastmetre: Lastmetre, world: Path, tmp_path: Path) -> None:
    """A negative quantity and an unknown place: two lines, each with its JSON pointer."""
    data = json.loads((world / "small.json").read_text(encoding="utf-8"))
    data["demands"][0]["quantity"], data["demands"][2]["place"] = -5, "Atlantis"
    day = tmp_path / "day.json"
    day.write_text(json.dumps(data))
    done = lastmetre("validate", day)
    assert_told(done)
    assert {line.split("\t")[0] for line in done.stderr.splitlines() if re.search(r"\tE\d{4}\t", line)} == {
        "/demands/0/quantity",
        "/demands/2/place",
    }


def test_a_place_far_from_every_road_is_told_with_its_place(lastmetre: Lastmetre, world: Path, tmp_path: Path) -> None:
    """A community 100 km to the north of the grid."""
    built = small_town().place("far", position=Position(106.5, 30.4)).demand("far")
    day = as_json(built, tmp_path / "far.json")
    done = lastmetre("plan", day, "--out", tmp_path / "out", "--roads", world / "grid.osm", "--iterations", 10)
    assert_told(done)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("name", "data"), [("no.osm.pbf", None), ("cut.osm.pbf", b"\0\0\0\rbroken"), ("a.doc", b"x")])
def test_unreadable_roads_are_told(
    lastmetre: Lastmetre, world: Path, tmp_path: Path, name: str, data: bytes | None
) -> None:
    """Missing, broken, and of no known kind."""
    if data is not None:
        (tmp_path / name).write_bytes(data)
    day = world / "small.json"
    done = lastmetre("plan", day, "--out", tmp_path / "out", "--roads", tmp_path / name, "--iterations", 10)
    assert_told(done)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["--seconds", "0"],
        ["--seconds", "nan"],
        ["--iterations", "-3"],
        ["--seconds", "5", "--iterations", "5"],
    ],
)
def test_bad_budgets_are_told(lastmetre: Lastmetre, world: Path, tmp_path: Path, words: list[str]) -> None:
    """Zero, not a number, negative, both."""
    assert_told(lastmetre("plan", world / "small.json", "--out", tmp_path / "out", *words))


@pytest.mark.parametrize(
    "words", [["--price-crew", "5"], ["--start", "no.json"], ["--price-hour", "-1", "--start", "x"]]
)
def test_a_start_that_cannot_be_used_is_told(
    lastmetre: Lastmetre, world: Path, tmp_path: Path, words: list[str]
) -> None:
    """Prices of changes without a plan to be changed, a plan that is not there, a negative price."""
    assert_told(lastmetre("plan", world / "small.json", "--out", tmp_path / "out", "--iterations", 10, *words))
    assert not (tmp_path / "out").exists()


def test_a_file_in_the_way_of_the_results_is_told_before_planning(
    lastmetre: Lastmetre, world: Path, tmp_path: Path
) -> None:
    """``--out`` names a file; it stays as it is."""
    (tmp_path / "out").write_text("mine")
    assert_told(lastmetre("plan", world / "small.json", "--out", tmp_path / "out"))
    assert (tmp_path / "out").read_text() == "mine"


@pytest.mark.parametrize(
    "words",
    [
        ["template", "day.doc"],
        ["scenario", "make", "atlantis", "--out", "day.xlsx"],
        ["scenario", "make", "tiny", "--out", "day.pdf"],
        ["demo", "--scenario", "atlantis"],
        ["serve", "--host", "192.0.2.1"],
    ],
)
def test_words_that_mean_nothing_are_told(lastmetre: Lastmetre, tmp_path: Path, words: list[str]) -> None:
    """Unknown kinds of file, unknown scenarios, an address that is not ours."""
    assert_told(lastmetre(*words))


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"origin": 5}'])
def test_a_plan_that_is_none_is_told(lastmetre: Lastmetre, world: Path, tmp_path: Path, data: bytes) -> None:
    """Empty, broken, a list, a plan with the wrong inside."""
    (tmp_path / "plan.json").write_bytes(data)
    assert_told(lastmetre("check", world / "small.json", tmp_path / "plan.json", "--roads", world / "grid.osm"))


def test_a_mistyped_option_is_told_by_its_name(lastmetre: Lastmetre) -> None:
    """The shell gets 2, as for every other bad input."""
    done = lastmetre("plan", "day.xlsx", "--outt", "x")
    assert done.returncode == 2
    assert "--outt" in done.stderr


def test_a_bug_of_ours_is_one_line_with_a_reference_and_a_traceback_in_the_log(
    lastmetre: Lastmetre, world: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    """A module that breaks on import stands in for the bug."""
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "sitecustomize.py").write_text(
        "import sys\nclass Bug:\n    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'optimizer.intake.read': raise ZeroDivisionError('a bug')\n"
        "sys.meta_path.insert(0, Bug())\n"
    )
    environment["PYTHONPATH"] = str(tmp_path / "broken")
    done = lastmetre("validate", world / "small.json")
    assert done.returncode == 70
    assert "Traceback" not in done.stdout + done.stderr
    reference = re.search(r"reference ([0-9a-f]{8})", done.stderr)
    assert reference
    log = (tmp_path / "errors.log").read_text()
    assert reference[1] in log
    assert "ZeroDivisionError: a bug" in log


def test_control_characters_in_a_cell_do_not_reach_the_terminal(
    lastmetre: Lastmetre, world: Path, tmp_path: Path
) -> None:
    """An escape sequence in an id is shown as a sign for it."""
    data = json.loads((world / "small.json").read_text(encoding="utf-8"))
    data["demands"][0]["place"] = "\x1b[31mred"
    (tmp_path / "day.json").write_text(json.dumps(data))
    done = lastmetre("validate", tmp_path / "day.json")
    assert done.returncode == 2
    assert "\x1b" not in done.stdout + done.stderr
