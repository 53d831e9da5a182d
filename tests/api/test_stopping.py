"""Ctrl-C and SIGTERM: the best plan so far, or nothing at all."""

import json
import signal
import subprocess
import time
from pathlib import Path
from typing import IO

import pytest

from tests.api.conftest import COMMAND, Lastmetre
from tests.api.test_command_line import FILES


def start(world: Path, out: Path, environment: dict[str, str], *, roads: object) -> subprocess.Popen[str]:
    words = ["plan", world / "busy.json", "--out", out, "--roads", roads, "--seconds", "120"]
    return subprocess.Popen(
        [*COMMAND, *map(str, words)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def await_line(stream: IO[str], part: str) -> None:
    """Read lines until one holds ``part``."""
    said = []
    for line in stream:
        said.append(line)
        if part in line:
            return
    raise AssertionError(f"never said {part!r}, but {said}")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_during_the_search_keeps_the_best_plan(
    lastmetre: Lastmetre, world: Path, tmp_path: Path, environment: dict[str, str], number: signal.Signals
) -> None:
    """Two minutes were asked for; it ends within seconds, says so, and the plan passes the checker."""
    process = start(world, tmp_path / "out", environment, roads=world / "grid.osm")
    assert process.stderr
    await_line(process.stderr, "最优 best")
    process.send_signal(number)
    asked = time.monotonic()
    stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 0, stderr
    assert time.monotonic() - asked < 30
    assert "stopped early; this is the best plan so far" in stderr
    assert "served in full" in stdout
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES
    checked = lastmetre("check", world / "busy.json", tmp_path / "out" / "plan.json", "--roads", world / "grid.osm")
    assert checked.returncode == 0, checked.stdout
    assert json.loads((tmp_path / "out" / "plan.json").read_text())["origin"]["search_s"] < 60


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_before_any_plan_leaves_nothing(
    world: Path, tmp_path: Path, environment: dict[str, str], number: signal.Signals
) -> None:
    """While the embedded town is being built (seconds): exit code 4, no results, no traceback."""
    process = start(world, tmp_path / "out", environment, roads="town")
    assert process.stderr
    await_line(process.stderr, "opening the roads")
    process.send_signal(number)
    stdout, stderr = process.communicate(timeout=30)
    assert process.returncode == 4, stderr
    assert "nothing was written" in stderr
    assert "Traceback" not in stdout + stderr
    assert list(tmp_path.iterdir()) == []


def test_a_demo_that_is_stopped_early_leaves_no_temporary_folder(tmp_path: Path, environment: dict[str, str]) -> None:
    """The workbook on its way into the plan goes too."""
    (tmp_path / "tmp").mkdir()
    process = subprocess.Popen(
        [*COMMAND, "demo", "--out", str(tmp_path / "out")],
        env=environment | {"TMPDIR": str(tmp_path / "tmp")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    await_line(process.stderr, "making the day")
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == 4, stderr
    assert [path.name for path in tmp_path.iterdir()] == ["tmp"]
    assert list((tmp_path / "tmp").iterdir()) == []
