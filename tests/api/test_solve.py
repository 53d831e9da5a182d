"""``lastmetre solve`` and ``lastmetre bench routing`` as a user meets them."""

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.api.conftest import COMMAND, Lastmetre
from tests.api.test_stopping import await_line

TINY = """NAME : tiny
TYPE : CVRP
DIMENSION : 4
EDGE_WEIGHT_TYPE : EUC_2D
CAPACITY : 10
NODE_COORD_SECTION
1 0 0
2 0 3
3 4 3
4 4 0
DEMAND_SECTION
1 0
2 4
3 6
4 5
DEPOT_SECTION
 1
 -1
EOF
"""
"""A rectangle of 3 by 4: 4 + 6 fill one vehicle (3 + 4 + 5), the other goes 4 there and 4 back."""


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.vrp"
    path.write_text(TINY, encoding="utf-8")
    return path


def test_figures_and_a_solution_file(lastmetre: Lastmetre, tiny: Path, tmp_path: Path) -> None:
    """Cost 20 with two routes, no breach; the routes are written."""
    done = lastmetre("solve", tiny, "--iterations", 500, "--out", tmp_path / "new" / "tiny.sol")
    assert done.returncode == 0, done.stderr
    assert {"成本 cost\t20", "路线 routes\t2", "违规 breaches\t0"} <= set(done.stdout.splitlines())
    lines = (tmp_path / "new" / "tiny.sol").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "Cost 20"
    assert sorted(sorted(line.split(": ")[1].split()) for line in lines[:-1]) == [["1", "2"], ["3"]]


def test_json_repeats_with_seed_and_iterations(lastmetre: Lastmetre, tiny: Path) -> None:
    """One object; the same routes again."""
    words = ("solve", tiny, "--iterations", 500, "--seed", 4, "--json")
    first, again = (json.loads(lastmetre(*words).stdout) for _ in range(2))
    assert (first["cost"], first["vehicles"], first["breaches"]) == (20, 2, [])
    assert first["routes"] == again["routes"]
    assert first["iterations"] >= 500


def test_json_is_silent_and_tells_time_and_memory(lastmetre: Lastmetre, tiny: Path) -> None:
    """Nothing on the other stream; seconds and MiB that a process with compiled code must have."""
    done = lastmetre("solve", tiny, "--seconds", 0.3, "--json")
    assert done.stderr == ""
    figures = json.loads(done.stdout)
    assert figures["startup_s"] > 0
    assert 0.25 <= figures["search_s"] < 10
    assert 20 < figures["peak_mib"] < 2000
    assert figures["stopped_early"] is False


def test_progress_in_plain_lines_where_no_terminal_is(lastmetre: Lastmetre, tiny: Path) -> None:
    """One line a step; while searching the best cost in the file's unit, the unserved and the seconds left."""
    said = lastmetre("solve", tiny, "--seconds", 0.5).stderr.splitlines()
    steps = [line.split(" · ")[0] for line in said]
    assert steps[0] == "读取算例 reading the instance"
    assert "搜索路线 searching routes" in steps
    assert len(said) <= 6


def test_who_cannot_be_served_is_named_with_the_reason(lastmetre: Lastmetre, tiny: Path) -> None:
    """Client 3 wants 11, and vehicles carry 10: the others are served, for 3 + 4 + 5, and the exit code says so."""
    tiny.write_text(TINY.replace("\n4 5\n", "\n4 11\n"), encoding="utf-8")
    done = lastmetre("solve", tiny, "--iterations", 500)
    assert done.returncode == 1, done.stderr
    assert {"成本 cost\t12", "未服务 unserved\t1"} <= set(done.stdout.splitlines())
    assert "location 3 is not served: too large for every vehicle that may go there, by 1" in done.stdout
    assert "地点 3 未服务：超过所有可前往车辆的载量，超出 1" in done.stdout
    (one,) = json.loads(lastmetre("solve", tiny, "--iterations", 500, "--json").stdout)["unserved"]
    assert (one["location"], one["required"], one["rules"]) == (3, True, ["capacity"])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_keeps_the_best_routes(
    tiny: Path, tmp_path: Path, environment: dict[str, str], number: signal.Signals
) -> None:
    """Ten minutes were asked for; it ends at once, says so, writes and prints the best, and all is well."""
    words = ["solve", tiny, "--seconds", "600", "--out", tmp_path / "tiny.sol"]
    process = subprocess.Popen(
        [*COMMAND, *map(str, words)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr
    await_line(process.stderr, "最优 best 20 · 未满足 unserved 0 · 剩余 left 59")
    process.send_signal(number)
    asked = time.monotonic()
    stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 0, stderr
    assert time.monotonic() - asked < 15
    assert "stopped early; this is the best plan so far" in stderr
    assert "成本 cost\t20" in stdout.splitlines()
    assert (tmp_path / "tiny.sol").read_text(encoding="utf-8").splitlines()[-1] == "Cost 20"


def test_a_signal_before_any_routes_leaves_nothing(tiny: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    """While the core is loaded: exit code 4, no file, no traceback."""
    words = ["solve", tiny, "--out", tmp_path / "tiny.sol"]
    process = subprocess.Popen(
        [*COMMAND, *map(str, words)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr
    await_line(process.stderr, "reading the instance")
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 4, stderr
    assert "Traceback" not in stdout + stderr
    assert not (tmp_path / "tiny.sol").exists()


@pytest.mark.parametrize(
    ("words", "en"),
    [
        (("--solver", "magic"), "--solver is 'magic'"),
        (("--convention", "guess"), "--convention is 'guess'"),
        (("--seconds", 1, "--iterations", 1), "exclude each other"),
        (("--out", "/dev/null/x.sol"), "cannot write to"),
    ],
)
def test_options_that_do_not_fit(lastmetre: Lastmetre, tiny: Path, words: tuple[object, ...], en: str) -> None:
    """A sentence and exit code 2."""
    done = lastmetre("solve", tiny, *words)
    assert done.returncode == 2
    assert en in done.stderr


def test_a_broken_instance(lastmetre: Lastmetre, tiny: Path) -> None:
    """The line, in both languages."""
    tiny.write_text(TINY.replace("2 4\n", "2 x\n"), encoding="utf-8")
    done = lastmetre("solve", tiny)
    assert done.returncode == 2
    assert "tiny.vrp, line 13: 'x' is no number" in done.stderr
    assert "第 13 行" in done.stderr


@pytest.mark.parametrize(
    ("words", "en"),
    [
        (("--solvers", "magic"), "there is no solver 'magic'"),
        (("--seconds", "10,zero"), "--seconds is zero"),
        (("--seeds", "0"), "--seeds is 0"),
    ],
)
def test_the_benchmark_refuses_what_it_does_not_know(
    lastmetre: Lastmetre, tmp_path: Path, words: tuple[str, ...], en: str
) -> None:
    """Before anything is run."""
    done = lastmetre("bench", "routing", "--out", tmp_path / "out", *words)
    assert done.returncode == 2
    assert en in done.stderr


def test_the_benchmark_without_instances(lastmetre: Lastmetre, tmp_path: Path) -> None:
    """It says so, and all is well."""
    done = lastmetre("bench", "routing", "--out", tmp_path / "out", "--data", tmp_path / "none", "--seconds", "1,2")
    assert done.returncode == 0, done.stderr
    assert "nothing measured" in done.stdout
